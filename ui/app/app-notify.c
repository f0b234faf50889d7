/* Tells the desktop that somebody wrote, or came who was waited for: what they wrote only if the
 * user chose so, never about strangers, and by name only for people the user knows in life. One
 * notification a chat stands until the chat was read, however much comes in (R05). Of who is quiet
 * it says nothing; of quiet hours, afterwards and once, how much of them was not read yet. What is
 * pressed there names a chat by a word that only this run knows: neither the desktop's store nor
 * another program learns or can say whose chat it is. */

#include "app/app-notify.h"

#include <glib/gi18n.h>

#include "app/app-notify-text.h"
#include "base/base-random.h"
#include "core/core-lock.h"
#include "widgets/widgets-watch.h"

#define MAX_SHOWN 200 /* characters of a title, and of a message */
#define TOKEN_BYTES 16
#define LOOK_SECONDS 20       /* whether the quiet hours are over */
#define SUMMARY "quiet-hours" /* what the desktop knows it by */

struct _ConfabAppNotify {
  /* owned */
  ConfabCore *core;
  ConfabWidgetsWatch *watch;
  GHashTable *shown;   /* what stands: the contact's key -> the notification's token */
  GHashTable *telling; /* those of them that bear a text: the contact's key -> gint64: whose */
  GHashTable *held;    /* what came in quiet hours: the contact's key -> how many, as a pointer */
  guint held_source;
  gulong message_handler;
  gulong folded_handler;
  gulong taken_handler;
  gulong changed_handler;
  gulong safety_handler;
  gulong here_handler;
  gulong lock_handler;

  /* borrowed */
  GApplication *application;
  ConfabAppNotifyLooksFunc looks;
  gpointer data;
};

static char *
dup_key (ConfabModelContact *contact) {
  const char *own = confab_model_account_get_address (confab_model_contact_get_account (contact));

  return g_strdup_printf ("%s %s", own, confab_model_contact_get_address (contact));
}

static gboolean
is_locked (ConfabAppNotify *self) {
  return confab_core_get_lock_state (self->core) != CONFAB_CORE_LOCK_OPEN;
}

/* What the choice of R31 lets be said of a message; zero says least, and so does a locked screen.
 */
static ConfabNotify
may_say (ConfabAppNotify *self, ConfabModelContact *contact) {
  if (is_locked (self))
    return CONFAB_NOTIFY_NOTHING;
  return confab_safety_choice_notify (
      confab_model_safety_get (confab_core_get_safety (self->core), CONFAB_CHOICE_NOTIFY),
      confab_model_contact_get_grade (contact));
}

static GNotification *
notification_new (ConfabNotify says, ConfabModelContact *contact, ConfabModelMessage *message) {
  GNotification *notification;
  g_autofree char *words = NULL;
  g_autofree char *title = NULL;

  if (says == CONFAB_NOTIFY_NOTHING)
    return g_notification_new (_ ("New message"));
  words = g_strdup_printf (_ ("New message from %s"), confab_model_contact_get_name (contact));
  title = confab_app_notify_text_dup (words, MAX_SHOWN);
  notification = g_notification_new (title);
  if (says == CONFAB_NOTIFY_TEXT) {
    g_autofree char *text =
        confab_app_notify_text_dup (confab_model_message_get_text (message), MAX_SHOWN);

    g_notification_set_body (notification, text);
  }
  return notification;
}

/* Takes the place of what stands there of the same contact. */
static void
show (ConfabAppNotify *self, ConfabModelContact *contact, GNotification *notification) {
  g_autofree char *key = dup_key (contact);
  const char *token = g_hash_table_lookup (self->shown, key);

  g_hash_table_remove (self->telling, key);
  if (token == NULL) {
    char *fresh = confab_base_random_dup_id (confab_base_random_system (), TOKEN_BYTES);

    g_hash_table_insert (self->shown, g_steal_pointer (&key), fresh);
    token = fresh;
  }
  g_notification_set_default_action_and_target (notification, "app.open-chat", "s", token);
  g_application_send_notification (self->application, token, notification);
}

/* ---- quiet hours ---- */

static char *
dup_summary (guint n_messages, guint n_people) {
  /* Translators: how many people wrote; put into the sentence that follows. */
  g_autofree char *people =
      g_strdup_printf (ngettext ("%u person", "%u people", n_people), n_people);

  /* Translators: %2$s is "1 person" or "2 people". */
  return g_strdup_printf (ngettext ("While it was quiet: %1$u message from %2$s",
                              "While it was quiet: %1$u messages from %2$s", n_messages),
      n_messages, people);
}

