/* The examples of XEP-0420: read as they stand, and through the cipher of version 2. */

#include <string.h>

#include "omemo/omemo-crypto.h"
#include "xep/xep-sce.h"

#define HEAD "<envelope xmlns='urn:xmpp:sce:1'>"
#define TAIL "</envelope>"

/* Example 5, and the same with the affixes of example 1. */
#define CONTENT                                                                                    \
  "\n  <content>\n    <body xmlns='jabber:client'>[...]</body>\n    <x xmlns='jabber:x:oob'>\n"    \
  "      <url>https://en.wikipedia.org/wiki/Fight_Club#Plot</url>\n    </x>\n  </content>\n"
#define AFFIXES                                                                                    \
  "<time stamp='2004-01-25T06:05:00+01:00'/>\n<to jid='missioncontrol@houston.nasa.gov'/>\n"       \
  "<from jid='opportunity@mars.planet'/>\n"                                                        \
  "<rpad>C1DHN9HK-9A25tSmwK4hU!Jji9%GKYK^syIlHJT9TnI4</rpad>\n"

/* Example 7: its affixes have resources. */
#define QUERY                                                                                      \
  "<content><data xmlns='urn:xmpp:bob' cid='sha1+8f35fef110ffc5df08d579a50083ff9308fb6242@"        \
  "bob.xmpp.org'/></content><from jid='doctor@shakespeare.lit/pda'/>"                              \
  "<to jid='ladymacbeth@shakespear.lit/castle'/>"

static ConfabXepSce *
read_sealed (const char *text) {
  guint8 blob[CONFAB_OMEMO_TWO_KEY];
  g_autoptr (GBytes) payload = NULL;
  ConfabXepSce *sce;
  gsize length;
  char *opened;

  g_assert_true (confab_omemo_crypto_seal_two (
      confab_base_random_system (), (const guint8 *)text, strlen (text), blob, &payload));
  opened = confab_omemo_crypto_open_two (
      blob, sizeof blob, g_bytes_get_data (payload, NULL), g_bytes_get_size (payload), &length);
  g_assert_cmpmem (opened, length, text, strlen (text));
  sce = confab_xep_sce_read (opened, length);
  confab_omemo_crypto_free (opened, length);
  return sce;
}

static void
test_content (void) {
  g_autoptr (ConfabXepSce) sce = read_sealed (HEAD CONTENT TAIL);
  ConfabStanza *link;

  g_assert_nonnull (sce);
  g_assert_cmpstr (
      confab_xmpp_stanza_get_child_text (sce->content, "body", "jabber:client"), ==, "[...]");
  link = confab_xmpp_stanza_get_child (sce->content, "x", "jabber:x:oob");
  g_assert_nonnull (link);
  g_assert_cmpstr (confab_xmpp_stanza_get_child_text (link, "url", "jabber:x:oob"), ==,
      "https://en.wikipedia.org/wiki/Fight_Club#Plot");
  g_assert_null (sce->from);
  g_assert_null (sce->to);
  g_assert_false (sce->has_padding);
}

static void
test_affixes (void) {
  g_autoptr (ConfabXepSce) sce = read_sealed (HEAD CONTENT AFFIXES TAIL);

  g_assert_nonnull (sce);
  g_assert_cmpstr (sce->from, ==, "opportunity@mars.planet");
  g_assert_cmpstr (sce->to, ==, "missioncontrol@houston.nasa.gov");
  g_assert_true (sce->has_padding);
  /* 05:05 UTC */
  g_assert_cmpint (sce->time_us, ==, G_GINT64_CONSTANT (1075007100) * G_USEC_PER_SEC);
}

static void
test_query (void) {
  g_autoptr (ConfabXepSce) sce = read_sealed (HEAD QUERY TAIL);

  g_assert_nonnull (sce);
  g_assert_nonnull (confab_xmpp_stanza_get_child (sce->content, "data", "urn:xmpp:bob"));
  g_assert_true (sce->from == NULL || g_str_equal (sce->from, "doctor@shakespeare.lit"));
  g_assert_true (sce->to == NULL || g_str_equal (sce->to, "ladymacbeth@shakespear.lit"));
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/omemo/content/content", test_content);
  g_test_add_func ("/omemo/content/affixes", test_affixes);
  g_test_add_func ("/omemo/content/query", test_query);
  return g_test_run ();
}
