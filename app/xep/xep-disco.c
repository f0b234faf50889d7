/* Answers to "what can you do" (XEP-0030): a client, and the few things it truly has.
 *
 * Names neither program nor machine. Knows one node, that of our presence: a question about another
 * gets the same answer as from an account that is signed off. */

#include "xep/xep-disco.h"

#include "xep/xep-caps.h"
#include "xep/xep-correct.h"
#include "xep/xep-chat-state.h"
#include "xep/xep-displayed.h"
#include "xep/xep-ephemeral.h"
#include "xep/xep-omemo.h"
#include "xep/xep-retract.h"

#define NS_INFO "http://jabber.org/protocol/disco#info"
#define NS_ITEMS "http://jabber.org/protocol/disco#items"

/* Only what is truly there; sorted. What ends in "+notify" asks the servers of buddies, and our
 * own, for the events of that node (XEP-0163 section 6). */
static const char *const features[] = {
  CONFAB_OMEMO_OLD_DEVICES "+notify",
  "http://jabber.org/protocol/caps",
  CONFAB_XEP_CHAT_STATE_NS,
  NS_INFO,
  CONFAB_XEP_DISPLAYED_NS,
  CONFAB_XEP_EPHEMERAL_NS,
  CONFAB_XEP_CORRECT_NS,
  CONFAB_XEP_RETRACT_NS,
  CONFAB_OMEMO_TWO_DEVICES "+notify",
  "urn:xmpp:ping",
  "urn:xmpp:receipts",
};

ConfabStanza *
confab_xep_disco_info_new (const char *node) {
  ConfabStanza *info = confab_xmpp_stanza_new ("query", NS_INFO);
  ConfabStanza *identity;

  confab_xmpp_stanza_set (info, "node", node);
  identity = confab_xmpp_stanza_add (info, "identity", NULL);
  confab_xmpp_stanza_set (identity, "category", "client");
  confab_xmpp_stanza_set (identity, "type", "pc");
  for (guint i = 0; i < G_N_ELEMENTS (features); i++)
    confab_xmpp_stanza_set (confab_xmpp_stanza_add (info, "feature", NULL), "var", features[i]);
  return info;
}

void
confab_xep_disco_answer_info (const ConfabXepQuery *query) {
  const char *node = confab_xmpp_stanza_get (query->payload, "node");

  if (node != NULL && !confab_xep_caps_is_node (node))
    confab_xep_answer_refuse (query);
  else
    confab_xep_answer_result (query, confab_xep_disco_info_new (node), CONFAB_CLASS_FEATURES);
}

void
confab_xep_disco_answer_items (const ConfabXepQuery *query) {
  if (confab_xmpp_stanza_get (query->payload, "node") != NULL)
    confab_xep_answer_refuse (query);
  else
    confab_xep_answer_result (
        query, confab_xmpp_stanza_new ("query", NS_ITEMS), CONFAB_CLASS_FEATURES);
}
