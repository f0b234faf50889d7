#pragma once

/* Random bytes and ids, from OpenSSL; a test may put its own source in place (a struct handed down,
 * never a global). */

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  void (*fill) (gpointer data, guint8 *bytes, gsize size);
  gpointer data;
} ConfabRandom;

/* The system's source (RAND_bytes; a failure ends the program). Static, never freed. */
const ConfabRandom *confab_base_random_system (void);

/* Fills `bytes` from the source. */
void confab_base_random_fill (const ConfabRandom *source, guint8 *bytes, gsize size);

/* `bytes` random bytes (at most 64) as lower-case hexadecimal. 16 bytes = 128 bits, for ids and
 * resources. Returns: (transfer full) */
char *confab_base_random_dup_id (const ConfabRandom *source, gsize bytes);

/* Uniform in [0, limit), without bias. `limit` > 0. */
guint32 confab_base_random_below (const ConfabRandom *source, guint32 limit);

G_END_DECLS
