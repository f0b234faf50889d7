/* The lexicon of the judge "scam": finds what a word, a phrase or a part of a word means.
 *
 * Looks each up in a table that was made when the program was built; every hit is compared letter
 * by letter. It knows no rules. */

#include "safety/safety-scam-private.h"

#include <string.h>

#define MAX_KEY ((CONFAB_SCAM_MAX_WORD + 1) * CONFAB_SCAM_MAX_PHRASE)
#define MIN_STEM 3
#define MIN_PIECE 2        /* letters of a word among letters that were set apart */
#define MIN_ENDING_START 3 /* letters before an ending */
#define MIN_GLUE 7         /* letters of a word that was written as two */
static guint32
hash_forward (const char *text, gsize length) {
  guint32 hash = CONFAB_SCAM_HASH_START;

  for (gsize i = 0; i < length; i++)
    hash = confab_safety_scam_hash_add (hash, text[i]);
  return hash;
}

/* TRUE if the entry of this slot is `key`, of this kind. */
static gboolean
slot_holds (const ConfabScamSlot *slot, ConfabScamKey kind, const char *key, gsize length) {
  const char *entry = confab_safety_scam_slot_row (slot)->words + slot->at;
  char end;

  if (kind == CONFAB_SCAM_KEY_ENDING) {
    if (*entry != '*')
      return FALSE;
    entry++;
  }
  if (strncmp (entry, key, length) != 0)
    return FALSE;
  end = entry[length];
  switch (kind) {
  case CONFAB_SCAM_KEY_STEM:
    return end == '*';
  case CONFAB_SCAM_KEY_HEAD:
    return end == '_';
  case CONFAB_SCAM_KEY_WHOLE:
  case CONFAB_SCAM_KEY_ENDING:
    return end == ' ' || end == '\0';
  }
  return FALSE;
}

/* All meanings of a key. */
static ConfabScamSet
find (guint32 hash, ConfabScamKey kind, const char *key, gsize length) {
  ConfabScamSet is = 0;
  guint at;

  hash = confab_safety_scam_hash_end (hash, kind);
  for (at = hash % CONFAB_SCAM_SLOTS; confab_safety_scam_slots[at].hash != 0;
      at = (at + 1) % CONFAB_SCAM_SLOTS) {
    const ConfabScamSlot *slot = &confab_safety_scam_slots[at];

    if (slot->hash == hash && slot_holds (slot, kind, key, length))
      is |= CONFAB_CUE_BIT (confab_safety_scam_slot_row (slot)->cue);
  }
  return is;
}

/* A key as a whole and by its stems; `from` letters cannot be a stem by themselves. */
static ConfabScamSet
find_forward (const char *key, gsize length, gsize from) {
  ConfabScamSet is = 0;
  guint32 hash = CONFAB_SCAM_HASH_START;

  for (gsize i = 0; i < length; i++) {
    hash = confab_safety_scam_hash_add (hash, key[i]);
    if (i + 1 >= from + MIN_STEM)
      is |= find (hash, CONFAB_SCAM_KEY_STEM, key, i + 1);
  }
  return is | find (hash, CONFAB_SCAM_KEY_WHOLE, key, length);
}

static ConfabScamSet
find_endings (const char *key, gsize length) {
  ConfabScamSet is = 0;
  guint32 hash = CONFAB_SCAM_HASH_START;

  for (gsize i = length; i > MIN_ENDING_START; i--) {
    hash = confab_safety_scam_hash_add (hash, key[i - 1]);
    if (length - i + 1 >= MIN_STEM)
      is |= find (hash, CONFAB_SCAM_KEY_ENDING, key + i - 1, length - i + 1);
  }
  return is;
}

/* "ueberweisen" as "uberweisen". Returns the new length. */
static gsize
write_short_umlauts (const char *word, gsize length, char out[CONFAB_SCAM_MAX_WORD + 1]) {
  gsize n = 0;

  for (gsize i = 0; i < length; i++)
    if (!(word[i] == 'e' && i > 0 &&
            (word[i - 1] == 'a' || word[i - 1] == 'o' || word[i - 1] == 'u')))
      out[n++] = word[i];
  out[n] = '\0';
  return n;
}

/* Of letters that stand there twice, one. */
static gsize
write_single (const char *word, gsize length, char out[CONFAB_SCAM_MAX_WORD + 1]) {
  gsize n = 0;

  for (gsize i = 0; i < length; i++)
    if (i == 0 || word[i] != word[i - 1])
      out[n++] = word[i];
  out[n] = '\0';
  return n;
}

