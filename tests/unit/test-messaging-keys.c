/* How keys come here: lists that could not be read are asked for again, and what a list changed is
 * said in the chat where it matters. */

#include "test-messaging-desk.h"

#include "messaging/messaging-files-private.h"
#include "messaging/messaging-keys-private.h"
#include "xep/xep-pep.h"

#define MINUTE_US (60 * (gint64)G_USEC_PER_SEC)
#define FORBIDDEN                                                                                  \
  "<iq type='error'><error type='auth'><forbidden "                                                \
  "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>"
#define NOT_FOUND                                                                                  \
  "<iq type='error'><error type='cancel'><item-not-found "                                         \
  "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>"
#define LISTED(inside)                                                                             \
  "<iq type='result'><pubsub xmlns='http://jabber.org/protocol/pubsub'><items "                    \
  "node='eu.siacs.conversations.axolotl.devicelist'><item id='current'><list "                     \
  "xmlns='eu.siacs.conversations.axolotl'>" inside "</list></item></items></pubsub></iq>"

/* Signed in, with a chat open; nothing of one's own is published. */
static Desk *
talking_desk (void) {
  Desk *desk = desk_new ();

  desk->messaging->is_connected = TRUE;
  confab_messaging_open_chat (desk->messaging, confab_model_contact_get_chat (desk->friend));
  desk_settle (desk);
  return desk;
}

static void
assert_asked (Desk *desk, guint n_lists) {
  g_autoptr (GPtrArray) sent = desk_take_sent (desk);

  g_assert_cmpuint (desk_count (sent, "<items node='eu.siacs.conversations.axolotl.devicelist'/>") +
                        desk_count (sent, "<items node='urn:xmpp:omemo:2:devices'/>"),
      ==, n_lists);
}

static void
refuse_both (Desk *desk) {
  desk_answer (desk, FORBIDDEN);
  desk_answer (desk, FORBIDDEN);
  desk_settle (desk);
}

static void
pass (Desk *desk, gint64 microseconds) {
  confab_base_clock_fake_advance (desk->clock, microseconds);
  desk_settle (desk);
}

static ConfabMessagingPerson *
known (Desk *desk) {
  return confab_messaging_keys_of (desk->messaging, DESK_FRIEND);
}

/* Later and later, for as long as somebody is being written to. */
static void
test_unread (void) {
  g_autoptr (Desk) desk = talking_desk ();

  assert_asked (desk, 2);
  refuse_both (desk);
  g_assert_true (known (desk)->is_ready);
  g_assert_false (known (desk)->has_lists);
  confab_messaging_keys_prepare (desk->messaging, DESK_FRIEND);
  desk_settle (desk);
  assert_asked (desk, 0);

  pass (desk, MINUTE_US);
  assert_asked (desk, 2);
  refuse_both (desk);
  pass (desk, MINUTE_US);
  assert_asked (desk, 0);
  pass (desk, MINUTE_US);
  assert_asked (desk, 2);
  /* What is known goes on to be used meanwhile. */
  g_assert_true (confab_messaging_keys_are_ready (desk->messaging, DESK_FRIEND));

  desk_answer (desk, FORBIDDEN);
  desk_answer (desk, NOT_FOUND);
  desk_settle (desk);
  g_assert_true (known (desk)->has_lists);
  pass (desk, 200 * MINUTE_US);
  assert_asked (desk, 0);
}

/* Opening the chat asks anew as well, a minute later at the earliest. */
static void
test_unread_then_asked (void) {
  g_autoptr (Desk) desk = talking_desk ();
  ConfabModelChat *chat = confab_model_contact_get_chat (desk->friend);

  assert_asked (desk, 2);
  refuse_both (desk);
  confab_messaging_close_chat (desk->messaging, chat);
  pass (desk, 5 * MINUTE_US);
  assert_asked (desk, 0);
  confab_messaging_undo_close (desk->messaging, chat);
  desk_settle (desk);
  assert_asked (desk, 2);
  desk_answer (desk, LISTED ("<device id='7'/>"));
  desk_answer (desk, FORBIDDEN);
  desk_settle (desk);
  g_assert_true (known (desk)->has_lists);
}

/* ---- this device ---- */

