#pragma once

/* What the provider (omemo-crypto.c) and the payloads (omemo-crypto-payload.c) share. Nothing here
 * marks OpenSSL's list of errors: whoever calls does, and settles it. */

#include <openssl/evp.h>

#include "omemo/omemo-crypto.h"

G_BEGIN_DECLS

#define CONFAB_OMEMO_CRYPTO_MAX_TEXT (16 * 1024 * 1024)
#define CONFAB_OMEMO_CRYPTO_BLOCK 16

/* After ERR_set_mark: what OpenSSL noted since stays with whoever asked for it, not with the next
 * user of the thread. Returns `is_done`. */
gboolean confab_omemo_crypto_settle (gboolean is_done);

/* Random bytes. FALSE if the source left them alone; `bytes` are not to be used then. */
gboolean confab_omemo_crypto_draw (const ConfabRandom *random, guint8 *bytes, gsize size);

/* A room for `length` bytes, a block more and a NUL; all zeros. _free_room wipes all of it. */
guint8 *confab_omemo_crypto_new_room (gsize length);
void confab_omemo_crypto_free_room (guint8 *room, gsize length);

/* The whole of `in` through `cipher` into `out`, a room for `length`. FALSE: `out` may hold parts
 * and is to be wiped. */
gboolean confab_omemo_crypto_run (const EVP_CIPHER *cipher, gboolean is_sealing, const guint8 *key,
    const guint8 *iv, const guint8 *in, gsize length, guint8 *out, gsize *out_length);

/* HMAC-SHA-256. Returns: (transfer full) to be freed with EVP_MAC_CTX_free, which wipes; NULL if
 * OpenSSL fails */
EVP_MAC_CTX *confab_omemo_crypto_begin_hmac (const guint8 *key, gsize length);
gboolean confab_omemo_crypto_end_hmac (EVP_MAC_CTX *context, guint8 digest[32]);

/* TRUE if what this program frees is wiped (omemo-crypto-wipe.c): always, but for builds where a
 * sanitizer minds the heap. */
gboolean confab_omemo_crypto_wipes (void);

G_END_DECLS
