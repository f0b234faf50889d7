/* The reference of the benchmarks: an empty AdwApplicationWindow of the size of Confab's, and
 * nothing else. */

#include <adwaita.h>

static void
on_activate (GtkApplication *application, gpointer data) {
  GtkWidget *window = adw_application_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), 960, 680);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv) {
  g_autoptr (AdwApplication) application =
      adw_application_new ("im.confab.Empty", G_APPLICATION_DEFAULT_FLAGS);

  g_signal_connect (application, "activate", G_CALLBACK (on_activate), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
