/* What can be done about private messages from within a chat. Weakening is asked about once more
 * and says for whom it becomes possible to read along; the sentence that goes out unsealed is shown
 * before it goes, word for word. Whether any of it may be done is decided by core. */

#include "chat/chat-seal.h"

#include <glib/gi18n.h>

#include "chat/chat-seal-words.h"
#include "devices/devices-dialog.h"

static char *
dup_named (const char *pattern, const char *name) {
  g_auto (GStrv) parts = g_strsplit (pattern, "%s", -1);

  return g_strjoinv (name, parts);
}

/* ---- dialogs about the chat that was shown when they were opened ---- */

typedef struct {
  GWeakRef view;
  ConfabModelChat *chat; /* owned */
} Question;

static Question *
question_new (ConfabChatView *view) {
  Question *question = g_new0 (Question, 1);

  g_weak_ref_init (&question->view, view);
  question->chat = g_object_ref (confab_chat_view_get_chat (view));
  return question;
}

static void
question_free (Question *question) {
  g_weak_ref_clear (&question->view);
  g_object_unref (question->chat);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static AdwAlertDialog *
dialog_new (const char *heading, const char *body, const char *yes) {
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (NULL, NULL));

  adw_alert_dialog_set_heading (dialog, heading);
  adw_alert_dialog_set_body (dialog, body);
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("Cancel"), "yes", yes, NULL);
  adw_alert_dialog_set_close_response (dialog, "cancel");
  return dialog;
}

static ConfabModelContact *
contact_of (ConfabChatView *view) {
  ConfabModelChat *chat = confab_chat_view_get_chat (view);

  return chat != NULL ? confab_model_chat_get_contact (chat) : NULL;
}

/* NULL if the dialog was left, or the view shows another chat by now. */
static ConfabChatView *
take_answer (Question *question, GObject *source, GAsyncResult *result) {
  const char *answer = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);
  g_autoptr (ConfabChatView) view = g_weak_ref_get (&question->view);

  if (!g_str_equal (answer, "yes") || view == NULL ||
      confab_chat_view_get_chat (view) != question->chat)
    return NULL;
  return g_steal_pointer (&view);
}

static void
on_ask_chosen (GObject *source, GAsyncResult *result, gpointer data) {
  g_autoptr (Question) question = data;
  g_autoptr (ConfabChatView) view = take_answer (question, source, result);

  if (view != NULL)
    confab_chat_view_follow (view, confab_core_ask_for_keys (confab_chat_view_get_core (view),
                                       question->chat, confab_chat_seal_words_get_ask ()));
}

static void
on_ask_for_keys (GtkWidget *widget, const char *action, GVariant *parameter) {
  ConfabChatView *view = CONFAB_CHAT_VIEW (widget);
  ConfabModelContact *contact = contact_of (view);
  GtkWidget *quoted = gtk_label_new (confab_chat_seal_words_get_ask ());
  g_autofree char *heading = NULL;
  AdwAlertDialog *dialog;

  if (contact == NULL) {
    g_object_ref_sink (quoted);
    g_object_unref (quoted);
    return;
  }
  heading = dup_named (_ ("Ask %s?"), confab_model_contact_get_name (contact));
  dialog = dialog_new (
      heading, _ ("This goes out as it stands, and servers can read it:"), _ ("Send it"));
  gtk_label_set_wrap (GTK_LABEL (quoted), TRUE);
  gtk_label_set_xalign (GTK_LABEL (quoted), 0);
  gtk_widget_add_css_class (quoted, "card");
  gtk_widget_add_css_class (quoted, "quoted");
  adw_alert_dialog_set_extra_child (dialog, quoted);
  adw_alert_dialog_set_response_appearance (dialog, "yes", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "yes");
  adw_alert_dialog_choose (dialog, widget, NULL, on_ask_chosen, question_new (view));
}

static void
on_permit_chosen (GObject *source, GAsyncResult *result, gpointer data) {
  g_autoptr (Question) question = data;
  g_autoptr (ConfabChatView) view = take_answer (question, source, result);

  if (view != NULL)
    confab_chat_view_follow (
        view, confab_core_permit_plain (confab_chat_view_get_core (view), question->chat, TRUE));
}

