#pragma once

/* For tests of chats on a real screen over the core that pretends: a window for each check,
 * waiting, and what stands on the screen. */

#include "base/base-fiber.h"
#include "chat/chat-attach.h"
#include "chat/chat-view.h"
#include "gallery-files.h"
#include "gallery-talk.h"

#define PATIENCE_MS 3000

typedef struct {
  GtkApplication *application;
  ConfabCore *core;
  GalleryTalk talk;
  GtkWindow *window;
  guint n_done;
  DexFiberFunc run_all;
} Test;

static void
pause_ms (int ms) {
  dex_await (dex_timeout_new_msec (ms), NULL);
}

#define wait_for(condition)                                                                        \
  G_STMT_START {                                                                                   \
    for (int waited = 0; !(condition) && waited < PATIENCE_MS; waited += 10)                       \
      pause_ms (10);                                                                               \
    g_assert_true (condition);                                                                     \
  }                                                                                                \
  G_STMT_END

static G_GNUC_UNUSED GtkWidget *
find (GtkWidget *widget, GType type) {
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
      child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find (child, type);

    if (found != NULL)
      return found;
  }
  return NULL;
}

/* A mapped button of that label within `widget`; NULL: none. */
static GtkWidget *
find_button (GtkWidget *widget, const char *label) {
  if (GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget) &&
      g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
      child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_button (child, label);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static G_GNUC_UNUSED gboolean
shows (GtkWidget *widget, const char *text) {
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
      child = gtk_widget_get_next_sibling (child))
    if (shows (child, text))
      return TRUE;
  return FALSE;
}

typedef void (*Check) (Test *test);

static void
run_check (Test *test, const char *name, Check check) {
  g_test_message ("%s", name);
  test->core = gallery_core_new ();
  test->talk = gallery_talk_begin (test->core);
  confab_model_chat_set_send (test->talk.chat, CONFAB_SEND_SEAL, CONFAB_REASON_NONE, TRUE);
  gallery_talk_say (&test->talk, FALSE, 2, "Look.");
  test->window = gallery_talk_show (test->application, test->core, &test->talk);
  gtk_window_present (test->window);
  wait_for (gtk_widget_get_mapped (GTK_WIDGET (test->window)));
  pause_ms (100);
  check (test);
  gtk_window_destroy (test->window);
  g_object_unref (test->core);
  test->n_done++;
}

static void
on_activate (GtkApplication *application, Test *test) {
  test->application = application;
  g_application_hold (G_APPLICATION (application));
  dex_future_disown (confab_base_fiber_start (test->run_all, test, NULL));
}

static void
end_checks (Test *test) {
  g_application_release (G_APPLICATION (test->application));
  g_application_quit (G_APPLICATION (test->application));
}

/* Runs `run_all` in a fiber of an application, which does `n_checks` and ends them. */
static void
run_checks (int argc, char **argv, DexFiberFunc run_all, guint n_checks) {
  g_autoptr (AdwApplication) application = NULL;
  Test test = { .run_all = run_all };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  dex_init ();
  application = g_object_new (ADW_TYPE_APPLICATION, "application-id", "im.confab.Test", "flags",
      G_APPLICATION_NON_UNIQUE, "resource-base-path", "/im/confab/Confab", NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_signal_connect (application, "activate", G_CALLBACK (on_activate), &test);
  g_application_run (G_APPLICATION (application), 1, argv);
  g_assert_cmpuint (test.n_done, ==, n_checks);
}
