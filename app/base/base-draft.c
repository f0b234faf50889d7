/* What a person wrote, checked once for what any message must fulfil: not empty, bounded, and made
 * of characters that XML can carry.
 *
 * Knows nothing of how it may leave; there is no way from here to bytes for the wire. */

#include "base/base-draft.h"

#include <string.h>

#include "base/base-text.h"

#define MAX_ID_BYTES 128

struct _ConfabDraft {
  gatomicrefcount ref_count;
  ConfabJid *to;
  char *id;
  char *text;
};

static gboolean
is_blank (const char *text) {
  for (; *text != '\0'; text = g_utf8_next_char (text)) {
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;
  }
  return TRUE;
}

ConfabDraft *
confab_base_draft_new (ConfabJid *to, const char *id, const char *text) {
  ConfabDraft *draft;

  g_return_val_if_fail (to != NULL, NULL);
  g_return_val_if_fail (id != NULL && *id != '\0' && strlen (id) <= MAX_ID_BYTES, NULL);

  if (text == NULL || strnlen (text, CONFAB_BASE_DRAFT_MAX_BYTES + 1) > CONFAB_BASE_DRAFT_MAX_BYTES)
    return NULL;
  if (!confab_base_text_is_xml (text) || is_blank (text))
    return NULL;

  draft = g_new0 (ConfabDraft, 1);
  g_atomic_ref_count_init (&draft->ref_count);
  draft->to = confab_base_jid_dup_bare (to);
  draft->id = g_strdup (id);
  draft->text = g_strdup (text);
  return draft;
}

ConfabDraft *
confab_base_draft_ref (ConfabDraft *draft) {
  g_return_val_if_fail (draft != NULL, NULL);

  g_atomic_ref_count_inc (&draft->ref_count);
  return draft;
}

void
confab_base_draft_unref (ConfabDraft *draft) {
  g_return_if_fail (draft != NULL);

  if (!g_atomic_ref_count_dec (&draft->ref_count))
    return;
  confab_base_jid_unref (draft->to);
  g_free (draft->id);
  g_free (draft->text);
  g_free (draft);
}

ConfabJid *
confab_base_draft_get_to (const ConfabDraft *draft) {
  g_return_val_if_fail (draft != NULL, NULL);

  return draft->to;
}

const char *
confab_base_draft_get_id (const ConfabDraft *draft) {
  g_return_val_if_fail (draft != NULL, NULL);

  return draft->id;
}

const char *
confab_base_draft_get_text (const ConfabDraft *draft) {
  g_return_val_if_fail (draft != NULL, NULL);

  return draft->text;
}
