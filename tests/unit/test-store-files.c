/* Files of messages: the row goes with its message by every road, and the bytes with the row. */

#include "test-store-common.h"

#define PLACE "00112233445566778899aabbccddeeff"

typedef struct {
  char *folder;
  ConfabSecret *key;
  ConfabStoreVault *vault;
} Scene;

static void
open_vault (Scene *scene) {
  g_autoptr (GError) error = NULL;
  g_autoptr (DexFuture) future = confab_store_vault_open (scene->folder, scene->key);

  g_assert_true (test_wait (future, &error));
  scene->vault = dex_await_object (dex_ref (future), &error);
  g_assert_no_error (error);
}

static void
close_vault (Scene *scene) {
  g_autoptr (GError) error = NULL;
  g_autoptr (DexFuture) future = confab_store_vault_close (scene->vault);

  g_assert_true (test_wait (future, &error));
  g_clear_object (&scene->vault);
}

static void
scene_set_up (Scene *scene, gconstpointer data) {
  scene->folder = test_folder ();
  scene->key = test_key (1);
  open_vault (scene);
}

static void
scene_tear_down (Scene *scene, gconstpointer data) {
  if (scene->vault != NULL)
    close_vault (scene);
  confab_store_files_remove_folder (scene->folder);
  test_folder_remove (scene->folder);
  g_assert_false (g_file_test (scene->folder, G_FILE_TEST_EXISTS));
  confab_base_secret_unref (scene->key);
  g_free (scene->folder);
}

static void
run (Scene *scene, ConfabStoreJob job) {
  g_autoptr (GError) error = NULL;
  g_autoptr (DexFuture) future = confab_store_vault_write (scene->vault, job, NULL, NULL);

  g_assert_true (test_wait (future, &error));
}

static void
scrub (Scene *scene) {
  g_autoptr (GError) error = NULL;
  g_autoptr (DexFuture) future = confab_store_vault_scrub (scene->vault);

  g_assert_true (test_wait (future, &error));
}

/* ---- rows ---- */

static ConfabStoreFile *
file_new (const char *place) {
  ConfabStoreFile *file = g_new0 (ConfabStoreFile, 1);

  file->name = g_strdup ("photo.jpg");
  file->type = g_strdup ("image/jpeg");
  file->size = CONFAB_STORE_FILE_SIZE_UNKNOWN;
  file->url = g_strdup ("https://host.example/x");
  file->key = confab_base_secret_new (CONFAB_STORE_FILE_KEY);
  memset (confab_base_secret_get_writable (file->key), 9, CONFAB_STORE_FILE_KEY);
  file->iv = g_bytes_new ("123456789012", 12);
  file->place = g_strdup (place);
  return file;
}

static gint64
add (ConfabStoreDb *db, gint64 account, const char *place, GError **error) {
  g_autoptr (ConfabStoreFile) file = file_new (place);
  ConfabStoreMessage row = { .account = account,
    .peer = (char *)PEER,
    .kind = CONFAB_STORE_KIND_FILE,
    .time_us = 5,
    .text = (char *)"photo.jpg",
    .file = file };

  CHECK (confab_store_messages_add (db, &row, error));
  return row.id;
}

