/* libomemo-c for the length of a job. Its callbacks read keys from the job's vault and refuse what
 * the user left out; the session at hand is put in and taken out by whoever uses this, so that a
 * failure on the way leaves nothing behind. Refuses to log: the library's lines may name people. */

#include "omemo/omemo-context-private.h"

#include <omemo/key_helper.h>
#include <omemo/protocol.h>
#include <omemo/session_builder.h>
#include <omemo/session_state.h>
#include <string.h>

#include "omemo/omemo-crypto.h"
#include "omemo/omemo-seal.h"
#include "omemo/omemo-trust-private.h"

G_DEFINE_QUARK (confab - omemo - error - quark, confab_omemo_error)

GBytes *
confab_omemo_context_take (signal_buffer *buffer) {
  GBytes *bytes = NULL;

  if (buffer != NULL)
    bytes = confab_store_omemo_new_secret (signal_buffer_data (buffer), signal_buffer_len (buffer));
  signal_buffer_bzero_free (buffer);
  return bytes;
}

static signal_buffer *
new_buffer (GBytes *bytes) {
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  return signal_buffer_create (data, size);
}

guint32
confab_omemo_context_get_number (ConfabOmemoVersion version) {
  return version == CONFAB_OMEMO_TWO ? 4 : 3;
}

/* ---- the session at hand ---- */

static int
on_session_load (signal_buffer **record, signal_buffer **user_record,
    const signal_protocol_address *address, void *data) {
  ConfabOmemoContext *context = data;

  *user_record = NULL;
  if (context->record == NULL)
    return 0;
  *record = new_buffer (context->record);
  return *record != NULL ? 1 : SG_ERR_NOMEM;
}

static int
on_session_sub_devices (signal_int_list **sessions, const char *name, size_t size, void *data) {
  *sessions = signal_int_list_alloc ();
  return *sessions != NULL ? 0 : SG_ERR_NOMEM;
}

static int
on_session_store (const signal_protocol_address *address, uint8_t *record, size_t size,
    uint8_t *user_record, size_t user_size, void *data) {
  ConfabOmemoContext *context = data;

  g_clear_pointer (&context->stored, g_bytes_unref);
  context->stored = confab_store_omemo_new_secret (record, size);
  return 0;
}

static int
on_session_contains (const signal_protocol_address *address, void *data) {
  ConfabOmemoContext *context = data;

  return context->record != NULL;
}

static int
on_session_delete (const signal_protocol_address *address, void *data) {
  return SG_ERR_INVAL;
}

static int
on_session_delete_all (const char *name, size_t size, void *data) {
  return SG_ERR_INVAL;
}

/* ---- prekeys ---- */

static int
load_prekey (ConfabOmemoContext *context, ConfabStoreOmemoPrekeyKind kind, guint32 id,
    signal_buffer **record) {
  const ConfabOmemoScope *scope = context->scope;
  g_autoptr (ConfabStoreOmemoPrekey) prekey = NULL;

  if (!confab_store_omemo_get_prekey (scope->db, scope->account, (int)context->version, kind, id,
          &prekey, context->error ? NULL : &context->error))
    return SG_ERR_UNKNOWN;
  if (prekey == NULL || prekey->record == NULL)
    return SG_ERR_INVALID_KEY_ID;
  *record = new_buffer (prekey->record);
  return *record != NULL ? SG_SUCCESS : SG_ERR_NOMEM;
}

static int
on_prekey_load (signal_buffer **record, uint32_t id, void *data) {
  return load_prekey (data, CONFAB_STORE_OMEMO_PREKEY, id, record);
}

static int
on_signed_load (signal_buffer **record, uint32_t id, void *data) {
  return load_prekey (data, CONFAB_STORE_OMEMO_SIGNED, id, record);
}

static int
on_key_store (uint32_t id, uint8_t *record, size_t size, void *data) {
  return SG_ERR_INVAL;
}