static const char *
server_of (const char *address) {
  const char *at = strchr (address, '@');

  return at != NULL ? at + 1 : address;
}

/* Who is able to read then: the people of one server, or of two. */
static char *
dup_readers (ConfabModelContact *contact) {
  const char *theirs = server_of (confab_model_contact_get_address (contact));
  const char *mine =
      server_of (confab_model_account_get_address (confab_model_contact_get_account (contact)));

  if (g_str_equal (mine, theirs))
    /* Translators: %s is the name of a server. */
    return g_strdup_printf (
        _ ("The people who run %s, and whoever gets in there, can read what you two write."), mine);
  /* Translators: both are names of servers. */
  return g_strdup_printf (_ ("The people who run %s and %s, and whoever gets in there, can read "
                             "what you two write."),
      mine, theirs);
}

static void
on_permit_plain (GtkWidget *widget, const char *action, GVariant *parameter) {
  ConfabChatView *view = CONFAB_CHAT_VIEW (widget);
  ConfabModelContact *contact = contact_of (view);
  g_autofree char *readers = NULL;
  g_autofree char *until = NULL;
  g_autofree char *body = NULL;
  AdwAlertDialog *dialog;

  if (contact == NULL || confab_model_contact_get_account (contact) == NULL)
    return;
  readers = dup_readers (contact);
  until =
      dup_named (_ ("It holds for this chat only, is shown all the time, and ends by itself once "
                    "%s’s program can receive private messages."),
          confab_model_contact_get_name (contact));
  body = g_strdup_printf ("%s\n\n%s", readers, until);
  dialog = dialog_new (_ ("Write so that servers can read it?"), body, _ ("Let servers read it"));
  adw_alert_dialog_set_response_appearance (dialog, "yes", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_choose (dialog, widget, NULL, on_permit_chosen, question_new (view));
}

static void
on_end_plain (GtkWidget *widget, const char *action, GVariant *parameter) {
  ConfabChatView *view = CONFAB_CHAT_VIEW (widget);
  ConfabModelChat *chat = confab_chat_view_get_chat (view);

  if (chat != NULL)
    confab_chat_view_follow (
        view, confab_core_permit_plain (confab_chat_view_get_core (view), chat, FALSE));
}

static void
on_check (GtkWidget *widget, const char *action, GVariant *parameter) {
  ConfabModelContact *contact = contact_of (CONFAB_CHAT_VIEW (widget));

  if (contact != NULL && confab_model_contact_get_account (contact) != NULL)
    confab_devices_dialog_present (
        confab_chat_view_get_core (CONFAB_CHAT_VIEW (widget)), contact, TRUE, widget);
}

static void
on_devices (GtkWidget *widget, const char *action, GVariant *parameter) {
  ConfabModelContact *contact = contact_of (CONFAB_CHAT_VIEW (widget));

  if (contact != NULL && confab_model_contact_get_account (contact) != NULL)
    confab_devices_dialog_present (
        confab_chat_view_get_core (CONFAB_CHAT_VIEW (widget)), contact, FALSE, widget);
}

/* ---- the word on a new device, from the bar ---- */

typedef struct {
  ConfabCore *core;
  ConfabModelContact *contact;
  ConfabModelTrust trust;
} Word;

static void
word_free (gpointer data) {
  Word *word = data;

  g_object_unref (word->core);
  g_object_unref (word->contact);
  g_free (word);
}

/* The bar spoke of one device. If there are more by now, the word was not about them. */
static DexFuture *
on_listed (DexFuture *completed, gpointer data) {
  Word *word = data;
  GListModel *devices = g_value_get_object (dex_future_get_value (completed, NULL));
  g_autoptr (ConfabModelDevice) meant = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (devices); i++) {
    g_autoptr (ConfabModelDevice) device = g_list_model_get_item (devices, i);
    const ConfabModelDeviceFacts *facts = confab_model_device_get_facts (device);

    if (facts->trust != CONFAB_TRUST_UNDECIDED || !facts->is_listed)
      continue;
    if (meant != NULL)
      return dex_future_new_reject (CONFAB_CORE_ERROR, CONFAB_PROBLEM_NONE, "several");
    meant = g_steal_pointer (&device);
  }
  if (meant == NULL)
    return dex_future_new_true ();
  return confab_core_trust_device (
      word->core, confab_model_contact_get_account (word->contact), meant, word->trust);
}

