/* Makes an envelope that only the chosen devices can open. It refuses for every verdict but SEAL:
 * the refusal stands here, beside the constructor. One payload key serves one plaintext; each
 * ratchet moves on in the job's transaction, or the whole is taken back. Nothing but what was
 * sealed is said outside. */

#include "omemo/omemo-seal.h"

#include <openssl/crypto.h>
#include <string.h>

#include "base/base-envelope-private.h"
#include "omemo/omemo-context-private.h"
#include "omemo/omemo-crypto.h"
#include "omemo/omemo-seal-private.h"
#include "omemo/omemo-sessions-private.h"
#include "xep/xep-correct.h"
#include "xep/xep-message.h"
#include "xep/xep-sce.h"

#define EMPTY_TWO 32 /* XEP-0384 5.5.3: an empty message seals that many zeros */
#define ID_BYTES 16

/* What is being put together: one element and one payload key for each version. */
typedef struct {
  const ConfabOmemoScope *scope;
  const ConfabStoreOmemoOwn *own;
  ConfabOmemoContext *contexts[CONFAB_OMEMO_TWO + 1];
  ConfabXepOmemoSealed *sealed[CONFAB_OMEMO_TWO + 1];
  guint8 blobs[CONFAB_OMEMO_TWO + 1][CONFAB_OMEMO_TWO_KEY];
  gsize blob_bytes[CONFAB_OMEMO_TWO + 1];
} Work;

