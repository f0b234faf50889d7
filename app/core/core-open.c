/* Opens a profile and puts it away again: keyring, key, vault, accounts; and at quit what was
 * promised. A store that cannot be opened is never touched here; it is set aside only when the user
 * says so. */

#include "core/core-private.h"

#include "store/store-files.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "base/base-fiber.h"
#include "base/base-log.h"
#include "store/store-messages.h"

#define PROFILE_ID_BYTES 16 /* raw and random: names the profile in the keyring */

/* ---- what went wrong ---- */

ConfabCoreStoreState
confab_core_state_of (const GError *error) {
  if (error->domain == CONFAB_KEYRING_ERROR)
    switch ((ConfabKeyringError)error->code) {
    case CONFAB_KEYRING_ERROR_ABSENT:
      return CONFAB_CORE_STORE_KEYRING_ABSENT;
    case CONFAB_KEYRING_ERROR_LOCKED:
      return CONFAB_CORE_STORE_KEYRING_LOCKED;
    case CONFAB_KEYRING_ERROR_TIMED_OUT:
      return CONFAB_CORE_STORE_KEYRING_SLOW;
    case CONFAB_KEYRING_ERROR_REFUSED:
      return CONFAB_CORE_STORE_KEYRING_REFUSED;
    }
  if (error->domain == CONFAB_STORE_ERROR)
    switch ((ConfabStoreError)error->code) {
    case CONFAB_STORE_ERROR_WRONG_KEY:
      return CONFAB_CORE_STORE_KEY_LOST;
    case CONFAB_STORE_ERROR_DAMAGED:
    case CONFAB_STORE_ERROR_NOT_FOUND:
      return CONFAB_CORE_STORE_DAMAGED;
    case CONFAB_STORE_ERROR_NEWER:
      return CONFAB_CORE_STORE_NEWER;
    case CONFAB_STORE_ERROR_BUSY:
      return CONFAB_CORE_STORE_BUSY;
    case CONFAB_STORE_ERROR_FULL:
    case CONFAB_STORE_ERROR_IO:
    case CONFAB_STORE_ERROR_CLOSED:
      return CONFAB_CORE_STORE_DISK;
    }
  return CONFAB_CORE_STORE_DISK;
}

static DexFuture *
give_up (ConfabCore *self, const GError *error) {
  confab_base_log_warning ("core", "the profile could not be opened: %s", error->message);
  self->is_opening = FALSE;
  confab_core_set_store_state (self, confab_core_state_of (error));
  return confab_core_reject (CONFAB_PROBLEM_DISK, "");
}

/* ---- profile and key ---- */

/* A byte more than there should be, however much there is. */
static GBytes *
await_beginning (GFile *file, GError **error) {
  g_autoptr (GInputStream) stream =
      dex_await_object (dex_file_read (file, G_PRIORITY_DEFAULT), error);

  if (stream == NULL)
    return NULL;
  return dex_await_boxed (
      dex_input_stream_read_bytes (stream, PROFILE_ID_BYTES + 1, G_PRIORITY_DEFAULT), error);
}

