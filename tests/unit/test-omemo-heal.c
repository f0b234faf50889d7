/* Sessions that broke, and how they come together again: within limits, without a word from the
 * user, and never in answer to an answer. */

#include "test-omemo-party.h"
#include "test-omemo-versions.h"

#define ALICE "alice@example.org"
#define BEN "ben@example.net"

/* Both know each other and have talked. */
static void
begin (Party *alice, Party *ben, ConfabOmemoVersion version) {
  party_meet (alice, ben, version);
  party_list (ben, ALICE, version, alice->device, 0);
  assert_talks (alice, ben, "Hello");
  assert_talks (ben, alice, "Hello");
}

/* What messaging does when an opening wants it: fetches the bundle, sends a key, once. */
static void
repair (Party *party, Party *other, ConfabOmemoVersion version) {
  g_autoptr (ConfabStanza) key = NULL;
  ConfabXepOmemoBundle *bundle = party_bundle (other, version);
  ConfabOmemoOpened opened;

  g_assert_true (party_take (party, other->address, other->device, version, bundle));
  confab_xep_omemo_bundle_free (bundle);
  key = party_key (party, other->address, other->device, version);
  opened = party_open (other, party->address, key);
  g_assert_cmpint (opened.outcome, ==, CONFAB_OMEMO_OPENED_EMPTY);
  g_assert_true (opened.wants_answer);
  g_assert_false (opened.needs_bundle);
  g_clear_pointer (&key, confab_xmpp_stanza_unref);
  key = party_key (other, party->address, party->device, version);
  opened = party_open (party, other->address, key);
  g_assert_cmpint (opened.outcome, ==, CONFAB_OMEMO_OPENED_EMPTY);
  g_assert_false (opened.wants_answer);
}

static void
assert_wants_repair (Party *party, const char *from, const ConfabStanza *message) {
  ConfabOmemoOpened opened = party_open (party, from, message);

  g_assert_cmpint (opened.outcome, ==, CONFAB_OMEMO_NOT_OPENED);
  g_assert_true (
      opened.cause == CONFAB_OMEMO_CAUSE_NO_SESSION || opened.cause == CONFAB_OMEMO_CAUSE_DAMAGED);
  g_assert_true (opened.wants_answer && opened.needs_bundle);
}

/* Whether the message begins a session, or repeats how it began. */
static void
assert_exchange (const ConfabStanza *message, gboolean is_exchange) {
  g_autoptr (GPtrArray) elements = elements_of (message);
  const ConfabXepOmemoSealed *sealed = g_ptr_array_index (elements, 0);
  const ConfabXepOmemoKey *key = g_ptr_array_index (sealed->keys, 0);

  g_assert_cmpint (key->is_exchange, ==, is_exchange);
}

/* Alice lost what she knew of Ben, who goes on as if nothing had been. */
static void
test_lost (gconstpointer data) {
  ConfabOmemoVersion version = version_of (data);
  g_autoptr (Party) alice = party_new (ALICE);
  g_autoptr (Party) ben = party_new (BEN);
  g_autofree char *before = NULL;
  g_autoptr (ConfabStanza) message = NULL;

  party_list (alice, BEN, version, ben->device, 0);
  before = party_copy (alice);
  begin (alice, ben, version);
  party_restore (alice, before);
  message = party_seal (ben, ALICE, "Do you hear me?");
  assert_wants_repair (alice, BEN, message);
  repair (alice, ben, version);
  assert_talks (ben, alice, "Now?");
  assert_talks (alice, ben, "Now.");
}

/* Ben went back to an old state and does not know: his next message comes under a key that was used
 * already. It is not taken for a double. */
static void
test_other_went_back (gconstpointer data) {
  ConfabOmemoVersion version = version_of (data);
  g_autoptr (Party) alice = party_new (ALICE);
  g_autoptr (Party) ben = party_new (BEN);
  g_autofree char *before = NULL;
  g_autoptr (ConfabStanza) message = NULL;

  begin (alice, ben, version);
  before = party_copy (ben);
  assert_talks (ben, alice, "Today");
  party_restore (ben, before);
  message = party_seal (ben, ALICE, "Again today");
  assert_wants_repair (alice, BEN, message);
  repair (alice, ben, version);
  assert_talks (ben, alice, "Once more");
  assert_talks (alice, ben, "There you are");
}

