#pragma once

/* libomemo-c with our provider and nothing else: one device whose sessions and prekeys are in
 * memory. What benchmarks compare with, and what fuzz targets and the search for leftovers use. */

#include <omemo/key_helper.h>
#include <omemo/protocol.h>
#include <omemo/session_builder.h>
#include <omemo/session_cipher.h>
#include <omemo/signal_protocol.h>
#include <string.h>

#include "omemo/omemo-crypto.h"

typedef struct {
  signal_context *signal;
  signal_protocol_store_context *store;
  ratchet_identity_key_pair *identity;
  session_signed_pre_key *signed_key;
  session_pre_key *prekeys[20];
  guint32 device;
  guint32 version;      /* the library's: 3 or 4 */
  GHashTable *sessions; /* device -> GBytes, wiped when it goes */
} Bare;

static inline void
bare_bytes_free (gpointer data) {
  gsize size = GPOINTER_TO_SIZE (((gpointer *)data)[0]);

  explicit_bzero (data, sizeof (gpointer) + size);
  g_free (data);
}

/* A length and the bytes after it, in one block. */
static inline gpointer
bare_bytes_new (const guint8 *bytes, gsize size) {
  gpointer *block = g_malloc (sizeof (gpointer) + size);

  block[0] = GSIZE_TO_POINTER (size);
  memcpy (block + 1, bytes, size);
  return block;
}

static inline signal_buffer *
bare_buffer (gconstpointer block) {
  return signal_buffer_create (
      (const guint8 *)((gpointer *)block + 1), GPOINTER_TO_SIZE (*(gpointer *)block));
}

static inline int
bare_load (signal_buffer **record, signal_buffer **user_record,
    const signal_protocol_address *address, void *data) {
  Bare *bare = data;
  gpointer block = g_hash_table_lookup (bare->sessions, GINT_TO_POINTER (address->device_id));

  *user_record = NULL;
  if (block == NULL)
    return 0;
  *record = bare_buffer (block);
  return 1;
}

static inline int
bare_devices (signal_int_list **sessions, const char *name, size_t size, void *data) {
  *sessions = signal_int_list_alloc ();
  return 0;
}

static inline int
bare_store (const signal_protocol_address *address, uint8_t *record, size_t size,
    uint8_t *user_record, size_t user_size, void *data) {
  Bare *bare = data;

  g_hash_table_insert (
      bare->sessions, GINT_TO_POINTER (address->device_id), bare_bytes_new (record, size));
  return 0;
}

static inline int
bare_contains (const signal_protocol_address *address, void *data) {
  return g_hash_table_contains (((Bare *)data)->sessions, GINT_TO_POINTER (address->device_id));
}

static inline int
bare_delete (const signal_protocol_address *address, void *data) {
  return SG_ERR_INVAL;
}

static inline int
bare_delete_all (const char *name, size_t size, void *data) {
  return SG_ERR_INVAL;
}

static inline int
bare_prekey_load (signal_buffer **record, uint32_t id, void *data) {
  Bare *bare = data;

  if (id == 0 || id > G_N_ELEMENTS (bare->prekeys))
    return SG_ERR_INVALID_KEY_ID;
  return session_pre_key_serialize (record, bare->prekeys[id - 1]);
}

static inline int
bare_key_store (uint32_t id, uint8_t *record, size_t size, void *data) {
  return 0;
}

static inline int
bare_prekey_contains (uint32_t id, void *data) {
  return id > 0 && id <= G_N_ELEMENTS (((Bare *)data)->prekeys);
}

static inline int
bare_key_remove (uint32_t id, void *data) {
  return 0;
}

static inline int
bare_signed_load (signal_buffer **record, uint32_t id, void *data) {
  return id == 1 ? session_signed_pre_key_serialize (record, ((Bare *)data)->signed_key)
                 : SG_ERR_INVALID_KEY_ID;
}

static inline int
bare_signed_contains (uint32_t id, void *data) {
  return id == 1;
}

