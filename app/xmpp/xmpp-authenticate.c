/* SASL on the stream (RFC 6120 section 6, or XEP-0388 where that is on offer): one mechanism, one
 * attempt. Refuses <success/> that does not bring the server's own proof, and never tries again
 * with something weaker.
 *
 * By XEP-0388 the old session is taken up in the same breath. Of Bind 2 (XEP-0386) nothing is
 * asked: it has the server forget what waits for whoever signs in, and the archive need not hold
 * that. */

#include "xmpp/xmpp-negotiation.h"

#include <string.h>

#include "xmpp/xmpp-fast.h"
#include "xmpp/xmpp-scram.h"

#define MAX_MESSAGE 4096 /* bytes of a SASL message of the server */
#define NONCE_BYTES 24   /* random ones */

typedef struct {
  ConfabNegotiation *negotiation; /* borrowed */
  ConfabSaslChoice choice;
  ConfabScram *scram;
  const ConfabXmppResume *resume; /* to be taken up with the sign-in; borrowed, nullable */
  const char *agent;              /* borrowed; with the below */
  const char *asked;              /* what a token is asked for with; static, nullable */
  gboolean has_answered;          /* our proof went out */
} Exchange;

static void
exchange_clear (Exchange *exchange) {
  confab_xmpp_sasl_choice_clear (&exchange->choice);
  g_clear_pointer (&exchange->scram, confab_xmpp_scram_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Exchange, exchange_clear)

static gboolean
fail (GError **error, ConfabXmppError code, const char *message) {
  g_set_error_literal (error, CONFAB_XMPP_ERROR, code, message);
  return FALSE;
}

static ConfabSaslFacts
gather_facts (ConfabNegotiation *self, const ConfabXmppSigninParams *params) {
  ConfabNetLink *link = confab_xmpp_wire_get_link (self->wire);
  g_autoptr (GBytes) exporter = confab_net_link_dup_binding (link, CONFAB_BINDING_EXPORTER);
  g_autoptr (GBytes) end_point = confab_net_link_dup_binding (link, CONFAB_BINDING_END_POINT);

  return (ConfabSaslFacts){ .is_secure = confab_net_link_is_secure (link),
    .has_exporter = exporter != NULL,
    .has_end_point = end_point != NULL,
    .last_mechanism = params->last_mechanism,
    .last_had_binding = params->last_had_binding,
    .last_had_sasl2 = params->last_had_sasl2 };
}

static gboolean
choose (Exchange *exchange, const ConfabXmppSigninParams *params, const ConfabSaslFacts *facts,
    GBytes **binding, GError **error) {
  ConfabNegotiation *self = exchange->negotiation;

  if (!confab_xmpp_sasl_choose (self->features, facts, &exchange->choice, error))
    return FALSE;
  if (exchange->choice.is_sasl2 && params->agent != NULL)
    exchange->asked = confab_xmpp_fast_choose (
        self->features, facts, exchange->choice.binding != CONFAB_BINDING_NONE);
  switch (exchange->choice.binding) {
  case CONFAB_BINDING_NONE:
    break;
  case CONFAB_BINDING_EXPORTER:
  case CONFAB_BINDING_END_POINT:
    *binding = confab_net_link_dup_binding (
        confab_xmpp_wire_get_link (self->wire), exchange->choice.binding);
    break;
  }
  return TRUE;
}

static gboolean
new_scram (Exchange *exchange, const ConfabXmppSigninParams *params, const ConfabSaslFacts *facts,
    GError **error) {
  g_autoptr (GBytes) binding = NULL;
  g_autofree char *nonce = confab_base_random_dup_id (params->random, NONCE_BYTES);
  ConfabScramParams scram = { 0 };

  if (!choose (exchange, params, facts, &binding, error))
    return FALSE;
  scram.mechanism = exchange->choice.mechanism;
  scram.header = exchange->choice.header;
  scram.binding = binding;
  scram.user = confab_base_jid_get_local (params->address);
  scram.password = params->password;
  scram.nonce = nonce;
  scram.offer = exchange->choice.offer;
  scram.needs_hash = exchange->choice.needs_hash;
  exchange->scram = confab_xmpp_scram_new (&scram, error);
  return exchange->scram != NULL;
}

static const char *
get_ns (const Exchange *exchange) {
  return exchange->choice.is_sasl2 ? CONFAB_NS_SASL2 : CONFAB_NS_SASL;
}

static gboolean
is_ours (const Exchange *exchange, const ConfabStanza *stanza, const char *name) {
  return confab_xmpp_stanza_is (stanza, name, get_ns (exchange));
}

/* The server takes a session up only if it says that it can in one go. */
gboolean
confab_xmpp_negotiation_can_resume (const ConfabStanza *features) {
  ConfabStanza *offer = confab_xmpp_stanza_get_child (features, "authentication", CONFAB_NS_SASL2);
  ConfabStanza *inline_offer =
      offer != NULL ? confab_xmpp_stanza_get_child (offer, "inline", CONFAB_NS_SASL2) : NULL;

  return inline_offer != NULL &&
         confab_xmpp_stanza_get_child (inline_offer, "sm", CONFAB_NS_MANAGED) != NULL;
}

static gboolean
send_first (Exchange *exchange, const char *message, GError **error) {
  g_autofree char *encoded = g_base64_encode ((const guint8 *)message, strlen (message));
  g_autoptr (ConfabStanza) stanza = confab_xmpp_stanza_new (
      exchange->choice.is_sasl2 ? "authenticate" : "auth", get_ns (exchange));

  confab_xmpp_stanza_set (stanza, "mechanism", exchange->choice.name);
  if (exchange->choice.is_sasl2)
    confab_xmpp_stanza_add_text (stanza, "initial-response", NULL, encoded);
  else
    confab_xmpp_stanza_append_text (stanza, encoded);
  if (exchange->asked != NULL) {
    confab_xmpp_negotiation_add_agent (stanza, exchange->agent);
    confab_xmpp_negotiation_ask_token (stanza, exchange->asked);
  }
  if (exchange->resume != NULL)
    confab_xmpp_stanza_take_child (stanza, confab_xmpp_resume_new_request (exchange->resume));
  return confab_xmpp_negotiation_send (exchange->negotiation, stanza, error);
}

static gboolean
respond (Exchange *exchange, const char *message, GError **error) {
  g_autoptr (ConfabStanza) stanza = confab_xmpp_stanza_new ("response", get_ns (exchange));
  g_autofree char *encoded = g_base64_encode ((const guint8 *)message, strlen (message));

  confab_xmpp_stanza_append_text (stanza, encoded);
  return confab_xmpp_negotiation_send (exchange->negotiation, stanza, error);
}

/* The next SASL element. NULL with `error`, also for <failure/>. */
static ConfabStanza *
next (Exchange *exchange, GError **error) {
  g_autoptr (ConfabStanza) stanza = confab_xmpp_negotiation_next (exchange->negotiation, error);

  if (stanza == NULL)
    return NULL;
  if (is_ours (exchange, stanza, "failure")) {
    g_propagate_error (
        error, confab_xmpp_sasl_dup_failure (stanza, &exchange->choice, exchange->has_answered));
    return NULL;
  }
  return g_steal_pointer (&stanza);
}

/* NULL if there is no data in it, or none that can be read. */
static GBytes *
dup_data (const Exchange *exchange, ConfabStanza *stanza) {
  const char *text = confab_xmpp_stanza_get_text (stanza);

  if (exchange->choice.is_sasl2 && is_ours (exchange, stanza, "success"))
    text = confab_xmpp_stanza_get_child_text (stanza, "additional-data", CONFAB_NS_SASL2);
  return text != NULL && *text != '\0' ? confab_xmpp_base64_decode (text, MAX_MESSAGE) : NULL;
}

/* Server-first in, client-final out. */
static gboolean
answer_challenge (Exchange *exchange, GError **error) {
  g_autoptr (ConfabStanza) challenge = next (exchange, error);
  g_autoptr (GBytes) first = NULL;
  g_autoptr (DexFuture) derived = NULL;
  g_autofree char *final = NULL;

  if (challenge == NULL)
    return FALSE;
  if (is_ours (exchange, challenge, "success"))
    return fail (error, CONFAB_XMPP_ERROR_SERVER_PROOF, "success without proof of the server");
  if (!is_ours (exchange, challenge, "challenge"))
    return fail (error, CONFAB_XMPP_ERROR_PROTOCOL, "no challenge");
  first = dup_data (exchange, challenge);
  if (first == NULL)
    return fail (error, CONFAB_XMPP_ERROR_PROTOCOL, "no data in the challenge");
  if (!confab_xmpp_scram_read_first (exchange->scram, first, error))
    return FALSE;
  derived = confab_xmpp_scram_derive (exchange->scram);
  if (!confab_xmpp_negotiation_await (exchange->negotiation, dex_ref (derived), error))
    return FALSE;
  final = confab_xmpp_scram_dup_final (
      exchange->scram, g_value_get_boxed (dex_future_get_value (derived, NULL)));
  exchange->has_answered = TRUE;
  /* What waited in the session comes with the success. */
  if (exchange->resume != NULL)
    confab_xmpp_wire_allow_more (exchange->negotiation->wire);
  return respond (exchange, final, error);
}

/* The server's proof comes with <success/>, or in a challenge before it. Returns: <success/>. */
static ConfabStanza *
await_success (Exchange *exchange, GError **error) {
  g_autoptr (ConfabStanza) stanza = next (exchange, error);
  g_autoptr (GBytes) data = NULL;

  if (stanza == NULL)
    return NULL;
  data = dup_data (exchange, stanza);
  if (data == NULL) {
    fail (error, CONFAB_XMPP_ERROR_SERVER_PROOF, "success without proof of the server");
    return NULL;
  }
  if (!confab_xmpp_scram_check_final (exchange->scram, data, error))
    return NULL;
  if (is_ours (exchange, stanza, "success"))
    return g_steal_pointer (&stanza);
  if (!is_ours (exchange, stanza, "challenge")) {
    fail (error, CONFAB_XMPP_ERROR_PROTOCOL, "neither success nor challenge");
    return NULL;
  }
  if (!respond (exchange, "", error))
    return NULL;
  g_clear_pointer (&stanza, confab_xmpp_stanza_unref);
  stanza = next (exchange, error);
  if (stanza != NULL && !is_ours (exchange, stanza, "success")) {
    fail (error, CONFAB_XMPP_ERROR_PROTOCOL, "no success");
    return NULL;
  }
  return g_steal_pointer (&stanza);
}

/* Whom the server has signed in: us, without a name for the device, since none was asked for. */
static gboolean
check_identity (ConfabNegotiation *self, const ConfabStanza *success, GError **error) {
  const char *text =
      confab_xmpp_stanza_get_child_text (success, "authorization-identifier", CONFAB_NS_SASL2);
  g_autoptr (ConfabJid) who = text != NULL ? confab_base_jid_new (text, NULL) : NULL;

  return (who != NULL && confab_base_jid_bare_equal (who, self->address)) ||
         fail (error, CONFAB_XMPP_ERROR_PROTOCOL, "signed in as somebody else");
}

gboolean
confab_xmpp_negotiation_take_success (ConfabNegotiation *self, const ConfabXmppSigninParams *params,
    ConfabStanza *success, gboolean has_resume, ConfabSession *session, GError **error) {
  ConfabStanza *answer = NULL;

  if (!check_identity (self, success, error))
    return FALSE;
  if (has_resume) {
    session->was_asked = TRUE;
    answer = confab_xmpp_stanza_get_child (success, "resumed", CONFAB_NS_MANAGED);
    if (answer == NULL)
      answer = confab_xmpp_stanza_get_child (success, "failed", CONFAB_NS_MANAGED);
    if (answer == NULL)
      return fail (error, CONFAB_XMPP_ERROR_PROTOCOL, "no answer to resuming");
    if (!confab_xmpp_negotiation_take_resumption (self, params, answer, session, error))
      return FALSE;
  }
  confab_xmpp_wire_allow_more (self->wire);
  /* The old stream goes on, without new features (XEP-0198 9.2). Prosody says them all the same. */
  if (session->is_resumed) {
    g_clear_pointer (&self->features, confab_xmpp_stanza_unref);
    return TRUE;
  }
  confab_xmpp_negotiation_begin_phase (self);
  return confab_xmpp_negotiation_await_features (self, error);
}

gboolean
confab_xmpp_negotiation_authenticate (ConfabNegotiation *self, const ConfabXmppSigninParams *params,
    ConfabXmppSigninResult *result, ConfabSession *session, GError **error) {
  g_auto (Exchange) exchange = { .negotiation = self };
  g_autoptr (ConfabStanza) success = NULL;
  g_autofree char *first = NULL;
  ConfabSaslFacts facts = gather_facts (self, params);

  if (params->token != NULL)
    return confab_xmpp_negotiation_present_token (self, params, &facts, result, session, error);
  confab_xmpp_negotiation_begin_phase (self);
  exchange.agent = params->agent;
  if (!new_scram (&exchange, params, &facts, error))
    return FALSE;
  if (exchange.choice.is_sasl2 && params->resume != NULL && params->resume->id != NULL &&
      confab_xmpp_negotiation_can_resume (self->features))
    exchange.resume = params->resume;
  first = confab_xmpp_scram_dup_first (exchange.scram);
  if (!send_first (&exchange, first, error) || !answer_challenge (&exchange, error))
    return FALSE;
  success = await_success (&exchange, error);
  if (success == NULL)
    return FALSE;
  result->mechanism = exchange.choice.mechanism;
  result->had_binding = exchange.choice.binding != CONFAB_BINDING_NONE;
  result->had_sasl2 = exchange.choice.is_sasl2;
  if (exchange.choice.is_sasl2) {
    confab_xmpp_negotiation_take_token (success, exchange.asked, result);
    return confab_xmpp_negotiation_take_success (
        self, params, success, exchange.resume != NULL, session, error);
  }
  confab_xmpp_wire_restart (self->wire);
  confab_xmpp_wire_allow_more (self->wire);
  confab_xmpp_negotiation_begin_phase (self);
  return confab_xmpp_negotiation_open (self, error);
}
