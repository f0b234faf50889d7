/* Devices as the screen shows them, and what the user says of them: "it is hers", "compared",
 * "leave it out". Digits and words are made here from both sides' public keys; what a picture says
 * is held against what is in use. It never trusts by itself. */

#include "messaging/messaging-devices.h"

#include <gio/gio.h>
#include <string.h>

#include "messaging/messaging-keys.h"
#include "messaging/messaging-private.h"
#include "messaging/messaging-trust.h"
#include "omemo/omemo-atm.h"
#include "omemo/omemo-check.h"

#define IDENTITY_BYTES CONFAB_XEP_OMEMO_KEY_BYTES

typedef struct {
  ConfabMessagingWho who;
  char *address;
  GPtrArray *own;     /* ConfabOmemoDevice of one's own account */
  GPtrArray *devices; /* of `address` */
  /* saying */
  GBytes *identity;
  ConfabOmemoSaid said;
  ConfabOmemoAtmNews news; /* what devices said that are believed now, and what was said here */
  /* a picture */
  GPtrArray *keys; /* ConfabOmemoCheckKey */
  guint n_same, n_differ;
  ConfabMessagingKnown known;
} DevicesJob;

static DevicesJob *
devices_job_new (ConfabMessaging *self, const char *address) {
  DevicesJob *job = g_new0 (DevicesJob, 1);

  confab_messaging_who_init (&job->who, self);
  confab_omemo_atm_news_init (&job->news);
  job->address = g_strdup (address);
  return job;
}

static void
devices_job_free (gpointer data) {
  DevicesJob *job = data;

  confab_messaging_who_clear (&job->who);
  confab_omemo_atm_news_clear (&job->news);
  g_free (job->address);
  g_clear_pointer (&job->own, g_ptr_array_unref);
  g_clear_pointer (&job->devices, g_ptr_array_unref);
  g_clear_pointer (&job->identity, g_bytes_unref);
  g_clear_pointer (&job->keys, g_ptr_array_unref);
  g_free (job);
}

static gboolean
run_list (ConfabStoreDb *db, gpointer data, GError **error) {
  DevicesJob *job = data;
  ConfabOmemoScope scope = confab_messaging_who_scope (&job->who, db);

  job->own = confab_omemo_devices_get (&scope, job->who.own, error);
  if (job->own == NULL)
    return FALSE;
  job->devices = confab_omemo_devices_get (&scope, job->address, error);
  return job->devices != NULL;
}

static GBytes *
find_own_identity (GPtrArray *own) {
  for (guint i = 0; i < own->len; i++) {
    const ConfabOmemoDevice *device = g_ptr_array_index (own, i);

    if (device->is_this)
      return device->identity;
  }
  return NULL;
}

static char *
dup_digits (const ConfabOmemoCheck *check) {
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < CONFAB_OMEMO_CHECK_GROUPS; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", check->digits[i]);
  return g_string_free (text, FALSE);
}

static char *
dup_words (const ConfabOmemoCheck *check) {
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < CONFAB_OMEMO_CHECK_WORDS; i++)
    g_string_append_printf (
        text, "%s%s", i > 0 ? " " : "", confab_omemo_check_get_word (check->words[i]));
  return g_string_free (text, FALSE);
}

static ConfabModelDevice *
show_device (const DevicesJob *job, const ConfabOmemoDevice *device) {
  static const ConfabModelTrust trusts[] = {
    [CONFAB_DEVICE_DISTRUSTED] = CONFAB_TRUST_LEFT_OUT,
    [CONFAB_DEVICE_UNDECIDED] = CONFAB_TRUST_UNDECIDED,
    [CONFAB_DEVICE_TRUSTED] = CONFAB_TRUST_USED,
    [CONFAB_DEVICE_VERIFIED] = CONFAB_TRUST_CHECKED,
  };
  GBytes *own = find_own_identity (job->own);
  g_autofree char *digits = NULL;
  g_autofree char *words = NULL;
  ConfabOmemoCheck check;
  ConfabModelDeviceFacts facts = {
    .id = device->id,
    .address = job->address,
    .label = device->label,
    .is_own = g_str_equal (job->address, job->who.own),
    .is_this = device->is_this,
    .is_listed = device->is_listed,
    .has_problem = device->has_problem,
    .trust = trusts[device->verdict],
    .first_us = device->first_us,
    .last_us = device->last_us,
    .checked_us = device->checked_us,
  };

  if (device->identity != NULL)
    facts.identity = g_bytes_get_data (device->identity, NULL);
  if (own != NULL && device->identity != NULL && !device->is_this &&
      confab_omemo_check_make (job->who.own, own, job->address, device->identity, &check)) {
    facts.digits = digits = dup_digits (&check);
    facts.words = words = dup_words (&check);
  }
  return confab_model_device_new (&facts);
}

