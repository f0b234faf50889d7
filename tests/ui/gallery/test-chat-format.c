/* Words for days, times, groups, emoji and states: pure, so no screen is needed. */

#include <locale.h>

#include "chat/chat-format.h"

#define HOUR G_TIME_SPAN_HOUR
#define MINUTE G_TIME_SPAN_MINUTE

static gint64
at (const char *iso, GTimeZone *zone) {
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (iso, zone);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static void
assert_day (const char *iso, const char *now_iso, const char *expected) {
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  g_autofree char *day = confab_chat_format_dup_day (at (iso, zone), at (now_iso, zone), zone);

  g_assert_cmpstr (day, ==, expected);
}

static void
test_day (void) {
  assert_day ("2026-05-14T00:00:00", "2026-05-14T23:59:59", "Today");
  assert_day ("2026-05-13T23:59:59", "2026-05-14T00:00:00", "Yesterday");
  assert_day ("2026-05-12T10:00:00", "2026-05-14T09:00:00", "Tuesday, 12 May");
  assert_day ("2025-12-31T23:30:00", "2026-01-01T00:10:00", "Yesterday");
  assert_day ("2025-12-29T10:00:00", "2026-01-01T00:10:00", "Monday, 29 December");
  assert_day ("2025-05-14T10:00:00", "2026-05-14T00:10:00", "14 May 2025");
  /* Over the change of the clock, a day of 23 hours. */
  assert_day ("2026-03-28T23:30:00", "2026-03-29T23:30:00", "Yesterday");
  assert_day ("2026-03-29T00:10:00", "2026-03-29T23:30:00", "Today");
  /* Another clock is ahead of this one. */
  assert_day ("2026-05-15T00:10:00", "2026-05-14T23:59:00", "Friday, 15 May");
}

static void
test_day_hostile (void) {
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  const gint64 times[] = { G_MININT64, G_MAXINT64, -1, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++) {
    g_autofree char *day = confab_chat_format_dup_day (times[i], times[i], zone);
    g_autofree char *clock = confab_chat_format_dup_time (times[i], zone);
    g_autofree char *moment = confab_chat_format_dup_moment (times[i], zone);

    g_assert_nonnull (day);
    g_assert_nonnull (clock);
    g_assert_nonnull (moment);
  }
}

static void
assert_group (gboolean a_own, gint64 a_us, gboolean b_own, gint64 b_us, gboolean expected) {
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (ConfabModelMessage) a = confab_model_message_new (1, a_own, FALSE, a_us, "a");
  g_autoptr (ConfabModelMessage) b = confab_model_message_new (2, b_own, FALSE, b_us, "b");

  g_assert_true (confab_chat_format_is_one_group (a, b, zone) == expected);
}

static void
test_group (void) {
  gint64 noon = 20000 * G_TIME_SPAN_DAY + 12 * HOUR;
  gint64 midnight = 20000 * G_TIME_SPAN_DAY;

  assert_group (TRUE, noon, TRUE, noon, TRUE);
  assert_group (TRUE, noon, TRUE, noon + 5 * MINUTE - 1, TRUE);
  assert_group (TRUE, noon, TRUE, noon + 5 * MINUTE, FALSE);
  assert_group (TRUE, noon, FALSE, noon + 1, FALSE);
  assert_group (FALSE, noon, FALSE, noon - MINUTE, TRUE);
  assert_group (FALSE, noon, FALSE, noon - HOUR, FALSE);
  assert_group (FALSE, midnight - 1, FALSE, midnight, FALSE);
}

static void
test_emoji (void) {
  g_assert_cmpuint (confab_chat_format_count_emoji ("😀"), ==, 1);
  g_assert_cmpuint (confab_chat_format_count_emoji ("😀 😀\n😀"), ==, 3);
  g_assert_cmpuint (confab_chat_format_count_emoji ("❤️"), ==, 1);
  g_assert_cmpuint (confab_chat_format_count_emoji ("👍🏽"), ==, 1);
  g_assert_cmpuint (confab_chat_format_count_emoji ("👩‍👩‍👧‍👦"), ==, 1);
  g_assert_cmpuint (confab_chat_format_count_emoji ("🇩🇪🇫🇷"), ==, 2);
  g_assert_cmpuint (confab_chat_format_count_emoji ("🏴󠁧󠁢󠁳󠁣󠁴󠁿"), ==, 1);
  g_assert_cmpuint (confab_chat_format_count_emoji ("1️⃣ #️⃣"), ==, 2);
  g_assert_cmpuint (confab_chat_format_count_emoji (""), ==, 0);
  g_assert_cmpuint (confab_chat_format_count_emoji ("  "), ==, 0);
  g_assert_cmpuint (confab_chat_format_count_emoji ("1"), ==, 0);
  g_assert_cmpuint (confab_chat_format_count_emoji ("1️"), ==, 0);
  g_assert_cmpuint (confab_chat_format_count_emoji ("😀 ok"), ==, 0);
  g_assert_cmpuint (confab_chat_format_count_emoji ("\u200D"), ==, 0);
  g_assert_cmpuint (confab_chat_format_count_emoji ("→"), ==, 0);
}

static void
assert_state (ConfabModelMessageState state, ConfabReason reason, const char *expected) {
  g_autofree char *words = confab_chat_format_dup_state (state, reason, "Ann");

  g_assert_cmpstr (words, ==, expected);
}

static void
test_state (void) {
  assert_state (CONFAB_MESSAGE_RECEIVED, CONFAB_REASON_NONE, NULL);
  assert_state (CONFAB_MESSAGE_WAITING, CONFAB_REASON_NONE, "Waiting on this computer");
  assert_state (CONFAB_MESSAGE_SENT, CONFAB_REASON_NONE, "With your server");
  assert_state (CONFAB_MESSAGE_DELIVERED, CONFAB_REASON_NONE, "On Ann’s device");
  assert_state (CONFAB_MESSAGE_READ, CONFAB_REASON_NONE, "Read by Ann");
  assert_state (CONFAB_MESSAGE_FAILED, CONFAB_REASON_TOO_LONG, "Not sent: too long");
  assert_state (CONFAB_MESSAGE_FAILED, CONFAB_REASON_FULL,
      "Not sent: there is no room left for what waits for them");
  for (int reason = 0; reason < 100; reason++) {
    g_autofree char *words =
        confab_chat_format_dup_state (CONFAB_MESSAGE_FAILED, (ConfabReason)reason, "Ann");

    g_assert_true (g_str_has_prefix (words, "Not sent: "));
  }
}

static void
test_spoken (void) {
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  gint64 time_us = at ("2026-05-14T10:02:30Z", zone);
  g_autoptr (ConfabModelMessage) own = confab_model_message_new (1, TRUE, FALSE, time_us, "%s Hi");
  g_autoptr (ConfabModelMessage) theirs = confab_model_message_new (2, FALSE, FALSE, time_us, "Hi");
  g_autofree char *own_words = confab_chat_format_dup_spoken (own, "Ann", zone);
  g_autofree char *their_words = confab_chat_format_dup_spoken (theirs, "Ann", zone);

  g_assert_cmpstr (own_words, ==, "You, 10:02: %s Hi");
  g_assert_cmpstr (their_words, ==, "Ann, 10:02: Hi");
}

/* Closed unless the verdict says otherwise, and never without a word. */
static void
test_closed (void) {
  for (int verdict = -1; verdict < 10; verdict++) {
    gboolean expected = verdict == CONFAB_SEND_SEAL || verdict == CONFAB_SEND_PLAIN_PERMITTED ||
                        verdict == CONFAB_SEND_KEEP_HERE;

    g_assert_true (confab_chat_format_is_entry_open ((ConfabSendVerdict)verdict) == expected);
    for (int reason = 0; reason < 20; reason++) {
      g_autofree char *words = confab_chat_format_dup_closed (
          (ConfabSendVerdict)verdict, (ConfabReason)reason, CONFAB_RELATION_MUTUAL, "Ann");

      g_assert_nonnull (words);
      g_assert_cmpstr (words, !=, "");
    }
  }
}

int
main (int argc, char **argv) {
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chat/format/day", test_day);
  g_test_add_func ("/chat/format/day-hostile", test_day_hostile);
  g_test_add_func ("/chat/format/group", test_group);
  g_test_add_func ("/chat/format/emoji", test_emoji);
  g_test_add_func ("/chat/format/state", test_state);
  g_test_add_func ("/chat/format/spoken", test_spoken);
  g_test_add_func ("/chat/format/closed", test_closed);
  return g_test_run ();
}
