#pragma once

/* People for the tests of sealing: each with a vault of their own, a clock that is set by hand, and
 * what a network would carry done by calls. Every call is a job that commits. */

#include "test-store-common.h"

#include "omemo/omemo-seal.h"
#include "omemo/omemo.h"

#define NOW_US 1800000000000000

typedef struct {
  char *folder;
  ConfabStoreVault *vault;
  const char *address;
  gint64 account;
  gint64 now_us;
  guint32 device;
} Party;

/* One job's struct. */
typedef struct Call {
  Party *party;
  gboolean (*run) (const ConfabOmemoScope *scope, struct Call *call, GError **error);
  const char *address;
  const char *text;
  const ConfabXepOmemoBundle *bundle;
  GPtrArray *list;
  ConfabOmemoVersion version;
  guint32 device;
  gboolean flag;
  GBytes *key;
  int number;
  gpointer in;
  gpointer out;
  int code; /* of the error, 0: none */
  GQuark domain;
} Call;

static inline gboolean
party_job (ConfabStoreDb *db, gpointer data, GError **error) {
  Call *call = data;
  g_autoptr (GError) own_error = NULL;
  ConfabOmemoScope scope = { .db = db,
    .account = call->party->account,
    .own = call->party->address,
    .now_us = call->party->now_us,
    .random = confab_base_random_system () };

  if (call->run (&scope, call, &own_error))
    return TRUE;
  g_assert_nonnull (own_error);
  call->code = own_error->code;
  call->domain = own_error->domain;
  g_propagate_error (error, g_steal_pointer (&own_error));
  return FALSE;
}

/* FALSE if the job failed. */
static inline gboolean
party_try (Call *call) {
  g_autoptr (DexFuture) future =
      confab_store_vault_write (call->party->vault, party_job, call, NULL);

  return test_wait (future, NULL);
}

static inline void
party_run (Call *call) {
  gboolean is_done = party_try (call);

  g_assert_cmpstr (g_quark_to_string (call->domain), ==, NULL);
  g_assert_true (is_done);
}

/* ---- keys and lists ---- */

static inline gboolean
run_start (const ConfabOmemoScope *scope, Call *call, GError **error) {
  ConfabStoreAccount account = { .address = (char *)scope->own };
  ConfabOmemoScope own = *scope;

  g_assert_true (confab_store_accounts_add (scope->db, &account, error));
  own.account = call->party->account = account.id;
  return confab_omemo_own_ensure (&own, &call->party->device, error);
}

static inline Party *
party_new (const char *address) {
  Party *party = g_new0 (Party, 1);
  Call call = { .party = party, .run = run_start };

  party->folder = test_folder ();
  party->vault = test_open (party->folder);
  party->address = address;
  party->now_us = NOW_US;
  party_run (&call);
  return party;
}

static inline void
party_free (Party *party) {
  test_close (party->vault);
  test_folder_remove (party->folder);
  g_free (party->folder);
  g_free (party);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Party, party_free)

static inline gboolean
run_bundle (const ConfabOmemoScope *scope, Call *call, GError **error) {
  call->out = confab_omemo_own_bundle (scope, call->version, error);
  return call->out != NULL;
}

static inline ConfabXepOmemoBundle *
party_bundle (Party *party, ConfabOmemoVersion version) {
  Call call = { .party = party, .run = run_bundle, .version = version };

  party_run (&call);
  return call.out;
}

static inline gboolean
run_list (const ConfabOmemoScope *scope, Call *call, GError **error) {
  return confab_omemo_devices_set (
      scope, call->address, call->version, call->list, call->out, error);
}

/* `...`: device ids, 0 at the end. */
static inline ConfabOmemoListed
party_list (Party *party, const char *address, ConfabOmemoVersion version, ...) {
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_xep_omemo_device_free);
  ConfabOmemoListed listed;
  Call call = { .party = party,
    .run = run_list,
    .address = address,
    .version = version,
    .list = list,
    .out = &listed };
  guint32 id;
  va_list ids;

  va_start (ids, version);
  while ((id = va_arg (ids, guint32)) != 0) {
    ConfabXepOmemoDevice *device = g_new0 (ConfabXepOmemoDevice, 1);

    device->id = id;
    g_ptr_array_add (list, device);
  }
  va_end (ids);
  party_run (&call);
  return listed;
}

