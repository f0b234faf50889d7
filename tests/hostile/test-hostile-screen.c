/* What others write, on a real screen: the whole core behind a real window. Everything that a
 * person would read is gathered from the widgets, and compared. The test paths are the ids of the
 * cases. */

#include <adwaita.h>
#include <time.h>

#include "hostile-victim.h"

#include "chat/chat-row.h"
#include "safety/safety-link.h"
#include "window/window-main.h"

#define PATIENCE_US (10 * G_USEC_PER_SEC)
#define BOMB_BYTES 60000 /* of a body that is read whole */
/* What a bomb may cost beside ordinary words: a font without the letters is asked for each. */
#define MAX_RATIO 16

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

static gboolean
shows (Screen *screen, const char *text) {
  g_autoptr (GPtrArray) texts = read_screen (screen);

  return g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL);
}

static gboolean
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

static void
assert_shows (Screen *screen, const char *text) {
  gint64 until = g_get_monotonic_time () + PATIENCE_US;

  while (!shows (screen, text)) {
    if (g_get_monotonic_time () > until)
      g_error ("nothing says “%s”", text);
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
static guint
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

static void
say_from (Screen *screen, const char *from, const char *text) {
  g_autofree char *body = g_markup_escape_text (text, -1);
  g_autofree char *xml =
      g_strdup_printf ("<message from='%s'" TO "type='chat'><body>%s</body></message>", from, body);

  victim_hit_silently (screen->v, xml, 1);
  run_main_loop ();
}

static void
say (Screen *screen, const char *text) {
  say_from (screen, BOB "/r", text);
}

/* Another device of ours, or our server, calls Bob something else. */
static void
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

static gint64
main_cpu_us (void) {
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64)now.tv_sec * G_TIME_SPAN_SECOND + now.tv_nsec / 1000;
}

/* ---- the cases ---- */

static void
test_ui_01 (Screen *screen, gconstpointer data) {
  static const char *const texts[] = { "<span size='999999'>x</span>", "<b", "&lt;b&gt;",
    "&amp;amp;", "%s%n%s%n", "\\u0000", "<a href='file:///etc/passwd'>x</a>", "_Mnemonic_", "%",
    "<tt>&#x0;</tt>" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *chip = g_strdup_printf ("Really %s?", texts[i]);

    say (screen, texts[i]);
    assert_shows (screen, texts[i]);
    call_bob (screen, texts[i]);
    assert_shows (screen, chip);
    /* In the list, above the chat, and in the placeholder of the entry. */
    g_assert_true (shows_part (screen, texts[i]));
  }
  victim_hit_silently (screen->v,
      "<presence from='" MALLORY "'" TO "type='subscribe'><status>"
      "&lt;b&gt;bold&lt;/b&gt; %s</status></presence>",
      1);
  gtk_widget_activate_action (GTK_WIDGET (screen->window), "win.show-requests", NULL);
  run_main_loop ();
  assert_shows (screen, MALLORY);
  g_assert_true (shows_part (screen, "<b>bold</b> %s"));
}

static void
test_ui_03 (Screen *screen, gconstpointer data) {
  static const gunichar turning[] = { 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067,
    0x2068, 0x2069, 0x200e, 0x200f, 0x061c };

  for (gsize i = 0; i < G_N_ELEMENTS (turning); i++) {
    char c[7] = { 0 };
    g_autofree char *text = NULL;
    g_autofree char *shown = g_strdup_printf ("number %" G_GSIZE_FORMAT ": gpj.exe", i);
    g_autofree char *name = NULL;

    g_unichar_to_utf8 (turning[i], c);
    text = g_strdup_printf ("number %" G_GSIZE_FORMAT ": %sgpj.exe", i, c);
    name = g_strdup_printf ("%sBob", c);
    say (screen, text);
    assert_shows (screen, shown);
    call_bob (screen, name);
    assert_shows (screen, "Really Bob?");
    g_assert_false (shows_part (screen, c));
  }
}

static void
test_ui_05 (Screen *screen, gconstpointer data) {
  static const char *const unseen[] = { "\u200b", "\u2060", "\u3164", "\u00ad",
    "\U000E0041\U000E0042", "\u200b\u2060\u3164\u00ad ", "\u2800", "\u115f\u1160", "\uffa0" };

  for (gsize i = 0; i < G_N_ELEMENTS (unseen); i++) {
    guint rows = g_list_model_get_n_items (G_LIST_MODEL (
        confab_model_chat_get_timeline (confab_model_contact_get_chat (screen->v->bob))));

    call_bob (screen, unseen[i]);
    g_assert_cmpstr (confab_model_contact_get_name (screen->v->bob), ==, BOB);
    assert_shows (screen, "Really " BOB "?");
    say (screen, unseen[i]);
    /* No bubble without anything in it. */
    g_assert_false (shows (screen, unseen[i]));
    if (g_list_model_get_n_items (G_LIST_MODEL (confab_model_chat_get_timeline (
            confab_model_contact_get_chat (screen->v->bob)))) > rows)
      assert_shows (screen, "(empty)");
  }
  call_bob (screen, "\U0001F1E9");
  assert_shows (screen, "Really \U0001F1E9?");
  g_assert_true (shows (screen, BOB));
}

static void
test_ui_06 (Screen *screen, gconstpointer data) {
  say_from (screen, "b\u043eb@friend.example/r", "it's me, new phone");
  g_assert_false (shows_part (screen, "new phone"));
  assert_shows (screen, "1 request");
  gtk_widget_activate_action (GTK_WIDGET (screen->window), "win.show-requests", NULL);
  assert_shows (screen, "This looks like Bob, who is on your list.");
  assert_shows (screen, "b\u043eb@friend.example");
  assert_shows (screen, "“it's me, new phone”");
}

static void
test_ui_08 (Screen *screen, gconstpointer data) {
  static const char *const same[] = { "BOB@friend.example/r", "Bob@FRIEND.example/r",
    "bob@friend.example./r", "\uff42ob@friend.example/r" };

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++) {
    g_autofree char *text = g_strdup_printf ("written as %s", same[i]);

    say_from (screen, same[i], text);
    assert_shows (screen, text);
  }
  g_assert_cmpuint (
      g_list_model_get_n_items (confab_model_account_get_contacts (screen->v->account)), ==, 1);
  /* One person in two forms of writing asks once. */
  say_from (screen, "jos\u00e9@evil.example/r", "first");
  say_from (screen, "jose\u0301@evil.example/r", "second");
  g_assert_cmpuint (
      g_list_model_get_n_items (confab_model_account_get_requests (screen->v->account)), ==, 1);
}

