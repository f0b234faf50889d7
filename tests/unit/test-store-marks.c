/* That messages were read, in the vault: who is told, of what, once; and what they say of one's own
 * messages, with bounds. */

#include "test-store-common.h"

#include "store/store-folded.h"
#include "store/store-marks.h"

static gint64
put (ConfabStoreDb *db, gint64 account, ConfabStoreMessage message, GError **error) {
  message.account = account;
  if (message.peer == NULL)
    message.peer = (char *)PEER;
  message.text = (char *)"x";
  message.time_us = 5;
  CHECK (confab_store_messages_add (db, &message, error));
  return message.id;
}

static gint64
put_wish (ConfabStoreDb *db, gint64 account, const char *wire_id, ConfabStoreMark mark,
    gboolean is_unread, GError **error) {
  return put (db, account,
      (ConfabStoreMessage){ .wire_id = (char *)wire_id, .mark = mark, .is_unread = is_unread },
      error);
}

static void
check_taken (
    ConfabStoreDb *db, gint64 account, const char *wire_id, gboolean is_sealed, GError **error) {
  g_autofree char *found = NULL;
  gboolean was_sealed = FALSE;

  CHECK (confab_store_marks_take (db, account, PEER, &found, &was_sealed, error));
  g_assert_cmpstr (found, ==, wire_id);
  g_assert_cmpint (was_sealed, ==, is_sealed);
}

static gboolean
job_take (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "me@example.org", error);
  gint64 other = test_add_account (db, "two@example.org", error);

  check_taken (db, account, NULL, FALSE, error);
  put_wish (db, account, "a", CONFAB_STORE_MARK_WISHED, FALSE, error);
  put_wish (db, account, "b", CONFAB_STORE_MARK_WISHED_SEALED, FALSE, error);
  put_wish (db, account, "c", CONFAB_STORE_MARK_NONE, FALSE, error);
  put_wish (db, account, NULL, CONFAB_STORE_MARK_WISHED, FALSE, error);
  put_wish (db, account, "d", CONFAB_STORE_MARK_WISHED, TRUE, error);
  check_taken (db, other, NULL, FALSE, error);
  check_taken (db, account, "b", TRUE, error);
  check_taken (db, account, NULL, FALSE, error);
  CHECK (confab_store_chats_mark_read (db, account, PEER, 1000, error));
  check_taken (db, account, "d", FALSE, error);
  check_taken (db, account, NULL, FALSE, error);
  return TRUE;
}

/* Who sees a flood folded has not seen what is in it. */
static gboolean
job_folded (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "me@example.org", error);
  gint64 last;

  put_wish (db, account, "a", CONFAB_STORE_MARK_WISHED, TRUE, error);
  last = put (db, account,
      (ConfabStoreMessage){ .wire_id = (char *)"b",
          .mark = CONFAB_STORE_MARK_WISHED,
          .is_unread = TRUE,
          .is_folded = TRUE },
      error);
  CHECK (confab_store_chats_mark_read (db, account, PEER, last, error));
  check_taken (db, account, "a", FALSE, error);
  check_taken (db, account, NULL, FALSE, error);
  CHECK (confab_store_folded_show (db, account, PEER, last, error));
  check_taken (db, account, "b", FALSE, error);
  return TRUE;
}

static guint
tells_of (ConfabStoreDb *db, gint64 account, GError **error) {
  g_autoptr (GPtrArray) contacts = confab_store_contacts_list (db, account, error);

  return ((ConfabStoreContact *)g_ptr_array_index (contacts, 0))->tells;
}

static gboolean
job_tells (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "me@example.org", error);
  ConfabStoreContact ann = { .account = account, .address = (char *)PEER, .is_on_server = TRUE };
  g_autoptr (GPtrArray) nobody = g_ptr_array_new ();

  test_check_code (confab_store_marks_set_tells (db, account, PEER, 1, error),
      CONFAB_STORE_ERROR_NOT_FOUND, error);
  CHECK (confab_store_contacts_put (db, &ann, TRUE, error));
  g_assert_cmpuint (tells_of (db, account, error), ==, 0);
  CHECK (confab_store_marks_set_tells (
      db, account, PEER, CONFAB_STORE_TELLS_READ | CONFAB_STORE_TELLS_TYPING, error));
  put_wish (db, account, "a", CONFAB_STORE_MARK_WISHED, FALSE, error);
  /* Neither the server's list nor another word of the user ends it. */
  CHECK (confab_store_contacts_put (db, &ann, FALSE, error));
  CHECK (confab_store_contacts_put (db, &ann, TRUE, error));
  g_assert_cmpuint (tells_of (db, account, error), ==, 3);
  CHECK (confab_store_marks_set_tells (db, account, PEER, CONFAB_STORE_TELLS_READ, error));
  check_taken (db, account, "a", FALSE, error);
  /* Taken back: what was wished before is not told later. */
  put_wish (db, account, "b", CONFAB_STORE_MARK_WISHED, FALSE, error);
  CHECK (confab_store_marks_set_tells (db, account, PEER, CONFAB_STORE_TELLS_TYPING, error));
  check_taken (db, account, NULL, FALSE, error);
  /* Who went off the list and comes back is told nothing. */
  CHECK (confab_store_marks_set_tells (db, account, PEER, CONFAB_STORE_TELLS_READ, error));
  put_wish (db, account, "c", CONFAB_STORE_MARK_WISHED, FALSE, error);
  CHECK (confab_store_contacts_replace (db, account, nobody, error));
  g_assert_cmpuint (tells_of (db, account, error), ==, 0);
  CHECK (confab_store_contacts_put (db, &ann, TRUE, error));
  CHECK (confab_store_marks_set_tells (db, account, PEER, CONFAB_STORE_TELLS_READ, error));
  check_taken (db, account, NULL, FALSE, error);
  return TRUE;
}

