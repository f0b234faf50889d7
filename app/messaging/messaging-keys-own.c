/* This device among the others: its keys are made at the first sign-in, published in every new
 * session, renewed in time, and put back when the server or another program of the same account
 * damaged them. Whatever an outsider can cause here is limited in number. */

#include "messaging/messaging-keys.h"

#include "base/base-fiber.h"
#include "base/base-log.h"
#include "messaging/messaging-catchup.h"
#include "messaging/messaging-files-private.h"
#include "xep/xep-pep.h"

#define MAX_TRIES 4                         /* of publishing, in one connection */
#define FIRST_PAUSE_US (G_USEC_PER_SEC / 4) /* then eight times as long, each time */
#define MAX_ANNOUNCEMENTS 5 /* an hour: two programs that take each other off the list must end */
#define MAX_LOOKS 20   /* an hour: two programs that differ about who may read must end as well */
#define MAX_ANSWERS 60 /* an hour, of this account together */

/* ---- jobs ---- */

typedef struct {
  ConfabMessagingWho who;
  GPtrArray *lists[3]; /* own lists as the server has them, by version; NULL: not known */
  gboolean keep_used;
  guint32 remove;      /* a device that leaves the lists; 0: none */
  guint32 device;      /* found: this one */
  gboolean is_changed; /* bundles have changed */
  ConfabOmemoListed listed;
  ConfabXepOmemoBundle *bundles[3];
  ConfabMessagingKnown known;
} OwnJob;

static OwnJob *
own_job_new (ConfabMessaging *self) {
  OwnJob *job = g_new0 (OwnJob, 1);

  confab_messaging_who_init (&job->who, self);
  job->keep_used = confab_messaging_is_catching_up (self);
  return job;
}

static void
own_job_free (gpointer data) {
  OwnJob *job = data;

  confab_messaging_who_clear (&job->who);
  for (guint i = 0; i < G_N_ELEMENTS (job->lists); i++) {
    g_clear_pointer (&job->lists[i], g_ptr_array_unref);
    g_clear_pointer (&job->bundles[i], confab_xep_omemo_bundle_free);
  }
  g_free (job);
}

/* An id that stands on a list before it was ever published is somebody else's. */
static gboolean
avoid_taken (const ConfabOmemoScope *scope, OwnJob *job, GError **error) {
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint version = CONFAB_OMEMO_OLD; version <= CONFAB_OMEMO_TWO; version++)
    for (guint i = 0; job->lists[version] != NULL && i < job->lists[version]->len; i++) {
      const ConfabXepOmemoDevice *device = g_ptr_array_index (job->lists[version], i);

      g_array_append_val (taken, device->id);
    }
  return confab_omemo_own_avoid (scope, taken, &job->device, error);
}

static gboolean
run_own (ConfabStoreDb *db, gpointer data, GError **error) {
  OwnJob *job = data;
  ConfabOmemoScope scope = confab_messaging_who_scope (&job->who, db);

  if (!confab_omemo_own_ensure (&scope, &job->device, error) || !avoid_taken (&scope, job, error) ||
      !confab_omemo_own_maintain (&scope, job->keep_used, &job->is_changed, error))
    return FALSE;
  for (guint version = CONFAB_OMEMO_OLD; version <= CONFAB_OMEMO_TWO; version++) {
    if (job->lists[version] != NULL &&
        !confab_omemo_devices_set (&scope, job->who.own, (ConfabOmemoVersion)version,
            job->lists[version], &job->listed, error))
      return FALSE;
    job->bundles[version] = confab_omemo_own_bundle (&scope, (ConfabOmemoVersion)version, error);
    if (job->bundles[version] == NULL)
      return FALSE;
  }
  return confab_messaging_known_read (&scope, job->who.own, &job->known, error);
}

/* ---- publishing; all in a fiber ---- */

typedef struct {
  ConfabMessaging *self;
  guint connection;
  guint32 remove;
  guint32 device; /* this one, where only its nodes are looked after */
} Settle;

static void
settle_free (gpointer data) {
  Settle *settle = data;

  g_object_unref (settle->self);
  g_free (settle);
}

static Settle *
settle_new (ConfabMessaging *self) {
  Settle *settle = g_new0 (Settle, 1);

  settle->self = g_object_ref (self);
  settle->connection = self->connection;
  return settle;
}

static gboolean
is_over (const Settle *settle) {
  return settle->self->is_stopped || settle->connection != settle->self->connection;
}

