/* The password of an account that is signed in, changed; and the account taken off its server. At
 * no moment is there only one place that knows the password that holds: the new one is in the
 * keyring before the server hears of it, the old one until the server said yes. */

#include "accounts/accounts-private.h"
#include "accounts/accounts-register.h"
#include "base/base-fiber.h"
#include "base/base-log.h"
#include "xep/xep-register.h"

/* No address can be equal to it: it has a resource. */
static char *
dup_next_name (const char *address) {
  return g_strconcat (address, "/next", NULL);
}

typedef struct {
  ConfabAccountsSession *session;
  ConfabSecret *password; /* of a change */
} Act;

static void
act_free (gpointer data) {
  Act *act = data;

  g_object_unref (act->session);
  g_clear_pointer (&act->password, confab_base_secret_unref);
  g_free (act);
}

static DexFuture *
reject_with (Act *act, const GError *error) {
  g_autofree char *detail = NULL;
  ConfabModelProblem problem =
      confab_accounts_problem (error, confab_base_jid_get_domain (act->session->address), &detail);

  if (g_error_matches (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_STANZA))
    return confab_accounts_reject (CONFAB_PROBLEM_REFUSED_BY_SERVER, error->message);
  return confab_accounts_reject (problem, detail);
}

ConfabSecret *
confab_accounts_await_next_password (ConfabAccountsSession *session) {
  g_autofree char *name = dup_next_name (session->row->address);

  return dex_await_boxed (
      confab_keyring_load (session->env->keyring, CONFAB_KEYRING_PASSWORD, name), NULL);
}

DexFuture *
confab_accounts_forget_next_password (ConfabKeyring *keyring, const char *address) {
  g_autofree char *name = dup_next_name (address);

  return confab_keyring_erase (keyring, CONFAB_KEYRING_PASSWORD, name);
}

/* The new one takes the old one's place. A keyring that fails here has both: the next sign-in finds
 * out. */
static void
await_promoted (Act *act) {
  ConfabAccountsSession *session = act->session;
  const char *address = session->row->address;

  session->is_tidy = FALSE;
  if (!dex_await (confab_keyring_save (
                      session->env->keyring, CONFAB_KEYRING_PASSWORD, address, act->password),
          NULL)) {
    confab_base_log_warning ("accounts", "the keyring did not take the new password's place");
    return;
  }
  dex_await (confab_accounts_forget_next_password (session->env->keyring, address), NULL);
}

static DexFuture *
run_change (gpointer data) {
  Act *act = data;
  ConfabAccountsSession *session = act->session;
  g_autofree char *name = dup_next_name (session->row->address);
  g_autoptr (GError) error = NULL;

  if (!dex_await (
          confab_keyring_save (session->env->keyring, CONFAB_KEYRING_PASSWORD, name, act->password),
          &error))
    return reject_with (act, error);
  if (!dex_await (
          confab_xep_register_change (session->out, confab_base_secret_get_string (act->password)),
          &error)) {
    if (!g_error_matches (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_STANZA))
      return confab_accounts_reject (CONFAB_PROBLEM_PASSWORD_UNSURE, session->row->address);
    dex_await (
        confab_accounts_forget_next_password (session->env->keyring, session->row->address), NULL);
    return reject_with (act, error);
  }
  await_promoted (act);
  confab_messaging_guard_set_password (session->env->guard, session->row->address, act->password);
  return dex_future_new_true ();
}

DexFuture *
confab_accounts_change_password (ConfabAccountsSession *session, ConfabSecret *password) {
  Act *act;

  if (session->stream == NULL)
    return confab_accounts_reject (CONFAB_PROBLEM_NOT_SIGNED_IN, NULL);
  act = g_new0 (Act, 1);
  act->session = g_object_ref (session);
  act->password = confab_base_secret_ref (password);
  return confab_base_fiber_start (run_change, act, act_free);
}

/* ---- removing ---- */

/* The server ends the stream; that is no loss to come back from. */
static DexFuture *
run_remove (gpointer data) {
  Act *act = data;
  ConfabAccountsSession *session = act->session;
  g_autoptr (GError) error = NULL;

  session->is_wanted = FALSE;
  if (dex_await (confab_xep_register_remove (session->out), &error))
    return dex_future_new_true ();
  session->is_wanted = TRUE;
  if (session->stream == NULL)
    confab_accounts_try_now (session);
  return reject_with (act, error);
}

DexFuture *
confab_accounts_remove_from_server (ConfabAccountsSession *session) {
  Act *act;

  if (session->stream == NULL)
    return confab_accounts_reject (CONFAB_PROBLEM_NOT_SIGNED_IN, NULL);
  act = g_new0 (Act, 1);
  act->session = g_object_ref (session);
  return confab_base_fiber_start (run_remove, act, act_free);
}
