/* The rules of the judge "scam": which meanings together make which reason, and how much each
 * weighs.
 *
 * A rule needs words of up to four kinds near each other, and none of another kind among them. What
 * weighs 50 is enough for a stranger. The highest rule of a reason counts, so that saying a thing
 * often does not make it worse. It decides nothing. */

#include "safety/safety-scam-private.h"

#define MAX_GROUPS 4
#define AMONG 5 /* words around a rule's that may hold what makes it ordinary */

/* How near. */
#define NEAR 7
#define CLOSE 14  /* a sentence, more or less */
#define AROUND 45 /* a short message */

#define IS(cue) CONFAB_CUE_BIT (CONFAB_CUE_##cue)

#define DO_ANYTHING                                                                                \
  (IS (DO_GIVE) | IS (DO_VERIFY) | IS (DO_ENTER) | IS (DO_CLICK) | IS (DO_CALL) | IS (DO_PAY) |    \
      IS (DO_INSTALL))
#define DO_ON_LINE (IS (DO_VERIFY) | IS (DO_ENTER) | IS (DO_CLICK) | IS (LINK))
#define DO_MONEY (IS (DO_PAY) | IS (DO_LEND))
#define SUM (IS (MONEY) | IS (AMOUNT))
#define HURRY (IS (URGENT) | IS (SECRECY) | IS (NO_CALL) | IS (THREAT))

typedef struct {
  ConfabScamReason reason;
  guint points;
  guint within; /* words */
  ConfabScamSet all[MAX_GROUPS];
  ConfabScamSet none;
} Rule;

