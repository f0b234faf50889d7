/* Receipts (XEP-0184) and other words that nobody keeps, sealed: only with version 2, where an
 * envelope can hold them, and only for the person's own devices. One's own other devices need none;
 * two of them that answer the same text at the same moment would begin two sessions with each
 * other. */

#include "omemo/omemo-seal-private.h"

#include "xep/xep-sce.h"

#define ID_BYTES 16

static gboolean
is_two (const ConfabOmemoTarget *target) {
  return target->session->version == CONFAB_OMEMO_TWO;
}

ConfabEnvelope *
confab_omemo_seal_receipt (
    const ConfabOmemoScope *scope, const char *address, const char *id, GError **error) {
  g_autoptr (ConfabStanza) content = confab_xep_sce_receipt_new (id);

  return confab_omemo_seal_word (scope, address, content, error);
}

ConfabEnvelope *
confab_omemo_seal_word (const ConfabOmemoScope *scope, const char *address,
    const ConfabStanza *content, GError **error) {
  const char *theirs[] = { address, NULL };
  g_autoptr (GPtrArray) targets = confab_omemo_seal_dup_targets (scope, theirs, error);
  g_autoptr (ConfabJid) to = confab_base_jid_new (address, NULL);
  g_autofree char *own_id = confab_base_random_dup_id (scope->random, ID_BYTES);
  ConfabOmemoLetter letter = { .to = to, .id = own_id, .content = content, .is_passing = TRUE };

  if (targets == NULL)
    return NULL;
  for (guint i = targets->len; i > 0; i--)
    if (!is_two (g_ptr_array_index (targets, i - 1)))
      g_ptr_array_remove_index (targets, i - 1);
  if (to == NULL || targets->len == 0) {
    g_set_error_literal (error, CONFAB_OMEMO_ERROR, CONFAB_OMEMO_ERROR_NO_KEYS,
        "No device of theirs reads what is sealed so");
    return NULL;
  }
  return confab_omemo_seal_letter (scope, &letter, targets, error);
}

gboolean
confab_omemo_receipts_may_be_plain (
    const ConfabOmemoScope *scope, const char *address, gboolean *may, GError **error) {
  const char *theirs[] = { address, NULL };
  g_autoptr (GPtrArray) targets = confab_omemo_seal_dup_targets (scope, theirs, error);

  *may = FALSE;
  for (guint i = 0; targets != NULL && i < targets->len; i++)
    *may = *may || !is_two (g_ptr_array_index (targets, i));
  return targets != NULL;
}
