/* The lexicon of the judge "scam": finds what a word, a phrase or a part of a word means.
 *
 * Built afresh on the caller's stack from the tables of each language, because nothing is kept
 * between two calls. Every hit is compared letter by letter. It knows no rules. */

#include "safety/safety-scam-private.h"

#include <string.h>

#define HASH_START 2166136261u
#define HASH_STEP 16777619u
#define MAX_KEY ((CONFAB_SCAM_MAX_WORD + 1) * CONFAB_SCAM_MAX_PHRASE)
#define MIN_STEM 3
#define MIN_ENDING_START 3 /* letters before an ending */
#define MIN_GLUE 7         /* letters of a word that was written as two */
#define ROW_BITS 12

/* What a key must do; mixed into its hash. */
typedef enum {
  KIND_WHOLE = 0,
  KIND_STEM = 0x5bd1e995,
  KIND_ENDING = 0x27d4eb2d,
  KIND_HEAD = 0x165667b1, /* the first word of a phrase */
} Kind;

static const ConfabScamRow *
language_rows (guint language) {
  static const ConfabScamRow *const rows[CONFAB_SCAM_LANGUAGES] = {
    confab_safety_scam_words_en,
    confab_safety_scam_words_de,
    confab_safety_scam_words_fr,
    confab_safety_scam_words_es,
  };

  return rows[language];
}

static inline guint32
hash_add (guint32 hash, char c) {
  return (hash ^ (guint8)c) * HASH_STEP;
}

static inline guint32
hash_end (guint32 hash, Kind kind) {
  hash ^= (guint32)kind;
  hash ^= hash >> 15;
  return hash != 0 ? hash : 1;
}

static guint32
hash_forward (const char *text, gsize length) {
  guint32 hash = HASH_START;

  for (gsize i = 0; i < length; i++)
    hash = hash_add (hash, text[i]);
  return hash;
}

static guint32
hash_backward (const char *text, gsize length) {
  guint32 hash = HASH_START;

  for (gsize i = length; i > 0; i--)
    hash = hash_add (hash, text[i - 1]);
  return hash;
}

static void
insert (ConfabScamLexicon *lexicon, guint32 hash, guint row, gsize at) {
  guint slot = hash % CONFAB_SCAM_SLOTS;

  while (lexicon->slots[slot].hash != 0)
    slot = (slot + 1) % CONFAB_SCAM_SLOTS;
  lexicon->slots[slot] = (ConfabScamSlot){ hash, (guint16)row, (guint16)at };
}

static void
insert_entry (ConfabScamLexicon *lexicon, const char *entry, gsize length, guint row, gsize at) {
  const char *joint;

  if (entry[0] == '*') {
    insert (lexicon, hash_end (hash_backward (entry + 1, length - 1), KIND_ENDING), row, at);
    return;
  }
  joint = memchr (entry, '_', length);
  if (joint != NULL)
    insert (
        lexicon, hash_end (hash_forward (entry, (gsize)(joint - entry)), KIND_HEAD), row, at);
  if (entry[length - 1] == '*')
    insert (lexicon, hash_end (hash_forward (entry, length - 1), KIND_STEM), row, at);
  else
    insert (lexicon, hash_end (hash_forward (entry, length), KIND_WHOLE), row, at);
}

void
confab_safety_scam_lexicon_build (ConfabScamLexicon *lexicon) {
  memset (lexicon, 0, sizeof *lexicon);
  for (guint language = 0; language < CONFAB_SCAM_LANGUAGES; language++) {
    const ConfabScamRow *rows = language_rows (language);

    for (guint row = 0; rows[row].words != NULL; row++) {
      const char *words = rows[row].words;

      for (gsize at = 0; words[at] != '\0';) {
        gsize length = strcspn (words + at, " ");

        if (length > 0)
          insert_entry (lexicon, words + at, length, language << ROW_BITS | row, at);
        at += length + (words[at + length] == ' ' ? 1 : 0);
      }
    }
  }
}

/* TRUE if the entry of this slot is `key`, of this kind. */
static gboolean
slot_holds (const ConfabScamSlot *slot, Kind kind, const char *key, gsize length) {
  const ConfabScamRow *row = &language_rows (slot->row >> ROW_BITS)[slot->row & ((1 << ROW_BITS) - 1)];
  const char *entry = row->words + slot->at;
  char end;

  if (kind == KIND_ENDING) {
    if (*entry != '*')
      return FALSE;
    entry++;
  }
  if (strncmp (entry, key, length) != 0)
    return FALSE;
  end = entry[length];
  switch (kind) {
  case KIND_STEM:
    return end == '*';
  case KIND_HEAD:
    return end == '_';
  case KIND_WHOLE:
  case KIND_ENDING:
    return end == ' ' || end == '\0';
  }
  return FALSE;
}

/* All meanings of a key. */
static ConfabScamSet
find (const ConfabScamLexicon *lexicon, guint32 hash, Kind kind, const char *key, gsize length) {
  ConfabScamSet is = 0;

  hash = hash_end (hash, kind);
  for (guint slot = hash % CONFAB_SCAM_SLOTS; lexicon->slots[slot].hash != 0;
       slot = (slot + 1) % CONFAB_SCAM_SLOTS) {
    const ConfabScamSlot *found = &lexicon->slots[slot];

    if (found->hash == hash && slot_holds (found, kind, key, length))
      is |= CONFAB_CUE_BIT (
          language_rows (found->row >> ROW_BITS)[found->row & ((1 << ROW_BITS) - 1)].cue);
  }
  return is;
}

