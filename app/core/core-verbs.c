/* The verbs about buddies, requests and chats: each finds whose it is and hands it on. Every act
 * but looking makes the end of a closed chat final (RISKS R25: Undo stays until the next act). */

#include "core/core-private.h"

/* ---- buddies ---- */

static ConfabAccountsSession *
act_on (ConfabCore *self, ConfabModelAccount *account) {
  if (self->is_quitting || account == NULL)
    return NULL;
  dex_future_disown (confab_core_finish_close (self));
  return confab_core_session_of (self, account);
}

static DexFuture *
gone (void) {
  return confab_core_reject (CONFAB_PROBLEM_NOT_SIGNED_IN, "");
}

DexFuture *
confab_core_add_buddy (ConfabCore *self, ConfabModelAccount *account, const char *address,
    const char *name, gboolean is_known, const char *note) {
  ConfabAccountsSession *session = act_on (self, account);

  if (session == NULL)
    return gone ();
  return confab_core_with_problem (
      confab_accounts_add_buddy (session, address, name, is_known, note));
}

DexFuture *
confab_core_remove_buddy (ConfabCore *self, ConfabModelContact *contact) {
  ConfabAccountsSession *session = act_on (self, confab_model_contact_get_account (contact));

  if (session == NULL)
    return gone ();
  return confab_core_with_problem (confab_accounts_remove_buddy (session, contact));
}

DexFuture *
confab_core_rename_buddy (ConfabCore *self, ConfabModelContact *contact, const char *name) {
  ConfabAccountsSession *session = act_on (self, confab_model_contact_get_account (contact));

  if (session == NULL)
    return gone ();
  return confab_core_with_problem (confab_accounts_rename_buddy (session, contact, name));
}

DexFuture *
confab_core_group_buddy (ConfabCore *self, ConfabModelContact *contact, const char *groups) {
  ConfabAccountsSession *session = act_on (self, confab_model_contact_get_account (contact));

  if (session == NULL)
    return gone ();
  return confab_core_with_problem (confab_accounts_group_buddy (session, contact, groups));
}

DexFuture *
confab_core_set_favourite (ConfabCore *self, ConfabModelContact *contact, gboolean is_favourite) {
  ConfabAccountsSession *session = act_on (self, confab_model_contact_get_account (contact));

  if (session == NULL)
    return gone ();
  return confab_core_with_problem (confab_accounts_set_favourite (session, contact, is_favourite));
}

DexFuture *
confab_core_set_face (ConfabCore *self, ConfabModelContact *contact, const char *face) {
  ConfabAccountsSession *session = act_on (self, confab_model_contact_get_account (contact));

  if (session == NULL)
    return gone ();
  return confab_core_with_problem (confab_accounts_set_face (session, contact, face));
}

DexFuture *
confab_core_set_awaited (ConfabCore *self, ConfabModelContact *contact, gboolean is_awaited) {
  ConfabAccountsSession *session = act_on (self, confab_model_contact_get_account (contact));

  if (session == NULL)
    return gone ();
  return confab_core_with_problem (confab_accounts_set_awaited (session, contact, is_awaited));
}

DexFuture *
confab_core_set_known (ConfabCore *self, ConfabModelContact *contact, gboolean is_known) {
  ConfabAccountsSession *session = act_on (self, confab_model_contact_get_account (contact));

  if (session == NULL)
    return gone ();
  return confab_core_with_problem (confab_accounts_set_known (session, contact, is_known));
}

DexFuture *
confab_core_set_tells (ConfabCore *self, ConfabModelContact *contact, ConfabModelTells tells) {
  ConfabMessaging *messaging =
      confab_core_messaging_of (self, confab_model_contact_get_chat (contact));

  if (messaging == NULL || self->is_quitting || self->vault == NULL)
    return gone ();
  return confab_core_with_problem (confab_messaging_set_tells (messaging, contact, tells));
}

/* ---- requests ---- */

DexFuture *
confab_core_accept_request (ConfabCore *self, ConfabModelRequest *request) {
  ConfabAccountsSession *session = act_on (self, confab_model_request_get_account (request));

  return session != NULL ? confab_core_with_problem (confab_accounts_accept (session, request))
                         : gone ();
}

DexFuture *
confab_core_delete_request (ConfabCore *self, ConfabModelRequest *request) {
  ConfabAccountsSession *session = act_on (self, confab_model_request_get_account (request));

  return session != NULL ? confab_core_with_problem (confab_accounts_delete (session, request))
                         : gone ();
}

/* ---- chats ---- */

void
confab_core_open_chat (ConfabCore *self, ConfabModelChat *chat) {
  ConfabMessaging *messaging = confab_core_messaging_of (self, chat);

  if (messaging != NULL && !confab_model_chat_is_closed_with_undo (chat))
    confab_messaging_open_chat (messaging, chat);
}

ConfabModelContact *
confab_core_open_note (ConfabCore *self, const char *name) {
  g_autoptr (ConfabModelAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), 0);
  ConfabAccountsSession *session = account != NULL ? confab_core_session_of (self, account) : NULL;

  if (session == NULL || self->is_quitting)
    return NULL;
  return confab_messaging_open_note (confab_accounts_session_get_messaging (session), name);
}

static DexFuture *
send_text (
    ConfabCore *self, ConfabModelChat *chat, const char *text, ConfabModelQuestionKind answered) {
  ConfabMessaging *messaging = confab_core_messaging_of (self, chat);

  if (messaging == NULL || self->is_quitting)
    return gone ();
  dex_future_disown (confab_core_finish_close (self));
  confab_messaging_open_chat (messaging, chat);
  return confab_core_with_problem (confab_messaging_send (messaging, chat, text, answered));
}

