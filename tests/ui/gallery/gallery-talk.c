/* What scenes of a chat have in common. */

#include "gallery-talk.h"

#include "chat/chat-view.h"
#include "chat/chat-window.h"
#include "gallery-people.h"

GalleryTalk
gallery_talk_begin (ConfabCore *core) {
  GalleryTalk talk = { NULL };

  talk.account = gallery_people_add_account (core, "carla@example.org", CONFAB_ACCOUNT_SIGNED_IN);
  talk.contact =
      gallery_people_add_buddy (talk.account, "ann@example.org", "Ann", CONFAB_PRESENCE_HERE);
  confab_model_contact_set_relation (talk.contact, CONFAB_RELATION_MUTUAL);
  talk.chat = confab_model_contact_get_chat (talk.contact);
  talk.timeline = confab_model_chat_get_timeline (talk.chat);
  talk.next_id = 1;
  confab_model_chat_set_send (talk.chat, CONFAB_SEND_PLAIN_PERMITTED, CONFAB_REASON_NONE, TRUE);
  confab_model_timeline_clear (talk.timeline);
  return talk;
}

ConfabModelMessage *
gallery_talk_say (GalleryTalk *talk, gboolean is_own, gint64 minutes_ago, const char *text) {
  g_autoptr (ConfabModelMessage) message = confab_model_message_new (
      talk->next_id++, is_own, FALSE, g_get_real_time () - minutes_ago * G_TIME_SPAN_MINUTE, text);

  if (is_own)
    confab_model_message_set_state (message, CONFAB_MESSAGE_DELIVERED, CONFAB_REASON_NONE);
  confab_model_timeline_append (talk->timeline, message);
  return message;
}

GtkWindow *
gallery_talk_show (GtkApplication *application, ConfabCore *core, GalleryTalk *talk) {
  GtkWindow *window = confab_chat_window_new (core, application, talk->chat);
  GtkWidget *view = adw_application_window_get_content (ADW_APPLICATION_WINDOW (window));

  confab_chat_view_set_has_own_window (CONFAB_CHAT_VIEW (view), FALSE);
  return window;
}
