/* Messages that are taken back. Their word is judged in the transaction that hears it: only who
 * wrote a message can take it back, under a seal that is no weaker. What it said goes then from the
 * disk, from the index and from memory, and a line stands in its place, so that nothing ever goes
 * silently; what the user kept stays, and a line says what was wished. A word that comes before its
 * message is remembered as a keyed hash. Of an own message the text goes at once, whatever becomes
 * of the word to the other side; what never left just goes. Refuses to promise that anybody else
 * erases anything. */

#include "messaging/messaging-retract.h"

#include "base/base-weak.h"
#include "messaging/messaging-files.h"
#include "store/store-timers.h"
#include "xep/xep-retract.h"

#define ID_BYTES 16
#define SCRUB_PAUSE_US (60 * G_USEC_PER_SEC) /* between two that words of others make */

void
confab_messaging_retract_news_clear (ConfabMessagingRetractNews *news) {
  g_clear_pointer (&news->line, confab_store_message_free);
}

/* ---- in ---- */

static ConfabStoreMessage *
line_new (gint64 id, const ConfabStoreMessage *row, ConfabModelLine which) {
  ConfabStoreMessage *line = g_new0 (ConfabStoreMessage, 1);

  line->id = id;
  line->account = row->account;
  line->peer = g_strdup (row->peer);
  line->is_own = row->is_own;
  line->is_sealed = row->is_sealed;
  line->kind = CONFAB_STORE_KIND_LINE;
  line->reason = which;
  line->state = row->is_own ? CONFAB_STORE_STATE_SENT : CONFAB_STORE_STATE_RECEIVED;
  line->time_us = row->time_us;
  line->text = g_strdup ("");
  return line;
}

/* How a word is remembered whose message is not here. */
static char *
dup_note (gboolean is_own, gboolean is_sealed, const char *peer, const char *wire_id) {
  return g_strdup_printf ("%s-%s\n%s\n%s", is_own ? "own-retracted" : "retracted",
      is_sealed ? "sealed" : "plain", peer, wire_id);
}

/* What is not there to be taken back: lines, and what could not be opened. */
static gboolean
is_taken (const ConfabStoreMessage *found) {
  return found->is_taken ||
         (found->kind != CONFAB_STORE_KIND_TEXT && found->kind != CONFAB_STORE_KIND_FILE);
}

static const char *
read_word (const ConfabMessagingRetraction *word) {
  const ConfabOmemoOpened *opened = word->opened;

  if (opened == NULL)
    return word->in_the_clear;
  if (opened->version != CONFAB_OMEMO_TWO || opened->content == NULL ||
      (opened->outcome != CONFAB_OMEMO_OPENED && opened->outcome != CONFAB_OMEMO_OPENED_EMPTY))
    return NULL;
  return confab_xep_retract_read (opened->content);
}

static gboolean
take (ConfabStoreDb *db, const ConfabStoreMessage *row, const ConfabStoreMessage *found,
    gint64 line_id, gboolean is_erased, ConfabMessagingRetractNews *news, GError **error) {
  /* Another device of ours did: here it is not sent again either. */
  news->is_own = row->is_own;
  if (row->is_own && !confab_store_outbox_let_be (db, found->id, error))
    return FALSE;
  if (is_erased) {
    news->taken = found->id;
    return confab_store_messages_take_back (db, found->id, CONFAB_LINE_TAKEN_BACK, error);
  }
  news->line = line_new (line_id, row, CONFAB_LINE_TAKEN_KEPT);
  return confab_store_messages_set_taken (db, found->id, error) &&
         confab_store_messages_add (db, news->line, error);
}

