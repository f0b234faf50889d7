#pragma once

/* A person with one device: a vault of their own, keys in it, and what they seal and open through
 * confab_omemo_*. Nothing here knows a network: bytes are handed over. */

#include "test-omemo-crypto.h"
#include "test-store-common.h"

#include "omemo/omemo-seal.h"

#define TEST_START_US G_GINT64_CONSTANT (1700000000000000)

typedef struct {
  char *folder;
  char *address;
  ConfabStoreVault *vault;
  gint64 account;
  guint32 device;
  gint64 now_us;
  const ConfabRandom *random;
} Person;

/* One job of a person; `work` is called with its scope. */
typedef struct {
  Person *person;
  gboolean (*work) (const ConfabOmemoScope *scope, gpointer data, GError **error);
  gpointer data;
} PersonJob;

static inline gboolean
person_on_job (ConfabStoreDb *db, gpointer data, GError **error) {
  PersonJob *job = data;
  Person *person = job->person;
  ConfabOmemoScope scope = { .db = db,
    .account = person->account,
    .own = person->address,
    .now_us = person->now_us,
    .random = person->random };

  return job->work (&scope, job->data, error);
}

/* FALSE: the job failed, or its commit. */
static inline gboolean
person_try (Person *person,
    gboolean (*work) (const ConfabOmemoScope *scope, gpointer data, GError **error),
    gpointer data) {
  PersonJob job = { person, work, data };
  g_autoptr (DexFuture) future =
      confab_store_vault_write (person->vault, person_on_job, &job, NULL);
  g_autoptr (GError) error = NULL;
  gboolean is_done = test_wait (future, &error);

  if (!is_done)
    g_test_message ("%s", error->message);
  return is_done;
}

static inline void
person_do (Person *person,
    gboolean (*work) (const ConfabOmemoScope *scope, gpointer data, GError **error),
    gpointer data) {
  g_assert_true (person_try (person, work, data));
}

static inline gboolean
person_on_begin (const ConfabOmemoScope *scope, gpointer data, GError **error) {
  Person *person = data;
  ConfabOmemoScope own = *scope;
  gboolean is_changed;

  person->account = test_add_account (scope->db, person->address, error);
  own.account = person->account;
  return confab_omemo_own_ensure (&own, &person->device, error) &&
         confab_omemo_own_maintain (&own, FALSE, &is_changed, error);
}

static inline Person *
person_new (const char *address, const ConfabRandom *random) {
  Person *person = g_new0 (Person, 1);

  person->folder = test_folder ();
  person->address = g_strdup (address);
  person->now_us = TEST_START_US;
  person->random = random;
  person->vault = test_open (person->folder);
  person_do (person, person_on_begin, person);
  return person;
}

/* Closes the vault; its files stay until _free. */
static inline void
person_leave (Person *person) {
  g_autoptr (ConfabStoreVault) vault = g_steal_pointer (&person->vault);

  if (vault != NULL)
    test_settle (confab_store_vault_close (vault));
}

static inline void
person_restart (Person *person) {
  g_autoptr (ConfabStoreVault) vault = g_steal_pointer (&person->vault);
  g_autoptr (DexFuture) closed = confab_store_vault_close (vault);

  test_wait (closed, NULL);
  person->vault = test_open (person->folder);
}

static inline void
person_free (Person *person) {
  person_leave (person);
  test_folder_remove (person->folder);
  g_free (person->folder);
  g_free (person->address);
  g_free (person);
}

/* ---- keys of others ---- */

typedef struct {
  ConfabOmemoVersion version;
  const char *address;
  guint32 device;
  ConfabXepOmemoBundle *bundle;
} PersonKeys;

static inline gboolean
person_on_bundle (const ConfabOmemoScope *scope, gpointer data, GError **error) {
  PersonKeys *keys = data;

  keys->bundle = confab_omemo_own_bundle (scope, keys->version, error);
  return keys->bundle != NULL;
}

static inline void
person_add_device (GPtrArray *devices, guint32 id) {
  ConfabXepOmemoDevice *device = g_new0 (ConfabXepOmemoDevice, 1);

  device->id = id;
  g_ptr_array_add (devices, device);
}

/* The list of one device, and its bundle if there is one. */
static inline gboolean
person_on_keys (const ConfabOmemoScope *scope, gpointer data, GError **error) {
  PersonKeys *keys = data;
  g_autoptr (GPtrArray) devices =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_xep_omemo_device_free);
  ConfabOmemoNeed need = { (char *)keys->address, keys->device, keys->version };
  ConfabOmemoListed listed;
  gboolean is_usable = TRUE;

  person_add_device (devices, keys->device);
  if (!confab_omemo_devices_set (scope, keys->address, keys->version, devices, &listed, error) ||
      (keys->bundle != NULL &&
          !confab_omemo_needs_take (scope, &need, keys->bundle, &is_usable, error)))
    return FALSE;
  g_assert_true (is_usable);
  return TRUE;
}

