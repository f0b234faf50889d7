/* Messages that their writers change under a seal: who may, what stands there then, and that
 * nothing outside the seal, from another device, of long ago, or of what was taken back, rewrites
 * anything.
 */

#include "test-messaging-said.h"

#include "messaging/messaging-change.h"
#include "store/store-db-private.h"
#include "store/store-retention.h"

#define WORD(id) "<replace xmlns='urn:xmpp:message-correct:0' id='" id "'/>"
#define PLAIN(id, text) "<message type='chat' id='" id "'><body>" text "</body></message>"

/* In its place, and of what is unread none is read twice; the first id names it for ever. */
static void
test_theirs (void) {
  g_auto (Talk) talk = talk_begin ();

  say (&talk, "m0", "Hi", NULL, "");
  say (&talk, "m1", "Teh", NULL, "");
  g_assert_cmpuint (confab_model_contact_get_unread (talk.desk->friend), ==, 2);
  say (&talk, "c1", "The", "m1", "");
  check_rows (&talk, "Hi The*");
  /* Doubled, and once more; by the id of a change it is none. */
  say (&talk, "c1", "Twice", "m1", "");
  check_rows (&talk, "Hi The*");
  say (&talk, "c2", "This", "m1", "");
  check_rows (&talk, "Hi This*");
  g_assert_cmpuint (confab_model_contact_get_unread (talk.desk->friend), ==, 2);
  take_back (&talk, "r1", "m1");
  check_rows (&talk, "Hi (5)");
  /* Nothing brings it back. */
  say (&talk, "c3", "The", "m1", "");
  check_rows (&talk, "Hi (5)");
}

/* What was read and says something else is not read any more, and so is not erased unseen. */
static void
test_was_read (void) {
  g_auto (Talk) talk = talk_begin ();
  ConfabModelChat *chat = confab_model_contact_get_chat (talk.desk->friend);

  say (&talk, "m1", "At six", NULL, "");
  confab_messaging_open_chat (talk.desk->messaging, chat);
  desk_settle (talk.desk);
  confab_messaging_mark_read (talk.desk->messaging, chat);
  g_assert_cmpuint (confab_model_contact_get_unread (talk.desk->friend), ==, 0);
  say (&talk, "c1", "At seven", "m1", "");
  check_rows (&talk, "At seven*");
  g_assert_cmpuint (confab_model_contact_get_unread (talk.desk->friend), ==, 1);
  say (&talk, "c2", "At eight", "m1", "");
  g_assert_cmpuint (confab_model_contact_get_unread (talk.desk->friend), ==, 1);
}

/* Clocks differ: what seems to be written before the last change may be the newest, and is not
 * lost.
 */
static void
test_clocks (void) {
  g_auto (Talk) talk = talk_begin ();
  g_autoptr (GDateTime) before =
      g_date_time_new_from_unix_utc (TEST_START_US / G_USEC_PER_SEC - 60);
  g_autofree char *stamp = g_date_time_format (before, "%FT%TZ");
  g_autofree char *delay =
      g_strdup_printf ("<delay xmlns='urn:xmpp:delay' from='conf.example' stamp='%s'/>", stamp);

  say (&talk, "m1", "Six", NULL, "");
  say (&talk, "c1", "Seven", "m1", "");
  say (&talk, "c2", "Eight", "m1", delay);
  check_rows (&talk, "Seven* Eight");
}

/* A chat that was closed goes as soon as nobody can undo that: what is changed in it would go
 * unseen.
 */
static void
test_closed (void) {
  g_auto (Talk) talk = talk_begin ();
  ConfabModelChat *chat = confab_model_contact_get_chat (talk.desk->friend);

  say (&talk, "m1", "At six", NULL, "");
  confab_model_contact_set_unread (talk.desk->friend, 0);
  confab_messaging_close_chat (talk.desk->messaging, chat);
  say (&talk, "c1", "At seven", "m1", "");
  check_rows (&talk, "At six At seven");
  g_assert_cmpuint (confab_model_contact_get_unread (talk.desk->friend), ==, 1);
}