static inline gboolean
run_take (const ConfabOmemoScope *scope, Call *call, GError **error) {
  ConfabOmemoNeed need = {
    .address = (char *)call->address, .device = call->device, .version = call->version
  };

  return confab_omemo_needs_take (scope, &need, call->bundle, &call->flag, error);
}

/* TRUE if the bundle could be used. */
static inline gboolean
party_take (Party *party, const char *address, guint32 device, ConfabOmemoVersion version,
    const ConfabXepOmemoBundle *bundle) {
  Call call = { .party = party,
    .run = run_take,
    .address = address,
    .device = device,
    .version = version,
    .bundle = bundle };

  party_run (&call);
  return call.flag;
}

static inline gboolean
run_needs (const ConfabOmemoScope *scope, Call *call, GError **error) {
  call->out = confab_omemo_needs_list (scope, call->address, error);
  return call->out != NULL;
}

static inline GPtrArray *
party_needs (Party *party, const char *address) {
  Call call = { .party = party, .run = run_needs, .address = address };

  party_run (&call);
  g_ptr_array_set_free_func (call.out, (GDestroyNotify)confab_omemo_need_free);
  return call.out;
}

/* `party` learns of the device of `other` and takes its bundle. */
static inline void
party_meet (Party *party, Party *other, ConfabOmemoVersion version) {
  ConfabXepOmemoBundle *bundle = party_bundle (other, version);

  party_list (party, other->address, version, other->device, 0);
  g_assert_true (party_take (party, other->address, other->device, version, bundle));
  confab_xep_omemo_bundle_free (bundle);
}

/* ---- trust ---- */

static inline gboolean
run_say (const ConfabOmemoScope *scope, Call *call, GError **error) {
  return confab_omemo_devices_say (
      scope, call->address, call->key, (ConfabOmemoSaid)call->number, error);
}

static inline void
party_say (Party *party, const char *address, GBytes *key, ConfabOmemoSaid said) {
  Call call = {
    .party = party, .run = run_say, .address = address, .key = key, .number = (int)said
  };

  party_run (&call);
}

static inline gboolean
run_devices (const ConfabOmemoScope *scope, Call *call, GError **error) {
  call->out = confab_omemo_devices_get (scope, call->address, error);
  return call->out != NULL;
}

static inline GPtrArray *
party_devices (Party *party, const char *address) {
  Call call = { .party = party, .run = run_devices, .address = address };

  party_run (&call);
  return call.out;
}

/* Owned by `devices`. */
static inline ConfabOmemoDevice *
find_device (GPtrArray *devices, guint32 id) {
  for (guint i = 0; i < devices->len; i++) {
    ConfabOmemoDevice *device = g_ptr_array_index (devices, i);

    if (device->id == id)
      return device;
  }
  return NULL;
}

static inline GBytes *
party_key_of (Party *party, const char *address, guint32 device) {
  g_autoptr (GPtrArray) devices = party_devices (party, address);
  ConfabOmemoDevice *found = find_device (devices, device);

  g_assert_nonnull (found);
  return found->identity != NULL ? g_bytes_ref (found->identity) : NULL;
}

static inline ConfabDeviceVerdict
party_verdict_of (Party *party, const char *address, guint32 device) {
  g_autoptr (GPtrArray) devices = party_devices (party, address);
  ConfabOmemoDevice *found = find_device (devices, device);

  g_assert_nonnull (found);
  return found->verdict;
}

static inline gboolean
run_facts (const ConfabOmemoScope *scope, Call *call, GError **error) {
  return confab_omemo_devices_facts (scope, call->address, call->out, error);
}

