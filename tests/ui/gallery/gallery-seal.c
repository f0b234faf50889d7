/* Scenes of private messages in a chat: sealed, open by choice, closed for want of keys, rows that
 * could not be opened, new devices. */

#include "chat/chat-view.h"
#include "gallery-people.h"
#include "gallery-talk.h"
#include "window/window-main.h"

#define LONG_NAME "Annemarie Elisabeth Wolfeschlegelsteinhausenbergerdorff"
#define DIGITS "04711 12345 90210 55555 00042 31337 86753 27182"
#define WORDS "anchor basket copper dragon engine forest garden hammer island jungle kettle ladder"

static const ConfabModelDeviceFacts phone = { .id = 1021873344,
  .address = "ann@example.org",
  .is_listed = TRUE,
  .trust = CONFAB_TRUST_UNDECIDED,
  .digits = DIGITS,
  .words = WORDS };

static void
seal (GalleryTalk *talk) {
  confab_model_chat_set_send (talk->chat, CONFAB_SEND_SEAL, CONFAB_REASON_NONE, FALSE);
  gallery_talk_say (talk, FALSE, 64, "Hi, did you get the pictures?");
  gallery_talk_say (talk, FALSE, 63, "The one with the boat is for your mother.");
  gallery_talk_say (talk, TRUE, 41, "Yes, they are lovely");
}

/* A row that is no text. */
static void
put (
    GalleryTalk *talk, gboolean is_own, gint64 minutes_ago, ConfabModelMessageKind kind, int code) {
  g_autoptr (ConfabModelMessage) message = confab_model_message_new (
      talk->next_id++, is_own, TRUE, g_get_real_time () - minutes_ago * G_TIME_SPAN_MINUTE, "");

  confab_model_message_set_kind (message, kind, code, FALSE);
  confab_model_timeline_append (talk->timeline, message);
}

static GtkWindow *
build_sealed (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = gallery_talk_begin (core);

  put (&talk, FALSE, 70, CONFAB_MESSAGE_KIND_LINE, CONFAB_LINE_SEALED_BEGINS);
  seal (&talk);
  gallery_talk_say (&talk, TRUE, 2, "On Sunday!");
  return gallery_talk_show (application, core, &talk);
}

static GtkWindow *
build_checked (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = gallery_talk_begin (core);

  seal (&talk);
  confab_model_contact_set_checked_us (
      talk.contact, g_get_real_time () - 20 * (gint64)G_TIME_SPAN_DAY);
  return gallery_talk_show (application, core, &talk);
}

static GtkWindow *
build_checked_long (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = gallery_talk_begin (core);

  seal (&talk);
  confab_model_contact_set_own_name (talk.contact, LONG_NAME);
  gallery_devices_add (G_OBJECT (talk.contact), &phone);
  confab_model_contact_set_checked_us (
      talk.contact, g_get_real_time () - 20 * (gint64)G_TIME_SPAN_DAY);
  return gallery_talk_show (application, core, &talk);
}

static GtkWindow *
build_plain (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = gallery_talk_begin (core);

  gallery_talk_say (&talk, FALSE, 64, "Can you see this?");
  put (&talk, FALSE, 30, CONFAB_MESSAGE_KIND_LINE, CONFAB_LINE_PLAIN_BEGINS);
  gallery_talk_say (&talk, TRUE, 2, "Yes, but so can others.");
  confab_model_contact_set_plain_chosen (talk.contact, TRUE);
  return gallery_talk_show (application, core, &talk);
}

static GtkWindow *
build_closed (GtkApplication *application, ConfabSendVerdict verdict, ConfabReason reason,
    ConfabCore *core, const char *name) {
  GalleryTalk talk = gallery_talk_begin (core);

  gallery_talk_say (&talk, FALSE, 64, "I am back. Are you there?");
  if (name != NULL)
    confab_model_contact_set_own_name (talk.contact, name);
  confab_model_chat_set_send (talk.chat, verdict, reason, FALSE);
  return gallery_talk_show (application, core, &talk);
}

static GtkWindow *
build_no_keys (GtkApplication *application, ConfabCore *core) {
  return build_closed (application, CONFAB_SEND_REFUSE, CONFAB_REASON_NO_KEYS, core, NULL);
}

static GtkWindow *
build_no_keys_long (GtkApplication *application, ConfabCore *core) {
  return build_closed (application, CONFAB_SEND_REFUSE, CONFAB_REASON_NO_KEYS, core, LONG_NAME);
}

static GtkWindow *
build_keys_gone (GtkApplication *application, ConfabCore *core) {
  return build_closed (application, CONFAB_SEND_REFUSE, CONFAB_REASON_KEYS_GONE, core, NULL);
}