/* Names nobody, so that it may be said on a locked screen too. */
static void
tell_held (ConfabAppNotify *self) {
  g_autoptr (GNotification) notification = NULL;
  g_autofree char *words = NULL;
  GHashTableIter iter;
  gpointer n;
  guint sum = 0;

  g_hash_table_iter_init (&iter, self->held);
  while (g_hash_table_iter_next (&iter, NULL, &n))
    sum += GPOINTER_TO_UINT (n);
  if (sum == 0)
    return;
  words = dup_summary (sum, g_hash_table_size (self->held));
  notification = g_notification_new (words);
  g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_LOW);
  g_application_send_notification (self->application, SUMMARY, notification);
}

static void
stop_looking (ConfabAppNotify *self) {
  g_clear_handle_id (&self->held_source, g_source_remove);
}

static void
look_whether_over (ConfabAppNotify *self) {
  if (confab_core_is_quiet (self->core, NULL))
    return;
  stop_looking (self);
  tell_held (self);
  g_hash_table_remove_all (self->held);
}

static gboolean
on_look (gpointer data) {
  look_whether_over (data);
  return G_SOURCE_CONTINUE;
}

static void
hold (ConfabAppNotify *self, ConfabModelContact *contact) {
  char *key = dup_key (contact);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->held, key));

  g_hash_table_replace (self->held, key, GUINT_TO_POINTER (n + 1));
  if (self->held_source == 0)
    self->held_source = g_timeout_add_seconds (LOOK_SECONDS, on_look, self);
}

/* ---- what comes ---- */

/* FALSE: it may be told. */
static gboolean
is_untold (ConfabAppNotify *self, ConfabModelContact *contact) {
  if (confab_model_contact_get_grade (contact) == CONFAB_GRADE_STRANGER ||
      (!is_locked (self) && self->looks (contact, self->data)))
    return TRUE;
  /* What waited comes first, also where the clock leapt out of the quiet hours. */
  look_whether_over (self);
  if (!confab_core_is_quiet (self->core, contact))
    return FALSE;
  if (confab_core_is_quiet (self->core, NULL))
    hold (self, contact);
  return TRUE;
}

static void
note_text (ConfabAppNotify *self, char *key, ConfabModelMessage *message) {
  gint64 id = confab_model_message_get_id (message);

  g_hash_table_replace (self->telling, key, g_memdup2 (&id, sizeof id));
}

static void
on_message (
    ConfabCore *core, ConfabModelContact *contact, ConfabModelMessage *message, gpointer data) {
  ConfabAppNotify *self = data;
  g_autofree char *key = NULL;
  g_autoptr (GNotification) notification = NULL;
  ConfabNotify says;

  if (is_untold (self, contact))
    return;
  key = dup_key (contact);
  if (g_hash_table_contains (self->shown, key))
    return;
  says = may_say (self, contact);
  notification = notification_new (says, contact, message);
  show (self, contact, notification);
  if (says == CONFAB_NOTIFY_TEXT)
    note_text (self, g_steal_pointer (&key), message);
}

/* Its new text in place of the old one, which must not stay there: quietly, since nothing new came.
 */
static void
on_changed (
    ConfabCore *core, ConfabModelContact *contact, ConfabModelMessage *message, gpointer data) {
  ConfabAppNotify *self = data;
  g_autofree char *key = dup_key (contact);
  const gint64 *id = g_hash_table_lookup (self->telling, key);
  g_autoptr (GNotification) notification = NULL;
  ConfabNotify says = may_say (self, contact);

  if (id == NULL || *id != confab_model_message_get_id (message))
    return;
  notification = notification_new (says, contact, message);
  g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_LOW);
  show (self, contact, notification);
  if (says == CONFAB_NOTIFY_TEXT)
    note_text (self, g_steal_pointer (&key), message);
}

/* Never told, but what is said of quiet hours counts it. */
static void
on_folded (ConfabCore *core, ConfabModelContact *contact, gpointer data) {
  is_untold (data, contact);
}

/* What stands there may be its text: then it says that there is something, and no more. What bears
 * none stays as it is: nobody can make it come again by writing and taking back. */
static void
on_taken (ConfabCore *core, ConfabModelContact *contact, gpointer data) {
  ConfabAppNotify *self = data;
  g_autofree char *key = dup_key (contact);
  g_autoptr (GNotification) notification = NULL;

  if (!g_hash_table_contains (self->telling, key))
    return;
  notification = g_notification_new (_ ("New message"));
  show (self, contact, notification);
}

/* Asked for, so it says who, unless notifications are to bear no names; once, and gone as soon as
 * the chat was read or this is seen. */