/* A key as a whole and by its stems; `from` letters cannot be a stem by themselves. */
static ConfabScamSet
find_forward (const ConfabScamLexicon *lexicon, const char *key, gsize length, gsize from) {
  ConfabScamSet is = 0;
  guint32 hash = HASH_START;

  for (gsize i = 0; i < length; i++) {
    hash = hash_add (hash, key[i]);
    if (i + 1 >= from + MIN_STEM)
      is |= find (lexicon, hash, KIND_STEM, key, i + 1);
  }
  return is | find (lexicon, hash, KIND_WHOLE, key, length);
}

static ConfabScamSet
find_endings (const ConfabScamLexicon *lexicon, const char *key, gsize length) {
  ConfabScamSet is = 0;
  guint32 hash = HASH_START;

  for (gsize i = length; i > MIN_ENDING_START; i--) {
    hash = hash_add (hash, key[i - 1]);
    if (length - i + 1 >= MIN_STEM)
      is |= find (lexicon, hash, KIND_ENDING, key + i - 1, length - i + 1);
  }
  return is;
}

/* "ueberweisen" as "uberweisen". Returns the new length. */
static gsize
write_short_umlauts (const char *word, gsize length, char out[CONFAB_SCAM_MAX_WORD + 1]) {
  gsize n = 0;

  for (gsize i = 0; i < length; i++)
    if (!(word[i] == 'e' && i > 0 && (word[i - 1] == 'a' || word[i - 1] == 'o' || word[i - 1] == 'u')))
      out[n++] = word[i];
  out[n] = '\0';
  return n;
}

static ConfabScamSet
find_word (const ConfabScamLexicon *lexicon, const ConfabScamWord *word) {
  ConfabScamSet is = find_forward (lexicon, word->text, word->length, 0) |
                     find_endings (lexicon, word->text, word->length);
  char other[CONFAB_SCAM_MAX_WORD + 1];
  gsize n = write_short_umlauts (word->text, word->length, other);

  if (n < word->length)
    is |= find_forward (lexicon, other, n, 0) | find_endings (lexicon, other, n);
  if (word->has_one) {
    for (gsize i = 0; i <= word->length; i++)
      other[i] = word->text[i] == 'i' ? 'l' : word->text[i];
    is |= find_forward (lexicon, other, word->length, 0);
  }
  return is;
}

static gsize
append_word (char *key, gsize n, const ConfabScamWord *word) {
  if (n > 0)
    key[n++] = '_';
  memcpy (key + n, word->text, word->length);
  return n + word->length;
}

static ConfabScamSet
find_phrases (const ConfabScamLexicon *lexicon, ConfabScamView *view, guint first) {
  const ConfabScamWord *words = view->words;
  char key[MAX_KEY + 1] = { 0 };
  ConfabScamSet all = 0;
  gsize n;

  n = append_word (key, 0, &words[first]);
  if (find (lexicon, hash_forward (key, n), KIND_HEAD, key, n) == 0)
    return 0;
  for (guint i = first + 1; i < view->n && i < first + CONFAB_SCAM_MAX_PHRASE; i++) {
    ConfabScamSet is;
    gsize from = n + 1;

    if (words[i].sentence != words[first].sentence || words[i].length == 0)
      break;
    n = append_word (key, n, &words[i]);
    is = find_forward (lexicon, key, n, from);
    /* The last word carries the meaning too, so that what stands near to it is near. */
    view->words[i].is |= is;
    all |= is;
  }
  return all;
}

/* "pass word", "ver-ify": one word that was written as two. */
static ConfabScamSet
find_glued (const ConfabScamLexicon *lexicon, const ConfabScamWord *a, const ConfabScamWord *b) {
  char key[2 * CONFAB_SCAM_MAX_WORD + 1];
  gsize n = a->length;

  if (b->length == 0 || b->begins_clause || n + b->length < MIN_GLUE ||
      n + b->length > CONFAB_SCAM_MAX_WORD)
    return 0;
  memcpy (key, a->text, n);
  memcpy (key + n, b->text, b->length);
  n += b->length;
  key[n] = '\0';
  return b->is_glued ? find_forward (lexicon, key, n, a->length)
                     : find (lexicon, hash_forward (key, n), KIND_WHOLE, key, n);
}

/* Letters that were all set apart run into each other: every word in them that is found. */
static ConfabScamSet
find_within (const ConfabScamLexicon *lexicon, const ConfabScamWord *word) {
  ConfabScamSet all = 0;

  for (gsize from = 0; from + MIN_STEM <= word->length;) {
    gsize taken = 0;

    for (gsize length = word->length - from; length >= MIN_STEM && taken == 0; length--) {
      const char *key = word->text + from;
      ConfabScamSet is = find (lexicon, hash_forward (key, length), KIND_WHOLE, key, length);

      if (is != 0) {
        all |= is;
        taken = length;
      }
    }
    from += MAX (taken, 1);
  }
  return all;
}

void
confab_safety_scam_lexicon_mark (
    const ConfabScamLexicon *lexicon, ConfabScamView *view, guint first) {
  for (guint i = first; i < view->n; i++) {
    ConfabScamWord *word = &view->words[i];

    if (word->length == 0)
      continue;
    if (word->text[0] != '#')
      word->is |= find_word (lexicon, word);
    word->is |= find_phrases (lexicon, view, i);
    if (i + 1 < view->n && word->text[0] != '#')
      word->is |= find_glued (lexicon, word, &view->words[i + 1]);
    if (word->was_apart && word->is == 0)
      word->is |= find_within (lexicon, word);
  }
}
