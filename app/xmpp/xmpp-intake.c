/* The way in. A fiber reads and hands out one item after the other; it holds the stream only
 * between its waits. It stops reading while too much is not handled, and gives the main loop its
 * turn. Refuses to acknowledge what is not durable, and an <a/> for more than was sent. */

#include "xmpp/xmpp-stream-private.h"

#include "base/base-fiber.h"

#include <string.h>

#define MAX_UNHANDLED 500 /* stanzas; beyond it nothing is read */
#define MAX_TURN_US 4000  /* of work before the main loop goes on */
#define ACK_EVERY 50      /* stanzas */
#define MAX_ID 1024       /* bytes; a query with a longer id is not answered */

typedef struct {
  ConfabStreamWeak *weak;
  ConfabWire *wire;
  GCancellable *stop;
} Intake;

static void
intake_free (gpointer data) {
  Intake *intake = data;

  confab_xmpp_stream_weak_free (intake->weak);
  confab_xmpp_wire_unref (intake->wire);
  g_object_unref (intake->stop);
  g_free (intake);
}

/* ---- acknowledging ---- */

static void
send_ack (ConfabXmppStream *self, guint32 h) {
  g_autofree char *words = g_strdup_printf ("<a xmlns='" CONFAB_NS_MANAGED "' h='%u'/>", h);

  self->told = h;
  if (self->is_asked && (gint32)(h - self->asked_until) >= 0)
    self->is_asked = FALSE;
  confab_xmpp_pump_push_words (self, words);
}

static DexFuture *
on_ack_durable (DexFuture *durable, gpointer data) {
  ConfabStreamWeak *weak = data;
  g_autoptr (ConfabXmppStream) self = confab_xmpp_stream_weak_get (weak);
  g_autoptr (GError) error = NULL;

  if (self == NULL || self->state == CONFAB_STREAM_OVER)
    return NULL;
  self->is_acking = FALSE;
  if (dex_future_get_value (durable, &error) == NULL) {
    confab_xmpp_stream_end (self, error, NULL);
    return NULL;
  }
  send_ack (self, weak->number);
  if (self->ending != NULL)
    confab_xmpp_stream_say_goodbye (self);
  else
    confab_xmpp_intake_acknowledge (self, FALSE);
  return NULL;
}

void
confab_xmpp_intake_acknowledge (ConfabXmppStream *self, gboolean is_last) {
  guint32 h = self->counts.handled;
  gboolean is_due = is_last ? h != self->told : h - self->told >= ACK_EVERY;
  DexFuture *durable = NULL;

  if (self->is_asked && (gint32)(h - self->asked_until) >= 0)
    is_due = TRUE;
  if (!self->is_managed || !is_due || self->is_acking || self->state == CONFAB_STREAM_OVER)
    return;
  if (self->hooks.will_ack != NULL)
    durable = self->hooks.will_ack (self->data, h);
  if (durable == NULL) {
    send_ack (self, h);
    return;
  }
  self->is_acking = TRUE;
  dex_future_disown (dex_future_finally (durable, on_ack_durable,
      confab_xmpp_stream_weak_new (self, h), confab_xmpp_stream_weak_free));
}

static void
note_handled (ConfabXmppStream *self, guint32 number, gboolean is_counted) {
  if (!is_counted)
    return;
  confab_xmpp_counts_handle (&self->counts, number);
  confab_xmpp_intake_wake (self);
  confab_xmpp_intake_acknowledge (self, FALSE);
}

typedef struct {
  ConfabStreamWeak *weak;
  gboolean is_counted;
} Handling;

static void
handling_free (gpointer data) {
  Handling *handling = data;

  confab_xmpp_stream_weak_free (handling->weak);
  g_free (handling);
}

static DexFuture *
on_handled (DexFuture *durable, gpointer data) {
  Handling *handling = data;
  g_autoptr (ConfabXmppStream) self = confab_xmpp_stream_weak_get (handling->weak);
  g_autoptr (GError) error = NULL;

  if (self == NULL)
    return NULL;
  if (dex_future_get_value (durable, &error) == NULL)
    confab_xmpp_stream_end (self, error, NULL);
  else
    note_handled (self, handling->weak->number, handling->is_counted);
  return NULL;
}

/* ---- stanzas ---- */

static gboolean
is_for_owner (ConfabXmppStream *self, ConfabStanza *stanza) {
  const char *type = confab_xmpp_stanza_get (stanza, "type");
  const char *id = confab_xmpp_stanza_get (stanza, "id");

  if (!g_str_equal (confab_xmpp_stanza_get_name (stanza), "iq"))
    return TRUE;
  if (g_strcmp0 (type, "result") == 0 || g_strcmp0 (type, "error") == 0) {
    confab_xmpp_queries_answer (self->queries, stanza);
    return FALSE;
  }
  return (g_strcmp0 (type, "get") == 0 || g_strcmp0 (type, "set") == 0) && id != NULL &&
         *id != '\0' && strlen (id) <= MAX_ID;
}

