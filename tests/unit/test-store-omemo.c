/* Tables of OMEMO: what is put in comes out, bounds hold, a part of a job can be taken back, and a
 * vault from before these tables gets them. */

#include "test-store-common.h"

#include "store/store-omemo.h"

static GBytes *
key (guint8 value) {
  guint8 bytes[32];

  memset (bytes, value, sizeof bytes);
  return g_bytes_new (bytes, sizeof bytes);
}

static gboolean
job_own (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "alice@example.org", error);
  g_autoptr (GBytes) identity = key (1);
  g_autoptr (GBytes) secret = key (2);
  ConfabStoreOmemoOwn own = { .device = 0x7fffffff,
    .identity = identity,
    .secret = secret,
    .is_published = TRUE,
    .next_prekey = 101,
    .next_signed = 2,
    .first_list_us = 3,
    .refilled_us = 4 };
  g_autoptr (ConfabStoreOmemoOwn) read = NULL;

  CHECK (confab_store_omemo_get_own (db, account, &read, error));
  g_assert_null (read);
  CHECK (confab_store_omemo_put_own (db, account, &own, error));
  own.next_prekey = 201;
  CHECK (confab_store_omemo_put_own (db, account, &own, error));
  CHECK (confab_store_omemo_get_own (db, account, &read, error));
  g_assert_cmpuint (read->device, ==, 0x7fffffff);
  g_assert_true (g_bytes_equal (read->identity, identity));
  g_assert_true (g_bytes_equal (read->secret, secret));
  g_assert_true (read->is_published);
  g_assert_cmpuint (read->next_prekey, ==, 201);
  g_assert_cmpuint (read->next_signed, ==, 2);
  g_assert_cmpint (read->first_list_us, ==, 3);
  g_assert_cmpint (read->refilled_us, ==, 4);
  return TRUE;
}

static void
add_prekey (ConfabStoreDb *db, gint64 account, ConfabStoreOmemoPrekeyKind kind, guint32 id,
    gint64 made_us, GError **error) {
  g_autoptr (GBytes) record = key ((guint8)id);
  ConfabStoreOmemoPrekey prekey = { .id = id, .record = record, .made_us = made_us };

  CHECK (confab_store_omemo_add_prekey (db, account, 2, kind, &prekey, error));
}

static gboolean
job_prekeys (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "alice@example.org", error);
  g_autoptr (GBytes) base = key (9);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (ConfabStoreOmemoPrekey) used = NULL;
  g_autoptr (ConfabStoreOmemoPrekey) other = NULL;
  guint n_unused;
  guint n_used;

  for (guint32 id = 1; id <= 5; id++)
    add_prekey (db, account, CONFAB_STORE_OMEMO_PREKEY, id, id, error);
  CHECK (confab_store_omemo_use_prekey (db, account, 2, 3, base, error));
  list = confab_store_omemo_list_prekeys (db, account, 2, CONFAB_STORE_OMEMO_PREKEY, error);
  g_assert_cmpuint (list->len, ==, 4);
  g_assert_cmpuint (((ConfabStoreOmemoPrekey *)g_ptr_array_index (list, 0))->id, ==, 5);
  CHECK (confab_store_omemo_count_prekeys (db, account, 2, TRUE, &n_unused, &n_used, error));
  g_assert_cmpuint (n_unused, ==, 4);
  g_assert_cmpuint (n_used, ==, 1);
  CHECK (confab_store_omemo_count_prekeys (db, account, 2, FALSE, &n_unused, &n_used, error));
  g_assert_cmpuint (n_used, ==, 0);
  CHECK (confab_store_omemo_erase_used (db, account, error));
  CHECK (
      confab_store_omemo_get_prekey (db, account, 2, CONFAB_STORE_OMEMO_PREKEY, 3, &used, error));
  g_assert_null (used->record);
  g_assert_true (g_bytes_equal (used->used_by, base));
  CHECK (
      confab_store_omemo_get_prekey (db, account, 1, CONFAB_STORE_OMEMO_PREKEY, 1, &other, error));
  g_assert_null (other);
  return TRUE;
}

