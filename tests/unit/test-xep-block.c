/* The block list: the whole of it, changes of ours with and without a report, and changes that
 * other devices made, or that somebody would like to have made. */

#include "test-xep-fixture.h"
#include "xep/xep-block.h"

#define BLOCK "<block xmlns='urn:xmpp:blocking'>"
#define UNBLOCK "<unblock xmlns='urn:xmpp:blocking'>"

static gboolean
is_done (Fixture *fixture, DexFuture *future, const char *xml) {
  answer (fixture, xml);
  wait_for (future);
  return dex_future_is_resolved (future);
}

static void
assert_list (Fixture *fixture, const char *items, const char *expected) {
  g_autoptr (DexFuture) get = confab_xep_block_get (fixture->out);
  g_autofree char *xml = g_strdup_printf (
      "<iq type='result' id='1'><blocklist xmlns='urn:xmpp:blocking'>%s</blocklist></iq>", items);
  g_autoptr (GString) found = g_string_new (NULL);
  GPtrArray *jids;

  assert_sent (fixture, "<iq type='get'><blocklist xmlns='urn:xmpp:blocking'/></iq>");
  g_assert_true (is_done (fixture, get, xml));
  jids = g_value_get_boxed (dex_future_get_value (get, NULL));
  for (guint i = 0; i < jids->len; i++)
    g_string_append_printf (found, "%s ", confab_base_jid_get_full (g_ptr_array_index (jids, i)));
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_list (void) {
  g_autoptr (Fixture) fixture = fixture_new ();

  assert_list (fixture, "", "");
  assert_list (fixture,
      "<item jid='Romeo@Montague.example'/><item jid='evil.example'/><item jid='a@b.example/R'/>"
      "<item jid='romeo@montague.example'/><item jid='romeo@montague.example'/><item/><item "
      "jid=''/><item jid='@'/>"
      "<item xmlns='urn:evil' jid='no@b.example'/><other jid='no@b.example'/>",
      "romeo@montague.example evil.example a@b.example/R ");
}

static void
test_no_list (void) {
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (DexFuture) refused = confab_xep_block_get (fixture->out);
  g_autoptr (DexFuture) empty = NULL;
  g_autoptr (DexFuture) closed = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (is_done (fixture, refused,
      "<iq type='error' id='1'><error type='cancel'><service-unavailable "
      "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>"));
  empty = confab_xep_block_get (fixture->out);
  g_assert_false (is_done (fixture, empty, "<iq type='result' id='1'/>"));
  dex_future_get_value (empty, &error);
  g_assert_error (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_STANZA);

  confab_xep_out_set_stream (fixture->out, NULL);
  closed = confab_xep_block_get (fixture->out);
  wait_for (closed);
  g_assert_true (dex_future_is_rejected (closed));
}

static void
test_too_long_list (void) {
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (DexFuture) get = confab_xep_block_get (fixture->out);
  g_autoptr (GString) xml =
      g_string_new ("<iq type='result' id='1'><blocklist xmlns='urn:xmpp:blocking'>");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i <= CONFAB_XEP_MAX_BLOCKED; i++)
    g_string_append_printf (xml, "<item jid='a%u@b.example'/>", i);
  g_string_append (xml, "</blocklist></iq>");
  g_assert_false (is_done (fixture, get, xml->str));
  dex_future_get_value (get, &error);
  g_assert_error (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_LIMIT);
}

static void
test_changes (void) {
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (ConfabJid) who = confab_base_jid_new ("mallory@evil.example", NULL);
  g_autoptr (ConfabJid) domain = confab_base_jid_new ("evil.example", NULL);
  g_autoptr (DexFuture) add = confab_xep_block_add (fixture->out, who);
  g_autoptr (DexFuture) remove = NULL;

  assert_sent (fixture, "<iq type='set'>" BLOCK "<item jid='mallory@evil.example'/></block></iq>");
  g_assert_true (is_done (fixture, add, "<iq type='result' id='1'/>"));

  remove = confab_xep_block_remove (fixture->out, domain);
  assert_sent (fixture, "<iq type='set'>" UNBLOCK "<item jid='evil.example'/></unblock></iq>");
  g_assert_false (is_done (fixture, remove,
      "<iq type='error' id='1'><error type='cancel'><service-unavailable "
      "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>"));
}

/* A report holds what it was given, to the letter and no more; without a reason there is none. */
static void
test_report (void) {
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (ConfabJid) who = confab_base_jid_new ("mallory@evil.example", NULL);
  g_autoptr (DexFuture) spam =
      confab_xep_block_report (fixture->out, who, CONFAB_XEP_REPORT_SPAM, NULL);
  g_autoptr (DexFuture) abuse = NULL;
  g_autoptr (DexFuture) none = NULL;

  assert_sent (fixture, "<iq type='set'>" BLOCK "<item jid='mallory@evil.example'>"
                        "<report xmlns='urn:xmpp:reporting:1' reason='urn:xmpp:reporting:spam'/>"
                        "</item></block></iq>");
  abuse = confab_xep_block_report (
      fixture->out, who, CONFAB_XEP_REPORT_ABUSE, "one\ntwo </text><x/> \xe2\x80\xae");
  assert_sent (fixture, "<iq type='set'>" BLOCK "<item jid='mallory@evil.example'>"
                        "<report xmlns='urn:xmpp:reporting:1' reason='urn:xmpp:reporting:abuse'>"
                        "<text>one\ntwo &lt;/text&gt;&lt;x/&gt; </text></report>"
                        "</item></block></iq>");
  none = confab_xep_block_report (fixture->out, who, CONFAB_XEP_REPORT_NONE, "what I wrote");
  assert_sent (fixture, "<iq type='set'>" BLOCK "<item jid='mallory@evil.example'/></block></iq>");
}

