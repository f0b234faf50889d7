/* Nodes against real servers: publishing with the settings they must have, setting right what
 * another program left open, who may read, and that changes of a device list come by themselves to
 * buddies and one's own other devices. */

#include <string.h>

#include "../lib/peer.c"

#include "safety/safety-ledger.h"
#include "xep/xep-omemo.h"
#include "xep/xep-pep.h"
#include "xep/xep-presence.h"
#include "xmpp/xmpp-signin.h"

typedef struct {
  const char *local;
  gboolean is_alone; /* knows nobody, as far as the judge is concerned */
  ConfabJid *own;
  ConfabLedger *ledger;
  ConfabXepOut *out;
  ConfabXepTable *table;
  DexFuture *signin;
  ConfabXmppStream *stream; /* borrowed */
  GPtrArray *events;        /* "address node item-name" of each item */
  char *told;               /* the event before */
  gboolean sees_somebody;
} Person;

static char *
dup_address (const char *local) {
  return g_strdup_printf ("%s@%s", local, g_getenv ("CONFAB_TEST_DOMAIN"));
}

static ConfabJid *
address_new (const char *local) {
  g_autofree char *text = dup_address (local);

  return confab_base_jid_new (text, NULL);
}

static void
on_facts (gpointer data, ConfabJid *to, ConfabDiscloseFacts *facts) {
  Person *person = data;

  if (person->is_alone || confab_base_jid_get_local (to) == NULL ||
      confab_base_jid_bare_equal (to, person->own))
    return;
  facts->grade = CONFAB_GRADE_KNOWN;
  facts->may_see_presence = TRUE;
}

static DexFuture *
on_event (gpointer data, ConfabJid *of, const char *node, GPtrArray *items) {
  Person *person = data;

  for (guint i = 0; i < items->len; i++) {
    const ConfabXepPepItem *item = items->pdata[i];

    g_ptr_array_add (person->events,
        g_strdup_printf ("%s %s %s", confab_base_jid_get_local (of), node,
            item->payload != NULL ? confab_xmpp_stanza_get_name (item->payload) : "-"));
  }
  return NULL;
}

static DexFuture *
on_presence (gpointer data, const ConfabXepPresence *presence) {
  Person *person = data;

  if (presence->kind == CONFAB_XEP_PRESENCE_ASKS)
    g_assert_true (confab_xep_presence_approve (person->out, presence->from));
  if (presence->kind == CONFAB_XEP_PRESENCE_HERE &&
      !confab_base_jid_bare_equal (presence->from, person->own))
    person->sees_somebody = TRUE;
  return NULL;
}

static DexFuture *
on_stanza (gpointer data, ConfabStanza *stanza, guint32 number) {
  return confab_xep_table_route (((Person *)data)->table, stanza);
}

static void
person_open (Person *person, const char *local) {
  static const ConfabXmppStreamHooks hooks = { .stanza = on_stanza };
  static const ConfabXepSink sink = { .event = on_event, .presence = on_presence };
  g_autoptr (ConfabSecret) secret =
      confab_base_secret_new_string (g_getenv ("CONFAB_TEST_PASSWORD"));
  g_autoptr (ConfabNetRoute) route = confab_net_route_new (g_getenv ("CONFAB_TEST_DOMAIN"));
  g_autofree char *resource = confab_base_random_dup_id (confab_base_random_system (), 16);
  g_autoptr (GError) error = NULL;
  const GValue *value;

  *person = (Person){ .local = local, .own = address_new (local) };
  route->host = g_strdup (g_getenv ("CONFAB_TEST_HOST"));
  route->port = (guint16)g_ascii_strtoull (g_getenv ("CONFAB_TEST_PORT"), NULL, 10);
  {
    const ConfabXmppSigninParams params = { .address = person->own,
      .password = secret,
      .route = route,
      .resource = resource,
      .clock = confab_base_clock_system (),
      .random = confab_base_random_system () };

    person->signin = confab_xmpp_signin (&params);
    peer_wait (person->signin);
  }
  value = dex_future_get_value (person->signin, &error);
  g_assert_no_error (error);
  person->stream = ((ConfabXmppSigninResult *)g_value_get_boxed (value))->stream;
  person->events = g_ptr_array_new_with_free_func (g_free);
  person->ledger = confab_safety_ledger_new ();
  person->out = confab_xep_out_new (person->own, person->ledger, on_facts, person);
  person->table = confab_xep_table_new (person->out, &sink, person);
  confab_xep_out_set_stream (person->out, person->stream);
  confab_xmpp_stream_attach (person->stream, &hooks, person);
}

