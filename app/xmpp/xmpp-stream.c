/* The stream's life: made by sign-in, attached to its owner, ended once. Its work is done in
 * xmpp-intake.c, xmpp-pump.c and xmpp-keepalive.c. Refuses to tell the owner anything after stop,
 * and to keep a session that the server used against the rules. */

#include "xmpp/xmpp-stream-private.h"

#include "base/base-fiber.h"

#define CLOSE_US (5 * G_USEC_PER_SEC)
#define FAREWELL_US (2 * G_USEC_PER_SEC)
#define PROBE_US (10 * G_USEC_PER_SEC)
#define ID_BYTES 16

G_DEFINE_FINAL_TYPE (ConfabXmppStream, confab_xmpp_stream, G_TYPE_OBJECT)

ConfabStreamWeak *
confab_xmpp_stream_weak_new (ConfabXmppStream *stream, guint32 number) {
  ConfabStreamWeak *weak = g_new0 (ConfabStreamWeak, 1);

  g_weak_ref_init (&weak->stream, stream);
  weak->number = number;
  return weak;
}

void
confab_xmpp_stream_weak_free (gpointer data) {
  ConfabStreamWeak *weak = data;

  g_weak_ref_clear (&weak->stream);
  g_free (weak);
}

ConfabXmppStream *
confab_xmpp_stream_weak_get (ConfabStreamWeak *weak) {
  return g_weak_ref_get (&weak->stream);
}

/* ---- the end ---- */

typedef struct {
  ConfabWire *wire;
  GBytes *words;
  const ConfabClock *clock;
} Farewell;

static void
farewell_free (gpointer data) {
  Farewell *farewell = data;

  confab_xmpp_wire_unref (farewell->wire);
  g_bytes_unref (farewell->words);
  g_free (farewell);
}

static DexFuture *
farewell_fiber (gpointer data) {
  Farewell *farewell = data;
  ConfabNetLink *link = confab_xmpp_wire_get_link (farewell->wire);

  dex_await (dex_future_first (confab_net_link_write (link, farewell->words, NULL),
                 confab_base_clock_sleep (farewell->clock, FAREWELL_US), NULL),
      NULL);
  confab_net_link_close (link);
  return dex_future_new_true ();
}

static void
hang_up (ConfabXmppStream *self, const char *words) {
  Farewell *farewell;

  g_cancellable_cancel (self->stop);
  if (words == NULL || self->is_writing) {
    confab_net_link_close (confab_xmpp_wire_get_link (self->wire));
    return;
  }
  farewell = g_new0 (Farewell, 1);
  farewell->wire = confab_xmpp_wire_ref (self->wire);
  farewell->words = confab_xmpp_wire_dup_bytes (self->wire, words);
  farewell->clock = self->clock;
  dex_future_disown (confab_base_fiber_start (farewell_fiber, farewell, farewell_free));
}

/* Everything stops; nobody is told but those who wait for answers. */
static void
finish (ConfabXmppStream *self, const char *words) {
  g_autoptr (DexPromise) ending = g_steal_pointer (&self->ending);

  self->state = CONFAB_STREAM_OVER;
  hang_up (self, words);
  dex_clear (&self->alarm);
  dex_clear (&self->late);
  confab_xmpp_intake_wake (self);
  confab_xmpp_queries_end (self->queries);
  confab_xmpp_hush_look (self);
  if (ending != NULL)
    dex_promise_resolve_boolean (ending, TRUE);
}

void
confab_xmpp_stream_end (ConfabXmppStream *self, const GError *error, const char *words) {
  g_autoptr (ConfabXmppStream) held = g_object_ref (self);
  ConfabXmppStreamHooks hooks;

  if (self->state == CONFAB_STREAM_OVER)
    return;
  /* A goodbye that was not answered may never have arrived: then the session is still there. */
  if ((error == NULL && (self->is_answered || !self->is_attached)) ||
      (error != NULL && words != NULL))
    g_clear_pointer (&self->id, g_free);
  finish (self, words);
  if (!self->is_attached) {
    if (error != NULL)
      self->error = g_error_copy (error);
    return;
  }
  hooks = self->hooks;
  self->hooks = (ConfabXmppStreamHooks){ 0 };
  if (hooks.closed != NULL)
    hooks.closed (self->data, error);
}

