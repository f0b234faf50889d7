/* This device's keys in the course of time: prekeys used once and replaced within limits, signed
 * prekeys renewed weekly and kept a month, numbers never given twice, and an old vault put back. */

#include "test-omemo-party.h"

#define ALICE "alice@example.org"
#define BEN "ben@example.net"
#define WEEK_US (7 * G_TIME_SPAN_DAY)

static gboolean
run_ensure (const ConfabOmemoScope *scope, Call *call, GError **error) {
  return confab_omemo_own_ensure (scope, &call->device, error);
}

static gboolean
run_avoid (const ConfabOmemoScope *scope, Call *call, GError **error) {
  return confab_omemo_own_avoid (scope, call->in, &call->device, error);
}

static guint32
avoid (Party *party, guint32 taken) {
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (guint32));
  Call call = { .party = party, .run = run_avoid, .in = list };

  g_array_append_val (list, taken);
  party_run (&call);
  return call.device;
}

static void
test_device_id (void) {
  g_autoptr (Party) alice = party_new (ALICE);
  Call call = { .party = alice, .run = run_ensure };
  guint32 first = alice->device;
  guint32 second;

  party_run (&call);
  g_assert_cmpuint (call.device, ==, first);
  g_assert_cmpuint (avoid (alice, first + 1), ==, first);
  second = avoid (alice, first);
  g_assert_cmpuint (second, !=, first);
  g_assert_cmpuint (second, >=, 1);
  g_assert_cmpuint (second, <=, 0x7fffffff);
  /* Once it was published it stays. */
  confab_xep_omemo_bundle_free (party_bundle (alice, CONFAB_OMEMO_TWO));
  g_assert_cmpuint (avoid (alice, second), ==, second);
}

static GHashTable *
ids_of (const ConfabXepOmemoBundle *bundle) {
  GHashTable *ids = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < bundle->prekeys->len; i++) {
    ConfabXepOmemoPrekey *prekey = g_ptr_array_index (bundle->prekeys, i);

    g_assert_cmpuint (prekey->id, >=, 1);
    g_assert_cmpuint (prekey->id, <, 0xffffff);
    g_assert_true (g_hash_table_add (ids, GUINT_TO_POINTER (prekey->id)));
  }
  return ids;
}

static void
test_bundle (void) {
  g_autoptr (Party) alice = party_new (ALICE);

  for (int version = CONFAB_OMEMO_OLD; version <= CONFAB_OMEMO_TWO; version++) {
    ConfabXepOmemoBundle *bundle = party_bundle (alice, (ConfabOmemoVersion)version);
    g_autoptr (GHashTable) ids = ids_of (bundle);
    g_autoptr (ConfabStanza) stanza = confab_xep_omemo_bundle_new (bundle);
    ConfabXepOmemoBundle *read = confab_xep_omemo_bundle_read ((ConfabOmemoVersion)version, stanza);

    g_assert_cmpuint (g_hash_table_size (ids), ==, 100);
    g_assert_cmpuint (g_bytes_get_size (bundle->signature), ==, 64);
    g_assert_true (g_bytes_equal (bundle->identity, read->identity));
    g_assert_cmpuint (read->prekeys->len, ==, 100);
    confab_xep_omemo_bundle_free (read);
    confab_xep_omemo_bundle_free (bundle);
  }
}

/* A stranger's device writes first and so uses one prekey. */
static void
use_prekey (Party *party, ConfabOmemoVersion version) {
  g_autoptr (Party) other = party_new (BEN);

  party_meet (other, party, version);
  assert_talks (other, party, "Hello");
}

static void
test_refill (void) {
  g_autoptr (Party) alice = party_new (ALICE);
  ConfabXepOmemoBundle *bundle;
  g_autoptr (GHashTable) before = NULL;
  g_autoptr (GHashTable) after = NULL;
  guint n_kept = 0;
  GHashTableIter iter;
  gpointer id;

  bundle = party_bundle (alice, CONFAB_OMEMO_TWO);
  before = ids_of (bundle);
  confab_xep_omemo_bundle_free (bundle);
  g_assert_false (party_maintain (alice, FALSE));
  use_prekey (alice, CONFAB_OMEMO_TWO);
  g_assert_true (party_maintain (alice, FALSE));
  g_assert_false (party_maintain (alice, FALSE));
  /* Within the hour the bundle shrinks; it is filled up after it. */
  bundle = party_bundle (alice, CONFAB_OMEMO_TWO);
  g_assert_cmpuint (bundle->prekeys->len, ==, 99);
  confab_xep_omemo_bundle_free (bundle);
  alice->now_us += G_TIME_SPAN_HOUR;
  g_assert_true (party_maintain (alice, FALSE));
  bundle = party_bundle (alice, CONFAB_OMEMO_TWO);
  after = ids_of (bundle);
  confab_xep_omemo_bundle_free (bundle);
  g_assert_cmpuint (g_hash_table_size (after), ==, 100);
  g_hash_table_iter_init (&iter, after);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    n_kept += g_hash_table_contains (before, id);
  g_assert_cmpuint (n_kept, ==, 99);
}

