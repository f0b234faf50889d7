/* The verbs about accounts. A new account is signed in once before anything of it is kept, so that
 * a typing mistake leaves nothing behind; the stream of that first sign-in is then the account's
 * own. */

#include "core/core-private.h"

#include "accounts/accounts-token.h"
#include "base/base-fiber.h"

#define RESOURCE_BYTES 16 /* random, R02 */
#define REMOVED_US (10 * G_USEC_PER_SEC)

typedef struct {
  ConfabCore *self;
  ConfabSecret *password;
  ConfabJid *jid;
  ConfabStoreAccount *row;
  char *resource;
  char *agent; /* what the server is to know a token by */
  GCancellable *cancellable;
} Adding;

static void
adding_free (gpointer data) {
  Adding *adding = data;

  if (adding->self->adding == adding->cancellable)
    g_clear_object (&adding->self->adding);
  g_object_unref (adding->self);
  confab_base_secret_unref (adding->password);
  confab_base_jid_unref (adding->jid);
  confab_store_account_free (adding->row);
  g_free (adding->resource);
  g_free (adding->agent);
  g_object_unref (adding->cancellable);
  g_free (adding);
}

static DexFuture *
reject_with (Adding *adding, const GError *error) {
  g_autofree char *detail = NULL;
  ConfabModelProblem problem =
      confab_accounts_problem (error, confab_base_jid_get_domain (adding->jid), &detail);

  /* RFC 6120 section 4.9.3.6. Here the address was just typed; an account that once worked goes on
   * trying instead, since a server that starts says the same. */
  if (g_error_matches (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_STREAM) &&
      g_str_equal (error->message, "host-unknown"))
    problem = CONFAB_PROBLEM_NO_SERVER;
  return confab_core_reject (problem, detail);
}

static ConfabXmppSigninResult *
await_first_signin (Adding *adding, GError **error) {
  ConfabCore *self = adding->self;
  g_autoptr (ConfabNetRoute) route = confab_accounts_await_route (
      &self->env, adding->jid, adding->row, adding->row->address, error);
  ConfabXmppSigninParams params;

  if (route == NULL)
    return NULL;
  confab_net_route_count (route, self->counts, CONFAB_NET_FOR_ACCOUNT);
  params = (ConfabXmppSigninParams){
    .address = adding->jid,
    .password = adding->password,
    .route = route,
    .resource = adding->resource,
    .agent = adding->agent,
    .clock = self->env.clock,
    .random = self->env.random,
    .dial = self->env.dial,
    .dial_data = self->env.dial_data,
    .cancellable = adding->cancellable,
  };
  return dex_await_boxed (confab_xmpp_signin (&params), error);
}

static gboolean
run_add_row (ConfabStoreDb *db, gpointer data, GError **error) {
  return confab_store_accounts_add (db, data, error);
}

static void
row_free (gpointer data) {
  confab_store_account_free (data);
}

static gboolean
run_remove_row (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 id = *(gint64 *)data;

  return confab_accounts_forget_invitations (db, id, error) &&
         confab_accounts_forget_door (db, id, error) &&
         confab_store_accounts_remove (db, id, error);
}

/* Given up while it was being kept: its line goes a way that may not be taken any more. */
static void
await_not_kept (Adding *adding) {
  ConfabCore *self = adding->self;
  gint64 id = adding->row->id;

  if (dex_await (confab_store_vault_write (
                     self->vault, run_remove_row, g_memdup2 (&id, sizeof id), g_free),
          NULL)) {
    dex_await (
        confab_keyring_erase (self->keyring, CONFAB_KEYRING_PASSWORD, adding->row->address), NULL);
    dex_await (confab_accounts_forget_tokens (self->keyring, adding->row->address), NULL);
  }
}

/* Password first: an account without one would be of no use, a password without an account is found
 * again. What lies beside it comes last, and after that nothing is waited for: whoever gave up
 * meanwhile is heard. */