DexFuture *
confab_core_send (ConfabCore *self, ConfabModelChat *chat, const char *text) {
  return send_text (self, chat, text, CONFAB_QUESTION_NONE);
}

DexFuture *
confab_core_send_anyway (ConfabCore *self, ConfabModelChat *chat, const char *text) {
  ConfabModelQuestion *question = confab_model_chat_get_question (chat);

  if (question == NULL)
    return send_text (self, chat, text, CONFAB_QUESTION_NONE);
  return send_text (self, chat, text,
      confab_model_question_get_kind (question) | confab_model_question_get_answered (question));
}

void
confab_core_permit (ConfabCore *self, ConfabModelChat *chat) {
  ConfabModelQuestion *question = confab_model_chat_get_question (chat);

  if (question != NULL)
    confab_messaging_guard_permit (self->guard, question);
}

void
confab_core_drop_question (ConfabCore *self, ConfabModelChat *chat) {
  confab_model_chat_set_question (chat, NULL);
}

DexFuture *
confab_core_retry (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message) {
  ConfabMessaging *messaging = confab_core_messaging_of (self, chat);

  if (messaging == NULL || self->is_quitting)
    return gone ();
  dex_future_disown (confab_core_finish_close (self));
  return confab_core_with_problem (confab_messaging_retry (messaging, chat, message));
}

DexFuture *
confab_core_dont_send (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message) {
  ConfabMessaging *messaging = confab_core_messaging_of (self, chat);

  if (messaging == NULL || self->is_quitting)
    return gone ();
  dex_future_disown (confab_core_finish_close (self));
  return confab_core_with_problem (confab_messaging_dont_send (messaging, chat, message));
}

DexFuture *
confab_core_take_back (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message) {
  ConfabMessaging *messaging = confab_core_messaging_of (self, chat);

  if (messaging == NULL || self->is_quitting)
    return gone ();
  dex_future_disown (confab_core_finish_close (self));
  return confab_core_with_problem (confab_messaging_take_back (messaging, chat, message));
}

void
confab_core_set_draft (ConfabCore *self, ConfabModelChat *chat, const char *text) {
  ConfabMessaging *messaging = confab_core_messaging_of (self, chat);

  if (messaging == NULL)
    return;
  if (confab_model_chat_get_changing (chat) != NULL)
    confab_messaging_set_change (messaging, chat, text);
  else
    confab_messaging_set_draft (messaging, chat, text);
}

gboolean
confab_core_begin_change (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message) {
  ConfabMessaging *messaging = confab_core_messaging_of (self, chat);

  return messaging != NULL && !self->is_quitting &&
         confab_messaging_begin_change (messaging, chat, message);
}

void
confab_core_end_change (ConfabCore *self, ConfabModelChat *chat) {
  ConfabMessaging *messaging = confab_core_messaging_of (self, chat);

  if (messaging != NULL)
    confab_messaging_end_change (messaging, chat);
}

void
confab_core_set_watched (ConfabCore *self, gboolean is_watched) {
  if (self->is_unwatched == !is_watched)
    return;
  self->is_unwatched = !is_watched;
  for (guint i = 0; i < self->sessions->len; i++)
    confab_accounts_session_set_watched (g_ptr_array_index (self->sessions, i), is_watched);
}

void
confab_core_mark_read (ConfabCore *self, ConfabModelChat *chat) {
  ConfabMessaging *messaging = confab_core_messaging_of (self, chat);

  if (messaging != NULL)
    confab_messaging_mark_read (messaging, chat);
}

void
confab_core_close_chat (ConfabCore *self, ConfabModelChat *chat) {
  ConfabMessaging *messaging = confab_core_messaging_of (self, chat);

  if (messaging == NULL || self->closed_chat == chat)
    return;
  dex_future_disown (confab_core_finish_close (self));
  self->closed_chat = g_object_ref (chat);
  confab_messaging_close_chat (messaging, chat);
}

void
confab_core_undo_close (ConfabCore *self) {
  g_autoptr (ConfabModelChat) chat = g_steal_pointer (&self->closed_chat);
  ConfabMessaging *messaging = chat != NULL ? confab_core_messaging_of (self, chat) : NULL;

  if (messaging != NULL)
    confab_messaging_undo_close (messaging, chat);
}

typedef struct {
  ConfabCore *self;
  ConfabMessagingLook *look;
} Closing;

static void
closing_free (gpointer data) {
  Closing *closing = data;

  g_object_unref (closing->self);
  confab_messaging_look_unref (closing->look);
  g_free (closing);
}

static DexFuture *
on_closed (DexFuture *future, gpointer data) {
  Closing *closing = data;

  confab_core_note_look (closing->self, closing->look);
  return NULL;
}

DexFuture *
confab_core_finish_close (ConfabCore *self) {
  g_autoptr (ConfabModelChat) chat = g_steal_pointer (&self->closed_chat);
  ConfabMessaging *messaging = chat != NULL ? confab_core_messaging_of (self, chat) : NULL;
  Closing *closing;

  if (messaging == NULL)
    return dex_future_new_for_boolean (TRUE);
  closing = g_new0 (Closing, 1);
  closing->self = g_object_ref (self);
  closing->look = confab_core_new_look (self, confab_model_chat_get_contact (chat), TRUE);
  return dex_future_then (confab_messaging_finish_close (messaging, chat, closing->look), on_closed,
      closing, closing_free);
}
