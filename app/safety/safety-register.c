/* The register as one table, and the states that follow from facts. A row claims what the files in
 * `enforced_by` do and no more: what is not built is COMES whatever the facts say, and a state is
 * never better than what was chosen. */

#include "safety/safety-register.h"

static ConfabRiskState
state_built (const ConfabRisk *risk, const ConfabSafetyFacts *facts) {
  return (
      ConfabRiskState){ risk->built == CONFAB_BUILT_NO ? CONFAB_STATE_COMES : CONFAB_STATE_ON, 0 };
}

static ConfabRiskState
state_chosen (const ConfabRisk *risk, const ConfabSafetyFacts *facts) {
  gint64 until_us = facts->until_us[risk->choice];

  if (!confab_safety_choice_weakens (risk->choice, facts->choices[risk->choice]))
    return (ConfabRiskState){ CONFAB_STATE_ON, 0 };
  return (ConfabRiskState){ until_us != 0 ? CONFAB_STATE_OFF_UNTIL : CONFAB_STATE_OFF, until_us };
}

/* Signing in at opening is no staying signed in while away. */
static ConfabRiskState
state_away (const ConfabRisk *risk, const ConfabSafetyFacts *facts) {
  if (facts->choices[CONFAB_CHOICE_SIGN_IN] < CONFAB_SIGN_IN_LOCKED)
    return (ConfabRiskState){ CONFAB_STATE_ON, 0 };
  return state_chosen (risk, facts);
}

/* Somebody signed in as me: is it me? Until that is said, nobody's messages should go there. */
static ConfabRiskState
state_devices (const ConfabRisk *risk, const ConfabSafetyFacts *facts) {
  return (
      ConfabRiskState){ facts->n_new_devices > 0 ? CONFAB_STATE_NEEDS_YOU : CONFAB_STATE_ON, 0 };
}

static ConfabRiskState
state_server (const ConfabRisk *risk, const ConfabSafetyFacts *facts) {
  return (
      ConfabRiskState){ facts->is_server_refused ? CONFAB_STATE_NEEDS_YOU : CONFAB_STATE_ON, 0 };
}

static ConfabRiskState
state_block (const ConfabRisk *risk, const ConfabSafetyFacts *facts) {
  return (
      ConfabRiskState){ facts->lacks_block_list ? CONFAB_STATE_SERVER_CANNOT : CONFAB_STATE_ON, 0 };
}

static ConfabRiskState
state_keeps (const ConfabRisk *risk, const ConfabSafetyFacts *facts) {
  return (
      ConfabRiskState){ facts->keeps_on_server ? CONFAB_STATE_SERVER_CANNOT : CONFAB_STATE_ON, 0 };
}

static ConfabRiskState
state_checker (const ConfabRisk *risk, const ConfabSafetyFacts *facts) {
  switch (facts->checker) {
  case CONFAB_CHECKER_UNKNOWN:
  case CONFAB_CHECKER_ABSENT:
    break;
  case CONFAB_CHECKER_BROKEN:
    return (ConfabRiskState){ CONFAB_STATE_NEEDS_YOU, 0 };
  case CONFAB_CHECKER_HERE:
    return (ConfabRiskState){ facts->is_checker_old ? CONFAB_STATE_NEEDS_YOU : CONFAB_STATE_ON, 0 };
  }
  return (ConfabRiskState){ CONFAB_STATE_ABSENT, 0 };
}

/* Nobody who never made one is reminded: it is offered, and shown as open. */
static ConfabRiskState
state_backup (const ConfabRisk *risk, const ConfabSafetyFacts *facts) {
  switch (facts->backup) {
  case CONFAB_BACKUP_AGE_NONE:
    break;
  case CONFAB_BACKUP_AGE_OLD:
    return (ConfabRiskState){ CONFAB_STATE_NEEDS_YOU, 0 };
  case CONFAB_BACKUP_AGE_NEW:
    return (ConfabRiskState){ CONFAB_STATE_ON, 0 };
  }
  return (ConfabRiskState){ CONFAB_STATE_ABSENT, 0 };
}

