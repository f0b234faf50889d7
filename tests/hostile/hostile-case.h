#pragma once

/* One hostile case: bytes of a signed-in stream, through the parser and the table into a sink that
 * writes down what it was told. Run whole, and again cut in two at every byte (at one random byte
 * where it is longer than 4 KiB): each run must end the same. */

#include "../unit/test-cpu.h"
#include "../unit/test-xep-fixture.h"
#include "xmpp/xmpp-parser.h"

#define MAX_SPLIT_BYTES 4096
#define MAX_STALL_US (100 * 1000)
#define BOB "bob@friend.example"
#define CAROL "carol@friend.example"
#define MALLORY "mallory@evil.example"
#define CHAT(from) "<message from='" from "' to='alice@conf.example/desk' type='chat'>"
#define HEADER                                                                                     \
  "<?xml version='1.0'?><stream:stream xmlns='jabber:client' "                                     \
  "xmlns:stream='http://etherx.jabber.org/streams' from='conf.example' id='1' version='1.0'>"
#define REFUSAL(to, id)                                                                            \
  "<iq type='error' to='" to "' id='" id "'><error type='cancel'><service-unavailable "            \
  "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>\n"

typedef struct {
  char *seen; /* what the sink was told */
  char *sent; /* what left, a stanza a line */
  int error;  /* code of the parser's CONFAB_XMPP_ERROR, -1 if the stream goes on */
} Outcome;

static void
outcome_free (Outcome *outcome) {
  g_free (outcome->seen);
  g_free (outcome->sent);
  g_free (outcome);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Outcome, outcome_free)

static void
on_case_opened (gpointer data, ConfabStanza *header) {
}

static void
on_case_stanza (gpointer data, ConfabStanza *stanza) {
  Fixture *fixture = data;
  g_autoptr (DexFuture) durable = confab_xep_table_route (fixture->table, stanza);
}

static void
on_case_closed (gpointer data) {
}

/* Feeds `header` and then the bytes in two parts. */
static Outcome *
run_split (const char *header, const char *bytes, gsize size, gsize split) {
  static const ConfabXmppParserEvents events = {
    .opened = on_case_opened, .stanza = on_case_stanza, .closed = on_case_closed
  };
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (ConfabXmppParser) parser = confab_xmpp_parser_new (&events, fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) sent = g_string_new (NULL);
  Outcome *outcome = g_new0 (Outcome, 1);

  confab_xmpp_parser_set_max_stanza (parser, CONFAB_XMPP_MAX_STANZA);
  g_assert_true (confab_xmpp_parser_feed (parser, (const guint8 *)header, strlen (header), &error));
  if (confab_xmpp_parser_feed (parser, (const guint8 *)bytes, split, &error))
    confab_xmpp_parser_feed (parser, (const guint8 *)bytes + split, size - split, &error);
  g_assert_true (error == NULL || error->domain == CONFAB_XMPP_ERROR);

  for (guint i = 0; i < fixture->stream->sent->len; i++)
    g_string_append_printf (sent, "%s\n", (char *)fixture->stream->sent->pdata[i]);
  outcome->seen = g_strdup (fixture->seen->str);
  outcome->sent = g_string_free_and_steal (g_steal_pointer (&sent));
  outcome->error = error != NULL ? error->code : -1;
  return outcome;
}

static void
assert_same (const Outcome *a, const Outcome *b) {
  g_assert_cmpstr (a->seen, ==, b->seen);
  g_assert_cmpstr (a->sent, ==, b->sent);
  g_assert_cmpint (a->error, ==, b->error);
}

static G_GNUC_UNUSED Outcome *
run_after (const char *header, const char *bytes, gsize size) {
  g_autoptr (Outcome) whole = run_split (header, bytes, size, size);
  gsize first = size > MAX_SPLIT_BYTES ? (gsize)g_test_rand_int_range (1, (int)size - 1) : 1;
  gsize last = size > MAX_SPLIT_BYTES ? first + 1 : size;

  for (gsize split = first; split < last; split++) {
    g_autoptr (Outcome) cut = run_split (header, bytes, size, split);

    assert_same (whole, cut);
  }
  return g_steal_pointer (&whole);
}

static G_GNUC_UNUSED Outcome *
run_case (const char *xml) {
  return run_after (HEADER, xml, strlen (xml));
}

static G_GNUC_UNUSED void
assert_outcome (const char *xml, const char *seen, const char *sent) {
  g_autoptr (Outcome) outcome = run_case (xml);

  g_assert_cmpstr (outcome->seen, ==, seen);
  g_assert_cmpstr (outcome->sent, ==, sent);
  g_assert_cmpint (outcome->error, ==, -1);
}

/* It leaves no trace: nobody is told, nothing leaves, the stream goes on. */
static G_GNUC_UNUSED void
assert_silence (const char *xml) {
  assert_outcome (xml, "", "");
}

/* After `header` the stream ends with that error, and nobody was told anything. */
static G_GNUC_UNUSED void
assert_fatal_after (const char *header, const char *bytes, ConfabXmppError code) {
  g_autoptr (Outcome) outcome = run_after (header, bytes, strlen (bytes));

  g_assert_cmpstr (outcome->seen, ==, "");
  g_assert_cmpstr (outcome->sent, ==, "");
  g_assert_cmpint (outcome->error, ==, (int)code);
}

static G_GNUC_UNUSED void
assert_fatal (const char *bytes, ConfabXmppError code) {
  assert_fatal_after (HEADER, bytes, code);
}

/* `unit`, `times` over; "%u" in it becomes the count. */
static G_GNUC_UNUSED char *
repeat (const char *unit, guint times) {
  g_autoptr (GString) all = g_string_sized_new (strlen (unit) * times);
  g_auto (GStrv) parts = g_strsplit (unit, "%u", -1);

  for (guint i = 0; i < times; i++) {
    g_autofree char *number = g_strdup_printf ("%u", i);
    g_autofree char *one = g_strjoinv (number, parts);

    g_string_append (all, one);
  }
  return g_string_free_and_steal (g_steal_pointer (&all));
}

/* How a message of `from` with `body` is told, without more. */
static G_GNUC_UNUSED char *
told (const char *from, const char *body) {
  return g_strdup_printf (
      "message %s id=- body=%s receipt=- wants=0 error=0/- sealed=0\n", from, body);
}

/* That, and nothing else: the stream goes on, nothing leaves. */
static G_GNUC_UNUSED void
assert_told (const char *xml, const char *from, const char *body) {
  g_autofree char *line = told (from, body);

  assert_outcome (xml, line, "");
}