static void
work_clear (Work *work) {
  for (guint i = 0; i <= CONFAB_OMEMO_TWO; i++) {
    g_clear_pointer (&work->contexts[i], confab_omemo_context_free);
    g_clear_pointer (&work->sealed[i], confab_xep_omemo_sealed_unref);
  }
  OPENSSL_cleanse (work->blobs, sizeof work->blobs);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static gboolean
fail (GError **error, ConfabOmemoError code, const char *what) {
  g_set_error_literal (error, CONFAB_OMEMO_ERROR, (int)code, what);
  return FALSE;
}

/* ---- payloads ---- */

static gboolean
seal_payload_old (Work *work, const char *text) {
  ConfabXepOmemoSealed *sealed = work->sealed[CONFAB_OMEMO_OLD];
  guint8 iv[CONFAB_OMEMO_OLD_IV];
  g_autoptr (GBytes) payload = NULL;

  /* A key alone is sealed over nothing, so that its tag is a tag all the same (v0.3 4.6). */
  if (!confab_omemo_crypto_seal_old (work->scope->random, (const guint8 *)(text ? text : ""),
          text ? strlen (text) : 0, work->blobs[CONFAB_OMEMO_OLD], iv, &payload))
    return FALSE;
  work->blob_bytes[CONFAB_OMEMO_OLD] = CONFAB_OMEMO_OLD_KEY;
  sealed->iv = g_bytes_new (iv, sizeof iv);
  if (text != NULL)
    sealed->payload = g_steal_pointer (&payload);
  return TRUE;
}

static gboolean
seal_payload_two (Work *work, const char *to, const ConfabStanza *content) {
  ConfabXepOmemoSealed *sealed = work->sealed[CONFAB_OMEMO_TWO];
  g_autoptr (GBytes) envelope = NULL;
  const guint8 *data;
  gsize size;

  if (content == NULL) {
    memset (work->blobs[CONFAB_OMEMO_TWO], 0, EMPTY_TWO);
    work->blob_bytes[CONFAB_OMEMO_TWO] = EMPTY_TWO;
    return TRUE;
  }
  envelope =
      confab_xep_sce_new (content, work->scope->own, to, work->scope->now_us, work->scope->random);
  data = g_bytes_get_data (envelope, &size);
  work->blob_bytes[CONFAB_OMEMO_TWO] = CONFAB_OMEMO_TWO_KEY;
  return confab_omemo_crypto_seal_two (
      work->scope->random, data, size, work->blobs[CONFAB_OMEMO_TWO], &sealed->payload);
}

/* ---- one device ---- */

static gboolean
prepare (Work *work, ConfabOmemoVersion version, GError **error) {
  if (work->contexts[version] != NULL)
    return TRUE;
  work->sealed[version] = confab_xep_omemo_sealed_alloc (version, work->own->device);
  work->contexts[version] = confab_omemo_context_new (work->scope, version, work->own, error);
  return work->contexts[version] != NULL;
}

static gboolean
keep_step (ConfabOmemoContext *context, const ConfabOmemoTarget *target, GError **error) {
  ConfabStoreOmemoSession session = *target->session;

  session.record = context->stored;
  return confab_store_omemo_put_session (
      context->scope->db, context->scope->account, target->address, &session, error);
}

static gboolean
seal_for (Work *work, const ConfabOmemoTarget *target, GError **error) {
  static const guint8 nothing[EMPTY_TWO] = { 0 };
  ConfabOmemoVersion version = (ConfabOmemoVersion)target->session->version;
  ConfabOmemoContext *context = work->contexts[version];
  const guint8 *blob = target->is_blank ? nothing : work->blobs[version];
  gsize blob_bytes = target->is_blank ? EMPTY_TWO : work->blob_bytes[version];
  g_autoptr (GBytes) record = confab_store_omemo_read_session (
      work->scope->db, work->scope->account, target->address, target->session, error);
  g_autoptr (GBytes) bytes = NULL;
  gboolean is_exchange;
  int result;

  if (record == NULL)
    return FALSE;
  confab_omemo_context_set (context, target->address, target->device, record);
  result = confab_omemo_context_encrypt (context, blob, blob_bytes, &bytes, &is_exchange);
  if (context->error != NULL) {
    g_propagate_error (error, g_steal_pointer (&context->error));
    return FALSE;
  }
  if (result < 0)
    return fail (error, CONFAB_OMEMO_ERROR_FAILED, "The library cannot seal for a device");
  confab_xep_omemo_sealed_add (work->sealed[version],
      version == CONFAB_OMEMO_TWO ? target->address : NULL, target->device, is_exchange, bytes);
  return keep_step (context, target, error);
}

static gboolean
seal_all (Work *work, const char *to, const char *text, const ConfabStanza *content,
    GPtrArray *targets, GError **error) {
  for (guint i = 0; i < targets->len; i++) {
    const ConfabOmemoTarget *target = g_ptr_array_index (targets, i);

    if (!prepare (work, (ConfabOmemoVersion)target->session->version, error))
      return FALSE;
  }
  if ((work->sealed[CONFAB_OMEMO_OLD] != NULL && !seal_payload_old (work, text)) ||
      (work->sealed[CONFAB_OMEMO_TWO] != NULL && !seal_payload_two (work, to, content)))
    return fail (error, CONFAB_OMEMO_ERROR_FAILED, "The payload cannot be sealed");
  for (guint i = 0; i < targets->len; i++)
    if (!seal_for (work, g_ptr_array_index (targets, i), error))
      return FALSE;
  return TRUE;
}

/* ---- the whole ---- */

static ConfabEnvelope *
build (Work *work, const ConfabOmemoLetter *letter) {
  g_autoptr (GPtrArray) elements =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_xep_omemo_sealed_unref);
  g_autoptr (ConfabStanza) message = NULL;
  g_autoptr (GBytes) bytes = NULL;
  ConfabXepOmemoManner manner =
      letter->is_passing ? CONFAB_XEP_OMEMO_PASSING : CONFAB_XEP_OMEMO_KEPT;

  /* Other programs of v0.3 look for the wish outside; version 2 has it inside. */
  if (letter->text != NULL && work->sealed[CONFAB_OMEMO_OLD] != NULL)
    manner = CONFAB_XEP_OMEMO_ASKING;
  for (guint i = CONFAB_OMEMO_TWO; i >= CONFAB_OMEMO_OLD; i--)
    if (work->sealed[i] != NULL)
      g_ptr_array_add (elements, confab_xep_omemo_sealed_ref (work->sealed[i]));
  message = confab_xep_omemo_message_new (letter->to, letter->id, elements, manner);
  if (manner == CONFAB_XEP_OMEMO_ASKING)
    confab_xep_message_put_beside (message, letter->outside);
  if (manner == CONFAB_XEP_OMEMO_ASKING && letter->replaces != NULL)
    confab_xmpp_stanza_take_child (message, confab_xep_correct_new (letter->replaces));
  bytes = confab_xmpp_stanza_to_bytes (message);
  return confab_base_envelope_new (CONFAB_ENVELOPE_SEALED, letter->to, letter->id, bytes);
}

