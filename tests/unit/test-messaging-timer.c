/* Messages that disappear, as two programs talk about it: who sets the timer, what counts as a yes,
 * and that nothing outside a seal, no number out of bounds and no flood of changes does anything.
 */

#include "test-messaging-talk.h"

#include "messaging/messaging-timer.h"
#include "xep/xep-ephemeral.h"

#define WEEK 604800
#define DAY 86400

static ConfabModelChat *
chat_of (Talk *talk) {
  return confab_model_contact_get_chat (talk->desk->friend);
}

typedef struct {
  const char *to;
  const char *text;  /* NULL: the timer alone */
  const char *timer; /* as it stands in the element; NULL: none */
  GBytes *bytes;
} Sealing;

static gboolean
on_seal (const ConfabOmemoScope *scope, gpointer data, GError **error) {
  Sealing *sealing = data;
  g_autofree char *id = confab_base_random_dup_id (confab_base_random_system (), 16);
  g_autoptr (ConfabJid) to = confab_base_jid_new (sealing->to, NULL);
  g_autoptr (ConfabDraft) draft =
      confab_base_draft_new (to, id, sealing->text != NULL ? sealing->text : "-");
  g_autoptr (ConfabStanza) timer = confab_xep_ephemeral_new (0);
  g_autoptr (ConfabEnvelope) envelope = NULL;
  ConfabOmemoBeside beside = { .is_alone = sealing->text == NULL };

  confab_xmpp_stanza_set (timer, "timer", sealing->timer);
  beside.parts[0] = sealing->timer != NULL ? timer : NULL;
  envelope = confab_omemo_seal (scope, CONFAB_SEND_SEAL, draft, &beside, error);
  if (envelope == NULL)
    return FALSE;
  sealing->bytes = g_bytes_ref (confab_base_envelope_get_bytes (envelope));
  return TRUE;
}

/* Ben writes; `text` NULL: he sets a timer and writes nothing. */
static void
say (Talk *talk, const char *text, const char *timer, const char *outside) {
  Sealing sealing = { talk->desk->me->address, text, timer, NULL };
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *xml = NULL;
  gsize size;

  person_do (talk->ben, on_seal, &sealing);
  bytes = sealing.bytes;
  xml = g_strndup (g_bytes_get_data (bytes, NULL), (size = g_bytes_get_size (bytes), size));
  arrive (talk, DESK_FRIEND "/phone", xml, outside);
}

typedef struct {
  gint64 account;
  GPtrArray *rows;
  ConfabStoreTimer timer;
} Reading;

static gboolean
run_read (ConfabStoreDb *db, gpointer data, GError **error) {
  Reading *reading = data;

  reading->rows = confab_store_messages_after (db, reading->account, DESK_FRIEND, 0, 500, error);
  return reading->rows != NULL &&
         confab_store_timers_get (db, reading->account, DESK_FRIEND, &reading->timer, error);
}

/* "line604800 Tea?604800": kinds, texts and timers, in their order. */
static char *
dup_rows (Talk *talk) {
  Reading reading = { .account = talk->desk->me->account };
  GString *text = g_string_new (NULL);

  test_write (talk->desk->me->vault, run_read, &reading);
  for (guint i = 0; i < reading.rows->len; i++) {
    const ConfabStoreMessage *row = g_ptr_array_index (reading.rows, i);

    g_string_append_printf (text, "%s%s%u", i > 0 ? " " : "",
        row->kind == CONFAB_STORE_KIND_LINE ? (row->is_own ? "mine" : "theirs") : row->text,
        row->timer);
  }
  g_ptr_array_unref (reading.rows);
  return g_string_free (text, FALSE);
}

static void
check_rows (Talk *talk, const char *expected) {
  g_autofree char *rows = dup_rows (talk);

  g_assert_cmpstr (rows, ==, expected);
}

static void
check (Talk *talk, guint seconds, gboolean is_theirs, ConfabModelTimerAnswer answer) {
  Reading reading = { .account = talk->desk->me->account };

  test_write (talk->desk->me->vault, run_read, &reading);
  g_ptr_array_unref (reading.rows);
  g_assert_cmpuint (reading.timer.seconds, ==, seconds);
  g_assert_cmpint (reading.timer.is_theirs, ==, is_theirs);
  g_assert_cmpint (reading.timer.answer, ==, (int)answer);
  g_assert_cmpuint (confab_model_chat_get_timer (chat_of (talk)), ==, seconds);
  g_assert_cmpint (confab_model_chat_is_timer_theirs (chat_of (talk)), ==, is_theirs);
  g_assert_cmpint (confab_model_chat_get_timer_answer (chat_of (talk)), ==, answer);
}

