/* Judge "file": a table, and every combination of the facts. */

#include "safety/safety-file.h"

#define HARMLESS                                                                                   \
  .is_whole = TRUE, .is_card_seen = TRUE, .grade = CONFAB_GRADE_KNOWN,                             \
  .scan = CONFAB_FILE_SCAN_ABSENT
#define LOOK(kind_, name_, declared_, dangers_)                                                    \
  .look = { .is_looked = TRUE,                                                                     \
    .content = CONFAB_FILE_KIND_##kind_,                                                           \
    .named = CONFAB_FILE_KIND_##name_,                                                             \
    .declared = CONFAB_FILE_KIND_##declared_,                                                      \
    .dangers = (dangers_) }
#define PICTURE LOOK (PICTURE, PICTURE, PICTURE, 0)
#define N_DANGERS 11

typedef struct {
  const char *name;
  ConfabFileFacts facts;
  ConfabFileVerdict verdict;
  ConfabFileWhy why;
} Row;

static const Row rows[] = {
  { "nothing is known", { 0 }, CONFAB_FILE_REFUSE, CONFAB_FILE_WHY_NOT_HERE },
  { "a picture of somebody known", { HARMLESS, PICTURE }, CONFAB_FILE_OPEN, CONFAB_FILE_WHY_NONE },
  { "the same, half of it", { .is_card_seen = TRUE, .grade = CONFAB_GRADE_CHECKED, PICTURE },
      CONFAB_FILE_REFUSE, CONFAB_FILE_WHY_NOT_HERE },
  { "of somebody not known in life",
      { .is_whole = TRUE,
          .is_card_seen = TRUE,
          .grade = CONFAB_GRADE_ADDED,
          .scan = CONFAB_FILE_SCAN_CLEAN,
          PICTURE },
      CONFAB_FILE_SAVE, CONFAB_FILE_WHY_NOT_KNOWN },
  { "of a stranger",
      { .is_whole = TRUE, .is_card_seen = TRUE, .scan = CONFAB_FILE_SCAN_CLEAN, PICTURE },
      CONFAB_FILE_REFUSE, CONFAB_FILE_WHY_STRANGER },
  { "one's own", { .is_whole = TRUE, .is_own = TRUE, .scan = CONFAB_FILE_SCAN_ABSENT, PICTURE },
      CONFAB_FILE_OPEN, CONFAB_FILE_WHY_NONE },
  { "one's own program",
      { .is_whole = TRUE,
          .is_own = TRUE,
          .scan = CONFAB_FILE_SCAN_CLEAN,
          LOOK (PROGRAM, PROGRAM, NONE, 0) },
      CONFAB_FILE_SAVE_WARNED, CONFAB_FILE_WHY_PROGRAM },
  { "the card was not looked at",
      { .is_whole = TRUE, .grade = CONFAB_GRADE_CHECKED, .scan = CONFAB_FILE_SCAN_CLEAN, PICTURE },
      CONFAB_FILE_SAVE, CONFAB_FILE_WHY_CARD_UNSEEN },
  { "the checker found something",
      { .is_whole = TRUE,
          .is_card_seen = TRUE,
          .grade = CONFAB_GRADE_CHECKED,
          .scan = CONFAB_FILE_SCAN_FOUND,
          PICTURE },
      CONFAB_FILE_REFUSE, CONFAB_FILE_WHY_VIRUS },
  { "the checker is at it",
      { .is_whole = TRUE, .is_card_seen = TRUE, .grade = CONFAB_GRADE_CHECKED, PICTURE },
      CONFAB_FILE_REFUSE, CONFAB_FILE_WHY_SCANNING },
  { "the checker fell over",
      { .is_whole = TRUE,
          .is_card_seen = TRUE,
          .grade = CONFAB_GRADE_CHECKED,
          .scan = CONFAB_FILE_SCAN_BROKEN,
          PICTURE },
      CONFAB_FILE_SAVE_WARNED, CONFAB_FILE_WHY_SCAN_BROKEN },
  { "too large for the checker",
      { .is_whole = TRUE,
          .is_card_seen = TRUE,
          .grade = CONFAB_GRADE_KNOWN,
          .scan = CONFAB_FILE_SCAN_TOO_LARGE,
          PICTURE },
      CONFAB_FILE_OPEN, CONFAB_FILE_WHY_NONE },
  { "nobody looked", { HARMLESS }, CONFAB_FILE_SAVE_WARNED, CONFAB_FILE_WHY_NOT_LOOKED },
  { "a program named as a picture", { HARMLESS, LOOK (PROGRAM, PICTURE, PICTURE, 0) },
      CONFAB_FILE_SAVE_WARNED, CONFAB_FILE_WHY_PROGRAM },
  { "a picture named as a program", { HARMLESS, LOOK (PICTURE, PROGRAM, PICTURE, 0) },
      CONFAB_FILE_SAVE_WARNED, CONFAB_FILE_WHY_PROGRAM },
  { "text named as a script", { HARMLESS, LOOK (TEXT, SCRIPT, TEXT, 0) }, CONFAB_FILE_SAVE_WARNED,
      CONFAB_FILE_WHY_SCRIPT },
  { "a launcher", { HARMLESS, LOOK (LAUNCHER, TEXT, NONE, 0) }, CONFAB_FILE_SAVE_WARNED,
      CONFAB_FILE_WHY_LAUNCHER },
  { "a disk", { HARMLESS, LOOK (DISK, DISK, NONE, 0) }, CONFAB_FILE_SAVE_WARNED,
      CONFAB_FILE_WHY_DISK },
  { "a PDF named as a picture", { HARMLESS, LOOK (PDF, PICTURE, NONE, 0) }, CONFAB_FILE_SAVE_WARNED,
      CONFAB_FILE_WHY_NAME_LIES },
  { "a PDF declared as a picture", { HARMLESS, LOOK (PDF, PDF, PICTURE, 0) },
      CONFAB_FILE_SAVE_WARNED, CONFAB_FILE_WHY_DECLARED_LIES },
  { "sound in a container of films", { HARMLESS, LOOK (VIDEO, SOUND, SOUND, 0) }, CONFAB_FILE_OPEN,
      CONFAB_FILE_WHY_NONE },
  { "a picture without an ending", { HARMLESS, LOOK (PICTURE, NONE, NONE, 0) }, CONFAB_FILE_OPEN,
      CONFAB_FILE_WHY_NONE },
  { "a picture with an ending of no name", { HARMLESS, LOOK (PICTURE, UNKNOWN, NONE, 0) },
      CONFAB_FILE_SAVE, CONFAB_FILE_WHY_KIND },
  { "an archive", { HARMLESS, LOOK (ARCHIVE, ARCHIVE, ARCHIVE, 0) }, CONFAB_FILE_SAVE,
      CONFAB_FILE_WHY_KIND },
  { "an archive with a program",
      { HARMLESS, LOOK (ARCHIVE, ARCHIVE, ARCHIVE, CONFAB_FILE_HOLDS_PROGRAM) },
      CONFAB_FILE_SAVE_WARNED, CONFAB_FILE_WHY_HOLDS_PROGRAM },
  { "an archive with a password", { HARMLESS, LOOK (ARCHIVE, ARCHIVE, NONE, CONFAB_FILE_LOCKED) },
      CONFAB_FILE_SAVE_WARNED, CONFAB_FILE_WHY_LOCKED },
  { "two endings", { HARMLESS, LOOK (PROGRAM, PROGRAM, NONE, CONFAB_FILE_TWO_ENDINGS) },
      CONFAB_FILE_SAVE_WARNED, CONFAB_FILE_WHY_TWO_ENDINGS },
  { "a PDF with a script", { HARMLESS, LOOK (PDF, PDF, PDF, CONFAB_FILE_PDF_ACTS) },
      CONFAB_FILE_SAVE_WARNED, CONFAB_FILE_WHY_PDF_ACTS },
  { "a danger of a later version", { HARMLESS, LOOK (PICTURE, PICTURE, NONE, 1u << 30) },
      CONFAB_FILE_SAVE_WARNED, CONFAB_FILE_WHY_CLOSED },
};

