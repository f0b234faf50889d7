/* What a form says when something is wrong. It stands beside the form and never covers it, and what
 * was typed stays as it is. */

#include "widgets/widgets-notice.h"

#include "widgets/widgets-problem.h"
#include "widgets/widgets-speak.h"

struct _ConfabWidgetsNotice {
  GtkBox parent_instance;

  /* owned by the box */
  GtkLabel *sentence;
  GtkLabel *advice;
};

G_DEFINE_FINAL_TYPE (ConfabWidgetsNotice, confab_widgets_notice, GTK_TYPE_BOX)

static void
confab_widgets_notice_class_init (ConfabWidgetsNoticeClass *class) {
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkLabel *
append_label (GtkWidget *box) {
  GtkWidget *label = gtk_label_new ("");
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  /* A hyphen where a line breaks would be read as part of an address. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
confab_widgets_notice_init (ConfabWidgetsNotice *self) {
  GtkWidget *icon =
      g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
          "icon-name", "dialog-warning-symbolic", "valign", GTK_ALIGN_START, "margin-top", 1, NULL);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_widget_add_css_class (GTK_WIDGET (self), "notice");
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_box_append (GTK_BOX (self), icon);
  self->sentence = append_label (lines);
  gtk_widget_add_css_class (GTK_WIDGET (self->sentence), "heading");
  self->advice = append_label (lines);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (self), lines);
}

void
confab_widgets_notice_show (ConfabWidgetsNotice *self, const char *sentence, const char *advice) {
  g_autofree char *both = NULL;

  g_return_if_fail (CONFAB_IS_WIDGETS_NOTICE (self));

  both = g_strjoin (" ", sentence, advice, NULL);
  gtk_label_set_text (self->sentence, sentence);
  gtk_label_set_text (self->advice, advice != NULL ? advice : "");
  gtk_widget_set_visible (GTK_WIDGET (self->advice), advice != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  confab_widgets_speak (GTK_WIDGET (self), both, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

void
confab_widgets_notice_show_problem (
    ConfabWidgetsNotice *self, ConfabModelProblem problem, const char *detail) {
  g_autofree char *sentence = confab_widgets_problem_dup_sentence (problem, detail);
  g_autofree char *advice = confab_widgets_problem_dup_advice (problem, detail);

  confab_widgets_notice_show (self, sentence, advice);
}

void
confab_widgets_notice_show_error (ConfabWidgetsNotice *self, const GError *error) {
  ConfabModelProblem problem = confab_widgets_problem_of_error (error);

  confab_widgets_notice_show_problem (
      self, problem, problem != CONFAB_PROBLEM_NONE ? error->message : NULL);
}

void
confab_widgets_notice_hide (ConfabWidgetsNotice *self) {
  g_return_if_fail (CONFAB_IS_WIDGETS_NOTICE (self));

  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
