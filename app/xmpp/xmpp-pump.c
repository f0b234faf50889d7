/* The way out. One fiber at a time takes all that is queued, gives numbers, has the numbers of
 * envelopes made durable, and writes the batch in one go. It holds the stream only between its
 * waits. Refuses to write an envelope whose number is not durable. */

#include "xmpp/xmpp-stream-private.h"

#include "base/base-fiber.h"

#include <string.h>

#define ASK_AFTER 20                    /* stanzas */
#define ANSWER_US (30 * G_USEC_PER_SEC) /* for <r/> */

typedef struct {
  ConfabStreamWeak *weak;
  ConfabWire *wire;
  GCancellable *stop;
} Pump;

typedef struct {
  GByteArray *bytes;
  GArray *marks; /* of ConfabXmppMark */
} Batch;

void
confab_xmpp_out_free (gpointer data) {
  ConfabOut *out = data;

  g_clear_pointer (&out->stanza, confab_xmpp_stanza_unref);
  g_clear_pointer (&out->envelope, confab_base_envelope_unref);
  g_free (out->words);
  g_free (out);
}

static void
pump_free (gpointer data) {
  Pump *pump = data;

  confab_xmpp_stream_weak_free (pump->weak);
  confab_xmpp_wire_unref (pump->wire);
  g_object_unref (pump->stop);
  g_free (pump);
}

static void
batch_clear (Batch *batch) {
  g_byte_array_unref (batch->bytes);
  g_array_unref (batch->marks);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Batch, batch_clear)

static void
append_bytes (ConfabXmppStream *self, Batch *batch, GBytes *bytes) {
  gsize size = 0;
  const char *text = g_bytes_get_data (bytes, &size);

  confab_xmpp_wire_append (self->wire, batch->bytes, text, size);
}

static void
append_out (ConfabXmppStream *self, const ConfabOut *out, Batch *batch) {
  if (out->words != NULL) {
    confab_xmpp_wire_append (self->wire, batch->bytes, out->words, strlen (out->words));
    return;
  }
  self->since_request++;
  if (out->envelope != NULL) {
    ConfabXmppMark mark = { out->token, confab_xmpp_counts_send (&self->counts, NULL) };

    g_array_append_val (batch->marks, mark);
    append_bytes (self, batch, confab_base_envelope_get_bytes (out->envelope));
  } else {
    g_autoptr (GBytes) bytes = confab_xmpp_stanza_to_bytes (out->stanza);

    confab_xmpp_counts_send (&self->counts, self->is_managed ? out->stanza : NULL);
    append_bytes (self, batch, bytes);
  }
}

/* Takes all that is queued. */
static void
collect (ConfabXmppStream *self, Batch *batch) {
  gboolean is_first = TRUE;

  confab_xmpp_wire_append_pong (self->wire, batch->bytes);
  while (!g_queue_is_empty (&self->out)) {
    ConfabOut *out = g_queue_pop_head (&self->out);

    append_out (self, out, batch);
    confab_xmpp_out_free (out);
    /* Queues <r/> or a ping, which the loop then takes too. */
    if (is_first && g_queue_is_empty (&self->out) && self->state == CONFAB_STREAM_LIVE &&
        (batch->marks->len > 0 || self->since_request >= ASK_AFTER)) {
      is_first = FALSE;
      confab_xmpp_keepalive_ask (self, ANSWER_US);
    }
  }
  if (confab_xmpp_counts_get_n_unacked (&self->counts) > 0 && self->unacked_us == 0) {
    self->unacked_us = confab_base_clock_monotonic_us (self->clock);
    confab_xmpp_keepalive_arm (self);
  }
}

