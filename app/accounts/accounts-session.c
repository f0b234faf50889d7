/* The state machine of one account: tries, waits with growing pauses, gives up where only the user
 * can help. An attempt is one fiber that holds the session for its bounded time; between attempts
 * only a timer with a weak reference exists. */

#include "accounts/accounts-private.h"

#include "accounts/accounts-block.h"
#include "accounts/accounts-register.h"
#include "base/base-fiber.h"
#include "base/base-log.h"
#include "base/base-weak.h"
#include "messaging/messaging-catchup.h"
#include "messaging/messaging-keys.h"

#define FIRST_PAUSE 1                    /* seconds */
#define LONGEST_PAUSE 120                /* seconds */
#define LASTING_US (60 * G_USEC_PER_SEC) /* a stream that held so long starts the pauses anew */
#define TRIES_AFTER_SUCCESS 2 /* a stream that was signed in at all comes back within seconds */

G_DEFINE_FINAL_TYPE (ConfabAccountsSession, confab_accounts_session, G_TYPE_OBJECT)

static void
confab_accounts_session_dispose (GObject *object) {
  ConfabAccountsSession *self = CONFAB_ACCOUNTS_SESSION (object);

  confab_accounts_session_stop (self);
  g_clear_object (&self->account);
  g_clear_object (&self->messaging);
  g_clear_pointer (&self->table, confab_xep_table_free);
  g_clear_pointer (&self->out, confab_xep_out_free);
  g_clear_pointer (&self->row, confab_store_account_free);
  g_clear_pointer (&self->address, confab_base_jid_unref);
  g_clear_pointer (&self->resume, confab_xmpp_resume_free);
  g_clear_pointer (&self->resource, g_free);
  g_clear_pointer (&self->marks_id, g_free);
  g_clear_pointer (&self->typed, confab_base_secret_unref);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->pushes, g_ptr_array_unref);
  g_clear_pointer (&self->block_pushes, g_ptr_array_unref);
  g_clear_pointer (&self->presences, g_hash_table_unref);
  G_OBJECT_CLASS (confab_accounts_session_parent_class)->dispose (object);
}

static void
confab_accounts_session_class_init (ConfabAccountsSessionClass *class) {
  G_OBJECT_CLASS (class)->dispose = confab_accounts_session_dispose;
  g_signal_new ("buddy-here", CONFAB_TYPE_ACCOUNTS_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
      G_TYPE_NONE, 1, CONFAB_TYPE_MODEL_CONTACT);
}

static void
confab_accounts_session_init (ConfabAccountsSession *self) {
  self->presences =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_hash_table_unref);
}

static ConfabStoreAccount *
copy_row (const ConfabStoreAccount *row) {
  ConfabStoreAccount *copy = g_memdup2 (row, sizeof *row);

  copy->address = g_strdup (row->address);
  copy->host = g_strdup (row->host);
  copy->proxy_host = g_strdup (row->proxy_host);
  copy->roster_version = g_strdup (row->roster_version);
  copy->session_id = g_strdup (row->session_id);
  copy->session_location = g_strdup (row->session_location);
  copy->session_resource = g_strdup (row->session_resource);
  return copy;
}

static DexFuture *
on_message (gpointer data, const ConfabXepMessage *message) {
  ConfabAccountsSession *self = data;

  return confab_messaging_receive (self->messaging, message);
}

static gboolean
is_archive_asked (gpointer data, const char *query_id) {
  ConfabAccountsSession *self = data;

  return confab_messaging_is_archive_asked (self->messaging, query_id);
}

static void
on_archived (gpointer data, const char *id, ConfabXepMessage *message, gsize size) {
  ConfabAccountsSession *self = data;

  confab_messaging_take_archived (self->messaging, id, message, size);
}

static DexFuture *
on_event (gpointer data, ConfabJid *of, const char *node, GPtrArray *items) {
  ConfabAccountsSession *self = data;

  return confab_messaging_keys_event (self->messaging, of, node, items);
}

static void
on_network (ConfabNetWatch *watch, gpointer data) {
  ConfabAccountsSession *self = data;

  confab_accounts_note_network (self);
  if (!self->is_wanted || !confab_net_watch_is_up (watch))
    return;
  if (self->stream != NULL)
    confab_xmpp_stream_probe (self->stream);
  else if (!self->is_trying)
    confab_accounts_try_now (self);
}

