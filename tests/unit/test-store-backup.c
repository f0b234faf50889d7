/* Records as an enemy makes them, who knows the passphrase: each is looked at before it is a row.
 * What is not laid out as it must be is refused, wherever it is cut; and nothing that bytes can say
 * does more than that. */

#include "store/store-backup.h"
#include "store/store-db-private.h"
#include "test-store-common.h"

#define WALL G_GINT64_CONSTANT (1800000000000000)

static void
put (GString *at, guint8 tag, const void *bytes, guint32 size) {
  guint32 big = GUINT32_TO_BE (size);

  g_string_append_c (at, (char)tag);
  g_string_append_len (at, (const char *)&big, sizeof big);
  g_string_append_len (at, bytes, size);
}

static void
put_int (GString *at, guint8 tag, gint64 value) {
  gint64 big = GINT64_TO_BE (value);

  put (at, tag, &big, sizeof big);
}

static void
put_text (GString *at, guint8 tag, const char *text) {
  put (at, tag, text, (guint32)strlen (text));
}

/* Takes `fields`. */
static void
put_record (GString *at, guint8 kind, GString *fields) {
  put (at, kind, fields->str, (guint32)fields->len);
  g_string_free (fields, TRUE);
}

static void
put_begin (GString *at) {
  GString *fields = g_string_new (NULL);

  put_int (fields, 1, WALL);
  put_record (at, 1, fields);
}

static void
put_account (GString *at, gint64 number, const char *address) {
  GString *fields = g_string_new (NULL);

  put_int (fields, 1, number);
  put_text (fields, 2, address);
  put_int (fields, 4, 0);
  put_int (fields, 5, 0);
  put_int (fields, 7, 0);
  put_int (fields, 8, 1);
  put_int (fields, 9, 1);
  put_record (at, 2, fields);
}

static void
put_setting (GString *at, const char *name, const char *value) {
  GString *fields = g_string_new (NULL);

  put_text (fields, 1, name);
  put_text (fields, 2, value);
  put_record (at, 3, fields);
}

#define CHANGED "hello again" /* that text was changed */

static void
put_message (GString *at, gint64 account, const char *peer, int state, int kind, const char *text) {
  GString *fields = g_string_new (NULL);

  put_int (fields, 1, account);
  put_text (fields, 2, peer);
  for (guint8 i = 3; i <= 5; i++)
    put_int (fields, i, 0);
  put_int (fields, 6, state);
  put_int (fields, 7, 0);
  put_int (fields, 8, WALL);
  put_text (fields, 9, text);
  put_int (fields, 10, kind);
  for (guint8 i = 11; i <= 14; i++)
    put_int (fields, i, 0);
  if (g_str_equal (text, CHANGED))
    put_int (fields, 15, WALL + 1);
  put_record (at, 9, fields);
}

static void
put_end (GString *at, gint64 accounts, gint64 messages) {
  GString *fields = g_string_new (NULL);

  put_int (fields, 1, accounts);
  put_int (fields, 2, 0);
  put_int (fields, 3, 0);
  put_int (fields, 4, messages);
  put_record (at, 10, fields);
}

static GString *
good_new (void) {
  GString *good = g_string_new (NULL);

  put_begin (good);
  put_account (good, 7, "alice@example.org");
  put_setting (good, "safety.links", "1");
  put_message (good, 7, PEER, 0, 0, "hello");
  put_message (good, 7, PEER, 0, 0, CHANGED);
  put_end (good, 1, 2);
  return good;
}

/* In pieces of `step` bytes. */
static gboolean
look (const GString *records, gsize step) {
  g_autoptr (ConfabStoreRestore) rows = confab_store_restore_new ();
  g_autoptr (GError) error = NULL;
  gboolean is_good = TRUE;

  for (gsize at = 0; is_good && at < records->len; at += step) {
    g_autoptr (GBytes) bytes = g_bytes_new (records->str + at, MIN (step, records->len - at));

    is_good = confab_store_restore_take (rows, NULL, bytes, &error);
  }
  is_good = is_good && confab_store_restore_is_whole (rows, &error);
  if (!is_good) {
    g_assert_error (error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_DAMAGED);
    g_assert_null (strstr (error->message, "example.org"));
  }
  return is_good;
}

/* Takes `records`. */
static void
refuse (GString *records) {
  g_assert_false (look (records, records->len));
  g_assert_false (look (records, 3));
  g_string_free (records, TRUE);
}

static void
test_good (void) {
  GString *good = good_new ();

  for (gsize step = 1; step <= good->len; step++)
    g_assert_true (look (good, step));
  g_string_free (good, TRUE);
}

