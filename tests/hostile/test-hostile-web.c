/* Whoever stands behind the web door, or pretends to: where it is, what its frames hold, and how
 * many there are. The test paths are the ids of the cases. */

#include "../lib/net-host.h"
#include "../lib/peer.c"
#include "../lib/frames.h"

#include "xmpp/xmpp-door.h"
#include "xmpp/xmpp-stream-private.h"

#define MESSAGE(id) "<message xmlns='jabber:client' from='mallory@evil.example' id='" id "'/>"

/* ---- TLS-16: where the door is ---- */

#define XRD(href)                                                                                  \
  "<XRD xmlns='http://docs.oasis-open.org/ns/xri/xrd-1.0'>"                                        \
  "<Link rel='urn:xmpp:alt-connections:websocket' href='" href "'/></XRD>"
#define SAYS(status, more, body) "HTTP/1.1 " status " x\r\n" more "\r\n" body

typedef struct {
  const char *name, *domain, *answer;
  int code; /* of CONFAB_NET_ERROR */
} Door;

static const Door doors[] = {
  /* Nobody goes where TLS is not, nor where the domain's own host does not stand behind it. */
  { "plain", "localhost",
      SAYS ("200", "Content-Length: 142\r\n", XRD ("ws://localhost:5222/evil-evil-evil-e")),
      CONFAB_NET_ERROR_NO_SERVER },
  { "moved-plain", "localhost",
      SAYS ("302", "Location: http://localhost/\r\nContent-Length: 0\r\n", ""),
      CONFAB_NET_ERROR_NO_SERVER },
  { "moved", "localhost",
      SAYS ("301", "Location: https://evil.example/\r\nContent-Length: 0\r\n", ""),
      CONFAB_NET_ERROR_NO_SERVER },
  { "other-name", "127.0.0.1",
      SAYS ("200", "Content-Length: 142\r\n", XRD ("wss://localhost:5222/evil-evil-evil-")),
      CONFAB_NET_ERROR_TLS_IDENTITY },
  { "cut", "localhost",
      SAYS ("200", "Content-Length: 200\r\n", XRD ("wss://localhost:5222/evil-evil-evil-")),
      CONFAB_NET_ERROR_CLOSED },
};

typedef struct {
  ConfabNegotiation negotiation;
  guint16 port;
} Asking;

static DexFuture *
run_asking (gpointer data) {
  Asking *asking = data;
  GError *error = NULL;
  g_autoptr (ConfabNetLink) link =
      confab_xmpp_door_await_open_at (&asking->negotiation, asking->port, &error);

  return link != NULL ? dex_future_new_true () : dex_future_new_for_error (error);
}

static GError *
ask (const char *domain, guint16 port) {
  g_autoptr (ConfabNetRoute) route = confab_net_route_new (domain);
  Asking asking = { { .route = route,
                        .random = confab_base_random_system (),
                        .clock = confab_base_clock_system () },
    port };

  return peer_wait_error (confab_base_fiber_start (run_asking, &asking, NULL));
}

static void
test_tls_16 (Scene *scene, gconstpointer answer) {
  for (guint i = 0; i < G_N_ELEMENTS (doors); i++) {
    g_autoptr (GError) error = NULL;

    if (doors[i].answer != answer)
      continue;
    error = ask (doors[i].domain, scene->host.port);
    g_assert_error (error, CONFAB_NET_ERROR, doors[i].code);
    net_run_for (20);
    g_assert_cmpint (g_atomic_int_get (&scene->host.n_connections), ==, 1);
  }
}

/* The document is good; the host that it names has no certificate for that name. */
static void
test_tls_16_host (Scene *scene, gconstpointer data) {
  g_autofree char *body = g_strdup_printf (XRD ("wss://127.0.0.1:%u/ws"), scene->host.port);
  g_autofree char *answer =
      g_strdup_printf (SAYS ("200", "Content-Length: %zu\r\n", "%s"), strlen (body), body);
  g_autoptr (GError) error = NULL;

  scene->host.answer = answer;
  scene->host.piece = strlen (answer);
  error = ask ("localhost", scene->host.port);
  g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_TLS_IDENTITY);
  net_run_for (20);
  g_assert_cmpint (g_atomic_int_get (&scene->host.n_connections), ==, 2);
}

/* ---- a stream through the door ---- */

typedef struct {
  Peer *peer;
  ConfabJid *address;
  ConfabXmppStream *stream;
  GString *seen;
  GError *error;
  guint n_closed;
} Case;

static DexFuture *
on_stanza (gpointer data, ConfabStanza *stanza, guint32 number) {
  Case *c = data;

  g_string_append_printf (c->seen, "%s;", confab_xmpp_stanza_get (stanza, "id"));
  return NULL;
}