static char *
repeat (const char *piece, gsize bytes) {
  GString *text = g_string_new ("a");

  while (text->len + strlen (piece) <= bytes)
    g_string_append (text, piece);
  return g_string_free_and_steal (text);
}

/* What it costs to show it, whole, and to draw it. */
static gint64
spend_on (Screen *screen, const char *text) {
  gint64 start_us = main_cpu_us ();

  say (screen, text);
  run_main_loop ();
  return main_cpu_us () - start_us;
}

static void
test_ui_09 (Screen *screen, gconstpointer data) {
  static const char *const pieces[] = { "\u0301", "\U0001F468\u200d", "\ufdfd", "\u200e\u200f",
    "\u0c1c\u0c4d\u0c1e\u200c\u0c3e", "\u0644\u064f\u0644\u064f\u0635\u0651\u0628", "\U0001F600",
    "\u0e47\u0e49", "\t", "x\n" };
  g_autofree char *plain = repeat ("An ordinary sentence of some words. ", BOMB_BYTES);
  gint64 plain_us;

  /* A script's font is opened once. */
  spend_on (screen, "An ordinary sentence … of some words.");
  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    spend_on (screen, pieces[i]);
  plain_us = spend_on (screen, plain);
  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++) {
    g_autofree char *bomb = repeat (pieces[i], BOMB_BYTES);
    gint64 spent_us = spend_on (screen, bomb);

    g_test_message ("bomb %" G_GSIZE_FORMAT ": %" G_GINT64_FORMAT
                    " us; ordinary text of that size: %" G_GINT64_FORMAT " us",
        i, spent_us, plain_us);
    g_assert_cmpint (spent_us, <=, MAX_RATIO * plain_us);
  }
  /* What is kept does not keep the program from starting. */
  gtk_window_destroy (g_steal_pointer (&screen->window));
  run_main_loop ();
  victim_restart (screen->v);
  open_window (screen);
  assert_shows (screen, "Signed off");
}