/* Both own lists are empty, and the first bundle is refused. */
static void
refuse_bundle (Desk *desk, const char *error) {
  g_autoptr (GPtrArray) sent = NULL;

  desk_answer (desk, NOT_FOUND);
  desk_settle (desk);
  desk_answer (desk, NOT_FOUND);
  desk_settle (desk);
  sent = desk_take_sent (desk);
  g_assert_cmpuint (desk_count (sent, "<publish "), ==, 1);
  desk_answer (desk, error);
  desk_settle (desk);
}

static void
assert_begins_anew (Desk *desk, gint64 pause_us) {
  pass (desk, pause_us - 1);
  assert_asked (desk, 0);
  pass (desk, 1);
  assert_asked (desk, 1);
}

/* What a busy server says does not leave a device without its keys. */
static void
test_not_published (void) {
  g_autoptr (Desk) desk = desk_new ();

  desk->messaging->is_connected = TRUE;
  confab_messaging_files_connected (desk->messaging);
  confab_messaging_keys_settle (desk->messaging);
  desk_settle (desk);
  assert_asked (desk, 1);
  refuse_bundle (desk, NOT_FOUND);
  assert_begins_anew (desk, G_USEC_PER_SEC / 4);
  refuse_bundle (desk, NOT_FOUND);
  assert_begins_anew (desk, 2 * G_USEC_PER_SEC);
  /* A no is a no. */
  refuse_bundle (desk, FORBIDDEN);
  pass (desk, 200 * MINUTE_US);
  assert_asked (desk, 0);

  /* Nor is anybody waited for when the line is gone. */
  confab_messaging_keys_settle (desk->messaging);
  desk_settle (desk);
  assert_asked (desk, 1);
  refuse_bundle (desk, NOT_FOUND);
  confab_messaging_files_disconnected (desk->messaging);
  desk->messaging->connection++;
  pass (desk, 200 * MINUTE_US);
  assert_asked (desk, 0);
}

/* ---- a new device ---- */

typedef struct {
  gint64 account;
  guint n_lines;
} Lines;

static gboolean
run_count (ConfabStoreDb *db, gpointer data, GError **error) {
  Lines *lines = data;
  g_autoptr (GPtrArray) rows =
      confab_store_messages_before (db, lines->account, DESK_FRIEND, 0, 60, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const ConfabStoreMessage *row = g_ptr_array_index (rows, i);

    if (row->kind == CONFAB_STORE_KIND_LINE && row->reason == CONFAB_LINE_NEW_DEVICE)
      lines->n_lines++;
  }
  return rows != NULL;
}

static guint
count_lines (Desk *desk) {
  Lines lines = { .account = desk->me->account };

  test_write (desk->me->vault, run_count, &lines);
  return lines.n_lines;
}

/* The server tells of a list. */
static void
tell (Desk *desk, const char *address, ConfabOmemoVersion version, guint32 first, guint32 second) {
  g_autoptr (ConfabJid) of = confab_base_jid_new (address, NULL);
  g_autoptr (GPtrArray) devices =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_xep_omemo_device_free);
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_xep_pep_item_free);
  ConfabXepPepItem *item = g_new0 (ConfabXepPepItem, 1);

  if (first != 0)
    person_add_device (devices, first);
  if (second != 0)
    person_add_device (devices, second);
  item->id = g_strdup ("current");
  item->payload = confab_xep_omemo_devices_new (version, devices);
  g_ptr_array_add (items, item);
  test_settle (confab_messaging_keys_event (
      desk->messaging, of, confab_xep_omemo_devices_node (version), items));
  desk_settle (desk);
}

static void
list (Desk *desk, ConfabOmemoVersion version, guint32 first, guint32 second) {
  tell (desk, DESK_FRIEND, version, first, second);
}

static gboolean
on_check (const ConfabOmemoScope *scope, gpointer data, GError **error) {
  g_autoptr (GPtrArray) devices = confab_omemo_devices_get (scope, DESK_FRIEND, error);

  for (guint i = 0; i < devices->len; i++) {
    const ConfabOmemoDevice *device = g_ptr_array_index (devices, i);

    if (device->identity != NULL && !confab_omemo_devices_say (scope, DESK_FRIEND, device->identity,
                                        CONFAB_OMEMO_SAID_CHECKED, error))
      return FALSE;
  }
  return TRUE;
}

