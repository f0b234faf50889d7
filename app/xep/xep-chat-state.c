/* The element that says whether somebody is writing. Refuses what says two things (5.6): then
 * nothing was said. */

#include "xep/xep-chat-state.h"

static const char *const names[] = {
  [CONFAB_XEP_CHAT_STATE_ACTIVE] = "active",
  [CONFAB_XEP_CHAT_STATE_COMPOSING] = "composing",
  [CONFAB_XEP_CHAT_STATE_PAUSED] = "paused",
  [CONFAB_XEP_CHAT_STATE_INACTIVE] = "inactive",
  [CONFAB_XEP_CHAT_STATE_GONE] = "gone",
};

ConfabStanza *
confab_xep_chat_state_new (ConfabXepChatState state) {
  g_return_val_if_fail (state > CONFAB_XEP_CHAT_STATE_NONE && state < G_N_ELEMENTS (names), NULL);
  return confab_xmpp_stanza_new (names[state], CONFAB_XEP_CHAT_STATE_NS);
}

ConfabXepChatState
confab_xep_chat_state_read (const ConfabStanza *content) {
  ConfabXepChatState said = CONFAB_XEP_CHAT_STATE_NONE;
  guint n = confab_xmpp_stanza_get_n_children (content);

  for (guint i = 0; i < n; i++) {
    const ConfabStanza *child = confab_xmpp_stanza_get_nth (content, i);

    for (guint k = CONFAB_XEP_CHAT_STATE_ACTIVE; k < G_N_ELEMENTS (names); k++) {
      if (!confab_xmpp_stanza_is (child, names[k], CONFAB_XEP_CHAT_STATE_NS))
        continue;
      if (said != CONFAB_XEP_CHAT_STATE_NONE)
        return CONFAB_XEP_CHAT_STATE_NONE;
      said = (ConfabXepChatState)k;
    }
  }
  return said;
}