/* This computer first, then those in use, then the rest, as they came. */
static int
rank (const ConfabOmemoDevice *device) {
  return device->is_this ? 0 : device->is_listed ? 1 : 2;
}

static DexFuture *
on_listed (DexFuture *future, gpointer data) {
  DevicesJob *job = confab_store_job_data (future);
  GListStore *list = g_list_store_new (CONFAB_TYPE_MODEL_DEVICE);

  for (int wanted = 0; wanted <= 2; wanted++)
    for (guint i = 0; i < job->devices->len; i++) {
      const ConfabOmemoDevice *device = g_ptr_array_index (job->devices, i);

      if (rank (device) == wanted) {
        g_autoptr (ConfabModelDevice) shown = show_device (job, device);

        g_list_store_append (list, shown);
      }
    }
  return dex_future_new_take_object (list);
}

DexFuture *
confab_messaging_list_devices (ConfabMessaging *self, const char *address) {
  if (self->is_stopped)
    return confab_messaging_stopped ();
  /* What is looked at is fetched; when it came, the list is old. */
  confab_messaging_keys_prepare (self, address);
  return dex_future_then (confab_store_vault_write (self->vault, run_list,
                              devices_job_new (self, address), devices_job_free),
      on_listed, NULL, NULL);
}

/* ---- saying ---- */

static gboolean
run_say (ConfabStoreDb *db, gpointer data, GError **error) {
  DevicesJob *job = data;
  ConfabOmemoScope scope = confab_messaging_who_scope (&job->who, db);

  return confab_omemo_atm_say (&scope, job->address, job->identity, job->said, &job->news, error) &&
         confab_messaging_known_read (&scope, job->address, &job->known, error);
}

static DexFuture *
on_said (DexFuture *future, gpointer data) {
  ConfabMessaging *self = data;
  DevicesJob *job = confab_store_job_data (future);

  if (self->is_stopped)
    return confab_messaging_done ();
  confab_messaging_keys_stale (self, job->address);
  confab_messaging_known_show (self, job->address, &job->known);
  confab_messaging_trust_changed (self, job->news.people);
  if (confab_messaging_is_writing_to (self, job->address))
    confab_messaging_keys_prepare (self, job->address);
  return confab_messaging_done ();
}

DexFuture *
confab_messaging_trust_device (
    ConfabMessaging *self, ConfabModelDevice *device, ConfabModelTrust trust) {
  static const ConfabOmemoSaid said[] = {
    [CONFAB_TRUST_LEFT_OUT] = CONFAB_OMEMO_SAID_LEAVE_OUT,
    [CONFAB_TRUST_UNDECIDED] = CONFAB_OMEMO_SAID_NOTHING,
    [CONFAB_TRUST_USED] = CONFAB_OMEMO_SAID_ACCEPT,
    [CONFAB_TRUST_CHECKED] = CONFAB_OMEMO_SAID_CHECKED,
  };
  const ConfabModelDeviceFacts *facts = confab_model_device_get_facts (device);
  DevicesJob *job;

  if (self->is_stopped)
    return confab_messaging_stopped ();
  if ((guint)trust >= G_N_ELEMENTS (said) || said[trust] == CONFAB_OMEMO_SAID_NOTHING ||
      facts->identity == NULL || facts->is_this)
    return dex_future_new_reject (CONFAB_MESSAGING_ERROR, CONFAB_MESSAGING_ERROR_REFUSED,
        "nothing can be said of this device");
  job = devices_job_new (self, facts->address);
  job->identity = g_bytes_new (facts->identity, IDENTITY_BYTES);
  job->said = said[trust];
  return dex_future_then (confab_store_vault_write (self->vault, run_say, job, devices_job_free),
      on_said, g_object_ref (self), g_object_unref);
}

/* ---- the picture ---- */

