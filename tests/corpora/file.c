/* The judge "file" over its corpus (file/run.py makes it): each line is verdict TAB reason TAB path
 * TAB declared type TAB name. Judged as from a known person whose card was looked at, with no virus
 * checker within reach. All must be right; the mistakes of a quarter that is held out (by its
 * name's hash, as in link.c) are counted, not shown. */

#include <stdio.h>
#include <string.h>

#include "files/files-kind.h"

static const char *const why_names[] = { "open", "not-here", "stranger", "virus", "scanning",
  "not-looked", "program", "script", "launcher", "disk", "two-endings", "hidden-name",
  "holds-program", "macros", "scripted", "pdf-acts", "pdf-holds", "formulas", "two-kinds",
  "name-lies", "declared-lies", "locked", "closed", "scan-broken", "not-known", "card-unseen",
  "kind" };
static const char *const verdict_names[] = { "refuse", "warned", "save", "open" };

G_STATIC_ASSERT (G_N_ELEMENTS (why_names) == CONFAB_FILE_WHY_COUNT);

typedef struct {
  guint n, right, opened_wrongly, warned_wrongly;
} Tally;

static gboolean
held_out (const char *text) {
  guint32 hash = 2166136261u;

  for (const char *c = text; *c != '\0'; c++)
    hash = (hash ^ (guint8)*c) * 16777619u;
  return hash % 4 == 0;
}

static void
judge (char **fields, Tally *tally) {
  g_autoptr (GMappedFile) file = g_mapped_file_new (fields[2], FALSE, NULL);
  ConfabFilesBytes bytes;
  ConfabFilesSource source;
  ConfabFileFacts facts = { .is_whole = TRUE,
    .is_card_seen = TRUE,
    .grade = CONFAB_GRADE_KNOWN,
    .scan = CONFAB_FILE_SCAN_ABSENT };
  const char *declared = g_str_equal (fields[3], "-") ? NULL : fields[3];
  ConfabFileVerdict verdict;
  ConfabFileWhy why;
  gboolean is_right;

  g_assert_nonnull (file);
  bytes = (ConfabFilesBytes){ (const guint8 *)g_mapped_file_get_contents (file),
    g_mapped_file_get_length (file) };
  source = confab_files_source_bytes (&bytes);
  confab_files_kind_look (&source, fields[4], declared, &facts.look);
  verdict = confab_safety_judge_file (&facts, &why);
  is_right = g_str_equal (fields[0], verdict_names[verdict]) &&
             (g_str_equal (fields[1], "-") || g_str_equal (fields[1], why_names[why]));
  tally->n++;
  tally->right += is_right;
  tally->opened_wrongly += verdict == CONFAB_FILE_OPEN && !g_str_equal (fields[0], "open");
  tally->warned_wrongly += verdict <= CONFAB_FILE_SAVE_WARNED && !g_str_equal (fields[0], "warned");
  if (!is_right && !held_out (fields[4]))
    printf ("%s %s, judged %s %s (content %d, named %d, declared %d, dangers %x): %s\n", fields[0],
        fields[1], verdict_names[verdict], why_names[why], facts.look.content, facts.look.named,
        facts.look.declared, facts.look.dangers, fields[4]);
}

int
main (int argc, char **argv) {
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  Tally tally = { 0 };

  if (argc != 2 || !g_file_get_contents (argv[1], &text, NULL, NULL))
    return 2;
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++) {
    g_auto (GStrv) fields = g_strsplit (*line, "\t", 5);

    if (g_strv_length (fields) == 5)
      judge (fields, &tally);
  }
  printf ("%u files: right %u, opened wrongly %u, warned of for nothing %u\n", tally.n, tally.right,
      tally.opened_wrongly, tally.warned_wrongly);
  return tally.n > 0 && tally.right == tally.n ? 0 : 1;
}
