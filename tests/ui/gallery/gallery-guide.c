/* Scenes of the guide through the settings: each page of a first start, what was weakened, and the
 * review of somebody who has an address. */

#include "gallery-people.h"
#include "window/window-main.h"
#include "wizard/wizard-guide.h"

static GtkWindow *
build (GtkApplication *application, ConfabCore *core, guint page) {
  g_object_set_data (G_OBJECT (core), GALLERY_GUIDE_PAGE, GUINT_TO_POINTER (page + 1));
  return GTK_WINDOW (confab_window_main_new (application, core));
}

#define PAGE_SCENE(page)                                                                           \
  static GtkWindow *build_##page (GtkApplication *application, ConfabCore *core) {                 \
    return build (application, core, page);                                                        \
  }

PAGE_SCENE (1)
PAGE_SCENE (2)
PAGE_SCENE (3)
PAGE_SCENE (4)
PAGE_SCENE (5)
PAGE_SCENE (6)

static void
weaken (ConfabCore *core) {
  dex_future_disown (confab_core_choose (
      core, CONFAB_CHOICE_SIGN_IN, CONFAB_SIGN_IN_OPENING, CONFAB_TERM_UNTIL_TOMORROW));
}

static GtkWindow *
build_weak (GtkApplication *application, ConfabCore *core) {
  weaken (core);
  return build (application, core, 4);
}

static GtkWindow *
build_ready_weak (GtkApplication *application, ConfabCore *core) {
  weaken (core);
  return build (application, core, 6);
}

static void
act_form (GtkWindow *window, ConfabCore *core) {
  gallery_people_press (window, "I have one");
  gallery_people_type (window, "Your address", "carla@example.org");
}

static void
act_signed_in (GtkWindow *window, ConfabCore *core) {
  act_form (window, core);
  gallery_people_type (window, "Password", "correct horse");
  gallery_people_press (window, "Sign in");
}

static GtkWindow *
build_main (GtkApplication *application, ConfabCore *core) {
  gallery_people_add_some (core, CONFAB_ACCOUNT_SIGNED_IN);
  return build (application, core, 0);
}

static GtkWindow *
build_due (GtkApplication *application, ConfabCore *core) {
  g_object_set_data (G_OBJECT (core), GALLERY_GUIDE_DUE, core);
  return build_main (application, core);
}

static void
act_review (GtkWindow *window, ConfabCore *core) {
  weaken (core);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.guide", NULL);
}

static void
act_review_end (GtkWindow *window, ConfabCore *core) {
  gtk_widget_activate_action (GTK_WIDGET (window), "win.guide", NULL);
  gallery_people_press (window, "Use safe settings");
}

const GalleryScene gallery_guide_scenes[] = {
  { "guide-1", build_1, NULL },
  { "guide-2", build_2, NULL },
  { "guide-3", build_3, NULL },
  { "guide-4", build_4, NULL },
  { "guide-4-weaker", build_weak, NULL },
  { "guide-5", build_5, NULL },
  { "guide-5-form", build_5, act_form },
  { "guide-6", build_6, NULL },
  { "guide-6-signed-in", build_5, act_signed_in },
  { "guide-6-weaker", build_ready_weak, NULL },
  { "guide-review", build_main, act_review },
  { "guide-review-end", build_main, act_review_end },
  { "guide-due", build_due, NULL },
  { NULL, NULL, NULL },
};