static ConfabEnvelope *
seal_within (const ConfabOmemoScope *scope, const ConfabStoreOmemoOwn *own,
    const ConfabOmemoLetter *letter, GPtrArray *targets, GError **error) {
  g_auto (Work) work = { .scope = scope, .own = own };

  if (own == NULL || targets->len == 0) {
    fail (error, CONFAB_OMEMO_ERROR_NO_KEYS, "There is no device to seal for");
    return NULL;
  }
  if (!seal_all (&work, confab_base_jid_get_bare (letter->to), letter->text, letter->content,
          targets, error))
    return NULL;
  return build (&work, letter);
}

static ConfabEnvelope *
seal_letter (const ConfabOmemoScope *scope, const ConfabStoreOmemoOwn *own,
    const ConfabOmemoLetter *letter, GPtrArray *targets, GError **error) {
  g_autoptr (ConfabEnvelope) envelope = NULL;

  if (!confab_store_omemo_try (scope->db, error))
    return NULL;
  envelope = seal_within (scope, own, letter, targets, error);
  if (!confab_store_omemo_tried (scope->db, envelope != NULL, envelope != NULL ? error : NULL))
    return NULL;
  return g_steal_pointer (&envelope);
}

ConfabEnvelope *
confab_omemo_seal_letter (const ConfabOmemoScope *scope, const ConfabOmemoLetter *letter,
    GPtrArray *targets, GError **error) {
  g_autoptr (ConfabStoreOmemoOwn) own = NULL;

  if (!confab_store_omemo_get_own (scope->db, scope->account, &own, error))
    return NULL;
  return seal_letter (scope, own, letter, targets, error);
}

/* `own` NULL: this account has no keys, and writes to nobody. */
static GPtrArray *
dup_targets (const ConfabOmemoScope *scope, const ConfabStoreOmemoOwn *own,
    const char *const *addresses, GError **error) {
  g_autoptr (GPtrArray) targets =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_omemo_target_free);

  for (; own != NULL && *addresses != NULL; addresses++) {
    gboolean is_own = strcmp (*addresses, scope->own) == 0;
    GPtrArray *some =
        confab_omemo_sessions_targets (scope, *addresses, is_own ? own->device : 0, error);

    if (some == NULL)
      return NULL;
    g_ptr_array_extend_and_steal (targets, some);
  }
  return g_steal_pointer (&targets);
}

GPtrArray *
confab_omemo_seal_dup_targets (
    const ConfabOmemoScope *scope, const char *const *addresses, GError **error) {
  g_autoptr (ConfabStoreOmemoOwn) own = NULL;

  if (!confab_store_omemo_get_own (scope->db, scope->account, &own, error))
    return NULL;
  return dup_targets (scope, own, addresses, error);
}

static gboolean
has_version (GPtrArray *targets, ConfabOmemoVersion version) {
  for (guint i = 0; i < targets->len; i++) {
    const ConfabOmemoTarget *target = g_ptr_array_index (targets, i);

    if (target->session->version == (int)version)
      return TRUE;
  }
  return FALSE;
}

/* Not every program finds its element among two: where a device knows v0.3 only, those that know
 * both get that too, as far as there are sessions for it. */
static gboolean
settle_on_one (const ConfabOmemoScope *scope, GPtrArray *targets, GError **error) {
  gboolean wants_old = has_version (targets, CONFAB_OMEMO_OLD);

  for (guint i = 0; wants_old && i < targets->len; i++) {
    ConfabOmemoTarget *target = g_ptr_array_index (targets, i);
    g_autoptr (ConfabOmemoTarget) old = NULL;

    if (target->session->version == CONFAB_OMEMO_OLD)
      continue;
    if (!confab_omemo_sessions_find (
            scope, target->address, target->device, CONFAB_OMEMO_OLD, &old, error))
      return FALSE;
    if (old == NULL || old->verdict < CONFAB_DEVICE_TRUSTED)
      continue;
    confab_omemo_target_free (target);
    targets->pdata[i] = g_steal_pointer (&old);
  }
  return TRUE;
}

/* What stands alone is nothing to those who read v0.3. */
static void
keep_two (GPtrArray *targets) {
  for (guint i = targets->len; i > 0; i--) {
    const ConfabOmemoTarget *target = g_ptr_array_index (targets, i - 1);

    if (target->session->version != CONFAB_OMEMO_TWO)
      g_ptr_array_remove_index (targets, i - 1);
  }
}

