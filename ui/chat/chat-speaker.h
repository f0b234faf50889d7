#pragma once

/* Tells a screen reader what is new: one message with its text, several that come close together as
 * a number. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _ConfabChatSpeaker ConfabChatSpeaker;

/* `widget` is not owned and must outlive the speaker. */
ConfabChatSpeaker *confab_chat_speaker_new (GtkWidget *widget);
void confab_chat_speaker_free (ConfabChatSpeaker *self);
/* `name` wrote `text`. */
void confab_chat_speaker_say (ConfabChatSpeaker *self, const char *name, const char *text);
/* Drops what was not said yet. */
void confab_chat_speaker_forget (ConfabChatSpeaker *self);

G_END_DECLS