/* A prekey that was used stays until the catch-up is over: who took the same one is read too. */
static void
test_catch_up (void) {
  g_autoptr (Party) alice = party_new (ALICE);
  g_autoptr (Party) ben = party_new (BEN);
  g_autoptr (Party) phone = party_new (BEN);
  g_autoptr (Party) late = party_new (BEN);
  Party *others[] = { ben, phone, late };
  g_autoptr (ConfabStanza) first = NULL;
  g_autoptr (ConfabStanza) second = NULL;
  g_autoptr (ConfabStanza) third = NULL;
  ConfabXepOmemoBundle *bundle = party_bundle (alice, CONFAB_OMEMO_TWO);

  g_ptr_array_set_size (bundle->prekeys, 1);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++) {
    party_list (others[i], ALICE, CONFAB_OMEMO_TWO, alice->device, 0);
    g_assert_true (party_take (others[i], ALICE, alice->device, CONFAB_OMEMO_TWO, bundle));
  }
  confab_xep_omemo_bundle_free (bundle);
  first = party_seal (ben, ALICE, "One");
  second = party_seal (phone, ALICE, "Two");
  third = party_seal (late, ALICE, "Three");
  assert_opens (alice, BEN, first, "One");
  party_maintain (alice, TRUE);
  assert_opens (alice, BEN, second, "Two");
  party_maintain (alice, FALSE);
  assert_fails (alice, BEN, third, CONFAB_OMEMO_CAUSE_NO_SESSION);
  assert_repeated (alice, BEN, first);
}

static void
test_signed (void) {
  g_autoptr (Party) alice = party_new (ALICE);
  g_autoptr (Party) ben = party_new (BEN);
  g_autoptr (Party) late = party_new (BEN);
  ConfabXepOmemoBundle *bundle;
  g_autoptr (ConfabStanza) third_week = NULL;
  g_autoptr (ConfabStanza) next_quarter = NULL;
  guint32 first;

  bundle = party_bundle (alice, CONFAB_OMEMO_TWO);
  first = bundle->signed_id;
  confab_xep_omemo_bundle_free (bundle);
  party_meet (ben, alice, CONFAB_OMEMO_TWO);
  party_meet (late, alice, CONFAB_OMEMO_TWO);
  third_week = party_seal (ben, ALICE, "On its way for long");
  next_quarter = party_seal (late, ALICE, "For too long");
  alice->now_us += WEEK_US - 1;
  party_maintain (alice, FALSE);
  bundle = party_bundle (alice, CONFAB_OMEMO_TWO);
  g_assert_cmpuint (bundle->signed_id, ==, first);
  confab_xep_omemo_bundle_free (bundle);
  for (guint week = 0; week < 4; week++) {
    alice->now_us += WEEK_US;
    g_assert_true (party_maintain (alice, FALSE));
    bundle = party_bundle (alice, CONFAB_OMEMO_TWO);
    g_assert_cmpuint (bundle->signed_id, >, first);
    first = bundle->signed_id;
    confab_xep_omemo_bundle_free (bundle);
  }
  assert_opens (alice, BEN, third_week, "On its way for long");
  alice->now_us += 2 * WEEK_US;
  party_maintain (alice, FALSE);
  assert_fails (alice, BEN, next_quarter, CONFAB_OMEMO_CAUSE_NO_SESSION);
}

/* The same key never meets two plaintexts, though the vault forgot that it used it. */
static gboolean
run_rolled_back (const ConfabOmemoScope *scope, Call *call, GError **error) {
  return confab_omemo_own_rolled_back (scope, error);
}

static void
test_rolled_back (void) {
  g_autoptr (Party) alice = party_new (ALICE);
  g_autoptr (Party) ben = party_new (BEN);
  g_autoptr (ConfabStanza) reply = NULL;
  g_autoptr (GPtrArray) needs = NULL;
  Call call = { .party = alice, .run = run_rolled_back };
  ConfabXepOmemoBundle *before;
  ConfabXepOmemoBundle *after;
  int code;

  party_meet (alice, ben, CONFAB_OMEMO_TWO);
  party_list (ben, ALICE, CONFAB_OMEMO_TWO, alice->device, 0);
  assert_talks (alice, ben, "Hello");
  reply = party_seal (ben, ALICE, "On its way");
  before = party_bundle (alice, CONFAB_OMEMO_TWO);
  party_run (&call);
  after = party_bundle (alice, CONFAB_OMEMO_TWO);
  for (guint i = 0; i < after->prekeys->len; i++) {
    ConfabXepOmemoPrekey *prekey = g_ptr_array_index (after->prekeys, i);

    g_assert_cmpuint (prekey->id, >, 10000);
  }
  g_assert_cmpuint (after->signed_id, >, before->signed_id);
  confab_xep_omemo_bundle_free (before);
  confab_xep_omemo_bundle_free (after);
  g_assert_null (party_try_seal (alice, BEN, "Not with the old keys", &code));
  g_assert_cmpint (code, ==, CONFAB_OMEMO_ERROR_NO_KEYS);
  assert_opens (alice, BEN, reply, "On its way");
  g_assert_null (party_try_seal (alice, BEN, "Nor now", &code));
  needs = party_needs (alice, BEN);
  g_assert_cmpuint (needs->len, ==, 1);
  party_meet (alice, ben, CONFAB_OMEMO_TWO);
  assert_talks (alice, ben, "With new ones");
  assert_talks (ben, alice, "I see");
}

int
main (int argc, char **argv) {
  test_init (&argc, &argv);
  g_test_add_func ("/omemo/own/device-id", test_device_id);
  g_test_add_func ("/omemo/own/bundle", test_bundle);
  g_test_add_func ("/omemo/own/refill", test_refill);
  g_test_add_func ("/omemo/own/catch-up", test_catch_up);
  g_test_add_func ("/omemo/own/signed", test_signed);
  g_test_add_func ("/omemo/own/rolled-back", test_rolled_back);
  return g_test_run ();
}
