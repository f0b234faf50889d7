#pragma once

/* Words for messages that disappear. */

#include <gtk/gtk.h>

#include "model/model-message.h"

G_BEGIN_DECLS

/* `pattern` with a period such as "1 week", or a name, in place of its "%s". Returns: (transfer
 * full) */
char *confab_chat_timer_dup_with_period (const char *pattern, guint seconds);
char *confab_chat_timer_dup_named (const char *pattern, const char *name);

/* A row's line "Ann set messages to disappear after a week". Returns: (transfer full) */
char *confab_chat_timer_dup_line (ConfabModelMessage *line, const char *name);
/* "Disappears on 14 Nov at 10:02", NULL for a message that stays. Returns: (transfer full)
 * (nullable) */
char *confab_chat_timer_dup_end (ConfabModelMessage *message);
/* A small clock in the box `line`, after its child `before`, if the message has an end. */
void confab_chat_timer_show_mark (GtkWidget *line, GtkWidget *before, ConfabModelMessage *message);

G_END_DECLS
