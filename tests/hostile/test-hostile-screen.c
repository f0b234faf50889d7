/* Texts, names and notes that are made to break the screen, or to be taken for something else. The
 * test paths are the ids of the cases. */

#include "hostile-screen.h"

#define BOMB_BYTES 30000 /* of a body that is read whole */
/* What a bomb may cost beside ordinary words: a font without the letters is asked for each. */
#define MAX_RATIO 16

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
  gint64 start_us = test_cpu_us ();

  say (screen, text);
  run_main_loop ();
  return test_cpu_us () - start_us;
}

/* The least of a few times, if it has to be: a machine that does something else is no bomb. */
static gint64
spend_at_least (Screen *screen, const char *text, gint64 limit_us) {
  gint64 spent_us = spend_on (screen, text);

  for (int i = 0; i < 3 && spent_us > limit_us; i++)
    spent_us = MIN (spent_us, spend_on (screen, text));
  return spent_us;
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
    gint64 spent_us = spend_at_least (screen, bomb, MAX_RATIO * plain_us);

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
  assert_shows_part (screen, "That is more than one message holds");
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
  gint64 links_us = spend_at_least (screen, links, MAX_RATIO * plain_us);
  guint n_links = count_links (screen);
  gint64 dots_us = spend_at_least (screen, dots, MAX_RATIO * plain_us);

  g_assert_cmpint (warm_us, >, 0);
  g_test_message ("text %" G_GINT64_FORMAT " us, links %" G_GINT64_FORMAT " us, dots "
                  "%" G_GINT64_FORMAT " us; %u links",
      plain_us, links_us, dots_us, n_links);
  g_assert_cmpuint (n_links, >, 0);
  g_assert_cmpuint (n_links, <=, 200);
  g_assert_cmpint (links_us, <=, MAX_RATIO * plain_us);
  g_assert_cmpint (dots_us, <=, MAX_RATIO * plain_us);
}

int
main (int argc, char **argv) {
  g_autoptr (AdwApplication) application = screen_init (&argc, &argv);

  screen_add ("/hostile/UI-01", application, test_ui_01);
  screen_add ("/hostile/UI-03", application, test_ui_03);
  screen_add ("/hostile/UI-05", application, test_ui_05);
  screen_add ("/hostile/UI-06", application, test_ui_06);
  screen_add ("/hostile/UI-08", application, test_ui_08);
  screen_add ("/hostile/UI-09", application, test_ui_09);
  screen_add ("/hostile/UI-11", application, test_ui_11);
  screen_add ("/hostile/UI-13", application, test_ui_13);
  screen_add ("/hostile/UI-14", application, test_ui_14);
  return g_test_run ();
}