/* Only the last one, for a day, and not without end; else it is a message like any other. */
static void
test_bounds (void) {
  g_auto (Talk) talk = talk_begin ();
  g_auto (Talk) other = talk_begin ();

  say (&talk, "m1", "One", NULL, "");
  say (&talk, "m2", "Two", NULL, "");
  say (&talk, "c1", "Never", "m1", "");
  check_rows (&talk, "One Two Never");
  for (guint i = 0; i < CONFAB_CORRECT_MAX_CHANGES; i++) {
    g_autofree char *id = g_strdup_printf ("d%u", i);

    say (&talk, id, "Again", "c1", "");
  }
  check_rows (&talk, "One Two Again*");
  say (&talk, "e1", "Apart", "c1", "");
  check_rows (&talk, "One Two Again* Apart");
  say (&other, "m1", "Old", NULL, "");
  confab_base_clock_fake_advance (other.desk->clock, CONFAB_CORRECT_MAX_AGE_US + 1);
  say (&other, "c1", "New", "m1", "");
  check_rows (&other, "Old New");
}

/* Nothing outside the seal replaces what was in one, whoever says it. */
static void
test_outside (void) {
  g_auto (Talk) talk = talk_begin ();

  say (&talk, "m1", "One", NULL, "");
  arrive (&talk, DESK_FRIEND "/phone", PLAIN ("c1", "a"), WORD ("m1"));
  arrive (&talk, "eve@friend.example/x", PLAIN ("c2", "b"), WORD ("m1"));
  arrive (&talk, "friend.example", PLAIN ("c3", "c"), WORD ("m1"));
  arrive (&talk, "conf.example", PLAIN ("c4", "d"), WORD ("m1"));
  check_rows (&talk, "One a!");
  /* Put beside what Ben sealed: then it is what he sealed. */
  say (&talk, "m2", "Two", NULL, WORD ("m1"));
  check_rows (&talk, "One a! Two");
  say (&talk, "m3", "Three", NULL, WORD ("m2"));
  check_rows (&talk, "One a! Two Three");
  /* Also where plain text was chosen since; what was plain may be changed in plain. */
  confab_model_contact_set_plain_chosen (talk.desk->friend, TRUE);
  arrive (&talk, DESK_FRIEND "/phone", PLAIN ("c5", "e"), WORD ("m3"));
  check_rows (&talk, "One a! Two Three e!");
  arrive (&talk, DESK_FRIEND "/phone", PLAIN ("c6", "f"), WORD ("c5"));
  check_rows (&talk, "One a! Two Three f*!");
  /* Under seal too, which it bears from then on. */
  say (&talk, "c7", "g", "c5", "");
  check_rows (&talk, "One a! Two Three g* (1)");
  confab_model_contact_set_plain_chosen (talk.desk->friend, TRUE);
  arrive (&talk, DESK_FRIEND "/phone", PLAIN ("c8", "h"), WORD ("c5"));
  check_rows (&talk, "One a! Two Three g* (1) h!");
}

/* A program of v0.3 says it where servers write too. */
static void
test_old (void) {
  g_auto (Talk) talk = talk_meet (CONFAB_OMEMO_OLD);

  say (&talk, "m1", "One", NULL, "");
  say (&talk, "c1", "Two", "m1", "");
  check_rows (&talk, "One Two");
}

/* The change comes first: the message comes as replaced. In the clear it stands for nothing sealed,
 * and another message under the same id of a program that counts from one again is its own. */
static void
test_before (void) {
  g_auto (Talk) talk = talk_begin ();

  say (&talk, "c1", "The", "m1", "");
  check_rows (&talk, "The*");
  say (&talk, "m1", "Teh", NULL, "");
  check_rows (&talk, "The*");
  say (&talk, "c2", "This", "m1", "");
  check_rows (&talk, "This*");
  confab_model_contact_set_plain_chosen (talk.desk->friend, TRUE);
  arrive (&talk, DESK_FRIEND "/phone", PLAIN ("c3", "Forged"), WORD ("m4"));
  say (&talk, "m4", "Mine", NULL, "");
  check_rows (&talk, "This* Forged*! Mine (1)");
  take_back (&talk, "r1", "m5");
  say (&talk, "c5", "Gone", "m5", "");
  check_rows (&talk, "This* Forged*! Mine (1) (5)");
}

