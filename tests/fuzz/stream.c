/* Fuzz target: the stream, as it comes off the line. The first byte says where it is cut in two;
 * what follows is read behind a header of the stream, or instead of one.
 *
 * Besides crashes it looks for broken promises: a cut that changes what is read, a stanza before
 * the stream is open or after its end, a stanza that is deeper or longer than it may be, one that
 * is another one when it is written and read again. */

#include <stdint.h>
#include <string.h>

#include "xmpp/xmpp-error.h"
#include "xmpp/xmpp-parser.h"

#define MAX_STANZA 2000 /* so that inputs reach it */
#define HEADER                                                                                     \
  "<?xml version='1.0'?><stream:stream xmlns='jabber:client' "                                     \
  "xmlns:stream='http://etherx.jabber.org/streams' from='conf.example' id='1' version='1.0'>"

typedef struct {
  GString *told;
  gboolean is_open, is_closed;
} Reading;

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_depth (const ConfabStanza *stanza, guint depth) {
  g_assert (depth <= CONFAB_XMPP_MAX_DEPTH);
  for (guint i = 0; i < confab_xmpp_stanza_get_n_children (stanza); i++)
    check_depth (confab_xmpp_stanza_get_nth (stanza, i), depth + 1);
}

static void
on_opened (gpointer data, ConfabStanza *header) {
  Reading *reading = data;
  g_autofree char *text = confab_xmpp_stanza_to_string (header);

  g_assert (!reading->is_open && !reading->is_closed);
  reading->is_open = TRUE;
  g_string_append_printf (reading->told, "open %s\n", text);
}

static void
on_stanza (gpointer data, ConfabStanza *stanza) {
  Reading *reading = data;
  g_autofree char *text = confab_xmpp_stanza_to_string (stanza);
  g_autoptr (ConfabStanza) again = confab_xmpp_stanza_parse (text, -1, NULL);

  g_assert (reading->is_open && !reading->is_closed);
  check_depth (stanza, 1);
  g_assert (g_utf8_validate (text, -1, NULL));
  if (again != NULL) {
    g_autofree char *second = confab_xmpp_stanza_to_string (again);

    g_assert (g_str_equal (text, second));
  }
  g_string_append_printf (reading->told, "%s\n", text);
}

static void
on_closed (gpointer data) {
  Reading *reading = data;

  g_assert (reading->is_open && !reading->is_closed);
  reading->is_closed = TRUE;
  g_string_append (reading->told, "closed\n");
}

/* `code`: of the error, or -1. Returns: (transfer full) what was told */
static char *
run (const uint8_t *data, size_t size, size_t cut, gboolean has_header, int *code) {
  static const ConfabXmppParserEvents events = { on_opened, on_stanza, on_closed };
  Reading reading = { .told = g_string_new (NULL) };
  g_autoptr (ConfabXmppParser) parser = confab_xmpp_parser_new (&events, &reading);
  g_autoptr (GError) error = NULL;

  confab_xmpp_parser_set_max_stanza (parser, MAX_STANZA);
  if (has_header)
    confab_xmpp_parser_feed (parser, (const guint8 *)HEADER, strlen (HEADER), &error);
  if (error == NULL && confab_xmpp_parser_feed (parser, data, cut, &error))
    confab_xmpp_parser_feed (parser, data + cut, size - cut, &error);
  g_assert (error == NULL || error->domain == CONFAB_XMPP_ERROR);
  if (error == NULL && confab_xmpp_parser_is_at_rest (parser) && reading.is_closed) {
    /* It can begin anew. */
    confab_xmpp_parser_reset (parser);
    reading.is_open = reading.is_closed = FALSE;
    g_assert (confab_xmpp_parser_feed (parser, (const guint8 *)HEADER, strlen (HEADER), NULL));
  }
  *code = error != NULL ? error->code : -1;
  return g_string_free_and_steal (reading.told);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size) {
  g_autofree char *whole = NULL;
  g_autofree char *cut = NULL;
  gboolean has_header;
  int code, cut_code;

  if (size < 2)
    return 0;
  has_header = data[0] % 8 != 0;
  whole = run (data + 1, size - 1, size - 1, has_header, &code);
  cut = run (data + 1, size - 1, data[0] % size, has_header, &cut_code);
  g_assert (g_str_equal (whole, cut));
  /* What is not whole yet is not looked at again with every byte, so a fault in it shows later. */
  g_assert (code == cut_code || cut_code == -1);
  return 0;
}
