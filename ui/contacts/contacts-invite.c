/* Shows an invitation to be handed on: as a picture for somebody beside me, as text for everybody
 * else. It is made anew each time, since each is for one person, and it leaves only by the user's
 * own hand. */

#include "contacts/contacts-invite.h"

#include <glib/gi18n.h>

#include "check/check-code.h"
#include "widgets/widgets-button.h"
#include "widgets/widgets-notice.h"

#define PICTURE_SIDE 220 /* pixels */

typedef struct {
  AdwDialog *dialog; /* owned */
  GtkStack *stack;   /* all below live with the dialog */
  ConfabCheckCode *code;
  GtkLabel *link;
  GtkWidget *copy;
  ConfabWidgetsNotice *notice;
} Sheet;

static void
sheet_free (gpointer data) {
  Sheet *sheet = data;

  g_object_unref (sheet->dialog);
  g_free (sheet);
}

static void
on_copy_clicked (GtkButton *button, GtkLabel *link) {
  gdk_clipboard_set_text (
      gtk_widget_get_clipboard (GTK_WIDGET (button)), gtk_label_get_text (link));
  gtk_button_set_label (button, _ ("Copied"));
}

static DexFuture *
on_link (DexFuture *completed, gpointer data) {
  Sheet *sheet = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (completed, &error);

  if (value == NULL) {
    confab_widgets_notice_show_error (sheet->notice, error);
    gtk_stack_set_visible_child_name (sheet->stack, "problem");
    return NULL;
  }
  gtk_label_set_text (sheet->link, g_value_get_string (value));
  gtk_widget_set_visible (GTK_WIDGET (sheet->code),
      confab_check_code_set_text (sheet->code, g_value_get_string (value)));
  gtk_stack_set_visible_child_name (sheet->stack, "link");
  gtk_widget_grab_focus (sheet->copy);
  return NULL;
}

static GtkWidget *
label_new (const char *text, const char *class) {
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  return label;
}

static GtkWidget *
link_page_new (Sheet *sheet) {
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *code = g_object_new (CONFAB_TYPE_CHECK_CODE, NULL);
  GtkWidget *link = label_new ("", "monospace");
  GtkWidget *copy = confab_widgets_button_new_pill (_ ("Copy the link"), TRUE);

  sheet->code = CONFAB_CHECK_CODE (code);
  sheet->link = GTK_LABEL (link);
  sheet->copy = copy;
  gtk_widget_set_size_request (code, PICTURE_SIDE, PICTURE_SIDE);
  gtk_widget_set_halign (code, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (code), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("My invitation as a picture"), -1);
  gtk_label_set_selectable (GTK_LABEL (link), TRUE);
  g_signal_connect_object (copy, "clicked", G_CALLBACK (on_copy_clicked), link, 0);
  gtk_box_append (GTK_BOX (box), label_new (_ ("Whoever brings this becomes your buddy at once, "
                                               "without another question. It is for one person: "
                                               "give it to nobody else."),
                                     NULL));
  gtk_box_append (GTK_BOX (box), code);
  gtk_box_append (GTK_BOX (box), link);
  gtk_box_append (GTK_BOX (box), copy);
  return box;
}

void
confab_contacts_invite_present (ConfabCore *core, ConfabModelAccount *account, GtkWidget *parent) {
  Sheet *sheet = g_new0 (Sheet, 1);
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *notice = g_object_new (CONFAB_TYPE_WIDGETS_NOTICE, NULL);

  sheet->dialog = g_object_ref (adw_dialog_new ());
  sheet->stack = GTK_STACK (stack);
  sheet->notice = CONFAB_WIDGETS_NOTICE (notice);
  gtk_stack_add_named (sheet->stack, adw_spinner_new (), "busy");
  gtk_stack_add_named (sheet->stack, link_page_new (sheet), "link");
  gtk_stack_add_named (sheet->stack, notice, "problem");
  gtk_widget_set_margin_top (stack, 12);
  gtk_widget_set_margin_bottom (stack, 24);
  gtk_widget_set_margin_start (stack, 18);
  gtk_widget_set_margin_end (stack, 18);
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), stack);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), scrolled);
  adw_dialog_set_title (sheet->dialog, _ ("My invitation"));
  adw_dialog_set_content_width (sheet->dialog, 420);
  adw_dialog_set_content_height (sheet->dialog, 560);
  adw_dialog_set_child (sheet->dialog, view);
  adw_dialog_present (sheet->dialog, parent);
  dex_future_disown (
      dex_future_finally (confab_core_make_invite (core, account), on_link, sheet, sheet_free));
}