/* In order: ejabberd tells nobody of an account one of whose sessions is only half gone. */
static void
person_close (Person *person) {
  g_autoptr (DexFuture) closing = confab_xmpp_stream_close (person->stream);

  peer_wait (closing);
  confab_xep_table_free (person->table);
  confab_xep_out_free (person->out);
  confab_safety_ledger_free (person->ledger);
  dex_clear (&person->signin);
  g_ptr_array_unref (person->events);
  g_free (person->told);
  confab_base_jid_unref (person->own);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Person, person_close)

static gboolean
has_events (gpointer data) {
  return ((Person *)data)->events->len > 0;
}

static gboolean
has_two_events (gpointer data) {
  return ((Person *)data)->events->len > 1;
}

static gboolean
sees_somebody (gpointer data) {
  return ((Person *)data)->sees_somebody;
}

/* The next event. Prosody tells a person sometimes twice, once to each form of the address. */
static void
expect_event (Person *person, const char *of, const char *node, const char *name) {
  g_autofree char *expected = g_strdup_printf ("%s %s %s", of, node, name);

  peer_run_until (has_events, person);
  while (person->told != NULL && g_str_equal (person->told, person->events->pdata[0])) {
    g_ptr_array_remove_index (person->events, 0);
    peer_run_until (has_events, person);
  }
  g_assert_cmpstr (person->events->pdata[0], ==, expected);
  g_free (person->told);
  person->told = g_ptr_array_steal_index (person->events, 0);
}

/* TRUE if it resolves; sets `error` otherwise. */
static gboolean
await (DexFuture *taken, GError **error) {
  g_autoptr (DexFuture) future = taken;

  peer_wait (future);
  return dex_future_get_value (future, error) != NULL;
}

static void
expect_done (DexFuture *taken) {
  g_autoptr (GError) error = NULL;

  await (taken, &error);
  g_assert_no_error (error);
}

static ConfabStanza *
list_new (ConfabOmemoVersion version) {
  g_autoptr (GPtrArray) devices =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_xep_omemo_device_free);
  ConfabXepOmemoDevice *device = g_new0 (ConfabXepOmemoDevice, 1);

  device->id = 42;
  g_ptr_array_add (devices, device);
  return confab_xep_omemo_devices_new (version, devices);
}

static void
publish_list (Person *person, ConfabOmemoVersion version) {
  expect_done (confab_xep_pep_publish (person->out, confab_xep_omemo_devices_node (version),
      "current", list_new (version), CONFAB_XEP_PEP_BUDDIES, 1));
}

/* Number of items; -1: may not be read. */
static int
count_items (Person *person, const char *of, const char *node, const char *item) {
  g_autoptr (ConfabJid) jid = of != NULL ? address_new (of) : NULL;
  g_autoptr (DexFuture) future = confab_xep_pep_fetch (person->out, jid, node, item);
  g_autoptr (GError) error = NULL;
  const GValue *value;

  peer_wait (future);
  value = dex_future_get_value (future, &error);
  if (value == NULL) {
    g_assert_error (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_STANZA);
    return -1;
  }
  return (int)((GPtrArray *)g_value_get_boxed (value))->len;
}

