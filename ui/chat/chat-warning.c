/* Finds the message that the bar speaks of, and what it says. It says what to do, never that the
 * message is a trick: it may be Ann. */

#include "chat/chat-warning.h"

#include <glib/gi18n.h>

#include "safety/safety-check.h"
#include "safety/safety-reasons.h"

#define LOOK_AT 40 /* newest rows */

ConfabModelMessage *
confab_chat_warning_find (ConfabModelChat *chat, gint64 after) {
  GListModel *rows = G_LIST_MODEL (confab_model_chat_get_timeline (chat));
  guint n = g_list_model_get_n_items (rows);

  for (guint i = n; i > 0 && n - i < LOOK_AT; i--) {
    g_autoptr (ConfabModelMessage) message = g_list_model_get_item (rows, i - 1);

    if (confab_model_message_get_id (message) <= after)
      break;
    if (!confab_model_message_is_own (message) && confab_model_message_get_warning (message) != 0)
      return g_steal_pointer (&message);
  }
  return NULL;
}

char *
confab_chat_warning_dup_words (ConfabModelContact *contact, ConfabModelMessage *message) {
  g_autofree char *what = confab_safety_reasons_dup_scam (
      confab_model_message_get_warning (message), confab_model_contact_get_name (contact));
  g_autofree char *checked = confab_safety_check_dup_words (contact);

  return g_strdup_printf (
      _ ("%s Check it elsewhere first: ring a number that you had before. %s"), what, checked);
}

/* What the user has looked at of the warnings of a chat stays with the chat. */
static gint64
warned_until (ConfabModelChat *chat) {
  gint64 *id = g_object_get_data (G_OBJECT (chat), "confab-warned-until");

  return id != NULL ? *id : 0;
}

/* As long as the user did not say that they know them. */
static void
show_lookalike (ConfabChatBar *bar, ConfabModelChat *chat) {
  ConfabModelContact *contact = confab_model_chat_get_contact (chat);
  const char *other = confab_model_chat_get_looks_like (chat);
  g_autofree char *words = NULL;

  if (other == NULL || confab_model_contact_get_grade (contact) >= CONFAB_GRADE_KNOWN ||
      confab_model_chat_is_closed_with_undo (chat)) {
    confab_chat_bar_hide (bar);
    return;
  }
  words = g_strdup_printf (
      /* Translators: %1$s is an address, %2$s the name of somebody else. */
      _ ("%1$s looks like %2$s, who is on your list too. It is somebody else."),
      confab_model_contact_get_address (contact), other);
  confab_chat_bar_show (bar, &(ConfabChatBarContent){ .icon = "dialog-warning-symbolic",
                                 .text = words,
                                 .button = _ ("I know them in life"),
                                 .action = "chat.known",
                                 .is_alarm = TRUE });
}

void
confab_chat_warning_show (ConfabChatBar *bar, ConfabModelChat *chat) {
  g_autoptr (ConfabModelMessage) message = confab_chat_warning_find (chat, warned_until (chat));
  g_autofree char *words = NULL;

  if (message == NULL) {
    show_lookalike (bar, chat);
    return;
  }
  words = confab_chat_warning_dup_words (confab_model_chat_get_contact (chat), message);
  confab_chat_bar_show (bar, &(ConfabChatBarContent){ .icon = "dialog-warning-symbolic",
                                 .text = words,
                                 .button = _ ("I have checked"),
                                 .action = "chat.checked" });
}

void
confab_chat_warning_set_seen (ConfabModelChat *chat) {
  g_autoptr (ConfabModelMessage) message = confab_chat_warning_find (chat, warned_until (chat));
  gint64 id;

  if (message == NULL)
    return;
  id = confab_model_message_get_id (message);
  g_object_set_data_full (
      G_OBJECT (chat), "confab-warned-until", g_memdup2 (&id, sizeof id), g_free);
}
