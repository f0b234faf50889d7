/* What is known of other people's keys, and how what is missing comes here: first the device lists,
 * once in a session, then the bundles of devices that have no session yet. A list that may not be
 * read changes nothing; one that is not there means that there are no devices. */

#include "messaging/messaging-keys.h"

#include "base/base-log.h"
#include "messaging/messaging-keys-private.h"
#include "xep/xep-pep.h"

ConfabMessagingPerson *
confab_messaging_keys_of (ConfabMessaging *self, const char *address) {
  ConfabMessagingPerson *keys = g_hash_table_lookup (self->keys, address);

  if (keys == NULL) {
    keys = g_new0 (ConfabMessagingPerson, 1);
    g_hash_table_insert (self->keys, g_strdup (address), keys);
  }
  return keys;
}

void
confab_messaging_keys_facts (ConfabMessaging *self, const char *address, ConfabSendFacts *facts) {
  const ConfabMessagingPerson *keys = g_hash_table_lookup (self->keys, address);

  facts->keys_pending =
      (keys == NULL || !keys->was_ready) && (self->is_connected || !facts->plain_chosen);
  facts->keys_pending &= !self->is_keyless;
  if (keys == NULL || !keys->is_known)
    return;
  facts->has_keys = keys->facts.has_keys;
  facts->keys_changed = keys->facts.keys_changed;
  facts->had_keys = keys->facts.had_keys && keys->has_lists;
  facts->can_seal = keys->facts.can_seal;
}

gboolean
confab_messaging_keys_are_ready (ConfabMessaging *self, const char *address) {
  const ConfabMessagingPerson *keys = g_hash_table_lookup (self->keys, address);

  return self->is_keyless || (keys != NULL && keys->is_ready);
}

static void
make_stale (ConfabMessagingPerson *keys) {
  keys->is_ready = FALSE;
  keys->is_stale = TRUE;
}

void
confab_messaging_keys_stale (ConfabMessaging *self, const char *address) {
  GHashTableIter iter;
  gpointer keys;

  if (!g_str_equal (address, confab_model_account_get_address (self->account))) {
    make_stale (confab_messaging_keys_of (self, address));
    return;
  }
  g_hash_table_iter_init (&iter, self->keys);
  while (g_hash_table_iter_next (&iter, NULL, &keys))
    make_stale (keys);
}

/* ---- jobs ---- */

void
confab_messaging_who_init (ConfabMessagingWho *who, ConfabMessaging *self) {
  who->account = confab_model_account_get_id (self->account);
  who->own = g_strdup (confab_model_account_get_address (self->account));
  who->random = self->random;
  who->now_us = confab_base_clock_wall_us (self->clock);
}

void
confab_messaging_who_clear (ConfabMessagingWho *who) {
  g_clear_pointer (&who->own, g_free);
}

ConfabOmemoScope
confab_messaging_who_scope (const ConfabMessagingWho *who, ConfabStoreDb *db) {
  return (ConfabOmemoScope){ db, who->account, who->own, who->now_us, who->random };
}

gboolean
confab_messaging_known_read (const ConfabOmemoScope *scope, const char *address,
    ConfabMessagingKnown *known, GError **error) {
  *known = (ConfabMessagingKnown){ 0 };
  return confab_omemo_devices_facts (scope, address, &known->facts, error) &&
         confab_omemo_devices_summary (scope, address, &known->summary, error);
}

static void
show_own (ConfabMessaging *self, const ConfabMessagingKnown *known) {
  confab_model_account_set_undecided (self->account, known->summary.n_undecided);
}

void
confab_messaging_known_show (
    ConfabMessaging *self, const char *address, const ConfabMessagingKnown *known) {
  ConfabModelContact *contact;
  ConfabMessagingPerson *keys;

  if (g_str_equal (address, confab_model_account_get_address (self->account))) {
    show_own (self, known);
    return;
  }
  contact = confab_model_account_find_contact (self->account, address);
  if (contact == NULL)
    return;
  keys = confab_messaging_keys_of (self, address);
  keys->facts = known->facts;
  keys->is_known = TRUE;
  confab_model_contact_set_checked_us (contact, known->summary.checked_us);
  confab_model_contact_set_undecided (contact, known->summary.n_undecided);
  if (known->facts.has_keys && confab_model_contact_is_plain_chosen (contact))
    confab_messaging_end_plain (self, contact);
  confab_messaging_judge (self, contact);
}

ConfabMessagingKeysJob *
confab_messaging_keys_job_new (ConfabMessaging *self, const char *address) {
  ConfabMessagingKeysJob *job = g_new0 (ConfabMessagingKeysJob, 1);

  confab_messaging_who_init (&job->who, self);
  job->address = g_strdup (address);
  return job;
}