static gboolean
await_kept (Adding *adding, const ConfabXmppSigninResult *result, GError **error) {
  ConfabCore *self = adding->self;
  ConfabStoreAccount *row = g_new0 (ConfabStoreAccount, 1);
  g_autoptr (DexFuture) future = NULL;

  row->address = g_strdup (adding->row->address);
  row->host = g_strdup (adding->row->host);
  row->port = adding->row->port;
  row->mechanism = adding->row->mechanism;
  row->had_binding = adding->row->had_binding;
  row->had_sasl2 = adding->row->had_sasl2;
  if (!dex_await (confab_keyring_save (self->keyring, CONFAB_KEYRING_PASSWORD, adding->row->address,
                      adding->password),
          error)) {
    confab_store_account_free (row);
    return FALSE;
  }
  future = confab_store_vault_write (self->vault, run_add_row, row, row_free);
  if (!dex_await (dex_ref (future), error)) {
    dex_await (
        confab_keyring_erase (self->keyring, CONFAB_KEYRING_PASSWORD, adding->row->address), NULL);
    return FALSE;
  }
  adding->row->id = ((ConfabStoreAccount *)confab_store_job_data (future))->id;
  confab_accounts_await_first_token (self->keyring, adding->row->address, adding->agent, result);
  if (g_cancellable_set_error_if_cancelled (adding->cancellable, error)) {
    await_not_kept (adding);
    return FALSE;
  }
  confab_messaging_guard_set_password (self->guard, adding->row->address, adding->password);
  return TRUE;
}

static DexFuture *
run_add_account (gpointer data) {
  Adding *adding = data;
  ConfabCore *self = adding->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (ConfabModelAccount) account = NULL;
  ConfabAccountsSession *session;
  ConfabXmppSigninResult *result = await_first_signin (adding, &error);

  if (result == NULL)
    return reject_with (adding, error);
  adding->row->mechanism = result->mechanism;
  adding->row->had_binding = result->had_binding;
  adding->row->had_sasl2 = result->had_sasl2;
  if (!await_kept (adding, result, &error)) {
    confab_xmpp_stream_stop (result->stream);
    g_boxed_free (CONFAB_TYPE_XMPP_SIGNIN_RESULT, result);
    return reject_with (adding, error);
  }
  account = confab_model_account_new (adding->row->id, adding->row->address);
  session = confab_accounts_session_new (&self->env, account, adding->row);
  confab_core_take_session (self, session);
  confab_accounts_session_adopt (session, result, adding->resource);
  g_boxed_free (CONFAB_TYPE_XMPP_SIGNIN_RESULT, result);
  return dex_future_new_take_object (g_steal_pointer (&account));
}

static gboolean
has_account (ConfabCore *self, const char *address) {
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->accounts));

  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelAccount) account =
        g_list_model_get_item (G_LIST_MODEL (self->accounts), i);

    if (g_str_equal (confab_model_account_get_address (account), address))
      return TRUE;
  }
  return FALSE;
}

DexFuture *
confab_core_add_account (
    ConfabCore *self, const char *address, ConfabSecret *password, const char *host, guint16 port) {
  g_autofree char *trimmed = g_strstrip (g_strdup (address));
  g_autoptr (ConfabJid) whole = confab_base_jid_new (trimmed, NULL);
  g_autoptr (ConfabJid) jid = whole != NULL ? confab_base_jid_dup_bare (whole) : NULL;
  Adding *adding;

  if (jid == NULL || confab_base_jid_get_local (jid) == NULL)
    return confab_core_reject (CONFAB_PROBLEM_ADDRESS, trimmed);
  if (has_account (self, confab_base_jid_get_bare (jid)))
    return confab_core_reject (CONFAB_PROBLEM_EXISTS, confab_base_jid_get_bare (jid));
  if (self->store_state != CONFAB_CORE_STORE_READY || self->is_quitting || self->is_backing_up ||
      self->adding != NULL)
    return confab_core_reject (CONFAB_PROBLEM_DISK, "");

  adding = g_new0 (Adding, 1);
  adding->self = g_object_ref (self);
  adding->password = confab_base_secret_ref (password);
  adding->jid = g_steal_pointer (&jid);
  adding->row = g_new0 (ConfabStoreAccount, 1);
  adding->row->address = g_strdup (confab_base_jid_get_bare (adding->jid));
  adding->row->host = host != NULL && *host != '\0' ? g_strdup (host) : NULL;
  adding->row->port = port;
  adding->resource = confab_base_random_dup_id (self->env.random, RESOURCE_BYTES);
  adding->agent = confab_accounts_make_agent (self->env.random);
  adding->cancellable = g_cancellable_new ();
  self->adding = g_object_ref (adding->cancellable);
  return confab_base_fiber_start (run_add_account, adding, adding_free);
}

