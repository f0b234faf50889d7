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
judge (const ConfabOmemoScope *scope, const char *address, const ConfabStoreOmemoIdentity *identity,
    gboolean person_checked) {
  ConfabDeviceFacts facts = {
    .is_valid = TRUE,
    .is_left_out = identity->said == CONFAB_OMEMO_SAID_LEAVE_OUT,
    .is_checked = identity->said == CONFAB_OMEMO_SAID_CHECKED,
    .is_accepted = identity->is_first || identity->said == CONFAB_OMEMO_SAID_ACCEPT,
    .is_own = is_own (scope, address),
    .person_checked = person_checked,
  };

  return confab_safety_judge_device (&facts, NULL);
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
  *verdict = judge (scope, address, known != NULL ? known : &unknown, person_checked);
  return TRUE;
}

gboolean
confab_omemo_trust_see (const ConfabOmemoScope *scope, const char *address,
    ConfabStoreOmemoDevice *device, GBytes *identity, ConfabDeviceVerdict *verdict,
    GError **error) {
  g_autoptr (ConfabStoreOmemoIdentity) known = NULL;
  gboolean person_checked;

  *verdict = CONFAB_DEVICE_DISTRUSTED;
  if (!confab_store_omemo_get_identity (
          scope->db, scope->account, address, identity, &known, error) ||
      !confab_omemo_trust_is_checked (scope, address, &person_checked, error))
    return FALSE;
  if (known == NULL) {
    known = g_new0 (ConfabStoreOmemoIdentity, 1);
    known->key = g_bytes_ref (identity);
    known->first_us = scope->now_us;
    known->is_first =
        is_own (scope, address) ? device->is_first && device->identity == NULL : !person_checked;
    if (!confab_store_omemo_put_identity (scope->db, scope->account, address, known, error))
      return FALSE;
  }
  g_clear_pointer (&device->identity, g_bytes_unref);
  device->identity = g_bytes_ref (identity);
  *verdict = judge (scope, address, known, person_checked);
  return TRUE;
}
