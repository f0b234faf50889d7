/* Takes pictures of every scene at three widths, light and dark, from right to
 * left, and with large text. A
 * picture is what the window draws, not what the screen shows, so that no window manager is needed;
 * menus that are windows of their own are not in it. With --quick each scene is drawn once and
 * nothing is saved; with --once the one picture is. */

#include "gallery-files.h"
#include "gallery.h"

#include <glib/gstdio.h>
#include <stdlib.h>

#include "base/base-fiber.h"
#include "base/base-log.h"
#include "base/base-secret.h"

#define SETTLE_MS 120
#define USUAL_DPI (96 * 1024)

typedef struct {
  int width;
  int height;
  gboolean is_dark;
  gboolean is_rtl;
  gboolean is_large; /* text at 200 % */
} Look;

static const Look looks[] = {
  { 800, 640, FALSE, FALSE },
  { 360, 720, FALSE, FALSE },
  { 1400, 900, FALSE, FALSE },
  { 360, 720, TRUE, FALSE },
  { 800, 640, TRUE, FALSE },
  { 800, 640, FALSE, TRUE },
  { 800, 640, FALSE, FALSE, TRUE },
  { 360, 720, FALSE, FALSE, TRUE },
};

typedef struct {
  GtkApplication *application;
  const char *folder; /* NULL: nothing is saved */
  char **wanted;      /* names of scenes; empty: all */
  gboolean is_quick;  /* the first look is enough */
  guint n_taken;
  gboolean has_failed;
} Gallery;

static void
settle (void) {
  dex_await (dex_timeout_new_msec (SETTLE_MS), NULL);
}

static gboolean
take (Gallery *gallery, GtkWindow *window, const char *name, const Look *look) {
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *file = g_strdup_printf ("%s-%d-%s%s%s.png", name, look->width,
      look->is_dark ? "dark" : "light", look->is_rtl ? "-rtl" : "", look->is_large ? "-large" : "");
  g_autofree char *path = NULL;
  int width = gtk_widget_get_width (GTK_WIDGET (window));
  int height = gtk_widget_get_height (GTK_WIDGET (window));

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  if (node == NULL)
    return FALSE;
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
      &GRAPHENE_RECT_INIT (0, 0, (float)width, (float)height));
  gallery->n_taken++;
  if (gallery->folder == NULL)
    return TRUE;
  path = g_build_filename (gallery->folder, file, NULL);
  return gdk_texture_save_to_png (texture, path);
}

static void
play (Gallery *gallery, const GalleryScene *scene, const Look *look) {
  g_autoptr (ConfabCore) core = gallery_core_new ();
  GtkWindow *window;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
      look->is_dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  gtk_widget_set_default_direction (look->is_rtl ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
  g_object_set (
      gtk_settings_get_default (), "gtk-xft-dpi", look->is_large ? 2 * USUAL_DPI : USUAL_DPI, NULL);
  window = scene->build (gallery->application, core);
  gtk_window_set_default_size (window, look->width, look->height);
  gtk_window_present (window);
  settle ();
  if (scene->act != NULL) {
    scene->act (window, core);
    settle ();
  }
  settle ();
  if (!take (gallery, window, scene->name, look)) {
    g_printerr ("no picture of %s\n", scene->name);
    gallery->has_failed = TRUE;
  }
  gtk_window_destroy (window);
  settle ();
}

static gboolean
is_wanted (Gallery *gallery, const char *name) {
  if (gallery->wanted[0] == NULL)
    return TRUE;
  for (char **wanted = gallery->wanted; *wanted != NULL; wanted++) {
    if (g_str_has_prefix (name, *wanted))
      return TRUE;
  }
  return FALSE;
}

static void
play_all (Gallery *gallery, const GalleryScene *scenes) {
  for (const GalleryScene *scene = scenes; scene->name != NULL; scene++) {
    if (!is_wanted (gallery, scene->name))
      continue;
    for (gsize i = 0; i < (gallery->is_quick ? 1 : G_N_ELEMENTS (looks)); i++)
      play (gallery, scene, &looks[i]);
  }
}

static DexFuture *
visit (gpointer data) {
  Gallery *gallery = data;

  play_all (gallery, gallery_main_scenes);
  play_all (gallery, gallery_contacts_scenes);
  play_all (gallery, gallery_chat_scenes);
  play_all (gallery, gallery_keep_scenes);
  play_all (gallery, gallery_search_scenes);
  play_all (gallery, gallery_files_scenes);
  play_all (gallery, gallery_safety_scenes);
  play_all (gallery, gallery_register_scenes);
  play_all (gallery, gallery_backup_scenes);
  play_all (gallery, gallery_server_scenes);
  play_all (gallery, gallery_road_scenes);
  play_all (gallery, gallery_guide_scenes);
  play_all (gallery, gallery_signup_scenes);
  play_all (gallery, gallery_seal_scenes);
  play_all (gallery, gallery_devices_scenes);
  g_application_release (G_APPLICATION (gallery->application));
  return NULL;
}

static void
on_activate (GApplication *application, gpointer data) {
  Gallery *gallery = data;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_application_hold (application);
  dex_future_disown (confab_base_fiber_start (visit, gallery, NULL));
}

int
main (int argc, char **argv) {
  Gallery gallery = { 0 };
  g_autoptr (AdwApplication) application = NULL;
  gboolean is_once;

  if (argc <= 1) {
    g_printerr ("usage: gallery --quick [SCENE ...] | gallery [--once] FOLDER [SCENE ...]\n");
    return EXIT_FAILURE;
  }
  is_once = g_str_equal (argv[1], "--once") && argc > 2;
  gallery.is_quick = is_once || g_str_equal (argv[1], "--quick");
  gallery.folder = is_once ? argv[2] : gallery.is_quick ? NULL : argv[1];
  gallery.wanted = argv + (is_once ? 3 : 2);
  if (gallery.folder != NULL && g_mkdir_with_parents (gallery.folder, 0755) != 0)
    return EXIT_FAILURE;

  confab_base_log_init ();
  confab_base_secret_init ();
  application = g_object_new (ADW_TYPE_APPLICATION, "application-id", "im.confab.Gallery", "flags",
      G_APPLICATION_NON_UNIQUE, "resource-base-path", "/im/confab/Confab", NULL);
  gallery.application = GTK_APPLICATION (application);
  g_signal_connect (application, "activate", G_CALLBACK (on_activate), &gallery);
  g_application_run (G_APPLICATION (application), 0, NULL);
  g_printerr ("%u pictures\n", gallery.n_taken);
  return gallery.n_taken > 0 && !gallery.has_failed ? EXIT_SUCCESS : EXIT_FAILURE;
}
