/* The frames of the web door: what comes in, however it is cut, and what goes out; and the document
 * that says where the door is. */

#include "xmpp/xmpp-door.h"
#include "xmpp/xmpp-frames.h"
#include "xmpp/xmpp-parser.h"
#include "xmpp/xmpp-wire.h"

#include "net/net-web.h"

#include "../lib/frames.h"

/* What was taken of `in`, each message with a bar behind it; `code` is that of the error, -1 for
 * none. */
static char *
take_all (ConfabFrames *frames, const GByteArray *in, gsize piece, int *code) {
  GString *said = g_string_new (NULL);

  *code = -1;
  for (gsize at = 0; at < in->len && *code == -1; at += piece) {
    const guint8 *bytes = in->data + at;
    gsize size = MIN (piece, in->len - at);

    while (size > 0 && *code == -1) {
      g_autoptr (GBytes) message = NULL;
      g_autoptr (GError) error = NULL;

      if (!confab_xmpp_frames_take (frames, &bytes, &size, &message, &error)) {
        g_assert_true (error->domain == CONFAB_XMPP_ERROR);
        *code = error->code;
      } else if (message != NULL) {
        g_string_append_len (
            said, g_bytes_get_data (message, NULL), (gssize)g_bytes_get_size (message));
        g_string_append_c (said, '|');
      }
    }
  }
  return g_string_free_and_steal (said);
}

/* However it is cut, the same comes out. */
static void
test_in (void) {
  g_autoptr (GByteArray) in = g_byte_array_new ();
  g_autofree char *middle = g_strnfill (300, 'm');
  g_autofree char *big = g_strnfill (66000, 'b');
  g_autofree char *expected = g_strconcat ("<a/>|", middle, "|<b></b>||", big, "|", NULL);

  frames_add_text (in, "<a/>");
  frames_add_text (in, middle);
  frames_add (in, 0x01, "<b>", 3);
  frames_add (in, 0x89, "are you there", 13);
  frames_add (in, 0x00, "", 0);
  frames_add (in, 0x8a, "x", 1);
  frames_add (in, 0x80, "</b>", 4);
  frames_add_text (in, "");
  frames_add_text (in, big);
  for (gsize piece = 1; piece < 20; piece += 3) {
    g_autoptr (ConfabFrames) frames = confab_xmpp_frames_new (confab_base_random_system ());
    g_autofree char *said = NULL;
    int code;

    confab_xmpp_frames_set_max (frames, CONFAB_XMPP_MAX_STANZA);
    said = take_all (frames, in, piece, &code);
    g_assert_cmpint (code, ==, -1);
    g_assert_cmpstr (said, ==, expected);
    g_assert_true (confab_xmpp_frames_has_pong (frames));
  }
}

static void
test_out (void) {
  g_autoptr (ConfabFrames) frames = confab_xmpp_frames_new (confab_base_random_system ());
  static const gsize sizes[] = { 0, 1, 125, 126, 127, 65535, 65536, 100000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autoptr (GByteArray) out = g_byte_array_new ();
    g_autofree char *text = g_strnfill (sizes[i], 't');
    g_autofree char *expected = g_strdup_printf ("81 %s\n", text);
    g_autofree char *said = NULL;

    confab_xmpp_frames_append (frames, out, text, sizes[i]);
    said = frames_read (out->data, out->len);
    g_assert_cmpstr (said, ==, expected);
  }
}

#define CLOSE "81 <close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>\n"

/* Each is a document of its own, with all that the stream's tag says elsewhere. */
static void
test_said (void) {
  static const struct {
    const char *text, *frames;
  } said[] = {
    { "<message to='b'>x</message>", "81 <message xmlns='jabber:client' to='b'>x</message>\n" },
    { "<iq/>", "81 <iq xmlns='jabber:client'/>\n" },
    { "<presence><show/></presence>", "81 <presence xmlns='jabber:client'><show/></presence>\n" },
    { "<r xmlns='urn:xmpp:sm:3'/>", "81 <r xmlns='urn:xmpp:sm:3'/>\n" },
    { "</stream:stream>", CLOSE },
    { "<stream:error><x/></stream:error></stream:stream>",
        "81 <stream:error "
        "xmlns:stream='http://etherx.jabber.org/streams'><x/></stream:error>\n" CLOSE },
  };
  g_autoptr (GInputStream) in = g_memory_input_stream_new ();
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GIOStream) stream = g_simple_io_stream_new (in, out);
  g_autoptr (ConfabNetLink) link = confab_net_link_new_for_stream (stream, TRUE);
  g_autoptr (ConfabWire) framed = confab_xmpp_wire_new_framed (link, confab_base_random_system ());
  g_autoptr (ConfabWire) plain = confab_xmpp_wire_new (link);

  for (guint i = 0; i < G_N_ELEMENTS (said); i++) {
    g_autoptr (GBytes) bytes = confab_xmpp_wire_dup_bytes (framed, said[i].text);
    g_autoptr (GBytes) same = confab_xmpp_wire_dup_bytes (plain, said[i].text);
    g_autofree char *frames =
        frames_read (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

    g_assert_cmpstr (frames, ==, said[i].frames);
    g_assert_cmpmem (g_bytes_get_data (same, NULL), g_bytes_get_size (same), said[i].text,
        strlen (said[i].text));
  }
}