static const Rule rules[] = {
  /* ---- a code ---- */
  { CONFAB_SCAM_ASKS_CODE, 38, NEAR, { IS (DO_GIVE), IS (CODE) }, IS (CODE_NOT) | IS (GIFT_CARD) },
  { CONFAB_SCAM_ASKS_CODE, 75, CLOSE, { IS (DO_GIVE), IS (CODE_ONCE) },
      IS (CODE_NOT) | IS (GIFT_CARD) },
  { CONFAB_SCAM_ASKS_CODE, 75, AROUND, { IS (DO_GIVE), IS (CODE), IS (CODE_CUE), IS (RECEIVE) },
      IS (CODE_NOT) | IS (GIFT_CARD) },
  { CONFAB_SCAM_ASKS_CODE, 65, CLOSE, { IS (DO_GIVE), IS (CODE), IS (CODE_CUE) },
      IS (CODE_NOT) | IS (GIFT_CARD) },
  { CONFAB_SCAM_ASKS_CODE, 65, CLOSE, { IS (DO_GIVE), IS (CODE), IS (RECEIVE) },
      IS (CODE_NOT) | IS (GIFT_CARD) },
  { CONFAB_SCAM_ASKS_CODE, 70, AROUND, { IS (CODE) | IS (CODE_ONCE), IS (MISTAKE), IS (DO_GIVE) },
      IS (CODE_NOT) | IS (GIFT_CARD) },
  { CONFAB_SCAM_ASKS_CODE, 55, AROUND, { IS (CODE) | IS (CODE_ONCE), IS (MISTAKE), IS (RECEIVE) },
      IS (CODE_NOT) | IS (MY) | IS (GIFT_CARD) },
  { CONFAB_SCAM_ASKS_CODE, 65, AROUND,
      { IS (DO_GIVE) | IS (ASK), IS (NUMERALS), IS (CODE_CUE), IS (RECEIVE) | IS (CODE_ONCE) }, 0 },
  { CONFAB_SCAM_ASKS_CODE, 60, CLOSE, { IS (DO_GIVE), IS (NUMERALS), IS (SMS) }, 0 },
  { CONFAB_SCAM_ASKS_CODE, 60, NEAR, { IS (NEED), IS (CODE_ONCE) },
      IS (CODE_NOT) | IS (GIFT_CARD) },
  { CONFAB_SCAM_ASKS_CODE, 60, AROUND,
      { IS (DO_VERIFY), IS (APPROVAL), IS (LOGIN) | IS (OFFICE) | IS (AUTHORITY) | IS (APP) }, 0 },

  /* ---- a password, a card ---- */
  { CONFAB_SCAM_ASKS_PASSWORD, 58, CLOSE,
      { IS (DO_GIVE) | IS (DO_VERIFY) | IS (DO_ENTER) | IS (NEED), IS (SECRET) },
      IS (SECRET_NOT) | IS (WARN_TALK) },
  { CONFAB_SCAM_ASKS_PASSWORD, 75, AROUND,
      { IS (DO_GIVE) | IS (DO_VERIFY) | IS (DO_ENTER) | IS (NEED), IS (SECRET), IS (YOU),
          HURRY | IS (LINK) | IS (OFFICE) | IS (LOGIN) | IS (CUSTOMER) | IS (BANK_DATA) |
              IS (TROUBLE) },
      IS (SECRET_NOT) | IS (WARN_TALK) },
  { CONFAB_SCAM_ASKS_PASSWORD, 75, CLOSE,
      { IS (DO_GIVE) | IS (DO_ENTER) | IS (DO_VERIFY) | IS (NEED), IS (CARD_DATA) },
      IS (GIFT_CARD) },
  { CONFAB_SCAM_ASKS_PASSWORD, 70, CLOSE,
      { IS (DO_ENTER), IS (CARD), IS (LINK) | IS (PARCEL) | IS (MONEY) | IS (CHAIN) | IS (DATA) },
      IS (GIFT_CARD) },
  { CONFAB_SCAM_ASKS_PASSWORD, 90, AROUND,
      { IS (DO_GIVE) | IS (DO_ENTER) | IS (DO_VERIFY) | IS (NEED), IS (SEED) }, IS (WARN_TALK) },
  { CONFAB_SCAM_ASKS_PASSWORD, 60, CLOSE,
      { IS (DO_GIVE) | IS (DO_ENTER) | IS (DO_VERIFY) | IS (NEED), IS (BANK_DATA) },
      IS (ORDINARY) },
  { CONFAB_SCAM_ASKS_PASSWORD, 65, AROUND,
      { IS (DO_VERIFY) | IS (DO_ENTER), IS (DATA) | IS (YOUR_ACCOUNT) | IS (LOGIN),
          IS (LINK) | IS (DO_CLICK), HURRY | IS (TROUBLE) | IS (CUSTOMER) | IS (OFFICE) },
      0 },
  { CONFAB_SCAM_ASKS_PASSWORD, 55, AROUND, { IS (DO_GIVE) | IS (DO_ENTER), IS (LOGIN), IS (DATA) },
      IS (ORDINARY) },

  /* ---- support, a bank, an authority ---- */
  { CONFAB_SCAM_CLAIMS_OFFICE, 32, NEAR, { IS (CLAIM), IS (OFFICE) }, IS (ORDINARY) },
  { CONFAB_SCAM_CLAIMS_OFFICE, 55, AROUND,
      { IS (CLAIM), IS (OFFICE), DO_ANYTHING, HURRY | IS (TROUBLE) | IS (LINK) }, 0 },
  { CONFAB_SCAM_CLAIMS_OFFICE, 65, AROUND,
      { IS (OFFICE), IS (TROUBLE), IS (YOU), DO_ANYTHING | IS (LINK) },
      IS (ORDINARY) | IS (WARN_TALK) },
  { CONFAB_SCAM_CLAIMS_OFFICE, 65, AROUND,
      { IS (YOUR_ACCOUNT), IS (TROUBLE), DO_ON_LINE | IS (DO_CALL) }, IS (WARN_TALK) },
  { CONFAB_SCAM_CLAIMS_OFFICE, 70, AROUND,
      { IS (COMPUTER), IS (VIRUS), IS (DO_CALL) | IS (DO_INSTALL) | IS (OFFICE) | IS (REMOTE) },
      IS (MY) },
  { CONFAB_SCAM_CLAIMS_OFFICE, 88, AROUND, { IS (SAFE_ACCOUNT), SUM | IS (PAY), IS (YOU) }, 0 },
  { CONFAB_SCAM_CLAIMS_OFFICE, 60, AROUND,
      { IS (CUSTOMER), IS (TROUBLE) | IS (DO_VERIFY), DO_ANYTHING | IS (LINK) }, 0 },
  { CONFAB_SCAM_CLAIMS_OFFICE, 65, AROUND,
      { IS (NOT_YOU), SUM | IS (CARD) | IS (ACCOUNT) | IS (TROUBLE),
          IS (DO_CALL) | IS (DO_CLICK) | IS (LINK) | IS (URGENT) },
      0 },
  { CONFAB_SCAM_CLAIMS_OFFICE, 60, AROUND,
      { IS (OFFICE) | IS (AUTHORITY), IS (THREAT), IS (YOU),
          DO_ANYTHING | IS (LINK) | IS (URGENT) | IS (AMOUNT) },
      IS (WARN_TALK) },
  { CONFAB_SCAM_CLAIMS_OFFICE, 60, AROUND,
      { IS (OFFICE) | IS (AUTHORITY), IS (FEE) | IS (BILL) | IS (TROUBLE), IS (LINK),
          DO_ANYTHING | IS (AMOUNT) },
      IS (ORDINARY) },
  { CONFAB_SCAM_CLAIMS_OFFICE, 60, AROUND,
      { IS (DO_VERIFY), IS (DATA), IS (LINK), IS (YOU) | IS (OFFICE) }, IS (ORDINARY) },

  /* ---- money ---- */
  { CONFAB_SCAM_URGENT_MONEY, 40, CLOSE, { DO_MONEY, SUM | IS (SERVICE) }, 0 },
  { CONFAB_SCAM_URGENT_MONEY, 60, CLOSE, { DO_MONEY, IS (CHANGED), IS (BILL) | IS (ACCOUNT) },
      IS (ORDINARY) },
  { CONFAB_SCAM_URGENT_MONEY, 50, AROUND, { DO_MONEY, SUM, IS (ME) }, IS (ORDINARY) },
  { CONFAB_SCAM_URGENT_MONEY, 55, AROUND, { DO_MONEY, SUM | IS (BILL) | IS (DIGITS), IS (BACK) },
      IS (ORDINARY) },
  { CONFAB_SCAM_URGENT_MONEY, 62, AROUND, { DO_MONEY, SUM | IS (BILL), IS (URGENT) },
      IS (ORDINARY) },
  { CONFAB_SCAM_URGENT_MONEY, 72, AROUND,
      { DO_MONEY, SUM | IS (BILL), IS (NO_CALL) | IS (SECRECY) }, 0 },
  { CONFAB_SCAM_URGENT_MONEY, 70, AROUND, { DO_MONEY, SUM | IS (BILL) | IS (DIGITS), IS (EXCUSE) },
      0 },
  { CONFAB_SCAM_URGENT_MONEY, 70, AROUND,
      { DO_MONEY | IS (NEED), SUM | IS (SERVICE), IS (EMERGENCY) | IS (CUSTODY) }, IS (ORDINARY) },
  { CONFAB_SCAM_URGENT_MONEY, 65, AROUND,
      { IS (NEED), IS (AMOUNT), IS (BACK) | IS (URGENT) | IS (NO_CALL) | IS (EXCUSE) },
      IS (ORDINARY) },
  { CONFAB_SCAM_URGENT_MONEY, 55, AROUND, { DO_MONEY | IS (NEED), SUM, IS (FLATTER) },
      IS (ORDINARY) },
  { CONFAB_SCAM_URGENT_MONEY, 70, AROUND,
      { IS (PAY) | IS (AMOUNT), IS (THREAT), IS (YOU) | IS (URGENT) }, IS (ORDINARY) },
  { CONFAB_SCAM_URGENT_MONEY, 80, AROUND,
      { IS (PAY) | IS (AMOUNT) | IS (CRYPTO), IS (FILMED), IS (YOU) }, IS (ORDINARY) },
  { CONFAB_SCAM_URGENT_MONEY, 75, AROUND,
      { IS (CUSTODY), IS (AMOUNT) | IS (BAIL), IS (YOU) | IS (KIN) | IS (KIN_CLAIM) },
      IS (ORDINARY) },
  { CONFAB_SCAM_URGENT_MONEY, 75, AROUND,
      { IS (EMERGENCY), IS (BAIL), IS (AMOUNT) | IS (PAY) | IS (DIGITS) }, IS (ORDINARY) },
  { CONFAB_SCAM_URGENT_MONEY, 68, AROUND,
      { IS (PAY) | IS (MONEY), IS (SECRECY), IS (NEED) | IS (ASK) | IS (URGENT) }, IS (ORDINARY) },
  { CONFAB_SCAM_URGENT_MONEY, 58, AROUND,
      { IS (CHANGED), IS (BILL), DO_MONEY | IS (DO_GIVE), IS (ACCOUNT) | IS (BANK_DATA) }, 0 },
  { CONFAB_SCAM_URGENT_MONEY, 65, CLOSE,
      { DO_MONEY | IS (DO_GIVE), SUM | IS (DIGITS), IS (SERVICE) }, 0 },

  /* ---- family ---- */
  { CONFAB_SCAM_FAMILY_IN_NEED, 62, AROUND,
      { IS (KIN_CALLED), IS (NEW_NUMBER) | IS (BROKEN_PHONE) }, 0 },
  { CONFAB_SCAM_FAMILY_IN_NEED, 75, AROUND,
      { IS (KIN_CALLED), IS (NEW_NUMBER) | IS (BROKEN_PHONE),
          DO_MONEY | IS (BILL) | IS (URGENT) | IS (SECRECY) | IS (NO_CALL) },
      0 },
  { CONFAB_SCAM_FAMILY_IN_NEED, 72, AROUND,
      { IS (KIN_CLAIM), IS (NEW_NUMBER) | IS (BROKEN_PHONE) | DO_MONEY | IS (NEED),
          IS (ITS_ME) | IS (KIN_CALLED) },
      IS (ORDINARY) },
  { CONFAB_SCAM_FAMILY_IN_NEED, 60, AROUND, { IS (GUESS), IS (KIN) | IS (KIN_CLAIM) }, 0 },
  { CONFAB_SCAM_FAMILY_IN_NEED, 55, AROUND,
      { IS (ITS_ME), IS (BROKEN_PHONE) | IS (NEW_NUMBER),
          IS (KIN) | DO_MONEY | IS (BILL) | IS (URGENT) },
      IS (ORDINARY) },
  { CONFAB_SCAM_FAMILY_IN_NEED, 45, AROUND, { IS (KIN_CALLED), DO_MONEY, SUM | IS (BILL) },
      IS (ORDINARY) },
  { CONFAB_SCAM_FAMILY_IN_NEED, 35, AROUND, { IS (NEW_NUMBER), IS (BROKEN_PHONE) }, IS (ORDINARY) },

  /* ---- programs ---- */
  { CONFAB_SCAM_WANTS_INSTALL, 58, AROUND, { IS (REMOTE), IS (DO_INSTALL) | IS (DO_GIVE) }, 0 },
  { CONFAB_SCAM_WANTS_INSTALL, 75, AROUND,
      { IS (REMOTE), IS (DO_INSTALL) | IS (DO_GIVE) | IS (ASK) | IS (MUST) | IS (NEED),
          IS (VIRUS) | IS (OFFICE) | HURRY | IS (LOGIN) | IS (PAY) | SUM | IS (REFUND) | IS (FEE) |
              IS (NUMERALS) },
      IS (ORDINARY) },
  { CONFAB_SCAM_WANTS_INSTALL, 65, AROUND, { IS (DO_INSTALL), IS (RISKY_FILE) }, 0 },
  { CONFAB_SCAM_WANTS_INSTALL, 45, CLOSE, { IS (DO_INSTALL), IS (LINK), IS (APP) }, IS (ORDINARY) },
  { CONFAB_SCAM_WANTS_INSTALL, 65, CLOSE, { IS (BAIT), IS (LINK) | IS (INSTALL) }, 0 },
  { CONFAB_SCAM_WANTS_INSTALL, 60, CLOSE,
      { IS (REMOTE), IS (LOGIN) | IS (AUTHORITY) | IS (OFFICE) | IS (PAY) }, 0 },

  /* ---- gift cards and crypto ---- */
  { CONFAB_SCAM_GIFT_CARDS, 38, CLOSE, { IS (DO_BUY), IS (GIFT_CARD) }, 0 },
  { CONFAB_SCAM_GIFT_CARDS, 80, AROUND,
      { IS (DO_BUY) | IS (DO_PAY) | IS (NEED), IS (GIFT_CARD),
          IS (SCRATCH) | IS (DO_GIVE) | HURRY | IS (BACK) },
      0 },
  { CONFAB_SCAM_GIFT_CARDS, 75, AROUND,
      { IS (GIFT_CARD), IS (SCRATCH) | IS (NUMERALS) | IS (CODE), IS (DO_GIVE) }, IS (ORDINARY) },
  { CONFAB_SCAM_GIFT_CARDS, 70, AROUND,
      { IS (GIFT_CARD), IS (FEE) | IS (BILL), IS (PAY) | IS (MUST) | IS (DO_BUY) }, IS (ORDINARY) },
  { CONFAB_SCAM_GIFT_CARDS, 62, AROUND,
      { IS (CRYPTO), IS (DO_PAY) | IS (DO_GIVE) | IS (DO_BUY),
          IS (SURE) | IS (EARN) | HURRY | IS (WITHDRAW) },
      0 },
  { CONFAB_SCAM_GIFT_CARDS, 65, AROUND,
      { IS (CRYPTO) | IS (INVEST), IS (SURE),
          IS (EARN) | IS (INVEST) | IS (PERCENT) | IS (AMOUNT) | IS (DO_GIVE) },
      IS (ORDINARY) | IS (NOT) },
  { CONFAB_SCAM_GIFT_CARDS, 62, AROUND,
      { IS (INVEST), IS (WITHDRAW), IS (AMOUNT) | IS (SURE) | IS (DIGITS) }, 0 },
  { CONFAB_SCAM_GIFT_CARDS, 70, AROUND,
      { IS (CRYPTO), IS (WITHDRAW), IS (FEE) | IS (PAY) | IS (ADVANCE) }, 0 },

  /* ---- prizes and fees ---- */
  { CONFAB_SCAM_PRIZE_OR_FEE, 68, AROUND,
      { IS (YOU_WON), IS (PRIZE), DO_ANYTHING | IS (LINK) | IS (FEE) | IS (CARD) }, IS (ORDINARY) },
  { CONFAB_SCAM_PRIZE_OR_FEE, 65, AROUND,
      { IS (PRIZE), IS (LINK), IS (YOU), IS (URGENT) | IS (WON) | IS (DO_CLICK) }, IS (ORDINARY) },
  { CONFAB_SCAM_PRIZE_OR_FEE, 70, AROUND,
      { IS (PARCEL), IS (FEE), IS (LINK) | IS (DO_PAY) | IS (DO_VERIFY) | IS (DO_CLICK) },
      IS (ORDINARY) },
  { CONFAB_SCAM_PRIZE_OR_FEE, 62, AROUND,
      { IS (PARCEL), IS (HELD), IS (LINK) | IS (DO_CLICK) | IS (DO_PAY) | IS (DO_VERIFY),
          IS (YOU) },
      IS (ORDINARY) },
  { CONFAB_SCAM_PRIZE_OR_FEE, 52, AROUND, { IS (PARCEL), IS (HELD), IS (FEE) | IS (AMOUNT) },
      IS (ORDINARY) },
  { CONFAB_SCAM_PRIZE_OR_FEE, 68, AROUND,
      { IS (WINDFALL), IS (YOU), DO_ANYTHING | IS (SECRECY) | IS (AMOUNT) | IS (DATA) },
      IS (ORDINARY) },
  { CONFAB_SCAM_PRIZE_OR_FEE, 66, AROUND,
      { IS (REFUND), IS (YOU), IS (LINK) | IS (CARD_DATA) | IS (DO_CLICK) }, IS (ORDINARY) },
  { CONFAB_SCAM_PRIZE_OR_FEE, 66, AROUND,
      { IS (REFUND), IS (YOU), IS (BANK_DATA), IS (DO_GIVE) | IS (DO_ENTER) | IS (NEED) },
      IS (ORDINARY) },
  { CONFAB_SCAM_PRIZE_OR_FEE, 66, AROUND,
      { IS (ADVANCE), IS (FEE) | IS (BILL), IS (PRIZE) | IS (WINDFALL) | IS (LOAN) | IS (AMOUNT) },
      IS (ORDINARY) },
  { CONFAB_SCAM_PRIZE_OR_FEE, 60, AROUND,
      { IS (CHAIN), IS (PRIZE) | IS (LINK) | IS (AMOUNT) | IS (CARD) }, IS (ORDINARY) },

  /* ---- easy money ---- */
  { CONFAB_SCAM_EASY_MONEY, 65, AROUND,
      { IS (JOB) | IS (EASY), IS (EARN) | IS (AMOUNT), IS (PER_DAY),
          IS (EASY) | IS (MESSENGER) | IS (DO_CALL) },
      IS (ORDINARY) },
  { CONFAB_SCAM_EASY_MONEY, 60, AROUND,
      { IS (EARN), IS (EASY),
          IS (AMOUNT) | IS (PERCENT) | IS (MESSENGER) | IS (JOB) | IS (DO_CALL) },
      IS (ORDINARY) },
  { CONFAB_SCAM_EASY_MONEY, 55, AROUND,
      { IS (INVEST) | IS (EARN), IS (SURE), IS (DO_CALL) | IS (MESSENGER) | IS (DIGITS) },
      IS (ORDINARY) },
  { CONFAB_SCAM_EASY_MONEY, 62, AROUND,
      { IS (LOAN), IS (PERCENT) | IS (AMOUNT) | IS (URGENT), IS (DO_CALL) | IS (LOAN) },
      IS (ORDINARY) | IS (MY) },
  { CONFAB_SCAM_EASY_MONEY, 66, AROUND,
      { IS (ACCOUNT), IS (RECEIVE), IS (PERCENT) | IS (EARN), IS (PAY) | IS (MONEY) | IS (EASY) },
      IS (ORDINARY) },

  /* ---- elsewhere ---- */
  { CONFAB_SCAM_MOVE_ELSEWHERE, 42, NEAR, { IS (MOVE), IS (MESSENGER) }, IS (ORDINARY) },
  { CONFAB_SCAM_MOVE_ELSEWHERE, 62, AROUND,
      { IS (MOVE) | IS (DO_CALL) | IS (DO_GIVE), IS (MESSENGER),
          IS (FLATTER) | IS (WRONG_PERSON) | IS (HANDLE) | IS (EARN) | IS (INVEST) },
      IS (ORDINARY) },
  { CONFAB_SCAM_MOVE_ELSEWHERE, 50, AROUND, { IS (WRONG_PERSON), IS (FLATTER) | IS (MESSENGER) },
      IS (ORDINARY) },
};

