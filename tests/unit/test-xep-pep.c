/* Personal eventing: what is published and how, that a node is never left wider than it is meant
 * to be, and what is read of answers and events. */

#include "test-xep-fixture.h"
#include "xep/xep-pep.h"

#define BOB "bob@friend.example"
#define NS "http://jabber.org/protocol/pubsub"
#define OPTIONS NS "#publish-options"
#define CONFIG NS "#node_config"
#define FORM(kind, access, max)                                                                    \
  "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE' type='hidden'><value>" kind       \
  "</value></field><field var='pubsub#persist_items'><value>true</value></field>"                  \
  "<field var='pubsub#max_items'><value>" max "</value></field>"                                   \
  "<field var='pubsub#access_model'><value>" access "</value></field>"                             \
  "<field var='pubsub#send_last_published_item'><value>on_sub_and_presence</value></field></x>"
#define PUBLISH(options)                                                                           \
  "<iq type='set'><pubsub xmlns='" NS "'><publish node='n'><item id='current'>"                    \
  "<list xmlns='urn:x'/></item></publish>" options "</pubsub></iq>"
#define WITH_OPTIONS                                                                               \
  PUBLISH ("<publish-options>" FORM (OPTIONS, "presence", "1") "</publish-options>")
#define CONFIGURE                                                                                  \
  "<iq type='set'><pubsub xmlns='" NS                                                              \
  "#owner'><configure node='n'>" FORM (CONFIG, "presence", "1") "</configure></pubsub></iq>"
#define READ_BACK "<iq type='get'><pubsub xmlns='" NS "#owner'><configure node='n'/></pubsub></iq>"
#define IS_OF(model)                                                                               \
  "<iq type='result'><pubsub xmlns='" NS "#owner'><configure node='n'>"                            \
  "<x xmlns='jabber:x:data' type='form'><field var='pubsub#title'><value>open</value></field>"     \
  "<field var='pubsub#access_model'><value>" model                                                 \
  "</value></field></x></configure></pubsub></iq>"
#define ERROR(condition)                                                                           \
  "<iq type='error'><error type='cancel'><" condition                                              \
  " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>"
#define DONE "<iq type='result'/>"

static DexFuture *
publish (Fixture *fixture, ConfabXepPepAccess access, guint max_items) {
  return confab_xep_pep_publish (
      fixture->out, "n", "current", confab_xmpp_stanza_new ("list", "urn:x"), access, max_items);
}

