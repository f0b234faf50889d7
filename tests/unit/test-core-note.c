/* Notes to oneself, in a whole profile: written down here and put nowhere else, kept as long as
 * chats are and not longer, there again at the next start, found, backed up, and never taken for
 * somebody or thrown out by the list that a server keeps. */

#include "base/base-jid.h"
#include "core/core-backup.h"
#include "store/store-db-private.h"
#include "test-core-profile.h"

#define NAME "Note to myself"

typedef struct {
  const char *sql;
  gint64 found;
} Counting;

static gboolean
job_count (ConfabStoreDb *db, gpointer data, GError **error) {
  Counting *counting = data;
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Counting", counting->sql);

  if (confab_store_query_next (&query))
    counting->found = confab_store_query_get_int (&query, 0);
  return confab_store_query_end (&query, error);
}

/* `sql` is a literal. */
static gint64
count (Fixture *fixture, const char *sql) {
  Counting counting = { sql, -1 };

  test_write (fixture->core->vault, job_count, &counting);
  return counting.found;
}

static ConfabModelChat *
open_note (Fixture *fixture) {
  ConfabModelContact *note = confab_core_open_note (fixture->core, NAME);

  g_assert_nonnull (note);
  confab_core_open_chat (fixture->core, confab_model_contact_get_chat (note));
  return confab_model_contact_get_chat (note);
}

static void
write_note (Fixture *fixture, const char *text) {
  test_settle (confab_core_send (fixture->core, open_note (fixture), text));
}

static void
restart (Fixture *fixture) {
  stop (fixture);
  start (fixture);
}

static void
test_written (Fixture *fixture, gconstpointer data) {
  ConfabModelChat *notes = open_note (fixture);
  GListModel *rows = G_LIST_MODEL (confab_model_chat_get_timeline (notes));
  g_autoptr (ConfabModelMessage) message = NULL;

  g_assert_true (
      confab_model_chat_get_contact (open_note (fixture)) == confab_model_chat_get_contact (notes));
  g_assert_cmpint (confab_model_chat_get_send_verdict (notes), ==, CONFAB_SEND_KEEP_HERE);
  g_assert_false (confab_model_chat_get_servers_can_read (notes));
  confab_core_set_draft (fixture->core, notes, "milk, eggs");
  write_note (fixture, "milk, eggs");
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 1);
  message = g_list_model_get_item (rows, 0);
  g_assert_true (confab_model_message_is_own (message));
  g_assert_cmpint (confab_model_message_get_state (message), ==, CONFAB_MESSAGE_RECEIVED);
  g_assert_cmpstr (confab_model_chat_get_draft (notes), ==, "");
  check (fixture, CONFAB_BASE_JID_NOTE, "milk, eggs");
  /* There is nothing that could be sent. */
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM outbox"), ==, 0);
  g_assert_cmpint (count (fixture, "SELECT count (wire_id) FROM messages"), ==, 0);
  /* What looks like a secret is asked about where it leaves; here it does not. */
  write_note (fixture, "my card is 4111 1111 1111 1111");
  g_assert_null (confab_model_chat_get_question (notes));
}

static void
test_refused (Fixture *fixture, gconstpointer data) {
  ConfabModelChat *notes = open_note (fixture);
  g_autofree char *much = g_strnfill (CONFAB_BASE_DRAFT_MAX_BYTES + 1, 'a');

  test_fail (confab_core_send (fixture->core, notes, ""));
  test_fail (confab_core_send (fixture->core, notes, much));
  test_fail (confab_core_send (fixture->core, notes, "\xff"));
  test_fail (confab_core_permit_plain (fixture->core, notes, TRUE));
  check (fixture, CONFAB_BASE_JID_NOTE, "");
  g_assert_cmpuint (
      g_list_model_get_n_items (G_LIST_MODEL (confab_model_chat_get_timeline (notes))), ==, 0);
}

