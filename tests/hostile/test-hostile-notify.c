/* What others write, on its way to the desktop's notifications: read where it arrives on the bus,
 * at each kind of receiver that GLib knows; and how little of it arrives in a flood, of somebody
 * who is quiet, and in quiet hours. The test paths are the ids of the cases, or of the risk. */

#include "hostile-bus.h"
#include "hostile-screen.h"

#include "app/app-notify.h"

typedef struct {
  const char *kind; /* as GNOTIFICATION_BACKEND says it */
  const char *name, *show, *take_back;
} Receiver;

static const Receiver receivers[] = {
  { "freedesktop", NOTIFICATIONS, "Notify", "CloseNotification" },
  { "gtk", GTK_NOTIFICATIONS, "AddNotification", "RemoveNotification" },
  { "portal", PORTAL, "AddNotification", "RemoveNotification" },
};

static const Receiver *
find_receiver (const char *kind) {
  for (gsize i = 0; i < G_N_ELEMENTS (receivers); i++)
    if (g_strcmp0 (receivers[i].kind, kind) == 0)
      return &receivers[i];
  g_error ("no such receiver");
}

typedef struct {
  Screen *screen;
  Liar *liar;
  GApplication *application;
  ConfabAppNotify *notify;
} Desk;

static gboolean
looks_nowhere (ConfabModelContact *contact, gpointer data) {
  return FALSE;
}

/* What comes stays unread, and is taken back when the test says so. */
static void
look_away (Screen *screen) {
  gtk_widget_set_visible (GTK_WIDGET (screen->window), FALSE);
}

static void
desk_open (Desk *desk, Screen *screen, const Receiver *receiver) {
  const char *names[] = { receiver->name, NULL };

  desk->screen = screen;
  desk->liar = liar_new (names, LIAR_TRUE);
  desk->application = g_application_new ("im.confab.TestNotify", G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (desk->application, NULL, NULL));
  desk->notify = confab_app_notify_new (desk->application, screen->v->core, looks_nowhere, NULL);
}

static void
desk_close (Desk *desk) {
  confab_app_notify_free (desk->notify);
  g_object_unref (desk->application);
  run_main_loop ();
  liar_free (desk->liar);
}

/* Waits for a call of that method. Returns: (transfer full) */
static GDBusMessage *
wait_call (Desk *desk, const char *method) {
  gint64 until = g_get_monotonic_time () + PATIENCE_US;

  while (g_get_monotonic_time () < until) {
    g_autoptr (GDBusMessage) call = g_async_queue_try_pop (desk->liar->calls);

    if (call != NULL && g_str_equal (g_dbus_message_get_member (call), method))
      return g_steal_pointer (&call);
    if (call == NULL)
      run_main_loop ();
  }
  g_error ("nobody calls %s", method);
}

/* Title and body; NULL if there is none. */
static void
read_call (GDBusMessage *call, char **title, char **body) {
  GVariant *words = g_dbus_message_get_body (call);
  g_autoptr (GVariant) values = NULL;
  const char *type = g_variant_get_type_string (words);

  *title = *body = NULL;
  if (g_str_equal (type, "(susssasa{sv}i)")) {
    g_variant_get_child (words, 3, "s", title);
    g_variant_get_child (words, 4, "s", body);
    return;
  }
  g_variant_get_child (words, g_variant_n_children (words) - 1, "@a{sv}", &values);
  g_variant_lookup (values, "title", "s", title);
  g_variant_lookup (values, "body", "s", body);
}

/* Whose chat it is the desktop does not learn. */
static void
assert_no_address (GDBusMessage *call) {
  g_autofree char *all = g_variant_print (g_dbus_message_get_body (call), FALSE);

  g_assert_null (strstr (all, "friend.example"));
  g_assert_null (strstr (all, OWN));
}

/* Answers come in the order of the calls. What was not answered yet, GLib cannot take back. */
static void
wait_answers (Desk *desk, const Receiver *receiver) {
  g_autoptr (GVariant) answer = ask (g_application_get_dbus_connection (desk->application),
      receiver->name, "/im/confab/Test", "im.confab.Test", "Settle", NULL);
}

static void
assert_notifies (Desk *desk, const Receiver *receiver, const char *text, const char *expected) {
  g_autoptr (GDBusMessage) call = NULL;
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;

  say (desk->screen, text);
  call = wait_call (desk, receiver->show);
  read_call (call, &title, &body);
  g_assert_cmpstr (title, ==, "New message from ‹img src='http://canary/x.png'/› ＆ ‹b›Bob");
  g_assert_cmpstr (body, ==, expected);
  assert_no_address (call);
  wait_answers (desk, receiver);
  /* Read, so that the next one is told again. */
  confab_core_mark_read (
      desk->screen->v->core, confab_model_contact_get_chat (desk->screen->v->bob));
  g_object_unref (wait_call (desk, receiver->take_back));
}