ConfabAccountsSession *
confab_accounts_session_new (
    const ConfabAccountsEnv *env, ConfabModelAccount *account, const ConfabStoreAccount *row) {
  static const ConfabXepSink sink = {
    .message = on_message,
    .presence = confab_accounts_on_presence,
    .roster_push = confab_accounts_on_push,
    .block_push = confab_accounts_on_block_push,
    .is_archive_asked = is_archive_asked,
    .archived = on_archived,
    .event = on_event,
  };
  ConfabAccountsSession *self = g_object_new (CONFAB_TYPE_ACCOUNTS_SESSION, NULL);

  self->env = env;
  self->account = g_object_ref (account);
  self->row = copy_row (row);
  self->address = confab_base_jid_new (row->address, NULL);
  self->out =
      confab_xep_out_new (self->address, env->ledger, confab_messaging_disclose_facts, account);
  self->table = confab_xep_table_new (self->out, &sink, self);
  confab_xep_table_set_clock (self->table, env->clock);
  self->messaging = confab_messaging_new (
      env->vault, account, self->out, env->clock, env->random, env->ids, env->guard);
  if (env->is_keyless)
    confab_messaging_set_keyless (self->messaging);
  if (env->file_limits.kept > 0)
    confab_messaging_files_set_limits (self->messaging, &env->file_limits);
  if (env->checker != NULL)
    confab_messaging_set_checker (self->messaging, env->checker);
  if (env->is_unfolding)
    confab_messaging_set_unfolding (self->messaging);
  if (row->session_id != NULL) {
    self->resume = confab_xmpp_resume_new (row->session_id, row->session_location, row->session_h);
    self->resource = g_strdup (row->session_resource);
  }
  if (env->watch != NULL)
    self->watch_handler = g_signal_connect (env->watch, "changed", G_CALLBACK (on_network), self);
  return self;
}

ConfabModelAccount *
confab_accounts_session_get_account (ConfabAccountsSession *self) {
  return self->account;
}

ConfabMessaging *
confab_accounts_session_get_messaging (ConfabAccountsSession *self) {
  return self->messaging;
}

static DexFuture *
on_blocked_loaded (DexFuture *future, gpointer data) {
  ConfabAccountsSession *self = data;

  return confab_messaging_load (self->messaging);
}

static DexFuture *
on_door_loaded (DexFuture *future, gpointer data) {
  return confab_accounts_load_blocked (data);
}

static DexFuture *
on_contacts_loaded (DexFuture *future, gpointer data) {
  ConfabAccountsSession *self = data;

  return dex_future_then (dex_future_then (confab_accounts_load_door (self), on_door_loaded,
                              g_object_ref (self), g_object_unref),
      on_blocked_loaded, g_object_ref (self), g_object_unref);
}

DexFuture *
confab_accounts_session_load (ConfabAccountsSession *self) {
  return dex_future_then (confab_accounts_load_contacts (self), on_contacts_loaded,
      g_object_ref (self), g_object_unref);
}

/* ---- waiting ---- */

static void wait_a_second (ConfabAccountsSession *self);

static void
show_waiting (ConfabAccountsSession *self) {
  confab_model_account_set_state (self->account, CONFAB_ACCOUNT_WAITING, self->wait_left,
      confab_model_account_get_problem (self->account),
      confab_model_account_get_problem_detail (self->account));
}

static DexFuture *
on_second (DexFuture *future, gpointer data) {
  g_autoptr (ConfabAccountsSession) self = g_weak_ref_get (data);

  if (self == NULL || !self->is_wanted || self->is_trying || self->stream != NULL)
    return NULL;
  if (self->wait_left > 0)
    self->wait_left--;
  if (self->wait_left == 0)
    confab_accounts_try_now (self);
  else {
    show_waiting (self);
    wait_a_second (self);
  }
  return NULL;
}

static void
wait_a_second (ConfabAccountsSession *self) {
  DexFuture *old = self->timer;

  self->timer = dex_future_then (confab_base_clock_sleep (self->env->clock, G_USEC_PER_SEC),
      on_second, confab_base_weak_new (self), confab_base_weak_free);
  dex_clear (&old);
}

/* Doubling pauses, each shortened by up to half at random, so that not everybody comes back at
 * once. */
static void
wait_for_next (ConfabAccountsSession *self) {
  guint pause = MIN (FIRST_PAUSE << MIN (self->tries, 7), LONGEST_PAUSE);

  self->tries++;
  self->wait_left = pause - confab_base_random_below (self->env->random, pause / 2 + 1);
  self->wait_left = MAX (self->wait_left, 1);
  show_waiting (self);
  wait_a_second (self);
}

/* At the web door a certificate is that of whoever stands between, and another network has nobody.
 */
static gboolean
is_final (ConfabAccountsSession *self, ConfabModelProblem problem) {
  gboolean is_certificate =
      problem == CONFAB_PROBLEM_CERT_IDENTITY || problem == CONFAB_PROBLEM_CERT_EXPIRED ||
      problem == CONFAB_PROBLEM_CERT_NOT_YET || problem == CONFAB_PROBLEM_CERT_UNTRUSTED;

  return confab_accounts_problem_is_final (problem) &&
         !(is_certificate && confab_accounts_may_web (self));
}