static void
on_closed (gpointer data, const GError *error) {
  Case *c = data;

  c->n_closed++;
  c->error = error != NULL ? g_error_copy (error) : NULL;
}

static void
case_init (Case *c) {
  static const ConfabXmppStreamHooks hooks = { .stanza = on_stanza, .closed = on_closed };
  g_autoptr (ConfabNetLink) link = NULL;
  ConfabNegotiation negotiation = { .clock = confab_base_clock_system (),
    .random = confab_base_random_system () };
  ConfabSession session = { .bound = g_strdup ("alice@conf.example/desk") };

  *c = (Case){ .peer = peer_new (), .seen = g_string_new (NULL) };
  c->address = confab_base_jid_new ("alice@conf.example", NULL);
  link = peer_new_link (c->peer, TRUE);
  negotiation.address = c->address;
  negotiation.wire = confab_xmpp_wire_new_framed (link, negotiation.random);
  confab_xmpp_wire_allow_more (negotiation.wire);
  session.early = g_ptr_array_new ();
  c->stream = confab_xmpp_stream_new (&negotiation, &session, NULL);
  confab_xmpp_wire_unref (negotiation.wire);
  confab_xmpp_session_clear (&session);
  confab_xmpp_stream_attach (c->stream, &hooks, c);
}

static void
case_clear (Case *c) {
  confab_xmpp_stream_stop (c->stream);
  g_clear_object (&c->stream);
  peer_free (c->peer);
  confab_base_jid_unref (c->address);
  g_string_free (c->seen, TRUE);
  g_clear_error (&c->error);
  peer_settle ();
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Case, case_clear)

static gboolean
is_closed (gpointer data) {
  return ((Case *)data)->n_closed > 0;
}

static void
send_frames (Case *c, GByteArray *frames) {
  peer_send_bytes (c->peer, frames->data, frames->len);
}

/* It is over, for that reason, and nobody was told of more than `seen`. */
static void
expect_over (Case *c, int code, const char *seen) {
  peer_run_until (is_closed, c);
  peer_expect_end (c->peer);
  g_assert_error (c->error, CONFAB_XMPP_ERROR, code);
  g_assert_cmpuint (c->n_closed, ==, 1);
  g_assert_cmpstr (c->seen->str, ==, seen);
}

static gsize
get_memory (void) {
  g_autofree char *text = NULL;
  g_auto (GStrv) numbers = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  numbers = g_strsplit (text, " ", 3);
  return (gsize)g_ascii_strtoull (numbers[1], NULL, 10) * 4096;
}

#define MORE_MEMORY (8 * 1024 * 1024)

/* ---- TLS-20 ---- */

/* A message that never ends, in large pieces, in small ones, and in pieces of nothing. */
static void
test_tls_20_endless (gconstpointer data) {
  gsize piece = GPOINTER_TO_SIZE (data);
  g_auto (Case) c = { 0 };
  g_autoptr (GByteArray) frames = g_byte_array_new ();
  g_autofree char *text = g_strnfill (MAX (piece, 1), ' ');
  gsize before;

  case_init (&c);
  frames_add_text (frames, MESSAGE ("one"));
  frames_add (frames, 0x01, "<message>", 9);
  for (guint i = 0; i < 1100; i++)
    frames_add (frames, 0x00, text, piece);
  send_frames (&c, frames);
  before = get_memory ();
  expect_over (&c, CONFAB_XMPP_ERROR_LIMIT, "one;");
  g_assert_cmpuint (get_memory (), <, before + MORE_MEMORY);
}

static void
test_tls_20_pings (void) {
  g_auto (Case) c = { 0 };
  g_autoptr (GByteArray) frames = g_byte_array_new ();
  gsize before;

  case_init (&c);
  for (guint i = 0; i < 100000; i++)
    frames_add (frames, 0x89, "ping", 4);
  send_frames (&c, frames);
  before = get_memory ();
  expect_over (&c, CONFAB_XMPP_ERROR_LIMIT, "");
  /* One answer for each turn of the line at most. */
  g_assert_cmpuint (strlen (peer_peek (c.peer)), <, 1000);
  g_assert_cmpuint (get_memory (), <, before + MORE_MEMORY);
}