static gboolean
is_free_of (const ConfabScamView *view, guint first, guint last, ConfabScamSet none) {
  if (none == 0)
    return TRUE;
  first = first > AMONG ? first - AMONG : 0;
  last = MIN (last + AMONG, view->n - 1);
  for (guint i = first; i <= last; i++)
    if ((view->words[i].is & none) != 0)
      return FALSE;
  return TRUE;
}

static gboolean
rule_holds (const ConfabScamView *view, const Rule *rule) {
  gint last[MAX_GROUPS] = { -1, -1, -1, -1 };

  for (guint i = 0; i < view->n; i++) {
    gint oldest = (gint)i;
    gboolean is_hit = FALSE;

    for (guint group = 0; group < MAX_GROUPS && rule->all[group] != 0; group++) {
      if ((view->words[i].is & rule->all[group]) != 0) {
        last[group] = (gint)i;
        is_hit = TRUE;
      }
      oldest = MIN (oldest, last[group]);
    }
    if (is_hit && oldest >= 0 && (gint)i - oldest <= (gint)rule->within &&
        is_free_of (view, (guint)oldest, i, rule->none))
      return TRUE;
  }
  return FALSE;
}

void
confab_safety_scam_weigh (const ConfabScamView *view, guint points[CONFAB_SCAM_REASON_COUNT]) {
  ConfabScamSet there = 0;

  for (guint i = 0; i < view->n; i++)
    there |= view->words[i].is;

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++) {
    const Rule *rule = &rules[i];
    guint reason = (guint)g_bit_nth_lsf (rule->reason, -1);
    gboolean may_hold = rule->points > points[reason];

    for (guint group = 0; may_hold && group < MAX_GROUPS && rule->all[group] != 0; group++)
      may_hold = (there & rule->all[group]) != 0;
    if (may_hold && rule_holds (view, rule))
      points[reason] = rule->points;
  }
}