static gboolean
job_signed (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "alice@example.org", error);
  g_autoptr (GPtrArray) list = NULL;

  for (guint32 id = 1; id <= 3; id++)
    add_prekey (db, account, CONFAB_STORE_OMEMO_SIGNED, id, id * 100, error);
  CHECK (confab_store_omemo_erase_signed (db, account, 200, error));
  list = confab_store_omemo_list_prekeys (db, account, 2, CONFAB_STORE_OMEMO_SIGNED, error);
  g_assert_cmpuint (list->len, ==, 2);
  g_clear_pointer (&list, g_ptr_array_unref);
  /* The newest stays, however old. */
  CHECK (confab_store_omemo_erase_signed (db, account, 100000, error));
  list = confab_store_omemo_list_prekeys (db, account, 2, CONFAB_STORE_OMEMO_SIGNED, error);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpuint (((ConfabStoreOmemoPrekey *)g_ptr_array_index (list, 0))->id, ==, 3);
  return TRUE;
}

static gboolean
job_devices (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "alice@example.org", error);
  g_autoptr (GBytes) identity = key (5);
  ConfabStoreOmemoDevice device = { .id = 7,
    .is_two = TRUE,
    .is_first = TRUE,
    .identity = identity,
    .label = (char *)"Phone",
    .first_us = 1,
    .last_us = 2,
    .old_failed_us = 3,
    .two_failed_us = 4,
    .answered_us = 5,
    .n_answers = 6,
    .repaired_us = 7 };
  g_autoptr (ConfabStoreOmemoDevice) read = NULL;
  g_autoptr (GPtrArray) all = NULL;

  CHECK (confab_store_omemo_put_device (db, account, PEER, &device, error));
  CHECK (confab_store_omemo_get_device (db, account, PEER, 7, &read, error));
  g_assert_true (read->is_two && read->is_first && !read->is_old);
  g_assert_cmpstr (read->label, ==, "Phone");
  g_assert_true (g_bytes_equal (read->identity, identity));
  g_assert_cmpint (read->last_us, ==, 2);
  g_assert_cmpint (read->old_failed_us, ==, 3);
  g_assert_cmpint (read->two_failed_us, ==, 4);
  g_assert_cmpuint (read->n_answers, ==, 6);
  g_assert_cmpint (read->repaired_us, ==, 7);
  /* Whoever is on no list makes room for the next; the listed one stays. */
  device = (ConfabStoreOmemoDevice){ .first_us = 10 };
  for (guint32 id = 1000; id < 1300; id++) {
    device.id = id;
    device.last_us = id;
    CHECK (confab_store_omemo_put_device (db, account, PEER, &device, error));
  }
  all = confab_store_omemo_list_devices (db, account, PEER, error);
  g_assert_cmpuint (all->len, ==, 256);
  g_assert_cmpuint (((ConfabStoreOmemoDevice *)g_ptr_array_index (all, 0))->id, ==, 7);
  g_assert_cmpuint (((ConfabStoreOmemoDevice *)g_ptr_array_index (all, 1))->id, ==, 1299);
  return TRUE;
}

