/* The judges of what is typed and told open nothing: each judges its whole corpus in a process to
 * which the kernel leaves no call but those for memory, locks and the end. Any other call, such as
 * one that opens a file, a socket or a database, kills the process. Proved to bite: children that
 * open a file or a socket are killed.
 *
 *   judges-open-nothing LINKS TYPED ... -- SCAM ... */

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "corpora/scam.h"
#include "corpora/typed.h"
#include "safety/safety-spread.h"

#define SKIPPED 77
#define DONE 7 /* what a child ends with that came to its end */

/* Made before the lock, as in the program. */
typedef struct {
  GPtrArray *typed; /* owned; of Entry */
  GPtrArray *scam;  /* owned; of ScamEntry */
  char *links;      /* owned; a text full of them */
  ConfabSecret *word;
  ConfabTypedPassword *password;
  ConfabSpread *spread;
} Work;

/* FALSE where the kernel has no such filters. */
static gboolean
lock_up (void) {
  const int calls[] = { SCMP_SYS (brk), SCMP_SYS (munmap), SCMP_SYS (mremap), SCMP_SYS (madvise),
    SCMP_SYS (mprotect), SCMP_SYS (futex), SCMP_SYS (sched_yield), SCMP_SYS (exit),
    SCMP_SYS (exit_group) };
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_KILL_PROCESS);
  gboolean is_good = filter != NULL;

  for (guint i = 0; is_good && i < G_N_ELEMENTS (calls); i++)
    is_good = seccomp_rule_add (filter, SCMP_ACT_ALLOW, calls[i], 0) == 0;
  /* Memory without a file: the fifth argument is -1. */
  is_good = is_good && seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (mmap), 1,
                           SCMP_A4 (SCMP_CMP_MASKED_EQ, 0xffffffff, 0xffffffff)) == 0;
  is_good = is_good && seccomp_load (filter) == 0;
  return is_good;
}

/* All that the judge can be asked, the own password and the private list included. */
static void
judge_typed (const Work *work) {
  for (guint i = 0; i < work->typed->len; i++) {
    const Entry *entry = g_ptr_array_index (work->typed, i);
    const char *text = entry->messages[entry->n_messages - 1];
    ConfabTypedFound found;
    ConfabTypedFacts facts = { .text = text,
      .length = strlen (text),
      .grade = entry->grade,
      .before = (const char *const *)entry->messages,
      .n_before = entry->n_messages - 1,
      .passwords = (const ConfabTypedPassword *const *)&work->password,
      .n_passwords = 1,
      .private_words = (const ConfabSecret *const *)&work->word,
      .n_private_words = 1 };

    confab_safety_judge_typed (&facts, &found);
  }
}

static void
judge_scam (const Work *work) {
  for (guint i = 0; i < work->scam->len; i++) {
    const ScamEntry *entry = g_ptr_array_index (work->scam, i);
    ConfabScamFound found;

    confab_safety_judge_scam (&entry->facts, &found);
  }
}

static void
judge_link (const Work *work) {
  const char *const known[] = { "example.org", "chor-musterstadt.example" };
  gsize length = strlen (work->links), from = 0;
  ConfabLinkSpan span;

  while (confab_safety_link_next (work->links, length, from, &span)) {
    char cleaned[CONFAB_LINK_MAX_BYTES];
    ConfabLinkFound found;
    ConfabLinkFacts facts = { .link = work->links + span.start,
      .length = span.end - span.start,
      .grade = CONFAB_GRADE_CHECKED,
      .known = known,
      .n_known = G_N_ELEMENTS (known) };

    confab_safety_judge_link (&facts, &found, cleaned, sizeof cleaned);
    from = span.end;
  }
}

static void
judge_spread (const Work *work) {
  for (guint i = 0; i < work->typed->len; i++) {
    const Entry *entry = g_ptr_array_index (work->typed, i);
    ConfabSpreadRecipient to = { "ann@example.org", TRUE };
    ConfabSpreadFacts facts =
        confab_safety_spread_count (work->spread, i, entry->messages[0], &to, 1);

    confab_safety_judge_spread (&facts, NULL);
    confab_safety_spread_note (work->spread, i, entry->messages[0], &to, 1);
  }
}

static void
open_file (const Work *work) {
  judge_link (work);
  (void)open ("/dev/null", O_RDONLY | O_CLOEXEC);
}

static void
open_socket (const Work *work) {
  judge_link (work);
  (void)socket (AF_INET, SOCK_STREAM, 0);
}

/* How the child ended that did this behind the lock. */
static int
run_locked (const char *name, void (*act) (const Work *work), const Work *work) {
  int status;
  pid_t child = fork ();

  if (child == 0) {
    if (!lock_up ())
      _exit (SKIPPED);
    act (work);
    _exit (DONE);
  }
  g_assert_cmpint (child, >, 0);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_message ("%s ended with %#x", name, (guint)status);
  return status;
}

static void
read_work (Work *work, int argc, char **argv) {
  const guint8 key[CONFAB_SPREAD_KEY_BYTES] = "opens nothing";
  g_autoptr (GError) error = NULL;
  int middle = 2;

  while (middle < argc && !g_str_equal (argv[middle], "--"))
    middle++;
  if (middle + 1 >= argc || middle == 2)
    g_error ("LINKS TYPED ... -- SCAM ...");
  if (!g_file_get_contents (argv[1], &work->links, NULL, &error))
    g_error ("%s", error->message);
  work->typed = read_corpus (middle - 2, argv + 2);
  work->scam = scam_read_corpus (argc - middle - 1, argv + middle + 1);
  work->word = confab_base_secret_new_string ("sunflower");
  work->password = confab_safety_typed_password_new (work->word);
  work->spread = confab_safety_spread_new (key);
}

int
main (int argc, char **argv) {
  static const struct {
    const char *name;
    void (*act) (const Work *work);
    gboolean is_mischief;
  } acts[] = { { "typed", judge_typed, FALSE }, { "scam", judge_scam, FALSE },
    { "link", judge_link, FALSE }, { "spread", judge_spread, FALSE },
    { "one that opens a file", open_file, TRUE },
    { "one that opens a socket", open_socket, TRUE } };
  Work work = { 0 };

  confab_base_secret_init ();
  read_work (&work, argc, argv);
  g_message ("%u messages typed, %u that came", work.typed->len, work.scam->len);
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++) {
    int status = run_locked (acts[i].name, acts[i].act, &work);

    if (WIFEXITED (status) && WEXITSTATUS (status) == SKIPPED) {
      g_message ("this kernel has no seccomp filters");
      return SKIPPED;
    }
    if (acts[i].is_mischief)
      g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGSYS);
    else
      g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == DONE);
  }
  g_ptr_array_unref (work.typed);
  g_ptr_array_unref (work.scam);
  g_free (work.links);
  confab_safety_typed_password_free (work.password);
  confab_base_secret_unref (work.word);
  confab_safety_spread_free (work.spread);
  return 0;
}