static void
test_goes_as_chats_do (Fixture *fixture, gconstpointer data) {
  write_note (fixture, "milk");
  close_chat (fixture, CONFAB_BASE_JID_NOTE);
  check (fixture, CONFAB_BASE_JID_NOTE, "");
  /* With nothing in it, it is no row of the list at the next start. */
  restart (fixture);
  g_assert_null (contact (fixture, CONFAB_BASE_JID_NOTE));
}

static void
test_kept (Fixture *fixture, gconstpointer data) {
  ConfabModelChat *notes = open_note (fixture);

  test_settle (
      confab_core_set_keep (fixture->core, notes, CONFAB_KEEP_FOR_GOOD, CONFAB_CORE_REST_STAYS));
  write_note (fixture, "milk");
  close_chat (fixture, CONFAB_BASE_JID_NOTE);
  pass (fixture, 20 * DAY);
  restart (fixture);
  check (fixture, CONFAB_BASE_JID_NOTE, "milk");
  g_assert_nonnull (contact (fixture, CONFAB_BASE_JID_NOTE));
  g_assert_cmpstr (
      confab_model_contact_get_name (contact (fixture, CONFAB_BASE_JID_NOTE)), ==, NAME);
  g_assert_cmpint (
      confab_model_chat_get_keep (chat (fixture, CONFAB_BASE_JID_NOTE)), ==, CONFAB_KEEP_FOR_GOOD);
  write_note (fixture, "eggs");
  check (fixture, CONFAB_BASE_JID_NOTE, "milk eggs");
}

static gboolean
job_new_list (ConfabStoreDb *db, gpointer data, GError **error) {
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  CHECK (confab_store_contacts_replace (db, 1, none, error));
  return TRUE;
}

/* What the server lists is everybody there is; of this it knows nothing. */
static void
test_no_server_list (Fixture *fixture, gconstpointer data) {
  open_note (fixture);
  test_write (fixture->core->vault, job_new_list, NULL);
  g_assert_cmpint (
      count (fixture, "SELECT count (*) FROM contacts WHERE address = '@note' AND name <> ''"), ==,
      1);
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM contacts"), ==, 1);
}

static void
test_backed_up (Fixture *fixture, gconstpointer data) {
  const ConfabBackupCost cheap = { .memory = CONFAB_BACKUP_MIN_MEMORY, .passes = 1, .lanes = 1 };
  g_autofree char *path = g_build_filename (fixture->folder, "notes.backup", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (ConfabSecret) secret = confab_base_secret_new_string ("correct horse battery");
  g_autoptr (ConfabModelBackup) made = confab_model_backup_new ();
  g_autoptr (ConfabModelBackup) back = confab_model_backup_new ();
  Fixture other = { 0 };

  test_settle (confab_core_set_keep (
      fixture->core, open_note (fixture), CONFAB_KEEP_FOR_GOOD, CONFAB_CORE_REST_STAYS));
  write_note (fixture, "milk");
  confab_core_set_backup_cost (fixture->core, &cheap);
  test_settle (confab_core_back_up (fixture->core, file, secret, made));
  other.folder = test_folder ();
  other.keyring = confab_keyring_new_in_memory ();
  other.fake = confab_base_clock_fake_new (NOW);
  other.clock = (ConfabClock){ wall, monotonic, sleep_for, &other };
  start (&other);
  test_settle (confab_core_restore (other.core, file, secret, back));
  check (&other, CONFAB_BASE_JID_NOTE, "milk");
  g_assert_nonnull (contact (&other, CONFAB_BASE_JID_NOTE));
  tear_down (&other, NULL);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/core/note/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("written", test_written);
  ADD ("refused", test_refused);
  ADD ("goes-as-chats-do", test_goes_as_chats_do);
  ADD ("kept", test_kept);
  ADD ("no-server-list", test_no_server_list);
  ADD ("backed-up", test_backed_up);
  return g_test_run ();
}
