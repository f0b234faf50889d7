/* The element that has a text replace an earlier one. Refuses an id that is none or too long, what
 * names two messages, and what takes a message back at the same time: then nothing is replaced. */

#include "xep/xep-correct.h"

#include "xep/xep-read.h"
#include "xep/xep-retract.h"

ConfabStanza *
confab_xep_correct_new (const char *id) {
  ConfabStanza *replace = confab_xmpp_stanza_new ("replace", CONFAB_XEP_CORRECT_NS);

  confab_xmpp_stanza_set (replace, "id", id);
  return replace;
}

const char *
confab_xep_correct_read (const ConfabStanza *content) {
  guint n = confab_xmpp_stanza_get_n_children (content);
  const ConfabStanza *replace = NULL;

  for (guint i = 0; i < n; i++) {
    const ConfabStanza *child = confab_xmpp_stanza_get_nth (content, i);

    if (confab_xmpp_stanza_is (child, "retract", CONFAB_XEP_RETRACT_NS))
      return NULL;
    if (!confab_xmpp_stanza_is (child, "replace", CONFAB_XEP_CORRECT_NS))
      continue;
    if (replace != NULL)
      return NULL;
    replace = child;
  }
  return replace != NULL ? confab_xep_read_id (replace, "id") : NULL;
}
