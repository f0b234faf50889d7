/* Files of accounts: what servers write is read, cleaned as the list of a server is; what is no
 * such file, cut, newer or too much is told apart, wherever the bytes are cut into pieces; and what
 * is written is read as it was. */

#include <string.h>

#include "xep/xep-pie.h"

#define HEAD "<?xml version='1.0' encoding='UTF-8'?><server-data xmlns='urn:xmpp:pie:0'>"
#define END "</server-data>"
#define ONE(content) HEAD "<host jid='old.example'><user name='carla'>" content "</user></host>" END

/* In pieces of `step` bytes. */
static GPtrArray *
read_pieces (const char *text, gsize size, gsize step, GError **error) {
  g_autoptr (ConfabXepPie) pie = confab_xep_pie_new ();

  for (gsize at = 0; at < size; at += step)
    if (!confab_xep_pie_feed (pie, (const guint8 *)text + at, MIN (step, size - at), error))
      return NULL;
  return confab_xep_pie_finish (pie, error);
}

static GPtrArray *
read_good (const char *text) {
  g_autoptr (GError) error = NULL;
  GPtrArray *whole = read_pieces (text, strlen (text), strlen (text), &error);

  g_assert_no_error (error);
  for (gsize step = 1; step < 8; step++) {
    g_autoptr (GPtrArray) again = read_pieces (text, strlen (text), step, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (again->len, ==, whole->len);
  }
  return whole;
}

static const ConfabXepPieAccount *
nth (GPtrArray *accounts, guint n) {
  return g_ptr_array_index (accounts, n);
}

static const ConfabXepRosterItem *
buddy (const ConfabXepPieAccount *account, guint n) {
  return g_ptr_array_index (account->buddies, n);
}

static const char *
blocked (const ConfabXepPieAccount *account, guint n) {
  return confab_base_jid_get_bare (g_ptr_array_index (account->blocked, n));
}

static void
expect_bad (const char *text, int code) {
  for (gsize step = strlen (text) + 1; step > 0; step = step > 1 ? MIN (step / 2, 3) : 0) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) accounts = read_pieces (text, strlen (text), step, &error);

    g_assert_null (accounts);
    g_assert_error (error, CONFAB_XEP_PIE_ERROR, code);
  }
}

/* As mod_storage_xep0227 of Prosody 13 lays it out, and its neighbours in a file. */
static void
test_prosody (void) {
  g_autoptr (GPtrArray) accounts = read_good (
      "<server-data xmlns='urn:xmpp:pie:0'><host jid='old.example'>"
      "<user name='carla' password='hunter2'>"
      "<scram-credentials xmlns='urn:xmpp:pie:0#scram' "
      "mechanism='SCRAM-SHA-1'><salt>c2FsdA==</salt>"
      "</scram-credentials>"
      "<query xmlns='jabber:iq:roster' version='4'>"
      "<item jid='Ann@Friend.example' subscription='both' name=' Ann\nB '><group>Family</group>"
      "<group> Old  friends </group></item>"
      "<item subscription='none' ask='subscribe' jid='ben@friend.example'/>"
      "<item jid='ann@friend.example' name='Somebody else'/>"
      "<item jid='not an address'/><item jid='gone@friend.example' subscription='remove'/></query>"
      "<presence xmlns='jabber:client' type='subscribe' from='who@else.example'/>"
      "<vCard xmlns='vcard-temp'><FN>Carla</FN></vCard>"
      "<archive xmlns='urn:xmpp:pie:0#mam'><result xmlns='urn:xmpp:mam:2' id='1'>"
      "<forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client'><body>hi</body>"
      "<query xmlns='jabber:iq:roster'><item jid='mallory@evil.example'/></query></message>"
      "</forwarded></result></archive></user></host></server-data>");
  const ConfabXepPieAccount *carla = nth (accounts, 0);

  g_assert_cmpuint (accounts->len, ==, 1);
  g_assert_cmpstr (carla->address, ==, "carla@old.example");
  g_assert_cmpuint (carla->buddies->len, ==, 2);
  g_assert_cmpuint (carla->n_left_out, ==, 3);
  g_assert_cmpstr (confab_base_jid_get_full (buddy (carla, 0)->jid), ==, "ann@friend.example");
  g_assert_cmpstr (buddy (carla, 0)->name, ==, "Ann B");
  g_assert_cmpstr (buddy (carla, 0)->groups, ==, "Family\nOld friends");
  g_assert_cmpint (buddy (carla, 0)->subscription, ==, CONFAB_XEP_SUBSCRIPTION_BOTH);
  g_assert_true (buddy (carla, 1)->is_asked);
  g_assert_null (buddy (carla, 1)->name);
  g_assert_cmpuint (carla->blocked->len, ==, 0);
}

