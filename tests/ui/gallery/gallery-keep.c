/* Scenes of how long a chat stays: the sheet, a chat that is kept, what closing says of it, and the
 * Kept page with and without messages. And of a flood: folded, and somebody who is quiet. */

#include "chat/chat-kept.h"
#include "contacts/contacts-person.h"
#include "gallery-people.h"
#include "gallery-talk.h"
#include "gallery.h"

static void
talk_a_little (GalleryTalk *talk) {
  gallery_talk_say (
      talk, FALSE, 12, "The key is under the third pot, the blue one. Do not tell the cat.");
  confab_model_message_set_state (
      gallery_talk_say (talk, TRUE, 10, "Thank you! I water the tomatoes first."),
      CONFAB_MESSAGE_DELIVERED, CONFAB_REASON_NONE);
}

static void
keep_first (GalleryTalk *talk) {
  GListModel *rows = G_LIST_MODEL (confab_model_chat_get_timeline (talk->chat));
  g_autoptr (ConfabModelMessage) first = g_list_model_get_item (rows, 0);

  confab_model_message_set_kept (first, TRUE);
}

static GtkWindow *
build_talk (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = gallery_talk_begin (core);

  talk_a_little (&talk);
  return gallery_talk_show (application, core, &talk);
}

static GtkWindow *
build_kept (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = gallery_talk_begin (core);

  talk_a_little (&talk);
  keep_first (&talk);
  confab_model_chat_set_keep (talk.chat, CONFAB_KEEP_MONTH);
  return gallery_talk_show (application, core, &talk);
}

static GtkWindow *
build_kept_closed (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = gallery_talk_begin (core);

  talk_a_little (&talk);
  confab_model_chat_set_keep (talk.chat, CONFAB_KEEP_YEAR);
  confab_core_close_chat (core, talk.chat);
  return gallery_talk_show (application, core, &talk);
}

