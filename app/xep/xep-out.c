/* The gate. Whatever leaves for a person or a server passes here with a class, is judged by
 * `disclose` with the facts that accounts knows, and is counted in the ledger.
 *
 * Refuses what has no class, what pretends to be of another class than it is, and any text that is
 * not in an envelope. Decides nothing itself about people. */

#include "xep/xep-out.h"

#include <string.h>

#include "base/base-log.h"
#include "xep/xep-out-private.h"

#define NS_PUBSUB "http://jabber.org/protocol/pubsub"
#define MAX_REFUSAL 512 /* bytes of the text in it */

struct _ConfabXepOut {
  grefcount ref_count; /* the owner's, and one of each fiber that asks more than once */

  /* owned */
  ConfabJid *own;
  ConfabXmppStream *stream; /* nullable */
  ConfabStanza *refusal;    /* what the server says for who is signed off; nullable */
  ConfabJid *service;       /* of one's own server, for files; nullable */

  /* borrowed */
  ConfabLedger *ledger;
  ConfabXepFacts facts;
  gpointer data;

  gboolean had_stream;
  gboolean is_learning;
  gboolean is_announced; /* the server may have told people that we are here */
};

/* The classes that a <presence/> of this type may have; the types of subscriptions say what they
 * are (RFC 6121 3). */
static gboolean
fits_presence (const char *type, ConfabDiscloseClass class) {
  if (type == NULL || g_str_equal (type, "unavailable"))
    return class == CONFAB_CLASS_PRESENCE;
  if (g_str_equal (type, "subscribe") || g_str_equal (type, "unsubscribe"))
    return class == CONFAB_CLASS_SUBSCRIBE;
  if (g_str_equal (type, "subscribed") || g_str_equal (type, "unsubscribed"))
    return class == CONFAB_CLASS_APPROVE;
  if (g_str_equal (type, "probe"))
    return class == CONFAB_CLASS_FETCH;
  return FALSE;
}

/* Text of a person leaves in envelopes only, sealed or not. */
static gboolean
fits_message (const ConfabStanza *message, ConfabDiscloseClass class) {
  guint n = confab_xmpp_stanza_get_n_children (message);

  if (class == CONFAB_CLASS_ERROR)
    return g_strcmp0 (confab_xmpp_stanza_get (message, "type"), "error") == 0;
  for (guint i = 0; i < n; i++) {
    if (g_str_equal (
            confab_xmpp_stanza_get_name (confab_xmpp_stanza_get_nth (message, i)), "encrypted"))
      return FALSE;
  }
  if (confab_xmpp_stanza_get_child (message, "body", CONFAB_NS_CLIENT) != NULL ||
      confab_xmpp_stanza_get_child (message, "subject", CONFAB_NS_CLIENT) != NULL)
    return FALSE;
  return class == CONFAB_CLASS_RECEIPT || class == CONFAB_CLASS_TYPING ||
         class == CONFAB_CLASS_READ || class == CONFAB_CLASS_OWN_SERVER;
}

/* A question for items of a node, to an account and no device of it (XEP-0060 6.5.2). */
static gboolean
is_fetch (const ConfabStanza *iq) {
  const char *to = confab_xmpp_stanza_get (iq, "to");
  ConfabStanza *pubsub = confab_xmpp_stanza_get_child (iq, "pubsub", NS_PUBSUB);

  return g_strcmp0 (confab_xmpp_stanza_get (iq, "type"), "get") == 0 &&
         (to == NULL || strchr (to, '/') == NULL) && pubsub != NULL &&
         confab_xmpp_stanza_get_n_children (iq) == 1 &&
         confab_xmpp_stanza_get_n_children (pubsub) == 1 &&
         confab_xmpp_stanza_get_child (pubsub, "items", NS_PUBSUB) != NULL;
}

static gboolean
fits_iq (const ConfabStanza *iq, const char *type, ConfabDiscloseClass class) {
  if (type == NULL || class == CONFAB_CLASS_NONE || class >= CONFAB_CLASS_COUNT)
    return FALSE;
  if (g_str_equal (type, "error"))
    return class == CONFAB_CLASS_ERROR || class == CONFAB_CLASS_OWN_SERVER;
  if (class == CONFAB_CLASS_FETCH)
    return is_fetch (iq);
  return class != CONFAB_CLASS_ERROR;
}

