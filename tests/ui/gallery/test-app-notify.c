/* What the desktop is told of messages that are taken back: what stands there loses their text, and
 * nobody can make it come again and again by writing and taking back (R05). */

#include "gallery-people.h"

#include "app/app-notify.h"

/* In place of the desktop: how often it was told something. */
static guint n_told;

void
g_application_send_notification (
    GApplication *application, const char *id, GNotification *notification) {
  n_told++;
}

void
g_application_withdraw_notification (GApplication *application, const char *id) {
}

static gboolean
looks_elsewhere (ConfabModelContact *contact, gpointer data) {
  return FALSE;
}

typedef struct {
  ConfabCore *core;
  GApplication *application;
  ConfabModelContact *ben;
  ConfabAppNotify *notify;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer choice) {
  ConfabModelAccount *account;

  fixture->core = gallery_core_new ();
  fixture->application = g_application_new ("im.confab.Test", G_APPLICATION_NON_UNIQUE);
  account =
      gallery_people_add_account (fixture->core, "carla@example.org", CONFAB_ACCOUNT_SIGNED_IN);
  fixture->ben =
      gallery_people_add_buddy (account, "ben@example.org", "Ben", CONFAB_PRESENCE_OFFLINE);
  confab_model_contact_set_known (fixture->ben, TRUE);
  confab_model_safety_choose (confab_core_get_safety (fixture->core), CONFAB_CHOICE_NOTIFY,
      GPOINTER_TO_INT (choice), CONFAB_TERM_UNTIL_CHANGED);
  fixture->notify =
      confab_app_notify_new (fixture->application, fixture->core, looks_elsewhere, NULL);
  n_told = 0;
}

static void
tear_down (Fixture *fixture, gconstpointer choice) {
  confab_app_notify_free (fixture->notify);
  g_object_unref (fixture->application);
  g_object_unref (fixture->core);
}

static void
come (Fixture *fixture) {
  g_autoptr (ConfabModelMessage) message = confab_model_message_new (1, FALSE, TRUE, 1, "Secret");

  confab_model_contact_set_unread (fixture->ben, 1);
  g_signal_emit_by_name (fixture->core, "message-received", fixture->ben, message);
}

static void
take_back (Fixture *fixture) {
  g_signal_emit_by_name (fixture->core, "message-taken", fixture->ben);
}

/* Once: what stands there bears nothing any more. */
static void
test_text (Fixture *fixture, gconstpointer choice) {
  take_back (fixture);
  g_assert_cmpuint (n_told, ==, 0);
  come (fixture);
  g_assert_cmpuint (n_told, ==, 1);
  for (guint i = 0; i < 100; i++) {
    take_back (fixture);
    come (fixture);
  }
  g_assert_cmpuint (n_told, ==, 2);
  /* Read, and something new. */
  confab_model_contact_set_unread (fixture->ben, 0);
  take_back (fixture);
  g_assert_cmpuint (n_told, ==, 2);
  come (fixture);
  take_back (fixture);
  g_assert_cmpuint (n_told, ==, 4);
}

static void
test_no_text (Fixture *fixture, gconstpointer choice) {
  come (fixture);
  take_back (fixture);
  take_back (fixture);
  g_assert_cmpuint (n_told, ==, 1);
}

static void
change (Fixture *fixture, gint64 id, const char *text) {
  g_autoptr (ConfabModelMessage) message = confab_model_message_new (id, FALSE, TRUE, 1, text);

  g_signal_emit_by_name (fixture->core, "message-changed", fixture->ben, message);
}

/* The text that stands there is another one now; that of another message is nowhere. */
static void
test_changed (Fixture *fixture, gconstpointer choice) {
  change (fixture, 1, "Harmless");
  g_assert_cmpuint (n_told, ==, 0);
  come (fixture);
  change (fixture, 2, "Other");
  g_assert_cmpuint (n_told, ==, 1);
  change (fixture, 1, "Harmless");
  g_assert_cmpuint (n_told, ==, 2);
  change (fixture, 1, "Better");
  g_assert_cmpuint (n_told, ==, 3);
  /* Taken back it bears none, and read there is nothing. */
  take_back (fixture);
  change (fixture, 1, "Again");
  g_assert_cmpuint (n_told, ==, 4);
  confab_model_contact_set_unread (fixture->ben, 0);
  change (fixture, 1, "Again");
  g_assert_cmpuint (n_told, ==, 4);
}

static void
test_changed_no_text (Fixture *fixture, gconstpointer choice) {
  come (fixture);
  change (fixture, 1, "Harmless");
  g_assert_cmpuint (n_told, ==, 1);
}

/* That somebody is here says nothing of messages, and goes on standing. */
static void
test_here (Fixture *fixture, gconstpointer choice) {
  g_signal_emit_by_name (fixture->core, "buddy-here", fixture->ben);
  take_back (fixture);
  g_assert_cmpuint (n_told, ==, 1);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_type_class_unref (g_type_class_ref (CONFAB_TYPE_CORE));
  g_signal_new ("buddy-here", CONFAB_TYPE_CORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
      1, CONFAB_TYPE_MODEL_CONTACT);
  g_test_add ("/app/notify/text", Fixture, GINT_TO_POINTER (CONFAB_NOTIFY_TEXT), set_up, test_text,
      tear_down);
  g_test_add ("/app/notify/changed", Fixture, GINT_TO_POINTER (CONFAB_NOTIFY_TEXT), set_up,
      test_changed, tear_down);
  g_test_add ("/app/notify/changed-name", Fixture, GINT_TO_POINTER (CONFAB_NOTIFY_NAME), set_up,
      test_changed_no_text, tear_down);
  g_test_add ("/app/notify/name", Fixture, GINT_TO_POINTER (CONFAB_NOTIFY_NAME), set_up,
      test_no_text, tear_down);
  g_test_add ("/app/notify/nothing", Fixture, GINT_TO_POINTER (CONFAB_NOTIFY_NOTHING), set_up,
      test_no_text, tear_down);
  g_test_add ("/app/notify/here", Fixture, GINT_TO_POINTER (CONFAB_NOTIFY_TEXT), set_up, test_here,
      tear_down);
  return g_test_run ();
}