void
confab_messaging_keys_job_free (gpointer data) {
  ConfabMessagingKeysJob *job = data;

  confab_messaging_who_clear (&job->who);
  g_free (job->address);
  for (guint i = 0; i < G_N_ELEMENTS (job->lists); i++)
    g_clear_pointer (&job->lists[i], g_ptr_array_unref);
  g_clear_pointer (&job->needs, g_ptr_array_unref);
  g_clear_pointer (&job->bundles, g_ptr_array_unref);
  g_free (job);
}

/* Lists first, then bundles, then what is needed still, then what is known now. */
static gboolean
run_keys (ConfabStoreDb *db, gpointer data, GError **error) {
  ConfabMessagingKeysJob *job = data;
  ConfabOmemoScope scope = confab_messaging_who_scope (&job->who, db);

  /* What others tell of may come before this device has keys of its own. */
  if (!confab_omemo_own_ensure (&scope, &job->device, error))
    return FALSE;
  for (guint version = CONFAB_OMEMO_OLD; version <= CONFAB_OMEMO_TWO; version++) {
    ConfabOmemoListed listed = { 0 };

    if (job->lists[version] == NULL)
      continue;
    if (!confab_omemo_devices_set (
            &scope, job->address, (ConfabOmemoVersion)version, job->lists[version], &listed, error))
      return FALSE;
    job->listed.is_this_missing |= listed.is_this_missing;
    job->listed.n_new += listed.n_new;
  }
  for (guint i = 0; job->bundles != NULL && i < job->bundles->len; i++) {
    gboolean is_usable;

    if (!confab_omemo_needs_take (&scope, g_ptr_array_index (job->needs, i),
            g_ptr_array_index (job->bundles, i), &is_usable, error))
      return FALSE;
  }
  if (job->wants_needs && job->bundles == NULL) {
    job->needs = confab_omemo_needs_list (&scope, job->address, error);
    if (job->needs == NULL)
      return FALSE;
  }
  return confab_messaging_known_read (&scope, job->address, &job->known, error);
}

DexFuture *
confab_messaging_keys_queue (ConfabMessaging *self, ConfabMessagingKeysJob *job) {
  return confab_store_vault_write (self->vault, run_keys, job, confab_messaging_keys_job_free);
}

/* Whoever was checked is not one of those whose devices come and go unseen. */
static gboolean
is_checked (ConfabMessaging *self, const char *address) {
  ConfabModelContact *contact = confab_model_account_find_contact (self->account, address);

  return contact != NULL && confab_model_contact_get_checked_us (contact) > 0;
}

void
confab_messaging_keys_show_listed (ConfabMessaging *self, const ConfabMessagingKeysJob *job) {
  ConfabModelContact *contact = confab_model_account_find_contact (self->account, job->address);
  gboolean was_checked = is_checked (self, job->address);

  confab_messaging_known_show (self, job->address, &job->known);
  if (contact != NULL && job->listed.n_new > 0 && (was_checked || is_checked (self, job->address)))
    confab_messaging_add_line (self, contact, CONFAB_LINE_NEW_DEVICE);
}

static DexFuture *
on_known (DexFuture *future, gpointer data) {
  ConfabMessaging *self = data;
  ConfabMessagingKeysJob *job = confab_store_job_data (future);

  if (self->is_stopped)
    return NULL;
  confab_messaging_keys_show_listed (self, job);
  if (job->listed.is_this_missing)
    confab_messaging_keys_announce (self);
  return NULL;
}

/* ---- everybody, at the start ---- */

typedef struct {
  ConfabMessagingWho who;
  GPtrArray *addresses;
  GArray *known; /* ConfabMessagingKnown, beside them; the last is of the own account */
} LoadJob;

static void
load_job_free (gpointer data) {
  LoadJob *job = data;

  confab_messaging_who_clear (&job->who);
  g_ptr_array_unref (job->addresses);
  g_array_unref (job->known);
  g_free (job);
}

static gboolean
run_load (ConfabStoreDb *db, gpointer data, GError **error) {
  LoadJob *job = data;
  ConfabOmemoScope scope = confab_messaging_who_scope (&job->who, db);

  for (guint i = 0; i < job->addresses->len; i++) {
    ConfabMessagingKnown known;

    if (!confab_messaging_known_read (&scope, g_ptr_array_index (job->addresses, i), &known, error))
      return FALSE;
    g_array_append_val (job->known, known);
  }
  return TRUE;
}

static DexFuture *
on_loaded (DexFuture *future, gpointer data) {
  ConfabMessaging *self = data;
  LoadJob *job = confab_store_job_data (future);

  for (guint i = 0; !self->is_stopped && i < job->addresses->len; i++)
    confab_messaging_known_show (self, g_ptr_array_index (job->addresses, i),
        &g_array_index (job->known, ConfabMessagingKnown, i));
  return NULL;
}