/* A class is a claim about what is disclosed; here it is held against the stanza. */
static gboolean
fits (const ConfabStanza *stanza, ConfabDiscloseClass class) {
  const char *type = confab_xmpp_stanza_get (stanza, "type");

  if (confab_xmpp_stanza_is (stanza, "presence", CONFAB_NS_CLIENT))
    return fits_presence (type, class);
  if (confab_xmpp_stanza_is (stanza, "message", CONFAB_NS_CLIENT))
    return fits_message (stanza, class);
  if (confab_xmpp_stanza_is (stanza, "iq", CONFAB_NS_CLIENT))
    return fits_iq (stanza, type, class);
  return class == CONFAB_CLASS_OWN_SERVER;
}

/* The account itself, the domain it is on, or this very device, in whose name some servers ask what
 * it can do (nobody else can bear its address). Its other devices are not. */
static gboolean
is_own_server (ConfabXepOut *out, ConfabJid *to) {
  const char *bound = out->stream != NULL ? confab_xmpp_stream_get_bound (out->stream) : NULL;

  if (out->service != NULL && confab_base_jid_equal (to, out->service))
    return TRUE;
  if (confab_base_jid_equal (to, out->own) || g_strcmp0 (confab_base_jid_get_full (to), bound) == 0)
    return TRUE;
  return confab_base_jid_is_bare (to) && confab_base_jid_get_local (to) == NULL &&
         strcmp (confab_base_jid_get_domain (to), confab_base_jid_get_domain (out->own)) == 0;
}

/* To everybody who is approved: RFC 6121 4.2 to 4.5. */
static gboolean
is_broadcast (const ConfabStanza *stanza) {
  return confab_xmpp_stanza_is (stanza, "presence", CONFAB_NS_CLIENT) &&
         confab_xmpp_stanza_get (stanza, "to") == NULL;
}

static gboolean
is_farewell (const ConfabStanza *stanza) {
  const char *type = confab_xmpp_stanza_get (stanza, "type");

  return is_broadcast (stanza) && g_strcmp0 (type, "unavailable") == 0;
}

/* Whom it goes to: without "to" one's own account (RFC 6120 8.1.1.1). NULL if that is no address.
 */
static ConfabJid *
dup_recipient (ConfabXepOut *out, const ConfabStanza *stanza) {
  const char *to = confab_xmpp_stanza_get (stanza, "to");

  return to != NULL ? confab_base_jid_new (to, NULL) : confab_base_jid_ref (out->own);
}

static ConfabDiscloseFacts
gather (ConfabXepOut *out, ConfabJid *to, ConfabDiscloseClass class) {
  ConfabDiscloseFacts facts = { .class = class };

  facts.is_own_server = is_own_server (out, to);
  if (out->facts != NULL)
    out->facts (out->data, to, &facts);
  facts.class = class;
  facts.is_own_server = is_own_server (out, to);
  return facts;
}

/* Judges and counts. */
static gboolean
may_leave (ConfabXepOut *out, const ConfabStanza *stanza, ConfabDiscloseClass class,
    gboolean act_of_user) {
  g_autoptr (ConfabJid) to = dup_recipient (out, stanza);
  ConfabDiscloseFacts facts = { 0 };
  ConfabReason why = CONFAB_REASON_NONE;

  if (to == NULL || !fits (stanza, class)) {
    confab_base_log_warning ("xep", "kept back: <%s/> does not fit class %d",
        confab_xmpp_stanza_get_name (stanza), class);
    return FALSE;
  }

  facts = gather (out, to, class);
  facts.is_act_of_user = act_of_user;
  if (confab_safety_judge_disclose (&facts, &why) != CONFAB_DISCLOSE_YES) {
    confab_base_log_debug ("xep", "kept back: class %d, reason %d", class, why);
    return FALSE;
  }
  confab_safety_ledger_count (out->ledger, class, confab_base_jid_get_bare (to));
  return TRUE;
}

