#pragma once

/* A run of secret bytes in locked memory that is wiped when it goes (OpenSSL's secure heap).
 * Passwords, keys, proofs. */

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct _ConfabSecret ConfabSecret;

/* Sets the locked heap up; called once by main and by each test before any secret is made. TRUE if
 * memory is locked. */
gboolean confab_base_secret_init (void);

/* `size` zero bytes to be filled through get_writable. At most 64 KiB. Returns: (transfer full) */
ConfabSecret *confab_base_secret_new (gsize size);

/* Copies `size` bytes; the caller wipes its own. Returns: (transfer full) */
ConfabSecret *confab_base_secret_new_copy (const void *data, gsize size);

/* Copies a NUL-terminated string (the NUL is kept after the bytes, not counted). Returns: (transfer
 * full) */
ConfabSecret *confab_base_secret_new_string (const char *text);

/* `size` bytes from the system's random source; a failure of the source ends the program. Returns:
 * (transfer full) */
ConfabSecret *confab_base_secret_new_random (gsize size);

/* Secrets are ref-counted and immutable once shared; unref of the last reference wipes.
 * Thread-safe. */
ConfabSecret *confab_base_secret_ref (ConfabSecret *secret);
void confab_base_secret_unref (ConfabSecret *secret);

const guint8 *confab_base_secret_get_bytes (const ConfabSecret *secret);
guint8 *confab_base_secret_get_writable (ConfabSecret *secret);
gsize confab_base_secret_get_size (const ConfabSecret *secret);

/* The bytes as a string; NUL-terminated always. Borrowed. */
const char *confab_base_secret_get_string (const ConfabSecret *secret);

/* Constant time (CRYPTO_memcmp); different sizes are unequal. */
gboolean confab_base_secret_equal (const ConfabSecret *a, const ConfabSecret *b);

#define CONFAB_TYPE_SECRET (confab_base_secret_get_type ())
GType confab_base_secret_get_type (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabSecret, confab_base_secret_unref)

G_END_DECLS
