/* Scenes of the chat: every state of log, bars and entry. */

#include "chat/chat-entry.h"
#include "chat/chat-timeline-view.h"
#include "chat/chat-view.h"
#include "gallery-people.h"
#include "gallery-talk.h"
#include "window/window-main.h"

#define LONG_TEXT                                                                                  \
  "We took the early train, changed twice, and then walked the last bit along the river, because " \
  "the bus only comes on Sundays. It was worth it: nobody else was there, the water was warm, "    \
  "and on the way back somebody gave us plums."
#define ODD_TEXT                                                                                   \
  "<b>not bold</b> & https://example.org/a/very/long/path/that/does/not/break/anywhere/"           \
  "0123456789012345678901234567890123456789"

static void
talk_about_pictures (GalleryTalk *talk) {
  gallery_talk_say (talk, FALSE, 2980, "Are you still coming on Thursday?");
  gallery_talk_say (talk, TRUE, 2976, "Yes. Train at nine.");
  gallery_talk_say (talk, FALSE, 1502, "Back home. What a day.");
  gallery_talk_say (talk, FALSE, 1501, LONG_TEXT);
  gallery_talk_say (talk, TRUE, 1490, "🎉");
  gallery_talk_say (talk, FALSE, 64, "Hi, did you get the pictures?");
  gallery_talk_say (talk, FALSE, 63, "The one with the boat is for your mother.");
  gallery_talk_say (talk, TRUE, 41, "Yes, they are lovely");
  gallery_talk_say (talk, TRUE, 40, "I will print it. She will not believe it is the same lake.");
  gallery_talk_say (talk, TRUE, 40, "Thank you!");
  gallery_talk_say (talk, FALSE, 12, "❤️ 🚣");
  gallery_talk_say (talk, FALSE, 11, "See you on Sunday then");
}

static GtkWindow *
build_talk (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = gallery_talk_begin (core);

  talk_about_pictures (&talk);
  gallery_talk_say (&talk, TRUE, 2, "On Sunday!");
  return gallery_talk_show (application, core, &talk);
}

static GtkWindow *
build_accounts (GtkApplication *application, ConfabCore *core) {
  gallery_people_add_account (core, "carla@work.example.com", CONFAB_ACCOUNT_SIGNED_IN);
  return build_talk (application, core);
}

static GtkWindow *
build_failed (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = gallery_talk_begin (core);

  gallery_talk_say (&talk, FALSE, 200, ODD_TEXT);
  confab_model_message_set_state (gallery_talk_say (&talk, TRUE, 100, "This one came back"),
      CONFAB_MESSAGE_FAILED, CONFAB_REASON_NOT_KNOWN);
  confab_model_message_set_state (
      gallery_talk_say (&talk, TRUE, 30, ODD_TEXT), CONFAB_MESSAGE_FAILED, CONFAB_REASON_TOO_LONG);
  confab_model_message_set_state (
      gallery_talk_say (&talk, TRUE, 1, "And this one has not left yet"), CONFAB_MESSAGE_WAITING,
      CONFAB_REASON_NONE);
  confab_model_account_set_state (
      talk.account, CONFAB_ACCOUNT_WAITING, 20, CONFAB_PROBLEM_NO_NETWORK, NULL);
  return gallery_talk_show (application, core, &talk);
}

static GtkWindow *
build_empty (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = gallery_talk_begin (core);

  return gallery_talk_show (application, core, &talk);
}

static GtkWindow *
build_waiting (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = gallery_talk_begin (core);

  confab_model_contact_set_relation (talk.contact, CONFAB_RELATION_WAITING);
  confab_model_contact_set_asked (
      talk.contact, g_get_real_time (), "It is Carla, from the <swimming> club & the train");
  confab_model_chat_set_send (talk.chat, CONFAB_SEND_REFUSE, CONFAB_REASON_NOT_MUTUAL, TRUE);
  return gallery_talk_show (application, core, &talk);
}