/* What the judge `send` needs, as if the keys had been asked for. */
static void
choose (Talk *talk, guint seconds) {
  test_settle (confab_messaging_set_timer (talk->desk->messaging, chat_of (talk), seconds));
  desk_settle (talk->desk);
}

static void
test_theirs (void) {
  g_auto (Talk) talk = talk_meet (CONFAB_OMEMO_TWO);
  g_autoptr (GPtrArray) sent = NULL;

  say (&talk, "Before", NULL, "");
  check (&talk, 0, FALSE, CONFAB_TIMER_ASKED);
  say (&talk, NULL, "604800", "");
  check (&talk, WEEK, TRUE, CONFAB_TIMER_AGREED);
  say (&talk, "Tea?", "604800", "");
  check_rows (&talk, "Before0 theirs604800 Tea?604800");
  /* Nothing is ever answered by itself: what left are receipts and keys. */
  sent = desk_take_sent (talk.desk);
  g_assert_cmpuint (desk_count (sent, "<store"), ==, 0);
  /* A text that says another one sets it from then on, and is the first under it. */
  say (&talk, "Milk?", "86400", "");
  check (&talk, DAY, TRUE, CONFAB_TIMER_AGREED);
  check_rows (&talk, "Before0 Tea?604800 theirs86400 Milk?86400");
  say (&talk, NULL, "0", "");
  check (&talk, 0, TRUE, CONFAB_TIMER_AGREED);
  say (&talk, "After", NULL, "");
  check_rows (&talk, "Before0 Tea?604800 Milk?86400 theirs0 After0");
}

static void
test_ours (void) {
  g_auto (Talk) talk = talk_meet (CONFAB_OMEMO_TWO);

  choose (&talk, WEEK);
  g_assert_cmpuint (confab_model_chat_get_timer (chat_of (&talk)), ==, WEEK);
  g_assert_false (confab_model_chat_is_timer_theirs (chat_of (&talk)));
  /* Here it holds at once, whatever they say. */
  say (&talk, "One", NULL, "");
  check (&talk, WEEK, FALSE, CONFAB_TIMER_SILENT);
  say (&talk, "Two", "604800", "");
  check (&talk, WEEK, FALSE, CONFAB_TIMER_AGREED);
  say (&talk, "Three", NULL, "");
  check (&talk, WEEK, FALSE, CONFAB_TIMER_SILENT);
  check_rows (&talk, "mine604800 One604800 Two604800 Three604800");
  choose (&talk, WEEK);
  check_rows (&talk, "mine604800 One604800 Two604800 Three604800");
}

/* Who has set another one meanwhile has not heard of ours yet. */
static gboolean
run_asked (ConfabStoreDb *db, gpointer data, GError **error) {
  ConfabStoreTimer timer = { .seconds = DAY, .before = WEEK, .set_us = TEST_START_US };

  return confab_store_timers_set (db, *(gint64 *)data, DESK_FRIEND, &timer, error);
}

static void
test_crossing (void) {
  g_auto (Talk) talk = talk_meet (CONFAB_OMEMO_TWO);

  test_write (talk.desk->me->vault, run_asked, &talk.desk->me->account);
  confab_model_chat_set_timer (chat_of (&talk), DAY, FALSE, CONFAB_TIMER_ASKED);
  say (&talk, "Crossed", "604800", "");
  check (&talk, DAY, FALSE, CONFAB_TIMER_ASKED);
  check_rows (&talk, "Crossed86400");
  /* What is said for its own sake is meant. */
  say (&talk, NULL, "604800", "");
  check (&talk, WEEK, TRUE, CONFAB_TIMER_AGREED);
}

/* RISKS R12: nothing outside the seal changes what is in it. */
static void
test_outside (void) {
  g_auto (Talk) talk = talk_meet (CONFAB_OMEMO_TWO);
  static const char timer[] = "<ephemeral xmlns='urn:xmpp:ephemeral:0' timer='5'/><i-want-out/>";

  say (&talk, "Sealed", NULL, timer);
  arrive (&talk, DESK_FRIEND "/phone", "<message type='chat' id='a'><body>Plain</body></message>",
      timer);
  arrive (&talk, DESK_FRIEND "/phone", "<message type='chat' id='b'></message>", timer);
  arrive (&talk, "friend.example", "<message type='chat' id='c'></message>", timer);
  arrive (&talk, "conf.example", "<message type='chat' id='d'><body>News</body></message>", timer);
  arrive (&talk, "eve@evil.example/x", "<message type='chat' id='e'></message>", timer);
  check (&talk, 0, FALSE, CONFAB_TIMER_ASKED);
  check_rows (&talk, "Sealed0 Plain0");
  choose (&talk, WEEK);
  say (&talk, "Yes", "604800", timer);
  arrive (&talk, DESK_FRIEND "/phone", "<message type='chat' id='f'></message>", timer);
  check (&talk, WEEK, FALSE, CONFAB_TIMER_AGREED);
}

