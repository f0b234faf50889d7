#pragma once

/* Reads the corpus of the judge "scam": label TAB reason TAB grade TAB language TAB text. The label
 * is "warn" or "show", the reason the one that a person would name first. Behind the grade may
 * stand
 * "+device" or "+lookalike". In the text, \n is a line's end and \\ a backslash. */

#include <string.h>

#include "safety/safety-link.h"
#include "safety/safety-scam.h"

typedef struct {
  gboolean is_warn;
  guint reason; /* ConfabScamReason, 0 if none */
  ConfabScamFacts facts;
  char *language;       /* owned */
  char *raw;            /* owned: the text as it stands in the file */
  char *text;           /* owned */
  gboolean is_held_out; /* FNV-1a of the raw text, modulo 4, is 0 */
} ScamEntry;

static void
scam_entry_free (ScamEntry *entry) {
  g_free (entry->language);
  g_free (entry->raw);
  g_free (entry->text);
  g_free (entry);
}

static const char *const scam_reason_names[CONFAB_SCAM_REASON_COUNT] = { "code", "password",
  "office", "money", "family", "install", "gift", "prize", "offer", "move", "unreadable" };

static const char *const scam_grade_names[] = { "stranger", "added", "known", "checked" };

static gboolean
scam_held_out (const char *text) {
  guint32 hash = 2166136261u;

  for (const char *c = text; *c != '\0'; c++)
    hash = (hash ^ (guint8)*c) * 16777619u;
  return hash % 4 == 0;
}

static char *
scam_unescape (const char *raw) {
  GString *text = g_string_new (NULL);

  for (const char *c = raw; *c != '\0'; c++) {
    if (*c == '\\' && c[1] != '\0')
      c++;
    g_string_append_c (text, c > raw && c[-1] == '\\' && *c == 'n' ? '\n' : *c);
  }
  return g_string_free (text, FALSE);
}

static guint
scam_find_name (const char *const *names, guint n, const char *name) {
  for (guint i = 0; i < n; i++)
    if (g_str_equal (names[i], name))
      return i;
  g_error ("the corpus says \"%s\", which is nothing", name);
}

static ScamEntry *
scam_read_entry (const char *line) {
  g_auto (GStrv) fields = g_strsplit (line, "\t", 5);
  g_auto (GStrv) facts = NULL;
  ScamEntry *entry = g_new0 (ScamEntry, 1);

  if (g_strv_length (fields) != 5)
    g_error ("no entry: %s", line);
  entry->is_warn = g_str_equal (fields[0], "warn");
  if (!entry->is_warn && !g_str_equal (fields[0], "show"))
    g_error ("no label: %s", line);
  if (!g_str_equal (fields[1], "-"))
    entry->reason =
        1u << scam_find_name (scam_reason_names, G_N_ELEMENTS (scam_reason_names), fields[1]);
  facts = g_strsplit (fields[2], "+", -1);
  entry->language = g_strdup (fields[3]);
  entry->raw = g_strdup (fields[4]);
  entry->text = scam_unescape (entry->raw);
  entry->is_held_out = scam_held_out (entry->raw);
  entry->facts = (ConfabScamFacts){ .text = entry->text,
    .length = strlen (entry->text),
    .grade =
        (ConfabGrade)scam_find_name (scam_grade_names, G_N_ELEMENTS (scam_grade_names), facts[0]),
    .is_new_device = g_strv_contains ((const char *const *)facts, "device"),
    .is_lookalike = g_strv_contains ((const char *const *)facts, "lookalike"),
    .has_link = confab_safety_link_find (
                    entry->text, strlen (entry->text), (ConfabLinkSpan[1]){ { 0 } }, 1) > 0 };
  return entry;
}

/* Returns: (transfer full) (element-type ScamEntry) */
static GPtrArray *
scam_read_corpus (int n_files, char **files) {
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify)scam_entry_free);

  for (int i = 0; i < n_files; i++) {
    g_autofree char *text = NULL;
    g_auto (GStrv) lines = NULL;
    g_autoptr (GError) error = NULL;

    if (!g_file_get_contents (files[i], &text, NULL, &error))
      g_error ("%s", error->message);
    lines = g_strsplit (text, "\n", -1);
    for (char **line = lines; *line != NULL; line++)
      if (**line != '\0' && **line != '#')
        g_ptr_array_add (entries, scam_read_entry (*line));
  }
  return entries;
}
