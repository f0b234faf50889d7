/* Judge "send": a table of what people meet, and every combination of the facts. */

#include "safety/safety-judges.h"

#define FACT_COUNT 12
#define FRIEND .is_buddy = TRUE, .text_bytes = 5, .max_bytes = 10

typedef struct {
  const char *name;
  ConfabSendFacts facts;
  ConfabSendVerdict verdict;
  ConfabReason why;
} Row;

static const Row rows[] = {
  { "nothing is known", { 0 }, CONFAB_SEND_REFUSE, CONFAB_REASON_EMPTY },
  { "sealed", { FRIEND, .can_seal = TRUE, .has_keys = TRUE }, CONFAB_SEND_SEAL,
      CONFAB_REASON_NONE },
  { "sealed though plain was chosen",
      { FRIEND, .can_seal = TRUE, .has_keys = TRUE, .plain_chosen = TRUE }, CONFAB_SEND_SEAL,
      CONFAB_REASON_NONE },
  { "sealed though it is the sentence that asks for keys",
      { FRIEND, .can_seal = TRUE, .has_keys = TRUE, .is_ask_note = TRUE }, CONFAB_SEND_SEAL,
      CONFAB_REASON_NONE },
  { "no keys", { FRIEND, .can_seal = TRUE }, CONFAB_SEND_REFUSE, CONFAB_REASON_NO_KEYS },
  { "keys that are gone", { FRIEND, .can_seal = TRUE, .had_keys = TRUE }, CONFAB_SEND_REFUSE,
      CONFAB_REASON_KEYS_GONE },
  { "keys that are gone, and others",
      { FRIEND, .can_seal = TRUE, .had_keys = TRUE, .has_keys = TRUE }, CONFAB_SEND_SEAL,
      CONFAB_REASON_NONE },
  { "keys on their way", { FRIEND, .can_seal = TRUE, .keys_pending = TRUE },
      CONFAB_SEND_HOLD_FOR_KEYS, CONFAB_REASON_NO_KEYS },
  { "keys on their way, plain chosen",
      { FRIEND, .can_seal = TRUE, .keys_pending = TRUE, .plain_chosen = TRUE },
      CONFAB_SEND_HOLD_FOR_KEYS, CONFAB_REASON_NO_KEYS },
  { "plain chosen", { FRIEND, .can_seal = TRUE, .plain_chosen = TRUE }, CONFAB_SEND_PLAIN_PERMITTED,
      CONFAB_REASON_NO_KEYS },
  { "the sentence that asks for keys", { FRIEND, .can_seal = TRUE, .is_ask_note = TRUE },
      CONFAB_SEND_PLAIN_PERMITTED, CONFAB_REASON_NO_KEYS },
  { "keys changed", { FRIEND, .can_seal = TRUE, .has_keys = TRUE, .keys_changed = TRUE },
      CONFAB_SEND_ASK, CONFAB_REASON_KEYS_CHANGED },
  { "keys changed, plain chosen",
      { FRIEND, .can_seal = TRUE, .keys_changed = TRUE, .plain_chosen = TRUE }, CONFAB_SEND_ASK,
      CONFAB_REASON_KEYS_CHANGED },
  { "no keys of one's own", { FRIEND }, CONFAB_SEND_REFUSE, CONFAB_REASON_NO_KEYS },
  { "no keys of one's own, but theirs", { FRIEND, .has_keys = TRUE }, CONFAB_SEND_REFUSE,
      CONFAB_REASON_NO_KEYS },
  { "a stranger", { .can_seal = TRUE, .has_keys = TRUE, .text_bytes = 5, .max_bytes = 10 },
      CONFAB_SEND_REFUSE, CONFAB_REASON_NOT_KNOWN },
  { "a stranger, plain chosen", { .plain_chosen = TRUE, .text_bytes = 5, .max_bytes = 10 },
      CONFAB_SEND_REFUSE, CONFAB_REASON_NOT_KNOWN },
  { "the sentence that asks for keys, to a stranger",
      { .is_ask_note = TRUE, .text_bytes = 5, .max_bytes = 10 }, CONFAB_SEND_REFUSE,
      CONFAB_REASON_NOT_KNOWN },
  { "a request", { .is_request_note = TRUE, .text_bytes = 5, .max_bytes = 10 },
      CONFAB_SEND_PLAIN_PERMITTED, CONFAB_REASON_NO_KEYS },
  { "a request where sealing is possible",
      { .is_request_note = TRUE, .can_seal = TRUE, .text_bytes = 5, .max_bytes = 10 },
      CONFAB_SEND_PLAIN_PERMITTED, CONFAB_REASON_NO_KEYS },
  { "blocked", { FRIEND, .can_seal = TRUE, .has_keys = TRUE, .is_blocked = TRUE },
      CONFAB_SEND_REFUSE, CONFAB_REASON_BLOCKED },
  { "one's own server",
      { FRIEND, .can_seal = TRUE, .has_keys = TRUE, .plain_chosen = TRUE, .is_server = TRUE },
      CONFAB_SEND_REFUSE, CONFAB_REASON_SERVER },
  { "a note to oneself",
      { FRIEND, .can_seal = TRUE, .has_keys = TRUE, .plain_chosen = TRUE, .is_note = TRUE },
      CONFAB_SEND_KEEP_HERE, CONFAB_REASON_NONE },
  { "a note to oneself, too long", { .is_note = TRUE, .text_bytes = 11, .max_bytes = 10 },
      CONFAB_SEND_REFUSE, CONFAB_REASON_TOO_LONG },
  { "as long as may be",
      { .is_buddy = TRUE, .plain_chosen = TRUE, .text_bytes = 10, .max_bytes = 10 },
      CONFAB_SEND_PLAIN_PERMITTED, CONFAB_REASON_NO_KEYS },
  { "too long", { .is_buddy = TRUE, .plain_chosen = TRUE, .text_bytes = 11, .max_bytes = 10 },
      CONFAB_SEND_REFUSE, CONFAB_REASON_TOO_LONG },
  { "no bound was given", { .is_buddy = TRUE, .plain_chosen = TRUE, .text_bytes = 1 },
      CONFAB_SEND_REFUSE, CONFAB_REASON_TOO_LONG },
  { "empty", { .is_buddy = TRUE, .plain_chosen = TRUE, .max_bytes = 10 }, CONFAB_SEND_REFUSE,
      CONFAB_REASON_EMPTY },
};

