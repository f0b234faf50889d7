/* Judge "spread": counts, what makes texts the same, and how long they are remembered. */

#include <string.h>

#include "safety/safety-spread.h"
#include "safety/safety-typed-private.h"

#define KEY_BYTES "0123456789abcdef"
#define SECOND G_TIME_SPAN_SECOND
#define MINUTE G_TIME_SPAN_MINUTE
#define LONG_TEXT "Hello, our club meets on Friday at eight"

static void
test_judge (void) {
  static const struct {
    ConfabSpreadFacts facts;
    ConfabSpreadReason why;
  } rows[] = {
    { { 0 }, CONFAB_SPREAD_NOT_COUNTED },
    { { .is_confirmed = TRUE }, CONFAB_SPREAD_NOT_COUNTED },
    { { .is_counted = TRUE }, CONFAB_SPREAD_NOTHING },
    { { .is_counted = TRUE, .new_recipients = 10, .copies = 5 }, CONFAB_SPREAD_NOTHING },
    { { .is_counted = TRUE, .new_recipients = 11 }, CONFAB_SPREAD_MANY_PEOPLE },
    { { .is_counted = TRUE, .copies = 6 }, CONFAB_SPREAD_SAME_TEXT_OFTEN },
    { { .is_counted = TRUE, .copies = 6, .is_confirmed = TRUE }, CONFAB_SPREAD_NOTHING },
    { { .is_counted = TRUE, .people = 1000 }, CONFAB_SPREAD_NOTHING },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    ConfabSpreadReason why;
    ConfabSpreadVerdict verdict = confab_safety_judge_spread (&rows[i].facts, &why);

    g_assert_cmpint (why, ==, rows[i].why);
    g_assert_cmpint (
        verdict, ==, why == CONFAB_SPREAD_NOTHING ? CONFAB_SPREAD_SEND : CONFAB_SPREAD_ASK);
    g_assert_cmpint (confab_safety_judge_spread (&rows[i].facts, NULL), ==, verdict);
  }
}

/* Asks as the core would: counts, judges, and notes what was sent. */
static ConfabSpreadReason
send_to (ConfabSpread *spread, gint64 now_us, const char *text, guint person, gboolean is_new) {
  g_autofree char *address = g_strdup_printf ("person%u@example.org", person);
  ConfabSpreadRecipient recipient = { address, is_new };
  ConfabSpreadFacts facts = confab_safety_spread_count (spread, now_us, text, &recipient, 1);
  ConfabSpreadReason why;

  if (confab_safety_judge_spread (&facts, &why) == CONFAB_SPREAD_SEND)
    confab_safety_spread_note (spread, now_us, text, &recipient, 1);
  return why;
}

static void
test_sixth_text_waits (void) {
  g_autoptr (ConfabSpread) spread = confab_safety_spread_new ((const guint8 *)KEY_BYTES);

  for (guint i = 0; i < 5; i++)
    g_assert_cmpint (send_to (spread, i * SECOND, LONG_TEXT, i, FALSE), ==, CONFAB_SPREAD_NOTHING);
  g_assert_cmpint (
      send_to (spread, 6 * SECOND, LONG_TEXT, 6, FALSE), ==, CONFAB_SPREAD_SAME_TEXT_OFTEN);
  g_assert_cmpint (
      send_to (spread, 6 * SECOND, LONG_TEXT, 1, FALSE), ==, CONFAB_SPREAD_SAME_TEXT_OFTEN);
  g_assert_cmpint (
      send_to (spread, 6 * SECOND, "Another text altogether", 6, FALSE), ==, CONFAB_SPREAD_NOTHING);
  /* The first one is 5 minutes old. */
  g_assert_cmpint (send_to (spread, 5 * MINUTE, LONG_TEXT, 6, FALSE), ==, CONFAB_SPREAD_NOTHING);
  g_assert_cmpint (
      send_to (spread, 5 * MINUTE, LONG_TEXT, 7, FALSE), ==, CONFAB_SPREAD_SAME_TEXT_OFTEN);
}

