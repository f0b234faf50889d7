/* `bench-history N FOLDER`: what a chat of N messages costs, in a vault laid on the disk of FOLDER:
 * opened, scrolled, searched, written to, and erased from. Each figure stands beside the same
 * statements on the same library without a key (plain SQLite, a cache of 16 MB, nothing
 * overwritten). A line a figure, fields between tabs: what, Confab, reference; in µs (medians; of
 * reading: processor time of its thread) or bytes. */

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "store/store-accounts.h"
#include "store/store-db-private.h"
#include "store/store-retention.h"
#include "store/store-search.h"

#define PEER "ann@example.org"
#define SCREENFUL 50
#define RUNS 101
#define INSERTS 200
#define ADDED_AT_A_TIME 2000
#define ERASED 100 /* one message in so many */
#define SLICE_ROWS 500
#define SENT_EACH_US G_USEC_PER_SEC
#define N_WORDS 20000
#define FIRST_US (G_GINT64_CONSTANT (1500000000) * G_USEC_PER_SEC)
#define STEP_US (G_GINT64_CONSTANT (60) * G_USEC_PER_SEC)

typedef struct {
  gint64 n;
  gint64 n_added;
  gint64 account;
  guint64 random;
  gboolean is_more;
  GArray *gone;
  const char *asked;
} Work;

typedef gboolean (*Deed) (ConfabStoreDb *db, Work *work, GError **error);

typedef struct {
  char *folder;
  ConfabSecret *key;
  ConfabStoreVault *vault; /* NULL: the reference */
  ConfabStoreDb *db;       /* of the reference */
  Work work;
} Side;

static guint
next_random (Work *work, guint below) {
  work->random = work->random * 6364136223846793005u + 1442695040888963407u;
  return (guint)((work->random >> 33) % below);
}

/* ---- what is done ---- */

static char *
make_text (Work *work) {
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < 9; i++)
    g_string_append_printf (text, "%sw%x", i > 0 ? " " : "",
        next_random (work, MAX (N_WORDS >> next_random (work, 14), 1)) * 2654435761u % 1048576u);
  if (work->n_added % 100000 == 777)
    g_string_append (text, " needle");
  return g_string_free (text, FALSE);
}

static gboolean
add_one (ConfabStoreDb *db, Work *work, GError **error) {
  g_autofree char *text = make_text (work);
  ConfabStoreMessage message = { .account = work->account,
    .peer = (char *)PEER,
    .time_us = FIRST_US + work->n_added * STEP_US,
    .is_own = next_random (work, 2) == 0,
    .text = text };

  work->n_added++;
  return confab_store_messages_add (db, &message, error);
}

static gboolean
add_account (ConfabStoreDb *db, Work *work, GError **error) {
  ConfabStoreAccount account = { .address = (char *)"me@example.org" };

  if (!confab_store_accounts_add (db, &account, error))
    return FALSE;
  work->account = account.id;
  return TRUE;
}

static gboolean
add_many (ConfabStoreDb *db, Work *work, GError **error) {
  for (guint i = 0; i < ADDED_AT_A_TIME && work->n_added < work->n; i++)
    if (!add_one (db, work, error))
      return FALSE;
  return TRUE;
}

/* The age of each row is its place. */
static gboolean
stamp (ConfabStoreDb *db, Work *work, GError **error) {
  return confab_store_db_run (
      db, "Stamping", "UPDATE messages SET since_us = id WHERE since_us = 0", error);
}

static gboolean
follow (ConfabStoreDb *db, Work *work, GError **error) {
  return confab_store_search_follow (db, work->account, PEER, TRUE, &work->is_more, error);
}

static gboolean
read_newest (ConfabStoreDb *db, Work *work, GError **error) {
  g_autoptr (GPtrArray) rows =
      confab_store_messages_before (db, work->account, PEER, 0, SCREENFUL, error);

  return rows != NULL;
}

static gboolean
read_anywhere (ConfabStoreDb *db, Work *work, GError **error) {
  gint64 id = 1 + (gint64)next_random (work, (guint)work->n);
  g_autoptr (GPtrArray) rows =
      confab_store_messages_after (db, work->account, PEER, id, SCREENFUL, error);

  return rows != NULL;
}

