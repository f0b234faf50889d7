/* The protobufs inside a <key/>, read with bounds before the library reads them: of v0.3 a
 * SignalMessage or PreKeySignalMessage with a version byte (and the first with 8 bytes of MAC), of
 * version 2 an OMEMOAuthenticatedMessage or OMEMOKeyExchange (XEP-0384 section 12). Refuses what is
 * double, missing, of a wrong length, or no key to agree with. */

#include "omemo/omemo-wire-private.h"

#include <string.h>

#include "omemo/omemo-crypto.h"

#define MAX_FIELDS 16
#define MAX_NUMBER 7 /* of a field that is looked at */
#define OLD_VERSION_BYTE 0x33
#define OLD_MAC_BYTES 8
#define TWO_MAC_BYTES 16
#define BLOCK_BYTES 16
#define MAX_CIPHER_BYTES 512
#define MAX_PREKEY 0xFFFFFE

/* A run of bytes inside another; NULL: absent. */
typedef struct {
  const guint8 *data;
  gsize size;
} Span;

typedef struct {
  gboolean has;
  guint64 number; /* of a varint */
  Span span;      /* of bytes; data NULL otherwise */
} Field;

static gboolean
take_varint (Span *rest, guint64 *value) {
  *value = 0;
  for (guint shift = 0; shift < 64 && rest->size > 0; shift += 7) {
    guint8 byte = *rest->data;

    rest->data++;
    rest->size--;
    *value |= (guint64)(byte & 0x7f) << shift;
    if (!(byte & 0x80))
      return TRUE;
  }
  return FALSE;
}

static gboolean
take_bytes (Span *rest, guint64 size, Span *bytes) {
  if (size > rest->size)
    return FALSE;
  *bytes = (Span){ rest->data, (gsize)size };
  rest->data += size;
  rest->size -= (gsize)size;
  return TRUE;
}

static gboolean
take_value (Span *rest, guint wire_type, Field *field) {
  guint64 size;

  switch (wire_type) {
  case 0:
    return take_varint (rest, &field->number);
  case 1:
    return take_bytes (rest, 8, &field->span);
  case 2:
    return take_varint (rest, &size) && take_bytes (rest, size, &field->span);
  case 5:
    return take_bytes (rest, 4, &field->span);
  default:
    return FALSE;
  }
}

/* Fields 1 to MAX_NUMBER by their number; others are skipped. */
static gboolean
read_fields (Span message, Field fields[MAX_NUMBER + 1]) {
  memset (fields, 0, sizeof (Field) * (MAX_NUMBER + 1));
  for (guint n = 0; message.size > 0; n++) {
    guint64 tag;
    Field field = { .has = TRUE };

    if (n >= MAX_FIELDS || !take_varint (&message, &tag) || tag >> 3 == 0 || tag > G_MAXUINT32 ||
        !take_value (&message, tag & 7, &field))
      return FALSE;
    if (tag >> 3 > MAX_NUMBER)
      continue;
    if (fields[tag >> 3].has || (tag & 7) == 1 || (tag & 7) == 5)
      return FALSE;
    fields[tag >> 3] = field;
  }
  return TRUE;
}

static gboolean
is_number (const Field *field) {
  return field->has && field->span.data == NULL && field->number <= G_MAXUINT32;
}

static gboolean
is_bytes (const Field *field, gsize size) {
  return field->has && field->span.data != NULL && field->span.size == size;
}

static gboolean
is_cipher (const Field *field) {
  return field->has && field->span.data != NULL && field->span.size > 0 &&
         field->span.size <= MAX_CIPHER_BYTES && field->span.size % BLOCK_BYTES == 0;
}

/* A public key of v0.3, 33 bytes, or of version 2, 32; NULL if it has another form. */
static const guint8 *
get_key (ConfabOmemoVersion version, const Field *field) {
  if (version == CONFAB_OMEMO_TWO)
    return is_bytes (field, CONFAB_OMEMO_KEY_BYTES) ? field->span.data : NULL;
  if (!is_bytes (field, CONFAB_OMEMO_KEY_BYTES + 1) ||
      field->span.data[0] != CONFAB_OMEMO_TYPE_BYTE)
    return NULL;
  return field->span.data + 1;
}

static gboolean
take_ratchet (
    ConfabOmemoVersion version, const Field *key, const Field *counter, ConfabOmemoWire *wire) {
  const guint8 *ratchet = get_key (version, key);

  if (ratchet == NULL || !is_number (counter) || !confab_omemo_crypto_is_usable (ratchet, FALSE))
    return FALSE;
  memcpy (wire->ratchet, ratchet, CONFAB_OMEMO_KEY_BYTES);
  wire->counter = (guint32)counter->number;
  return TRUE;
}

