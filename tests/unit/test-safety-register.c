/* The register: 44 rows in order, each with what it needs to be believed, and states that are never
 * better than the facts. */

#include <string.h>

#include "safety/safety-register.h"

#define RISK_TAKE_BACK 10 /* nobody has asked for it */
#define RISK_ROAD 16
#define RISK_BACKUP 30
#define RISK_VIRUS 34 /* nobody has asked for a checker */

static void
test_rows (void) {
  for (int i = 1; i <= CONFAB_RISK_COUNT; i++) {
    const ConfabRisk *risk = confab_safety_register_get (i);
    g_autofree char *begin = g_strdup_printf ("r%02d-", i);

    g_assert_nonnull (risk);
    g_test_message ("%s", risk->name);
    g_assert_cmpint (risk->number, ==, i);
    g_assert_true (g_str_has_prefix (risk->name, begin) && strlen (risk->name) > strlen (begin));
    g_assert_cmpint (risk->group, <, CONFAB_GROUP_COUNT);
    g_assert_nonnull (risk->state);
    if (i > 1)
      g_assert_cmpint (risk->group, >=, confab_safety_register_get (i - 1)->group);
  }
  g_assert_null (confab_safety_register_get (0));
  g_assert_null (confab_safety_register_get (CONFAB_RISK_COUNT + 1));
}

/* What is built names what enforces it; what can be changed has a choice with two values at least,
 * and every such choice stands in a row. */
static void
test_honesty (void) {
  gboolean found[CONFAB_CHOICE_COUNT] = { FALSE };

  for (int i = 1; i <= CONFAB_RISK_COUNT; i++) {
    const ConfabRisk *risk = confab_safety_register_get (i);
    gboolean has_alternative = confab_safety_choice_last (risk->choice) > 0;

    g_test_message ("%s", risk->name);
    g_assert_cmpint (risk->built != CONFAB_BUILT_NO, ==, risk->enforced_by != NULL);
    g_assert_cmpint (risk->lock == CONFAB_LOCKED_NOT, ==, has_alternative);
    if (risk->built == CONFAB_BUILT_NO)
      g_assert_cmpint (risk->choice, ==, CONFAB_CHOICE_NONE);
    found[risk->choice] = TRUE;
  }
  for (guint choice = 1; choice < CONFAB_CHOICE_COUNT; choice++)
    g_assert_true (
        found[choice] && confab_safety_register_find ((ConfabChoice)choice)->choice == choice);
  g_assert_null (confab_safety_register_find (CONFAB_CHOICE_NONE));
}

static void
start (ConfabSafetyFacts *facts) {
  *facts = (ConfabSafetyFacts){ 0 };
  for (guint choice = 1; choice < CONFAB_CHOICE_COUNT; choice++)
    facts->choices[choice] = confab_safety_choice_start ((ConfabChoice)choice);
}

static void
test_states_at_the_start (void) {
  ConfabSafetyFacts facts;
  guint n_off, n_need_user;

  start (&facts);
  for (int i = 1; i <= CONFAB_RISK_COUNT; i++) {
    const ConfabRisk *risk = confab_safety_register_get (i);

    g_assert_cmpint (confab_safety_register_state (risk, &facts).kind, ==,
        risk->built == CONFAB_BUILT_NO ? CONFAB_STATE_COMES
        : i == RISK_VIRUS || i == RISK_BACKUP || i == RISK_TAKE_BACK || i == RISK_ROAD
            ? CONFAB_STATE_ABSENT
            : CONFAB_STATE_ON);
  }
  for (guint promise = 1; promise < CONFAB_PROMISE_COUNT; promise++)
    g_assert_cmpint (
        confab_safety_register_promise ((ConfabPromise)promise, &facts).kind, ==, CONFAB_STATE_ON);
  confab_safety_register_count (&facts, &n_off, &n_need_user);
  g_assert_cmpuint (n_off, ==, 0);
  g_assert_cmpuint (n_need_user, ==, 0);
  g_assert_cmpint (
      confab_safety_register_promise (CONFAB_PROMISE_NONE, &facts).kind, ==, CONFAB_STATE_COMES);
}

/* Each value of each choice: rows say that it is off exactly where it is weaker than the start. */
static void
test_states_follow_choices (void) {
  for (guint choice = 1; choice < CONFAB_CHOICE_COUNT; choice++) {
    const ConfabRisk *risk = confab_safety_register_find ((ConfabChoice)choice);

    if (choice == CONFAB_CHOICE_WAIT)
      continue;
    for (int value = 0; value <= confab_safety_choice_last ((ConfabChoice)choice) + 2; value++)
      for (gint64 until = 0; until <= 7; until += 7) {
        gboolean is_weak = confab_safety_choice_weakens ((ConfabChoice)choice, value);
        ConfabSafetyFacts facts;
        ConfabRiskState state;
        guint n_off;

        start (&facts);
        facts.choices[choice] = value;
        facts.until_us[choice] = until;
        state = confab_safety_register_state (risk, &facts);
        g_assert_cmpint (state.kind, ==,
            !is_weak     ? CONFAB_STATE_ON
            : until == 0 ? CONFAB_STATE_OFF
                         : CONFAB_STATE_OFF_UNTIL);
        g_assert_cmpint (state.until_us, ==, is_weak ? until : 0);
        confab_safety_register_count (&facts, &n_off, NULL);
        g_assert_cmpuint (n_off, ==, is_weak ? 1 : 0);
        if (risk->promise != CONFAB_PROMISE_NONE)
          g_assert_cmpint (
              confab_safety_register_promise (risk->promise, &facts).kind, ==, state.kind);
      }
  }
}

