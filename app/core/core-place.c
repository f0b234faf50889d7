/* Places in a chat: the first message of a day, the first that was not read. They are found in the
 * vault by halving; nothing of what lies between is read or shown. Refuses to decide where a chat
 * begins on the screen: that is the log's. */

#include "core/core-private.h"

typedef struct {
  gint64 account;
  char *peer;
  gint64 from_us, until_us; /* both 0: the first that was not read */
  gint64 id;
} PlaceJob;

static void
place_job_free (gpointer data) {
  PlaceJob *job = data;

  g_free (job->peer);
  g_free (job);
}

static gboolean
run_place (ConfabStoreDb *db, gpointer data, GError **error) {
  PlaceJob *job = data;

  if (job->until_us == 0)
    return confab_store_messages_find_unread (db, job->account, job->peer, &job->id, error);
  return confab_store_messages_find_time (
      db, job->account, job->peer, job->from_us, job->until_us, &job->id, error);
}

/* NULL: it is nowhere. */
static PlaceJob *
place_job_new (ConfabCore *self, ConfabModelChat *chat) {
  ConfabModelContact *contact = confab_model_chat_get_contact (chat);
  PlaceJob *job;

  if (self->vault == NULL || self->is_quitting || contact == NULL)
    return NULL;
  job = g_new0 (PlaceJob, 1);
  job->account = confab_model_account_get_id (confab_model_contact_get_account (contact));
  job->peer = g_strdup (confab_model_contact_get_address (contact));
  return job;
}

typedef struct {
  ConfabCore *self;
  ConfabModelChat *chat;
} Going;

static void
going_free (gpointer data) {
  Going *going = data;

  g_object_unref (going->self);
  g_object_unref (going->chat);
  g_free (going);
}

static DexFuture *
on_place_found (DexFuture *future, gpointer data) {
  Going *going = data;
  const PlaceJob *job = confab_store_job_data (future);

  if (job->id != 0)
    confab_core_go_to (going->self, going->chat, job->id, NULL);
  return dex_future_new_for_boolean (job->id != 0);
}

DexFuture *
confab_core_go_to_day (ConfabCore *self, ConfabModelChat *chat, gint64 from_us, gint64 until_us) {
  PlaceJob *job = place_job_new (self, chat);
  Going *going;

  if (job == NULL)
    return confab_core_reject (CONFAB_PROBLEM_NOT_SIGNED_IN, "");
  job->from_us = from_us;
  job->until_us = MAX (until_us, 1);
  going = g_new0 (Going, 1);
  going->self = g_object_ref (self);
  going->chat = g_object_ref (chat);
  return confab_core_with_problem (
      dex_future_then (confab_store_vault_read (self->vault, run_place, job, place_job_free),
          on_place_found, going, going_free));
}

static DexFuture *
on_unread_found (DexFuture *future, gpointer data) {
  return dex_future_new_for_int64 (((const PlaceJob *)confab_store_job_data (future))->id);
}

/* In the queue of the writes: after what was marked as read before, and before what is afterwards.
 */
DexFuture *
confab_core_find_unread (ConfabCore *self, ConfabModelChat *chat) {
  PlaceJob *job = place_job_new (self, chat);

  if (job == NULL)
    return dex_future_new_for_int64 (0);
  return dex_future_then (confab_store_vault_write (self->vault, run_place, job, place_job_free),
      on_unread_found, NULL, NULL);
}
