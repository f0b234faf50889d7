/* Messages that disappear (R10): the verb, and when to look. A look of its own lets timers run as
 * soon as something was read or sent, and erases what they end when they end it; the looks of
 * core-retention.c do the same at opening and every few minutes. Refuses to decide what is due. */

#include "core/core-private.h"

#include "base/base-weak.h"
#include "messaging/messaging-retention.h"

#define MAX_WAIT_US (10 * 60 * G_USEC_PER_SEC) /* then a look comes anyhow */
#define MIN_WAIT_US (G_USEC_PER_SEC / 4)       /* so that many ends make one look */

typedef struct {
  GWeakRef core;
  ConfabMessagingLook *look;
} Looked;

static void
looked_free (gpointer data) {
  Looked *looked = data;

  g_weak_ref_clear (&looked->core);
  confab_messaging_look_unref (looked->look);
  g_free (looked);
}

static gboolean
may_look (ConfabCore *self) {
  return !self->is_quitting && self->vault != NULL && self->store_state == CONFAB_CORE_STORE_READY;
}

static DexFuture *
on_looked (DexFuture *future, gpointer data) {
  Looked *looked = data;
  g_autoptr (ConfabCore) self = g_weak_ref_get (&looked->core);

  if (self == NULL)
    return NULL;
  self->is_looking_at_timers = FALSE;
  confab_core_note_look (self, looked->look);
  if (self->looks_at_timers_again)
    confab_core_look_at_timers (self);
  else
    confab_core_wait_for_timers (self, looked->look);
  return NULL;
}

void
confab_core_look_at_timers (ConfabCore *self) {
  Looked *looked;

  self->looks_at_timers_again = self->is_looking_at_timers;
  if (self->is_looking_at_timers || !may_look (self))
    return;
  self->is_looking_at_timers = TRUE;
  looked = g_new0 (Looked, 1);
  g_weak_ref_init (&looked->core, self);
  looked->look = confab_core_new_look (self, NULL, FALSE);
  looked->look->only_timers = TRUE;
  dex_future_disown (dex_future_finally (
      confab_messaging_look (self->vault, looked->look), on_looked, looked, looked_free));
}

static DexFuture *
on_end (DexFuture *future, gpointer data) {
  g_autoptr (ConfabCore) self = g_weak_ref_get (data);

  if (self != NULL)
    confab_core_look_at_timers (self);
  return NULL;
}

void
confab_core_wait_for_timers (ConfabCore *self, const ConfabMessagingLook *look) {
  DexFuture *old = self->ends_timer;

  self->ends_timer = NULL;
  if (look->next_us > 0 && look->next_us <= MAX_WAIT_US && !self->is_quitting)
    self->ends_timer = dex_future_then (
        confab_base_clock_sleep (self->env.clock, MAX (look->next_us, MIN_WAIT_US)), on_end,
        confab_base_weak_new (self), confab_base_weak_free);
  dex_clear (&old);
}

DexFuture *
confab_core_set_timer (ConfabCore *self, ConfabModelChat *chat, guint seconds) {
  ConfabMessaging *messaging = NULL;

  if (may_look (self) && confab_model_chat_get_contact (chat) != NULL)
    messaging = confab_core_messaging_of (self, chat);
  if (messaging == NULL)
    return confab_core_reject (CONFAB_PROBLEM_DISK, "");
  if (chat != self->closed_chat)
    dex_future_disown (confab_core_finish_close (self));
  return confab_core_with_problem (confab_messaging_set_timer (messaging, chat, seconds));
}
