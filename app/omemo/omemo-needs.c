/* Keys that are missing: which bundles to fetch, and what becomes of one that came. A bundle is
 * believed only if its signature fits its identity and every key in it can be agreed with; what is
 * wrong marks the device and version, and is not asked for again within the hour. */

#include "omemo/omemo.h"

#include <string.h>

#include "omemo/omemo-context-private.h"
#include "omemo/omemo-crypto.h"
#include "omemo/omemo-sessions-private.h"
#include "omemo/omemo-trust-private.h"

#define MAX_NEEDS 64
#define AGAIN_US G_TIME_SPAN_HOUR
#define SIGNATURE_BYTES 64

void
confab_omemo_need_free (ConfabOmemoNeed *need) {
  if (need == NULL)
    return;
  g_free (need->address);
  g_free (need);
}

/* ---- what is needed ---- */

static gboolean
has_failed (const ConfabOmemoScope *scope, gint64 failed_us) {
  return failed_us != 0 && ABS (scope->now_us - failed_us) < AGAIN_US;
}

/* The version to fetch; NONE if the device can be written to as well as it can be. */
static ConfabOmemoVersion
choose_version (const ConfabOmemoScope *scope, const ConfabStoreOmemoDevice *device,
    const ConfabOmemoTarget *target) {
  ConfabOmemoVersion has =
      target != NULL ? (ConfabOmemoVersion)target->session->version : CONFAB_OMEMO_NONE;

  if (device->is_two && has != CONFAB_OMEMO_TWO && !has_failed (scope, device->two_failed_us))
    return CONFAB_OMEMO_TWO;
  if (device->is_old && has == CONFAB_OMEMO_NONE && !has_failed (scope, device->old_failed_us))
    return CONFAB_OMEMO_OLD;
  return CONFAB_OMEMO_NONE;
}

static const ConfabOmemoTarget *
find_target (GPtrArray *targets, guint32 device) {
  for (guint i = 0; i < targets->len; i++) {
    const ConfabOmemoTarget *target = g_ptr_array_index (targets, i);

    if (target->device == device)
      return target;
  }
  return NULL;
}

static void
take_need (GPtrArray *needs, const char *address, guint32 device, ConfabOmemoVersion version) {
  ConfabOmemoNeed *need;

  if (version == CONFAB_OMEMO_NONE || needs->len >= MAX_NEEDS)
    return;
  need = g_new0 (ConfabOmemoNeed, 1);
  need->address = g_strdup (address);
  need->device = device;
  need->version = version;
  g_ptr_array_add (needs, need);
}

/* What is needed of one person. */
typedef struct {
  const char *address;
  GPtrArray *targets;
  GPtrArray *sessions;
  gboolean wants_old; /* somebody in the talk knows v0.3 only: it goes to everybody who can */
} Person;

static gboolean
add_need (const ConfabOmemoScope *scope, const Person *person, const ConfabStoreOmemoDevice *device,
    GPtrArray *needs, GError **error) {
  ConfabOmemoVersion version =
      choose_version (scope, device, find_target (person->targets, device->id));
  gboolean lacks_old = person->wants_old && device->is_old && version != CONFAB_OMEMO_OLD &&
                       !has_failed (scope, device->old_failed_us) &&
                       !confab_omemo_sessions_has (person->sessions, device->id, CONFAB_OMEMO_OLD);
  ConfabDeviceVerdict verdict = CONFAB_DEVICE_TRUSTED;

  if (version == CONFAB_OMEMO_NONE && !lacks_old)
    return TRUE;
  if (device->identity != NULL &&
      !confab_omemo_trust_judge (scope, person->address, device->identity, &verdict, error))
    return FALSE;
  if (verdict < CONFAB_DEVICE_TRUSTED)
    return TRUE;
  take_need (needs, person->address, device->id, version);
  if (lacks_old)
    take_need (needs, person->address, device->id, CONFAB_OMEMO_OLD);
  return TRUE;
}

static gboolean
add_needs (const ConfabOmemoScope *scope, const char *address, guint32 own_device,
    gboolean wants_old, GPtrArray *needs, GError **error) {
  gboolean is_own = strcmp (address, scope->own) == 0;
  g_autoptr (GPtrArray) targets =
      confab_omemo_sessions_targets (scope, address, is_own ? own_device : 0, error);
  g_autoptr (GPtrArray) sessions = NULL;
  g_autoptr (GPtrArray) devices = NULL;
  Person person = { address, targets, NULL, wants_old };

  if (targets == NULL)
    return FALSE;
  person.sessions = sessions = confab_omemo_sessions_list (scope, address, error);
  if (sessions == NULL)
    return FALSE;
  devices = confab_store_omemo_list_devices (scope->db, scope->account, address, error);
  if (devices == NULL)
    return FALSE;
  for (guint i = 0; i < devices->len; i++) {
    const ConfabStoreOmemoDevice *device = g_ptr_array_index (devices, i);

    if ((is_own && device->id == own_device) || (!device->is_old && !device->is_two))
      continue;
    if (!add_need (scope, &person, device, needs, error))
      return FALSE;
  }
  return TRUE;
}

/* Is there a device of theirs that knows v0.3 only? */
static gboolean
find_old_only (
    const ConfabOmemoScope *scope, const char *address, gboolean *is_found, GError **error) {
  g_autoptr (GPtrArray) devices =
      confab_store_omemo_list_devices (scope->db, scope->account, address, error);

  for (guint i = 0; devices != NULL && i < devices->len; i++) {
    const ConfabStoreOmemoDevice *device = g_ptr_array_index (devices, i);

    *is_found |= device->is_old && !device->is_two;
  }
  return devices != NULL;
}

