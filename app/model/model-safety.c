/* The choices of one profile. Each read is judged at the time of the reading, by the wall clock and
 * by one that cannot be set, so that nothing stays weaker than it was promised: not after a jump of
 * the clock, a long sleep or a restart. It keeps nothing itself; core does. */

#include "model/model-safety.h"

#include <string.h>

#include "safety/safety-quiet.h"

#define TOMORROW_HOUR 14
#define MAX_KEPT 64 /* bytes of a choice as it is kept */

typedef struct {
  ConfabChosen chosen;
  gint64 end_monotonic_us; /* 0: does not end by itself */
  gboolean is_there;
} Slot;

struct _ConfabModelSafety {
  GObject parent_instance;

  const ConfabClock *clock; /* borrowed */
  Slot slots[CONFAB_CHOICE_COUNT];
  gint64 since_us;
  gint64 erased_us;
  gint64 looked_us;
  guint n_open; /* of what was seen then */
  guint n_refused;
  ConfabModelRoom room;
  ConfabModelLastBackup backup;
  gboolean is_road_chosen;
  ConfabChecker checker;
  char *engine; /* owned, never NULL */
  gint64 dated_us;
};

G_DEFINE_FINAL_TYPE (ConfabModelSafety, confab_model_safety, G_TYPE_OBJECT)

static void
confab_model_safety_finalize (GObject *object) {
  g_free (CONFAB_MODEL_SAFETY (object)->engine);
  G_OBJECT_CLASS (confab_model_safety_parent_class)->finalize (object);
}

