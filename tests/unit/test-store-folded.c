/* Rows that are folded: out of every window, counted, back in their places when they are asked for,
 * and what of a person's writing counts for the judge. And until when somebody is quiet. */

#include "test-store-common.h"

#include "store/store-folded.h"

static gint64
add (ConfabStoreDb *db, gint64 account, gint64 time_us, gboolean is_folded, gboolean is_own,
    ConfabStoreKind kind, GError **error) {
  ConfabStoreMessage row = { .account = account,
    .peer = (char *)PEER,
    .is_own = is_own,
    .is_folded = is_folded,
    .kind = kind,
    .time_us = time_us,
    .text = (char *)"x" };

  CHECK (confab_store_messages_add (db, &row, error));
  return row.id;
}

static void
assert_window (ConfabStoreDb *db, gint64 account, guint n, GError **error) {
  g_autoptr (GPtrArray) before = confab_store_messages_before (db, account, PEER, 0, 100, error);
  g_autoptr (GPtrArray) after = confab_store_messages_after (db, account, PEER, 0, 100, error);

  g_assert_no_error (*error);
  g_assert_cmpuint (before->len, ==, n);
  g_assert_cmpuint (after->len, ==, n);
}

static void
assert_folded (ConfabStoreDb *db, gint64 account, guint n, gint64 last_id, GError **error) {
  g_autoptr (GPtrArray) list = confab_store_folded_list (db, account, error);
  ConfabStoreFolded *folded;

  g_assert_no_error (*error);
  g_assert_cmpuint (list->len, ==, n > 0 ? 1 : 0);
  if (n == 0)
    return;
  folded = g_ptr_array_index (list, 0);
  g_assert_cmpstr (folded->peer, ==, PEER);
  g_assert_cmpuint (folded->n, ==, n);
  g_assert_cmpint (folded->last_id, ==, last_id);
}

static gboolean
job_fold (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "me@example.org", error);
  gint64 other = test_add_account (db, "other@example.org", error);
  gboolean is_folding = TRUE;
  g_autoptr (GArray) times = NULL;
  gint64 second, last;

  times = confab_store_folded_times (db, account, PEER, 5, &is_folding, error);
  g_assert_cmpuint (times->len, ==, 0);
  g_assert_false (is_folding);
  g_clear_pointer (&times, g_array_unref);

  add (db, account, 10, FALSE, FALSE, CONFAB_STORE_KIND_TEXT, error);
  second = add (db, account, 20, TRUE, FALSE, CONFAB_STORE_KIND_TEXT, error);
  add (db, account, 25, FALSE, TRUE, CONFAB_STORE_KIND_TEXT, error);
  last = add (db, account, 30, TRUE, FALSE, CONFAB_STORE_KIND_UNOPENED, error);
  add (db, account, 40, FALSE, FALSE, CONFAB_STORE_KIND_LINE, error);
  add (db, other, 50, FALSE, FALSE, CONFAB_STORE_KIND_TEXT, error);
  assert_window (db, account, 3, error);
  assert_folded (db, account, 2, last, error);
  assert_folded (db, other, 0, 0, error);

  /* Neither what the user wrote nor Confab's own lines count. */
  times = confab_store_folded_times (db, account, PEER, 5, &is_folding, error);
  g_assert_true (is_folding);
  g_assert_cmpuint (times->len, ==, 3);
  g_assert_cmpint (g_array_index (times, gint64, 0), ==, 30);
  g_assert_cmpint (g_array_index (times, gint64, 2), ==, 10);
  g_clear_pointer (&times, g_array_unref);

  /* Asked for up to one of them, by one account. */
  CHECK (confab_store_folded_show (db, other, PEER, G_MAXINT64, error));
  CHECK (confab_store_folded_show (db, account, OTHER, G_MAXINT64, error));
  CHECK (confab_store_folded_show (db, account, PEER, second, error));
  assert_window (db, account, 4, error);
  assert_folded (db, account, 1, last, error);
  CHECK (confab_store_folded_show (db, account, PEER, G_MAXINT64, error));
  assert_window (db, account, 5, error);
  assert_folded (db, account, 0, 0, error);

  /* Whoever asks for a flood reads on as if there had been none. */
  times = confab_store_folded_times (db, account, PEER, 5, &is_folding, error);
  g_assert_false (is_folding);
  g_assert_cmpuint (times->len, ==, 1);
  return TRUE;
}

static gboolean
job_quiet (ConfabStoreDb *db, gpointer data, GError **error) {
  ConfabStoreContact ann = { .account = test_add_account (db, "me@example.org", error),
    .address = (char *)PEER,
    .is_on_server = TRUE };
  g_autoptr (GPtrArray) contacts = NULL;

  CHECK (confab_store_contacts_put (db, &ann, TRUE, error));
  CHECK (confab_store_contacts_set_quiet (db, ann.account, PEER, 1234, error));
  test_check_code (confab_store_contacts_set_quiet (db, ann.account, OTHER, 1234, error),
      CONFAB_STORE_ERROR_NOT_FOUND, error);
  /* Neither the server's list nor another word of the user ends it. */
  CHECK (confab_store_contacts_put (db, &ann, FALSE, error));
  CHECK (confab_store_contacts_put (db, &ann, TRUE, error));
  contacts = confab_store_contacts_list (db, ann.account, error);
  g_assert_cmpuint (contacts->len, ==, 1);
  g_assert_cmpint (((ConfabStoreContact *)g_ptr_array_index (contacts, 0))->quiet_us, ==, 1234);
  return TRUE;
}

static void
test_in_vault (gconstpointer job) {
  g_autofree char *folder = test_folder ();
  g_autoptr (ConfabStoreVault) vault = test_open (folder);

  test_settle (confab_store_vault_write (vault, (ConfabStoreJob)job, NULL, NULL));
  test_settle (confab_store_vault_close (vault));
  test_folder_remove (folder);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/store/folded/rows", (gconstpointer)job_fold, test_in_vault);
  g_test_add_data_func ("/store/folded/quiet", (gconstpointer)job_quiet, test_in_vault);
  return g_test_run ();
}
