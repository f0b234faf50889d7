/* What takes whose place in the keyring after a sign-in, and that nothing is lost where the keyring
 * does not take it. */

#include "accounts/accounts-private.h"
#include "accounts/accounts-token.h"
#include "base/base-fiber.h"
#include "keyring/keyring-private.h"
#include "messaging/messaging-guard.h"

#include "../lib/net-await.h"

#define ADDRESS "alice@conf.example"

typedef struct {
  ConfabAccountsEnv env;
  ConfabAccountsSession *session;
  ConfabAccountsTokens tokens;
  ConfabSecret *used; /* borrowed */
  ConfabXmppSigninResult result;
} Case;

static ConfabSecret *
secret (const char *text) {
  return confab_base_secret_new_string (text);
}

/* What no keyring takes: no text. */
static ConfabSecret *
unkept (void) {
  return confab_base_secret_new_string ("HT-SHA-256-NONE \xff");
}

static void
put (Case *c, ConfabKeyringKind kind, const char *text) {
  g_autoptr (ConfabSecret) value = secret (text);

  g_assert_true (net_await (confab_keyring_save (c->env.keyring, kind, ADDRESS, value), NULL));
}

/* NULL: nothing. */
static void
assert_kept (Case *c, ConfabKeyringKind kind, const char *text) {
  g_autoptr (DexFuture) loading = confab_keyring_load (c->env.keyring, kind, ADDRESS);
  ConfabSecret *value = g_value_get_boxed (dex_future_get_value (loading, NULL));

  g_assert_cmpstr (value != NULL ? confab_base_secret_get_string (value) : NULL, ==, text);
}

static void
set_up (Case *c) {
  *c = (Case){ 0 };
  c->env.keyring = confab_keyring_new_in_memory ();
  c->env.clock = confab_base_clock_system ();
  c->env.random = confab_base_random_system ();
  c->env.guard = confab_messaging_guard_new (c->env.clock, c->env.random);
  c->session = g_object_new (CONFAB_TYPE_ACCOUNTS_SESSION, NULL);
  c->session->env = &c->env;
  c->session->row = g_new0 (ConfabStoreAccount, 1);
  c->session->row->address = g_strdup (ADDRESS);
  put (c, CONFAB_KEYRING_PASSWORD, "correct horse");
}

static void
tear_down (Case *c) {
  g_object_unref (c->session);
  confab_accounts_tokens_clear (&c->tokens);
  g_clear_pointer (&c->result.token, confab_base_secret_unref);
  confab_messaging_guard_free (c->env.guard);
  confab_keyring_unref (c->env.keyring);
}

static DexFuture *
run_used (gpointer data) {
  Case *c = data;

  confab_accounts_await_token_used (c->session, &c->tokens, c->used, &c->result);
  return dex_future_new_true ();
}

static void
use (Case *c, ConfabSecret *used) {
  c->used = used;
  g_assert_true (net_await (confab_base_fiber_start (run_used, c, NULL), NULL));
}

/* The first one worked. */
static void
test_promoted (void) {
  Case c;

  set_up (&c);
  put (&c, CONFAB_KEYRING_NEXT_TOKEN, "one");
  c.tokens.next = secret ("one");
  use (&c, c.tokens.next);
  assert_kept (&c, CONFAB_KEYRING_TOKEN, "one");
  assert_kept (&c, CONFAB_KEYRING_NEXT_TOKEN, NULL);
  assert_kept (&c, CONFAB_KEYRING_PASSWORD, NULL);
  g_assert_true (c.session->is_tidy);
  g_assert_true (confab_messaging_guard_knows (c.env.guard, ADDRESS));
  tear_down (&c);
}

/* The keyring is closed, or full, at the worst moment. */
static void
test_not_kept (void) {
  Case c;

  /* what worked cannot take its place: all is as it was, and the new one is let go */
  set_up (&c);
  put (&c, CONFAB_KEYRING_TOKEN, "zero");
  put (&c, CONFAB_KEYRING_NEXT_TOKEN, "one");
  c.tokens.held = secret ("zero");
  c.tokens.next = unkept ();
  c.result.token = secret ("two");
  use (&c, c.tokens.next);
  assert_kept (&c, CONFAB_KEYRING_TOKEN, "zero");
  assert_kept (&c, CONFAB_KEYRING_NEXT_TOKEN, "one");
  assert_kept (&c, CONFAB_KEYRING_PASSWORD, "correct horse");
  tear_down (&c);
  /* the new one cannot be kept: what worked is there */
  set_up (&c);
  put (&c, CONFAB_KEYRING_NEXT_TOKEN, "one");
  c.tokens.next = secret ("one");
  c.result.token = unkept ();
  use (&c, c.tokens.next);
  assert_kept (&c, CONFAB_KEYRING_TOKEN, "one");
  tear_down (&c);
}

