/* Own messages that stay on this computer for some seconds before the walk may take them, so that
 * they can be had back. The seconds are counted here, by a clock that nobody sets; that a message
 * waits stands on the disk. So a crash, a lock or a quit in between neither loses it nor lets it
 * go: its seconds begin anew, all of them, when the chat can be seen again. What is not to be sent
 * leaves the disk and stands in the entry in one transaction; who comes too late is told so, and
 * nothing is ever sent after it. */

#include "messaging/messaging-wait.h"

#include "base/base-log.h"
#include "base/base-weak.h"
#include "messaging/messaging-files-private.h"
#include "messaging/messaging-files.h"
#include "model/model-safety.h"

#define AGAIN_SECONDS 5 /* where the disk did not take that it is over */

static void run_timer (ConfabMessaging *self);

guint32
confab_messaging_wait_get (ConfabMessaging *self) {
  ConfabModelSafety *safety = confab_model_account_get_safety (self->account);

  return safety != NULL
             ? confab_safety_choice_wait (confab_model_safety_get (safety, CONFAB_CHOICE_WAIT))
             : 0;
}

static void
show_over (ConfabMessaging *self, gint64 id) {
  GHashTableIter iter;
  gpointer chat;

  g_hash_table_iter_init (&iter, self->chats);
  while (g_hash_table_iter_next (&iter, &chat, NULL)) {
    ConfabModelMessage *message =
        confab_model_timeline_find (confab_model_chat_get_timeline (chat), id);

    if (message != NULL)
      confab_model_message_set_wait (message, 0);
  }
}

/* ---- the end ---- */

typedef struct {
  GArray *ids;
} EndJob;

static void
end_job_free (gpointer data) {
  EndJob *job = data;

  g_array_unref (job->ids);
  g_free (job);
}

static gboolean
run_end (ConfabStoreDb *db, gpointer data, GError **error) {
  EndJob *job = data;

  for (guint i = 0; i < job->ids->len; i++)
    if (!confab_store_outbox_end_wait (db, g_array_index (job->ids, gint64, i), error))
      return FALSE;
  return TRUE;
}

typedef struct {
  ConfabMessaging *self;
  GArray *ids;
} Ending;

static void
ending_free (gpointer data) {
  Ending *ending = data;

  g_object_unref (ending->self);
  g_array_unref (ending->ids);
  g_free (ending);
}

static Ending *
ending_new (ConfabMessaging *self, GArray *ids) {
  Ending *ending = g_new0 (Ending, 1);

  ending->self = g_object_ref (self);
  ending->ids = g_array_ref (ids);
  return ending;
}

static DexFuture *
on_ended (DexFuture *future, gpointer data) {
  Ending *ending = data;

  if (ending->self->is_stopped)
    return NULL;
  for (guint i = 0; i < ending->ids->len; i++)
    show_over (ending->self, g_array_index (ending->ids, gint64, i));
  confab_messaging_walk_from (ending->self, g_array_index (ending->ids, gint64, 0));
  confab_messaging_files_poke (ending->self, CONFAB_MESSAGING_UP);
  return NULL;
}

static DexFuture *
on_not_ended (DexFuture *future, gpointer data) {
  Ending *ending = data;

  confab_base_log_warning ("messaging", "a message could not be let go");
  if (!ending->self->is_stopped && ending->self->aside == NULL)
    for (guint i = 0; i < ending->ids->len; i++)
      confab_messaging_wait_begin (
          ending->self, g_array_index (ending->ids, gint64, i), AGAIN_SECONDS);
  return NULL;
}

static int
compare_ids (gconstpointer a, gconstpointer b) {
  const gint64 *first = a;
  const gint64 *second = b;

  return *first < *second ? -1 : *first > *second;
}

/* Those whose seconds are over, oldest first. Returns: (transfer full) */
static GArray *
take_over (ConfabMessaging *self) {
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 now = confab_base_clock_monotonic_us (self->clock);
  GHashTableIter iter;
  gpointer id, end;

  g_hash_table_iter_init (&iter, self->waits);
  while (g_hash_table_iter_next (&iter, &id, &end)) {
    if (*(gint64 *)end > now)
      continue;
    g_array_append_vals (ids, id, 1);
    g_hash_table_iter_remove (&iter);
  }
  g_array_sort (ids, compare_ids);
  return ids;
}