/* "3 2 r" of rows: their states, or that they were read. */
static char *
dup_states (ConfabStoreDb *db, const gint64 *ids, guint n, GError **error) {
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabStoreMessage) row = confab_store_messages_get (db, ids[i], error);

    g_string_append_printf (text, "%s%d%s", i > 0 ? " " : "", row->state,
        row->mark == CONFAB_STORE_MARK_READ ? "r" : "");
  }
  return g_string_free_and_steal (text);
}

static gboolean
job_read (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "me@example.org", error);
  static const struct {
    ConfabStoreState state;
    gboolean is_own, is_sealed;
    const char *peer;
  } rows[] = {
    { CONFAB_STORE_STATE_SENT, TRUE, FALSE, PEER },
    { CONFAB_STORE_STATE_DELIVERED, TRUE, TRUE, PEER },
    { CONFAB_STORE_STATE_WAITING, TRUE, TRUE, PEER },
    { CONFAB_STORE_STATE_FAILED, TRUE, TRUE, PEER },
    { CONFAB_STORE_STATE_RECEIVED, FALSE, TRUE, PEER },
    { CONFAB_STORE_STATE_SENT, TRUE, TRUE, OTHER },
    { CONFAB_STORE_STATE_SENT, TRUE, TRUE, PEER },
    { CONFAB_STORE_STATE_SENT, TRUE, TRUE, PEER },
  };
  gint64 ids[G_N_ELEMENTS (rows)];
  g_autoptr (GArray) changed = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *in_clear = NULL;
  g_autofree char *sealed = NULL;
  g_autofree char *later = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    ids[i] = put (db, account,
        (ConfabStoreMessage){ .peer = (char *)rows[i].peer,
            .state = rows[i].state,
            .is_own = rows[i].is_own,
            .is_sealed = rows[i].is_sealed },
        error);
  CHECK (confab_store_marks_read (db, ids[6], FALSE, changed, error));
  in_clear = dup_states (db, ids, G_N_ELEMENTS (ids), error);
  g_assert_cmpstr (in_clear, ==, "3r 3 1 4 0 2 2 2");
  g_assert_cmpuint (changed->len, ==, 1);
  CHECK (confab_store_marks_read (db, ids[6], TRUE, changed, error));
  sealed = dup_states (db, ids, G_N_ELEMENTS (ids), error);
  g_assert_cmpstr (sealed, ==, "3r 3r 1 4 0 2 3r 2");
  g_assert_cmpuint (changed->len, ==, 3);
  /* It stays so: an older word, theirs, another state. */
  CHECK (confab_store_marks_read (db, ids[1], TRUE, changed, error));
  CHECK (confab_store_marks_read (db, ids[4], TRUE, changed, error));
  CHECK (confab_store_messages_set_state (db, ids[6], CONFAB_STORE_STATE_FAILED, 1, FALSE, error));
  later = dup_states (db, ids, G_N_ELEMENTS (ids), error);
  g_assert_cmpstr (later, ==, sealed);
  g_assert_cmpuint (changed->len, ==, 3);
  return TRUE;
}

/* A word about a long chat looks at the last messages, and at no more. */
static gboolean
job_bound (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "me@example.org", error);
  g_autoptr (GArray) changed = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 last = 0;

  for (guint i = 0; i < CONFAB_STORE_MAX_MARKED + 50; i++)
    last = put (db, account,
        (ConfabStoreMessage){ .state = CONFAB_STORE_STATE_SENT, .is_own = TRUE }, error);
  CHECK (confab_store_marks_read (db, last, TRUE, changed, error));
  g_assert_cmpuint (changed->len, ==, CONFAB_STORE_MAX_MARKED);
  g_assert_cmpint (g_array_index (changed, gint64, 0), ==, last);
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
  g_test_add_data_func ("/store/marks/take", (gconstpointer)job_take, test_in_vault);
  g_test_add_data_func ("/store/marks/folded", (gconstpointer)job_folded, test_in_vault);
  g_test_add_data_func ("/store/marks/tells", (gconstpointer)job_tells, test_in_vault);
  g_test_add_data_func ("/store/marks/read", (gconstpointer)job_read, test_in_vault);
  g_test_add_data_func ("/store/marks/bound", (gconstpointer)job_bound, test_in_vault);
  return g_test_run ();
}
