/* Before somebody is written to: their device lists are fetched, once in a session, then the
 * bundles of devices that have no session yet. What may not be read, or is not answered, leaves
 * what was known; a connection that goes ends it. */

#include "messaging/messaging-keys-private.h"

#include "base/base-fiber.h"
#include "base/base-log.h"
#include "messaging/messaging-trust.h"
#include "xep/xep-pep.h"
#include "xmpp/xmpp-error.h"

#define AT_ONCE 8    /* bundles that are asked for at a time */
#define MAX_ROUNDS 4 /* of one preparation */
#define ASK_AGAIN_US (G_GINT64_CONSTANT (60) * G_USEC_PER_SEC) /* for lists that were not read */
#define MAX_DOUBLINGS 6                                        /* of that time, where it goes on */

static void
bundle_free (gpointer data) {
  if (data != NULL)
    confab_xep_omemo_bundle_free (data);
}

typedef struct {
  ConfabMessaging *self;
  char *address;
  guint connection;
} Prepare;

static void
prepare_free (gpointer data) {
  Prepare *prepare = data;

  g_object_unref (prepare->self);
  g_free (prepare->address);
  g_free (prepare);
}

static gboolean
is_over (const Prepare *prepare) {
  return prepare->self->is_stopped || prepare->connection != prepare->self->connection;
}

/* What may not be read, or was not answered, is left as it was known. FALSE if that is both. */
static gboolean
await_lists (const Prepare *prepare, ConfabMessagingKeysJob *job) {
  g_autoptr (ConfabJid) of = confab_base_jid_new (prepare->address, NULL);
  DexFuture *fetches[3] = { NULL };
  gboolean is_readable = FALSE;

  for (guint version = CONFAB_OMEMO_OLD; version <= CONFAB_OMEMO_TWO; version++)
    fetches[version] = confab_xep_pep_fetch (
        prepare->self->out, of, confab_xep_omemo_devices_node ((ConfabOmemoVersion)version), NULL);
  for (guint version = CONFAB_OMEMO_OLD; version <= CONFAB_OMEMO_TWO; version++) {
    g_autoptr (GPtrArray) items = dex_await_boxed (fetches[version], NULL);

    if (items == NULL)
      continue;
    is_readable = TRUE;
    job->lists[version] = confab_messaging_keys_read_list ((ConfabOmemoVersion)version, items);
  }
  return is_readable;
}

DexFuture *
confab_messaging_keys_fetch_bundle (ConfabMessaging *self, const ConfabOmemoNeed *need) {
  g_autoptr (ConfabJid) of = confab_base_jid_new (need->address, NULL);
  g_autofree char *node = confab_xep_omemo_dup_bundle_node (need->version, need->device);
  g_autofree char *item = confab_xep_omemo_dup_bundle_item (need->version, need->device);

  return confab_xep_pep_fetch (
      self->out, of, node, need->version == CONFAB_OMEMO_TWO ? item : NULL);
}

ConfabXepOmemoBundle *
confab_messaging_keys_await_bundle (DexFuture *fetch, const ConfabOmemoNeed *need, GError **error) {
  g_autoptr (GError) inner = NULL;
  g_autoptr (GPtrArray) items = dex_await_boxed (fetch, &inner);
  const ConfabXepPepItem *item;

  if (g_error_matches (inner, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_CLOSED)) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return NULL;
  }
  if (items == NULL || items->len == 0)
    return NULL;
  item = g_ptr_array_index (items, items->len - 1);
  return item->payload != NULL ? confab_xep_omemo_bundle_read (need->version, item->payload) : NULL;
}

/* FALSE if the connection went. */
static gboolean
await_bundles (const Prepare *prepare, ConfabMessagingKeysJob *job) {
  job->bundles = g_ptr_array_new_with_free_func (bundle_free);
  for (guint first = 0; first < job->needs->len; first += AT_ONCE) {
    guint end = MIN (first + AT_ONCE, job->needs->len);
    DexFuture *fetches[AT_ONCE] = { NULL };
    gboolean is_gone = FALSE;

    for (guint i = first; i < end; i++)
      fetches[i - first] =
          confab_messaging_keys_fetch_bundle (prepare->self, g_ptr_array_index (job->needs, i));
    for (guint i = first; i < end; i++) {
      g_autoptr (GError) error = NULL;

      g_ptr_array_add (job->bundles, confab_messaging_keys_await_bundle (fetches[i - first],
                                         g_ptr_array_index (job->needs, i), &error));
      is_gone |= error != NULL;
    }
    if (is_gone || is_over (prepare))
      return FALSE;
  }
  return TRUE;
}

/* One round: lists if they are not known in this session, then bundles. FALSE with `error` if the
 * vault failed. */