static gboolean
job_identities (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "alice@example.org", error);
  ConfabStoreOmemoIdentity checked = { .key = key (200), .said = 2, .checked_us = 3 };
  ConfabStoreOmemoDevice device = { .id = 1, .last_us = 5 };
  g_autoptr (ConfabStoreOmemoIdentity) read = NULL;
  g_autoptr (GPtrArray) all = NULL;
  gboolean is_others;

  CHECK (confab_store_omemo_put_identity (db, account, PEER, &checked, error));
  for (guint i = 0; i < 600; i++) {
    guint8 bytes[32] = { (guint8)i, (guint8)(i >> 8) };
    g_autoptr (GBytes) one = g_bytes_new (bytes, sizeof bytes);
    ConfabStoreOmemoIdentity identity = { .key = one, .is_first = TRUE, .first_us = 10 + i };

    CHECK (confab_store_omemo_put_identity (db, account, PEER, &identity, error));
  }
  all = confab_store_omemo_list_identities (db, account, PEER, error);
  g_assert_cmpuint (all->len, ==, 512);
  CHECK (confab_store_omemo_get_identity (db, account, PEER, checked.key, &read, error));
  g_assert_cmpint (read->said, ==, 2);
  g_assert_cmpint (read->checked_us, ==, 3);

  CHECK (confab_store_omemo_find_owner (db, account, PEER, checked.key, &is_others, error));
  g_assert_false (is_others);
  CHECK (confab_store_omemo_find_owner (db, account, OTHER, checked.key, &is_others, error));
  g_assert_true (is_others);
  /* A key that was only shown, not used, is nobody's. */
  g_clear_pointer (&read, confab_store_omemo_identity_free);
  read = g_new0 (ConfabStoreOmemoIdentity, 1);
  read->key = key (201);
  CHECK (confab_store_omemo_put_identity (db, account, OTHER, read, error));
  CHECK (confab_store_omemo_find_owner (db, account, PEER, read->key, &is_others, error));
  g_assert_false (is_others);
  device.identity = read->key;
  CHECK (confab_store_omemo_put_device (db, account, OTHER, &device, error));
  CHECK (confab_store_omemo_find_owner (db, account, PEER, read->key, &is_others, error));
  g_assert_true (is_others);
  g_bytes_unref (checked.key);
  return TRUE;
}

static void
put_session (ConfabStoreDb *db, gint64 account, guint32 device, guint8 base_byte, GError **error) {
  g_autoptr (GBytes) base = key (base_byte);
  g_autoptr (GBytes) identity = key (77);
  g_autoptr (GBytes) record = confab_store_omemo_new_secret ("state", 5);
  ConfabStoreOmemoSession session = {
    .device = device, .version = 2, .base = base, .identity = identity, .record = record
  };

  CHECK (confab_store_omemo_put_session (db, account, PEER, &session, error));
}

static guint8
first_base (GPtrArray *sessions) {
  ConfabStoreOmemoSession *session = g_ptr_array_index (sessions, 0);

  return *(const guint8 *)g_bytes_get_data (session->base, NULL);
}

static gboolean
job_sessions (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "alice@example.org", error);
  g_autoptr (GPtrArray) sessions = NULL;
  g_autoptr (GBytes) record = NULL;

  for (guint8 i = 1; i <= 60; i++)
    put_session (db, account, 7, i, error);
  put_session (db, account, 8, 1, error);
  sessions = confab_store_omemo_list_sessions (db, account, 2, PEER, 7, error);
  g_assert_cmpuint (sessions->len, ==, 40);
  g_assert_cmpuint (first_base (sessions), ==, 60);
  record =
      confab_store_omemo_read_session (db, account, PEER, g_ptr_array_index (sessions, 0), error);
  g_assert_cmpmem (g_bytes_get_data (record, NULL), g_bytes_get_size (record), "state", 5);
  /* What is written comes to the top. */
  put_session (db, account, 7, 30, error);
  g_clear_pointer (&sessions, g_ptr_array_unref);
  sessions = confab_store_omemo_list_sessions (db, account, 2, PEER, 7, error);
  g_assert_cmpuint (sessions->len, ==, 40);
  g_assert_cmpuint (first_base (sessions), ==, 30);
  g_clear_pointer (&sessions, g_ptr_array_unref);
  sessions = confab_store_omemo_list_sessions (db, account, 2, PEER, 0, error);
  g_assert_cmpuint (sessions->len, ==, 41);
  CHECK (confab_store_omemo_set_aside (db, account, error));
  g_clear_pointer (&sessions, g_ptr_array_unref);
  sessions = confab_store_omemo_list_sessions (db, account, 2, PEER, 0, error);
  g_assert_cmpuint (sessions->len, ==, 0);
  return TRUE;
}

