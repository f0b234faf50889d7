/* Own messages, from the key press to the server's word that it has them. A message is on disk
 * before it is anywhere else; the walk hands rows to the stream in their order; only the server's
 * acknowledgement takes a row out. The judge `send` is asked twice: for the screen, and again in
 * the transaction that makes the envelope. */

#include "messaging/messaging-private.h"

#include "messaging/messaging-change.h"
#include "messaging/messaging-files-private.h"
#include "messaging/messaging-keys.h"
#include "messaging/messaging-seal.h"
#include "messaging/messaging-timer.h"
#include "messaging/messaging-trust.h"
#include "messaging/messaging-typing.h"
#include "messaging/messaging-wait.h"
#include "base/base-fiber.h"
#include "base/base-log.h"

#define ID_BYTES 16      /* of a message id, random */
#define MAX_SENTENCE 400 /* bytes of the sentence that asks for private messages */
#define MAX_PENDING 100  /* stanzas that the server has not said to have */
#define FILE_TEXT "-"    /* what a file says is known once it is with the server */
#define ASK_AGAIN_US (G_GINT64_CONSTANT (24) * 60 * 60 * G_USEC_PER_SEC)

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
confab_messaging_put_row (ConfabMessaging *self, ConfabModelChat *chat, ConfabStoreMessage *row) {
  AddJob *job = g_new0 (AddJob, 1);
  DexFuture *future;

  if (row->kind != CONFAB_STORE_KIND_ASK)
    row->timer = confab_model_chat_get_timer (chat);
  if (row->kind == CONFAB_STORE_KIND_TEXT || row->kind == CONFAB_STORE_KIND_FILE)
    row->wait = confab_messaging_wait_get (self);
  if (row->wait > 0)
    confab_messaging_wait_begin (self, row->id, row->wait);
  show_own (chat, row);
  job->message = row;
  future = confab_store_vault_write (self->vault, run_add, job, add_job_free);
  future = dex_future_then (future, on_added, added_new (self, chat, row->id), added_free);
  return dex_future_catch (future, on_add_failed, added_new (self, chat, row->id), added_free);
}

/* The draft into the outbox; it is shown when this returns. */
static DexFuture *
put (ConfabMessaging *self, ConfabModelChat *chat, const ConfabDraft *draft, ConfabStoreKind kind,
    gboolean is_sealed) {
  ConfabStoreMessage *row = g_new0 (ConfabStoreMessage, 1);

  row->id = confab_messaging_next_id (self);
  row->account = confab_model_account_get_id (self->account);
  row->peer = g_strdup (confab_base_jid_get_bare (confab_base_draft_get_to (draft)));
  row->is_own = TRUE;
  row->is_sealed = is_sealed;
  row->kind = kind;
  row->state = CONFAB_STORE_STATE_WAITING;
  row->time_us = confab_base_clock_wall_us (self->clock);
  row->wire_id = g_strdup (confab_base_draft_get_id (draft));
  row->text = g_strdup (confab_base_draft_get_text (draft));
  return confab_messaging_put_row (self, chat, row);
}

/* The judge's first time, for the screen. NULL: it may not leave. */
static ConfabDraft *
judge_draft (ConfabMessaging *self, ConfabModelContact *contact, const char *text,
    gboolean is_ask_note, gboolean *is_sealed) {
  g_autoptr (ConfabJid) to = confab_base_jid_new (confab_model_contact_get_address (contact), NULL);
  g_autofree char *id = confab_base_random_dup_id (self->random, ID_BYTES);
  ConfabSendFacts facts;
  ConfabReason why = CONFAB_REASON_NONE;
  ConfabSendVerdict verdict;

  confab_messaging_send_facts (self, contact, strlen (text), &facts);
  facts.is_ask_note = is_ask_note;
  verdict = confab_safety_judge_send (&facts, &why);
  *is_sealed = verdict == CONFAB_SEND_SEAL;
  if (to == NULL || (verdict != CONFAB_SEND_SEAL && verdict != CONFAB_SEND_PLAIN_PERMITTED))
    return NULL;
  return confab_base_draft_new (to, id, text);
}

static DexFuture *
refused (void) {
  return dex_future_new_reject (CONFAB_MESSAGING_ERROR, CONFAB_MESSAGING_ERROR_REFUSED,
      "the judge says no, or it is no text");
}

DexFuture *
confab_messaging_send (ConfabMessaging *self, ConfabModelChat *chat, const char *text,
    ConfabModelQuestionKind answered) {
  g_autoptr (ConfabDraft) draft = NULL;
  g_autoptr (ConfabModelQuestion) question = NULL;
  gboolean is_sealed = FALSE;

  if (self->is_stopped || self->aside != NULL)
    return confab_messaging_stopped ();
  if (confab_model_contact_is_note (confab_model_chat_get_contact (chat)))
    return confab_messaging_keep_note (self, chat, text);
  draft = judge_draft (self, confab_model_chat_get_contact (chat), text, FALSE, &is_sealed);
  if (draft == NULL)
    return refused ();
  question =
      confab_messaging_guard_ask (self->guard, chat, confab_base_draft_get_text (draft), answered);
  confab_model_chat_set_question (chat, question);
  if (question != NULL)
    return dex_future_new_reject (
        CONFAB_MESSAGING_ERROR, CONFAB_MESSAGING_ERROR_ASK, "there is a question about the text");
  confab_messaging_guard_note (self->guard, chat, confab_base_draft_get_text (draft));
  confab_messaging_typing_sent (self, chat, confab_messaging_wait_get (self) == 0);
  if (confab_model_chat_get_changing (chat) != NULL)
    return confab_messaging_change_put (self, chat, confab_base_draft_get_text (draft));
  g_hash_table_remove (self->drafts, chat);
  confab_model_chat_set_draft (chat, "");
  return put (self, chat, draft, CONFAB_STORE_KIND_TEXT, is_sealed);
}

