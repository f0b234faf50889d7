/* What strangers want: a box of requests, each of which is one line of theirs. Refuses a second
 * request of somebody, more than a domain may have in a day, one that was answered already and
 * comes again by another road, and one of somebody who was answered a short time ago. What is
 * remembered of those who were is a keyed hash and a day. */

#include "messaging/messaging-private.h"

#include "base/base-text.h"
#include "model/model-safety.h"
#include "store/store-contacts.h"

#define MAX_REQUESTS 200          /* in the box of one account; more are dropped */
#define MAX_REQUESTS_OF_DOMAIN 10 /* a day */
#define DAY_US (G_GINT64_CONSTANT (24) * 60 * 60 * G_USEC_PER_SEC)

static const char *
domain_of (const char *address) {
  const char *at = strrchr (address, '@');

  return at != NULL ? at + 1 : address;
}

/* Requests that still stand, or are on their way to the disk, count against the budget of their
 * domain for a day. */
gboolean
confab_messaging_has_budget (ConfabMessaging *self, const char *address) {
  GListModel *requests = confab_model_account_get_requests (self->account);
  gint64 since = confab_base_clock_wall_us (self->clock) - DAY_US;
  const char *domain = domain_of (address);
  guint n = g_list_model_get_n_items (requests);
  guint of_domain = 0;
  GHashTableIter iter;
  gpointer asking;

  if (n + g_hash_table_size (self->asking) >= MAX_REQUESTS)
    return FALSE;
  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelRequest) request = g_list_model_get_item (requests, i);

    if (confab_model_request_get_time_us (request) > since &&
        g_str_equal (domain_of (confab_model_request_get_address (request)), domain))
      of_domain++;
  }
  g_hash_table_iter_init (&iter, self->asking);
  while (g_hash_table_iter_next (&iter, &asking, NULL))
    if (g_str_equal (domain_of (asking), domain))
      of_domain++;
  return of_domain < MAX_REQUESTS_OF_DOMAIN;
}

/* ---- answered, or not ---- */

static char *
dup_deleted (const char *address) {
  return g_strconcat ("request-deleted\n", address, NULL);
}

static char *
dup_lapsed (const char *address) {
  return g_strconcat ("request-lapsed\n", address, NULL);
}

static gboolean
was_answered (ConfabStoreDb *db, const ConfabStoreRequest *row, gboolean *was, GError **error) {
  g_autofree char *deleted = dup_deleted (row->address);
  g_autofree char *lapsed = dup_lapsed (row->address);
  gint64 deleted_days, lapsed_days;

  if (!confab_store_seen_get_days (db, row->account, deleted, row->time_us, &deleted_days, error) ||
      !confab_store_seen_get_days (db, row->account, lapsed, row->time_us, &lapsed_days, error))
    return FALSE;
  *was = confab_safety_request_was_answered (deleted_days, lapsed_days);
  return TRUE;
}

gboolean
confab_messaging_delete_request (
    ConfabStoreDb *db, gint64 account, const char *address, gint64 now_us, GError **error) {
  g_autofree char *deleted = dup_deleted (address);

  return confab_store_seen_note (db, account, deleted, now_us, error) &&
         confab_store_requests_remove (db, account, address, error);
}

typedef struct {
  gint64 account;
  gint64 now_us;
  GPtrArray *gone; /* out: addresses */
} LapseJob;

static void
lapse_job_free (gpointer data) {
  LapseJob *job = data;

  g_ptr_array_unref (job->gone);
  g_free (job);
}

static gboolean
run_lapse (ConfabStoreDb *db, gpointer data, GError **error) {
  LapseJob *job = data;
  g_autoptr (GPtrArray) requests = confab_store_requests_list (db, job->account, error);

  if (requests == NULL)
    return FALSE;
  for (guint i = 0; i < requests->len; i++) {
    const ConfabStoreRequest *row = g_ptr_array_index (requests, i);
    g_autofree char *lapsed = dup_lapsed (row->address);

    if (!confab_safety_request_is_over (row->time_us, job->now_us))
      continue;
    if (!confab_store_seen_note (db, job->account, lapsed, job->now_us, error) ||
        !confab_store_requests_remove (db, job->account, row->address, error))
      return FALSE;
    g_ptr_array_add (job->gone, g_strdup (row->address));
  }
  return TRUE;
}

static DexFuture *
on_lapsed (DexFuture *future, gpointer data) {
  ConfabMessaging *self = data;
  const LapseJob *job = confab_store_job_data (future);

  for (guint i = 0; i < job->gone->len && !self->is_stopped; i++) {
    ConfabModelRequest *request =
        confab_model_account_find_request (self->account, g_ptr_array_index (job->gone, i));

    if (request != NULL)
      confab_model_account_remove_request (self->account, request);
  }
  return dex_future_new_true ();
}

