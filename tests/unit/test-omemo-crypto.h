#pragma once

/* For the tests of OMEMO: a source of numbers that fails at the n-th draw, bytes from hexadecimal,
 * and the library's own way to our provider. */

#include <string.h>

#include "omemo/omemo-crypto.h"

/* What libomemo-c exports and declares in no public header: its calls into the provider. */
int signal_hmac_sha256_init (signal_context *, void **, const uint8_t *, size_t);
int signal_hmac_sha256_update (signal_context *, void *, const uint8_t *, size_t);
int signal_hmac_sha256_final (signal_context *, void *, signal_buffer **);
void signal_hmac_sha256_cleanup (signal_context *, void *);
int signal_sha512_digest_init (signal_context *, void **);
int signal_sha512_digest_update (signal_context *, void *, const uint8_t *, size_t);
int signal_sha512_digest_final (signal_context *, void *, signal_buffer **);
void signal_sha512_digest_cleanup (signal_context *, void *);
int signal_encrypt (signal_context *, signal_buffer **, int, const uint8_t *, size_t,
    const uint8_t *, size_t, const uint8_t *, size_t);
int signal_decrypt (signal_context *, signal_buffer **, int, const uint8_t *, size_t,
    const uint8_t *, size_t, const uint8_t *, size_t);

/* Counts draws; the one numbered `fails_at` (1: the first; 0: none) leaves the bytes as they are.
 */
typedef struct {
  guint drawn;
  guint fails_at;
  guint64 next; /* seed; no two draws alike */
} TestSource;

static inline void
test_source_fill (gpointer data, guint8 *bytes, gsize size) {
  TestSource *source = data;

  if (++source->drawn == source->fails_at)
    return;
  for (gsize i = 0; i < size; i++) {
    source->next = source->next * 6364136223846793005u + 1442695040888963407u;
    bytes[i] = (guint8)(source->next >> 56);
  }
}

static inline ConfabRandom
test_source_use (TestSource *source) {
  return (ConfabRandom){ test_source_fill, source };
}

/* Gives the bytes it was made with, in order. */
typedef struct {
  const guint8 *bytes;
  gsize left;
} TestGiven;

static inline void
test_given_fill (gpointer data, guint8 *bytes, gsize size) {
  TestGiven *given = data;

  g_assert_cmpuint (size, <=, given->left);
  memcpy (bytes, given->bytes, size);
  given->bytes += size;
  given->left -= size;
}

/* Returns: (transfer full) */
static inline guint8 *
test_unhex (const char *hex, gsize *length) {
  gsize n = strlen (hex) / 2;
  guint8 *bytes = g_malloc (n + 1);

  for (gsize i = 0; i < n; i++)
    bytes[i] =
        (guint8)(g_ascii_xdigit_value (hex[2 * i]) << 4 | g_ascii_xdigit_value (hex[2 * i + 1]));
  *length = n;
  return bytes;
}
