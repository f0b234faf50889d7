/* Signing in with a token (XEP-0484), in one breath, and asking for one. Refuses a token without a
 * binding where one was ever seen, <success/> without the server's own proof, and any way to sign
 * in that is weaker because the token is not taken: whoever calls is told that the password is
 * wanted only where the password may be used here at all.
 *
 * A token that is bound to the connection goes out behind the opening tag, before the server has
 * said what it offers: who cannot prove it back learns nothing from it. TLS early data is never
 * used. */

#include "xmpp/xmpp-negotiation.h"

#include <string.h>

#include "xmpp/xmpp-fast.h"
#include "xmpp/xmpp-scram.h"
#include "xmpp/xmpp-stanza-private.h"

#define MAX_MESSAGE 4096 /* bytes of a SASL message of the server */

struct _ConfabTokenAttempt {
  ConfabFastToken token;
  GBytes *binding;   /* nullable */
  gboolean is_ahead; /* it is on its way */
};

static gboolean
fail (GError **error, ConfabXmppError code, const char *message) {
  g_set_error_literal (error, CONFAB_XMPP_ERROR, code, message);
  return FALSE;
}

void
confab_xmpp_token_attempt_free (ConfabTokenAttempt *attempt) {
  confab_xmpp_fast_token_clear (&attempt->token);
  g_clear_pointer (&attempt->binding, g_bytes_unref);
  g_free (attempt);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabTokenAttempt, confab_xmpp_token_attempt_free)

/* ---- what goes out ---- */

void
confab_xmpp_negotiation_add_agent (ConfabStanza *stanza, const char *agent) {
  ConfabStanza *child = confab_xmpp_stanza_add (stanza, "user-agent", CONFAB_NS_SASL2);

  confab_xmpp_stanza_set (child, "id", agent);
}

void
confab_xmpp_negotiation_ask_token (ConfabStanza *stanza, const char *mechanism) {
  ConfabStanza *child = confab_xmpp_stanza_add (stanza, "request-token", CONFAB_NS_FAST);

  confab_xmpp_stanza_set (child, "mechanism", mechanism);
}

/* `asked`: what another token is asked for with; nullable. */
static ConfabStanza *
new_request (
    const ConfabTokenAttempt *attempt, const ConfabXmppSigninParams *params, const char *asked) {
  g_autofree char *proof = confab_xmpp_fast_dup_proof (
      &attempt->token, confab_base_jid_get_local (params->address), attempt->binding);
  ConfabStanza *stanza = confab_xmpp_stanza_new ("authenticate", CONFAB_NS_SASL2);
  ConfabStanza *fast;

  confab_xmpp_stanza_set (stanza, "mechanism", attempt->token.mechanism);
  confab_xmpp_stanza_add_text (stanza, "initial-response", NULL, proof);
  confab_xmpp_negotiation_add_agent (stanza, params->agent);
  fast = confab_xmpp_stanza_add (stanza, "fast", CONFAB_NS_FAST);
  if (params->gives_back)
    confab_xmpp_stanza_set (fast, "invalidate", "true");
  if (asked != NULL)
    confab_xmpp_negotiation_ask_token (stanza, asked);
  if (params->resume != NULL && params->resume->id != NULL && !params->gives_back)
    confab_xmpp_stanza_take_child (stanza, confab_xmpp_resume_new_request (params->resume));
  return stanza;
}

/* NULL if the token cannot be proved on this link. */
static ConfabTokenAttempt *
attempt_new (ConfabNegotiation *self, const ConfabXmppSigninParams *params) {
  g_autoptr (ConfabTokenAttempt) attempt = g_new0 (ConfabTokenAttempt, 1);
  ConfabNetLink *link = confab_xmpp_wire_get_link (self->wire);

  if (params->agent == NULL || !confab_xmpp_fast_read (params->token, &attempt->token))
    return NULL;
  if (attempt->token.binding == CONFAB_BINDING_NONE)
    return g_steal_pointer (&attempt);
  attempt->binding = confab_net_link_dup_binding (link, attempt->token.binding);
  return attempt->binding != NULL ? g_steal_pointer (&attempt) : NULL;
}

char *
confab_xmpp_negotiation_dup_ahead (ConfabNegotiation *self) {
  const ConfabXmppSigninParams *params = self->params;
  g_autoptr (ConfabStanza) request = NULL;

  g_clear_pointer (&self->attempt, confab_xmpp_token_attempt_free);
  if (params == NULL || params->token == NULL ||
      !confab_net_link_is_secure (confab_xmpp_wire_get_link (self->wire)))
    return NULL;
  self->attempt = attempt_new (self, params);
  if (self->attempt == NULL || self->attempt->binding == NULL)
    return NULL;
  self->attempt->is_ahead = TRUE;
  /* What waited in the session may come in one go with the features. */
  confab_xmpp_wire_allow_more (self->wire);
  request = new_request (self->attempt, params, NULL);
  return confab_xmpp_stanza_to_string (request);
}

/* ---- what comes back ---- */

/* The password is wanted; but only where it may be used, by what the server offers now and what it
 * did last time (R13). */
static gboolean
fail_token (ConfabNegotiation *self, const ConfabSaslFacts *facts, GError **error) {
  g_auto (ConfabSaslChoice) choice = { 0 };

  if (!confab_xmpp_sasl_choose (self->features, facts, &choice, error))
    return FALSE;
  return fail (error, CONFAB_XMPP_ERROR_TOKEN, "the token is not taken");
}

