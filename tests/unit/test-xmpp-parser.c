/* The parser against good and hostile bytes, cut in every way. */

#include <malloc.h>
#include <string.h>

#include "xmpp/xmpp-parser.h"

#define HEADER                                                                                     \
  "<?xml version='1.0'?><stream:stream xmlns='jabber:client' "                                     \
  "xmlns:stream='http://etherx.jabber.org/streams' from='conf.example' id='1' version='1.0'>"

typedef struct {
  ConfabXmppParser *parser;
  GString *log;     /* what came, one line each */
  gboolean is_rest; /* at the last stanza */
  enum { KEEP, RESET, FREE } then;
} Seen;

static void
on_opened (gpointer data, ConfabStanza *header) {
  Seen *seen = data;

  g_string_append_printf (seen->log, "opened %s %s\n", confab_xmpp_stanza_get_name (header),
      confab_xmpp_stanza_get (header, "from"));
}

static void
on_stanza (gpointer data, ConfabStanza *stanza) {
  Seen *seen = data;
  g_autofree char *text = confab_xmpp_stanza_to_string (stanza);

  g_string_append_printf (seen->log, "%s\n", text);
  seen->is_rest = confab_xmpp_parser_is_at_rest (seen->parser);
  if (seen->then == RESET)
    confab_xmpp_parser_reset (seen->parser);
  if (seen->then == FREE)
    g_clear_pointer (&seen->parser, confab_xmpp_parser_free);
}

static void
on_closed (gpointer data) {
  Seen *seen = data;

  g_string_append (seen->log, "closed\n");
}

static void
seen_init (Seen *seen) {
  static const ConfabXmppParserEvents events = { on_opened, on_stanza, on_closed };

  *seen = (Seen){ .log = g_string_new (NULL) };
  seen->parser = confab_xmpp_parser_new (&events, seen);
}

static void
seen_clear (Seen *seen) {
  g_clear_pointer (&seen->parser, confab_xmpp_parser_free);
  g_string_free (seen->log, TRUE);
}

static gboolean
feed (Seen *seen, const char *text, gsize size, GError **error) {
  return confab_xmpp_parser_feed (seen->parser, (const guint8 *)text, size, error);
}

/* Whole, byte by byte, and cut once at every place: the same must come out. */
static void
check_all_cuts (const char *text, gsize size, const char *expected, int code) {
  for (gsize cut = 0; cut <= size; cut++) {
    Seen seen;
    g_autoptr (GError) error = NULL;
    gboolean is_good;

    seen_init (&seen);
    if (cut == 0) {
      is_good = TRUE;
      for (gsize i = 0; i < size && is_good; i++)
        is_good = feed (&seen, text + i, 1, &error);
    } else {
      is_good = feed (&seen, text, cut, &error);
      if (is_good && cut < size)
        is_good = feed (&seen, text + cut, size - cut, &error);
    }
    g_assert_cmpstr (seen.log->str, ==, expected);
    g_assert_cmpint (is_good, ==, code < 0);
    if (code >= 0) {
      g_autoptr (GError) again = NULL;

      g_assert_error (error, CONFAB_XMPP_ERROR, code);
      g_assert_false (feed (&seen, " ", 1, &again));
      g_assert_error (again, CONFAB_XMPP_ERROR, code);
    }
    seen_clear (&seen);
  }
}

#define OPENED "opened stream conf.example\n"

static void
check (const char *body, const char *expected, int code) {
  g_autofree char *text = g_strconcat (HEADER, body, NULL);
  g_autofree char *all = g_strconcat (OPENED, expected, NULL);

  check_all_cuts (text, strlen (text), all, code);
}

