/* Tokens in the keyring: which one is tried, and what takes whose place. At no moment is there only
 * one thing to sign in with that has never worked: a new token lies beside the old one, or beside
 * the password, until it has been used. What cannot be written costs nothing: what worked is still
 * there.
 *
 * The password goes once a token has worked. What is typed is then known by a mark
 * (safety-typed.h), so that R08 does not end with it. */

#include "accounts/accounts-token.h"

#include "accounts/accounts-private.h"
#include "accounts/accounts-register.h"
#include "base/base-fiber.h"
#include "base/base-log.h"

#define AGENT_BYTES 16
#define VERSION_4 0x40
#define VARIANT 0x80
#define GIVE_BACK_US (10 * G_USEC_PER_SEC)

char *
confab_accounts_make_agent (const ConfabRandom *random) {
  guint8 b[AGENT_BYTES];

  confab_base_random_fill (random, b, sizeof b);
  b[6] = VERSION_4 | (b[6] & 0x0f);
  b[8] = VARIANT | (b[8] & 0x3f);
  return g_strdup_printf ("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
      b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13], b[14],
      b[15]);
}

/* ---- one thing in the keyring, in a fiber ---- */

static gboolean
await_saved (
    ConfabKeyring *keyring, ConfabKeyringKind kind, const char *address, ConfabSecret *secret) {
  if (dex_await (confab_keyring_save (keyring, kind, address, secret), NULL))
    return TRUE;
  confab_base_log_warning ("accounts", "the keyring did not take what signs in");
  return FALSE;
}

static gboolean
await_erased (ConfabKeyring *keyring, ConfabKeyringKind kind, const char *address) {
  if (dex_await (confab_keyring_erase (keyring, kind, address), NULL))
    return TRUE;
  confab_base_log_warning ("accounts", "the keyring did not let go of what signed in");
  return FALSE;
}