static void
test_table (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    ConfabFileWhy why = CONFAB_FILE_WHY_COUNT;

    g_test_message ("%s", rows[i].name);
    g_assert_cmpint (confab_safety_judge_file (&rows[i].facts, &why), ==, rows[i].verdict);
    g_assert_cmpint (why, ==, rows[i].why);
    g_assert_cmpint (confab_safety_judge_file (&rows[i].facts, NULL), ==, rows[i].verdict);
  }
}

static gboolean
can_run (ConfabFileKind kind) {
  return kind >= CONFAB_FILE_KIND_PROGRAM && kind <= CONFAB_FILE_KIND_DISK;
}

static gboolean
may_be_opened (ConfabFileKind kind) {
  return kind >= CONFAB_FILE_KIND_PDF && kind <= CONFAB_FILE_KIND_TEXT;
}

static void
check_invariants (const ConfabFileFacts *facts) {
  const ConfabFileLook *look = &facts->look;
  ConfabFileWhy why = CONFAB_FILE_WHY_COUNT;
  ConfabFileVerdict verdict = confab_safety_judge_file (facts, &why);

  g_assert_cmpint (why, <, CONFAB_FILE_WHY_COUNT);
  g_assert_true ((verdict == CONFAB_FILE_OPEN) == (why == CONFAB_FILE_WHY_NONE));
  if (verdict == CONFAB_FILE_OPEN) {
    g_assert_true (facts->is_whole && look->is_looked && look->dangers == 0);
    g_assert_true (may_be_opened (look->content));
    g_assert_true (may_be_opened (look->named) || look->named == CONFAB_FILE_KIND_NONE);
    g_assert_true (may_be_opened (look->declared) || look->declared == CONFAB_FILE_KIND_NONE);
    g_assert_true (facts->is_own || (facts->grade >= CONFAB_GRADE_KNOWN && facts->is_card_seen));
    g_assert_true (facts->scan == CONFAB_FILE_SCAN_ABSENT ||
                   facts->scan == CONFAB_FILE_SCAN_CLEAN ||
                   facts->scan == CONFAB_FILE_SCAN_TOO_LARGE);
  }
  /* What can run, or is not what it is called, is never handed out without its sentence. */
  if (can_run (look->content) || can_run (look->named) || can_run (look->declared) ||
      look->dangers != 0 || !look->is_looked)
    g_assert_cmpint (verdict, <=, CONFAB_FILE_SAVE_WARNED);
  if (!facts->is_whole || facts->scan == CONFAB_FILE_SCAN_FOUND ||
      facts->scan == CONFAB_FILE_SCAN_WAITING ||
      (!facts->is_own && facts->grade == CONFAB_GRADE_STRANGER))
    g_assert_cmpint (verdict, ==, CONFAB_FILE_REFUSE);
  else
    g_assert_cmpint (verdict, >=, CONFAB_FILE_SAVE_WARNED);
}