static void
test_good (void) {
  check ("<message to='a'><body>hi &amp; bye</body></message>\n \n<presence/><iq/></stream:stream>",
      "<message to='a'><body>hi &amp; bye</body></message>\n<presence/>\n<iq/>\nclosed\n", -1);
  check ("</stream:stream><iq/>\x01", "closed\n", -1);
  check ("<a xmlns='urn:a'><![CDATA[<iq type='set'/>]]></a>",
      "<a xmlns='urn:a'>&lt;iq type=&apos;set&apos;/&gt;</a>\n", -1);
  check ("<message xml:lang='de' a='>'>\xc3\xa9&#233;&#x1F600;</message>",
      "<message xml:lang='de' a='&gt;'>\xc3\xa9\xc3\xa9\xf0\x9f\x98\x80</message>\n", -1);
}

/* XML-12, XML-13, XML-15 */
static void
test_namespaces (void) {
  check ("<c:message xmlns:c='jabber:client'/><message xmlns='urn:evil'/>",
      "<message/>\n<message xmlns='urn:evil'/>\n", -1);
  check ("<x xmlns='jabber:client|message'/>", "<x xmlns='jabber:client|message'/>\n", -1);
  check ("<x xmlns='urn:a&#1;jabber:client'/>", "", CONFAB_XMPP_ERROR_XML);
  check ("<x xmlns='urn:a\x01jabber:client'/>", "", CONFAB_XMPP_ERROR_XML);
  check ("<x xmlns='urn:a\x0cjabber:client'/>", "", CONFAB_XMPP_ERROR_XML);
  check ("<message><stream:stream xmlns:stream='http://etherx.jabber.org/streams'><iq type='set'/>"
         "</stream:stream></message>",
      "<message><stream xmlns='http://etherx.jabber.org/streams'><iq xmlns='jabber:client' "
      "type='set'/></stream></message>\n",
      -1);
  check ("<x:a/>", "", CONFAB_XMPP_ERROR_XML);
}

/* XML-01, XML-02, XML-09, XML-11, XML-18 */
static void
test_not_xml (void) {
  static const char *bodies[] = { "<!-- c -->", "<message><!-- c --></message>", "<?php x?>",
    "<message><?a?></message>", "<!DOCTYPE x>", "text", "<a></b>", "<a b=c/>", "<a>&e;</a>",
    "<message><body>\xeb\x3c\x3e</body></message>", "<a>\xc0\xbc</a>", "<a>\xed\xa0\x80</a>",
    "<a>\xf4\x90\x80\x80</a>", "<a>\xef\xbf\xbe</a>", "<a>&#0;</a>", "<a>&#xD800;</a>",
    "<a>&#xFFFE;</a>", "<a>\x08</a>", "<a b='1' b='2'/>", "<a xmlns:xml='urn:x'/>", "<a>]]></a>" };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    check (bodies[i], "", CONFAB_XMPP_ERROR_XML);
  check_all_cuts ("<a>\0</a>", 8, "opened a (null)\n", CONFAB_XMPP_ERROR_XML);
}

static void
test_before_the_stream (void) {
  static const char *texts[] = {
    "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><x>&b;</x>",
    "<!DOCTYPE x SYSTEM 'file:///etc/passwd'><x/>",
    "<?xml version='1.0' encoding='ISO-8859-1'?><x/>",
    "<?xml version='1.1'?><x/>",
    "<!-- --><x/>",
    "HTTP/1.1 400 Bad Request\r\n",
  };
  static const char utf16[] = "\xff\xfe<\0a\0/\0>\0";
  static const char utf16_be[] = "\0<\0a\0/\0>";

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    check_all_cuts (texts[i], strlen (texts[i]), "", CONFAB_XMPP_ERROR_XML);
  check_all_cuts (utf16, sizeof utf16 - 1, "", CONFAB_XMPP_ERROR_XML);
  check_all_cuts (utf16_be, sizeof utf16_be - 1, "", CONFAB_XMPP_ERROR_XML);
}

static char *
repeat (const char *before, const char *text, gsize count, const char *after) {
  GString *out = g_string_new (before);

  for (gsize i = 0; i < count; i++)
    g_string_append (out, text);
  g_string_append (out, after);
  return g_string_free_and_steal (out);
}