/* Of many pings only the last is answered, once. */
static void
test_pong (void) {
  g_autoptr (ConfabFrames) frames = confab_xmpp_frames_new (confab_base_random_system ());
  g_autoptr (GByteArray) in = g_byte_array_new ();
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autofree char *nothing = NULL;
  g_autofree char *said = NULL;
  int code;

  frames_add (in, 0x89, "one", 3);
  frames_add (in, 0x89, "two", 3);
  nothing = take_all (frames, in, in->len, &code);
  g_assert_cmpint (code, ==, -1);
  g_assert_cmpstr (nothing, ==, "");
  confab_xmpp_frames_append_pong (frames, out);
  confab_xmpp_frames_append_pong (frames, out);
  said = frames_read (out->data, out->len);
  g_assert_cmpstr (said, ==, "8a two\n");
}

/* A server asks for days whether we are there; what asks without an end is not answered. */
static void
test_pings (void) {
  g_autoptr (ConfabFrames) frames = confab_xmpp_frames_new (confab_base_random_system ());
  g_autoptr (GByteArray) one = g_byte_array_new ();
  g_autoptr (GByteArray) many = g_byte_array_new ();
  g_autofree char *nothing = NULL;
  int code;

  frames_add (one, 0x89, "", 0);
  for (guint i = 0; i < 3000; i++) {
    g_autofree char *said = take_all (frames, one, one->len, &code);

    g_assert_cmpint (code, ==, -1);
    g_assert_cmpstr (said, ==, "");
  }
  for (guint i = 0; i < 100; i++)
    frames_add (many, 0x89, "", 0);
  nothing = take_all (frames, many, many->len, &code);
  g_assert_cmpint (code, ==, CONFAB_XMPP_ERROR_LIMIT);
}

static const struct {
  const char *bytes;
  gsize size;
  int code;
} wrong[] = {
  { "\x81\x84"
    "mask<a/>",
      10, CONFAB_XMPP_ERROR_PROTOCOL },
  { "\x82\x01x", 3, CONFAB_XMPP_ERROR_PROTOCOL }, /* binary */
  { "\xc1\x01x", 3, CONFAB_XMPP_ERROR_PROTOCOL }, /* compressed */
  { "\x83\x01x", 3, CONFAB_XMPP_ERROR_PROTOCOL }, /* no such kind */
  { "\x8b\x01x", 3, CONFAB_XMPP_ERROR_PROTOCOL },
  { "\x80\x01x", 3, CONFAB_XMPP_ERROR_PROTOCOL },          /* goes on with nothing */
  { "\x01\x01x\x81\x01y", 6, CONFAB_XMPP_ERROR_PROTOCOL }, /* begins within */
  { "\x09\x00", 2, CONFAB_XMPP_ERROR_PROTOCOL },           /* a ping in pieces */
  { "\x89\x7e\x00\x7e", 4, CONFAB_XMPP_ERROR_PROTOCOL },   /* a long ping */
  { "\x81\x7e\x00\x05", 4, CONFAB_XMPP_ERROR_PROTOCOL },   /* a length that is short */
  { "\x81\x7f\x00\x00\x00\x00\x00\x00\xff\xff", 10, CONFAB_XMPP_ERROR_PROTOCOL },
  { "\x81\x7f\x80\x00\x00\x00\x00\x00\x00\x00", 10, CONFAB_XMPP_ERROR_PROTOCOL },
  { "\x81\x7f\x7f\xff\xff\xff\xff\xff\xff\xff", 10, CONFAB_XMPP_ERROR_LIMIT },
  { "\x81\x7f\x00\x00\x00\x00\x00\x01\x00\x01", 10, CONFAB_XMPP_ERROR_LIMIT }, /* 64 KiB and 1 */
  { "\x88\x02\x03\xe8", 4, CONFAB_XMPP_ERROR_CLOSED },
};

