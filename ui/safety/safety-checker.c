/* The page of the virus checker. Where there is none it says how to have one, and asks for none. */

#include "safety/safety-checker.h"

#include <glib/gi18n.h>

#include "safety/safety-checker-words.h"
#include "widgets/widgets-rows.h"

/* Typed as it stands: no words of any language. */
#define COMMAND "flatpak override --user --filesystem=/run/clamav im.confab.Confab"

/* ---- the page ---- */

typedef struct {
  ConfabCore *core; /* owned */
  AdwActionRow *state_row;
  GtkWidget *button;
  AdwPreferencesGroup *how;
} Page;

static void
page_free (gpointer data) {
  Page *page = data;

  g_object_unref (page->core);
  g_free (page);
}

static void
update (GtkWidget *widget) {
  Page *page = g_object_get_data (G_OBJECT (widget), "page");
  ConfabModelSafety *safety = confab_core_get_safety (page->core);
  g_autofree char *state = confab_safety_checker_words_dup_state (safety);

  adw_action_row_set_subtitle (page->state_row, state);
  gtk_widget_set_visible (GTK_WIDGET (page->how),
      confab_model_safety_get_checker (safety, NULL, NULL) != CONFAB_CHECKER_HERE);
}

static DexFuture *
on_asked (DexFuture *future, gpointer data) {
  g_autoptr (GtkWidget) widget = g_weak_ref_get (data);
  Page *page = widget != NULL ? g_object_get_data (G_OBJECT (widget), "page") : NULL;

  if (page == NULL)
    return NULL;
  gtk_widget_set_sensitive (page->button, TRUE);
  update (widget);
  return NULL;
}

static void
free_weak (gpointer data) {
  g_weak_ref_clear (data);
  g_free (data);
}

static void
ask (GtkWidget *widget) {
  Page *page = g_object_get_data (G_OBJECT (widget), "page");
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  gtk_widget_set_sensitive (page->button, FALSE);
  g_weak_ref_init (weak, widget);
  dex_future_disown (
      dex_future_finally (confab_core_look_for_checker (page->core), on_asked, weak, free_weak));
}

static void
add_how (Page *page) {
  g_autofree char *words = g_strdup_printf (
      /* Translators: %s is what to type, and stands in a line of its own. */
      _ ("It sees the checker only if you allow it. Type this line in a terminal, once, and open "
         "Confab again:\n%s"),
      COMMAND);
  GtkWidget *command = confab_widgets_row_new (_ ("If Confab is a Flatpak"), words);

  adw_preferences_group_add (page->how,
      confab_widgets_row_new (_ ("Have one on this computer"),
          _ ("Install ClamAV with its service: the package is called clamav-daemon in Debian and "
             "Ubuntu. Once it runs, Confab finds it by itself.")));
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (command), TRUE);
  adw_preferences_group_add (page->how, command);
}

AdwNavigationPage *
confab_safety_checker_page_new (ConfabCore *core) {
  GtkWidget *content = adw_preferences_page_new ();
  AdwPreferencesGroup *group = confab_widgets_group_add (ADW_PREFERENCES_PAGE (content), "", NULL);
  Page *page = g_new0 (Page, 1);
  GtkWidget *row = confab_widgets_row_new (_ ("On this computer"), "");

  page->core = g_object_ref (core);
  page->state_row = ADW_ACTION_ROW (row);
  page->button = gtk_button_new_with_label (_ ("Look again"));
  gtk_widget_set_valign (page->button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (page->state_row, page->button);
  adw_preferences_group_add (group, row);
  adw_preferences_group_add (group,
      confab_widgets_row_new (_ ("What it does"),
          _ ("It reads each file here, on this computer, and tells nobody. What it finds can "
             "neither be opened nor saved.")));
  adw_preferences_group_add (
      group, confab_widgets_row_new (_ ("What it does not change"),
                 _ ("No checker knows every virus. Programs are never opened, whatever it says.")));
  page->how =
      confab_widgets_group_add (ADW_PREFERENCES_PAGE (content), _ ("How Confab gets to one"), NULL);
  add_how (page);
  g_object_set_data_full (G_OBJECT (content), "page", page, page_free);
  g_signal_connect_object (page->button, "clicked", G_CALLBACK (ask), content, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      confab_core_get_safety (core), "changed", G_CALLBACK (update), content, G_CONNECT_SWAPPED);
  update (content);
  ask (content);
  return adw_navigation_page_new (confab_widgets_page_view_new (content), _ ("Virus checker"));
}
