/* core/core-lock.h over the model alone, beside gallery-core.c: the screen of a core is locked or
 * not, and what is said of being away is set by hand. */

#include "gallery.h"

#define AWAY_KEY "gallery-away"
#define LOCK_KEY "gallery-lock"

ConfabCoreLockState
confab_core_get_lock_state (ConfabCore *self) {
  return (ConfabCoreLockState)GPOINTER_TO_INT (g_object_get_data (G_OBJECT (self), LOCK_KEY));
}

void
confab_core_set_screen_locked (ConfabCore *self, gboolean is_locked) {
  ConfabCoreLockState state = is_locked ? CONFAB_CORE_LOCK_LOCKED : CONFAB_CORE_LOCK_OPEN;

  g_object_set_data (G_OBJECT (self), LOCK_KEY, GINT_TO_POINTER (state));
  g_object_notify (G_OBJECT (self), "lock-state");
}

gboolean
confab_core_get_away (ConfabCore *self, ConfabCoreAway *away) {
  const ConfabCoreAway *set = g_object_get_data (G_OBJECT (self), AWAY_KEY);

  if (set != NULL)
    *away = *set;
  return set != NULL;
}

void
gallery_core_set_away (ConfabCore *self, guint minutes, guint n_messages, gboolean was_signed_off) {
  ConfabCoreAway away = { minutes * 60 * G_USEC_PER_SEC, was_signed_off, n_messages };

  g_object_set_data_full (G_OBJECT (self), AWAY_KEY, g_memdup2 (&away, sizeof away), g_free);
  g_signal_emit_by_name (self, "away-changed");
}

void
confab_core_drop_away (ConfabCore *self) {
  g_object_set_data (G_OBJECT (self), AWAY_KEY, NULL);
  g_signal_emit_by_name (self, "away-changed");
}