static gboolean
await_round (const Prepare *prepare, ConfabMessagingPerson *keys, GError **error) {
  ConfabMessaging *self = prepare->self;
  ConfabMessagingKeysJob *job = confab_messaging_keys_job_new (self, prepare->address);
  g_autoptr (DexFuture) listed = NULL;
  g_autoptr (DexFuture) taken = NULL;
  ConfabMessagingKeysJob *found;
  gboolean is_readable = keys->has_lists || await_lists (prepare, job);

  job->wants_needs = TRUE;
  listed = confab_messaging_keys_queue (self, job);
  if (!dex_await (dex_ref (listed), error))
    return FALSE;
  found = confab_store_job_data (listed);
  if (is_over (prepare))
    return TRUE;
  keys->has_lists = is_readable;
  confab_messaging_keys_show_listed (self, found);
  if (found->needs->len == 0)
    return TRUE;

  job = confab_messaging_keys_job_new (self, prepare->address);
  job->needs = g_ptr_array_ref (found->needs);
  if (!await_bundles (prepare, job)) {
    confab_messaging_keys_job_free (job);
    return TRUE;
  }
  taken = confab_messaging_keys_queue (self, job);
  if (!dex_await (dex_ref (taken), error))
    return FALSE;
  found = confab_store_job_data (taken);
  if (!self->is_stopped)
    confab_messaging_known_show (self, prepare->address, &found->known);
  return TRUE;
}

static void prepare_begin (ConfabMessaging *self, const char *address, ConfabMessagingPerson *keys);

/* Nobody can be waited for: what is not read in a session that lasts is asked for again. */
typedef struct {
  GWeakRef messaging;
  char *address;
  guint connection;
} Later;

static void
later_free (gpointer data) {
  Later *later = data;

  g_weak_ref_clear (&later->messaging);
  g_free (later->address);
  g_free (later);
}

static DexFuture *
on_later (DexFuture *future, gpointer data) {
  Later *later = data;
  g_autoptr (ConfabMessaging) self = g_weak_ref_get (&later->messaging);
  ConfabMessagingPerson *keys;

  if (self == NULL || self->is_stopped || later->connection != self->connection)
    return NULL;
  keys = confab_messaging_keys_of (self, later->address);
  keys->is_waiting = FALSE;
  if (!keys->has_lists && !keys->is_preparing &&
      confab_messaging_is_writing_to (self, later->address))
    prepare_begin (self, later->address, keys);
  return NULL;
}

static void
ask_later (const Prepare *prepare, ConfabMessagingPerson *keys) {
  ConfabMessaging *self = prepare->self;
  gint64 wait = ASK_AGAIN_US << MIN (keys->n_unread, MAX_DOUBLINGS);
  Later *later;

  if (keys->is_waiting)
    return;
  keys->is_waiting = TRUE;
  keys->n_unread++;
  later = g_new0 (Later, 1);
  g_weak_ref_init (&later->messaging, self);
  later->address = g_strdup (prepare->address);
  later->connection = self->connection;
  dex_future_disown (
      dex_future_then (confab_base_clock_sleep (self->clock, wait), on_later, later, later_free));
}

static DexFuture *
run_prepare (gpointer data) {
  Prepare *prepare = data;
  ConfabMessaging *self = prepare->self;
  g_autoptr (GError) error = NULL;
  ConfabMessagingPerson *keys = confab_messaging_keys_of (self, prepare->address);
  ConfabModelContact *contact;

  for (guint i = 0; i < MAX_ROUNDS && error == NULL && !is_over (prepare); i++) {
    keys->is_stale = FALSE;
    if (await_round (prepare, keys, &error) && !keys->is_stale)
      break;
  }
  if (error != NULL)
    confab_base_log_warning ("messaging", "keys could not be kept: %s", error->message);
  if (is_over (prepare))
    return confab_messaging_done ();
  keys->is_preparing = FALSE;
  keys->is_ready = error == NULL;
  keys->was_ready |= keys->is_ready;
  if (!keys->has_lists)
    ask_later (prepare, keys);
  contact = confab_model_account_find_contact (self->account, prepare->address);
  if (contact != NULL)
    confab_messaging_judge (self, contact);
  if (keys->is_ready) {
    confab_messaging_release (self, prepare->address);
    confab_messaging_trust_walk (self);
    confab_model_account_note_devices (self->account, prepare->address);
  }
  return confab_messaging_done ();
}

static void
prepare_begin (ConfabMessaging *self, const char *address, ConfabMessagingPerson *keys) {
  Prepare *prepare = g_new0 (Prepare, 1);

  keys->is_preparing = TRUE;
  keys->asked_us = confab_base_clock_monotonic_us (self->clock);
  prepare->self = g_object_ref (self);
  prepare->address = g_strdup (address);
  prepare->connection = self->connection;
  dex_future_disown (confab_base_fiber_start (run_prepare, prepare, prepare_free));
}

void
confab_messaging_keys_prepare (ConfabMessaging *self, const char *address) {
  ConfabModelContact *contact = confab_model_account_find_contact (self->account, address);
  ConfabMessagingPerson *keys;

  if (self->is_stopped || self->is_keyless || !self->is_connected)
    return;
  if (contact != NULL && !confab_model_contact_is_person (contact))
    return;
  keys = confab_messaging_keys_of (self, address);
  if (keys->is_preparing || (keys->is_ready && keys->has_lists))
    return;
  if (keys->is_ready &&
      confab_base_clock_monotonic_us (self->clock) - keys->asked_us < ASK_AGAIN_US)
    return;
  prepare_begin (self, address, keys);
}