static int
contains_prekey (gpointer data, ConfabStoreOmemoPrekeyKind kind, guint32 id) {
  signal_buffer *record = NULL;
  int result = load_prekey (data, kind, id, &record);

  signal_buffer_bzero_free (record);
  return result == SG_SUCCESS;
}

static int
on_prekey_contains (uint32_t id, void *data) {
  return contains_prekey (data, CONFAB_STORE_OMEMO_PREKEY, id);
}

static int
on_signed_contains (uint32_t id, void *data) {
  return contains_prekey (data, CONFAB_STORE_OMEMO_SIGNED, id);
}

/* Only noted: the key goes when a catch-up is over (XEP-0384 section 6). */
static int
on_prekey_remove (uint32_t id, void *data) {
  ConfabOmemoContext *context = data;

  context->used_prekey = id;
  return 0;
}

static int
on_signed_remove (uint32_t id, void *data) {
  return SG_ERR_INVAL;
}

/* ---- identities ---- */

static int
on_identity_pair (signal_buffer **public_data, signal_buffer **private_data, void *data) {
  ConfabOmemoContext *context = data;
  guint8 typed[CONFAB_OMEMO_KEY_BYTES + 1] = { CONFAB_OMEMO_TYPE_BYTE };

  memcpy (typed + 1, g_bytes_get_data (context->own->identity, NULL), CONFAB_OMEMO_KEY_BYTES);
  *public_data = signal_buffer_create (typed, sizeof typed);
  *private_data = new_buffer (context->own->secret);
  return *public_data != NULL && *private_data != NULL ? 0 : SG_ERR_NOMEM;
}

/* v0.3 sends it along; nobody reads it. The device id is what other programs put there. */
static int
on_identity_number (void *data, uint32_t *number) {
  ConfabOmemoContext *context = data;

  *number = context->own->device;
  return 0;
}

static int
on_identity_save (const signal_protocol_address *address, uint8_t *key, size_t size, void *data) {
  return 0;
}

/* "Trusted" means here: may be used for reading. Writing is gated where it is sealed. */
static int
on_identity_trusted (
    const signal_protocol_address *address, uint8_t *key, size_t size, void *data) {
  ConfabOmemoContext *context = data;
  ConfabDeviceVerdict verdict;
  g_autoptr (GBytes) identity = NULL;

  if (key == NULL || size != CONFAB_OMEMO_KEY_BYTES + 1)
    return 0;
  identity = g_bytes_new (key + 1, CONFAB_OMEMO_KEY_BYTES);
  if (context->judged != NULL && g_bytes_equal (context->judged, identity))
    return 1;
  if (!confab_omemo_trust_judge (context->scope, context->address, identity, &verdict,
          context->error ? NULL : &context->error))
    return SG_ERR_UNKNOWN;
  return verdict != CONFAB_DEVICE_DISTRUSTED;
}

static void
set_stores (ConfabOmemoContext *context) {
  signal_protocol_session_store sessions = { on_session_load, on_session_sub_devices,
    on_session_store, on_session_contains, on_session_delete, on_session_delete_all, NULL,
    context };
  signal_protocol_pre_key_store prekeys = { on_prekey_load, on_key_store, on_prekey_contains,
    on_prekey_remove, NULL, context };
  signal_protocol_signed_pre_key_store signed_prekeys = { on_signed_load, on_key_store,
    on_signed_contains, on_signed_remove, NULL, context };
  signal_protocol_identity_key_store identities = { on_identity_pair, on_identity_number,
    on_identity_save, on_identity_trusted, NULL, context };

  signal_protocol_store_context_set_session_store (context->store, &sessions);
  signal_protocol_store_context_set_pre_key_store (context->store, &prekeys);
  signal_protocol_store_context_set_signed_pre_key_store (context->store, &signed_prekeys);
  signal_protocol_store_context_set_identity_key_store (context->store, &identities);
}

static void
on_log (int level, const char *message, size_t size, void *data) {
}

/* The vault's thread is the only one here. */
static void
on_lock (void *data) {
}

