/* What the stream tells of own messages: the number each has in a session before it is written, and
 * how far the server has got. Only its word takes a message out of the outbox; what it did not say
 * is sent again. Refuses to let a number outlive the attempt that gave it. */

#include "messaging/messaging-private.h"

#include "messaging/messaging-timer.h"
#include "store/store-trust.h"

#define MAX_FORGET_ROWS 200 /* read at a time */

typedef struct {
  char *session_id;
  ConfabXmppMark *marks;
  guint n_marks;
} MarkJob;

static void
mark_job_free (gpointer data) {
  MarkJob *job = data;

  g_free (job->session_id);
  g_free (job->marks);
  g_free (job);
}

static gboolean
run_mark (ConfabStoreDb *db, gpointer data, GError **error) {
  MarkJob *job = data;

  /* What has no row is not sent again: a key without text. Below are words of trust. */
  for (guint i = 0; i < job->n_marks; i++) {
    gint64 token = job->marks[i].token;
    guint32 number = job->marks[i].number;

    if ((token > 0 && !confab_store_outbox_mark (db, token, job->session_id, number, error)) ||
        (token < 0 && !confab_store_trust_mark (db, -token, job->session_id, number, error)))
      return FALSE;
  }
  return TRUE;
}

DexFuture *
confab_messaging_will_write (ConfabMessaging *self, const ConfabXmppMark *marks, guint n_marks) {
  MarkJob *job = g_new0 (MarkJob, 1);

  job->session_id = g_strdup (self->session_id);
  job->marks = g_memdup2 (marks, n_marks * sizeof *marks);
  job->n_marks = n_marks;
  return confab_store_vault_write (self->vault, run_mark, job, mark_job_free);
}

typedef struct {
  gint64 account;
  char *session_id;
  guint32 h;
  gboolean ends_attempt; /* what is left over has no number any more */
  guint n_handed;        /* what was handed over later is not meant */
  GArray *ids;
  GHashTable *again; /* gint64: those of them that are to go once more, since they were changed */
} AcknowledgeJob;

static void
acknowledge_job_free (gpointer data) {
  AcknowledgeJob *job = data;

  g_free (job->session_id);
  g_array_unref (job->ids);
  g_hash_table_unref (job->again);
  g_free (job);
}

/* A session that goes on gives numbers anew from `h` on: an old one left standing would later be
 * taken for what has it then, and a message that never arrived for one that did. */
static gboolean
forget_numbers (ConfabStoreDb *db, const AcknowledgeJob *job, GError **error) {
  gint64 after = 0;
  guint n_rows;

  do {
    g_autoptr (GPtrArray) rows =
        confab_store_outbox_list (db, job->account, after, MAX_FORGET_ROWS, error);

    if (rows == NULL)
      return FALSE;
    n_rows = rows->len;
    for (guint i = 0; i < n_rows; i++) {
      const ConfabStoreOutboxRow *row = g_ptr_array_index (rows, i);

      after = row->message;
      if (row->session_id != NULL && !confab_store_outbox_mark (db, row->message, NULL, 0, error))
        return FALSE;
    }
  } while (n_rows > 0);
  return TRUE;
}

static gboolean
find_again (ConfabStoreDb *db, AcknowledgeJob *job, GError **error) {
  for (guint i = 0; i < job->ids->len; i++) {
    gint64 id = g_array_index (job->ids, gint64, i);
    gboolean is_in;

    if (!confab_store_outbox_is_in (db, id, &is_in, error))
      return FALSE;
    if (is_in)
      g_hash_table_add (job->again, g_memdup2 (&id, sizeof id));
  }
  return TRUE;
}

static gboolean
run_acknowledge (ConfabStoreDb *db, gpointer data, GError **error) {
  AcknowledgeJob *job = data;

  return confab_store_outbox_acknowledge (
             db, job->account, job->session_id, job->h, job->ids, error) &&
         find_again (db, job, error) &&
         confab_store_trust_acknowledge (db, job->account, job->session_id, job->h, error) &&
         (!job->ends_attempt || forget_numbers (db, job, error));
}

static DexFuture *
on_acknowledged (DexFuture *future, gpointer data) {
  ConfabMessaging *self = data;
  AcknowledgeJob *job = confab_store_job_data (future);

  for (guint i = 0; i < job->ids->len; i++) {
    gint64 id = g_array_index (job->ids, gint64, i);

    /* What it says now was handed over since: that has a word of its own to come. */
    if (GPOINTER_TO_UINT (g_hash_table_lookup (self->handed, &id)) > job->n_handed)
      continue;
    g_hash_table_remove (self->handed, &id);
    if (g_hash_table_contains (job->again, &id))
      confab_messaging_walk_from (self, id);
    else
      confab_messaging_show_state (self, id, CONFAB_MESSAGE_SENT, CONFAB_REASON_NONE);
  }
  if (job->ids->len > 0)
    confab_messaging_timer_begin (self);
  confab_messaging_walk_on (self);
  return NULL;
}

static DexFuture *
acknowledge (ConfabMessaging *self, const char *session_id, guint32 h, gboolean ends_attempt) {
  AcknowledgeJob *job = g_new0 (AcknowledgeJob, 1);

  job->ends_attempt = ends_attempt;
  job->n_handed = self->n_handed;
  job->account = confab_model_account_get_id (self->account);
  job->session_id = g_strdup (session_id);
  job->h = h;
  job->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  job->again = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return dex_future_then (
      confab_store_vault_write (self->vault, run_acknowledge, job, acknowledge_job_free),
      on_acknowledged, g_object_ref (self), g_object_unref);
}

DexFuture *
confab_messaging_acknowledged (ConfabMessaging *self, const char *session_id, guint32 h) {
  return acknowledge (self, session_id, h, FALSE);
}

DexFuture *
confab_messaging_resumed (ConfabMessaging *self, const char *session_id, guint32 h) {
  return acknowledge (self, session_id, h, TRUE);
}