/* Whole, and in pieces of some sizes. Takes `text`. Returns what the last one logged. */
static void
check_big (char *text, int code, const char *message) {
  static const gsize pieces[] = { G_MAXSIZE, 16384, 1000, 1 };
  gsize size = strlen (text);

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++) {
    Seen seen;
    g_autoptr (GError) error = NULL;
    gboolean is_good = TRUE;

    seen_init (&seen);
    g_assert_true (feed (&seen, HEADER, strlen (HEADER), NULL));
    for (gsize at = 0; at < size && is_good; at += MIN (pieces[i], size - at))
      is_good = feed (&seen, text + at, MIN (pieces[i], size - at), &error);
    if (code < 0) {
      g_assert_no_error (error);
    } else {
      g_assert_error (error, CONFAB_XMPP_ERROR, code);
      g_assert_cmpstr (error->message, ==, message);
    }
    seen_clear (&seen);
  }
  g_free (text);
}

/* XML-04, XML-06, XML-07, XML-08 */
static void
test_limits (void) {
  gint64 started = g_get_monotonic_time ();
  GString *attributes = g_string_new ("<a");
  GString *prefixes = g_string_new ("<a");

  check_big (
      repeat ("<message>", "<a>", 1000000, ""), CONFAB_XMPP_ERROR_LIMIT, "depth of a stanza");
  check_big (repeat ("", "<a>", 62, ""), -1, NULL);
  check_big (repeat ("", "<a>", 64, ""), CONFAB_XMPP_ERROR_LIMIT, "depth of a stanza");
  check_big (repeat ("<m>", "<a/>", 20000, "</m>"), CONFAB_XMPP_ERROR_LIMIT, "bytes of a stanza");
  check_big (repeat ("<m>", "<a/>", 10000, "</m>"), -1, NULL);
  check_big (repeat ("<a b='", "x", 5 << 20, ""), CONFAB_XMPP_ERROR_LIMIT, "bytes of a stanza");
  check_big (repeat ("<a b='", ">", 5 << 20, ""), CONFAB_XMPP_ERROR_LIMIT, "bytes of a stanza");
  check_big (repeat ("<a>", "x", 5 << 20, ""), CONFAB_XMPP_ERROR_LIMIT, "bytes of a stanza");
  check_big (repeat ("", " ", 3 << 20, "<a/>"), -1, NULL);
  check_big (repeat ("", "<a>12345</a>", 100000, ""), -1, NULL);
  check_big (repeat ("<a>", "x", CONFAB_XMPP_MAX_STANZA_BEFORE - 7, "</a>"), -1, NULL);
  check_big (repeat ("<a>", "x", CONFAB_XMPP_MAX_STANZA_BEFORE - 6, "</a>"),
      CONFAB_XMPP_ERROR_LIMIT, "bytes of a stanza");
  for (guint i = 0; i < 4000; i++) {
    g_string_append_printf (attributes, " a%u=''", i);
    g_string_append_printf (prefixes, " xmlns:a%u='u'", i);
  }
  check_big (g_strconcat (attributes->str, "/>", NULL), CONFAB_XMPP_ERROR_LIMIT,
      "attributes of one element");
  check_big (g_strconcat (prefixes->str, "/>", NULL), CONFAB_XMPP_ERROR_LIMIT,
      "attributes of one element");
  g_string_free (attributes, TRUE);
  g_string_free (prefixes, TRUE);
  g_test_message ("%.1f s", (double)(g_get_monotonic_time () - started) / 1e6);
}

static void
test_elements_after_signin (void) {
  g_autofree char *text = repeat ("<m>", "<a/>", 20000, "</m>");
  g_autoptr (GError) error = NULL;
  Seen seen;

  seen_init (&seen);
  confab_xmpp_parser_set_max_stanza (seen.parser, CONFAB_XMPP_MAX_STANZA);
  g_assert_true (feed (&seen, HEADER, strlen (HEADER), NULL));
  g_assert_false (feed (&seen, text, strlen (text), &error));
  g_assert_error (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_LIMIT);
  g_assert_cmpstr (error->message, ==, "elements of a stanza");
  seen_clear (&seen);
}

