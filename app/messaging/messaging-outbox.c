/* Own messages, from the key press to the server's word that it has them. A message is on disk
 * before it is anywhere else; the walk hands rows to the stream in their order; only the server's
 * acknowledgement takes a row out. The judge `send` is asked twice: for the screen, and again in
 * the transaction that makes the envelope. */

#include "messaging/messaging-private.h"

#include "messaging/messaging-plain.h"
#include "base/base-log.h"

#define WALK_ROWS 50 /* rows that are sealed and handed over in one job */
#define ID_BYTES 16  /* of a message id, random */
#define FIBER_STACK (512 * 1024)

/* ---- adding ---- */

typedef struct {
  ConfabStoreMessage *message;
} AddJob;

static void
add_job_free (gpointer data) {
  AddJob *job = data;

  confab_store_message_free (job->message);
  g_free (job);
}

static gboolean
run_add (ConfabStoreDb *db, gpointer data, GError **error) {
  AddJob *job = data;

  return confab_store_outbox_add (db, job->message, error);
}

typedef struct {
  ConfabMessaging *self;
  ConfabModelChat *chat;
  gint64 id;
} Added;

static void
added_free (gpointer data) {
  Added *added = data;

  g_object_unref (added->self);
  g_object_unref (added->chat);
  g_free (added);
}

static void walk (ConfabMessaging *self);

static DexFuture *
on_added (DexFuture *future, gpointer data) {
  Added *added = data;

  walk (added->self);
  return NULL;
}

/* The row could not be kept: what the timeline shows would be a lie. */
static DexFuture *
on_add_failed (DexFuture *future, gpointer data) {
  Added *added = data;

  confab_model_timeline_remove (confab_model_chat_get_timeline (added->chat), added->id);
  return NULL;
}

static Added *
added_new (ConfabMessaging *self, ConfabModelChat *chat, gint64 id) {
  Added *added = g_new0 (Added, 1);

  added->self = g_object_ref (self);
  added->chat = g_object_ref (chat);
  added->id = id;
  return added;
}

/* What is written belongs at the end, whatever part of the chat is shown. */
static void
show_own (ConfabModelChat *chat, const ConfabStoreMessage *row) {
  ConfabModelTimeline *timeline = confab_model_chat_get_timeline (chat);
  g_autoptr (ConfabModelMessage) message = confab_messaging_model_from_row (row);

  confab_model_timeline_append (timeline, message);
  confab_model_contact_set_last_us (confab_model_chat_get_contact (chat), row->time_us);
}

DexFuture *
confab_messaging_send (ConfabMessaging *self, ConfabModelChat *chat, const char *text,
    ConfabModelQuestionKind answered) {
  ConfabModelContact *contact = confab_model_chat_get_contact (chat);
  g_autoptr (ConfabJid) to = confab_base_jid_new (confab_model_contact_get_address (contact), NULL);
  g_autofree char *id = NULL;
  g_autoptr (ConfabDraft) draft = NULL;
  ConfabSendFacts facts;
  ConfabReason why = CONFAB_REASON_NONE;
  ConfabSendVerdict verdict;
  g_autoptr (ConfabModelQuestion) question = NULL;
  ConfabStoreMessage *row;
  AddJob *job;
  DexFuture *future;

  if (self->is_stopped)
    return confab_messaging_stopped ();
  confab_messaging_send_facts (contact, strlen (text), &facts);
  verdict = confab_safety_judge_send (&facts, &why);
  if (verdict != CONFAB_SEND_SEAL && verdict != CONFAB_SEND_PLAIN_PERMITTED)
    return dex_future_new_reject (CONFAB_MESSAGING_ERROR, CONFAB_MESSAGING_ERROR_REFUSED,
        "the judge said %d because of %d", verdict, why);
  id = confab_base_random_dup_id (self->random, ID_BYTES);
  draft = to != NULL ? confab_base_draft_new (to, id, text) : NULL;
  if (draft == NULL)
    return dex_future_new_reject (CONFAB_MESSAGING_ERROR, CONFAB_MESSAGING_ERROR_REFUSED,
        "the text is empty, too long or not text");
  question =
      confab_messaging_guard_ask (self->guard, chat, confab_base_draft_get_text (draft), answered);
  confab_model_chat_set_question (chat, question);
  if (question != NULL)
    return dex_future_new_reject (
        CONFAB_MESSAGING_ERROR, CONFAB_MESSAGING_ERROR_ASK, "there is a question about the text");
  confab_messaging_guard_note (self->guard, chat, confab_base_draft_get_text (draft));

  row = g_new0 (ConfabStoreMessage, 1);
  row->id = confab_messaging_next_id (self);
  row->account = confab_model_account_get_id (self->account);
  row->peer = g_strdup (confab_base_jid_get_bare (to));
  row->is_own = TRUE;
  row->is_sealed = verdict == CONFAB_SEND_SEAL;
  row->state = CONFAB_STORE_STATE_WAITING;
  row->time_us = confab_base_clock_wall_us (self->clock);
  row->wire_id = g_steal_pointer (&id);
  row->text = g_strdup (confab_base_draft_get_text (draft));
  show_own (chat, row);
  g_hash_table_remove (self->drafts, chat);
  confab_model_chat_set_draft (chat, "");

  job = g_new0 (AddJob, 1);
  job->message = row;
  future = confab_store_vault_write (self->vault, run_add, job, add_job_free);
  future = dex_future_then (future, on_added, added_new (self, chat, row->id), added_free);
  return dex_future_catch (future, on_add_failed, added_new (self, chat, row->id), added_free);
}