static void
test_blocked (void) {
  g_autoptr (GPtrArray) accounts = read_good (ONE (
      "<blocklist xmlns='urn:xmpp:blocking'><item jid='spam.example'/><item jid='Eve@x.example'/>"
      "<item jid='eve@x.example/phone'/></blocklist>"
      "<query xmlns='jabber:iq:privacy'><active name='other'/><default name='main'/>"
      "<list name='other'><item type='jid' value='no@x.example' action='deny' order='1'/></list>"
      "<list name='main'><item type='jid' value='eve@x.example' action='deny' order='1'/>"
      "<item type='jid' value='mallory@x.example' action='deny' order='2'/>"
      "<item type='jid' value='half@x.example' action='deny' order='3'><message/></item>"
      "<item type='jid' value='let@x.example' action='allow' order='4'/>"
      "<item type='group' value='Enemies' action='deny' order='5'/></list></query>"));
  const ConfabXepPieAccount *carla = nth (accounts, 0);

  g_assert_cmpuint (carla->blocked->len, ==, 3);
  g_assert_cmpstr (blocked (carla, 0), ==, "spam.example");
  g_assert_cmpstr (blocked (carla, 1), ==, "eve@x.example");
  g_assert_cmpstr (blocked (carla, 2), ==, "mallory@x.example");
  g_assert_cmpuint (carla->n_left_out, ==, 1);
}

/* Several accounts, a server without a name, and one that is none; the older namespace; files of
 * one server and of one account (section 5.1). */
static void
test_accounts (void) {
  g_autoptr (GPtrArray) several =
      read_good ("<server-data xmlns='http://www.xmpp.org/extensions/xep-0227.html#ns'>"
                 "<host jid='a.example'><user name='ann'/><user name='ben'/><user/></host>"
                 "<host jid='x@y@z'><user name='eve'/></host><host><user name='eve'/></host>"
                 "<host jid='b.example'><user name='Ann'/><user name='a@b'/></host></server-data>");
  g_autoptr (GPtrArray) host =
      read_good ("<host xmlns='urn:xmpp:pie:0' jid='a.example'><user name='ann'/></host>");
  g_autoptr (GPtrArray) user = read_good ("<user xmlns='urn:xmpp:pie:0' name='ann '>"
                                          "<query xmlns='jabber:iq:roster'>"
                                          "<item jid='ben@x.example'/></query></user>");

  g_assert_cmpuint (several->len, ==, 3);
  g_assert_cmpstr (nth (several, 0)->address, ==, "ann@a.example");
  g_assert_cmpstr (nth (several, 1)->address, ==, "ben@a.example");
  g_assert_cmpstr (nth (several, 2)->address, ==, "ann@b.example");
  g_assert_cmpstr (nth (host, 0)->address, ==, "ann@a.example");
  g_assert_cmpstr (nth (user, 0)->address, ==, "ann");
  g_assert_cmpuint (nth (user, 0)->buddies->len, ==, 1);
}

