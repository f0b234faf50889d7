/* Messages that disappear: who set the timer of a chat, and what the other program answers. The
 * last word of either side holds; saying it again is an agreement, and nothing that comes in is
 * ever answered by itself, so two programs cannot go on for ever. Believed is what was sealed
 * (OMEMO 2) by a device that is used, and nothing else: a timer in the clear would let every server
 * on the way have messages erased. Refuses to count silence as a yes. */

#include "messaging/messaging-timer.h"

#include "xep/xep-ephemeral.h"

#define ID_BYTES 16

void
confab_messaging_timer_news_clear (ConfabMessagingTimerNews *news) {
  g_clear_pointer (&news->line, confab_store_message_free);
  g_clear_pointer (&news->gone, g_array_unref);
}

static gboolean
has_end (const ConfabStoreMessage *row) {
  return row->kind == CONFAB_STORE_KIND_TEXT || row->kind == CONFAB_STORE_KIND_FILE;
}

static ConfabStoreMessage *
line_new (gint64 id, const ConfabStoreMessage *row, guint32 seconds) {
  ConfabStoreMessage *line = g_new0 (ConfabStoreMessage, 1);

  line->id = id;
  line->account = row->account;
  line->peer = g_strdup (row->peer);
  line->is_own = row->is_own;
  line->is_sealed = TRUE;
  line->kind = CONFAB_STORE_KIND_LINE;
  line->reason = CONFAB_LINE_TIMER;
  line->state = row->is_own ? CONFAB_STORE_STATE_SENT : CONFAB_STORE_STATE_RECEIVED;
  line->time_us = row->time_us;
  line->text = g_strdup ("");
  line->timer = seconds;
  return line;
}

/* ---- in ---- */

typedef struct {
  ConfabEphemeral what;
  guint32 seconds;
  gboolean is_text;
  gboolean is_believed;
  gint64 now_us;
} Said;

static void
read_said (const ConfabOmemoOpened *opened, Said *said) {
  *said = (Said){ 0 };
  if (opened == NULL ||
      (opened->outcome != CONFAB_OMEMO_OPENED && opened->outcome != CONFAB_OMEMO_OPENED_EMPTY))
    return;
  said->is_text = opened->outcome == CONFAB_OMEMO_OPENED;
  said->is_believed = opened->verdict >= CONFAB_DEVICE_TRUSTED;
  if (opened->version == CONFAB_OMEMO_TWO && opened->content != NULL)
    said->what = confab_xep_ephemeral_read (opened->content, &said->seconds);
}

/* Written before the last change; what a clock says that stood ahead then is not believed. */
static gboolean
is_older (const Said *said, const ConfabStoreTimer *timer, gint64 time_us) {
  return time_us < timer->set_us && timer->set_us <= said->now_us;
}

/* What was written before the last change says nothing of it; nor does a text with the timer of
 * before, while the other program may not have heard of the new one. */
static gboolean
is_late (const Said *said, const ConfabStoreTimer *timer, gint64 time_us) {
  return is_older (said, timer, time_us) ||
         (said->is_text && !timer->is_theirs && timer->answer == CONFAB_STORE_TIMER_ASKED &&
             timer->set_us > 0 && said->seconds == timer->before);
}

static gboolean
change (ConfabStoreDb *db, const ConfabStoreMessage *row, const Said *said, gint64 line_id,
    ConfabMessagingTimerNews *news, GError **error) {
  news->timer = (ConfabStoreTimer){ .seconds = said->seconds,
    .is_theirs = !row->is_own,
    .answer = row->is_own ? CONFAB_STORE_TIMER_ASKED : CONFAB_STORE_TIMER_AGREED,
    .before = news->timer.seconds,
    .set_us = row->time_us };
  news->is_some = TRUE;
  news->line = line_new (line_id, row, said->seconds);
  news->gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  return confab_store_timers_set (db, row->account, row->peer, &news->timer, error) &&
         confab_store_timers_drop_lines (
             db, row->account, row->peer, CONFAB_LINE_TIMER, news->gone, error) &&
         confab_store_messages_add (db, news->line, error);
}

static gboolean
take_answer (ConfabStoreDb *db, const ConfabStoreMessage *row, ConfabStoreTimerAnswer answer,
    ConfabMessagingTimerNews *news, GError **error) {
  if (news->timer.answer == answer || news->timer.set_us == 0)
    return TRUE;
  news->timer.answer = answer;
  news->is_some = TRUE;
  return confab_store_timers_set (db, row->account, row->peer, &news->timer, error);
}

