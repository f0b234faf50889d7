/* Plain text by choice, for one contact: begun by the user alone, ended by the user or by keys that
 * appear; both leave a line in the chat. Nothing that comes from outside can begin it. */

#include "messaging/messaging-keys.h"

#include "base/base-log.h"
#include "messaging/messaging-private.h"
#include "store/store-contacts.h"

/* ---- lines ---- */

typedef struct {
  ConfabStoreMessage *message;
} LineJob;

static void
line_job_free (gpointer data) {
  LineJob *job = data;

  confab_store_message_free (job->message);
  g_free (job);
}

static gboolean
run_line (ConfabStoreDb *db, gpointer data, GError **error) {
  LineJob *job = data;

  return confab_store_messages_add (db, job->message, error);
}

void
confab_messaging_add_line (
    ConfabMessaging *self, ConfabModelContact *contact, ConfabModelLine line) {
  ConfabModelChat *chat = confab_model_contact_get_chat (contact);
  LineJob *job = g_new0 (LineJob, 1);
  g_autoptr (ConfabModelMessage) shown = NULL;

  job->message = g_new0 (ConfabStoreMessage, 1);
  job->message->id = confab_messaging_next_id (self);
  job->message->account = confab_model_account_get_id (self->account);
  job->message->peer = g_strdup (confab_model_contact_get_address (contact));
  job->message->kind = CONFAB_STORE_KIND_LINE;
  job->message->reason = line;
  job->message->state = CONFAB_STORE_STATE_RECEIVED;
  job->message->time_us = confab_base_clock_wall_us (self->clock);
  job->message->text = g_strdup ("");
  shown = confab_messaging_model_from_row (job->message);
  if (g_hash_table_contains (self->chats, chat))
    confab_model_timeline_append (confab_model_chat_get_timeline (chat), shown);
  dex_future_disown (confab_store_vault_write (self->vault, run_line, job, line_job_free));
}

/* ---- the choice ---- */

typedef struct {
  gint64 account;
  char *address;
  gboolean is_plain;
} ChoiceJob;

static void
choice_job_free (gpointer data) {
  ChoiceJob *job = data;

  g_free (job->address);
  g_free (job);
}

static gboolean
run_choice (ConfabStoreDb *db, gpointer data, GError **error) {
  ChoiceJob *job = data;

  return confab_store_contacts_set_plain (db, job->account, job->address, job->is_plain, error);
}

static DexFuture *
keep_choice (ConfabMessaging *self, ConfabModelContact *contact, gboolean is_plain) {
  ChoiceJob *job = g_new0 (ChoiceJob, 1);

  job->account = confab_model_account_get_id (self->account);
  job->address = g_strdup (confab_model_contact_get_address (contact));
  job->is_plain = is_plain;
  confab_model_contact_set_plain_chosen (contact, is_plain);
  return confab_store_vault_write (self->vault, run_choice, job, choice_job_free);
}

void
confab_messaging_end_plain (ConfabMessaging *self, ConfabModelContact *contact) {
  dex_future_disown (keep_choice (self, contact, FALSE));
  confab_messaging_add_line (self, contact, CONFAB_LINE_SEALED_BEGINS);
}

typedef struct {
  ConfabMessaging *self;
  ConfabModelContact *contact;
} Chosen;

static void
chosen_free (gpointer data) {
  Chosen *chosen = data;

  g_object_unref (chosen->self);
  g_object_unref (chosen->contact);
  g_free (chosen);
}

static DexFuture *
on_chosen (DexFuture *future, gpointer data) {
  Chosen *chosen = data;

  if (chosen->self->is_stopped)
    return NULL;
  if (confab_model_contact_is_plain_chosen (chosen->contact))
    confab_messaging_add_line (chosen->self, chosen->contact, CONFAB_LINE_PLAIN_BEGINS);
  confab_messaging_judge (chosen->self, chosen->contact);
  return NULL;
}

DexFuture *
confab_messaging_permit_plain (
    ConfabMessaging *self, ConfabModelContact *contact, gboolean is_permitted) {
  ConfabSendFacts facts;
  Chosen *chosen;

  if (self->is_stopped)
    return confab_messaging_stopped ();
  confab_messaging_send_facts (self, contact, 1, &facts);
  if (is_permitted && (facts.is_server || facts.is_note))
    return dex_future_new_reject (
        CONFAB_MESSAGING_ERROR, CONFAB_MESSAGING_ERROR_REFUSED, "nobody is written to there");
  if (is_permitted && (facts.has_keys || facts.keys_changed))
    return dex_future_new_reject (CONFAB_MESSAGING_ERROR, CONFAB_MESSAGING_ERROR_REFUSED,
        "there are keys: nothing goes in plain text");
  chosen = g_new0 (Chosen, 1);
  chosen->self = g_object_ref (self);
  chosen->contact = g_object_ref (contact);
  return dex_future_then (
      keep_choice (self, contact, is_permitted), on_chosen, chosen, chosen_free);
}
