#pragma once

/* A signed-in stream: stanzas in and out, answers to queries, stream management (XEP-0198),
 * keep-alive (XEP-0199).
 *
 * Order out: one pump writes in the order of the calls. Before a batch that holds envelopes is
 * written, `will_write` makes their numbers durable, so that after a crash a resumed session tells
 * exactly which of them arrived. Order in: stanzas are counted as they come; `<a/>` goes out only
 * for the unbroken run that was reported as handled, and only after `will_ack` made that number
 * durable. */

#include <libdex.h>

#include "base/base-clock.h"
#include "base/base-envelope.h"
#include "base/base-random.h"
#include "net/net-link.h"
#include "xmpp/xmpp-error.h"
#include "xmpp/xmpp-stanza.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_XMPP_STREAM (confab_xmpp_stream_get_type ())
G_DECLARE_FINAL_TYPE (ConfabXmppStream, confab_xmpp_stream, CONFAB, XMPP_STREAM, GObject)

typedef struct {
  gint64 token;   /* what send_envelope was given: the outbox row */
  guint32 number; /* its number in this managed session (XEP-0198), wraps at 2^32 */
} ConfabXmppMark;

/* What the owner is told. All on the main thread. `data` is not owned; detach with
 * confab_xmpp_stream_stop. */
typedef struct {
  /* Resolves when the marks are durable; rejected: nothing of the batch is written, and the stream
   * closes with that error, as it does for the two below. */
  DexFuture *(*will_write) (gpointer data, const ConfabXmppMark *marks, guint n_marks);
  /* Resolves when `h` is durable. */
  DexFuture *(*will_ack) (gpointer data, guint32 h);
  /* A stanza that is no answer to a query of ours. Returns NULL if it is dealt with, or a future
   * that resolves when what it brought is durable, or stands in the archive: until then it is not
   * acknowledged. `number` is its number in the managed session. */
  DexFuture *(*stanza) (gpointer data, ConfabStanza *stanza, guint32 number);
  /* The server has everything up to and including number `h`. In a session that is not managed the
   * answer to a ping says so, which servers give in the order of what they were sent. */
  void (*acked) (gpointer data, guint32 h);
  /* The stream is over; `error` NULL after an orderly close. Called once, never before attach
   * returned. */
  void (*closed) (gpointer data, const GError *error);
} ConfabXmppStreamHooks;

/* What a later stream needs to take a session up again. In the vault: id, location, h_in.
 * Zero/NULL: no session. */
typedef struct {
  char *id;
  char *location;     /* "host:port" preferred by the server, nullable */
  guint32 h_in;       /* stanzas of the server that are durable here */
  GPtrArray *unacked; /* owned ConfabStanza: queries and presence of the last stream that the server
                         has not acknowledged; nullable */

  /* Known only within one run of the program. */
  char *bound;            /* full address of the session; NULL: the resource that is asked for */
  ConfabStanza *features; /* owned, nullable; what the server can do for the session */
  GArray *numbers;        /* guint32, one for each of `unacked`; NULL with it */
  gboolean is_live;       /* `sent` is known */
  guint32 sent;           /* number of the last stanza that was given one */
} ConfabXmppResume;

ConfabXmppResume *confab_xmpp_resume_new (const char *id, const char *location, guint32 h_in);
void confab_xmpp_resume_free (ConfabXmppResume *resume);
/* Shares `unacked`. Takes NULL. Returns: (transfer full) (nullable) */
ConfabXmppResume *confab_xmpp_resume_copy (const ConfabXmppResume *resume);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabXmppResume, confab_xmpp_resume_free)

/* Starts delivery. Stanzas that came between sign-in and this call are kept and delivered in order.
 * `hooks` is copied. */
void confab_xmpp_stream_attach (
    ConfabXmppStream *self, const ConfabXmppStreamHooks *hooks, gpointer data);

/* Queues a stanza. Only xep/xep-out.c calls this (a style test): it is behind the judge `disclose`.
 * Takes nothing. */
void confab_xmpp_stream_send (ConfabXmppStream *self, ConfabStanza *stanza);

/* Queues an envelope; `token` comes back in will_write. Its bytes are written as they are. */
void
confab_xmpp_stream_send_envelope (ConfabXmppStream *self, ConfabEnvelope *envelope, gint64 token);

/* Sends an <iq type='get|set'/>, giving it an id of 128 random bits, and resolves to the answer
 * (boxed CONFAB_TYPE_STANZA, type "result") whose id and sender fit (RFC 6120 8.2.3; origin: whom
 * we asked). Rejects with CONFAB_XMPP_ERROR_STANZA, _TIMED_OUT (60 s), _CLOSED. At most 256 wait at
 * once, _LIMIT. Only xep/xep-out.c calls this. */
DexFuture *confab_xmpp_stream_request (ConfabXmppStream *self, ConfabStanza *iq);
/* As _request, but an answer of type "error" is resolved to as well. Only xep/xep-out.c calls this.
 */
DexFuture *confab_xmpp_stream_request_whole (ConfabXmppStream *self, ConfabStanza *iq);

/* Asks the server for a sign of life now (network changed). Closes the stream if none comes within
 * 10 s. */
void confab_xmpp_stream_probe (ConfabXmppStream *self);

/* Tells the server whether anybody looks, where it asks for that (XEP-0352). A stream begins as
 * looked at, also one that takes a session up. After attach. (xmpp-attention.c) */
void confab_xmpp_stream_set_watched (ConfabXmppStream *self, gboolean is_watched);
/* It asks for that. */
gboolean confab_xmpp_stream_hears_watched (ConfabXmppStream *self);

/* Orderly: waits for handled stanzas to be acknowledged, sends </stream:stream>, closes. Resolves
 * to TRUE within 5 s. Ends the managed session. `closed` is called. */
DexFuture *confab_xmpp_stream_close (ConfabXmppStream *self);

/* What is being written is written to its end, and nothing more is begun; resolves when the server
 * has it all, or when the stream is over. Before _stop, where there is time; wait for it with an
 * end of one's own. A session that is not managed resolves at once. */
DexFuture *confab_xmpp_stream_hush (ConfabXmppStream *self);

/* At once, without a word: the managed session stays on the server and can be resumed. `closed` is
 * NOT called; hooks are detached. Also what an owner calls before it goes. */
void confab_xmpp_stream_stop (ConfabXmppStream *self);

/* For the next sign-in; NULL if the session is not managed, was closed in order, or is not worth
 * taking up (the server broke the rules: it would only send the same again). Call after stop or
 * closed; whoever keeps h_in makes it durable before signing in with it. Returns: (transfer full)
 * (nullable) */
ConfabXmppResume *confab_xmpp_stream_dup_resume (ConfabXmppStream *self);

/* ---- facts about it; borrowed ---- */
const char *confab_xmpp_stream_get_bound (ConfabXmppStream *self); /* full address, as bound */
ConfabStanza *
confab_xmpp_stream_get_features (ConfabXmppStream *self); /* <stream:features/> after sign-in; NULL
                                                           * where a session was taken up that the
                                                           * server says nothing of */
/* Stanzas that were given to it and that the server has not said to have. */
guint confab_xmpp_stream_get_n_pending (ConfabXmppStream *self);
gboolean confab_xmpp_stream_is_managed (ConfabXmppStream *self);
gboolean confab_xmpp_stream_is_resumed (ConfabXmppStream *self);
const char *confab_xmpp_stream_get_session_id (
    ConfabXmppStream *self); /* for resumption; NULL if not managed or not resumable */
ConfabNetLink *confab_xmpp_stream_get_link (ConfabXmppStream *self);

G_END_DECLS