static void
test_same_text (void) {
  static const char *const same[] = { LONG_TEXT, "HELLO our club meets on friday at eight!!",
    "Hello,  our club\nmeets on Friday -- at eight",
    "Hell\xc3\xb6, our club meets on Fr\xc3\xad"
    "day at eight",
    "Hello, our \xe2\x80\x8b"
    "club meets on Friday at eight \xf0\x9f\x98\x80" };
  g_autoptr (ConfabSpread) spread = confab_safety_spread_new ((const guint8 *)KEY_BYTES);

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    g_assert_cmpint (send_to (spread, SECOND, same[i], i, FALSE), ==, CONFAB_SPREAD_NOTHING);
  g_assert_cmpint (
      send_to (spread, SECOND, LONG_TEXT, 9, FALSE), ==, CONFAB_SPREAD_SAME_TEXT_OFTEN);
}

/* "Yes" to one person is no flood; to six people it is. */
static void
test_short_text (void) {
  g_autoptr (ConfabSpread) spread = confab_safety_spread_new ((const guint8 *)KEY_BYTES);

  for (guint i = 0; i < 20; i++)
    g_assert_cmpint (send_to (spread, i * SECOND, "yes", 1, FALSE), ==, CONFAB_SPREAD_NOTHING);
  for (guint i = 2; i < 6; i++)
    g_assert_cmpint (send_to (spread, MINUTE, "yes", i, FALSE), ==, CONFAB_SPREAD_NOTHING);
  g_assert_cmpint (send_to (spread, MINUTE, "yes", 7, FALSE), ==, CONFAB_SPREAD_SAME_TEXT_OFTEN);
}

/* Without a letter the bytes count: other emoji are another text. */
static void
test_emoji (void) {
  g_autoptr (ConfabSpread) spread = confab_safety_spread_new ((const guint8 *)KEY_BYTES);

  for (guint i = 0; i < 5; i++)
    g_assert_cmpint (
        send_to (spread, SECOND, "\xf0\x9f\x98\x80", i, FALSE), ==, CONFAB_SPREAD_NOTHING);
  g_assert_cmpint (
      send_to (spread, SECOND, "\xf0\x9f\x98\x81", 8, FALSE), ==, CONFAB_SPREAD_NOTHING);
  g_assert_cmpint (
      send_to (spread, SECOND, "\xf0\x9f\x98\x80", 8, FALSE), ==, CONFAB_SPREAD_SAME_TEXT_OFTEN);
}

static void
test_eleventh_new_person_waits (void) {
  g_autoptr (ConfabSpread) spread = confab_safety_spread_new ((const guint8 *)KEY_BYTES);

  for (guint i = 0; i < 10; i++) {
    g_autofree char *text = g_strdup_printf ("A letter of its own for each, number %u", i);

    g_assert_cmpint (send_to (spread, SECOND, text, i, TRUE), ==, CONFAB_SPREAD_NOTHING);
  }
  g_assert_cmpint (
      send_to (spread, SECOND, "One more letter", 11, TRUE), ==, CONFAB_SPREAD_MANY_PEOPLE);
  g_assert_cmpint (
      send_to (spread, 6 * MINUTE, "One more letter", 11, TRUE), ==, CONFAB_SPREAD_NOTHING);
}

/* The same new person is one, however often; people written to before are none. */
static void
test_one_new_person (void) {
  g_autoptr (ConfabSpread) spread = confab_safety_spread_new ((const guint8 *)KEY_BYTES);

  for (guint i = 0; i < 40; i++) {
    g_autofree char *text = g_strdup_printf ("Something else, number %u", i);

    g_assert_cmpint (send_to (spread, SECOND, text, 1, TRUE), ==, CONFAB_SPREAD_NOTHING);
    g_assert_cmpint (send_to (spread, SECOND, text, 100 + i, FALSE), ==, CONFAB_SPREAD_NOTHING);
  }
}

