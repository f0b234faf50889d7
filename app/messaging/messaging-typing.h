#pragma once

/* That somebody is writing (XEP-0085). For this folder. */

#include "messaging/messaging-private.h"

G_BEGIN_DECLS

/* Says only, and in the clear, that something was read or that somebody is writing. */
gboolean confab_messaging_is_note (const ConfabXepMessage *message);
/* The judge let it in. Resolves when it is durable; NULL: nothing to wait for. */
DexFuture *confab_messaging_take_note (ConfabMessaging *self, const ConfabXepMessage *message);

/* The entry of that chat holds `text` from now on; the chat's draft is still what it was. */
void
confab_messaging_typing_changed (ConfabMessaging *self, ConfabModelChat *chat, const char *text);
/* What stood there is a message now. `is_going`: it leaves at once, and says by itself that nobody
 * is writing any more. */
void confab_messaging_typing_sent (ConfabMessaging *self, ConfabModelChat *chat, gboolean is_going);
/* They say so, just now. */
void confab_messaging_take_state (
    ConfabMessaging *self, ConfabModelContact *contact, ConfabXepChatState state);
/* Their message came. */
void confab_messaging_writing_over (ConfabMessaging *self, const char *address);
/* The line went, or the screen was locked: nobody writes, and nothing is said. */
void confab_messaging_typing_forget (ConfabMessaging *self);

G_END_DECLS
