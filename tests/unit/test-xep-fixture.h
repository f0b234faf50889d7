#pragma once

/* A stream that writes nothing and remembers everything, in place of the real one: these
 * definitions stand in the program itself, so the linker leaves the library's alone. With it a
 * table, a gate, a sink that writes down what it is told, and a few people: bob is known and sees
 * us, carol is added and does not, dora is blocked, everybody else is a stranger. */

#include "safety/safety-ledger.h"
#include "xep/xep-table.h"

#define OWN "alice@conf.example"
#define NOW_US G_GINT64_CONSTANT (1700000000000000) /* 2023-11-14T22:13:20Z */

struct _ConfabXmppStream {
  GObject parent;
  GPtrArray *sent;     /* char*, stanzas as text, queries among them */
  GPtrArray *promises; /* DexPromise of each query, in order */
  ConfabStanza *features;
  gboolean is_resumed;
};

G_DEFINE_FINAL_TYPE (ConfabXmppStream, confab_xmpp_stream, G_TYPE_OBJECT)

static void
confab_xmpp_stream_finalize (GObject *object) {
  ConfabXmppStream *self = CONFAB_XMPP_STREAM (object);

  g_ptr_array_unref (self->sent);
  g_ptr_array_unref (self->promises);
  g_clear_pointer (&self->features, confab_xmpp_stanza_unref);
  G_OBJECT_CLASS (confab_xmpp_stream_parent_class)->finalize (object);
}

static void
confab_xmpp_stream_class_init (ConfabXmppStreamClass *klass) {
  G_OBJECT_CLASS (klass)->finalize = confab_xmpp_stream_finalize;
}

static void
confab_xmpp_stream_init (ConfabXmppStream *self) {
  self->sent = g_ptr_array_new_with_free_func (g_free);
  self->promises = g_ptr_array_new_with_free_func (dex_unref);
}

void
confab_xmpp_stream_send (ConfabXmppStream *self, ConfabStanza *stanza) {
  g_ptr_array_add (self->sent, confab_xmpp_stanza_to_string (stanza));
}

void
confab_xmpp_stream_send_envelope (ConfabXmppStream *self, ConfabEnvelope *envelope, gint64 token) {
  gsize size = 0;
  const char *bytes = g_bytes_get_data (confab_base_envelope_get_bytes (envelope), &size);

  g_ptr_array_add (self->sent, g_strndup (bytes, size));
}

DexFuture *
confab_xmpp_stream_request (ConfabXmppStream *self, ConfabStanza *iq) {
  DexPromise *promise = dex_promise_new ();

  g_ptr_array_add (self->sent, confab_xmpp_stanza_to_string (iq));
  g_ptr_array_add (self->promises, promise);
  return dex_ref (promise);
}

DexFuture *
confab_xmpp_stream_request_whole (ConfabXmppStream *self, ConfabStanza *iq) {
  return confab_xmpp_stream_request (self, iq);
}

ConfabStanza *
confab_xmpp_stream_get_features (ConfabXmppStream *self) {
  return self->features;
}

const char *
confab_xmpp_stream_get_bound (ConfabXmppStream *self) {
  return OWN "/desk";
}

guint
confab_xmpp_stream_get_n_pending (ConfabXmppStream *self) {
  return 0;
}

gboolean
confab_xmpp_stream_is_resumed (ConfabXmppStream *self) {
  return self->is_resumed;
}

typedef struct {
  ConfabJid *own;
  ConfabLedger *ledger;
  ConfabXepOut *out;
  ConfabXepTable *table;
  ConfabXmppStream *stream;
  ConfabClockFake *clock;
  GString *seen; /* what the sink was told, a line each */
  gboolean is_hidden;
} Fixture;

static void
on_facts (gpointer data, ConfabJid *to, ConfabDiscloseFacts *facts) {
  Fixture *fixture = data;
  const char *who = confab_base_jid_get_bare (to);

  facts->is_hidden = fixture->is_hidden;
  if (g_str_equal (who, "bob@friend.example")) {
    facts->grade = CONFAB_GRADE_KNOWN;
    facts->may_see_presence = TRUE;
    facts->is_chosen = facts->class == CONFAB_CLASS_RECEIPT;
  }
  if (g_str_equal (who, "carol@friend.example"))
    facts->grade = CONFAB_GRADE_ADDED;
  if (g_str_equal (who, "dora@friend.example")) {
    facts->grade = CONFAB_GRADE_KNOWN;
    facts->may_see_presence = TRUE;
    facts->is_chosen = facts->class == CONFAB_CLASS_RECEIPT;
    facts->is_blocked = TRUE;
  }
}

static const char *
or_dash (const char *text) {
  return text != NULL ? text : "-";
}

static DexFuture *
on_message (gpointer data, const ConfabXepMessage *message) {
  Fixture *fixture = data;

  g_string_append_printf (fixture->seen,
      "message %s id=%s body=%s receipt=%s wants=%d error=%d/%s sealed=%d\n",
      confab_base_jid_get_full (message->from), or_dash (message->id), or_dash (message->body),
      or_dash (message->receipt_for), message->wants_receipt, message->is_error,
      or_dash (message->error_condition), message->is_sealed);
  return dex_future_new_true ();
}

