/* Scenes of devices and of the check. */

#include "chat/chat-view.h"
#include "check/check-picture.h"
#include "gallery-people.h"
#include "gallery-talk.h"
#include "settings/settings-accounts.h"
#include "window/window-main.h"

#define DIGITS "04711 12345 90210 55555 00042 31337 86753 27182"
#define WORDS "anchor basket copper dragon engine forest garden hammer island jungle kettle ladder"
#define DAY (gint64) G_TIME_SPAN_DAY

static void
add (GObject *owner, const char *address, guint32 id, const char *label, ConfabModelTrust trust,
    gboolean is_listed) {
  gint64 now = g_get_real_time ();
  const ConfabModelDeviceFacts facts = { .id = id,
    .address = address,
    .label = label,
    .is_own = CONFAB_IS_MODEL_ACCOUNT (owner),
    .is_listed = is_listed,
    .trust = trust,
    .first_us = now - 40 * DAY,
    .last_us = trust == CONFAB_TRUST_UNDECIDED ? 0 : now - (id % 3) * DAY,
    .checked_us = trust == CONFAB_TRUST_CHECKED ? now - 20 * DAY : 0,
    .digits = DIGITS,
    .words = WORDS };

  gallery_devices_add (owner, &facts);
}

static GtkWindow *
build_one (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = gallery_talk_begin (core);

  gallery_talk_say (&talk, FALSE, 64, "Hi, did you get the pictures?");
  confab_model_chat_set_send (talk.chat, CONFAB_SEND_SEAL, CONFAB_REASON_NONE, FALSE);
  add (G_OBJECT (talk.contact), "ann@example.org", 1021873344, NULL, CONFAB_TRUST_USED, TRUE);
  return gallery_talk_show (application, core, &talk);
}

static GtkWindow *
build_several (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = gallery_talk_begin (core);
  GObject *ann = G_OBJECT (talk.contact);

  gallery_talk_say (&talk, FALSE, 64, "Hi, did you get the pictures?");
  confab_model_chat_set_send (talk.chat, CONFAB_SEND_SEAL, CONFAB_REASON_NONE, FALSE);
  add (ann, "ann@example.org", 1021873344, NULL, CONFAB_TRUST_UNDECIDED, TRUE);
  add (ann, "ann@example.org", 17, "Ann’s <laptop> & desk", CONFAB_TRUST_CHECKED, TRUE);
  add (ann, "ann@example.org", 18, "A name of a device that its owner made far too long for it",
      CONFAB_TRUST_USED, TRUE);
  add (ann, "ann@example.org", 19, NULL, CONFAB_TRUST_LEFT_OUT, TRUE);
  add (ann, "ann@example.org", 20, "Old phone", CONFAB_TRUST_CHECKED, FALSE);
  return gallery_talk_show (application, core, &talk);
}

static void
act_check (GtkWindow *window, ConfabCore *core) {
  GtkWidget *view = adw_application_window_get_content (ADW_APPLICATION_WINDOW (window));

  gtk_widget_activate_action (view, "chat.check", NULL);
  dex_await (dex_timeout_new_msec (100), NULL);
}

static void
act_devices (GtkWindow *window, ConfabCore *core) {
  GtkWidget *view = adw_application_window_get_content (ADW_APPLICATION_WINDOW (window));

  gtk_widget_activate_action (view, "chat.devices", NULL);
}

static void
show_way (GtkWindow *window, ConfabCore *core, const char *way) {
  act_check (window, core);
  adw_view_stack_set_visible_child_name (
      ADW_VIEW_STACK (gallery_people_find_type (GTK_WIDGET (window), ADW_TYPE_VIEW_STACK)), way);
}

static void
act_words (GtkWindow *window, ConfabCore *core) {
  show_way (window, core, "words");
}

static void
act_picture (GtkWindow *window, ConfabCore *core) {
  show_way (window, core, "picture");
}

static void
act_picture_of_another (GtkWindow *window, ConfabCore *core) {
  act_picture (window, core);
  confab_check_picture_take (CONFAB_CHECK_PICTURE (gallery_people_find_type (
                                 GTK_WIDGET (window), CONFAB_TYPE_CHECK_PICTURE)),
      "xmpp:mallory@example.net?omemo-sid-1=00");
}

static void
act_same (GtkWindow *window, ConfabCore *core) {
  act_check (window, core);
  gallery_people_press (window, "They are the same");
}

static void
act_differ (GtkWindow *window, ConfabCore *core) {
  act_check (window, core);
  gallery_people_press (window, "They differ");
}

static void
act_device (GtkWindow *window, ConfabCore *core) {
  act_devices (window, core);
  gallery_people_press (window, "Device 1021873344");
}

static GtkWindow *
build_mine (GtkApplication *application, ConfabCore *core) {
  ConfabModelAccount *account = gallery_people_add_some (core, CONFAB_ACCOUNT_SIGNED_IN);
  const ConfabModelDeviceFacts here = { .id = 5,
    .address = "carla@example.org",
    .is_own = TRUE,
    .is_this = TRUE,
    .is_listed = TRUE,
    .trust = CONFAB_TRUST_CHECKED };

  gallery_devices_add (G_OBJECT (account), &here);
  add (G_OBJECT (account), "carla@example.org", 7, "Telephone", CONFAB_TRUST_USED, TRUE);
  return GTK_WINDOW (confab_window_main_new (application, core));
}

static void
act_mine (GtkWindow *window, ConfabCore *core) {
  gtk_widget_activate_action (GTK_WIDGET (window), "win.accounts", NULL);
  gallery_people_press (window, "carla@example.org");
  gallery_people_press (window, "My devices");
}

static void
act_mine_one (GtkWindow *window, ConfabCore *core) {
  act_mine (window, core);
  gallery_people_press (window, "Telephone");
}

static void
act_nothing_to_show (GtkWindow *window, ConfabCore *core) {
  gallery_core_set_problem (core, CONFAB_PROBLEM_NOT_SIGNED_IN, "");
  act_devices (window, core);
}

const GalleryScene gallery_devices_scenes[] = {
  { "check-digits", build_one, act_check },
  { "check-words", build_one, act_words },
  { "check-picture", build_one, act_picture },
  { "check-picture-other", build_one, act_picture_of_another },
  { "check-same", build_one, act_same },
  { "check-differ", build_one, act_differ },
  { "devices-several", build_several, act_devices },
  { "devices-one", build_several, act_device },
  { "devices-mine", build_mine, act_mine },
  { "devices-mine-one", build_mine, act_mine_one },
  { "devices-problem", build_several, act_nothing_to_show },
  { NULL },
};
