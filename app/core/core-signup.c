/* The verbs about a new address: the form, the making, the first sign-in; another password; and the
 * end of an account on its server. The first sign-in is that of any new account, so an address that
 * cannot be signed in to is never kept. */

#include "core/core-private.h"

#include "base/base-fiber.h"

/* ---- the form ---- */

static DexFuture *
on_asked (DexFuture *future, gpointer data) {
  ConfabCore *self = data;
  ConfabAccountsSignup *signup = g_value_get_boxed (dex_future_get_value (future, NULL));

  g_clear_pointer (&self->signup, confab_accounts_signup_unref);
  self->signup = confab_accounts_signup_ref (signup);
  return dex_future_new_take_object (g_object_ref (confab_accounts_signup_get_form (signup)));
}

DexFuture *
confab_core_ask_sign_up (ConfabCore *self, const char *domain, ConfabModelInvite *invite,
    const char *host, guint16 port) {
  const char *token = invite != NULL ? confab_model_invite_get_token (invite) : NULL;

  if (domain == NULL && invite != NULL)
    domain = confab_model_invite_get_domain (invite);
  if (domain == NULL)
    return confab_core_reject (CONFAB_PROBLEM_NOT_AN_INVITE, "");
  if (self->store_state != CONFAB_CORE_STORE_READY || self->is_quitting)
    return confab_core_reject (CONFAB_PROBLEM_DISK, "");
  confab_core_cancel_sign_up (self);
  self->signing_up = g_cancellable_new ();
  g_set_object (&self->invite, invite);
  return confab_core_with_problem (dex_future_then (
      confab_accounts_signup_ask (&self->env, domain, token, host, port, self->signing_up),
      on_asked, g_object_ref (self), g_object_unref));
}

void
confab_core_cancel_sign_up (ConfabCore *self) {
  if (self->signing_up != NULL)
    g_cancellable_cancel (self->signing_up);
  g_clear_object (&self->signing_up);
  g_clear_object (&self->invite);
  g_clear_pointer (&self->signup, confab_accounts_signup_unref);
}

/* ---- the buddy of the invitation ---- */

typedef struct {
  ConfabCore *self; /* not owned: lives with the account */
  ConfabModelInvite *invite;
} Welcome;

static void
welcome_free (gpointer data, GClosure *closure) {
  Welcome *welcome = data;

  g_object_unref (welcome->invite);
  g_free (welcome);
}

/* The server may have made them buddies by itself; then there is nothing to do. */
static void
on_state (ConfabModelAccount *account, GParamSpec *pspec, gpointer data) {
  Welcome *welcome = data;
  g_autoptr (ConfabModelInvite) invite = g_object_ref (welcome->invite);
  ConfabCore *self = welcome->self;

  if (confab_model_account_get_state (account) != CONFAB_ACCOUNT_SIGNED_IN)
    return;
  g_signal_handlers_disconnect_by_data (account, welcome);
  dex_future_disown (confab_core_take_invite (
      self, account, invite, confab_model_invite_get_name (invite), FALSE, NULL));
}

static void
expect_buddy (ConfabCore *self, ConfabModelAccount *account, ConfabModelInvite *invite) {
  Welcome *welcome;

  if (invite == NULL || confab_model_invite_get_who (invite) == NULL)
    return;
  welcome = g_new0 (Welcome, 1);
  welcome->self = self;
  welcome->invite = g_object_ref (invite);
  g_signal_connect_data (account, "notify::state", G_CALLBACK (on_state), welcome, welcome_free, 0);
}

/* ---- making it ---- */

typedef struct {
  ConfabCore *self;
  ConfabAccountsSignup *signup;
  ConfabModelInvite *invite; /* nullable */
  GCancellable *cancellable;
  ConfabJid *address;
  ConfabSecret *password;
} Signing;

static void
signing_free (gpointer data) {
  Signing *signing = data;

  g_object_unref (signing->self);
  confab_accounts_signup_unref (signing->signup);
  g_clear_object (&signing->invite);
  g_object_unref (signing->cancellable);
  confab_base_jid_unref (signing->address);
  confab_base_secret_unref (signing->password);
  g_free (signing);
}

