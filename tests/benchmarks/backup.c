/* A backup of many messages and its way back: "bench-backup MESSAGES". Says seconds, megabytes of
 * memory at the highest beyond what was taken before, the size of the file, and for how long the
 * main loop stood still at most. */

#include <stdio.h>
#include <stdlib.h>

#include "core/core-backup.h"
#include "store/store-db-private.h"
#include "test-core-profile.h"

#define AT_ONCE 5000
#define TICK_US 1000

typedef struct {
  int from, to;
} Range;

static gboolean
job_fill (ConfabStoreDb *db, gpointer data, GError **error) {
  const Range *range = data;

  for (int i = range->from; i < range->to; i++) {
    g_autofree char *text =
        g_strdup_printf ("message %d: did you get the pictures of the boat on the lake?", i);

    CHECK (test_add_message (db, 1, PEER, text, FALSE, error) > 0);
  }
  return TRUE;
}

static gboolean
job_keep (ConfabStoreDb *db, gpointer data, GError **error) {
  return confab_store_retention_set_own (db, 1, PEER, CONFAB_KEEP_FOR_GOOD, error);
}

static gint64 worst_us;
static gint64 last_us;

static gboolean
on_tick (gpointer data) {
  gint64 now = g_get_monotonic_time ();

  worst_us = MAX (worst_us, now - last_us);
  last_us = now;
  return G_SOURCE_CONTINUE;
}

/* In kB, of the line of /proc/self/status that begins so. */
static long
memory (const char *line) {
  g_autofree char *text = NULL;
  const char *at;

  g_file_get_contents ("/proc/self/status", &text, NULL, NULL);
  at = text != NULL ? strstr (text, line) : NULL;
  return at != NULL ? strtol (at + strlen (line), NULL, 10) : 0;
}

static void
measure (const char *what, DexFuture *future) {
  gint64 begin = g_get_monotonic_time ();
  guint tick = g_timeout_add (TICK_US / 1000, on_tick, NULL);
  FILE *refs;
  long before;

  /* The highest counts from here. */
  refs = fopen ("/proc/self/clear_refs", "w");
  if (refs != NULL) {
    fputs ("5", refs);
    fclose (refs);
  }
  before = memory ("VmRSS:");
  last_us = begin;
  worst_us = 0;
  test_settle (future);
  g_source_remove (tick);
  printf ("%s: %.1f s, %ld MB more at the highest (%ld MB in all), main loop still for %.1f ms at "
          "most\n",
      what, (double)(g_get_monotonic_time () - begin) / G_USEC_PER_SEC,
      (memory ("VmHWM:") - before) / 1024, memory ("VmHWM:") / 1024, (double)worst_us / 1000);
}

int
main (int argc, char **argv) {
  int n = argc > 1 ? atoi (argv[1]) : 10000;
  char *no_arguments[] = { argv[0], NULL };
  char **arguments = no_arguments;
  int one = 1;
  Fixture from = { 0 };
  g_autoptr (ConfabSecret) passphrase = confab_base_secret_new_string ("correct horse battery");
  g_autoptr (ConfabModelBackup) progress = confab_model_backup_new ();
  g_autoptr (ConfabModelBackup) back = confab_model_backup_new ();
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;
  GStatBuf info;
  Fixture to = { 0 };

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  test_init (&one, &arguments);
  set_up (&from, NULL);
  test_write (from.core->vault, job_keep, NULL);
  for (int i = 0; i < n; i += AT_ONCE) {
    Range range = { i, MIN (i + AT_ONCE, n) };

    test_write (from.core->vault, job_fill, &range);
  }
  path = g_build_filename (from.folder, "backup", NULL);
  file = g_file_new_for_path (path);
  measure ("backup, tested", confab_core_back_up (from.core, file, passphrase, progress));
  g_stat (path, &info);
  printf ("messages: %u; file: %.1f MB\n", confab_model_backup_get_n_messages (progress),
      (double)info.st_size / 1e6);
  to.folder = test_folder ();
  to.keyring = confab_keyring_new_in_memory ();
  to.fake = confab_base_clock_fake_new (NOW);
  to.clock = (ConfabClock){ wall, monotonic, sleep_for, &to };
  start (&to);
  measure ("restore", confab_core_restore (to.core, file, passphrase, back));
  printf ("messages: %u\n", confab_model_backup_get_n_messages (back));
  tear_down (&to, NULL);
  tear_down (&from, NULL);
  return 0;
}