static DexFuture *
on_own_listed (DexFuture *future, gpointer data) {
  DevicesJob *job = confab_store_job_data (future);
  g_autoptr (GPtrArray) keys =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_omemo_check_key_free);
  char *uri;

  for (guint i = 0; i < job->own->len; i++) {
    const ConfabOmemoDevice *device = g_ptr_array_index (job->own, i);
    ConfabOmemoCheckKey *key;

    /* This computer vouches for itself, and for what was checked from here. */
    if (device->identity == NULL || !(device->is_this || device->verdict == CONFAB_DEVICE_VERIFIED))
      continue;
    key = g_new0 (ConfabOmemoCheckKey, 1);
    key->device = device->id;
    key->identity = g_bytes_ref (device->identity);
    g_ptr_array_add (keys, key);
  }
  uri = confab_omemo_check_dup_uri (job->who.own, keys);
  return dex_future_new_take_string (uri);
}

DexFuture *
confab_messaging_get_check_uri (ConfabMessaging *self) {
  if (self->is_stopped)
    return confab_messaging_stopped ();
  return dex_future_then (
      confab_store_vault_write (self->vault, run_list,
          devices_job_new (self, confab_model_account_get_address (self->account)),
          devices_job_free),
      on_own_listed, NULL, NULL);
}

static const ConfabOmemoDevice *
find_device (GPtrArray *devices, guint32 id) {
  for (guint i = 0; i < devices->len; i++) {
    const ConfabOmemoDevice *device = g_ptr_array_index (devices, i);

    if (device->id == id && device->identity != NULL)
      return device;
  }
  return NULL;
}

/* A key that stands in the picture is compared; a device that uses another one than the picture
 * says is left out. */
static gboolean
run_compare (ConfabStoreDb *db, gpointer data, GError **error) {
  DevicesJob *job = data;
  ConfabOmemoScope scope = confab_messaging_who_scope (&job->who, db);

  job->devices = confab_omemo_devices_get (&scope, job->address, error);
  if (job->devices == NULL)
    return FALSE;
  for (guint i = 0; i < job->keys->len; i++) {
    const ConfabOmemoCheckKey *key = g_ptr_array_index (job->keys, i);
    const ConfabOmemoDevice *device = find_device (job->devices, key->device);
    gboolean is_same = device == NULL || g_bytes_equal (device->identity, key->identity);

    if (!confab_omemo_atm_say (&scope, job->address, is_same ? key->identity : device->identity,
            is_same ? CONFAB_OMEMO_SAID_CHECKED : CONFAB_OMEMO_SAID_LEAVE_OUT, &job->news, error))
      return FALSE;
    job->n_same += is_same;
    job->n_differ += !is_same;
  }
  return confab_messaging_known_read (&scope, job->address, &job->known, error);
}

static DexFuture *
on_compared (DexFuture *future, gpointer data) {
  DevicesJob *job = confab_store_job_data (future);
  guint n_same = job->n_same;
  guint n_differ = job->n_differ;

  dex_unref (on_said (future, data));
  if (n_differ > 0)
    return dex_future_new_reject (CONFAB_MESSAGING_ERROR, CONFAB_MESSAGING_ERROR_KEYS_DIFFER,
        "%u keys are not the ones that are used", n_differ);
  return dex_future_new_for_int ((int)n_same);
}

DexFuture *
confab_messaging_take_check_uri (
    ConfabMessaging *self, ConfabModelContact *contact, const char *uri) {
  const char *expected = confab_model_contact_get_address (contact);
  g_autofree char *address = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  DevicesJob *job;

  if (self->is_stopped)
    return confab_messaging_stopped ();
  if (!confab_omemo_check_read_uri (uri, &address, &keys) || keys->len == 0)
    return dex_future_new_reject (
        CONFAB_MESSAGING_ERROR, CONFAB_MESSAGING_ERROR_NOT_A_CODE, "no keys in it");
  if (!g_str_equal (address, expected))
    return dex_future_new_reject (
        CONFAB_MESSAGING_ERROR, CONFAB_MESSAGING_ERROR_OTHER_PERSON, "%s", address);
  job = devices_job_new (self, expected);
  job->keys = g_steal_pointer (&keys);
  return dex_future_then (
      confab_store_vault_write (self->vault, run_compare, job, devices_job_free), on_compared,
      g_object_ref (self), g_object_unref);
}