static void
test_ui_11 (Screen *screen, gconstpointer data) {
  victim_hit_silently (screen->v,
      "<presence from='" BOB "/r'" TO "><nick xmlns='http://jabber.org/protocol/nick'>✔ Verified"
      "</nick><status>🔒 Verified</status></presence>"
      "<message from='" BOB "/r'" TO "type='chat'><nick xmlns='http://jabber.org/protocol/nick'>"
      "✔ Verified</nick><subject>🔒 Verified</subject><body>hello</body></message>"
      "<message from='" BOB "'" TO "><event xmlns='http://jabber.org/protocol/pubsub#event'><items "
      "node='http://jabber.org/protocol/nick'><item id='current'><nick "
      "xmlns='http://jabber.org/protocol/nick'>✔ Verified</nick></item></items></event></message>",
      3);
  assert_shows (screen, "hello");
  assert_shows (screen, "Really Bob?");
  g_assert_false (shows_part (screen, "Verified"));
  victim_hit_silently (screen->v,
      "<presence from='" MALLORY "'" TO "type='subscribe'><nick "
      "xmlns='http://jabber.org/protocol/nick'>✔ Confab Support</nick></presence>",
      1);
  gtk_widget_activate_action (GTK_WIDGET (screen->window), "win.show-requests", NULL);
  assert_shows (screen, MALLORY);
  g_assert_false (shows_part (screen, "Support"));
}

/* Text of the clipboard in the form that is asked for. */
static GdkContentProvider *
offer (const char *type, const char *text) {
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return gdk_content_provider_new_for_bytes (type, bytes);
}

static void
paste (Screen *screen, GdkContentProvider *provider) {
  GtkWidget *entry = find_type (GTK_WIDGET (screen->window), GTK_TYPE_TEXT_VIEW);

  g_assert_nonnull (entry);
  g_assert_true (gdk_clipboard_set_content (gtk_widget_get_clipboard (entry), provider));
  g_object_unref (provider);
  g_assert_true (gtk_widget_activate_action (entry, "clipboard.paste", NULL));
  run_main_loop ();
  run_main_loop ();
}

static void
test_ui_13 (Screen *screen, gconstpointer data) {
  ConfabModelChat *chat = confab_model_contact_get_chat (screen->v->bob);
  g_autofree char *huge = NULL;

  paste (screen, offer ("text/html", "<img src='http://canary/x.png'><b>bold</b>"));
  g_assert_cmpstr (confab_model_chat_get_draft (chat), ==, "");
  paste (screen, offer ("text/uri-list", "file:///etc/passwd\r\n"));
  g_assert_cmpstr (confab_model_chat_get_draft (chat), ==, "");
  paste (screen, offer ("image/png", "\x89PNG\r\n\x1a\n"));
  g_assert_cmpstr (confab_model_chat_get_draft (chat), ==, "");
  huge = repeat ("All of it. ", 100 * 1024);
  paste (screen, gdk_content_provider_new_typed (G_TYPE_STRING, huge));
  g_assert_true (shows_part (screen, "That is more than one message holds"));
  g_assert_cmpstr (confab_model_chat_get_draft (chat), ==, "");
  g_free (huge);
  huge = repeat ("All of it. ", 100 * 1024 * 1024);
  paste (screen, gdk_content_provider_new_typed (G_TYPE_STRING, huge));
  g_assert_cmpstr (confab_model_chat_get_draft (chat), ==, "");
  paste (screen, gdk_content_provider_new_typed (G_TYPE_STRING, "<b>as it is</b>"));
  g_assert_cmpstr (confab_model_chat_get_draft (chat), ==, "<b>as it is</b>");
}