static GtkWindow *
build_not_known (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = gallery_talk_begin (core);

  talk_about_pictures (&talk);
  confab_model_contact_set_relation (talk.contact, CONFAB_RELATION_NONE);
  confab_model_chat_set_send (talk.chat, CONFAB_SEND_REFUSE, CONFAB_REASON_NOT_KNOWN, TRUE);
  return gallery_talk_show (application, core, &talk);
}

static GtkWindow *
build_closed (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = gallery_talk_begin (core);

  talk_about_pictures (&talk);
  confab_core_close_chat (core, talk.chat);
  return gallery_talk_show (application, core, &talk);
}

/* Two that need more room than a bubble has, and one in which nothing is to be seen. */
static GtkWindow *
build_long (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = gallery_talk_begin (core);
  g_autoptr (GString) story = g_string_new (NULL);

  for (guint i = 1; i <= 60; i++)
    g_string_append_printf (
        story, "On day %u we walked along the coast, and the wind was with us. ", i);
  gallery_talk_say (&talk, TRUE, 9, story->str);
  gallery_talk_say (&talk, FALSE, 6, "\u3164");
  gallery_talk_say (&talk, FALSE, 3, story->str);
  return gallery_talk_show (application, core, &talk);
}

static void
act_show_all (GtkWindow *window, ConfabCore *core) {
  gallery_people_press (window, "Show all of it");
}

static GtkWindow *
build_away (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = gallery_talk_begin (core);

  talk_about_pictures (&talk);
  confab_model_contact_set_presence (talk.contact, CONFAB_PRESENCE_OFFLINE);
  confab_model_contact_set_seen_us (talk.contact, g_get_real_time () - G_TIME_SPAN_DAY);
  return gallery_talk_show (application, core, &talk);
}

static GtkWindow *
build_signed_off (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = gallery_talk_begin (core);

  confab_model_contact_set_own_name (
      talk.contact, "Annemarie Elisabeth Wolfeschlegelsteinhausenbergerdorff of the Swimming Club");
  talk_about_pictures (&talk);
  confab_model_account_set_state (
      talk.account, CONFAB_ACCOUNT_SIGNED_OFF, 0, CONFAB_PROBLEM_NONE, NULL);
  return gallery_talk_show (application, core, &talk);
}

static void
act_too_long (GtkWindow *window, ConfabCore *core) {
  g_autofree char *text = g_strnfill (20000, 'a');
  GtkWidget *view = adw_application_window_get_content (ADW_APPLICATION_WINDOW (window));
  GtkWidget *entry;

  confab_chat_view_focus_entry (CONFAB_CHAT_VIEW (view));
  entry = gtk_root_get_focus (GTK_ROOT (window));
  g_assert_true (GTK_IS_TEXT_VIEW (entry));
  gtk_text_buffer_insert_at_cursor (
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (entry)), "1\n2\n3\n4\n5\n6\n7\n8", -1);
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (entry)), text, -1);
}

static GtkWindow *
build_many (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = gallery_talk_begin (core);

  for (int i = 0; i < 200; i++) {
    g_autofree char *text = g_strdup_printf ("Message %d of a long evening", i);

    gallery_talk_say (&talk, i % 5 < 2, 200 - i, text);
  }
  return gallery_talk_show (application, core, &talk);
}

static void
act_read_above (GtkWindow *window, ConfabCore *core) {
  GtkWidget *view = adw_application_window_get_content (ADW_APPLICATION_WINDOW (window));
  ConfabModelChat *chat = confab_chat_view_get_chat (CONFAB_CHAT_VIEW (view));
  ConfabModelContact *contact = confab_model_chat_get_contact (chat);
  g_autoptr (ConfabModelMessage) message =
      confab_model_message_new (5000, FALSE, FALSE, g_get_real_time (), "Still there?");

  confab_chat_view_focus_log (CONFAB_CHAT_VIEW (view));
  for (int i = 0; i < 3; i++)
    gtk_widget_activate_action (
        gtk_root_get_focus (GTK_ROOT (window)), "list.scroll-to-item", "u", (guint32)(100 - i));
  dex_await (dex_timeout_new_msec (100), NULL);
  confab_model_timeline_append (confab_model_chat_get_timeline (chat), message);
  g_signal_emit_by_name (core, "message-received", contact, message);
}