/* `person` has seen the device of `other` on their list. */
static inline void
person_know (Person *person, Person *other, ConfabOmemoVersion version) {
  PersonKeys keys = { version, other->address, other->device, NULL };

  person_do (person, person_on_keys, &keys);
}

/* `person` may write to the device of `other` from now on. */
static inline void
person_meet (Person *person, Person *other, ConfabOmemoVersion version) {
  PersonKeys keys = { version, other->address, other->device, NULL };

  person_do (other, person_on_bundle, &keys);
  person_do (person, person_on_keys, &keys);
  confab_xep_omemo_bundle_free (keys.bundle);
}

/* ---- messages ---- */

typedef struct {
  const char *to;
  const char *id;
  const char *text;
  GBytes *bytes; /* of the envelope; set only if the commit was done */
  GError *error; /* of the sealing */
} PersonLetter;

static inline gboolean
person_on_seal (const ConfabOmemoScope *scope, gpointer data, GError **error) {
  PersonLetter *letter = data;
  g_autoptr (ConfabJid) to = confab_base_jid_new (letter->to, NULL);
  g_autoptr (ConfabDraft) draft = confab_base_draft_new (to, letter->id, letter->text);
  g_autoptr (ConfabEnvelope) envelope = NULL;

  g_assert_nonnull (draft);
  envelope = confab_omemo_seal (scope, CONFAB_SEND_SEAL, draft, NULL, error);
  if (envelope == NULL)
    return FALSE;
  g_assert_cmpint (confab_base_envelope_get_kind (envelope), ==, CONFAB_ENVELOPE_SEALED);
  letter->bytes = g_bytes_ref (confab_base_envelope_get_bytes (envelope));
  return TRUE;
}

/* What goes to the wire; NULL if sealing failed, or its commit. Returns: (transfer full) */
static inline GBytes *
person_try_say (Person *person, const char *to, const char *id, const char *text) {
  PersonLetter letter = { to, id, text, NULL, NULL };

  if (person_try (person, person_on_seal, &letter))
    return letter.bytes;
  g_clear_pointer (&letter.bytes, g_bytes_unref);
  return NULL;
}

static inline GBytes *
person_say (Person *person, const char *to, const char *text) {
  g_autofree char *id = confab_base_random_dup_id (confab_base_random_system (), 16);
  GBytes *bytes = person_try_say (person, to, id, text);

  g_assert_nonnull (bytes);
  return bytes;
}

typedef struct {
  const char *from;
  const char *to;
  GBytes *bytes;
  gboolean is_archived;
  ConfabOmemoOpened opened;
} PersonHeard;

/* What is sealed in a message. Returns: (transfer full) ConfabXepOmemoSealed */
static inline GPtrArray *
person_read_sealed (GBytes *bytes) {
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  g_autoptr (ConfabStanza) message = confab_xmpp_stanza_parse (text, (gssize)size, NULL);
  GPtrArray *sealed =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_xep_omemo_sealed_unref);

  g_assert_nonnull (message);
  for (guint n = 0; n < confab_xmpp_stanza_get_n_children (message); n++) {
    ConfabXepOmemoSealed *one =
        confab_xep_omemo_sealed_read (confab_xmpp_stanza_get_nth (message, n));

    if (one != NULL)
      g_ptr_array_add (sealed, one);
  }
  return sealed;
}

static inline gboolean
person_on_open (const ConfabOmemoScope *scope, gpointer data, GError **error) {
  PersonHeard *heard = data;
  g_autoptr (GPtrArray) sealed = person_read_sealed (heard->bytes);

  return confab_omemo_open (scope, heard->from, heard->to != NULL ? heard->to : scope->own, sealed,
      heard->is_archived, &heard->opened, error);
}

/* `opened` is to be cleared. */
static inline ConfabOmemoOutcome
person_hear (Person *person, const char *from, GBytes *bytes, ConfabOmemoOpened *opened) {
  PersonHeard heard = { .from = from, .bytes = bytes };

  person_do (person, person_on_open, &heard);
  *opened = heard.opened;
  return opened->outcome;
}

static inline void
person_assert_hears (Person *person, const char *from, GBytes *bytes, const char *text) {
  ConfabOmemoOpened opened;

  g_assert_cmpint (person_hear (person, from, bytes, &opened), ==, CONFAB_OMEMO_OPENED);
  g_assert_cmpstr (opened.text, ==, text);
  confab_omemo_opened_clear (&opened);
}