ConfabOmemoContext *
confab_omemo_context_new (const ConfabOmemoScope *scope, ConfabOmemoVersion version,
    const ConfabStoreOmemoOwn *own, GError **error) {
  g_autoptr (ConfabOmemoContext) context = g_new0 (ConfabOmemoContext, 1);

  *context = (ConfabOmemoContext){ .scope = scope, .version = version, .own = own };
  if (signal_context_create (&context->signal, context) != SG_SUCCESS ||
      signal_context_set_log_function (context->signal, on_log) != SG_SUCCESS ||
      signal_context_set_locking_functions (context->signal, on_lock, on_lock) != SG_SUCCESS ||
      !confab_omemo_crypto_install (context->signal, scope->random) ||
      signal_protocol_store_context_create (&context->store, context->signal) != SG_SUCCESS) {
    g_set_error_literal (
        error, CONFAB_OMEMO_ERROR, CONFAB_OMEMO_ERROR_FAILED, "The library cannot be set up");
    return NULL;
  }
  set_stores (context);
  return g_steal_pointer (&context);
}

void
confab_omemo_context_free (ConfabOmemoContext *context) {
  if (context == NULL)
    return;
  if (context->store != NULL)
    signal_protocol_store_context_destroy (context->store);
  if (context->signal != NULL)
    signal_context_destroy (context->signal);
  g_clear_error (&context->error);
  g_clear_pointer (&context->record, g_bytes_unref);
  g_clear_pointer (&context->stored, g_bytes_unref);
  g_free (context);
}

void
confab_omemo_context_set (
    ConfabOmemoContext *context, const char *address, guint32 device, GBytes *record) {
  g_clear_pointer (&context->record, g_bytes_unref);
  g_clear_pointer (&context->stored, g_bytes_unref);
  context->address = address;
  context->device = device;
  context->record = record != NULL ? g_bytes_ref (record) : NULL;
  context->judged = NULL;
  context->used_prekey = 0;
}

GBytes *
confab_omemo_context_dup_base (ConfabOmemoContext *context, GBytes *record) {
  gsize size;
  const guint8 *data = g_bytes_get_data (record, &size);
  session_record *session = NULL;
  signal_buffer *base = NULL;
  ec_public_key *key = NULL;

  if (session_record_deserialize (&session, data, size, context->signal) != SG_SUCCESS)
    return NULL;
  if (session_record_get_state (session) != NULL)
    key = session_state_get_alice_base_key (session_record_get_state (session));
  if (key != NULL)
    base = ec_public_key_get_mont (key);
  SIGNAL_UNREF (session);
  return confab_omemo_context_take (base);
}

static signal_protocol_address
get_address (const ConfabOmemoContext *context) {
  return (signal_protocol_address){ context->address, strlen (context->address),
    (int32_t)context->device };
}

int
confab_omemo_context_encrypt (ConfabOmemoContext *context, const guint8 *blob, gsize size,
    GBytes **bytes, gboolean *is_exchange) {
  signal_protocol_address address = get_address (context);
  session_cipher *cipher = NULL;
  ciphertext_message *message = NULL;
  int result = session_cipher_create (&cipher, context->store, &address, context->signal);

  if (result < 0)
    return result;
  session_cipher_set_version (cipher, confab_omemo_context_get_number (context->version));
  result = session_cipher_encrypt (cipher, blob, size, &message);
  if (result >= 0 && context->stored == NULL)
    result = SG_ERR_UNKNOWN;
  if (result >= 0) {
    signal_buffer *serialized = ciphertext_message_get_serialized (message);

    *bytes = g_bytes_new (signal_buffer_data (serialized), signal_buffer_len (serialized));
    *is_exchange = ciphertext_message_get_type (message) == CIPHERTEXT_PREKEY_TYPE;
  }
  SIGNAL_UNREF (message);
  session_cipher_free (cipher);
  return result;
}