static void
run_receiver (Screen *screen, gconstpointer data) {
  static const struct {
    const char *text, *arrives;
  } texts[] = {
    { "<a href='file:///etc/passwd'>x</a><img src='http://canary/x.png'/>",
        "‹a href='file:///etc/passwd'›x‹/a›‹img src='http://canary/x.png'/›" },
    { "a < b && b > c", "a ‹ b ＆＆ b › c" },
    { "&lt;b&gt; &#60; &amp;amp;", "＆lt;b＆gt; ＆#60; ＆amp;amp;" },
    { "%s%n <![CDATA[x]]> <!-- \n y --> <?z?>", "%s%n ‹![CDATA[x]]› ‹!-- y --› ‹?z?›" },
    { "<b>half", "‹b›half" },
  };
  const Receiver *receiver = find_receiver (g_getenv ("GNOTIFICATION_BACKEND"));
  Desk desk = { 0 };

  g_assert_no_error (peer_wait_error (confab_core_choose (
      screen->v->core, CONFAB_CHOICE_NOTIFY, CONFAB_NOTIFY_TEXT, CONFAB_TERM_UNTIL_CHANGED)));
  look_away (screen);
  call_bob (screen, "<img src='http://canary/x.png'/> & <b>Bob");
  desk_open (&desk, screen, receiver);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_notifies (&desk, receiver, texts[i].text, texts[i].arrives);
  desk_close (&desk);
}

/* ---- a flood, and quiet (R05) ---- */

#define GTK (&receivers[1])

static void
choose (Desk *desk, ConfabChoice choice, int value) {
  g_assert_no_error (peer_wait_error (
      confab_core_choose (desk->screen->v->core, choice, value, CONFAB_TERM_UNTIL_CHANGED)));
}

static void
read_it (Screen *screen) {
  confab_core_mark_read (screen->v->core, confab_model_contact_get_chat (screen->v->bob));
}

static gboolean
ends_with (Screen *screen, const char *text) {
  GListModel *rows = G_LIST_MODEL (
      confab_model_chat_get_timeline (confab_model_contact_get_chat (screen->v->bob)));
  guint n = g_list_model_get_n_items (rows);
  g_autoptr (ConfabModelMessage) last = n > 0 ? g_list_model_get_item (rows, n - 1) : NULL;

  return last != NULL && g_strcmp0 (confab_model_message_get_text (last), text) == 0;
}

/* All of it stands in its place again, and who writes next is shown at once. The window goes first:
 * it would ask for what was before. */
static void
show_folded (Screen *screen, const char *last) {
  gint64 until = g_get_monotonic_time () + PATIENCE_US;

  gtk_window_destroy (screen->window);
  screen->window = NULL;
  run_main_loop ();
  g_assert_no_error (peer_wait_error (
      confab_core_show_folded (screen->v->core, confab_model_contact_get_chat (screen->v->bob))));
  while (!ends_with (screen, last)) {
    g_assert_cmpint (g_get_monotonic_time (), <, until);
    run_main_loop ();
  }
}

/* What one turn of the main loop costs. */
static gint64
turn_us (void) {
  gint64 before = test_cpu_us ();

  g_main_context_iteration (NULL, FALSE);
  return test_cpu_us () - before;
}

static void
assert_shown (Desk *desk, const char *title, const char *body) {
  g_autoptr (GDBusMessage) call = wait_call (desk, GTK->show);
  g_autofree char *title_there = NULL;
  g_autofree char *body_there = NULL;

  read_call (call, &title_there, &body_there);
  g_assert_cmpstr (title_there, ==, title);
  g_assert_cmpstr (body_there, ==, body);
  assert_no_address (call);
}

/* Nothing was shown since. The calls of a program arrive in their order: what is taken back here,
 * comes after whatever could have been shown before. */
static void
assert_nothing_shown (Desk *desk) {
  g_application_withdraw_notification (desk->application, "fence");
  for (;;) {
    g_autoptr (GDBusMessage) call = g_async_queue_timeout_pop (desk->liar->calls, PATIENCE_US);
    g_autofree char *all = NULL;

    g_assert_nonnull (call);
    g_assert_cmpstr (g_dbus_message_get_member (call), !=, GTK->show);
    all = g_variant_print (g_dbus_message_get_body (call), FALSE);
    if (strstr (all, "fence") != NULL)
      return;
  }
}

/* Bob says so many at once. */
static void
flood (Screen *screen, guint n) {
  GString *xml = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (
        xml, "<message from='" BOB "/r'" TO "type='chat'><body>No. %u</body></message>", i);
  peer_send (screen->v->peer, xml->str);
  screen->v->handled += n;
  g_string_free (xml, TRUE);
}

static void
wait_for_folded (Screen *screen, guint n, gint64 *worst_us) {
  ConfabModelChat *chat = confab_model_contact_get_chat (screen->v->bob);
  gint64 until = g_get_monotonic_time () + PATIENCE_US;

  while (confab_model_chat_get_folded (chat, NULL) < n) {
    gint64 turn = turn_us ();

    g_assert_cmpint (g_get_monotonic_time (), <, until);
    *worst_us = MAX (*worst_us, turn);
  }
}