/* Every beginning of it is none of it. */
static void
test_cut (void) {
  GString *good = good_new ();

  while (good->len > 0) {
    g_string_truncate (good, good->len - 1);
    g_assert_false (look (good, 64));
  }
  g_string_free (good, TRUE);
}

static GString *
begun_new (void) {
  GString *records = g_string_new (NULL);

  put_begin (records);
  put_account (records, 7, "alice@example.org");
  return records;
}

static void
test_order (void) {
  GString *records = g_string_new (NULL);

  put_account (records, 7, "alice@example.org");
  put_end (records, 1, 0);
  refuse (records);
  records = begun_new ();
  put_begin (records);
  put_end (records, 1, 0);
  refuse (records);
  records = good_new ();
  put_setting (records, "safety.links", "1");
  refuse (records);
  records = begun_new ();
  put_account (records, 7, "bob@example.org");
  put_end (records, 2, 0);
  refuse (records);
  records = begun_new ();
  put_message (records, 8, PEER, 0, 0, "of nobody");
  put_end (records, 1, 1);
  refuse (records);
  records = begun_new ();
  put_end (records, 2, 0);
  refuse (records);
  records = begun_new ();
  put_end (records, 1, 1);
  refuse (records);
}

static void
test_fields (void) {
  static const char *const addresses[] = { "", "@", "Alice@Example.org", "alice@example.org/home",
    "alice@exa mple.org", "alice@example.org\n", "\xff@example.org" };
  static const char *const settings[] = { "generation", "safety.", "search.words", "restoring", "",
    "SAFETY.links" };
  GString *records;

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++) {
    records = g_string_new (NULL);
    put_begin (records);
    put_account (records, 7, addresses[i]);
    put_end (records, 1, 0);
    refuse (records);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++) {
    records = begun_new ();
    put_setting (records, settings[i], "1");
    put_end (records, 1, 0);
    refuse (records);
  }
  for (int state = -1; state <= 6; state++)
    for (int kind = -1; kind <= 5; kind++) {
      gboolean is_good = state >= 0 && state <= 4 && state != 1 && (kind == 0 || kind == 1);

      records = begun_new ();
      put_message (records, 7, PEER, state, kind, "a text");
      put_end (records, 1, 1);
      g_assert_true (look (records, 100) == is_good);
      g_string_free (records, TRUE);
    }
  records = begun_new ();
  put_message (records, 7, PEER, 0, 0, "\xc3\x28");
  put_end (records, 1, 1);
  refuse (records);
}

static void
test_layout (void) {
  static const guint32 lengths[] = { 1024 * 1024 + 1, G_MAXINT32, G_MAXUINT32 };
  GString *fields = g_string_new (NULL);
  GString *records = g_string_new (NULL);

  /* A field twice, one too many, one that is longer than its record. */
  put_int (fields, 1, 5);
  put_int (fields, 1, 5);
  put_record (records, 1, fields);
  refuse (records);
  records = g_string_new (NULL);
  fields = g_string_new (NULL);
  put_int (fields, 1, 5);
  put_int (fields, 2, 5);
  put_record (records, 1, fields);
  refuse (records);
  records = g_string_new (NULL);
  fields = g_string_new (NULL);
  put_int (fields, 1, 5);
  g_string_truncate (fields, fields->len - 1);
  put_record (records, 1, fields);
  refuse (records);
  /* No such kinds. */
  for (guint8 kind = 0; kind < 20; kind += kind == 0 ? 11 : 1) {
    records = begun_new ();
    put_record (records, kind, g_string_new (NULL));
    put_end (records, 1, 0);
    refuse (records);
  }
  /* A record that says it is longer than any: nobody waits for its end. */
  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++) {
    guint32 big = GUINT32_TO_BE (lengths[i]);

    records = begun_new ();
    g_string_append_c (records, 9);
    g_string_append_len (records, (const char *)&big, sizeof big);
    refuse (records);
  }
}

/* Whatever a bit says, it is refused or it is a backup; nothing else happens. */
static void
test_any_bytes (void) {
  GString *good = good_new ();
  guint n_good = 0;

  for (gsize at = 0; at < good->len; at++)
    for (int bit = 0; bit < 8; bit++) {
      good->str[at] ^= (char)(1 << bit);
      n_good += look (good, 64);
      good->str[at] ^= (char)(1 << bit);
    }
  /* Of texts, numbers and times most changes are good ones; of what holds it together none is. */
  g_assert_cmpuint (n_good, <, good->len * 8 / 2);
  g_string_free (good, TRUE);
}

typedef struct {
  ConfabStoreRestore *rows;
  GBytes *bytes;
} Rows;

