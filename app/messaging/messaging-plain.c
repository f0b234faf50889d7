/* Makes an envelope that servers can read. It refuses for every verdict but PLAIN_PERMITTED, so
 * that no caller can send in the clear by mistake: the refusal stands here, beside the only
 * constructor call, and not with the callers. */

#include "messaging/messaging-plain.h"

#include "base/base-envelope-private.h"
#include "xep/xep-correct.h"
#include "xep/xep-message.h"

ConfabEnvelope *
confab_messaging_plain_new (ConfabSendVerdict verdict, const ConfabDraft *draft, guint beside) {
  g_autoptr (ConfabStanza) stanza = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (verdict != CONFAB_SEND_PLAIN_PERMITTED)
    return NULL;

  stanza = confab_xep_message_new (draft, beside);
  bytes = confab_xmpp_stanza_to_bytes (stanza);
  return confab_base_envelope_new (CONFAB_ENVELOPE_PLAIN, confab_base_draft_get_to (draft),
      confab_base_draft_get_id (draft), bytes);
}

ConfabEnvelope *
confab_messaging_plain_correct (
    ConfabSendVerdict verdict, const ConfabDraft *draft, guint beside, const char *id) {
  g_autoptr (ConfabStanza) stanza = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (verdict != CONFAB_SEND_PLAIN_PERMITTED)
    return NULL;

  stanza = confab_xep_message_new (draft, beside);
  confab_xmpp_stanza_take_child (stanza, confab_xep_correct_new (id));
  bytes = confab_xmpp_stanza_to_bytes (stanza);
  return confab_base_envelope_new (CONFAB_ENVELOPE_PLAIN, confab_base_draft_get_to (draft),
      confab_base_draft_get_id (draft), bytes);
}

ConfabEnvelope *
confab_messaging_plain_retract (
    ConfabSendVerdict verdict, const ConfabDraft *draft, const char *id) {
  g_autoptr (ConfabStanza) stanza = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (verdict != CONFAB_SEND_PLAIN_PERMITTED)
    return NULL;

  stanza = confab_xep_message_retract_new (draft, id);
  bytes = confab_xmpp_stanza_to_bytes (stanza);
  return confab_base_envelope_new (CONFAB_ENVELOPE_PLAIN, confab_base_draft_get_to (draft),
      confab_base_draft_get_id (draft), bytes);
}

ConfabEnvelope *
confab_messaging_plain_again (ConfabSendVerdict verdict, const ConfabDraft *draft, GBytes *bytes) {
  if (verdict != CONFAB_SEND_PLAIN_PERMITTED)
    return NULL;
  return confab_base_envelope_new (CONFAB_ENVELOPE_PLAIN, confab_base_draft_get_to (draft),
      confab_base_draft_get_id (draft), bytes);
}
