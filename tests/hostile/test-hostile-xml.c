/* What a malicious server, or somebody behind a lax one, puts on the wire below the level of
 * stanzas: the stream ends with a named error before anything of it is told, and costs little. */

#include <pthread.h>

#include "hostile-case.h"

#define SMALL_STACK (256 * 1024)
#define SLICE (64 * 1024)
#define MANY (100 * 1024 * 1024)
#define XML_ERROR CONFAB_XMPP_ERROR_XML
#define LIMIT_ERROR CONFAB_XMPP_ERROR_LIMIT

#if defined(__SANITIZE_ADDRESS__)
#define MAX_CPU_US (20 * G_USEC_PER_SEC)
#else
#define MAX_CPU_US (2 * G_USEC_PER_SEC)
#endif

typedef struct {
  ConfabXmppParser *parser;
  guint n_stanzas;
} Reading;

static void
on_read_opened (gpointer data, ConfabStanza *header) {
}

static void
on_read_stanza (gpointer data, ConfabStanza *stanza) {
  ((Reading *)data)->n_stanzas++;
}

static void
on_read_closed (gpointer data) {
}

static void
reading_start (Reading *reading) {
  static const ConfabXmppParserEvents events = {
    .opened = on_read_opened, .stanza = on_read_stanza, .closed = on_read_closed
  };

  reading->n_stanzas = 0;
  reading->parser = confab_xmpp_parser_new (&events, reading);
  confab_xmpp_parser_set_max_stanza (reading->parser, CONFAB_XMPP_MAX_STANZA);
  g_assert_true (
      confab_xmpp_parser_feed (reading->parser, (const guint8 *)HEADER, strlen (HEADER), NULL));
}

static gboolean
read_text (Reading *reading, const char *text, GError **error) {
  return confab_xmpp_parser_feed (reading->parser, (const guint8 *)text, strlen (text), error);
}

/* Feeds up to `total` bytes of `fill` in slices; returns how many went in before the error. */
static gsize
read_fill (Reading *reading, char fill, gsize total, GError **error) {
  g_autofree char *slice = g_strnfill (SLICE, fill);
  gsize fed = 0;

  for (; fed < total; fed += SLICE) {
    if (!confab_xmpp_parser_feed (reading->parser, (const guint8 *)slice, SLICE, error))
      break;
  }
  return fed;
}

static void
test_xml_01 (void) {
  const char *laughs = "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'>]>";
  const char *start = "<!DOCTYPE x [";
  g_autoptr (Outcome) at_once = NULL;
  g_autofree char *quadratic = NULL;
  g_autofree char *entity = g_strnfill (60 * 1024, 'a');

  /* Fatal at the word itself, before anything is declared. */
  at_once = run_split ("<?xml version='1.0'?>", start, strlen (start), strlen (start));
  g_assert_cmpint (at_once->error, ==, (int)XML_ERROR);

  quadratic = g_strdup_printf ("<!DOCTYPE x [<!ENTITY a '%s'>]>", entity);
  assert_fatal_after ("<?xml version='1.0'?>", laughs, XML_ERROR);
  assert_fatal_after ("", laughs, XML_ERROR);
  assert_fatal_after ("", quadratic, XML_ERROR);
  assert_fatal ("<!DOCTYPE x [<!ENTITY a 'aaaa'>]><message/>", XML_ERROR);
  assert_fatal ("<message from='" BOB "'><body>&a;</body></message>", XML_ERROR);
}

static void
test_xml_02 (void) {
  assert_fatal_after ("",
      "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>" HEADER "<message from='" BOB
      "'><body>&e;</body></message>",
      XML_ERROR);
  assert_fatal_after ("", "<!DOCTYPE x SYSTEM 'http://canary/x.dtd'>", XML_ERROR);
  assert_fatal_after ("", "<!DOCTYPE x PUBLIC 'a' 'http://canary/x.dtd'>", XML_ERROR);
}

static void *
read_deep (void *data) {
  g_autofree char *deep = repeat ("<a>", 1000 * 1000);
  g_autofree char *allowed = repeat ("<a>", CONFAB_XMPP_MAX_DEPTH - 8);
  g_autoptr (GError) error = NULL;
  Reading reading = { 0 };

  reading_start (&reading);
  g_assert_true (read_text (&reading, "<message>", NULL));
  g_assert_false (read_text (&reading, deep, &error));
  g_assert_error (error, CONFAB_XMPP_ERROR, LIMIT_ERROR);
  g_assert_cmpuint (reading.n_stanzas, ==, 0);
  confab_xmpp_parser_free (reading.parser);

  reading_start (&reading);
  g_assert_true (read_text (&reading, "<message>", NULL));
  g_assert_true (read_text (&reading, allowed, NULL));
  confab_xmpp_parser_free (reading.parser);
  return NULL;
}

