/* Chats: what is loaded, what is being written, what was read, and how a chat is closed and
 * forgotten. A chat that is only closed on the screen is still whole on the disk, so that a crash
 * loses nothing and Undo can bring it back. */

#include "messaging/messaging-keys.h"
#include "messaging/messaging-private.h"
#include "messaging/messaging-timer.h"
#include "messaging/messaging-typing.h"
#include "messaging/messaging-wait.h"

#include "base/base-log.h"
#include "base/base-weak.h"
#include "store/store-contacts.h"
#include "store/store-timers.h"

#define PAGE_ROWS 60                        /* rows that are loaded at a time */
#define DRAFT_DELAY_US (G_USEC_PER_SEC / 2) /* from a key press to the disk */

typedef struct {
  ConfabMessaging *self; /* not owned: sources are taken away by stop */
  ConfabModelChat *chat; /* not owned: lives as long as its key in `chats` */
} ChatSource;

/* ---- loading rows ---- */

typedef struct {
  gint64 account;
  char *peer;
  gint64 id;
  gboolean is_older;
  gboolean may_be_plain;
  GPtrArray *rows; /* ConfabStoreMessage */
} PageJob;

static void
page_job_free (gpointer data) {
  PageJob *job = data;

  g_free (job->peer);
  g_clear_pointer (&job->rows, g_ptr_array_unref);
  g_free (job);
}

static gboolean
run_page (ConfabStoreDb *db, gpointer data, GError **error) {
  PageJob *job = data;

  if (job->is_older)
    job->rows =
        confab_store_messages_before (db, job->account, job->peer, job->id, PAGE_ROWS, error);
  else
    job->rows =
        confab_store_messages_after (db, job->account, job->peer, job->id, PAGE_ROWS, error);
  return job->rows != NULL;
}

static DexFuture *
on_page (DexFuture *future, gpointer data) {
  ConfabModelTimeline *timeline = data;
  PageJob *job = confab_store_job_data (future);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < job->rows->len; i++)
    g_ptr_array_add (rows,
        confab_messaging_model_from_theirs (g_ptr_array_index (job->rows, i), job->may_be_plain));
  confab_model_timeline_give (timeline, job->is_older, rows, job->rows->len < PAGE_ROWS);
  return NULL;
}

/* The rows are there still; the next wish asks for them again. */
static DexFuture *
give_none (gpointer timeline, gboolean is_older) {
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  confab_base_log_warning ("messaging", "a page of a chat could not be read");
  confab_model_timeline_give (timeline, is_older, none, FALSE);
  return NULL;
}

static DexFuture *
on_older_failed (DexFuture *future, gpointer data) {
  return give_none (data, TRUE);
}

static DexFuture *
on_newer_failed (DexFuture *future, gpointer data) {
  return give_none (data, FALSE);
}

static DexFuture *
on_page_over (DexFuture *future, gpointer data) {
  confab_messaging_page_ends (data);
  return NULL;
}

static void
load_page (ChatSource *source, ConfabModelTimeline *timeline, gint64 id, gboolean is_older) {
  ConfabMessaging *self = source->self;
  ConfabModelContact *contact = confab_model_chat_get_contact (source->chat);
  PageJob *job = g_new0 (PageJob, 1);
  DexFuture *future;

  job->account = confab_model_account_get_id (self->account);
  job->peer = g_strdup (confab_model_contact_get_address (contact));
  job->may_be_plain = confab_messaging_may_be_plain (contact);
  job->id = id;
  job->is_older = is_older;
  /* The newest rows are read in the order of the writes, so that a chat that is being erased or
   * written to is never shown as it was; older ones come from the reader, which nothing delays. */
  if (id == 0)
    future = confab_store_vault_write (self->vault, run_page, job, page_job_free);
  else
    future = confab_store_vault_read (self->vault, run_page, job, page_job_free);
  future = dex_future_then (future, on_page, g_object_ref (timeline), g_object_unref);
  future = dex_future_catch (future, is_older ? on_older_failed : on_newer_failed,
      g_object_ref (timeline), g_object_unref);
  confab_messaging_page_begins (self);
  dex_future_disown (
      dex_future_finally (future, on_page_over, g_object_ref (self), g_object_unref));
}

static void
load_older (gpointer data, ConfabModelTimeline *timeline, gint64 id) {
  load_page (data, timeline, id, TRUE);
}

static void
load_newer (gpointer data, ConfabModelTimeline *timeline, gint64 id) {
  load_page (data, timeline, id, FALSE);
}

static const ConfabModelTimelineSource timeline_source = { load_older, load_newer };