static void
test_all_at_once (void) {
  g_autoptr (ConfabSpread) spread = confab_safety_spread_new ((const guint8 *)KEY_BYTES);
  ConfabSpreadRecipient recipients[12];
  ConfabSpreadFacts facts;
  g_autofree ConfabSpreadRecipient *crowd = g_new0 (ConfabSpreadRecipient, 5000);

  for (guint i = 0; i < G_N_ELEMENTS (recipients); i++)
    recipients[i] = (ConfabSpreadRecipient){ g_strdup_printf ("person%u@example.org", i), FALSE };
  facts = confab_safety_spread_count (spread, 0, LONG_TEXT, recipients, G_N_ELEMENTS (recipients));
  g_assert_cmpuint (facts.people, ==, 12);
  g_assert_cmpuint (facts.copies, ==, 12);
  g_assert_cmpint (confab_safety_judge_spread (&facts, NULL), ==, CONFAB_SPREAD_ASK);
  /* Counting changes nothing. */
  facts = confab_safety_spread_count (spread, 0, LONG_TEXT, recipients, 1);
  g_assert_cmpuint (facts.people, ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (recipients); i++)
    g_free ((char *)recipients[i].address);

  for (guint i = 0; i < 5000; i++)
    crowd[i].address = "person@example.org";
  facts = confab_safety_spread_count (spread, 0, LONG_TEXT, crowd, 5000);
  g_assert_cmpuint (facts.people, ==, 5000);
  g_assert_cmpint (confab_safety_judge_spread (&facts, NULL), ==, CONFAB_SPREAD_ASK);
}

/* More than the ring holds: the newest stay. */
static void
test_ring (void) {
  g_autoptr (ConfabSpread) spread = confab_safety_spread_new ((const guint8 *)KEY_BYTES);

  for (guint i = 0; i < 1000; i++) {
    g_autofree char *text = g_strdup_printf ("Something else, number %u", i);

    send_to (spread, SECOND, text, i, FALSE);
  }
  for (guint i = 0; i < 5; i++)
    g_assert_cmpint (send_to (spread, SECOND, LONG_TEXT, i, FALSE), ==, CONFAB_SPREAD_NOTHING);
  g_assert_cmpint (
      send_to (spread, SECOND, LONG_TEXT, 9, FALSE), ==, CONFAB_SPREAD_SAME_TEXT_OFTEN);
}

/* What the tracker keeps has no word of what was sent. */
static void
test_keeps_no_text (void) {
  g_autoptr (ConfabSpread) spread = confab_safety_spread_new ((const guint8 *)KEY_BYTES);
  const gsize size = 256 * 32;

  send_to (spread, SECOND, LONG_TEXT, 1, TRUE);
  g_assert (spread != NULL);
  g_assert_null (memmem (spread, size, "club", 4));
  g_assert_null (memmem (spread, size, "person", 6));
}

/* The vector of the hash's paper: key and message count up from 0. */
static void
test_hash (void) {
  guint8 key[CONFAB_TYPED_HASH_KEY_BYTES], message[15];

  for (guint8 i = 0; i < sizeof key; i++)
    key[i] = i;
  for (guint8 i = 0; i < sizeof message; i++)
    message[i] = i;
  g_assert_cmphex (confab_safety_typed_hash (key, message, sizeof message), ==,
      G_GUINT64_CONSTANT (0xa129ca6149be45e5));
  g_assert_cmphex (
      confab_safety_typed_hash (key, message, 0), ==, G_GUINT64_CONSTANT (0x726fdb47dd0e0e31));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/safety/spread/judge", test_judge);
  g_test_add_func ("/safety/spread/sixth-text-waits", test_sixth_text_waits);
  g_test_add_func ("/safety/spread/same-text", test_same_text);
  g_test_add_func ("/safety/spread/short-text", test_short_text);
  g_test_add_func ("/safety/spread/emoji", test_emoji);
  g_test_add_func ("/safety/spread/eleventh-new-person-waits", test_eleventh_new_person_waits);
  g_test_add_func ("/safety/spread/one-new-person", test_one_new_person);
  g_test_add_func ("/safety/spread/all-at-once", test_all_at_once);
  g_test_add_func ("/safety/spread/ring", test_ring);
  g_test_add_func ("/safety/spread/keeps-no-text", test_keeps_no_text);
  g_test_add_func ("/safety/spread/hash", test_hash);
  return g_test_run ();
}
