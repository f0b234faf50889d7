/* The place in the archive, and how an own message is known again that came back from there. */

#include "test-store-common.h"

#include "store/store-archive.h"

static gboolean
job_place (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "me@example.org", error);
  gint64 other = test_add_account (db, "two@example.org", error);
  g_autofree char *unknown = confab_store_archive_get (db, account, error);
  g_autofree char *empty = NULL;
  g_autofree char *place = NULL;
  g_autofree char *of_other = NULL;

  g_assert_null (unknown);
  CHECK (confab_store_archive_set (db, account, "", error));
  empty = confab_store_archive_get (db, account, error);
  g_assert_cmpstr (empty, ==, "");
  CHECK (confab_store_archive_set (db, account, "a'1", error));
  place = confab_store_archive_get (db, account, error);
  g_assert_cmpstr (place, ==, "a'1");
  of_other = confab_store_archive_get (db, other, error);
  g_assert_null (of_other);
  test_check_code (
      confab_store_archive_set (db, 99, "x", error), CONFAB_STORE_ERROR_NOT_FOUND, error);
  return TRUE;
}

/* Erasing leaves the place, and what was sent stays known, for its own chat alone. */
static gboolean
job_erased (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "three@example.org", error);
  ConfabStoreMessage message = { .account = account,
    .peer = (char *)PEER,
    .wire_id = (char *)"w1",
    .time_us = 1700000000000000,
    .text = (char *)"out" };
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *sent = confab_store_seen_dup_own (PEER, "w1");
  g_autofree char *elsewhere = confab_store_seen_dup_own (OTHER, "w1");
  g_autofree char *place = NULL;
  gboolean is_new = TRUE;

  CHECK (confab_store_archive_set (db, account, "place", error));
  CHECK (confab_store_outbox_add (db, &message, error));
  CHECK (confab_store_outbox_mark (db, message.id, "session", 1, error));
  CHECK (confab_store_outbox_acknowledge (db, account, "session", 1, ids, error));
  CHECK (confab_store_chats_erase (db, account, PEER, TRUE, FALSE, NULL, error));
  g_assert_cmpint (confab_store_messages_find_wire (db, account, PEER, "w1", error), ==, 0);
  CHECK (confab_store_seen_check (db, account, sent, 1700000000000000, &is_new, error));
  g_assert_false (is_new);
  CHECK (confab_store_seen_check (db, account, elsewhere, 1700000000000000, &is_new, error));
  g_assert_true (is_new);
  place = confab_store_archive_get (db, account, error);
  g_assert_cmpstr (place, ==, "place");
  return TRUE;
}

static void
test_jobs (void) {
  g_autofree char *folder = test_folder ();
  ConfabStoreVault *vault = test_open (folder);

  test_write (vault, job_place, NULL);
  test_write (vault, job_erased, NULL);
  test_close (vault);
  test_folder_remove (folder);
}

int
main (int argc, char **argv) {
  test_init (&argc, &argv);
  g_test_add_func ("/store/archive", test_jobs);
  return g_test_run ();
}