/* ---- sealing: the judge's second time, in the transaction ---- */

typedef struct {
  gint64 account;
  gint64 after;
  GHashTable *facts;    /* address -> ConfabSendFacts, gathered on the main thread */
  GPtrArray *envelopes; /* ConfabEnvelope that may leave, in order */
  GArray *tokens;       /* gint64, of each of them */
  GArray *failed;       /* Failed */
  gint64 last;          /* id of the last row that was looked at */
  gboolean is_end;      /* there are no more rows */
} SealJob;

typedef struct {
  gint64 id;
  ConfabReason why;
} Failed;

static void
seal_job_free (gpointer data) {
  SealJob *job = data;

  g_hash_table_unref (job->facts);
  g_ptr_array_unref (job->envelopes);
  g_array_unref (job->tokens);
  g_array_unref (job->failed);
  g_free (job);
}

/* The row's envelope if it may leave as the facts stand now; NULL with the reason if not. */
static ConfabEnvelope *
make_envelope (SealJob *job, const ConfabStoreOutboxRow *row, ConfabReason *why) {
  const ConfabSendFacts *known = g_hash_table_lookup (job->facts, row->peer);
  ConfabSendFacts facts = { 0 };
  g_autoptr (ConfabJid) to = confab_base_jid_new (row->peer, NULL);
  g_autoptr (ConfabDraft) draft = NULL;
  ConfabSendVerdict verdict;

  if (known != NULL)
    facts = *known;
  facts.text_bytes = strlen (row->text);
  verdict = confab_safety_judge_send (&facts, why);
  draft = to != NULL ? confab_base_draft_new (to, row->wire_id, row->text) : NULL;
  if (draft == NULL)
    return NULL;
  if (row->envelope != NULL)
    return confab_messaging_plain_again (verdict, draft, row->envelope);
  return confab_messaging_plain_new (verdict, draft);
}

static gboolean
seal_row (ConfabStoreDb *db, SealJob *job, const ConfabStoreOutboxRow *row, GError **error) {
  Failed failed = { row->message, CONFAB_REASON_NONE };
  g_autoptr (ConfabEnvelope) envelope = make_envelope (job, row, &failed.why);

  if (envelope == NULL) {
    g_array_append_val (job->failed, failed);
    return confab_store_outbox_fail (db, row->message, failed.why, error);
  }
  if (row->envelope == NULL &&
      !confab_store_outbox_set_envelope (db, row->message,
          confab_base_envelope_get_bytes (envelope),
          confab_base_envelope_get_kind (envelope) == CONFAB_ENVELOPE_SEALED, error))
    return FALSE;
  g_array_append_val (job->tokens, row->message);
  g_ptr_array_add (job->envelopes, g_steal_pointer (&envelope));
  return TRUE;
}

static gboolean
run_seal (ConfabStoreDb *db, gpointer data, GError **error) {
  SealJob *job = data;
  g_autoptr (GPtrArray) rows =
      confab_store_outbox_list (db, job->account, job->after, WALK_ROWS, error);

  if (rows == NULL)
    return FALSE;
  job->is_end = rows->len < WALK_ROWS;
  for (guint i = 0; i < rows->len; i++) {
    const ConfabStoreOutboxRow *row = g_ptr_array_index (rows, i);

    job->last = row->message;
    if (!seal_row (db, job, row, error))
      return FALSE;
  }
  return TRUE;
}

/* ---- the walk ---- */

static SealJob *
seal_job_new (ConfabMessaging *self) {
  SealJob *job = g_new0 (SealJob, 1);
  GListModel *contacts = confab_model_account_get_contacts (self->account);
  guint n = g_list_model_get_n_items (contacts);

  job->account = confab_model_account_get_id (self->account);
  job->after = job->last = self->cursor;
  job->envelopes = g_ptr_array_new_with_free_func ((GDestroyNotify)confab_base_envelope_unref);
  job->tokens = g_array_new (FALSE, FALSE, sizeof (gint64));
  job->failed = g_array_new (FALSE, FALSE, sizeof (Failed));
  job->facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelContact) contact = g_list_model_get_item (contacts, i);
    ConfabSendFacts *facts = g_new0 (ConfabSendFacts, 1);

    confab_messaging_send_facts (contact, 0, facts);
    g_hash_table_replace (job->facts, g_strdup (confab_model_contact_get_address (contact)), facts);
  }
  return job;
}

