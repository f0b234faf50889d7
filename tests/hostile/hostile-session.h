#pragma once

/* The whole program, with its application and its window, behind a scripted server; and beside it
 * on the session bus a liar and somebody who asks. */

#include "hostile-bus.h"
#include "hostile-screen.h"

#include "app/app-program.h"

typedef struct {
  Screen screen;
  ConfabAppProgram *program;
  Liar *desktop;        /* shows notifications, as the real one at first */
  GDBusConnection *bus; /* of the other program */
  const char *name;     /* of Confab */
  GPtrArray *objects;   /* paths that it answers at */
  LiarKind kind;        /* of the desktop */
} Session;

/* ---- the program, with a server of ours ---- */

static gboolean
is_ready (gpointer core) {
  return confab_core_get_store_state (core) == CONFAB_CORE_STORE_READY;
}

static Victim *
program_victim_new (Session *session) {
  Victim *v = g_new0 (Victim, 1);
  ConfabAppOptions options = { 0 };

  v->profile = g_dir_make_tmp ("confab-hostile-XXXXXX", NULL);
  v->peer = peer_new ();
  v->keyring = confab_keyring_new_in_memory ();
  options.profile = v->profile;
  session->program = confab_app_program_new (&options);
  g_assert_true (g_application_register (G_APPLICATION (session->program), NULL, NULL));
  v->core = g_object_ref (confab_app_program_get_core (session->program));
  confab_core_set_keyring (v->core, v->keyring);
  confab_core_set_dial (v->core, peer_dial, v->peer);
  confab_core_set_keyless (v->core);
  g_signal_connect (v->core, "message-received", G_CALLBACK (on_announced), v);
  peer_run_until (is_ready, v->core);
  victim_sign_in (v);
  victim_talk (v);
  v->is_signed_in = TRUE;
  return v;
}

static void
session_open_with (Session *session, const char *const *names) {
  Screen *screen = &session->screen;

  session->desktop = liar_new (names, session->kind);
  session->bus = bus_new ();
  session->objects = g_ptr_array_new_with_free_func (g_free);
  screen->v = program_victim_new (session);
  g_application_activate (G_APPLICATION (session->program));
  screen->window = gtk_application_get_active_window (GTK_APPLICATION (session->program));
  g_assert_nonnull (screen->window);
  session->name = g_application_get_application_id (G_APPLICATION (session->program));
  run_main_loop ();
  assert_shows (screen, "Bob");
}

static gboolean
is_inactive (gpointer window) {
  return !gtk_window_is_active (window);
}

/* So that what comes is told by a notification, and is not read. */
static void
session_look_away (Session *session) {
  gtk_widget_set_visible (GTK_WIDGET (session->screen.window), FALSE);
  peer_run_until (is_inactive, session->screen.window);
}

static gboolean
has_no_window (gpointer program) {
  return gtk_application_get_windows (program) == NULL;
}

/* By the menu's "Quit", as a person does. */
static void
session_close (Session *session, gconstpointer data) {
  Victim *v = session->screen.v;

  victim_control (v);
  gtk_widget_activate_action (GTK_WIDGET (session->screen.window), "app.quit", NULL);
  g_free (peer_expect (v->peer, "</stream:stream>"));
  peer_send (v->peer, "</stream:stream>");
  peer_run_until (has_no_window, session->program);
  g_clear_object (&v->account);
  g_clear_object (&v->core);
  g_clear_object (&session->program);
  run_main_loop ();
  confab_keyring_unref (v->keyring);
  peer_free (v->peer);
  peer_settle ();
  remove_folder (v->profile);
  g_free (v->profile);
  g_free (v->own_id);
  g_free (v);
  liar_free (session->desktop);
  g_object_unref (session->bus);
  g_ptr_array_unref (session->objects);
}