/* FALSE with `error` if the keyring does not say. */
static gboolean
await_loaded (
    ConfabAccountsSession *self, ConfabKeyringKind kind, ConfabSecret **secret, GError **error) {
  g_autoptr (GError) inner = NULL;

  *secret =
      dex_await_boxed (confab_keyring_load (self->env->keyring, kind, self->row->address), &inner);
  if (inner == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

char *
confab_accounts_await_agent (ConfabAccountsSession *self, GError **error) {
  g_autoptr (ConfabSecret) kept = NULL;

  if (!await_loaded (self, CONFAB_KEYRING_AGENT, &kept, error))
    return NULL;
  return kept != NULL ? g_strdup (confab_base_secret_get_string (kept))
                      : confab_accounts_make_agent (self->env->random);
}

gboolean
confab_accounts_await_tokens (
    ConfabAccountsSession *self, ConfabAccountsTokens *tokens, GError **error) {
  return await_loaded (self, CONFAB_KEYRING_NEXT_TOKEN, &tokens->next, error) &&
         await_loaded (self, CONFAB_KEYRING_TOKEN, &tokens->held, error);
}

void
confab_accounts_tokens_clear (ConfabAccountsTokens *tokens) {
  g_clear_pointer (&tokens->next, confab_base_secret_unref);
  g_clear_pointer (&tokens->held, confab_base_secret_unref);
}

/* ---- after a sign-in ---- */

void
confab_accounts_await_first_token (ConfabKeyring *keyring, const char *address, const char *agent,
    const ConfabXmppSigninResult *result) {
  g_autoptr (ConfabSecret) number = NULL;

  if (result->token == NULL || agent == NULL)
    return;
  /* Without the number the token is of no use. */
  number = confab_base_secret_new_string (agent);
  if (await_saved (keyring, CONFAB_KEYRING_AGENT, address, number))
    await_saved (keyring, CONFAB_KEYRING_NEXT_TOKEN, address, result->token);
}

void
confab_accounts_await_token_after_password (ConfabAccountsSession *self, const char *agent,
    const ConfabXmppSigninResult *result, gboolean may_be_others) {
  ConfabKeyring *keyring = self->env->keyring;
  const char *address = self->row->address;

  confab_accounts_await_first_token (keyring, address, agent, result);
  /* Without the number no token was asked for: that none came says nothing of the server. */
  if (agent == NULL || result->token != NULL || !may_be_others)
    return;
  /* The server has no tokens any more: the password is used from here on. */
  await_erased (keyring, CONFAB_KEYRING_NEXT_TOKEN, address);
  await_erased (keyring, CONFAB_KEYRING_TOKEN, address);
}

/* A password whose change is not known to have ended stays, and so does the old one. */
static void
await_password_gone (ConfabAccountsSession *self) {
  ConfabKeyring *keyring = self->env->keyring;
  const char *address = self->row->address;
  g_autoptr (ConfabSecret) next = confab_accounts_await_next_password (self);
  g_autoptr (ConfabSecret) password = NULL;
  g_autoptr (ConfabSecret) mark = NULL;

  if (next != NULL || !await_loaded (self, CONFAB_KEYRING_PASSWORD, &password, NULL))
    return;
  self->is_tidy = TRUE;
  if (password == NULL)
    return;
  confab_messaging_guard_set_password (self->env->guard, address, password);
  mark = confab_messaging_guard_dup_mark (self->env->guard, address);
  self->is_tidy = (mark != NULL ? await_saved (keyring, CONFAB_KEYRING_MARK, address, mark)
                                : await_erased (keyring, CONFAB_KEYRING_MARK, address)) &&
                  await_erased (keyring, CONFAB_KEYRING_PASSWORD, address);
}

void
confab_accounts_await_token_used (ConfabAccountsSession *self, const ConfabAccountsTokens *tokens,
    ConfabSecret *used, const ConfabXmppSigninResult *result) {
  ConfabKeyring *keyring = self->env->keyring;
  const char *address = self->row->address;
  gboolean is_held = used == tokens->held;

  /* First what worked takes its place; only then may something new lie beside it. */
  if (!is_held && !await_saved (keyring, CONFAB_KEYRING_TOKEN, address, used))
    return;
  if (result->token != NULL)
    await_saved (keyring, CONFAB_KEYRING_NEXT_TOKEN, address, result->token);
  else if (tokens->next != NULL)
    await_erased (keyring, CONFAB_KEYRING_NEXT_TOKEN, address);
  if (!is_held || !self->is_tidy)
    await_password_gone (self);
}

/* ---- the password, where it is not kept ---- */

gboolean
confab_accounts_await_guarded (ConfabAccountsSession *self, GError **error) {
  const char *address = self->row->address;
  g_autoptr (ConfabSecret) secret = NULL;

  if (confab_messaging_guard_knows (self->env->guard, address))
    return TRUE;
  if (!await_loaded (self, CONFAB_KEYRING_PASSWORD, &secret, error))
    return FALSE;
  if (secret != NULL) {
    confab_messaging_guard_set_password (self->env->guard, address, secret);
    return TRUE;
  }
  if (!await_loaded (self, CONFAB_KEYRING_MARK, &secret, error))
    return FALSE;
  if (secret != NULL)
    confab_messaging_guard_set_mark (self->env->guard, address, secret);
  return TRUE;
}

/* ---- leaving ---- */

DexFuture *
confab_accounts_forget_tokens (ConfabKeyring *keyring, const char *address) {
  return dex_future_all (confab_keyring_erase (keyring, CONFAB_KEYRING_NEXT_TOKEN, address),
      confab_keyring_erase (keyring, CONFAB_KEYRING_TOKEN, address),
      confab_keyring_erase (keyring, CONFAB_KEYRING_MARK, address),
      confab_keyring_erase (keyring, CONFAB_KEYRING_AGENT, address), NULL);
}

/* A sign-in that ends with the token being good for nothing. Nobody hears of a failure: a token
 * that is in no keyring any more runs out by itself. */
static void
await_given_back (ConfabAccountsSession *self, ConfabSecret *token, const char *agent) {
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  DexFuture *ended;

  /* Locked meanwhile, or over: no line is begun. */
  if (self->is_cut || self->is_stopped)
    return;
  g_set_object (&self->giving_back, cancellable);
  ended = confab_accounts_give_back (self, token, agent, cancellable);
  if (ended != NULL)
    dex_await (
        dex_future_first (ended, confab_base_clock_sleep (self->env->clock, GIVE_BACK_US), NULL),
        NULL);
  confab_accounts_stop_giving_back (self);
}

void
confab_accounts_stop_giving_back (ConfabAccountsSession *self) {
  if (self->giving_back != NULL)
    g_cancellable_cancel (self->giving_back);
  g_clear_object (&self->giving_back);
}

static DexFuture *
run_leave (gpointer data) {
  ConfabAccountsSession *self = data;
  g_auto (ConfabAccountsTokens) tokens = { 0 };
  g_autofree char *agent = NULL;

  dex_await (confab_accounts_session_sign_off (self), NULL);
  if (!confab_accounts_await_tokens (self, &tokens, NULL) ||
      (tokens.next == NULL && tokens.held == NULL))
    return dex_future_new_true ();
  agent = confab_accounts_await_agent (self, NULL);
  if (agent != NULL && tokens.held != NULL)
    await_given_back (self, tokens.held, agent);
  if (agent != NULL && tokens.next != NULL)
    await_given_back (self, tokens.next, agent);
  return dex_future_new_true ();
}

DexFuture *
confab_accounts_session_leave (ConfabAccountsSession *self) {
  self->is_leaving = TRUE;
  if (self->stream == NULL)
    return confab_accounts_session_sign_off (self);
  return confab_base_fiber_start (run_leave, g_object_ref (self), g_object_unref);
}
