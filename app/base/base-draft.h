#pragma once

/* What a person wrote, before anybody decided how it may leave. It can be shown and stored, never
 * sent. */

#include "base/base-jid.h"

G_BEGIN_DECLS

#define CONFAB_BASE_DRAFT_MAX_BYTES 10000 /* of UTF-8 text in one message */

typedef struct _ConfabDraft ConfabDraft;

/* `id` becomes message id and origin-id (128 random bits as hex). `to` is made bare. NULL if the
 * text is empty after trimming, is not UTF-8, holds characters that XML forbids, or is longer than
 * MAX_BYTES. Returns: (transfer full) (nullable) */
ConfabDraft *confab_base_draft_new (ConfabJid *to, const char *id, const char *text);
ConfabDraft *confab_base_draft_ref (ConfabDraft *draft);
void confab_base_draft_unref (ConfabDraft *draft);

ConfabJid *confab_base_draft_get_to (const ConfabDraft *draft);
const char *confab_base_draft_get_id (const ConfabDraft *draft);
const char *confab_base_draft_get_text (const ConfabDraft *draft);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabDraft, confab_base_draft_unref)

G_END_DECLS
