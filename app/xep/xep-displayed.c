/* The elements about reading. Refuses an id that is none or too long, and what names two messages:
 * then none was read. What earlier editions had beside "displayed" is not read. */

#include "xep/xep-displayed.h"

#include "xep/xep-read.h"

ConfabStanza *
confab_xep_displayed_wish_new (void) {
  return confab_xmpp_stanza_new ("markable", CONFAB_XEP_DISPLAYED_NS);
}

gboolean
confab_xep_displayed_is_wished (const ConfabStanza *content) {
  return confab_xmpp_stanza_get_child (content, "markable", CONFAB_XEP_DISPLAYED_NS) != NULL;
}

ConfabStanza *
confab_xep_displayed_new (const char *id) {
  ConfabStanza *displayed = confab_xmpp_stanza_new ("displayed", CONFAB_XEP_DISPLAYED_NS);

  confab_xmpp_stanza_set (displayed, "id", id);
  return displayed;
}

const char *
confab_xep_displayed_read (const ConfabStanza *content) {
  guint n = confab_xmpp_stanza_get_n_children (content);
  const ConfabStanza *displayed = NULL;

  for (guint i = 0; i < n; i++) {
    const ConfabStanza *child = confab_xmpp_stanza_get_nth (content, i);

    if (!confab_xmpp_stanza_is (child, "displayed", CONFAB_XEP_DISPLAYED_NS))
      continue;
    if (displayed != NULL)
      return NULL;
    displayed = child;
  }
  return displayed != NULL ? confab_xep_read_id (displayed, "id") : NULL;
}