static void
hand_out (ConfabXmppStream *self, ConfabStanza *stanza, guint32 number, gboolean is_counted) {
  DexFuture *durable = NULL;
  Handling *handling;

  if (is_for_owner (self, stanza) && self->hooks.stanza != NULL)
    durable = self->hooks.stanza (self->data, stanza, number);
  if (durable == NULL) {
    note_handled (self, number, is_counted);
    return;
  }
  handling = g_new0 (Handling, 1);
  handling->weak = confab_xmpp_stream_weak_new (self, number);
  handling->is_counted = is_counted;
  dex_future_disown (dex_future_finally (durable, on_handled, handling, handling_free));
}

static gboolean
is_stanza (ConfabStanza *stanza) {
  return confab_xmpp_stanza_is (stanza, "message", CONFAB_NS_CLIENT) ||
         confab_xmpp_stanza_is (stanza, "presence", CONFAB_NS_CLIENT) ||
         confab_xmpp_stanza_is (stanza, "iq", CONFAB_NS_CLIENT);
}

/* ---- management ---- */

/* XEP-0198 section 6 */
static void
end_over_ack (ConfabXmppStream *self, guint32 h) {
  g_autoptr (GError) error =
      g_error_new_literal (CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_PROTOCOL, "handled-count-too-high");
  g_autofree char *words = g_strdup_printf (CONFAB_XMPP_OVER_ACK, h, self->counts.sent);

  confab_xmpp_stream_end (self, error, words);
}

static void
take_ack (ConfabXmppStream *self, ConfabStanza *ack) {
  guint32 before = self->counts.acked;
  guint32 h = 0;

  if (!confab_xmpp_parse_h (confab_xmpp_stanza_get (ack, "h"), &h)) {
    confab_xmpp_stream_end_with (self, CONFAB_XMPP_ERROR_PROTOCOL, "no count in <a/>");
    return;
  }
  if (!confab_xmpp_counts_acknowledge (&self->counts, h)) {
    end_over_ack (self, h);
    return;
  }
  self->is_proven = TRUE;
  confab_xmpp_keepalive_calm (self);
  if (h != before && self->hooks.acked != NULL)
    self->hooks.acked (self->data, h);
  confab_xmpp_hush_look (self);
}

static void
take_managed (ConfabXmppStream *self, ConfabStanza *stanza) {
  const char *name = confab_xmpp_stanza_get_name (stanza);

  if (!self->is_managed)
    return;
  if (g_str_equal (name, "a"))
    take_ack (self, stanza);
  if (g_str_equal (name, "r")) {
    self->is_asked = TRUE;
    self->asked_until = self->counts.received;
    confab_xmpp_intake_acknowledge (self, FALSE);
  }
}

/* ---- items ---- */

/* Behind <success/>, where a session was taken up with it and nothing was known of it. */
static void
take_features (ConfabXmppStream *self, ConfabStanza *stanza) {
  if (!self->is_resumed || self->features != NULL)
    return;
  self->features = confab_xmpp_stanza_ref (stanza);
  confab_xmpp_stream_set_watched (self, !self->is_left);
}

static void
take_stanza (ConfabXmppStream *self, ConfabStanza *stanza) {
  if (confab_xmpp_stanza_is (stanza, "error", CONFAB_NS_STREAMS)) {
    g_autoptr (GError) error = confab_xmpp_wire_dup_stream_error (stanza);

    confab_xmpp_stream_end (self, error, NULL);
  } else if (confab_xmpp_stanza_is (stanza, "features", CONFAB_NS_STREAMS)) {
    take_features (self, stanza);
  } else if (g_str_equal (confab_xmpp_stanza_get_ns (stanza), CONFAB_NS_MANAGED)) {
    take_managed (self, stanza);
  } else if (is_stanza (stanza)) {
    /* What comes after our last word of a managed session is not acknowledged, so the server keeps
     * it for the next one. */
    if (self->state == CONFAB_STREAM_CLOSING && self->is_managed)
      return;
    hand_out (self, stanza, confab_xmpp_counts_receive (&self->counts), TRUE);
  }
}