static void
hand_over (ConfabMessaging *self, const SealJob *job) {
  for (guint i = 0; i < job->failed->len; i++) {
    const Failed *failed = &g_array_index (job->failed, Failed, i);

    confab_messaging_show_state (self, failed->id, CONFAB_MESSAGE_FAILED, failed->why);
  }
  for (guint i = 0; i < job->envelopes->len; i++)
    confab_xep_out_send_envelope (
        self->out, g_ptr_array_index (job->envelopes, i), g_array_index (job->tokens, gint64, i));
  self->cursor = job->last;
}

typedef struct {
  ConfabMessaging *self;
  guint connection; /* the stream this walk belongs to */
} Walk;

static void
walk_free (gpointer data) {
  Walk *state = data;

  g_object_unref (state->self);
  g_free (state);
}

static gboolean
walk_is_over (const Walk *state) {
  return state->self->is_stopped || !state->self->is_connected ||
         state->connection != state->self->connection;
}

static DexFuture *
run_walk (gpointer data) {
  Walk *state = data;
  ConfabMessaging *self = state->self;

  while (!walk_is_over (state)) {
    g_autoptr (GError) error = NULL;
    g_autoptr (DexFuture) future = NULL;
    SealJob *job;

    self->walk_again = FALSE;
    future = confab_store_vault_write (self->vault, run_seal, seal_job_new (self), seal_job_free);
    if (!dex_await (dex_ref (future), &error)) {
      confab_base_log_warning ("messaging", "the outbox could not be read: %s", error->message);
      break;
    }
    if (walk_is_over (state))
      break;
    job = confab_store_job_data (future);
    hand_over (self, job);
    if (job->is_end && !self->walk_again)
      break;
  }
  if (state->connection == self->connection)
    dex_clear (&self->walk);
  return confab_messaging_done ();
}

/* Hands to the stream what it does not have yet; one walk at a time. */
static void
walk (ConfabMessaging *self) {
  Walk *state;

  if (self->is_stopped || !self->is_connected)
    return;
  if (self->walk != NULL) {
    self->walk_again = TRUE;
    return;
  }
  state = g_new0 (Walk, 1);
  state->self = g_object_ref (self);
  state->connection = self->connection;
  self->walk = dex_scheduler_spawn (NULL, FIBER_STACK, run_walk, state, walk_free);
}

void
confab_messaging_connected (ConfabMessaging *self, const char *session_id) {
  confab_messaging_disconnected (self);
  if (self->is_stopped)
    return;
  self->session_id = g_strdup (session_id);
  self->is_connected = TRUE;
  walk (self);
}

void
confab_messaging_disconnected (ConfabMessaging *self) {
  self->is_connected = FALSE;
  self->connection++;
  self->cursor = 0;
  dex_clear (&self->walk);
  g_clear_pointer (&self->session_id, g_free);
}

/* ---- trying again ---- */

typedef struct {
  gint64 old_id, new_id;
  ConfabStoreMessage *message;
} RetryJob;

static void
retry_job_free (gpointer data) {
  RetryJob *job = data;

  g_clear_pointer (&job->message, confab_store_message_free);
  g_free (job);
}

static gboolean
run_retry (ConfabStoreDb *db, gpointer data, GError **error) {
  RetryJob *job = data;

  if (!confab_store_outbox_retry (db, job->old_id, &job->new_id, error))
    return FALSE;
  job->message = confab_store_messages_get (db, job->new_id, error);
  return job->message != NULL;
}

static DexFuture *
on_retried (DexFuture *future, gpointer data) {
  Added *added = data;
  RetryJob *job = confab_store_job_data (future);

  if (added->self->is_stopped)
    return NULL;
  confab_model_timeline_remove (confab_model_chat_get_timeline (added->chat), added->id);
  show_own (added->chat, job->message);
  walk (added->self);
  return NULL;
}

DexFuture *
confab_messaging_retry (ConfabMessaging *self, ConfabModelChat *chat, ConfabModelMessage *message) {
  RetryJob *job;
  gint64 id = confab_model_message_get_id (message);

  if (self->is_stopped)
    return confab_messaging_stopped ();
  job = g_new0 (RetryJob, 1);
  job->old_id = id;
  job->new_id = confab_messaging_next_id (self);
  return dex_future_then (confab_store_vault_write (self->vault, run_retry, job, retry_job_free),
      on_retried, added_new (self, chat, id), added_free);
}
