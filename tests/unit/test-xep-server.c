/* One's own server about itself: whom we ask and with what, what is read of good answers, and that
 * bad ones are short, clean, and never more than was said. */

#include "test-xep-fixture.h"
#include "xep/xep-server.h"

#define INFO "http://jabber.org/protocol/disco#info"
#define QUERY "<query xmlns='" INFO "'>"
#define FORM(type)                                                                                 \
  "<x xmlns='jabber:x:data' type='result'><field var='FORM_TYPE' type='hidden'><value>" type       \
  "</value></field>"
#define CONTACTS FORM ("http://jabber.org/network/serverinfo")
#define POLICY FORM ("urn:xmpp:data-policy:0")
#define FIELD(name, value) "<field var='" name "'><value>" value "</value></field>"
#define CLIENTS "<clients xmlns='urn:xmpp:cam:0'>"

/* "kind number text; ..." */
static char *
dup_facts (GPtrArray *facts) {
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < facts->len; i++) {
    const ConfabXepFact *fact = g_ptr_array_index (facts, i);

    g_string_append_printf (text, "%d %" G_GINT64_FORMAT " %s;", fact->kind, fact->number,
        fact->text != NULL ? fact->text : "-");
  }
  return g_string_free (text, FALSE);
}

typedef void (*Reader) (const ConfabStanza *query, GPtrArray *facts);