static gboolean
hear_chat (ConfabStoreDb *db, const ConfabStoreMessage *row, const Said *said, gint64 line_id,
    ConfabMessagingTimerNews *news, GError **error) {
  if (!said->is_believed)
    return TRUE;
  if (said->what == CONFAB_EPHEMERAL_NONE)
    return row->is_own || !said->is_text || news->timer.seconds == 0 ||
           is_older (said, &news->timer, row->time_us) ||
           take_answer (db, row, CONFAB_STORE_TIMER_SILENT, news, error);
  if (said->seconds == news->timer.seconds)
    return row->is_own || take_answer (db, row, CONFAB_STORE_TIMER_AGREED, news, error);
  return is_late (said, &news->timer, row->time_us) || change (db, row, said, line_id, news, error);
}

gboolean
confab_messaging_timer_hear (ConfabStoreDb *db, ConfabStoreMessage *row,
    const ConfabOmemoOpened *opened, gint64 line_id, gint64 now_us, ConfabMessagingTimerNews *news,
    GError **error) {
  Said said;

  read_said (opened, &said);
  said.now_us = now_us;
  if (!confab_store_timers_get (db, row->account, row->peer, &news->timer, error) ||
      !hear_chat (db, row, &said, line_id, news, error))
    return FALSE;
  if (!has_end (row))
    return TRUE;
  /* Both are kept to: what its writer said, and what holds in this chat. */
  row->timer = news->timer.seconds;
  if (said.what == CONFAB_EPHEMERAL_SET)
    row->timer = row->timer > 0 ? MIN (row->timer, said.seconds) : said.seconds;
  return TRUE;
}

static ConfabModelChat *
find_chat (ConfabMessaging *self, const char *peer) {
  ConfabModelContact *contact = confab_model_account_find_contact (self->account, peer);

  return contact != NULL ? confab_model_contact_get_chat (contact) : NULL;
}

static void
show_timer (ConfabModelChat *chat, const ConfabStoreTimer *timer) {
  confab_model_chat_set_timer (
      chat, timer->seconds, timer->is_theirs, (ConfabModelTimerAnswer)timer->answer);
}

/* The line that holds, in place of those before it. */
static void
show_line (
    ConfabMessaging *self, ConfabModelChat *chat, const ConfabStoreMessage *line, GArray *gone) {
  ConfabModelTimeline *timeline = confab_model_chat_get_timeline (chat);
  g_autoptr (ConfabModelMessage) shown = confab_messaging_model_from_row (line);

  if (!g_hash_table_contains (self->chats, chat))
    return;
  for (guint i = 0; i < gone->len; i++)
    confab_model_timeline_remove (timeline, g_array_index (gone, gint64, i));
  confab_model_timeline_append (timeline, shown);
}

void
confab_messaging_timer_show (
    ConfabMessaging *self, const char *peer, ConfabMessagingTimerNews *news) {
  ConfabModelChat *chat = find_chat (self, peer);

  if (!news->is_some || chat == NULL)
    return;
  show_timer (chat, &news->timer);
  if (news->line != NULL)
    show_line (self, chat, news->line, news->gone);
}

/* ---- nobody to tell ---- */

gboolean
confab_messaging_timer_unheard (
    ConfabStoreDb *db, gint64 account, const char *peer, GError **error) {
  ConfabStoreTimer timer;

  if (!confab_store_timers_get (db, account, peer, &timer, error))
    return FALSE;
  if (timer.set_us == 0)
    return TRUE;
  timer.answer = CONFAB_STORE_TIMER_SILENT;
  return confab_store_timers_set (db, account, peer, &timer, error);
}

void
confab_messaging_timer_show_unheard (ConfabMessaging *self, const char *peer) {
  ConfabModelChat *chat = find_chat (self, peer);

  if (chat != NULL)
    confab_model_chat_set_timer (chat, confab_model_chat_get_timer (chat),
        confab_model_chat_is_timer_theirs (chat), CONFAB_TIMER_SILENT);
}

/* ---- out ---- */

typedef struct {
  ConfabStoreMessage *line;
  ConfabStoreTimer timer;
  GArray *gone;
  gboolean is_told; /* the line goes out; else there is nobody it could be sealed for */
  gboolean is_some;
} SetJob;

static void
set_job_free (gpointer data) {
  SetJob *job = data;

  confab_store_message_free (job->line);
  g_array_unref (job->gone);
  g_free (job);
}

static gboolean
run_set (ConfabStoreDb *db, gpointer data, GError **error) {
  SetJob *job = data;
  ConfabStoreMessage *line = job->line;
  ConfabStoreTimer before;

  if (!confab_store_timers_get (db, line->account, line->peer, &before, error))
    return FALSE;
  job->is_some = before.seconds != job->timer.seconds;
  if (!job->is_some)
    return TRUE;
  job->timer.before = before.seconds;
  job->timer.answer = job->is_told ? CONFAB_STORE_TIMER_ASKED : CONFAB_STORE_TIMER_SILENT;
  return confab_store_timers_set (db, line->account, line->peer, &job->timer, error) &&
         confab_store_timers_drop_lines (
             db, line->account, line->peer, CONFAB_LINE_TIMER, job->gone, error) &&
         (job->is_told ? confab_store_outbox_add (db, line, error)
                       : confab_store_messages_add (db, line, error));
}