static GtkWidget *
find (GtkWidget *widget, const char *type) {
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
      child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find (child, type);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static void
act_sheet (GtkWindow *window, ConfabCore *core) {
  gtk_widget_activate_action (find (GTK_WIDGET (window), "ConfabChatView"), "chat.keep", NULL);
}

/* Messages that disappear: the line that says so, the clock beside bubbles, the chip. */
static void
talk_for_a_time (GalleryTalk *talk, ConfabModelTimerAnswer answer) {
  ConfabModelMessage *line = gallery_talk_say (talk, FALSE, 20, "");

  confab_model_message_set_kind (line, CONFAB_MESSAGE_KIND_LINE, CONFAB_LINE_TIMER, FALSE);
  confab_model_message_set_timer (line, 604800, 0);
  confab_model_message_set_timer (
      gallery_talk_say (talk, FALSE, 12, "The key is under the third pot, the blue one."), 604800,
      g_get_real_time () + 7 * G_TIME_SPAN_DAY);
  line = gallery_talk_say (talk, TRUE, 10, "Thank you! I water the tomatoes first.");
  confab_model_message_set_timer (line, 604800, 0);
  confab_model_message_set_state (line, CONFAB_MESSAGE_DELIVERED, CONFAB_REASON_NONE);
  confab_model_chat_set_keep (talk->chat, CONFAB_KEEP_MONTH);
  confab_model_chat_set_timer (talk->chat, 604800, TRUE, answer);
}

static GtkWindow *
build_timer (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = gallery_talk_begin (core);

  talk_for_a_time (&talk, CONFAB_TIMER_AGREED);
  return gallery_talk_show (application, core, &talk);
}

static GtkWindow *
build_timer_alone (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = gallery_talk_begin (core);

  talk_for_a_time (&talk, CONFAB_TIMER_SILENT);
  return gallery_talk_show (application, core, &talk);
}

static void
act_timer_sheet (GtkWindow *window, ConfabCore *core) {
  gtk_widget_activate_action (find (GTK_WIDGET (window), "ConfabChatView"), "chat.timer", NULL);
}

/* The chip of keeping, the second one. */
static void
act_timer_chip (GtkWindow *window, ConfabCore *core) {
  GtkWidget *chips = find (GTK_WIDGET (window), "ConfabChatChips");
  GtkWidget *first = gtk_widget_get_first_child (gtk_widget_get_first_child (chips));

  gtk_menu_button_popup (GTK_MENU_BUTTON (gtk_widget_get_next_sibling (first)));
}

static void
act_kept_page (GtkWindow *window, ConfabCore *core) {
  confab_chat_kept_present (GTK_WIDGET (window), core);
}

static GtkWindow *
build_flood (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = gallery_talk_begin (core);

  for (int i = 0; i < 4; i++)
    gallery_talk_say (&talk, FALSE, 2, "LOOK AT THIS");
  confab_model_chat_set_folded (talk.chat, 170, 170);
  return gallery_talk_show (application, core, &talk);
}

static GtkWindow *
build_quiet (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = gallery_talk_begin (core);

  talk_a_little (&talk);
  confab_core_set_quiet (core, confab_model_chat_get_contact (talk.chat), TRUE);
  return gallery_talk_show (application, core, &talk);
}

/* Two that wait their seconds, under one that arrived. */
static GtkWindow *
build_waits (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = gallery_talk_begin (core);
  ConfabModelMessage *own;

  gallery_talk_say (&talk, FALSE, 12, "Shall I tell your brother?");
  own = gallery_talk_say (&talk, TRUE, 10, "No, please do not.");
  confab_model_message_set_state (own, CONFAB_MESSAGE_DELIVERED, CONFAB_REASON_NONE);
  own = gallery_talk_say (&talk, TRUE, 0,
      "He has never listened to anybody in his life, and he "
      "will not begin with you.");
  confab_model_message_set_state (own, CONFAB_MESSAGE_WAITING, CONFAB_REASON_NONE);
  confab_model_message_set_wait (own, 10);
  own = gallery_talk_say (&talk, TRUE, 0, "Sorry.");
  confab_model_message_set_state (own, CONFAB_MESSAGE_WAITING, CONFAB_REASON_NONE);
  confab_model_message_set_wait (own, 10);
  return gallery_talk_show (application, core, &talk);
}

static void
say_line (GalleryTalk *talk, gboolean is_own, guint minutes, ConfabModelLine line) {
  ConfabModelMessage *said = gallery_talk_say (talk, is_own, minutes, "");

  confab_model_message_set_kind (said, CONFAB_MESSAGE_KIND_LINE, line, FALSE);
  confab_model_message_set_state (
      said, is_own ? CONFAB_MESSAGE_SENT : CONFAB_MESSAGE_RECEIVED, CONFAB_REASON_NONE);
}

/* What either side took back. */
static GtkWindow *
build_taken (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = gallery_talk_begin (core);

  gallery_talk_say (&talk, FALSE, 12, "Shall I tell your brother?");
  say_line (&talk, TRUE, 10, CONFAB_LINE_TAKEN_BACK);
  say_line (&talk, TRUE, 9, CONFAB_LINE_ASKED_ERASE);
  gallery_talk_say (&talk, TRUE, 8, "Please do not.");
  say_line (&talk, FALSE, 7, CONFAB_LINE_TAKEN_BACK);
  say_line (&talk, FALSE, 6, CONFAB_LINE_TAKEN_KEPT);
  gallery_talk_say (&talk, FALSE, 2, "I have not said anything.");
  return gallery_talk_show (application, core, &talk);
}

/* What either side changed; the last own one is being changed once more. */
static GtkWindow *
build_changed (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = gallery_talk_begin (core);
  ConfabModelMessage *said = gallery_talk_say (&talk, FALSE, 12, "The train is at half past nine.");

  confab_model_message_set_changed (
      said, confab_model_message_get_time_us (said) + G_TIME_SPAN_MINUTE);
  gallery_talk_say (&talk, FALSE, 11, "Shall I fetch you there?");
  said = gallery_talk_say (&talk, TRUE, 4, "Yes, platform 4 please.");
  confab_model_message_set_changed (
      said, confab_model_message_get_time_us (said) + G_TIME_SPAN_MINUTE);
  confab_model_message_set_state (said, CONFAB_MESSAGE_DELIVERED, CONFAB_REASON_NONE);
  return gallery_talk_show (application, core, &talk);
}

static void
act_change (GtkWindow *window, ConfabCore *core) {
  gtk_widget_activate_action (
      find (GTK_WIDGET (window), "ConfabChatView"), "chat.change-last", NULL);
}

/* Ann read what was written last, and is writing. */
static GtkWindow *
build_read (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = gallery_talk_begin (core);

  gallery_talk_say (&talk, FALSE, 12, "Shall I bring the cake?");
  confab_model_message_set_state (gallery_talk_say (&talk, TRUE, 2, "Yes, and the candles please."),
      CONFAB_MESSAGE_READ, CONFAB_REASON_NONE);
  confab_model_chat_set_writing (talk.chat, TRUE);
  return gallery_talk_show (application, core, &talk);
}

/* The two switches, in sight. */
static void
act_told (GtkWindow *window, ConfabCore *core) {
  g_autoptr (ConfabModelContact) contact =
      g_list_model_get_item (confab_core_get_contacts (core), 0);
  GtkWidget *page;

  confab_model_contact_set_tells (contact, CONFAB_TELLS_READ);
  confab_contacts_person_present (core, contact, GTK_WIDGET (window));
  page = GTK_WIDGET (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  gtk_widget_grab_focus (gtk_widget_get_ancestor (
      gallery_people_find (page, "Tell Ann while I am writing"), ADW_TYPE_SWITCH_ROW));
}

const GalleryScene gallery_keep_scenes[] = {
  { "keep-chat", build_kept, NULL },
  { "keep-closed", build_kept_closed, NULL },
  { "keep-sheet", build_talk, act_sheet },
  { "keep-page", build_kept, act_kept_page },
  { "keep-page-empty", build_talk, act_kept_page },
  { "timer-chat", build_timer, NULL },
  { "timer-sheet", build_timer, act_timer_sheet },
  { "timer-chip", build_timer, act_timer_chip },
  { "timer-chip-alone", build_timer_alone, act_timer_chip },
  { "back-waits", build_waits, NULL },
  { "back-taken", build_taken, NULL },
  { "changed-chat", build_changed, NULL },
  { "changed-entry", build_changed, act_change },
  { "told-chat", build_read, NULL },
  { "told-page", build_read, act_told },
  { "flood-folded", build_flood, NULL },
  { "flood-quiet", build_quiet, NULL },
  { NULL, NULL, NULL },
};
