/* What comes live while the archive is read: it waits, in its order, so that the chat is in order.
 * Refuses to wait without end, and to let what cannot come again be forgotten. */

#include "messaging/messaging-private.h"

#include "base/base-weak.h"
#include "messaging/messaging-catchup.h"

#define MAX_HELD 200
#define MAX_PASSED 200 /* with them fewer than the stream reads on with (xmpp-intake.c) */
#define HOLD_US (20 * G_USEC_PER_SEC)

struct _ConfabMessagingHold {
  GPtrArray *promises; /* DexPromise, in order */
  DexFuture *timer;
  guint n_passed;      /* stanzas that came after the first of them, and do not wait */
  gboolean is_managed; /* what is not acknowledged comes again */
};

static DexFuture *
on_time (DexFuture *future, gpointer data) {
  g_autoptr (ConfabMessaging) self = g_weak_ref_get (data);

  if (self != NULL)
    confab_messaging_hold_end (self, FALSE);
  return NULL;
}

void
confab_messaging_hold_begin (ConfabMessaging *self, gboolean is_managed) {
  ConfabMessagingHold *hold = g_new0 (ConfabMessagingHold, 1);

  hold->promises = g_ptr_array_new_with_free_func (dex_unref);
  hold->is_managed = is_managed;
  hold->timer = dex_future_then (confab_base_clock_sleep (self->clock, HOLD_US), on_time,
      confab_base_weak_new (self), confab_base_weak_free);
  self->hold = hold;
}

void
confab_messaging_hold_end (ConfabMessaging *self, gboolean is_line_gone) {
  ConfabMessagingHold *hold = g_steal_pointer (&self->hold);

  if (hold == NULL)
    return;
  for (guint i = 0; i < hold->promises->len; i++) {
    DexPromise *promise = g_ptr_array_index (hold->promises, i);

    if (is_line_gone && hold->is_managed)
      dex_promise_reject (promise,
          g_error_new_literal (CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_CLOSED, "it will come again"));
    else
      dex_promise_resolve_boolean (promise, TRUE);
  }
  g_ptr_array_unref (hold->promises);
  dex_clear (&hold->timer);
  g_free (hold);
}

DexFuture *
confab_messaging_hold (ConfabMessaging *self) {
  DexPromise *promise;

  if (self->hold != NULL && self->hold->promises->len >= MAX_HELD)
    confab_messaging_hold_end (self, FALSE);
  if (self->hold == NULL)
    return NULL;
  promise = dex_promise_new ();
  g_ptr_array_add (self->hold->promises, promise);
  return dex_ref (DEX_FUTURE (promise));
}

void
confab_messaging_pass_hold (ConfabMessaging *self) {
  if (self->hold != NULL && self->hold->promises->len > 0 && ++self->hold->n_passed > MAX_PASSED)
    confab_messaging_hold_end (self, FALSE);
}