/* ... and whatever comes behind it is not looked at. */
static void
test_wrong (void) {
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (ConfabFrames) frames = confab_xmpp_frames_new (confab_base_random_system ());
    g_autoptr (GByteArray) in = g_byte_array_new ();
    g_autoptr (GByteArray) more = g_byte_array_new ();
    g_autofree char *said = NULL;
    g_autofree char *later = NULL;
    int code;

    g_test_message ("%u", i);
    g_byte_array_append (in, (const guint8 *)wrong[i].bytes, (guint)wrong[i].size);
    frames_add_text (in, "<evil/>");
    said = take_all (frames, in, 1, &code);
    g_assert_cmpint (code, ==, wrong[i].code);
    g_assert_cmpstr (said, ==, "");
    frames_add_text (more, "<evil/>");
    later = take_all (frames, more, more->len, &code);
    g_assert_cmpint (code, ==, CONFAB_XMPP_ERROR_PROTOCOL);
    g_assert_cmpstr (later, ==, "");
  }
}

/* ---- where the door is ---- */

#define XRD "<?xml version='1.0'?><XRD xmlns='http://docs.oasis-open.org/ns/xri/xrd-1.0'>"
#define LINK(href) "<Link rel='urn:xmpp:alt-connections:websocket' href='" href "'/>"
#define END "</XRD>"

static void
test_document (void) {
  static const char good[] = XRD
      "\n <Link rel='lrdd' template='https://h.example/{uri}'/>" LINK ("ws://h.example/a") LINK (
          "wss://h.example/b") "<Link rel='urn:xmpp:alt-connections:xbosh' "
                               "href='https://h.example/bosh'/>" LINK ("wss://other.example:5281/c")
                                   LINK ("http://h.example/") "\n" END;
  static const char *const bad[] = { "", "{}", XRD END, XRD LINK ("wss://h.example/"),
    XRD LINK ("ws://h.example/") END, XRD "<p>" LINK ("wss://h.example/") "</p>" END,
    "<XRD>" LINK ("wss://h.example/") END, "<!DOCTYPE XRD>" XRD LINK ("wss://h.example/") END,
    XRD "<Link rel='lrdd' href='wss://h.example/'/>" END, NULL };
  g_autoptr (GPtrArray) found = confab_xmpp_door_read ((const guint8 *)good, strlen (good));
  const ConfabNetWebAddress *first, *second;

  g_assert_nonnull (found);
  g_assert_cmpuint (found->len, ==, 2);
  first = g_ptr_array_index (found, 0);
  second = g_ptr_array_index (found, 1);
  g_assert_cmpstr (first->path, ==, "/b");
  g_assert_cmpstr (second->host, ==, "other.example");
  for (guint i = 0; bad[i] != NULL; i++) {
    g_test_message ("%s", bad[i]);
    g_assert_null (confab_xmpp_door_read ((const guint8 *)bad[i], strlen (bad[i])));
  }
}

/* No more than a few addresses, and no more than so many bytes. */
static void
test_document_bounds (void) {
  g_autoptr (GString) text = g_string_new (XRD);
  g_autoptr (GPtrArray) found = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append (text, LINK ("wss://h.example/"));
  g_string_append (text, END);
  found = confab_xmpp_door_read ((const guint8 *)text->str, text->len);
  g_assert_cmpuint (found->len, ==, CONFAB_XMPP_DOOR_MAX_ADDRESSES);
  while (text->len <= CONFAB_XMPP_DOOR_MAX)
    g_string_insert (text, strlen (XRD), "          ");
  g_assert_null (confab_xmpp_door_read ((const guint8 *)text->str, text->len));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xmpp/frames/in", test_in);
  g_test_add_func ("/xmpp/frames/out", test_out);
  g_test_add_func ("/xmpp/frames/said", test_said);
  g_test_add_func ("/xmpp/frames/pong", test_pong);
  g_test_add_func ("/xmpp/frames/pings", test_pings);
  g_test_add_func ("/xmpp/frames/wrong", test_wrong);
  g_test_add_func ("/xmpp/door/document", test_document);
  g_test_add_func ("/xmpp/door/bounds", test_document_bounds);
  return g_test_run ();
}
