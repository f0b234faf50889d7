/* The scripted server. Everything runs on the test's own main context; nothing is hidden from the
 * script. */

#include "peer.h"

#include <errno.h>
#include <gio/gunixinputstream.h>
#include <glib-unix.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <string.h>
#include <sys/socket.h>

#define SALT "salt of the peer"
#define REQUEST "<r xmlns='urn:xmpp:sm:3'/>"

struct _Peer {
  int fd;
  GIOStream *client; /* until it is given away */
  GString *in;
  GByteArray *out;
  guint in_source, out_source;
  gboolean is_ended; /* the client closed */
  gboolean answers;  /* how far it has heard */
};

/* ---- waiting ---- */

void
peer_run (guint milliseconds) {
  gint64 until = g_get_monotonic_time () + (gint64)milliseconds * 1000;

  while (g_get_monotonic_time () < until) {
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
  }
}

void
peer_settle (void) {
  for (guint quiet = 0; quiet < 5; quiet++) {
    while (g_main_context_iteration (NULL, FALSE))
      quiet = 0;
    g_usleep (1000);
  }
}

void
peer_run_until (gboolean (*is_true) (gpointer data), gpointer data) {
  gint64 until = g_get_monotonic_time () + PEER_PATIENCE_US;

  while (!is_true (data)) {
    if (g_get_monotonic_time () > until)
      g_error ("peer: waited too long");
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (200);
  }
}

static gboolean
is_complete (gpointer future) {
  return !dex_future_is_pending (future);
}

void
peer_wait (DexFuture *future) {
  peer_run_until (is_complete, future);
}

GError *
peer_wait_error (DexFuture *future) {
  g_autoptr (DexFuture) held = future;
  GError *error = NULL;

  peer_wait (held);
  dex_future_get_value (held, &error);
  return error;
}

/* ---- the wire ---- */

/* Those that end in what has come since `heard` bytes. */
static void
answer_requests (Peer *self, gsize heard) {
  const char *at =
      self->in->str + (heard > strlen (REQUEST) - 1 ? heard - strlen (REQUEST) + 1 : 0);

  while ((at = strstr (at, REQUEST)) != NULL) {
    peer_send (self, "<a xmlns='urn:xmpp:sm:3' h='0'/>");
    at += strlen (REQUEST);
  }
}

static gboolean
on_readable (int fd, GIOCondition condition, gpointer data) {
  Peer *self = data;
  char buffer[16384];
  gssize size = recv (fd, buffer, sizeof buffer, 0);

  if (size < 0 && (errno == EAGAIN || errno == EINTR))
    return G_SOURCE_CONTINUE;
  if (size <= 0) {
    self->is_ended = TRUE;
    self->in_source = 0;
    return G_SOURCE_REMOVE;
  }
  g_string_append_len (self->in, buffer, size);
  if (self->answers)
    answer_requests (self, self->in->len - (gsize)size);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_writable (int fd, GIOCondition condition, gpointer data) {
  Peer *self = data;
  gssize size = send (fd, self->out->data, self->out->len, MSG_NOSIGNAL);

  if (size < 0 && (errno == EAGAIN || errno == EINTR))
    return G_SOURCE_CONTINUE;
  if (size > 0)
    g_byte_array_remove_range (self->out, 0, (guint)size);
  if (size >= 0 && self->out->len > 0)
    return G_SOURCE_CONTINUE;
  self->out_source = 0;
  return G_SOURCE_REMOVE;
}

Peer *
peer_new (void) {
  Peer *self = g_new0 (Peer, 1);
  int fds[2];
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GError) error = NULL;

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) != 0)
    g_error ("peer: no socket pair");
  g_unix_set_fd_nonblocking (fds[0], TRUE, NULL);
  self->fd = fds[0];
  socket = g_socket_new_from_fd (fds[1], &error);
  g_assert_no_error (error);
  self->client = G_IO_STREAM (g_socket_connection_factory_create_connection (socket));
  self->in = g_string_new (NULL);
  self->out = g_byte_array_new ();
  self->in_source = g_unix_fd_add (self->fd, G_IO_IN | G_IO_HUP, on_readable, self);
  return self;
}