static void
test_bad (void) {
  static const char good[] =
      ONE ("<query xmlns='jabber:iq:roster'><item jid='a@b.example'/></query>");

  expect_bad ("", CONFAB_XEP_PIE_ERROR_FOREIGN);
  expect_bad ("PK\x03\x04 a file of another kind", CONFAB_XEP_PIE_ERROR_FOREIGN);
  expect_bad ("<html><body/></html>", CONFAB_XEP_PIE_ERROR_FOREIGN);
  expect_bad ("<server-data/>", CONFAB_XEP_PIE_ERROR_FOREIGN);
  expect_bad ("<server-data xmlns='urn:xmpp:pie:1'/>", CONFAB_XEP_PIE_ERROR_NEWER);
  expect_bad (HEAD END, CONFAB_XEP_PIE_ERROR_EMPTY);
  expect_bad (HEAD "<host jid='a.example'/>" END, CONFAB_XEP_PIE_ERROR_EMPTY);
  expect_bad (HEAD "<include xmlns='http://www.w3.org/2001/XInclude' href='a.xml'/>" END,
      CONFAB_XEP_PIE_ERROR_ELSEWHERE);
  expect_bad (HEAD "<host jid='a.example'></user></host>" END, CONFAB_XEP_PIE_ERROR_DAMAGED);
  expect_bad (ONE ("&lol;"), CONFAB_XEP_PIE_ERROR_DAMAGED);
  expect_bad (ONE ("") "<more/>", CONFAB_XEP_PIE_ERROR_DAMAGED);
  expect_bad ("<!DOCTYPE lolz [<!ENTITY lol 'lol'>]><server-data xmlns='urn:xmpp:pie:0'>"
              "<host jid='a.example'><user name='u'>&lol;</user></host></server-data>",
      CONFAB_XEP_PIE_ERROR_FOREIGN);
  /* Wherever it ends too early. */
  for (gsize size = strlen (HEAD); size < strlen (good); size++) {
    g_autofree char *cut = g_strndup (good, size);
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) accounts = read_pieces (cut, size, 100, &error);

    g_assert_null (accounts);
    g_assert_error (error, CONFAB_XEP_PIE_ERROR, CONFAB_XEP_PIE_ERROR_CUT);
  }
}

static void
expect_limit (GString *text) {
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = read_pieces (text->str, text->len, 65536, &error);

  g_assert_null (accounts);
  g_assert_error (error, CONFAB_XEP_PIE_ERROR, CONFAB_XEP_PIE_ERROR_LIMIT);
}

static void
test_limits (void) {
  g_autoptr (GString) deep = g_string_new (HEAD);
  g_autoptr (GString) many = g_string_new (HEAD "<host jid='a.example'><user name='a'>"
                                                "<query xmlns='jabber:iq:roster'>");
  g_autoptr (GString) accounts = g_string_new (HEAD "<host jid='a.example'>");
  g_autoptr (GString) tag = g_string_new (HEAD "<host jid='");
  g_autoptr (GString) text = g_string_new (HEAD);
  g_autoptr (GError) error = NULL;
  g_autoptr (ConfabXepPie) pie = confab_xep_pie_new ();
  gsize fed = 0;

  for (int i = 0; i < 100; i++)
    g_string_append (deep, "<a>");
  expect_limit (deep);
  for (int i = 0; i <= CONFAB_XEP_PIE_MAX_LINES; i++)
    g_string_append (many, "<item jid='same@x.example'/>");
  expect_limit (many);
  for (int i = 0; i <= CONFAB_XEP_PIE_MAX_ACCOUNTS; i++)
    g_string_append_printf (accounts, "<user name='u%d'/>", i);
  expect_limit (accounts);
  for (int i = 0; i < 3 * 1024 * 1024; i++)
    g_string_append_c (tag, 'a');
  expect_limit (tag);
  for (int i = 0; i < 65536; i++)
    g_string_append_c (text, ' ');
  while (confab_xep_pie_feed (
      pie, (const guint8 *)(fed == 0 ? text->str : text->str + strlen (HEAD)), 65536, &error))
    fed += 65536;
  g_assert_error (error, CONFAB_XEP_PIE_ERROR, CONFAB_XEP_PIE_ERROR_LIMIT);
  g_assert_cmpuint (fed, ==, CONFAB_XEP_PIE_MAX_BYTES);
}

