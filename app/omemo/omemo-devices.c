/* Whose devices there are, and what the user said of their keys. Lists come from servers and are
 * believed only as far as they go: a device on a list is asked for its key, and the key is judged.
 * Refuses to forget what was said of a key, whatever a list says. */

#include "omemo/omemo.h"

#include <string.h>

#include "omemo/omemo-label-private.h"
#include "omemo/omemo-sessions-private.h"
#include "omemo/omemo-trust-private.h"

#define FIRST_SIGHT_US (10 * G_TIME_SPAN_MINUTE) /* both lists of one's own come within it */

void
confab_omemo_device_free (ConfabOmemoDevice *device) {
  if (device == NULL)
    return;
  g_clear_pointer (&device->identity, g_bytes_unref);
  g_free (device->label);
  g_free (device);
}

/* ---- lists ---- */

typedef struct {
  const ConfabOmemoScope *scope;
  const char *address;
  ConfabOmemoVersion version;
  guint32 own_device; /* 0 unless it is the own list */
  gboolean is_first;
  ConfabOmemoListed *listed;
} Listing;

static const ConfabXepOmemoDevice *
find_listed (GPtrArray *devices, guint32 id) {
  for (guint i = 0; i < devices->len; i++) {
    const ConfabXepOmemoDevice *device = g_ptr_array_index (devices, i);

    if (device->id == id)
      return device;
  }
  return NULL;
}

static gboolean
set_listed (const Listing *listing, ConfabStoreOmemoDevice *device,
    const ConfabXepOmemoDevice *entry, GError **error) {
  gboolean *is_listed = listing->version == CONFAB_OMEMO_TWO ? &device->is_two : &device->is_old;
  const char *label = device->label;

  /* The first version has no names. */
  if (listing->version == CONFAB_OMEMO_TWO && entry != NULL)
    label = confab_omemo_label_is_signed (device->identity, entry->label, entry->label_signature)
                ? entry->label
                : NULL;
  if (*is_listed == (entry != NULL) && g_strcmp0 (label, device->label) == 0)
    return TRUE;
  *is_listed = entry != NULL;
  g_set_str (&device->label, label);
  return confab_store_omemo_put_device (
      listing->scope->db, listing->scope->account, listing->address, device, error);
}

/* Its name counts when its key is known, at the next list. */
static gboolean
add_device (const Listing *listing, const ConfabXepOmemoDevice *entry, GError **error) {
  ConfabStoreOmemoDevice device = { .id = entry->id,
    .is_old = listing->version == CONFAB_OMEMO_OLD,
    .is_two = listing->version == CONFAB_OMEMO_TWO,
    .is_first = listing->is_first,
    .first_us = listing->scope->now_us };

  if (!listing->is_first && entry->id != listing->own_device)
    listing->listed->n_new++;
  return confab_store_omemo_put_device (
      listing->scope->db, listing->scope->account, listing->address, &device, error);
}

static gboolean
apply_list (const Listing *listing, GPtrArray *devices, GError **error) {
  const ConfabOmemoScope *scope = listing->scope;
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) rows =
      confab_store_omemo_list_devices (scope->db, scope->account, listing->address, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++) {
    ConfabStoreOmemoDevice *device = g_ptr_array_index (rows, i);

    g_hash_table_add (known, GUINT_TO_POINTER (device->id));
    if (!set_listed (listing, device, find_listed (devices, device->id), error))
      return FALSE;
  }
  for (guint i = 0; i < devices->len && i < CONFAB_XEP_OMEMO_MAX_DEVICES; i++) {
    const ConfabXepOmemoDevice *entry = g_ptr_array_index (devices, i);

    if (g_hash_table_add (known, GUINT_TO_POINTER (entry->id)) &&
        !add_device (listing, entry, error))
      return FALSE;
  }
  return TRUE;
}

/* What is on one's own lists when they are seen first was there before this device, and is
 * trusted; the lists of both versions count as one sight. */
