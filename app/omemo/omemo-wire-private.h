#pragma once

/* One <key/> looked at before the library sees it: every part is there once and has its length,
 * every public key can be agreed with, and what it would cost is known. Pure. */

#include "omemo/omemo-context-private.h"

G_BEGIN_DECLS

typedef enum {
  CONFAB_OMEMO_WIRE_BAD = 0,   /* broken, or meant to break something */
  CONFAB_OMEMO_WIRE_NO_PREKEY, /* an exchange without a prekey: XEP-0384 4.2 says to refuse it */
  CONFAB_OMEMO_WIRE_GOOD,
} ConfabOmemoWireVerdict;

typedef struct {
  guint32 prekey;
  guint32 signed_prekey;
  GBytes *identity; /* of an exchange; Curve25519, 32 bytes */
  GBytes *base;     /* of an exchange */
  guint8 ratchet[CONFAB_OMEMO_KEY_BYTES];
  guint32 counter;
} ConfabOmemoWire;

ConfabOmemoWireVerdict confab_omemo_wire_read (ConfabOmemoVersion version, gboolean is_exchange,
    const guint8 *bytes, gsize size, ConfabOmemoWire *wire);
void confab_omemo_wire_clear (ConfabOmemoWire *wire);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ConfabOmemoWire, confab_omemo_wire_clear)

G_END_DECLS