static inline ConfabSendFacts
party_facts (Party *party, const char *address) {
  ConfabSendFacts facts = { 0 };
  Call call = { .party = party, .run = run_facts, .address = address, .out = &facts };

  party_run (&call);
  return facts;
}

static inline gboolean
run_maintain (const ConfabOmemoScope *scope, Call *call, GError **error) {
  gboolean keep_used = call->flag;

  return confab_omemo_own_maintain (scope, keep_used, &call->flag, error);
}

/* TRUE if the bundles are to be published anew. */
static inline gboolean
party_maintain (Party *party, gboolean keep_used) {
  Call call = { .party = party, .run = run_maintain, .flag = keep_used };

  party_run (&call);
  return call.flag;
}

/* ---- messages ---- */

static inline gboolean
run_seal (const ConfabOmemoScope *scope, Call *call, GError **error) {
  g_autoptr (ConfabJid) to = confab_base_jid_new (call->address, NULL);
  g_autofree char *id = confab_base_random_dup_id (scope->random, 16);
  g_autoptr (ConfabDraft) draft = confab_base_draft_new (to, id, call->text);

  call->out = confab_omemo_seal (scope, (ConfabSendVerdict)call->number, draft, NULL, error);
  return call->out != NULL;
}

/* The stanza that would leave; NULL if it cannot be sealed, with its code in `code`. */
static inline ConfabStanza *
party_try_seal (Party *party, const char *to, const char *text, int *code) {
  Call call = {
    .party = party, .run = run_seal, .address = to, .text = text, .number = CONFAB_SEND_SEAL
  };
  gboolean is_done = party_try (&call);
  g_autoptr (ConfabEnvelope) envelope = call.out;
  GBytes *bytes;
  ConfabStanza *stanza;

  *code = call.code;
  if (!is_done)
    return NULL;
  g_assert_cmpint (confab_base_envelope_get_kind (envelope), ==, CONFAB_ENVELOPE_SEALED);
  bytes = confab_base_envelope_get_bytes (envelope);
  /* Shorter words stand in base64 by chance. */
  if (strlen (text) >= 8)
    g_assert_null (
        g_strstr_len (g_bytes_get_data (bytes, NULL), (gssize)g_bytes_get_size (bytes), text));
  stanza = confab_xmpp_stanza_parse (
      g_bytes_get_data (bytes, NULL), (gssize)g_bytes_get_size (bytes), NULL);
  g_assert_nonnull (stanza);
  return stanza;
}

static inline ConfabStanza *
party_seal (Party *party, const char *to, const char *text) {
  int code;
  ConfabStanza *stanza = party_try_seal (party, to, text, &code);

  g_assert_nonnull (stanza);
  return stanza;
}

static inline gboolean
run_key (const ConfabOmemoScope *scope, Call *call, GError **error) {
  call->out = confab_omemo_seal_key (scope, call->address, call->device, call->version, error);
  return call->out != NULL;
}

static inline ConfabStanza *
party_key (Party *party, const char *to, guint32 device, ConfabOmemoVersion version) {
  Call call = {
    .party = party, .run = run_key, .address = to, .device = device, .version = version
  };
  g_autoptr (ConfabEnvelope) envelope = NULL;
  GBytes *bytes;

  party_run (&call);
  envelope = call.out;
  bytes = confab_base_envelope_get_bytes (envelope);
  return confab_xmpp_stanza_parse (
      g_bytes_get_data (bytes, NULL), (gssize)g_bytes_get_size (bytes), NULL);
}

/* The sealed elements of a message. */
static inline GPtrArray *
elements_of (const ConfabStanza *message) {
  GPtrArray *elements =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_xep_omemo_sealed_unref);

  for (guint i = 0; i < confab_xmpp_stanza_get_n_children (message); i++) {
    ConfabXepOmemoSealed *sealed =
        confab_xep_omemo_sealed_read (confab_xmpp_stanza_get_nth (message, i));

    if (sealed != NULL)
      g_ptr_array_add (elements, sealed);
  }
  return elements;
}

