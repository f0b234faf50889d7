#pragma once

/* What others write, on a real screen: the whole core behind a real window. Everything that a
 * person would read is gathered from the widgets, and compared. */

#include <adwaita.h>

#include "../unit/test-cpu.h"
#include "hostile-victim.h"

#include "chat/chat-row.h"
#include "window/window-main.h"

#define PATIENCE_US (10 * G_USEC_PER_SEC)

typedef struct {
  Victim *v;
  AdwApplication *application; /* borrowed: one for all */
  GtkWindow *window;
} Screen;

/* ---- looking ---- */

static void
add_text (GPtrArray *texts, const char *text) {
  if (text != NULL && *text != '\0')
    g_ptr_array_add (texts, g_strdup (text));
}

static void
gather (GtkWidget *widget, GPtrArray *texts) {
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_WINDOW (widget))
    add_text (texts, gtk_window_get_title (GTK_WINDOW (widget)));
  /* What is shown, whether it was markup or not. */
  if (GTK_IS_LABEL (widget))
    add_text (texts, pango_layout_get_text (gtk_label_get_layout (GTK_LABEL (widget))));
  add_text (texts, gtk_widget_get_tooltip_text (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
      child = gtk_widget_get_next_sibling (child))
    gather (child, texts);
}

static GPtrArray *
read_screen (Screen *screen) {
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  gather (GTK_WIDGET (screen->window), texts);
  return texts;
}

static G_GNUC_UNUSED gboolean
shows (Screen *screen, const char *text) {
  g_autoptr (GPtrArray) texts = read_screen (screen);

  return g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL);
}

static G_GNUC_UNUSED gboolean
shows_part (Screen *screen, const char *part) {
  g_autoptr (GPtrArray) texts = read_screen (screen);

  for (guint i = 0; i < texts->len; i++)
    if (strstr (g_ptr_array_index (texts, i), part) != NULL)
      return TRUE;
  return FALSE;
}

static void
run_main_loop (void) {
  gint64 until = g_get_monotonic_time () + 50000;

  while (g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, FALSE);
}

static G_GNUC_UNUSED void
assert_shows (Screen *screen, const char *text) {
  gint64 until = g_get_monotonic_time () + PATIENCE_US;

  while (!shows (screen, text)) {
    if (g_get_monotonic_time () > until)
      g_error ("nothing says “%s”", text);
    run_main_loop ();
  }
}

static G_GNUC_UNUSED void
assert_shows_part (Screen *screen, const char *part) {
  gint64 until = g_get_monotonic_time () + PATIENCE_US;

  while (!shows_part (screen, part)) {
    if (g_get_monotonic_time () > until)
      g_error ("nothing says “…%s…”", part);
    run_main_loop ();
  }
}

static GtkWidget *
find_type (GtkWidget *root, GType type) {
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;
  for (GtkWidget *child = gtk_widget_get_last_child (root); child != NULL;
      child = gtk_widget_get_prev_sibling (child)) {
    GtkWidget *found = find_type (child, type);

    if (found != NULL)
      return found;
  }
  return NULL;
}

/* Of the newest message. */
static G_GNUC_UNUSED guint
count_links (Screen *screen) {
  GtkWidget *row = find_type (GTK_WIDGET (screen->window), CONFAB_TYPE_CHAT_ROW);

  g_assert_nonnull (row);
  return confab_chat_row_get_n_links (CONFAB_CHAT_ROW (row));
}

/* ---- doing ---- */

static void
open_window (Screen *screen) {
  screen->window =
      GTK_WINDOW (confab_window_main_new (GTK_APPLICATION (screen->application), screen->v->core));
  gtk_window_set_default_size (screen->window, 1000, 700);
  gtk_window_present (screen->window);
  confab_window_main_open_chat (CONFAB_WINDOW_MAIN (screen->window), screen->v->bob);
  run_main_loop ();
}

static void
set_up (Screen *screen, gconstpointer data) {
  screen->application = (AdwApplication *)data;
  screen->v = victim_new ();
  /* Bob's links are to be pressed, too. */
  confab_model_contact_set_known (screen->v->bob, TRUE);
  g_assert_no_error (peer_wait_error (confab_core_permit_plain (
      screen->v->core, confab_model_contact_get_chat (screen->v->bob), TRUE)));
  open_window (screen);
  assert_shows (screen, "to Alice");
}

static void
tear_down (Screen *screen, gconstpointer data) {
  /* The others still get through. */
  if (screen->v->is_signed_in)
    victim_control (screen->v);
  if (screen->window != NULL)
    gtk_window_destroy (screen->window);
  run_main_loop ();
  victim_free (screen->v);
}

static G_GNUC_UNUSED void
say_from (Screen *screen, const char *from, const char *text) {
  g_autofree char *body = g_markup_escape_text (text, -1);
  g_autofree char *xml =
      g_strdup_printf ("<message from='%s'" TO "type='chat'><body>%s</body></message>", from, body);

  victim_hit_silently (screen->v, xml, 1);
  run_main_loop ();
}

static G_GNUC_UNUSED void
say (Screen *screen, const char *text) {
  say_from (screen, BOB "/r", text);
}

/* Another device of ours, or our server, calls Bob something else. */
static G_GNUC_UNUSED void
call_bob (Screen *screen, const char *name) {
  g_autofree char *escaped = g_markup_escape_text (name, -1);
  g_autofree char *xml = g_strdup_printf (
      "<iq type='set' id='call'><query xmlns='jabber:iq:roster'><item jid='" BOB "' name='%s' "
      "subscription='both'/></query></iq>",
      escaped);
  g_autofree char *written = victim_hit (screen->v, xml, 1);

  g_assert_nonnull (strstr (written, "type='result'"));
  run_main_loop ();
}

/* Text of the clipboard in the form that is asked for. */
static G_GNUC_UNUSED GdkContentProvider *
offer (const char *type, const char *text) {
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return gdk_content_provider_new_for_bytes (type, bytes);
}

static G_GNUC_UNUSED void
paste (Screen *screen, GdkContentProvider *provider) {
  GtkWidget *entry = find_type (GTK_WIDGET (screen->window), GTK_TYPE_TEXT_VIEW);

  g_assert_nonnull (entry);
  g_assert_true (gdk_clipboard_set_content (gtk_widget_get_clipboard (entry), provider));
  g_object_unref (provider);
  g_assert_true (gtk_widget_activate_action (entry, "clipboard.paste", NULL));
  run_main_loop ();
  run_main_loop ();
}

static G_GNUC_UNUSED void
screen_add (const char *path, AdwApplication *application,
    void (*run) (Screen *screen, gconstpointer data)) {
  g_test_add (path, Screen, application, set_up, run, tear_down);
}

static AdwApplication *
screen_init (int *argc, char ***argv) {
  AdwApplication *application;

  gtk_test_init (argc, argv, NULL);
  adw_init ();
  dex_init ();
  confab_base_secret_init ();
  application = g_object_new (ADW_TYPE_APPLICATION, "application-id", "im.confab.Test", "flags",
      G_APPLICATION_NON_UNIQUE, "resource-base-path", "/im/confab/Confab", NULL);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  return application;
}