static gboolean
scroll (ConfabStoreDb *db, Work *work, GError **error) {
  gint64 id = 1 + (gint64)next_random (work, (guint)work->n);

  for (guint i = 0; i < 20; i++) {
    g_autoptr (GPtrArray) rows =
        confab_store_messages_before (db, work->account, PEER, id, SCREENFUL, error);

    if (!rows)
      return FALSE;
    if (rows->len > 0)
      id = ((ConfabStoreMessage *)g_ptr_array_index (rows, 0))->id;
  }
  return TRUE;
}

static gboolean
find (ConfabStoreDb *db, Work *work, GError **error) {
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (ConfabStoreAsked) asked = confab_store_asked_new (work->asked, zone);
  ConfabStoreFindChat chat = { work->account, PEER };
  ConfabStoreFind find = { .asked = asked, .chats = &chat, .n_chats = 1, .limit = SCREENFUL };
  gboolean is_more;
  g_autoptr (GPtrArray) hits = confab_store_search_find (db, &find, &is_more, error);

  return hits != NULL;
}

static gboolean
is_due (const ConfabStoreDue *row, gpointer data) {
  return TRUE;
}

static gboolean
erase (ConfabStoreDb *db, Work *work, GError **error) {
  ConfabStoreDueQuery due = {
    .account = work->account, .peer = PEER, .up_to_us = work->n / ERASED, .is_due = is_due
  };

  return confab_store_retention_erase (db, &due, SLICE_ROWS, work->gone, &work->is_more, error);
}

/* ---- both sides ---- */

typedef struct {
  Deed deed;
  Work *work;
  guint runs;
  GArray *times;
} Job;

