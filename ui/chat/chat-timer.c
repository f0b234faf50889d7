/* Messages that disappear: what the chip says of them, and the sheet where it is chosen. What this
 * computer does is said as a fact; of the other program it is said what it said of itself, and that
 * nobody can see whether it does. It refuses to call silence an agreement. */

#include "chat/chat-timer.h"

#include <glib/gi18n.h>

#include "chat/chat-keep.h"
#include "chat/chat-timer-words.h"

#define HOUR 3600u
#define DAY 86400u
#define WEEK 604800u

static const guint presets[] = { 0, HOUR, DAY, WEEK, 4 * WEEK };

/* ---- words ---- */

/* The chat goes before its messages do. */
static gboolean
goes_first (ConfabModelChat *chat) {
  ConfabKeep keep = confab_chat_keep_get (chat);

  return keep == CONFAB_KEEP_UNTIL_CLOSED ||
         confab_safety_retention_period (keep) <
             (gint64)confab_model_chat_get_timer (chat) * G_USEC_PER_SEC;
}

char *
confab_chat_timer_dup_label (ConfabModelChat *chat) {
  guint seconds = confab_model_chat_get_timer (chat);

  if (seconds == 0 || goes_first (chat))
    return NULL;
  /* Translators: %s is a period, "1 week". */
  return confab_chat_timer_dup_with_period (_ ("Disappears after %s"), seconds);
}

char *
confab_chat_timer_dup_sentence (ConfabModelChat *chat) {
  guint seconds = confab_model_chat_get_timer (chat);

  if (seconds == 0)
    return g_strdup (confab_chat_keep_get_sentence (chat));
  if (goes_first (chat))
    return confab_chat_timer_dup_with_period (_ ("Messages disappear here %s after they were read "
                                                 "or sent, or before: when the chat goes."),
        seconds);
  return confab_chat_timer_dup_with_period (
      _ ("Messages disappear here %s after they were read or sent, also those that you keep."),
      seconds);
}

const char *
confab_chat_timer_get_theirs (ConfabModelChat *chat) {
  if (confab_model_chat_get_timer (chat) == 0)
    return _ ("Keeps what it likes.");
  switch (confab_model_chat_get_timer_answer (chat)) {
  case CONFAB_TIMER_SILENT:
    break;
  case CONFAB_TIMER_ASKED:
    return _ ("Was asked to erase it too, and has not answered yet.");
  case CONFAB_TIMER_AGREED:
    return _ ("Agreed to erase it too; we cannot see that it does.");
  }
  return _ ("Keeps what it likes: it did not agree to erase it.");
}

/* ---- the sheet ---- */

typedef struct {
  GWeakRef view;
  ConfabModelChat *chat; /* owned */
  guint seconds;         /* that is marked */
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

  if (view != NULL && g_str_equal (answer, "change"))
    confab_chat_view_follow (view,
        confab_core_set_timer (confab_chat_view_get_core (view), sheet->chat, sheet->seconds));
  sheet_free (sheet);
}

static void
on_marked (GtkCheckButton *mark, Sheet *sheet) {
  if (gtk_check_button_get_active (mark))
    sheet->seconds = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (mark), "seconds"));
}

static void
add_row (Sheet *sheet, GtkListBox *list, guint seconds, GtkCheckButton **first) {
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *mark = gtk_check_button_new ();
  g_autofree char *title = seconds == 0
                               ? g_strdup (_ ("They stay"))
                               : confab_chat_timer_dup_with_period (_ ("After %s"), seconds);

  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (mark), "seconds", GUINT_TO_POINTER (seconds));
  if (*first != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (mark), *first);
  else
    *first = GTK_CHECK_BUTTON (mark);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (mark), seconds == sheet->seconds);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), mark);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), mark);
  gtk_accessible_update_property (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect (mark, "toggled", G_CALLBACK (on_marked), sheet);
  gtk_list_box_append (list, row);
}

/* What the other side chose may be none of the presets: it stands among them. */
static GtkWidget *
list_new (Sheet *sheet) {
  GtkWidget *list = gtk_list_box_new ();
  GtkCheckButton *first = NULL;
  gboolean is_there = FALSE;

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  for (guint i = 0; i < G_N_ELEMENTS (presets); i++) {
    is_there = is_there || presets[i] == sheet->seconds;
    if (!is_there && presets[i] > sheet->seconds) {
      add_row (sheet, GTK_LIST_BOX (list), sheet->seconds, &first);
      is_there = TRUE;
    }
    add_row (sheet, GTK_LIST_BOX (list), presets[i], &first);
  }
  if (!is_there)
    add_row (sheet, GTK_LIST_BOX (list), sheet->seconds, &first);
  return list;
}

static void
on_timer (GtkWidget *widget, const char *action, GVariant *parameter) {
  ConfabModelChat *chat = confab_chat_view_get_chat (CONFAB_CHAT_VIEW (widget));
  ConfabModelContact *contact = chat != NULL ? confab_model_chat_get_contact (chat) : NULL;
  g_autofree char *body = NULL;
  AdwAlertDialog *dialog;
  Sheet *sheet;

  if (contact == NULL || !confab_model_contact_is_person (contact))
    return;
  sheet = g_new0 (Sheet, 1);
  g_weak_ref_init (&sheet->view, widget);
  sheet->chat = g_object_ref (chat);
  sheet->seconds = confab_model_chat_get_timer (chat);
  body = confab_chat_timer_dup_named (
      _ ("From now on, here and with %s. Their program is asked to erase them too; "
         "one that does not know this keeps them."),
      confab_model_contact_get_name (contact));
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("When do messages disappear?"), body));
  adw_alert_dialog_set_extra_child (dialog, list_new (sheet));
  adw_alert_dialog_set_prefer_wide_layout (dialog, TRUE);
  adw_alert_dialog_add_response (dialog, "cancel", _ ("Cancel"));
  adw_alert_dialog_add_response (dialog, "change", _ ("Change"));
  adw_alert_dialog_set_response_appearance (dialog, "change", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "change");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_alert_dialog_choose (dialog, widget, NULL, on_answered, sheet);
}

void
confab_chat_timer_install (GtkWidgetClass *class) {
  gtk_widget_class_install_action (class, "chat.timer", NULL, on_timer);
}
