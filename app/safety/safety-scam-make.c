/* Writes the table of the judge "scam" as a C file, while the program is built: where each word of
 * the lexicon stands, by its hash.
 *
 *   safety-scam-make FILE
 *
 * No part of the program itself. Refuses words that could never be found. */

#include "safety/safety-scam-private.h"

#include <string.h>

#define MAX_FULL (CONFAB_SCAM_SLOTS / 2)

typedef struct {
  ConfabScamSlot slots[CONFAB_SCAM_SLOTS];
  guint n;
} Table;

static void
insert (Table *table, guint32 hash, ConfabScamKey kind, guint row, gsize at) {
  guint slot;

  hash = confab_safety_scam_hash_end (hash, kind);
  slot = hash % CONFAB_SCAM_SLOTS;
  if (table->n++ >= MAX_FULL || at > G_MAXUINT16)
    g_error ("the table of words is too small");
  while (table->slots[slot].hash != 0)
    slot = (slot + 1) % CONFAB_SCAM_SLOTS;
  table->slots[slot] = (ConfabScamSlot){ hash, (guint16)row, (guint16)at };
}

/* TRUE if a phrase that begins with the same word is there already. */
static gboolean
has_head (const Table *table, guint32 hash, const char *word, gsize length) {
  hash = confab_safety_scam_hash_end (hash, CONFAB_SCAM_KEY_HEAD);
  for (guint at = hash % CONFAB_SCAM_SLOTS; table->slots[at].hash != 0;
      at = (at + 1) % CONFAB_SCAM_SLOTS) {
    const ConfabScamSlot *slot = &table->slots[at];
    const char *entry = confab_safety_scam_slot_row (slot)->words + slot->at;

    if (slot->hash == hash && strncmp (entry, word, length) == 0 && entry[length] == '_')
      return TRUE;
  }
  return FALSE;
}

static guint32
hash (const char *text, gsize length) {
  guint32 sum = CONFAB_SCAM_HASH_START;

  for (gsize i = 0; i < length; i++)
    sum = confab_safety_scam_hash_add (sum, text[i]);
  return sum;
}

static guint32
hash_backward (const char *text, gsize length) {
  guint32 sum = CONFAB_SCAM_HASH_START;

  for (gsize i = length; i > 0; i--)
    sum = confab_safety_scam_hash_add (sum, text[i - 1]);
  return sum;
}

/* Words have small letters alone, and no more than a message's words keep. */
static void
check (const char *entry, gsize length) {
  guint words = 1, letters = 0;

  for (gsize i = 0; i < length; i++) {
    char c = entry[i];

    if (c == '_') {
      words++;
      letters = 0;
      continue;
    }
    letters += c != '*' ? 1 : 0;
    if (!g_ascii_islower (c) && c != '#' && !(c == '*' && (i == 0 || i == length - 1)))
      g_error ("a word that no text has: %.*s", (int)length, entry);
    if (letters > CONFAB_SCAM_MAX_WORD || words > CONFAB_SCAM_MAX_PHRASE)
      g_error ("a word that is too long: %.*s", (int)length, entry);
  }
  if (letters == 0)
    g_error ("a phrase without an end: %.*s", (int)length, entry);
}

static void
insert_entry (Table *table, const char *entry, gsize length, guint row, gsize at) {
  const char *joint = memchr (entry, '_', length);

  check (entry, length);
  if (entry[0] == '*') {
    insert (table, hash_backward (entry + 1, length - 1), CONFAB_SCAM_KEY_ENDING, row, at);
    return;
  }
  if (joint != NULL) {
    guint32 head = hash (entry, (gsize)(joint - entry));

    if (!has_head (table, head, entry, (gsize)(joint - entry)))
      insert (table, head, CONFAB_SCAM_KEY_HEAD, row, at);
  }
  if (entry[length - 1] == '*')
    insert (table, hash (entry, length - 1), CONFAB_SCAM_KEY_STEM, row, at);
  else
    insert (table, hash (entry, length), CONFAB_SCAM_KEY_WHOLE, row, at);
}

static void
fill (Table *table) {
  for (guint n = 0; n < CONFAB_SCAM_TABLES; n++) {
    const ConfabScamRow *rows = confab_safety_scam_rows (n);

    for (guint row = 0; rows[row].words != NULL; row++) {
      const char *words = rows[row].words;

      for (gsize at = 0; words[at] != '\0';) {
        gsize length = strcspn (words + at, " ");

        if (length > 0)
          insert_entry (table, words + at, length, n << CONFAB_SCAM_ROW_BITS | row, at);
        at += length + (words[at + length] == ' ' ? 1 : 0);
      }
    }
  }
}

int
main (int argc, char **argv) {
  g_autofree Table *table = g_new0 (Table, 1);
  g_autoptr (GString) text =
      g_string_new ("#include \"safety/safety-scam-private.h\"\n\n"
                    "const ConfabScamSlot confab_safety_scam_slots[CONFAB_SCAM_SLOTS] = {\n");
  g_autoptr (GError) error = NULL;

  if (argc != 2)
    g_error ("give the name of the file to write");
  fill (table);
  for (guint i = 0; i < CONFAB_SCAM_SLOTS; i++) {
    const ConfabScamSlot *slot = &table->slots[i];

    if (slot->hash != 0)
      g_string_append_printf (
          text, "[%u] = { %#xu, %u, %u },\n", i, slot->hash, slot->row, slot->at);
  }
  g_string_append (text, "};\n");
  if (!g_file_set_contents (argv[1], text->str, (gssize)text->len, &error))
    g_error ("%s", error->message);
  return 0;
}
