#pragma once

/* A scripted server at the other end of a socket pair, in the same process and main context. A test
 * reads like the wire: what the peer says, what it expects, in order. It can send any bytes, in
 * pieces, late or never, and cut the line at any place. Everything that waits runs the main context
 * and fails the test after PEER_PATIENCE_US of real time. */

#include <gio/gio.h>
#include <libdex.h>

#include "net/net-link.h"

G_BEGIN_DECLS

#define PEER_PATIENCE_US (10 * G_USEC_PER_SEC)
#define PEER_PASSWORD "pencil"
#define PEER_MECHANISM "<mechanism>SCRAM-SHA-256</mechanism>"
#define PEER_HEADER                                                                                \
  "<?xml version='1.0'?><stream:stream xmlns='jabber:client' "                                     \
  "xmlns:stream='http://etherx.jabber.org/streams' from='conf.example' id='s1' version='1.0'>"
#define PEER_BIND "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>"
#define PEER_SM "<sm xmlns='urn:xmpp:sm:3'/>"

typedef struct _Peer Peer;

Peer *peer_new (void);
void peer_free (Peer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Peer, peer_free)

/* The client's end; given away once. `is_secure`: it counts as verified TLS. */
ConfabNetLink *peer_new_link (Peer *self, gboolean is_secure);
/* The same as a ConfabXmppDial: gives a secure link. `peer` is the data. */
DexFuture *peer_dial (gpointer peer, const ConfabNetEndpoint *endpoint, GCancellable *cancellable);

/* ---- waiting ---- */
void peer_run (guint milliseconds);
/* Runs what is ready, and returns when nothing is. */
void peer_settle (void);
void peer_run_until (gboolean (*is_true) (gpointer data), gpointer data);
/* Until the future has completed. */
void peer_wait (DexFuture *future);
/* ... and returns its error. Takes the future. Returns: (transfer full) (nullable) */
GError *peer_wait_error (DexFuture *future);

/* ---- the wire ---- */
void peer_send (Peer *self, const char *text);
void peer_sendf (Peer *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void peer_send_bytes (Peer *self, const void *bytes, gsize size);
/* In pieces of `piece` bytes, each in its own turn of the main context. */
void peer_send_split (Peer *self, const char *text, gsize piece);

/* Waits until `pattern` has come, and takes everything up to its end. Returns: (transfer full) what
 * was taken */
char *peer_expect (Peer *self, const char *pattern);
/* Fails if `pattern` has come, or comes before everything is quiet. */
void peer_expect_none (Peer *self, const char *pattern);
/* Waits until the client has closed the line. */
void peer_expect_end (Peer *self);
/* The value of attribute `name` in `text`, of its first occurrence. Returns: (transfer full) */
char *peer_get_attribute (const char *text, const char *name);
/* What has come and was not taken. */
const char *peer_peek (Peer *self);
/* Passes over it. */
void peer_forget (Peer *self);

void peer_cut (Peer *self);

/* ---- SCRAM, as a server does it ---- */
typedef struct {
  char *mechanism;    /* what the client chose; owned, as all */
  char *client_first; /* with its gs2 header */
  char *server_first;
  char *client_final;
  char *nonce; /* of the client */
} PeerScram;

void peer_scram_clear (PeerScram *scram);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PeerScram, peer_scram_clear)

/* Answers the client's opening tag with `features` (the inside). */
void peer_open (Peer *self, const char *features);
/* Opens with SASL `mechanisms` (elements) and waits for <auth/>. */
void peer_scram_start (Peer *self, PeerScram *scram, const char *mechanisms, const char *more);
/* A good server-first-message with `extra` after it ("" or ",h=..."), not sent. */
void peer_scram_make_first (PeerScram *scram, guint iterations, const char *extra);
/* Sends `text` base64 encoded in <challenge/>. */
void peer_send_challenge (Peer *self, const char *text);
/* Waits for <response/>. */
void peer_scram_read_final (Peer *self, PeerScram *scram);
/* The server's proof, "v=...", if the client's proof is right for PEER_PASSWORD and `binding`
 * (nullable); fails the test otherwise. Returns: (transfer full) */
char *peer_scram_prove (PeerScram *scram, GBytes *binding);
/* Sends `text` base64 encoded in <success/>; NULL: an empty one. */
void peer_send_success (Peer *self, const char *text);

/* All of it, up to the new stream with `features` (the inside). */
void peer_welcome (Peer *self, const char *features);
/* Answers binding with `address`, or what the client asked for at alice@conf.example if NULL.
 * Returns: (transfer full) the full address */
char *peer_bind (Peer *self, const char *address);
/* Answers <enable/> with a session that can be resumed. */
void peer_enable (Peer *self, const char *id);
/* From now on it answers at once whenever it is asked how far it has heard, with nothing new: a
 * test that takes long is no silence, which would end the session. */
void peer_answer_requests (Peer *self);

G_END_DECLS
