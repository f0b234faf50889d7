/* How long a chat stays here. The sheet asks in one step how long, and what becomes of what is
 * there already; erasing is never what Enter does. It refuses to say anything about other
 * computers. */

#include "chat/chat-keep.h"

#include <glib/gi18n.h>

#include "safety/safety-keep-words.h"

static ConfabModelSafety *
safety_of (ConfabModelChat *chat) {
  ConfabModelContact *contact = confab_model_chat_get_contact (chat);
  ConfabModelAccount *account = contact != NULL ? confab_model_contact_get_account (contact) : NULL;

  return account != NULL ? confab_model_account_get_safety (account) : NULL;
}

ConfabKeep
confab_chat_keep_get (ConfabModelChat *chat) {
  return confab_safety_retention_holds (
      confab_model_safety_get (safety_of (chat), CONFAB_CHOICE_KEEP),
      confab_model_chat_get_keep (chat), CONFAB_KEEP_UNTIL_CLOSED);
}

char *
confab_chat_keep_dup_label (ConfabModelChat *chat) {
  ConfabModelSafety *safety = safety_of (chat);

  return confab_safety_keep_words_dup_label (confab_chat_keep_get (chat),
      confab_model_chat_get_keep (chat) == CONFAB_KEEP_AS_OVERALL && safety != NULL
          ? confab_model_safety_get_until (safety, CONFAB_CHOICE_KEEP)
          : 0);
}

const char *
confab_chat_keep_get_sentence (ConfabModelChat *chat) {
  switch (confab_chat_keep_get (chat)) {
  case CONFAB_KEEP_UNTIL_CLOSED:
    break;
  case CONFAB_KEEP_DAY:
    return _ ("Each message stays on this computer for a day, locked, and is then erased.");
  case CONFAB_KEEP_WEEK:
    return _ ("Each message stays on this computer for a week, locked, and is then erased.");
  case CONFAB_KEEP_MONTH:
    return _ ("Each message stays on this computer for 30 days, locked, and is then erased.");
  case CONFAB_KEEP_YEAR:
    return _ ("Each message stays on this computer for a year, locked, and is then erased.");
  case CONFAB_KEEP_FOR_GOOD:
    return _ ("Messages stay on this computer, locked, until you erase them.");
  }
  return _ ("Confab forgets this chat when you close it.");
}

const char *
confab_chat_keep_get_here (ConfabModelChat *chat) {
  switch (confab_chat_keep_get (chat)) {
  case CONFAB_KEEP_UNTIL_CLOSED:
    break;
  case CONFAB_KEEP_FOR_GOOD:
    return _ ("Keeps it, locked. Close the chat when you like.");
  case CONFAB_KEEP_DAY:
  case CONFAB_KEEP_WEEK:
  case CONFAB_KEEP_MONTH:
  case CONFAB_KEEP_YEAR:
    return _ ("Keeps it so long, locked. What you have not read stays until you have.");
  }
  return _ ("Nothing stays on this computer after closing.");
}

const char *
confab_chat_keep_get_server (ConfabModelChat *chat) {
  ConfabModelContact *contact = confab_model_chat_get_contact (chat);
  ConfabModelAccount *account = contact != NULL ? confab_model_contact_get_account (contact) : NULL;
  gboolean is_open = confab_model_chat_get_servers_can_read (chat);

  switch (account != NULL ? confab_model_account_get_server_keeps (account)
                          : CONFAB_SERVER_KEEPS_UNKNOWN) {
  case CONFAB_SERVER_KEEPS_UNKNOWN:
    break;
  case CONFAB_SERVER_KEEPS_FIXED:
    return _ ("May keep a copy; it lets nobody choose.");
  case CONFAB_SERVER_KEEPS_EVERYTHING:
  case CONFAB_SERVER_KEEPS_CONTACTS:
    return is_open ? _ ("Keeps a copy for your other devices, and can read it.")
                   : _ ("Keeps a copy for your other devices; it cannot read what is sealed.");
  case CONFAB_SERVER_KEEPS_NOTHING:
  case CONFAB_SERVER_KEEPS_NO_COPIES:
    return _ ("Keeps nothing that has arrived, it says.");
  }
  return _ ("May keep a copy; Confab cannot see that.");
}

/* ---- the sheet ---- */

typedef struct {
  GWeakRef view;
  ConfabModelChat *chat; /* owned */
  int keep;              /* that is marked */
} Sheet;

static void
sheet_free (gpointer data) {
  Sheet *sheet = data;

  g_weak_ref_clear (&sheet->view);
  g_object_unref (sheet->chat);
  g_free (sheet);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer data) {
  Sheet *sheet = data;
  const char *answer = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);
  g_autoptr (ConfabChatView) view = g_weak_ref_get (&sheet->view);

  if (view != NULL && !g_str_equal (answer, "cancel"))
    confab_chat_view_follow (
        view, confab_core_set_keep (confab_chat_view_get_core (view), sheet->chat, sheet->keep,
                  g_str_equal (answer, "erase") ? CONFAB_CORE_REST_GOES : CONFAB_CORE_REST_STAYS));
  sheet_free (sheet);
}