/* Nothing that is open: without it messages go at once. */
static ConfabRiskState
state_wait (const ConfabRisk *risk, const ConfabSafetyFacts *facts) {
  gboolean waits = confab_safety_choice_wait (facts->choices[CONFAB_CHOICE_WAIT]) > 0;

  return (ConfabRiskState){ waits ? CONFAB_STATE_ON : CONFAB_STATE_ABSENT, 0 };
}

static ConfabRiskState
state_road (const ConfabRisk *risk, const ConfabSafetyFacts *facts) {
  return (ConfabRiskState){ facts->is_road_chosen ? CONFAB_STATE_ON : CONFAB_STATE_ABSENT, 0 };
}

#define PEOPLE CONFAB_GROUP_PEOPLE
#define TYPED CONFAB_GROUP_TYPED
#define WIRE CONFAB_GROUP_EAVESDROPPING
#define SEEN CONFAB_GROUP_SEEN
#define KEPT CONFAB_GROUP_KEPT
#define FILES CONFAB_GROUP_FILES
#define PROGRAM CONFAB_GROUP_PROGRAM
#define WHOLE .built = CONFAB_BUILT_WHOLE
#define PART(with) .built = CONFAB_BUILT_PART, .comes = CONFAB_COMES_##with
#define NOT_BUILT(with) .built = CONFAB_BUILT_NO, .comes = CONFAB_COMES_##with, .state = state_built
#define FIXED .lock = CONFAB_LOCKED_FIXED, .state = state_built
#define CHOICE(which)                                                                              \
  .lock = CONFAB_LOCKED_NOT, .choice = CONFAB_CHOICE_##which, .state = state_chosen
/* A choice that has one value so far. */
#define ONE_CHOICE(which)                                                                          \
  .lock = CONFAB_LOCKED_FIXED, .choice = CONFAB_CHOICE_##which, .state = state_chosen
#define PROMISE(which) .promise = CONFAB_PROMISE_##which
#define BY .enforced_by =