static void
test_table (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    ConfabReason why = CONFAB_REASON_NOT_SECURE;

    g_test_message ("%s", rows[i].name);
    g_assert_cmpint (confab_safety_judge_send (&rows[i].facts, &why), ==, rows[i].verdict);
    g_assert_cmpint (why, ==, rows[i].why);
    g_assert_cmpint (confab_safety_judge_send (&rows[i].facts, NULL), ==, rows[i].verdict);
  }
}

static ConfabSendFacts
facts_from_bits (guint bits) {
  return (ConfabSendFacts){
    .is_blocked = (bits >> 0) & 1,
    .is_buddy = (bits >> 1) & 1,
    .is_request_note = (bits >> 2) & 1,
    .is_ask_note = (bits >> 3) & 1,
    .has_keys = (bits >> 4) & 1,
    .keys_pending = (bits >> 5) & 1,
    .keys_changed = (bits >> 6) & 1,
    .plain_chosen = (bits >> 7) & 1,
    .can_seal = (bits >> 8) & 1,
    .had_keys = (bits >> 9) & 1,
    .is_server = (bits >> 10) & 1,
    .is_note = (bits >> 11) & 1,
  };
}

static void
check_invariants (const ConfabSendFacts *facts) {
  ConfabReason why = CONFAB_REASON_NOT_SECURE;
  ConfabSendVerdict verdict = confab_safety_judge_send (facts, &why);
  gboolean has_ground = facts->plain_chosen || facts->is_request_note || facts->is_ask_note;
  gboolean is_text = facts->text_bytes > 0 && facts->text_bytes <= facts->max_bytes;
  gboolean stays = facts->is_note && !facts->is_blocked && !facts->is_server && is_text;
  gboolean may_leave = !facts->is_blocked && !facts->is_server && !facts->is_note &&
                       (facts->is_buddy || facts->is_request_note) && is_text;
  gboolean may_seal = facts->can_seal && facts->has_keys && !facts->keys_changed;

  if (!may_leave)
    g_assert_cmpint (verdict, ==, stays ? CONFAB_SEND_KEEP_HERE : CONFAB_SEND_REFUSE);
  /* A note leaves on no ground; and nothing for anybody stays here as if it had left. */
  g_assert_true ((verdict == CONFAB_SEND_KEEP_HERE) == stays);
  g_assert_true ((verdict == CONFAB_SEND_SEAL) == (may_leave && may_seal));
  if (facts->can_seal && facts->has_keys)
    g_assert_cmpint (verdict, !=, CONFAB_SEND_PLAIN_PERMITTED);
  if (facts->can_seal && facts->keys_changed)
    g_assert_cmpint (verdict, !=, CONFAB_SEND_PLAIN_PERMITTED);
  if (!has_ground)
    g_assert_cmpint (verdict, !=, CONFAB_SEND_PLAIN_PERMITTED);
  if (verdict == CONFAB_SEND_HOLD_FOR_KEYS)
    g_assert_true (facts->can_seal && facts->keys_pending && !facts->has_keys);
  if (verdict == CONFAB_SEND_ASK)
    g_assert_true (facts->can_seal && facts->keys_changed);
  g_assert_true ((why == CONFAB_REASON_NONE) ==
                 (verdict == CONFAB_SEND_SEAL || verdict == CONFAB_SEND_KEEP_HERE));
}

static void
test_every_combination (void) {
  static const struct {
    gsize text, max;
  } sizes[] = { { 0, 0 }, { 1, 0 }, { 0, 10 }, { 1, 10 }, { 10, 10 }, { 11, 10 }, { G_MAXSIZE, 10 },
    { G_MAXSIZE, G_MAXSIZE } };

  for (guint bits = 0; bits < 1u << FACT_COUNT; bits++) {
    for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
      ConfabSendFacts facts = facts_from_bits (bits);

      facts.text_bytes = sizes[i].text;
      facts.max_bytes = sizes[i].max;
      check_invariants (&facts);
    }
  }
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/safety/send/table", test_table);
  g_test_add_func ("/safety/send/every-combination", test_every_combination);
  return g_test_run ();
}
