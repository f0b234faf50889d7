#pragma once

/* That somebody is writing (XEP-0085): the element, in a message of its own or beside a text.
 * Thread-safe, pure. */

#include "xmpp/xmpp-stanza.h"

G_BEGIN_DECLS

#define CONFAB_XEP_CHAT_STATE_NS "http://jabber.org/protocol/chatstates"

typedef enum {
  CONFAB_XEP_CHAT_STATE_NONE = 0, /* nothing was said, or two things at once */
  CONFAB_XEP_CHAT_STATE_ACTIVE,
  CONFAB_XEP_CHAT_STATE_COMPOSING,
  CONFAB_XEP_CHAT_STATE_PAUSED,
  CONFAB_XEP_CHAT_STATE_INACTIVE,
  CONFAB_XEP_CHAT_STATE_GONE,
} ConfabXepChatState;

/* `state` is not NONE. Returns: (transfer full) */
ConfabStanza *confab_xep_chat_state_new (ConfabXepChatState state);
/* What `content`, a <message/> or what was sealed in one, says. */
ConfabXepChatState confab_xep_chat_state_read (const ConfabStanza *content);

G_END_DECLS