DexFuture *
confab_messaging_ask_for_keys (ConfabMessaging *self, ConfabModelChat *chat, const char *sentence) {
  ConfabModelContact *contact = confab_model_chat_get_contact (chat);
  const char *address = confab_model_contact_get_address (contact);
  gint64 now = confab_base_clock_monotonic_us (self->clock);
  gint64 *last = g_hash_table_lookup (self->asked, address);
  g_autoptr (ConfabDraft) draft = NULL;
  gboolean is_sealed = FALSE;

  if (self->is_stopped)
    return confab_messaging_stopped ();
  if (strlen (sentence) > MAX_SENTENCE || (last != NULL && now - *last < ASK_AGAIN_US))
    return refused ();
  draft = judge_draft (self, contact, sentence, TRUE, &is_sealed);
  if (draft == NULL)
    return refused ();
  g_hash_table_replace (self->asked, g_strdup (address), g_memdup2 (&now, sizeof now));
  return put (self, chat, draft, CONFAB_STORE_KIND_ASK, is_sealed);
}

/* ---- the walk ---- */

/* What waits for keys is looked at again when they are there; the keys are asked for now. */
static void
note_held (ConfabMessaging *self, const ConfabMessagingSealJob *job) {
  GHashTableIter iter;
  gpointer address, id;

  g_hash_table_iter_init (&iter, job->held);
  while (g_hash_table_iter_next (&iter, &address, &id)) {
    if (!g_hash_table_contains (self->held, address))
      g_hash_table_insert (self->held, g_strdup (address), g_memdup2 (id, sizeof (gint64)));
    if (confab_messaging_keys_are_ready (self, address))
      confab_messaging_release (self, address);
    else
      confab_messaging_keys_prepare (self, address);
  }
}

static void
hand_over (ConfabMessaging *self, const ConfabMessagingSealJob *job) {
  for (guint i = 0; i < job->failed->len; i++) {
    const ConfabMessagingFailed *failed = &g_array_index (job->failed, ConfabMessagingFailed, i);

    confab_messaging_show_state (self, failed->id, CONFAB_MESSAGE_FAILED, failed->why);
  }
  for (guint i = 0; i < job->envelopes->len; i++) {
    ConfabEnvelope *envelope = g_ptr_array_index (job->envelopes, i);
    gint64 token = g_array_index (job->tokens, gint64, i);

    if (g_hash_table_contains (self->taken, &token))
      continue;
    g_hash_table_insert (
        self->handed, g_memdup2 (&token, sizeof token), GUINT_TO_POINTER (++self->n_handed));
    if (g_hash_table_contains (job->taking, &token))
      confab_xep_out_send_retraction (self->out, envelope, token);
    else
      confab_xep_out_send_envelope (self->out, envelope, token);
  }
  for (guint i = 0; i < job->unheard->len; i++)
    confab_messaging_timer_show_unheard (self, g_ptr_array_index (job->unheard, i));
  self->cursor = job->last;
  /* What waited for one that is not sent any more was passed over. */
  if (job->failed->len > 0) {
    self->rewind = g_array_index (job->failed, ConfabMessagingFailed, 0).id;
    self->walk_again = TRUE;
  }
  note_held (self, job);
}

void
confab_messaging_release (ConfabMessaging *self, const char *address) {
  gint64 *first = g_hash_table_lookup (self->held, address);

  if (first == NULL)
    return;
  self->rewind = self->rewind > 0 ? MIN (self->rewind, *first) : *first;
  g_hash_table_remove (self->held, address);
  walk (self);
}

void
confab_messaging_walk_from (ConfabMessaging *self, gint64 id) {
  self->rewind = self->rewind > 0 ? MIN (self->rewind, id) : id;
  walk (self);
}

