/* What is new in a chat, aloud. It waits a moment, so that a flood is one sentence. It refuses to
 * speak when nobody watches: its caller asks for that first. */

#include "chat/chat-speaker.h"

#include <glib/gi18n.h>

#include "widgets/widgets-speak.h"

#define WAIT_MS 400
#define MAX_SPOKEN_CHARS 500

struct _ConfabChatSpeaker {
  GtkWidget *widget; /* borrowed */
  char *name;        /* owned, nullable */
  char *text;        /* owned, nullable */
  guint n_messages;
  guint source;
};

void
confab_chat_speaker_forget (ConfabChatSpeaker *self) {
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->text, g_free);
  self->n_messages = 0;
}

static gboolean
on_waited (gpointer data) {
  ConfabChatSpeaker *self = data;
  g_autofree char *sentence = NULL;

  self->source = 0;
  if (self->n_messages == 1)
    /* Translators: a screen reader says a new message: name, text. */
    sentence = g_strdup_printf (_ ("%s: %s"), self->name, self->text);
  else
    sentence = g_strdup_printf (
        ngettext ("%u new message from %s", "%u new messages from %s", self->n_messages),
        self->n_messages, self->name);
  confab_widgets_speak (self->widget, sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  confab_chat_speaker_forget (self);
  return G_SOURCE_REMOVE;
}

ConfabChatSpeaker *
confab_chat_speaker_new (GtkWidget *widget) {
  ConfabChatSpeaker *self = g_new0 (ConfabChatSpeaker, 1);

  self->widget = widget;
  return self;
}

void
confab_chat_speaker_free (ConfabChatSpeaker *self) {
  confab_chat_speaker_forget (self);
  g_free (self);
}

void
confab_chat_speaker_say (ConfabChatSpeaker *self, const char *name, const char *text) {
  self->n_messages++;
  g_set_str (&self->name, name);
  g_free (self->text);
  self->text = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_SPOKEN_CHARS));
  if (self->source == 0)
    self->source = g_timeout_add (WAIT_MS, on_waited, self);
}
