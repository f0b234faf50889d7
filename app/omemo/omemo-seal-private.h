#pragma once

/* Sealing for a list of devices, free of the assumption that one person is written to. */

#include "omemo/omemo-seal.h"
#include "omemo/omemo-sessions-private.h"

G_BEGIN_DECLS

/* All borrowed. Without `text` no device of v0.3 gets a payload, without `content` none of version
 * 2: a key alone. */
typedef struct {
  ConfabJid *to;
  const char *id;
  const char *text;
  const ConfabStanza *content;
  guint outside; /* as in ConfabOmemoBeside */
  const char *replaces;
  gboolean is_passing; /* nobody keeps it: over once it was heard */
} ConfabOmemoLetter;

/* Devices of all those (NULL-terminated), but this one. Returns: (transfer full) owned
 * ConfabOmemoTarget */
GPtrArray *confab_omemo_seal_dup_targets (
    const ConfabOmemoScope *scope, const char *const *addresses, GError **error);
/* As confab_omemo_seal; a failure leaves every ratchet where it was. Returns: (transfer full) */
ConfabEnvelope *confab_omemo_seal_letter (const ConfabOmemoScope *scope,
    const ConfabOmemoLetter *letter, GPtrArray *targets, GError **error);

G_END_DECLS
