/* Chooses the session that is written with. A session belongs to one key; what may be written to is
 * decided by that key, not by the device that shows it: an exchange with a new key opens a session
 * beside the old one, and writing to a checked key goes on. Refuses what nobody decided on. */

#include "omemo/omemo-sessions-private.h"

#include "omemo/omemo-trust-private.h"

void
confab_omemo_target_free (ConfabOmemoTarget *target) {
  if (target == NULL)
    return;
  g_free (target->address);
  g_clear_pointer (&target->session, confab_store_omemo_session_free);
  g_free (target);
}

GPtrArray *
confab_omemo_sessions_list (const ConfabOmemoScope *scope, const char *address, GError **error) {
  return confab_store_omemo_list_sessions (
      scope->db, scope->account, CONFAB_OMEMO_NONE, address, 0, error);
}

gboolean
confab_omemo_sessions_has (GPtrArray *sessions, guint32 device, ConfabOmemoVersion version) {
  for (guint i = 0; i < sessions->len; i++) {
    const ConfabStoreOmemoSession *session = g_ptr_array_index (sessions, i);

    if (session->device == device &&
        (version == CONFAB_OMEMO_NONE || session->version == (int)version))
      return TRUE;
  }
  return FALSE;
}

static ConfabOmemoTarget *
take_target (const char *address, GPtrArray *sessions, guint nth, ConfabDeviceVerdict verdict,
    gboolean is_decided) {
  ConfabOmemoTarget *target = g_new0 (ConfabOmemoTarget, 1);

  target->address = g_strdup (address);
  target->session = g_ptr_array_index (sessions, nth);
  g_ptr_array_index (sessions, nth) = g_new0 (ConfabStoreOmemoSession, 1);
  target->device = target->session->device;
  target->verdict = verdict;
  target->is_decided = is_decided;
  return target;
}

/* The latest session of that device and version whose key is worth at least `least`. */
static ConfabOmemoTarget *
choose (const ConfabOmemoTrust *trust, const char *address, GPtrArray *sessions, guint32 device,
    ConfabOmemoVersion version, ConfabDeviceVerdict least) {
  for (guint i = 0; i < sessions->len; i++) {
    const ConfabStoreOmemoSession *session = g_ptr_array_index (sessions, i);
    ConfabDeviceVerdict verdict;
    gboolean is_decided;

    if (session->device != device || session->version != (int)version)
      continue;
    verdict = confab_omemo_trust_weigh (trust, session->identity, &is_decided);
    if (verdict >= least)
      return take_target (address, sessions, i, verdict, is_decided);
  }
  return NULL;
}

static ConfabOmemoTarget *
choose_version (const ConfabOmemoTrust *trust, const char *address,
    const ConfabStoreOmemoDevice *device, GPtrArray *sessions) {
  ConfabOmemoTarget *target = NULL;

  if (device->is_two)
    target = choose (trust, address, sessions, device->id, CONFAB_OMEMO_TWO, CONFAB_DEVICE_TRUSTED);
  if (target == NULL && device->is_old)
    target = choose (trust, address, sessions, device->id, CONFAB_OMEMO_OLD, CONFAB_DEVICE_TRUSTED);
  return target;
}

GPtrArray *
confab_omemo_sessions_targets (
    const ConfabOmemoScope *scope, const char *address, guint32 but, GError **error) {
  g_autoptr (GPtrArray) targets =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_omemo_target_free);
  g_autoptr (GPtrArray) sessions = confab_omemo_sessions_list (scope, address, error);
  g_autoptr (GPtrArray) devices = NULL;
  g_auto (ConfabOmemoTrust) trust = { 0 };

  /* Nobody without a session is written to. */
  if (sessions == NULL || sessions->len == 0)
    return sessions != NULL ? g_steal_pointer (&targets) : NULL;
  devices = confab_store_omemo_list_devices (scope->db, scope->account, address, error);
  if (devices == NULL || !confab_omemo_trust_read (scope, address, &trust, error))
    return NULL;
  for (guint i = 0; i < devices->len; i++) {
    const ConfabStoreOmemoDevice *device = g_ptr_array_index (devices, i);
    ConfabOmemoTarget *target;

    if (!device->is_old && !device->is_two)
      continue;
    if (but != 0 && device->id == but)
      continue;
    target = choose_version (&trust, address, device, sessions);
    if (target != NULL)
      g_ptr_array_add (targets, target);
  }
  return g_steal_pointer (&targets);
}

gboolean
confab_omemo_sessions_find (const ConfabOmemoScope *scope, const char *address, guint32 device,
    ConfabOmemoVersion version, ConfabOmemoTarget **target, GError **error) {
  g_autoptr (GPtrArray) sessions = confab_omemo_sessions_list (scope, address, error);
  g_auto (ConfabOmemoTrust) trust = { 0 };

  *target = NULL;
  if (sessions == NULL || !confab_omemo_trust_read (scope, address, &trust, error))
    return FALSE;
  *target = choose (&trust, address, sessions, device, version, CONFAB_DEVICE_UNDECIDED);
  return TRUE;
}

gboolean
confab_omemo_sessions_has_decided (GPtrArray *targets) {
  for (guint i = 0; i < targets->len; i++) {
    const ConfabOmemoTarget *target = g_ptr_array_index (targets, i);

    if (target->is_decided)
      return TRUE;
  }
  return FALSE;
}