static void
act_question (GtkWindow *window, ConfabCore *core) {
  const ConfabTypedFound found = { CONFAB_TYPED_CARD, 8, 27, 1 };
  g_autoptr (ConfabModelQuestion) question =
      confab_model_question_new_typed (&found, CONFAB_QUESTION_NONE);
  GtkWidget *view = adw_application_window_get_content (ADW_APPLICATION_WINDOW (window));
  GtkWidget *entry;

  confab_chat_view_focus_entry (CONFAB_CHAT_VIEW (view));
  entry = gtk_widget_get_ancestor (gtk_root_get_focus (GTK_ROOT (window)), CONFAB_TYPE_CHAT_ENTRY);
  confab_model_chat_set_question (confab_chat_view_get_chat (CONFAB_CHAT_VIEW (view)), question);
  gallery_core_set_problem (core, CONFAB_PROBLEM_QUESTION, NULL);
  g_signal_emit_by_name (entry, "send", "Take my 4111 1111 1111 1111 for it");
}

static GtkWindow *
build_main (GtkApplication *application, ConfabCore *core) {
  ConfabModelAccount *account = gallery_people_add_some (core, CONFAB_ACCOUNT_SIGNED_IN);
  ConfabModelContact *contact = confab_model_account_find_contact (account, "ann@example.org");
  ConfabWindowMain *window = confab_window_main_new (application, core);
  GalleryTalk talk = { NULL };

  talk.chat = confab_model_contact_get_chat (contact);
  talk.timeline = confab_model_chat_get_timeline (talk.chat);
  talk.next_id = 1;
  confab_model_chat_set_send (talk.chat, CONFAB_SEND_PLAIN_PERMITTED, CONFAB_REASON_NONE, TRUE);
  confab_model_timeline_clear (talk.timeline);
  talk_about_pictures (&talk);
  gallery_talk_say (&talk, TRUE, 2, "On Sunday!");
  confab_window_main_open_chat (window, contact);
  return GTK_WINDOW (window);
}

static void
act_lose_network (GtkWindow *window, ConfabCore *core) {
  g_autoptr (ConfabModelAccount) account =
      g_list_model_get_item (confab_core_get_accounts (core), 0);

  confab_model_account_set_state (
      account, CONFAB_ACCOUNT_WAITING, 20, CONFAB_PROBLEM_NO_NETWORK, NULL);
}

/* Words of one's own server, which is nobody. */
static GtkWindow *
build_server (GtkApplication *application, ConfabCore *core) {
  ConfabModelAccount *account = gallery_people_add_some (core, CONFAB_ACCOUNT_SIGNED_IN);
  g_autoptr (ConfabModelContact) server = confab_model_contact_new (account, "example.org");

  confab_model_account_add_contact (account, server);
  confab_model_contact_set_unread (server, 2);
  return GTK_WINDOW (confab_window_main_new (application, core));
}

static void
act_server (GtkWindow *window, ConfabCore *core) {
  GListModel *contacts = confab_core_get_contacts (core);
  g_autoptr (ConfabModelContact) server =
      g_list_model_get_item (contacts, g_list_model_get_n_items (contacts) - 1);
  ConfabModelChat *chat = confab_model_contact_get_chat (server);
  static const char *const texts[] = { "We move to a new machine on Sunday at six.",
    "Your password runs out today. Write it here so that it stays as it is." };

  confab_core_open_chat (core, chat);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (ConfabModelMessage) message =
        confab_model_message_new (i + 1, FALSE, FALSE, g_get_real_time (), texts[i]);

    confab_model_timeline_append (confab_model_chat_get_timeline (chat), message);
  }
  confab_model_chat_set_send (chat, CONFAB_SEND_REFUSE, CONFAB_REASON_SERVER, FALSE);
  confab_window_main_open_chat (CONFAB_WINDOW_MAIN (window), server);
}