static ConfabStanza *
content_new (const char *text, const ConfabOmemoBeside *beside) {
  ConfabStanza *content =
      text != NULL ? confab_xep_sce_content_new (text, TRUE) : confab_xep_sce_empty_new ();

  for (guint i = 0; beside != NULL && i < G_N_ELEMENTS (beside->parts); i++)
    if (beside->parts[i] != NULL)
      confab_xmpp_stanza_take_child (content, confab_xmpp_stanza_ref (beside->parts[i]));
  return content;
}

ConfabEnvelope *
confab_omemo_seal (const ConfabOmemoScope *scope, ConfabSendVerdict verdict,
    const ConfabDraft *draft, const ConfabOmemoBeside *beside, GError **error) {
  const char *to = confab_base_jid_get_bare (confab_base_draft_get_to (draft));
  const char *theirs[] = { to, NULL };
  const char *ours[] = { strcmp (to, scope->own) != 0 ? scope->own : NULL, NULL };
  gboolean is_alone = beside != NULL && beside->is_alone;
  ConfabOmemoLetter letter = { .to = confab_base_draft_get_to (draft),
    .id = confab_base_draft_get_id (draft),
    .text = is_alone ? NULL : confab_base_draft_get_text (draft),
    .outside = beside != NULL ? beside->outside : 0,
    .replaces = beside != NULL ? beside->replaces : NULL };
  g_autoptr (ConfabStoreOmemoOwn) own = NULL;
  g_autoptr (ConfabStanza) content = NULL;
  g_autoptr (GPtrArray) targets = NULL;
  GPtrArray *more;

  if (verdict != CONFAB_SEND_SEAL) {
    fail (error, CONFAB_OMEMO_ERROR_REFUSED, "The verdict is not to seal");
    return NULL;
  }
  if (!confab_store_omemo_get_own (scope->db, scope->account, &own, error))
    return NULL;
  targets = dup_targets (scope, own, theirs, error);
  if (targets == NULL)
    return NULL;
  if (is_alone)
    keep_two (targets);
  if (targets->len == 0) {
    fail (error, CONFAB_OMEMO_ERROR_NO_KEYS, "No device of theirs can be written to");
    return NULL;
  }
  more = dup_targets (scope, own, ours, error);
  if (more == NULL)
    return NULL;
  g_ptr_array_extend_and_steal (targets, more);
  if (is_alone)
    keep_two (targets);
  else if (!settle_on_one (scope, targets, error))
    return NULL;
  if (has_version (targets, CONFAB_OMEMO_TWO))
    content = content_new (letter.text, beside);
  letter.content = content;
  return seal_letter (scope, own, &letter, targets, error);
}

ConfabEnvelope *
confab_omemo_seal_again (ConfabSendVerdict verdict, const ConfabDraft *draft, GBytes *bytes) {
  if (verdict != CONFAB_SEND_SEAL || bytes == NULL)
    return NULL;
  return confab_base_envelope_new (CONFAB_ENVELOPE_SEALED, confab_base_draft_get_to (draft),
      confab_base_draft_get_id (draft), bytes);
}

ConfabEnvelope *
confab_omemo_seal_key (const ConfabOmemoScope *scope, const char *address, guint32 device,
    ConfabOmemoVersion version, GError **error) {
  g_autoptr (GPtrArray) targets =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_omemo_target_free);
  g_autoptr (ConfabJid) to = confab_base_jid_new (address, NULL);
  g_autofree char *id = confab_base_random_dup_id (scope->random, ID_BYTES);
  ConfabOmemoLetter letter = { .to = to, .id = id };
  ConfabOmemoTarget *target = NULL;

  if (to == NULL || (version != CONFAB_OMEMO_OLD && version != CONFAB_OMEMO_TWO)) {
    fail (error, CONFAB_OMEMO_ERROR_REFUSED, "There is nobody to send a key to");
    return NULL;
  }
  if (!confab_omemo_sessions_find (scope, address, device, version, &target, error))
    return NULL;
  if (target != NULL)
    g_ptr_array_add (targets, target);
  return confab_omemo_seal_letter (scope, &letter, targets, error);
}
