/* Keys as people meet them: blind before the first check, strict after it, one's own devices asked
 * about, and what was said of a key held wherever it turns up. */

#include "test-omemo-party.h"

#define ALICE "alice@example.org"
#define BEN "ben@example.net"

/* `party` learns of both devices of Ben, whoever they are. */
static void
meet_both (Party *party, Party *a, Party *b, ConfabOmemoVersion version) {
  Party *others[] = { a, b };

  party_list (party, BEN, version, a->device, b->device, 0);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++) {
    ConfabXepOmemoBundle *bundle = party_bundle (others[i], version);

    g_assert_true (party_take (party, BEN, others[i]->device, version, bundle));
    confab_xep_omemo_bundle_free (bundle);
  }
}

static guint
count_keys (const ConfabStanza *message, guint32 device) {
  g_autoptr (GPtrArray) elements = elements_of (message);
  guint n = 0;

  for (guint i = 0; i < elements->len; i++) {
    ConfabXepOmemoSealed *sealed = g_ptr_array_index (elements, i);

    for (guint k = 0; k < sealed->keys->len; k++)
      n += ((ConfabXepOmemoKey *)g_ptr_array_index (sealed->keys, k))->device == device;
  }
  return n;
}

static void
test_blind_then_strict (void) {
  g_autoptr (Party) alice = party_new (ALICE);
  g_autoptr (Party) ben = party_new (BEN);
  g_autoptr (Party) phone = party_new (BEN);
  g_autoptr (Party) stranger = party_new (BEN);
  g_autoptr (ConfabStanza) message = NULL;
  g_autoptr (ConfabStanza) forged = NULL;
  g_autoptr (GBytes) key = NULL;
  ConfabXepOmemoBundle *bundle;
  ConfabOmemoOpened opened;

  meet_both (alice, ben, phone, CONFAB_OMEMO_TWO);
  g_assert_cmpint (party_verdict_of (alice, BEN, ben->device), ==, CONFAB_DEVICE_TRUSTED);
  g_assert_cmpint (party_verdict_of (alice, BEN, phone->device), ==, CONFAB_DEVICE_TRUSTED);
  key = party_key_of (alice, BEN, ben->device);
  party_say (alice, BEN, key, CONFAB_OMEMO_SAID_CHECKED);
  g_assert_cmpint (party_verdict_of (alice, BEN, ben->device), ==, CONFAB_DEVICE_VERIFIED);
  /* What was there before stays. */
  g_assert_cmpint (party_verdict_of (alice, BEN, phone->device), ==, CONFAB_DEVICE_TRUSTED);

  party_list (alice, BEN, CONFAB_OMEMO_TWO, ben->device, phone->device, stranger->device, 0);
  bundle = party_bundle (stranger, CONFAB_OMEMO_TWO);
  g_assert_true (party_take (alice, BEN, stranger->device, CONFAB_OMEMO_TWO, bundle));
  confab_xep_omemo_bundle_free (bundle);
  g_assert_cmpint (party_verdict_of (alice, BEN, stranger->device), ==, CONFAB_DEVICE_UNDECIDED);
  g_assert_false (party_facts (alice, BEN).keys_changed);
  message = party_seal (alice, BEN, "Only you");
  g_assert_cmpuint (count_keys (message, stranger->device), ==, 0);
  g_assert_cmpuint (count_keys (message, ben->device), ==, 1);
  /* It is read, with a mark. */
  party_meet (stranger, alice, CONFAB_OMEMO_TWO);
  forged = party_seal (stranger, ALICE, "It is me");
  opened = assert_opens (alice, BEN, forged, "It is me");
  g_assert_cmpint (opened.verdict, ==, CONFAB_DEVICE_UNDECIDED);

  g_clear_pointer (&key, g_bytes_unref);
  key = party_key_of (alice, BEN, stranger->device);
  party_say (alice, BEN, key, CONFAB_OMEMO_SAID_ACCEPT);
  g_clear_pointer (&message, confab_xmpp_stanza_unref);
  message = party_seal (alice, BEN, "You too");
  g_assert_cmpuint (count_keys (message, stranger->device), ==, 1);
  party_say (alice, BEN, key, CONFAB_OMEMO_SAID_LEAVE_OUT);
  g_clear_pointer (&message, confab_xmpp_stanza_unref);
  message = party_seal (alice, BEN, "Not you");
  g_assert_cmpuint (count_keys (message, stranger->device), ==, 0);
  g_clear_pointer (&forged, confab_xmpp_stanza_unref);
  forged = party_seal (stranger, ALICE, "Let me in");
  assert_fails (alice, BEN, forged, CONFAB_OMEMO_CAUSE_LEFT_OUT);
}

