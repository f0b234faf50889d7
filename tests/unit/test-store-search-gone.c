/* What went from the index of words is nowhere in the file: no word, and no beginning of one in
 * what leads from page to page. What was never kept was never in it. */

#include "test-store-common.h"
#include "test-store-pages.h"

#include "store/store-db-private.h"
#include "store/store-retention.h"
#include "store/store-search-private.h"
#include "store/store-search.h"

#define N_SECRETS 4000
#define SECRETS_PER_CHAT 500

/* Words of a chat begin alike, so that what the index keeps between two of its pages (the beginning
 * of a word, as far as it tells it from the one before) holds that beginning. */
static const char *const stems[] = { "mitternacht", "alpenglueh", "zephyrwind", "bernstein",
  "quellwasser", "feuerwerk", "tannenzapf", "himmelblau" };

static char *
secret_of (guint i, guint k) {
  g_autofree char *what = g_strdup_printf ("%u/%u", i, k);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, what, -1);

  hash[12] = '\0';
  return g_strconcat (stems[i / SECRETS_PER_CHAT], hash, NULL);
}

static char *
chat_of (guint i) {
  return g_strdup_printf ("peer-%u@example.org", i / SECRETS_PER_CHAT);
}

static gboolean
job_add_secrets (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 *account = data;

  *account = test_add_account (db, "me@example.org", error);
  for (guint i = 0; i < N_SECRETS; i++) {
    g_autofree char *peer = chat_of (i);
    g_autofree char *one = secret_of (i, 0);
    g_autofree char *two = secret_of (i, 1);
    g_autofree char *three = secret_of (i, 2);
    g_autofree char *text = g_strdup_printf ("%s shared %s %s", one, two, three);

    CHECK (test_add_message (db, *account, peer, text, FALSE, error) != 0);
  }
  return TRUE;
}

typedef struct {
  gint64 account;
  guint chat;
  gboolean keeps;
  gboolean is_more;
} Step;

static gboolean
job_step (ConfabStoreDb *db, gpointer data, GError **error) {
  Step *step = data;
  g_autofree char *peer = chat_of (step->chat * SECRETS_PER_CHAT);

  return confab_store_search_follow (db, step->account, peer, step->keeps, &step->is_more, error);
}

static gboolean
job_erase_chat (ConfabStoreDb *db, gpointer data, GError **error) {
  Step *step = data;
  g_autofree char *peer = chat_of (step->chat * SECRETS_PER_CHAT);

  return confab_store_chats_erase (db, step->account, peer, FALSE, FALSE, NULL, error);
}

static gboolean
is_due (const ConfabStoreDue *row, gpointer data) {
  return TRUE;
}

static gboolean
job_erase_due (ConfabStoreDb *db, gpointer data, GError **error) {
  Step *step = data;
  g_autofree char *peer = chat_of (step->chat * SECRETS_PER_CHAT);
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  ConfabStoreDueQuery due = {
    .account = step->account, .peer = peer, .up_to_us = G_MAXINT64, .is_due = is_due
  };

  CHECK (confab_store_retention_erase (db, &due, 500, gone, &step->is_more, error));
  g_assert_cmpuint (gone->len, <=, CONFAB_STORE_SEARCH_SLICE_OUT);
  return TRUE;
}

static gboolean
job_erase_everything (ConfabStoreDb *db, gpointer data, GError **error) {
  return confab_store_retention_erase_everything (db, error);
}

static gboolean
job_remove_account (ConfabStoreDb *db, gpointer data, GError **error) {
  return confab_store_accounts_remove (db, *(gint64 *)data, error);
}

static void
follow_chat (ConfabStoreVault *vault, gint64 account, guint chat, gboolean keeps) {
  Step step = { .account = account, .chat = chat, .keeps = keeps };

  do
    test_write (vault, job_step, &step);
  while (step.is_more);
}