void
confab_accounts_failed (ConfabAccountsSession *self, const GError *error) {
  g_autofree char *detail = NULL;
  ConfabModelProblem problem =
      confab_accounts_problem (error, confab_base_jid_get_domain (self->address), &detail);

  if (!self->is_wanted)
    return;
  confab_base_log_info (
      "accounts", "not signed in: %s (%d)", g_quark_to_string (error->domain), error->code);
  if (self->env->watch != NULL && !confab_net_watch_is_up (self->env->watch) &&
      self->env->dial == NULL && self->row->host == NULL)
    problem = CONFAB_PROBLEM_NO_NETWORK;
  else if (self->env->watch != NULL && confab_net_watch_is_captive (self->env->watch))
    problem = CONFAB_PROBLEM_CAPTIVE;
  confab_accounts_note_shut (self, error);
  if (confab_accounts_asks_door (self))
    problem = CONFAB_PROBLEM_DOOR;

  if (is_final (self, problem)) {
    self->is_wanted = FALSE;
    confab_accounts_forget_presences (self);
    confab_model_account_set_state (self->account, CONFAB_ACCOUNT_REFUSED, 0, problem, detail);
    return;
  }
  confab_model_account_set_state (self->account, CONFAB_ACCOUNT_WAITING, 0, problem, detail);
  wait_for_next (self);
}

void
confab_accounts_lost (ConfabAccountsSession *self, const GError *error) {
  g_autoptr (GError) closed = NULL;
  gint64 now = confab_base_clock_monotonic_us (self->env->clock);

  g_clear_pointer (&self->resume, confab_xmpp_resume_free);
  if (self->stream != NULL)
    self->resume = confab_xmpp_stream_dup_resume (self->stream);
  g_clear_object (&self->stream);
  confab_xep_out_set_stream (self->out, NULL);
  confab_messaging_disconnected (self->messaging);
  if (!self->is_wanted || self->is_trying || self->is_signing_off)
    return;
  self->tries = now - self->signed_in_us > LASTING_US ? 0 : MIN (self->tries, TRIES_AFTER_SUCCESS);
  if (error == NULL)
    closed = g_error_new_literal (CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_CLOSED, "closed");
  confab_accounts_failed (self, error != NULL ? error : closed);
}

/* ---- trying ---- */

void
confab_accounts_try_now (ConfabAccountsSession *self) {
  if (self->is_trying || self->stream != NULL || self->is_stopped)
    return;
  dex_clear (&self->timer);
  /* The question stays while it is tried again. */
  confab_model_account_set_state (self->account, CONFAB_ACCOUNT_SIGNING_IN, 0,
      confab_accounts_asks_door (self) ? CONFAB_PROBLEM_DOOR : CONFAB_PROBLEM_NONE, "");
  if (self->is_signing_off)
    return;
  self->is_trying = TRUE;
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  dex_future_disown (
      confab_base_fiber_start (confab_accounts_run_attempt, g_object_ref (self), g_object_unref));
}

void
confab_accounts_session_start (
    ConfabAccountsSession *self, gboolean is_hidden, ConfabSecret *password) {
  gboolean was_hidden = confab_model_account_is_hidden (self->account);

  if (self->is_leaving)
    return;
  g_clear_pointer (&self->typed, confab_base_secret_unref);
  if (password != NULL)
    self->typed = confab_base_secret_ref (password);
  confab_model_account_set_hidden (self->account, is_hidden);
  if (self->is_cut) {
    self->comes_back = TRUE;
    return;
  }
  self->is_wanted = TRUE;
  self->tries = 0;
  self->n_shut = 0;
  if (self->stream != NULL && is_hidden)
    confab_xep_presence_leave (self->out);
  else if (self->stream != NULL)
    confab_xep_presence_announce (self->out);
  /* After presence, as in settling. */
  if (self->stream != NULL && was_hidden && !is_hidden)
    confab_messaging_catch_up_again (
        self->messaging, confab_xmpp_stream_get_session_id (self->stream) != NULL);
  confab_accounts_try_now (self);
}

typedef struct {
  ConfabAccountsSession *self;
  ConfabXmppSigninResult *result;
} Adoption;

static void
adoption_free (gpointer data) {
  Adoption *adoption = data;

  g_object_unref (adoption->self);
  g_boxed_free (CONFAB_TYPE_XMPP_SIGNIN_RESULT, adoption->result);
  g_free (adoption);
}

static DexFuture *
run_adoption (gpointer data) {
  Adoption *adoption = data;
  ConfabAccountsSession *self = adoption->self;
  g_autoptr (GError) error = NULL;
  gboolean is_settled = confab_accounts_settle (self, adoption->result, &error);

  self->is_trying = FALSE;
  if (!is_settled && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && self->is_wanted)
    confab_accounts_try_now (self);
  else if (!is_settled)
    confab_accounts_failed (self, error);
  return dex_future_new_for_boolean (TRUE);
}

void
confab_accounts_session_adopt (
    ConfabAccountsSession *self, const ConfabXmppSigninResult *result, const char *resource) {
  Adoption *adoption = g_new0 (Adoption, 1);

  adoption->self = g_object_ref (self);
  adoption->result = g_boxed_copy (CONFAB_TYPE_XMPP_SIGNIN_RESULT, result);
  self->is_wanted = TRUE;
  self->is_trying = TRUE;
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_free (self->resource);
  self->resource = g_strdup (resource);
  confab_model_account_set_state (
      self->account, CONFAB_ACCOUNT_SIGNING_IN, 0, CONFAB_PROBLEM_NONE, "");
  dex_future_disown (confab_base_fiber_start (run_adoption, adoption, adoption_free));
}
