/* A hit as a row: who wrote it in whose chat, when, and the line around what was looked for, which
 * stands out by weight and not by colour alone. It refuses to take a text for markup. */

#include "chat/chat-search-row.h"

#include <glib/gi18n.h>

#include "widgets/widgets-when.h"

#define MAX_LINES 3

static PangoAttrList *
make_marks (ConfabModelHit *hit) {
  PangoAttrList *list = pango_attr_list_new ();
  guint n;
  const gsize *marks = confab_model_hit_get_marks (hit, &n);

  for (guint i = 0; i < n; i++) {
    PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
    PangoAttribute *line = pango_attr_underline_new (PANGO_UNDERLINE_SINGLE);

    bold->start_index = line->start_index = (guint)marks[2 * i];
    bold->end_index = line->end_index = (guint)marks[2 * i + 1];
    pango_attr_list_insert (list, bold);
    pango_attr_list_insert (list, line);
  }
  return list;
}

static char *
dup_who (ConfabModelHit *hit) {
  const char *name = confab_model_contact_get_name (confab_model_hit_get_contact (hit));

  if (!confab_model_hit_is_own (hit))
    return g_strdup (name);
  /* Translators: a message that the user wrote, in the chat with %s. */
  return g_strdup_printf (_ ("You, to %s"), name);
}

static GtkWidget *
head_new (const char *who, const char *when) {
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (who);
  GtkWidget *day = gtk_label_new (when);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (name, "caption-heading");
  gtk_widget_add_css_class (day, "caption");
  gtk_widget_add_css_class (day, "dimmed");
  gtk_box_append (GTK_BOX (head), name);
  gtk_box_append (GTK_BOX (head), day);
  return head;
}

static GtkWidget *
text_new (ConfabModelHit *hit) {
  GtkWidget *label = gtk_label_new (confab_model_hit_get_snippet (hit));
  g_autoptr (PangoAttrList) marks = make_marks (hit);

  gtk_label_set_attributes (GTK_LABEL (label), marks);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_lines (GTK_LABEL (label), MAX_LINES);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  return label;
}

GtkWidget *
confab_chat_search_row_new (gpointer item, gpointer data) {
  ConfabModelHit *hit = item;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *who = dup_who (hit);
  g_autofree char *when = confab_widgets_when_dup_short (confab_model_hit_get_time_us (hit));
  /* Translators: said of a found message by a screen reader: who, when, what. */
  g_autofree char *spoken =
      g_strdup_printf (_ ("%s, %s: %s"), who, when, confab_model_hit_get_snippet (hit));

  gtk_widget_add_css_class (box, "chat-search-row");
  gtk_box_append (GTK_BOX (box), head_new (who, when));
  gtk_box_append (GTK_BOX (box), text_new (hit));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}