void
peer_cut (Peer *self) {
  g_clear_handle_id (&self->in_source, g_source_remove);
  g_clear_handle_id (&self->out_source, g_source_remove);
  if (self->fd >= 0)
    g_close (self->fd, NULL);
  self->fd = -1;
}

void
peer_free (Peer *self) {
  peer_cut (self);
  g_clear_object (&self->client);
  g_string_free (self->in, TRUE);
  g_byte_array_unref (self->out);
  g_free (self);
}

ConfabNetLink *
peer_new_link (Peer *self, gboolean is_secure) {
  ConfabNetLink *link = confab_net_link_new_for_stream (self->client, is_secure);

  g_clear_object (&self->client);
  return link;
}

DexFuture *
peer_dial (gpointer peer, const ConfabNetEndpoint *endpoint, GCancellable *cancellable) {
  return dex_future_new_take_object (peer_new_link (peer, TRUE));
}

void
peer_send_bytes (Peer *self, const void *bytes, gsize size) {
  g_assert_cmpint (self->fd, >=, 0);
  g_byte_array_append (self->out, bytes, (guint)size);
  if (self->out_source == 0)
    self->out_source = g_unix_fd_add (self->fd, G_IO_OUT, on_writable, self);
}

void
peer_send (Peer *self, const char *text) {
  peer_send_bytes (self, text, strlen (text));
}

void
peer_sendf (Peer *self, const char *format, ...) {
  va_list arguments;
  g_autofree char *text = NULL;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  peer_send (self, text);
}

void
peer_send_split (Peer *self, const char *text, gsize piece) {
  gsize size = strlen (text);

  for (gsize at = 0; at < size; at += piece) {
    peer_send_bytes (self, text + at, MIN (piece, size - at));
    while (self->out_source != 0 || g_main_context_pending (NULL))
      g_main_context_iteration (NULL, FALSE);
  }
}

typedef struct {
  Peer *self;
  const char *pattern;
} Awaited;

static gboolean
has_come (gpointer data) {
  Awaited *awaited = data;

  if (strstr (awaited->self->in->str, awaited->pattern) != NULL)
    return TRUE;
  if (awaited->self->is_ended)
    g_error ("peer: the client closed; expected \"%s\", got \"%s\"", awaited->pattern,
        awaited->self->in->str);
  return FALSE;
}

char *
peer_expect (Peer *self, const char *pattern) {
  gint64 until = g_get_monotonic_time () + PEER_PATIENCE_US;
  Awaited awaited = { self, pattern };
  gsize size;
  char *taken;

  while (!has_come (&awaited)) {
    if (g_get_monotonic_time () > until)
      g_error ("peer: expected \"%s\", got \"%s\"", pattern, self->in->str);
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (200);
  }
  size = (gsize)(strstr (self->in->str, pattern) - self->in->str) + strlen (pattern);
  taken = g_strndup (self->in->str, size);
  g_string_erase (self->in, 0, (gssize)size);
  return taken;
}

void
peer_expect_none (Peer *self, const char *pattern) {
  peer_settle ();
  if (strstr (self->in->str, pattern) != NULL)
    g_error ("peer: unexpected \"%s\" in \"%s\"", pattern, self->in->str);
}

static gboolean
has_ended (gpointer peer) {
  return ((Peer *)peer)->is_ended;
}

void
peer_expect_end (Peer *self) {
  peer_run_until (has_ended, self);
}

char *
peer_get_attribute (const char *text, const char *name) {
  g_autofree char *start = g_strdup_printf (" %s='", name);
  const char *value = strstr (text, start);

  if (value == NULL)
    g_error ("peer: no attribute %s in \"%s\"", name, text);
  value += strlen (start);
  return g_strndup (value, strcspn (value, "'"));
}