static void
test_tls_20_frames (gconstpointer data) {
  static const struct {
    const char *bytes;
    gsize size;
    int code;
  } cases[] = {
    { "\x81\x84"
      "abcdefgh",
        10, CONFAB_XMPP_ERROR_PROTOCOL },
    { "\x81\x7f\x80\0\0\0\0\0\0\0", 10, CONFAB_XMPP_ERROR_PROTOCOL },
    { "\x81\x7f\x40\0\0\0\0\0\0\0", 10, CONFAB_XMPP_ERROR_LIMIT },
    { "\x82\x04<a/>", 6, CONFAB_XMPP_ERROR_PROTOCOL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (Case) c = { 0 };
    g_autoptr (GByteArray) frames = g_byte_array_new ();

    case_init (&c);
    frames_add_text (frames, MESSAGE ("one"));
    g_byte_array_append (frames, (const guint8 *)cases[i].bytes, (guint)cases[i].size);
    frames_add_text (frames, MESSAGE ("two"));
    send_frames (&c, frames);
    expect_over (&c, cases[i].code, "one;");
  }
}

/* ---- TLS-21 ---- */

typedef struct {
  const char *name, *text;
  int code;
} Message;

static const Message messages[] = {
  { "two", MESSAGE ("a") MESSAGE ("b"), CONFAB_XMPP_ERROR_XML },
  { "half", "<message xmlns='jabber:client' id='a'><body>", CONFAB_XMPP_ERROR_XML },
  { "one-and-half", MESSAGE ("a") "<message xmlns='jabber:client'", CONFAB_XMPP_ERROR_XML },
  { "stream",
      "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' "
      "version='1.0'>",
      CONFAB_XMPP_ERROR_XML },
  { "whole-stream",
      "<stream:stream xmlns='jabber:client' "
      "xmlns:stream='http://etherx.jabber.org/streams'>" MESSAGE ("a") "</stream:stream>",
      CONFAB_XMPP_ERROR_PROTOCOL },
  { "end", "</stream:stream>", CONFAB_XMPP_ERROR_XML },
  { "out", MESSAGE ("a") "</alone><alone>", CONFAB_XMPP_ERROR_XML },
  { "declaration", "<?xml version='1.0'?>" MESSAGE ("a"), CONFAB_XMPP_ERROR_XML },
  { "document-type", "<!DOCTYPE m [<!ENTITY a 'b'>]>" MESSAGE ("a"), CONFAB_XMPP_ERROR_XML },
  { "blank", " " MESSAGE ("a"), CONFAB_XMPP_ERROR_XML },
  { "empty", "", CONFAB_XMPP_ERROR_XML },
  { "open", "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' version='1.0'/>",
      CONFAB_XMPP_ERROR_PROTOCOL },
  { "prefix", "<stream:error><x/></stream:error>", CONFAB_XMPP_ERROR_XML },
};

static void
test_tls_21 (gconstpointer data) {
  const Message *message = data;
  g_auto (Case) c = { 0 };
  g_autoptr (GByteArray) frames = g_byte_array_new ();

  case_init (&c);
  frames_add_text (frames, MESSAGE ("one"));
  frames_add_text (frames, message->text);
  frames_add_text (frames, MESSAGE ("two"));
  send_frames (&c, frames);
  expect_over (&c, message->code, "one;");
}

/* What has no namespace is nothing: it inherits none, and is not handed out. */
static void
test_tls_21_bare (void) {
  g_auto (Case) c = { 0 };
  g_autoptr (GByteArray) frames = g_byte_array_new ();

  case_init (&c);
  frames_add_text (frames, "<message id='bare'/>");
  frames_add_text (frames, MESSAGE ("one"));
  frames_add_text (frames, "<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>");
  frames_add_text (frames, MESSAGE ("two"));
  send_frames (&c, frames);
  expect_over (&c, CONFAB_XMPP_ERROR_CLOSED, "one;");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  for (guint i = 0; i < G_N_ELEMENTS (doors); i++) {
    g_autofree char *path = g_strdup_printf ("/hostile/TLS-16/%s", doors[i].name);

    g_test_add (path, Scene, doors[i].answer, scene_set_up, test_tls_16, scene_tear_down);
  }
  g_test_add ("/hostile/TLS-16/host", Scene, "", scene_set_up, test_tls_16_host, scene_tear_down);
  g_test_add_data_func ("/hostile/TLS-20/endless", GSIZE_TO_POINTER (4000), test_tls_20_endless);
  g_test_add_data_func ("/hostile/TLS-20/pieces", GSIZE_TO_POINTER (1), test_tls_20_endless);
  g_test_add_data_func ("/hostile/TLS-20/nothing", GSIZE_TO_POINTER (0), test_tls_20_endless);
  g_test_add_func ("/hostile/TLS-20/pings", test_tls_20_pings);
  g_test_add_data_func ("/hostile/TLS-20/frames", NULL, test_tls_20_frames);
  for (guint i = 0; i < G_N_ELEMENTS (messages); i++) {
    g_autofree char *path = g_strdup_printf ("/hostile/TLS-21/%s", messages[i].name);

    g_test_add_data_func (path, &messages[i], test_tls_21);
  }
  g_test_add_func ("/hostile/TLS-21/bare", test_tls_21_bare);
  return g_test_run ();
}
