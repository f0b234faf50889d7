/* Secret bytes: kept on OpenSSL's secure heap (locked, between guard pages, left out of core dumps)
 * and wiped when the last reference goes.
 *
 * Never compares in variable time, never grows in place, never writes to bytes that are shared.
 * Where the heap is full or was not to be had, ordinary memory serves, wiped in the same way. */

#include "base/base-secret.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <string.h>

#define MAX_SECRET_BYTES (64 * 1024)
#define HEAP_SMALLEST_BLOCK 32

struct _ConfabSecret {
  gatomicrefcount ref_count;
  gsize size;
  guint8 *bytes; /* size + 1, the last one NUL */
};

G_DEFINE_BOXED_TYPE (
    ConfabSecret, confab_base_secret, confab_base_secret_ref, confab_base_secret_unref)

gboolean
confab_base_secret_init (void) {
  /* RLIMIT_MEMLOCK decides how much can be locked; 8 MiB is usual. */
  static const gsize heap_sizes[] = { 4 * 1024 * 1024, 1024 * 1024 };

  /* A heap that stays is a locked one, so a second call need not remember how the first went. */
  if (CRYPTO_secure_malloc_initialized ())
    return TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (heap_sizes); i++) {
    int made = CRYPTO_secure_malloc_init (heap_sizes[i], HEAP_SMALLEST_BLOCK);

    if (made == 1)
      return TRUE;
    if (made == 2) /* made, but not locked */
      CRYPTO_secure_malloc_done ();
  }
  return FALSE;
}

ConfabSecret *
confab_base_secret_new (gsize size) {
  ConfabSecret *secret;
  guint8 *bytes;

  g_return_val_if_fail (size <= MAX_SECRET_BYTES, NULL);

  bytes = OPENSSL_secure_zalloc (size + 1);
  if (bytes == NULL)
    bytes = OPENSSL_zalloc (size + 1);
  if (bytes == NULL)
    g_error ("No memory for a secret");

  secret = g_new0 (ConfabSecret, 1);
  g_atomic_ref_count_init (&secret->ref_count);
  secret->size = size;
  secret->bytes = bytes;
  return secret;
}

ConfabSecret *
confab_base_secret_new_copy (const void *data, gsize size) {
  ConfabSecret *secret;

  g_return_val_if_fail (data != NULL || size == 0, NULL);

  secret = confab_base_secret_new (size);
  if (secret != NULL && size > 0)
    memcpy (secret->bytes, data, size);
  return secret;
}

ConfabSecret *
confab_base_secret_new_string (const char *text) {
  g_return_val_if_fail (text != NULL, NULL);

  return confab_base_secret_new_copy (text, strlen (text));
}

ConfabSecret *
confab_base_secret_new_random (gsize size) {
  ConfabSecret *secret = confab_base_secret_new (size);

  if (secret != NULL && size > 0 && RAND_priv_bytes (secret->bytes, (int)size) != 1)
    g_error ("The system's source of random bytes failed");
  return secret;
}

ConfabSecret *
confab_base_secret_ref (ConfabSecret *secret) {
  g_return_val_if_fail (secret != NULL, NULL);

  g_atomic_ref_count_inc (&secret->ref_count);
  return secret;
}

void
confab_base_secret_unref (ConfabSecret *secret) {
  g_return_if_fail (secret != NULL);

  if (!g_atomic_ref_count_dec (&secret->ref_count))
    return;
  /* Wipes ordinary memory too, if that is what it got. */
  OPENSSL_secure_clear_free (secret->bytes, secret->size + 1);
  g_free (secret);
}

const guint8 *
confab_base_secret_get_bytes (const ConfabSecret *secret) {
  g_return_val_if_fail (secret != NULL, NULL);

  return secret->bytes;
}

guint8 *
confab_base_secret_get_writable (ConfabSecret *secret) {
  g_return_val_if_fail (secret != NULL, NULL);
  g_return_val_if_fail (g_atomic_ref_count_compare (&secret->ref_count, 1), NULL);

  return secret->bytes;
}

gsize
confab_base_secret_get_size (const ConfabSecret *secret) {
  g_return_val_if_fail (secret != NULL, 0);

  return secret->size;
}

const char *
confab_base_secret_get_string (const ConfabSecret *secret) {
  g_return_val_if_fail (secret != NULL, NULL);

  return (const char *)secret->bytes;
}

gboolean
confab_base_secret_equal (const ConfabSecret *a, const ConfabSecret *b) {
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->size == b->size && CRYPTO_memcmp (a->bytes, b->bytes, a->size) == 0;
}