static inline int
bare_pair (signal_buffer **public_data, signal_buffer **private_data, void *data) {
  Bare *bare = data;

  ec_public_key_serialize (public_data, ratchet_identity_key_pair_get_public (bare->identity));
  return ec_private_key_serialize (
      private_data, ratchet_identity_key_pair_get_private (bare->identity));
}

static inline int
bare_number (void *data, uint32_t *number) {
  *number = ((Bare *)data)->device;
  return 0;
}

static inline int
bare_save (const signal_protocol_address *address, uint8_t *key, size_t size, void *data) {
  return 0;
}

static inline int
bare_trusted (const signal_protocol_address *address, uint8_t *key, size_t size, void *data) {
  return 1;
}

static inline void
bare_log (int level, const char *message, size_t size, void *data) {
}

static inline void
bare_lock (void *data) {
}

static inline void
bare_make_keys (Bare *bare) {
  signal_protocol_key_helper_pre_key_list_node *list = NULL, *node;
  guint n = 0;

  g_assert_cmpint (
      signal_protocol_key_helper_generate_identity_key_pair (&bare->identity, bare->signal), ==, 0);
  g_assert_cmpint (signal_protocol_key_helper_generate_signed_pre_key (
                       &bare->signed_key, bare->identity, 1, 1, bare->signal),
      ==, 0);
  g_assert_cmpint (signal_protocol_key_helper_generate_pre_keys (
                       &list, 1, G_N_ELEMENTS (bare->prekeys), bare->signal),
      ==, 0);
  for (node = list; node != NULL; node = signal_protocol_key_helper_key_list_next (node)) {
    bare->prekeys[n] = signal_protocol_key_helper_key_list_element (node);
    SIGNAL_REF (bare->prekeys[n]);
    n++;
  }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (bare->prekeys));
  signal_protocol_key_helper_key_list_free (list);
}

static inline Bare *
bare_new (guint32 device, guint32 version, const ConfabRandom *random) {
  Bare *bare = g_new0 (Bare, 1);
  signal_protocol_session_store sessions = { bare_load, bare_devices, bare_store, bare_contains,
    bare_delete, bare_delete_all, NULL, bare };
  signal_protocol_pre_key_store prekeys = { bare_prekey_load, bare_key_store, bare_prekey_contains,
    bare_key_remove, NULL, bare };
  signal_protocol_signed_pre_key_store signed_keys = { bare_signed_load, bare_key_store,
    bare_signed_contains, bare_key_remove, NULL, bare };
  signal_protocol_identity_key_store identities = { bare_pair, bare_number, bare_save, bare_trusted,
    NULL, bare };

  bare->device = device;
  bare->version = version;
  bare->sessions = g_hash_table_new_full (NULL, NULL, NULL, bare_bytes_free);
  g_assert_cmpint (signal_context_create (&bare->signal, bare), ==, 0);
  signal_context_set_log_function (bare->signal, bare_log);
  signal_context_set_locking_functions (bare->signal, bare_lock, bare_lock);
  g_assert_true (confab_omemo_crypto_install (bare->signal, random));
  g_assert_cmpint (signal_protocol_store_context_create (&bare->store, bare->signal), ==, 0);
  signal_protocol_store_context_set_session_store (bare->store, &sessions);
  signal_protocol_store_context_set_pre_key_store (bare->store, &prekeys);
  signal_protocol_store_context_set_signed_pre_key_store (bare->store, &signed_keys);
  signal_protocol_store_context_set_identity_key_store (bare->store, &identities);
  bare_make_keys (bare);
  return bare;
}

static inline void
bare_free (Bare *bare) {
  for (guint i = 0; i < G_N_ELEMENTS (bare->prekeys); i++)
    SIGNAL_UNREF (bare->prekeys[i]);
  SIGNAL_UNREF (bare->signed_key);
  SIGNAL_UNREF (bare->identity);
  g_hash_table_unref (bare->sessions);
  signal_protocol_store_context_destroy (bare->store);
  signal_context_destroy (bare->signal);
  g_free (bare);
}