static int
decrypt_exchange (ConfabOmemoContext *context, session_cipher *cipher, const guint8 *bytes,
    gsize size, signal_buffer **plain) {
  pre_key_signal_message *message = NULL;
  int result = context->version == CONFAB_OMEMO_TWO
                   ? pre_key_signal_message_deserialize_omemo (
                         &message, bytes, size, context->device, context->signal)
                   : pre_key_signal_message_deserialize (&message, bytes, size, context->signal);

  if (result < 0)
    return SG_ERR_INVALID_PROTO_BUF;
  result = session_cipher_decrypt_pre_key_signal_message (cipher, message, NULL, plain);
  SIGNAL_UNREF (message);
  return result;
}

/* Whether `key` is the ratchet key of a chain that the session at hand knows already. */
static gboolean
is_known_chain (ConfabOmemoContext *context, ec_public_key *key) {
  signal_buffer *mont = ec_public_key_get_mont (key);
  gsize size;
  const guint8 *record = g_bytes_get_data (context->record, &size);
  gboolean is_known = mont != NULL && memmem (record, size, signal_buffer_data (mont),
                                          signal_buffer_len (mont)) != NULL;

  signal_buffer_free (mont);
  return is_known;
}

/* The library says of the chain that it leaves which number its last message had; others read how
 * many there were (Double Ratchet 3.1), and could not open the last one after the next chain. */
static int
mend_count (ConfabOmemoContext *context) {
  gsize size;
  const guint8 *data = g_bytes_get_data (context->record, &size);
  session_record *before = NULL, *after = NULL;
  signal_buffer *mended = NULL;
  int result = session_record_deserialize (&before, data, size, context->signal);

  data = g_bytes_get_data (context->stored, &size);
  if (result >= 0)
    result = session_record_deserialize (&after, data, size, context->signal);
  if (result >= 0) {
    session_state *old = session_record_get_state (before), *new = session_record_get_state (after);

    if (session_state_has_sender_chain (old) &&
        ec_public_key_compare (session_state_get_sender_ratchet_key (old),
            session_state_get_sender_ratchet_key (new)) != 0)
      session_state_set_previous_counter (
          new, ratchet_chain_key_get_index (session_state_get_sender_chain_key (old)));
    result = session_record_serialize (&mended, after);
  }
  SIGNAL_UNREF (before);
  SIGNAL_UNREF (after);
  if (result < 0)
    return result;
  g_bytes_unref (context->stored);
  context->stored = confab_omemo_context_take (mended);
  return SG_SUCCESS;
}

static int
decrypt_message (ConfabOmemoContext *context, session_cipher *cipher, const guint8 *bytes,
    gsize size, signal_buffer **plain) {
  signal_message *message = NULL;
  int result = context->version == CONFAB_OMEMO_TWO
                   ? signal_message_deserialize_omemo (&message, bytes, size, context->signal)
                   : signal_message_deserialize (&message, bytes, size, context->signal);

  if (result < 0)
    return SG_ERR_INVALID_PROTO_BUF;
  result = session_cipher_decrypt_signal_message (cipher, message, NULL, plain);
  if (result >= 0 && context->record != NULL && context->stored != NULL &&
      !is_known_chain (context, signal_message_get_sender_ratchet_key (message))) {
    result = mend_count (context);
    if (result < 0)
      g_clear_pointer (plain, signal_buffer_bzero_free);
  }
  SIGNAL_UNREF (message);
  return result;
}

int
confab_omemo_context_decrypt (ConfabOmemoContext *context, const guint8 *bytes, gsize size,
    gboolean is_exchange, signal_buffer **plain) {
  signal_protocol_address address = get_address (context);
  session_cipher *cipher = NULL;
  int result = session_cipher_create (&cipher, context->store, &address, context->signal);

  *plain = NULL;
  if (result < 0)
    return result;
  session_cipher_set_version (cipher, confab_omemo_context_get_number (context->version));
  result = is_exchange ? decrypt_exchange (context, cipher, bytes, size, plain)
                       : decrypt_message (context, cipher, bytes, size, plain);
  session_cipher_free (cipher);
  if (result >= 0 && context->stored == NULL) {
    g_clear_pointer (plain, signal_buffer_bzero_free);
    result = SG_ERR_UNKNOWN;
  }
  return result;
}

