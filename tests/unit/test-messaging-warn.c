/* What is warned of follows from the text and from what the vault knows of its sender: their grade,
 * a device of theirs that is new, and somebody whom they may be taken for. */

#include "messaging/messaging-warn.h"
#include "safety/safety-scam.h"
#include "test-omemo-party.h"

#define ALICE "alice@example.org"
#define BEN "ben.lake@example.net"
#define HOUR_US (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)
#define DAY_US (24 * HOUR_US)

/* A favour that a friend may well ask for, and a trickster does. */
#define FAVOUR "Could you lend me 300 until Friday?"
#define HARMLESS "Shall we go to the lake on Sunday? Leo brings the boat"
#define BAIT "You have won a prize, claim it here"

typedef struct {
  ConfabGrade grade;
  const ConfabOmemoOpened *opened;
  int reason;
} Warn;

static gboolean
run_warn (const ConfabOmemoScope *scope, Call *call, GError **error) {
  Warn *warn = call->in;
  ConfabStoreMessage row = { .account = scope->account,
    .peer = (char *)call->address,
    .text = (char *)call->text,
    .reason = -1 };

  CHECK (confab_messaging_warn (scope, warn->grade, warn->opened, &row, error));
  warn->reason = row.reason;
  return TRUE;
}

static int
warn_of (Party *party, const char *text, ConfabGrade grade, const ConfabOmemoOpened *opened) {
  Warn warn = { .grade = grade, .opened = opened };
  Call call = { .party = party, .run = run_warn, .address = BEN, .text = text, .in = &warn };

  party_run (&call);
  return warn.reason;
}

static gboolean
run_contact (const ConfabOmemoScope *scope, Call *call, GError **error) {
  ConfabStoreContact contact = { .account = scope->account,
    .address = (char *)call->address,
    .name = (char *)call->text,
    .is_known = call->flag };

  CHECK (confab_store_contacts_put (scope->db, &contact, TRUE, error));
  return TRUE;
}

static void
add_contact (Party *party, const char *address, const char *name, gboolean is_known) {
  Call call = {
    .party = party, .run = run_contact, .address = address, .text = name, .flag = is_known
  };

  party_run (&call);
}

static void
test_grade (void) {
  g_autoptr (Party) alice = party_new (ALICE);

  add_contact (alice, BEN, "Ben", FALSE);
  g_assert_cmpint (warn_of (alice, FAVOUR, CONFAB_GRADE_STRANGER, NULL), !=, 0);
  g_assert_cmpint (warn_of (alice, FAVOUR, CONFAB_GRADE_ADDED, NULL), !=, 0);
  g_assert_cmpint (warn_of (alice, FAVOUR, CONFAB_GRADE_KNOWN, NULL), ==, 0);
  g_assert_cmpint (warn_of (alice, FAVOUR, CONFAB_GRADE_CHECKED, NULL), ==, 0);
  g_assert_cmpint (warn_of (alice, HARMLESS, CONFAB_GRADE_STRANGER, NULL), ==, 0);
}

/* The judge sees the link in the text; without one the same words are ordinary. */
static void
test_link (void) {
  g_autoptr (Party) alice = party_new (ALICE);

  g_assert_cmpint (warn_of (alice, BAIT, CONFAB_GRADE_CHECKED, NULL), ==, 0);
  g_assert_cmpint (
      warn_of (alice, BAIT " prize.example.org/mine", CONFAB_GRADE_CHECKED, NULL), !=, 0);
}

static void
learn (Party *party, Party *other) {
  ConfabXepOmemoBundle *bundle = party_bundle (other, CONFAB_OMEMO_TWO);

  g_assert_true (party_take (party, BEN, other->device, CONFAB_OMEMO_TWO, bundle));
  confab_xep_omemo_bundle_free (bundle);
}