static void
judge_chat (ConfabMessaging *self, ConfabModelChat *chat) {
  ConfabSendFacts facts;
  ConfabReason why = CONFAB_REASON_NONE;
  ConfabSendVerdict verdict;

  confab_messaging_send_facts (self, confab_model_chat_get_contact (chat), 1, &facts);
  verdict = confab_safety_judge_send (&facts, &why);
  confab_model_chat_set_send (chat, verdict, why, verdict == CONFAB_SEND_PLAIN_PERMITTED);
}

void
confab_messaging_judge (ConfabMessaging *self, ConfabModelContact *contact) {
  GHashTableIter iter;
  gpointer chat;

  g_hash_table_iter_init (&iter, self->chats);
  while (g_hash_table_iter_next (&iter, &chat, NULL))
    if (confab_model_chat_get_contact (chat) == contact)
      judge_chat (self, chat);
}

void
confab_messaging_prepare_chats (ConfabMessaging *self) {
  GHashTableIter iter;
  gpointer chat;

  g_hash_table_iter_init (&iter, self->chats);
  while (g_hash_table_iter_next (&iter, &chat, NULL)) {
    confab_messaging_keys_prepare (
        self, confab_model_contact_get_address (confab_model_chat_get_contact (chat)));
    judge_chat (self, chat);
  }
}

void
confab_messaging_open_chat (ConfabMessaging *self, ConfabModelChat *chat) {
  ConfabModelTimeline *timeline = confab_model_chat_get_timeline (chat);
  ChatSource *source;

  if (self->is_stopped || g_hash_table_contains (self->chats, chat))
    return;
  if (self->aside != NULL) {
    g_hash_table_add (self->aside, g_object_ref (chat));
    return;
  }
  source = g_new0 (ChatSource, 1);
  source->self = self;
  source->chat = chat;
  g_hash_table_insert (self->chats, g_object_ref (chat), source);
  confab_messaging_keys_prepare (
      self, confab_model_contact_get_address (confab_model_chat_get_contact (chat)));
  judge_chat (self, chat);
  confab_messaging_look_at_faces (self);
  confab_model_timeline_set_source (timeline, &timeline_source, source);
  confab_model_timeline_go_to_end (timeline);
  confab_model_chat_set_open (chat, TRUE);
}

/* ---- what is known at the start ---- */

typedef struct {
  gint64 account;
  GPtrArray *chats; /* ConfabStoreChat */
  GPtrArray *own;   /* ConfabStoreOwnKeep */
} LoadJob;

static void
load_job_free (gpointer data) {
  LoadJob *job = data;

  g_clear_pointer (&job->chats, g_ptr_array_unref);
  g_clear_pointer (&job->own, g_ptr_array_unref);
  g_free (job);
}

static gboolean
run_load (ConfabStoreDb *db, gpointer data, GError **error) {
  LoadJob *job = data;

  job->chats = confab_store_chats_list (db, job->account, error);
  if (job->chats == NULL)
    return FALSE;
  job->own = confab_store_retention_list_own (db, job->account, error);
  return job->own != NULL;
}

static DexFuture *
on_loaded (DexFuture *future, gpointer data) {
  ConfabMessaging *self = data;
  LoadJob *job = confab_store_job_data (future);

  for (guint i = 0; i < job->chats->len; i++) {
    const ConfabStoreChat *row = g_ptr_array_index (job->chats, i);
    ConfabModelContact *contact = confab_model_account_find_contact (self->account, row->peer);

    if (contact == NULL)
      continue;
    confab_model_contact_set_unread (contact, row->n_unread);
    confab_model_contact_set_last_us (contact, row->last_us);
    /* What was written since is newer. */
    if (!g_hash_table_contains (self->drafts, confab_model_contact_get_chat (contact)))
      confab_model_chat_set_draft (
          confab_model_contact_get_chat (contact), row->draft != NULL ? row->draft : "");
  }
  for (guint i = 0; i < job->own->len; i++) {
    const ConfabStoreOwnKeep *row = g_ptr_array_index (job->own, i);
    ConfabModelContact *contact = confab_model_account_find_contact (self->account, row->peer);

    if (contact != NULL)
      confab_model_chat_set_keep (confab_model_contact_get_chat (contact), row->keep);
  }
  confab_messaging_server_tidy (self, job->chats);
  confab_messaging_note_tidy (self, job->chats);
  return NULL;
}

