/* One check for all devices: what is told by whom to whom, that all come to know all, and that
 * nothing of it is lost. */

#include "test-omemo-atm.h"

/* XEP-0450 examples 1 and 2: Alice, who checked her laptop, checks Ben. */
static void
test_contact (void) {
  Scene scene;
  g_autoptr (GPtrArray) told = NULL;

  scene_set (&scene);
  check_both (scene.alice, scene.laptop);
  told = say (scene.ben, scene.alice, CONFAB_OMEMO_SAID_CHECKED);
  g_assert_cmpuint (told->len, ==, 0);
  g_clear_pointer (&told, g_ptr_array_unref);
  told = say (scene.alice, scene.ben, CONFAB_OMEMO_SAID_CHECKED);
  g_assert_cmpuint (told->len, ==, 2);
  g_assert_cmpuint (hear (scene.laptop, ALICE, told), ==, 1);
  assert_worth (scene.laptop, scene.ben, CONFAB_DEVICE_VERIFIED);
  g_assert_cmpuint (hear (scene.ben, ALICE, told), ==, 1);
  assert_worth (scene.ben, scene.laptop, CONFAB_DEVICE_VERIFIED);
  /* His phone was not among those that were told. */
  g_assert_cmpuint (hear (scene.phone, ALICE, told), ==, 0);
  assert_worth (scene.phone, scene.laptop, CONFAB_DEVICE_TRUSTED);
  scene_clear (&scene);
}

/* Examples 3 to 5: a new device of one's own. */
static void
test_own (void) {
  Scene scene;
  g_autoptr (GPtrArray) told = NULL;

  scene_set (&scene);
  check_both (scene.alice, scene.ben);
  told = say (scene.alice, scene.laptop, CONFAB_OMEMO_SAID_CHECKED);
  g_assert_cmpuint (hear (scene.ben, ALICE, told), ==, 1);
  assert_worth (scene.ben, scene.laptop, CONFAB_DEVICE_VERIFIED);
  /* The laptop has not checked Alice's computer yet: it keeps what it heard until it has. */
  g_assert_cmpuint (hear (scene.laptop, ALICE, told), ==, 0);
  assert_worth (scene.laptop, scene.ben, CONFAB_DEVICE_TRUSTED);
  g_ptr_array_unref (say (scene.laptop, scene.alice, CONFAB_OMEMO_SAID_CHECKED));
  assert_worth (scene.laptop, scene.ben, CONFAB_DEVICE_VERIFIED);
  scene_clear (&scene);
}

/* Examples 6 to 8: left out, everywhere; and no message takes it in again. */
static void
test_left_out (void) {
  Scene scene;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GPtrArray) told = NULL;

  scene_set (&scene);
  check_both (scene.alice, scene.ben);
  check_both (scene.alice, scene.laptop);
  again = say (scene.alice, scene.laptop, CONFAB_OMEMO_SAID_CHECKED);
  told = say (scene.alice, scene.laptop, CONFAB_OMEMO_SAID_LEAVE_OUT);
  g_assert_cmpuint (hear (scene.ben, ALICE, told), ==, 1);
  assert_worth (scene.ben, scene.laptop, CONFAB_DEVICE_DISTRUSTED);
  g_assert_cmpuint (hear (scene.ben, ALICE, again), ==, 0);
  assert_worth (scene.ben, scene.laptop, CONFAB_DEVICE_DISTRUSTED);
  scene_clear (&scene);
}

/* ---- everybody knows everybody ---- */

/* Each side's devices know each other; one check between two of four, and all four are checked. */
static void
test_four (void) {
  Scene scene;
  Party **all = (Party **)&scene;

  scene_set (&scene);
  check_both (scene.alice, scene.laptop);
  check_both (scene.ben, scene.phone);
  g_assert_cmpuint (spread (all, 4), ==, 0);
  say_it (scene.alice, scene.ben, CONFAB_OMEMO_SAID_CHECKED);
  say_it (scene.ben, scene.alice, CONFAB_OMEMO_SAID_CHECKED);
  g_assert_cmpuint (spread (all, 4), >, 0);
  for (guint i = 0; i < 4; i++)
    for (guint k = 0; k < 4; k++)
      if (i != k)
        assert_worth (all[i], all[k], CONFAB_DEVICE_VERIFIED);
  g_assert_cmpuint (spread (all, 4), ==, 0);
  scene_clear (&scene);
}

