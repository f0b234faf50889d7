#pragma once

/* For the makers named in LAYERS only. */

#include "base/base-envelope.h"

G_BEGIN_DECLS

/* `bytes` is one whole serialized <message/> to `to` with id `id`. Returns: (transfer full) */
ConfabEnvelope *
confab_base_envelope_new (ConfabEnvelopeKind kind, ConfabJid *to, const char *id, GBytes *bytes);

G_END_DECLS