/* RFC 6120 4.9.3. Only what the server did wrong is told to it. */
static const char *
get_condition (ConfabXmppError code) {
  switch (code) {
  case CONFAB_XMPP_ERROR_XML:
    return "not-well-formed";
  case CONFAB_XMPP_ERROR_LIMIT:
    return "policy-violation";
  case CONFAB_XMPP_ERROR_PROTOCOL:
    return "undefined-condition";
  default:
    return NULL;
  }
}

void
confab_xmpp_stream_end_with (ConfabXmppStream *self, ConfabXmppError code, const char *message) {
  g_autoptr (GError) error = g_error_new_literal (CONFAB_XMPP_ERROR, code, message);
  const char *condition = get_condition (code);
  g_autofree char *words = NULL;

  if (condition != NULL)
    words = g_strdup_printf ("<stream:error><%s xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>"
                             "</stream:error></stream:stream>",
        condition);
  confab_xmpp_stream_end (self, error, words);
}

/* ---- life ---- */

static void
confab_xmpp_stream_dispose (GObject *object) {
  ConfabXmppStream *self = CONFAB_XMPP_STREAM (object);

  confab_xmpp_stream_stop (self);
  G_OBJECT_CLASS (confab_xmpp_stream_parent_class)->dispose (object);
}

static void
confab_xmpp_stream_finalize (GObject *object) {
  ConfabXmppStream *self = CONFAB_XMPP_STREAM (object);

  g_clear_pointer (&self->wire, confab_xmpp_wire_unref);
  g_clear_pointer (&self->address, confab_base_jid_unref);
  g_clear_pointer (&self->features, confab_xmpp_stanza_unref);
  g_clear_pointer (&self->bound, g_free);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->location, g_free);
  g_clear_pointer (&self->queries, confab_xmpp_queries_free);
  g_queue_clear_full (&self->early, (GDestroyNotify)confab_xmpp_stanza_unref);
  g_queue_clear_full (&self->out, confab_xmpp_out_free);
  confab_xmpp_counts_clear (&self->counts);
  g_clear_object (&self->stop);
  dex_clear (&self->hushed);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (confab_xmpp_stream_parent_class)->finalize (object);
}

static void
confab_xmpp_stream_class_init (ConfabXmppStreamClass *class) {
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = confab_xmpp_stream_dispose;
  object_class->finalize = confab_xmpp_stream_finalize;
}

static void
confab_xmpp_stream_init (ConfabXmppStream *self) {
  g_queue_init (&self->early);
  g_queue_init (&self->out);
  self->stop = g_cancellable_new ();
}

/* What the server did not get of the old stream; envelopes come from the outbox again. */
static void
replay (ConfabXmppStream *self, const ConfabXmppResume *resume, guint32 h) {
  for (guint i = 0; resume->unacked != NULL && i < resume->unacked->len; i++) {
    if (resume->numbers == NULL || (gint32)(g_array_index (resume->numbers, guint32, i) - h) > 0)
      confab_xmpp_pump_push_stanza (self, g_ptr_array_index (resume->unacked, i));
  }
}

ConfabXmppStream *
confab_xmpp_stream_new (
    ConfabNegotiation *negotiation, ConfabSession *session, const ConfabXmppResume *resume) {
  ConfabXmppStream *self = g_object_new (CONFAB_TYPE_XMPP_STREAM, NULL);
  gboolean is_resumed = session->is_resumed && resume != NULL;

  self->wire = confab_xmpp_wire_ref (negotiation->wire);
  self->address = confab_base_jid_dup_bare (negotiation->address);
  if (negotiation->features != NULL)
    self->features = confab_xmpp_stanza_ref (negotiation->features);
  else if (resume != NULL && resume->features != NULL)
    self->features = confab_xmpp_stanza_ref (resume->features);
  self->clock = negotiation->clock;
  self->random = negotiation->random;
  self->bound = g_steal_pointer (&session->bound);
  self->id = g_steal_pointer (&session->id);
  self->location = g_steal_pointer (&session->location);
  self->is_managed = session->is_managed;
  self->is_resumed = is_resumed;
  self->queries = confab_xmpp_queries_new (self->address, self->clock);
  self->heard_us = confab_base_clock_monotonic_us (self->clock);
  confab_xmpp_counts_init (
      &self->counts, is_resumed ? session->h : 0, is_resumed ? resume->h_in : 0);
  self->told = self->counts.handled;
  for (guint i = 0; i < session->early->len; i++)
    g_queue_push_tail (
        &self->early, confab_xmpp_stanza_ref (g_ptr_array_index (session->early, i)));
  if (is_resumed)
    replay (self, resume, session->h);
  confab_xmpp_intake_start (self);
  return self;
}

