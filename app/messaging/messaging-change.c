/* Messages that say something else than they did. What comes in is judged in the transaction that
 * hears it; what may not replace anything is a message like any other. The old text goes from the
 * disk, the index and memory, and a mark stays for as long as the message does, so that nothing is
 * ever rewritten unseen; theirs is unread again. A text that comes before the one that it replaces
 * stands in its place, and that is remembered as a keyed hash. An own message that never left just
 * says something else; what left, or may have, is sent once more as a change. Refuses to have
 * anything live longer by it. */

#include "messaging/messaging-change.h"

#include "messaging/messaging-retract.h"
#include "messaging/messaging-typing.h"
#include "store/store-timers.h"
#include "xep/xep-correct.h"

#define ID_BYTES 16

void
confab_messaging_change_news_clear (ConfabMessagingChangeNews *news) {
  g_clear_pointer (&news->row, confab_store_message_free);
}

/* ---- in ---- */

static char *
dup_note (gboolean is_own, gboolean is_sealed, const char *peer, const char *wire_id) {
  return g_strdup_printf ("%s-%s\n%s\n%s", is_own ? "own-replaced" : "replaced",
      is_sealed ? "sealed" : "plain", peer, wire_id);
}

/* Version 2 has the word inside. What stands outside of a seal is a server's to write: so of v0.3
 * nothing replaces anything. */
static const char *
read_word (const ConfabMessagingChange *word) {
  const ConfabOmemoOpened *opened = word->opened;

  if (opened == NULL)
    return word->in_the_clear;
  if (opened->version != CONFAB_OMEMO_TWO || opened->outcome != CONFAB_OMEMO_OPENED ||
      opened->content == NULL)
    return NULL;
  return confab_xep_correct_read (opened->content);
}

gboolean
confab_messaging_change_is_said (const ConfabMessagingChange *word) {
  return read_word (word) != NULL;
}

/* `timer`: seconds that the text is to stay; 0: it has none. */
static gboolean
gather (ConfabStoreDb *db, const ConfabStoreMessage *found, gint64 time_us, guint32 timer,
    ConfabCorrectFacts *facts, GError **error) {
  facts->is_here = TRUE;
  facts->was_sealed = found->is_sealed;
  facts->was_text = found->kind == CONFAB_STORE_KIND_TEXT;
  facts->is_taken = found->is_taken || (found->kind == CONFAB_STORE_KIND_LINE &&
                                           found->reason == CONFAB_LINE_TAKEN_BACK);
  facts->is_kept = found->is_kept;
  facts->is_older = found->changed_us > time_us;
  facts->n_changes = found->n_changes;
  facts->age_us = time_us - found->time_us;
  facts->ends_in_time = timer == 0 || (found->timer > 0 && found->timer <= timer);
  return confab_store_changes_is_last (db, found, &facts->is_last, error);
}

/* It comes before what it replaces, or long after that was forgotten here. */
static gboolean
stand_in (ConfabStoreDb *db, ConfabStoreMessage *row, const char *wire_id,
    const ConfabMessagingChange *word, GError **error) {
  g_autofree char *note = dup_note (row->is_own, word->opened != NULL, row->peer, wire_id);

  g_free (row->change_id);
  row->change_id = g_steal_pointer (&row->wire_id);
  row->wire_id = g_strdup (wire_id);
  row->changed_us = row->time_us;
  row->n_changes = 1;
  return confab_store_seen_note (db, row->account, note, word->now_us, error);
}

static gboolean
change (ConfabStoreDb *db, const ConfabStoreMessage *row, const ConfabStoreMessage *found,
    ConfabMessagingChangeNews *news, GError **error) {
  ConfabStoreChange change = { .id = found->id,
    .text = row->text,
    .change_id = row->wire_id != NULL ? row->wire_id : found->wire_id,
    .changed_us = row->time_us,
    .reason = row->is_own ? found->reason : row->reason,
    .is_sealed = row->is_sealed,
    .is_unchecked = row->is_unchecked,
    .is_unread = !row->is_own,
    .mark = row->is_own ? CONFAB_STORE_MARK_NONE : row->mark };

  if (!confab_store_changes_put (db, &change, error))
    return FALSE;
  news->was_read = !row->is_own && !found->is_unread;
  news->row = confab_store_messages_get (db, found->id, error);
  return news->row != NULL;
}