typedef struct {
  const char *from;
  const char *to;
  GPtrArray *elements;
  gboolean is_archived;
  ConfabOmemoOpened opened;
} Arrival;

static inline gboolean
run_open (const ConfabOmemoScope *scope, Call *call, GError **error) {
  Arrival *arrival = call->in;

  return confab_omemo_open (scope, arrival->from, arrival->to, arrival->elements,
      arrival->is_archived, &arrival->opened, error);
}

static inline ConfabOmemoOpened
party_open_elements (
    Party *party, const char *from, const char *to, GPtrArray *elements, gboolean is_archived) {
  Arrival arrival = { .from = from, .to = to, .elements = elements, .is_archived = is_archived };
  Call call = { .party = party, .run = run_open, .in = &arrival };

  party_run (&call);
  g_clear_pointer (&arrival.opened.content, confab_xmpp_stanza_unref);
  g_clear_pointer (&arrival.opened.identity, g_bytes_unref);
  return arrival.opened;
}

static inline ConfabOmemoOpened
party_open (Party *party, const char *from, const ConfabStanza *message) {
  g_autoptr (GPtrArray) elements = elements_of (message);

  return party_open_elements (party, from, party->address, elements, FALSE);
}

/* It opens, and says just that. */
static inline ConfabOmemoOpened
assert_opens (Party *party, const char *from, const ConfabStanza *message, const char *text) {
  ConfabOmemoOpened opened = party_open (party, from, message);

  g_assert_cmpint (opened.cause, ==, CONFAB_OMEMO_CAUSE_NONE);
  g_assert_cmpint (opened.outcome, ==, CONFAB_OMEMO_OPENED);
  g_assert_cmpstr (opened.text, ==, text);
  confab_omemo_opened_clear (&opened);
  return opened;
}

static inline void
assert_fails (Party *party, const char *from, const ConfabStanza *message, ConfabOmemoCause cause) {
  ConfabOmemoOpened opened = party_open (party, from, message);

  g_assert_cmpint (opened.outcome, ==, CONFAB_OMEMO_NOT_OPENED);
  g_assert_cmpint (opened.cause, ==, cause);
  g_assert_null (opened.text);
  confab_omemo_opened_clear (&opened);
}

static inline void
assert_repeated (Party *party, const char *from, const ConfabStanza *message) {
  ConfabOmemoOpened opened = party_open (party, from, message);

  g_assert_cmpint (opened.outcome, ==, CONFAB_OMEMO_REPEATED);
  g_assert_null (opened.text);
  confab_omemo_opened_clear (&opened);
}

/* One message there. */
static inline void
assert_talks (Party *from, Party *to, const char *text) {
  g_autoptr (ConfabStanza) message = party_seal (from, to->address, text);

  assert_opens (to, from->address, message, text);
}

/* ---- yesterday ---- */

/* Copies the vault's file as it stands on the disk. Returns: (transfer full): where. */
static inline char *
party_copy (Party *party) {
  g_autofree char *file = g_build_filename (party->folder, "vault.db", NULL);
  char *copy = g_build_filename (party->folder, "yesterday", NULL);
  g_autofree char *bytes = NULL;
  gsize size;

  test_close (party->vault);
  g_assert_true (g_file_get_contents (file, &bytes, &size, NULL));
  g_assert_true (g_file_set_contents (copy, bytes, (gssize)size, NULL));
  party->vault = test_open (party->folder);
  return copy;
}

/* An old vault is put back. */
static inline void
party_restore (Party *party, const char *copy) {
  g_autofree char *file = g_build_filename (party->folder, "vault.db", NULL);
  g_autofree char *bytes = NULL;
  gsize size;

  test_close (party->vault);
  g_assert_true (g_file_get_contents (copy, &bytes, &size, NULL));
  g_assert_true (g_file_set_contents (file, bytes, (gssize)size, NULL));
  party->vault = test_open (party->folder);
}