static void
on_marked (GtkCheckButton *mark, Sheet *sheet) {
  if (gtk_check_button_get_active (mark))
    sheet->keep = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (mark), "keep"));
}

static void
add_row (Sheet *sheet, GtkListBox *list, int keep, const char *title, const char *subtitle,
    GtkCheckButton **first) {
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *mark = gtk_check_button_new ();

  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (mark), "keep", GINT_TO_POINTER (keep));
  if (*first != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (mark), *first);
  else
    *first = GTK_CHECK_BUTTON (mark);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (mark), keep == sheet->keep);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), mark);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), mark);
  gtk_accessible_update_property (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect (mark, "toggled", G_CALLBACK (on_marked), sheet);
  gtk_list_box_append (list, row);
}

static GtkWidget *
list_new (Sheet *sheet) {
  GtkWidget *list = gtk_list_box_new ();
  GtkCheckButton *first = NULL;
  ConfabKeep overall =
      (ConfabKeep)confab_model_safety_get (safety_of (sheet->chat), CONFAB_CHOICE_KEEP);

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  add_row (sheet, GTK_LIST_BOX (list), CONFAB_KEEP_AS_OVERALL, _ ("As all chats"),
      confab_safety_keep_words_get (overall), &first);
  for (int keep = 0; keep <= CONFAB_KEEP_FOR_GOOD; keep++)
    add_row (sheet, GTK_LIST_BOX (list), keep, confab_safety_keep_words_get ((ConfabKeep)keep),
        NULL, &first);
  return list;
}

static gboolean
has_rows (ConfabModelChat *chat) {
  ConfabModelTimeline *timeline = confab_model_chat_get_timeline (chat);

  return g_list_model_get_n_items (G_LIST_MODEL (timeline)) > 0 ||
         !confab_model_timeline_is_at_start (timeline);
}

static void
on_keep (GtkWidget *widget, const char *action, GVariant *parameter) {
  ConfabModelChat *chat = confab_chat_view_get_chat (CONFAB_CHAT_VIEW (widget));
  AdwAlertDialog *dialog;
  Sheet *sheet;

  if (chat == NULL)
    return;
  sheet = g_new0 (Sheet, 1);
  g_weak_ref_init (&sheet->view, widget);
  sheet->chat = g_object_ref (chat);
  sheet->keep = confab_model_chat_get_keep (chat);
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("How long does this chat stay here?"), NULL));
  adw_alert_dialog_set_extra_child (dialog, list_new (sheet));
  adw_alert_dialog_set_prefer_wide_layout (dialog, TRUE);
  adw_alert_dialog_add_response (dialog, "cancel", _ ("Cancel"));
  if (has_rows (chat)) {
    adw_alert_dialog_set_body (
        dialog, _ ("From now on. What is here already can stay as it was, or go."));
    adw_alert_dialog_add_response (dialog, "erase", _ ("Erase what is here"));
    adw_alert_dialog_set_response_appearance (dialog, "erase", ADW_RESPONSE_DESTRUCTIVE);
    adw_alert_dialog_add_response (dialog, "keep", _ ("Keep what is here"));
  } else {
    adw_alert_dialog_add_response (dialog, "keep", _ ("Change"));
  }
  adw_alert_dialog_set_response_appearance (dialog, "keep", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "keep");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_alert_dialog_choose (dialog, widget, NULL, on_answered, sheet);
}

/* ---- after closing, and single messages ---- */

static void
on_keep_closed (GtkWidget *widget, const char *action, GVariant *parameter) {
  ConfabChatView *view = CONFAB_CHAT_VIEW (widget);
  ConfabModelChat *chat = confab_chat_view_get_chat (view);

  if (chat != NULL && confab_model_chat_is_closed_with_undo (chat))
    confab_chat_view_follow (
        view, confab_core_keep_closed (confab_chat_view_get_core (view), CONFAB_KEEP_MONTH));
}

static void
on_keep_message (GtkWidget *widget, const char *action, GVariant *parameter) {
  ConfabChatView *view = CONFAB_CHAT_VIEW (widget);
  ConfabModelChat *chat = confab_chat_view_get_chat (view);
  ConfabModelMessage *message;
  gboolean is_kept;
  gint64 id;

  if (chat == NULL)
    return;
  g_variant_get (parameter, "(xb)", &id, &is_kept);
  message = confab_model_timeline_find (confab_model_chat_get_timeline (chat), id);
  if (message != NULL)
    confab_chat_view_follow (view, confab_core_keep_message (confab_chat_view_get_core (view),
                                       confab_model_chat_get_contact (chat), message, is_kept));
}

void
confab_chat_keep_install (GtkWidgetClass *class) {
  gtk_widget_class_install_action (class, "chat.keep", NULL, on_keep);
  gtk_widget_class_install_action (class, "chat.keep-closed", NULL, on_keep_closed);
  gtk_widget_class_install_action (class, "chat.keep-message", "(xb)", on_keep_message);
}
