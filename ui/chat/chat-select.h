#pragma once

/* Which messages of a chat are selected: by their ids, whether they are loaded or not. */

#include <glib.h>

G_BEGIN_DECLS

typedef struct _ConfabChatSelect ConfabChatSelect;

typedef void (*ConfabChatSelectChanged) (gpointer data);

/* `changed` after every change. */
ConfabChatSelect *confab_chat_select_new (ConfabChatSelectChanged changed, gpointer data);
void confab_chat_select_free (ConfabChatSelect *self);

/* Selecting begins with that message, or with none (0). Where it is under way nothing changes. */
void confab_chat_select_begin (ConfabChatSelect *self, gint64 id);
void confab_chat_select_end (ConfabChatSelect *self);
gboolean confab_chat_select_is_on (ConfabChatSelect *self);

gboolean confab_chat_select_has (ConfabChatSelect *self, gint64 id);
guint confab_chat_select_get_n (ConfabChatSelect *self);
/* There was one more than can be copied at once (CONFAB_CORE_MAX_COPIED): it was left out. */
gboolean confab_chat_select_is_full (ConfabChatSelect *self);
/* In no order. Returns: (transfer container), GArray of gint64 */
GArray *confab_chat_select_dup_ids (ConfabChatSelect *self);

/* Where a range begins: the last message that was selected by itself; 0: none. */
gint64 confab_chat_select_get_anchor (ConfabChatSelect *self);
/* Selects or not, and has ranges begin there. */
void confab_chat_select_toggle (ConfabChatSelect *self, gint64 id);
/* Selects them too, the last first. */
void confab_chat_select_add (ConfabChatSelect *self, const gint64 *ids, guint n);
/* The other way. Nothing changes where none of them is selected. */
void confab_chat_select_remove (ConfabChatSelect *self, const gint64 *ids, guint n);

G_END_DECLS