static GtkWindow *
build_fetching (GtkApplication *application, ConfabCore *core) {
  return build_closed (application, CONFAB_SEND_HOLD_FOR_KEYS, CONFAB_REASON_NO_KEYS, core, NULL);
}

static GtkWindow *
build_changed (GtkApplication *application, ConfabCore *core) {
  GtkWindow *window =
      build_closed (application, CONFAB_SEND_ASK, CONFAB_REASON_KEYS_CHANGED, core, NULL);
  g_autoptr (ConfabModelContact) contact =
      g_list_model_get_item (confab_core_get_contacts (core), 0);

  gallery_devices_add (G_OBJECT (contact), &phone);
  confab_model_contact_set_undecided (contact, 0);
  confab_model_contact_set_checked_us (contact, g_get_real_time () - 20 * (gint64)G_TIME_SPAN_DAY);
  return window;
}

static GtkWindow *
build_unopened (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = gallery_talk_begin (core);

  seal (&talk);
  for (int cause = CONFAB_CAUSE_NOT_FOR_US; cause <= CONFAB_CAUSE_TOO_MUCH; cause++)
    put (&talk, FALSE, 30 - cause, CONFAB_MESSAGE_KIND_UNOPENED, cause);
  put (&talk, TRUE, 5, CONFAB_MESSAGE_KIND_UNOPENED, CONFAB_CAUSE_NOT_FOR_US);
  return gallery_talk_show (application, core, &talk);
}

static GtkWindow *
build_unopened_one (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = gallery_talk_begin (core);

  seal (&talk);
  put (&talk, FALSE, 12, CONFAB_MESSAGE_KIND_UNOPENED, CONFAB_CAUSE_NO_SESSION);
  return gallery_talk_show (application, core, &talk);
}

static void
act_ask_again (GtkWindow *window, ConfabCore *core) {
  gallery_people_press (window, "Ask to send it again");
}

static GtkWindow *
build_new_device (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = gallery_talk_begin (core);
  ConfabModelMessage *message;

  seal (&talk);
  put (&talk, FALSE, 12, CONFAB_MESSAGE_KIND_LINE, CONFAB_LINE_NEW_DEVICE);
  message = gallery_talk_say (&talk, FALSE, 10, "I dropped my telephone into the lake.");
  confab_model_message_set_kind (message, CONFAB_MESSAGE_KIND_TEXT, 0, TRUE);
  gallery_devices_add (G_OBJECT (talk.contact), &phone);
  confab_model_contact_set_checked_us (
      talk.contact, g_get_real_time () - 20 * (gint64)G_TIME_SPAN_DAY);
  return gallery_talk_show (application, core, &talk);
}

static void
act_ask (GtkWindow *window, ConfabCore *core) {
  gallery_people_press (window, "Ask Ann");
}

static void
act_asked (GtkWindow *window, ConfabCore *core) {
  act_ask (window, core);
  gallery_people_press (window, "Send it");
}

static void
act_permit (GtkWindow *window, ConfabCore *core) {
  gallery_people_press (window, "Write so that servers can read it…");
}

static GtkWindow *
build_mine (GtkApplication *application, ConfabCore *core) {
  ConfabModelAccount *account = gallery_people_add_some (core, CONFAB_ACCOUNT_SIGNED_IN);
  ConfabModelDeviceFacts facts = phone;

  facts.address = "carla@example.org";
  facts.is_own = TRUE;
  facts.first_us = g_get_real_time () - G_TIME_SPAN_HOUR;
  gallery_devices_add (G_OBJECT (account), &facts);
  return GTK_WINDOW (confab_window_main_new (application, core));
}

static void
act_not_me (GtkWindow *window, ConfabCore *core) {
  gallery_people_press (window, "No: take it off");
}

const GalleryScene gallery_seal_scenes[] = {
  { "seal-only-you-two", build_sealed, NULL },
  { "seal-checked", build_checked, NULL },
  { "seal-checked-long", build_checked_long, NULL },
  { "seal-plain", build_plain, NULL },
  { "seal-no-keys", build_no_keys, NULL },
  { "seal-no-keys-long", build_no_keys_long, NULL },
  { "seal-keys-gone", build_keys_gone, NULL },
  { "seal-no-keys-ask", build_no_keys, act_ask },
  { "seal-no-keys-asked", build_no_keys, act_asked },
  { "seal-no-keys-permit", build_no_keys, act_permit },
  { "seal-fetching", build_fetching, NULL },
  { "seal-changed", build_changed, NULL },
  { "seal-unopened", build_unopened, NULL },
  { "seal-unopened-asked", build_unopened_one, act_ask_again },
  { "seal-new-device", build_new_device, NULL },
  { "seal-mine", build_mine, NULL },
  { "seal-mine-not-me", build_mine, act_not_me },
  { NULL },
};