/* Not a word of these chats, nor the beginning that all of them share. */
static void
check_words (const char *folder, guint n_gone) {
  g_autoptr (GBytes) pages = test_open_pages (folder);

  for (guint chat = 0; chat < G_N_ELEMENTS (stems); chat++)
    if (test_has_text (pages, stems[chat]) != (chat >= n_gone))
      g_error ("\"%s\" %s", stems[chat], chat < n_gone ? "is still in the file" : "is gone");
}

static void
test_no_trace (void) {
  g_autofree char *folder = test_folder ();
  ConfabStoreVault *vault = test_open (folder);
  gint64 account = 0;
  Step step = { 0 };

  test_write (vault, job_add_secrets, &account);
  for (guint chat = 0; chat < N_SECRETS / SECRETS_PER_CHAT; chat++)
    follow_chat (vault, account, chat, TRUE);
  step.account = account;

  /* At once, in slices by age, and out of the index first. */
  test_write (vault, job_erase_chat, &step);
  test_settle (confab_store_vault_scrub (vault));
  check_words (folder, 1);
  step.chat = 1;
  do
    test_write (vault, job_erase_due, &step);
  while (step.is_more);
  test_settle (confab_store_vault_scrub (vault));
  check_words (folder, 2);
  step.chat = 2;
  follow_chat (vault, account, 2, FALSE);
  test_write (vault, job_erase_chat, &step);
  test_settle (confab_store_vault_scrub (vault));
  check_words (folder, 3);

  /* Everything. */
  test_write (vault, job_erase_everything, NULL);
  test_settle (confab_store_vault_scrub (vault));
  check_words (folder, G_N_ELEMENTS (stems));
  test_close (vault);
  check_words (folder, G_N_ELEMENTS (stems));
  test_folder_remove (folder);
}

#define BALLAST "ballast@example.org"
#define N_BALLAST 6000

/* So much that the index is not written anew in one step. */
static gboolean
job_add_ballast (ConfabStoreDb *db, gpointer data, GError **error) {
  for (guint i = 0; i < N_BALLAST; i++) {
    g_autofree char *number = g_strdup_printf ("ballast %u", i);
    g_autofree char *text = g_compute_checksum_for_string (G_CHECKSUM_SHA512, number, -1);
    gsize size = strlen (text);

    for (gsize k = 9; k < size; k += 10)
      text[k] = ' ';
    CHECK (test_add_message (db, *(gint64 *)data, BALLAST, text, FALSE, error) != 0);
  }
  return TRUE;
}

static gboolean
job_follow_ballast (ConfabStoreDb *db, gpointer data, GError **error) {
  Step *step = data;

  return confab_store_search_follow (db, step->account, BALLAST, TRUE, &step->is_more, error);
}

static Step
fill_much (ConfabStoreVault *vault) {
  gint64 account = 0;
  Step step = { 0 };

  test_write (vault, job_add_secrets, &account);
  test_write (vault, job_add_ballast, &account);
  for (guint chat = 0; chat < N_SECRETS / SECRETS_PER_CHAT; chat++)
    follow_chat (vault, account, chat, TRUE);
  step.account = account;
  do
    test_write (vault, job_follow_ballast, &step);
  while (step.is_more);
  return step;
}