static gboolean
await_bundles_published (const Settle *settle, OwnJob *job, GError **error) {
  for (guint version = CONFAB_OMEMO_OLD; version <= CONFAB_OMEMO_TWO; version++) {
    g_autofree char *node =
        confab_xep_omemo_dup_bundle_node ((ConfabOmemoVersion)version, job->device);
    g_autofree char *item =
        confab_xep_omemo_dup_bundle_item ((ConfabOmemoVersion)version, job->device);

    if (is_over (settle))
      return TRUE;
    if (!dex_await (confab_xep_pep_publish (settle->self->out, node, item,
                        confab_xep_omemo_bundle_new (job->bundles[version]), CONFAB_XEP_PEP_BUDDIES,
                        version == CONFAB_OMEMO_TWO ? 0 : 1),
            error))
      return FALSE;
  }
  return TRUE;
}

/* The list with this device, and without the one that leaves. NULL: it is right as it is. */
static GPtrArray *
amend_list (GPtrArray *list, guint32 device, guint32 leaves) {
  g_autoptr (GPtrArray) amended =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_xep_omemo_device_free);
  gboolean is_right = list != NULL;
  gboolean has_this = FALSE;

  for (guint i = 0; list != NULL && i < list->len; i++) {
    const ConfabXepOmemoDevice *old = g_ptr_array_index (list, i);
    ConfabXepOmemoDevice *copy;

    if (leaves != 0 && old->id == leaves) {
      is_right = FALSE;
      continue;
    }
    has_this |= old->id == device;
    copy = g_new0 (ConfabXepOmemoDevice, 1);
    copy->id = old->id;
    copy->label = g_strdup (old->label);
    if (old->label_signature != NULL)
      copy->label_signature = g_bytes_ref (old->label_signature);
    g_ptr_array_add (amended, copy);
  }
  if (!has_this) {
    ConfabXepOmemoDevice *own = g_new0 (ConfabXepOmemoDevice, 1);

    is_right = FALSE;
    own->id = device;
    g_ptr_array_add (amended, own);
  }
  return is_right ? NULL : g_steal_pointer (&amended);
}

static gboolean
await_lists_published (const Settle *settle, OwnJob *job, GError **error) {
  for (guint version = CONFAB_OMEMO_OLD; version <= CONFAB_OMEMO_TWO; version++) {
    g_autoptr (GPtrArray) list = amend_list (job->lists[version], job->device, settle->remove);

    if (list == NULL || is_over (settle))
      continue;
    if (!dex_await (confab_xep_pep_publish (settle->self->out,
                        confab_xep_omemo_devices_node ((ConfabOmemoVersion)version), "current",
                        confab_xep_omemo_devices_new ((ConfabOmemoVersion)version, list),
                        CONFAB_XEP_PEP_BUDDIES, 1),
            error))
      return FALSE;
  }
  return TRUE;
}

/* Without the lists as they are, nothing is published: a guess would take other devices off. */
static gboolean
await_lists (const Settle *settle, OwnJob *job, GError **error) {
  for (guint version = CONFAB_OMEMO_OLD; version <= CONFAB_OMEMO_TWO; version++) {
    g_autoptr (GPtrArray) items =
        dex_await_boxed (confab_xep_pep_fetch (settle->self->out, NULL,
                             confab_xep_omemo_devices_node ((ConfabOmemoVersion)version), NULL),
            error);

    if (items == NULL)
      return FALSE;
    job->lists[version] = confab_messaging_keys_read_list ((ConfabOmemoVersion)version, items);
  }
  return TRUE;
}