static gboolean
job_rows (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "me@example.org", error);
  gint64 id = add (db, account, NULL, error);
  static const int states[] = { 3, 7 };
  static const int others[] = { 0, 2, 8 };
  g_autoptr (GBytes) hash = g_bytes_new ("12345678901234567890123456789012", 32);
  g_autoptr (ConfabStoreMessage) message = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) none = NULL;
  ConfabStoreFile *file;

  CHECK (confab_store_files_set_state (db, id, 3, 5, error));
  CHECK (confab_store_files_set_place (db, id, PLACE, error));
  CHECK (confab_store_files_set_url (db, id, "https://host.example/y", error));
  CHECK (confab_store_files_set_sum (db, id, 77, hash, error));
  message = confab_store_messages_get (db, id, error);
  g_assert_no_error (*error);
  file = message->file;
  g_assert_cmpint (file->message, ==, id);
  g_assert_cmpint (file->account, ==, account);
  g_assert_cmpstr (file->name, ==, "photo.jpg");
  g_assert_cmpstr (file->type, ==, "image/jpeg");
  g_assert_cmpstr (file->url, ==, "https://host.example/y");
  g_assert_cmpstr (file->place, ==, PLACE);
  g_assert_cmpstr (file->peer, ==, PEER);
  g_assert_cmpuint (file->size, ==, 77);
  g_assert_cmphex (confab_base_secret_get_bytes (file->key)[31], ==, 9);
  g_assert_cmpuint (g_bytes_get_size (file->iv), ==, 12);
  g_assert_true (g_bytes_equal (file->hash, hash));
  g_assert_cmpint (file->state, ==, 3);
  g_assert_cmpint (file->cause, ==, 5);
  list = confab_store_files_list (db, account, states, 2, error);
  g_assert_cmpuint (list->len, ==, 1);
  none = confab_store_files_list (db, account, others, 3, error);
  g_assert_cmpuint (none->len, ==, 0);

  test_check_code (
      confab_store_files_set_state (db, id + 1, 0, 0, error), CONFAB_STORE_ERROR_NOT_FOUND, error);
  g_assert_null (confab_store_files_get (db, id + 1, error));
  g_clear_error (error);
  return TRUE;
}

static void
test_rows (Scene *scene, gconstpointer data) {
  run (scene, job_rows);
}

/* ---- the first one of somebody (R35) ---- */

static gboolean
has_given (ConfabStoreDb *db, gint64 account, const char *address) {
  g_autoptr (GPtrArray) contacts = confab_store_contacts_list (db, account, NULL);

  for (guint i = 0; contacts != NULL && i < contacts->len; i++) {
    const ConfabStoreContact *contact = contacts->pdata[i];

    if (g_str_equal (contact->address, address))
      return contact->has_given;
  }
  g_assert_not_reached ();
}

static gboolean
job_given (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "me@example.org", error);
  gint64 other = test_add_account (db, "other@example.org", error);
  ConfabStoreContact peer = { .account = account, .address = (char *)PEER };
  ConfabStoreContact bystander = { .account = account, .address = (char *)"z@example.org" };
  ConfabStoreContact elsewhere = { .account = other, .address = (char *)PEER };
  ConfabStoreMessage own = {
    .account = account, .peer = (char *)PEER, .is_own = TRUE, .time_us = 5, .text = (char *)"x"
  };
  ConfabStoreMessage theirs = own;

  CHECK (confab_store_contacts_put (db, &peer, TRUE, error));
  CHECK (confab_store_contacts_put (db, &bystander, TRUE, error));
  CHECK (confab_store_contacts_put (db, &elsewhere, TRUE, error));
  theirs.is_own = FALSE;
  CHECK (confab_store_messages_add (db, &own, error));
  CHECK (confab_store_messages_add (db, &theirs, error));

  CHECK (confab_store_contacts_note_given (db, own.id, error));
  g_assert_false (has_given (db, account, PEER));
  CHECK (confab_store_contacts_note_given (db, theirs.id, error));
  g_assert_true (has_given (db, account, PEER));
  g_assert_false (has_given (db, account, "z@example.org"));
  g_assert_false (has_given (db, other, PEER));
  /* Neither what the server says of them nor what is chosen here takes it back. */
  CHECK (confab_store_contacts_put (db, &peer, FALSE, error));
  CHECK (confab_store_contacts_put (db, &peer, TRUE, error));
  g_assert_true (has_given (db, account, PEER));
  CHECK (confab_store_contacts_note_given (db, 12345, error));
  return TRUE;
}

static void
test_given (Scene *scene, gconstpointer data) {
  run (scene, job_given);
}