static ConfabScamSet
find_word (const ConfabScamWord *word) {
  ConfabScamSet is =
      find_forward (word->text, word->length, 0) | find_endings (word->text, word->length);
  char other[CONFAB_SCAM_MAX_WORD + 1];
  gsize n = write_short_umlauts (word->text, word->length, other);

  if (n < word->length)
    is |= find_forward (other, n, 0) | find_endings (other, n);
  if (word->was_drawn) {
    n = write_single (word->text, word->length, other);
    is |= find_forward (other, n, 0);
  }
  if (word->has_one) {
    for (gsize i = 0; i <= word->length; i++)
      other[i] = word->text[i] == 'i' ? 'l' : word->text[i];
    is |= find_forward (other, word->length, 0);
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
find_phrases (ConfabScamView *view, guint first) {
  const ConfabScamWord *words = view->words;
  char key[MAX_KEY + 1] = { 0 };
  ConfabScamSet all = 0;
  gsize n;

  n = append_word (key, 0, &words[first]);
  if (find (hash_forward (key, n), CONFAB_SCAM_KEY_HEAD, key, n) == 0)
    return 0;
  for (guint i = first + 1; i < view->n && i < first + CONFAB_SCAM_MAX_PHRASE; i++) {
    ConfabScamSet is;
    gsize from = n + 1;

    if (words[i].sentence != words[first].sentence || words[i].length == 0)
      break;
    n = append_word (key, n, &words[i]);
    is = find_forward (key, n, from);
    /* The last word carries the meaning too, so that what stands near to it is near. */
    view->words[i].is |= is;
    all |= is;
  }
  return all;
}

/* "pass word", "ver-ify": one word that was written as two. */
static ConfabScamSet
find_glued (const ConfabScamWord *a, const ConfabScamWord *b) {
  char key[2 * CONFAB_SCAM_MAX_WORD + 1];
  gsize n = a->length;

  if (b->length == 0 || b->begins_clause || n + b->length < MIN_GLUE ||
      n + b->length > CONFAB_SCAM_MAX_WORD)
    return 0;
  memcpy (key, a->text, n);
  memcpy (key + n, b->text, b->length);
  n += b->length;
  key[n] = '\0';
  return b->is_glued ? find_forward (key, n, a->length)
                     : find (hash_forward (key, n), CONFAB_SCAM_KEY_WHOLE, key, n);
}

/* How many letters at `from` make the longest word that is known; 0 if none. */
static gsize
known_length (const ConfabScamWord *word, gsize from) {
  const char *key = word->text + from;

  for (gsize length = word->length - from; length >= MIN_PIECE; length--)
    if (find (hash_forward (key, length), CONFAB_SCAM_KEY_WHOLE, key, length) != 0)
      return length;
  return 0;
}

/* Makes room for one more word behind `at`, a copy of it without letters. FALSE if there is none.
 */
static gboolean
insert_behind (ConfabScamView *view, guint at) {
  ConfabScamWord *word = &view->words[at];

  if (view->n >= CONFAB_SCAM_MAX_WORDS)
    return FALSE;
  memmove (word + 2, word + 1, (view->n - at - 1) * sizeof *word);
  view->n++;
  word[1] = word[0];
  word[1].begins_sentence = word[1].begins_clause = FALSE;
  return TRUE;
}

/* Letters that were all set apart run into each other: cuts them into the words that are known. */
static void
cut_apart (ConfabScamView *view, guint at) {
  ConfabScamWord *word = &view->words[at];
  gsize from = 0, length = 0;

  word->was_apart = FALSE;
  if (known_length (word, 0) == word->length)
    return;
  /* What is not known goes up to where something known begins. */
  while (from + length < word->length && (length = known_length (word, from)) == 0)
    from++;
  length = from > 0 ? from : length;
  if (length == 0 || length >= word->length || !insert_behind (view, at))
    return;
  word->length = (guint8)length;
  word->text[length] = '\0';
  word[1].length = (guint8)(word[1].length - length);
  memmove (word[1].text, word[1].text + length, word[1].length + 1);
  word[1].was_apart = TRUE;
}

void
confab_safety_scam_mark (ConfabScamView *view, guint first) {
  for (guint i = first; i < view->n; i++)
    if (view->words[i].was_apart)
      cut_apart (view, i);
  for (guint i = first; i < view->n; i++) {
    ConfabScamWord *word = &view->words[i];

    if (word->length == 0)
      continue;
    if (word->text[0] != '#')
      word->is |= find_word (word);
    word->is |= find_phrases (view, i);
    if (i + 1 < view->n && word->text[0] != '#')
      word->is |= find_glued (word, &view->words[i + 1]);
  }
}