/* A session to `other`, with its prekey `id`. */
static inline int
bare_begin (Bare *bare, Bare *other, guint32 id) {
  signal_protocol_address address = { "a", 1, (int32_t)other->device };
  gboolean is_two = other->version == 4;
  const uint8_t *signature = is_two ? session_signed_pre_key_get_signature_omemo (other->signed_key)
                                    : session_signed_pre_key_get_signature (other->signed_key);
  session_pre_key_bundle *bundle = NULL;
  session_builder *builder = NULL;
  int result = session_pre_key_bundle_create (&bundle, other->device, (int)other->device, id,
      ec_key_pair_get_public (session_pre_key_get_key_pair (other->prekeys[id - 1])), 1,
      ec_key_pair_get_public (session_signed_pre_key_get_key_pair (other->signed_key)), signature,
      CURVE_SIGNATURE_LEN, ratchet_identity_key_pair_get_public (other->identity));

  g_assert_cmpint (result, ==, 0);
  g_assert_cmpint (session_builder_create (&builder, bare->store, &address, bare->signal), ==, 0);
  session_builder_set_version (builder, bare->version);
  result = session_builder_process_pre_key_bundle (builder, bundle);
  session_builder_free (builder);
  SIGNAL_UNREF (bundle);
  return result;
}

/* `bytes`: to be freed with g_free. */
static inline int
bare_encrypt (Bare *bare, guint32 device, const guint8 *blob, gsize size, guint8 **bytes,
    gsize *length, gboolean *is_exchange) {
  signal_protocol_address address = { "a", 1, (int32_t)device };
  ciphertext_message *message = NULL;
  session_cipher *cipher = NULL;
  int result = session_cipher_create (&cipher, bare->store, &address, bare->signal);

  session_cipher_set_version (cipher, bare->version);
  if (result >= 0)
    result = session_cipher_encrypt (cipher, blob, size, &message);
  if (result >= 0) {
    signal_buffer *serialized = ciphertext_message_get_serialized (message);

    *length = signal_buffer_len (serialized);
    *bytes = g_memdup2 (signal_buffer_data (serialized), *length);
    *is_exchange = ciphertext_message_get_type (message) == CIPHERTEXT_PREKEY_TYPE;
  }
  SIGNAL_UNREF (message);
  session_cipher_free (cipher);
  return result;
}

/* `plain`: to be freed with signal_buffer_bzero_free. */
static inline int
bare_decrypt (Bare *bare, guint32 device, const guint8 *bytes, gsize length, gboolean is_exchange,
    signal_buffer **plain) {
  signal_protocol_address address = { "a", 1, (int32_t)device };
  pre_key_signal_message *exchange = NULL;
  signal_message *message = NULL;
  session_cipher *cipher = NULL;
  gboolean is_two = bare->version == 4;
  int result = session_cipher_create (&cipher, bare->store, &address, bare->signal);

  session_cipher_set_version (cipher, bare->version);
  if (is_exchange) {
    result = is_two ? pre_key_signal_message_deserialize_omemo (
                          &exchange, bytes, length, device, bare->signal)
                    : pre_key_signal_message_deserialize (&exchange, bytes, length, bare->signal);
    if (result >= 0)
      result = session_cipher_decrypt_pre_key_signal_message (cipher, exchange, NULL, plain);
  } else {
    result = is_two ? signal_message_deserialize_omemo (&message, bytes, length, bare->signal)
                    : signal_message_deserialize (&message, bytes, length, bare->signal);
    if (result >= 0)
      result = session_cipher_decrypt_signal_message (cipher, message, NULL, plain);
  }
  SIGNAL_UNREF (exchange);
  SIGNAL_UNREF (message);
  session_cipher_free (cipher);
  return result;
}