typedef struct {
  ConfabMessaging *self;
  ConfabModelChat *chat;
} Setting;

static void
setting_free (gpointer data) {
  Setting *setting = data;

  g_object_unref (setting->self);
  g_object_unref (setting->chat);
  g_free (setting);
}

static DexFuture *
on_set (DexFuture *future, gpointer data) {
  Setting *setting = data;
  SetJob *job = confab_store_job_data (future);

  if (!job->is_some || setting->self->is_stopped)
    return NULL;
  show_timer (setting->chat, &job->timer);
  show_line (setting->self, setting->chat, job->line, job->gone);
  if (job->is_told)
    confab_messaging_walk_from (setting->self, job->line->id);
  return NULL;
}

DexFuture *
confab_messaging_set_timer (ConfabMessaging *self, ConfabModelChat *chat, guint32 seconds) {
  ConfabModelContact *contact = confab_model_chat_get_contact (chat);
  ConfabStoreMessage row = { .account = confab_model_account_get_id (self->account),
    .peer = (char *)confab_model_contact_get_address (contact),
    .is_own = TRUE };
  ConfabSendFacts facts;
  ConfabReason why = CONFAB_REASON_NONE;
  ConfabSendVerdict verdict;
  SetJob *job;
  Setting *setting;

  if (self->is_stopped || self->aside != NULL)
    return confab_messaging_stopped ();
  if (seconds != 0 && !confab_xep_ephemeral_is_timer (seconds))
    return dex_future_new_reject (
        CONFAB_MESSAGING_ERROR, CONFAB_MESSAGING_ERROR_REFUSED, "no timer is that short or long");
  row.time_us = confab_base_clock_wall_us (self->clock);
  confab_messaging_send_facts (self, contact, 1, &facts);
  job = g_new0 (SetJob, 1);
  job->timer = (ConfabStoreTimer){ .seconds = seconds, .set_us = row.time_us };
  verdict = confab_safety_judge_send (&facts, &why);
  /* Where their keys are on their way it waits for them, as a text does. */
  job->is_told = verdict == CONFAB_SEND_SEAL || verdict == CONFAB_SEND_HOLD_FOR_KEYS;
  job->gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  job->line = line_new (confab_messaging_next_id (self), &row, seconds);
  job->line->wire_id = confab_base_random_dup_id (self->random, ID_BYTES);
  setting = g_new0 (Setting, 1);
  setting->self = g_object_ref (self);
  setting->chat = g_object_ref (chat);
  return dex_future_then (confab_store_vault_write (self->vault, run_set, job, set_job_free),
      on_set, setting, setting_free);
}

/* ---- what begins ---- */

static gboolean
run_begin (ConfabStoreDb *db, gpointer data, GError **error) {
  return confab_store_timers_has_fresh (db, data, error);
}

static DexFuture *
on_begun (DexFuture *future, gpointer data) {
  const gboolean *has = confab_store_job_data (future);
  ConfabMessaging *self = data;

  if (*has && !self->is_stopped)
    g_signal_emit_by_name (self, "timers");
  return NULL;
}

void
confab_messaging_timer_begin (ConfabMessaging *self) {
  dex_future_disown (dex_future_then (
      confab_store_vault_write (self->vault, run_begin, g_new0 (gboolean, 1), g_free), on_begun,
      g_object_ref (self), g_object_unref));
}

/* ---- at the start ---- */

typedef struct {
  gint64 account;
  GPtrArray *timers; /* ConfabStoreChatTimer */
} LoadJob;

static void
load_job_free (gpointer data) {
  LoadJob *job = data;

  g_clear_pointer (&job->timers, g_ptr_array_unref);
  g_free (job);
}

static gboolean
run_load (ConfabStoreDb *db, gpointer data, GError **error) {
  LoadJob *job = data;

  job->timers = confab_store_timers_list (db, job->account, error);
  return job->timers != NULL;
}

static DexFuture *
on_loaded (DexFuture *future, gpointer data) {
  const LoadJob *job = confab_store_job_data (future);

  for (guint i = 0; i < job->timers->len; i++) {
    const ConfabStoreChatTimer *row = g_ptr_array_index (job->timers, i);
    ConfabModelChat *chat = find_chat (data, row->peer);

    if (chat != NULL)
      show_timer (chat, &row->timer);
  }
  return NULL;
}

DexFuture *
confab_messaging_timer_load (ConfabMessaging *self) {
  LoadJob *job = g_new0 (LoadJob, 1);

  job->account = confab_model_account_get_id (self->account);
  return dex_future_then (confab_store_vault_read (self->vault, run_load, job, load_job_free),
      on_loaded, g_object_ref (self), g_object_unref);
}
