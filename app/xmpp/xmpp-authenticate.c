/* SASL on the stream (RFC 6120 section 6): one mechanism, one attempt. Refuses <success/> that does
 * not bring the server's own proof, and never tries again with something weaker. */

#include "xmpp/xmpp-negotiation.h"

#include <string.h>

#include "xmpp/xmpp-scram.h"

#define MAX_MESSAGE 4096 /* bytes of a SASL message of the server */
#define NONCE_BYTES 24   /* random ones */

typedef struct {
  ConfabNegotiation *negotiation; /* borrowed */
  ConfabSaslChoice choice;
  ConfabScram *scram;
  gboolean has_answered; /* our proof went out */
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

static gboolean
choose (
    Exchange *exchange, const ConfabXmppSigninParams *params, GBytes **binding, GError **error) {
  ConfabNetLink *link = confab_xmpp_wire_get_link (exchange->negotiation->wire);
  g_autoptr (GBytes) exporter = confab_net_link_dup_binding (link, CONFAB_BINDING_EXPORTER);
  g_autoptr (GBytes) end_point = confab_net_link_dup_binding (link, CONFAB_BINDING_END_POINT);
  ConfabSaslFacts facts = { .is_secure = confab_net_link_is_secure (link),
    .has_exporter = exporter != NULL,
    .has_end_point = end_point != NULL,
    .last_mechanism = params->last_mechanism,
    .last_had_binding = params->last_had_binding };

  if (!confab_xmpp_sasl_choose (exchange->negotiation->features, &facts, &exchange->choice, error))
    return FALSE;
  switch (exchange->choice.binding) {
  case CONFAB_BINDING_NONE:
    break;
  case CONFAB_BINDING_EXPORTER:
    *binding = g_steal_pointer (&exporter);
    break;
  case CONFAB_BINDING_END_POINT:
    *binding = g_steal_pointer (&end_point);
    break;
  }
  return TRUE;
}

static gboolean
new_scram (Exchange *exchange, const ConfabXmppSigninParams *params, GError **error) {
  g_autoptr (GBytes) binding = NULL;
  g_autofree char *nonce = confab_base_random_dup_id (params->random, NONCE_BYTES);
  ConfabScramParams scram = { 0 };

  if (!choose (exchange, params, &binding, error))
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

static gboolean
send_message (Exchange *exchange, const char *name, const char *message, GError **error) {
  g_autoptr (ConfabStanza) stanza = confab_xmpp_stanza_new (name, CONFAB_NS_SASL);
  g_autofree char *encoded = g_base64_encode ((const guint8 *)message, strlen (message));

  if (g_str_equal (name, "auth"))
    confab_xmpp_stanza_set (stanza, "mechanism", exchange->choice.name);
  confab_xmpp_stanza_append_text (stanza, encoded);
  return confab_xmpp_negotiation_send (exchange->negotiation, stanza, error);
}

/* The next SASL element. NULL with `error`, also for <failure/>. */
static ConfabStanza *
next (Exchange *exchange, GError **error) {
  g_autoptr (ConfabStanza) stanza = confab_xmpp_negotiation_next (exchange->negotiation, error);

  if (stanza == NULL)
    return NULL;
  if (confab_xmpp_stanza_is (stanza, "failure", CONFAB_NS_SASL)) {
    g_propagate_error (
        error, confab_xmpp_sasl_dup_failure (stanza, &exchange->choice, exchange->has_answered));
    return NULL;
  }
  return g_steal_pointer (&stanza);
}

/* NULL if there is no data in it, or none that can be read. */
static GBytes *
dup_data (ConfabStanza *stanza) {
  const char *text = confab_xmpp_stanza_get_text (stanza);

  return *text != '\0' ? confab_xmpp_base64_decode (text, MAX_MESSAGE) : NULL;
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
  if (confab_xmpp_stanza_is (challenge, "success", CONFAB_NS_SASL))
    return fail (error, CONFAB_XMPP_ERROR_SERVER_PROOF, "success without proof of the server");
  if (!confab_xmpp_stanza_is (challenge, "challenge", CONFAB_NS_SASL))
    return fail (error, CONFAB_XMPP_ERROR_PROTOCOL, "no challenge");
  first = dup_data (challenge);
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
  return send_message (exchange, "response", final, error);
}

/* The server's proof comes with <success/>, or in a challenge before it. */
static gboolean
check_success (Exchange *exchange, GError **error) {
  g_autoptr (ConfabStanza) stanza = next (exchange, error);
  g_autoptr (GBytes) data = NULL;

  if (stanza == NULL)
    return FALSE;
  data = dup_data (stanza);
  if (data == NULL)
    return fail (error, CONFAB_XMPP_ERROR_SERVER_PROOF, "success without proof of the server");
  if (!confab_xmpp_scram_check_final (exchange->scram, data, error))
    return FALSE;
  if (confab_xmpp_stanza_is (stanza, "success", CONFAB_NS_SASL))
    return TRUE;
  if (!confab_xmpp_stanza_is (stanza, "challenge", CONFAB_NS_SASL))
    return fail (error, CONFAB_XMPP_ERROR_PROTOCOL, "neither success nor challenge");
  if (!send_message (exchange, "response", "", error))
    return FALSE;
  g_clear_pointer (&stanza, confab_xmpp_stanza_unref);
  stanza = next (exchange, error);
  if (stanza == NULL)
    return FALSE;
  if (!confab_xmpp_stanza_is (stanza, "success", CONFAB_NS_SASL))
    return fail (error, CONFAB_XMPP_ERROR_PROTOCOL, "no success");
  return TRUE;
}

gboolean
confab_xmpp_negotiation_authenticate (ConfabNegotiation *self, const ConfabXmppSigninParams *params,
    ConfabMechanism *mechanism, gboolean *had_binding, GError **error) {
  g_auto (Exchange) exchange = { .negotiation = self };
  g_autofree char *first = NULL;

  confab_xmpp_negotiation_begin_phase (self);
  if (!new_scram (&exchange, params, error))
    return FALSE;
  first = confab_xmpp_scram_dup_first (exchange.scram);
  if (!send_message (&exchange, "auth", first, error) || !answer_challenge (&exchange, error) ||
      !check_success (&exchange, error))
    return FALSE;
  *mechanism = exchange.choice.mechanism;
  *had_binding = exchange.choice.binding != CONFAB_BINDING_NONE;
  confab_xmpp_wire_restart (self->wire);
  confab_xmpp_wire_allow_more (self->wire);
  confab_xmpp_negotiation_begin_phase (self);
  return confab_xmpp_negotiation_open (self, error);
}