static void
take_item (ConfabXmppStream *self, ConfabWireItem *item) {
  switch (item->kind) {
  case CONFAB_WIRE_OPENED:
    confab_xmpp_stream_end_with (self, CONFAB_XMPP_ERROR_PROTOCOL, "a stream inside the stream");
    return;
  case CONFAB_WIRE_CLOSED:
    self->is_answered = TRUE;
    if (self->state == CONFAB_STREAM_CLOSING)
      confab_xmpp_stream_end (self, NULL, NULL);
    else
      confab_xmpp_stream_end_with (self, CONFAB_XMPP_ERROR_CLOSED, "the server closed the stream");
    return;
  case CONFAB_WIRE_STANZA:
    take_stanza (self, item->stanza);
    return;
  }
}

static gboolean
is_full (ConfabXmppStream *self) {
  return !self->is_attached || confab_xmpp_counts_get_n_unhandled (&self->counts) > MAX_UNHANDLED;
}

void
confab_xmpp_intake_wake (ConfabXmppStream *self) {
  g_autoptr (DexPromise) room = NULL;

  if (self->room == NULL || (self->state != CONFAB_STREAM_OVER && is_full (self)))
    return;
  room = g_steal_pointer (&self->room);
  dex_promise_resolve_boolean (room, TRUE);
}

static gboolean
on_next_turn (gpointer data) {
  dex_promise_resolve_boolean (data, TRUE);
  return G_SOURCE_REMOVE;
}

/* Resolves when the main loop has seen to its other sources. */
static DexFuture *
next_turn (void) {
  DexPromise *promise = dex_promise_new ();

  g_idle_add_full (G_PRIORITY_DEFAULT, on_next_turn, dex_ref (promise), dex_unref);
  return DEX_FUTURE (promise);
}

/* Hands out what has come. NULL if all of it is handed out, else what to wait for first. */
static DexFuture *
run (ConfabXmppStream *self) {
  gint64 started = g_get_monotonic_time ();

  while (self->state != CONFAB_STREAM_OVER) {
    g_autoptr (ConfabWireItem) item = NULL;
    g_autoptr (ConfabStanza) early = NULL;
    g_autoptr (GError) error = NULL;

    if (is_full (self)) {
      self->room = dex_promise_new ();
      return DEX_FUTURE (dex_ref (self->room));
    }
    if (g_get_monotonic_time () - started > MAX_TURN_US)
      return next_turn ();
    early = g_queue_pop_head (&self->early);
    if (early != NULL) {
      if (is_stanza (early))
        hand_out (self, early, 0, FALSE);
      continue;
    }
    item = confab_xmpp_wire_pop (self->wire, &error);
    if (item != NULL)
      take_item (self, item);
    else if (error != NULL)
      confab_xmpp_stream_end_with (self, error->code, error->message);
    else
      return NULL;
  }
  return NULL;
}

static void
note_end (Intake *intake, const GError *error) {
  g_autoptr (ConfabXmppStream) self = confab_xmpp_stream_weak_get (intake->weak);
  g_autoptr (GError) closed = NULL;

  if (self == NULL)
    return;
  closed = g_error_new_literal (CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_CLOSED, error->message);
  confab_xmpp_stream_end (self, self->state == CONFAB_STREAM_CLOSING ? NULL : closed, NULL);
}

static DexFuture *
intake_fiber (gpointer data) {
  Intake *intake = data;

  for (;;) {
    g_autoptr (ConfabXmppStream) self = confab_xmpp_stream_weak_get (intake->weak);
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (GError) error = NULL;
    DexFuture *wait;

    if (self == NULL)
      break;
    wait = run (self);
    if (self->state == CONFAB_STREAM_OVER) {
      dex_clear (&wait);
      break;
    }
    g_clear_object (&self);
    if (wait != NULL) {
      dex_await (wait, NULL);
      continue;
    }
    bytes = dex_await_boxed (
        confab_net_link_read (confab_xmpp_wire_get_link (intake->wire), intake->stop), &error);
    if (bytes == NULL) {
      note_end (intake, error);
      break;
    }
    confab_xmpp_wire_take (intake->wire, bytes);
    self = confab_xmpp_stream_weak_get (intake->weak);
    if (self != NULL) {
      self->heard_us = confab_base_clock_monotonic_us (self->clock);
      confab_xmpp_pump_start (self);
    }
  }
  return dex_future_new_true ();
}

void
confab_xmpp_intake_start (ConfabXmppStream *self) {
  Intake *intake = g_new0 (Intake, 1);

  intake->weak = confab_xmpp_stream_weak_new (self, 0);
  intake->wire = confab_xmpp_wire_ref (self->wire);
  intake->stop = g_object_ref (self->stop);
  dex_future_disown (confab_base_fiber_start (intake_fiber, intake, intake_free));
}
