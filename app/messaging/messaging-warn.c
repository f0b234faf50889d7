/* Gathers the facts for the judge `scam`. What has to be looked up in the vault is looked up only
 * where the verdict hangs on it; links stand in the text, where the judge sees them itself. It
 * never hides a message: a warning stands beside it. */

#include "messaging/messaging-warn.h"

#include <string.h>

#include "omemo/omemo.h"
#include "safety/safety-lookalike.h"
#include "safety/safety-scam.h"
#include "store/store-contacts.h"

#define HOUR_US (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)
#define NEW_US (7 * 24 * HOUR_US) /* for how long a device is new */

/* A device of theirs that nobody checked beside one that was, or that came lately to others: those
 * of somebody who was met just now are all of one age, and none of them is new. */
static gboolean
find_new_device (const ConfabOmemoScope *scope, const char *address,
    const ConfabOmemoOpened *opened, gboolean *is_new, GError **error) {
  g_autoptr (GPtrArray) devices = NULL;
  const ConfabOmemoDevice *sender = NULL;
  gint64 oldest_us = G_MAXINT64;

  *is_new = FALSE;
  if (opened == NULL || opened->verdict == CONFAB_DEVICE_VERIFIED)
    return TRUE;
  devices = confab_omemo_devices_get (scope, address, error);
  if (devices == NULL)
    return FALSE;
  for (guint i = 0; i < devices->len; i++) {
    const ConfabOmemoDevice *device = g_ptr_array_index (devices, i);

    *is_new = *is_new || device->verdict == CONFAB_DEVICE_VERIFIED;
    oldest_us = MIN (oldest_us, device->first_us);
    if (device->id == opened->device)
      sender = device;
  }
  if (sender != NULL && sender->first_us - oldest_us > HOUR_US &&
      scope->now_us - sender->first_us < NEW_US)
    *is_new = TRUE;
  return TRUE;
}

static const ConfabStoreContact *
find_contact (GPtrArray *contacts, const char *address) {
  for (guint i = 0; i < contacts->len; i++) {
    const ConfabStoreContact *contact = g_ptr_array_index (contacts, i);

    if (g_str_equal (contact->address, address))
      return contact;
  }
  return NULL;
}

/* May the writer be taken for `other`? My own name for somebody whom I know in life deceives
 * nobody. */
static gboolean
is_like (const ConfabStoreContact *other, ConfabLook *address, const char *name, ConfabLook *look) {
  g_autoptr (ConfabLook) other_address = confab_safety_look_new (other->address);
  g_autoptr (ConfabLook) other_name = NULL;

  if (confab_safety_look_is_like (address, other_address))
    return TRUE;
  if (look == NULL || other->name == NULL || *other->name == '\0')
    return FALSE;
  if (g_str_equal (name, other->name))
    return TRUE;
  other_name = confab_safety_look_new (other->name);
  return confab_safety_look_is_like (look, other_name);
}

/* Whoever was checked is who they are; of two that look alike the one that is known less is the one
 * to be careful with. */
static gboolean
find_lookalike (const ConfabOmemoScope *scope, const char *address, ConfabGrade grade,
    gboolean *is_found, GError **error) {
  g_autoptr (GPtrArray) contacts = NULL;
  g_autoptr (ConfabLook) look = NULL;
  g_autoptr (ConfabLook) name_look = NULL;
  const ConfabStoreContact *own;

  *is_found = FALSE;
  if (grade == CONFAB_GRADE_CHECKED)
    return TRUE;
  contacts = confab_store_contacts_list (scope->db, scope->account, error);
  if (contacts == NULL)
    return FALSE;
  own = find_contact (contacts, address);
  look = confab_safety_look_new (address);
  if (grade < CONFAB_GRADE_KNOWN && own != NULL && own->name != NULL && *own->name != '\0')
    name_look = confab_safety_look_new (own->name);
  for (guint i = 0; i < contacts->len && !*is_found; i++) {
    const ConfabStoreContact *other = g_ptr_array_index (contacts, i);

    if (other != own && (other->is_known || grade < CONFAB_GRADE_KNOWN))
      *is_found = is_like (other, look, own != NULL ? own->name : NULL, name_look);
  }
  return TRUE;
}

gboolean
confab_messaging_warn (const ConfabOmemoScope *scope, ConfabGrade grade,
    const ConfabOmemoOpened *opened, ConfabStoreMessage *row, GError **error) {
  ConfabScamFacts facts = { .text = row->text, .length = strlen (row->text), .grade = grade };
  ConfabScamFound found = { 0 };

  row->reason = 0;
  if (confab_safety_judge_scam (&facts, &found) == CONFAB_SCAM_WARN) {
    row->reason = (int)found.reasons;
    return TRUE;
  }
  facts.is_new_device = facts.is_lookalike = TRUE;
  if (confab_safety_judge_scam (&facts, &found) == CONFAB_SCAM_SHOW)
    return TRUE;
  if (!find_new_device (scope, row->peer, opened, &facts.is_new_device, error) ||
      !find_lookalike (scope, row->peer, grade, &facts.is_lookalike, error))
    return FALSE;
  if (confab_safety_judge_scam (&facts, &found) == CONFAB_SCAM_WARN)
    row->reason = (int)found.reasons;
  return TRUE;
}
