/* Judge "origin": each kind of saying against each kind of sender. */

#include "safety/safety-judges.h"

#define FACT_COUNT 7
#define SAYING_COUNT (CONFAB_SAYING_PERSON + 1)

typedef struct {
  const char *name;
  ConfabOriginFacts facts;
  ConfabOriginVerdict verdict;
} Row;

#define OWN_BARE .from_own_bare = TRUE, .from_own_account = TRUE, .from_valid = TRUE
#define OWN_FULL .from_own_account = TRUE, .from_valid = TRUE
#define OWN_SERVER .from_own_server = TRUE, .from_valid = TRUE
#define SOMEBODY .from_valid = TRUE

static const Row rows[] = {
  { "nothing is known", { 0 }, CONFAB_ORIGIN_FORGED },
  { "no saying", { OWN_BARE }, CONFAB_ORIGIN_FORGED },
  { "roster, no from", { CONFAB_SAYING_ROSTER_PUSH, .from_absent = TRUE }, CONFAB_ORIGIN_OK },
  { "roster, own bare", { CONFAB_SAYING_ROSTER_PUSH, OWN_BARE }, CONFAB_ORIGIN_OK },
  { "roster, own full", { CONFAB_SAYING_ROSTER_PUSH, OWN_FULL }, CONFAB_ORIGIN_FORGED },
  { "roster, server", { CONFAB_SAYING_ROSTER_PUSH, OWN_SERVER }, CONFAB_ORIGIN_FORGED },
  { "roster, somebody", { CONFAB_SAYING_ROSTER_PUSH, SOMEBODY }, CONFAB_ORIGIN_FORGED },
  { "block list, no from", { CONFAB_SAYING_BLOCK_PUSH, .from_absent = TRUE }, CONFAB_ORIGIN_OK },
  { "block list, own bare", { CONFAB_SAYING_BLOCK_PUSH, OWN_BARE }, CONFAB_ORIGIN_OK },
  { "block list, server", { CONFAB_SAYING_BLOCK_PUSH, OWN_SERVER }, CONFAB_ORIGIN_FORGED },
  { "carbon, own bare", { CONFAB_SAYING_CARBON, OWN_BARE }, CONFAB_ORIGIN_OK },
  { "carbon, no from", { CONFAB_SAYING_CARBON, .from_absent = TRUE }, CONFAB_ORIGIN_FORGED },
  { "carbon, own full", { CONFAB_SAYING_CARBON, OWN_FULL }, CONFAB_ORIGIN_FORGED },
  { "carbon, server", { CONFAB_SAYING_CARBON, OWN_SERVER }, CONFAB_ORIGIN_FORGED },
  { "carbon, somebody", { CONFAB_SAYING_CARBON, SOMEBODY, .from_subject = TRUE },
      CONFAB_ORIGIN_FORGED },
  { "archive, asked", { CONFAB_SAYING_ARCHIVE, .from_absent = TRUE, .from_whom_we_asked = TRUE },
      CONFAB_ORIGIN_OK },
  { "archive, own bare but another was asked", { CONFAB_SAYING_ARCHIVE, OWN_BARE },
      CONFAB_ORIGIN_FORGED },
  { "archive, somebody", { CONFAB_SAYING_ARCHIVE, SOMEBODY }, CONFAB_ORIGIN_FORGED },
  { "own event, own bare", { CONFAB_SAYING_PEP_OWN, OWN_BARE }, CONFAB_ORIGIN_OK },
  { "own event, own full", { CONFAB_SAYING_PEP_OWN, OWN_FULL }, CONFAB_ORIGIN_FORGED },
  { "event about its sender", { CONFAB_SAYING_PEP_OTHER, SOMEBODY, .from_subject = TRUE },
      CONFAB_ORIGIN_OK },
  { "event about another", { CONFAB_SAYING_PEP_OTHER, SOMEBODY }, CONFAB_ORIGIN_FORGED },
  { "event about nobody", { CONFAB_SAYING_PEP_OTHER, .from_absent = TRUE, .from_subject = TRUE },
      CONFAB_ORIGIN_FORGED },
  { "stanza id, own bare", { CONFAB_SAYING_STANZA_ID, OWN_BARE }, CONFAB_ORIGIN_OK },
  { "stanza id, somebody", { CONFAB_SAYING_STANZA_ID, SOMEBODY }, CONFAB_ORIGIN_FORGED },
  { "stanza id, server", { CONFAB_SAYING_STANZA_ID, OWN_SERVER }, CONFAB_ORIGIN_FORGED },
  { "answer, asked", { CONFAB_SAYING_IQ_ANSWER, SOMEBODY, .from_whom_we_asked = TRUE },
      CONFAB_ORIGIN_OK },
  { "answer, not asked", { CONFAB_SAYING_IQ_ANSWER, OWN_BARE }, CONFAB_ORIGIN_FORGED },
  { "a person", { CONFAB_SAYING_PERSON, SOMEBODY }, CONFAB_ORIGIN_OK },
  { "a person without an address", { CONFAB_SAYING_PERSON }, CONFAB_ORIGIN_FORGED },
  { "no person", { CONFAB_SAYING_PERSON, .from_absent = TRUE }, CONFAB_ORIGIN_FORGED },
};