/* One step at a time, and words go in the middle. */
static void
test_steps (void) {
  g_autofree char *folder = test_folder ();
  g_autofree char *file = g_build_filename (folder, "vault.db", NULL);
  g_autoptr (ConfabSecret) key = test_key (1);
  ConfabStoreVault *vault = test_open (folder);
  Step step = fill_much (vault);
  g_autoptr (GError) inner = NULL;
  GError **error = &inner;
  gboolean is_more = TRUE;
  ConfabStoreDb *db;

  test_write (vault, job_erase_chat, &step);
  test_close (vault);
  db = confab_store_db_open (file, key, CONFAB_STORE_DB_WRITER, error);
  g_assert_no_error (inner);
  CHECK (confab_store_db_settle (db, error));
  for (guint n = 0; is_more; n++) {
    CHECK (confab_store_search_settle (db, 0, &is_more, error));
    g_assert_true (is_more || n > 10);
    if (n != 3)
      continue;
    step.chat = 1;
    CHECK (confab_store_db_run (db, "Beginning", "BEGIN IMMEDIATE", error));
    CHECK (job_erase_chat (db, &step, error));
    CHECK (confab_store_db_run (db, "Committing", "COMMIT", error));
  }
  CHECK (confab_store_db_rewrite (db, NULL, NULL, &is_more, error));
  CHECK (confab_store_db_checkpoint (db, error));
  confab_store_db_close (db);
  check_words (folder, 2);
  test_folder_remove (folder);
}

/* Others go first while a scrub runs; what goes from the index meanwhile, and where the vault is
 * closed in the middle, is gone as well. */
static void
check_interrupted (gboolean is_closed) {
  g_autofree char *folder = test_folder ();
  ConfabStoreVault *vault = test_open (folder);
  g_autoptr (DexFuture) first = NULL;
  g_autoptr (DexFuture) second = NULL;
  Step step = fill_much (vault);

  test_write (vault, job_erase_chat, &step);
  first = confab_store_vault_scrub (vault);
  step.chat = 1;
  do
    test_write (vault, job_erase_due, &step);
  while (step.is_more);
  second = confab_store_vault_scrub (vault);
  if (!is_closed)
    test_wait (second, NULL);
  test_close (vault);
  g_assert_true (dex_future_is_resolved (first) && dex_future_is_resolved (second));
  check_words (folder, 2);
  test_folder_remove (folder);
}

static void
test_interrupted (void) {
  check_interrupted (FALSE);
  check_interrupted (TRUE);
}

/* Never in the index: never anywhere but in its row. */
static void
test_not_indexed (void) {
  g_autofree char *folder = test_folder ();
  ConfabStoreVault *vault = test_open (folder);
  gint64 account = 0;

  test_write (vault, job_add_secrets, &account);
  for (guint chat = 0; chat < N_SECRETS / SECRETS_PER_CHAT; chat++)
    follow_chat (vault, account, chat, FALSE);
  test_settle (confab_store_vault_scrub (vault));
  {
    g_autoptr (GBytes) pages = test_open_pages (folder);
    gsize size;
    const char *bytes = g_bytes_get_data (pages, &size);
    g_autofree char *secret = secret_of (7, 1);
    const char *first = memmem (bytes, size, secret, strlen (secret));

    g_assert_nonnull (first);
    g_assert_null (memmem (first + 1, size - (gsize)(first + 1 - bytes), secret, strlen (secret)));
  }
  test_write (vault, job_remove_account, &account);
  test_settle (confab_store_vault_scrub (vault));
  check_words (folder, G_N_ELEMENTS (stems));
  test_close (vault);
  test_folder_remove (folder);
}

static void
test_account (void) {
  g_autofree char *folder = test_folder ();
  ConfabStoreVault *vault = test_open (folder);
  gint64 account = 0;

  test_write (vault, job_add_secrets, &account);
  follow_chat (vault, account, 0, TRUE);
  test_write (vault, job_remove_account, &account);
  test_settle (confab_store_vault_scrub (vault));
  check_words (folder, G_N_ELEMENTS (stems));
  test_close (vault);
  test_folder_remove (folder);
}

int
main (int argc, char **argv) {
  test_init (&argc, &argv);
  g_test_add_func ("/store/search-gone/no-trace", test_no_trace);
  g_test_add_func ("/store/search-gone/steps", test_steps);
  g_test_add_func ("/store/search-gone/interrupted", test_interrupted);
  g_test_add_func ("/store/search-gone/not-indexed", test_not_indexed);
  g_test_add_func ("/store/search-gone/account", test_account);
  return g_test_run ();
}