const char *
peer_peek (Peer *self) {
  return self->in->str;
}

void
peer_forget (Peer *self) {
  g_string_set_size (self->in, 0);
}

/* ---- SCRAM ---- */

void
peer_scram_clear (PeerScram *scram) {
  g_free (scram->mechanism);
  g_free (scram->client_first);
  g_free (scram->server_first);
  g_free (scram->client_final);
  g_free (scram->nonce);
}

void
peer_open (Peer *self, const char *features) {
  g_free (peer_expect (self, "<stream:stream "));
  g_free (peer_expect (self, ">"));
  peer_sendf (self, PEER_HEADER "<stream:features>%s</stream:features>", features);
}

/* The text between the tag that was just taken and its end, which goes too, decoded. */
static char *
read_message (Peer *self) {
  g_autofree char *text = peer_expect (self, "<");
  gsize size = 0;
  g_autofree guchar *decoded = NULL;

  g_free (peer_expect (self, ">"));
  text[strlen (text) - 1] = '\0';
  decoded = g_base64_decode (text, &size);
  return g_strndup ((const char *)decoded, size);
}

void
peer_scram_start (Peer *self, PeerScram *scram, const char *mechanisms, const char *more) {
  g_autofree char *features = g_strdup_printf (
      "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>%s</mechanisms>%s", mechanisms, more);
  g_autofree char *tag = NULL;
  const char *nonce;

  peer_open (self, features);
  g_free (peer_expect (self, "<auth "));
  tag = peer_expect (self, ">");
  {
    g_autofree char *spaced = g_strconcat (" ", tag, NULL);

    scram->mechanism = peer_get_attribute (spaced, "mechanism");
  }
  scram->client_first = read_message (self);
  nonce = strstr (scram->client_first, ",r=");
  g_assert_nonnull (nonce);
  scram->nonce = g_strdup (nonce + strlen (",r="));
}

void
peer_scram_make_first (PeerScram *scram, guint iterations, const char *extra) {
  g_autofree char *salt = g_base64_encode ((const guchar *)SALT, strlen (SALT));

  g_free (scram->server_first);
  scram->server_first =
      g_strdup_printf ("r=%sSERVER,s=%s,i=%u%s", scram->nonce, salt, iterations, extra);
}

static void
send_encoded (Peer *self, const char *name, const char *text) {
  g_autofree char *encoded = g_base64_encode ((const guchar *)text, strlen (text));

  peer_sendf (self, "<%s xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>%s</%s>", name, encoded, name);
}

void
peer_send_challenge (Peer *self, const char *text) {
  send_encoded (self, "challenge", text);
}

void
peer_scram_read_final (Peer *self, PeerScram *scram) {
  g_free (peer_expect (self, "<response "));
  g_free (peer_expect (self, ">"));
  g_free (scram->client_final);
  scram->client_final = read_message (self);
}

static const EVP_MD *
get_digest (const PeerScram *scram) {
  if (g_str_has_prefix (scram->mechanism, "SCRAM-SHA-512"))
    return EVP_sha512 ();
  if (g_str_has_prefix (scram->mechanism, "SCRAM-SHA-256"))
    return EVP_sha256 ();
  return EVP_sha1 ();
}

static void
check_binding (const char *final, const char *header, gsize header_size, GBytes *binding) {
  g_autoptr (GByteArray) bound = g_byte_array_new ();
  g_autofree char *encoded = NULL;
  g_autofree char *expected = NULL;

  g_byte_array_append (bound, (const guint8 *)header, (guint)header_size);
  if (binding != NULL)
    g_byte_array_append (
        bound, g_bytes_get_data (binding, NULL), (guint)g_bytes_get_size (binding));
  encoded = g_base64_encode (bound->data, bound->len);
  expected = g_strdup_printf ("c=%s,", encoded);
  g_assert_true (g_str_has_prefix (final, expected));
}

