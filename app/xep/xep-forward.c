/* Messages inside of others: unwrapped once, and read as if they had come alone.
 *
 * Whoever wraps speaks for somebody else, so the judge `origin` was asked before. Refuses anything
 * but a message, more than one, and what is neither between our account and another nor among our
 * own devices. */

#include "xep/xep-forward.h"

#include "xep/xep-message.h"
#include "xep/xep-out-private.h"
#include "xep/xep-read.h"

#define NS_FORWARD "urn:xmpp:forward:0"
#define NS_DELAY "urn:xmpp:delay"

/* The only child `name`; NULL if there is none, or another. */
static ConfabStanza *
get_only (const ConfabStanza *stanza, const char *name, const char *ns) {
  guint n = confab_xmpp_stanza_get_n_children (stanza);
  ConfabStanza *found = NULL;

  for (guint i = 0; i < n; i++) {
    ConfabStanza *child = confab_xmpp_stanza_get_nth (stanza, i);

    if (!confab_xmpp_stanza_is (child, name, ns))
      continue;
    if (found != NULL)
      return NULL;
    found = child;
  }
  return found;
}

/* XEP-0297 3.1: a message and its stamp, nothing else that would be a stanza. */
static gboolean
has_other_stanza (const ConfabStanza *forwarded) {
  return confab_xmpp_stanza_get_child (forwarded, "iq", CONFAB_NS_CLIENT) != NULL ||
         confab_xmpp_stanza_get_child (forwarded, "presence", CONFAB_NS_CLIENT) != NULL;
}

static ConfabJid *
read_address (const ConfabStanza *message, const char *attribute) {
  const char *text = confab_xmpp_stanza_get (message, attribute);

  return text != NULL ? confab_base_jid_new (text, NULL) : NULL;
}

/* From our account to itself; some archives leave out that address (RFC 6120 10.3.1). */
static gboolean
is_to_self (ConfabJid *own, ConfabJid *from, ConfabJid *to, gboolean has_to) {
  return confab_base_jid_bare_equal (from, own) &&
         (to != NULL ? confab_base_jid_bare_equal (to, own) : !has_to);
}

/* Between our account and somebody else, in one of both directions, or of our devices. */
static gboolean
is_ours (ConfabJid *own, ConfabJid *from, ConfabJid *to, gboolean has_to) {
  if (confab_base_jid_bare_equal (from, own))
    return to != NULL || !has_to;
  return !has_to || (to != NULL && confab_base_jid_bare_equal (to, own));
}

ConfabXepMessage *
confab_xep_forward_read (ConfabXepOut *out, const ConfabStanza *wrapper, gint64 now_us) {
  ConfabJid *own = confab_xep_out_get_own (out);
  ConfabStanza *forwarded = get_only (wrapper, "forwarded", NS_FORWARD);
  ConfabStanza *stanza = NULL;
  ConfabStanza *delay;
  g_autoptr (ConfabJid) from = NULL;
  g_autoptr (ConfabJid) to = NULL;
  ConfabXepMessage *message;

  if (forwarded == NULL || has_other_stanza (forwarded))
    return NULL;
  stanza = get_only (forwarded, "message", CONFAB_NS_CLIENT);
  from = stanza != NULL ? read_address (stanza, "from") : NULL;
  to = stanza != NULL ? read_address (stanza, "to") : NULL;
  if (from == NULL || !is_ours (own, from, to, confab_xmpp_stanza_get (stanza, "to") != NULL))
    return NULL;
  if (confab_xep_message_is_invitation (stanza) && confab_xep_out_is_stranger (out, from))
    return NULL;

  message = confab_xep_message_read (stanza, own, from, now_us);
  if (message == NULL)
    return NULL;
  /* Notes to oneself are no chat; what is sealed is from one device to another. */
  if (is_to_self (own, from, to, confab_xmpp_stanza_get (stanza, "to") != NULL) &&
      !message->is_sealed) {
    confab_xep_message_free (message);
    return NULL;
  }
  message->is_own = confab_base_jid_bare_equal (from, own);
  if (message->is_own && message->to == NULL)
    message->to = confab_base_jid_ref (own);
  message->is_copy = TRUE;
  message->wants_receipt = FALSE;
  delay = get_only (forwarded, "delay", NS_DELAY);
  if (delay != NULL && confab_xep_read_stamp (delay, now_us) > 0)
    message->time_us = confab_xep_read_stamp (delay, now_us);
  return message;
}