ConfabXepOut *
confab_xep_out_new (ConfabJid *own, ConfabLedger *ledger, ConfabXepFacts facts, gpointer data) {
  ConfabXepOut *self = g_new0 (ConfabXepOut, 1);

  g_ref_count_init (&self->ref_count);
  self->own = confab_base_jid_dup_bare (own);
  self->ledger = ledger;
  self->facts = facts;
  self->data = data;
  return self;
}

/* Without a stream nothing is judged, so what is borrowed is not touched again. */
void
confab_xep_out_free (ConfabXepOut *out) {
  g_clear_object (&out->stream);
  confab_xep_out_unref (out);
}

ConfabXepOut *
confab_xep_out_ref (ConfabXepOut *out) {
  g_ref_count_inc (&out->ref_count);
  return out;
}

void
confab_xep_out_unref (ConfabXepOut *out) {
  if (!g_ref_count_dec (&out->ref_count))
    return;
  g_clear_pointer (&out->own, confab_base_jid_unref);
  g_clear_pointer (&out->service, confab_base_jid_unref);
  g_clear_pointer (&out->refusal, confab_xmpp_stanza_unref);
  g_free (out);
}

void
confab_xep_out_set_stream (ConfabXepOut *out, ConfabXmppStream *stream) {
  g_set_object (&out->stream, stream);
  if (stream == NULL)
    return;

  /* A new session begins unseen. One of an earlier run goes on as it was left, which is not known
   * here, so it counts as seen. */
  if (!confab_xmpp_stream_is_resumed (stream))
    out->is_announced = FALSE;
  else if (!out->had_stream)
    out->is_announced = TRUE;
  out->had_stream = TRUE;
}

gboolean
confab_xep_out_is_announced (ConfabXepOut *out) {
  return out->stream != NULL && out->is_announced;
}

void
confab_xep_out_set_service (ConfabXepOut *out, ConfabJid *service) {
  g_autofree char *below = g_strconcat (".", confab_base_jid_get_domain (out->own), NULL);

  g_clear_pointer (&out->service, confab_base_jid_unref);
  if (service != NULL && confab_base_jid_is_bare (service) &&
      confab_base_jid_get_local (service) == NULL &&
      g_str_has_suffix (confab_base_jid_get_domain (service), below))
    out->service = confab_base_jid_ref (service);
}

ConfabXmppStream *
confab_xep_out_get_stream (ConfabXepOut *out) {
  return out->stream;
}

ConfabJid *
confab_xep_out_get_own (ConfabXepOut *out) {
  return out->own;
}

gboolean
confab_xep_out_is_stranger (ConfabXepOut *out, ConfabJid *who) {
  ConfabDiscloseFacts facts = gather (out, who, CONFAB_CLASS_NONE);

  return !facts.is_own_server && facts.grade == CONFAB_GRADE_STRANGER;
}

gboolean
confab_xep_out_send (
    ConfabXepOut *out, ConfabStanza *stanza, ConfabDiscloseClass class, gboolean act_of_user) {
  if (out->stream == NULL)
    return FALSE;
  /* Who says that he goes, was here: some servers pass it on even if nobody had seen us. */
  if (is_farewell (stanza) && !out->is_announced)
    return FALSE;
  if (!may_leave (out, stanza, class, act_of_user))
    return FALSE;

  if (is_broadcast (stanza))
    out->is_announced = !is_farewell (stanza);
  confab_xmpp_stream_send (out->stream, stanza);
  return TRUE;
}

DexFuture *
confab_xep_out_request (
    ConfabXepOut *out, ConfabStanza *iq, ConfabDiscloseClass class, gboolean act_of_user) {
  if (out->stream == NULL)
    return dex_future_new_reject (CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_CLOSED, "no stream");
  if (!may_leave (out, iq, class, act_of_user))
    return dex_future_new_reject (CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_CLOSED, "may not be told");

  return confab_xmpp_stream_request (out->stream, iq);
}

