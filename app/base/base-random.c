/* Random bytes and what is made of them: ids and unbiased small numbers.
 *
 * Everything comes from OpenSSL's generator or from the source that a test hands down. There is no
 * weaker source to fall back to: where the system's fails, the program ends. */

#include "base/base-random.h"

#include <openssl/rand.h>
#include <string.h>

#define MAX_ID_BYTES 64
#define MAX_ONE_REQUEST (1024 * 1024)

static void
fill_from_system (gpointer data, guint8 *bytes, gsize size) {
  while (size > 0) {
    gsize part = MIN (size, MAX_ONE_REQUEST);

    if (RAND_bytes (bytes, (int)part) != 1)
      g_error ("The system's source of random bytes failed");
    bytes += part;
    size -= part;
  }
}

const ConfabRandom *
confab_base_random_system (void) {
  static const ConfabRandom system_source = { .fill = fill_from_system };

  return &system_source;
}

void
confab_base_random_fill (const ConfabRandom *source, guint8 *bytes, gsize size) {
  g_return_if_fail (source != NULL);
  g_return_if_fail (bytes != NULL || size == 0);

  source->fill (source->data, bytes, size);
}

char *
confab_base_random_dup_id (const ConfabRandom *source, gsize bytes) {
  static const char digits[] = "0123456789abcdef";
  guint8 random[MAX_ID_BYTES];
  char *id;

  g_return_val_if_fail (source != NULL, NULL);
  g_return_val_if_fail (bytes > 0 && bytes <= MAX_ID_BYTES, NULL);

  confab_base_random_fill (source, random, bytes);
  id = g_new (char, 2 * bytes + 1);
  for (gsize i = 0; i < bytes; i++) {
    id[2 * i] = digits[random[i] >> 4];
    id[2 * i + 1] = digits[random[i] & 0xf];
  }
  id[2 * bytes] = '\0';
  return id;
}

guint32
confab_base_random_below (const ConfabRandom *source, guint32 limit) {
  guint32 surplus, value;

  g_return_val_if_fail (source != NULL, 0);
  g_return_val_if_fail (limit > 0, 0);

  /* 2^32 modulo limit: as many of the lowest values are thrown away, so that what is left is a
   * whole number of rounds. */
  surplus = (G_MAXUINT32 - limit + 1) % limit;
  do {
    guint8 bytes[sizeof value];

    confab_base_random_fill (source, bytes, sizeof bytes);
    memcpy (&value, bytes, sizeof value);
  } while (value < surplus);
  return value % limit;
}