static const ConfabRisk risks[CONFAB_RISK_COUNT] = {
  { 1, "r01-who", PEOPLE, WHOLE, FIXED,
      BY "safety/safety-lookalike.c messaging/messaging-lookalike.c messaging/messaging-server.c "
         "safety/safety-device.c" },
  { 2, "r02-strangers", PEOPLE, WHOLE, PROMISE (STRANGERS_BLOCKED), CHOICE (WRITE),
      BY "safety/safety-receive.c safety/safety-disclose.c" },
  { 3, "r03-requests", PEOPLE, WHOLE, PROMISE (STRANGERS_BLOCKED), CHOICE (WRITE),
      BY "safety/safety-receive.c messaging/messaging-request.c" },
  { 4, "r04-block", PEOPLE, WHOLE, .state = state_block,
      BY "accounts/accounts-block.c xep/xep-block.c safety/safety-receive.c" },
  { 5, "r05-nuisance", PEOPLE, WHOLE, CHOICE (QUIET),
      BY "safety/safety-receive.c messaging/messaging-request.c safety/safety-flood.c "
         "safety/safety-quiet.c ui/app/app-notify.c" },
  { 6, "r06-rooms", PEOPLE, NOT_BUILT (WITH_ROOMS) },
  { 7, "r07-tricks", PEOPLE, WHOLE, FIXED, BY "safety/safety-scam.c" },

  { 8, "r08-secrets", TYPED, WHOLE, CHOICE (TYPED),
      BY "safety/safety-typed.c messaging/messaging-guard.c core/core-attach.c" },
  { 9, "r09-facts", TYPED, WHOLE, CHOICE (PERSONAL),
      BY "safety/safety-typed.c messaging/messaging-guard.c" },
  { 10, "r10-take-back", TYPED, CONFAB_START_OFFER, WHOLE, .lock = CONFAB_LOCKED_NOT,
      .choice = CONFAB_CHOICE_WAIT, .state = state_wait,
      BY "messaging/messaging-wait.c messaging/messaging-change.c messaging/messaging-retract.c "
         "safety/safety-correct.c safety/safety-retract.c "
         "messaging/messaging-timer.c" },
  { 11, "r11-many", TYPED, WHOLE, FIXED, BY "safety/safety-spread.c messaging/messaging-guard.c" },

  { 12, "r12-sealed", WIRE, WHOLE, .state = state_devices,
      BY "safety/safety-send.c safety/safety-device.c omemo/omemo-seal.c" },
  { 13, "r13-server", WIRE, WHOLE, .state = state_server,
      BY "safety/safety-server.c net/net-tls.c" },
  { 14, "r14-provider", WIRE, WHOLE, FIXED,
      BY "xep/xep-sce.c accounts/accounts-session.c accounts/accounts-server.c" },

  { 15, "r15-where", SEEN, WHOLE, FIXED, BY "net/net-connect.c" },
  { 16, "r16-proxy", SEEN, CONFAB_START_OFFER, WHOLE, .state = state_road,
      BY "accounts/accounts-road.c core/core-road.c net/net-connect.c net/net-endpoints.c "
         "core/core-hour.c" },
  { 17, "r17-presence", SEEN, WHOLE, PROMISE (BLANK_PROFILE), FIXED,
      BY "safety/safety-disclose.c xep/xep-out.c" },
  { 18, "r18-profile", SEEN, WHOLE, PROMISE (BLANK_PROFILE), ONE_CHOICE (PROFILE),
      BY
      "safety/safety-disclose.c xep/xep-out.c accounts/accounts-look.c ui/wizard/wizard-madeup.c" },
  { 19, "r19-program", SEEN, WHOLE, PROMISE (BLANK_PROFILE), CHOICE (RECEIPTS),
      BY "safety/safety-disclose.c xep/xep-out.c messaging/messaging-displayed.c "
         "messaging/messaging-typing.c" },
  { 20, "r20-sign-in", SEEN, WHOLE, CHOICE (SIGN_IN),
      BY "accounts/accounts-session.c core/core-safety.c core/core-lock.c" },
  { 21, "r21-away", SEEN, WHOLE, .lock = CONFAB_LOCKED_NOT, .choice = CONFAB_CHOICE_SIGN_IN,
      .state = state_away, BY "core/core-lock.c accounts/accounts-aside.c ui/app/app-lock.c" },
  { 22, "r22-doors", SEEN, WHOLE, FIXED,
      BY "net/net-connect.c net/net-endpoints.c safety/safety-door.c" },
  { 23, "r23-shares", SEEN, WHOLE, FIXED,
      BY "messaging/messaging-files-send.c xep/xep-out.c safety/safety-disclose.c" },
  { 24, "r24-quotas", SEEN, WHOLE, FIXED,
      BY "messaging/messaging-files-room.c messaging/messaging-files-down.c" },

  { 25, "r25-no-logging", KEPT, WHOLE, PROMISE (NO_LOGGING), CHOICE (KEEP),
      BY "safety/safety-retention.c messaging/messaging-retention.c core/core-retention.c" },
  { 26, "r26-locked", KEPT, WHOLE, PROMISE (NO_LOGGING), FIXED,
      BY "store/store-file.c keyring/keyring.c" },
  { 27, "r27-keepers", KEPT, WHOLE, FIXED,
      BY "ui/chat/chat-chips.c ui/chat/chat-timer.c messaging/messaging-timer.c" },
  { 28, "r28-server-keeps", KEPT, PART (LATER), .state = state_keeps,
      BY "messaging/messaging-archive.c xep/xep-mam-prefs.c" },
  { 29, "r29-credentials", KEPT, WHOLE, FIXED, BY "keyring/keyring.c" },
  { 30, "r30-backup", KEPT, CONFAB_START_ACT, WHOLE, .state = state_backup,
      BY "core/core-backup.c core/core-restore.c backup/backup-file.c store/store-backup.c "
         "ui/backup/backup-page.c" },
  { 31, "r31-screen", KEPT, PART (WITH_LOCK), CHOICE (NOTIFY),
      BY "ui/app/app-notify.c ui/app/app-lock.c" },

  { 32, "r32-downloads", FILES, WHOLE, FIXED, BY "safety/safety-link.c net/net-connect.c" },
  { 33, "r33-programs", FILES, WHOLE, FIXED,
      BY "safety/safety-file.c files/files-kind.c messaging/messaging-files-judge.c" },
  { 34, "r34-virus", FILES, WHOLE, .state = state_checker,
      BY "files/files-clam.c messaging/messaging-checker.c safety/safety-file.c" },
  { 35, "r35-sender", FILES, WHOLE, FIXED, BY "safety/safety-file.c ui/chat/chat-file-card.c" },
  { 36, "r36-links", FILES, WHOLE, CHOICE (LINKS), BY "safety/safety-link.c" },
  { 37, "r37-pictures", FILES, PART (LATER), FIXED, BY "files/files-clean.c core/core-attach.c" },

  { 38, "r38-holes", PROGRAM, PART (LATER), FIXED,
      BY "xmpp/xmpp-parser.c base/base-text.c files/files-picture.c" },
  { 39, "r39-updates", PROGRAM, NOT_BUILT (LATER) },
  { 40, "r40-policy", PROGRAM, CONFAB_START_OFFER, NOT_BUILT (LATER) },
  { 41, "r41-open", PROGRAM, PART (LATER), FIXED,
      BY "xmpp/xmpp-stream.c core/core-carry.c safety/safety-bring.c" },
  { 42, "r42-services", PROGRAM, WHOLE, FIXED, BY "messaging/messaging-files-send.c" },
  { 43, "r43-choices", PROGRAM, WHOLE, FIXED,
      BY "safety/safety-register.c safety/safety-choice.c core/core-guide.c "
         "ui/wizard/wizard-guide.c ui/safety/safety-checkup.c" },
  { 44, "r44-limits", PROGRAM, WHOLE, FIXED, BY "safety/safety-register.c" },
};