/* One batch. FALSE: there is nothing more to do, or with `error` the link failed. */
static gboolean
pump_once (Pump *pump, GError **error) {
  g_auto (Batch)
      batch = { g_byte_array_new (), g_array_new (FALSE, FALSE, sizeof (ConfabXmppMark)) };
  g_autoptr (DexFuture) durable = NULL;
  g_autoptr (ConfabXmppStream) self = confab_xmpp_stream_weak_get (pump->weak);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) bad = NULL;
  gboolean is_durable;

  if (self == NULL || self->state == CONFAB_STREAM_OVER)
    return FALSE;
  if (!self->is_hushed || self->has_last)
    collect (self, &batch);
  self->has_last = FALSE;
  if (batch.bytes->len == 0) {
    self->is_pumping = FALSE;
    confab_xmpp_hush_look (self);
    return FALSE;
  }
  if (batch.marks->len > 0 && self->hooks.will_write != NULL)
    durable = self->hooks.will_write (
        self->data, (const ConfabXmppMark *)(gpointer)batch.marks->data, batch.marks->len);
  g_clear_object (&self);
  is_durable = durable == NULL || dex_await (g_steal_pointer (&durable), &bad);
  self = confab_xmpp_stream_weak_get (pump->weak);
  if (self == NULL || self->state == CONFAB_STREAM_OVER)
    return FALSE;
  if (!is_durable) {
    confab_xmpp_stream_end (self, bad, NULL);
    return FALSE;
  }
  self->is_writing = TRUE;
  g_clear_object (&self);
  bytes = g_byte_array_free_to_bytes (g_byte_array_ref (batch.bytes));
  if (!dex_await (
          confab_net_link_write (confab_xmpp_wire_get_link (pump->wire), bytes, pump->stop), error))
    return FALSE;
  self = confab_xmpp_stream_weak_get (pump->weak);
  if (self == NULL)
    return FALSE;
  self->is_writing = FALSE;
  confab_xmpp_hush_look (self);
  return TRUE;
}

static DexFuture *
pump_fiber (gpointer data) {
  Pump *pump = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ConfabXmppStream) self = NULL;

  while (pump_once (pump, &error))
    continue;
  self = error != NULL ? confab_xmpp_stream_weak_get (pump->weak) : NULL;
  if (self != NULL)
    confab_xmpp_stream_end_with (self, CONFAB_XMPP_ERROR_CLOSED, error->message);
  return dex_future_new_true ();
}

void
confab_xmpp_pump_start (ConfabXmppStream *self) {
  Pump *pump;

  if (self->is_pumping || !self->is_attached || self->state == CONFAB_STREAM_OVER ||
      (g_queue_is_empty (&self->out) && !confab_xmpp_wire_has_pong (self->wire)))
    return;
  self->is_pumping = TRUE;
  pump = g_new0 (Pump, 1);
  pump->weak = confab_xmpp_stream_weak_new (self, 0);
  pump->wire = confab_xmpp_wire_ref (self->wire);
  pump->stop = g_object_ref (self->stop);
  dex_future_disown (confab_base_fiber_start (pump_fiber, pump, pump_free));
}

static void
push (ConfabXmppStream *self, ConfabOut *out) {
  g_queue_push_tail (&self->out, out);
  confab_xmpp_pump_start (self);
}

void
confab_xmpp_pump_push_stanza (ConfabXmppStream *self, ConfabStanza *stanza) {
  ConfabOut *out;

  if (self->state != CONFAB_STREAM_LIVE)
    return;
  out = g_new0 (ConfabOut, 1);
  out->stanza = confab_xmpp_stanza_ref (stanza);
  push (self, out);
}

void
confab_xmpp_pump_push_envelope (ConfabXmppStream *self, ConfabEnvelope *envelope, gint64 token) {
  ConfabOut *out;

  if (self->state != CONFAB_STREAM_LIVE)
    return;
  out = g_new0 (ConfabOut, 1);
  out->envelope = confab_base_envelope_ref (envelope);
  out->token = token;
  push (self, out);
}

void
confab_xmpp_pump_push_words (ConfabXmppStream *self, const char *words) {
  ConfabOut *out;

  if (self->state != CONFAB_STREAM_LIVE)
    return;
  out = g_new0 (ConfabOut, 1);
  out->words = g_strdup (words);
  push (self, out);
}