static void
say (GtkWidget *widget, ConfabModelTrust trust) {
  ConfabChatView *view = CONFAB_CHAT_VIEW (widget);
  ConfabModelContact *contact = contact_of (view);
  Word *word;

  if (contact == NULL || confab_model_contact_get_account (contact) == NULL)
    return;
  word = g_new0 (Word, 1);
  word->core = g_object_ref (confab_chat_view_get_core (view));
  word->contact = g_object_ref (contact);
  word->trust = trust;
  confab_chat_view_follow (
      view, dex_future_then (confab_core_list_devices (
                                 word->core, confab_model_contact_get_account (contact), contact),
                on_listed, word, word_free));
  confab_chat_view_focus_entry (view);
}

static void
on_is_theirs (GtkWidget *widget, const char *action, GVariant *parameter) {
  say (widget, CONFAB_TRUST_USED);
}

static void
on_leave_out (GtkWidget *widget, const char *action, GVariant *parameter) {
  say (widget, CONFAB_TRUST_LEFT_OUT);
}

void
confab_chat_seal_install (GtkWidgetClass *class) {
  gtk_widget_class_install_action (class, "chat.check", NULL, on_check);
  gtk_widget_class_install_action (class, "chat.devices", NULL, on_devices);
  gtk_widget_class_install_action (class, "chat.ask-for-keys", NULL, on_ask_for_keys);
  gtk_widget_class_install_action (class, "chat.permit-plain", NULL, on_permit_plain);
  gtk_widget_class_install_action (class, "chat.end-plain", NULL, on_end_plain);
  gtk_widget_class_install_action (class, "chat.device-is-theirs", NULL, on_is_theirs);
  gtk_widget_class_install_action (class, "chat.device-leave-out", NULL, on_leave_out);
}

void
confab_chat_seal_update (ConfabChatView *view, ConfabModelChat *chat) {
  ConfabReason reason =
      chat != NULL ? confab_model_chat_get_send_reason (chat) : CONFAB_REASON_NOT_KNOWN;
  gboolean has_keys =
      chat != NULL && (confab_model_chat_get_send_verdict (chat) == CONFAB_SEND_SEAL ||
                          reason == CONFAB_REASON_KEYS_CHANGED);

  gtk_widget_action_set_enabled (GTK_WIDGET (view), "chat.check", has_keys);
  gtk_widget_action_set_enabled (GTK_WIDGET (view), "chat.devices",
      chat != NULL && confab_model_contact_is_person (confab_model_chat_get_contact (chat)));
}

void
confab_chat_seal_show_plain (ConfabChatBar *bar, ConfabModelChat *chat) {
  ConfabModelContact *contact = confab_model_chat_get_contact (chat);

  if (!confab_model_contact_is_plain_chosen (contact) ||
      !confab_model_chat_get_servers_can_read (chat)) {
    confab_chat_bar_hide (bar);
    return;
  }
  confab_chat_bar_show (bar, &(ConfabChatBarContent){ .icon = "channel-insecure-symbolic",
                                 .text = _ ("Servers can read what is written here. You chose so."),
                                 .button = _ ("End it"),
                                 .action = "chat.end-plain" });
}

void
confab_chat_seal_show_devices (ConfabChatBar *bar, ConfabModelChat *chat) {
  ConfabModelContact *contact = confab_model_chat_get_contact (chat);
  guint n = confab_model_contact_get_undecided (contact);
  const char *name = confab_model_contact_get_name (contact);
  g_autofree char *words = NULL;
  g_autofree char *yes = NULL;

  if (n == 0) {
    confab_chat_bar_hide (bar);
    return;
  }
  words = confab_chat_seal_words_dup_new_devices (n, name);
  yes = n == 1 ? confab_chat_seal_words_dup_is_theirs (name)
               : confab_chat_seal_words_dup_see_devices (name);
  confab_chat_bar_show (bar, &(ConfabChatBarContent){ .icon = "phone-symbolic",
                                 .text = words,
                                 .button = yes,
                                 .action = n == 1 ? "chat.device-is-theirs" : "chat.devices",
                                 .other = n == 1 ? _ ("Leave it out for now") : NULL,
                                 .other_action = "chat.device-leave-out" });
}