static DexFuture *
on_time (DexFuture *future, gpointer data) {
  g_autoptr (ConfabMessaging) self = g_weak_ref_get (data);
  g_autoptr (GArray) ids = NULL;
  EndJob *job;
  DexFuture *ended;

  if (self == NULL || self->is_stopped || self->aside != NULL)
    return NULL;
  ids = take_over (self);
  if (ids->len > 0) {
    job = g_new0 (EndJob, 1);
    job->ids = g_array_ref (ids);
    ended = confab_store_vault_write (self->vault, run_end, job, end_job_free);
    ended = dex_future_then (ended, on_ended, ending_new (self, ids), ending_free);
    dex_future_disown (dex_future_catch (ended, on_not_ended, ending_new (self, ids), ending_free));
  }
  run_timer (self);
  return NULL;
}

/* ---- counting ---- */

/* To the next end; nothing runs where nothing waits. */
static void
run_timer (ConfabMessaging *self) {
  DexFuture *old = g_steal_pointer (&self->wait_timer);
  gint64 now = confab_base_clock_monotonic_us (self->clock);
  gint64 next = G_MAXINT64;
  GHashTableIter iter;
  gpointer end;

  g_hash_table_iter_init (&iter, self->waits);
  while (g_hash_table_iter_next (&iter, NULL, &end))
    next = MIN (next, *(gint64 *)end);
  if (next != G_MAXINT64)
    self->wait_timer = dex_future_then (confab_base_clock_sleep (self->clock, MAX (next - now, 0)),
        on_time, confab_base_weak_new (self), confab_base_weak_free);
  dex_clear (&old);
}

void
confab_messaging_wait_begin (ConfabMessaging *self, gint64 id, guint32 seconds) {
  gint64 end = confab_base_clock_monotonic_us (self->clock) + seconds * G_USEC_PER_SEC;

  g_hash_table_replace (self->waits, g_memdup2 (&id, sizeof id), g_memdup2 (&end, sizeof end));
  run_timer (self);
}

void
confab_messaging_wait_stop (ConfabMessaging *self) {
  g_hash_table_remove_all (self->waits);
  dex_clear (&self->wait_timer);
}

/* ---- at the start, and after a lock ---- */

typedef struct {
  gint64 account;
  GArray *waits; /* ConfabStoreWait */
} LoadJob;

static void
load_job_free (gpointer data) {
  LoadJob *job = data;

  g_clear_pointer (&job->waits, g_array_unref);
  g_free (job);
}

static gboolean
run_load (ConfabStoreDb *db, gpointer data, GError **error) {
  LoadJob *job = data;

  job->waits = confab_store_outbox_list_waits (db, job->account, error);
  return job->waits != NULL;
}

static DexFuture *
on_loaded (DexFuture *future, gpointer data) {
  ConfabMessaging *self = data;
  const LoadJob *job = confab_store_job_data (future);

  for (guint i = 0; i < job->waits->len && !self->is_stopped; i++) {
    const ConfabStoreWait *wait = &g_array_index (job->waits, ConfabStoreWait, i);

    if (!g_hash_table_contains (self->waits, &wait->message))
      confab_messaging_wait_begin (self, wait->message, wait->seconds);
  }
  return NULL;
}

DexFuture *
confab_messaging_wait_load (ConfabMessaging *self) {
  LoadJob *job = g_new0 (LoadJob, 1);

  job->account = confab_model_account_get_id (self->account);
  return dex_future_then (confab_store_vault_write (self->vault, run_load, job, load_job_free),
      on_loaded, g_object_ref (self), g_object_unref);
}

/* ---- not to be sent ---- */

typedef struct {
  gint64 account;
  char *peer;
  gint64 id;
  char *draft; /* with the text in it */
  gboolean is_gone;
} WithdrawJob;

static void
withdraw_job_free (gpointer data) {
  WithdrawJob *job = data;

  g_free (job->peer);
  g_free (job->draft);
  g_free (job);
}

