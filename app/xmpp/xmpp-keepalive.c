/* Signs of life: after a minute of silence the server is asked for one, <r/> in a managed session
 * and a ping (XEP-0199) in another; what it owes must come in time, or the stream is over. One
 * alarm for all of it. No whitespace: it would say nothing about the other side. */

#include "xmpp/xmpp-stream-private.h"

#define SILENCE_US (60 * G_USEC_PER_SEC)
#define UNACKED_US (15 * G_USEC_PER_SEC)
#define ANSWER_US (30 * G_USEC_PER_SEC)
/* A session that was taken up must show soon that it still listens: some servers read on in a
 * stanza that was cut off with the line before, and take for its text whatever comes. */
#define UNPROVEN_UNACKED_US (3 * G_USEC_PER_SEC)
#define UNPROVEN_ANSWER_US (12 * G_USEC_PER_SEC)
#define NS_PING "urn:xmpp:ping"
#define ID_BYTES 16

static DexFuture *
on_pong (DexFuture *answer, gpointer data) {
  ConfabStreamWeak *weak = data;
  g_autoptr (ConfabXmppStream) self = confab_xmpp_stream_weak_get (weak);
  g_autoptr (GError) error = NULL;

  if (self == NULL || self->state == CONFAB_STREAM_OVER)
    return NULL;
  /* An error is an answer too. */
  dex_future_get_value (answer, &error);
  if (error != NULL && !g_error_matches (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_STANZA))
    return NULL;
  confab_xmpp_keepalive_calm (self);
  if (!self->is_managed && confab_xmpp_counts_acknowledge (&self->counts, weak->number) &&
      self->hooks.acked != NULL)
    self->hooks.acked (self->data, weak->number);
  return NULL;
}

static void
send_ping (ConfabXmppStream *self) {
  const char *server = confab_base_jid_get_domain (self->address);
  g_autofree char *id = confab_base_random_dup_id (self->random, ID_BYTES);
  g_autoptr (ConfabStanza) iq = confab_xmpp_stanza_new_iq ("get", server, id);
  DexFuture *answer = confab_xmpp_queries_add (self->queries, id, server);

  confab_xmpp_stanza_add (iq, "ping", NS_PING);
  confab_xmpp_pump_push_stanza (self, iq);
  dex_future_disown (dex_future_finally (answer, on_pong,
      confab_xmpp_stream_weak_new (self, self->counts.sent), confab_xmpp_stream_weak_free));
}

static gboolean
is_unproven (ConfabXmppStream *self) {
  return self->is_resumed && !self->is_proven;
}

void
confab_xmpp_keepalive_ask (ConfabXmppStream *self, gint64 patience_us) {
  gint64 now = confab_base_clock_monotonic_us (self->clock);
  gint64 by = now + (is_unproven (self) ? MIN (patience_us, UNPROVEN_ANSWER_US) : patience_us);

  if (self->state != CONFAB_STREAM_LIVE)
    return;
  self->since_request = 0;
  if (self->patience_us == 0 || by < self->patience_us)
    self->patience_us = by;
  if (self->is_managed)
    confab_xmpp_pump_push_words (self, "<r xmlns='" CONFAB_NS_MANAGED "'/>");
  else
    send_ping (self);
  confab_xmpp_keepalive_arm (self);
}

void
confab_xmpp_keepalive_calm (ConfabXmppStream *self) {
  self->patience_us = 0;
  self->unacked_us = 0;
  if (confab_xmpp_counts_get_n_unacked (&self->counts) > 0)
    self->unacked_us = confab_base_clock_monotonic_us (self->clock);
  confab_xmpp_keepalive_arm (self);
}

/* The next moment at which something is to be done. */
static gint64
next_us (ConfabXmppStream *self) {
  gint64 next = self->heard_us + SILENCE_US;

  if (self->patience_us != 0)
    return self->patience_us;
  if (self->is_managed && self->unacked_us != 0)
    next = MIN (next, self->unacked_us + (is_unproven (self) ? UNPROVEN_UNACKED_US : UNACKED_US));
  return next;
}

static DexFuture *
on_alarm (DexFuture *sleep, gpointer data) {
  g_autoptr (ConfabXmppStream) self = confab_xmpp_stream_weak_get (data);
  gint64 now;

  if (self == NULL || self->state != CONFAB_STREAM_LIVE)
    return NULL;
  now = confab_base_clock_monotonic_us (self->clock);
  self->alarm_us = 0;
  /* While the intake waits for its owner, the answer may lie unread. */
  if (self->room != NULL) {
    self->heard_us = now;
    if (self->patience_us != 0)
      self->patience_us = now + ANSWER_US;
  }
  if (now >= next_us (self)) {
    if (self->patience_us != 0) {
      self->is_deaf = is_unproven (self);
      confab_xmpp_stream_end_with (
          self, CONFAB_XMPP_ERROR_TIMED_OUT, "no sign of life from the server");
      return NULL;
    }
    confab_xmpp_keepalive_ask (self, ANSWER_US);
  }
  confab_xmpp_keepalive_arm (self);
  return NULL;
}

void
confab_xmpp_keepalive_arm (ConfabXmppStream *self) {
  gint64 next = next_us (self);
  DexFuture *sleep;

  /* An alarm that rings too early sets itself anew. */
  if (self->state != CONFAB_STREAM_LIVE || !self->is_attached ||
      (self->alarm_us != 0 && self->alarm_us <= next))
    return;
  self->alarm_us = next;
  dex_clear (&self->alarm);
  sleep = confab_base_clock_sleep (
      self->clock, MAX (1, next - confab_base_clock_monotonic_us (self->clock)));
  self->alarm = dex_future_finally (
      sleep, on_alarm, confab_xmpp_stream_weak_new (self, 0), confab_xmpp_stream_weak_free);
}
