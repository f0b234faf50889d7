/* Receipts and errors (XEP-0184): what became of a message of ours, and our word that one of theirs
 * is here. Sealed where that is possible. Refuses to believe a receipt in the clear for what every
 * device of that person could have confirmed under seal, and to confirm without end. */

#include "messaging/messaging-receipts.h"

#include "base/base-log.h"
#include "messaging/messaging-keys-private.h"
#include "xep/xep-message.h"
#include "xep/xep-sce.h"

#define MAX_RECEIPTS 600 /* an hour, to one person */

/* ---- in the clear ---- */

typedef struct {
  ConfabMessagingWho who;
  char *peer;
  char *wire_id;
  gboolean is_error;
  ConfabReason why; /* of an error */
  gint64 id;        /* found */
} FateJob;

static void
fate_job_free (gpointer data) {
  FateJob *job = data;

  confab_messaging_who_clear (&job->who);
  g_free (job->peer);
  g_free (job->wire_id);
  g_free (job);
}

static gboolean
find (const ConfabOmemoScope *scope, const char *peer, const char *wire_id, gint64 *id,
    GError **error) {
  g_autoptr (GError) inner = NULL;

  *id = confab_store_messages_find_now (scope->db, scope->account, peer, wire_id, &inner);
  if (inner == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

/* Any server on the way can write a receipt in the clear. An error is a server's to say: it tells
 * that a message was not passed on, and what was confirmed already stays so. */
static gboolean
may_believe (const ConfabOmemoScope *scope, const FateJob *job, gboolean *may, GError **error) {
  g_autoptr (ConfabStoreMessage) message = NULL;

  *may = TRUE;
  if (job->is_error)
    return TRUE;
  message = confab_store_messages_get (scope->db, job->id, error);
  if (message == NULL)
    return FALSE;
  return !message->is_sealed || confab_omemo_receipts_may_be_plain (scope, job->peer, may, error);
}

static gboolean
run_fate (ConfabStoreDb *db, gpointer data, GError **error) {
  FateJob *job = data;
  ConfabOmemoScope scope = confab_messaging_who_scope (&job->who, db);
  gboolean may;

  if (!find (&scope, job->peer, job->wire_id, &job->id, error))
    return FALSE;
  if (job->id == 0)
    return TRUE;
  if (!may_believe (&scope, job, &may, error))
    return FALSE;
  if (!may) {
    job->id = 0;
    return TRUE;
  }
  return confab_store_messages_set_state (db, job->id,
      job->is_error ? CONFAB_STORE_STATE_FAILED : CONFAB_STORE_STATE_DELIVERED, (int)job->why,
      FALSE, error);
}

static DexFuture *
on_fate (DexFuture *future, gpointer data) {
  FateJob *job = confab_store_job_data (future);

  if (job->id != 0)
    confab_messaging_show_state (
        data, job->id, job->is_error ? CONFAB_MESSAGE_FAILED : CONFAB_MESSAGE_DELIVERED, job->why);
  return NULL;
}

/* RFC 6120 section 8.3.3; what is not here is the server's own affair. */
static ConfabReason
reason_of (const char *condition) {
  static const struct {
    const char *condition;
    ConfabReason reason;
  } lines[] = {
    { "resource-constraint", CONFAB_REASON_FULL },
    { "item-not-found", CONFAB_REASON_NOBODY },
    { "gone", CONFAB_REASON_NOBODY },
    { "jid-malformed", CONFAB_REASON_NOBODY },
    { "remote-server-not-found", CONFAB_REASON_UNREACHABLE },
    { "remote-server-timeout", CONFAB_REASON_UNREACHABLE },
    { "policy-violation", CONFAB_REASON_THEIR_SERVER },
    { "not-allowed", CONFAB_REASON_THEIR_SERVER },
    { "not-acceptable", CONFAB_REASON_THEIR_SERVER },
    { "forbidden", CONFAB_REASON_THEIR_SERVER },
  };

  for (guint i = 0; condition != NULL && i < G_N_ELEMENTS (lines); i++)
    if (g_str_equal (lines[i].condition, condition))
      return lines[i].reason;
  return CONFAB_REASON_NONE;
}

DexFuture *
confab_messaging_take_fate (
    ConfabMessaging *self, ConfabJid *from, const char *wire_id, const char *error) {
  FateJob *job = g_new0 (FateJob, 1);

  confab_messaging_who_init (&job->who, self);
  job->peer = g_strdup (confab_base_jid_get_bare (from));
  job->wire_id = g_strdup (wire_id);
  job->is_error = error != NULL;
  job->why = reason_of (error);
  return dex_future_then (confab_store_vault_write (self->vault, run_fate, job, fate_job_free),
      on_fate, g_object_ref (self), g_object_unref);
}

/* ---- under seal ---- */

gboolean
confab_messaging_receipt_run (const ConfabOmemoScope *scope, const char *address,
    const ConfabOmemoOpened *opened, gint64 *id, GError **error) {
  const char *wire_id =
      opened->content != NULL ? confab_xep_sce_get_receipt (opened->content) : NULL;

  *id = 0;
  /* Nothing was sealed for a device that waits for the user's word. */
  if (wire_id == NULL || opened->outcome != CONFAB_OMEMO_OPENED_EMPTY ||
      opened->verdict < CONFAB_DEVICE_TRUSTED)
    return TRUE;
  if (!find (scope, address, wire_id, id, error))
    return FALSE;
  return *id == 0 || confab_store_messages_set_state (scope->db, *id, CONFAB_STORE_STATE_DELIVERED,
                         CONFAB_REASON_NONE, FALSE, error);
}

/* ---- ours ---- */

typedef struct {
  ConfabMessagingWho who;
  char *to;
  char *id;
  ConfabEnvelope *envelope; /* NULL: nobody there could read it */
} ConfirmJob;

static void
confirm_job_free (gpointer data) {
  ConfirmJob *job = data;

  confab_messaging_who_clear (&job->who);
  g_free (job->to);
  g_free (job->id);
  g_clear_pointer (&job->envelope, confab_base_envelope_unref);
  g_free (job);
}

static gboolean
run_confirm (ConfabStoreDb *db, gpointer data, GError **error) {
  ConfirmJob *job = data;
  ConfabOmemoScope scope = confab_messaging_who_scope (&job->who, db);
  g_autoptr (GError) inner = NULL;

  job->envelope = confab_omemo_seal_receipt (&scope, job->to, job->id, &inner);
  if (job->envelope != NULL || inner->domain != CONFAB_STORE_ERROR)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

static DexFuture *
on_confirmed (DexFuture *future, gpointer data) {
  ConfabMessaging *self = data;
  ConfirmJob *job = confab_store_job_data (future);

  if (!self->is_stopped && self->is_connected && job->envelope != NULL)
    confab_xep_out_send_sealed (self->out, job->envelope, CONFAB_CLASS_RECEIPT);
  return NULL;
}

static void
confirm_sealed (ConfabMessaging *self, const char *to, const char *id) {
  ConfirmJob *job = g_new0 (ConfirmJob, 1);

  confab_messaging_who_init (&job->who, self);
  job->to = g_strdup (to);
  job->id = g_strdup (id);
  dex_future_disown (
      dex_future_then (confab_store_vault_write (self->vault, run_confirm, job, confirm_job_free),
          on_confirmed, g_object_ref (self), g_object_unref));
}

void
confab_messaging_confirm (
    ConfabMessaging *self, ConfabJid *to, const char *id, gboolean is_sealed) {
  const char *address = confab_base_jid_get_bare (to);

  /* Asked here too, so that no ratchet moves for what does not leave. */
  if (!self->is_connected || !confab_messaging_keys_may_answer (self, address) ||
      !confab_messaging_budget_take (
          self, &confab_messaging_keys_of (self, address)->receipts, MAX_RECEIPTS))
    return;
  if (is_sealed)
    confirm_sealed (self, address, id);
  else
    confab_xep_message_send_receipt (self->out, to, id);
}