static void
check_kinds (ConfabFileFacts *facts) {
  for (int content = 0; content < CONFAB_FILE_KIND_COUNT; content++)
    for (int named = 0; named < CONFAB_FILE_KIND_COUNT; named++)
      for (int declared = 0; declared < CONFAB_FILE_KIND_COUNT; declared++) {
        facts->look.content = (ConfabFileKind)content;
        facts->look.named = (ConfabFileKind)named;
        facts->look.declared = (ConfabFileKind)declared;
        check_invariants (facts);
      }
}

static void
test_every_combination (void) {
  for (guint bits = 0; bits < 16; bits++)
    for (int grade = 0; grade <= CONFAB_GRADE_CHECKED; grade++)
      for (int scan = 0; scan <= CONFAB_FILE_SCAN_TOO_LARGE; scan++)
        for (int danger = -1; danger < N_DANGERS; danger++) {
          ConfabFileFacts facts = { .is_whole = bits & 1,
            .is_own = bits >> 1 & 1,
            .is_card_seen = bits >> 2 & 1,
            .grade = (ConfabGrade)grade,
            .scan = (ConfabFileScan)scan,
            .look = { .is_looked = bits >> 3 & 1, .dangers = danger < 0 ? 0 : 1u << danger } };

          check_kinds (&facts);
        }
}

/* Knowing less, or more that is bad, never opens a file more. */
static void
test_worse_is_never_better (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (int danger = 0; danger < N_DANGERS; danger++) {
      ConfabFileFacts worse = rows[i].facts;

      worse.look.dangers |= 1u << danger;
      g_assert_cmpint (confab_safety_judge_file (&worse, NULL), <=, rows[i].verdict);
      worse = rows[i].facts;
      worse.is_own = FALSE;
      worse.grade = CONFAB_GRADE_STRANGER;
      g_assert_cmpint (confab_safety_judge_file (&worse, NULL), <=, rows[i].verdict);
    }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/safety/file/table", test_table);
  g_test_add_func ("/safety/file/every-combination", test_every_combination);
  g_test_add_func ("/safety/file/worse-is-never-better", test_worse_is_never_better);
  return g_test_run ();
}