static void
act_new (GtkWindow *window, ConfabCore *core) {
  g_autoptr (ConfabModelContact) contact =
      g_list_model_get_item (confab_core_get_contacts (core), 1);
  ConfabModelTimeline *timeline =
      confab_model_chat_get_timeline (confab_model_contact_get_chat (contact));
  static const char *const texts[] = { "See you on Sunday then", "Bring the tent, please",
    "And the small stove" };

  confab_model_timeline_clear (timeline);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (ConfabModelMessage) message = confab_model_message_new (
        i + 1, FALSE, TRUE, g_get_real_time () + i * G_USEC_PER_SEC, texts[i]);

    confab_model_timeline_append (timeline, message);
  }
  confab_model_contact_set_unread (contact, 2);
  confab_window_main_open_chat (CONFAB_WINDOW_MAIN (window), contact);
}

static void
act_note (GtkWindow *window, ConfabCore *core) {
  gtk_widget_activate_action (GTK_WIDGET (window), "win.note", NULL);
}

static void
act_notes (GtkWindow *window, ConfabCore *core) {
  static const char *const texts[] = { "Milk, eggs, the good coffee",
    "The spare key is under the third pot", "Ask Ben about Sunday" };
  ConfabModelChat *chat =
      confab_model_contact_get_chat (confab_core_open_note (core, "Note to myself"));

  act_note (window, core);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    dex_future_disown (confab_core_send (core, chat, texts[i]));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (ConfabModelMessage) message =
        g_list_model_get_item (G_LIST_MODEL (confab_model_chat_get_timeline (chat)), i);

    confab_model_message_set_state (message, CONFAB_MESSAGE_RECEIVED, CONFAB_REASON_NONE);
  }
}

static GtkWindow *
build_lookalike (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = gallery_talk_begin (core);

  gallery_talk_say (&talk, FALSE, 3, "Hello Carla, this is my new address.");
  confab_model_contact_set_known (talk.contact, FALSE);
  confab_model_chat_set_looks_like (talk.chat, "Ann Lee");
  return gallery_talk_show (application, core, &talk);
}

/* Some of them; the newest first, then two above it. */
static void
act_select (GtkWindow *window, ConfabCore *core) {
  GtkWidget *view = gallery_people_find_type (GTK_WIDGET (window), CONFAB_TYPE_CHAT_VIEW);
  GtkWidget *log = gallery_people_find_type (GTK_WIDGET (window), CONFAB_TYPE_CHAT_TIMELINE_VIEW);

  gtk_widget_activate_action (view, "chat.select", "x", G_GINT64_CONSTANT (7));
  confab_chat_timeline_view_select_more (CONFAB_CHAT_TIMELINE_VIEW (log), 9);
  confab_chat_timeline_view_select_more (CONFAB_CHAT_TIMELINE_VIEW (log), 12);
}

const GalleryScene gallery_chat_scenes[] = {
  { "chat-main", build_main, NULL },
  { "chat-main-no-network", build_main, act_lose_network },
  { "chat-talk", build_talk, NULL },
  { "chat-select", build_talk, act_select },
  { "chat-accounts", build_accounts, NULL },
  { "chat-failed", build_failed, NULL },
  { "chat-empty", build_empty, NULL },
  { "chat-waiting", build_waiting, NULL },
  { "chat-not-known", build_not_known, NULL },
  { "chat-closed", build_closed, NULL },
  { "chat-long", build_long, NULL },
  { "chat-long-all", build_long, act_show_all },
  { "chat-away", build_away, NULL },
  { "chat-signed-off", build_signed_off, NULL },
  { "chat-question", build_talk, act_question },
  { "chat-server", build_server, act_server },
  { "chat-new", build_main, act_new },
  { "chat-note", build_main, act_notes },
  { "chat-note-empty", build_main, act_note },
  { "chat-lookalike", build_lookalike, NULL },
  { "chat-too-long", build_talk, act_too_long },
  { "chat-many", build_many, act_read_above },
  { NULL, NULL, NULL },
};
