/* The web door of one account (R22): asked about where a network closes the usual one, remembered
 * until that opens again or the user takes it back. Nothing of it is tried, not even looked for,
 * before the answer. */

#include "accounts/accounts-private.h"

#include "base/base-log.h"
#include "store/store-settings.h"

#define ANSWER "web"

typedef struct {
  gint64 account;
  gboolean is_web;
} DoorJob;

static char *
dup_setting (gint64 account) {
  return g_strdup_printf ("door.%" G_GINT64_FORMAT, account);
}

/* ---- what is kept ---- */

static gboolean
run_load (ConfabStoreDb *db, gpointer data, GError **error) {
  DoorJob *job = data;
  g_autofree char *setting = dup_setting (job->account);
  g_autoptr (GError) inner = NULL;
  g_autofree char *text = confab_store_settings_get (db, setting, &inner);

  job->is_web = g_strcmp0 (text, ANSWER) == 0;
  if (inner == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

static gboolean
run_keep (ConfabStoreDb *db, gpointer data, GError **error) {
  DoorJob *job = data;
  g_autofree char *setting = dup_setting (job->account);

  return confab_store_settings_set (db, setting, job->is_web ? ANSWER : NULL, error);
}

gboolean
confab_accounts_forget_door (ConfabStoreDb *db, gint64 account, GError **error) {
  DoorJob job = { account, FALSE };

  return run_keep (db, &job, error);
}

static DexFuture *
keep (ConfabAccountsSession *self, gboolean is_web) {
  DoorJob *job = g_new0 (DoorJob, 1);

  job->account = self->row->id;
  job->is_web = is_web;
  return confab_store_vault_write (self->env->vault, run_keep, job, g_free);
}

static DexFuture *
on_loaded (DexFuture *future, gpointer data) {
  ConfabAccountsSession *self = data;
  DoorJob *job = confab_store_job_data (future);

  confab_model_account_set_web_door (self->account, job->is_web);
  return dex_future_new_true ();
}

DexFuture *
confab_accounts_load_door (ConfabAccountsSession *self) {
  DoorJob *job = g_new0 (DoorJob, 1);

  job->account = self->row->id;
  return dex_future_then (confab_store_vault_read (self->env->vault, run_load, job, g_free),
      on_loaded, g_object_ref (self), g_object_unref);
}

/* ---- judging ---- */

static ConfabDoorFacts
get_facts (ConfabAccountsSession *self) {
  ConfabNetWatch *watch = self->env->watch;

  return (ConfabDoorFacts){
    .is_answered = confab_model_account_has_web_door (self->account),
    .is_named = self->row->host != NULL,
    .is_network =
        watch == NULL || (confab_net_watch_is_up (watch) && !confab_net_watch_is_captive (watch)),
    .was_through = self->was_through,
    .n_shut = self->n_shut,
  };
}

static ConfabDoor
judge (ConfabAccountsSession *self) {
  const ConfabDoorFacts facts = get_facts (self);

  return confab_safety_door (&facts);
}

gboolean
confab_accounts_may_web (ConfabAccountsSession *self) {
  return judge (self) == CONFAB_DOOR_OPEN;
}

gboolean
confab_accounts_asks_door (ConfabAccountsSession *self) {
  return judge (self) == CONFAB_DOOR_ASK;
}

void
confab_accounts_note_shut (ConfabAccountsSession *self, const GError *error) {
  const ConfabDoorFacts facts = get_facts (self);

  self->n_shut = confab_safety_door_count (&facts, confab_net_error_is_shut (error));
}

/* What was counted stays: systems say so as well where nothing is different. */
void
confab_accounts_note_network (ConfabAccountsSession *self) {
  self->was_through = FALSE;
}

static DexFuture *
on_forgotten (DexFuture *future, gpointer data) {
  if (dex_future_is_rejected (future))
    confab_base_log_warning ("accounts", "the answer about the web door was not forgotten");
  return NULL;
}

void
confab_accounts_note_through (ConfabAccountsSession *self, gboolean is_web) {
  self->n_shut = 0;
  if (is_web)
    return;
  self->was_through = TRUE;
  if (!confab_model_account_has_web_door (self->account))
    return;
  confab_model_account_set_web_door (self->account, FALSE);
  dex_future_disown (dex_future_finally (keep (self, FALSE), on_forgotten, NULL, NULL));
}

/* ---- the answer ---- */

static DexFuture *
on_kept (DexFuture *future, gpointer data) {
  ConfabAccountsSession *self = data;

  if (self->is_stopped || self->is_leaving)
    return dex_future_new_true ();
  confab_model_account_set_web_door (self->account, TRUE);
  confab_accounts_session_start (self, confab_model_account_is_hidden (self->account), NULL);
  return dex_future_new_true ();
}

DexFuture *
confab_accounts_session_answer_door (ConfabAccountsSession *self, gboolean is_web) {
  DexFuture *kept;

  if (is_web)
    return dex_future_then (keep (self, TRUE), on_kept, g_object_ref (self), g_object_unref);
  /* From this moment on, whatever the disk says; and before the line is closed, which may take
   * longer than the program is there. */
  confab_model_account_set_web_door (self->account, FALSE);
  self->n_shut = 0;
  kept = keep (self, FALSE);
  return dex_future_all (kept, confab_accounts_session_sign_off (self), NULL);
}