static gboolean
job_restore (ConfabStoreDb *db, gpointer data, GError **error) {
  Rows *rows = data;

  return confab_store_restore_begin (rows->rows, db, WALL, WALL, error) &&
         confab_store_restore_take (rows->rows, db, rows->bytes, error) &&
         confab_store_restore_end (db, error);
}

static gboolean
job_check (ConfabStoreDb *db, gpointer data, GError **error) {
  g_autoptr (GPtrArray) accounts = confab_store_accounts_list (db, error);
  g_autofree char *links = confab_store_settings_get (db, "safety.links", NULL);
  g_autoptr (ConfabStoreMessage) message = confab_store_messages_get (db, 1, error);

  CHECK (accounts != NULL && message != NULL);
  g_assert_cmpuint (accounts->len, ==, 1);
  g_assert_cmpstr (links, ==, "1");
  g_assert_cmpstr (message->text, ==, "hello");
  g_assert_cmpint (message->changed_us, ==, 0);
  g_clear_pointer (&message, confab_store_message_free);
  message = confab_store_messages_get (db, 2, error);
  CHECK (message != NULL);
  g_assert_cmpint (message->changed_us, ==, WALL + 1);
  return TRUE;
}

/* Rows of the records, in an empty vault and in no other one. */
static void
test_rows (void) {
  g_autofree char *folder = test_folder ();
  ConfabStoreVault *vault = test_open (folder);
  GString *good = good_new ();
  g_autoptr (GBytes) bytes = g_bytes_new (good->str, good->len);

  for (int i = 0; i < 2; i++) {
    g_autoptr (ConfabStoreRestore) restore = confab_store_restore_new ();
    Rows rows = { restore, bytes };

    if (i == 0)
      test_write (vault, job_restore, &rows);
    else
      test_refuse (
          confab_store_vault_write (vault, job_restore, &rows, NULL), CONFAB_STORE_ERROR_BUSY);
    test_write (vault, job_check, NULL);
  }
  test_close (vault);
  test_folder_remove (folder);
  g_string_free (good, TRUE);
}

/* Accounts that go the way of all. */
static gboolean
job_ways (ConfabStoreDb *db, gpointer data, GError **error) {
  ConfabStoreAccount follows = { .address = (char *)"alice@conf.example" };
  ConfabStoreAccount own = { .address = (char *)"bob@conf.example",
    .proxy_host = (char *)"straight" };

  return confab_store_settings_set (db, "road", "tor", error) &&
         confab_store_accounts_add (db, &follows, error) &&
         confab_store_accounts_add (db, &own, error);
}

static gboolean
job_write_rest (ConfabStoreDb *db, gpointer data, GError **error) {
  ConfabStoreBackupCounts counts = { .made_us = WALL };

  return confab_store_backup_write_rest (db, data, &counts, error);
}

static gboolean
job_straight (ConfabStoreDb *db, gpointer data, GError **error) {
  return confab_store_settings_set (db, "road", "straight", error);
}

static guint
count (const GByteArray *records, const char *field, gsize size) {
  guint n = 0;

  for (const guint8 *at = records->data;; at++, n++) {
    at = memmem (at, records->len - (gsize)(at - records->data), field, size);
    if (at == NULL)
      return n;
  }
}

/* The way of all goes along with each account that follows it: a restored one never goes straight
 * where it did not. */
static void
test_ways (void) {
  g_autofree char *folder = test_folder ();
  ConfabStoreVault *vault = test_open (folder);
  g_autoptr (GByteArray) records = g_byte_array_new ();

  test_write (vault, job_ways, NULL);
  test_write (vault, job_write_rest, records);
  g_assert_cmpuint (count (records, "\006\0\0\0\003tor", 8), ==, 1);
  g_assert_cmpuint (count (records, "\006\0\0\0\010straight", 13), ==, 1);
  /* Straight there as all others: it goes along with the way of all that it finds. */
  test_write (vault, job_straight, NULL);
  g_byte_array_set_size (records, 0);
  test_write (vault, job_write_rest, records);
  g_assert_cmpuint (count (records, "\006\0\0\0\010straight", 13), ==, 1);
  test_close (vault);
  test_folder_remove (folder);
}

int
main (int argc, char **argv) {
  test_init (&argc, &argv);
  g_test_add_func ("/store/backup/good", test_good);
  g_test_add_func ("/store/backup/cut", test_cut);
  g_test_add_func ("/store/backup/order", test_order);
  g_test_add_func ("/store/backup/fields", test_fields);
  g_test_add_func ("/store/backup/layout", test_layout);
  g_test_add_func ("/store/backup/any-bytes", test_any_bytes);
  g_test_add_func ("/store/backup/rows", test_rows);
  g_test_add_func ("/store/backup/ways", test_ways);
  return g_test_run ();
}
