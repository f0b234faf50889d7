#pragma once

/* The maker of plain envelopes, one of the two that LAYERS names. */

#include "base/base-draft.h"
#include "base/base-envelope.h"
#include "safety/safety-judges.h"

G_BEGIN_DECLS

/* The draft as a message that servers can read, with what is `beside` it (CONFAB_XEP_BESIDE_ bits).
 * NULL for every verdict but PLAIN_PERMITTED. Thread-safe. Returns: (transfer full) (nullable) */
ConfabEnvelope *
confab_messaging_plain_new (ConfabSendVerdict verdict, const ConfabDraft *draft, guint beside);

/* The same of a text that replaces that of the message `id`. */
ConfabEnvelope *confab_messaging_plain_correct (
    ConfabSendVerdict verdict, const ConfabDraft *draft, guint beside, const char *id);

/* In place of a text: the message `id` is taken back. As above. */
ConfabEnvelope *confab_messaging_plain_retract (
    ConfabSendVerdict verdict, const ConfabDraft *draft, const char *id);

/* The same again from the bytes that were kept with the outbox row, for another attempt. As above,
 * NULL for every verdict but PLAIN_PERMITTED. */
ConfabEnvelope *
confab_messaging_plain_again (ConfabSendVerdict verdict, const ConfabDraft *draft, GBytes *bytes);

G_END_DECLS