gboolean
confab_messaging_is_writing_to (ConfabMessaging *self, const char *address) {
  GHashTableIter iter;
  gpointer chat;

  if (g_hash_table_contains (self->held, address))
    return TRUE;
  g_hash_table_iter_init (&iter, self->chats);
  while (g_hash_table_iter_next (&iter, &chat, NULL))
    if (g_str_equal (
            confab_model_contact_get_address (confab_model_chat_get_contact (chat)), address))
      return TRUE;
  return FALSE;
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

/* To the first row that waited for keys which are there now. It is done with each job, never
 * earlier: what is to be released between two jobs must not be overtaken by what came after it. */
static void
rewind_cursor (ConfabMessaging *self) {
  if (self->rewind > 0)
    self->cursor = MIN (self->cursor, self->rewind - 1);
  self->rewind = 0;
}

/* Who is behind already is not given more: what stands before a server keeps our questions from
 * being answered, and goes once more when the line breaks. */
static gboolean
has_pending (ConfabMessaging *self, guint n) {
  ConfabXmppStream *stream = confab_xep_out_get_stream (self->out);

  return stream != NULL && confab_xmpp_stream_get_n_pending (stream) >= n;
}

static DexFuture *
run_walk (gpointer data) {
  Walk *state = data;
  ConfabMessaging *self = state->self;

  while (!walk_is_over (state)) {
    g_autoptr (GError) error = NULL;
    g_autoptr (DexFuture) future = NULL;
    ConfabMessagingSealJob *job;

    self->walk_again = FALSE;
    self->is_walk_full = has_pending (self, MAX_PENDING);
    if (self->is_walk_full)
      break;
    rewind_cursor (self);
    future = confab_store_vault_write (self->vault, confab_messaging_seal_run,
        confab_messaging_seal_job_new (self), confab_messaging_seal_job_free);
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
  self->walk = confab_base_fiber_start (run_walk, state, walk_free);
}

void
confab_messaging_walk_on (ConfabMessaging *self) {
  if (self->is_walk_full && !has_pending (self, MAX_PENDING / 2))
    walk (self);
}

void
confab_messaging_connected (ConfabMessaging *self, const char *session_id) {
  gboolean is_new = g_strcmp0 (self->last_session_id, session_id) != 0;

  confab_messaging_disconnected (self);
  if (self->is_stopped)
    return;
  self->session_id = g_strdup (session_id);
  g_set_str (&self->last_session_id, session_id);
  self->is_connected = TRUE;
  confab_messaging_keys_disconnected (self, is_new);
  if (is_new)
    self->is_settled = FALSE;
  if (!self->is_settled)
    confab_messaging_keys_settle (self);
  confab_messaging_prepare_chats (self);
  confab_messaging_trust_connected (self);
  walk (self);
  confab_messaging_files_connected (self);
  confab_messaging_tell_all_read (self);
}

void
confab_messaging_disconnected (ConfabMessaging *self) {
  self->is_connected = FALSE;
  self->connection++;
  confab_messaging_typing_forget (self);
  self->cursor = self->rewind = 0;
  g_hash_table_remove_all (self->handed);
  g_hash_table_remove_all (self->held);
  confab_messaging_files_disconnected (self);
  dex_clear (&self->walk);
  g_clear_pointer (&self->session_id, g_free);
}

/* ---- trying again ---- */

typedef struct {
  gint64 old_id, new_id;
  gboolean is_sealed;
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

  if (!confab_store_outbox_retry (db, job->old_id, job->is_sealed, &job->new_id, error))
    return FALSE;
  job->message = confab_store_messages_get (db, job->new_id, error);
  return job->message != NULL && (job->message->file == NULL ||
                                     confab_messaging_files_again (db, job->message->file, error));
}

static DexFuture *
on_retried (DexFuture *future, gpointer data) {
  Added *added = data;
  RetryJob *job = confab_store_job_data (future);

  if (added->self->is_stopped)
    return NULL;
  /* A change stays where it stands. */
  if (job->new_id == added->id) {
    confab_messaging_show_state (
        added->self, added->id, CONFAB_MESSAGE_WAITING, CONFAB_REASON_NONE);
    confab_messaging_walk_from (added->self, added->id);
    return NULL;
  }
  confab_model_timeline_remove (confab_model_chat_get_timeline (added->chat), added->id);
  show_own (added->chat, job->message);
  walk (added->self);
  confab_messaging_files_poke (added->self, CONFAB_MESSAGING_UP);
  return NULL;
}

DexFuture *
confab_messaging_retry (ConfabMessaging *self, ConfabModelChat *chat, ConfabModelMessage *message) {
  RetryJob *job;
  gint64 id = confab_model_message_get_id (message);
  gboolean is_ask_note = confab_model_message_get_kind (message) == CONFAB_MESSAGE_KIND_ASK;
  gboolean is_file = confab_model_message_get_kind (message) == CONFAB_MESSAGE_KIND_FILE;
  gboolean is_sealed = FALSE;
  g_autoptr (ConfabDraft) draft = NULL;

  if (self->is_stopped)
    return confab_messaging_stopped ();
  /* What the row says of who can read it is said anew: since it was written that may have changed.
   */
  draft = judge_draft (self, confab_model_chat_get_contact (chat),
      is_file ? FILE_TEXT : confab_model_message_get_text (message), is_ask_note, &is_sealed);
  if (draft == NULL || (is_file && !is_sealed))
    return refused ();
  job = g_new0 (RetryJob, 1);
  job->is_sealed = is_sealed;
  job->old_id = id;
  job->new_id = confab_messaging_next_id (self);
  return dex_future_then (confab_store_vault_write (self->vault, run_retry, job, retry_job_free),
      on_retried, added_new (self, chat, id), added_free);
}