static gboolean
run_keep (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 id = confab_store_messages_find_theirs (db, *(gint64 *)data, DESK_FRIEND, "m1", error);

  g_assert_cmpint (id, >, 0);
  return confab_store_retention_set_kept (db, id, TRUE, FALSE, error);
}

/* What the user kept is what was said. */
static void
test_kept (void) {
  g_auto (Talk) talk = talk_begin ();

  say (&talk, "m1", "I owe you 5", NULL, "");
  test_write (talk.desk->me->vault, run_keep, &talk.desk->me->account);
  say (&talk, "c1", "I owe you 4", "m1", "");
  check_rows (&talk, "I owe you 5 I owe you 4");
}

/* ---- what was said by whom, by hand ---- */

typedef struct {
  gint64 account;
  const char *peer;
  ConfabDeviceVerdict verdict;
  ConfabStoreKind kind;
  gboolean is_no_row;
  gboolean is_first;
} Hearing;

static gboolean
run_hear (ConfabStoreDb *db, gpointer data, GError **error) {
  Hearing *hearing = data;
  g_autoptr (ConfabStanza) content = confab_xmpp_stanza_parse (
      "<content xmlns='urn:xmpp:sce:1'>" WORD ("m1") "</content>", -1, NULL);
  ConfabOmemoOpened opened = { .outcome = CONFAB_OMEMO_OPENED,
    .version = CONFAB_OMEMO_TWO,
    .verdict = hearing->verdict,
    .content = content };
  g_autoptr (ConfabStoreMessage) row = g_new0 (ConfabStoreMessage, 1);
  ConfabMessagingChange word = { &opened, NULL, FALSE, TEST_START_US };
  ConfabMessagingChangeNews news = { 0 };

  row->account = hearing->account;
  row->peer = g_strdup (hearing->peer);
  row->is_sealed = TRUE;
  row->kind = hearing->kind;
  row->time_us = TEST_START_US;
  row->wire_id = g_strdup ("c1");
  row->text = g_strdup ("Other");
  CHECK (confab_messaging_change_hear (db, row, &word, &news, error));
  hearing->is_no_row = news.is_no_row;
  hearing->is_first = row->changed_us != 0;
  confab_messaging_change_news_clear (&news);
  return TRUE;
}

static void
test_who (void) {
  g_auto (Talk) talk = talk_begin ();
  Hearing hearing = { talk.desk->me->account, DESK_FRIEND, CONFAB_DEVICE_UNDECIDED,
    CONFAB_STORE_KIND_TEXT, FALSE, FALSE };

  say (&talk, "m1", "One", NULL, "");
  test_write (talk.desk->me->vault, run_hear, &hearing);
  g_assert_false (hearing.is_no_row || hearing.is_first);
  hearing.verdict = CONFAB_DEVICE_TRUSTED;
  hearing.kind = CONFAB_STORE_KIND_FILE;
  test_write (talk.desk->me->vault, run_hear, &hearing);
  g_assert_false (hearing.is_no_row || hearing.is_first);
  /* In another chat there is no such message. */
  hearing.kind = CONFAB_STORE_KIND_TEXT;
  hearing.peer = "eve@friend.example";
  test_write (talk.desk->me->vault, run_hear, &hearing);
  g_assert_false (hearing.is_no_row);
  g_assert_true (hearing.is_first);
  check_rows (&talk, "One");
  hearing.peer = DESK_FRIEND;
  test_write (talk.desk->me->vault, run_hear, &hearing);
  g_assert_true (hearing.is_no_row);
  check_rows (&talk, "Other*");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  confab_base_secret_init ();
  g_test_add_func ("/messaging/change/theirs", test_theirs);
  g_test_add_func ("/messaging/change/read", test_was_read);
  g_test_add_func ("/messaging/change/clocks", test_clocks);
  g_test_add_func ("/messaging/change/closed", test_closed);
  g_test_add_func ("/messaging/change/bounds", test_bounds);
  g_test_add_func ("/messaging/change/outside", test_outside);
  g_test_add_func ("/messaging/change/old", test_old);
  g_test_add_func ("/messaging/change/before", test_before);
  g_test_add_func ("/messaging/change/kept", test_kept);
  g_test_add_func ("/messaging/change/who", test_who);
  return g_test_run ();
}