/* The device id of a checked key shows another key: writing to the checked one goes on. */
static void
test_changed_key (gconstpointer data) {
  ConfabOmemoVersion version = (ConfabOmemoVersion)GPOINTER_TO_INT (data);
  g_autoptr (Party) alice = party_new (ALICE);
  g_autoptr (Party) ben = party_new (BEN);
  g_autoptr (Party) mallory = party_new (BEN);
  g_autoptr (GBytes) key = NULL;
  g_autoptr (GPtrArray) elements = NULL;
  g_autoptr (ConfabStanza) forged = NULL;
  ConfabXepOmemoSealed *sealed;
  ConfabOmemoOpened opened;

  party_meet (alice, ben, version);
  party_list (ben, ALICE, version, alice->device, 0);
  assert_talks (alice, ben, "Hello");
  assert_talks (ben, alice, "Hello");
  key = party_key_of (alice, BEN, ben->device);
  party_say (alice, BEN, key, CONFAB_OMEMO_SAID_CHECKED);
  party_meet (mallory, alice, version);
  forged = party_seal (mallory, ALICE, "My new phone");
  elements = elements_of (forged);
  sealed = g_ptr_array_index (elements, 0);
  sealed->sender = ben->device;
  opened = party_open_elements (alice, BEN, ALICE, elements, FALSE);
  g_assert_cmpint (opened.outcome, ==, CONFAB_OMEMO_OPENED);
  g_assert_cmpint (opened.verdict, ==, CONFAB_DEVICE_UNDECIDED);
  confab_omemo_opened_clear (&opened);
  assert_talks (alice, ben, "Still to you");
  assert_talks (ben, alice, "Still here");
  g_assert_cmpint (party_verdict_of (alice, BEN, ben->device), ==, CONFAB_DEVICE_VERIFIED);
}

/* Of a checked person there are only other keys left. */
static void
test_only_other_keys (void) {
  g_autoptr (Party) alice = party_new (ALICE);
  g_autoptr (Party) ben = party_new (BEN);
  g_autoptr (Party) phone = party_new (BEN);
  g_autoptr (GBytes) key = NULL;
  g_autoptr (GBytes) other = NULL;
  ConfabSendFacts facts;

  meet_both (alice, ben, phone, CONFAB_OMEMO_TWO);
  key = party_key_of (alice, BEN, ben->device);
  other = party_key_of (alice, BEN, phone->device);
  party_say (alice, BEN, key, CONFAB_OMEMO_SAID_CHECKED);
  facts = party_facts (alice, BEN);
  g_assert_true (facts.has_keys && facts.can_seal && !facts.keys_changed);
  party_list (alice, BEN, CONFAB_OMEMO_TWO, phone->device, 0);
  g_assert_true (party_facts (alice, BEN).keys_changed);
  party_say (alice, BEN, other, CONFAB_OMEMO_SAID_ACCEPT);
  facts = party_facts (alice, BEN);
  g_assert_true (facts.has_keys && !facts.keys_changed);
}

static gboolean
run_summary (const ConfabOmemoScope *scope, Call *call, GError **error) {
  return confab_omemo_devices_summary (scope, call->address, call->out, error);
}

static void
test_summary (void) {
  g_autoptr (Party) alice = party_new (ALICE);
  g_autoptr (Party) ben = party_new (BEN);
  g_autoptr (Party) phone = party_new (BEN);
  g_autoptr (GBytes) key = NULL;
  ConfabOmemoSummary summary;
  Call call = { .party = alice, .run = run_summary, .address = BEN, .out = &summary };

  party_run (&call);
  g_assert_cmpuint (summary.n_used, ==, 0);
  meet_both (alice, ben, phone, CONFAB_OMEMO_TWO);
  key = party_key_of (alice, BEN, ben->device);
  party_say (alice, BEN, key, CONFAB_OMEMO_SAID_CHECKED);
  party_run (&call);
  g_assert_cmpint (summary.checked_us, ==, NOW_US);
  g_assert_cmpuint (summary.n_used, ==, 2);
  g_assert_cmpuint (summary.n_undecided, ==, 0);
}

/* What the first list of one's own shows was there before; what comes later is asked about. */
static void
test_own_devices (void) {
  g_autoptr (Party) alice = party_new (ALICE);
  g_autoptr (Party) laptop = party_new (ALICE);
  g_autoptr (Party) thief = party_new (ALICE);
  g_autoptr (GPtrArray) needs = NULL;
  Party *others[] = { laptop, thief };
  ConfabOmemoListed listed = party_list (alice, ALICE, CONFAB_OMEMO_TWO, laptop->device, 0);

  g_assert_true (listed.is_this_missing);
  g_assert_cmpuint (listed.n_new, ==, 0);
  alice->now_us += G_TIME_SPAN_HOUR;
  listed =
      party_list (alice, ALICE, CONFAB_OMEMO_TWO, alice->device, laptop->device, thief->device, 0);
  g_assert_false (listed.is_this_missing);
  g_assert_cmpuint (listed.n_new, ==, 1);
  needs = party_needs (alice, BEN);
  g_assert_cmpuint (needs->len, ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++) {
    ConfabXepOmemoBundle *bundle = party_bundle (others[i], CONFAB_OMEMO_TWO);

    g_assert_true (party_take (alice, ALICE, others[i]->device, CONFAB_OMEMO_TWO, bundle));
    confab_xep_omemo_bundle_free (bundle);
  }
  g_assert_cmpint (party_verdict_of (alice, ALICE, laptop->device), ==, CONFAB_DEVICE_TRUSTED);
  g_assert_cmpint (party_verdict_of (alice, ALICE, thief->device), ==, CONFAB_DEVICE_UNDECIDED);
  g_assert_cmpint (party_verdict_of (alice, ALICE, alice->device), ==, CONFAB_DEVICE_VERIFIED);
}