static gboolean
job_try (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "alice@example.org", error);
  ConfabStoreOmemoPeer peer = { .cost = 1, .n_repairs = 2, .n_answers = 3 };
  ConfabStoreOmemoPeer read;

  for (guint keep = 0; keep < 2; keep++) {
    CHECK (confab_store_omemo_try (db, error));
    CHECK (confab_store_omemo_put_peer (db, account, PEER, &peer, error));
    CHECK (confab_store_omemo_tried (db, keep != 0, error));
    CHECK (confab_store_omemo_get_peer (db, account, PEER, &read, error));
    g_assert_cmpint (read.cost, ==, keep);
    g_assert_cmpuint (read.n_repairs, ==, keep * 2);
    g_assert_cmpuint (read.n_answers, ==, keep * 3);
  }
  return TRUE;
}

static gboolean
job_rumours (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "alice@example.org", error);
  g_autoptr (GBytes) by = key (1);
  g_autoptr (GBytes) about = key (2);
  ConfabStoreOmemoRumour rumour = { .by = by, .owner = (char *)OTHER, .key = about, .said = 2 };
  g_autoptr (GPtrArray) taken = NULL;

  for (guint i = 0; i < 300; i++) {
    g_autoptr (GBytes) one = g_bytes_new (&i, sizeof i);

    rumour.key = one;
    CHECK (confab_store_omemo_put_rumour (db, account, PEER, &rumour, 1, error));
  }
  taken = confab_store_omemo_take_rumours (db, account, PEER, by, error);
  g_assert_cmpuint (taken->len, ==, 256);
  g_assert_cmpstr (((ConfabStoreOmemoRumour *)g_ptr_array_index (taken, 0))->owner, ==, OTHER);
  g_clear_pointer (&taken, g_ptr_array_unref);
  taken = confab_store_omemo_take_rumours (db, account, PEER, by, error);
  g_assert_cmpuint (taken->len, ==, 0);
  return TRUE;
}

/* The frozen vault of the first version gets the tables; what goes with an account goes with it. */
static gboolean
job_frozen (ConfabStoreDb *db, gpointer data, GError **error) {
  g_autoptr (GPtrArray) sessions = NULL;

  put_session (db, 1, 7, 1, error);
  sessions = confab_store_omemo_list_sessions (db, 1, 2, PEER, 7, error);
  g_assert_cmpuint (sessions->len, ==, 1);
  CHECK (confab_store_accounts_remove (db, 1, error));
  g_clear_pointer (&sessions, g_ptr_array_unref);
  sessions = confab_store_omemo_list_sessions (db, 1, 2, PEER, 7, error);
  g_assert_cmpuint (sessions->len, ==, 0);
  return TRUE;
}

static void
test_frozen (void) {
  g_autofree char *folder = test_folder ();
  g_autofree char *frozen = g_build_filename (CONFAB_TEST_DATA, "vault-1.db", NULL);
  g_autofree char *file = g_build_filename (folder, "vault.db", NULL);
  g_autofree char *bytes = NULL;
  gsize size;
  ConfabStoreVault *vault;

  g_assert_true (g_file_get_contents (frozen, &bytes, &size, NULL));
  g_assert_true (g_file_set_contents (file, bytes, (gssize)size, NULL));
  vault = test_open (folder);
  test_write (vault, job_frozen, NULL);
  test_close (vault);
  test_folder_remove (folder);
}

int
main (int argc, char **argv) {
  static const ConfabStoreJob jobs[] = { job_own, job_prekeys, job_signed, job_devices,
    job_identities, job_sessions, job_try, job_rumours };
  static const char *const names[] = { "own", "prekeys", "signed", "devices", "identities",
    "sessions", "try", "rumours" };

  test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++) {
    g_autofree char *path = g_strdup_printf ("/store/omemo/%s", names[i]);

    g_test_add_data_func (path, &jobs[i], test_job);
  }
  g_test_add_func ("/store/omemo/frozen", test_frozen);
  return g_test_run ();
}
