/* Two people with a vault each write to one another, in both versions: what is sealed opens once,
 * in any order, and nothing of it is said outside. */

#include "test-omemo-party.h"
#include "test-omemo-versions.h"

#define ALICE "alice@example.org"
#define BEN "ben@example.net"

static void
test_first_words (gconstpointer data) {
  ConfabOmemoVersion version = version_of (data);
  g_autoptr (Party) alice = party_new (ALICE);
  g_autoptr (Party) ben = party_new (BEN);
  g_autoptr (ConfabStanza) first = NULL;
  g_autoptr (ConfabStanza) reply = NULL;
  ConfabOmemoOpened opened;

  party_list (alice, BEN, version, ben->device, 0);
  g_assert_false (party_facts (alice, BEN).has_keys);
  g_assert_true (party_facts (alice, BEN).can_seal);
  party_meet (alice, ben, version);
  g_assert_true (party_facts (alice, BEN).has_keys);
  first = party_seal (alice, BEN, "Hello, Ben");
  opened = assert_opens (ben, ALICE, first, "Hello, Ben");
  g_assert_cmpint (opened.version, ==, version);
  g_assert_cmpuint (opened.device, ==, alice->device);
  g_assert_cmpint (opened.verdict, ==, CONFAB_DEVICE_TRUSTED);
  g_assert_true (opened.keys_used);
  g_assert_true (opened.wants_answer);
  g_assert_false (opened.needs_bundle);
  assert_repeated (ben, ALICE, first);

  /* The session that came with the first words is enough to answer. */
  party_list (ben, ALICE, version, alice->device, 0);
  reply = party_seal (ben, ALICE, "Hello, Alice");
  opened = assert_opens (alice, BEN, reply, "Hello, Alice");
  g_assert_false (opened.keys_used || opened.wants_answer);
  for (guint i = 0; i < 5; i++) {
    assert_talks (alice, ben, "There");
    assert_talks (ben, alice, "and back");
  }
}

static void
test_both_first (gconstpointer data) {
  ConfabOmemoVersion version = version_of (data);
  g_autoptr (Party) alice = party_new (ALICE);
  g_autoptr (Party) ben = party_new (BEN);
  g_autoptr (ConfabStanza) hers = NULL;
  g_autoptr (ConfabStanza) his = NULL;

  party_meet (alice, ben, version);
  party_meet (ben, alice, version);
  hers = party_seal (alice, BEN, "I first");
  his = party_seal (ben, ALICE, "No, I");
  assert_opens (alice, BEN, his, "No, I");
  assert_opens (ben, ALICE, hers, "I first");
  for (guint i = 0; i < 5; i++) {
    assert_talks (alice, ben, "Well");
    assert_talks (ben, alice, "then");
  }
}

/* Lost, late, double. */
static void
test_disorder (gconstpointer data) {
  ConfabOmemoVersion version = version_of (data);
  g_autoptr (Party) alice = party_new (ALICE);
  g_autoptr (Party) ben = party_new (BEN);
  g_autoptr (GPtrArray) late =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_xmpp_stanza_unref);

  party_meet (alice, ben, version);
  party_list (ben, ALICE, version, alice->device, 0);
  for (guint i = 0; i < 60; i++) {
    g_autofree char *text = g_strdup_printf ("Message number %u", i);
    g_autoptr (ConfabStanza) message = party_seal (alice, BEN, text);

    if (i % 5 == 1)
      continue;
    if (i % 5 == 2) {
      g_ptr_array_add (late, g_steal_pointer (&message));
      continue;
    }
    assert_opens (ben, ALICE, message, text);
    if (i % 5 == 3)
      assert_repeated (ben, ALICE, message);
    if (i % 7 == 0)
      assert_talks (ben, alice, "I hear you");
  }
  for (guint i = 0; i < late->len; i++) {
    g_autofree char *text = g_strdup_printf ("Message number %u", i * 5 + 2);

    assert_opens (ben, ALICE, g_ptr_array_index (late, i), text);
    assert_repeated (ben, ALICE, g_ptr_array_index (late, i));
  }
}

/* A key alone carries nothing and is not answered. */
static void
test_key_alone (gconstpointer data) {
  ConfabOmemoVersion version = version_of (data);
  g_autoptr (Party) alice = party_new (ALICE);
  g_autoptr (Party) ben = party_new (BEN);
  g_autoptr (ConfabStanza) first = NULL;
  g_autoptr (ConfabStanza) answer = NULL;
  ConfabOmemoOpened opened;

  party_meet (alice, ben, version);
  first = party_key (alice, BEN, ben->device, version);
  opened = party_open (ben, ALICE, first);
  g_assert_cmpint (opened.outcome, ==, CONFAB_OMEMO_OPENED_EMPTY);
  g_assert_true (opened.wants_answer);
  answer = party_key (ben, ALICE, alice->device, version);
  opened = party_open (alice, BEN, answer);
  g_assert_cmpint (opened.outcome, ==, CONFAB_OMEMO_OPENED_EMPTY);
  g_assert_false (opened.wants_answer);
  assert_talks (alice, ben, "It works");
}