/* ---- a session out of a bundle ---- */

static int
read_keys (ConfabOmemoContext *context, const ConfabXepOmemoBundle *bundle,
    const ConfabXepOmemoPrekey *prekey, ec_public_key *keys[3]) {
  const guint8 *identity = g_bytes_get_data (bundle->identity, NULL);
  int result =
      context->version == CONFAB_OMEMO_TWO
          ? curve_decode_point_ed (&keys[0], identity, CONFAB_OMEMO_KEY_BYTES, context->signal)
          : curve_decode_point_mont (&keys[0], identity, CONFAB_OMEMO_KEY_BYTES, context->signal);

  if (result >= 0)
    result = curve_decode_point_mont (&keys[1], g_bytes_get_data (bundle->signed_key, NULL),
        CONFAB_OMEMO_KEY_BYTES, context->signal);
  if (result >= 0)
    result = curve_decode_point_mont (
        &keys[2], g_bytes_get_data (prekey->key, NULL), CONFAB_OMEMO_KEY_BYTES, context->signal);
  return result;
}

static int
process_bundle (ConfabOmemoContext *context, session_pre_key_bundle *bundle) {
  signal_protocol_address address = get_address (context);
  session_builder *builder = NULL;
  int result = session_builder_create (&builder, context->store, &address, context->signal);

  if (result < 0)
    return result;
  session_builder_set_version (builder, confab_omemo_context_get_number (context->version));
  result = session_builder_process_pre_key_bundle (builder, bundle);
  session_builder_free (builder);
  return result >= 0 && context->stored == NULL ? SG_ERR_UNKNOWN : result;
}

int
confab_omemo_context_begin (
    ConfabOmemoContext *context, const ConfabXepOmemoBundle *bundle, guint nth) {
  const ConfabXepOmemoPrekey *prekey = g_ptr_array_index (bundle->prekeys, nth);
  ec_public_key *keys[3] = { NULL, NULL, NULL };
  session_pre_key_bundle *whole = NULL;
  gsize size;
  const guint8 *signature = g_bytes_get_data (bundle->signature, &size);
  int result = read_keys (context, bundle, prekey, keys);

  if (result >= 0)
    result = session_pre_key_bundle_create (&whole, context->device, (int)context->device,
        prekey->id, keys[2], bundle->signed_id, keys[1], signature, size, keys[0]);
  if (result >= 0)
    result = process_bundle (context, whole);
  SIGNAL_UNREF (whole);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    SIGNAL_UNREF (keys[i]);
  return result;
}

/* The library turns a point of Ed25519 into one of Curve25519 by the map of RFC 7748; its sign
 * goes, so that both forms of one identity are one key here. */
GBytes *
confab_omemo_context_dup_identity (ConfabOmemoVersion version, const guint8 *key) {
  ec_public_key *point = NULL;
  signal_buffer *buffer = NULL;
  g_autoptr (GBytes) identity = NULL;

  if (!confab_omemo_crypto_is_usable (key, version == CONFAB_OMEMO_TWO))
    return NULL;
  if (version != CONFAB_OMEMO_TWO)
    return g_bytes_new (key, CONFAB_OMEMO_KEY_BYTES);
  if (curve_decode_point_ed (&point, key, CONFAB_OMEMO_KEY_BYTES, NULL) < 0)
    return NULL;
  buffer = ec_public_key_get_mont (point);
  SIGNAL_UNREF (point);
  identity = confab_omemo_context_take (buffer);
  if (identity == NULL || !confab_omemo_crypto_is_usable (g_bytes_get_data (identity, NULL), FALSE))
    return NULL;
  return g_steal_pointer (&identity);
}
