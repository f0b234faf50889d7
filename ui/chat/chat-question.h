#pragma once

/* The bar that asks before a text leaves (R08, R09, R11). It never takes the focus, and Enter in
 * the entry never presses it. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_CHAT_QUESTION (confab_chat_question_get_type ())
G_DECLARE_FINAL_TYPE (ConfabChatQuestion, confab_chat_question, CONFAB, CHAT_QUESTION, AdwBin)

/* Shows the question of `chat` about `text`. Signals "edit", and "send-anyway" (the text). */
void confab_chat_question_ask (
    ConfabChatQuestion *self, ConfabCore *core, ConfabModelChat *chat, const char *text);

/* Another chat is shown, or the text is no longer the one that was asked about: the question goes.
 */
void confab_chat_question_drop (ConfabChatQuestion *self);

/* The text that is asked about; NULL: none. */
const char *confab_chat_question_get_text (ConfabChatQuestion *self);

/* What the bar says. Returns: (transfer full) */
char *confab_chat_question_dup_words (ConfabModelQuestion *question);
/* What the button says that sends all the same: "Send to all" where many get it. */
const char *confab_chat_question_get_send_label (ConfabModelQuestion *question);

G_END_DECLS
