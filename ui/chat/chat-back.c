/* Own messages that are not to go, or to come back: while one waits its seconds, one press brings
 * its text back into the entry; one that has gone is taken back from its menu. It refuses to
 * promise that nobody has read it. */

#include "chat/chat-back.h"

#include <glib/gi18n.h>

static ConfabModelMessage *
find (ConfabChatView *view, gint64 id) {
  ConfabModelChat *chat = confab_chat_view_get_chat (view);

  return chat != NULL ? confab_model_timeline_find (confab_model_chat_get_timeline (chat), id)
                      : NULL;
}

static void
on_dont_send (GtkWidget *widget, const char *action, GVariant *parameter) {
  ConfabChatView *view = CONFAB_CHAT_VIEW (widget);
  ConfabModelMessage *message = find (view, g_variant_get_int64 (parameter));

  if (message == NULL)
    return;
  confab_chat_view_follow (view, confab_core_dont_send (confab_chat_view_get_core (view),
                                     confab_chat_view_get_chat (view), message));
  confab_chat_view_focus_entry (view);
}

static void
on_take_back (GtkWidget *widget, const char *action, GVariant *parameter) {
  ConfabChatView *view = CONFAB_CHAT_VIEW (widget);
  ConfabModelMessage *message = find (view, g_variant_get_int64 (parameter));

  if (message != NULL)
    confab_chat_view_follow (view, confab_core_take_back (confab_chat_view_get_core (view),
                                       confab_chat_view_get_chat (view), message));
}

void
confab_chat_back_install (GtkWidgetClass *class) {
  gtk_widget_class_install_action (class, "chat.dont-send", "x", on_dont_send);
  gtk_widget_class_install_action (class, "chat.take-back", "x", on_take_back);
}
