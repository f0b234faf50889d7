/* The screen is locked: the line is closed without ending the session on the server, what is shown
 * of messages leaves memory, and both come back afterwards. Nobody is told anything: who comes back
 * within the server's time was never away for anybody. */

#include "accounts/accounts-private.h"

#include "base/base-fiber.h"

#define HUSH_US G_USEC_PER_SEC

DexFuture *
confab_accounts_session_set_aside (ConfabAccountsSession *self) {
  confab_accounts_forget_requests (self);
  return confab_messaging_set_aside (self->messaging);
}

/* What was on its way is not acknowledged, on either side, and comes again. */
void
confab_accounts_hang_up (ConfabAccountsSession *self) {
  g_autoptr (ConfabXmppStream) stream = g_steal_pointer (&self->stream);

  confab_xmpp_stream_stop (stream);
  g_clear_pointer (&self->resume, confab_xmpp_resume_free);
  self->resume = confab_xmpp_stream_dup_resume (stream);
  confab_xep_out_set_stream (self->out, NULL);
  confab_messaging_disconnected (self->messaging);
}

static DexFuture *
run_cut (gpointer data) {
  ConfabAccountsSession *self = data;
  g_autoptr (ConfabXmppStream) stream = NULL;

  if (!g_set_object (&stream, self->stream))
    return dex_future_new_true ();
  dex_await (dex_future_first (confab_xmpp_stream_hush (stream),
                 confab_base_clock_sleep (self->env->clock, HUSH_US), NULL),
      NULL);
  if (self->stream == stream)
    confab_accounts_hang_up (self);
  return dex_future_new_true ();
}

DexFuture *
confab_accounts_session_cut (ConfabAccountsSession *self) {
  if (self->is_stopped || self->is_cut)
    return dex_future_new_true ();
  self->is_cut = TRUE;
  self->comes_back = self->is_wanted;
  self->is_wanted = FALSE;
  dex_clear (&self->timer);
  confab_accounts_stop_giving_back (self);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  if (self->comes_back)
    confab_model_account_set_state (
        self->account, CONFAB_ACCOUNT_SIGNED_OFF, 0, CONFAB_PROBLEM_NONE, "");
  if (self->stream == NULL)
    return dex_future_new_true ();
  return confab_base_fiber_start (run_cut, g_object_ref (self), g_object_unref);
}

DexFuture *
confab_accounts_session_bring_back (ConfabAccountsSession *self) {
  return dex_future_all (
      confab_accounts_load_requests (self), confab_messaging_bring_back (self->messaging), NULL);
}

gboolean
confab_accounts_session_reconnect (ConfabAccountsSession *self) {
  gboolean comes_back = self->comes_back && !self->is_stopped;

  self->is_cut = self->comes_back = FALSE;
  if (!comes_back)
    return FALSE;
  self->is_wanted = TRUE;
  self->tries = 0;
  confab_accounts_try_now (self);
  return TRUE;
}

gboolean
confab_accounts_session_is_resumed (ConfabAccountsSession *self) {
  return self->stream != NULL && confab_xmpp_stream_is_resumed (self->stream);
}