static void
test_ui_14 (Screen *screen, gconstpointer data) {
  g_autofree char *plain = repeat ("wwww://abc.d ", BOMB_BYTES);
  g_autofree char *links = repeat ("http://abc.d ", BOMB_BYTES);
  g_autofree char *dots = repeat ("www.", BOMB_BYTES);
  gint64 warm_us = spend_on (screen, "www://abc.d …");
  gint64 plain_us = spend_on (screen, plain);
  gint64 links_us = spend_on (screen, links);
  guint n_links = count_links (screen);
  gint64 dots_us = spend_on (screen, dots);

  g_assert_cmpint (warm_us, >, 0);
  g_test_message ("text %" G_GINT64_FORMAT " us, links %" G_GINT64_FORMAT " us, dots "
                  "%" G_GINT64_FORMAT " us; %u links",
      plain_us, links_us, dots_us, n_links);
  g_assert_cmpuint (n_links, >, 0);
  g_assert_cmpuint (n_links, <=, 200);
  g_assert_cmpint (links_us, <=, MAX_RATIO * plain_us);
  g_assert_cmpint (dots_us, <=, MAX_RATIO * plain_us);
}

static void
test_lnk_01 (Screen *screen, gconstpointer data) {
  static const char *const dangerous[] = { "javascript:alert(1)", "data:text/html,<b>x</b>",
    "file:///etc/passwd", "smb://canary/share", "admin:///etc", "trash:///x", "steam://run/1",
    "ms-msdt:/id", "JavaScript:alert(1)", "java\tscript:alert(1)", "vbscript:x", "ftp://canary/x",
    "view-source:https://example.org", "jar:https://example.org!/x", "nfs://canary/x",
    "about:blank", "blob:https://example.org/1", "ssh://-oProxyCommand=x", "sftp://canary/x",
    "dav://canary/x", "apt:package", "appstream://x", "flatpak+https://example.org/x.flatpakref" };
  static const char *const ordinary[] = { "https://example.org/x", "http://example.org/x",
    "xmpp:ann@example.org", "mailto:ann@example.org", "tel:+4930123456", "geo:52.5,13.4" };

  for (gsize i = 0; i < G_N_ELEMENTS (dangerous); i++) {
    g_autofree char *text = g_strdup_printf ("look: %s", dangerous[i]);

    say (screen, text);
    if (count_links (screen) != 0)
      g_error ("“%s” can be pressed", text);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (ordinary); i++) {
    say (screen, ordinary[i]);
    assert_shows (screen, ordinary[i]);
    g_assert_cmpuint (count_links (screen), ==, 1);
  }
}

/* Somebody who listens where the links lead. */
static gboolean
on_visit (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer data) {
  (*(guint *)data)++;
  return TRUE;
}

static void
assert_nobody_calls (Screen *screen, gboolean is_own) {
  g_autoptr (GSocketService) canary = g_socket_service_new ();
  guint n_visits = 0;
  guint16 port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (canary), NULL, NULL);
  g_autofree char *links = g_strdup_printf (
      "http://127.0.0.1:%u/a.png https://localhost:%u/video.mp4 http://127.0.0.1:%u/", port, port,
      port);

  g_assert_cmpuint (port, !=, 0);
  g_signal_connect (canary, "incoming", G_CALLBACK (on_visit), &n_visits);
  if (is_own)
    paste (screen, gdk_content_provider_new_typed (G_TYPE_STRING, links));
  else
    say (screen, links);
  for (int i = 0; i < 20; i++)
    run_main_loop ();
  g_assert_cmpuint (n_visits, ==, 0);
  /* The control: it would have been heard. */
  {
    g_autoptr (GSocketClient) client = g_socket_client_new ();
    g_autoptr (GSocketConnection) connection =
        g_socket_client_connect_to_host (client, "127.0.0.1", port, NULL, NULL);

    g_assert_nonnull (connection);
    run_main_loop ();
    g_assert_cmpuint (n_visits, ==, 1);
  }
  g_socket_service_stop (canary);
}