/* Lets the fiber go on until it asks the next question, or ends. */
static void
turn (Fixture *fixture, DexFuture *future) {
  while (dex_future_is_pending (future) && fixture->stream->sent->len == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
step (Fixture *fixture, DexFuture *future, const char *question, const char *reply) {
  turn (fixture, future);
  assert_sent (fixture, question);
  answer (fixture, reply);
  turn (fixture, future);
}

static void
assert_true (DexFuture *future) {
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  g_assert_no_error (error);
  g_assert_true (g_value_get_boolean (value));
}

static void
assert_rejected (DexFuture *future, const char *condition) {
  g_autoptr (GError) error = NULL;

  g_assert_null (dex_future_get_value (future, &error));
  g_assert_error (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_STANZA);
  g_assert_cmpstr (error->message, ==, condition);
}

static void
test_publish (void) {
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (DexFuture) buddies = publish (fixture, CONFAB_XEP_PEP_BUDDIES, 1);
  g_autoptr (DexFuture) nobody = NULL;

  step (fixture, buddies, WITH_OPTIONS, DONE);
  assert_true (buddies);
  nobody = publish (fixture, CONFAB_XEP_PEP_NOBODY, 0);
  step (fixture, nobody,
      PUBLISH ("<publish-options>" FORM (OPTIONS, "whitelist", "max") "</publish-options>"), DONE);
  assert_true (nobody);
  assert_sent (fixture, NULL);
}

static void
test_publish_set_right (void) {
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (DexFuture) future = publish (fixture, CONFAB_XEP_PEP_BUDDIES, 1);

  step (fixture, future, WITH_OPTIONS, ERROR ("conflict"));
  step (fixture, future, CONFIGURE, DONE);
  step (fixture, future, WITH_OPTIONS, DONE);
  assert_true (future);
  assert_sent (fixture, NULL);
}

/* The server cannot set it right: only what the node says itself counts. */
static void
test_publish_read_back (void) {
  static const struct {
    const char *settings;
    ConfabXepPepAccess access;
    gboolean is_published;
  } cases[] = {
    { IS_OF ("presence"), CONFAB_XEP_PEP_BUDDIES, TRUE },
    { IS_OF ("roster"), CONFAB_XEP_PEP_BUDDIES, TRUE },
    { IS_OF ("whitelist"), CONFAB_XEP_PEP_BUDDIES, TRUE },
    { IS_OF ("open"), CONFAB_XEP_PEP_BUDDIES, FALSE },
    { IS_OF ("authorize"), CONFAB_XEP_PEP_BUDDIES, FALSE },
    { IS_OF (""), CONFAB_XEP_PEP_BUDDIES, FALSE },
    { DONE, CONFAB_XEP_PEP_BUDDIES, FALSE },
    { ERROR ("item-not-found"), CONFAB_XEP_PEP_BUDDIES, FALSE },
    { IS_OF ("whitelist"), CONFAB_XEP_PEP_NOBODY, TRUE },
    { IS_OF ("presence"), CONFAB_XEP_PEP_NOBODY, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (Fixture) fixture = fixture_new ();
    g_autoptr (DexFuture) future = publish (fixture, cases[i].access, 1);

    turn (fixture, future);
    g_ptr_array_set_size (fixture->stream->sent, 0);
    answer (fixture, ERROR ("feature-not-implemented"));
    turn (fixture, future);
    g_ptr_array_set_size (fixture->stream->sent, 0);
    answer (fixture, ERROR ("feature-not-implemented"));
    step (fixture, future, READ_BACK, cases[i].settings);
    if (cases[i].is_published) {
      step (fixture, future, PUBLISH (""), DONE);
      assert_true (future);
    } else {
      assert_sent (fixture, NULL);
      assert_rejected (future, "feature-not-implemented");
    }
  }
}

/* What the server has against the item or the sender is no reason to try another way. */
static void
test_publish_refused (void) {
  static const char *const conditions[] = { "forbidden", "resource-constraint",
    "service-unavailable", "policy-violation" };

  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++) {
    g_autoptr (Fixture) fixture = fixture_new ();
    g_autoptr (DexFuture) future = publish (fixture, CONFAB_XEP_PEP_BUDDIES, 1);
    g_autofree char *reply = g_strdup_printf (ERROR ("%s"), conditions[i]);

    step (fixture, future, WITH_OPTIONS, reply);
    assert_sent (fixture, NULL);
    assert_rejected (future, conditions[i]);
  }
}

/* The account was removed while the server thought about it. */
static void
test_publish_after_the_end (void) {
  g_autoptr (Fixture) fixture = fixture_new ();
  ConfabXepOut *out = confab_xep_out_new (fixture->own, fixture->ledger, on_facts, fixture);
  g_autoptr (DexFuture) future = NULL;

  confab_xep_out_set_stream (out, fixture->stream);
  future = confab_xep_pep_publish (
      out, "n", "current", confab_xmpp_stanza_new ("list", "urn:x"), CONFAB_XEP_PEP_BUDDIES, 1);
  turn (fixture, future);
  assert_sent (fixture, WITH_OPTIONS);
  answer (fixture, ERROR ("conflict"));
  confab_xep_out_free (out);
  wait_for (future);
  assert_sent (fixture, NULL);
  assert_rejected (future, "conflict");
}

/* ---- fetching ---- */

static DexFuture *
fetch (Fixture *fixture, const char *of, const char *item) {
  g_autoptr (ConfabJid) jid = of != NULL ? confab_base_jid_new (of, NULL) : NULL;

  return confab_xep_pep_fetch (fixture->out, jid, "n", item);
}

/* "id=name" of each item. */
static void
assert_items (GPtrArray *items, const char *expected) {
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++) {
    const ConfabXepPepItem *item = g_ptr_array_index (items, i);

    g_string_append_printf (found, "%s%s=%s", i > 0 ? " " : "", or_dash (item->id),
        item->payload != NULL ? confab_xmpp_stanza_get_name (item->payload) : "-");
  }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
assert_fetched (DexFuture *future, const char *expected) {
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  g_assert_no_error (error);
  assert_items (g_value_get_boxed (value), expected);
}

#define ASKED(to, inside)                                                                          \
  "<iq type='get'" to "><pubsub xmlns='" NS "'><items node='n'" inside "</pubsub></iq>"
#define ANSWERED(inside)                                                                           \
  "<iq type='result'><pubsub xmlns='" NS "'><items node='n'>" inside "</items></pubsub></iq>"

static void
test_fetch (void) {
  static const struct {
    const char *of;
    const char *item;
    const char *question;
    const char *reply;
    const char *found;
  } cases[] = {
    { BOB "/desk", NULL, ASKED (" to='" BOB "'", "/>"),
        ANSWERED ("<item id='a'><x xmlns='y'/><z xmlns='y'/></item><item/><other/>"), "a=x -=-" },
    { NULL, "current", ASKED ("", "><item id='current'/></items>"), ANSWERED ("<retract id='a'/>"),
        "" },
    { BOB, NULL, ASKED (" to='" BOB "'", "/>"), ERROR ("item-not-found"), "" },
    { BOB, NULL, ASKED (" to='" BOB "'", "/>"), DONE, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (Fixture) fixture = fixture_new ();
    g_autoptr (DexFuture) future = fetch (fixture, cases[i].of, cases[i].item);

    assert_sent (fixture, cases[i].question);
    answer (fixture, cases[i].reply);
    wait_for (future);
    assert_fetched (future, cases[i].found);
  }
}

static void
test_fetch_refused (void) {
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (DexFuture) asked = fetch (fixture, "carol@friend.example", NULL);
  g_autoptr (DexFuture) stranger = fetch (fixture, "mallory@evil.example", NULL);
  g_autoptr (DexFuture) blocked = fetch (fixture, "dora@friend.example", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (fixture->stream->sent->len, ==, 1);
  answer (fixture, ERROR ("forbidden"));
  wait_for (asked);
  assert_rejected (asked, "forbidden");
  g_assert_null (dex_future_get_value (stranger, &error));
  g_assert_error (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_CLOSED);
  g_assert_true (dex_future_is_rejected (blocked));
}

/* Who is signed in hidden may write, and so may ask for what it takes. */
static void
test_fetch_hidden (void) {
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (DexFuture) future = NULL;

  fixture->is_hidden = TRUE;
  future = fetch (fixture, BOB, NULL);
  assert_sent (fixture, ASKED (" to='" BOB "'", "/>"));
  answer (fixture, DONE);
  wait_for (future);
}

static void
test_fetch_many (void) {
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (DexFuture) future = fetch (fixture, BOB, NULL);
  g_autoptr (GString) inside = g_string_new (NULL);
  g_autofree char *reply = NULL;
  const GPtrArray *items;

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (inside, "<item id='%u'><x xmlns='y'/></item>", i);
  reply = g_strdup_printf (ANSWERED ("%s"), inside->str);
  answer (fixture, reply);
  wait_for (future);
  items = g_value_get_boxed (dex_future_get_value (future, NULL));
  g_assert_cmpuint (items->len, ==, CONFAB_XEP_PEP_MAX_ITEMS);
}

/* Only what says itself that more people may read it is touched. */
static void
test_narrow (void) {
  static const struct {
    const char *settings;
    ConfabXepPepAccess access;
    gboolean is_set_right;
  } cases[] = {
    { IS_OF ("open"), CONFAB_XEP_PEP_BUDDIES, TRUE },
    { IS_OF ("authorize"), CONFAB_XEP_PEP_BUDDIES, TRUE },
    { IS_OF ("presence"), CONFAB_XEP_PEP_BUDDIES, FALSE },
    { IS_OF ("whitelist"), CONFAB_XEP_PEP_BUDDIES, FALSE },
    { DONE, CONFAB_XEP_PEP_BUDDIES, FALSE },
    { ERROR ("item-not-found"), CONFAB_XEP_PEP_BUDDIES, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (Fixture) fixture = fixture_new ();
    g_autoptr (DexFuture) future = confab_xep_pep_narrow (fixture->out, "n", cases[i].access, 1);

    step (fixture, future, READ_BACK, cases[i].settings);
    if (cases[i].is_set_right)
      step (fixture, future, CONFIGURE, DONE);
    assert_true (future);
    assert_sent (fixture, NULL);
  }
}

static void
test_narrow_refused (void) {
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (DexFuture) future =
      confab_xep_pep_narrow (fixture->out, "n", CONFAB_XEP_PEP_BUDDIES, 1);

  step (fixture, future, READ_BACK, IS_OF ("open"));
  step (fixture, future, CONFIGURE, ERROR ("forbidden"));
  assert_rejected (future, "forbidden");
  assert_sent (fixture, NULL);
}

/* ---- events ---- */

static void
test_read_event (void) {
  static const struct {
    const char *inside;
    const char *node; /* NULL: nothing is read */
    const char *found;
  } cases[] = {
    { "<items node='n'><item id='a'><x xmlns='y'/></item><retract id='b'/></items>", "n",
        "a=x b=-" },
    { "<items node='n'/>", "n", "" },
    { "<purge node='n'/>", "n", "" },
    { "<delete node='n'><redirect uri='xmpp:x'/></delete>", "n", "" },
    { "<items><item/></items>", NULL, NULL },
    { "<items node=''/>", NULL, NULL },
    { "<configuration node='n'/>", NULL, NULL },
    { "<items xmlns='" NS "' node='n'/>", NULL, NULL },
    { "", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *xml =
        g_strdup_printf ("<event xmlns='" NS "#event'>%s</event>", cases[i].inside);
    g_autoptr (ConfabStanza) event = parse (xml);
    g_autofree char *node = NULL;
    g_autoptr (GPtrArray) items = confab_xep_pep_read_event (event, &node);

    g_assert_cmpstr (node, ==, cases[i].node);
    g_assert_true ((items == NULL) == (node == NULL));
    if (items != NULL)
      assert_items (items, cases[i].found);
  }
}

static void
test_read_event_long (void) {
  g_autofree char *long_name = g_strnfill (1024, 'n');
  g_autofree char *xml =
      g_strdup_printf ("<event xmlns='" NS "#event'><items node='%s'/></event>", long_name);
  g_autoptr (ConfabStanza) event = parse (xml);
  g_autofree char *node = NULL;

  g_assert_null (confab_xep_pep_read_event (event, &node));
}

int
main (int argc, char **argv) {
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xep/pep/publish", test_publish);
  g_test_add_func ("/hostile/ROS-08/set-right", test_publish_set_right);
  g_test_add_func ("/hostile/ROS-08/read-back", test_publish_read_back);
  g_test_add_func ("/hostile/ROS-08/refused", test_publish_refused);
  g_test_add_func ("/xep/pep/publish-after-the-end", test_publish_after_the_end);
  g_test_add_func ("/xep/pep/fetch", test_fetch);
  g_test_add_func ("/xep/pep/fetch-refused", test_fetch_refused);
  g_test_add_func ("/xep/pep/fetch-hidden", test_fetch_hidden);
  g_test_add_func ("/xep/pep/fetch-many", test_fetch_many);
  g_test_add_func ("/xep/pep/narrow", test_narrow);
  g_test_add_func ("/xep/pep/narrow-refused", test_narrow_refused);
  g_test_add_func ("/xep/pep/read-event", test_read_event);
  g_test_add_func ("/xep/pep/read-event-long", test_read_event_long);
  return g_test_run ();
}
