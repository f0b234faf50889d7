/* The finished bytes of one message, carried unchanged from the maker to the socket.
 *
 * Does not look inside them and cannot change them: a retry sends the same bytes under the same id.
 * Who may make one is said in LAYERS. */

#include "base/base-envelope.h"

#include "base/base-envelope-private.h"

struct _ConfabEnvelope {
  gatomicrefcount ref_count;
  ConfabEnvelopeKind kind;
  ConfabJid *to;
  char *id;
  GBytes *bytes;
};

ConfabEnvelope *
confab_base_envelope_new (ConfabEnvelopeKind kind, ConfabJid *to, const char *id, GBytes *bytes) {
  ConfabEnvelope *envelope;

  g_return_val_if_fail (to != NULL, NULL);
  g_return_val_if_fail (id != NULL && *id != '\0', NULL);
  g_return_val_if_fail (bytes != NULL && g_bytes_get_size (bytes) > 0, NULL);

  envelope = g_new0 (ConfabEnvelope, 1);
  g_atomic_ref_count_init (&envelope->ref_count);
  envelope->kind = kind;
  envelope->to = confab_base_jid_ref (to);
  envelope->id = g_strdup (id);
  envelope->bytes = g_bytes_ref (bytes);
  return envelope;
}

ConfabEnvelope *
confab_base_envelope_ref (ConfabEnvelope *envelope) {
  g_return_val_if_fail (envelope != NULL, NULL);

  g_atomic_ref_count_inc (&envelope->ref_count);
  return envelope;
}

void
confab_base_envelope_unref (ConfabEnvelope *envelope) {
  g_return_if_fail (envelope != NULL);

  if (!g_atomic_ref_count_dec (&envelope->ref_count))
    return;
  confab_base_jid_unref (envelope->to);
  g_free (envelope->id);
  g_bytes_unref (envelope->bytes);
  g_free (envelope);
}

ConfabEnvelopeKind
confab_base_envelope_get_kind (const ConfabEnvelope *envelope) {
  g_return_val_if_fail (envelope != NULL, CONFAB_ENVELOPE_PLAIN);

  return envelope->kind;
}

const char *
confab_base_envelope_get_id (const ConfabEnvelope *envelope) {
  g_return_val_if_fail (envelope != NULL, NULL);

  return envelope->id;
}

ConfabJid *
confab_base_envelope_get_to (const ConfabEnvelope *envelope) {
  g_return_val_if_fail (envelope != NULL, NULL);

  return envelope->to;
}

GBytes *
confab_base_envelope_get_bytes (const ConfabEnvelope *envelope) {
  g_return_val_if_fail (envelope != NULL, NULL);

  return envelope->bytes;
}