static void
add_buddy (ConfabXepPieAccount *account, const char *address, const char *name, const char *groups,
    ConfabXepSubscription subscription) {
  ConfabXepRosterItem *item = g_new0 (ConfabXepRosterItem, 1);

  item->jid = confab_base_jid_new (address, NULL);
  item->name = g_strdup (name);
  item->groups = g_strdup (groups);
  item->subscription = subscription;
  item->is_asked = subscription == CONFAB_XEP_SUBSCRIPTION_FROM;
  g_ptr_array_add (account->buddies, item);
}

static void
test_written (void) {
  g_autoptr (ConfabXepPieAccount) out = confab_xep_pie_account_new ("carla@old.example");
  g_autoptr (GString) text = NULL;
  g_autoptr (GPtrArray) accounts = NULL;
  const ConfabXepPieAccount *back;

  add_buddy (out, "ann@x.example", "Ann <&'\">", "A & B\nC", CONFAB_XEP_SUBSCRIPTION_BOTH);
  add_buddy (out, "ben@x.example", NULL, NULL, CONFAB_XEP_SUBSCRIPTION_FROM);
  add_buddy (out, "dartagnan@x.example", "D", NULL, CONFAB_XEP_SUBSCRIPTION_TO);
  add_buddy (out, "e@x.example", "E", "G", CONFAB_XEP_SUBSCRIPTION_NONE);
  g_ptr_array_add (out->blocked, confab_base_jid_new ("spam.example", NULL));
  g_ptr_array_add (out->blocked, confab_base_jid_new ("eve@x.example", NULL));
  out->card = g_strdup ("<vCard xmlns='vcard-temp'><FN>C</FN></vCard>");
  out->nickname = g_strdup ("River & Maple");
  text = confab_xep_pie_write (out);
  g_assert_nonnull (strstr (text->str, ">River &amp; Maple</nick>"));
  g_assert_null (strstr (text->str, "password"));
  accounts = read_good (text->str);
  back = nth (accounts, 0);
  g_assert_cmpstr (back->address, ==, out->address);
  g_assert_cmpuint (back->n_left_out, ==, 0);
  g_assert_cmpuint (back->buddies->len, ==, out->buddies->len);
  for (guint i = 0; i < back->buddies->len; i++) {
    g_assert_true (confab_base_jid_equal (buddy (back, i)->jid, buddy (out, i)->jid));
    g_assert_cmpstr (buddy (back, i)->name, ==, buddy (out, i)->name);
    g_assert_cmpstr (buddy (back, i)->groups, ==, buddy (out, i)->groups);
    g_assert_cmpint (buddy (back, i)->subscription, ==, buddy (out, i)->subscription);
    g_assert_cmpint (buddy (back, i)->is_asked, ==, buddy (out, i)->is_asked);
  }
  g_assert_cmpuint (back->blocked->len, ==, 2);
  g_assert_cmpstr (blocked (back, 1), ==, "eve@x.example");
  g_free (out->address);
  out->address = g_strdup ("old.example");
  g_assert_null (confab_xep_pie_write (out));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xep/pie/prosody", test_prosody);
  g_test_add_func ("/xep/pie/blocked", test_blocked);
  g_test_add_func ("/xep/pie/accounts", test_accounts);
  g_test_add_func ("/xep/pie/bad", test_bad);
  g_test_add_func ("/xep/pie/limits", test_limits);
  g_test_add_func ("/xep/pie/written", test_written);
  return g_test_run ();
}