static void
test_new_device (gconstpointer is_checked) {
  g_autoptr (Desk) desk = desk_new ();
  Person *ben = person_new (DESK_FRIEND, confab_base_random_system ());
  guint n_expected = GPOINTER_TO_INT (is_checked) ? 1 : 0;

  person_meet (desk->me, ben, CONFAB_OMEMO_OLD);
  if (GPOINTER_TO_INT (is_checked))
    person_do (desk->me, on_check, NULL);
  test_settle (confab_messaging_keys_load (desk->messaging));
  list (desk, CONFAB_OMEMO_OLD, ben->device, 0);
  list (desk, CONFAB_OMEMO_TWO, ben->device, 0);
  g_assert_cmpuint (count_lines (desk), ==, 0);

  list (desk, CONFAB_OMEMO_OLD, ben->device, 4242);
  g_assert_cmpuint (count_lines (desk), ==, n_expected);
  list (desk, CONFAB_OMEMO_TWO, ben->device, 4242);
  list (desk, CONFAB_OMEMO_OLD, ben->device, 4242);
  g_assert_cmpuint (count_lines (desk), ==, n_expected);

  /* In place of the checked one: then the person is not checked any more, and it is said still. */
  list (desk, CONFAB_OMEMO_TWO, 4242, 0);
  list (desk, CONFAB_OMEMO_OLD, 4242, 4343);
  g_assert_cmpuint (count_lines (desk), ==, 2 * n_expected);
  person_free (ben);
}

/* ---- keys that are gone ---- */

static void
test_gone (void) {
  g_autoptr (Desk) desk = desk_new ();
  Person *ben = person_new (DESK_FRIEND, confab_base_random_system ());
  ConfabModelChat *chat = confab_model_contact_get_chat (desk->friend);

  desk->messaging->is_connected = TRUE;
  confab_messaging_open_chat (desk->messaging, chat);
  desk_settle (desk);
  desk_answer (desk, NOT_FOUND);
  desk_answer (desk, NOT_FOUND);
  desk_settle (desk);
  g_assert_cmpint (confab_model_chat_get_send_verdict (chat), ==, CONFAB_SEND_REFUSE);
  g_assert_cmpint (confab_model_chat_get_send_reason (chat), ==, CONFAB_REASON_NO_KEYS);

  person_meet (desk->me, ben, CONFAB_OMEMO_OLD);
  list (desk, CONFAB_OMEMO_OLD, ben->device, 0);
  g_assert_cmpint (confab_model_chat_get_send_verdict (chat), ==, CONFAB_SEND_SEAL);

  list (desk, CONFAB_OMEMO_OLD, 0, 0);
  g_assert_cmpint (confab_model_chat_get_send_verdict (chat), ==, CONFAB_SEND_REFUSE);
  g_assert_cmpint (confab_model_chat_get_send_reason (chat), ==, CONFAB_REASON_KEYS_GONE);
  person_free (ben);
}

/* ---- one's own nodes ---- */

#define OWNED(model)                                                                               \
  "<iq type='result'><pubsub xmlns='http://jabber.org/protocol/pubsub#owner'><configure "          \
  "node='n'><x xmlns='jabber:x:data' type='form'><field var='pubsub#access_model'><value>" model   \
  "</value></field></x></configure></pubsub></iq>"

/* Another program published a list that is right: who may read it is looked at all the same. */
static void
test_opened (void) {
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (GPtrArray) asked = NULL;
  g_autoptr (GPtrArray) set = NULL;
  g_autoptr (GPtrArray) next = NULL;

  desk->messaging->is_connected = TRUE;
  confab_messaging_keys_of (desk->messaging, desk->me->address)->is_preparing = TRUE;
  tell (desk, desk->me->address, CONFAB_OMEMO_OLD, desk->me->device, 0);
  asked = desk_take_sent (desk);
  g_assert_cmpuint (asked->len, ==, 1);
  g_assert_cmpuint (
      desk_count (asked, "<configure node='eu.siacs.conversations.axolotl.devicelist'/>"), ==, 1);
  desk_answer (desk, OWNED ("open"));
  desk_settle (desk);
  set = desk_take_sent (desk);
  g_assert_cmpuint (desk_count (set, "<value>presence</value>"), ==, 1);
  desk_answer (desk, "<iq type='result'/>");
  desk_settle (desk);
  next = desk_take_sent (desk);
  g_assert_cmpuint (desk_count (next, "<configure node='urn:xmpp:omemo:2:devices'/>"), ==, 1);

  /* Not without end. */
  for (guint i = 0; i < 30; i++)
    tell (desk, desk->me->address, CONFAB_OMEMO_OLD, desk->me->device, 0);
  g_assert_cmpuint (desk->stream->sent->len, ==, 19);
}

