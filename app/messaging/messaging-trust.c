/* Takes words of trust from the vault to the stream, sealed at the moment they leave, and shows
 * what such words changed. Whom something may be told is the judge's: what the user did goes to
 * every buddy it concerns, what follows from a message only to those who may see that we are here.
 * Nothing here decides what a key is worth. */

#include "messaging/messaging-trust.h"

#include "base/base-fiber.h"
#include "base/base-log.h"
#include "messaging/messaging-private.h"
#include "omemo/omemo-atm.h"
#include "store/store-trust.h"

/* ---- jobs ---- */

typedef struct {
  ConfabMessagingWho who;
  GPtrArray *people; /* whom something waits for, or whose keys changed */
  GArray *known;     /* ConfabMessagingKnown, beside them */
  char *address;     /* who is told now */
  gboolean acts_only;
  GPtrArray *envelopes;
  GArray *letters; /* gint64, beside them */
} TrustJob;

static TrustJob *
trust_job_new (ConfabMessaging *self, const char *address) {
  TrustJob *job = g_new0 (TrustJob, 1);

  confab_messaging_who_init (&job->who, self);
  job->address = g_strdup (address);
  job->envelopes = g_ptr_array_new_with_free_func ((GDestroyNotify)confab_base_envelope_unref);
  job->letters = g_array_new (FALSE, FALSE, sizeof (gint64));
  return job;
}

static void
trust_job_free (gpointer data) {
  TrustJob *job = data;

  confab_messaging_who_clear (&job->who);
  g_clear_pointer (&job->people, g_ptr_array_unref);
  g_clear_pointer (&job->known, g_array_unref);
  g_free (job->address);
  g_ptr_array_unref (job->envelopes);
  g_array_unref (job->letters);
  g_free (job);
}

static gboolean
run_return (ConfabStoreDb *db, gpointer data, GError **error) {
  TrustJob *job = data;

  return confab_store_trust_return (db, job->who.account, error);
}

static gboolean
run_list (ConfabStoreDb *db, gpointer data, GError **error) {
  TrustJob *job = data;

  job->people = confab_store_trust_list_people (db, job->who.account, error);
  return job->people != NULL;
}

static gboolean
run_seal (ConfabStoreDb *db, gpointer data, GError **error) {
  TrustJob *job = data;
  ConfabOmemoScope scope = confab_messaging_who_scope (&job->who, db);

  return confab_omemo_atm_seal (
      &scope, job->address, job->acts_only, job->envelopes, job->letters, error);
}

/* ---- the walk; in a fiber ---- */

typedef struct {
  ConfabMessaging *self;
  guint connection;
} Walk;

static void
walk_free (gpointer data) {
  Walk *walk = data;

  g_object_unref (walk->self);
  g_free (walk);
}

static gboolean
is_over (const Walk *walk) {
  return walk->self->is_stopped || !walk->self->is_connected ||
         walk->connection != walk->self->connection;
}

static gboolean
may_tell (ConfabMessaging *self, ConfabJid *to, ConfabDiscloseClass class) {
  ConfabDiscloseFacts facts = { .class = class };
  ConfabReason why = CONFAB_REASON_NONE;

  confab_messaging_disclose_facts (self->account, to, &facts);
  return confab_safety_judge_disclose (&facts, &why) == CONFAB_DISCLOSE_YES;
}

/* FALSE: nothing now. */
static gboolean
judge (ConfabMessaging *self, const char *address, gboolean *acts_only) {
  g_autoptr (ConfabJid) to = confab_base_jid_new (address, NULL);

  *acts_only = FALSE;
  if (to == NULL || g_str_equal (address, confab_model_account_get_address (self->account)))
    return to != NULL;
  *acts_only = !may_tell (self, to, CONFAB_CLASS_RECEIPT);
  return may_tell (self, to, CONFAB_CLASS_MESSAGE);
}

