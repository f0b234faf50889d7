/* What was seen is forgotten after 30 days, and no clock that stands wrong makes a double come
 * back. When it is done: tests/flow/seen.flow. */

#include "messaging/messaging-retention.h"
#include "test-store-common.h"

#define HOUR (G_GINT64_CONSTANT (60) * 60 * G_USEC_PER_SEC)
#define DAY (24 * HOUR)
#define NOW (20000 * DAY + HOUR)

static gboolean
job_begin (ConfabStoreDb *db, gpointer data, GError **error) {
  g_assert_cmpint (test_add_account (db, "alice@example.org", error), ==, 1);
  g_assert_cmpint (test_add_account (db, "bob@example.org", error), ==, 2);
  CHECK (confab_store_seen_note (db, 1, "one", NOW, error));
  CHECK (confab_store_seen_note (db, 2, "one", NOW, error));
  return TRUE;
}

typedef struct {
  gint64 account;
  gboolean is_known;
} Asking;

/* Asked on a day long after: a row that is there is known. */
static gboolean
job_ask (ConfabStoreDb *db, gpointer data, GError **error) {
  Asking *asking = data;
  gint64 days;

  CHECK (confab_store_seen_get_days (db, asking->account, "one", 2 * NOW, &days, error));
  asking->is_known = days >= 0;
  return TRUE;
}

static gboolean
is_known (ConfabStoreVault *vault, gint64 account) {
  Asking asking = { .account = account };

  test_write (vault, job_ask, &asking);
  return asking.is_known;
}

/* Time went by, and everything is looked at. */
static void
pass (ConfabStoreVault *vault, gint64 passed_us, gint64 wall_us) {
  g_autoptr (ConfabMessagingLook) look =
      confab_messaging_look_new (0, NULL, CONFAB_KEEP_UNTIL_CLOSED, passed_us, wall_us, FALSE);

  test_settle (confab_messaging_look (vault, look));
  test_settle (confab_messaging_forget_seen (vault, 1, wall_us));
}

static void
test_clocks (void) {
  g_autofree char *folder = test_folder ();
  ConfabStoreVault *vault = test_open (folder);

  test_write (vault, job_begin, NULL);
  pass (vault, 0, NOW);
  g_assert_true (is_known (vault, 1));
  /* Years ahead, for an hour. */
  pass (vault, HOUR, 2 * NOW);
  g_assert_true (is_known (vault, 1));
  pass (vault, HOUR, NOW + 2 * HOUR);
  g_assert_true (is_known (vault, 1));
  /* Years behind, while months go by. */
  for (guint i = 0; i < 12; i++)
    pass (vault, 10 * DAY, DAY);
  g_assert_true (is_known (vault, 1));
  /* Put right: doubted for a day, as any leap. */
  pass (vault, HOUR, NOW + 121 * DAY);
  pass (vault, 25 * HOUR, NOW + 122 * DAY + HOUR);
  g_assert_false (is_known (vault, 1));
  g_assert_true (is_known (vault, 2));
  test_close (vault);
  test_folder_remove (folder);
}

static void
test_days (void) {
  g_autofree char *folder = test_folder ();
  ConfabStoreVault *vault = test_open (folder);

  test_write (vault, job_begin, NULL);
  for (guint i = 0; i <= 30; i++) {
    pass (vault, i == 0 ? 0 : DAY, NOW + i * DAY);
    g_assert_true (is_known (vault, 1));
  }
  pass (vault, DAY, NOW + 31 * DAY);
  g_assert_false (is_known (vault, 1));
  g_assert_true (is_known (vault, 2));
  test_close (vault);
  test_folder_remove (folder);
}

int
main (int argc, char **argv) {
  test_init (&argc, &argv);
  g_test_add_func ("/messaging/seen/days", test_days);
  g_test_add_func ("/messaging/seen/clocks", test_clocks);
  return g_test_run ();
}