void
confab_core_cancel_add_account (ConfabCore *self) {
  if (self->adding != NULL)
    g_cancellable_cancel (self->adding);
}

/* ---- signing in and off ---- */

void
confab_core_sign_in (ConfabCore *self, ConfabModelAccount *account, gboolean hidden) {
  ConfabAccountsSession *session = confab_core_session_of (self, account);

  if (session != NULL && !self->is_quitting)
    confab_accounts_session_start (session, hidden, NULL);
}

void
confab_core_sign_in_with (ConfabCore *self, ConfabModelAccount *account, ConfabSecret *password) {
  ConfabAccountsSession *session = confab_core_session_of (self, account);

  if (session != NULL && !self->is_quitting)
    confab_accounts_session_start (session, confab_model_account_is_hidden (account), password);
}

DexFuture *
confab_core_sign_off (ConfabCore *self, ConfabModelAccount *account) {
  ConfabAccountsSession *session = confab_core_session_of (self, account);

  if (session == NULL)
    return dex_future_new_for_boolean (TRUE);
  dex_future_disown (confab_core_finish_close (self));
  return confab_core_with_problem (confab_accounts_session_sign_off (session));
}

/* ---- removing ---- */

typedef struct {
  ConfabCore *self;
  ConfabAccountsSession *session;
} Removing;

static void
removing_free (gpointer data) {
  Removing *removing = data;

  g_object_unref (removing->self);
  g_object_unref (removing->session);
  g_free (removing);
}

static void
drop_session (ConfabCore *self, ConfabAccountsSession *session) {
  guint position;

  if (!g_ptr_array_find (self->sessions, session, &position))
    return;
  g_list_store_remove (self->contact_lists, position);
  g_list_store_remove (self->request_lists, position);
  g_list_store_remove (self->accounts, position);
  confab_accounts_session_stop (session);
  g_ptr_array_remove_index (self->sessions, position);
  confab_core_note_roads (self);
}

static DexFuture *
run_remove_account (gpointer data) {
  Removing *removing = data;
  ConfabCore *self = removing->self;
  ConfabModelAccount *account = confab_accounts_session_get_account (removing->session);
  g_autofree char *address = g_strdup (confab_model_account_get_address (account));
  gint64 id = confab_model_account_get_id (account);
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->closed_chat);
  dex_await (confab_accounts_session_leave (removing->session), NULL);
  drop_session (self, removing->session);
  if (!dex_await (confab_store_vault_write (
                      self->vault, run_remove_row, g_memdup2 (&id, sizeof id), g_free),
          &error) ||
      !dex_await (confab_store_vault_scrub (self->vault), &error) ||
      !dex_await (confab_keyring_erase (self->keyring, CONFAB_KEYRING_PASSWORD, address), &error) ||
      !dex_await (confab_accounts_forget_tokens (self->keyring, address), &error) ||
      !dex_await (confab_keyring_erase (self->keyring, CONFAB_KEYRING_PROXY, address), &error) ||
      !dex_await (confab_accounts_forget_next_password (self->keyring, address), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_for_boolean (TRUE);
}

DexFuture *
confab_core_remove_account (ConfabCore *self, ConfabModelAccount *account) {
  ConfabAccountsSession *session = confab_core_session_of (self, account);
  DexFuture *before = self->removing;
  Removing *removing;
  DexFuture *removed;

  if (session == NULL)
    return dex_future_new_for_boolean (TRUE);
  removing = g_new0 (Removing, 1);
  removing->self = g_object_ref (self);
  removing->session = g_object_ref (session);
  removed = confab_base_fiber_start (run_remove_account, removing, removing_free);
  self->removing = before != NULL && dex_future_is_pending (before)
                       ? dex_future_all (dex_ref (before), dex_ref (removed), NULL)
                       : dex_ref (removed);
  dex_clear (&before);
  return confab_core_with_problem (removed);
}

void
confab_core_await_removed (ConfabCore *self) {
  if (self->removing != NULL)
    dex_await (dex_future_first (dex_ref (self->removing),
                   confab_base_clock_sleep (self->env.clock, REMOVED_US), NULL),
        NULL);
}
