/* Envelopes (XEP-0420): what is written is padded and reads back; what is no envelope, or could be
 * read in two ways, is refused. */

#include <string.h>

#include "base/base-clock.h"
#include "xep/xep-sce.h"

#define NOW_US G_GINT64_CONSTANT (1700000000000000) /* 2023-11-14T22:13:20Z */
#define SCE "urn:xmpp:sce:1"

static ConfabXepSce *
read_text (const char *text) {
  return confab_xep_sce_read (text, strlen (text));
}

static GBytes *
write_text (const char *text) {
  g_autoptr (ConfabStanza) content = confab_xep_sce_content_new (text, TRUE);

  return confab_xep_sce_new (
      content, "alice@conf.example", "bob@friend.example", NOW_US, confab_base_random_system ());
}

static void
test_round (void) {
  g_autoptr (GBytes) bytes = write_text ("Tea at <five> & \"six\"?");
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autoptr (ConfabXepSce) sce = confab_xep_sce_read (data, size);

  g_assert_nonnull (sce);
  g_assert_cmpstr (confab_xmpp_stanza_get_child_text (sce->content, "body", CONFAB_NS_CLIENT), ==,
      "Tea at <five> & \"six\"?");
  g_assert_nonnull (confab_xmpp_stanza_get_child (sce->content, "request", "urn:xmpp:receipts"));
  g_assert_cmpstr (sce->from, ==, "alice@conf.example");
  g_assert_cmpstr (sce->to, ==, "bob@friend.example");
  g_assert_cmpint (sce->time_us, ==, NOW_US);
  g_assert_true (sce->has_padding);
}

static gboolean
is_rung (gsize size) {
  return size >= 512 && (size & (size - 1)) == 0;
}

/* Texts of every length up to the bounds of the first three lengths; a long one. */
static void
test_lengths (void) {
  g_autoptr (GHashTable) lengths = g_hash_table_new (NULL, NULL);

  for (gsize i = 1; i < 1500; i++) {
    g_autofree char *text = g_strnfill (i, 'x');
    g_autoptr (GBytes) bytes = write_text (text);

    g_assert_true (is_rung (g_bytes_get_size (bytes)));
    g_hash_table_add (lengths, GSIZE_TO_POINTER (g_bytes_get_size (bytes)));
  }
  g_assert_cmpuint (g_hash_table_size (lengths), ==, 3);
  {
    g_autofree char *text = g_strnfill (10000, '"');
    g_autoptr (GBytes) bytes = write_text (text);

    g_assert_cmpuint (g_bytes_get_size (bytes), ==, 65536);
  }
}

static void
test_padding_is_random (void) {
  g_autoptr (GBytes) first = write_text ("no");
  g_autoptr (GBytes) second = write_text ("yes, of course");

  g_assert_cmpuint (g_bytes_get_size (first), ==, g_bytes_get_size (second));
  {
    g_autoptr (GBytes) third = write_text ("no");

    g_assert_false (g_bytes_equal (first, third));
  }
}

static void
test_no_receipt (void) {
  g_autoptr (ConfabStanza) content = confab_xep_sce_content_new ("x", FALSE);
  g_autofree char *text = confab_xmpp_stanza_to_string (content);

  g_assert_cmpstr (
      text, ==, "<content xmlns='" SCE "'><body xmlns='jabber:client'>x</body></content>");
}

/* Prefixes, another order, affixes that are not known, and none at all. */
static void
test_foreign (void) {
  g_autoptr (ConfabXepSce) prefixed =
      read_text ("<s:envelope xmlns:s='" SCE "'><s:from jid='Romeo@Montague.lit/orchard'/>"
                 "<s:content><body xmlns='jabber:client'>Hi</body></s:content>"
                 "<more xmlns='urn:x'/><more xmlns='urn:x'/></s:envelope>");
  g_autoptr (ConfabXepSce) bare = read_text ("<envelope xmlns='" SCE "'><content/></envelope>");

  g_assert_nonnull (prefixed);
  g_assert_cmpstr (prefixed->from, ==, "romeo@montague.lit");
  g_assert_null (prefixed->to);
  g_assert_cmpint (prefixed->time_us, ==, 0);
  g_assert_false (prefixed->has_padding);
  g_assert_nonnull (bare);
  g_assert_null (bare->from);
}

static void
test_meaningless (void) {
  g_autoptr (ConfabXepSce) sce =
      read_text ("<envelope xmlns='" SCE "'><content/><from jid='@@'/><to/><time stamp='soon'/>"
                 "<rpad/></envelope>");

  g_assert_nonnull (sce);
  g_assert_null (sce->from);
  g_assert_null (sce->to);
  g_assert_cmpint (sce->time_us, ==, 0);
  g_assert_true (sce->has_padding);
}

static void
test_refused (void) {
#define ENVELOPE(inside) "<envelope xmlns='" SCE "'>" inside "</envelope>"
  static const char *const texts[] = {
    "",
    "pay to me",
    "<envelope/>",
    "<envelope xmlns='urn:xmpp:sce:0'><content/></envelope>",
    "<content xmlns='" SCE "'/>",
    ENVELOPE (""),
    ENVELOPE ("<content xmlns='urn:x'/>"),
    ENVELOPE ("<content/><content/>"),
    ENVELOPE ("<content/><from jid='a@x'/><from jid='b@x'/>"),
    ENVELOPE ("<content/><to jid='a@x'/><to jid='b@x'/>"),
    ENVELOPE ("<content/><time/><time/>"),
    ENVELOPE ("<content/><rpad/><rpad/>"),
    ENVELOPE ("<content/>") ENVELOPE ("<content/>"),
    ENVELOPE ("<content>"),
    "<!DOCTYPE x>" ENVELOPE ("<content/>"),
    ENVELOPE ("<!-- x --><content/>"),
    ENVELOPE ("<content/>") "</stream>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (read_text (texts[i]));
  /* A zero byte ends nothing. */
  g_assert_null (
      confab_xep_sce_read (ENVELOPE ("<content/>") "\0", strlen (ENVELOPE ("<content/>")) + 1));
#undef ENVELOPE
}

static void
test_bounds (void) {
  g_autofree char *padding = g_strnfill (CONFAB_XEP_SCE_MAX, 'x');
  g_autofree char *text =
      g_strdup_printf ("<envelope xmlns='" SCE "'><content/><rpad>%s</rpad></envelope>", padding);
  g_autoptr (GString) deep = g_string_new ("<envelope xmlns='" SCE "'><content>");

  g_assert_null (read_text (text));
  for (guint i = 0; i < 10000; i++)
    g_string_append (deep, "<a>");
  for (guint i = 0; i < 10000; i++)
    g_string_append (deep, "</a>");
  g_string_append (deep, "</content></envelope>");
  g_assert_null (read_text (deep->str));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xep/sce/round", test_round);
  g_test_add_func ("/xep/sce/lengths", test_lengths);
  g_test_add_func ("/xep/sce/padding-is-random", test_padding_is_random);
  g_test_add_func ("/xep/sce/no-receipt", test_no_receipt);
  g_test_add_func ("/xep/sce/foreign", test_foreign);
  g_test_add_func ("/xep/sce/meaningless", test_meaningless);
  g_test_add_func ("/xep/sce/refused", test_refused);
  g_test_add_func ("/xep/sce/bounds", test_bounds);
  return g_test_run ();
}