static DexFuture *
on_presence (gpointer data, const ConfabXepPresence *presence) {
  Fixture *fixture = data;

  g_string_append_printf (fixture->seen, "presence %s kind=%d priority=%d note=%s\n",
      confab_base_jid_get_full (presence->from), presence->kind, presence->priority,
      or_dash (presence->note));
  return NULL;
}

static DexFuture *
on_roster_push (gpointer data, const ConfabXepRosterItem *item, const char *version) {
  Fixture *fixture = data;

  g_string_append_printf (fixture->seen,
      "push %s name=%s subscription=%d asked=%d groups=%s version=%s\n",
      confab_base_jid_get_full (item->jid), or_dash (item->name), item->subscription,
      item->is_asked, or_dash (item->groups), or_dash (version));
  return dex_future_new_true ();
}

static DexFuture *
on_block_push (gpointer data, GPtrArray *jids, gboolean is_blocked) {
  Fixture *fixture = data;

  g_string_append (fixture->seen, is_blocked ? "block" : "unblock");
  for (guint i = 0; i < jids->len; i++)
    g_string_append_printf (
        fixture->seen, " %s", confab_base_jid_get_full (g_ptr_array_index (jids, i)));
  g_string_append_c (fixture->seen, '\n');
  return NULL;
}

static DexFuture *
on_event (gpointer data, ConfabJid *of, const char *node, GPtrArray *items) {
  Fixture *fixture = data;

  g_string_append_printf (fixture->seen, "event %s node=%s items=%u\n",
      confab_base_jid_get_full (of), node, items->len);
  return dex_future_new_true ();
}

static G_GNUC_UNUSED Fixture *
fixture_new (void) {
  static const ConfabXepSink sink = {
    .message = on_message,
    .presence = on_presence,
    .roster_push = on_roster_push,
    .block_push = on_block_push,
    .event = on_event,
  };
  Fixture *fixture = g_new0 (Fixture, 1);

  fixture->own = confab_base_jid_new (OWN, NULL);
  fixture->ledger = confab_safety_ledger_new ();
  fixture->stream = g_object_new (CONFAB_TYPE_XMPP_STREAM, NULL);
  fixture->out = confab_xep_out_new (fixture->own, fixture->ledger, on_facts, fixture);
  confab_xep_out_set_stream (fixture->out, fixture->stream);
  fixture->table = confab_xep_table_new (fixture->out, &sink, fixture);
  fixture->clock = confab_base_clock_fake_new (NOW_US);
  confab_xep_table_set_clock (fixture->table, confab_base_clock_fake_get (fixture->clock));
  fixture->seen = g_string_new (NULL);
  return fixture;
}

static G_GNUC_UNUSED void
fixture_free (Fixture *fixture) {
  confab_xep_table_free (fixture->table);
  confab_xep_out_free (fixture->out);
  confab_safety_ledger_free (fixture->ledger);
  g_assert_finalize_object (fixture->stream);
  confab_base_clock_fake_free (fixture->clock);
  confab_base_jid_unref (fixture->own);
  g_string_free (fixture->seen, TRUE);
  g_free (fixture);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

static G_GNUC_UNUSED ConfabStanza *
parse (const char *xml) {
  g_autoptr (GError) error = NULL;
  ConfabStanza *stanza = confab_xmpp_stanza_parse (xml, -1, &error);

  g_assert_no_error (error);
  return stanza;
}

/* TRUE if there is something to wait for before it may be acknowledged. */
static G_GNUC_UNUSED gboolean
arrive (Fixture *fixture, const char *xml) {
  g_autoptr (ConfabStanza) stanza = parse (xml);
  g_autoptr (DexFuture) durable = confab_xep_table_route (fixture->table, stanza);

  return durable != NULL;
}

/* What the sink was told since the last call. */
static G_GNUC_UNUSED void
assert_seen (Fixture *fixture, const char *lines) {
  g_assert_cmpstr (fixture->seen->str, ==, lines);
  g_string_truncate (fixture->seen, 0);
}

/* What left since the last call: one stanza, or nothing (NULL). */
static G_GNUC_UNUSED void
assert_sent (Fixture *fixture, const char *xml) {
  GPtrArray *sent = fixture->stream->sent;

  if (xml == NULL && sent->len > 0)
    g_error ("something left: %s", (char *)sent->pdata[0]);
  if (xml != NULL) {
    g_autoptr (ConfabStanza) expected = parse (xml);
    g_autofree char *text = confab_xmpp_stanza_to_string (expected);

    g_assert_cmpuint (sent->len, ==, 1);
    g_assert_cmpstr (sent->pdata[0], ==, text);
  }
  g_ptr_array_set_size (sent, 0);
}

/* Resolves the oldest query that waits with `xml`, or rejects it with an error of that condition.
 */
static G_GNUC_UNUSED void
answer (Fixture *fixture, const char *xml) {
  g_autoptr (ConfabStanza) stanza = parse (xml);
  g_autoptr (DexPromise) promise = g_ptr_array_steal_index (fixture->stream->promises, 0);
  GError *error = confab_xmpp_stanza_dup_error (stanza);

  if (error != NULL)
    dex_promise_reject (promise, error);
  else
    dex_promise_resolve_boxed (promise, CONFAB_TYPE_STANZA, confab_xmpp_stanza_ref (stanza));
}

static G_GNUC_UNUSED void
wait_for (DexFuture *future) {
  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
}