static void
test_table (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    ConfabReason why = CONFAB_REASON_NOT_SECURE;
    ConfabReason expected =
        rows[i].verdict == CONFAB_ORIGIN_OK ? CONFAB_REASON_NONE : CONFAB_REASON_WRONG_SENDER;

    g_test_message ("%s", rows[i].name);
    g_assert_cmpint (confab_safety_judge_origin (&rows[i].facts, &why), ==, rows[i].verdict);
    g_assert_cmpint (why, ==, expected);
    g_assert_cmpint (confab_safety_judge_origin (&rows[i].facts, NULL), ==, rows[i].verdict);
  }
}

static ConfabOriginFacts
facts_from_bits (guint bits) {
  return (ConfabOriginFacts){
    .from_absent = (bits >> 0) & 1,
    .from_own_bare = (bits >> 1) & 1,
    .from_own_account = (bits >> 2) & 1,
    .from_own_server = (bits >> 3) & 1,
    .from_whom_we_asked = (bits >> 4) & 1,
    .from_subject = (bits >> 5) & 1,
    .from_valid = (bits >> 6) & 1,
  };
}

/* Given that the verdict was OK. */
static void
check_invariants (const ConfabOriginFacts *facts) {
  gboolean is_about_account =
      facts->saying == CONFAB_SAYING_ROSTER_PUSH || facts->saying == CONFAB_SAYING_CARBON ||
      facts->saying == CONFAB_SAYING_BLOCK_PUSH || facts->saying == CONFAB_SAYING_PEP_OWN ||
      facts->saying == CONFAB_SAYING_STANZA_ID;
  gboolean may_be_absent = facts->saying == CONFAB_SAYING_ROSTER_PUSH ||
                           facts->saying == CONFAB_SAYING_BLOCK_PUSH || facts->from_whom_we_asked;

  g_assert_cmpint (facts->saying, !=, CONFAB_SAYING_NONE);
  if (is_about_account)
    g_assert_true (facts->from_own_bare || facts->from_absent);
  if (facts->from_absent)
    g_assert_true (may_be_absent);
  if (facts->saying == CONFAB_SAYING_ARCHIVE || facts->saying == CONFAB_SAYING_IQ_ANSWER)
    g_assert_true (facts->from_whom_we_asked);
  if (facts->saying == CONFAB_SAYING_PEP_OTHER)
    g_assert_true (facts->from_subject);
  if (facts->saying == CONFAB_SAYING_PEP_OTHER || facts->saying == CONFAB_SAYING_PERSON)
    g_assert_true (facts->from_valid);
}

static void
test_every_combination (void) {
  for (guint bits = 0; bits < 1u << FACT_COUNT; bits++) {
    for (guint saying = 0; saying < SAYING_COUNT; saying++) {
      ConfabOriginFacts facts = facts_from_bits (bits);
      ConfabOriginFacts by_server;

      facts.saying = (ConfabSaying)saying;
      if (confab_safety_judge_origin (&facts, NULL) == CONFAB_ORIGIN_OK)
        check_invariants (&facts);

      /* That somebody is the server, or the account with a resource, opens nothing. */
      by_server = facts;
      by_server.from_own_server = !facts.from_own_server;
      by_server.from_own_account = !facts.from_own_account;
      g_assert_cmpint (confab_safety_judge_origin (&facts, NULL), ==,
          confab_safety_judge_origin (&by_server, NULL));
    }
  }
}

/* A saying with all other facts forgotten. */
static void
test_zero_facts (void) {
  for (guint saying = 0; saying < SAYING_COUNT; saying++) {
    ConfabOriginFacts facts = { .saying = (ConfabSaying)saying };

    g_assert_cmpint (confab_safety_judge_origin (&facts, NULL), ==, CONFAB_ORIGIN_FORGED);
  }
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/safety/origin/table", test_table);
  g_test_add_func ("/safety/origin/every-combination", test_every_combination);
  g_test_add_func ("/safety/origin/zero-facts", test_zero_facts);
  return g_test_run ();
}