/* A message that is sent again takes its file along to its new place in the chat. */
static gboolean
job_retry (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "me@example.org", error);
  g_autoptr (ConfabStoreFile) file = file_new (PLACE);
  ConfabStoreMessage row = { .account = account,
    .peer = (char *)PEER,
    .kind = CONFAB_STORE_KIND_FILE,
    .wire_id = (char *)"w",
    .time_us = 5,
    .text = (char *)"photo.jpg",
    .file = file };
  g_autoptr (ConfabStoreMessage) moved = NULL;
  gint64 id = 0;

  CHECK (confab_store_outbox_add (db, &row, error));
  CHECK (confab_store_outbox_fail (db, row.id, 0, error));
  CHECK (confab_store_outbox_retry (db, row.id, TRUE, &id, error));
  moved = confab_store_messages_get (db, id, error);
  g_assert_no_error (*error);
  g_assert_cmpint (id, !=, row.id);
  g_assert_cmpstr (moved->file->place, ==, PLACE);
  g_assert_null (confab_store_files_get (db, row.id, error));
  g_clear_error (error);
  return TRUE;
}

/* ---- bytes ---- */

static char *
put_bytes (Scene *scene, const char *place) {
  g_autofree char *folder = confab_store_files_dup_folder (scene->folder);
  char *path = g_build_filename (folder, place, NULL);

  g_assert_true (g_file_set_contents (path, "sealed", -1, NULL));
  return path;
}

static gboolean
job_add (ConfabStoreDb *db, gpointer data, GError **error) {
  add (db, test_add_account (db, "me@example.org", error), PLACE, error);
  return TRUE;
}

static gboolean
job_erase_chat (ConfabStoreDb *db, gpointer data, GError **error) {
  return confab_store_chats_erase (db, 1, PEER, FALSE, FALSE, NULL, error);
}

static gboolean
job_remove_account (ConfabStoreDb *db, gpointer data, GError **error) {
  return confab_store_accounts_remove (db, 1, error);
}

static gboolean
job_leave_place (ConfabStoreDb *db, gpointer data, GError **error) {
  return confab_store_files_set_place (db, 1, NULL, error);
}

static void
test_erased (Scene *scene, gconstpointer data) {
  g_autofree char *path = put_bytes (scene, PLACE);

  run (scene, job_add);
  scrub (scene);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  run (scene, (ConfabStoreJob)data);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  scrub (scene);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* What an earlier run was cut off over goes at opening, and what stands there as no row's does;
 * what has a row stays. Nothing but names of our own is touched. */
static void
test_left_over (Scene *scene, gconstpointer data) {
  g_autofree char *path = put_bytes (scene, PLACE);
  g_autofree char *left = put_bytes (scene, "abcdef");
  g_autofree char *foreign = put_bytes (scene, "note.txt");

  run (scene, job_add);
  close_vault (scene);
  open_vault (scene);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (foreign, G_FILE_TEST_EXISTS));
  run (scene, job_erase_chat);
  close_vault (scene);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_unlink (foreign);
}

static void
test_retry (Scene *scene, gconstpointer data) {
  g_autofree char *path = put_bytes (scene, PLACE);

  run (scene, job_retry);
  scrub (scene);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

#define ADD(path, data, test) g_test_add (path, Scene, data, scene_set_up, test, scene_tear_down)

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  confab_base_secret_init ();
  dex_init ();
  ADD ("/store/files/rows", NULL, test_rows);
  ADD ("/store/files/given", NULL, test_given);
  ADD ("/store/files/retry", NULL, test_retry);
  ADD ("/store/files/chat-erased", (gconstpointer)job_erase_chat, test_erased);
  ADD ("/store/files/account-removed", (gconstpointer)job_remove_account, test_erased);
  ADD ("/store/files/place-left", (gconstpointer)job_leave_place, test_erased);
  ADD ("/store/files/left-over", NULL, test_left_over);
  return g_test_run ();
}
