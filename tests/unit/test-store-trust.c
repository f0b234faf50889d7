/* Words of trust that wait to be said: what is put in comes out, a newer word takes the older one's
 * place, what was on its way waits again, what arrived is gone, and there is an end to it. */

#include "test-store-common.h"

#include "store/store-trust.h"

#define BEN "ben@example.net"

static void
add (ConfabStoreDb *db, gint64 account, guint8 to, guint8 key, int said, GError **error) {
  guint8 bytes[2][32];
  g_autoptr (GBytes) to_bytes = NULL;
  g_autoptr (GBytes) key_bytes = NULL;
  ConfabStoreTrust word = { .address = (char *)BEN, .owner = (char *)BEN, .said = said };

  memset (bytes[0], to, sizeof bytes[0]);
  memset (bytes[1], key, sizeof bytes[1]);
  word.to = to_bytes = g_bytes_new (bytes[0], sizeof bytes[0]);
  word.key = key_bytes = g_bytes_new (bytes[1], sizeof bytes[1]);
  word.is_act = key % 2 == 0;
  CHECK (confab_store_trust_add (db, account, &word, error));
}

static guint
count (ConfabStoreDb *db, gint64 account, gboolean acts_only, GError **error) {
  g_autoptr (GPtrArray) words = confab_store_trust_list (db, account, BEN, acts_only, error);
  g_autoptr (GPtrArray) people = confab_store_trust_list_people (db, account, error);

  g_assert_nonnull (words);
  g_assert_nonnull (people);
  if (!acts_only)
    g_assert_cmpuint (people->len, ==, words->len > 0 ? 1 : 0);
  return words->len;
}

static gint64
first_id (ConfabStoreDb *db, gint64 account, GError **error) {
  g_autoptr (GPtrArray) words = confab_store_trust_list (db, account, BEN, FALSE, error);

  return ((ConfabStoreTrust *)g_ptr_array_index (words, 0))->id;
}

static gboolean
job_words (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "alice@example.org", error);
  gint64 old;
  gint64 other;

  add (db, account, 1, 2, 2, error);
  old = first_id (db, account, error);
  CHECK (confab_store_trust_send (db, account, old, old, error));
  CHECK (confab_store_trust_mark (db, old, "one", 7, error));
  g_assert_cmpuint (count (db, account, FALSE, error), ==, 0);
  /* A newer word while the older is on its way: its arrival takes nothing along. */
  add (db, account, 1, 2, 3, error);
  other = first_id (db, account, error);
  g_assert_cmpint (other, >, old);
  CHECK (confab_store_trust_acknowledge (db, account, "one", 7, error));
  g_assert_cmpuint (count (db, account, FALSE, error), ==, 1);
  /* Of another session, or not there yet: it waits again. */
  CHECK (confab_store_trust_send (db, account, other, other, error));
  CHECK (confab_store_trust_mark (db, other, "two", 0, error));
  CHECK (confab_store_trust_acknowledge (db, account, "one", 9, error));
  CHECK (confab_store_trust_acknowledge (db, account, "two", 0xffffffff, error));
  CHECK (confab_store_trust_return (db, account, error));
  g_assert_cmpuint (count (db, account, FALSE, error), ==, 1);
  other = first_id (db, account, error);
  CHECK (confab_store_trust_send (db, account, other, other, error));
  CHECK (confab_store_trust_mark (db, other, "two", 0xffffffff, error));
  CHECK (confab_store_trust_acknowledge (db, account, "two", 3, error));
  CHECK (confab_store_trust_return (db, account, error));
  g_assert_cmpuint (count (db, account, FALSE, error), ==, 0);
  return TRUE;
}

static gboolean
job_bounds (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "alice@example.org", error);
  g_autoptr (GBytes) gone = NULL;
  guint8 bytes[32];

  for (guint i = 0; i < CONFAB_STORE_TRUST_MAX_ROWS + 10; i++)
    add (db, account, (guint8)(i / 256 + 1), (guint8)i, 2, error);
  g_assert_cmpuint (count (db, account, FALSE, error), ==, CONFAB_STORE_TRUST_MAX_ROWS);
  g_assert_cmpuint (count (db, account, TRUE, error), ==, CONFAB_STORE_TRUST_MAX_ROWS / 2);
  memset (bytes, 3, sizeof bytes);
  gone = g_bytes_new (bytes, sizeof bytes);
  CHECK (confab_store_trust_drop (db, account, BEN, gone, error));
  g_assert_cmpuint (count (db, account, FALSE, error), ==, CONFAB_STORE_TRUST_MAX_ROWS - 256);
  CHECK (confab_store_accounts_remove (db, account, error));
  g_assert_cmpuint (count (db, account, FALSE, error), ==, 0);
  return TRUE;
}

int
main (int argc, char **argv) {
  static const ConfabStoreJob jobs[] = { job_words, job_bounds };

  test_init (&argc, &argv);
  g_test_add_data_func ("/store/trust/words", &jobs[0], test_job);
  g_test_add_data_func ("/store/trust/bounds", &jobs[1], test_job);
  return g_test_run ();
}