/* With v0.3 there is nothing to seal it in: the honest answer is that they do not agree. */
static void
test_old (void) {
  g_auto (Talk) talk = talk_meet (CONFAB_OMEMO_OLD);
  g_autofree char *id = confab_base_random_dup_id (confab_base_random_system (), 16);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *xml = NULL;

  choose (&talk, WEEK);
  bytes = person_try_say (talk.ben, talk.desk->me->address, id, "Old");
  xml = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  arrive (
      &talk, DESK_FRIEND "/phone", xml, "<ephemeral xmlns='urn:xmpp:ephemeral:0' timer='604800'/>");
  check (&talk, WEEK, FALSE, CONFAB_TIMER_SILENT);
  check_rows (&talk, "mine604800 Old604800");
}

static void
test_numbers (void) {
  g_auto (Talk) talk = talk_meet (CONFAB_OMEMO_TWO);
  static const char *const no[] = { "-1", "1", "31536001", "99999999999999999999", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (no); i++) {
    say (&talk, NULL, no[i], "");
    say (&talk, "x", no[i], "");
  }
  check (&talk, 0, FALSE, CONFAB_TIMER_ASKED);
  check_rows (&talk, "x0 x0 x0 x0 x0");
}

static void
test_flood (void) {
  g_auto (Talk) talk = talk_meet (CONFAB_OMEMO_TWO);

  for (guint i = 0; i < 30; i++) {
    g_autofree char *seconds = g_strdup_printf ("%u", 60 + i);

    say (&talk, NULL, seconds, "");
  }
  check (&talk, 89, TRUE, CONFAB_TIMER_AGREED);
  check_rows (&talk, "theirs89");
}

/* A device that the user has not decided on says nothing of the chat; its own text may go. */
static gboolean
run_said (ConfabStoreDb *db, gpointer data, GError **error) {
  g_autoptr (ConfabStanza) content = confab_xmpp_stanza_parse (
      "<content xmlns='urn:xmpp:sce:1'><ephemeral xmlns='urn:xmpp:ephemeral:0' timer='60'/>"
      "</content>",
      -1, NULL);
  ConfabOmemoOpened opened = { .outcome = CONFAB_OMEMO_OPENED,
    .version = CONFAB_OMEMO_TWO,
    .verdict = CONFAB_DEVICE_UNDECIDED,
    .content = content };
  ConfabStoreMessage row = { .account = *(gint64 *)data,
    .peer = (char *)DESK_FRIEND,
    .time_us = TEST_START_US,
    .text = (char *)"x" };
  ConfabMessagingTimerNews news = { 0 };

  CHECK (confab_messaging_timer_hear (db, &row, &opened, 1, TEST_START_US, &news, error));
  g_assert_false (news.is_some);
  g_assert_cmpuint (row.timer, ==, 60);
  opened.verdict = CONFAB_DEVICE_TRUSTED;
  CHECK (confab_messaging_timer_hear (db, &row, &opened, 1, TEST_START_US, &news, error));
  g_assert_true (news.is_some);
  confab_messaging_timer_news_clear (&news);
  return TRUE;
}

static void
test_undecided (void) {
  g_auto (Talk) talk = talk_meet (CONFAB_OMEMO_TWO);

  test_write (talk.desk->me->vault, run_said, &talk.desk->me->account);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/messaging/timer/theirs", test_theirs);
  g_test_add_func ("/messaging/timer/ours", test_ours);
  g_test_add_func ("/messaging/timer/crossing", test_crossing);
  g_test_add_func ("/messaging/timer/outside", test_outside);
  g_test_add_func ("/messaging/timer/old", test_old);
  g_test_add_func ("/messaging/timer/numbers", test_numbers);
  g_test_add_func ("/messaging/timer/flood", test_flood);
  g_test_add_func ("/messaging/timer/undecided", test_undecided);
  return g_test_run ();
}
