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
take_target (const char *address, GPtrArray *sessions, guint nth, ConfabDeviceVerdict verdict) {
  ConfabOmemoTarget *target = g_new0 (ConfabOmemoTarget, 1);

  target->address = g_strdup (address);
  target->session = g_ptr_array_index (sessions, nth);
  g_ptr_array_index (sessions, nth) = g_new0 (ConfabStoreOmemoSession, 1);
  target->device = target->session->device;
  target->verdict = verdict;
  return target;
}

/* The latest session of that device and version whose key is worth at least `least`. */
static gboolean
choose (const ConfabOmemoScope *scope, const char *address, GPtrArray *sessions, guint32 device,
    ConfabOmemoVersion version, ConfabDeviceVerdict least, ConfabOmemoTarget **target,
    GError **error) {
  *target = NULL;
  for (guint i = 0; i < sessions->len && *target == NULL; i++) {
    const ConfabStoreOmemoSession *session = g_ptr_array_index (sessions, i);
    ConfabDeviceVerdict verdict;

    if (session->device != device || session->version != (int)version)
      continue;
    if (!confab_omemo_trust_judge (scope, address, session->identity, &verdict, error))
      return FALSE;
    if (verdict >= least)
      *target = take_target (address, sessions, i, verdict);
  }
  return TRUE;
}

static gboolean
note_decision (const ConfabOmemoScope *scope, ConfabOmemoTarget *target, GError **error) {
  g_autoptr (ConfabStoreOmemoIdentity) identity = NULL;

  if (!confab_store_omemo_get_identity (
          scope->db, scope->account, target->address, target->session->identity, &identity, error))
    return FALSE;
  target->is_decided = identity != NULL && (identity->said == CONFAB_OMEMO_SAID_CHECKED ||
                                               identity->said == CONFAB_OMEMO_SAID_ACCEPT);
  return TRUE;
}

static gboolean
add_target (const ConfabOmemoScope *scope, const char *address,
    const ConfabStoreOmemoDevice *device, GPtrArray *sessions, GPtrArray *targets, GError **error) {
  ConfabOmemoTarget *target = NULL;

  if (device->is_two && !choose (scope, address, sessions, device->id, CONFAB_OMEMO_TWO,
                            CONFAB_DEVICE_TRUSTED, &target, error))
    return FALSE;
  if (target == NULL && device->is_old &&
      !choose (scope, address, sessions, device->id, CONFAB_OMEMO_OLD, CONFAB_DEVICE_TRUSTED,
          &target, error))
    return FALSE;
  if (target == NULL)
    return TRUE;
  g_ptr_array_add (targets, target);
  return note_decision (scope, target, error);
}

GPtrArray *
confab_omemo_sessions_targets (
    const ConfabOmemoScope *scope, const char *address, guint32 but, GError **error) {
  g_autoptr (GPtrArray) targets =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_omemo_target_free);
  g_autoptr (GPtrArray) sessions = confab_omemo_sessions_list (scope, address, error);
  g_autoptr (GPtrArray) devices = NULL;

  if (sessions == NULL)
    return NULL;
  devices = confab_store_omemo_list_devices (scope->db, scope->account, address, error);
  if (devices == NULL)
    return NULL;
  for (guint i = 0; i < devices->len; i++) {
    const ConfabStoreOmemoDevice *device = g_ptr_array_index (devices, i);

    if (!device->is_old && !device->is_two)
      continue;
    if (but != 0 && device->id == but)
      continue;
    if (!add_target (scope, address, device, sessions, targets, error))
      return NULL;
  }
  return g_steal_pointer (&targets);
}

gboolean
confab_omemo_sessions_find (const ConfabOmemoScope *scope, const char *address, guint32 device,
    ConfabOmemoVersion version, ConfabOmemoTarget **target, GError **error) {
  g_autoptr (GPtrArray) sessions = confab_omemo_sessions_list (scope, address, error);

  *target = NULL;
  return sessions != NULL &&
         choose (scope, address, sessions, device, version, CONFAB_DEVICE_UNDECIDED, target, error);
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
