/* Says what to do about a message that may not be from whom it seems to be. It changes nothing, and
 * it refuses to call anybody a trickster: it may be Ann. */

#include "safety/safety-check.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "safety/safety-reasons.h"
#include "widgets/widgets-rows.h"
#include "widgets/widgets-when.h"

/* "%s" is a day: "on 3 May", "today". */
static char *
dup_with_day (const char *words, gint64 time_us) {
  g_autofree char *day = confab_widgets_when_dup_day (time_us);
  g_auto (GStrv) parts = g_strsplit (words, "%s", 2);

  return g_strjoinv (day, parts);
}

char *
confab_safety_check_dup_words (ConfabModelContact *contact) {
  gint64 checked_us = confab_model_contact_get_checked_us (contact);

  if (confab_model_contact_is_server (contact))
    return g_strdup (_ ("It came from your server. Confab never asks for a password."));
  if (confab_model_contact_is_note (contact))
    return g_strdup (_ ("You wrote it yourself, on this computer."));
  switch (confab_model_contact_get_grade (contact)) {
  case CONFAB_GRADE_CHECKED:
    if (checked_us > 0)
      /* Translators: %s is a day, such as "on 3 May" or "today". */
      return dup_with_day (_ ("You compared the key words with them %s. Somebody may still hold "
                              "their telephone."),
          checked_us);
    return g_strdup (
        _ ("You compared the key words with them. Somebody may still hold their telephone."));
  case CONFAB_GRADE_KNOWN:
    return g_strdup (
        _ ("You know them in life, but have not checked that it is really them here."));
  case CONFAB_GRADE_ADDED:
  case CONFAB_GRADE_STRANGER:
    break;
  }
  return g_strdup (_ ("You do not know them in life."));
}

static GtkWidget *
row_new (const char *title, const char *icon) {
  GtkWidget *row = confab_widgets_row_new (title, NULL);

  confab_widgets_row_add_icon (row, icon);
  return row;
}

static GtkWidget *
list_new (void) {
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  return list;
}

static GtkWidget *
content_new (ConfabModelContact *contact, ConfabModelMessage *message) {
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *steps = list_new ();
  g_autofree char *checked = confab_safety_check_dup_words (contact);
  g_auto (GStrv) reasons = confab_safety_reasons_dup_scam_all (
      confab_model_message_get_warning (message), confab_model_contact_get_name (contact));

  if (*reasons != NULL) {
    GtkWidget *list = list_new ();

    for (char **reason = reasons; *reason != NULL; reason++)
      gtk_list_box_append (GTK_LIST_BOX (list), row_new (*reason, "dialog-warning-symbolic"));
    gtk_box_append (GTK_BOX (box), list);
  }
  gtk_list_box_append (GTK_LIST_BOX (steps),
      row_new (_ ("Ring a number that you had before, or go there. Not one from this chat."),
          "call-start-symbolic"));
  gtk_list_box_append (GTK_LIST_BOX (steps),
      row_new (_ ("Until then: no money, no code, no password, and nothing installed."),
          "changes-prevent-symbolic"));
  gtk_list_box_append (GTK_LIST_BOX (steps), row_new (checked, "avatar-default-symbolic"));
  gtk_box_append (GTK_BOX (box), steps);
  return box;
}

void
confab_safety_check_present (
    GtkWidget *parent, ConfabModelContact *contact, ConfabModelMessage *message) {
  g_auto (GStrv) parts = g_strsplit (_ ("Is this really %s?"), "%s", 2);
  g_autofree char *heading = g_strjoinv (confab_model_contact_get_name (contact), parts);
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, NULL));

  if (confab_model_contact_has_own_name (contact))
    adw_alert_dialog_set_body (dialog, confab_model_contact_get_address (contact));
  adw_alert_dialog_add_response (dialog, "close", _ ("Close"));
  adw_alert_dialog_set_extra_child (dialog, content_new (contact, message));
  adw_dialog_present (ADW_DIALOG (dialog), parent);
}