/* A device that knows both versions gets the better one, others theirs, in one message; this device
 * gets none, one's own others do. */
static void
test_mixed (void) {
  g_autoptr (Party) alice = party_new (ALICE);
  g_autoptr (Party) laptop = party_new (ALICE);
  g_autoptr (Party) ben = party_new (BEN);
  g_autoptr (Party) phone = party_new (BEN);
  g_autoptr (ConfabStanza) message = NULL;
  g_autoptr (GPtrArray) elements = NULL;
  ConfabOmemoOpened opened;
  Party *others[] = { ben, phone, laptop };
  ConfabOmemoVersion takes[] = { CONFAB_OMEMO_TWO, CONFAB_OMEMO_OLD, CONFAB_OMEMO_TWO };

  party_list (alice, ALICE, CONFAB_OMEMO_TWO, alice->device, laptop->device, 0);
  party_list (alice, BEN, CONFAB_OMEMO_OLD, ben->device, phone->device, 0);
  party_list (alice, BEN, CONFAB_OMEMO_TWO, ben->device, 0);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++) {
    ConfabXepOmemoBundle *bundle = party_bundle (others[i], takes[i]);

    g_assert_true (party_take (alice, others[i]->address, others[i]->device, takes[i], bundle));
    confab_xep_omemo_bundle_free (bundle);
  }
  message = party_seal (alice, BEN, "To everybody");
  elements = elements_of (message);
  g_assert_cmpuint (elements->len, ==, 2);
  for (guint i = 0; i < elements->len; i++) {
    ConfabXepOmemoSealed *sealed = g_ptr_array_index (elements, i);

    g_assert_cmpuint (sealed->keys->len, ==, sealed->version == CONFAB_OMEMO_TWO ? 2 : 1);
    g_assert_cmpuint (sealed->sender, ==, alice->device);
  }
  assert_opens (ben, ALICE, message, "To everybody");
  assert_opens (phone, ALICE, message, "To everybody");
  /* As a carbon: from oneself, to the other. */
  opened = party_open_elements (laptop, ALICE, BEN, elements, FALSE);
  g_assert_cmpint (opened.outcome, ==, CONFAB_OMEMO_OPENED);
  g_assert_cmpstr (opened.text, ==, "To everybody");
  confab_omemo_opened_clear (&opened);
  /* And what one sealed oneself is nothing new. */
  opened = party_open_elements (alice, ALICE, BEN, elements, TRUE);
  g_assert_cmpint (opened.outcome, ==, CONFAB_OMEMO_IGNORED);
}

/* What fails on the way leaves every ratchet where it was. */
static void
test_refusals (void) {
  g_autoptr (Party) alice = party_new (ALICE);
  g_autoptr (Party) ben = party_new (BEN);
  int code;

  g_assert_null (party_try_seal (alice, BEN, "Nobody there", &code));
  g_assert_cmpint (code, ==, CONFAB_OMEMO_ERROR_NO_KEYS);
  party_meet (alice, ben, CONFAB_OMEMO_TWO);
  for (int verdict = CONFAB_SEND_REFUSE; verdict <= CONFAB_SEND_PLAIN_PERMITTED; verdict++) {
    Call call = {
      .party = alice, .run = run_seal, .address = BEN, .text = "No", .number = verdict
    };

    if (verdict == CONFAB_SEND_SEAL)
      continue;
    g_assert_false (party_try (&call));
    g_assert_cmpint (call.code, ==, CONFAB_OMEMO_ERROR_REFUSED);
    g_assert_null (call.out);
  }
  assert_talks (alice, ben, "Yes");
}

static void
test_again (void) {
  g_autoptr (ConfabJid) to = confab_base_jid_new (BEN, NULL);
  g_autoptr (ConfabDraft) draft = confab_base_draft_new (to, "0123", "Again");
  g_autoptr (GBytes) bytes = g_bytes_new_static ("<message/>", 10);
  g_autoptr (ConfabEnvelope) envelope = confab_omemo_seal_again (CONFAB_SEND_SEAL, draft, bytes);

  g_assert_true (confab_base_envelope_get_bytes (envelope) == bytes);
  g_assert_cmpint (confab_base_envelope_get_kind (envelope), ==, CONFAB_ENVELOPE_SEALED);
  g_assert_null (confab_omemo_seal_again (CONFAB_SEND_PLAIN_PERMITTED, draft, bytes));
  g_assert_null (confab_omemo_seal_again (CONFAB_SEND_REFUSE, draft, bytes));
}

int
main (int argc, char **argv) {
  test_init (&argc, &argv);
  add ("talk", "first-words", test_first_words);
  add ("talk", "both-first", test_both_first);
  add ("talk", "disorder", test_disorder);
  add ("talk", "key-alone", test_key_alone);
  g_test_add_func ("/omemo/talk/mixed", test_mixed);
  g_test_add_func ("/omemo/talk/refusals", test_refusals);
  g_test_add_func ("/omemo/talk/again", test_again);
  return g_test_run ();
}
