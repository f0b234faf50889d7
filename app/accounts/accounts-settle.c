/* From a signed-in stream to an account that works, and back to signed off: what must be kept is
 * kept before the first stanza is acknowledged, then the list, presence and the outbox follow. */

#include "accounts/accounts-private.h"

#include "accounts/accounts-block.h"
#include "base/base-fiber.h"
#include "base/base-log.h"
#include "messaging/messaging-catchup.h"
#include "messaging/messaging-files.h"
#include "xep/xep-carbons.h"

#define MARKS_ID_BYTES 16 /* random */

/* ---- jobs ---- */

typedef struct {
  gint64 account;
  int mechanism;
  gboolean had_binding;
  gboolean had_sasl2;
  gboolean is_new_session; /* otherwise the session goes on */
  char *session_id, *location, *resource;
  guint32 h;
} SessionJob;

static void
session_job_free (gpointer data) {
  SessionJob *job = data;

  g_free (job->session_id);
  g_free (job->location);
  g_free (job->resource);
  g_free (job);
}

static gboolean
run_keep_session (ConfabStoreDb *db, gpointer data, GError **error) {
  SessionJob *job = data;
  const ConfabStoreAccount strength = { .id = job->account,
    .mechanism = job->mechanism,
    .had_binding = job->had_binding,
    .had_sasl2 = job->had_sasl2 };

  if (!confab_store_accounts_set_strength (db, &strength, error))
    return FALSE;
  return !job->is_new_session || confab_store_accounts_set_session (db, job->account,
                                     job->session_id, job->location, job->resource, job->h, error);
}

static gboolean
run_end_session (ConfabStoreDb *db, gpointer data, GError **error) {
  SessionJob *job = data;

  return confab_store_accounts_set_session (db, job->account, NULL, NULL, NULL, 0, error);
}

static gboolean
run_keep_h (ConfabStoreDb *db, gpointer data, GError **error) {
  SessionJob *job = data;

  return confab_store_accounts_set_session_h (db, job->account, job->h, error);
}

/* ---- hooks of the stream ---- */

static DexFuture *
on_will_write (gpointer data, const ConfabXmppMark *marks, guint n_marks) {
  ConfabAccountsSession *self = data;

  return confab_messaging_will_write (self->messaging, marks, n_marks);
}

DexFuture *
confab_accounts_keep_h (ConfabAccountsSession *self, guint32 h) {
  SessionJob *job = g_new0 (SessionJob, 1);

  job->account = self->row->id;
  job->h = h;
  return confab_store_vault_write (self->env->vault, run_keep_h, job, session_job_free);
}

static DexFuture *
on_will_ack (gpointer data, guint32 h) {
  return confab_accounts_keep_h (data, h);
}

typedef struct {
  ConfabAccountsSession *self;
  ConfabStanza *stanza;
} Held;

static void
held_free (gpointer data) {
  Held *held = data;

  g_object_unref (held->self);
  confab_xmpp_stanza_unref (held->stanza);
  g_free (held);
}

static DexFuture *
on_released (DexFuture *future, gpointer data) {
  Held *held = data;

  return held->self->is_stopped ? NULL : confab_xep_table_route (held->self->table, held->stanza);
}

/* The archive's own entries do not wait for themselves. */
static gboolean
may_wait (const ConfabStanza *stanza) {
  return confab_xmpp_stanza_is (stanza, "message", CONFAB_NS_CLIENT) &&
         confab_xmpp_stanza_get_child (stanza, "result", "urn:xmpp:mam:2") == NULL;
}

static DexFuture *
on_stanza (gpointer data, ConfabStanza *stanza, guint32 number) {
  ConfabAccountsSession *self = data;
  gboolean may_be_held = may_wait (stanza);
  DexFuture *excused = NULL;
  DexFuture *hold = may_be_held ? confab_messaging_hold (self->messaging, stanza, &excused) : NULL;
  DexFuture *routed;
  Held *held;

  if (!may_be_held)
    confab_messaging_pass_hold (self->messaging);
  if (hold == NULL)
    return confab_xep_table_route (self->table, stanza);
  held = g_new0 (Held, 1);
  held->self = g_object_ref (self);
  held->stanza = confab_xmpp_stanza_ref (stanza);
  routed = dex_future_then (hold, on_released, held, held_free);
  if (excused == NULL)
    return routed;
  /* It goes on also where nobody waits for it any more. */
  dex_future_disown (dex_ref (routed));
  return dex_future_any (routed, excused, NULL);
}

