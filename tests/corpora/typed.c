/* The judge "typed" over its corpus: precision and recall for the part that rules may be tuned on,
 * and for the quarter that is held out by a fixed rule. Fails below the goals of R08.
 *
 *   typed FILE ...           figures, and the mistakes in the part for tuning
 *   typed --lines FILE ...   judges each line as a stranger's and a known person's message
 *
 * Mistakes in the held-out part are counted and never shown: who sees them, tunes on them. */

#include <stdio.h>
#include <string.h>

#include "corpora/typed.h"

#define MIN_PRECISION 0.95
#define MIN_RECALL 0.90
#define MIN_ENTRIES 600

typedef struct {
  guint asks, sends;          /* as labelled */
  guint caught, false_alarms; /* as judged */
  guint right_reasons;
} Tally;

static void
show (const Entry *entry, ConfabTypedVerdict verdict, const ConfabTypedFound *found) {
  printf ("%s %s, judged %s %s: %s\n", entry->is_ask ? "ask" : "send", entry->reason,
      verdict == CONFAB_TYPED_ASK ? "ask" : "send", reason_names[found->reason], entry->raw);
}

static void
judge_into (Tally *tally, const Entry *entry) {
  ConfabTypedFound found;
  ConfabTypedVerdict verdict = judge_entry (entry, &found);
  gboolean is_right_reason = entry->is_ask && verdict == CONFAB_TYPED_ASK &&
                             g_str_equal (reason_names[found.reason], entry->reason);

  tally->asks += entry->is_ask;
  tally->sends += !entry->is_ask;
  tally->caught += entry->is_ask && verdict == CONFAB_TYPED_ASK;
  tally->false_alarms += !entry->is_ask && verdict == CONFAB_TYPED_ASK;
  tally->right_reasons += is_right_reason;
  if (!entry->is_held_out && (entry->is_ask ? !is_right_reason : verdict == CONFAB_TYPED_ASK))
    show (entry, verdict, &found);
}

static double
share (guint part, guint whole) {
  return whole == 0 ? 0 : (double)part / whole;
}

static gboolean
report (const char *name, const Tally *tally) {
  double precision = share (tally->caught, tally->caught + tally->false_alarms);
  double recall = share (tally->caught, tally->asks);

  printf ("%-8s %4u messages (%u to ask about): precision %.3f, recall %.3f, reason right %.3f\n",
      name, tally->asks + tally->sends, tally->asks, precision, recall,
      share (tally->right_reasons, tally->asks));
  return precision >= MIN_PRECISION && recall >= MIN_RECALL;
}

static void
judge_line (const char *line) {
  for (guint grade = 0; grade < G_N_ELEMENTS (grade_names); grade += 2) {
    ConfabTypedFound found;
    ConfabTypedFacts facts = { .text = line, .length = strlen (line), .grade = (ConfabGrade)grade };
    ConfabTypedVerdict verdict = confab_safety_judge_typed (&facts, &found);

    printf ("%-8s %-12s [%.*s] %s\n", grade_names[grade],
        verdict == CONFAB_TYPED_ASK ? reason_names[found.reason] : "",
        (int)(found.end - found.start), line + found.start, line);
  }
}

static int
judge_lines (int n_files, char **files) {
  for (int i = 0; i < n_files; i++) {
    g_autofree char *text = NULL;
    g_auto (GStrv) lines = NULL;

    if (!g_file_get_contents (files[i], &text, NULL, NULL))
      return 1;
    lines = g_strsplit (text, "\n", -1);
    for (char **line = lines; *line != NULL; line++)
      if (**line != '\0')
        judge_line (*line);
  }
  return 0;
}

int
main (int argc, char **argv) {
  Tally tuned = { 0 }, held = { 0 };
  g_autoptr (GPtrArray) entries = NULL;
  gboolean is_good;

  if (argc > 2 && g_str_equal (argv[1], "--lines"))
    return judge_lines (argc - 2, argv + 2);
  entries = read_corpus (argc - 1, argv + 1);
  for (guint i = 0; i < entries->len; i++) {
    const Entry *entry = g_ptr_array_index (entries, i);

    judge_into (entry->is_held_out ? &held : &tuned, entry);
  }
  is_good = report ("tuned", &tuned);
  is_good = report ("held out", &held) && is_good;
  return is_good && entries->len >= MIN_ENTRIES ? 0 : 1;
}
