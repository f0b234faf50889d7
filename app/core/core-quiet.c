/* Who and what is quiet (R05): what came in a flood and is asked for, one buddy for an hour, and
 * the hours in which nothing makes a sound. It only ends what has ended, and tells the screens:
 * whether it is quiet is judged at each question, by the clock of that moment. */

#include "core/core-private.h"

#include "base/base-weak.h"
#include "safety/safety-flood.h"

#define LOOK_US (20 * G_USEC_PER_SEC)

static ConfabMessaging *
messaging_of (ConfabCore *self, ConfabModelContact *contact) {
  return confab_core_messaging_of (self, confab_model_contact_get_chat (contact));
}

gboolean
confab_core_is_quiet (ConfabCore *self, ConfabModelContact *contact) {
  gint64 now = confab_base_clock_wall_us (self->env.clock);

  return confab_model_safety_is_quiet (self->safety) ||
         (contact != NULL &&
             confab_safety_flood_is_quiet (confab_model_contact_get_quiet_until (contact), now));
}

DexFuture *
confab_core_show_folded (ConfabCore *self, ConfabModelChat *chat) {
  ConfabMessaging *messaging = confab_core_messaging_of (self, chat);

  if (messaging == NULL || self->is_quitting)
    return confab_core_reject (CONFAB_PROBLEM_DISK, "");
  return confab_core_with_problem (confab_messaging_show_folded (messaging, chat));
}

/* ---- an hour ---- */

static DexFuture *
on_looked (DexFuture *future, gpointer data) {
  g_autoptr (ConfabCore) self = g_weak_ref_get (data);

  if (self != NULL && !self->is_quitting)
    confab_core_watch_quiet (self);
  return NULL;
}

static void
wait_and_look (ConfabCore *self) {
  self->quiet_timer = dex_future_then (confab_base_clock_sleep (self->env.clock, LOOK_US),
      on_looked, confab_base_weak_new (self), confab_base_weak_free);
}

void
confab_core_watch_quiet (ConfabCore *self) {
  gint64 now = confab_base_clock_wall_us (self->env.clock);
  guint n = self->contacts != NULL ? g_list_model_get_n_items (self->contacts) : 0;
  DexFuture *old = g_steal_pointer (&self->quiet_timer);
  gboolean is_some_left = FALSE;

  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelContact) contact = g_list_model_get_item (self->contacts, i);
    gint64 until = confab_model_contact_get_quiet_until (contact);
    ConfabMessaging *messaging = until != 0 ? messaging_of (self, contact) : NULL;

    if (until == 0)
      continue;
    if (confab_safety_flood_is_quiet (until, now))
      is_some_left = TRUE;
    else if (messaging != NULL && self->vault != NULL)
      dex_future_disown (confab_messaging_set_quiet (messaging, contact, 0));
    else
      confab_model_contact_set_quiet_until (contact, 0);
  }
  if (is_some_left)
    wait_and_look (self);
  dex_clear (&old);
}

DexFuture *
confab_core_set_quiet (ConfabCore *self, ConfabModelContact *contact, gboolean is_quiet) {
  ConfabMessaging *messaging = messaging_of (self, contact);
  gint64 until = is_quiet ? confab_base_clock_wall_us (self->env.clock) + CONFAB_FLOOD_QUIET_US : 0;
  DexFuture *kept;

  if (messaging == NULL || self->is_quitting || self->vault == NULL)
    return confab_core_reject (CONFAB_PROBLEM_DISK, "");
  kept = confab_messaging_set_quiet (messaging, contact, until);
  confab_core_watch_quiet (self);
  return confab_core_with_problem (kept);
}