gboolean
confab_messaging_retract_hear (ConfabStoreDb *db, const ConfabStoreMessage *row,
    const ConfabMessagingRetraction *word, ConfabMessagingRetractNews *news, GError **error) {
  const char *wire_id = read_word (word);
  g_autoptr (ConfabStoreMessage) found = NULL;
  g_autofree char *note = NULL;
  /* A row is looked for by the writer and the chat of the word itself. */
  ConfabRetractFacts facts = { .is_same_writer = TRUE,
    .is_sealed = word->opened != NULL,
    .is_device_used = word->opened != NULL && word->opened->verdict >= CONFAB_DEVICE_TRUSTED,
    .may_be_plain = word->may_be_plain };
  ConfabReason why = CONFAB_REASON_NONE;
  ConfabRetractVerdict verdict;

  if (wire_id == NULL)
    return TRUE;
  if (!confab_store_messages_find_meant (
          db, row->account, row->peer, row->is_own, wire_id, &found, error))
    return FALSE;
  facts.is_here = found != NULL;
  facts.was_sealed = found != NULL && found->is_sealed;
  facts.is_taken = found != NULL && is_taken (found);
  facts.is_kept = found != NULL && found->is_kept;
  verdict = confab_safety_judge_retract (&facts, &why);
  news->is_heard = why == CONFAB_REASON_NONE;
  switch (verdict) {
  case CONFAB_RETRACT_IGNORE:
    break;
  case CONFAB_RETRACT_NOTE:
    note = dup_note (row->is_own, facts.is_sealed, row->peer, wire_id);
    return confab_store_seen_note (db, row->account, note, word->now_us, error);
  case CONFAB_RETRACT_SAY:
  case CONFAB_RETRACT_ERASE:
    return take (db, row, found, word->line_id, verdict == CONFAB_RETRACT_ERASE, news, error);
  }
  return TRUE;
}

static gboolean
was_noted (ConfabStoreDb *db, const ConfabStoreMessage *row, gboolean is_sealed, gint64 now_us,
    gboolean *was, GError **error) {
  g_autofree char *note = dup_note (row->is_own, is_sealed, row->peer, row->wire_id);
  gint64 days = -1;

  if (!confab_store_seen_get_days (db, row->account, note, now_us, &days, error))
    return FALSE;
  *was = *was || days >= 0;
  return TRUE;
}

gboolean
confab_messaging_retract_catch (
    ConfabStoreDb *db, ConfabStoreMessage *row, gint64 now_us, GError **error) {
  gboolean was = FALSE;

  if (row->wire_id == NULL ||
      (row->kind != CONFAB_STORE_KIND_TEXT && row->kind != CONFAB_STORE_KIND_FILE))
    return TRUE;
  /* A word in the clear takes nothing back that was sealed. */
  if (!was_noted (db, row, TRUE, now_us, &was, error) ||
      (!row->is_sealed && !was_noted (db, row, FALSE, now_us, &was, error)))
    return FALSE;
  if (!was)
    return TRUE;
  explicit_bzero (row->text, strlen (row->text));
  row->kind = CONFAB_STORE_KIND_LINE;
  row->reason = CONFAB_LINE_TAKEN_BACK;
  row->is_unchecked = FALSE;
  row->timer = 0;
  row->mark = CONFAB_STORE_MARK_NONE;
  row->changed_us = 0;
  row->n_changes = 0;
  g_clear_pointer (&row->file, confab_store_file_free);
  return TRUE;
}

ConfabModelChat *
confab_messaging_find_open_chat (ConfabMessaging *self, const char *peer) {
  ConfabModelContact *contact = confab_model_account_find_contact (self->account, peer);
  ConfabModelChat *chat = contact != NULL ? confab_model_contact_get_chat (contact) : NULL;

  return chat != NULL && g_hash_table_contains (self->chats, chat) ? chat : NULL;
}

static void
show_taken (ConfabModelChat *chat, gint64 id) {
  ConfabModelTimeline *timeline = confab_model_chat_get_timeline (chat);
  ConfabModelMessage *message = confab_model_timeline_find (timeline, id);

  if (message == NULL)
    return;
  if (confab_model_chat_get_changing (chat) == message)
    confab_model_chat_set_changing (chat, NULL);
  confab_model_message_take_back (message);
  confab_model_timeline_show_again (timeline, id);
}

