/* The screen of a transcript, and what is not about people.
 *
 *   lock | unlock             what the screen says
 *   look | look-away          whether any window is looked at
 *   is-locked | is-open       all that follows from it is done
 *   note NAME                 notes to oneself are opened, and called so
 *   note-down TEXT            a note is written
 *   away MINUTES MESSAGES     what is said after it, with "signed off" behind it if so; or
 * "nothing"
 *   road TEXT | is-road TEXT  the way of all accounts from now on, as it is kept; it is that
 *
 * It looks at the core alone; what goes over the line is in the transcript. */

#include "flow.h"

#include "base/base-jid.h"

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

static void
open_note (Flow *self, const char *name) {
  ConfabModelContact *note = confab_core_open_note (self->core, name);

  if (note == NULL)
    flow_fail (self, "there are no notes");
  confab_core_open_chat (self->core, confab_model_contact_get_chat (note));
}

static void
write_note (Flow *self, const char *text) {
  g_autoptr (ConfabModelAccount) account =
      g_list_model_get_item (confab_core_get_accounts (self->core), 0);
  ConfabModelContact *note = confab_model_account_find_contact (account, CONFAB_BASE_JID_NOTE);

  if (note == NULL)
    flow_fail (self, "there are no notes");
  dex_future_disown (confab_core_send (self->core, confab_model_contact_get_chat (note), text));
}

static void
choose_road (Flow *self, const char *text) {
  g_autoptr (ConfabModelRoad) road = confab_model_road_read (text, 0);

  dex_future_disown (confab_core_choose_road (self->core, NULL, road, NULL));
}

static gboolean
is_road (gpointer data) {
  Wanted *wanted = data;
  g_autoptr (ConfabModelRoad) road = confab_core_dup_road (wanted->flow->core, NULL);
  g_autofree char *text = confab_model_road_dup_text (road);

  return g_str_equal (text, wanted->said);
}

gboolean
flow_act_on_screen (Flow *self, const char *verb, const char *rest) {
  static const char *const verbs[] = { "lock", "unlock", "look", "look-away", "is-locked",
    "is-open", "away", "note", "note-down", "road", "is-road", NULL };
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
  else if (g_str_equal (verb, "note"))
    open_note (self, rest);
  else if (g_str_equal (verb, "note-down"))
    write_note (self, rest);
  else if (g_str_equal (verb, "road"))
    choose_road (self, rest);
  else if (g_str_equal (verb, "is-road") && !flow_comes_true (is_road, &wanted))
    flow_fail (self, "another way is taken, and not %s", rest);
  return g_strv_contains (verbs, verb);
}
