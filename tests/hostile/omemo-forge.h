#pragma once

/* Takes the protobuf inside a <key/> apart and puts it together with one part changed, for cases
 * that a well-behaved library would never write. */

#include <string.h>

#include "../unit/test-omemo-party.h"
#include "omemo/omemo-context-private.h"
#include "omemo/omemo-crypto.h"
#include "omemo/omemo-trust-private.h"
#include "omemo/omemo-wire-private.h"

#define MAC_BYTES 8

static inline guint64
forge_varint (const guint8 **at, const guint8 *end) {
  guint64 value = 0;

  for (guint shift = 0; *at < end; shift += 7) {
    guint8 byte = *(*at)++;

    value |= (guint64)(byte & 0x7f) << shift;
    if (!(byte & 0x80))
      return value;
  }
  g_assert_not_reached ();
}

static inline void
forge_append_varint (GByteArray *out, guint64 value) {
  do {
    guint8 byte = (guint8)(value & 0x7f) | (value > 0x7f ? 0x80 : 0);

    g_byte_array_append (out, &byte, 1);
    value >>= 7;
  } while (value != 0);
}

typedef struct {
  guint field;
  gboolean is_dropped;
  gboolean is_doubled;
  gboolean is_number;
  guint64 number;
  const guint8 *data;
  gsize size;
} Change;

static inline void
forge_append (GByteArray *out, guint64 tag, const guint8 *data, gsize size) {
  forge_append_varint (out, tag);
  forge_append_varint (out, size);
  g_byte_array_append (out, data, (guint)size);
}

/* One message with one field changed. */
static inline GByteArray *
forge_message (const guint8 *at, gsize size, const Change *change) {
  const guint8 *end = at + size;
  GByteArray *out = g_byte_array_new ();

  while (at < end) {
    const guint8 *begin = at;
    guint64 tag = forge_varint (&at, end);
    guint64 length = forge_varint (&at, end);

    if ((tag & 7) == 2)
      at += length;
    g_assert_true (at <= end);
    if (tag >> 3 != change->field || change->is_doubled)
      g_byte_array_append (out, begin, (guint)(at - begin));
    if (tag >> 3 != change->field || change->is_dropped)
      continue;
    if (change->is_doubled) {
      g_byte_array_append (out, begin, (guint)(at - begin));
    } else if (change->is_number) {
      forge_append_varint (out, tag);
      forge_append_varint (out, change->number);
    } else {
      forge_append (out, tag, change->data, change->size);
    }
  }
  return out;
}

/* The bytes of field `field`, borrowed. */
static inline const guint8 *
forge_find (const guint8 *at, gsize size, guint field, gsize *length) {
  const guint8 *end = at + size;

  while (at < end) {
    guint64 tag = forge_varint (&at, end);
    guint64 value = forge_varint (&at, end);

    if (tag >> 3 == field && (tag & 7) == 2) {
      *length = value;
      return at;
    }
    if ((tag & 7) == 2)
      at += value;
  }
  g_assert_not_reached ();
}

/* Of a message alone: the innermost protobuf changed. */
static inline GBytes *
forge_plain (ConfabOmemoVersion version, const guint8 *bytes, gsize size, const Change *change) {
  g_autoptr (GByteArray) inner = NULL;
  GByteArray *out;

  if (version == CONFAB_OMEMO_TWO) {
    gsize length;
    const guint8 *message = forge_find (bytes, size, 2, &length);
    Change outer = { .field = 2 };

    inner = forge_message (message, length, change);
    outer.data = inner->data;
    outer.size = inner->len;
    return g_byte_array_free_to_bytes (forge_message (bytes, size, &outer));
  }
  out = g_byte_array_new ();
  g_byte_array_append (out, bytes, 1);
  inner = forge_message (bytes + 1, size - 1 - MAC_BYTES, change);
  g_byte_array_append (out, inner->data, inner->len);
  g_byte_array_append (out, bytes + size - MAC_BYTES, MAC_BYTES);
  return g_byte_array_free_to_bytes (out);
}

/* Of an exchange: a field of its own. */
static inline GBytes *
forge_exchange (ConfabOmemoVersion version, const guint8 *bytes, gsize size, const Change *change) {
  gsize skip = version == CONFAB_OMEMO_TWO ? 0 : 1;
  g_autoptr (GByteArray) inner = forge_message (bytes + skip, size - skip, change);
  GByteArray *out = g_byte_array_new ();

  g_byte_array_append (out, bytes, (guint)skip);
  g_byte_array_append (out, inner->data, inner->len);
  return g_byte_array_free_to_bytes (out);
}

/* Of an exchange: a field of the message in it. */
static inline GBytes *
forge_inside (ConfabOmemoVersion version, const guint8 *bytes, gsize size, const Change *change) {
  guint field = version == CONFAB_OMEMO_TWO ? 5 : 4;
  gsize skip = version == CONFAB_OMEMO_TWO ? 0 : 1;
  gsize length;
  const guint8 *message = forge_find (bytes + skip, size - skip, field, &length);
  g_autoptr (GBytes) inner = forge_plain (version, message, length, change);
  Change outer = { .field = field };

  outer.data = g_bytes_get_data (inner, &outer.size);
  return forge_exchange (version, bytes, size, &outer);
}

/* The only key of the only element. */
static inline ConfabXepOmemoKey *
only_key (GPtrArray *elements) {
  ConfabXepOmemoSealed *sealed = g_ptr_array_index (elements, 0);

  g_assert_cmpuint (elements->len, ==, 1);
  g_assert_cmpuint (sealed->keys->len, ==, 1);
  return g_ptr_array_index (sealed->keys, 0);
}

static inline void
replace_key (ConfabXepOmemoKey *key, GBytes *bytes) {
  g_bytes_unref (key->bytes);
  key->bytes = bytes;
}

/* ---- any blob, sealed by the ratchet as it is ---- */

typedef struct {
  const guint8 *blob;
  gsize size;
  GBytes *bytes;
  gboolean is_exchange;
} Blob;

static inline gboolean
run_blob (const ConfabOmemoScope *scope, Call *call, GError **error) {
  Blob *blob = call->in;
  g_autoptr (ConfabStoreOmemoOwn) own = NULL;
  g_autoptr (ConfabOmemoContext) context = NULL;
  g_autoptr (GPtrArray) sessions = NULL;
  g_autoptr (GBytes) record = NULL;
  ConfabStoreOmemoSession *session;

  g_assert_true (confab_store_omemo_get_own (scope->db, scope->account, &own, error));
  context = confab_omemo_context_new (scope, call->version, own, error);
  sessions = confab_store_omemo_list_sessions (
      scope->db, scope->account, (int)call->version, call->address, call->device, error);
  session = g_ptr_array_index (sessions, 0);
  record =
      confab_store_omemo_read_session (scope->db, scope->account, call->address, session, error);
  confab_omemo_context_set (context, call->address, call->device, record);
  g_assert_cmpint (confab_omemo_context_encrypt (
                       context, blob->blob, blob->size, &blob->bytes, &blob->is_exchange),
      >=, 0);
  session->record = g_bytes_ref (context->stored);
  return confab_store_omemo_put_session (scope->db, scope->account, call->address, session, error);
}

static inline void
party_seal_blob (Party *party, Party *to, ConfabOmemoVersion version, Blob *blob) {
  Call call = { .party = party,
    .run = run_blob,
    .address = to->address,
    .device = to->device,
    .version = version,
    .in = blob };

  party_run (&call);
}