static gboolean
begin_own_list (Listing *listing, GPtrArray *devices, GError **error) {
  const ConfabOmemoScope *scope = listing->scope;
  g_autoptr (ConfabStoreOmemoOwn) own = NULL;

  if (!confab_store_omemo_get_own (scope->db, scope->account, &own, error))
    return FALSE;
  if (own == NULL) {
    g_set_error_literal (
        error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_NOT_FOUND, "This account has no keys yet");
    return FALSE;
  }
  listing->own_device = own->device;
  listing->listed->is_this_missing = find_listed (devices, own->device) == NULL;
  listing->is_first =
      own->first_list_us == 0 || ABS (scope->now_us - own->first_list_us) < FIRST_SIGHT_US;
  if (own->first_list_us != 0)
    return TRUE;
  own->first_list_us = MAX (scope->now_us, 1);
  return confab_store_omemo_put_own (scope->db, scope->account, own, error);
}

gboolean
confab_omemo_devices_set (const ConfabOmemoScope *scope, const char *address,
    ConfabOmemoVersion version, GPtrArray *devices, ConfabOmemoListed *listed, GError **error) {
  Listing listing = { .scope = scope, .address = address, .version = version, .listed = listed };

  *listed = (ConfabOmemoListed){ 0 };
  if (strcmp (address, scope->own) == 0 && !begin_own_list (&listing, devices, error))
    return FALSE;
  return apply_list (&listing, devices, error);
}

/* ---- what is known ---- */

/* A device has a problem if no version that it is listed with gave keys, though asked. */
static gboolean
has_problem (const ConfabStoreOmemoDevice *row, GPtrArray *sessions) {
  gboolean is_old_bad = !row->is_old || row->old_failed_us != 0;
  gboolean is_two_bad = !row->is_two || row->two_failed_us != 0;

  return (row->is_old || row->is_two) && is_old_bad && is_two_bad &&
         !confab_omemo_sessions_has (sessions, row->id, CONFAB_OMEMO_NONE);
}

static ConfabOmemoDevice *
new_device (const ConfabStoreOmemoDevice *row) {
  ConfabOmemoDevice *device = g_new0 (ConfabOmemoDevice, 1);

  device->id = row->id;
  device->is_old = row->is_old;
  device->is_two = row->is_two;
  device->is_listed = row->is_old || row->is_two;
  device->identity = row->identity != NULL ? g_bytes_ref (row->identity) : NULL;
  device->verdict = CONFAB_DEVICE_UNDECIDED;
  device->first_us = row->first_us;
  device->last_us = row->last_us;
  device->label = g_strdup (row->label);
  return device;
}

static gboolean
fill_device (
    const ConfabOmemoScope *scope, const char *address, ConfabOmemoDevice *device, GError **error) {
  g_autoptr (ConfabStoreOmemoIdentity) identity = NULL;

  if (device->identity == NULL)
    return TRUE;
  if (!confab_omemo_trust_judge (scope, address, device->identity, &device->verdict, error) ||
      !confab_store_omemo_get_identity (
          scope->db, scope->account, address, device->identity, &identity, error))
    return FALSE;
  device->checked_us = identity != NULL ? identity->checked_us : 0;
  return TRUE;
}

/* This computer is what it is; its key is not asked about. */
static gboolean
fill_this (const ConfabOmemoScope *scope, GPtrArray *devices, GError **error) {
  g_autoptr (ConfabStoreOmemoOwn) own = NULL;

  if (!confab_store_omemo_get_own (scope->db, scope->account, &own, error))
    return FALSE;
  for (guint i = 0; own != NULL && i < devices->len; i++) {
    ConfabOmemoDevice *device = g_ptr_array_index (devices, i);

    if (device->id != own->device)
      continue;
    device->is_this = TRUE;
    device->has_problem = FALSE;
    device->verdict = CONFAB_DEVICE_VERIFIED;
    g_clear_pointer (&device->identity, g_bytes_unref);
    device->identity = g_bytes_ref (own->identity);
  }
  return TRUE;
}

GPtrArray *
confab_omemo_devices_get (const ConfabOmemoScope *scope, const char *address, GError **error) {
  g_autoptr (GPtrArray) devices =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_omemo_device_free);
  g_autoptr (GPtrArray) sessions = confab_omemo_sessions_list (scope, address, error);
  g_autoptr (GPtrArray) rows = NULL;

  if (sessions == NULL)
    return NULL;
  rows = confab_store_omemo_list_devices (scope->db, scope->account, address, error);
  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < rows->len; i++) {
    const ConfabStoreOmemoDevice *row = g_ptr_array_index (rows, i);
    ConfabOmemoDevice *device = new_device (row);

    g_ptr_array_add (devices, device);
    device->has_problem = has_problem (row, sessions);
    if (!fill_device (scope, address, device, error))
      return NULL;
  }
  if (strcmp (address, scope->own) == 0 && !fill_this (scope, devices, error))
    return NULL;
  return g_steal_pointer (&devices);
}