static DexFuture *
run_sign_up (gpointer data) {
  Signing *signing = data;
  ConfabCore *self = signing->self;
  const char *address = confab_base_jid_get_bare (signing->address);
  g_autoptr (GError) error = NULL;
  g_autoptr (ConfabModelAccount) account = NULL;

  if (!dex_await (confab_accounts_signup_send (signing->signup,
                      confab_base_jid_get_local (signing->address), signing->password),
          &error))
    return g_error_matches (error, CONFAB_ACCOUNTS_ERROR, CONFAB_PROBLEM_NAME_TAKEN)
               ? confab_core_reject (CONFAB_PROBLEM_NAME_TAKEN, address)
               : dex_future_new_for_error (g_steal_pointer (&error));
  account = dex_await_object (confab_core_add_account (self, address, signing->password,
                                  confab_accounts_signup_get_host (signing->signup),
                                  confab_accounts_signup_get_port (signing->signup)),
      &error);
  if (account == NULL)
    return confab_core_reject (CONFAB_PROBLEM_SIGNUP_NOT_IN, address);
  expect_buddy (self, account, signing->invite);
  if (self->signup == signing->signup)
    g_clear_pointer (&self->signup, confab_accounts_signup_unref);
  return dex_future_new_take_object (g_steal_pointer (&account));
}

DexFuture *
confab_core_sign_up (
    ConfabCore *self, ConfabModelSignup *signup, const char *local, ConfabSecret *password) {
  g_autofree char *trimmed = g_strstrip (g_strdup (local));
  g_autoptr (ConfabJid) jid = NULL;
  Signing *signing;

  if (self->signup == NULL || confab_accounts_signup_get_form (self->signup) != signup ||
      self->is_quitting || self->is_backing_up)
    return confab_core_reject (CONFAB_PROBLEM_SIGNUP_ANSWERS, "");
  jid = confab_base_jid_new_parts (
      trimmed, confab_accounts_signup_get_domain (self->signup), NULL, NULL);
  if (jid == NULL || confab_base_jid_get_local (jid) == NULL)
    return confab_core_reject (CONFAB_PROBLEM_ADDRESS, trimmed);
  if (confab_base_secret_get_size (password) == 0)
    return confab_core_reject (CONFAB_PROBLEM_SIGNUP_ANSWERS, "");
  signing = g_new0 (Signing, 1);
  signing->self = g_object_ref (self);
  signing->signup = confab_accounts_signup_ref (self->signup);
  signing->invite = self->invite != NULL ? g_object_ref (self->invite) : NULL;
  signing->cancellable = g_object_ref (self->signing_up);
  signing->address = g_steal_pointer (&jid);
  signing->password = confab_base_secret_ref (password);
  return confab_core_with_problem (confab_base_fiber_start (run_sign_up, signing, signing_free));
}

ConfabSecret *
confab_core_make_password (ConfabCore *self) {
  return confab_accounts_make_password (self->env.random);
}

/* ---- later ---- */

DexFuture *
confab_core_change_password (
    ConfabCore *self, ConfabModelAccount *account, ConfabSecret *password) {
  ConfabAccountsSession *session = confab_core_session_of (self, account);

  if (session == NULL || self->is_quitting)
    return confab_core_reject (CONFAB_PROBLEM_NOT_SIGNED_IN, "");
  return confab_core_with_problem (confab_accounts_change_password (session, password));
}

typedef struct {
  ConfabCore *self;
  ConfabModelAccount *account;
} Removal;

static void
removal_free (gpointer data) {
  Removal *removal = data;

  g_object_unref (removal->self);
  g_object_unref (removal->account);
  g_free (removal);
}

static DexFuture *
on_removed (DexFuture *future, gpointer data) {
  Removal *removal = data;

  return confab_core_remove_account (removal->self, removal->account);
}

DexFuture *
confab_core_remove_from_server (ConfabCore *self, ConfabModelAccount *account) {
  ConfabAccountsSession *session = confab_core_session_of (self, account);
  Removal *removal;

  if (session == NULL || self->is_quitting)
    return confab_core_reject (CONFAB_PROBLEM_NOT_SIGNED_IN, "");
  removal = g_new0 (Removal, 1);
  removal->self = g_object_ref (self);
  removal->account = g_object_ref (account);
  return confab_core_with_problem (dex_future_then (
      confab_accounts_remove_from_server (session), on_removed, removal, removal_free));
}
