#pragma once

/* What the tests of the vault share: a folder of its own, a known key, waiting for a future while
 * the main context turns, and making rows. */

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "store/store-accounts.h"
#include "store/store-contacts.h"
#include "store/store-messages.h"
#include "store/store-outbox.h"
#include "store/store-settings.h"
#include "store/store-vault.h"

#define PEER "ann@example.org"
#define OTHER "bob@example.org"

/* Within a job that has `error`. */
#define CHECK(expression)                                                                          \
  G_STMT_START {                                                                                   \
    gboolean is_done = (expression);                                                               \
                                                                                                   \
    g_assert_no_error (*error);                                                                    \
    g_assert_true (is_done);                                                                       \
  }                                                                                                \
  G_STMT_END

static inline void
test_check_code (gboolean is_done, ConfabStoreError code, GError **error) {
  g_assert_false (is_done);
  g_assert_error (*error, CONFAB_STORE_ERROR, (int)code);
  g_clear_error (error);
}

static inline ConfabSecret *
test_key (guint8 first) {
  ConfabSecret *key = confab_base_secret_new (CONFAB_STORE_KEY_BYTES);
  guint8 *bytes = confab_base_secret_get_writable (key);

  for (guint i = 0; i < CONFAB_STORE_KEY_BYTES; i++)
    bytes[i] = (guint8)(first + 7 * i);
  return key;
}

static inline char *
test_folder (void) {
  char *folder = g_dir_make_tmp ("confab-store-XXXXXX", NULL);

  g_assert_nonnull (folder);
  return folder;
}

static inline void
test_folder_remove (const char *folder) {
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_unlink (path);
  }
  g_rmdir (folder);
}

static inline DexFuture *
test_on_done (DexFuture *future, gpointer is_done) {
  *(gboolean *)is_done = TRUE;
  return NULL;
}

/* Turns the main context until `future` is settled; TRUE if it resolved. */
static inline gboolean
test_wait (DexFuture *future, GError **error) {
  gboolean is_done = FALSE;
  g_autoptr (DexFuture) watch = dex_future_finally (dex_ref (future), test_on_done, &is_done, NULL);

  while (!is_done)
    g_main_context_iteration (NULL, TRUE);
  return dex_future_get_value (future, error) != NULL;
}

static inline void
test_settle (DexFuture *future) {
  g_autoptr (GError) error = NULL;
  g_autoptr (DexFuture) owned = future;

  test_wait (owned, &error);
  g_assert_no_error (error);
}

static inline void
test_fail (DexFuture *future) {
  g_autoptr (DexFuture) owned = future;

  g_assert_false (test_wait (owned, NULL));
}

static inline void
test_refuse (DexFuture *future, ConfabStoreError code) {
  g_autoptr (GError) error = NULL;
  g_autoptr (DexFuture) owned = future;

  test_wait (owned, &error);
  g_assert_error (error, CONFAB_STORE_ERROR, (int)code);
  g_assert_null (strstr (error->message, "example.org"));
  g_assert_null (confab_store_job_data (owned));
}

static inline ConfabStoreVault *
test_open (const char *folder) {
  g_autoptr (ConfabSecret) key = test_key (1);
  g_autoptr (DexFuture) future = confab_store_vault_open (folder, key);
  g_autoptr (GError) error = NULL;

  test_wait (future, &error);
  g_assert_no_error (error);
  return g_value_dup_object (dex_future_get_value (future, NULL));
}

static inline void
test_close (ConfabStoreVault *vault) {
  test_settle (confab_store_vault_close (vault));
  g_object_unref (vault);
}

static inline void
test_write (ConfabStoreVault *vault, ConfabStoreJob job, gpointer data) {
  test_settle (confab_store_vault_write (vault, job, data, NULL));
}

static inline void
test_read (ConfabStoreVault *vault, ConfabStoreJob job, gpointer data) {
  test_settle (confab_store_vault_read (vault, job, data, NULL));
}

static inline gint64
test_add_account (ConfabStoreDb *db, const char *address, GError **error) {
  ConfabStoreAccount account = { .address = (char *)address };

  return confab_store_accounts_add (db, &account, error) ? account.id : 0;
}

static inline gint64
test_add_message (ConfabStoreDb *db, gint64 account, const char *peer, const char *text,
    gboolean is_unread, GError **error) {
  ConfabStoreMessage message = { .account = account,
    .peer = (char *)peer,
    .is_unread = is_unread,
    .time_us = 1000,
    .text = (char *)text };

  return confab_store_messages_add (db, &message, error) ? message.id : 0;
}

/* Runs a job in a vault of its own; `job` points to a ConfabStoreJob. */
static inline void
test_job (gconstpointer job) {
  g_autofree char *folder = test_folder ();
  ConfabStoreVault *vault = test_open (folder);

  test_write (vault, *(const ConfabStoreJob *)job, NULL);
  test_close (vault);
  test_folder_remove (folder);
}

static inline void
test_init (int *argc, char ***argv) {
  g_test_init (argc, argv, NULL);
  dex_init ();
  confab_base_secret_init ();
}