/* version byte, { 1 ratchet key, 2 counter, 3 previous counter, 4 ciphertext }, MAC */
static gboolean
read_old_message (Span bytes, ConfabOmemoWire *wire) {
  Field fields[MAX_NUMBER + 1];

  if (bytes.size <= 1 + OLD_MAC_BYTES || bytes.data[0] != OLD_VERSION_BYTE)
    return FALSE;
  return read_fields ((Span){ bytes.data + 1, bytes.size - 1 - OLD_MAC_BYTES }, fields) &&
         take_ratchet (CONFAB_OMEMO_OLD, &fields[1], &fields[2], wire) &&
         (!fields[3].has || is_number (&fields[3])) && is_cipher (&fields[4]);
}

/* { 1 mac, 2 { 1 n, 2 pn, 3 dh_pub, 4 ciphertext } } */
static gboolean
read_two_message (Span bytes, ConfabOmemoWire *wire) {
  Field outer[MAX_NUMBER + 1];
  Field fields[MAX_NUMBER + 1];

  if (!read_fields (bytes, outer) || !is_bytes (&outer[1], TWO_MAC_BYTES) || !outer[2].has ||
      outer[2].span.data == NULL)
    return FALSE;
  return read_fields (outer[2].span, fields) &&
         take_ratchet (CONFAB_OMEMO_TWO, &fields[3], &fields[1], wire) && is_number (&fields[2]) &&
         is_cipher (&fields[4]);
}

static gboolean
read_message (ConfabOmemoVersion version, Span bytes, ConfabOmemoWire *wire) {
  return version == CONFAB_OMEMO_TWO ? read_two_message (bytes, wire)
                                     : read_old_message (bytes, wire);
}

static gboolean
take_exchange (ConfabOmemoVersion version, const Field *prekey, const Field *signed_prekey,
    const Field *identity, const Field *base, ConfabOmemoWire *wire) {
  const guint8 *identity_key = get_key (version, identity);
  const guint8 *base_key = get_key (version, base);

  if (!is_number (prekey) || prekey->number == 0 || prekey->number > MAX_PREKEY ||
      !is_number (signed_prekey) || identity_key == NULL || base_key == NULL ||
      !confab_omemo_crypto_is_usable (base_key, FALSE))
    return FALSE;
  wire->prekey = (guint32)prekey->number;
  wire->signed_prekey = (guint32)signed_prekey->number;
  wire->base = g_bytes_new (base_key, CONFAB_OMEMO_KEY_BYTES);
  wire->identity = confab_omemo_context_dup_identity (version, identity_key);
  return wire->identity != NULL;
}

/* v0.3: version byte, { 1 prekey, 2 base, 3 identity, 4 message, 5 registration, 6 signed prekey }.
 * 2: { 1 pk_id, 2 spk_id, 3 ik, 4 ek, 5 message } */
static ConfabOmemoWireVerdict
read_exchange (ConfabOmemoVersion version, Span bytes, ConfabOmemoWire *wire) {
  gboolean is_two = version == CONFAB_OMEMO_TWO;
  Field fields[MAX_NUMBER + 1];
  const Field *message = is_two ? &fields[5] : &fields[4];
  const Field *signed_prekey = is_two ? &fields[2] : &fields[6];
  const Field *base = is_two ? &fields[4] : &fields[2];

  if (!is_two) {
    if (bytes.size <= 1 || bytes.data[0] != OLD_VERSION_BYTE)
      return CONFAB_OMEMO_WIRE_BAD;
    bytes = (Span){ bytes.data + 1, bytes.size - 1 };
  }
  if (!read_fields (bytes, fields))
    return CONFAB_OMEMO_WIRE_BAD;
  if (!fields[1].has)
    return CONFAB_OMEMO_WIRE_NO_PREKEY;
  if (!take_exchange (version, &fields[1], signed_prekey, &fields[3], base, wire) ||
      !message->has || message->span.data == NULL || !read_message (version, message->span, wire))
    return CONFAB_OMEMO_WIRE_BAD;
  return CONFAB_OMEMO_WIRE_GOOD;
}

ConfabOmemoWireVerdict
confab_omemo_wire_read (ConfabOmemoVersion version, gboolean is_exchange, const guint8 *bytes,
    gsize size, ConfabOmemoWire *wire) {
  Span span = { bytes, size };

  *wire = (ConfabOmemoWire){ 0 };
  if (bytes == NULL || size == 0 || size > CONFAB_XEP_OMEMO_MAX_KEY)
    return CONFAB_OMEMO_WIRE_BAD;
  if (is_exchange)
    return read_exchange (version, span, wire);
  return read_message (version, span, wire) ? CONFAB_OMEMO_WIRE_GOOD : CONFAB_OMEMO_WIRE_BAD;
}

void
confab_omemo_wire_clear (ConfabOmemoWire *wire) {
  g_clear_pointer (&wire->identity, g_bytes_unref);
  g_clear_pointer (&wire->base, g_bytes_unref);
}
