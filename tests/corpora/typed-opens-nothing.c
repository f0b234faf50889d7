/* The judge "typed" opens nothing: it judges the whole corpus in a process to which the kernel
 * leaves no call but those for memory, locks and the end. Any other call, such as one that opens a
 * file, a socket or a database, kills the process. Proved to bite: a child that opens /dev/null is
 * killed. */

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "corpora/typed.h"

#ifdef __x86_64__
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#define SKIPPED 77

#ifdef ARCHITECTURE
#define ALLOW(call)                                                                                \
  BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, call, 0, 1), BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW)

static gboolean
lock_up (void) {
  struct sock_filter filter[] = {
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, arch)),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, nr)),
    ALLOW (SYS_brk),
    ALLOW (SYS_munmap),
    ALLOW (SYS_mremap),
    ALLOW (SYS_madvise),
    ALLOW (SYS_mprotect),
    ALLOW (SYS_futex),
    ALLOW (SYS_sched_yield),
    ALLOW (SYS_sigaltstack), /* a sanitizer's, before the end */
    ALLOW (SYS_exit),
    ALLOW (SYS_exit_group),
    /* Memory without a file: the fifth argument is -1. */
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, SYS_mmap, 0, 3),
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, args[4])),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, 0xffffffff, 0, 1),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
  };
  struct sock_fprog program = { .len = G_N_ELEMENTS (filter), .filter = filter };

  return prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
}
#else
static gboolean
lock_up (void) {
  errno = ENOSYS;
  return FALSE;
}
#endif

typedef struct {
  const GPtrArray *entries;
  const ConfabTypedPassword *password;
  const ConfabSecret *word;
} Work;

/* All that the judge can be asked, the own password and the private list included. Returns how many
 * were asked about. */
static guint
judge_all (const Work *work) {
  guint asked = 0;

  for (guint i = 0; i < work->entries->len; i++) {
    const Entry *entry = g_ptr_array_index (work->entries, i);
    const char *text = entry->messages[entry->n_messages - 1];
    ConfabTypedFacts facts = { .text = text,
      .length = strlen (text),
      .grade = entry->grade,
      .before = (const char *const *)entry->messages,
      .n_before = entry->n_messages - 1,
      .passwords = &work->password,
      .n_passwords = 1,
      .private_words = &work->word,
      .n_private_words = 1 };

    asked += confab_safety_judge_typed (&facts, NULL) == CONFAB_TYPED_ASK;
  }
  return asked;
}

static void
do_work (const Work *work) {
  _exit (judge_all (work) > 0 ? 0 : 1);
}

static void
do_mischief (const Work *work) {
  _exit (judge_all (work) + (guint)(open ("/dev/null", O_RDONLY) >= 0) > 0 ? 0 : 1);
}

/* How the child ended that did `work` behind the lock. */
static int
run_locked (void (*act) (const Work *work), const Work *work) {
  int status;
  pid_t child = fork ();

  if (child == 0) {
    if (!lock_up ())
      _exit (SKIPPED);
    act (work);
  }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  return status;
}

int
main (int argc, char **argv) {
  g_autoptr (GPtrArray) entries = read_corpus (argc - 1, argv + 1);
  g_autoptr (ConfabSecret) secret = NULL;
  g_autoptr (ConfabTypedPassword) password = NULL;
  Work work = { .entries = entries };
  int status;

  confab_base_secret_init ();
  secret = confab_base_secret_new_string ("sunflower");
  password = confab_safety_typed_password_new (secret);
  work.password = password;
  work.word = secret;

  status = run_locked (do_work, &work);
  if (WIFEXITED (status) && WEXITSTATUS (status) == SKIPPED) {
    g_message ("this kernel has no seccomp filters");
    return SKIPPED;
  }
  g_message ("judged %u messages, ended with %#x", entries->len, (guint)status);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  status = run_locked (do_mischief, &work);
  g_message ("opened a file, ended with %#x", (guint)status);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGSYS);
  return 0;
}