DexFuture *
confab_messaging_keys_load (ConfabMessaging *self) {
  LoadJob *job = g_new0 (LoadJob, 1);
  GListModel *contacts = confab_model_account_get_contacts (self->account);
  guint n = g_list_model_get_n_items (contacts);

  confab_messaging_who_init (&job->who, self);
  job->addresses = g_ptr_array_new_with_free_func (g_free);
  job->known = g_array_new (FALSE, FALSE, sizeof (ConfabMessagingKnown));
  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelContact) contact = g_list_model_get_item (contacts, i);

    g_ptr_array_add (job->addresses, g_strdup (confab_model_contact_get_address (contact)));
  }
  g_ptr_array_add (job->addresses, g_strdup (job->who.own));
  return dex_future_then (confab_store_vault_read (self->vault, run_load, job, load_job_free),
      on_loaded, g_object_ref (self), g_object_unref);
}

/* ---- lists ---- */

ConfabOmemoVersion
confab_messaging_keys_version_of (const char *node) {
  if (g_strcmp0 (node, CONFAB_OMEMO_OLD_DEVICES) == 0)
    return CONFAB_OMEMO_OLD;
  if (g_strcmp0 (node, CONFAB_OMEMO_TWO_DEVICES) == 0)
    return CONFAB_OMEMO_TWO;
  return CONFAB_OMEMO_NONE;
}

/* Both versions keep one item; where a program left several, the one that is named counts. */
GPtrArray *
confab_messaging_keys_read_list (ConfabOmemoVersion version, GPtrArray *items) {
  const ConfabXepPepItem *chosen = NULL;

  for (guint i = 0; i < items->len; i++) {
    const ConfabXepPepItem *item = g_ptr_array_index (items, i);

    if (chosen == NULL || g_strcmp0 (item->id, "current") == 0)
      chosen = item;
  }
  if (chosen == NULL || chosen->payload == NULL)
    return g_ptr_array_new_with_free_func ((GDestroyNotify)confab_xep_omemo_device_free);
  return confab_xep_omemo_devices_read (version, chosen->payload);
}

/* The keys of a new device of one's own are fetched, so that the user can be asked about it. */
static void
note_own_listed (ConfabMessaging *self, const ConfabMessagingKeysJob *job) {
  confab_messaging_keys_stale (self, job->address);
  confab_messaging_keys_prepare (self, job->address);
  confab_messaging_prepare_chats (self);
  if (!job->listed.is_this_missing)
    confab_messaging_keys_look_after (self, job->device);
}

/* A person who is being written to, or waits to be, gets what is missing at once; for others it
 * waits until then (XEP-0384 v0.3 section 5). */
static DexFuture *
on_listed (DexFuture *future, gpointer data) {
  ConfabMessaging *self = data;
  ConfabMessagingKeysJob *job = confab_store_job_data (future);

  on_known (future, data);
  if (self->is_stopped)
    return NULL;
  if (g_str_equal (job->address, job->who.own))
    note_own_listed (self, job);
  else if (confab_messaging_is_writing_to (self, job->address))
    confab_messaging_keys_prepare (self, job->address);
  return NULL;
}

DexFuture *
confab_messaging_keys_event (
    ConfabMessaging *self, ConfabJid *of, const char *node, GPtrArray *items) {
  ConfabOmemoVersion version = confab_messaging_keys_version_of (node);
  const char *address = confab_base_jid_get_bare (of);
  gboolean is_own = g_str_equal (address, confab_model_account_get_address (self->account));
  g_autoptr (GPtrArray) list = NULL;
  ConfabMessagingKeysJob *job;

  if (self->is_stopped || self->is_keyless || version == CONFAB_OMEMO_NONE)
    return NULL;
  if (!is_own && confab_model_account_find_contact (self->account, address) == NULL)
    return NULL;
  list = confab_messaging_keys_read_list (version, items);
  if (list == NULL)
    return NULL;
  confab_messaging_keys_stale (self, address);
  job = confab_messaging_keys_job_new (self, address);
  job->lists[version] = g_steal_pointer (&list);
  return dex_future_then (
      confab_messaging_keys_queue (self, job), on_listed, g_object_ref (self), g_object_unref);
}

void
confab_messaging_keys_disconnected (ConfabMessaging *self, gboolean is_new_session) {
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->keys);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    ConfabMessagingPerson *keys = value;

    keys->is_preparing = keys->is_waiting = FALSE;
    keys->n_unread = 0;
    if (is_new_session)
      keys->is_ready = keys->was_ready = keys->has_lists = FALSE;
  }
}