char *
peer_scram_prove (PeerScram *scram, GBytes *binding) {
  const EVP_MD *digest = get_digest (scram);
  int size = EVP_MD_get_size (digest);
  const char *bare = strstr (scram->client_first, "n=user,");
  char *proof = strstr (scram->client_final, ",p=");
  const char *count = strstr (scram->server_first, ",i=");
  guint8 salted[EVP_MAX_MD_SIZE], key[EVP_MAX_MD_SIZE], stored[EVP_MAX_MD_SIZE],
      signature[EVP_MAX_MD_SIZE], expected[EVP_MAX_MD_SIZE];
  g_autofree char *final = NULL;
  g_autofree char *all = NULL;
  g_autofree char *given = NULL;

  if (bare == NULL)
    bare = strstr (scram->client_first, "n=alice,");
  g_assert_true (bare != NULL && proof != NULL && count != NULL);
  final = g_strndup (scram->client_final, (gsize)(proof - scram->client_final));
  check_binding (final, scram->client_first, (gsize)(bare - scram->client_first), binding);
  all = g_strdup_printf ("%s,%s,%s", bare, scram->server_first, final);
  PKCS5_PBKDF2_HMAC (PEER_PASSWORD, -1, (const guint8 *)SALT, strlen (SALT),
      (int)g_ascii_strtoull (count + 3, NULL, 10), digest, size, salted);
  HMAC (digest, salted, size, (const guint8 *)"Client Key", 10, key, NULL);
  EVP_Digest (key, (gsize)size, stored, NULL, digest, NULL);
  HMAC (digest, stored, size, (const guint8 *)all, strlen (all), signature, NULL);
  for (int i = 0; i < size; i++)
    expected[i] = key[i] ^ signature[i];
  given = g_base64_encode (expected, (gsize)size);
  g_assert_cmpstr (proof + 3, ==, given);
  HMAC (digest, salted, size, (const guint8 *)"Server Key", 10, key, NULL);
  HMAC (digest, key, size, (const guint8 *)all, strlen (all), signature, NULL);
  g_free (g_steal_pointer (&given));
  given = g_base64_encode (signature, (gsize)size);
  return g_strconcat ("v=", given, NULL);
}

void
peer_send_success (Peer *self, const char *text) {
  if (text != NULL)
    send_encoded (self, "success", text);
  else
    peer_send (self, "<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>");
}

/* ---- the usual ---- */

void
peer_welcome (Peer *self, const char *features) {
  g_auto (PeerScram) scram = { 0 };
  g_autofree char *proof = NULL;

  peer_scram_start (self, &scram, PEER_MECHANISM, "");
  peer_scram_make_first (&scram, 4096, "");
  peer_send_challenge (self, scram.server_first);
  peer_scram_read_final (self, &scram);
  proof = peer_scram_prove (&scram, NULL);
  peer_send_success (self, proof);
  peer_open (self, features);
}

char *
peer_bind (Peer *self, const char *address) {
  g_autofree char *iq = peer_expect (self, "</iq>");
  g_autofree char *id = peer_get_attribute (iq, "id");
  g_autofree char *resource = NULL;
  char *full;
  const char *start = strstr (iq, "<resource>");

  g_assert_nonnull (start);
  start += strlen ("<resource>");
  resource = g_strndup (start, strcspn (start, "<"));
  full = address != NULL ? g_strdup (address) : g_strconcat ("alice@conf.example/", resource, NULL);
  peer_sendf (self,
      "<iq type='result' id='%s'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>%s</jid>"
      "</bind></iq>",
      id, full);
  return full;
}

void
peer_answer_requests (Peer *self) {
  self->answers = TRUE;
}

void
peer_enable (Peer *self, const char *id) {
  g_free (peer_expect (self, "<enable xmlns='urn:xmpp:sm:3' resume='true'/>"));
  peer_sendf (self, "<enabled xmlns='urn:xmpp:sm:3' resume='true' id='%s'/>", id);
}