/* The random name of the profile, made at the first start. Returns: (transfer full), hexadecimal */
static char *
await_profile_id (ConfabCore *self, GError **error) {
  g_autofree char *path = g_build_filename (self->profile, "profile.id", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) inner = NULL;
  g_autoptr (GBytes) bytes = await_beginning (file, &inner);
  GString *id;

  if (bytes == NULL && !g_error_matches (inner, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return NULL;
  }
  if (bytes == NULL || g_bytes_get_size (bytes) != PROFILE_ID_BYTES) {
    guint8 fresh[PROFILE_ID_BYTES];

    confab_base_random_fill (self->env.random, fresh, sizeof fresh);
    g_clear_pointer (&bytes, g_bytes_unref);
    bytes = g_bytes_new (fresh, sizeof fresh);
    if (!dex_await (dex_file_replace_contents_bytes (file, bytes, NULL, FALSE,
                        G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION),
            error))
      return NULL;
  }
  id = g_string_new (NULL);
  for (gsize i = 0; i < PROFILE_ID_BYTES; i++)
    g_string_append_printf (id, "%02x", ((const guint8 *)g_bytes_get_data (bytes, NULL))[i]);
  return g_string_free (id, FALSE);
}

/* ---- accounts ---- */

typedef struct {
  GPtrArray *accounts;
  gint64 last_id;
} AccountsJob;

static void
accounts_job_free (gpointer data) {
  AccountsJob *job = data;

  g_clear_pointer (&job->accounts, g_ptr_array_unref);
  g_free (job);
}

static gboolean
run_accounts (ConfabStoreDb *db, gpointer data, GError **error) {
  AccountsJob *job = data;

  job->accounts = confab_store_accounts_list (db, error);
  return job->accounts != NULL && confab_store_messages_get_last_id (db, &job->last_id, error);
}

gboolean
confab_core_await_accounts (ConfabCore *self, GError **error) {
  g_autoptr (DexFuture) future = confab_store_vault_read (
      self->vault, run_accounts, g_new0 (AccountsJob, 1), accounts_job_free);
  AccountsJob *job;

  if (!dex_await (dex_ref (future), error))
    return FALSE;
  job = confab_store_job_data (future);
  self->ids.last = job->last_id;
  for (guint i = 0; i < job->accounts->len; i++) {
    const ConfabStoreAccount *row = g_ptr_array_index (job->accounts, i);
    g_autoptr (ConfabModelAccount) account = confab_model_account_new (row->id, row->address);
    g_autoptr (ConfabAccountsSession) session =
        confab_accounts_session_new (&self->env, account, row);

    if (!dex_await (confab_accounts_session_load (session), error)) {
      confab_accounts_session_stop (session);
      return FALSE;
    }
    confab_core_take_session (self, g_steal_pointer (&session));
  }
  return TRUE;
}

/* ---- opening ---- */

static DexFuture *
run_open (gpointer data) {
  ConfabCore *self = data;
  const char *folder = confab_core_get_folder (self);
  g_autoptr (GError) error = NULL;

  if (g_mkdir_with_parents (folder, 0700) != 0) {
    g_set_error (&error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_IO,
        "the profile's folder cannot be made: %s", g_strerror (errno));
    return give_up (self, error);
  }
  if (self->keyring == NULL) {
    g_autofree char *id = await_profile_id (self, &error);

    if (id == NULL)
      return give_up (self, error);
    self->keyring = confab_keyring_new (id);
  }
  if (self->watch == NULL)
    self->watch = confab_net_watch_new (NULL);
  if (!confab_core_await_vault (self, &error))
    return give_up (self, error);
  confab_core_forget_copies (self);
  self->env.vault = self->vault;
  self->env.keyring = self->keyring;
  self->env.watch = self->watch;
  if (!confab_core_await_generation (self, &error) || !confab_core_await_restored (self, &error) ||
      !confab_core_await_roads (self, &error) || !confab_core_await_safety (self, &error) ||
      !confab_core_await_backup (self, &error) ||
      !confab_core_await_retention (self, FALSE, &error) ||
      !confab_core_await_accounts (self, &error) || !confab_core_await_guide (self, &error)) {
    dex_await (confab_store_vault_close (self->vault), NULL);
    g_clear_object (&self->vault);
    return give_up (self, error);
  }
  /* Where it cannot be read, the screen of the list says so. */
  confab_core_await_words (self, NULL);
  confab_core_note_roads (self);
  self->is_opening = FALSE;
  confab_core_set_store_state (self, CONFAB_CORE_STORE_READY);
  confab_core_follow_search (self);
  confab_core_watch_quiet (self);
  confab_core_sign_in_at_opening (self);
  confab_core_lock_look (self);
  return dex_future_new_for_boolean (TRUE);
}

DexFuture *
confab_core_open (ConfabCore *self) {
  if (self->store_state == CONFAB_CORE_STORE_READY)
    return dex_future_new_for_boolean (TRUE);
  if (self->is_opening || self->is_quitting)
    return confab_core_reject (CONFAB_PROBLEM_DISK, "");
  if (confab_core_lock_is_shut (self))
    return confab_core_lock_open (self);
  self->is_opening = TRUE;
  confab_core_set_store_state (self, CONFAB_CORE_STORE_OPENING);
  return confab_base_fiber_start (run_open, g_object_ref (self), g_object_unref);
}

DexFuture *
confab_core_open_until_quit (ConfabCore *self) {
  g_autofree char *id = NULL;

  if (self->store_state == CONFAB_CORE_STORE_READY || self->is_opening || self->is_quitting ||
      self->lock.work != NULL)
    return confab_core_reject (CONFAB_PROBLEM_DISK, "");
  confab_core_lock_give_up (self);
  id = confab_base_random_dup_id (self->env.random, PROFILE_ID_BYTES);
  g_free (self->until_quit_folder);
  self->until_quit_folder =
      g_build_filename (g_get_user_runtime_dir (), "confab-until-quit", id, NULL);
  g_clear_pointer (&self->keyring, confab_keyring_unref);
  self->keyring = confab_keyring_new_in_memory ();
  return confab_core_open (self);
}

typedef struct {
  ConfabCore *self;
  char *name;
} Begin;

static void
begin_free (gpointer data) {
  Begin *begin = data;

  g_object_unref (begin->self);
  g_free (begin->name);
  g_free (begin);
}

static DexFuture *
run_begin_empty (gpointer data) {
  Begin *begin = data;
  g_autoptr (GError) error = NULL;

  begin->name = dex_await_string (confab_store_vault_set_aside (begin->self->profile), &error);
  if (begin->name == NULL || !dex_await (confab_core_open (begin->self), &error))
    return confab_core_reject (CONFAB_PROBLEM_DISK, "");
  return dex_future_new_for_string (begin->name);
}

DexFuture *
confab_core_begin_empty (ConfabCore *self) {
  Begin *begin;

  if (self->store_state != CONFAB_CORE_STORE_KEY_LOST &&
      self->store_state != CONFAB_CORE_STORE_DAMAGED)
    return confab_core_reject (CONFAB_PROBLEM_DISK, "");
  begin = g_new0 (Begin, 1);
  begin->self = g_object_ref (self);
  return confab_base_fiber_start (run_begin_empty, begin, begin_free);
}

/* ---- quitting ---- */

static void
remove_until_quit_folder (ConfabCore *self) {
  static const char *const names[] = { "vault.db", "vault.db-wal", "vault.db-shm", "vault.lock" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (self->until_quit_folder, names[i], NULL);

    g_unlink (path);
  }
  confab_store_files_remove_folder (self->until_quit_folder);
  g_rmdir (self->until_quit_folder);
}

static void
await_account_end (ConfabAccountsSession *session) {
  ConfabMessaging *messaging = confab_accounts_session_get_messaging (session);

  dex_await (confab_messaging_save_drafts (messaging), NULL);
  dex_await (confab_accounts_session_sign_off (session), NULL);
  confab_accounts_session_stop (session);
}

static gpointer
copy_session (gconstpointer session, gpointer data) {
  return g_object_ref ((gpointer)session);
}

static DexFuture *
run_quit (gpointer data) {
  ConfabCore *self = data;
  g_autoptr (GPtrArray) sessions = NULL;

  /* It stops, and what it has written goes: nothing of it may lie there when the program is over.
   */
  if (self->exporting != NULL)
    dex_await (dex_ref (self->exporting), NULL);
  confab_core_lock_await_for_quit (self);
  dex_await (confab_core_finish_close (self), NULL);
  sessions = g_ptr_array_copy (self->sessions, copy_session, NULL);
  for (guint i = 0; i < sessions->len; i++)
    await_account_end (g_ptr_array_index (sessions, i));
  confab_core_await_removed (self);
  if (self->vault != NULL) {
    confab_core_forget_copies (self);
    confab_core_await_generation (self, NULL);
    confab_core_await_retention (self, TRUE, NULL);
    dex_await (confab_store_vault_scrub (self->vault), NULL);
    dex_await (confab_store_vault_close (self->vault), NULL);
  }
  if (self->until_quit_folder != NULL)
    remove_until_quit_folder (self);
  confab_core_set_store_state (self, CONFAB_CORE_STORE_CLOSED);
  return dex_future_new_for_boolean (TRUE);
}

DexFuture *
confab_core_quit (ConfabCore *self) {
  self->is_quitting = TRUE;
  confab_core_cancel_add_account (self);
  confab_core_cancel_sign_up (self);
  return confab_base_fiber_start (run_quit, g_object_ref (self), g_object_unref);
}