/* What follows from a message alone does not count as an act of the user. */
static void
test_acts (void) {
  Scene scene;
  g_autoptr (GPtrArray) told = NULL;

  scene_set (&scene);
  check_both (scene.alice, scene.laptop);
  check_both (scene.alice, scene.ben);
  told = say (scene.ben, scene.phone, CONFAB_OMEMO_SAID_CHECKED);
  g_assert_cmpuint (hear (scene.alice, BEN, told), ==, 1);
  g_clear_pointer (&told, g_ptr_array_unref);
  told = tell_some (scene.alice, TRUE);
  g_assert_cmpuint (told->len, ==, 0);
  g_clear_pointer (&told, g_ptr_array_unref);
  told = tell_some (scene.alice, FALSE);
  g_assert_cmpuint (told->len, ==, 1);
  scene_clear (&scene);
}

/* ---- nothing is lost ---- */

static gboolean
run_return (const ConfabOmemoScope *scope, Call *call, GError **error) {
  return confab_store_trust_return (scope->db, scope->account, error);
}

static gboolean
run_acknowledge (const ConfabOmemoScope *scope, Call *call, GError **error) {
  return confab_store_trust_acknowledge (
      scope->db, scope->account, "session", (guint32)call->number, error);
}

/* What the server did not get is sealed anew, with new keys; what it has is not said again. */
static void
test_lost (void) {
  Scene scene;
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GPtrArray) none = NULL;
  Call back = { .run = run_return };
  Call have = { .run = run_acknowledge, .number = 2 };
  g_autoptr (GBytes) one = NULL;
  g_autoptr (GBytes) other = NULL;

  scene_set (&scene);
  check_both (scene.alice, scene.laptop);
  have.party = back.party = scene.alice;
  party_run (&have);
  first = say (scene.alice, scene.ben, CONFAB_OMEMO_SAID_CHECKED);
  g_assert_cmpuint (first->len, ==, 2);
  none = tell (scene.alice);
  g_assert_cmpuint (none->len, ==, 0);
  party_run (&back);
  again = tell (scene.alice);
  g_assert_cmpuint (again->len, ==, 2);
  one = confab_xmpp_stanza_to_bytes (g_ptr_array_index (first, 0));
  other = confab_xmpp_stanza_to_bytes (g_ptr_array_index (again, 0));
  g_assert_false (g_bytes_equal (one, other));
  g_assert_cmpuint (hear (scene.laptop, ALICE, again), ==, 1);
  g_assert_cmpuint (hear (scene.laptop, ALICE, first), ==, 0);
  assert_worth (scene.laptop, scene.ben, CONFAB_DEVICE_VERIFIED);
  party_run (&have);
  party_run (&back);
  g_clear_pointer (&none, g_ptr_array_unref);
  none = tell (scene.alice);
  g_assert_cmpuint (none->len, ==, 0);
  scene_clear (&scene);
}

/* A device that has no session yet is told when it has one. */
static void
test_waits (void) {
  g_autoptr (Party) alice = party_new (ALICE);
  g_autoptr (Party) laptop = party_new (ALICE);
  g_autoptr (Party) ben = party_new (BEN);
  g_autoptr (GPtrArray) told = NULL;
  g_autoptr (GBytes) key = NULL;
  g_auto (ConfabOmemoAtmNews) news;
  Call call = {
    .party = alice, .run = run_atm_say, .number = CONFAB_OMEMO_SAID_CHECKED, .out = &news
  };
  ConfabXepOmemoBundle *bundle = party_bundle (laptop, CONFAB_OMEMO_TWO);

  confab_omemo_atm_news_init (&news);
  party_meet (alice, ben, CONFAB_OMEMO_TWO);
  party_meet (laptop, ben, CONFAB_OMEMO_TWO);
  key = confab_omemo_context_dup_identity (
      CONFAB_OMEMO_TWO, g_bytes_get_data (bundle->identity, NULL));
  call.address = ALICE;
  call.key = key;
  party_run (&call);
  told = say (alice, ben, CONFAB_OMEMO_SAID_CHECKED);
  g_assert_cmpuint (told->len, ==, 1);
  g_clear_pointer (&told, g_ptr_array_unref);
  party_list (alice, ALICE, CONFAB_OMEMO_TWO, alice->device, laptop->device, 0);
  g_assert_true (party_take (alice, ALICE, laptop->device, CONFAB_OMEMO_TWO, bundle));
  told = tell (alice);
  g_assert_cmpuint (told->len, ==, 1);
  confab_xep_omemo_bundle_free (bundle);
}

int
main (int argc, char **argv) {
  test_init (&argc, &argv);
  g_test_add_func ("/omemo/atm/contact", test_contact);
  g_test_add_func ("/omemo/atm/own", test_own);
  g_test_add_func ("/omemo/atm/left-out", test_left_out);
  g_test_add_func ("/omemo/atm/four", test_four);
  g_test_add_func ("/omemo/atm/acts", test_acts);
  g_test_add_func ("/omemo/atm/lost", test_lost);
  g_test_add_func ("/omemo/atm/waits", test_waits);
  return g_test_run ();
}
