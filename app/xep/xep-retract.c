/* The element that takes a message back. Refuses an id that is none or too long, and what names two
 * messages: then nothing is taken back. */

#include "xep/xep-retract.h"

#include "xep/xep-read.h"

#define NS_FALLBACK "urn:xmpp:fallback:0"

ConfabStanza *
confab_xep_retract_new (const char *id) {
  ConfabStanza *retract = confab_xmpp_stanza_new ("retract", CONFAB_XEP_RETRACT_NS);

  confab_xmpp_stanza_set (retract, "id", id);
  return retract;
}

const char *
confab_xep_retract_read (const ConfabStanza *content) {
  guint n = confab_xmpp_stanza_get_n_children (content);
  const ConfabStanza *retract = NULL;

  for (guint i = 0; i < n; i++) {
    const ConfabStanza *child = confab_xmpp_stanza_get_nth (content, i);

    if (!confab_xmpp_stanza_is (child, "retract", CONFAB_XEP_RETRACT_NS))
      continue;
    if (retract != NULL)
      return NULL;
    retract = child;
  }
  return retract != NULL ? confab_xep_read_id (retract, "id") : NULL;
}

gboolean
confab_xep_retract_is_text_for_others (const ConfabStanza *content) {
  guint n = confab_xmpp_stanza_get_n_children (content);

  for (guint i = 0; i < n; i++) {
    const ConfabStanza *child = confab_xmpp_stanza_get_nth (content, i);

    if (confab_xmpp_stanza_is (child, "fallback", NS_FALLBACK) &&
        g_strcmp0 (confab_xmpp_stanza_get (child, "for"), CONFAB_XEP_RETRACT_NS) == 0)
      return TRUE;
  }
  return FALSE;
}
