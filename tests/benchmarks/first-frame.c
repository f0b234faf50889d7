/* Loaded into a GTK program by LD_PRELOAD: says on the descriptor CONFAB_BENCH_FD when its first
 * frame was painted, in microseconds of the monotonic clock. Both sides of a comparison are
 * measured by it in the same way. */

#include <gtk/gtk.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static gboolean
on_after_paint (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data) {
  int fd = atoi (g_getenv ("CONFAB_BENCH_FD"));

  dprintf (fd, "%" G_GINT64_FORMAT "\n", g_get_monotonic_time ());
  close (fd);
  return FALSE;
}

__attribute__ ((constructor)) static void
watch (void) {
  /* Only the program itself, not what it may start. */
  unsetenv ("LD_PRELOAD");
  g_type_class_ref (GDK_TYPE_FRAME_CLOCK);
  g_signal_add_emission_hook (
      g_signal_lookup ("after-paint", GDK_TYPE_FRAME_CLOCK), 0, on_after_paint, NULL, NULL);
}