static void
test_lnk_03 (Screen *screen, gconstpointer data) {
  assert_nobody_calls (screen, FALSE);
  g_assert_cmpuint (count_links (screen), ==, 3);
}

/* There are no previews: whoever writes a link calls nobody either. */
static void
test_lnk_04 (Screen *screen, gconstpointer data) {
  assert_nobody_calls (screen, TRUE);
}

static void
test_lnk_07 (Screen *screen, gconstpointer data) {
  static const struct {
    const char *link, *part; /* nothing of the part is passed on */
  } cases[] = {
    { "mailto:x@example.org?attach=/etc/passwd&cc=y@evil.example&subject=Hi", "attach" },
    { "mailto:x@example.org?cc=y@evil.example", "evil" },
    { "mailto:x@example.org?ATTACHMENT=/etc/passwd", "passwd" },
    { "mailto:x@example.org?bcc=y@evil.example&body=Hi", "evil" },
    { "mailto:x@example.org?subject=a%0Abcc:y@evil.example", "bcc" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    ConfabLinkFacts facts = {
      .link = cases[i].link, .length = strlen (cases[i].link), .grade = CONFAB_GRADE_KNOWN
    };
    char cleaned[CONFAB_LINK_MAX_BYTES] = "";
    ConfabLinkFound found;

    if (confab_safety_judge_link (&facts, &found, cleaned, sizeof cleaned) != CONFAB_LINK_NO_LINK)
      g_assert_true (g_str_has_prefix (cleaned, "mailto:x@example.org"));
    if (strstr (cleaned, cases[i].part) != NULL)
      g_error ("“%s” passes on “%s”", cases[i].link, cleaned);
  }
  /* A number is never dialled without being seen first. */
  {
    static const char *const numbers[] = { "tel:*%2306%23", "tel:+491234567", "tel:*#06#" };

    for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++) {
      ConfabLinkFacts facts = { .link = numbers[i],
        .length = strlen (numbers[i]),
        .grade = CONFAB_GRADE_CHECKED,
        .is_site_seen = TRUE,
        .may_open_new = TRUE };

      g_assert_cmpint (confab_safety_judge_link (&facts, NULL, NULL, 0), !=, CONFAB_LINK_OPEN);
    }
  }
}

int
main (int argc, char **argv) {
#define ADD(id, function)                                                                          \
  g_test_add ("/hostile/" id, Screen, application, set_up, function, tear_down)
  g_autoptr (AdwApplication) application = NULL;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  dex_init ();
  confab_base_secret_init ();
  application = g_object_new (ADW_TYPE_APPLICATION, "application-id", "im.confab.Test", "flags",
      G_APPLICATION_NON_UNIQUE, "resource-base-path", "/im/confab/Confab", NULL);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  ADD ("UI-01", test_ui_01);
  ADD ("UI-03", test_ui_03);
  ADD ("UI-05", test_ui_05);
  ADD ("UI-06", test_ui_06);
  ADD ("UI-08", test_ui_08);
  ADD ("UI-09", test_ui_09);
  ADD ("UI-11", test_ui_11);
  ADD ("UI-13", test_ui_13);
  ADD ("UI-14", test_ui_14);
  ADD ("LNK-01", test_lnk_01);
  ADD ("LNK-03", test_lnk_03);
  ADD ("LNK-04", test_lnk_04);
  ADD ("LNK-07", test_lnk_07);
  return g_test_run ();
}
