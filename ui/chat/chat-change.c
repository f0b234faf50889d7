/* Changing the last own message: by Up in an empty entry, or by its menu. While it is changed a bar
 * says so, and the draft waits behind it. It refuses all but the last one: what was said before it
 * was answered by now. */

#include "chat/chat-change.h"

#include <glib/gi18n.h>

#include "chat/chat-view-private.h"

ConfabModelMessage *
confab_chat_change_find (ConfabModelChat *chat) {
  ConfabModelTimeline *timeline = confab_model_chat_get_timeline (chat);
  GListModel *rows = G_LIST_MODEL (timeline);

  if (!confab_model_timeline_is_at_end (timeline) ||
      confab_model_contact_is_note (confab_model_chat_get_contact (chat)))
    return NULL;
  for (guint i = g_list_model_get_n_items (rows); i > 0; i--) {
    g_autoptr (ConfabModelMessage) message = g_list_model_get_item (rows, i - 1);

    if (confab_model_message_is_own (message) &&
        confab_model_message_get_kind (message) != CONFAB_MESSAGE_KIND_LINE)
      return confab_model_chat_may_change (chat, message) ? message : NULL;
  }
  return NULL;
}

static void
on_change_last (GtkWidget *widget, const char *action, GVariant *parameter) {
  ConfabChatView *view = CONFAB_CHAT_VIEW (widget);
  ConfabModelMessage *message = view->chat != NULL ? confab_chat_change_find (view->chat) : NULL;

  if (message != NULL && confab_core_begin_change (view->core, view->chat, message))
    confab_chat_view_focus_entry (view);
}

static void
on_change_end (GtkWidget *widget, const char *action, GVariant *parameter) {
  ConfabChatView *view = CONFAB_CHAT_VIEW (widget);

  if (view->chat == NULL)
    return;
  confab_core_end_change (view->core, view->chat);
  confab_chat_view_focus_entry (view);
}

void
confab_chat_change_install (GtkWidgetClass *class) {
  gtk_widget_class_install_action (class, "chat.change-last", NULL, on_change_last);
  gtk_widget_class_install_action (class, "chat.change-end", NULL, on_change_end);
}

void
confab_chat_change_update (ConfabChatView *view) {
  ConfabChatBarContent content = { .icon = "document-edit-symbolic",
    .text = _ ("Changing your last message"),
    .button = _ ("Cancel"),
    .action = "chat.change-end" };

  if (view->chat == NULL || confab_model_chat_get_changing (view->chat) == NULL)
    confab_chat_bar_hide (view->change_bar);
  else
    confab_chat_bar_show (view->change_bar, &content);
}
