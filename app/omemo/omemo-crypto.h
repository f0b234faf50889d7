#pragma once

/* What OMEMO needs of OpenSSL: the provider of libomemo-c, the ciphers of both payloads, and the
 * check that a public key is no low-order point. Thread-safe; nothing here keeps state. Every
 * buffer with a key or a plaintext is wiped before it is freed. */

#include <omemo/signal_protocol.h>

#include "base/base-random.h"

G_BEGIN_DECLS

/* Gives `context` OpenSSL as its provider (HMAC, SHA-512, AES, random numbers). A number that
 * cannot be had is an error, never a weaker one. FALSE if the library refuses. */
gboolean confab_omemo_crypto_install (signal_context *context, const ConfabRandom *random);

/* TRUE if `key` (32 bytes, Curve25519, little endian; or Ed25519 with `is_edwards`) may be agreed
 * with: none of the low-order points, in any of their encodings, and no number beyond the field
 * (nor a highest bit, for Curve25519): honest keys have one name only. RFC 7748 sections 5 and 6.1.
 */
gboolean confab_omemo_crypto_is_usable (const guint8 *key, gboolean is_edwards);

/* ---- payload of v0.3: AES-128-GCM, the tag goes with the key ---- */

#define CONFAB_OMEMO_OLD_KEY 32 /* key 16, tag 16 */
#define CONFAB_OMEMO_OLD_IV 12

/* Fresh key and IV for each call. FALSE with nothing written if OpenSSL fails. `blob` receives key
 * and tag; wipe it. `payload`: (transfer full) */
gboolean confab_omemo_crypto_seal_old (const ConfabRandom *random, const guint8 *text, gsize length,
    guint8 blob[CONFAB_OMEMO_OLD_KEY], guint8 iv[CONFAB_OMEMO_OLD_IV], GBytes **payload);
/* `blob` of 32 bytes is key and tag; of 16 the key, and the tag is the end of the payload; any
 * other length is refused. `iv` of 12 or 16 bytes. NULL unless the tag fits. Returns: (transfer
 * full), a NUL after the end; wipe it with confab_omemo_crypto_free */
char *confab_omemo_crypto_open_old (const guint8 *blob, gsize blob_length, const guint8 *iv,
    gsize iv_length, const guint8 *payload, gsize length, gsize *text_length);

/* ---- payload of version 2: HKDF-SHA-256, AES-256-CBC, HMAC-SHA-256 cut to 16 bytes (XEP-0384 0.8
 * 4.4) ---- */

#define CONFAB_OMEMO_TWO_KEY 48 /* key 32, tag 16 */

gboolean confab_omemo_crypto_seal_two (const ConfabRandom *random, const guint8 *text, gsize length,
    guint8 blob[CONFAB_OMEMO_TWO_KEY], GBytes **payload);
/* As _open_old; only a blob of 48 bytes. */
char *confab_omemo_crypto_open_two (
    const guint8 *blob, gsize blob_length, const guint8 *payload, gsize length, gsize *text_length);

void confab_omemo_crypto_free (char *text, gsize length);

G_END_DECLS