static void
test_long_report (void) {
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (ConfabJid) who = confab_base_jid_new ("mallory@evil.example", NULL);
  g_autofree char *words = g_strnfill (5 * CONFAB_XEP_MAX_REPORT_WORDS, 'x');
  g_autoptr (DexFuture) report =
      confab_xep_block_report (fixture->out, who, CONFAB_XEP_REPORT_SPAM, words);

  g_assert_cmpuint (strlen (fixture->stream->sent->pdata[0]), <, CONFAB_XEP_MAX_REPORT_WORDS + 500);
  g_ptr_array_set_size (fixture->stream->sent, 0);
}

static void
test_push (void) {
  g_autoptr (Fixture) fixture = fixture_new ();

  arrive (fixture, "<iq type='set' id='p1'>" BLOCK "<item jid='Eve@Evil.example'/>"
                   "<item jid='evil.example'/><item jid='eve@evil.example'/></block></iq>");
  assert_seen (fixture, "block eve@evil.example evil.example\n");
  assert_sent (fixture, "<iq type='result' id='p1'/>");
  arrive (fixture, "<iq type='set' id='p2' from='" OWN "'>" UNBLOCK
                   "<item jid='eve@evil.example'/></unblock></iq>");
  assert_seen (fixture, "unblock eve@evil.example\n");
  assert_sent (fixture, "<iq type='result' to='" OWN "' id='p2'/>");
  arrive (fixture, "<iq type='set' id='p3'><unblock xmlns='urn:xmpp:blocking'/></iq>");
  assert_seen (fixture, "unblock\n");
  assert_sent (fixture, "<iq type='result' id='p3'/>");
}

/* Only one's own server speaks of the list: not a buddy, not their server, not one's own other
 * device, not the domain that the account is on. */
static void
test_forged_pushes (void) {
  static const char *const senders[] = { "bob@friend.example/r", "bob@friend.example",
    "friend.example", "mallory@evil.example/x", OWN "/phone", "conf.example",
    "dora@friend.example" };
  g_autoptr (Fixture) fixture = fixture_new ();

  for (guint i = 0; i < G_N_ELEMENTS (senders); i++) {
    g_autofree char *block = g_strdup_printf ("<iq type='set' id='p' from='%s'>" BLOCK
                                              "<item jid='bob@friend.example'/></block></iq>",
        senders[i]);
    g_autofree char *all = g_strdup_printf (
        "<iq type='set' id='p' from='%s'><unblock xmlns='urn:xmpp:blocking'/></iq>", senders[i]);

    g_test_message ("%s", senders[i]);
    arrive (fixture, block);
    arrive (fixture, all);
    assert_seen (fixture, "");
    for (guint j = 0; j < fixture->stream->sent->len; j++)
      g_assert_null (strstr (fixture->stream->sent->pdata[j], "type='result'"));
    g_ptr_array_set_size (fixture->stream->sent, 0);
  }
}

/* What cannot be read changes nothing; above all it does not let everybody through. */
static void
test_bad_pushes (void) {
  static const char *const payloads[] = {
    "<block xmlns='urn:xmpp:blocking'/>",
    BLOCK "<item/></block>",
    BLOCK "<item jid='@'/></block>",
    UNBLOCK "<item/></unblock>",
    UNBLOCK "<item jid=''/></unblock>",
    UNBLOCK "<other/></unblock>",
    UNBLOCK "<item xmlns='urn:evil' jid='eve@evil.example'/></unblock>",
  };
  static const char *const queries[] = {
    "<iq type='get' id='p'>" BLOCK "<item jid='a@b.example'/></block></iq>",
    "<iq type='set' id='p'>" BLOCK "<item jid='a@b.example'/></block><x xmlns='urn:x'/></iq>",
    "<iq type='set' id='p'><blocklist xmlns='urn:xmpp:blocking'><item jid='a@b.example'/>"
    "</blocklist></iq>",
    "<iq type='set' id='p'><block xmlns='urn:evil'><item jid='a@b.example'/></block></iq>",
    "<message>" BLOCK "<item jid='a@b.example'/></block></message>",
  };
  g_autoptr (Fixture) fixture = fixture_new ();

  for (guint i = 0; i < G_N_ELEMENTS (payloads); i++) {
    g_autofree char *xml = g_strdup_printf ("<iq type='set' id='p'>%s</iq>", payloads[i]);

    g_test_message ("%s", payloads[i]);
    arrive (fixture, xml);
    assert_seen (fixture, "");
    assert_sent (fixture, "<iq type='error' id='p'><error type='modify'><bad-request "
                          "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
  }
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++) {
    g_test_message ("%s", queries[i]);
    arrive (fixture, queries[i]);
    g_assert_null (strstr (fixture->seen->str, "block"));
    g_string_truncate (fixture->seen, 0);
    g_ptr_array_set_size (fixture->stream->sent, 0);
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/xep/block/list", test_list);
  g_test_add_func ("/xep/block/no-list", test_no_list);
  g_test_add_func ("/xep/block/too-long-list", test_too_long_list);
  g_test_add_func ("/xep/block/changes", test_changes);
  g_test_add_func ("/xep/block/report", test_report);
  g_test_add_func ("/xep/block/long-report", test_long_report);
  g_test_add_func ("/xep/block/push", test_push);
  g_test_add_func ("/xep/block/forged-pushes", test_forged_pushes);
  g_test_add_func ("/xep/block/bad-pushes", test_bad_pushes);
  return g_test_run ();
}
