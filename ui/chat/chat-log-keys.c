/* Keys of the log: its end, the menu of a message, copying one. What they do not know goes on to
 * the list. They refuse to take a label's own keys from it. */

#include "chat/chat-timeline-view-private.h"

#include "chat/chat-seal-words.h"
#include "chat/chat-select-log.h"

gboolean
confab_chat_log_keys_press (
    ConfabChatTimelineView *self, guint key, guint code, GdkModifierType state) {
  GtkWidget *focus = GTK_IS_ROOT (self->root) ? gtk_root_get_focus (self->root) : NULL;
  ConfabModelTimeline *timeline =
      self->chat != NULL ? confab_model_chat_get_timeline (self->chat) : NULL;
  ConfabModelMessage *message;
  g_autofree char *words = NULL;

  if (key == GDK_KEY_End && timeline != NULL && !confab_model_timeline_is_at_end (timeline)) {
    confab_chat_timeline_view_go_to_end (self);
    return GDK_EVENT_STOP;
  }
  /* In a label, Shift and arrows are its own, unless messages are being selected. */
  if (focus != NULL && self->chat != NULL &&
      (!GTK_IS_LABEL (focus) || confab_chat_select_is_on (self->select)) &&
      confab_chat_select_log_press (
          self, confab_chat_rows_find_around (self->rows, focus), key, state))
    return GDK_EVENT_STOP;
  /* A label has a menu of its own. */
  if (focus != NULL && !GTK_IS_LABEL (focus) &&
      (key == GDK_KEY_Menu || (key == GDK_KEY_F10 && (state & GDK_SHIFT_MASK) != 0)))
    return confab_chat_rows_open_menu (self->rows, focus);
  /* A label copies what is selected in it. */
  if ((key != GDK_KEY_c && key != GDK_KEY_C) || !(state & GDK_CONTROL_MASK) || focus == NULL ||
      GTK_IS_LABEL (focus))
    return GDK_EVENT_PROPAGATE;
  message = confab_chat_rows_find_around (self->rows, focus);
  if (message == NULL)
    return GDK_EVENT_PROPAGATE;
  words = confab_chat_seal_words_dup_row (message, confab_model_contact_get_name (self->contact));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), words);
  return GDK_EVENT_STOP;
}