static gboolean
run_withdraw (ConfabStoreDb *db, gpointer data, GError **error) {
  WithdrawJob *job = data;

  return confab_store_outbox_withdraw (db, job->id, TRUE, &job->is_gone, error) &&
         (!job->is_gone ||
             confab_store_chats_set_draft (db, job->account, job->peer, job->draft, error));
}

typedef struct {
  ConfabMessaging *self;
  ConfabModelChat *chat;
  ConfabModelMessage *message;
} Withdrawal;

static void
withdrawal_free (gpointer data) {
  Withdrawal *withdrawal = data;

  g_object_unref (withdrawal->self);
  g_object_unref (withdrawal->chat);
  g_object_unref (withdrawal->message);
  g_free (withdrawal);
}

static Withdrawal *
withdrawal_new (ConfabMessaging *self, ConfabModelChat *chat, ConfabModelMessage *message) {
  Withdrawal *withdrawal = g_new0 (Withdrawal, 1);

  withdrawal->self = g_object_ref (self);
  withdrawal->chat = g_object_ref (chat);
  withdrawal->message = g_object_ref (message);
  return withdrawal;
}

/* What is being written stays: the text comes before it. */
static char *
dup_draft (ConfabModelChat *chat, ConfabModelMessage *message) {
  const char *draft = confab_model_chat_get_draft (chat);
  const char *text = confab_model_message_get_text (message);

  return *draft == '\0' ? g_strdup (text) : g_strdup_printf ("%s\n%s", text, draft);
}

static DexFuture *
on_withdrawn (DexFuture *future, gpointer data) {
  Withdrawal *withdrawal = data;
  ConfabMessaging *self = withdrawal->self;
  const WithdrawJob *job = confab_store_job_data (future);
  g_autofree char *draft = NULL;

  if (self->is_stopped)
    return NULL;
  if (job->is_gone) {
    confab_model_timeline_remove (confab_model_chat_get_timeline (withdrawal->chat), job->id);
    draft = dup_draft (withdrawal->chat, withdrawal->message);
    confab_messaging_set_draft (self, withdrawal->chat, draft);
  }
  /* What was written after it is not held up by it any more. */
  confab_messaging_walk_from (self, job->id);
  return dex_future_new_for_boolean (job->is_gone);
}

/* It waits still, from the beginning. */
static DexFuture *
on_not_withdrawn (DexFuture *future, gpointer data) {
  Withdrawal *withdrawal = data;
  guint seconds = confab_model_message_get_wait (withdrawal->message);

  if (!withdrawal->self->is_stopped && withdrawal->self->aside == NULL && seconds > 0)
    confab_messaging_wait_begin (
        withdrawal->self, confab_model_message_get_id (withdrawal->message), seconds);
  return NULL;
}

DexFuture *
confab_messaging_dont_send (
    ConfabMessaging *self, ConfabModelChat *chat, ConfabModelMessage *message) {
  gint64 id = confab_model_message_get_id (message);
  WithdrawJob *job;
  DexFuture *future;

  if (self->is_stopped || self->aside != NULL)
    return confab_messaging_stopped ();
  if (confab_model_chat_get_changing (chat) == message)
    confab_model_chat_set_changing (chat, NULL);
  /* Its seconds do not end while the disk is asked. */
  if (!g_hash_table_remove (self->waits, &id)) {
    confab_model_message_set_wait (message, 0);
    return dex_future_new_for_boolean (FALSE);
  }
  run_timer (self);
  if (confab_model_message_get_kind (message) == CONFAB_MESSAGE_KIND_FILE) {
    confab_model_message_set_wait (message, 0);
    return confab_messaging_files_remove (self, id);
  }
  job = g_new0 (WithdrawJob, 1);
  job->account = confab_model_account_get_id (self->account);
  job->peer = g_strdup (confab_model_contact_get_address (confab_model_chat_get_contact (chat)));
  job->id = id;
  job->draft = dup_draft (chat, message);
  future = confab_store_vault_write (self->vault, run_withdraw, job, withdraw_job_free);
  future = dex_future_catch (
      future, on_not_withdrawn, withdrawal_new (self, chat, message), withdrawal_free);
  return dex_future_then (
      future, on_withdrawn, withdrawal_new (self, chat, message), withdrawal_free);
}