static void
on_acked (gpointer data, guint32 h) {
  ConfabAccountsSession *self = data;

  dex_future_disown (confab_messaging_acknowledged (self->messaging, self->marks_id, h));
}

static void
on_closed (gpointer data, const GError *error) {
  confab_accounts_lost (data, error);
}

static const ConfabXmppStreamHooks hooks = {
  .will_write = on_will_write,
  .will_ack = on_will_ack,
  .stanza = on_stanza,
  .acked = on_acked,
  .closed = on_closed,
};

/* ---- settling ---- */

static void
set_string (char **place, const char *value) {
  g_free (*place);
  *place = g_strdup (value);
}

/* What the server has of the old session is settled first; only then does the new one take its
 * place. */
static gboolean
keep_session (ConfabAccountsSession *self, const ConfabXmppSigninResult *result, GError **error) {
  const char *session_id = confab_xmpp_stream_get_session_id (result->stream);
  SessionJob *job;

  if (result->has_resume_h && self->resume != NULL &&
      !dex_await (
          confab_messaging_resumed (self->messaging, self->resume->id, result->resume_h), error))
    return FALSE;
  job = g_new0 (SessionJob, 1);
  job->account = self->row->id;
  job->mechanism = result->mechanism;
  job->had_binding = result->had_binding;
  job->had_sasl2 = result->had_sasl2;
  job->is_new_session = !result->is_resumed || g_strcmp0 (session_id, self->row->session_id) != 0;
  job->h = result->is_resumed && self->resume != NULL ? self->resume->h_in : 0;
  job->session_id = g_strdup (session_id);
  job->resource = g_strdup (self->resource);
  self->row->mechanism = result->mechanism;
  self->row->had_binding = result->had_binding;
  self->row->had_sasl2 = result->had_sasl2;
  set_string (&self->row->session_id, session_id);
  set_string (&self->marks_id, session_id);
  /* What cannot be resumed has no name of the server's; the numbers still need one. */
  if (self->marks_id == NULL)
    self->marks_id = confab_base_random_dup_id (self->env->random, MARKS_ID_BYTES);
  return dex_await (
      confab_store_vault_write (self->env->vault, run_keep_session, job, session_job_free), error);
}

/* A new session comes as the user chose. One that goes on, and in which this run has given no
 * presence, may have been seen before; what buddies' presence was is not known here, so it is asked
 * for by coming anew. */
static void
show_presence (ConfabAccountsSession *self, gboolean is_resumed) {
  g_autofree char *nobody = confab_base_random_dup_id (self->env->random, MARKS_ID_BYTES);

  /* Before anybody can ask. */
  if (!self->env->is_keyless)
    confab_xep_out_learn_refusal (self->out, nobody);
  if (is_resumed)
    confab_xep_presence_leave (self->out);
  if (!confab_model_account_is_hidden (self->account))
    confab_xep_presence_announce (self->out);
}

/* Stops what was settled too late; the session waits on the server to be taken up again. */
static void
call_off (ConfabAccountsSession *self, ConfabXmppStream *stream) {
  confab_xmpp_stream_stop (stream);
  g_clear_pointer (&self->resume, confab_xmpp_resume_free);
  self->resume = confab_xmpp_stream_dup_resume (stream);
}

/* What could not be settled is ended for good: nothing was sent over it that could be lost. */
static void
drop_stream (ConfabAccountsSession *self) {
  g_autoptr (ConfabXmppStream) stream = g_steal_pointer (&self->stream);

  if (stream == NULL)
    return;
  confab_xmpp_stream_stop (stream);
  confab_xep_out_set_stream (self->out, NULL);
}

/* Files go the way that everything goes. Where one's own server lies in a private network, or on
 * this computer, its files may too. */
static void
give_road (ConfabAccountsSession *self, ConfabNetRoute *road) {
  ConfabNetLink *link = confab_xmpp_stream_get_link (self->stream);

  confab_net_route_count (road, self->env->counts, CONFAB_NET_FOR_FILES);
  road->may_be_private = link != NULL && confab_net_link_is_private (link);
  confab_messaging_files_set_road (self->messaging, road);
}

