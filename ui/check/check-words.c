/* The card that two people read to each other. It shows what it is given and computes nothing: both
 * sides have the same, or somebody stands between them. */

#include "check/check-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define MAX_PARTS 24

static GtkWidget *
card_new (guint per_line, const char *label, const char *spoken) {
  GtkWidget *flow =
      g_object_new (GTK_TYPE_FLOW_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (flow), TRUE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), per_line);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (flow), 1);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (flow), 12);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (flow), 12);
  gtk_widget_set_direction (flow, GTK_TEXT_DIR_LTR);
  gtk_widget_add_css_class (flow, "check-card");
  gtk_widget_add_css_class (flow, "card");
  gtk_widget_set_focusable (flow, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (flow), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken, -1);
  return flow;
}

/* Only the card as a whole takes the focus. */
static void
append (GtkWidget *flow, GtkWidget *child) {
  GtkWidget *cell = g_object_new (
      GTK_TYPE_FLOW_BOX_CHILD, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (cell), child);
  gtk_widget_set_focusable (cell, FALSE);
  gtk_widget_set_direction (child, GTK_TEXT_DIR_LTR);
  gtk_flow_box_append (GTK_FLOW_BOX (flow), cell);
}

GtkWidget *
confab_check_words_new_digits (const char *digits) {
  g_auto (GStrv) groups = g_strsplit (digits, " ", MAX_PARTS);
  g_autofree char *spoken = confab_check_words_dup_spoken_digits (digits);
  GtkWidget *flow = card_new (2, _ ("Eight numbers"), spoken);
  GtkWidget *pair = NULL;

  /* In pairs: four on a line, or two; three would be hard to follow. */
  for (guint i = 0; groups[i] != NULL; i++) {
    GtkWidget *label = gtk_label_new (groups[i]);

    if (i % 2 == 0) {
      pair = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
      gtk_box_set_homogeneous (GTK_BOX (pair), TRUE);
      append (flow, pair);
    }
    gtk_widget_add_css_class (label, "numeric");
    gtk_widget_add_css_class (label, "check-digits");
    gtk_box_append (GTK_BOX (pair), label);
  }
  return flow;
}

GtkWidget *
confab_check_words_new_words (const char *words) {
  g_auto (GStrv) parts = g_strsplit (words, " ", MAX_PARTS);
  g_autofree char *spoken = confab_check_words_dup_spoken_words (words);
  GtkWidget *flow = card_new (3, _ ("Twelve words"), spoken);

  for (guint i = 0; parts[i] != NULL; i++) {
    GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
    g_autofree char *number = g_strdup_printf ("%u", i + 1);
    GtkWidget *number_label = gtk_label_new (number);
    GtkWidget *label = gtk_label_new (parts[i]);

    gtk_label_set_width_chars (GTK_LABEL (number_label), 2);
    gtk_label_set_xalign (GTK_LABEL (number_label), 1);
    gtk_widget_add_css_class (number_label, "dimmed");
    gtk_widget_add_css_class (number_label, "numeric");
    gtk_widget_add_css_class (label, "check-word");
    gtk_box_append (GTK_BOX (box), number_label);
    gtk_box_append (GTK_BOX (box), label);
    append (flow, box);
  }
  return flow;
}

/* "1: 0 4 7 1 1. 2: …": digit by digit, with a stop after each group. */
char *
confab_check_words_dup_spoken_digits (const char *digits) {
  g_auto (GStrv) groups = g_strsplit (digits, " ", MAX_PARTS);
  g_autoptr (GString) spoken = g_string_new (NULL);

  for (guint i = 0; groups[i] != NULL; i++) {
    for (const char *at = groups[i]; *at != '\0'; at++)
      g_string_append_printf (spoken, at == groups[i] ? "%c" : " %c", *at);
    g_string_append (spoken, groups[i + 1] != NULL ? ". " : ".");
  }
  return g_string_free_and_steal (g_steal_pointer (&spoken));
}

char *
confab_check_words_dup_spoken_words (const char *words) {
  g_auto (GStrv) parts = g_strsplit (words, " ", MAX_PARTS);
  g_autoptr (GString) spoken = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    g_string_append_printf (spoken, "%s%u: %s", i > 0 ? ". " : "", i + 1, parts[i]);
  g_string_append_c (spoken, '.');
  return g_string_free_and_steal (g_steal_pointer (&spoken));
}
