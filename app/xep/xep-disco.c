/* Answers to "what can you do" (XEP-0030): a client, and the few things it truly has.
 *
 * Names neither program nor machine. Knows no nodes: a question about one gets the same answer as
 * from an account that is signed off. */

#include "xep/xep-disco.h"

#define NS_INFO "http://jabber.org/protocol/disco#info"
#define NS_ITEMS "http://jabber.org/protocol/disco#items"

/* Only what is truly there; sorted. */
static const char *const features[] = {
  NS_INFO,
  "urn:xmpp:ping",
  "urn:xmpp:receipts",
};

static gboolean
asks_for_node (const ConfabXepQuery *query) {
  return confab_xmpp_stanza_get (query->payload, "node") != NULL;
}

void
confab_xep_disco_answer_info (const ConfabXepQuery *query) {
  g_autoptr (ConfabStanza) info = NULL;
  ConfabStanza *identity;

  if (asks_for_node (query)) {
    confab_xep_answer_refuse (query);
    return;
  }

  info = confab_xmpp_stanza_new ("query", NS_INFO);
  identity = confab_xmpp_stanza_add (info, "identity", NULL);
  confab_xmpp_stanza_set (identity, "category", "client");
  confab_xmpp_stanza_set (identity, "type", "pc");
  for (guint i = 0; i < G_N_ELEMENTS (features); i++)
    confab_xmpp_stanza_set (confab_xmpp_stanza_add (info, "feature", NULL), "var", features[i]);
  confab_xep_answer_result (query, g_steal_pointer (&info), CONFAB_CLASS_FEATURES);
}

void
confab_xep_disco_answer_items (const ConfabXepQuery *query) {
  if (asks_for_node (query))
    confab_xep_answer_refuse (query);
  else
    confab_xep_answer_result (
        query, confab_xmpp_stanza_new ("query", NS_ITEMS), CONFAB_CLASS_FEATURES);
}
