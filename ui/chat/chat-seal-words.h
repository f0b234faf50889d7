#pragma once

/* What is said about private messages: rows that could not be opened, lines of Confab's own, new
 * devices, and the two fixed sentences. `name` is the user's own name for the other side. */

#include "model/model-chat.h"

G_BEGIN_DECLS

/* Why a message could not be opened, and what that means. Returns: (transfer full) */
char *confab_chat_seal_words_dup_cause (ConfabModelCause cause, gboolean is_own, const char *name);
/* The one thing to do about it: `label` of a button and the action it activates; NULL: nothing.
 * Returns: (transfer full) (nullable) */
char *confab_chat_seal_words_dup_remedy (
    ConfabModelCause cause, gboolean is_own, const char *name, const char **action);

/* Returns: (transfer full) */
char *confab_chat_seal_words_dup_line (ConfabModelLine line, const char *name);

/* What a row says: its text, or the words above. Returns: (transfer full) */
char *confab_chat_seal_words_dup_row (ConfabModelMessage *message, const char *name);
/* What stands beside the time of a row, NULL: nothing. Borrowed. */
const char *confab_chat_seal_words_get_mark (ConfabModelMessage *message);

/* For the bar about devices that wait for the user's word. Returns: (transfer full) */
char *confab_chat_seal_words_dup_new_devices (guint n_devices, const char *name);
/* "It is Ann’s": a button, so a long name is not in it. Returns: (transfer full) */
char *confab_chat_seal_words_dup_is_theirs (const char *name);
/* "See Ann’s devices". Returns: (transfer full) */
char *confab_chat_seal_words_dup_see_devices (const char *name);

/* "Ask Ben". Returns: (transfer full) */
char *confab_chat_seal_words_dup_ask_button (const char *name);

/* The sentence that asks for private messages; it is shown before it goes, and goes as it is. */
const char *confab_chat_seal_words_get_ask (void);
/* The sentence that asks for a message to be sent again; the user sends it, or not. */
const char *confab_chat_seal_words_get_again (void);
/* Was the first one sent within a day? Looks at the newest rows. */
gboolean confab_chat_seal_words_was_asked (ConfabModelChat *chat, gint64 now_us);

G_END_DECLS
