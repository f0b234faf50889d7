#pragma once

/* One account's messages over a person's own vault, with one buddy, and a stream that writes
 * nothing and remembers everything: its definitions stand in the program itself, so the linker
 * leaves the library's alone. */

#include "messaging/messaging-private.h"
#include "test-omemo-person.h"

#define DESK_FRIEND "ben@friend.example"

struct _ConfabXmppStream {
  GObject parent;
  GPtrArray *sent;     /* char*, stanzas as text, queries and envelopes among them */
  GPtrArray *promises; /* DexPromise of each query, in order */
};

G_DEFINE_FINAL_TYPE (ConfabXmppStream, confab_xmpp_stream, G_TYPE_OBJECT)

static void
confab_xmpp_stream_finalize (GObject *object) {
  ConfabXmppStream *self = CONFAB_XMPP_STREAM (object);

  g_ptr_array_unref (self->sent);
  g_ptr_array_unref (self->promises);
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
  return NULL;
}

const char *
confab_xmpp_stream_get_bound (ConfabXmppStream *self) {
  return NULL;
}

guint
confab_xmpp_stream_get_n_pending (ConfabXmppStream *self) {
  return 0;
}

gboolean
confab_xmpp_stream_is_resumed (ConfabXmppStream *self) {
  return FALSE;
}

typedef struct {
  Person *me;
  ConfabClockFake *clock;
  ConfabLedger *ledger;
  ConfabXmppStream *stream;
  ConfabXepOut *out;
  ConfabMessagingIds ids;
  ConfabMessagingGuard *guard;
  ConfabModelAccount *account;
  ConfabModelContact *friend; /* mutual; borrowed */
  ConfabMessaging *messaging;
} Desk;

static G_GNUC_UNUSED Desk *
desk_new (void) {
  Desk *desk = g_new0 (Desk, 1);
  const ConfabRandom *random = confab_base_random_system ();
  g_autoptr (ConfabJid) own = NULL;
  g_autoptr (ConfabModelContact) friend = NULL;

  desk->me = person_new ("ann@conf.example", random);
  own = confab_base_jid_new (desk->me->address, NULL);
  desk->clock = confab_base_clock_fake_new (TEST_START_US);
  desk->ledger = confab_safety_ledger_new ();
  desk->account = confab_model_account_new (desk->me->account, desk->me->address);
  friend = confab_model_contact_new (desk->account, DESK_FRIEND);
  confab_model_contact_set_relation (friend, CONFAB_RELATION_MUTUAL);
  confab_model_account_add_contact (desk->account, friend);
  desk->friend = friend;
  desk->stream = g_object_new (CONFAB_TYPE_XMPP_STREAM, NULL);
  desk->out =
      confab_xep_out_new (own, desk->ledger, confab_messaging_disclose_facts, desk->account);
  confab_xep_out_set_stream (desk->out, desk->stream);
  desk->guard = confab_messaging_guard_new (confab_base_clock_fake_get (desk->clock), random);
  desk->messaging = confab_messaging_new (desk->me->vault, desk->account, desk->out,
      confab_base_clock_fake_get (desk->clock), random, &desk->ids, desk->guard);
  return desk;
}

static G_GNUC_UNUSED void
desk_free (Desk *desk) {
  confab_messaging_stop (desk->messaging);
  for (guint i = 0; i < desk->stream->promises->len; i++)
    dex_promise_reject (desk->stream->promises->pdata[i],
        g_error_new_literal (CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_CLOSED, "the line is gone"));
  person_leave (desk->me); /* what is queued still happens */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (desk->messaging);
  confab_messaging_guard_free (desk->guard);
  confab_xep_out_free (desk->out);
  g_object_unref (desk->stream);
  g_object_unref (desk->account);
  confab_safety_ledger_free (desk->ledger);
  confab_base_clock_fake_free (desk->clock);
  person_free (desk->me);
  g_free (desk);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Desk, desk_free)

static gboolean
desk_run_nothing (ConfabStoreDb *db, gpointer data, GError **error) {
  return TRUE;
}

/* Until everything that was begun has come to rest: the vault and its reader are queues, so a job
 * of our own is done after all that was in them. */
static G_GNUC_UNUSED void
desk_settle (Desk *desk) {
  for (guint i = 0; i < 8; i++) {
    test_write (desk->me->vault, desk_run_nothing, NULL);
    test_read (desk->me->vault, desk_run_nothing, NULL);
    while (g_main_context_iteration (NULL, FALSE))
      ;
  }
}

/* What left since the last call, as it stood on the wire; NULL at its end. Returns: (transfer full)
 */
static G_GNUC_UNUSED GPtrArray *
desk_take_sent (Desk *desk) {
  GPtrArray *sent = g_steal_pointer (&desk->stream->sent);

  desk->stream->sent = g_ptr_array_new_with_free_func (g_free);
  return sent;
}

/* How many of them have `part` in them. */
static G_GNUC_UNUSED guint
desk_count (GPtrArray *sent, const char *part) {
  guint n = 0;

  for (guint i = 0; i < sent->len; i++)
    n += strstr (sent->pdata[i], part) != NULL ? 1 : 0;
  return n;
}

/* Answers the oldest query that waits: with `xml`, or with that error. */
static G_GNUC_UNUSED void
desk_answer (Desk *desk, const char *xml) {
  g_autoptr (ConfabStanza) stanza = confab_xmpp_stanza_parse (xml, -1, NULL);
  g_autoptr (DexPromise) promise = g_ptr_array_steal_index (desk->stream->promises, 0);
  GError *error = confab_xmpp_stanza_dup_error (stanza);

  if (error != NULL)
    dex_promise_reject (promise, error);
  else
    dex_promise_resolve_boxed (promise, CONFAB_TYPE_STANZA, confab_xmpp_stanza_ref (stanza));
}