DexFuture *
confab_messaging_lapse (ConfabMessaging *self) {
  GListModel *requests = confab_model_account_get_requests (self->account);
  gint64 now = confab_base_clock_wall_us (self->clock);
  guint n = self->is_stopped ? 0 : g_list_model_get_n_items (requests);
  gboolean is_due = FALSE;
  LapseJob *job;

  for (guint i = 0; i < n && !is_due; i++) {
    g_autoptr (ConfabModelRequest) request = g_list_model_get_item (requests, i);

    is_due = confab_safety_request_is_over (confab_model_request_get_time_us (request), now);
  }
  if (!is_due)
    return dex_future_new_true ();
  job = g_new0 (LapseJob, 1);
  job->account = confab_model_account_get_id (self->account);
  job->now_us = now;
  job->gone = g_ptr_array_new_with_free_func (g_free);
  return dex_future_then (confab_store_vault_write (self->vault, run_lapse, job, lapse_job_free),
      on_lapsed, g_object_ref (self), g_object_unref);
}

/* ---- asking ---- */

typedef struct {
  ConfabReceiveFacts facts; /* as they were when it came */
  GPtrArray *requests;      /* the one ConfabStoreRequest */
  GPtrArray *contacts;      /* of the account */
  GPtrArray *looks_like;
  char *keys[CONFAB_MESSAGING_KEYS]; /* what the message is recognised by; NULL: none */
  gboolean is_new;
} RequestJob;

static void
request_job_free (gpointer data) {
  RequestJob *job = data;

  g_ptr_array_unref (job->requests);
  g_clear_pointer (&job->contacts, g_ptr_array_unref);
  g_clear_pointer (&job->looks_like, g_ptr_array_unref);
  for (guint i = 0; i < CONFAB_MESSAGING_KEYS; i++)
    g_free (job->keys[i]);
  g_free (job);
}

static gboolean
run_request (ConfabStoreDb *db, gpointer data, GError **error) {
  RequestJob *job = data;
  const ConfabStoreRequest *row = g_ptr_array_index (job->requests, 0);
  ConfabReason why = CONFAB_REASON_NONE;

  /* What was refused is not asked again because it came by another road. */
  if (!confab_messaging_see (db, row->account, job->keys, row->time_us, &job->is_new, error))
    return FALSE;
  if (!job->is_new)
    return TRUE;
  if (!was_answered (db, row, &job->facts.was_answered, error))
    return FALSE;
  job->is_new = confab_safety_judge_receive (&job->facts, &why) == CONFAB_RECEIVE_REQUEST;
  if (!job->is_new)
    return TRUE;
  if (!confab_store_requests_put (db, row, error))
    return FALSE;
  job->contacts = confab_store_contacts_list (db, row->account, error);
  if (job->contacts == NULL)
    return FALSE;
  job->looks_like = confab_messaging_find_lookalikes (job->requests, job->contacts);
  return TRUE;
}

static DexFuture *
on_requested (DexFuture *future, gpointer data) {
  ConfabMessaging *self = data;
  RequestJob *job = confab_store_job_data (future);
  const ConfabStoreRequest *row = g_ptr_array_index (job->requests, 0);
  g_autoptr (ConfabModelRequest) request = NULL;

  g_hash_table_remove (self->asking, row->address);
  if (job->facts.was_answered)
    confab_model_safety_note_refused (confab_model_account_get_safety (self->account));
  if (self->is_stopped || !job->is_new ||
      confab_model_account_find_request (self->account, row->address) != NULL)
    return NULL;
  request = confab_model_request_new (
      self->account, row->address, row->note, row->time_us, g_ptr_array_index (job->looks_like, 0));
  confab_model_account_add_request (self->account, request);
  return NULL;
}

DexFuture *
confab_messaging_ask (ConfabMessaging *self, const ConfabReceiveFacts *facts, ConfabJid *from,
    const char *note, const ConfabXepMessage *message) {
  ConfabStoreRequest *row;
  RequestJob *job;

  row = g_new0 (ConfabStoreRequest, 1);
  row->account = confab_model_account_get_id (self->account);
  row->address = g_strdup (confab_base_jid_get_bare (from));
  row->note = confab_base_text_dup_line (note, CONFAB_XEP_MAX_NOTE);
  row->time_us = confab_base_clock_wall_us (self->clock);
  row->wants_presence = message == NULL;
  g_hash_table_add (self->asking, g_strdup (row->address));
  job = g_new0 (RequestJob, 1);
  job->facts = *facts;
  job->requests = g_ptr_array_new_with_free_func ((GDestroyNotify)confab_store_request_free);
  g_ptr_array_add (job->requests, row);
  if (message != NULL)
    confab_messaging_name (message, job->keys);
  return dex_future_then (
      confab_store_vault_write (self->vault, run_request, job, request_job_free), on_requested,
      g_object_ref (self), g_object_unref);
}

DexFuture *
confab_messaging_request (
    ConfabMessaging *self, ConfabJid *from, const char *note, gboolean is_text) {
  ConfabReceiveFacts facts;
  ConfabReason why = CONFAB_REASON_NONE;

  if (self->is_stopped)
    return NULL;
  confab_messaging_receive_facts (
      self, from, is_text ? CONFAB_INCOMING_TEXT : CONFAB_INCOMING_SUBSCRIBE, &facts);
  if (confab_safety_judge_receive (&facts, &why) != CONFAB_RECEIVE_REQUEST) {
    confab_model_safety_note_refused (confab_model_account_get_safety (self->account));
    return NULL;
  }
  return confab_messaging_ask (self, &facts, from, note, NULL);
}
