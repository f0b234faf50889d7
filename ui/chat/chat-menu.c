/* The menu of one message. It is made when it is opened and goes when it is closed, since a log
 * keeps some two hundred rows. It refuses to show a link as anything but what was written. */

#include "chat/chat-menu.h"

#include <glib/gi18n.h>

#include "chat/chat-change.h"

#define MAX_LINKS 5 /* more would hide the rest of the menu */
#define LINK_CHARS 32

/* Held together by itself, so that letters from right to left turn nothing around beside it. */
static char *
dup_short (const char *link) {
  g_autofree char *start = NULL;

  if (g_utf8_strlen (link, -1) <= LINK_CHARS)
    return g_strdup_printf ("\u2068%s\u2069", link);
  start = g_utf8_substring (link, 0, LINK_CHARS - 1);
  return g_strdup_printf ("\u2068%s…\u2069", start);
}

/* An underline is a letter of the link, not the mark of a key. */
static char *
dup_label (const char *link) {
  g_autofree char *some = dup_short (link);
  g_auto (GStrv) parts = g_strsplit (some, "_", -1);
  g_autofree char *escaped = g_strjoinv ("__", parts);

  /* Translators: %s is a link in a message, such as "example.org/page". */
  return g_strdup_printf (_ ("Where does %s lead?"), escaped);
}

/* Lines of Confab's own, what could not be opened, and what both sides let disappear, are nothing
 * to keep. */
static void
append_keep (GMenu *menu, ConfabModelMessage *message) {
  gboolean is_kept = confab_model_message_is_kept (message);
  g_autoptr (GMenuItem) item = NULL;

  if (confab_model_message_get_kind (message) != CONFAB_MESSAGE_KIND_TEXT ||
      confab_model_message_get_timer (message) > 0)
    return;
  item = g_menu_item_new (is_kept ? _ ("Do not keep this") : _ ("Keep this"), NULL);
  g_menu_item_set_action_and_target (
      item, "chat.keep-message", "(xb)", confab_model_message_get_id (message), !is_kept);
  g_menu_append_item (menu, item);
}

/* The last own one, as Up in the entry does. */
static void
append_change (GMenu *menu, GtkWidget *button, ConfabModelMessage *message) {
  GtkWidget *view = gtk_widget_get_ancestor (button, CONFAB_TYPE_CHAT_VIEW);
  ConfabModelChat *chat = view != NULL ? confab_chat_view_get_chat (CONFAB_CHAT_VIEW (view)) : NULL;

  if (chat != NULL && confab_chat_change_find (chat) == message)
    g_menu_append (menu, _ ("Change"), "chat.change-last");
}

/* What did not leave can be written again, a note to oneself never does, and a file is no text. */
static void
append_take_back (GMenu *menu, ConfabModelMessage *message) {
  g_autoptr (GMenuItem) item = NULL;

  if (!confab_model_message_is_own (message) ||
      confab_model_message_get_kind (message) != CONFAB_MESSAGE_KIND_TEXT ||
      confab_model_message_get_state (message) == CONFAB_MESSAGE_RECEIVED ||
      !confab_model_message_may_change (message))
    return;
  item = g_menu_item_new (_ ("Take back"), NULL);
  g_menu_item_set_action_and_target (
      item, "chat.take-back", "x", confab_model_message_get_id (message));
  g_menu_append_item (menu, item);
}

static void
append_select (GMenu *menu, ConfabModelMessage *message) {
  g_autoptr (GMenuItem) item = g_menu_item_new (_ ("Select messages"), NULL);

  g_menu_item_set_action_and_target (
      item, "chat.select", "x", confab_model_message_get_id (message));
  g_menu_append_item (menu, item);
}

static GMenuModel *
make_model (GtkWidget *button, ConfabChatLinks *links, ConfabModelMessage *message) {
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenu) second = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();
  guint n = links != NULL ? confab_chat_links_get_n (links) : 0;

  g_menu_append (first, _ ("Copy"), "message.copy");
  append_keep (first, message);
  if (!confab_model_message_is_own (message))
    g_menu_append (first, _ ("Check this elsewhere"), "message.check");
  append_change (first, button, message);
  append_take_back (first, message);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  for (guint i = 0; i < n && i < MAX_LINKS; i++) {
    g_autofree char *link = confab_chat_links_dup (links, i);
    g_autofree char *label = dup_label (link);
    g_autofree char *action = g_strdup_printf ("message.link(uint32 %u)", i);

    g_menu_append (second, label, action);
  }
  if (n > 0)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (second));
  append_select (last, message);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
  return G_MENU_MODEL (menu);
}

static gboolean
on_closed_idle (gpointer popover) {
  gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

/* What was chosen is done after this signal; the popover has to stay until then. */
static void
on_closed (GtkPopover *popover) {
  g_idle_add_full (G_PRIORITY_DEFAULT, on_closed_idle, g_object_ref (popover), g_object_unref);
}

void
confab_chat_menu_open (GtkWidget *button, ConfabChatLinks *links, ConfabModelMessage *message) {
  g_autoptr (GMenuModel) model = make_model (button, links, message);
  GtkWidget *popover = gtk_popover_menu_new_from_model (model);

  gtk_widget_set_parent (popover, button);
  g_signal_connect (popover, "closed", G_CALLBACK (on_closed), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}
