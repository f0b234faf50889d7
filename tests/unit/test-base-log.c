/* The log: what reaches standard error, and that text from outside cannot forge a line. */

#include <stdlib.h>
#include <string.h>

#include "base/base-log.h"

/* Runs this test again as a process of its own, with CONFAB_DEBUG as said, and takes its output. */
static void
run_child (const char *debug) {
  g_auto (GStrv) environment = g_get_environ ();

  environment = g_environ_unsetenv (environment, "CONFAB_DEBUG");
  if (debug != NULL)
    environment = g_environ_setenv (environment, "CONFAB_DEBUG", debug, TRUE);
  g_test_trap_subprocess_with_envp (
      NULL, (const char *const *)environment, 0, G_TEST_SUBPROCESS_DEFAULT);
}

static void
write_some_lines (void) {
  /* A program under test ends at a warning; the one that people run does not. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  confab_base_log_init ();
  confab_base_log_debug ("net", "a debug line");
  confab_base_log_info ("xmpp", "an info line");
  confab_base_log_warning ("store", "a warning of %d", 3);
  g_debug ("chatter of a library");
  g_info ("more chatter");
  g_message ("a message");
}

static void
test_lines (void) {
  if (g_test_subprocess ()) {
    write_some_lines ();
    return;
  }
  run_child (NULL);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr ("confab info xmpp: an info line\n"
                             "confab WARNING store: a warning of 3\n"
                             "confab MESSAGE confab: a message\n");
}

static void
test_debug_lines (void) {
  if (g_test_subprocess ()) {
    write_some_lines ();
    return;
  }
  run_child ("1");
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr ("confab debug net: a debug line\n"
                             "confab info xmpp: an info line\n"
                             "confab WARNING store: a warning of 3\n"
                             "confab MESSAGE confab: a message\n");
  run_child ("0");
  g_test_trap_assert_stderr_unmatched ("*a debug line*");
}

static void
test_hostile_text (void) {
  if (g_test_subprocess ()) {
    confab_base_log_init ();
    confab_base_log_info (
        "net", "%s", "one\nconfab ERROR: two\r\x1b[2J\xc2\x9b%n%s\xff\xe2\x80 end");
    return;
  }
  run_child (NULL);
  g_test_trap_assert_passed ();
  /* In a pattern "?" is any character, so what it must not be is said after. */
  g_test_trap_assert_stderr ("confab info net: one?confab ERROR: two??[2J?%n%s??? end\n");
  g_test_trap_assert_stderr_unmatched ("*\nconfab*");
  g_test_trap_assert_stderr_unmatched ("*\r*");
  g_test_trap_assert_stderr_unmatched ("*\x1b*");
  g_test_trap_assert_stderr_unmatched ("*\xc2*");
}

static void
test_long_text (void) {
  if (g_test_subprocess ()) {
    g_autofree char *text = g_strnfill (100000, 'x');

    confab_base_log_init ();
    confab_base_log_info ("net", "%s\xc3\xa9", text);
    confab_base_log_info ("net", "next");
    return;
  }
  run_child (NULL);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr ("confab info net: xxx*xxx\nconfab info net: next\n");
}

/* G_DEBUG=fatal-criticals holds for this writer too. */
static void
test_fatal (void) {
  if (g_test_subprocess ()) {
    g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);
    confab_base_log_init ();
    g_critical ("the last line");
    g_message ("never seen");
    return;
  }
  run_child (NULL);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*the last line\n*");
  g_test_trap_assert_stderr_unmatched ("*never seen*");
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/log/lines", test_lines);
  g_test_add_func ("/base/log/debug-lines", test_debug_lines);
  g_test_add_func ("/base/log/hostile-text", test_hostile_text);
  g_test_add_func ("/base/log/long-text", test_long_text);
  g_test_add_func ("/base/log/fatal", test_fatal);
  return g_test_run ();
}
