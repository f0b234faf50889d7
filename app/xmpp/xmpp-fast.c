/* Tokens (XEP-0484) and their proofs. Refuses a mechanism that it does not know, an answer that is
 * not the server's own proof, and a token without a binding where one was ever seen. The count of
 * attempts is for TLS early data alone (section 3.4), which is never used. */

#include "xmpp/xmpp-fast.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <string.h>

#define MAX_TOKEN 1024 /* bytes */
#define MAX_OFFERED 64 /* mechanisms that are looked at */
#define HASH_BYTES 32
#define BETWEEN ' ' /* no mechanism has one */

static const struct {
  const char *name;
  ConfabNetBinding binding;
} known[] = {
  /* the best first; tls-unique is gone with TLS 1.3 */
  { "HT-SHA-256-EXPR", CONFAB_BINDING_EXPORTER },
  { "HT-SHA-256-ENDP", CONFAB_BINDING_END_POINT },
  { "HT-SHA-256-NONE", CONFAB_BINDING_NONE },
};

/* ---- as it is kept ---- */

gboolean
confab_xmpp_fast_read (ConfabSecret *line, ConfabFastToken *token) {
  const char *text = confab_base_secret_get_string (line);
  gsize size = confab_base_secret_get_size (line);

  *token = (ConfabFastToken){ 0 };
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++) {
    gsize skipped = strlen (known[i].name) + 1;

    if (size <= skipped || size > skipped + MAX_TOKEN || text[skipped - 1] != BETWEEN ||
        !g_str_has_prefix (text, known[i].name))
      continue;
    token->mechanism = known[i].name;
    token->binding = known[i].binding;
    token->key = confab_base_secret_new_copy (text + skipped, size - skipped);
    return TRUE;
  }
  return FALSE;
}

void
confab_xmpp_fast_token_clear (ConfabFastToken *token) {
  g_clear_pointer (&token->key, confab_base_secret_unref);
}

ConfabSecret *
confab_xmpp_fast_new_line (const char *mechanism, const char *text) {
  gsize skipped = strlen (mechanism) + 1;
  gsize size = text != NULL ? strlen (text) : 0;
  ConfabSecret *line;
  guint8 *out;

  if (size == 0 || size > MAX_TOKEN || !g_utf8_validate_len (text, size, NULL))
    return NULL;
  line = confab_base_secret_new (skipped + size);
  out = confab_base_secret_get_writable (line);
  memcpy (out, mechanism, skipped - 1);
  out[skipped - 1] = BETWEEN;
  memcpy (out + skipped, text, size);
  return line;
}

/* ---- choosing ---- */

gboolean
confab_xmpp_fast_is_offered (const ConfabStanza *features, const char *mechanism) {
  ConfabStanza *offer = confab_xmpp_stanza_get_child (features, "authentication", CONFAB_NS_SASL2);
  ConfabStanza *inside =
      offer != NULL ? confab_xmpp_stanza_get_child (offer, "inline", CONFAB_NS_SASL2) : NULL;
  ConfabStanza *fast =
      inside != NULL ? confab_xmpp_stanza_get_child (inside, "fast", CONFAB_NS_FAST) : NULL;
  guint n = fast != NULL ? confab_xmpp_stanza_get_n_children (fast) : 0;

  for (guint i = 0; i < MIN (n, MAX_OFFERED); i++) {
    ConfabStanza *child = confab_xmpp_stanza_get_nth (fast, i);

    if (confab_xmpp_stanza_is (child, "mechanism", CONFAB_NS_FAST) &&
        g_str_equal (confab_xmpp_stanza_get_text (child), mechanism))
      return TRUE;
  }
  return FALSE;
}

static gboolean
can_bind (const ConfabSaslFacts *facts, ConfabNetBinding binding, gboolean is_bound) {
  switch (binding) {
  case CONFAB_BINDING_NONE:
    return !is_bound && !facts->last_had_binding;
  case CONFAB_BINDING_EXPORTER:
    return facts->has_exporter;
  case CONFAB_BINDING_END_POINT:
    return facts->has_end_point;
  }
  return FALSE;
}

const char *
confab_xmpp_fast_choose (
    const ConfabStanza *features, const ConfabSaslFacts *facts, gboolean is_bound) {
  if (!facts->is_secure)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (can_bind (facts, known[i].binding, is_bound) &&
        confab_xmpp_fast_is_offered (features, known[i].name))
      return known[i].name;
  return NULL;
}

/* ---- proving ---- */

/* HMAC (token, who || binding) */
static void
hash (const ConfabFastToken *token, const char *who, GBytes *binding, guint8 out[HASH_BYTES]) {
  g_autoptr (GByteArray) text = g_byte_array_new ();
  unsigned int size = 0;

  g_byte_array_append (text, (const guint8 *)who, (guint)strlen (who));
  if (binding != NULL)
    g_byte_array_append (text, g_bytes_get_data (binding, NULL), (guint)g_bytes_get_size (binding));
  if (HMAC (EVP_sha256 (), confab_base_secret_get_bytes (token->key),
          (int)confab_base_secret_get_size (token->key), text->data, text->len, out, &size) == NULL)
    g_error ("xmpp: no HMAC");
}

char *
confab_xmpp_fast_dup_proof (const ConfabFastToken *token, const char *user, GBytes *binding) {
  g_autoptr (GByteArray) message = g_byte_array_new ();
  guint8 proof[HASH_BYTES];

  hash (token, "Initiator", binding, proof);
  g_byte_array_append (message, (const guint8 *)user, (guint)strlen (user) + 1);
  g_byte_array_append (message, proof, sizeof proof);
  return g_base64_encode (message->data, message->len);
}

gboolean
confab_xmpp_fast_check (const ConfabFastToken *token, GBytes *binding, GBytes *message) {
  guint8 expected[HASH_BYTES];
  gsize size = 0;
  const void *data = message != NULL ? g_bytes_get_data (message, &size) : NULL;

  if (size != HASH_BYTES)
    return FALSE;
  hash (token, "Responder", binding, expected);
  return CRYPTO_memcmp (expected, data, HASH_BYTES) == 0;
}