/* Alice began anew, and what Ben wrote before he heard of it comes late: it is opened, but Alice
 * goes on in the new session. If he never takes that up, they find together in the old one after
 * all. */
static void
test_overtaken (gconstpointer data) {
  ConfabOmemoVersion version = version_of (data);
  g_autoptr (Party) alice = party_new (ALICE);
  g_autoptr (Party) ben = party_new (BEN);
  g_autofree char *before = NULL;
  g_autoptr (ConfabStanza) first = NULL;
  g_autoptr (ConfabStanza) second = NULL;
  g_autoptr (ConfabStanza) third = NULL;
  g_autoptr (ConfabStanza) key = NULL;
  ConfabXepOmemoBundle *bundle = party_bundle (ben, version);

  begin (alice, ben, version);
  before = party_copy (ben);
  assert_talks (ben, alice, "Today");
  party_restore (ben, before);
  first = party_seal (ben, ALICE, "Again today");
  second = party_seal (ben, ALICE, "In a hurry");
  third = party_seal (ben, ALICE, "Still here");
  assert_wants_repair (alice, BEN, first);
  g_assert_true (party_take (alice, BEN, ben->device, version, bundle));
  confab_xep_omemo_bundle_free (bundle);
  key = party_key (alice, BEN, ben->device, version);
  assert_exchange (key, TRUE);
  assert_opens (alice, BEN, second, "In a hurry");
  g_clear_pointer (&key, confab_xmpp_stanza_unref);
  key = party_key (alice, BEN, ben->device, version);
  assert_exchange (key, TRUE);
  alice->now_us += 11 * G_TIME_SPAN_MINUTE;
  assert_opens (alice, BEN, third, "Still here");
  g_clear_pointer (&key, confab_xmpp_stanza_unref);
  key = party_key (alice, BEN, ben->device, version);
  assert_exchange (key, FALSE);
}

/* Alice's old vault is put back, and she knows. */
static void
test_went_back (gconstpointer data) {
  ConfabOmemoVersion version = version_of (data);
  g_autoptr (Party) alice = party_new (ALICE);
  g_autoptr (Party) ben = party_new (BEN);
  g_autofree char *before = NULL;
  g_autoptr (ConfabStanza) message = NULL;

  begin (alice, ben, version);
  before = party_copy (alice);
  for (guint i = 0; i < 3; i++) {
    assert_talks (alice, ben, "Today");
    assert_talks (ben, alice, "And today");
  }
  party_restore (alice, before);
  message = party_seal (ben, ALICE, "You forgot");
  assert_wants_repair (alice, BEN, message);
  repair (alice, ben, version);
  assert_talks (ben, alice, "You know again");
}

/* The other side is new: another device, other keys. */
static void
test_reinstalled (gconstpointer data) {
  ConfabOmemoVersion version = version_of (data);
  g_autoptr (Party) alice = party_new (ALICE);
  g_autoptr (Party) ben = party_new (BEN);
  g_autoptr (Party) again = party_new (BEN);
  g_autoptr (ConfabStanza) message = NULL;
  g_autoptr (GPtrArray) elements = NULL;
  ConfabOmemoListed listed;

  begin (alice, ben, version);
  listed = party_list (alice, BEN, version, again->device, 0);
  g_assert_cmpuint (listed.n_new, ==, 1);
  g_assert_false (party_facts (alice, BEN).has_keys);
  party_meet (alice, again, version);
  message = party_seal (alice, BEN, "A new one?");
  assert_opens (again, ALICE, message, "A new one?");
  assert_fails (ben, ALICE, message, CONFAB_OMEMO_CAUSE_NOT_FOR_US);
}

/* Who writes on and on without an answer gets one, so that the ratchet moves. */
static void
test_heartbeat (gconstpointer data) {
  ConfabOmemoVersion version = version_of (data);
  g_autoptr (Party) alice = party_new (ALICE);
  g_autoptr (Party) ben = party_new (BEN);
  guint n_answers = 0;
  ConfabOmemoOpened opened;

  begin (alice, ben, version);
  for (guint i = 0; i < 300; i++) {
    g_autoptr (ConfabStanza) message = party_seal (ben, ALICE, "On and on");

    opened = assert_opens (alice, BEN, message, "On and on");
    g_assert_true (!opened.wants_answer || i >= 39);
    if (opened.wants_answer) {
      g_autoptr (ConfabStanza) key = party_key (alice, BEN, ben->device, version);

      n_answers++;
      opened = party_open (ben, ALICE, key);
      g_assert_cmpint (opened.outcome, ==, CONFAB_OMEMO_OPENED_EMPTY);
      g_assert_false (opened.wants_answer);
    }
  }
  g_assert_cmpuint (n_answers, >=, 4);
  g_assert_cmpuint (n_answers, <=, 6);
}

