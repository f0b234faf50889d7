/* One attempt to sign an account in: with which password, over which way, and what is kept of it
 * when it worked. Refuses to forget a password before another one has worked. */

#include "accounts/accounts-private.h"

#include "accounts/accounts-register.h"
#include "accounts/accounts-token.h"
#include "base/base-log.h"

#define RESOURCE_BYTES 16 /* random, R02 */

static gboolean
await_params (ConfabAccountsSession *self, ConfabXmppSigninParams *params, ConfabNetRoute **route,
    GError **error) {
  *route =
      confab_accounts_await_route (self->env, self->address, self->row, self->row->address, error);
  if (*route == NULL)
    return FALSE;
  confab_net_route_count (*route, self->env->counts, CONFAB_NET_FOR_ACCOUNT);
  *params = (ConfabXmppSigninParams){
    .address = self->address,
    .route = *route,
    .last_mechanism = self->row->mechanism,
    .last_had_binding = self->row->had_binding,
    .last_had_sasl2 = self->row->had_sasl2,
    .clock = self->env->clock,
    .random = self->env->random,
    .dial = self->env->dial,
    .dial_data = self->env->dial_data,
  };
  return TRUE;
}

DexFuture *
confab_accounts_give_back (ConfabAccountsSession *self, ConfabSecret *token, const char *agent,
    GCancellable *cancellable) {
  g_autoptr (ConfabNetRoute) route = NULL;
  ConfabXmppSigninParams params;

  if (!await_params (self, &params, &route, NULL) || g_cancellable_is_cancelled (cancellable))
    return NULL;
  params.token = token;
  params.agent = agent;
  params.gives_back = TRUE;
  params.resource = self->resource != NULL ? self->resource : "";
  params.cancellable = cancellable;
  return confab_xmpp_signin (&params);
}

/* With a password, or with a token. */
static ConfabXmppSigninResult *
await_signin_with (ConfabAccountsSession *self, ConfabSecret *password, ConfabSecret *token,
    const char *agent, GError **error) {
  g_autoptr (ConfabNetRoute) route = NULL;
  ConfabXmppSigninParams params;

  /* The server forgets what it hears of here; a later run must not know less. */
  if (self->resume != NULL && !dex_await (confab_accounts_keep_h (self, self->resume->h_in), error))
    return NULL;
  if (!await_params (self, &params, &route, error))
    return NULL;
  if (self->resume == NULL || self->resource == NULL) {
    g_free (self->resource);
    self->resource = confab_base_random_dup_id (self->env->random, RESOURCE_BYTES);
  }
  route->may_web = confab_accounts_may_web (self);
  params.password = password;
  params.token = token;
  params.agent = agent;
  params.resource = self->resource;
  params.resume = self->resume;
  params.cancellable = self->cancellable;
  return dex_await_boxed (confab_xmpp_signin (&params), error);
}

/* The newest token first: once it has worked, the server forgets the older one. NULL with `error`,
 * TOKEN if none is taken; without one if there is none. */
static ConfabXmppSigninResult *
await_signin_with_tokens (ConfabAccountsSession *self, const char *agent, GError **error) {
  g_auto (ConfabAccountsTokens) tokens = { 0 };
  ConfabSecret *tried[2];

  if (!confab_accounts_await_tokens (self, &tokens, error))
    return NULL;
  tried[0] = tokens.next;
  tried[1] = tokens.held;
  for (gsize i = 0; agent != NULL && i < G_N_ELEMENTS (tried); i++) {
    g_autoptr (GError) inner = NULL;
    ConfabXmppSigninResult *result;

    if (tried[i] == NULL)
      continue;
    result = await_signin_with (self, NULL, tried[i], agent, &inner);
    if (result != NULL) {
      confab_accounts_await_token_used (self, &tokens, tried[i], result);
      return result;
    }
    g_clear_error (error);
    g_propagate_error (error, g_steal_pointer (&inner));
    if (!g_error_matches (*error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_TOKEN))
      return NULL;
  }
  return NULL;
}

static ConfabSecret *
await_password (ConfabAccountsSession *self, GError **error) {
  g_autoptr (GError) inner = NULL;
  ConfabSecret *secret = dex_await_boxed (
      confab_keyring_load (self->env->keyring, CONFAB_KEYRING_PASSWORD, self->row->address),
      &inner);

  if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  else if (secret == NULL)
    g_set_error_literal (error, CONFAB_ACCOUNTS_ERROR, CONFAB_PROBLEM_NO_PASSWORD, "");
  return secret;
}