/* FALSE with `error` if the vault failed. */
static gboolean
await_told (const Walk *walk, const char *address, GError **error) {
  ConfabMessaging *self = walk->self;
  TrustJob *job;
  g_autoptr (DexFuture) future = NULL;
  gboolean acts_only;

  if (!judge (self, address, &acts_only))
    return TRUE;
  /* When they are there, it walks again. */
  if (!confab_messaging_keys_are_ready (self, address)) {
    confab_messaging_keys_prepare (self, address);
    return TRUE;
  }
  job = trust_job_new (self, address);
  job->acts_only = acts_only;
  future = confab_store_vault_write (self->vault, run_seal, job, trust_job_free);
  if (!dex_await (dex_ref (future), error))
    return FALSE;
  for (guint i = 0; i < job->envelopes->len && !is_over (walk); i++)
    confab_xep_out_send_envelope (
        self->out, g_ptr_array_index (job->envelopes, i), -g_array_index (job->letters, gint64, i));
  self->tells_again |= job->envelopes->len > 0;
  return TRUE;
}

static DexFuture *
run_walk (gpointer data) {
  Walk *walk = data;
  ConfabMessaging *self = walk->self;
  g_autoptr (GError) error = NULL;

  do {
    TrustJob *job = trust_job_new (self, NULL);
    g_autoptr (DexFuture) future =
        confab_store_vault_write (self->vault, run_list, job, trust_job_free);

    self->tells_again = FALSE;
    if (!dex_await (dex_ref (future), &error))
      break;
    for (guint i = 0; i < job->people->len && error == NULL && !is_over (walk); i++)
      await_told (walk, g_ptr_array_index (job->people, i), &error);
  } while (self->tells_again && error == NULL && !is_over (walk));
  if (error != NULL)
    confab_base_log_warning ("messaging", "words of trust were not sent: %s", error->message);
  if (walk->connection == self->connection)
    self->is_telling = FALSE;
  return confab_messaging_done ();
}

void
confab_messaging_trust_walk (ConfabMessaging *self) {
  Walk *walk;

  if (self->is_stopped || self->is_keyless || !self->is_connected)
    return;
  if (self->is_telling) {
    self->tells_again = TRUE;
    return;
  }
  self->is_telling = TRUE;
  walk = g_new0 (Walk, 1);
  walk->self = g_object_ref (self);
  walk->connection = self->connection;
  dex_future_disown (confab_base_fiber_start (run_walk, walk, walk_free));
}

static DexFuture *
on_returned (DexFuture *future, gpointer data) {
  confab_messaging_trust_walk (data);
  return NULL;
}

void
confab_messaging_trust_connected (ConfabMessaging *self) {
  if (self->is_keyless)
    return;
  self->is_telling = FALSE;
  dex_future_disown (dex_future_then (confab_store_vault_write (self->vault, run_return,
                                          trust_job_new (self, NULL), trust_job_free),
      on_returned, g_object_ref (self), g_object_unref));
}

/* ---- what changed ---- */

static gboolean
run_known (ConfabStoreDb *db, gpointer data, GError **error) {
  TrustJob *job = data;
  ConfabOmemoScope scope = confab_messaging_who_scope (&job->who, db);

  for (guint i = 0; i < job->people->len; i++) {
    ConfabMessagingKnown known;

    if (!confab_messaging_known_read (&scope, g_ptr_array_index (job->people, i), &known, error))
      return FALSE;
    g_array_append_val (job->known, known);
  }
  return TRUE;
}

static DexFuture *
on_known (DexFuture *future, gpointer data) {
  ConfabMessaging *self = data;
  TrustJob *job = confab_store_job_data (future);

  for (guint i = 0; i < job->people->len && !self->is_stopped; i++) {
    const char *address = g_ptr_array_index (job->people, i);

    confab_messaging_known_show (
        self, address, &g_array_index (job->known, ConfabMessagingKnown, i));
    confab_model_account_note_devices (self->account, address);
    if (confab_messaging_is_writing_to (self, address))
      confab_messaging_keys_prepare (self, address);
  }
  return NULL;
}

void
confab_messaging_trust_changed (ConfabMessaging *self, GPtrArray *people) {
  TrustJob *job = trust_job_new (self, NULL);

  for (guint i = 0; i < people->len; i++)
    confab_messaging_keys_stale (self, g_ptr_array_index (people, i));
  job->people = g_ptr_array_ref (people);
  job->known = g_array_new (FALSE, FALSE, sizeof (ConfabMessagingKnown));
  dex_future_disown (
      dex_future_then (confab_store_vault_write (self->vault, run_known, job, trust_job_free),
          on_known, g_object_ref (self), g_object_unref));
  confab_messaging_trust_walk (self);
}