static DexFuture *
on_scrubbed (DexFuture *future, gpointer data) {
  g_autoptr (ConfabMessaging) self = g_weak_ref_get (data);

  if (self == NULL)
    return NULL;
  dex_clear (&self->scrubbing);
  if (self->scrubs_again && !self->is_stopped)
    confab_messaging_retract_scrub (self);
  return NULL;
}

/* The vault is written anew, all of it: the first time at once, and then not more often than the
 * pause lets, however much somebody takes back. What comes between is erased too, but for what is
 * left in the slack of its pages; quitting does not wait for the pause. */
void
confab_messaging_retract_scrub (ConfabMessaging *self) {
  self->scrubs_again = self->scrubbing != NULL;
  if (self->scrubbing != NULL)
    return;
  self->scrubbing =
      dex_future_finally (dex_future_all (confab_store_vault_scrub (self->vault),
                              confab_base_clock_sleep (self->clock, SCRUB_PAUSE_US), NULL),
          on_scrubbed, confab_base_weak_new (self), confab_base_weak_free);
  /* A vault that is shut says so at once. */
  if (!dex_future_is_pending (self->scrubbing))
    dex_clear (&self->scrubbing);
}

void
confab_messaging_retract_show (
    ConfabMessaging *self, const char *peer, const ConfabMessagingRetractNews *news) {
  ConfabModelContact *contact = confab_model_account_find_contact (self->account, peer);
  ConfabModelChat *chat = confab_messaging_find_open_chat (self, peer);

  if (news->taken != 0) {
    confab_messaging_files_call_off (self, news->taken);
    if (chat != NULL)
      show_taken (chat, news->taken);
    if (contact != NULL)
      g_signal_emit_by_name (self, "message-taken", contact);
    confab_messaging_retract_scrub (self);
  }
  /* What was written after it may have waited for it. */
  if (news->is_own)
    confab_messaging_walk_from (self, 1);
  if (news->line != NULL && chat != NULL) {
    g_autoptr (ConfabModelMessage) shown = confab_messaging_model_from_row (news->line);

    confab_model_timeline_append (confab_model_chat_get_timeline (chat), shown);
  }
}

/* ---- out ---- */

typedef struct {
  gint64 id;
  gint64 account;
  gboolean is_handed;       /* the stream has it */
  ConfabStoreMessage *line; /* to the other side */
  GArray *gone;             /* gint64: rows that went */
  gboolean is_taken;        /* a line stands in its place; else it just went */
} TakeJob;

static void
take_job_free (gpointer data) {
  TakeJob *job = data;

  confab_store_message_free (job->line);
  g_array_unref (job->gone);
  g_free (job);
}

/* It left, or may have: here a line stays, and the other side is asked. */
static gboolean
take_sent (ConfabStoreDb *db, TakeJob *job, const ConfabStoreMessage *row, GError **error) {
  job->is_taken = TRUE;
  job->line->is_sealed = row->is_sealed;
  job->line->retracts = g_strdup (row->wire_id);
  return confab_store_outbox_let_be (db, row->id, error) &&
         confab_store_messages_take_back (db, row->id, CONFAB_LINE_TAKEN_BACK, error) &&
         confab_store_timers_drop_lines (
             db, row->account, row->peer, CONFAB_LINE_ASKED_ERASE, job->gone, error) &&
         confab_store_outbox_add (db, job->line, error);
}

static gboolean
run_take (ConfabStoreDb *db, gpointer data, GError **error) {
  TakeJob *job = data;
  g_autoptr (ConfabStoreMessage) row = confab_store_messages_get (db, job->id, error);
  gboolean is_gone = FALSE;

  if (row == NULL)
    return FALSE;
  if (!row->is_own || row->kind != CONFAB_STORE_KIND_TEXT || row->wire_id == NULL ||
      (row->state == CONFAB_STORE_STATE_FAILED && row->change_id == NULL)) {
    g_set_error_literal (
        error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_NOT_FOUND, "There is nothing to take back");
    return FALSE;
  }
  if (!job->is_handed && !confab_store_outbox_withdraw (db, job->id, FALSE, &is_gone, error))
    return FALSE;
  if (is_gone) {
    g_array_append_val (job->gone, job->id);
    return TRUE;
  }
  return take_sent (db, job, row, error);
}

