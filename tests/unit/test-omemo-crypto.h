#pragma once

/* Sources of numbers for the tests of OMEMO: one that fails at the n-th draw, and bytes from
 * hexadecimal. */

#include <string.h>

#include "omemo/omemo-crypto.h"

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