/* What has no condition, or a text too long to be one, is no refusal to copy. */
static gboolean
is_refusal (const ConfabStanza *answer) {
  ConfabStanza *error = confab_xmpp_stanza_get_child (answer, "error", CONFAB_NS_CLIENT);
  const char *text =
      error != NULL ? confab_xmpp_stanza_get_child_text (error, "text", CONFAB_NS_STANZAS) : NULL;

  return g_strcmp0 (confab_xmpp_stanza_get (answer, "type"), "error") == 0 && error != NULL &&
         confab_xmpp_stanza_get_child (error, NULL, CONFAB_NS_STANZAS) != NULL &&
         (text == NULL || strlen (text) <= MAX_REFUSAL);
}

static DexFuture *
on_refused (DexFuture *future, gpointer data) {
  ConfabXepOut *out = data;
  const GValue *value = dex_future_get_value (future, NULL);
  ConfabStanza *answer = value != NULL ? g_value_get_boxed (value) : NULL;

  out->is_learning = FALSE;
  if (answer != NULL && is_refusal (answer) && out->refusal == NULL)
    out->refusal = confab_xmpp_stanza_ref (answer);
  return NULL;
}

void
confab_xep_out_learn_refusal (ConfabXepOut *out, const char *nobody) {
  g_autoptr (ConfabStanza) iq = NULL;
  g_autofree char *to = NULL;

  if (out->stream == NULL || out->refusal != NULL || out->is_learning)
    return;
  out->is_learning = TRUE;
  to = g_strdup_printf ("%s/%s", confab_base_jid_get_bare (out->own), nobody);
  iq = confab_xmpp_stanza_new_iq ("get", to, NULL);
  confab_xmpp_stanza_add (iq, "ping", "urn:xmpp:ping");
  confab_safety_ledger_count (
      out->ledger, CONFAB_CLASS_OWN_SERVER, confab_base_jid_get_bare (out->own));
  dex_future_disown (dex_future_finally (confab_xmpp_stream_request_whole (out->stream, iq),
      on_refused, confab_xep_out_ref (out), (GDestroyNotify)confab_xep_out_unref));
}

ConfabStanza *
confab_xep_out_get_refusal (ConfabXepOut *out) {
  return out->refusal;
}

gboolean
confab_xep_out_send_envelope (ConfabXepOut *out, ConfabEnvelope *envelope, gint64 token) {
  ConfabJid *to = confab_base_envelope_get_to (envelope);

  if (out->stream == NULL)
    return FALSE;

  confab_safety_ledger_count (out->ledger, CONFAB_CLASS_MESSAGE, confab_base_jid_get_bare (to));
  confab_xmpp_stream_send_envelope (out->stream, envelope, token);
  return TRUE;
}

gboolean
confab_xep_out_send_retraction (ConfabXepOut *out, ConfabEnvelope *envelope, gint64 token) {
  ConfabJid *to = confab_base_envelope_get_to (envelope);
  ConfabDiscloseFacts facts = { 0 };
  ConfabReason why = CONFAB_REASON_NONE;

  if (out->stream == NULL)
    return FALSE;
  facts = gather (out, to, CONFAB_CLASS_RETRACTION);
  if (confab_safety_judge_disclose (&facts, &why) != CONFAB_DISCLOSE_YES)
    return FALSE;
  confab_safety_ledger_count (out->ledger, CONFAB_CLASS_RETRACTION, confab_base_jid_get_bare (to));
  confab_xmpp_stream_send_envelope (out->stream, envelope, token);
  return TRUE;
}

gboolean
confab_xep_out_send_sealed (
    ConfabXepOut *out, ConfabEnvelope *envelope, ConfabDiscloseClass class) {
  ConfabJid *to = confab_base_envelope_get_to (envelope);
  ConfabDiscloseFacts facts = { 0 };
  ConfabReason why = CONFAB_REASON_NONE;

  if (out->stream == NULL || confab_base_envelope_get_kind (envelope) != CONFAB_ENVELOPE_SEALED)
    return FALSE;
  facts = gather (out, to, class);
  if (confab_safety_judge_disclose (&facts, &why) != CONFAB_DISCLOSE_YES)
    return FALSE;
  confab_safety_ledger_count (out->ledger, class, confab_base_jid_get_bare (to));
  confab_xmpp_stream_send_envelope (out->stream, envelope, 0);
  return TRUE;
}