/* 200 messages of a buddy: one notification. */
static void
run_flood (Screen *screen, gconstpointer data) {
  gint64 worst_us = 0;
  Desk desk = { 0 };

  look_away (screen);
  call_bob (screen, "Bob");
  desk_open (&desk, screen, GTK);
  flood (screen, 200);
  /* The message that was there before is of the same minute. */
  wait_for_folded (screen, 171, &worst_us);
  assert_shown (&desk, "New message from Bob", NULL);
  assert_nothing_shown (&desk);
  g_assert_cmpuint (
      confab_model_chat_get_folded (confab_model_contact_get_chat (screen->v->bob), NULL), ==, 171);
  show_folded (screen, "No. 199");
  desk_close (&desk);
}

/* How long it holds the main loop up at most; the frames, which are GTK's, aside. */
static void
run_turns (Screen *screen, gconstpointer data) {
  gint64 worst_us = 0;

  look_away (screen);
  flood (screen, 500);
  wait_for_folded (screen, 471, &worst_us);
  g_test_message ("longest turn: %" G_GINT64_FORMAT " us", worst_us);
  show_folded (screen, "No. 499");
}

/* 200 messages in quiet hours: what is said afterwards counts all of them. */
static void
run_quiet_flood (Screen *screen, gconstpointer data) {
  gint64 worst_us = 0;
  Desk desk = { 0 };

  look_away (screen);
  desk_open (&desk, screen, GTK);
  choose (&desk, CONFAB_CHOICE_QUIET, 0);
  flood (screen, 200);
  wait_for_folded (screen, 171, &worst_us);
  choose (&desk, CONFAB_CHOICE_QUIET, confab_safety_choice_start (CONFAB_CHOICE_QUIET));
  assert_shown (&desk, "While it was quiet: 200 messages from 1 person", NULL);
  show_folded (screen, "No. 199");
  desk_close (&desk);
}

static void
run_quiet (Screen *screen, gconstpointer data) {
  Desk desk = { 0 };

  look_away (screen);
  call_bob (screen, "Bob");
  desk_open (&desk, screen, GTK);
  choose (&desk, CONFAB_CHOICE_NOTIFY, CONFAB_NOTIFY_TEXT);

  /* Quiet hours: all day, and over all at once. */
  choose (&desk, CONFAB_CHOICE_QUIET, 0);
  say (screen, "one");
  say (screen, "two");
  say (screen, "three");
  assert_nothing_shown (&desk);
  choose (&desk, CONFAB_CHOICE_QUIET, confab_safety_choice_start (CONFAB_CHOICE_QUIET));
  assert_shown (&desk, "While it was quiet: 3 messages from 1 person", NULL);
  read_it (screen);

  /* What was read meanwhile is not told afterwards. */
  choose (&desk, CONFAB_CHOICE_QUIET, 0);
  say (screen, "four");
  read_it (screen);
  choose (&desk, CONFAB_CHOICE_QUIET, confab_safety_choice_start (CONFAB_CHOICE_QUIET));
  assert_nothing_shown (&desk);

  /* One buddy for an hour. */
  g_assert_no_error (
      peer_wait_error (confab_core_set_quiet (screen->v->core, screen->v->bob, TRUE)));
  say (screen, "five");
  assert_nothing_shown (&desk);
  g_assert_no_error (
      peer_wait_error (confab_core_set_quiet (screen->v->core, screen->v->bob, FALSE)));
  say (screen, "six");
  assert_shown (&desk, "New message from Bob", "six");
  desk_close (&desk);
}

static void
trap (const char *path, const char *receiver) {
  g_auto (GStrv) environment = g_get_environ ();

  environment = g_environ_setenv (environment, "GNOTIFICATION_BACKEND", receiver, TRUE);
  environment = g_environ_setenv (environment, "GIO_USE_PORTALS", "1", TRUE);
  g_test_trap_subprocess_with_envp (
      path, (const char *const *)environment, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

static void
test_r05_flood (void) {
  trap ("/hostile/R05/flood/subprocess", GTK->kind);
}

static void
test_r05_quiet_flood (void) {
  trap ("/hostile/R05/quiet-flood/subprocess", GTK->kind);
}

static void
test_r05_quiet (void) {
  trap ("/hostile/R05/quiet/subprocess", GTK->kind);
}

/* GLib chooses once in a process. */
static void
test_ui_02 (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (receivers); i++)
    trap ("/hostile/UI-02/subprocess/receiver", receivers[i].kind);
}

int
main (int argc, char **argv) {
  g_autoptr (AdwApplication) application = screen_init (&argc, &argv);

  g_test_add_func ("/hostile/UI-02", test_ui_02);
  g_test_add_func ("/hostile/R05/flood", test_r05_flood);
  g_test_add_func ("/hostile/R05/quiet", test_r05_quiet);
  g_test_add_func ("/hostile/R05/quiet-flood", test_r05_quiet_flood);
  screen_add ("/hostile/R05/turns", application, run_turns);
  screen_add ("/hostile/R05/flood/subprocess", application, run_flood);
  screen_add ("/hostile/R05/quiet/subprocess", application, run_quiet);
  screen_add ("/hostile/R05/quiet-flood/subprocess", application, run_quiet_flood);
  screen_add ("/hostile/UI-02/subprocess/receiver", application, run_receiver);
  return g_test_run ();
}
