/* Asking to talk, taking that back, blocking, and "I know them in life", from within a chat. What
 * goes wrong is said by the view. */

#include "chat/chat-person.h"

#include "chat/chat-window.h"
#include "contacts/contacts-block.h"
#include "contacts/contacts-dialogs.h"
#include "contacts/contacts-person.h"
#include "safety/safety-blocked.h"

static ConfabModelContact *
contact_of (GtkWidget *widget) {
  ConfabModelChat *chat = confab_chat_view_get_chat (CONFAB_CHAT_VIEW (widget));

  return chat != NULL ? confab_model_chat_get_contact (chat) : NULL;
}

static void
on_withdraw (GtkWidget *widget, const char *action, GVariant *parameter) {
  ConfabModelContact *contact = contact_of (widget);

  if (contact != NULL)
    confab_contacts_dialogs_remove (
        confab_chat_view_get_core (CONFAB_CHAT_VIEW (widget)), contact, widget);
}

static void
on_ask (GtkWidget *widget, const char *action, GVariant *parameter) {
  ConfabChatView *view = CONFAB_CHAT_VIEW (widget);
  ConfabModelContact *contact = contact_of (widget);
  const char *name;

  if (contact == NULL || confab_model_contact_get_account (contact) == NULL)
    return;
  name =
      confab_model_contact_has_own_name (contact) ? confab_model_contact_get_name (contact) : NULL;
  confab_chat_view_follow (view,
      confab_core_add_buddy (confab_chat_view_get_core (view),
          confab_model_contact_get_account (contact), confab_model_contact_get_address (contact),
          name, confab_model_contact_is_known (contact), NULL));
}

static void
on_known (GtkWidget *widget, const char *action, GVariant *parameter) {
  ConfabChatView *view = CONFAB_CHAT_VIEW (widget);
  ConfabModelContact *contact = contact_of (widget);

  if (contact != NULL)
    confab_chat_view_follow (
        view, confab_core_set_known (confab_chat_view_get_core (view), contact, TRUE));
}

static void
on_block (GtkWidget *widget, const char *action, GVariant *parameter) {
  ConfabModelContact *contact = contact_of (widget);
  ConfabCore *core = confab_chat_view_get_core (CONFAB_CHAT_VIEW (widget));

  if (contact != NULL)
    confab_contacts_block_buddy (core, contact, GTK_WIDGET (gtk_widget_get_root (widget)));
}

static void
on_about (GtkWidget *widget, const char *action, GVariant *parameter) {
  ConfabModelContact *contact = contact_of (widget);

  if (contact != NULL)
    confab_contacts_person_present (confab_chat_view_get_core (CONFAB_CHAT_VIEW (widget)), contact,
        GTK_WIDGET (gtk_widget_get_root (widget)));
}

static void
on_let_through (GtkWidget *widget, const char *action, GVariant *parameter) {
  ConfabChatView *view = CONFAB_CHAT_VIEW (widget);
  ConfabModelContact *contact = contact_of (widget);

  if (contact != NULL)
    confab_chat_view_follow (view, confab_core_unblock (confab_chat_view_get_core (view),
                                       confab_model_contact_get_account (contact),
                                       confab_model_contact_get_address (contact)));
}

static void
on_blocked (GtkWidget *widget, const char *action, GVariant *parameter) {
  confab_safety_blocked_present (confab_chat_view_get_core (CONFAB_CHAT_VIEW (widget)),
      GTK_WIDGET (gtk_widget_get_root (widget)));
}

static void
on_own_window (GtkWidget *widget, const char *name, GVariant *parameter) {
  ConfabChatView *view = CONFAB_CHAT_VIEW (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  if (confab_chat_view_get_chat (view) != NULL && GTK_IS_WINDOW (root))
    confab_chat_window_present (confab_chat_view_get_core (view),
        gtk_window_get_application (GTK_WINDOW (root)), confab_chat_view_get_chat (view));
}

static void
on_sign_in (GtkWidget *widget, const char *name, GVariant *parameter) {
  ConfabChatView *view = CONFAB_CHAT_VIEW (widget);
  ConfabModelChat *chat = confab_chat_view_get_chat (view);
  ConfabModelContact *contact = chat != NULL ? confab_model_chat_get_contact (chat) : NULL;
  ConfabModelAccount *account = contact != NULL ? confab_model_contact_get_account (contact) : NULL;

  if (account != NULL)
    confab_core_sign_in (
        confab_chat_view_get_core (view), account, confab_model_account_is_hidden (account));
}

void
confab_chat_person_install (GtkWidgetClass *class) {
  gtk_widget_class_install_action (class, "chat.own-window", NULL, on_own_window);
  gtk_widget_class_install_action (class, "chat.sign-in", NULL, on_sign_in);
  gtk_widget_class_install_action (class, "chat.withdraw", NULL, on_withdraw);
  gtk_widget_class_install_action (class, "chat.block", NULL, on_block);
  gtk_widget_class_install_action (class, "chat.about", NULL, on_about);
  gtk_widget_class_install_action (class, "chat.let-through", NULL, on_let_through);
  gtk_widget_class_install_action (class, "chat.blocked", NULL, on_blocked);
  gtk_widget_class_install_action (class, "chat.ask", NULL, on_ask);
  gtk_widget_class_install_action (class, "chat.known", NULL, on_known);
}

/* Of the three items of the menu the one that can do something is there. */
void
confab_chat_person_update (ConfabChatView *view) {
  GtkWidget *widget = GTK_WIDGET (view);
  ConfabModelContact *contact = contact_of (widget);
  ConfabContactsBlockState state =
      contact != NULL ? confab_contacts_block_get_state (contact) : CONFAB_CONTACTS_BLOCK_NOT;

  gtk_widget_action_set_enabled (widget, "chat.block",
      contact != NULL && confab_model_contact_is_person (contact) &&
          state == CONFAB_CONTACTS_BLOCK_NOT);
  gtk_widget_action_set_enabled (
      widget, "chat.about", contact != NULL && confab_model_contact_is_person (contact));
  gtk_widget_action_set_enabled (widget, "chat.let-through", state == CONFAB_CONTACTS_BLOCK_BUDDY);
  gtk_widget_action_set_enabled (widget, "chat.blocked", state == CONFAB_CONTACTS_BLOCK_SERVER);
}