/* Both are there, and each has been told so. */
static void
see_each_other (Person *one, Person *other) {
  one->sees_somebody = other->sees_somebody = FALSE;
  g_assert_true (confab_xep_presence_announce (one->out));
  g_assert_true (confab_xep_presence_announce (other->out));
  peer_run_until (sees_somebody, one);
  peer_run_until (sees_somebody, other);
}

/* The second time round is for ejabberd: it notes what somebody wants to be told of when their
 * presence comes, and where both ask at once it looks at the list of contacts of a moment ago. */
static void
befriend (Person *one, Person *other) {
  g_assert_true (confab_xep_presence_announce (one->out));
  g_assert_true (confab_xep_presence_announce (other->out));
  g_assert_true (confab_xep_presence_ask (one->out, other->own, NULL));
  g_assert_true (confab_xep_presence_ask (other->out, one->own, NULL));
  peer_run_until (sees_somebody, one);
  peer_run_until (sees_somebody, other);
  see_each_other (one, other);
}

/* What the server is asked to do with a node, in the name of another program. */
static void
open_node (Person *person, const char *node) {
  g_autofree char *xml = g_strdup_printf (
      "<iq type='set'><pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='%s'>"
      "<item id='current'><list xmlns='urn:x'/></item></publish><publish-options>"
      "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE' type='hidden'><value>"
      "http://jabber.org/protocol/pubsub#publish-options</value></field>"
      "<field var='pubsub#access_model'><value>open</value></field></x></publish-options>"
      "</pubsub></iq>",
      node);
  g_autoptr (ConfabStanza) iq = confab_xmpp_stanza_parse (xml, -1, NULL);

  expect_done (confab_xep_out_request (person->out, iq, CONFAB_CLASS_OWN_SERVER, FALSE));
}

/* An item (XEP-0060 7.2), or with NULL the whole node (8.4). */
static void
take_back (Person *person, const char *node, const char *item) {
  g_autofree char *xml =
      item != NULL
          ? g_strdup_printf ("<iq type='set'><pubsub xmlns='http://jabber.org/protocol/pubsub'>"
                             "<retract node='%s' notify='true'><item id='%s'/></retract></pubsub>"
                             "</iq>",
                node, item)
          : g_strdup_printf ("<iq type='set'><pubsub "
                             "xmlns='http://jabber.org/protocol/pubsub#owner'>"
                             "<delete node='%s'/></pubsub></iq>",
                node);
  g_autoptr (ConfabStanza) iq = confab_xmpp_stanza_parse (xml, -1, NULL);

  expect_done (confab_xep_out_request (person->out, iq, CONFAB_CLASS_OWN_SERVER, FALSE));
}

static void
test_publish (void) {
  g_auto (Person) alice = { 0 };
  g_auto (Person) carla = { 0 };
  const char *node = confab_xep_omemo_devices_node (CONFAB_OMEMO_OLD);

  person_open (&alice, "alice");
  person_open (&carla, "carla");
  g_assert_cmpint (count_items (&alice, NULL, node, NULL), ==, 0);
  publish_list (&alice, CONFAB_OMEMO_OLD);
  publish_list (&alice, CONFAB_OMEMO_OLD);
  g_assert_cmpint (count_items (&alice, NULL, node, NULL), ==, 1);
  g_assert_cmpint (count_items (&alice, NULL, node, "current"), ==, 1);
  g_assert_cmpint (count_items (&alice, NULL, node, "other"), ==, 0);
  /* Who is no buddy may not read it, and is not even asked for by who knows nobody. */
  g_assert_cmpint (count_items (&carla, "alice", node, NULL), ==, -1);
  take_back (&alice, node, "current");
  g_assert_cmpint (count_items (&alice, NULL, node, NULL), ==, 0);
  take_back (&alice, node, NULL);
}