/* Another program of this account may have opened our nodes to everybody, without taking us off. */
static gboolean
await_narrow (const Settle *settle, guint32 device, GError **error) {
  g_autofree char *bundles = confab_xep_omemo_dup_bundle_node (CONFAB_OMEMO_OLD, device);
  const struct {
    const char *node;
    guint max_items;
  } nodes[] = {
    { CONFAB_OMEMO_OLD_DEVICES, 1 },
    { CONFAB_OMEMO_TWO_DEVICES, 1 },
    { bundles, 1 },
    { CONFAB_OMEMO_TWO_BUNDLES, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (nodes) && !is_over (settle); i++)
    if (!dex_await (confab_xep_pep_narrow (settle->self->out, nodes[i].node, CONFAB_XEP_PEP_BUDDIES,
                        nodes[i].max_items),
            error))
      return FALSE;
  return TRUE;
}

/* Bundles first: a device that stands on a list can be written to, and whoever finds no bundle of
 * it does not ask again soon. So each way to the list publishes them, until one came to its end. */
static gboolean
await_settled (const Settle *settle, GError **error) {
  ConfabMessaging *self = settle->self;
  OwnJob *job = own_job_new (self);
  g_autoptr (DexFuture) future = NULL;

  if (!await_lists (settle, job, error)) {
    own_job_free (job);
    return FALSE;
  }
  future = confab_store_vault_write (self->vault, run_own, job, own_job_free);
  if (!dex_await (dex_ref (future), error))
    return FALSE;
  if (is_over (settle))
    return TRUE;
  confab_messaging_known_show (self, job->who.own, &job->known);
  if ((!self->is_settled || job->is_changed) && !await_bundles_published (settle, job, error))
    return FALSE;
  if (!await_lists_published (settle, job, error))
    return FALSE;
  if (!is_over (settle))
    self->is_settled = TRUE;
  return await_narrow (settle, job->device, error);
}

/* What a server says while it is busy with itself; ejabberd does while it makes a node. */
static gboolean
is_passing (const GError *error) {
  return g_error_matches (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_STANZA) &&
         (g_str_equal (error->message, "item-not-found") ||
             g_str_equal (error->message, "internal-server-error") ||
             g_str_equal (error->message, "resource-constraint"));
}

/* FALSE: the connection is over. */
static gboolean
await_pause (const Settle *settle, gint64 pause_us) {
  g_autoptr (GCancellable) all = NULL;

  if (is_over (settle) || settle->self->files->all == NULL)
    return FALSE;
  all = g_object_ref (settle->self->files->all);
  dex_await (dex_future_first (confab_base_clock_sleep (settle->self->clock, pause_us),
                 dex_cancellable_new_from_cancellable (all), NULL),
      NULL);
  return !is_over (settle);
}

static DexFuture *
run_settle (gpointer data) {
  Settle *settle = data;
  gint64 pause_us = FIRST_PAUSE_US;

  for (guint i = 0; i < MAX_TRIES; i++, pause_us *= 8) {
    g_autoptr (GError) error = NULL;

    if (await_settled (settle, &error))
      break;
    confab_base_log_info ("messaging", "keys were not published: %s", error->message);
    if (!is_passing (error) || !await_pause (settle, pause_us))
      break;
  }
  return confab_messaging_done ();
}

void
confab_messaging_keys_settle (ConfabMessaging *self) {
  if (self->is_keyless)
    return;
  dex_future_disown (confab_base_fiber_start (run_settle, settle_new (self), settle_free));
}

static DexFuture *
run_announce (gpointer data) {
  Settle *settle = data;
  g_autoptr (GError) error = NULL;

  if (!await_settled (settle, &error))
    confab_base_log_info ("messaging", "this device is not on the list: %s", error->message);
  return confab_messaging_done ();
}

void
confab_messaging_keys_announce (ConfabMessaging *self) {
  if (self->is_stopped || !self->is_connected ||
      !confab_messaging_budget_take (self, &self->announcements, MAX_ANNOUNCEMENTS))
    return;
  dex_future_disown (confab_base_fiber_start (run_announce, settle_new (self), settle_free));
}

static DexFuture *
run_look (gpointer data) {
  Settle *settle = data;
  g_autoptr (GError) error = NULL;

  if (!await_narrow (settle, settle->device, &error))
    confab_base_log_warning ("messaging", "keys may be read by everybody: %s", error->message);
  return confab_messaging_done ();
}

void
confab_messaging_keys_look_after (ConfabMessaging *self, guint32 device) {
  Settle *settle;

  if (self->is_stopped || !self->is_connected ||
      !confab_messaging_budget_take (self, &self->looks, MAX_LOOKS))
    return;
  settle = settle_new (self);
  settle->device = device;
  dex_future_disown (confab_base_fiber_start (run_look, settle, settle_free));
}

static DexFuture *
run_remove (gpointer data) {
  Settle *settle = data;
  g_autoptr (GError) error = NULL;

  if (!await_settled (settle, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  return confab_messaging_done ();
}

DexFuture *
confab_messaging_keys_remove (ConfabMessaging *self, guint32 device) {
  Settle *settle;

  if (self->is_stopped || !self->is_connected)
    return confab_messaging_stopped ();
  settle = settle_new (self);
  settle->remove = device;
  return confab_base_fiber_start (run_remove, settle, settle_free);
}

/* ---- keeping up ---- */

static DexFuture *
run_maintain (gpointer data) {
  Settle *settle = data;
  ConfabMessaging *self = settle->self;
  OwnJob *job = own_job_new (self);
  g_autoptr (DexFuture) future = NULL;
  g_autoptr (GError) error = NULL;

  future = confab_store_vault_write (self->vault, run_own, job, own_job_free);
  if (!dex_await (dex_ref (future), &error) ||
      (job->is_changed && !is_over (settle) && !await_bundles_published (settle, job, &error)))
    confab_base_log_info ("messaging", "keys were not renewed: %s", error->message);
  self->is_maintaining = FALSE;
  return confab_messaging_done ();
}

void
confab_messaging_keys_maintain (ConfabMessaging *self) {
  if (self->is_stopped || self->is_keyless || !self->is_connected || self->is_maintaining)
    return;
  self->is_maintaining = TRUE;
  dex_future_disown (confab_base_fiber_start (run_maintain, settle_new (self), settle_free));
}

/* ---- answering with a key ---- */

typedef struct {
  ConfabMessagingWho who;
  ConfabOmemoNeed need;
  ConfabXepOmemoBundle *bundle; /* NULL: none was wanted, or there is none */
  gboolean was_fetched;
  ConfabEnvelope *envelope; /* NULL: it cannot be written to */
} AnswerJob;

static void
answer_job_free (gpointer data) {
  AnswerJob *job = data;

  confab_messaging_who_clear (&job->who);
  g_free (job->need.address);
  g_clear_pointer (&job->bundle, confab_xep_omemo_bundle_free);
  g_clear_pointer (&job->envelope, confab_base_envelope_unref);
  g_free (job);
}

static gboolean
run_answer_job (ConfabStoreDb *db, gpointer data, GError **error) {
  AnswerJob *job = data;
  ConfabOmemoScope scope = confab_messaging_who_scope (&job->who, db);
  g_autoptr (GError) inner = NULL;
  gboolean is_usable = TRUE;

  if (job->was_fetched &&
      !confab_omemo_needs_take (&scope, &job->need, job->bundle, &is_usable, error))
    return FALSE;
  if (!is_usable)
    return TRUE;
  job->envelope = confab_omemo_seal_key (
      &scope, job->need.address, job->need.device, job->need.version, &inner);
  if (job->envelope == NULL && inner->domain == CONFAB_STORE_ERROR) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return FALSE;
  }
  return TRUE;
}

typedef struct {
  Settle *settle;
  AnswerJob *job;
  gboolean needs_bundle;
} Answer;

static void
answer_free (gpointer data) {
  Answer *answer = data;

  settle_free (answer->settle);
  g_clear_pointer (&answer->job, answer_job_free);
  g_free (answer);
}

static DexFuture *
run_answer (gpointer data) {
  Answer *answer = data;
  ConfabMessaging *self = answer->settle->self;
  AnswerJob *job = answer->job;
  g_autoptr (DexFuture) future = NULL;
  g_autoptr (GError) error = NULL;

  if (answer->needs_bundle) {
    job->bundle = confab_messaging_keys_await_bundle (
        confab_messaging_keys_fetch_bundle (self, &job->need), &job->need, &error);
    job->was_fetched = TRUE;
  }
  if (error != NULL || is_over (answer->settle))
    return confab_messaging_done ();
  future = confab_store_vault_write (
      self->vault, run_answer_job, g_steal_pointer (&answer->job), answer_job_free);
  if (!dex_await (dex_ref (future), &error))
    confab_base_log_info ("messaging", "an answer was not kept: %s", error->message);
  else if (job->envelope != NULL && !is_over (answer->settle))
    confab_xep_out_send_envelope (self->out, job->envelope, 0);
  return confab_messaging_done ();
}

/* Whoever may not learn that a message arrived may not learn it from a key either. */
gboolean
confab_messaging_keys_may_answer (ConfabMessaging *self, const char *address) {
  g_autoptr (ConfabJid) to = confab_base_jid_new (address, NULL);
  ConfabDiscloseFacts facts = { .class = CONFAB_CLASS_RECEIPT };
  ConfabReason why = CONFAB_REASON_NONE;

  if (g_str_equal (address, confab_model_account_get_address (self->account)))
    return TRUE;
  confab_messaging_disclose_facts (self->account, to, &facts);
  return confab_safety_judge_disclose (&facts, &why) == CONFAB_DISCLOSE_YES;
}

void
confab_messaging_keys_answer (ConfabMessaging *self, const char *address, guint32 device,
    ConfabOmemoVersion version, gboolean needs_bundle) {
  Answer *answer;

  if (self->is_stopped || self->is_keyless || !self->is_connected ||
      !confab_messaging_keys_may_answer (self, address) ||
      !confab_messaging_budget_take (self, &self->answers, MAX_ANSWERS))
    return;
  answer = g_new0 (Answer, 1);
  answer->settle = settle_new (self);
  answer->needs_bundle = needs_bundle;
  answer->job = g_new0 (AnswerJob, 1);
  confab_messaging_who_init (&answer->job->who, self);
  answer->job->need.address = g_strdup (address);
  answer->job->need.device = device;
  answer->job->need.version = version;
  dex_future_disown (confab_base_fiber_start (run_answer, answer, answer_free));
}
