#pragma once

/* Which mechanism and which channel binding to sign in with, and what a refusal means. Pure: facts
 * in, a choice or an error out. RFC 6120 section 6, RFC 5802 section 6, XEP-0388, XEP-0440,
 * XEP-0474. For this folder. */

#include "net/net-link.h"
#include "safety/safety-judges.h"
#include "xmpp/xmpp-stanza.h"

G_BEGIN_DECLS

#define CONFAB_NS_SASL "urn:ietf:params:xml:ns:xmpp-sasl"
#define CONFAB_NS_SASL2 "urn:xmpp:sasl:2"
#define CONFAB_NS_SASL_BINDING "urn:xmpp:sasl-cb:0"

typedef struct {
  gboolean is_secure;
  gboolean has_exporter;  /* this connection can give tls-exporter */
  gboolean has_end_point; /* ... and tls-server-end-point */
  ConfabMechanism last_mechanism;
  gboolean last_had_binding;
  gboolean last_had_sasl2;
} ConfabSaslFacts;

typedef struct {
  ConfabMechanism mechanism;
  ConfabNetBinding binding;
  const char *name;    /* "SCRAM-SHA-256-PLUS"; static */
  const char *header;  /* gs2 header; static */
  char *offer;         /* the text that XEP-0474 hashes; owned */
  gboolean is_sasl2;   /* spoken as XEP-0388 says, not as RFC 6120 does */
  gboolean needs_hash; /* go on only if the server proves its offer by that hash */
} ConfabSaslChoice;

/* FALSE with `error`: NOT_SECURE, PASSWORD_IN_CLEAR, WEAKER or INTERCEPTED. Clear `choice` after
 * use. */
gboolean confab_xmpp_sasl_choose (
    ConfabStanza *features, const ConfabSaslFacts *facts, ConfabSaslChoice *choice, GError **error);
void confab_xmpp_sasl_choice_clear (ConfabSaslChoice *choice);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ConfabSaslChoice, confab_xmpp_sasl_choice_clear)

/* What <failure/> means. Its text, made harmless and bounded, follows the condition in the message.
 * `has_answered`: our proof was sent before. Returns: (transfer full) */
GError *confab_xmpp_sasl_dup_failure (
    ConfabStanza *failure, const ConfabSaslChoice *choice, gboolean has_answered);

G_END_DECLS