static void
on_buddy_here (ConfabCore *core, ConfabModelContact *contact, gpointer data) {
  ConfabAppNotify *self = data;
  int chosen = confab_model_safety_get (confab_core_get_safety (self->core), CONFAB_CHOICE_NOTIFY);
  g_autoptr (GNotification) notification = NULL;
  g_autofree char *words = NULL;
  g_autofree char *title = NULL;

  if (confab_core_is_quiet (self->core, contact))
    return;
  /* Translators: %s is a buddy's name. */
  words = g_strdup_printf (_ ("%s is here"), confab_model_contact_get_name (contact));
  title = confab_app_notify_text_dup (words, MAX_SHOWN);
  notification = g_notification_new (chosen >= CONFAB_NOTIFY_NAME && !is_locked (self)
                                         ? title
                                         : _ ("Somebody you wait for is here"));
  show (self, contact, notification);
}

static void
on_contacts_changed (GObject *item, const char *property, gpointer data) {
  ConfabAppNotify *self = data;
  g_autofree char *key = NULL;
  const char *token;

  if (item == NULL || !g_str_equal (property, "unread") ||
      g_hash_table_size (self->shown) + g_hash_table_size (self->held) == 0 ||
      confab_model_contact_get_unread (CONFAB_MODEL_CONTACT (item)) > 0)
    return;
  key = dup_key (CONFAB_MODEL_CONTACT (item));
  g_hash_table_remove (self->held, key);
  token = g_hash_table_lookup (self->shown, key);
  if (token == NULL)
    return;
  g_application_withdraw_notification (self->application, token);
  g_hash_table_remove (self->shown, key);
  g_hash_table_remove (self->telling, key);
}

static void
withdraw_all (ConfabAppNotify *self) {
  GHashTableIter iter;
  gpointer token;

  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, NULL, &token))
    g_application_withdraw_notification (self->application, token);
  g_hash_table_remove_all (self->shown);
  g_hash_table_remove_all (self->telling);
}

/* What stands there bears names. What came meanwhile is said after unlocking. */
static void
on_lock_changed (ConfabAppNotify *self) {
  if (confab_core_get_lock_state (self->core) == CONFAB_CORE_LOCK_LOCKING)
    withdraw_all (self);
}

ConfabAppNotify *
confab_app_notify_new (
    GApplication *application, ConfabCore *core, ConfabAppNotifyLooksFunc looks, gpointer data) {
  ConfabAppNotify *self = g_new0 (ConfabAppNotify, 1);

  self->application = application;
  self->core = g_object_ref (core);
  self->looks = looks;
  self->data = data;
  self->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->telling = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->safety_handler = g_signal_connect_swapped (
      confab_core_get_safety (core), "changed", G_CALLBACK (look_whether_over), self);
  self->message_handler =
      g_signal_connect (core, "message-received", G_CALLBACK (on_message), self);
  self->folded_handler = g_signal_connect (core, "message-folded", G_CALLBACK (on_folded), self);
  self->taken_handler = g_signal_connect (core, "message-taken", G_CALLBACK (on_taken), self);
  self->changed_handler = g_signal_connect (core, "message-changed", G_CALLBACK (on_changed), self);
  self->here_handler = g_signal_connect (core, "buddy-here", G_CALLBACK (on_buddy_here), self);
  self->lock_handler =
      g_signal_connect_swapped (core, "notify::lock-state", G_CALLBACK (on_lock_changed), self);
  self->watch =
      confab_widgets_watch_new (confab_core_get_contacts (core), on_contacts_changed, self);
  return self;
}

ConfabModelContact *
confab_app_notify_find (ConfabAppNotify *self, const char *token) {
  GListModel *contacts = confab_core_get_contacts (self->core);

  for (guint i = 0; i < g_list_model_get_n_items (contacts); i++) {
    g_autoptr (ConfabModelContact) contact = g_list_model_get_item (contacts, i);
    g_autofree char *key = dup_key (contact);

    if (g_strcmp0 (g_hash_table_lookup (self->shown, key), token) == 0)
      return contact;
  }
  return NULL;
}

void
confab_app_notify_free (ConfabAppNotify *self) {
  if (self == NULL)
    return;
  withdraw_all (self);
  g_application_withdraw_notification (self->application, SUMMARY);
  stop_looking (self);
  g_signal_handler_disconnect (confab_core_get_safety (self->core), self->safety_handler);
  g_signal_handler_disconnect (self->core, self->lock_handler);
  g_signal_handler_disconnect (self->core, self->message_handler);
  g_signal_handler_disconnect (self->core, self->folded_handler);
  g_signal_handler_disconnect (self->core, self->taken_handler);
  g_signal_handler_disconnect (self->core, self->changed_handler);
  g_signal_handler_disconnect (self->core, self->here_handler);
  confab_widgets_watch_free (self->watch);
  g_hash_table_unref (self->shown);
  g_hash_table_unref (self->telling);
  g_hash_table_unref (self->held);
  g_object_unref (self->core);
  g_free (self);
}