/* Bundles of version 2 are many items of one node. */
static void
test_publish_many (void) {
  g_auto (Person) alice = { 0 };

  person_open (&alice, "alice");
  for (guint32 device = 1; device <= 3; device++) {
    g_autofree char *item = confab_xep_omemo_dup_bundle_item (CONFAB_OMEMO_TWO, device);

    expect_done (confab_xep_pep_publish (alice.out, CONFAB_OMEMO_TWO_BUNDLES, item,
        confab_xmpp_stanza_new ("bundle", "urn:xmpp:omemo:2"), CONFAB_XEP_PEP_BUDDIES, 0));
  }
  g_assert_cmpint (count_items (&alice, NULL, CONFAB_OMEMO_TWO_BUNDLES, NULL), ==, 3);
  g_assert_cmpint (count_items (&alice, NULL, CONFAB_OMEMO_TWO_BUNDLES, "2"), ==, 1);
  take_back (&alice, CONFAB_OMEMO_TWO_BUNDLES, NULL);
}

static void
test_set_right (void) {
  g_auto (Person) alice = { 0 };
  g_auto (Person) carla = { 0 };
  const char *node = confab_xep_omemo_devices_node (CONFAB_OMEMO_TWO);

  person_open (&alice, "alice");
  person_open (&carla, "carla");
  open_node (&alice, node);
  g_assert_cmpint (count_items (&carla, "alice", node, NULL), ==, 1);
  publish_list (&alice, CONFAB_OMEMO_TWO);
  g_assert_cmpint (count_items (&carla, "alice", node, NULL), ==, -1);
  g_assert_cmpint (count_items (&alice, NULL, node, NULL), ==, 1);
  expect_done (confab_xep_pep_publish (
      alice.out, node, "current", list_new (CONFAB_OMEMO_TWO), CONFAB_XEP_PEP_NOBODY, 1));
  g_assert_cmpint (count_items (&alice, NULL, node, NULL), ==, 1);
  take_back (&alice, node, NULL);
}

/* Nobody asked: presence has told the server what to pass on. */
static void
test_events (void) {
  g_auto (Person) alice = { 0 };
  g_auto (Person) other = { 0 };
  g_auto (Person) bob = { 0 };
  const char *old = confab_xep_omemo_devices_node (CONFAB_OMEMO_OLD);
  const char *two = confab_xep_omemo_devices_node (CONFAB_OMEMO_TWO);

  person_open (&alice, "alice");
  person_open (&bob, "bob");
  befriend (&alice, &bob);
  publish_list (&alice, CONFAB_OMEMO_OLD);
  expect_event (&bob, "alice", old, "list");
  expect_event (&alice, "alice", old, "list");
  publish_list (&alice, CONFAB_OMEMO_TWO);
  expect_event (&bob, "alice", two, "devices");
  expect_event (&alice, "alice", two, "devices");
  g_assert_cmpint (count_items (&bob, "alice", old, NULL), ==, 1);

  /* Whoever comes later is told the last state; what was told is taken back too. */
  person_open (&other, "alice");
  g_assert_true (confab_xep_presence_announce (other.out));
  peer_run_until (has_two_events, &other);
  take_back (&alice, two, "current");
  expect_event (&bob, "alice", two, "-");
  take_back (&alice, old, NULL);
  take_back (&alice, two, NULL);
}

static void
test_strangers (void) {
  g_auto (Person) alice = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (ConfabJid) bob = address_new ("bob");

  person_open (&alice, "alice");
  alice.is_alone = TRUE;
  g_assert_false (await (
      confab_xep_pep_fetch (alice.out, bob, confab_xep_omemo_devices_node (CONFAB_OMEMO_TWO), NULL),
      &error));
  g_assert_error (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_CLOSED);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/xep/nodes/publish", test_publish);
  g_test_add_func ("/xep/nodes/publish-many", test_publish_many);
  g_test_add_func ("/xep/nodes/set-right", test_set_right);
  g_test_add_func ("/xep/nodes/events", test_events);
  g_test_add_func ("/xep/nodes/strangers", test_strangers);
  return g_test_run ();
}
