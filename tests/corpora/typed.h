#pragma once

/* Reads the corpus of the judge "typed": label TAB reason TAB grade TAB text. In the text, \n is a
 * line's end, \t a tab, \\ a backslash, and \m the end of an earlier message. */

#include "safety/safety-typed.h"

#define MAX_MESSAGES 16

typedef struct {
  gboolean is_ask;
  char *reason; /* owned */
  ConfabGrade grade;
  char *raw;                    /* owned: the text as it stands in the file */
  char *messages[MAX_MESSAGES]; /* owned; the last one is judged */
  guint n_messages;
  gboolean is_held_out; /* FNV-1a of the raw text, modulo 4, is 0 */
} Entry;

static void
entry_free (Entry *entry) {
  g_free (entry->reason);
  g_free (entry->raw);
  for (guint i = 0; i < entry->n_messages; i++)
    g_free (entry->messages[i]);
  g_free (entry);
}

static const char *const reason_names[CONFAB_TYPED_REASON_COUNT] = { "-", "unreadable",
  "own-password", "private-key", "phrase", "token", "card", "iban", "ssn", "tax-id", "dni", "nir",
  "nino", "code", "password", "private-word", "phone", "birth-date", "age", "school", "street" };

static const char *const grade_names[] = { "stranger", "added", "known", "checked" };

static gboolean
held_out (const char *text) {
  guint32 hash = 2166136261u;

  for (const char *c = text; *c != '\0'; c++)
    hash = (hash ^ (guint8)*c) * 16777619u;
  return hash % 4 == 0;
}

static void
split_messages (Entry *entry) {
  GString *message = g_string_new (NULL);

  for (const char *c = entry->raw; *c != '\0'; c++) {
    if (*c != '\\' || c[1] == '\0') {
      g_string_append_c (message, *c);
      continue;
    }
    c++;
    if (*c == 'm') {
      g_assert_cmpuint (entry->n_messages, <, MAX_MESSAGES - 1);
      entry->messages[entry->n_messages++] = g_string_free (message, FALSE);
      message = g_string_new (NULL);
    } else {
      g_string_append_c (message, *c == 'n' ? '\n' : *c == 't' ? '\t' : *c);
    }
  }
  entry->messages[entry->n_messages++] = g_string_free (message, FALSE);
}

static guint
find_name (const char *const *names, guint n, const char *name) {
  for (guint i = 0; i < n; i++)
    if (g_str_equal (names[i], name))
      return i;
  g_error ("the corpus says \"%s\", which is nothing", name);
}

static Entry *
read_entry (const char *line) {
  g_auto (GStrv) fields = g_strsplit (line, "\t", 4);
  Entry *entry = g_new0 (Entry, 1);

  if (g_strv_length (fields) != 4)
    g_error ("no entry: %s", line);
  entry->is_ask = g_str_equal (fields[0], "ask");
  if (!entry->is_ask && !g_str_equal (fields[0], "send"))
    g_error ("no label: %s", line);
  find_name (reason_names, G_N_ELEMENTS (reason_names), fields[1]);
  entry->reason = g_strdup (fields[1]);
  entry->grade = (ConfabGrade)find_name (grade_names, G_N_ELEMENTS (grade_names), fields[2]);
  entry->raw = g_strdup (fields[3]);
  entry->is_held_out = held_out (entry->raw);
  split_messages (entry);
  return entry;
}

/* Returns: (transfer full) (element-type Entry) */
static GPtrArray *
read_corpus (int n_files, char **files) {
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify)entry_free);

  for (int i = 0; i < n_files; i++) {
    g_autofree char *text = NULL;
    g_auto (GStrv) lines = NULL;
    g_autoptr (GError) error = NULL;

    if (!g_file_get_contents (files[i], &text, NULL, &error))
      g_error ("%s", error->message);
    lines = g_strsplit (text, "\n", -1);
    for (char **line = lines; *line != NULL; line++)
      if (**line != '\0' && **line != '#')
        g_ptr_array_add (entries, read_entry (*line));
  }
  return entries;
}

static inline ConfabTypedVerdict
judge_entry (const Entry *entry, ConfabTypedFound *found) {
  const char *last = entry->messages[entry->n_messages - 1];
  ConfabTypedFacts facts = { .text = last,
    .length = strlen (last),
    .grade = entry->grade,
    .before = (const char *const *)entry->messages,
    .n_before = entry->n_messages - 1 };

  return confab_safety_judge_typed (&facts, found);
}