const ConfabRisk *
confab_safety_register_get (int number) {
  return number >= 1 && number <= CONFAB_RISK_COUNT ? &risks[number - 1] : NULL;
}

const ConfabRisk *
confab_safety_register_find (ConfabChoice choice) {
  for (int i = 0; choice != CONFAB_CHOICE_NONE && i < CONFAB_RISK_COUNT; i++)
    if (risks[i].choice == choice)
      return &risks[i];
  return NULL;
}

ConfabRiskState
confab_safety_register_state (const ConfabRisk *risk, const ConfabSafetyFacts *facts) {
  if (risk == NULL || facts == NULL || risk->built == CONFAB_BUILT_NO)
    return (ConfabRiskState){ CONFAB_STATE_COMES, 0 };
  return risk->state (risk, facts);
}

ConfabRiskState
confab_safety_register_promise (ConfabPromise promise, const ConfabSafetyFacts *facts) {
  ConfabRiskState least = { CONFAB_STATE_COMES, 0 };
  gboolean has_one = FALSE;

  for (int i = 0; promise != CONFAB_PROMISE_NONE && i < CONFAB_RISK_COUNT; i++) {
    ConfabRiskState state = confab_safety_register_state (&risks[i], facts);

    if (risks[i].promise == promise && (!has_one || state.kind < least.kind)) {
      least = state;
      has_one = TRUE;
    }
  }
  return least;
}

void
confab_safety_register_count (const ConfabSafetyFacts *facts, guint *n_off, guint *n_need_user) {
  guint off = 0;
  guint need = 0;

  for (int i = 0; i < CONFAB_RISK_COUNT; i++) {
    ConfabRiskState state = confab_safety_register_state (&risks[i], facts);

    /* One choice may stand behind two rows. */
    if ((state.kind == CONFAB_STATE_OFF || state.kind == CONFAB_STATE_OFF_UNTIL) &&
        confab_safety_register_find (risks[i].choice) == &risks[i])
      off++;
    if (state.kind == CONFAB_STATE_NEEDS_YOU)
      need++;
  }
  if (n_off != NULL)
    *n_off = off;
  if (n_need_user != NULL)
    *n_need_user = need;
}