/* TLS-03 */
static void
test_rest (void) {
  static const struct {
    const char *text;
    gboolean is_rest;
  } cases[] = {
    { "<proceed/>", TRUE },
    { " <proceed/>", TRUE },
    { "<proceed/> ", FALSE },
    { "<proceed/>\x16", FALSE },
    { "<proceed/><", FALSE },
    { "<proceed/></stream:stream>", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    Seen seen;

    seen_init (&seen);
    g_assert_true (feed (&seen, HEADER, strlen (HEADER), NULL));
    g_assert_true (confab_xmpp_parser_is_at_rest (seen.parser));
    feed (&seen, cases[i].text, strlen (cases[i].text), NULL);
    g_assert_cmpint (seen.is_rest, ==, cases[i].is_rest);
    seen_clear (&seen);
  }
}

static void
test_two_stanzas_are_no_rest (void) {
  Seen seen;

  seen_init (&seen);
  seen.then = RESET;
  g_assert_true (feed (&seen, HEADER "<proceed/><features/>", strlen (HEADER) + 21, NULL));
  g_assert_cmpstr (seen.log->str, ==, OPENED "<proceed/>\n");
  g_assert_false (seen.is_rest);
  seen_clear (&seen);
}

static void
test_reset_and_free_inside (void) {
  Seen seen;

  seen_init (&seen);
  seen.then = RESET;
  g_assert_true (feed (&seen, HEADER "<a/><b/><", strlen (HEADER) + 9, NULL));
  g_assert_true (confab_xmpp_parser_is_at_rest (seen.parser));
  seen.then = FREE;
  g_assert_true (feed (&seen, HEADER "<c/><d/><!--", strlen (HEADER) + 12, NULL));
  g_assert_cmpstr (seen.log->str, ==, OPENED "<a/>\n" OPENED "<c/>\n");
  g_assert_null (seen.parser);
  seen_clear (&seen);
}

/* New names for ever must not cost memory for ever, and nothing of the stream may be lost when the
 * memory is given back. */
static void
test_long_stream (void) {
  static const gsize pieces[] = { 16384, 1000, 7 };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++) {
    Seen seen;
    gsize before = 0;
    GString *text = g_string_new (HEADER);
    gsize limit = i == 0 ? 250000 : 60000;

    seen_init (&seen);
    for (guint n = 0; n < limit; n++)
      g_string_append_printf (text, "<m><a%x b%x='>'/></m> ", n, n);
    g_string_append (text, "<message/><c:x xmlns:c='urn:c'/><stream:y/></stream:stream>");
    before = mallinfo2 ().uordblks;
    for (gsize at = 0; at < text->len; at += pieces[i]) {
      if (text->len - at > 200000)
        g_string_truncate (seen.log, 0);
      g_assert_true (feed (&seen, text->str + at, MIN (pieces[i], text->len - at), NULL));
    }
    g_assert_true (
        g_str_has_suffix (seen.log->str, "</m>\n<message/>\n<x xmlns='urn:c'/>\n<y "
                                         "xmlns='http://etherx.jabber.org/streams'/>\nclosed\n"));
    g_assert_cmpuint (mallinfo2 ().uordblks, <, before + (16 << 20));
    seen_clear (&seen);
    g_string_free (text, TRUE);
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xmpp/parser/good", test_good);
  g_test_add_func ("/xmpp/parser/namespaces", test_namespaces);
  g_test_add_func ("/xmpp/parser/not-xml", test_not_xml);
  g_test_add_func ("/xmpp/parser/before-the-stream", test_before_the_stream);
  g_test_add_func ("/xmpp/parser/limits", test_limits);
  g_test_add_func ("/xmpp/parser/elements-after-signin", test_elements_after_signin);
  g_test_add_func ("/xmpp/parser/rest", test_rest);
  g_test_add_func ("/xmpp/parser/two-stanzas-are-no-rest", test_two_stanzas_are_no_rest);
  g_test_add_func ("/xmpp/parser/reset-and-free-inside", test_reset_and_free_inside);
  g_test_add_func ("/xmpp/parser/long-stream", test_long_stream);
  return g_test_run ();
}