/* The one that is held worked; a new one comes beside it, and a dead one goes. */
static void
test_rotated (void) {
  Case c;

  set_up (&c);
  put (&c, CONFAB_KEYRING_TOKEN, "one");
  c.tokens.held = secret ("one");
  c.result.token = secret ("two");
  use (&c, c.tokens.held);
  assert_kept (&c, CONFAB_KEYRING_TOKEN, "one");
  assert_kept (&c, CONFAB_KEYRING_NEXT_TOKEN, "two");
  c.tokens.next = secret ("two");
  g_clear_pointer (&c.result.token, confab_base_secret_unref);
  use (&c, c.tokens.held);
  assert_kept (&c, CONFAB_KEYRING_TOKEN, "one");
  assert_kept (&c, CONFAB_KEYRING_NEXT_TOKEN, NULL);
  tear_down (&c);
}

/* A change of the password whose end was not heard of: both are still needed. */
static void
test_unsure_password (void) {
  Case c;
  g_autoptr (ConfabSecret) other = secret ("another horse");

  set_up (&c);
  g_assert_true (net_await (
      confab_keyring_save (c.env.keyring, CONFAB_KEYRING_PASSWORD, ADDRESS "/next", other), NULL));
  put (&c, CONFAB_KEYRING_NEXT_TOKEN, "one");
  c.tokens.next = secret ("one");
  use (&c, c.tokens.next);
  assert_kept (&c, CONFAB_KEYRING_TOKEN, "one");
  assert_kept (&c, CONFAB_KEYRING_PASSWORD, "correct horse");
  g_assert_false (c.session->is_tidy);
  tear_down (&c);
}

static DexFuture *
run_password (gpointer data) {
  Case *c = data;

  confab_accounts_await_token_after_password (c->session, NULL, &c->result, TRUE);
  return dex_future_new_true ();
}

/* The keyring did not say the number, so no token was asked for: those that lie there are good. */
static void
test_without_number (void) {
  Case c;

  set_up (&c);
  put (&c, CONFAB_KEYRING_TOKEN, "one");
  put (&c, CONFAB_KEYRING_NEXT_TOKEN, "two");
  g_assert_true (net_await (confab_base_fiber_start (run_password, &c, NULL), NULL));
  assert_kept (&c, CONFAB_KEYRING_TOKEN, "one");
  assert_kept (&c, CONFAB_KEYRING_NEXT_TOKEN, "two");
  tear_down (&c);
}

/* Nothing is typed, and the keyring is not opened: that is asked once, and is the answer. */
static void
test_dismissed (void) {
  ConfabAccountsSession *session;
  guint asked = 0;
  Case c;

  set_up (&c);
  session = c.session;
  session->address = confab_base_jid_new (ADDRESS, NULL);
  session->account = confab_model_account_new (1, ADDRESS);
  session->is_wanted = session->is_trying = TRUE;
  put (&c, CONFAB_KEYRING_TOKEN, "one");
  confab_keyring_lock (c.env.keyring, &asked);
  g_assert_true (
      net_await (confab_base_fiber_start (confab_accounts_run_attempt, session, NULL), NULL));
  g_assert_cmpuint (asked, ==, 1);
  g_assert_cmpint (
      confab_model_account_get_problem (session->account), ==, CONFAB_PROBLEM_KEYRING_LOCKED);
  g_assert_cmpint (confab_model_account_get_state (session->account), ==, CONFAB_ACCOUNT_REFUSED);
  confab_keyring_lock (c.env.keyring, NULL);
  tear_down (&c);
}

static void
test_forgotten (void) {
  static const ConfabKeyringKind kinds[] = { CONFAB_KEYRING_TOKEN, CONFAB_KEYRING_NEXT_TOKEN,
    CONFAB_KEYRING_MARK, CONFAB_KEYRING_AGENT };
  Case c;

  set_up (&c);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    put (&c, kinds[i], "something");
  g_assert_true (net_await (confab_accounts_forget_tokens (c.env.keyring, ADDRESS), NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    assert_kept (&c, kinds[i], NULL);
  tear_down (&c);
}

/* A UUID of version 4, another one each time. */
static void
test_agent (void) {
  g_autofree char *one = confab_accounts_make_agent (confab_base_random_system ());
  g_autofree char *other = confab_accounts_make_agent (confab_base_random_system ());

  g_assert_true (g_uuid_string_is_valid (one));
  g_assert_cmpint (one[14], ==, '4');
  g_assert_nonnull (strchr ("89ab", one[19]));
  g_assert_cmpstr (one, !=, other);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  /* What the keyring does not take is said as a warning. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  dex_init ();
  confab_base_secret_init ();
  g_test_add_func ("/accounts/token/promoted", test_promoted);
  g_test_add_func ("/accounts/token/not-kept", test_not_kept);
  g_test_add_func ("/accounts/token/rotated", test_rotated);
  g_test_add_func ("/accounts/token/unsure-password", test_unsure_password);
  g_test_add_func ("/accounts/token/without-number", test_without_number);
  g_test_add_func ("/accounts/token/dismissed", test_dismissed);
  g_test_add_func ("/accounts/token/forgotten", test_forgotten);
  g_test_add_func ("/accounts/token/agent", test_agent);
  return g_test_run ();
}
