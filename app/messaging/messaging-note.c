/* Notes to oneself: a chat like any other on this computer, and nothing outside of it. A note is a
 * row of the vault and no row of the outbox, so there is nothing that could be sent; what stands
 * where an address would is none. It is kept as long as chats are. It refuses to be anybody, and
 * what the judge does not call KEEP_HERE. */

#include "messaging/messaging-private.h"

#include "base/base-jid.h"
#include "store/store-contacts.h"

typedef struct {
  gint64 account;
  char *name;
  ConfabStoreMessage *message; /* NULL: the chat alone */
} NoteJob;

static void
note_job_free (gpointer data) {
  NoteJob *job = data;

  g_free (job->name);
  g_clear_pointer (&job->message, confab_store_message_free);
  g_free (job);
}

/* The chat's line comes with each note: what is written is never without it. */
static gboolean
run_note (ConfabStoreDb *db, gpointer data, GError **error) {
  NoteJob *job = data;
  ConfabStoreContact row = {
    .account = job->account, .address = (char *)CONFAB_BASE_JID_NOTE, .name = job->name
  };

  return confab_store_contacts_put (db, &row, FALSE, error) &&
         (job->message == NULL || confab_store_messages_add (db, job->message, error));
}

static NoteJob *
note_job_new (ConfabMessaging *self, ConfabModelContact *contact) {
  NoteJob *job = g_new0 (NoteJob, 1);

  job->account = confab_model_account_get_id (self->account);
  job->name = g_strdup (confab_model_contact_get_name (contact));
  return job;
}

ConfabModelContact *
confab_messaging_open_note (ConfabMessaging *self, const char *name) {
  ConfabModelContact *contact =
      confab_model_account_find_contact (self->account, CONFAB_BASE_JID_NOTE);

  if (contact == NULL) {
    g_autoptr (ConfabModelContact) fresh =
        confab_model_contact_new (self->account, CONFAB_BASE_JID_NOTE);

    confab_model_account_add_contact (self->account, fresh);
    contact = confab_model_account_find_contact (self->account, CONFAB_BASE_JID_NOTE);
  }
  confab_model_contact_set_own_name (contact, name);
  if (!self->is_stopped && self->aside == NULL)
    dex_future_disown (confab_store_vault_write (
        self->vault, run_note, note_job_new (self, contact), note_job_free));
  return contact;
}

typedef struct {
  ConfabModelChat *chat;
  gint64 id;
} Shown;

static void
shown_free (gpointer data) {
  Shown *shown = data;

  g_object_unref (shown->chat);
  g_free (shown);
}

/* The row could not be kept: what the timeline shows would be a lie. */
static DexFuture *
on_failed (DexFuture *future, gpointer data) {
  Shown *shown = data;

  confab_model_timeline_remove (confab_model_chat_get_timeline (shown->chat), shown->id);
  return NULL;
}

static void
show (ConfabModelChat *chat, const ConfabStoreMessage *row) {
  g_autoptr (ConfabModelMessage) message = confab_messaging_model_from_row (row);

  confab_model_timeline_append (confab_model_chat_get_timeline (chat), message);
  confab_model_contact_set_last_us (confab_model_chat_get_contact (chat), row->time_us);
}

/* It went nowhere, so it has no state, no id on a wire and no timer. */
static ConfabStoreMessage *
row_new (ConfabMessaging *self, const char *text) {
  ConfabStoreMessage *row = g_new0 (ConfabStoreMessage, 1);

  row->id = confab_messaging_next_id (self);
  row->account = confab_model_account_get_id (self->account);
  row->peer = g_strdup (CONFAB_BASE_JID_NOTE);
  row->is_own = TRUE;
  row->kind = CONFAB_STORE_KIND_TEXT;
  row->state = CONFAB_STORE_STATE_RECEIVED;
  row->time_us = confab_base_clock_wall_us (self->clock);
  row->text = g_strdup (text);
  return row;
}

DexFuture *
confab_messaging_keep_note (ConfabMessaging *self, ConfabModelChat *chat, const char *text) {
  ConfabModelContact *contact = confab_model_chat_get_contact (chat);
  ConfabSendFacts facts;
  Shown *shown;
  NoteJob *job;

  if (self->is_stopped || self->aside != NULL)
    return confab_messaging_stopped ();
  confab_messaging_send_facts (self, contact, strlen (text), &facts);
  if (confab_safety_judge_send (&facts, NULL) != CONFAB_SEND_KEEP_HERE ||
      !g_utf8_validate (text, -1, NULL))
    return dex_future_new_reject (CONFAB_MESSAGING_ERROR, CONFAB_MESSAGING_ERROR_REFUSED,
        "the judge does not say that it stays here, or it is no text");
  g_hash_table_remove (self->drafts, chat);
  confab_model_chat_set_draft (chat, "");
  job = note_job_new (self, contact);
  job->message = row_new (self, text);
  show (chat, job->message);
  shown = g_new0 (Shown, 1);
  shown->chat = g_object_ref (chat);
  shown->id = job->message->id;
  return dex_future_catch (confab_store_vault_write (self->vault, run_note, job, note_job_free),
      on_failed, shown, shown_free);
}

void
confab_messaging_note_tidy (ConfabMessaging *self, GPtrArray *chats) {
  ConfabModelContact *note =
      confab_model_account_find_contact (self->account, CONFAB_BASE_JID_NOTE);

  if (note == NULL || g_hash_table_contains (self->chats, confab_model_contact_get_chat (note)))
    return;
  for (guint i = 0; i < chats->len; i++)
    if (g_str_equal (
            ((const ConfabStoreChat *)g_ptr_array_index (chats, i))->peer, CONFAB_BASE_JID_NOTE))
      return;
  confab_model_account_remove_contact (self->account, note);
}