/* Neither reading nor freeing goes down the call stack. */
static void
test_xml_04 (void) {
  pthread_attr_t attributes;
  pthread_t thread;

  g_assert_cmpint (pthread_attr_init (&attributes), ==, 0);
  g_assert_cmpint (pthread_attr_setstacksize (&attributes, SMALL_STACK), ==, 0);
  g_assert_cmpint (pthread_create (&thread, &attributes, read_deep, NULL), ==, 0);
  g_assert_cmpint (pthread_join (thread, NULL), ==, 0);
  pthread_attr_destroy (&attributes);
}

static void
test_xml_06 (void) {
  static const char *const starts[] = { "<message id='", "<message><body>", "<message><!--",
    "<message", "</", "<message><body><![CDATA[" };

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++) {
    g_autoptr (GError) error = NULL;
    Reading reading = { 0 };
    gsize fed = 0;

    reading_start (&reading);
    if (read_text (&reading, starts[i], &error))
      fed = read_fill (&reading, 'a', MANY, &error);
    g_assert_nonnull (error);
    g_assert_cmpint (error->domain, ==, CONFAB_XMPP_ERROR);
    g_assert_cmpuint (fed, <=, CONFAB_XMPP_MAX_STANZA + 2 * SLICE);
    g_assert_cmpuint (reading.n_stanzas, ==, 0);
    confab_xmpp_parser_free (reading.parser);
  }
}

/* Between stanzas space costs nothing, however much there is. */
static void
test_xml_06_space (void) {
  Reading reading = { 0 };

  reading_start (&reading);
  g_assert_cmpuint (read_fill (&reading, ' ', MANY, NULL), >=, MANY);
  g_assert_true (confab_xmpp_parser_is_at_rest (reading.parser));
  g_assert_true (read_text (&reading, "<message/>", NULL));
  g_assert_cmpuint (reading.n_stanzas, ==, 1);
  confab_xmpp_parser_free (reading.parser);
}

/* A long attribute that drips in byte by byte is not scanned again and again. */
static void
test_xml_07 (void) {
  gint64 start_us = test_cpu_us ();
  g_autoptr (GError) error = NULL;
  const guint8 letter = 'a';
  Reading reading = { 0 };

  reading_start (&reading);
  g_assert_true (read_text (&reading, "<message id='", NULL));
  for (guint i = 0; i < 5 * 1024 * 1024; i++) {
    if (!confab_xmpp_parser_feed (reading.parser, &letter, 1, &error))
      break;
  }
  g_assert_error (error, CONFAB_XMPP_ERROR, LIMIT_ERROR);
  g_assert_cmpint (test_cpu_us () - start_us, <, MAX_CPU_US);
  confab_xmpp_parser_free (reading.parser);
}

static void
test_xml_08 (void) {
  g_autofree char *attributes = repeat (" a%u='b'", 60000);
  g_autofree char *prefixes = repeat (" xmlns:p%u='urn:%u'", 40000);
  g_autofree char *with_attributes = g_strdup_printf ("<message%s/>", attributes);
  g_autofree char *with_prefixes = g_strdup_printf ("<message%s/>", prefixes);
  g_autofree char *children = repeat ("<a/>", 100000);
  g_autofree char *with_children = g_strdup_printf ("<message>%s</message>", children);
  gint64 start_us = test_cpu_us ();

  assert_fatal (with_attributes, LIMIT_ERROR);
  assert_fatal (with_prefixes, LIMIT_ERROR);
  assert_fatal (with_children, LIMIT_ERROR);
  g_assert_cmpint (test_cpu_us () - start_us, <, MAX_CPU_US);
}

static void
test_xml_09 (void) {
  assert_fatal (
      "<message from='" BOB "' type='chat'><body>\xEB\x3C\x3E</body></message>", XML_ERROR);
}

