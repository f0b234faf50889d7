#pragma once

/* The register: a row for each risk that the program answers, from which the Safety page, the strip
 * and the wizard are drawn. Its words for people are in ui/safety/safety-words.c, by the same
 * numbers. A row says what is enforced today and nothing more; what is not built says so. */

#include "safety/safety-choice.h"

G_BEGIN_DECLS

#define CONFAB_RISK_COUNT 44 /* R01 to R44 */

typedef enum {
  CONFAB_GROUP_PEOPLE = 0,
  CONFAB_GROUP_TYPED,
  CONFAB_GROUP_EAVESDROPPING,
  CONFAB_GROUP_SEEN,
  CONFAB_GROUP_KEPT,
  CONFAB_GROUP_FILES,
  CONFAB_GROUP_PROGRAM,
  CONFAB_GROUP_COUNT
} ConfabRiskGroup;

typedef enum {
  CONFAB_START_ON = 0, /* from the first moment */
  CONFAB_START_ACT,    /* needs one act of the user */
  CONFAB_START_OFFER,  /* offered, never nagged */
} ConfabRiskStart;

/* How much of it there is. */
typedef enum {
  CONFAB_BUILT_NO = 0,
  CONFAB_BUILT_PART, /* its words say which part */
  CONFAB_BUILT_WHOLE,
} ConfabRiskBuilt;

/* What the rest comes with. */
typedef enum {
  CONFAB_COMES_LATER = 0,
  CONFAB_COMES_WITH_ROOMS,
  CONFAB_COMES_WITH_LOCK,
} ConfabRiskComes;

/* What keeps it from being changed. */
typedef enum {
  CONFAB_LOCKED_FIXED = 0, /* built so: there is nothing to switch off */
  CONFAB_LOCKED_NOT,       /* the user may change it, by `choice` */
} ConfabRiskLock;

/* The three that stand in front. */
typedef enum {
  CONFAB_PROMISE_NONE = 0,
  CONFAB_PROMISE_BLANK_PROFILE,
  CONFAB_PROMISE_NO_LOGGING,
  CONFAB_PROMISE_STRANGERS_BLOCKED,
  CONFAB_PROMISE_COUNT
} ConfabPromise;

/* The virus checker of this computer, as it last answered. */
typedef enum {
  CONFAB_CHECKER_UNKNOWN = 0, /* not asked yet */
  CONFAB_CHECKER_ABSENT,      /* none within reach */
  CONFAB_CHECKER_BROKEN,      /* one is there, and does not answer */
  CONFAB_CHECKER_HERE,
} ConfabChecker;

/* Definitions older than that need the user. */
#define CONFAB_CHECKER_MAX_DAYS 14

/* The last backup that was tested. */
typedef enum {
  CONFAB_BACKUP_AGE_NONE = 0,
  CONFAB_BACKUP_AGE_OLD,
  CONFAB_BACKUP_AGE_NEW,
} ConfabBackupAge;

/* Older than that, the weekly reminder stands. */
#define CONFAB_BACKUP_MAX_DAYS 7

/* The present state, the one that claims least first. */
typedef enum {
  CONFAB_STATE_COMES = 0,     /* not there yet */
  CONFAB_STATE_ABSENT,        /* done where something is that this computer lacks, or that nobody
                                 asked yet */
  CONFAB_STATE_OFF,           /* until the user changes it */
  CONFAB_STATE_OFF_UNTIL,     /* ends by itself */
  CONFAB_STATE_NEEDS_YOU,     /* one act of the user is missing */
  CONFAB_STATE_SERVER_CANNOT, /* on this side only */
  CONFAB_STATE_ON,
} ConfabRiskStateKind;

typedef struct {
  ConfabRiskStateKind kind;
  gint64 until_us; /* of OFF_UNTIL */
} ConfabRiskState;

/* What the states follow from. Zero: nothing is known, and nothing was chosen that is weaker. */
typedef struct {
  int choices[CONFAB_CHOICE_COUNT];     /* what holds now */
  gint64 until_us[CONFAB_CHOICE_COUNT]; /* of those that are weakened; 0: until changed */
  guint n_accounts;
  guint n_new_devices; /* signed in as me, and wait for my word */
  gboolean
      is_server_refused;     /* an account was not signed in, since its server is not what it was */
  gboolean lacks_block_list; /* a server said that it has none */
  gboolean keeps_on_server;  /* a server keeps what it likes, and lets nobody choose */
  ConfabChecker checker;
  gboolean is_checker_old; /* its definitions are, or it does not say */
  ConfabBackupAge backup;
  gboolean is_road_chosen; /* no line goes straight to a server (R16) */
} ConfabSafetyFacts;

typedef struct _ConfabRisk ConfabRisk;
struct _ConfabRisk {
  int number;       /* 1 to 44 */
  const char *name; /* "r17-presence": in tests and in the vault of words */
  ConfabRiskGroup group;
  ConfabRiskStart start;
  ConfabRiskBuilt built;
  ConfabRiskComes comes; /* where it is not built whole */
  ConfabRiskLock lock;
  ConfabChoice choice; /* by which it is weakened; NONE: by nothing */
  ConfabPromise promise;
  const char *enforced_by; /* files below app/, or from ui/ on, with spaces between;
                              NULL: not built */
  ConfabRiskState (*state) (const ConfabRisk *risk, const ConfabSafetyFacts *facts);
};

/* `number` 1 to 44, else NULL. Static. */
const ConfabRisk *confab_safety_register_get (int number);
/* The first row that `choice` weakens; NULL: none. Static. */
const ConfabRisk *confab_safety_register_find (ConfabChoice choice);

ConfabRiskState
confab_safety_register_state (const ConfabRisk *risk, const ConfabSafetyFacts *facts);
/* The least of the states of what a promise stands for. */
ConfabRiskState
confab_safety_register_promise (ConfabPromise promise, const ConfabSafetyFacts *facts);
/* How many rows are off, and how many need the user. Each may be NULL. */
void
confab_safety_register_count (const ConfabSafetyFacts *facts, guint *n_off, guint *n_need_user);

G_END_DECLS