/* What else the machine does does not count. */
static gint64
read_clock (clockid_t clock) {
  struct timespec now;

  clock_gettime (clock, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gboolean
run_job (ConfabStoreDb *db, gpointer data, GError **error) {
  Job *job = data;

  for (guint i = 0; i < job->runs; i++) {
    gint64 start = read_clock (CLOCK_THREAD_CPUTIME_ID);
    gint64 took;

    if (!job->deed (db, job->work, error))
      return FALSE;
    took = read_clock (CLOCK_THREAD_CPUTIME_ID) - start;
    g_array_append_val (job->times, took);
  }
  return TRUE;
}

static DexFuture *
on_done (DexFuture *future, gpointer is_done) {
  *(gboolean *)is_done = TRUE;
  return NULL;
}

static void
await (DexFuture *future) {
  g_autoptr (DexFuture) owned = future;
  gboolean is_done = FALSE;
  g_autoptr (DexFuture) watch = dex_future_finally (dex_ref (owned), on_done, &is_done, NULL);
  g_autoptr (GError) error = NULL;

  while (!is_done)
    g_main_context_iteration (NULL, TRUE);
  if (!dex_future_get_value (owned, &error))
    g_error ("%s", error->message);
}

static void
run (Side *side, Job *job, gboolean is_write) {
  g_autoptr (GError) error = NULL;

  if (side->vault != NULL) {
    await (is_write ? confab_store_vault_write (side->vault, run_job, job, NULL)
                    : confab_store_vault_read (side->vault, run_job, job, NULL));
    return;
  }
  if (!confab_store_db_run (side->db, "Beginning", "BEGIN IMMEDIATE", &error) ||
      !run_job (side->db, job, &error) ||
      !confab_store_db_run (side->db, "Ending", "COMMIT", &error))
    g_error ("%s", error->message);
}

static int
compare (gconstpointer a, gconstpointer b) {
  gint64 one = *(const gint64 *)a;
  gint64 two = *(const gint64 *)b;

  return (one > two) - (one < two);
}

static gint64
quantile (GArray *times, double at) {
  g_array_sort (times, compare);
  return times->len > 0 ? g_array_index (times, gint64, (guint)(at * (times->len - 1))) : 0;
}

static gint64
read_time (Side *side, Deed deed) {
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  Job job = { deed, &side->work, RUNS, times };

  run (side, &job, FALSE);
  return quantile (times, 0.5);
}

/* Commit and all. */
static gint64
write_time (Side *side, Deed deed) {
  g_autoptr (GArray) inside = g_array_new (FALSE, FALSE, sizeof (gint64));
  Job job = { deed, &side->work, 1, inside };
  gint64 start = g_get_monotonic_time ();

  run (side, &job, TRUE);
  return g_get_monotonic_time () - start;
}

static void
tell (const char *what, gint64 figure, gint64 reference) {
  g_print ("%s\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\n", what, figure, reference);
}

static gint64
file_size (Side *side) {
  g_autofree char *path = g_build_filename (side->folder, "vault.db", NULL);
  GStatBuf info;

  if (side->db != NULL)
    confab_store_db_checkpoint (side->db, NULL);
  return g_stat (path, &info) == 0 ? info.st_size : 0;
}

/* ---- opening ---- */

static void
free_statement (gpointer statement) {
  sqlite3_finalize (statement);
}

static void
open_reference (Side *side) {
  g_autofree char *path = g_build_filename (side->folder, "vault.db", NULL);
  g_autoptr (GError) error = NULL;

  side->db = g_new0 (ConfabStoreDb, 1);
  side->db->thread = g_thread_self ();
  side->db->statements = g_hash_table_new_full (NULL, NULL, NULL, free_statement);
  if (sqlite3_open (path, &side->db->handle) != SQLITE_OK ||
      !confab_store_db_run (side->db, "Opening",
          "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;"
          "PRAGMA secure_delete=OFF; PRAGMA foreign_keys=ON",
          &error) ||
      !confab_store_migrate (side->db, TRUE, &error))
    g_error ("the reference does not open");
}

static void
open_vault (Side *side) {
  DexFuture *opening = confab_store_vault_open (side->folder, side->key);

  await (dex_ref (opening));
  side->vault = g_value_dup_object (dex_future_get_value (opening, NULL));
  dex_unref (opening);
}

static void
close_side (Side *side) {
  if (side->vault != NULL) {
    await (confab_store_vault_close (side->vault));
    g_clear_object (&side->vault);
  }
  g_clear_pointer (&side->db, confab_store_db_close);
}

/* From a closed file to the newest screenful. */
static gint64
open_time (Side *side) {
  gboolean is_vault = side->vault != NULL;
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < 5; i++) {
    g_autoptr (GArray) inside = g_array_new (FALSE, FALSE, sizeof (gint64));
    Job job = { read_newest, &side->work, 1, inside };
    gint64 start;

    close_side (side);
    start = g_get_monotonic_time ();
    if (is_vault)
      open_vault (side);
    else
      open_reference (side);
    run (side, &job, FALSE);
    start = g_get_monotonic_time () - start;
    g_array_append_val (times, start);
  }
  return quantile (times, 0.5);
}

/* ---- the run ---- */

static void
fill (Side *side) {
  write_time (side, add_account);
  while (side->work.n_added < side->work.n)
    write_time (side, add_many);
  write_time (side, stamp);
}

static void
write_both (Side *sides, const char *what, Deed deed, guint runs) {
  static const char *const figures[] = { "", ", one in a hundred is slower than",
    ", processor time", ", processor time, one in a hundred takes more than" };
  gint64 took[G_N_ELEMENTS (figures)][2];

  for (guint i = 0; i < 2; i++) {
    g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
    g_autoptr (GArray) used = g_array_new (FALSE, FALSE, sizeof (gint64));

    for (guint k = 0; k < runs; k++) {
      gint64 before = read_clock (CLOCK_PROCESS_CPUTIME_ID);
      gint64 time = write_time (&sides[i], deed);

      g_array_append_val (times, time);
      time = read_clock (CLOCK_PROCESS_CPUTIME_ID) - before;
      g_array_append_val (used, time);
      if (deed == erase && !sides[i].work.is_more)
        break;
    }
    took[0][i] = quantile (times, 0.5);
    took[1][i] = quantile (times, 0.99);
    took[2][i] = quantile (used, 0.5);
    took[3][i] = quantile (used, 0.99);
  }
  for (gsize f = 0; f < G_N_ELEMENTS (figures); f++) {
    g_autofree char *both = g_strconcat (what, figures[f], NULL);

    tell (both, took[f][0], took[f][1]);
  }
}

/* A message that is sent while a scrub runs waits so long. */
static void
tell_scrub (Side *side) {
  g_autoptr (GArray) waits = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 start = g_get_monotonic_time ();
  g_autoptr (DexFuture) scrub = confab_store_vault_scrub (side->vault);
  gint64 used;

  while (dex_future_is_pending (scrub)) {
    gint64 took;

    g_usleep (SENT_EACH_US);
    took = write_time (side, add_one);
    g_array_append_val (waits, took);
  }
  tell ("scrub after it, with a message each second", g_get_monotonic_time () - start, 0);
  tell ("a message during that scrub waits at most", quantile (waits, 1), 0);
  start = g_get_monotonic_time ();
  used = read_clock (CLOCK_PROCESS_CPUTIME_ID);
  await (confab_store_vault_scrub (side->vault));
  tell ("scrub where no words went", g_get_monotonic_time () - start, 0);
  tell ("the same, processor time", read_clock (CLOCK_PROCESS_CPUTIME_ID) - used, 0);
}

static void
read_both (Side *sides, const char *what, Deed deed) {
  tell (what, read_time (&sides[0], deed), read_time (&sides[1], deed));
}

static void
ask_both (Side *sides, const char *typed) {
  g_autofree char *what = g_strdup_printf ("search: %s", typed);

  sides[0].work.asked = sides[1].work.asked = typed;
  read_both (sides, what, find);
}

static void
measure (Side *sides) {
  struct rusage usage;

  fill (&sides[0]);
  fill (&sides[1]);
  await (confab_store_vault_scrub (sides[0].vault));
  tell ("bytes on disk, thousand messages", file_size (&sides[0]) * 1000 / sides[0].work.n,
      file_size (&sides[1]) * 1000 / sides[1].work.n);
  for (guint i = 0; i < 2; i++)
    do
      write_time (&sides[i], follow);
    while (sides[i].work.is_more);
  await (confab_store_vault_scrub (sides[0].vault));
  tell ("the same with the index of words", file_size (&sides[0]) * 1000 / sides[0].work.n,
      file_size (&sides[1]) * 1000 / sides[1].work.n);
  tell ("open: from a closed file to the newest screenful", open_time (&sides[0]),
      open_time (&sides[1]));
  read_both (sides, "newest screenful", read_newest);
  read_both (sides, "a screenful anywhere", read_anywhere);
  read_both (sides, "scroll: 20 screenfuls upwards", scroll);
  ask_both (sides, "needle ");
  ask_both (sides, "w0 ");
  ask_both (sides, "w0 needle");
  ask_both (sides, "w");
  ask_both (sides, "from:me w0");
  write_both (sides, "insert and commit", add_one, INSERTS);
  write_both (sides, "erase, a slice", erase, G_MAXUINT);
  tell_scrub (&sides[0]);
  getrusage (RUSAGE_SELF, &usage);
  tell ("memory at most, both sides", (gint64)usage.ru_maxrss * 1024, 0);
}

static void
remove_folder (Side *side) {
  g_autofree char *vault = g_build_filename (side->folder, "vault.db", NULL);
  g_autofree char *lock = g_build_filename (side->folder, "vault.lock", NULL);

  g_unlink (vault);
  g_unlink (lock);
  g_rmdir (side->folder);
  g_free (side->folder);
}

int
main (int argc, char **argv) {
  Side sides[2] = { 0 };

  dex_init ();
  confab_base_secret_init ();
  for (guint i = 0; i < 2; i++) {
    sides[i].folder = g_build_filename (argv[2], "confab-bench-XXXXXX", NULL);
    g_assert_nonnull (g_mkdtemp (sides[i].folder));
    sides[i].work = (Work){ .n = atoi (argv[1]), .random = 42 };
    sides[i].work.gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  }
  sides[0].key = confab_base_secret_new (CONFAB_STORE_KEY_BYTES);
  memset (confab_base_secret_get_writable (sides[0].key), 7, CONFAB_STORE_KEY_BYTES);
  open_vault (&sides[0]);
  open_reference (&sides[1]);
  measure (sides);
  for (guint i = 0; i < 2; i++) {
    close_side (&sides[i]);
    remove_folder (&sides[i]);
  }
  return 0;
}