/* The judge is asked as for a password: what a token is worth is what it was given for. */
static gboolean
may_be_used (const ConfabTokenAttempt *attempt, const ConfabSaslFacts *facts) {
  ConfabReason why = CONFAB_REASON_NONE;
  ConfabServerFacts server = { .is_secure = facts->is_secure,
    .has_offer = TRUE,
    .mechanism = facts->last_mechanism,
    .has_binding = attempt->binding != NULL,
    .has_sasl2 = TRUE,
    .last_mechanism = facts->last_mechanism,
    .last_had_binding = facts->last_had_binding,
    .last_had_sasl2 = facts->last_had_sasl2 };

  return confab_safety_judge_server (&server, &why) == CONFAB_SERVER_OK;
}

static gboolean
take_failure (
    ConfabNegotiation *self, const ConfabSaslFacts *facts, ConfabStanza *failure, GError **error) {
  const char *condition = confab_xmpp_stanza_get_condition (failure, CONFAB_NS_SASL);

  if (g_str_equal (condition, "temporary-auth-failure"))
    return fail (error, CONFAB_XMPP_ERROR_TRY_LATER, condition);
  if (g_str_equal (condition, "account-disabled"))
    return fail (error, CONFAB_XMPP_ERROR_ACCOUNT_DISABLED, condition);
  return fail_token (self, facts, error);
}

void
confab_xmpp_negotiation_take_token (
    ConfabStanza *success, const char *mechanism, ConfabXmppSigninResult *result) {
  ConfabStanza *token = confab_xmpp_stanza_get_child (success, "token", CONFAB_NS_FAST);

  if (token == NULL || mechanism == NULL)
    return;
  result->token = confab_xmpp_fast_new_line (mechanism, confab_xmpp_stanza_get (token, "token"));
  /* What is let go is wiped. */
  confab_xmpp_stanza_set (token, "token", NULL);
}

/* TRUE with <success/>, the server's proof checked. */
static ConfabStanza *
await_success (ConfabNegotiation *self, const ConfabSaslFacts *facts, GError **error) {
  g_autoptr (ConfabStanza) stanza = confab_xmpp_negotiation_next (self, error);
  const char *text;
  g_autoptr (GBytes) message = NULL;

  if (stanza == NULL)
    return NULL;
  if (confab_xmpp_stanza_is (stanza, "failure", CONFAB_NS_SASL2)) {
    take_failure (self, facts, stanza, error);
    return NULL;
  }
  if (!confab_xmpp_stanza_is (stanza, "success", CONFAB_NS_SASL2)) {
    fail (error, CONFAB_XMPP_ERROR_PROTOCOL, "neither success nor failure");
    return NULL;
  }
  text = confab_xmpp_stanza_get_child_text (stanza, "additional-data", CONFAB_NS_SASL2);
  message = text != NULL ? confab_xmpp_base64_decode (text, MAX_MESSAGE) : NULL;
  if (confab_xmpp_fast_check (&self->attempt->token, self->attempt->binding, message))
    return g_steal_pointer (&stanza);
  fail (error, CONFAB_XMPP_ERROR_SERVER_PROOF, "success without proof of the token");
  return NULL;
}

/* Not ahead: with what is on offer known. `asked`: a better token than this one, where there is. */
static gboolean
send_request (ConfabNegotiation *self, const ConfabXmppSigninParams *params, const char *asked,
    GError **error) {
  g_autoptr (ConfabStanza) request = new_request (self->attempt, params, asked);

  confab_xmpp_wire_allow_more (self->wire);
  return confab_xmpp_negotiation_send (self, request, error);
}

/* Nobody stands between where a bound token was proved both ways: what is on offer there is the
 * server's own word. What a password would be signed in with is remembered, as if it had been. */
static void
tell_strength (
    ConfabNegotiation *self, const ConfabSaslFacts *facts, ConfabXmppSigninResult *result) {
  g_auto (ConfabSaslChoice) choice = { 0 };

  result->mechanism = facts->last_mechanism;
  result->had_binding = facts->last_had_binding;
  result->had_sasl2 = TRUE;
  /* What may not be chosen now is weaker: that takes nothing back. */
  if (self->attempt->binding == NULL ||
      !confab_xmpp_sasl_choose (self->features, facts, &choice, NULL))
    return;
  result->mechanism = choice.mechanism;
  result->had_binding = choice.binding != CONFAB_BINDING_NONE;
}

gboolean
confab_xmpp_negotiation_present_token (ConfabNegotiation *self,
    const ConfabXmppSigninParams *params, const ConfabSaslFacts *facts,
    ConfabXmppSigninResult *result, ConfabSession *session, GError **error) {
  const char *mechanism, *asked = NULL;
  gboolean has_resume = params->resume != NULL && params->resume->id != NULL &&
                        !params->gives_back && confab_xmpp_negotiation_can_resume (self->features);
  g_autoptr (ConfabStanza) success = NULL;

  confab_xmpp_negotiation_begin_phase (self);
  if (self->attempt == NULL || !may_be_used (self->attempt, facts))
    return fail_token (self, facts, error);
  mechanism = self->attempt->token.mechanism;
  if (!confab_xmpp_fast_is_offered (self->features, mechanism))
    return fail_token (self, facts, error);
  if (!self->attempt->is_ahead) {
    const char *best = confab_xmpp_fast_choose (self->features, facts, FALSE);

    if (best != mechanism && !params->gives_back)
      asked = best;
    if (!send_request (self, params, asked, error))
      return FALSE;
  }
  success = await_success (self, facts, error);
  if (success == NULL)
    return FALSE;
  confab_xmpp_negotiation_take_token (success, asked != NULL ? asked : mechanism, result);
  tell_strength (self, facts, result);
  result->had_token = TRUE;
  return confab_xmpp_negotiation_take_success (self, params, success, has_resume, session, error);
}