static void
confab_model_safety_class_init (ConfabModelSafetyClass *class) {
  G_OBJECT_CLASS (class)->finalize = confab_model_safety_finalize;
  g_signal_new (
      "changed", CONFAB_TYPE_MODEL_SAFETY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new (
      "counted", CONFAB_TYPE_MODEL_SAFETY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
confab_model_safety_init (ConfabModelSafety *self) {
  self->engine = g_strdup ("");
}

static void
changed (ConfabModelSafety *self) {
  g_signal_emit_by_name (self, "changed");
}

static void
counted (ConfabModelSafety *self) {
  g_signal_emit_by_name (self, "counted");
}

ConfabModelSafety *
confab_model_safety_new (const ConfabClock *clock) {
  ConfabModelSafety *self = g_object_new (CONFAB_TYPE_MODEL_SAFETY, NULL);

  self->clock = clock;
  self->since_us = confab_base_clock_wall_us (clock);
  return self;
}

/* ---- what holds ---- */

static gboolean
has_run_out (ConfabModelSafety *self, const Slot *slot) {
  return slot->end_monotonic_us != 0 &&
         confab_base_clock_monotonic_us (self->clock) >= slot->end_monotonic_us;
}

int
confab_model_safety_get (ConfabModelSafety *self, ConfabChoice choice) {
  const Slot *slot;

  g_return_val_if_fail (choice < CONFAB_CHOICE_COUNT, 0);

  if (self == NULL || !self->slots[choice].is_there)
    return confab_safety_choice_start (choice);
  slot = &self->slots[choice];
  if (has_run_out (self, slot))
    return confab_safety_choice_start (choice);
  return confab_safety_choice_now (choice, &slot->chosen, confab_base_clock_wall_us (self->clock));
}

gboolean
confab_model_safety_is_weakened (ConfabModelSafety *self, ConfabChoice choice) {
  return confab_safety_choice_weakens (choice, confab_model_safety_get (self, choice));
}

gboolean
confab_model_safety_is_quiet (ConfabModelSafety *self) {
  /* Anew each time: who travels takes the hours along. */
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  return confab_safety_quiet_holds (confab_model_safety_get (self, CONFAB_CHOICE_QUIET),
      confab_base_clock_wall_us (self->clock), zone);
}

gint64
confab_model_safety_get_until (ConfabModelSafety *self, ConfabChoice choice) {
  return confab_model_safety_is_weakened (self, choice) ? self->slots[choice].chosen.until_us : 0;
}

/* Since 1970: that hour of the next day of this computer's calendar. */
static gint64
next_day_at (ConfabModelSafety *self, int hour) {
  gint64 now_us = confab_base_clock_wall_us (self->clock);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (now_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) next = now != NULL ? g_date_time_add_days (now, 1) : NULL;
  g_autoptr (GDateTime) end = NULL;

  if (next != NULL)
    end = g_date_time_new_local (g_date_time_get_year (next), g_date_time_get_month (next),
        g_date_time_get_day_of_month (next), hour, 0, 0);
  /* A clock that no calendar knows: a day. */
  if (end == NULL)
    return now_us + G_TIME_SPAN_DAY;
  return g_date_time_to_unix (end) * G_USEC_PER_SEC;
}

gint64
confab_model_safety_tomorrow (ConfabModelSafety *self) {
  return next_day_at (self, TOMORROW_HOUR);
}

gint64
confab_model_safety_tonight (ConfabModelSafety *self) {
  return MAX (next_day_at (self, 0), confab_base_clock_wall_us (self->clock) + G_TIME_SPAN_HOUR);
}

/* ---- choosing ---- */

static void
put (ConfabModelSafety *self, ConfabChoice choice, const ConfabChosen *chosen) {
  Slot *slot = &self->slots[choice];
  gint64 left = chosen->until_us - confab_base_clock_wall_us (self->clock);

  slot->is_there = TRUE;
  slot->chosen = *chosen;
  slot->end_monotonic_us = 0;
  if (chosen->until_us != 0)
    slot->end_monotonic_us = MAX (1, confab_base_clock_monotonic_us (self->clock) + MAX (left, 0));
}

gboolean
confab_model_safety_choose (
    ConfabModelSafety *self, ConfabChoice choice, int value, ConfabModelTerm term) {
  ConfabChosen chosen = { .value = value };

  g_return_val_if_fail (choice > CONFAB_CHOICE_NONE && choice < CONFAB_CHOICE_COUNT, FALSE);

  if (value < 0 || value > confab_safety_choice_last (choice))
    return FALSE;
  chosen.since_us = confab_base_clock_wall_us (self->clock);
  if (confab_safety_choice_weakens (choice, value) && term == CONFAB_TERM_UNTIL_TOMORROW)
    chosen.until_us = confab_model_safety_tomorrow (self);
  else if (confab_safety_choice_weakens (choice, value) && term == CONFAB_TERM_UNTIL_TONIGHT)
    chosen.until_us = confab_model_safety_tonight (self);
  put (self, choice, &chosen);
  self->slots[choice].is_there = value != confab_safety_choice_start (choice);
  changed (self);
  return TRUE;
}

/* Three numbers, a space between; NULL where there is no such thing in `kept`. */
static gboolean
read_kept (const char *kept, ConfabChosen *chosen) {
  g_auto (GStrv) words = strlen (kept) < MAX_KEPT ? g_strsplit (kept, " ", 4) : NULL;
  gint64 value = 0;

  if (words == NULL || g_strv_length (words) != 3)
    return FALSE;
  if (!g_ascii_string_to_signed (words[0], 10, 0, G_MAXINT, &value, NULL) ||
      !g_ascii_string_to_signed (words[1], 10, 0, G_MAXINT64, &chosen->since_us, NULL) ||
      !g_ascii_string_to_signed (words[2], 10, 0, G_MAXINT64, &chosen->until_us, NULL))
    return FALSE;
  chosen->value = (int)value;
  return TRUE;
}

gboolean
confab_model_safety_take_kept (ConfabModelSafety *self, ConfabChoice choice, const char *kept) {
  gint64 now = confab_base_clock_wall_us (self->clock);
  ConfabChosen chosen = { 0 };

  g_return_val_if_fail (choice > CONFAB_CHOICE_NONE && choice < CONFAB_CHOICE_COUNT, FALSE);

  self->slots[choice] = (Slot){ 0 };
  if (kept == NULL)
    return FALSE;
  if (!read_kept (kept, &chosen))
    chosen = (ConfabChosen){ .value = -1 };
  if (confab_safety_choice_is_over (choice, &chosen, now)) {
    changed (self);
    return TRUE;
  }
  /* Whoever sets the clock back from here on ends it. */
  chosen.since_us = MAX (chosen.since_us, now);
  put (self, choice, &chosen);
  changed (self);
  return FALSE;
}

char *
confab_model_safety_dup_kept (ConfabModelSafety *self, ConfabChoice choice) {
  const Slot *slot = &self->slots[choice];

  if (!slot->is_there)
    return NULL;
  return g_strdup_printf ("%d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, slot->chosen.value,
      slot->chosen.since_us, slot->chosen.until_us);
}

gboolean
confab_model_safety_sweep (ConfabModelSafety *self, ConfabModelSafetyOver over, gpointer data) {
  gint64 now = confab_base_clock_wall_us (self->clock);
  gboolean is_something_left = FALSE;
  gboolean has_ended = FALSE;

  for (guint i = 1; i < CONFAB_CHOICE_COUNT; i++) {
    Slot *slot = &self->slots[i];

    if (!slot->is_there)
      continue;
    if (has_run_out (self, slot) ||
        confab_safety_choice_is_over ((ConfabChoice)i, &slot->chosen, now)) {
      *slot = (Slot){ 0 };
      over ((ConfabChoice)i, data);
      has_ended = TRUE;
    } else if (slot->chosen.until_us != 0) {
      is_something_left = TRUE;
    }
  }
  if (has_ended)
    changed (self);
  return is_something_left;
}

/* ---- facts and counters ---- */

/* Between CERT_IDENTITY and INTERCEPTED stands what a server is when it is not what it was,
 * and this computer's own clock. */
static gboolean
is_server_refused (ConfabModelAccount *account) {
  ConfabModelProblem problem = confab_model_account_get_problem (account);

  return problem >= CONFAB_PROBLEM_CERT_IDENTITY && problem <= CONFAB_PROBLEM_INTERCEPTED &&
         problem != CONFAB_PROBLEM_CLOCK &&
         confab_model_account_get_state (account) != CONFAB_ACCOUNT_SIGNED_IN;
}

static gboolean
keeps_on_server (ConfabModelAccount *account) {
  ConfabServerKeeps keeps = confab_model_account_get_server_keeps (account);

  return keeps == CONFAB_SERVER_KEEPS_FIXED || keeps == CONFAB_SERVER_KEEPS_EVERYTHING;
}

/* By a clock that is right to the day; what is dated tomorrow is new. */
static gboolean
is_checker_old (ConfabModelSafety *self) {
  return self->dated_us <
         confab_base_clock_wall_us (self->clock) - CONFAB_CHECKER_MAX_DAYS * G_TIME_SPAN_DAY;
}

/* What is dated tomorrow is new. */
static ConfabBackupAge
backup_age (ConfabModelSafety *self) {
  if (self->backup.made_us == 0)
    return CONFAB_BACKUP_AGE_NONE;
  return self->backup.made_us <
                 confab_base_clock_wall_us (self->clock) - CONFAB_BACKUP_MAX_DAYS * G_TIME_SPAN_DAY
             ? CONFAB_BACKUP_AGE_OLD
             : CONFAB_BACKUP_AGE_NEW;
}

void
confab_model_safety_gather (
    ConfabModelSafety *self, GListModel *accounts, ConfabSafetyFacts *facts) {
  guint n = g_list_model_get_n_items (accounts);

  *facts = (ConfabSafetyFacts){ .n_accounts = n };
  for (guint i = 1; i < CONFAB_CHOICE_COUNT; i++) {
    facts->choices[i] = confab_model_safety_get (self, (ConfabChoice)i);
    facts->until_us[i] = confab_model_safety_get_until (self, (ConfabChoice)i);
  }
  facts->checker = self->checker;
  facts->backup = backup_age (self);
  facts->is_road_chosen = self->is_road_chosen;
  facts->is_checker_old = is_checker_old (self);
  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelAccount) account = g_list_model_get_item (accounts, i);

    facts->n_new_devices += confab_model_account_get_undecided (account);
    facts->is_server_refused = facts->is_server_refused || is_server_refused (account);
    facts->lacks_block_list =
        facts->lacks_block_list || confab_model_account_lacks_block_list (account);
    facts->keeps_on_server = facts->keeps_on_server || keeps_on_server (account);
  }
}

gint64
confab_model_safety_get_since (ConfabModelSafety *self) {
  return self->since_us;
}

guint
confab_model_safety_get_refused (ConfabModelSafety *self) {
  return self->n_refused;
}

gint64
confab_model_safety_get_erased (ConfabModelSafety *self) {
  return self->erased_us;
}

const ConfabModelRoom *
confab_model_safety_get_room (ConfabModelSafety *self) {
  return &self->room;
}

void
confab_model_safety_set_room (ConfabModelSafety *self, const ConfabModelRoom *room) {
  self->room = *room;
  counted (self);
}

gint64
confab_model_safety_get_looked (ConfabModelSafety *self, guint *n_open) {
  *n_open = self->n_open;
  return self->looked_us;
}

void
confab_model_safety_note_looked (ConfabModelSafety *self, guint n_open) {
  self->looked_us = confab_base_clock_wall_us (self->clock);
  self->n_open = n_open;
  counted (self);
}

void
confab_model_safety_note_refused (ConfabModelSafety *self) {
  if (self == NULL || self->n_refused == G_MAXUINT)
    return;
  self->n_refused++;
  counted (self);
}

void
confab_model_safety_note_erased (ConfabModelSafety *self) {
  if (self == NULL)
    return;
  self->erased_us = confab_base_clock_wall_us (self->clock);
  counted (self);
}

/* ---- the way to servers ---- */

void
confab_model_safety_set_road_chosen (ConfabModelSafety *self, gboolean is_road_chosen) {
  self->is_road_chosen = is_road_chosen;
  changed (self);
}

/* ---- the last backup ---- */

const ConfabModelLastBackup *
confab_model_safety_get_backup (ConfabModelSafety *self) {
  return &self->backup;
}

void
confab_model_safety_set_backup (ConfabModelSafety *self, const ConfabModelLastBackup *backup) {
  self->backup = *backup;
  changed (self);
}

/* ---- the virus checker ---- */

ConfabChecker
confab_model_safety_get_checker (ConfabModelSafety *self, const char **engine, gint64 *dated_us) {
  if (engine != NULL)
    *engine = self->engine;
  if (dated_us != NULL)
    *dated_us = self->dated_us;
  return self->checker;
}

void
confab_model_safety_set_checker (
    ConfabModelSafety *self, ConfabChecker checker, const char *engine, gint64 dated_us) {
  gboolean differs = self->checker != checker || self->dated_us != dated_us;

  self->checker = checker;
  self->dated_us = dated_us;
  if (g_set_str (&self->engine, engine) || differs)
    changed (self);
}

/* ---- the wizard ---- */

gboolean
confab_model_safety_get_page (guint page, ConfabModelSafetyPage *offered) {
  static const ConfabChoice choices[CONFAB_MODEL_SAFETY_PAGES] = {
    CONFAB_CHOICE_KEEP,
    CONFAB_CHOICE_WRITE,
    CONFAB_CHOICE_PROFILE,
    CONFAB_CHOICE_SIGN_IN,
  };
  int start;

  if (page < 1 || page > CONFAB_MODEL_SAFETY_PAGES)
    return FALSE;
  *offered = (ConfabModelSafetyPage){ .choice = choices[page - 1] };
  start = confab_safety_choice_start (offered->choice);
  offered->values[offered->n_values++] = start;
  if (offered->choice == CONFAB_CHOICE_KEEP) {
    offered->values[offered->n_values++] = CONFAB_KEEP_MONTH;
    offered->values[offered->n_values++] = CONFAB_KEEP_FOR_GOOD;
    return TRUE;
  }
  for (int value = 0; value <= confab_safety_choice_last (offered->choice); value++)
    if (value != start)
      offered->values[offered->n_values++] = value;
  return TRUE;
}
