/* What was erased is nowhere: the test opens the file's pages itself (AES-256-CBC of SQLCipher 4
 * with the raw key), free pages and the gaps within pages included, and looks for each erased
 * sentence. What must still be there is looked for in the same way, so that the search is known to
 * find. */

#include "test-store-common.h"
#include "test-store-pages.h"

#include "store/store-retention.h"

#define N_PEERS 6
#define MAX_ROUNDS 40

typedef struct {
  gint64 account;
  guint peer;
  guint number;
  gsize size;
  gint64 id;
  gboolean is_unread;
  gboolean in_outbox;
} Sentence;

/* Unique, and not a part of another one. */
static char *
token_of (const Sentence *sentence) {
  return g_strdup_printf ("<sentence %u of chat %u>", sentence->number, sentence->peer);
}

static char *
peer_of (guint peer) {
  return g_strdup_printf ("peer-%u@example.org", peer);
}

static gboolean
job_account (ConfabStoreDb *db, gpointer data, GError **error) {
  *(gint64 *)data = test_add_account (db, "me@example.org", error);
  return *(gint64 *)data != 0;
}

static gboolean
job_add (ConfabStoreDb *db, gpointer data, GError **error) {
  Sentence *sentence = data;
  g_autofree char *peer = peer_of (sentence->peer);
  g_autofree char *token = token_of (sentence);
  g_autoptr (GString) text = g_string_new (NULL);
  ConfabStoreMessage message = { .account = sentence->account,
    .peer = peer,
    .time_us = sentence->number,
    .is_unread = sentence->is_unread };

  while (text->len < sentence->size)
    g_string_append (text, token);
  message.text = text->str;
  if (!(sentence->in_outbox ? confab_store_outbox_add (db, &message, error)
                            : confab_store_messages_add (db, &message, error)))
    return FALSE;
  sentence->id = message.id;
  return TRUE;
}

typedef struct {
  gint64 account;
  guint peer;
  gboolean keep_unread;
  guint n_gone;
} Erasing;

static gboolean
job_erase (ConfabStoreDb *db, gpointer data, GError **error) {
  Erasing *erasing = data;
  g_autofree char *peer = peer_of (erasing->peer);

  return confab_store_chats_erase (
      db, erasing->account, peer, erasing->keep_unread, FALSE, &erasing->n_gone, error);
}

static gboolean
is_due (const ConfabStoreDue *row, gpointer data) {
  return TRUE;
}

/* The same by what is due, as closing does it. */
static gboolean
job_erase_due (ConfabStoreDb *db, gpointer data, GError **error) {
  Erasing *erasing = data;
  g_autofree char *peer = peer_of (erasing->peer);
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  ConfabStoreDueQuery due = { .account = erasing->account,
    .peer = peer,
    .only_closed = TRUE,
    .up_to_us = G_MAXINT64,
    .is_due = is_due };
  gboolean is_more;

  CHECK (confab_store_retention_close (db, erasing->account, peer, error));
  do
    CHECK (confab_store_retention_erase (db, &due, 7, gone, &is_more, error));
  while (is_more);
  erasing->n_gone = gone->len;
  return confab_store_chats_set_draft (db, erasing->account, peer, NULL, error);
}

static gboolean
job_read_all (ConfabStoreDb *db, gpointer data, GError **error) {
  g_autofree char *peer = peer_of (((Erasing *)data)->peer);

  return confab_store_chats_mark_read (db, ((Erasing *)data)->account, peer, G_MAXINT64, error);
}

static void
check_pages (const char *folder, GPtrArray *kept, GPtrArray *erased) {
  g_autoptr (GBytes) pages = test_open_pages (folder);

  for (guint i = 0; i < kept->len; i++) {
    g_autofree char *token = token_of (g_ptr_array_index (kept, i));

    g_assert_true (test_has_text (pages, token));
  }
  for (guint i = 0; i < erased->len; i++) {
    g_autofree char *token = token_of (g_ptr_array_index (erased, i));

    if (test_has_text (pages, token))
      g_error ("Erased, and still in the file: %s", token);
  }
}

static void
erase_chat (ConfabStoreVault *vault, gint64 account, guint peer, gboolean keep_unread,
    GPtrArray *kept, GPtrArray *erased) {
  Erasing erasing = { .account = account, .peer = peer, .keep_unread = keep_unread };
  guint n_expected = 0;

  for (guint i = 0; i < kept->len;) {
    Sentence *sentence = g_ptr_array_index (kept, i);

    if (sentence->peer != peer || sentence->in_outbox || (keep_unread && sentence->is_unread)) {
      i++;
      continue;
    }
    g_ptr_array_add (erased, g_ptr_array_steal_index (kept, i));
    n_expected++;
  }
  test_write (vault, keep_unread && g_test_rand_bit () ? job_erase_due : job_erase, &erasing);
  g_assert_cmpuint (erasing.n_gone, ==, n_expected);
  test_settle (confab_store_vault_scrub (vault));
}