gboolean
confab_messaging_change_hear (ConfabStoreDb *db, ConfabStoreMessage *row,
    const ConfabMessagingChange *word, ConfabMessagingChangeNews *news, GError **error) {
  const char *wire_id = read_word (word);
  g_autoptr (ConfabStoreMessage) found = NULL;
  /* A row is looked for by the writer and the chat of the text itself. */
  ConfabCorrectFacts facts = { .is_same_writer = TRUE,
    .is_text = row->kind == CONFAB_STORE_KIND_TEXT,
    .is_sealed = word->opened != NULL,
    .is_device_used = word->opened != NULL && word->opened->verdict >= CONFAB_DEVICE_TRUSTED,
    .may_be_plain = word->may_be_plain };
  ConfabReason why = CONFAB_REASON_NONE;

  if (wire_id == NULL)
    return TRUE;
  if (!confab_store_messages_find_meant (
          db, row->account, row->peer, row->is_own, wire_id, &found, error) ||
      (found != NULL && !gather (db, found, row->time_us, row->timer, &facts, error)))
    return FALSE;
  switch (confab_safety_judge_correct (&facts, &why)) {
  case CONFAB_CORRECT_APART:
    break;
  case CONFAB_CORRECT_DROP:
    news->is_no_row = TRUE;
    break;
  case CONFAB_CORRECT_FIRST:
    return stand_in (db, row, wire_id, word, error);
  case CONFAB_CORRECT_CHANGE:
    news->is_no_row = TRUE;
    return change (db, row, found, news, error);
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
confab_messaging_change_catch (ConfabStoreDb *db, const ConfabStoreMessage *row, gint64 now_us,
    gboolean *is_no_row, GError **error) {
  gboolean was = FALSE;

  if (row->wire_id == NULL || row->changed_us != 0 || row->kind != CONFAB_STORE_KIND_TEXT)
    return TRUE;
  /* A text in the clear stands for nothing that was sealed. */
  if (!was_noted (db, row, TRUE, now_us, &was, error) ||
      (!row->is_sealed && !was_noted (db, row, FALSE, now_us, &was, error)))
    return FALSE;
  *is_no_row = was;
  return TRUE;
}

static void
show (ConfabModelChat *chat, ConfabModelMessage *as) {
  ConfabModelTimeline *timeline = confab_model_chat_get_timeline (chat);
  ConfabModelMessage *message =
      confab_model_timeline_find (timeline, confab_model_message_get_id (as));

  if (message == NULL)
    return;
  /* Another device of ours changed it: what is typed here would undo that unseen. */
  if (confab_model_chat_get_changing (chat) == message)
    confab_model_chat_set_changing (chat, NULL);
  confab_model_message_change (message, as);
  confab_model_timeline_show_again (timeline, confab_model_message_get_id (as));
}

void
confab_messaging_change_show (
    ConfabMessaging *self, const char *peer, const ConfabMessagingChangeNews *news) {
  ConfabModelContact *contact = confab_model_account_find_contact (self->account, peer);
  ConfabModelChat *chat = confab_messaging_find_open_chat (self, peer);
  g_autoptr (ConfabModelMessage) as = NULL;

  if (news->row == NULL)
    return;
  confab_messaging_retract_scrub (self);
  if (contact == NULL)
    return;
  as = confab_messaging_model_from_theirs (news->row, confab_messaging_may_be_plain (contact));
  if (chat != NULL)
    show (chat, as);
  if (news->was_read)
    confab_model_contact_set_unread (contact, confab_model_contact_get_unread (contact) + 1);
  if (!news->row->is_own)
    g_signal_emit_by_name (self, "message-changed", contact, as);
}

/* ---- out ---- */

typedef struct {
  gint64 id;
  char *text;
  char *change_id;
  gint64 now_us;
  gboolean is_handed; /* the stream has it */
  gboolean has_left;
  ConfabStoreMessage *row; /* as it is now */
} PutJob;

static void
put_job_free (gpointer data) {
  PutJob *job = data;

  explicit_bzero (job->text, strlen (job->text));
  g_free (job->text);
  g_free (job->change_id);
  g_clear_pointer (&job->row, confab_store_message_free);
  g_free (job);
}

/* What others are asked to do is what is done here: the same judge. What the user kept they may
 * change themselves. */
static gboolean
may_change (ConfabStoreDb *db, const ConfabStoreMessage *row, gint64 now_us, GError **error) {
  ConfabCorrectFacts facts = {
    .is_same_writer = row->is_own, .is_text = TRUE, .is_sealed = TRUE, .is_device_used = TRUE
  };
  ConfabReason why = CONFAB_REASON_NONE;
  ConfabStoreTimer timer;

  if (!confab_store_timers_get (db, row->account, row->peer, &timer, error) ||
      !gather (db, row, now_us, timer.seconds, &facts, error))
    return FALSE;
  facts.is_kept = facts.is_older = FALSE;
  if (row->wire_id != NULL && (row->state != CONFAB_STORE_STATE_FAILED || row->change_id != NULL) &&
      row->state != CONFAB_STORE_STATE_RECEIVED &&
      confab_safety_judge_correct (&facts, &why) == CONFAB_CORRECT_CHANGE)
    return TRUE;
  g_set_error_literal (
      error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_NOT_FOUND, "There is nothing to change");
  return FALSE;
}

static gboolean
run_put (ConfabStoreDb *db, gpointer data, GError **error) {
  PutJob *job = data;
  g_autoptr (ConfabStoreMessage) row = confab_store_messages_get (db, job->id, error);
  ConfabStoreChange change = {
    .id = job->id, .text = job->text, .change_id = job->change_id, .changed_us = job->now_us
  };

  if (row == NULL || !may_change (db, row, job->now_us, error))
    return FALSE;
  change.is_sealed = row->is_sealed;
  if (!confab_store_outbox_change (db, row, &change, job->is_handed, &job->has_left, error))
    return FALSE;
  job->row = confab_store_messages_get (db, job->id, error);
  return job->row != NULL;
}

typedef struct {
  ConfabMessaging *self;
  ConfabModelChat *chat;
  gint64 id;
} Putting;

static void
putting_free (gpointer data) {
  Putting *putting = data;

  g_object_unref (putting->self);
  g_object_unref (putting->chat);
  g_free (putting);
}

static Putting *
putting_new (ConfabMessaging *self, ConfabModelChat *chat, gint64 id) {
  Putting *putting = g_new0 (Putting, 1);

  putting->self = g_object_ref (self);
  putting->chat = g_object_ref (chat);
  putting->id = id;
  return putting;
}

static DexFuture *
on_put (DexFuture *future, gpointer data) {
  Putting *putting = data;
  ConfabMessaging *self = putting->self;
  PutJob *job = confab_store_job_data (future);
  ConfabModelMessage *message;

  if (self->is_stopped)
    return NULL;
  g_hash_table_remove (self->taken, &putting->id);
  message =
      confab_model_timeline_find (confab_model_chat_get_timeline (putting->chat), putting->id);
  if (message != NULL) {
    g_autoptr (ConfabModelMessage) as = confab_messaging_model_from_row (job->row);

    if (job->has_left)
      confab_model_message_set_state (message, CONFAB_MESSAGE_WAITING, CONFAB_REASON_NONE);
    show (putting->chat, as);
  }
  confab_messaging_walk_from (self, putting->id);
  confab_messaging_retract_scrub (self);
  return confab_messaging_done ();
}

/* It says what it said, and may leave again. */
static DexFuture *
on_not_put (DexFuture *future, gpointer data) {
  Putting *putting = data;

  if (!putting->self->is_stopped) {
    g_hash_table_remove (putting->self->taken, &putting->id);
    confab_messaging_walk_from (putting->self, putting->id);
  }
  return NULL;
}

DexFuture *
confab_messaging_change_put (ConfabMessaging *self, ConfabModelChat *chat, const char *text) {
  g_autoptr (ConfabModelMessage) message = NULL;
  PutJob *job;
  DexFuture *future;
  gint64 id;

  g_set_object (&message, confab_model_chat_get_changing (chat));
  g_return_val_if_fail (message != NULL, confab_messaging_stopped ());
  id = confab_model_message_get_id (message);
  if (g_hash_table_contains (self->taken, &id))
    return dex_future_new_reject (
        CONFAB_MESSAGING_ERROR, CONFAB_MESSAGING_ERROR_REFUSED, "it is taken back, or changed");
  confab_model_chat_set_changing (chat, NULL);
  if (g_str_equal (confab_model_message_get_text (message), text))
    return confab_messaging_done ();
  job = g_new0 (PutJob, 1);
  job->id = id;
  job->text = g_strdup (text);
  job->change_id = confab_base_random_dup_id (self->random, ID_BYTES);
  job->now_us = confab_base_clock_wall_us (self->clock);
  job->is_handed = g_hash_table_contains (self->handed, &id);
  /* What is being sealed at this moment is not handed over as it is. */
  g_hash_table_add (self->taken, g_memdup2 (&id, sizeof id));
  future = dex_future_catch (confab_store_vault_write (self->vault, run_put, job, put_job_free),
      on_not_put, putting_new (self, chat, id), putting_free);
  return dex_future_then (future, on_put, putting_new (self, chat, id), putting_free);
}

gboolean
confab_messaging_begin_change (
    ConfabMessaging *self, ConfabModelChat *chat, ConfabModelMessage *message) {
  if (self->is_stopped || self->aside != NULL || !confab_model_chat_may_change (chat, message))
    return FALSE;
  confab_model_chat_set_question (chat, NULL);
  confab_model_chat_set_changing (chat, message);
  return TRUE;
}

void
confab_messaging_end_change (ConfabMessaging *self, ConfabModelChat *chat) {
  if (confab_model_chat_get_changing (chat) == NULL)
    return;
  confab_model_chat_set_question (chat, NULL);
  confab_model_chat_set_changing (chat, NULL);
}

void
confab_messaging_set_change (ConfabMessaging *self, ConfabModelChat *chat, const char *text) {
  if (self->is_stopped || g_str_equal (confab_model_chat_get_written (chat), text))
    return;
  confab_messaging_typing_changed (self, chat, text);
  confab_model_chat_set_change (chat, text);
}