gboolean
confab_accounts_settle (
    ConfabAccountsSession *self, const ConfabXmppSigninResult *result, GError **error) {
  g_autoptr (ConfabNetRoute) road = NULL;

  confab_accounts_note_through (self, result->is_web);
  if (!keep_session (self, result, error) ||
      !confab_messaging_await_archive (self->messaging, error)) {
    confab_xmpp_stream_stop (result->stream);
    return FALSE;
  }
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error)) {
    call_off (self, result->stream);
    return FALSE;
  }
  g_clear_pointer (&self->resume, confab_xmpp_resume_free);
  g_set_object (&self->stream, result->stream);
  confab_xep_out_set_stream (self->out, self->stream);
  if (!result->is_resumed) {
    confab_accounts_forget_presences (self);
    self->has_list = self->is_shown = FALSE;
    self->block_list = CONFAB_ACCOUNTS_LIST_UNKNOWN;
  }
  confab_messaging_prepare_catch_up (self->messaging, result->is_resumed,
      confab_xmpp_stream_get_session_id (result->stream) != NULL);
  confab_xmpp_stream_attach (self->stream, &hooks, self);

  if (!self->has_list && !confab_accounts_fetch_roster (self, error)) {
    drop_stream (self);
    return FALSE;
  }
  road =
      confab_accounts_await_route (self->env, self->address, self->row, self->row->address, error);
  if (road == NULL) {
    drop_stream (self);
    return FALSE;
  }
  if (self->stream == NULL || !self->is_wanted)
    return TRUE;
  if (!self->has_list)
    confab_xep_carbons_enable (self->out);
  if (self->block_list == CONFAB_ACCOUNTS_LIST_UNKNOWN && !self->env->is_keyless)
    confab_accounts_fetch_blocked (self);
  self->has_list = TRUE;
  if (!self->is_shown) {
    show_presence (self, result->is_resumed);
    confab_accounts_ask_again (self);
  }
  self->is_shown = TRUE;
  self->signed_in_us = confab_base_clock_monotonic_us (self->env->clock);
  give_road (self, road);
  confab_messaging_connected (self->messaging, self->marks_id);
  /* After presence: some servers give a session that asked the archive nothing else that waited. */
  confab_messaging_catch_up (self->messaging);
  confab_accounts_tell_watched (self);
  confab_model_account_set_state (
      self->account, CONFAB_ACCOUNT_SIGNED_IN, 0, CONFAB_PROBLEM_NONE, "");
  return TRUE;
}

/* ---- signing off ---- */

/* The session is over, also for a later run. */
static void
await_forgotten (ConfabAccountsSession *self) {
  SessionJob *job = g_new0 (SessionJob, 1);

  job->account = self->row->id;
  g_clear_pointer (&self->row->session_id, g_free);
  dex_await (
      confab_store_vault_write (self->env->vault, run_end_session, job, session_job_free), NULL);
}

/* A session that the server could not be told the end of is kept: what came for it is there, and
 * only whoever takes it up again gets it without delay. */
static DexFuture *
run_sign_off (gpointer data) {
  ConfabAccountsSession *self = data;
  g_autoptr (ConfabXmppStream) stream = g_steal_pointer (&self->stream);

  if (stream != NULL) {
    dex_await (confab_xmpp_stream_close (stream), NULL);
    call_off (self, stream);
    confab_xep_out_set_stream (self->out, NULL);
    confab_messaging_disconnected (self->messaging);
  }
  if (self->resume == NULL)
    await_forgotten (self);
  confab_accounts_forget_presences (self);
  self->is_signing_off = FALSE;
  if (self->is_wanted)
    confab_accounts_try_now (self);
  else
    confab_model_account_set_state (
        self->account, CONFAB_ACCOUNT_SIGNED_OFF, 0, CONFAB_PROBLEM_NONE, "");
  return dex_future_new_for_boolean (TRUE);
}

DexFuture *
confab_accounts_session_sign_off (ConfabAccountsSession *self) {
  self->is_wanted = self->comes_back = FALSE;
  self->is_signing_off = TRUE;
  self->has_list = self->is_shown = FALSE;
  dex_clear (&self->timer);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  return confab_base_fiber_start (run_sign_off, g_object_ref (self), g_object_unref);
}

void
confab_accounts_session_stop (ConfabAccountsSession *self) {
  if (self->is_stopped)
    return;
  self->is_stopped = TRUE;
  self->is_wanted = FALSE;
  dex_clear (&self->timer);
  confab_accounts_stop_giving_back (self);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  if (self->watch_handler != 0)
    g_clear_signal_handler (&self->watch_handler, self->env->watch);
  if (self->stream != NULL)
    confab_xmpp_stream_stop (self->stream);
  g_clear_object (&self->stream);
  if (self->out != NULL)
    confab_xep_out_set_stream (self->out, NULL);
  if (self->messaging != NULL)
    confab_messaging_stop (self->messaging);
}