DexFuture *
confab_messaging_load (ConfabMessaging *self) {
  LoadJob *job = g_new0 (LoadJob, 1);

  job->account = confab_model_account_get_id (self->account);
  return dex_future_all (
      dex_future_then (confab_store_vault_read (self->vault, run_load, job, load_job_free),
          on_loaded, g_object_ref (self), g_object_unref),
      confab_messaging_keys_load (self), confab_messaging_count_folded (self),
      confab_messaging_timer_load (self), confab_messaging_wait_load (self), NULL);
}

/* ---- drafts ---- */

typedef struct {
  gint64 account;
  char *peer;
  char *text;
  gint64 up_to;
} ChatJob;

static void
chat_job_free (gpointer data) {
  ChatJob *job = data;

  g_free (job->peer);
  g_free (job->text);
  g_free (job);
}

static ChatJob *
chat_job_new (ConfabMessaging *self, ConfabModelChat *chat) {
  ChatJob *job = g_new0 (ChatJob, 1);

  job->account = confab_model_account_get_id (self->account);
  job->peer = g_strdup (confab_model_contact_get_address (confab_model_chat_get_contact (chat)));
  return job;
}

static gboolean
run_draft (ConfabStoreDb *db, gpointer data, GError **error) {
  ChatJob *job = data;

  return confab_store_chats_set_draft (db, job->account, job->peer, job->text, error);
}

DexFuture *
confab_messaging_save_drafts (ConfabMessaging *self) {
  g_autoptr (GPtrArray) futures = g_ptr_array_new_with_free_func (dex_unref);
  GHashTableIter iter;
  gpointer chat;

  dex_clear (&self->drafts_timer);
  if (self->aside != NULL)
    return confab_messaging_done ();
  g_hash_table_iter_init (&iter, self->drafts);
  while (g_hash_table_iter_next (&iter, &chat, NULL)) {
    ChatJob *job = chat_job_new (self, chat);

    job->text = g_strdup (confab_model_chat_get_draft (chat));
    g_ptr_array_add (
        futures, confab_store_vault_write (self->vault, run_draft, job, chat_job_free));
    g_hash_table_iter_remove (&iter);
  }
  if (futures->len == 0)
    return confab_messaging_done ();
  return dex_future_allv ((DexFuture **)futures->pdata, futures->len);
}

static DexFuture *
on_draft_time (DexFuture *future, gpointer data) {
  g_autoptr (ConfabMessaging) self = g_weak_ref_get (data);

  if (self == NULL || self->is_stopped)
    return confab_messaging_done ();
  return confab_messaging_save_drafts (self);
}

void
confab_messaging_set_draft (ConfabMessaging *self, ConfabModelChat *chat, const char *text) {
  if (self->is_stopped || g_str_equal (confab_model_chat_get_draft (chat), text))
    return;
  confab_messaging_typing_changed (self, chat, text);
  confab_model_chat_set_draft (chat, text);
  g_hash_table_add (self->drafts, g_object_ref (chat));
  if (self->drafts_timer != NULL)
    return;
  self->drafts_timer = dex_future_then (confab_base_clock_sleep (self->clock, DRAFT_DELAY_US),
      on_draft_time, confab_base_weak_new (self), confab_base_weak_free);
}

/* ---- read ---- */

static gboolean
run_mark_read (ConfabStoreDb *db, gpointer data, GError **error) {
  ChatJob *job = data;

  return confab_store_chats_mark_read (db, job->account, job->peer, job->up_to, error);
}

void
confab_messaging_mark_read (ConfabMessaging *self, ConfabModelChat *chat) {
  ConfabModelContact *contact = confab_model_chat_get_contact (chat);
  GListModel *rows = G_LIST_MODEL (confab_model_chat_get_timeline (chat));
  guint n = g_list_model_get_n_items (rows);
  g_autoptr (ConfabModelMessage) last = n > 0 ? g_list_model_get_item (rows, n - 1) : NULL;
  gint64 folded_id;
  ChatJob *job;

  if (self->is_stopped || last == NULL || confab_model_contact_get_unread (contact) == 0 ||
      !confab_model_timeline_is_at_end (confab_model_chat_get_timeline (chat)))
    return;
  job = chat_job_new (self, chat);
  /* Who sees the chat sees the line that stands for what is folded. */
  confab_model_chat_get_folded (chat, &folded_id);
  job->up_to = MAX (confab_model_message_get_id (last), folded_id);
  confab_model_contact_set_unread (contact, 0);
  dex_future_disown (confab_store_vault_write (self->vault, run_mark_read, job, chat_job_free));
  confab_messaging_timer_begin (self);
  confab_messaging_tell_read (self, contact);
}

/* ---- closing ---- */

