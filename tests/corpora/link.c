/* The judge "link" over its corpus: label TAB reasons TAB text, where the label says what the first
 * link of the text is (open, ask, no), or that there is none (text); the reasons that must be named
 * stand between commas. Judged as from a known person, on a site that was opened before.
 *
 *   link FILE ...            figures, and the mistakes outside the quarter that is held out
 *   link --lines FILE ...    judges the links of each line
 *
 * The held-out quarter is chosen as in scam.h, and its mistakes are never shown. */

#include <stdio.h>
#include <string.h>

#include "safety/safety-link.h"

#define MIN_RIGHT 0.95
#define MIN_ENTRIES 80
#define CLEANED_BYTES 4096

static const char *const reason_names[] = { "dangerous", "unknown", "unreadable", "person", "looks",
  "inside", "path", "user", "mixed", "hidden", "rtl", "foreign", "odd-number", "number",
  "odd-writing", "port", "short", "leads", "local", "program", "http", "new", "acts" };

typedef struct {
  guint n, right, warned_wrongly, missed;
} Tally;

typedef struct {
  const char *label;
  ConfabLinkFound found;
  char cleaned[CLEANED_BYTES];
} Answer;

static gboolean
held_out (const char *text) {
  guint32 hash = 2166136261u;

  for (const char *c = text; *c != '\0'; c++)
    hash = (hash ^ (guint8)*c) * 16777619u;
  return hash % 4 == 0;
}

static void
judge_span (const char *text, const ConfabLinkSpan *span, Answer *answer) {
  ConfabLinkFacts facts = { .link = text + span->start,
    .length = span->end - span->start,
    .grade = CONFAB_GRADE_KNOWN,
    .is_site_seen = TRUE };

  switch (confab_safety_judge_link (&facts, &answer->found, answer->cleaned, CLEANED_BYTES)) {
  case CONFAB_LINK_NO_LINK:
    answer->label = "no";
    break;
  case CONFAB_LINK_ASK:
    answer->label = "ask";
    break;
  case CONFAB_LINK_OPEN:
    answer->label = "open";
    break;
  }
}

static void
judge_text (const char *text, Answer *answer) {
  ConfabLinkSpan span;

  *answer = (Answer){ .label = "text" };
  if (confab_safety_link_next (text, strlen (text), 0, &span))
    judge_span (text, &span, answer);
}

static gboolean
has_reasons (const char *wanted, guint reasons) {
  g_auto (GStrv) names = g_strsplit (wanted, ",", -1);

  if (g_str_equal (wanted, "-"))
    return TRUE;
  for (char **name = names; *name != NULL; name++) {
    gboolean is_there = FALSE;

    for (guint i = 0; i < G_N_ELEMENTS (reason_names); i++)
      is_there = is_there || (g_str_equal (reason_names[i], *name) && (reasons & 1u << i) != 0);
    if (!is_there)
      return FALSE;
  }
  return TRUE;
}

static void
print_answer (const Answer *answer) {
  printf ("%s", answer->label);
  for (guint i = 0; i < G_N_ELEMENTS (reason_names); i++)
    if ((answer->found.reasons & 1u << i) != 0)
      printf (" %s", reason_names[i]);
  printf (" [%s %s %s %s] %s", answer->found.host, answer->found.host_ascii, answer->found.site,
      answer->found.imitates, answer->cleaned);
}

static void
judge_into (Tally *tally, char **fields, gboolean is_shown) {
  Answer answer;
  gboolean is_right;

  judge_text (fields[2], &answer);
  is_right = g_str_equal (fields[0], answer.label) && has_reasons (fields[1], answer.found.reasons);
  tally->n++;
  tally->right += is_right;
  tally->warned_wrongly += g_str_equal (fields[0], "open") && !g_str_equal (answer.label, "open");
  tally->missed += !g_str_equal (fields[0], "open") && g_str_equal (answer.label, "open");
  if (!is_right && is_shown) {
    printf ("%s %s, judged ", fields[0], fields[1]);
    print_answer (&answer);
    printf (": %s\n", fields[2]);
  }
}

static gboolean
report (const char *name, const Tally *tally) {
  printf ("%-8s %3u links: right in verdict and reasons %.3f, asked for nothing %u, opened wrongly "
          "%u\n",
      name, tally->n, tally->n > 0 ? (double)tally->right / tally->n : 0, tally->warned_wrongly,
      tally->missed);
  return tally->n > 0 && (double)tally->right / tally->n >= MIN_RIGHT;
}

static void
judge_lines (char **lines) {
  for (char **line = lines; *line != NULL; line++) {
    gsize from = 0, length = strlen (*line);
    ConfabLinkSpan span;

    while (confab_safety_link_next (*line, length, from, &span)) {
      Answer answer = { 0 };

      judge_span (*line, &span, &answer);
      printf ("%.*s: ", (int)(span.end - span.start), *line + span.start);
      print_answer (&answer);
      printf ("\n");
      from = span.end;
    }
  }
}

int
main (int argc, char **argv) {
  Tally tuned = { 0 }, held = { 0 };
  gboolean is_lines = argc > 2 && g_str_equal (argv[1], "--lines");
  gboolean is_good;

  for (int i = is_lines ? 2 : 1; i < argc; i++) {
    g_autofree char *text = NULL;
    g_auto (GStrv) lines = NULL;

    if (!g_file_get_contents (argv[i], &text, NULL, NULL))
      g_error ("cannot read %s", argv[i]);
    lines = g_strsplit (text, "\n", -1);
    if (is_lines) {
      judge_lines (lines);
      continue;
    }
    for (char **line = lines; *line != NULL; line++) {
      g_auto (GStrv) fields = g_strsplit (*line, "\t", 3);

      if (**line == '\0' || **line == '#')
        continue;
      if (g_strv_length (fields) != 3)
        g_error ("no entry: %s", *line);
      judge_into (held_out (fields[2]) ? &held : &tuned, fields, !held_out (fields[2]));
    }
  }
  if (is_lines)
    return 0;
  is_good = report ("tuned", &tuned);
  is_good = report ("held out", &held) && is_good;
  return is_good && tuned.n + held.n >= MIN_ENTRIES ? 0 : 1;
}
