/* The verbs about the way to servers (R16). What is chosen is on disk, and the password of the
 * proxy in the keyring, before any line goes that way; then the old lines are closed and new ones
 * begun, in one step, so that nothing is on both ways at once. */

#include "core/core-private.h"

#include "base/base-fiber.h"
#include "base/base-log.h"
#include "store/store-settings.h"

#define SETTING "road" /* of all accounts; store-backup-tables.c reads it too */

/* ---- opening ---- */

static void
text_free (gpointer data) {
  char **text = data;

  g_free (*text);
  g_free (text);
}

static gboolean
run_load (ConfabStoreDb *db, gpointer data, GError **error) {
  char **text = data;
  g_autoptr (GError) inner = NULL;

  *text = confab_store_settings_get (db, SETTING, &inner);
  if (inner == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

gboolean
confab_core_await_roads (ConfabCore *self, GError **error) {
  g_autoptr (DexFuture) future =
      confab_store_vault_read (self->vault, run_load, g_new0 (char *, 1), text_free);
  g_autoptr (ConfabModelRoad) road = NULL;
  const char *text;

  if (!dex_await (dex_ref (future), error))
    return FALSE;
  text = *(char **)confab_store_job_data (future);
  road = confab_model_road_read (text != NULL ? text : "straight", 0);
  confab_accounts_roads_set (self->roads, road);
  return TRUE;
}

/* ---- what holds ---- */

ConfabModelRoad *
confab_core_dup_road (ConfabCore *self, ConfabModelAccount *account) {
  ConfabAccountsSession *session = account != NULL ? confab_core_session_of (self, account) : NULL;
  const char *text;
  guint16 port;

  if (account == NULL)
    return confab_model_road_copy (confab_accounts_roads_get (self->roads));
  if (session == NULL)
    return confab_model_road_new (CONFAB_ROAD_AS_ALL);
  text = confab_accounts_session_get_road (session, &port);
  return confab_model_road_read (text, port);
}

static gboolean
is_straight (ConfabCore *self, ConfabModelAccount *account) {
  g_autoptr (ConfabModelRoad) own = confab_core_dup_road (self, account);

  return confab_accounts_roads_follow (self->roads, own)->kind == CONFAB_ROAD_STRAIGHT;
}

void
confab_core_note_roads (ConfabCore *self) {
  gboolean is_some_straight = self->sessions->len == 0 && is_straight (self, NULL);

  for (guint i = 0; i < self->sessions->len; i++)
    if (is_straight (
            self, confab_accounts_session_get_account (g_ptr_array_index (self->sessions, i))))
      is_some_straight = TRUE;
  confab_model_safety_set_road_chosen (self->safety, !is_some_straight);
}

/* ---- choosing ---- */

typedef struct {
  ConfabCore *self;
  ConfabAccountsSession *session; /* NULL: of all accounts */
  ConfabModelRoad *road;
  ConfabSecret *password; /* nullable */
} Choosing;

static void
choosing_free (gpointer data) {
  Choosing *choosing = data;

  choosing->self->is_choosing_road = FALSE;
  g_object_unref (choosing->self);
  g_clear_object (&choosing->session);
  confab_model_road_free (choosing->road);
  g_clear_pointer (&choosing->password, confab_base_secret_unref);
  g_free (choosing);
}

typedef struct {
  gint64 account; /* 0: of all */
  char *text;
} KeepJob;

static void
keep_job_free (gpointer data) {
  KeepJob *job = data;

  g_free (job->text);
  g_free (job);
}

static gboolean
run_keep (ConfabStoreDb *db, gpointer data, GError **error) {
  KeepJob *job = data;

  if (job->account == 0)
    return confab_store_settings_set (db, SETTING, job->text, error);
  return confab_store_accounts_set_road (db, job->account, job->text, error);
}

static const char *
keyring_name (Choosing *choosing) {
  if (choosing->session == NULL)
    return "";
  return confab_model_account_get_address (confab_accounts_session_get_account (choosing->session));
}

/* What one proxy was told is for nobody else: another one, or another user, begins without. */
static gboolean
is_password_of_another (Choosing *choosing) {
  g_autoptr (ConfabModelRoad) now = confab_core_dup_road (choosing->self,
      choosing->session != NULL ? confab_accounts_session_get_account (choosing->session) : NULL);

  return choosing->road->user != NULL && choosing->password == NULL &&
         !confab_model_road_equal (now, choosing->road);
}

static gboolean
await_password (Choosing *choosing, GError **error) {
  ConfabKeyring *keyring = choosing->self->keyring;
  const char *name = keyring_name (choosing);

  if (is_password_of_another (choosing))
    return dex_await (confab_keyring_erase (keyring, CONFAB_KEYRING_PROXY, name), error);
  if (choosing->password == NULL || choosing->road->user == NULL)
    return TRUE;
  return dex_await (
      confab_keyring_save (keyring, CONFAB_KEYRING_PROXY, name, choosing->password), error);
}

/* The password first: a proxy that is kept without it would only refuse. */
static gboolean
await_kept (Choosing *choosing, GError **error) {
  ConfabCore *self = choosing->self;
  KeepJob *job;

  if (!await_password (choosing, error))
    return FALSE;
  job = g_new0 (KeepJob, 1);
  job->text = confab_model_road_dup_text (choosing->road);
  if (choosing->session != NULL)
    job->account =
        confab_model_account_get_id (confab_accounts_session_get_account (choosing->session));
  if (dex_await (confab_store_vault_write (self->vault, run_keep, job, keep_job_free), error))
    return TRUE;
  /* Nor is the new one for the proxy that stays. */
  if (choosing->password != NULL)
    dex_await (
        confab_keyring_erase (self->keyring, CONFAB_KEYRING_PROXY, keyring_name (choosing)), NULL);
  return FALSE;
}

static gboolean
follows_all (ConfabAccountsSession *session) {
  guint16 port;

  return confab_accounts_session_get_road (session, &port) == NULL;
}

/* In one turn of the main loop. */
static void
change_now (Choosing *choosing) {
  ConfabCore *self = choosing->self;
  g_autofree char *text = confab_model_road_dup_text (choosing->road);

  confab_core_cancel_add_account (self);
  if (self->signing_up != NULL)
    confab_core_cancel_sign_up (self);
  if (choosing->session != NULL) {
    confab_accounts_session_set_road (choosing->session, text);
    confab_accounts_session_go_anew (choosing->session);
  } else {
    confab_accounts_roads_set (self->roads, choosing->road);
    for (guint i = 0; i < self->sessions->len; i++)
      if (follows_all (g_ptr_array_index (self->sessions, i)))
        confab_accounts_session_go_anew (g_ptr_array_index (self->sessions, i));
  }
  confab_core_note_roads (self);
}

static DexFuture *
run_choose (gpointer data) {
  Choosing *choosing = data;
  GError *error = NULL;

  if (!await_kept (choosing, &error))
    return dex_future_new_for_error (error);
  change_now (choosing);
  if (choosing->road->user == NULL &&
      !dex_await (confab_keyring_erase (
                      choosing->self->keyring, CONFAB_KEYRING_PROXY, keyring_name (choosing)),
          NULL))
    confab_base_log_warning ("core", "the keyring still has the password of a proxy");
  return dex_future_new_true ();
}

static gboolean
may_choose (ConfabCore *self, ConfabModelAccount *account, const ConfabModelRoad *road) {
  if (self->store_state != CONFAB_CORE_STORE_READY || self->is_quitting || self->is_backing_up ||
      self->is_choosing_road)
    return FALSE;
  if (account != NULL && confab_core_session_of (self, account) == NULL)
    return FALSE;
  return road->kind != CONFAB_ROAD_CLOSED && (account != NULL || road->kind != CONFAB_ROAD_AS_ALL);
}

DexFuture *
confab_core_choose_road (ConfabCore *self, ConfabModelAccount *account, const ConfabModelRoad *road,
    ConfabSecret *password) {
  Choosing *choosing;

  g_return_val_if_fail (road != NULL, NULL);
  if (!may_choose (self, account, road))
    return confab_core_reject (CONFAB_PROBLEM_NONE, "");
  choosing = g_new0 (Choosing, 1);
  choosing->self = g_object_ref (self);
  if (account != NULL)
    choosing->session = g_object_ref (confab_core_session_of (self, account));
  choosing->road = confab_model_road_copy (road);
  choosing->password = password != NULL ? confab_base_secret_ref (password) : NULL;
  self->is_choosing_road = TRUE;
  return confab_core_with_problem (confab_base_fiber_start (run_choose, choosing, choosing_free));
}
