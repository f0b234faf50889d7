#pragma once

/* The inside of a stream, shared by the files that are its parts: xmpp-stream.c (life, facts),
 * xmpp-intake.c (in), xmpp-pump.c (out), xmpp-keepalive.c (time). */

#include "xmpp/xmpp-counts.h"
#include "xmpp/xmpp-iq.h"
#include "xmpp/xmpp-negotiation.h"
#include "xmpp/xmpp-stream.h"

G_BEGIN_DECLS

typedef enum {
  CONFAB_STREAM_LIVE = 0,
  CONFAB_STREAM_CLOSING, /* </stream:stream> is queued; nothing more goes out */
  CONFAB_STREAM_OVER,
} ConfabStreamState;

struct _ConfabXmppStream {
  GObject parent_instance;

  /* owned */
  ConfabWire *wire;
  ConfabJid *address; /* bare */
  ConfabStanza *features;
  char *bound;
  char *id;       /* of the session, if it can be resumed; nullable */
  char *location; /* nullable */
  ConfabCounts counts;
  ConfabQueries *queries;
  GQueue early;       /* of ConfabStanza: came before the managed session, do not count */
  GQueue out;         /* of ConfabOut */
  GCancellable *stop; /* of every operation of this stream */
  DexPromise *room;   /* completes when the intake may go on; nullable */
  DexPromise *ending; /* what close gave; nullable */
  DexFuture *alarm;   /* of the keep-alive; nullable */
  DexFuture *late;    /* ends a close that takes too long; nullable */
  GError *error;      /* why it ended before it was attached; nullable */

  /* borrowed */
  const ConfabClock *clock;
  const ConfabRandom *random;
  ConfabXmppStreamHooks hooks;
  gpointer data;

  ConfabStreamState state;
  gboolean is_attached;
  gboolean is_answered; /* the server has said goodbye too */
  gboolean is_managed;
  gboolean is_resumed;
  gboolean is_proven;    /* the server has acknowledged something over this very stream */
  gboolean is_left;      /* nobody looks ... */
  gboolean is_unwatched; /* ... and the server was told so */
  gboolean is_deaf;      /* it was asked to, and did not: its end of the session hears nothing */

  /* intake */
  gboolean is_asked;   /* <r/> waits for its <a/> ... */
  guint32 asked_until; /* ... until this number is handled */
  gboolean is_acking;  /* will_ack runs */
  guint32 told;        /* h of the last <a/> */

  /* pump */
  gboolean is_pumping;
  gboolean is_writing;
  gboolean is_hushed;  /* nothing more goes out ... */
  gboolean has_last;   /* ... but what is queued when it was */
  DexPromise *hushed;  /* nullable */
  guint since_request; /* stanzas since the last <r/> */

  /* keep-alive; monotonic microseconds, 0 for none */
  gint64 heard_us;    /* when something came last */
  gint64 unacked_us;  /* since when something waits for an <a/> */
  gint64 patience_us; /* a sign of life must have come by then */
  gint64 alarm_us;    /* when `alarm` rings */
};

/* A reference that does not keep the stream, for fibers and callbacks. */
typedef struct {
  GWeakRef stream;
  guint32 number;
} ConfabStreamWeak;

ConfabStreamWeak *confab_xmpp_stream_weak_new (ConfabXmppStream *stream, guint32 number);
void confab_xmpp_stream_weak_free (gpointer data);
/* Returns: (transfer full) (nullable) */
ConfabXmppStream *confab_xmpp_stream_weak_get (ConfabStreamWeak *weak);

/* For sign-in. Takes what it needs of `session`; `resume` is what was resumed, nullable. */
ConfabXmppStream *confab_xmpp_stream_new (
    ConfabNegotiation *negotiation, ConfabSession *session, const ConfabXmppResume *resume);

/* The stream is over: by `error`, or in order if that is NULL. With `words` (nullable) they are
 * written before the link is closed, and the session is not worth resuming. Tells the owner. */
void confab_xmpp_stream_end (ConfabXmppStream *self, const GError *error, const char *words);
/* As above for CONFAB_XMPP_ERROR. */
void
confab_xmpp_stream_end_with (ConfabXmppStream *self, ConfabXmppError code, const char *message);

/* Queues </stream:stream>: nothing goes out after it. */
void confab_xmpp_stream_say_goodbye (ConfabXmppStream *self);

/* ---- xmpp-intake.c ---- */
void confab_xmpp_intake_start (ConfabXmppStream *self);
/* Lets the intake look again, if it waits. */
void confab_xmpp_intake_wake (ConfabXmppStream *self);
/* Sends <a/> where one is due; `is_last`: even if only one stanza is new. */
void confab_xmpp_intake_acknowledge (ConfabXmppStream *self, gboolean is_last);

/* ---- xmpp-pump.c ---- */
typedef struct {
  ConfabStanza *stanza;     /* a stanza, or */
  ConfabEnvelope *envelope; /* an envelope, or */
  char *words;              /* something that has no number */
  gint64 token;
} ConfabOut;

void confab_xmpp_out_free (gpointer out);
void confab_xmpp_pump_push_stanza (ConfabXmppStream *self, ConfabStanza *stanza);
void
confab_xmpp_pump_push_envelope (ConfabXmppStream *self, ConfabEnvelope *envelope, gint64 token);
void confab_xmpp_pump_push_words (ConfabXmppStream *self, const char *words);
void confab_xmpp_pump_start (ConfabXmppStream *self);

/* ---- xmpp-hush.c ---- */
/* Resolves what _hush gave, if it is so by now. */
void confab_xmpp_hush_look (ConfabXmppStream *self);

/* ---- xmpp-keepalive.c ---- */
/* Asks for a sign of life (<r/>, or a ping), to come within `patience_us`; does nothing if one is
 * awaited already. */
void confab_xmpp_keepalive_ask (ConfabXmppStream *self, gint64 patience_us);
/* The sign came. */
void confab_xmpp_keepalive_calm (ConfabXmppStream *self);
/* Sets the alarm anew; after every change of the times. */
void confab_xmpp_keepalive_arm (ConfabXmppStream *self);

G_END_DECLS