static void
forget_rows (ConfabMessaging *self, ConfabModelChat *chat) {
  ConfabModelTimeline *timeline = confab_model_chat_get_timeline (chat);

  confab_model_timeline_set_source (timeline, NULL, NULL);
  confab_model_timeline_clear (timeline);
  confab_model_chat_set_open (chat, FALSE);
  g_hash_table_remove (self->chats, chat);
}

void
confab_messaging_close_chat (ConfabMessaging *self, ConfabModelChat *chat) {
  if (self->is_stopped)
    return;
  forget_rows (self, chat);
  confab_model_chat_set_closed_with_undo (chat, TRUE);
}

void
confab_messaging_undo_close (ConfabMessaging *self, ConfabModelChat *chat) {
  confab_model_chat_set_closed_with_undo (chat, FALSE);
  confab_messaging_open_chat (self, chat);
}

void
confab_messaging_show_gone (ConfabMessaging *self, GArray *ids) {
  GHashTableIter iter;
  gpointer chat;

  g_hash_table_iter_init (&iter, self->chats);
  while (g_hash_table_iter_next (&iter, &chat, NULL)) {
    ConfabModelTimeline *timeline = confab_model_chat_get_timeline (chat);

    for (guint i = 0; i < ids->len; i++)
      confab_model_timeline_remove (timeline, g_array_index (ids, gint64, i));
  }
  if (!self->is_stopped)
    dex_future_disown (confab_messaging_count_folded (self));
}

void
confab_messaging_note_erased (ConfabMessaging *self) {
  GListModel *contacts = confab_model_account_get_contacts (self->account);
  guint n = g_list_model_get_n_items (contacts);

  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelContact) contact = g_list_model_get_item (contacts, i);
    ConfabModelChat *chat = confab_model_contact_get_chat (contact);

    confab_model_contact_set_unread (contact, 0);
    confab_model_chat_set_draft (chat, "");
    confab_messaging_read_again (self, chat);
  }
  g_hash_table_remove_all (self->drafts);
  dex_future_disown (confab_messaging_count_folded (self));
}

void
confab_messaging_read_again (ConfabMessaging *self, ConfabModelChat *chat) {
  if (g_hash_table_contains (self->chats, chat))
    confab_model_timeline_go_to_end (confab_model_chat_get_timeline (chat));
}

DexFuture *
confab_messaging_finish_close (
    ConfabMessaging *self, ConfabModelChat *chat, ConfabMessagingLook *look) {
  if (!confab_model_chat_is_closed_with_undo (chat))
    return confab_messaging_done ();
  confab_model_chat_set_closed_with_undo (chat, FALSE);
  return confab_messaging_look (self->vault, look);
}

/* What waits for somebody who is no buddy any more can never leave. */
static gboolean
fail_waiting (ConfabStoreDb *db, const ChatJob *job, GError **error) {
  gint64 after = 0;

  for (;;) {
    g_autoptr (GPtrArray) rows =
        confab_store_outbox_list (db, job->account, after, PAGE_ROWS, error);

    if (rows == NULL)
      return FALSE;
    if (rows->len == 0)
      return TRUE;
    for (guint i = 0; i < rows->len; i++) {
      const ConfabStoreOutboxRow *row = g_ptr_array_index (rows, i);

      after = row->message;
      if (g_str_equal (row->peer, job->peer) &&
          !confab_store_outbox_fail (db, row->message, CONFAB_REASON_NOT_KNOWN, error))
        return FALSE;
    }
  }
}

static DexFuture *
on_erased (DexFuture *future, gpointer data) {
  return confab_store_vault_scrub (data);
}

static gboolean
run_forget (ConfabStoreDb *db, gpointer data, GError **error) {
  ChatJob *job = data;

  return fail_waiting (db, job, error) &&
         confab_store_chats_erase (db, job->account, job->peer, FALSE, FALSE, NULL, error) &&
         confab_store_retention_set_own (
             db, job->account, job->peer, CONFAB_STORE_KEEP_NONE, error) &&
         confab_store_timers_remove (db, job->account, job->peer, error) &&
         confab_store_contacts_remove (db, job->account, job->peer, error);
}

DexFuture *
confab_messaging_forget (ConfabMessaging *self, ConfabModelContact *contact) {
  ConfabModelChat *chat = confab_model_contact_get_chat (contact);

  g_hash_table_remove (self->drafts, chat);
  forget_rows (self, chat);
  confab_model_chat_set_folded (chat, 0, 0);
  confab_model_chat_set_timer (chat, 0, FALSE, CONFAB_TIMER_ASKED);
  return dex_future_then (
      confab_store_vault_write (self->vault, run_forget, chat_job_new (self, chat), chat_job_free),
      on_erased, g_object_ref (self->vault), g_object_unref);
}
