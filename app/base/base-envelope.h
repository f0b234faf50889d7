#pragma once

/* What may be written to the wire: the finished bytes of one message. Only the makers named in
 * LAYERS can make one (they include base-envelope-private.h, and a style test sees to it);
 * everybody else carries them. */

#include "base/base-jid.h"

G_BEGIN_DECLS

typedef struct _ConfabEnvelope ConfabEnvelope;

typedef enum {
  CONFAB_ENVELOPE_SEALED = 0, /* only the two people can read it */
  CONFAB_ENVELOPE_PLAIN = 1,  /* servers can read it; made only for the verdict PLAIN_PERMITTED */
} ConfabEnvelopeKind;

ConfabEnvelope *confab_base_envelope_ref (ConfabEnvelope *envelope);
void confab_base_envelope_unref (ConfabEnvelope *envelope);

ConfabEnvelopeKind confab_base_envelope_get_kind (const ConfabEnvelope *envelope);
const char *confab_base_envelope_get_id (const ConfabEnvelope *envelope);
ConfabJid *confab_base_envelope_get_to (const ConfabEnvelope *envelope);
/* The serialized <message/>: the same bytes at every attempt. Borrowed. */
GBytes *confab_base_envelope_get_bytes (const ConfabEnvelope *envelope);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabEnvelope, confab_base_envelope_unref)

G_END_DECLS
