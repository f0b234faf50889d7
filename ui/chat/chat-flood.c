/* What the bar says of a flood: how much is folded, never what. It counts on without being spoken
 * again, so that a flood is no flood of announcements, and it opens nothing by itself. */

#include "chat/chat-flood.h"

#include <glib/gi18n.h>

#include "safety/safety-words.h"

static char *
dup_words (const char *name, guint n_folded) {
  if (n_folded == 1)
    /* Translators: %s is a buddy's name. */
    return g_strdup_printf (_ ("%s wrote very much at once. One message is folded here."), name);
  return g_strdup_printf (
      /* Translators: %s is a buddy's name. */
      ngettext ("%s wrote very much at once. %u message is folded here.",
          "%s wrote very much at once. %u messages are folded here.", n_folded),
      name, n_folded);
}

/* The name of what is quiet, and the way back. */
static void
show_quiet (ConfabChatBar *bar, ConfabModelContact *contact) {
  g_autofree char *until =
      confab_safety_words_dup_until (confab_model_contact_get_quiet_until (contact));
  /* Translators: %1$s is a buddy's name, %2$s a time such as 14:30. */
  g_autofree char *words = g_strdup_printf (
      _ ("No notifications from %1$s until %2$s."), confab_model_contact_get_name (contact), until);

  confab_chat_bar_show (bar, &(ConfabChatBarContent){ .text = words,
                                 .button = _ ("Notify me again"),
                                 .action = "chat.loud",
                                 .is_quiet = TRUE });
}

void
confab_chat_flood_show (ConfabChatBar *bar, ConfabModelChat *chat) {
  ConfabModelContact *contact = chat != NULL ? confab_model_chat_get_contact (chat) : NULL;
  gboolean is_quiet = contact != NULL && confab_model_contact_get_quiet_until (contact) != 0;
  guint n_folded = contact != NULL ? confab_model_chat_get_folded (chat, NULL) : 0;
  g_autofree char *words = NULL;

  if (n_folded == 0 && is_quiet) {
    show_quiet (bar, contact);
    return;
  }
  if (n_folded == 0 || confab_model_chat_is_closed_with_undo (chat)) {
    confab_chat_bar_hide (bar);
    return;
  }
  words = dup_words (confab_model_contact_get_name (contact), n_folded);
  confab_chat_bar_show (
      bar, &(ConfabChatBarContent){ .text = words,
               .button = C_ ("messages that are folded", "Show"),
               .action = "chat.show-folded",
               .other = is_quiet ? _ ("Notify me again") : _ ("Quiet for an hour"),
               .other_action = is_quiet ? "chat.loud" : "chat.quiet",
               .is_counting = TRUE });
}

gboolean
confab_chat_flood_take (ConfabChatBar *bar, ConfabModelChat *chat, GParamSpec *changed) {
  static const char *const counts[] = { "folded", "unread", "last-us", NULL };

  if (changed == NULL || !g_strv_contains (counts, changed->name))
    return FALSE;
  if (g_str_equal (changed->name, "folded"))
    confab_chat_flood_show (bar, chat);
  return TRUE;
}

static void
on_show (GtkWidget *widget, const char *action, GVariant *parameter) {
  ConfabChatView *view = CONFAB_CHAT_VIEW (widget);
  ConfabModelChat *chat = confab_chat_view_get_chat (view);

  if (chat != NULL)
    confab_chat_view_follow (
        view, confab_core_show_folded (confab_chat_view_get_core (view), chat));
}

static void
on_quiet (GtkWidget *widget, const char *action, GVariant *parameter) {
  ConfabChatView *view = CONFAB_CHAT_VIEW (widget);
  ConfabModelChat *chat = confab_chat_view_get_chat (view);

  if (chat != NULL)
    confab_chat_view_follow (
        view, confab_core_set_quiet (confab_chat_view_get_core (view),
                  confab_model_chat_get_contact (chat), g_str_equal (action, "chat.quiet")));
}

void
confab_chat_flood_install (GtkWidgetClass *class) {
  gtk_widget_class_install_action (class, "chat.show-folded", NULL, on_show);
  gtk_widget_class_install_action (class, "chat.quiet", NULL, on_quiet);
  gtk_widget_class_install_action (class, "chat.loud", NULL, on_quiet);
}