static gboolean
on_closed_before (gpointer data) {
  g_autoptr (ConfabXmppStream) self = confab_xmpp_stream_weak_get (data);
  ConfabXmppStreamHooks hooks;

  if (self == NULL)
    return G_SOURCE_REMOVE;
  hooks = self->hooks;
  self->hooks = (ConfabXmppStreamHooks){ 0 };
  if (hooks.closed != NULL)
    hooks.closed (self->data, self->error);
  return G_SOURCE_REMOVE;
}

void
confab_xmpp_stream_attach (
    ConfabXmppStream *self, const ConfabXmppStreamHooks *hooks, gpointer data) {
  g_return_if_fail (CONFAB_IS_XMPP_STREAM (self));
  g_return_if_fail (!self->is_attached);

  self->is_attached = TRUE;
  self->hooks = *hooks;
  self->data = data;
  if (self->state == CONFAB_STREAM_OVER) {
    g_idle_add_full (G_PRIORITY_DEFAULT, on_closed_before, confab_xmpp_stream_weak_new (self, 0),
        confab_xmpp_stream_weak_free);
    return;
  }
  confab_xmpp_intake_wake (self);
  confab_xmpp_pump_start (self);
  confab_xmpp_keepalive_arm (self);
}

/* ---- sending ---- */

void
confab_xmpp_stream_send (ConfabXmppStream *self, ConfabStanza *stanza) {
  g_return_if_fail (CONFAB_IS_XMPP_STREAM (self));
  confab_xmpp_pump_push_stanza (self, stanza);
}

void
confab_xmpp_stream_send_envelope (ConfabXmppStream *self, ConfabEnvelope *envelope, gint64 token) {
  g_return_if_fail (CONFAB_IS_XMPP_STREAM (self));
  confab_xmpp_pump_push_envelope (self, envelope, token);
}

static DexFuture *
request (ConfabXmppStream *self, ConfabStanza *iq, gboolean is_whole) {
  g_autofree char *id = confab_base_random_dup_id (self->random, ID_BYTES);
  g_autoptr (DexFuture) answer = NULL;

  if (self->state != CONFAB_STREAM_LIVE)
    return dex_future_new_reject (
        CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_CLOSED, "the stream is over");
  answer = confab_xmpp_queries_add (self->queries, id, confab_xmpp_stanza_get (iq, "to"));
  if (dex_future_is_rejected (answer))
    return g_steal_pointer (&answer);
  if (is_whole)
    confab_xmpp_queries_want_whole (self->queries, id);
  confab_xmpp_stanza_set (iq, "id", id);
  confab_xmpp_pump_push_stanza (self, iq);
  return g_steal_pointer (&answer);
}

DexFuture *
confab_xmpp_stream_request (ConfabXmppStream *self, ConfabStanza *iq) {
  return request (self, iq, FALSE);
}

DexFuture *
confab_xmpp_stream_request_whole (ConfabXmppStream *self, ConfabStanza *iq) {
  return request (self, iq, TRUE);
}

void
confab_xmpp_stream_probe (ConfabXmppStream *self) {
  confab_xmpp_keepalive_ask (self, PROBE_US);
}

/* ---- closing ---- */

static DexFuture *
on_close_late (DexFuture *sleep, gpointer data) {
  g_autoptr (ConfabXmppStream) self = confab_xmpp_stream_weak_get (data);

  if (self != NULL)
    confab_xmpp_stream_end (self, NULL, NULL);
  return NULL;
}

