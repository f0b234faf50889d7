/* What is said once buddies were brought out of a file: that they are here, that nobody new came,
 * or why it stopped, which nothing that follows covers. Over the core that pretends. */

#include <adwaita.h>

#include "gallery-people.h"
#include "settings/settings-bring.h"

#define PATIENCE_US (5 * G_USEC_PER_SEC)

typedef struct {
  ConfabCore *core;
  GtkWindow *window;
} Screen;

static gboolean
says (Screen *screen, const char *text) {
  gint64 until = g_get_monotonic_time () + PATIENCE_US;

  do
    if (gallery_people_find (GTK_WIDGET (screen->window), text) != NULL)
      return TRUE;
  while (g_main_context_iteration (NULL, FALSE) || g_get_monotonic_time () < until);
  return FALSE;
}

/* With the file read, and what is in it shown. */
static void
set_up (Screen *screen, gconstpointer data) {
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nonexistent/Buddies.xml");
  g_autoptr (ConfabModelAccount) account = NULL;
  AdwDialog *dialog;

  screen->core = gallery_core_new ();
  gallery_people_add_some (screen->core, CONFAB_ACCOUNT_SIGNED_IN);
  account = g_list_model_get_item (confab_core_get_accounts (screen->core), 0);
  screen->window = GTK_WINDOW (adw_window_new ());
  gtk_window_present (screen->window);
  dialog = confab_settings_bring_present (screen->core, account, GTK_WIDGET (screen->window));
  confab_settings_bring_read (dialog, nowhere);
  g_assert_true (says (screen, "7 buddies come"));
}

static void
tear_down (Screen *screen, gconstpointer data) {
  gtk_window_destroy (screen->window);
  g_object_unref (screen->core);
}

static void
bring (Screen *screen, const char *how) {
  if (how != NULL)
    g_object_set_data (G_OBJECT (screen->core), how, screen->core);
  gallery_people_press (screen->window, "Bring them");
}

static void
test_came (Screen *screen, gconstpointer data) {
  bring (screen, NULL);
  g_assert_true (says (screen, "They are here"));
  g_assert_true (says (screen,
      "7 buddies came. 1 address is blocked. None of them counts as somebody you know in life: "
      "say so on their page, one by one."));
}

static void
test_nobody (Screen *screen, gconstpointer data) {
  bring (screen, GALLERY_CARRY_NOBODY);
  g_assert_true (says (screen, "It is done"));
  g_assert_true (says (screen, "Nobody new came. 1 address is blocked."));
}

/* What comes anew cannot be counted either; that is not what is to be said. */
static void
test_stopped (Screen *screen, gconstpointer data) {
  bring (screen, GALLERY_BACKUP_FAILS);
  g_assert_true (says (screen, "You are signed off. 7 buddies came. 1 address is blocked."));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_true (
      says (screen, "It stopped before the end. What came stays; press again to go on."));
  g_assert_true (says (screen, "Bring them"));
}

int
main (int argc, char *argv[]) {
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  dex_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_test_add ("/ui/bring/came", Screen, NULL, set_up, test_came, tear_down);
  g_test_add ("/ui/bring/nobody", Screen, NULL, set_up, test_nobody, tear_down);
  g_test_add ("/ui/bring/stopped", Screen, NULL, set_up, test_stopped, tear_down);
  return g_test_run ();
}
