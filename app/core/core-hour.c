/* "Sign in for one hour" (R16): signs in, and off again by itself. The hour is over when either
 * clock says so: one goes on while the computer sleeps, the other cannot be set. It is not kept: a
 * new start is signed off anyway. */

#include "core/core-private.h"

#include "base/base-weak.h"

#define HOUR_US (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)
#define LOOK_US (20 * G_USEC_PER_SEC) /* a computer that slept is noticed this soon */

static void look_later (ConfabCore *self);

static void
set_end (ConfabCore *self, gint64 end_us) {
  if (self->hour_end_us == end_us)
    return;
  self->hour_end_us = end_us;
  g_object_notify (G_OBJECT (self), "hour-end");
}

static gboolean
is_over (ConfabCore *self) {
  const ConfabClock *clock = self->env.clock;

  return confab_base_clock_wall_us (clock) >= self->hour_end_us ||
         confab_base_clock_monotonic_us (clock) >= self->hour_last_us;
}

void
confab_core_hour_look (ConfabCore *self) {
  if (self->hour_end_us == 0 || !is_over (self))
    return;
  /* Nobody is here to be signed off; looked at again before anybody comes back. */
  if (confab_core_lock_is_shut (self) && self->lock.is_locked)
    return;
  confab_core_end_hour (self);
  for (guint i = 0; i < self->sessions->len; i++) {
    ConfabModelAccount *account =
        confab_accounts_session_get_account (g_ptr_array_index (self->sessions, i));

    dex_future_disown (confab_core_sign_off (self, account));
  }
  g_signal_emit_by_name (self, "hour-over");
}

static DexFuture *
on_look (DexFuture *future, gpointer data) {
  g_autoptr (ConfabCore) self = g_weak_ref_get (data);

  if (self == NULL || self->is_quitting)
    return NULL;
  confab_core_hour_look (self);
  if (self->hour_end_us != 0)
    look_later (self);
  return NULL;
}

static void
look_later (ConfabCore *self) {
  gint64 left_us = self->hour_end_us - confab_base_clock_wall_us (self->env.clock);
  DexFuture *old = self->hour_timer;

  self->hour_timer = dex_future_then (
      confab_base_clock_sleep (self->env.clock, CLAMP (left_us, G_USEC_PER_SEC, LOOK_US)), on_look,
      confab_base_weak_new (self), confab_base_weak_free);
  dex_clear (&old);
}

void
confab_core_sign_in_for_hour (ConfabCore *self) {
  for (guint i = 0; i < self->sessions->len; i++) {
    ConfabModelAccount *account =
        confab_accounts_session_get_account (g_ptr_array_index (self->sessions, i));

    if (confab_model_account_get_state (account) != CONFAB_ACCOUNT_SIGNED_IN ||
        confab_model_account_is_hidden (account))
      confab_core_sign_in (self, account, FALSE);
  }
  self->hour_last_us = confab_base_clock_monotonic_us (self->env.clock) + HOUR_US;
  set_end (self, confab_base_clock_wall_us (self->env.clock) + HOUR_US);
  look_later (self);
}

void
confab_core_end_hour (ConfabCore *self) {
  dex_clear (&self->hour_timer);
  set_end (self, 0);
}

gint64
confab_core_get_hour_end (ConfabCore *self) {
  return self->hour_end_us;
}
