/* What the store holds of one chat, however long it is, of the person without a screen:
 *   stored ADDRESS AFTER | counted ADDRESS
 * "stored ID OWN STATE SEALED TEXT WIRE-ID CAUSE" for each message of an id above AFTER, oldest
 * first; "counted OWN WITH-SERVER THEIRS" (with the server: sent or delivered). */

#include "core/core-private.h"
#include "person.h"
#include "store/store-messages.h"

#define PAGE 500 /* rows, the most that the store gives at once */

typedef struct {
  gint64 account;
  char *address;
  gint64 after;
  GPtrArray *rows; /* ConfabStoreMessage; NULL: they are counted only */
  guint n_own;
  guint n_with_server;
  guint n_theirs;
} Job;

static void
job_free (gpointer data) {
  Job *job = data;

  g_free (job->address);
  g_clear_pointer (&job->rows, g_ptr_array_unref);
  g_free (job);
}

static void
take (Job *job, ConfabStoreMessage *message) {
  job->n_own += message->is_own;
  job->n_with_server += message->is_own && (message->state == CONFAB_STORE_STATE_SENT ||
                                               message->state == CONFAB_STORE_STATE_DELIVERED);
  job->n_theirs += !message->is_own;
}

static gboolean
run_read (ConfabStoreDb *db, gpointer data, GError **error) {
  Job *job = data;

  for (;;) {
    g_autoptr (GPtrArray) rows =
        confab_store_messages_after (db, job->account, job->address, job->after, PAGE, error);

    if (rows == NULL)
      return FALSE;
    if (rows->len == 0)
      return TRUE;
    job->after = ((ConfabStoreMessage *)g_ptr_array_index (rows, rows->len - 1))->id;
    for (guint i = 0; i < rows->len; i++)
      if (((ConfabStoreMessage *)g_ptr_array_index (rows, i))->kind != CONFAB_STORE_KIND_LINE)
        take (job, g_ptr_array_index (rows, i));
    if (job->rows != NULL)
      g_ptr_array_extend_and_steal (job->rows, g_steal_pointer (&rows));
  }
}

static DexFuture *
on_read (DexFuture *future, gpointer data) {
  g_autoptr (GError) error = NULL;
  const Job *job;

  if (dex_future_get_value (future, &error) == NULL) {
    say ("failed\tstored\t%d\t%s", error->code, error->message);
    return NULL;
  }
  job = confab_store_job_data (future);
  if (job->rows == NULL) {
    say ("counted\t%u\t%u\t%u", job->n_own, job->n_with_server, job->n_theirs);
    return NULL;
  }
  for (guint i = 0; i < job->rows->len; i++) {
    const ConfabStoreMessage *message = g_ptr_array_index (job->rows, i);

    if (message->kind != CONFAB_STORE_KIND_LINE)
      say ("stored\t%" G_GINT64_FORMAT "\t%d\t%d\t%d\t%s\t%s\t%d", message->id, message->is_own,
          message->state, message->is_sealed, message->text != NULL ? message->text : "",
          message->wire_id != NULL ? message->wire_id : "", message->reason);
  }
  say ("done\tstored");
  return NULL;
}

gboolean
obey_stored (Person *self, char **words) {
  gboolean is_counted = g_str_equal (words[0], "counted");
  Job *job;

  if ((!is_counted && !g_str_equal (words[0], "stored")) || words[1] == NULL ||
      account_of (self) == NULL)
    return FALSE;
  job = g_new0 (Job, 1);
  job->account = confab_model_account_get_id (account_of (self));
  job->address = g_strdup (words[1]);
  if (!is_counted) {
    job->after = words[2] != NULL ? g_ascii_strtoll (words[2], NULL, 10) : 0;
    job->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)confab_store_message_free);
  }
  dex_future_disown (dex_future_finally (
      confab_store_vault_read (self->core->vault, run_read, job, job_free), on_read, NULL, NULL));
  return TRUE;
}