gboolean
confab_omemo_devices_say (const ConfabOmemoScope *scope, const char *address, GBytes *identity,
    ConfabOmemoSaid said, GError **error) {
  g_autoptr (ConfabStoreOmemoIdentity) known = NULL;

  if (!confab_store_omemo_get_identity (
          scope->db, scope->account, address, identity, &known, error))
    return FALSE;
  if (known == NULL) {
    known = g_new0 (ConfabStoreOmemoIdentity, 1);
    known->key = g_bytes_ref (identity);
    known->first_us = scope->now_us;
  }
  /* What was compared is more than what was believed. */
  if (known->said == CONFAB_OMEMO_SAID_CHECKED && said == CONFAB_OMEMO_SAID_ACCEPT)
    return TRUE;
  known->said = (int)said;
  known->is_heard = FALSE;
  known->checked_us = said == CONFAB_OMEMO_SAID_CHECKED ? scope->now_us : 0;
  return confab_store_omemo_put_identity (scope->db, scope->account, address, known, error);
}

/* ---- facts for the judge and for the screen ---- */

gboolean
confab_omemo_devices_facts (
    const ConfabOmemoScope *scope, const char *address, ConfabSendFacts *facts, GError **error) {
  g_autoptr (ConfabStoreOmemoOwn) own = NULL;
  g_autoptr (GPtrArray) targets = NULL;
  g_autoptr (GPtrArray) devices = NULL;
  gboolean is_checked;
  gboolean has_key = FALSE;
  gboolean has_decided = FALSE;
  gboolean had_key = FALSE;
  gboolean is_any_listed = FALSE;

  facts->can_seal = facts->has_keys = facts->keys_changed = facts->had_keys = FALSE;
  if (!confab_store_omemo_get_own (scope->db, scope->account, &own, error))
    return FALSE;
  if (own == NULL)
    return TRUE;
  targets = confab_omemo_sessions_targets (scope, address, own->device, error);
  if (targets == NULL)
    return FALSE;
  devices = confab_omemo_devices_get (scope, address, error);
  if (devices == NULL || !confab_omemo_trust_is_checked (scope, address, &is_checked, error))
    return FALSE;
  for (guint i = 0; i < devices->len; i++) {
    const ConfabOmemoDevice *device = g_ptr_array_index (devices, i);
    g_autoptr (ConfabStoreOmemoIdentity) identity = NULL;

    is_any_listed = is_any_listed || device->is_listed;
    had_key = had_key || device->identity != NULL;
    if (!device->is_listed || device->identity == NULL || device->is_this)
      continue;
    if (!confab_store_omemo_get_identity (
            scope->db, scope->account, address, device->identity, &identity, error))
      return FALSE;
    has_key = TRUE;
    has_decided =
        has_decided || (identity != NULL && (identity->said == CONFAB_OMEMO_SAID_CHECKED ||
                                                identity->said == CONFAB_OMEMO_SAID_ACCEPT));
  }
  facts->can_seal = TRUE;
  facts->has_keys = targets->len > 0;
  facts->had_keys = had_key && !is_any_listed;
  facts->keys_changed =
      is_checked && has_key && !has_decided && !confab_omemo_sessions_has_decided (targets);
  return TRUE;
}

gboolean
confab_omemo_devices_summary (const ConfabOmemoScope *scope, const char *address,
    ConfabOmemoSummary *summary, GError **error) {
  g_autoptr (GPtrArray) devices = confab_omemo_devices_get (scope, address, error);

  *summary = (ConfabOmemoSummary){ 0 };
  if (devices == NULL)
    return FALSE;
  for (guint i = 0; i < devices->len; i++) {
    const ConfabOmemoDevice *device = g_ptr_array_index (devices, i);

    if (!device->is_listed || device->identity == NULL || device->is_this)
      continue;
    if (device->verdict == CONFAB_DEVICE_VERIFIED)
      summary->checked_us = MAX (summary->checked_us, device->checked_us);
    if (device->verdict >= CONFAB_DEVICE_TRUSTED)
      summary->n_used++;
    if (device->verdict == CONFAB_DEVICE_UNDECIDED)
      summary->n_undecided++;
  }
  return TRUE;
}