static ConfabXmppSigninResult *
await_signin_with_typed (ConfabAccountsSession *self, const char *agent, GError **error) {
  ConfabXmppSigninResult *result;

  confab_messaging_guard_set_password (self->env->guard, self->row->address, self->typed);
  result = await_signin_with (self, self->typed, NULL, agent, error);
  if (result != NULL)
    confab_accounts_await_token_after_password (self, agent, result, TRUE);
  return result;
}

static ConfabXmppSigninResult *
await_signin (ConfabAccountsSession *self, GError **error) {
  g_autoptr (GError) closed = NULL;
  g_autofree char *agent = confab_accounts_await_agent (self, &closed);
  g_autoptr (ConfabSecret) password = NULL;
  g_autoptr (GError) refused = NULL;
  ConfabXmppSigninResult *result;

  self->is_shut = g_error_matches (closed, CONFAB_KEYRING_ERROR, CONFAB_KEYRING_ERROR_LOCKED);
  if (self->typed != NULL)
    return await_signin_with_typed (self, agent, error);
  /* Whoever did not open the keyring just now is not asked for it again. */
  if (closed != NULL) {
    g_propagate_error (error, g_steal_pointer (&closed));
    return NULL;
  }
  if (!confab_accounts_await_guarded (self, error))
    return NULL;
  result = await_signin_with_tokens (self, agent, &refused);
  if (result != NULL)
    return result;
  if (refused == NULL || g_error_matches (refused, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_TOKEN))
    password = await_password (self, error);
  if (password == NULL) {
    /* No password is missing where there was something better. */
    if (refused != NULL) {
      g_clear_error (error);
      g_propagate_error (error, g_steal_pointer (&refused));
    }
    return NULL;
  }
  result = await_signin_with (self, password, NULL, agent, error);
  if (result != NULL)
    confab_accounts_await_token_after_password (self, agent, result, refused != NULL);
  return result;
}

/* A password that was typed and worked is kept before the account counts as signed in: a change of
 * it may begin then. The account goes on if the keyring does not take it, and asks next time;
 * whoever did not open it for this attempt is not asked again. */
static void
keep_typed (ConfabAccountsSession *self) {
  g_autoptr (GError) error = NULL;
  g_autoptr (ConfabSecret) typed = g_steal_pointer (&self->typed);

  if (typed == NULL || self->is_shut)
    return;
  if (!dex_await (confab_keyring_save (
                      self->env->keyring, CONFAB_KEYRING_PASSWORD, self->row->address, typed),
          &error))
    confab_base_log_warning ("accounts", "the keyring did not take the password");
  else
    dex_await (confab_accounts_forget_next_password (self->env->keyring, self->row->address), NULL);
}

DexFuture *
confab_accounts_run_attempt (gpointer data) {
  ConfabAccountsSession *self = data;
  g_autoptr (GError) error = NULL;
  ConfabXmppSigninResult *result = await_signin (self, &error);

  /* A change of the password whose end was never heard of: then it is the new one. */
  if ((g_error_matches (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_WRONG_PASSWORD) ||
          g_error_matches (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_TOKEN)) &&
      self->typed == NULL && (self->typed = confab_accounts_await_next_password (self)) != NULL) {
    g_clear_error (&error);
    result = await_signin (self, &error);
    if (result == NULL)
      g_clear_pointer (&self->typed, confab_base_secret_unref);
  }
  if (result != NULL && self->is_wanted)
    keep_typed (self);
  /* The account went while the keyring took what came with the sign-in. */
  if (result != NULL && self->is_leaving)
    dex_await (confab_accounts_forget_tokens (self->env->keyring, self->row->address), NULL);
  if (result != NULL && !self->is_wanted)
    confab_xmpp_stream_stop (result->stream);
  else if (result != NULL)
    confab_accounts_settle (self, result, &error);
  self->is_trying = FALSE;
  if (result != NULL)
    g_boxed_free (CONFAB_TYPE_XMPP_SIGNIN_RESULT, result);
  if (error == NULL && self->stream == NULL && self->is_wanted)
    error = g_error_new_literal (CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_CLOSED, "closed");
  /* Called off, and wanted again since. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && self->is_wanted)
    confab_accounts_try_now (self);
  else if (error != NULL)
    confab_accounts_failed (self, error);
  return dex_future_new_for_boolean (TRUE);
}