static void
test_late_device (void) {
  g_autoptr (Party) alice = party_new (ALICE);
  g_autoptr (Party) ben = party_new (BEN);
  g_autoptr (Party) phone = party_new (BEN);
  ConfabOmemoOpened from_ben = { .device = ben->device, .verdict = CONFAB_DEVICE_TRUSTED };
  ConfabOmemoOpened from_phone = { .device = phone->device, .verdict = CONFAB_DEVICE_TRUSTED };

  /* Somebody met just now: whatever they have is as old as they are. */
  party_list (alice, BEN, CONFAB_OMEMO_TWO, ben->device, 0);
  alice->now_us += G_USEC_PER_SEC;
  g_assert_cmpint (warn_of (alice, FAVOUR, CONFAB_GRADE_KNOWN, &from_ben), ==, 0);
  /* A week later another one comes. */
  alice->now_us += 7 * DAY_US;
  party_list (alice, BEN, CONFAB_OMEMO_TWO, ben->device, phone->device, 0);
  g_assert_cmpint (warn_of (alice, FAVOUR, CONFAB_GRADE_KNOWN, &from_phone), !=, 0);
  g_assert_cmpint (warn_of (alice, FAVOUR, CONFAB_GRADE_KNOWN, &from_ben), ==, 0);
  g_assert_cmpint (warn_of (alice, HARMLESS, CONFAB_GRADE_KNOWN, &from_phone), ==, 0);
  /* Its own key was compared: new, but theirs. */
  from_phone.verdict = CONFAB_DEVICE_VERIFIED;
  g_assert_cmpint (warn_of (alice, FAVOUR, CONFAB_GRADE_KNOWN, &from_phone), ==, 0);
  /* A week on it is one of theirs. */
  from_phone.verdict = CONFAB_DEVICE_TRUSTED;
  alice->now_us += 7 * DAY_US;
  g_assert_cmpint (warn_of (alice, FAVOUR, CONFAB_GRADE_KNOWN, &from_phone), ==, 0);
}

static void
test_unchecked_beside_checked (void) {
  g_autoptr (Party) alice = party_new (ALICE);
  g_autoptr (Party) ben = party_new (BEN);
  g_autoptr (Party) phone = party_new (BEN);
  g_autoptr (GBytes) key = NULL;
  ConfabOmemoOpened from_ben = { .device = ben->device, .verdict = CONFAB_DEVICE_VERIFIED };
  ConfabOmemoOpened from_phone = { .device = phone->device, .verdict = CONFAB_DEVICE_TRUSTED };

  party_list (alice, BEN, CONFAB_OMEMO_TWO, ben->device, phone->device, 0);
  learn (alice, ben);
  learn (alice, phone);
  alice->now_us += 60 * DAY_US;
  g_assert_cmpint (warn_of (alice, FAVOUR, CONFAB_GRADE_KNOWN, &from_phone), ==, 0);
  key = party_key_of (alice, BEN, ben->device);
  party_say (alice, BEN, key, CONFAB_OMEMO_SAID_CHECKED);
  g_assert_cmpint (warn_of (alice, FAVOUR, CONFAB_GRADE_KNOWN, &from_phone), !=, 0);
  g_assert_cmpint (warn_of (alice, FAVOUR, CONFAB_GRADE_CHECKED, &from_ben), ==, 0);
}

static void
test_lookalike (void) {
  g_autoptr (Party) alice = party_new (ALICE);

  add_contact (alice, BEN, "Ben", TRUE);
  add_contact (alice, "carla@example.net", "Carla", TRUE);
  g_assert_cmpint (warn_of (alice, FAVOUR, CONFAB_GRADE_KNOWN, NULL), ==, 0);
  /* Known less than Ben: it is not Ben who is to be doubted. */
  add_contact (alice, "ben.1ake@example.net", "Somebody", FALSE);
  g_assert_cmpint (warn_of (alice, FAVOUR, CONFAB_GRADE_KNOWN, NULL), ==, 0);
  add_contact (alice, "ben-lake@example.net", "Uncle", TRUE);
  g_assert_cmpint (warn_of (alice, FAVOUR, CONFAB_GRADE_KNOWN, NULL), !=, 0);
  g_assert_cmpint (warn_of (alice, FAVOUR, CONFAB_GRADE_CHECKED, NULL), ==, 0);
  g_assert_cmpint (warn_of (alice, HARMLESS, CONFAB_GRADE_KNOWN, NULL), ==, 0);
}

static void
test_lookalike_name (void) {
  const char *text = "Can you send me 50 euros today? I forgot my card";
  g_autoptr (Party) alice = party_new (ALICE);

  add_contact (alice, BEN, "Ann", FALSE);
  add_contact (alice, "carla@example.net", "Carla", TRUE);
  g_assert_cmpint (warn_of (alice, text, CONFAB_GRADE_ADDED, NULL), ==, 0);
  add_contact (alice, "ann@example.org", "\xd0\x90nn", TRUE);
  g_assert_cmpint (warn_of (alice, text, CONFAB_GRADE_ADDED, NULL), !=, 0);
  /* My own name for somebody I know. */
  g_assert_cmpint (warn_of (alice, FAVOUR, CONFAB_GRADE_KNOWN, NULL), ==, 0);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/messaging/warn/grade", test_grade);
  g_test_add_func ("/messaging/warn/link", test_link);
  g_test_add_func ("/messaging/warn/late-device", test_late_device);
  g_test_add_func ("/messaging/warn/unchecked-beside-checked", test_unchecked_beside_checked);
  g_test_add_func ("/messaging/warn/lookalike", test_lookalike);
  g_test_add_func ("/messaging/warn/lookalike-name", test_lookalike_name);
  return g_test_run ();
}
