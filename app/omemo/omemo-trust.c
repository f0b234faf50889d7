/* What a key of somebody is worth. Blind before the first check of a person, strict after it; one's
 * own devices are asked about, but for those that were there at the first sight of the list. The
 * judge decides; here are its facts. */

#include "omemo/omemo-trust-private.h"

#include <string.h>

static gboolean
is_own (const ConfabOmemoScope *scope, const char *address) {
  return strcmp (scope->own, address) == 0;
}

gboolean
confab_omemo_trust_is_checked (
    const ConfabOmemoScope *scope, const char *address, gboolean *is_checked, GError **error) {
  return confab_store_omemo_has_said (
      scope->db, scope->account, address, CONFAB_OMEMO_SAID_CHECKED, is_checked, error);
}

static ConfabDeviceVerdict
judge (gboolean is_own, const ConfabStoreOmemoIdentity *identity, gboolean person_checked) {
  ConfabDeviceFacts facts = {
    .is_valid = TRUE,
    .is_left_out = identity->said == CONFAB_OMEMO_SAID_LEAVE_OUT,
    .is_checked = identity->said == CONFAB_OMEMO_SAID_CHECKED,
    .is_accepted = identity->is_first || identity->said == CONFAB_OMEMO_SAID_ACCEPT,
    .is_own = is_own,
    .person_checked = person_checked,
  };

  return confab_safety_judge_device (&facts, NULL);
}

gboolean
confab_omemo_trust_read (
    const ConfabOmemoScope *scope, const char *address, ConfabOmemoTrust *trust, GError **error) {
  g_autoptr (GPtrArray) rows =
      confab_store_omemo_list_identities (scope->db, scope->account, address, error);

  *trust = (ConfabOmemoTrust){ .is_own = is_own (scope, address) };
  if (rows == NULL)
    return FALSE;
  trust->identities = g_hash_table_new_full (
      g_bytes_hash, g_bytes_equal, NULL, (GDestroyNotify)confab_store_omemo_identity_free);
  while (rows->len > 0) {
    ConfabStoreOmemoIdentity *known = g_ptr_array_steal_index_fast (rows, rows->len - 1);

    trust->is_checked = trust->is_checked || known->said == CONFAB_OMEMO_SAID_CHECKED;
    g_hash_table_insert (trust->identities, known->key, known);
  }
  return TRUE;
}

void
confab_omemo_trust_clear (ConfabOmemoTrust *trust) {
  g_clear_pointer (&trust->identities, g_hash_table_unref);
}

ConfabDeviceVerdict
confab_omemo_trust_weigh (const ConfabOmemoTrust *trust, GBytes *identity, gboolean *is_decided) {
  const ConfabStoreOmemoIdentity *known = g_hash_table_lookup (trust->identities, identity);
  ConfabStoreOmemoIdentity unknown = { 0 };

  *is_decided = known != NULL && (known->said == CONFAB_OMEMO_SAID_CHECKED ||
                                     known->said == CONFAB_OMEMO_SAID_ACCEPT);
  return judge (trust->is_own, known != NULL ? known : &unknown, trust->is_checked);
}

gboolean
confab_omemo_trust_judge (const ConfabOmemoScope *scope, const char *address, GBytes *identity,
    ConfabDeviceVerdict *verdict, GError **error) {
  g_autoptr (ConfabStoreOmemoIdentity) known = NULL;
  ConfabStoreOmemoIdentity unknown = { 0 };
  gboolean person_checked;

  *verdict = CONFAB_DEVICE_DISTRUSTED;
  if (!confab_store_omemo_get_identity (
          scope->db, scope->account, address, identity, &known, error) ||
      !confab_omemo_trust_is_checked (scope, address, &person_checked, error))
    return FALSE;
  *verdict = judge (is_own (scope, address), known != NULL ? known : &unknown, person_checked);
  return TRUE;
}

gboolean
confab_omemo_trust_see (const ConfabOmemoScope *scope, const char *address,
    const ConfabOmemoTrust *trust, ConfabStoreOmemoDevice *device, GBytes *identity,
    ConfabDeviceVerdict *verdict, GError **error) {
  const ConfabStoreOmemoIdentity *known = g_hash_table_lookup (trust->identities, identity);
  ConfabStoreOmemoIdentity seen = { .key = identity, .first_us = scope->now_us };

  *verdict = CONFAB_DEVICE_DISTRUSTED;
  if (known == NULL) {
    seen.is_first =
        trust->is_own ? device->is_first && device->identity == NULL : !trust->is_checked;
    if (!confab_store_omemo_put_identity (scope->db, scope->account, address, &seen, error))
      return FALSE;
    known = &seen;
  }
  /* The name was signed by the key before. */
  if (device->identity != NULL && !g_bytes_equal (device->identity, identity))
    g_clear_pointer (&device->label, g_free);
  g_clear_pointer (&device->identity, g_bytes_unref);
  device->identity = g_bytes_ref (identity);
  *verdict = judge (trust->is_own, known, trust->is_checked);
  return TRUE;
}