/* What was damaged on the way is opened when it comes whole: from the archive, say. */
static void
test_whole_copy (void) {
  g_autoptr (Party) alice = party_new (ALICE);
  g_autoptr (Party) ben = party_new (BEN);
  g_autoptr (ConfabStanza) message = NULL;
  g_autoptr (GPtrArray) elements = NULL;
  ConfabXepOmemoSealed *sealed;
  g_autofree guint8 *bytes = NULL;
  GBytes *whole;
  gsize size;
  ConfabOmemoOpened opened;

  party_meet (ben, alice, CONFAB_OMEMO_TWO);
  party_list (alice, BEN, CONFAB_OMEMO_TWO, ben->device, 0);
  message = party_seal (ben, ALICE, "Handle with care");
  elements = elements_of (message);
  sealed = g_ptr_array_index (elements, 0);
  whole = sealed->payload;
  bytes = g_memdup2 (g_bytes_get_data (whole, NULL), g_bytes_get_size (whole));
  size = g_bytes_get_size (whole);
  bytes[size / 2] ^= 1;
  sealed->payload = g_bytes_new (bytes, size);
  g_bytes_unref (whole);
  opened = party_open_elements (alice, BEN, ALICE, elements, FALSE);
  g_assert_cmpint (opened.outcome, ==, CONFAB_OMEMO_NOT_OPENED);
  g_assert_cmpint (opened.cause, ==, CONFAB_OMEMO_CAUSE_DAMAGED);
  g_assert_false (opened.wants_answer || opened.keys_used);
  assert_opens (alice, BEN, message, "Handle with care");
}

/* From before this device was there, or sealed for others by somebody new: no row. By somebody who
 * knows this device: a row. */
static void
test_not_for_us (void) {
  g_autoptr (Party) alice = party_new (ALICE);
  g_autoptr (Party) tablet = party_new (ALICE);
  g_autoptr (Party) ben = party_new (BEN);
  g_autoptr (ConfabStanza) message = NULL;
  g_autoptr (GPtrArray) elements = NULL;
  ConfabOmemoOpened opened;

  begin (alice, ben, CONFAB_OMEMO_TWO);
  message = party_seal (ben, ALICE, "Long ago");
  elements = elements_of (message);
  opened = party_open_elements (tablet, BEN, ALICE, elements, TRUE);
  g_assert_cmpint (opened.outcome, ==, CONFAB_OMEMO_IGNORED);
  opened = party_open_elements (tablet, BEN, ALICE, elements, FALSE);
  g_assert_cmpint (opened.outcome, ==, CONFAB_OMEMO_NOT_OPENED);
  g_assert_cmpint (opened.cause, ==, CONFAB_OMEMO_CAUSE_NOT_FOR_US);
  begin (tablet, ben, CONFAB_OMEMO_TWO);
  opened = party_open_elements (tablet, BEN, ALICE, elements, TRUE);
  g_assert_cmpint (opened.outcome, ==, CONFAB_OMEMO_NOT_OPENED);
  g_ptr_array_set_size (elements, 0);
  opened = party_open_elements (tablet, BEN, ALICE, elements, FALSE);
  g_assert_cmpint (opened.cause, ==, CONFAB_OMEMO_CAUSE_UNKNOWN_WAY);
}

int
main (int argc, char **argv) {
  test_init (&argc, &argv);
  add ("heal", "lost", test_lost);
  add ("heal", "other-went-back", test_other_went_back);
  add ("heal", "overtaken", test_overtaken);
  add ("heal", "went-back", test_went_back);
  add ("heal", "reinstalled", test_reinstalled);
  add ("heal", "heartbeat", test_heartbeat);
  g_test_add_func ("/omemo/heal/whole-copy", test_whole_copy);
  g_test_add_func ("/omemo/heal/not-for-us", test_not_for_us);
  return g_test_run ();
}
