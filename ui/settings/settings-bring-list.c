/* The page that shows all lines of a file of buddies: the address always, beside whatever name
 * stands there, and what would be done. It makes rows for what is on the screen alone. */

#include "settings/settings-bring-list.h"

#include <glib/gi18n.h>

#include "widgets/widgets-rows.h"

static const char *
words_of (ConfabModelFoundLine *line) {
  switch (confab_model_found_line_get_verdict (line)) {
  case CONFAB_BRING_LEAVE:
    return _ ("Left out, or here already");
  case CONFAB_BRING_BLOCK:
    return _ ("Is blocked");
  case CONFAB_BRING_ADD_NAMELESS:
    return _ ("Comes without the name: another buddy has it");
  case CONFAB_BRING_ADD:
    break;
  }
  return _ ("Comes");
}

/* One of the lines of a row: plain text that wraps. */
static GtkLabel *
label_new (GtkWidget *box, const char *css_class) {
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item) {
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_set_margin_top (box, 8);
  gtk_widget_set_margin_bottom (box, 8);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  label_new (box, NULL);
  label_new (box, "dim-label");
  label_new (box, "caption");
  gtk_list_item_set_child (item, box);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item) {
  ConfabModelFoundLine *line = gtk_list_item_get_item (item);
  const ConfabModelFoundFacts *facts = confab_model_found_line_get (line);
  GtkWidget *name = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *address = gtk_widget_get_next_sibling (name);
  GtkWidget *words = gtk_widget_get_next_sibling (address);
  g_autofree char *label = g_strdup_printf (
      "%s, %s, %s", facts->name != NULL ? facts->name : "", facts->address, words_of (line));

  gtk_label_set_text (GTK_LABEL (name), facts->name != NULL ? facts->name : facts->address);
  gtk_label_set_text (GTK_LABEL (address), facts->address);
  gtk_widget_set_visible (address, facts->name != NULL);
  gtk_label_set_text (GTK_LABEL (words), words_of (line));
  gtk_list_item_set_accessible_label (item, facts->name != NULL ? label : label + strlen (", "));
}

AdwNavigationPage *
confab_settings_bring_list_new (GListModel *lines) {
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *view;

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  view = gtk_list_view_new (
      GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (lines))), factory);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Who is in the file"), -1);
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  return adw_navigation_page_new (
      confab_widgets_page_view_new (scroller), _ ("Who is in the file"));
}