/* Chats that grow side by side and go one by one, so that rows move between pages. */
static void
test_no_trace (void) {
  g_autofree char *folder = test_folder ();
  ConfabStoreVault *vault = test_open (folder);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) erased = g_ptr_array_new_with_free_func (g_free);
  gint64 account = 0;
  guint number = 0;

  test_write (vault, job_account, &account);
  for (guint round = 0; round < MAX_ROUNDS; round++) {
    guint n = (guint)g_test_rand_int_range (5, 60);
    g_autoptr (DexFuture) last = NULL;

    for (guint i = 0; i < n; i++) {
      Sentence *sentence = g_new0 (Sentence, 1);

      sentence->account = account;
      sentence->peer = (guint)g_test_rand_int_range (0, N_PEERS);
      sentence->number = number++;
      sentence->size =
          (gsize)(g_test_rand_int_range (0, 10) == 0 ? g_test_rand_int_range (3000, 20000)
                                                     : g_test_rand_int_range (30, 900));
      sentence->is_unread = g_test_rand_int_range (0, 8) == 0;
      sentence->in_outbox = !sentence->is_unread && g_test_rand_int_range (0, 40) == 0;
      g_ptr_array_add (kept, sentence);
      dex_clear (&last);
      last = confab_store_vault_write (vault, job_add, sentence, NULL);
    }
    g_assert_true (test_wait (last, NULL));
    erase_chat (vault, account, (guint)g_test_rand_int_range (0, N_PEERS),
        g_test_rand_int_range (0, 2) == 0, kept, erased);
    check_pages (folder, kept, erased);
  }
  for (guint peer = 0; peer < N_PEERS; peer++) {
    Erasing reading = { .account = account, .peer = peer };

    test_write (vault, job_read_all, &reading);
    erase_chat (vault, account, peer, FALSE, kept, erased);
    check_pages (folder, kept, erased);
  }
  test_close (vault);
  check_pages (folder, kept, erased);
  test_folder_remove (folder);
}

static gboolean
job_draft (ConfabStoreDb *db, gpointer data, GError **error) {
  g_autofree char *text = g_strdup_printf ("<draft number %u>", *(guint *)data);

  return confab_store_chats_set_draft (db, 1, PEER, text, error);
}

/* Every draft but the last is gone, as each change replaces the one before. */
static void
test_drafts (void) {
  g_autofree char *folder = test_folder ();
  ConfabStoreVault *vault = test_open (folder);
  g_autoptr (GBytes) pages = NULL;
  gint64 account = 0;

  test_write (vault, job_account, &account);
  for (guint i = 0; i < 50; i++)
    test_write (vault, job_draft, &i);
  test_settle (confab_store_vault_scrub (vault));
  pages = test_open_pages (folder);
  for (guint i = 0; i < 50; i++) {
    g_autofree char *text = g_strdup_printf ("<draft number %u>", i);

    g_assert_true (test_has_text (pages, text) == (i == 49));
  }
  test_close (vault);
  test_folder_remove (folder);
}

/* Nothing in the folder is readable without the key, while the vault is open and after. */
static void
test_nothing_in_the_clear (void) {
  g_autofree char *folder = test_folder ();
  ConfabStoreVault *vault = test_open (folder);
  Sentence sentence = { .number = 1, .size = 100 };
  g_autofree char *token = token_of (&sentence);

  test_write (vault, job_account, &sentence.account);
  test_write (vault, job_add, &sentence);
  for (guint i = 0; i < 2; i++) {
    g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name (dir))) {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize size;

      g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
      g_assert_null (memmem (bytes, size, token, strlen (token)));
      g_assert_null (memmem (bytes, size, "example.org", 11));
      g_assert_null (memmem (bytes, size, "CREATE TABLE", 12));
    }
    if (i == 0)
      test_close (vault);
  }
  test_folder_remove (folder);
}

int
main (int argc, char **argv) {
  test_init (&argc, &argv);
  g_test_add_func ("/store/erase/no-trace", test_no_trace);
  g_test_add_func ("/store/erase/drafts", test_drafts);
  g_test_add_func ("/store/erase/nothing-in-the-clear", test_nothing_in_the_clear);
  return g_test_run ();
}
