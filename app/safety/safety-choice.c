/* The table of choices and the rule of their end. A choice that cannot be read or believed is never
 * a weaker one, and a value above `last` is refused, whoever wrote it. */

#include "safety/safety-choice.h"

#include "safety/safety-quiet.h"

typedef struct {
  const char *name;
  int start;
  int last;
} Rule;

static const Rule rules[CONFAB_CHOICE_COUNT] = {
  [CONFAB_CHOICE_KEEP] = { "keep", CONFAB_KEEP_UNTIL_CLOSED, CONFAB_KEEP_FOR_GOOD },
  [CONFAB_CHOICE_WRITE] = { "write", CONFAB_WRITE_NOTES, CONFAB_WRITE_NOTES },
  [CONFAB_CHOICE_PROFILE] = { "profile", CONFAB_PROFILE_ADDRESS, CONFAB_PROFILE_ADDRESS },
  [CONFAB_CHOICE_SIGN_IN] = { "sign-in", CONFAB_SIGN_IN_PRESSED, CONFAB_SIGN_IN_LOCKED },
  [CONFAB_CHOICE_RECEIPTS] = { "receipts", CONFAB_RECEIPTS_SEEN, CONFAB_RECEIPTS_SEEN },
  [CONFAB_CHOICE_TYPED] = { "typed", CONFAB_GUARDING_ASK, CONFAB_GUARDING_OFF },
  [CONFAB_CHOICE_PERSONAL] = { "personal", CONFAB_GUARDING_ASK, CONFAB_GUARDING_OFF },
  [CONFAB_CHOICE_LINKS] = { "links", CONFAB_LINKS_ASK, CONFAB_LINKS_OPEN },
  [CONFAB_CHOICE_NOTIFY] = { "notify", CONFAB_NOTIFY_NAME, CONFAB_NOTIFY_TEXT },
  [CONFAB_CHOICE_QUIET] = { "quiet", CONFAB_QUIET_OFF, CONFAB_QUIET_OFF },
  [CONFAB_CHOICE_WAIT] = { "wait", CONFAB_WAIT_NOT, CONFAB_WAIT_NOT },
};

static const Rule *
rule_of (ConfabChoice choice) {
  return choice < CONFAB_CHOICE_COUNT ? &rules[choice] : &rules[CONFAB_CHOICE_NONE];
}

const char *
confab_safety_choice_name (ConfabChoice choice) {
  return rule_of (choice)->name;
}

int
confab_safety_choice_start (ConfabChoice choice) {
  return rule_of (choice)->start;
}

int
confab_safety_choice_last (ConfabChoice choice) {
  return rule_of (choice)->last;
}

gboolean
confab_safety_choice_weakens (ConfabChoice choice, int value) {
  return value > rule_of (choice)->start;
}

/* What is kept until it is changed must not go because a clock went back. */
static gboolean
is_believable (ConfabChoice choice, const ConfabChosen *chosen, gint64 now_us) {
  if (choice == CONFAB_CHOICE_KEEP && chosen->until_us == 0)
    return chosen->since_us > 0;
  if (chosen->since_us <= 0 || now_us < chosen->since_us - CONFAB_CHOICE_SLACK_US)
    return FALSE;
  if (chosen->until_us == 0)
    return TRUE;
  return chosen->until_us > chosen->since_us &&
         chosen->until_us - chosen->since_us <= CONFAB_CHOICE_LONGEST_US;
}

int
confab_safety_choice_now (ConfabChoice choice, const ConfabChosen *chosen, gint64 now_us) {
  const Rule *rule = rule_of (choice);

  if (chosen == NULL)
    return rule->start;
  if (chosen->value < 0 || chosen->value > rule->last)
    return 0;
  if (chosen->value <= rule->start)
    return chosen->value;
  if (!is_believable (choice, chosen, now_us))
    return rule->start;
  if (chosen->until_us != 0 && now_us >= chosen->until_us)
    return rule->start;
  return chosen->value;
}

gboolean
confab_safety_choice_is_over (ConfabChoice choice, const ConfabChosen *chosen, gint64 now_us) {
  return confab_safety_choice_weakens (choice, chosen->value) &&
         confab_safety_choice_now (choice, chosen, now_us) != chosen->value &&
         chosen->value <= rule_of (choice)->last;
}

guint
confab_safety_choice_wait (int chosen) {
  switch ((ConfabWait)chosen) {
  case CONFAB_WAIT_20:
    break;
  case CONFAB_WAIT_10:
    return 10;
  case CONFAB_WAIT_5:
    return 5;
  case CONFAB_WAIT_NOT:
    return 0;
  }
  return 20;
}

ConfabNotify
confab_safety_choice_notify (int chosen, ConfabGrade grade) {
  if (grade < CONFAB_GRADE_KNOWN || chosen < CONFAB_NOTIFY_NAME)
    return CONFAB_NOTIFY_NOTHING;
  return chosen == CONFAB_NOTIFY_TEXT ? CONFAB_NOTIFY_TEXT : CONFAB_NOTIFY_NAME;
}