typedef struct {
  ConfabMessaging *self;
  ConfabModelChat *chat;
  gint64 id;
} Taking;

static void
taking_free (gpointer data) {
  Taking *taking = data;

  g_object_unref (taking->self);
  g_object_unref (taking->chat);
  g_free (taking);
}

static DexFuture *
on_taken (DexFuture *future, gpointer data) {
  Taking *taking = data;
  ConfabMessaging *self = taking->self;
  TakeJob *job = confab_store_job_data (future);
  ConfabModelTimeline *timeline = confab_model_chat_get_timeline (taking->chat);

  if (self->is_stopped)
    return NULL;
  for (guint i = 0; i < job->gone->len; i++)
    confab_model_timeline_remove (timeline, g_array_index (job->gone, gint64, i));
  if (job->is_taken && g_hash_table_contains (self->chats, taking->chat)) {
    g_autoptr (ConfabModelMessage) line = confab_messaging_model_from_row (job->line);

    show_taken (taking->chat, job->id);
    confab_model_timeline_append (timeline, line);
  }
  /* What was written after it may have waited for what it was to say. */
  confab_messaging_walk_from (self, job->id);
  return confab_store_vault_scrub (self->vault);
}

/* It stays as it is, and may leave again; others may be about to be taken back. */
static DexFuture *
on_not_taken (DexFuture *future, gpointer data) {
  Taking *taking = data;

  if (!taking->self->is_stopped) {
    g_hash_table_remove (taking->self->taken, &taking->id);
    confab_messaging_walk_from (taking->self, 1);
  }
  return NULL;
}

static Taking *
taking_new (ConfabMessaging *self, ConfabModelChat *chat, gint64 id) {
  Taking *taking = g_new0 (Taking, 1);

  taking->self = g_object_ref (self);
  taking->chat = g_object_ref (chat);
  taking->id = id;
  return taking;
}

DexFuture *
confab_messaging_take_back (
    ConfabMessaging *self, ConfabModelChat *chat, ConfabModelMessage *message) {
  ConfabStoreMessage row = { .account = confab_model_account_get_id (self->account),
    .peer = (char *)confab_model_contact_get_address (confab_model_chat_get_contact (chat)),
    .is_own = TRUE,
    .time_us = confab_base_clock_wall_us (self->clock) };
  gint64 id = confab_model_message_get_id (message);
  TakeJob *job;
  DexFuture *future;

  if (self->is_stopped || self->aside != NULL)
    return confab_messaging_stopped ();
  if (!confab_model_message_is_own (message) ||
      confab_model_message_get_kind (message) != CONFAB_MESSAGE_KIND_TEXT ||
      (confab_model_message_get_state (message) == CONFAB_MESSAGE_FAILED &&
          confab_model_message_get_changed_us (message) == 0))
    return dex_future_new_reject (
        CONFAB_MESSAGING_ERROR, CONFAB_MESSAGING_ERROR_REFUSED, "it cannot be taken back");
  if (confab_model_chat_get_changing (chat) == message)
    confab_model_chat_set_changing (chat, NULL);
  job = g_new0 (TakeJob, 1);
  job->id = id;
  job->account = row.account;
  job->is_handed = g_hash_table_contains (self->handed, &id);
  job->gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  job->line = line_new (confab_messaging_next_id (self), &row, CONFAB_LINE_ASKED_ERASE);
  job->line->wire_id = confab_base_random_dup_id (self->random, ID_BYTES);
  /* What is being sealed at this moment is not handed over any more. */
  g_hash_table_add (self->taken, g_memdup2 (&id, sizeof id));
  g_hash_table_remove (self->waits, &id);
  future = dex_future_catch (confab_store_vault_write (self->vault, run_take, job, take_job_free),
      on_not_taken, taking_new (self, chat, id), taking_free);
  return dex_future_then (future, on_taken, taking_new (self, chat, id), taking_free);
}