static void
assert_read (Reader reader, const char *xml, const char *expected) {
  g_autoptr (ConfabStanza) query = parse (xml);
  g_autoptr (GPtrArray) facts = confab_xep_facts_new ();
  g_autofree char *text = NULL;

  reader (query, facts);
  text = dup_facts (facts);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_contacts (void) {
  g_autofree char *expected = g_strdup_printf (
      "%d 0 mailto:abuse@conf.example;%d 0 xmpp:abuse@conf.example;%d 0 https://status.example/;",
      CONFAB_FACT_ABUSE, CONFAB_FACT_ABUSE, CONFAB_FACT_STATUS);

  assert_read (confab_xep_server_read_contacts,
      QUERY "<identity category='server' type='im'/>" CONTACTS
            "<field var='status-addresses'><value>https://status.example/</value></field>"
            "<field var='abuse-addresses' type='list-multi'><value>mailto:abuse@conf.example"
            "</value><value>xmpp:abuse@conf.example</value></field>"
            "<field var='other-addresses'><value>x</value></field></x></query>",
      expected);
  assert_read (confab_xep_server_read_contacts, QUERY "</query>", "");
  /* Another form, and one that wants to be filled in. */
  assert_read (confab_xep_server_read_contacts,
      QUERY POLICY FIELD ("abuse-addresses", "mailto:a@b") "</x></query>", "");
  assert_read (confab_xep_server_read_contacts,
      QUERY "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE'><value>"
            "http://jabber.org/network/serverinfo</value></field>" FIELD (
                "abuse-addresses", "mailto:a@b") "</x></query>",
      "");
}

/* Turned around, hidden, of many lines, without an end, empty: one clean line or nothing. */
static void
test_hostile_contacts (void) {
  g_autofree char *expected = g_strdup_printf (
      "%d 0 https://good.example/gpj.exe;%d 0 a b;", CONFAB_FACT_ABUSE, CONFAB_FACT_ABUSE);
  g_autofree char *script = g_strdup_printf ("%d 0 javascript:alert(1);", CONFAB_FACT_ABUSE);
  g_autofree char *endless = g_strnfill (CONFAB_XEP_SERVER_MAX_ADDRESS + 1, 'a');
  g_autofree char *long_one =
      g_strdup_printf (QUERY CONTACTS FIELD ("abuse-addresses", "%s") "</x></query>", endless);
  g_autoptr (GString) many = g_string_new (QUERY CONTACTS);
  g_autoptr (ConfabStanza) query = NULL;
  g_autoptr (GPtrArray) facts = confab_xep_facts_new ();

  assert_read (confab_xep_server_read_contacts,
      QUERY CONTACTS "<field var='abuse-addresses'><value>https://good.example/&#x202e;gpj.exe"
                     "</value><value>  </value><value>&#x200b;</value><value> a&#9;b </value>"
                     "</field></x></query>",
      expected);
  assert_read (confab_xep_server_read_contacts,
      QUERY CONTACTS FIELD ("abuse-addresses", "javascript:alert(1)") "</x></query>", script);
  assert_read (confab_xep_server_read_contacts, long_one, "");

  for (guint i = 0; i < 60; i++)
    g_string_append_printf (many, "<field var='f%u'/>", i);
  g_string_append (many, "<field var='abuse-addresses'>");
  for (guint i = 0; i < 60; i++)
    g_string_append_printf (many, "<value>mailto:a%u@b.example</value>", i);
  g_string_append (many, "</field></x></query>");
  query = parse (many->str);
  confab_xep_server_read_contacts (query, facts);
  g_assert_cmpuint (facts->len, ==, CONFAB_XEP_SERVER_MAX_CONTACTS);
}

static void
test_policy (void) {
  g_autofree char *expected = g_strdup_printf (
      "%d 168 -;%d 1 -;%d %d -;%d 0 -;%d 1 -;%d -1 -;%d 24 -;%d -2 -;%d 0 https://conf.example/t;"
      "%d 0 We are\nfew.;",
      CONFAB_FACT_RETENTION, CONFAB_FACT_AT_REST, CONFAB_FACT_ACCESS,
      CONFAB_FACT_ACCESS_ADMINS | CONFAB_FACT_ACCESS_GOVERNMENT, CONFAB_FACT_DELETION,
      CONFAB_FACT_ERASURE, CONFAB_FACT_EXPORT, CONFAB_FACT_BACKUP_EVERY, CONFAB_FACT_BACKUP_KEPT,
      CONFAB_FACT_TERMS, CONFAB_FACT_EXTRA);

  assert_read (confab_xep_server_read_policy,
      QUERY POLICY FIELD ("data_retention", "168") FIELD ("encryption_at_rest", "true")
          FIELD ("data_deletion", "0") FIELD ("full_erasure", "1") FIELD ("backup_frequency", "24")
              FIELD ("backup_retention", "infinite") FIELD (
                  "tos", "https://conf.example/t") "<field "
                                                   "var='access_policy'><value>government</"
                                                   "value><value>admins</value></field>"
                                                   "<field var='extra_info'><value>We "
                                                   "are</value><value>few.</value></field></x>"
                                                   "</query>",
      expected);
  assert_read (confab_xep_server_read_policy, QUERY CONTACTS "</x></query>", "");
}

/* What is not understood is not said: neither good nor bad. */
static void
test_hostile_policy (void) {
  g_autofree char *nothing = g_strdup_printf (
      "%d -1 -;%d -1 -;%d -1 -;%d -1 -;%d -1 -;%d -1 -;%d -1 -;%d -1 -;", CONFAB_FACT_RETENTION,
      CONFAB_FACT_AT_REST, CONFAB_FACT_ACCESS, CONFAB_FACT_DELETION, CONFAB_FACT_ERASURE,
      CONFAB_FACT_EXPORT, CONFAB_FACT_BACKUP_EVERY, CONFAB_FACT_BACKUP_KEPT);
  g_autofree char *endless = g_strnfill (4000, 'e');
  g_autofree char *xml =
      g_strdup_printf (QUERY POLICY FIELD ("extra_info", "%s") "</x></query>", endless);
  g_autoptr (ConfabStanza) query = parse (xml);
  g_autoptr (GPtrArray) facts = confab_xep_facts_new ();
  const ConfabXepFact *last;

  assert_read (confab_xep_server_read_policy, QUERY POLICY "</x></query>", nothing);
  assert_read (confab_xep_server_read_policy,
      QUERY POLICY FIELD ("data_retention", "-5") FIELD ("encryption_at_rest", "perhaps")
          FIELD ("data_deletion", "11") FIELD ("backup_frequency", "99999999999999999999") FIELD (
              "backup_retention", "1e9") FIELD ("extra_info",
              " ") "<field var='access_policy'><value>none</value><value>aliens</value></field></x>"
                   "</query>",
      nothing);
  confab_xep_server_read_policy (query, facts);
  last = g_ptr_array_index (facts, facts->len - 1);
  g_assert_cmpint (last->kind, ==, CONFAB_FACT_EXTRA);
  g_assert_cmpuint (strlen (last->text), <=, CONFAB_XEP_SERVER_MAX_EXTRA);
}

/* "none" counts only alone: who names somebody has somebody. */
static void
test_access (void) {
  static const struct {
    const char *values;
    gint64 access;
  } cases[] = {
    { "<value>none</value>", CONFAB_FACT_ACCESS_NONE },
    { "<value>none</value><value>partners</value>", CONFAB_FACT_ACCESS_PARTNERS },
    { "<value>advertisers</value><value>advertisers</value>", CONFAB_FACT_ACCESS_ADVERTISERS },
    { "<value>Admins</value>", CONFAB_FACT_UNSAID },
    { "", CONFAB_FACT_UNSAID },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *xml = g_strdup_printf (
        QUERY POLICY "<field var='access_policy'>%s</field></x></query>", cases[i].values);
    g_autoptr (ConfabStanza) query = parse (xml);
    g_autoptr (GPtrArray) facts = confab_xep_facts_new ();

    confab_xep_server_read_policy (query, facts);
    g_assert_cmpint (
        ((const ConfabXepFact *)g_ptr_array_index (facts, 2))->number, ==, cases[i].access);
  }
}

static gint64
oldest (const char *xml) {
  g_autoptr (ConfabStanza) metadata = parse (xml);

  return confab_xep_server_read_archive_oldest (metadata, NOW_US);
}

static void
test_archive (void) {
  g_autoptr (ConfabStanza) account =
      parse (QUERY "<feature var='urn:xmpp:mam:2'/><feature/></query>");

  g_assert_true (confab_xep_server_has (account, CONFAB_XEP_SERVER_ARCHIVE));
  g_assert_false (confab_xep_server_has (account, CONFAB_XEP_SERVER_ARCHIVE_ENDS));
  g_assert_cmpint (oldest ("<metadata xmlns='urn:xmpp:mam:2'><start id='a' "
                           "timestamp='2023-11-14T22:13:10Z'/><end/></metadata>"),
      ==, NOW_US - 10 * G_USEC_PER_SEC);
  g_assert_cmpint (oldest ("<metadata xmlns='urn:xmpp:mam:2'/>"), ==, 0);
  g_assert_cmpint (
      oldest ("<metadata xmlns='urn:xmpp:mam:2'><start/></metadata>"), ==, CONFAB_FACT_UNSAID);
  g_assert_cmpint (oldest ("<metadata xmlns='urn:xmpp:mam:2'><start "
                           "timestamp='2900-01-01T00:00:00Z'/></metadata>"),
      ==, CONFAB_FACT_UNSAID);
}

static void
read_devices (const ConfabStanza *answer, GPtrArray *facts) {
  confab_xep_server_read_devices (answer, NOW_US, facts);
}

/* An id goes back as it came, or there is none. */
static void
test_ids (void) {
  g_autofree char *long_id = g_strnfill (CONFAB_XEP_SERVER_MAX_ID + 1, 'i');
  g_autofree char *xml = g_strdup_printf (
      CLIENTS "<client id='a&lt;b'/><client/><client id=''/><client id='%s'/></clients>", long_id);
  g_autoptr (ConfabStanza) answer = parse (xml);
  g_autoptr (GPtrArray) facts = confab_xep_facts_new ();

  read_devices (answer, facts);
  g_assert_cmpuint (facts->len, ==, 5);
  for (guint i = 0; i < facts->len; i++)
    g_assert_cmpstr (
        ((ConfabXepFact *)g_ptr_array_index (facts, i))->id, ==, i == 0 ? "a<b" : NULL);
}

static void
test_devices (void) {
  g_autofree char *expected = g_strdup_printf (
      "%d %" G_GINT64_FORMAT " Program, Desk;%d 0 -;%d 0 Other;%d 3 -;", CONFAB_FACT_DEVICE_HERE,
      NOW_US, CONFAB_FACT_DEVICE_AWAY, CONFAB_FACT_DEVICE_AWAY, CONFAB_FACT_DEVICES);
  g_autoptr (GString) many = g_string_new (CLIENTS);
  g_autoptr (ConfabStanza) answer = NULL;
  g_autoptr (GPtrArray) facts = confab_xep_facts_new ();

  assert_read (read_devices,
      CLIENTS "<client connected='true' id='1'><first-seen>2023-11-14T22:13:20Z</first-seen>"
              "<user-agent><software>Program</software><uri>https://p.example/</uri>"
              "<device> De&#x202e;sk </device></user-agent></client><client/><other/>"
              "<client connected='yes'><last-seen>2900-01-01T00:00:00Z</last-seen><user-agent>"
              "<software>Other</software></user-agent></client></clients>",
      expected);
  assert_read (read_devices, CLIENTS "</clients>", "");
  for (guint i = 0; i < 600; i++)
    g_string_append (many, "<client connected='1'/>");
  g_string_append (many, "</clients>");
  answer = parse (many->str);
  read_devices (answer, facts);
  g_assert_cmpuint (facts->len, ==, CONFAB_XEP_SERVER_MAX_DEVICES + 1);
}

/* ---- asking ---- */

static void
assert_asked (Fixture *fixture, DexFuture *future, const char *question, const char *good) {
  g_autofree char *xml = g_strdup_printf ("<iq type='result'>%s</iq>", good);

  assert_sent (fixture, question);
  answer (fixture, xml);
  wait_for (future);
  g_assert_true (dex_future_is_resolved (future));
  dex_unref (future);
}

static void
test_asking (void) {
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (DexFuture) empty = NULL;

  assert_asked (fixture, confab_xep_server_ask_info (fixture->out),
      "<iq type='get' to='conf.example'><query xmlns='" INFO "'/></iq>", QUERY "</query>");
  assert_asked (fixture, confab_xep_server_ask_account (fixture->out),
      "<iq type='get' to='" OWN "'><query xmlns='" INFO "'/></iq>", QUERY "</query>");
  assert_asked (fixture, confab_xep_server_ask_archive_ends (fixture->out),
      "<iq type='get'><metadata xmlns='urn:xmpp:mam:2'/></iq>",
      "<metadata xmlns='urn:xmpp:mam:2'/>");
  assert_asked (fixture, confab_xep_server_ask_devices (fixture->out),
      "<iq type='get'><list xmlns='urn:xmpp:cam:0'/></iq>", CLIENTS "</clients>");
  assert_asked (fixture, confab_xep_server_end_device (fixture->out, "a<b"),
      "<iq type='set'><revoke xmlns='urn:xmpp:cam:0' id='a&lt;b'/></iq>", "");
  empty = confab_xep_server_ask_info (fixture->out);
  assert_sent (fixture, "<iq type='get' to='conf.example'><query xmlns='" INFO "'/></iq>");
  answer (fixture, "<iq type='result'><query xmlns='something-else'/></iq>");
  wait_for (empty);
  g_assert_true (dex_future_is_rejected (empty));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/xep/server/contacts", test_contacts);
  g_test_add_func ("/xep/server/hostile-contacts", test_hostile_contacts);
  g_test_add_func ("/xep/server/policy", test_policy);
  g_test_add_func ("/xep/server/hostile-policy", test_hostile_policy);
  g_test_add_func ("/xep/server/access", test_access);
  g_test_add_func ("/xep/server/archive", test_archive);
  g_test_add_func ("/xep/server/devices", test_devices);
  g_test_add_func ("/xep/server/ids", test_ids);
  g_test_add_func ("/xep/server/asking", test_asking);
  return g_test_run ();
}