/* The bundle of a key that was left out begins nothing; what was said of a key before it was seen
 * holds when it is. */
static void
test_said_before (void) {
  g_autoptr (Party) alice = party_new (ALICE);
  g_autoptr (Party) ben = party_new (BEN);
  g_autoptr (GBytes) key = NULL;
  ConfabXepOmemoBundle *bundle = party_bundle (ben, CONFAB_OMEMO_OLD);

  party_say (alice, BEN, bundle->identity, CONFAB_OMEMO_SAID_LEAVE_OUT);
  party_list (alice, BEN, CONFAB_OMEMO_OLD, ben->device, 0);
  g_assert_false (party_take (alice, BEN, ben->device, CONFAB_OMEMO_OLD, bundle));
  party_say (alice, BEN, bundle->identity, CONFAB_OMEMO_SAID_CHECKED);
  g_assert_true (party_take (alice, BEN, ben->device, CONFAB_OMEMO_OLD, bundle));
  g_assert_cmpint (party_verdict_of (alice, BEN, ben->device), ==, CONFAB_DEVICE_VERIFIED);
  key = party_key_of (alice, BEN, ben->device);
  g_assert_true (g_bytes_equal (key, bundle->identity));
  confab_xep_omemo_bundle_free (bundle);
}

/* Both versions of one device show one key. */
static void
test_one_identity (void) {
  g_autoptr (Party) alice = party_new (ALICE);
  g_autoptr (Party) ben = party_new (BEN);
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;

  party_meet (alice, ben, CONFAB_OMEMO_OLD);
  first = party_key_of (alice, BEN, ben->device);
  party_meet (alice, ben, CONFAB_OMEMO_TWO);
  second = party_key_of (alice, BEN, ben->device);
  g_assert_true (g_bytes_equal (first, second));
}

static void
test_needs (void) {
  g_autoptr (Party) alice = party_new (ALICE);
  g_autoptr (Party) ben = party_new (BEN);
  g_autoptr (GPtrArray) needs = NULL;
  g_autoptr (GPtrArray) devices = NULL;
  ConfabOmemoNeed *need;

  party_list (alice, BEN, CONFAB_OMEMO_OLD, ben->device, 0);
  party_list (alice, BEN, CONFAB_OMEMO_TWO, ben->device, 0);
  needs = party_needs (alice, BEN);
  g_assert_cmpuint (needs->len, ==, 1);
  need = g_ptr_array_index (needs, 0);
  g_assert_cmpint (need->version, ==, CONFAB_OMEMO_TWO);
  /* None there: the older version is as good as it gets, and then nothing for an hour. */
  g_assert_false (party_take (alice, BEN, ben->device, CONFAB_OMEMO_TWO, NULL));
  g_clear_pointer (&needs, g_ptr_array_unref);
  needs = party_needs (alice, BEN);
  g_assert_cmpuint (needs->len, ==, 1);
  need = g_ptr_array_index (needs, 0);
  g_assert_cmpint (need->version, ==, CONFAB_OMEMO_OLD);
  g_assert_false (party_take (alice, BEN, ben->device, CONFAB_OMEMO_OLD, NULL));
  g_clear_pointer (&needs, g_ptr_array_unref);
  needs = party_needs (alice, BEN);
  g_assert_cmpuint (needs->len, ==, 0);
  devices = party_devices (alice, BEN);
  g_assert_true (find_device (devices, ben->device)->has_problem);
  alice->now_us += G_TIME_SPAN_HOUR;
  g_clear_pointer (&needs, g_ptr_array_unref);
  needs = party_needs (alice, BEN);
  g_assert_cmpuint (needs->len, ==, 1);
}

int
main (int argc, char **argv) {
  test_init (&argc, &argv);
  g_test_add_func ("/omemo/trust/blind-then-strict", test_blind_then_strict);
  g_test_add_data_func (
      "/omemo/trust/changed-key/old", GINT_TO_POINTER (CONFAB_OMEMO_OLD), test_changed_key);
  g_test_add_data_func (
      "/omemo/trust/changed-key/two", GINT_TO_POINTER (CONFAB_OMEMO_TWO), test_changed_key);
  g_test_add_func ("/omemo/trust/only-other-keys", test_only_other_keys);
  g_test_add_func ("/omemo/trust/summary", test_summary);
  g_test_add_func ("/omemo/trust/own-devices", test_own_devices);
  g_test_add_func ("/omemo/trust/said-before", test_said_before);
  g_test_add_func ("/omemo/trust/one-identity", test_one_identity);
  g_test_add_func ("/omemo/trust/needs", test_needs);
  return g_test_run ();
}