void
confab_xmpp_stream_say_goodbye (ConfabXmppStream *self) {
  confab_xmpp_pump_push_words (self, "</stream:stream>");
  if (self->state == CONFAB_STREAM_LIVE)
    self->state = CONFAB_STREAM_CLOSING;
}

DexFuture *
confab_xmpp_stream_close (ConfabXmppStream *self) {
  DexFuture *ending;

  g_return_val_if_fail (CONFAB_IS_XMPP_STREAM (self), NULL);
  if (self->state == CONFAB_STREAM_OVER)
    return dex_future_new_true ();
  if (self->ending != NULL)
    return dex_ref (DEX_FUTURE (self->ending));
  self->ending = dex_promise_new ();
  ending = dex_ref (DEX_FUTURE (self->ending));
  if (!self->is_attached) {
    confab_xmpp_stream_end (self, NULL, "</stream:stream>");
    return ending;
  }
  self->late = dex_future_finally (confab_base_clock_sleep (self->clock, CLOSE_US), on_close_late,
      confab_xmpp_stream_weak_new (self, 0), confab_xmpp_stream_weak_free);
  confab_xmpp_intake_acknowledge (self, TRUE);
  if (!self->is_acking)
    confab_xmpp_stream_say_goodbye (self);
  return ending;
}

void
confab_xmpp_stream_stop (ConfabXmppStream *self) {
  g_return_if_fail (CONFAB_IS_XMPP_STREAM (self));

  self->hooks = (ConfabXmppStreamHooks){ 0 };
  if (self->state != CONFAB_STREAM_OVER)
    finish (self, NULL);
}

/* Also what never got a number, in its place. */
static void
list_unsent (ConfabXmppStream *self, ConfabXmppResume *resume) {
  guint32 number = self->counts.sent;

  for (const GList *link = self->out.head; link != NULL; link = link->next) {
    const ConfabOut *out = link->data;

    if (out->stanza == NULL)
      continue;
    number++;
    g_ptr_array_add (resume->unacked, confab_xmpp_stanza_ref (out->stanza));
    g_array_append_val (resume->numbers, number);
  }
}

ConfabXmppResume *
confab_xmpp_stream_dup_resume (ConfabXmppStream *self) {
  ConfabXmppResume *resume;

  if (self->id == NULL || self->is_deaf)
    return NULL;
  resume = confab_xmpp_resume_new (self->id, self->location, self->counts.handled);
  resume->bound = g_strdup (self->bound);
  if (self->features != NULL)
    resume->features = confab_xmpp_stanza_ref (self->features);
  resume->is_live = TRUE;
  resume->sent = self->counts.sent;
  resume->unacked = g_ptr_array_new_with_free_func ((GDestroyNotify)confab_xmpp_stanza_unref);
  resume->numbers = g_array_new (FALSE, FALSE, sizeof (guint32));
  confab_xmpp_counts_list_unacked (&self->counts, resume->unacked, resume->numbers);
  list_unsent (self, resume);
  return resume;
}

/* ---- facts ---- */

const char *
confab_xmpp_stream_get_bound (ConfabXmppStream *self) {
  return self->bound;
}

ConfabStanza *
confab_xmpp_stream_get_features (ConfabXmppStream *self) {
  return self->features;
}

guint
confab_xmpp_stream_get_n_pending (ConfabXmppStream *self) {
  return g_queue_get_length (&self->out) + confab_xmpp_counts_get_n_unacked (&self->counts);
}

gboolean
confab_xmpp_stream_is_managed (ConfabXmppStream *self) {
  return self->is_managed;
}

gboolean
confab_xmpp_stream_is_resumed (ConfabXmppStream *self) {
  return self->is_resumed;
}

const char *
confab_xmpp_stream_get_session_id (ConfabXmppStream *self) {
  return self->id;
}

ConfabNetLink *
confab_xmpp_stream_get_link (ConfabXmppStream *self) {
  return confab_xmpp_wire_get_link (self->wire);
}
