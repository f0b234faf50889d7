/* The screen of a transcript.
 *
 *   lock | unlock             what the screen says
 *   look | look-away          whether any window is looked at
 *   is-locked | is-open       all that follows from it is done
 *   away MINUTES MESSAGES     what is said after it, with "signed off" behind it if so; or
 * "nothing"
 *
 * It looks at the core alone; what goes over the line is in the transcript. */

#include "flow.h"

typedef struct {
  Flow *flow;
  const char *said;
} Wanted;

static gboolean
is_locked (gpointer data) {
  ConfabCore *core = ((Flow *)data)->core;

  return confab_core_get_lock_state (core) == CONFAB_CORE_LOCK_LOCKED && core->lock.work == NULL;
}

static gboolean
is_open (gpointer data) {
  ConfabCore *core = ((Flow *)data)->core;

  return confab_core_get_lock_state (core) == CONFAB_CORE_LOCK_OPEN && core->lock.work == NULL;
}

static gboolean
is_away_said (gpointer data) {
  Wanted *wanted = data;
  ConfabCoreAway away;
  g_autofree char *said = NULL;

  if (!confab_core_get_away (wanted->flow->core, &away))
    return g_str_equal (wanted->said, "nothing");
  said = g_strdup_printf ("%d %u%s", (int)(away.away_us / G_USEC_PER_SEC / 60), away.n_messages,
      away.was_signed_off ? " signed off" : "");
  return g_str_equal (said, wanted->said);
}

gboolean
flow_act_on_screen (Flow *self, const char *verb, const char *rest) {
  static const char *const verbs[] = { "lock", "unlock", "look", "look-away", "is-locked",
    "is-open", "away", NULL };
  Wanted wanted = { self, rest };

  if (g_str_equal (verb, "lock") || g_str_equal (verb, "unlock"))
    confab_core_set_screen_locked (self->core, g_str_equal (verb, "lock"));
  else if (g_str_equal (verb, "look") || g_str_equal (verb, "look-away"))
    confab_core_set_watched (self->core, g_str_equal (verb, "look"));
  else if (g_str_equal (verb, "is-locked") && !flow_comes_true (is_locked, self))
    flow_fail (self, "it does not lock");
  else if (g_str_equal (verb, "is-open") && !flow_comes_true (is_open, self))
    flow_fail (self, "it does not unlock");
  else if (g_str_equal (verb, "away") && !flow_comes_true (is_away_said, &wanted))
    flow_fail (self, "something else is said of being away, and not %s", rest);
  return g_strv_contains (verbs, verb);
}
