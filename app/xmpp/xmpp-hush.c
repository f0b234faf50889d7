/* Quiet before a line is let go of: what is under way is written to its end, nothing more is begun,
 * and the server says that it has it. A stanza that a line cuts off makes some servers read on in
 * it when the session is taken up, and end that for a mistake of ours. */

#include "xmpp/xmpp-stream-private.h"

static gboolean
is_quiet (const ConfabXmppStream *self) {
  return !self->is_writing && !self->has_last && self->counts.sent == self->counts.acked;
}

void
confab_xmpp_hush_look (ConfabXmppStream *self) {
  g_autoptr (DexPromise) hushed = NULL;

  if (self->hushed == NULL || (self->state != CONFAB_STREAM_OVER && !is_quiet (self)))
    return;
  hushed = g_steal_pointer (&self->hushed);
  dex_promise_resolve_boolean (hushed, TRUE);
}

DexFuture *
confab_xmpp_stream_hush (ConfabXmppStream *self) {
  DexFuture *future;

  g_return_val_if_fail (CONFAB_IS_XMPP_STREAM (self), NULL);
  if (self->is_hushed || !self->is_managed || self->state != CONFAB_STREAM_LIVE)
    return dex_future_new_true ();
  self->is_hushed = TRUE;
  self->hushed = dex_promise_new ();
  future = dex_ref (DEX_FUTURE (self->hushed));
  self->has_last = self->is_pumping || self->counts.sent != self->counts.acked;
  if (self->has_last)
    confab_xmpp_pump_push_words (self, "<r xmlns='urn:xmpp:sm:3'/>");
  confab_xmpp_hush_look (self);
  return future;
}
