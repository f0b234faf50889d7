/* Judge "server": a table of what servers offer, and every combination of the facts. */

#include "safety/safety-judges.h"

#define FACT_COUNT 7
#define GOOD .is_secure = TRUE, .has_offer = TRUE

typedef struct {
  const char *name;
  ConfabServerFacts facts;
  ConfabServerVerdict verdict;
  ConfabReason why;
} Row;

static const Row rows[] = {
  { "nothing is known", { 0 }, CONFAB_SERVER_REFUSE, CONFAB_REASON_NOT_SECURE },
  { "the first time", { GOOD, .mechanism = CONFAB_MECHANISM_SHA1 }, CONFAB_SERVER_OK,
      CONFAB_REASON_NONE },
  { "no encryption", { .has_offer = TRUE, .mechanism = CONFAB_MECHANISM_SHA512 },
      CONFAB_SERVER_REFUSE, CONFAB_REASON_NOT_SECURE },
  { "nothing on offer", { .is_secure = TRUE }, CONFAB_SERVER_REFUSE, CONFAB_REASON_NO_MECHANISM },
  { "an offer without a mechanism", { GOOD }, CONFAB_SERVER_REFUSE, CONFAB_REASON_NO_MECHANISM },
  { "only the password itself", { .is_secure = TRUE, .offers_plain_only = TRUE },
      CONFAB_SERVER_REFUSE, CONFAB_REASON_PASSWORD_IN_CLEAR },
  { "as last time",
      { GOOD, .mechanism = CONFAB_MECHANISM_SHA256, .last_mechanism = CONFAB_MECHANISM_SHA256,
          .has_binding = TRUE, .last_had_binding = TRUE },
      CONFAB_SERVER_OK, CONFAB_REASON_NONE },
  { "stronger",
      { GOOD, .mechanism = CONFAB_MECHANISM_SHA512, .last_mechanism = CONFAB_MECHANISM_SHA1,
          .has_binding = TRUE },
      CONFAB_SERVER_OK, CONFAB_REASON_NONE },
  { "weaker",
      { GOOD, .mechanism = CONFAB_MECHANISM_SHA1, .last_mechanism = CONFAB_MECHANISM_SHA256,
          .has_binding = TRUE, .last_had_binding = TRUE },
      CONFAB_SERVER_REFUSE, CONFAB_REASON_WEAKER_THAN_BEFORE },
  { "without the binding",
      { GOOD, .mechanism = CONFAB_MECHANISM_SHA512, .last_mechanism = CONFAB_MECHANISM_SHA512,
          .last_had_binding = TRUE },
      CONFAB_SERVER_REFUSE, CONFAB_REASON_WEAKER_THAN_BEFORE },
  { "stronger, without the binding",
      { GOOD, .mechanism = CONFAB_MECHANISM_SHA512, .last_mechanism = CONFAB_MECHANISM_SHA1,
          .last_had_binding = TRUE },
      CONFAB_SERVER_REFUSE, CONFAB_REASON_WEAKER_THAN_BEFORE },
  { "the modern way is gone, and nothing proves who took it",
      { GOOD, .mechanism = CONFAB_MECHANISM_SHA512, .last_had_sasl2 = TRUE }, CONFAB_SERVER_REFUSE,
      CONFAB_REASON_WEAKER_THAN_BEFORE },
  { "the modern way is gone, and the binding proves that nobody stands between",
      { GOOD, .mechanism = CONFAB_MECHANISM_SHA512, .last_had_sasl2 = TRUE, .has_binding = TRUE },
      CONFAB_SERVER_OK, CONFAB_REASON_NONE },
};

static void
test_table (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    ConfabReason why = CONFAB_REASON_EMPTY;

    g_test_message ("%s", rows[i].name);
    g_assert_cmpint (confab_safety_judge_server (&rows[i].facts, &why), ==, rows[i].verdict);
    g_assert_cmpint (why, ==, rows[i].why);
    g_assert_cmpint (confab_safety_judge_server (&rows[i].facts, NULL), ==, rows[i].verdict);
  }
}

static void
test_every_combination (void) {
  for (guint bits = 0; bits < 1u << FACT_COUNT; bits++) {
    for (guint now = 0; now <= CONFAB_MECHANISM_SHA512; now++) {
      for (guint last = 0; last <= CONFAB_MECHANISM_SHA512; last++) {
        ConfabServerFacts facts = {
          .is_secure = (bits >> 0) & 1,
          .has_offer = (bits >> 1) & 1,
          .offers_plain_only = (bits >> 2) & 1,
          .has_binding = (bits >> 3) & 1,
          .last_had_binding = (bits >> 4) & 1,
          .has_sasl2 = (bits >> 5) & 1,
          .last_had_sasl2 = (bits >> 6) & 1,
          .mechanism = (ConfabMechanism)now,
          .last_mechanism = (ConfabMechanism)last,
        };
        gboolean is_good = facts.is_secure && facts.has_offer && !facts.offers_plain_only &&
                           now != CONFAB_MECHANISM_NONE && now >= last &&
                           (facts.has_binding || !facts.last_had_binding) &&
                           (facts.has_binding || facts.has_sasl2 || !facts.last_had_sasl2);
        ConfabReason why = CONFAB_REASON_EMPTY;
        ConfabServerVerdict verdict = confab_safety_judge_server (&facts, &why);

        g_assert_cmpint (verdict, ==, is_good ? CONFAB_SERVER_OK : CONFAB_SERVER_REFUSE);
        g_assert_true ((why == CONFAB_REASON_NONE) == is_good);
      }
    }
  }
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/safety/server/table", test_table);
  g_test_add_func ("/safety/server/every-combination", test_every_combination);
  return g_test_run ();
}
