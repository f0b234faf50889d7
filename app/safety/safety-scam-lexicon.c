/* The lexicon of the judge "scam": finds what a word, a phrase or a part of a word means.
 *
 * Looks each up in a table that was made when the program was built; every hit is compared letter
 * by letter. It knows no rules. */

#include "safety/safety-scam-private.h"

#include <string.h>

#define MAX_KEY ((CONFAB_SCAM_MAX_WORD + 1) * CONFAB_SCAM_MAX_PHRASE)
#define MIN_STEM 3
#define MIN_ENDING_START 3 /* letters before an ending */
#define MIN_GLUE 7         /* letters of a word that was written as two */
static guint32
hash_forward (const char *text, gsize length) {
  guint32 hash = CONFAB_SCAM_HASH_START;

  for (gsize i = 0; i < length; i++)
    hash = confab_safety_scam_hash_add (hash, text[i]);
  return hash;
}

static const ConfabScamRow *
slot_row (const ConfabScamSlot *slot) {
  return confab_safety_scam_rows (slot->row >> CONFAB_SCAM_ROW_BITS) +
         (slot->row & ((1 << CONFAB_SCAM_ROW_BITS) - 1));
}

/* TRUE if the entry of this slot is `key`, of this kind. */
static gboolean
slot_holds (const ConfabScamSlot *slot, ConfabScamKey kind, const char *key, gsize length) {
  const char *entry = slot_row (slot)->words + slot->at;
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
      is |= CONFAB_CUE_BIT (slot_row (slot)->cue);
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

static ConfabScamSet
find_word (const ConfabScamWord *word) {
  ConfabScamSet is =
      find_forward (word->text, word->length, 0) | find_endings (word->text, word->length);
  char other[CONFAB_SCAM_MAX_WORD + 1];
  gsize n = write_short_umlauts (word->text, word->length, other);

  if (n < word->length)
    is |= find_forward (other, n, 0) | find_endings (other, n);
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

/* Letters that were all set apart run into each other: every word in them that is found. */
static ConfabScamSet
find_within (const ConfabScamWord *word) {
  ConfabScamSet all = 0;

  for (gsize from = 0; from + MIN_STEM <= word->length;) {
    gsize taken = 0;

    for (gsize length = word->length - from; length >= MIN_STEM && taken == 0; length--) {
      const char *key = word->text + from;
      ConfabScamSet is = find (hash_forward (key, length), CONFAB_SCAM_KEY_WHOLE, key, length);

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
confab_safety_scam_mark (ConfabScamView *view, guint first) {
  for (guint i = first; i < view->n; i++) {
    ConfabScamWord *word = &view->words[i];

    if (word->length == 0)
      continue;
    if (word->text[0] != '#')
      word->is |= find_word (word);
    word->is |= find_phrases (view, i);
    if (i + 1 < view->n && word->text[0] != '#')
      word->is |= find_glued (word, &view->words[i + 1]);
    if (word->was_apart && word->is == 0)
      word->is |= find_within (word);
  }
}