static void
test_xml_11 (void) {
  static const char *const bad[] = {
    "\xC0\xBC",
    "\xE0\x80\xBC",
    "\xED\xA0\x80",
    "\xED\xBF\xBF",
    "\xF4\x90\x80\x80",
    "\xEF\xBF\xBE",
    "\xEF\xBF\xBF",
    "\x01",
    "\x1B[2J",
    "\xFF",
    "\x80",
    "&#0;",
    "&#xD800;",
    "&#x110000;",
    "&#1;",
    "&#xFFFE;",
    "&#xFFFFFFFF;",
    "&unknown;",
    "&#99999999999;",
  };
  static const char nul[] = "<message from='" BOB "'><body>a\0b</body></message>";
  g_autoptr (Outcome) outcome = run_after (HEADER, nul, sizeof nul - 1);

  g_assert_cmpint (outcome->error, ==, (int)XML_ERROR);
  g_assert_cmpstr (outcome->seen, ==, "");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autofree char *text = g_strconcat (
        "<message from='" BOB "' type='chat'><body>", bad[i], "</body></message>", NULL);
    g_autofree char *attribute =
        g_strconcat ("<message from='" BOB "' type='chat' id='", bad[i], "'/>", NULL);

    assert_fatal (text, XML_ERROR);
    assert_fatal (attribute, XML_ERROR);
  }
}

/* Whatever separates name from namespace inside the parser cannot be written from outside. */
static void
test_xml_12 (void) {
  static const char separators[] = "|# \t!^:/\\\"";

  for (guint i = 0; i < sizeof separators - 1; i++) {
    g_autofree char *xml = g_strdup_printf ("<x xmlns='jabber:client%cmessage' from='" BOB
                                            "' type='chat'><body>x</body></x>",
        separators[i]);
    g_autofree char *turned = g_strdup_printf ("<message xmlns='urn:a%cjabber:client' from='" BOB
                                               "' type='chat'><body>x</body></message>",
        separators[i]);

    assert_silence (xml);
    assert_silence (turned);
  }
  assert_fatal ("<x xmlns='jabber:client\x01message' from='" BOB "'/>", XML_ERROR);
  assert_fatal ("<x xmlns='jabber:client&#1;message' from='" BOB "'/>", XML_ERROR);
  assert_fatal ("<message xmlns='urn:a\x0cjabber:client' from='" BOB "'/>", XML_ERROR);
  assert_fatal ("<message xmlns='urn:a&#12;jabber:client' from='" BOB "'/>", XML_ERROR);
}

static void
test_xml_18 (void) {
  assert_fatal ("<!-- a comment -->", XML_ERROR);
  assert_fatal ("<message from='" BOB "'><!-- c --><body>x</body></message>", XML_ERROR);
  assert_fatal ("<?php evil ?>", XML_ERROR);
  assert_fatal ("<message from='" BOB "'><?pi x?><body>x</body></message>", XML_ERROR);
  assert_fatal ("<?xml version='1.0'?>", XML_ERROR);
}

/* Siblings: broken off, nested wrongly, closed too early, text between stanzas. */
static void
test_not_well_formed (void) {
  assert_fatal ("<message from='" BOB "'><body>x</message></body>", XML_ERROR);
  assert_fatal ("<message from='" BOB "' from='" MALLORY "'><body>x</body></message>", XML_ERROR);
  assert_fatal ("<message a:from='" BOB "'><body>x</body></message>", XML_ERROR);
  assert_fatal ("<message from=" BOB "/>", XML_ERROR);
  assert_fatal ("<message from='" BOB "<'/>", XML_ERROR);
  assert_fatal ("</presence>", XML_ERROR);
  assert_silence ("<message from='" BOB "'><body>half");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/hostile/XML-01", test_xml_01);
  g_test_add_func ("/hostile/XML-02", test_xml_02);
  g_test_add_func ("/hostile/XML-04", test_xml_04);
  g_test_add_func ("/hostile/XML-06", test_xml_06);
  g_test_add_func ("/hostile/XML-06/space", test_xml_06_space);
  g_test_add_func ("/hostile/XML-07", test_xml_07);
  g_test_add_func ("/hostile/XML-08", test_xml_08);
  g_test_add_func ("/hostile/XML-09", test_xml_09);
  g_test_add_func ("/hostile/XML-11", test_xml_11);
  g_test_add_func ("/hostile/XML-12", test_xml_12);
  g_test_add_func ("/hostile/XML-18/markup", test_xml_18);
  g_test_add_func ("/hostile/not-well-formed", test_not_well_formed);
  return g_test_run ();
}