/* An offer that is not taken is nothing open. */
static void
test_wait (void) {
  const ConfabRisk *risk = confab_safety_register_get (RISK_TAKE_BACK);
  ConfabSafetyFacts facts;
  guint n_off;

  start (&facts);
  for (int value = 0; value <= CONFAB_WAIT_NOT; value++) {
    facts.choices[CONFAB_CHOICE_WAIT] = value;
    g_assert_cmpint (confab_safety_register_state (risk, &facts).kind, ==,
        value == CONFAB_WAIT_NOT ? CONFAB_STATE_ABSENT : CONFAB_STATE_ON);
    confab_safety_register_count (&facts, &n_off, NULL);
    g_assert_cmpuint (n_off, ==, 0);
  }
}

static void
test_states_follow_facts (void) {
  ConfabSafetyFacts facts;
  guint n_need_user;

  start (&facts);
  facts.n_new_devices = 2;
  g_assert_cmpint (confab_safety_register_state (confab_safety_register_get (12), &facts).kind, ==,
      CONFAB_STATE_NEEDS_YOU);
  facts.is_server_refused = TRUE;
  g_assert_cmpint (confab_safety_register_state (confab_safety_register_get (13), &facts).kind, ==,
      CONFAB_STATE_NEEDS_YOU);
  facts.lacks_block_list = TRUE;
  g_assert_cmpint (confab_safety_register_state (confab_safety_register_get (4), &facts).kind, ==,
      CONFAB_STATE_SERVER_CANNOT);
  facts.keeps_on_server = TRUE;
  g_assert_cmpint (confab_safety_register_state (confab_safety_register_get (28), &facts).kind, ==,
      CONFAB_STATE_SERVER_CANNOT);
  confab_safety_register_count (&facts, NULL, &n_need_user);
  g_assert_cmpuint (n_need_user, ==, 2);
  g_assert_cmpint (confab_safety_register_state (NULL, &facts).kind, ==, CONFAB_STATE_COMES);
  g_assert_cmpint (confab_safety_register_state (confab_safety_register_get (1), NULL).kind, ==,
      CONFAB_STATE_COMES);
}

/* Nobody is reminded of a backup who never made one. */
static void
test_backup (void) {
  const ConfabRisk *risk = confab_safety_register_get (RISK_BACKUP);
  ConfabSafetyFacts facts;

  start (&facts);
  facts.backup = CONFAB_BACKUP_AGE_NONE;
  g_assert_cmpint (confab_safety_register_state (risk, &facts).kind, ==, CONFAB_STATE_ABSENT);
  facts.backup = CONFAB_BACKUP_AGE_OLD;
  g_assert_cmpint (confab_safety_register_state (risk, &facts).kind, ==, CONFAB_STATE_NEEDS_YOU);
  facts.backup = CONFAB_BACKUP_AGE_NEW;
  g_assert_cmpint (confab_safety_register_state (risk, &facts).kind, ==, CONFAB_STATE_ON);
}

/* To go straight is no fault: another way is offered. */
static void
test_road (void) {
  const ConfabRisk *risk = confab_safety_register_get (RISK_ROAD);
  ConfabSafetyFacts facts;

  start (&facts);
  g_assert_cmpint (confab_safety_register_state (risk, &facts).kind, ==, CONFAB_STATE_ABSENT);
  facts.is_road_chosen = TRUE;
  g_assert_cmpint (confab_safety_register_state (risk, &facts).kind, ==, CONFAB_STATE_ON);
}

/* A checker is believed when it answers, and has definitions of these days. */
static void
test_states_follow_checker (void) {
  static const struct {
    ConfabChecker checker;
    gboolean is_old;
    ConfabRiskStateKind kind;
  } rows[] = {
    { CONFAB_CHECKER_UNKNOWN, FALSE, CONFAB_STATE_ABSENT },
    { CONFAB_CHECKER_UNKNOWN, TRUE, CONFAB_STATE_ABSENT },
    { CONFAB_CHECKER_ABSENT, FALSE, CONFAB_STATE_ABSENT },
    { CONFAB_CHECKER_ABSENT, TRUE, CONFAB_STATE_ABSENT },
    { CONFAB_CHECKER_BROKEN, FALSE, CONFAB_STATE_NEEDS_YOU },
    { CONFAB_CHECKER_BROKEN, TRUE, CONFAB_STATE_NEEDS_YOU },
    { CONFAB_CHECKER_HERE, FALSE, CONFAB_STATE_ON },
    { CONFAB_CHECKER_HERE, TRUE, CONFAB_STATE_NEEDS_YOU },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    ConfabSafetyFacts facts;

    start (&facts);
    facts.checker = rows[i].checker;
    facts.is_checker_old = rows[i].is_old;
    g_assert_cmpint (
        confab_safety_register_state (confab_safety_register_get (RISK_VIRUS), &facts).kind, ==,
        rows[i].kind);
  }
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/safety/register/rows", test_rows);
  g_test_add_func ("/safety/register/honesty", test_honesty);
  g_test_add_func ("/safety/register/follow-checker", test_states_follow_checker);
  g_test_add_func ("/safety/register/at-the-start", test_states_at_the_start);
  g_test_add_func ("/safety/register/choices", test_states_follow_choices);
  g_test_add_func ("/safety/register/wait", test_wait);
  g_test_add_func ("/safety/register/facts", test_states_follow_facts);
  g_test_add_func ("/safety/register/backup", test_backup);
  g_test_add_func ("/safety/register/road", test_road);
  return g_test_run ();
}
