/* A flood of one person: what is more than can be read is kept and counted, and stands in its place
 * as soon as it is asked for. And "Quiet for an hour". Refuses to drop anything, to count what
 * Confab or the user wrote, and to decide by itself: safety/safety-flood.c does. */

#include "messaging/messaging-private.h"

#include "safety/safety-flood.h"
#include "store/store-folded.h"

gboolean
confab_messaging_fold (ConfabStoreDb *db, ConfabStoreMessage *row, GError **error) {
  ConfabFloodFacts facts = { 0 };
  g_autoptr (GArray) times = NULL;

  if (row->is_own || row->kind == CONFAB_STORE_KIND_LINE)
    return TRUE;
  times = confab_store_folded_times (
      db, row->account, row->peer, CONFAB_FLOOD_BUDGET, &facts.is_folding, error);
  if (times == NULL)
    return FALSE;
  facts.n_left =
      confab_safety_flood_left ((const gint64 *)(gpointer)times->data, times->len, row->time_us);
  row->is_folded = confab_safety_judge_flood (&facts) == CONFAB_FLOOD_FOLD;
  return TRUE;
}

void
confab_messaging_show_fold (ConfabModelContact *contact, const ConfabStoreMessage *row) {
  ConfabModelChat *chat = confab_model_contact_get_chat (contact);
  gint64 last_id;
  guint n = confab_model_chat_get_folded (chat, &last_id);

  confab_model_chat_set_folded (chat, n + 1, MAX (last_id, row->id));
}

/* ---- counting ---- */

typedef struct {
  gint64 account;
  GPtrArray *folded; /* ConfabStoreFolded */
} CountJob;

static void
count_job_free (gpointer data) {
  CountJob *job = data;

  g_clear_pointer (&job->folded, g_ptr_array_unref);
  g_free (job);
}

static gboolean
run_count (ConfabStoreDb *db, gpointer data, GError **error) {
  CountJob *job = data;

  job->folded = confab_store_folded_list (db, job->account, error);
  return job->folded != NULL;
}

static void
forget_counts (ConfabMessaging *self) {
  GListModel *contacts = confab_model_account_get_contacts (self->account);
  guint n = g_list_model_get_n_items (contacts);

  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelContact) contact = g_list_model_get_item (contacts, i);

    confab_model_chat_set_folded (confab_model_contact_get_chat (contact), 0, 0);
  }
}

static DexFuture *
on_counted (DexFuture *future, gpointer data) {
  ConfabMessaging *self = data;
  CountJob *job = confab_store_job_data (future);

  if (self->is_stopped)
    return NULL;
  forget_counts (self);
  for (guint i = 0; i < job->folded->len; i++) {
    const ConfabStoreFolded *folded = g_ptr_array_index (job->folded, i);
    ConfabModelContact *contact = confab_model_account_find_contact (self->account, folded->peer);

    if (contact != NULL)
      confab_model_chat_set_folded (
          confab_model_contact_get_chat (contact), folded->n, folded->last_id);
  }
  return NULL;
}

DexFuture *
confab_messaging_count_folded (ConfabMessaging *self) {
  CountJob *job = g_new0 (CountJob, 1);

  job->account = confab_model_account_get_id (self->account);
  /* In the order of the writes: what is counted is what was shown of them. */
  return dex_future_then (confab_store_vault_write (self->vault, run_count, job, count_job_free),
      on_counted, g_object_ref (self), g_object_unref);
}

/* ---- asked for ---- */

typedef struct {
  gint64 account;
  char *peer;
  gint64 up_to;
  gint64 quiet_us;
} PersonJob;

static void
person_job_free (gpointer data) {
  PersonJob *job = data;

  g_free (job->peer);
  g_free (job);
}

static PersonJob *
person_job_new (ConfabMessaging *self, ConfabModelContact *contact) {
  PersonJob *job = g_new0 (PersonJob, 1);

  job->account = confab_model_account_get_id (self->account);
  job->peer = g_strdup (confab_model_contact_get_address (contact));
  return job;
}

static gboolean
run_show (ConfabStoreDb *db, gpointer data, GError **error) {
  PersonJob *job = data;

  return confab_store_folded_show (db, job->account, job->peer, job->up_to, error);
}

typedef struct {
  ConfabMessaging *self;
  ConfabModelChat *chat;
} Showing;

static void
showing_free (gpointer data) {
  Showing *showing = data;

  g_object_unref (showing->self);
  g_object_unref (showing->chat);
  g_free (showing);
}

static DexFuture *
on_shown (DexFuture *future, gpointer data) {
  Showing *showing = data;

  if (showing->self->is_stopped)
    return NULL;
  confab_messaging_read_again (showing->self, showing->chat);
  return confab_messaging_count_folded (showing->self);
}

DexFuture *
confab_messaging_show_folded (ConfabMessaging *self, ConfabModelChat *chat) {
  PersonJob *job;
  Showing *showing;

  if (self->is_stopped)
    return confab_messaging_stopped ();
  job = person_job_new (self, confab_model_chat_get_contact (chat));
  confab_model_chat_get_folded (chat, &job->up_to);
  showing = g_new0 (Showing, 1);
  showing->self = g_object_ref (self);
  showing->chat = g_object_ref (chat);
  return dex_future_then (confab_store_vault_write (self->vault, run_show, job, person_job_free),
      on_shown, showing, showing_free);
}

/* ---- "Quiet for an hour" ---- */

static gboolean
run_quiet (ConfabStoreDb *db, gpointer data, GError **error) {
  PersonJob *job = data;

  return confab_store_contacts_set_quiet (db, job->account, job->peer, job->quiet_us, error);
}

DexFuture *
confab_messaging_set_quiet (ConfabMessaging *self, ConfabModelContact *contact, gint64 until_us) {
  PersonJob *job;

  if (self->is_stopped)
    return confab_messaging_stopped ();
  job = person_job_new (self, contact);
  job->quiet_us = until_us;
  confab_model_contact_set_quiet_until (contact, until_us);
  return confab_store_vault_write (self->vault, run_quiet, job, person_job_free);
}