GPtrArray *
confab_omemo_needs_list (const ConfabOmemoScope *scope, const char *address, GError **error) {
  g_autoptr (GPtrArray) needs =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_omemo_need_free);
  g_autoptr (ConfabStoreOmemoOwn) own = NULL;
  gboolean wants_old = FALSE;

  if (!confab_store_omemo_get_own (scope->db, scope->account, &own, error))
    return NULL;
  if (own == NULL)
    return g_steal_pointer (&needs);
  if (!find_old_only (scope, address, &wants_old, error) ||
      !find_old_only (scope, scope->own, &wants_old, error) ||
      !add_needs (scope, address, own->device, wants_old, needs, error) ||
      (strcmp (address, scope->own) != 0 &&
          !add_needs (scope, scope->own, own->device, wants_old, needs, error)))
    return NULL;
  return g_steal_pointer (&needs);
}

/* ---- what came ---- */

static gboolean
is_key (GBytes *key) {
  return key != NULL && g_bytes_get_size (key) == CONFAB_OMEMO_KEY_BYTES;
}

/* Every key of it, not only the one that is used: who offers one bad key is not to be believed. */
static gboolean
is_sound (ConfabOmemoVersion version, const ConfabXepOmemoBundle *bundle) {
  if (bundle == NULL || bundle->version != version || !is_key (bundle->identity) ||
      !is_key (bundle->signed_key) || bundle->signature == NULL ||
      g_bytes_get_size (bundle->signature) != SIGNATURE_BYTES || bundle->prekeys->len == 0 ||
      !confab_omemo_crypto_is_usable (g_bytes_get_data (bundle->signed_key, NULL), FALSE))
    return FALSE;
  for (guint i = 0; i < bundle->prekeys->len; i++) {
    const ConfabXepOmemoPrekey *prekey = g_ptr_array_index (bundle->prekeys, i);

    if (!is_key (prekey->key) ||
        !confab_omemo_crypto_is_usable (g_bytes_get_data (prekey->key, NULL), FALSE))
      return FALSE;
  }
  return TRUE;
}

static gboolean
keep_session (ConfabOmemoContext *context, GBytes *identity, gboolean *is_usable, GError **error) {
  const ConfabOmemoScope *scope = context->scope;
  ConfabStoreOmemoSession session = { .device = context->device,
    .version = (int)context->version,
    .identity = identity,
    .record = context->stored };
  g_autoptr (GBytes) base = confab_omemo_context_dup_base (context, context->stored);

  if (base == NULL)
    return TRUE;
  session.base = base;
  *is_usable = TRUE;
  return confab_store_omemo_put_session (
      scope->db, scope->account, context->address, &session, error);
}

/* Builds the session in `*is_usable`; the vault's failure alone is FALSE. */
static gboolean
begin_session (const ConfabOmemoScope *scope, const ConfabOmemoNeed *need,
    const ConfabXepOmemoBundle *bundle, const ConfabStoreOmemoOwn *own,
    ConfabStoreOmemoDevice *device, gboolean *is_usable, GError **error) {
  g_autoptr (ConfabOmemoContext) context = NULL;
  g_autoptr (GBytes) identity =
      confab_omemo_context_dup_identity (need->version, g_bytes_get_data (bundle->identity, NULL));
  g_auto (ConfabOmemoTrust) trust = { 0 };
  ConfabDeviceVerdict verdict;
  gboolean is_others;
  int result;

  if (identity == NULL || g_bytes_equal (identity, own->identity))
    return TRUE;
  if (!confab_store_omemo_find_owner (
          scope->db, scope->account, need->address, identity, &is_others, error))
    return FALSE;
  if (is_others)
    return TRUE;
  context = confab_omemo_context_new (scope, need->version, own, error);
  if (context == NULL)
    return FALSE;
  confab_omemo_context_set (context, need->address, need->device, NULL);
  result = confab_omemo_context_begin (
      context, bundle, confab_base_random_below (scope->random, bundle->prekeys->len));
  if (context->error != NULL) {
    g_propagate_error (error, g_steal_pointer (&context->error));
    return FALSE;
  }
  if (result < 0)
    return TRUE;
  return confab_omemo_trust_read (scope, need->address, &trust, error) &&
         confab_omemo_trust_see (scope, need->address, &trust, device, identity, &verdict, error) &&
         keep_session (context, identity, is_usable, error);
}

gboolean
confab_omemo_needs_take (const ConfabOmemoScope *scope, const ConfabOmemoNeed *need,
    const ConfabXepOmemoBundle *bundle, gboolean *is_usable, GError **error) {
  g_autoptr (ConfabStoreOmemoOwn) own = NULL;
  g_autoptr (ConfabStoreOmemoDevice) device = NULL;
  gint64 *failed_us;

  *is_usable = FALSE;
  if (!confab_store_omemo_get_own (scope->db, scope->account, &own, error) ||
      !confab_store_omemo_get_device (
          scope->db, scope->account, need->address, need->device, &device, error))
    return FALSE;
  if (own == NULL || device == NULL)
    return TRUE;
  if (is_sound (need->version, bundle) &&
      !begin_session (scope, need, bundle, own, device, is_usable, error))
    return FALSE;
  failed_us = need->version == CONFAB_OMEMO_TWO ? &device->two_failed_us : &device->old_failed_us;
  *failed_us = *is_usable ? 0 : MAX (scope->now_us, 1);
  return confab_store_omemo_put_device (scope->db, scope->account, need->address, device, error);
}