/* Lists are told of while keys are being published: this device is on none before its keys are. */
static void
test_listed_last (void) {
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (GPtrArray) sent = NULL;
  g_autoptr (GPtrArray) next = NULL;

  confab_messaging_connected (desk->messaging, "session");
  confab_messaging_keys_of (desk->messaging, desk->me->address)->is_preparing = TRUE;
  tell (desk, desk->me->address, CONFAB_OMEMO_OLD, 7, 0);
  for (guint i = 0; i < 4; i++) {
    g_assert_cmpuint (desk->stream->promises->len, ==, 2);
    desk_answer (desk, LISTED ("<device id='7'/>"));
    desk_settle (desk);
  }
  sent = desk_take_sent (desk);
  g_assert_cmpuint (
      desk_count (sent, "<publish node='eu.siacs.conversations.axolotl.bundles:"), ==, 2);
  g_assert_cmpuint (
      desk_count (sent, "<publish node='eu.siacs.conversations.axolotl.devicelist'"), ==, 0);
  g_assert_cmpuint (desk_count (sent, "<publish node='urn:xmpp:omemo:2:devices'"), ==, 0);

  for (guint i = 0; i < 4; i++) {
    desk_answer (desk, "<iq type='result'/>");
    desk_settle (desk);
  }
  next = desk_take_sent (desk);
  g_assert_cmpuint (desk_count (next, "<publish node='urn:xmpp:omemo:2:bundles'"), ==, 2);
  g_assert_cmpuint (
      desk_count (next, "<publish node='eu.siacs.conversations.axolotl.devicelist'"), ==, 2);
}

/* The line went before they were published: the same session goes on with it. */
static void
test_settled_late (void) {
  g_autoptr (Desk) desk = desk_new ();

  confab_messaging_connected (desk->messaging, "session");
  desk_settle (desk);
  assert_asked (desk, 1);
  confab_messaging_disconnected (desk->messaging);
  desk_settle (desk);
  confab_messaging_connected (desk->messaging, "session");
  desk_settle (desk);
  assert_asked (desk, 1);
  desk_answer (desk, FORBIDDEN); /* of the stream that went */
  for (guint i = 0; i < 6; i++) {
    desk_answer (desk, i < 2 ? NOT_FOUND : "<iq type='result'/>");
    desk_settle (desk);
  }
  assert_asked (desk, 1);
  g_assert_true (desk->messaging->is_settled);

  confab_messaging_connected (desk->messaging, "session");
  desk_settle (desk);
  assert_asked (desk, 0);
  confab_messaging_connected (desk->messaging, "another");
  desk_settle (desk);
  assert_asked (desk, 1);
}

int
main (int argc, char **argv) {
  test_init (&argc, &argv);
  g_test_add_func ("/messaging/keys/unread", test_unread);
  g_test_add_func ("/messaging/keys/unread-then-asked", test_unread_then_asked);
  g_test_add_func ("/messaging/keys/not-published", test_not_published);
  g_test_add_data_func ("/messaging/keys/new-device", GINT_TO_POINTER (FALSE), test_new_device);
  g_test_add_data_func (
      "/messaging/keys/new-device-of-checked", GINT_TO_POINTER (TRUE), test_new_device);
  g_test_add_func ("/messaging/keys/gone", test_gone);
  g_test_add_func ("/messaging/keys/opened", test_opened);
  g_test_add_func ("/messaging/keys/listed-last", test_listed_last);
  g_test_add_func ("/messaging/keys/settled-late", test_settled_late);
  return g_test_run ();
}
