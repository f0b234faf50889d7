/* Fuzz target: what stands inside a <key/>. The first byte says which version, whether it begins a
 * session, and whether the rest is the key itself or changes to a right one (pairs of place and
 * byte). What Confab's reader lets pass goes to libomemo-c, into a session that waits for it.
 *
 * Besides crashes, and assertions of the library, it looks for broken promises: parts named that
 * are not there, and a changed key that opens as something that nobody wrote. */

#include <stdint.h>

#include "../lib/omemo-bare.h"
#include "../unit/test-omemo-crypto.h"
#include "omemo/omemo-wire-private.h"

#define TWO 1
#define EXCHANGE 2
#define CHANGED 4

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);
int LLVMFuzzerInitialize (int *argc, char ***argv);

static const char secret[] = "thirty-two bytes of key and tag.";

/* One for each version: the reader's device, its sessions as they were, and what was written. */
typedef struct {
  Bare *reader;
  guint8 *keys[2]; /* one that begins, one that goes on */
  gsize sizes[2];
  gpointer session; /* before the second was opened */
} World;

static World worlds[2];

static void
write_key (Bare *writer, World *world, gboolean begins) {
  gboolean is_exchange;

  g_assert_cmpint (bare_encrypt (writer, world->reader->device, (const guint8 *)secret, 32,
                       &world->keys[begins], &world->sizes[begins], &is_exchange),
      ==, 0);
  g_assert_cmpint (is_exchange, ==, begins);
}

static void
open_right (Bare *reader, guint32 device, const guint8 *bytes, gsize size, gboolean is_exchange) {
  signal_buffer *plain = NULL;

  g_assert_cmpint (bare_decrypt (reader, device, bytes, size, is_exchange, &plain), ==, 0);
  g_assert_cmpmem (signal_buffer_data (plain), signal_buffer_len (plain), secret, 32);
  signal_buffer_bzero_free (plain);
}

static void
make_world (World *world, guint32 version) {
  static TestSource source;
  static ConfabRandom random;
  g_autofree guint8 *answer = NULL;
  gboolean is_exchange;
  gsize size;
  gpointer block;
  Bare *writer;

  random = test_source_use (&source);
  world->reader = bare_new (2, version, &random);
  writer = bare_new (1, version, &random);
  g_assert_cmpint (bare_begin (writer, world->reader, 3), >=, 0);
  write_key (writer, world, TRUE);
  open_right (world->reader, 1, world->keys[1], world->sizes[1], TRUE);
  g_assert_cmpint (
      bare_encrypt (world->reader, 1, (const guint8 *)secret, 32, &answer, &size, &is_exchange), ==,
      0);
  open_right (writer, 2, answer, size, is_exchange);
  write_key (writer, world, FALSE);
  block = g_hash_table_lookup (world->reader->sessions, GINT_TO_POINTER (1));
  world->session =
      bare_bytes_new ((guint8 *)((gpointer *)block + 1), GPOINTER_TO_SIZE (*(gpointer *)block));
  open_right (world->reader, 1, world->keys[0], world->sizes[0], FALSE);
  bare_free (writer);
}

int
LLVMFuzzerInitialize (int *argc, char ***argv) {
  make_world (&worlds[0], 3);
  make_world (&worlds[1], 4);
  return 0;
}

/* The session as it was before anything came; none for one that begins. */
static void
put_back (World *world, gboolean is_exchange) {
  gpointer *block = world->session;

  g_hash_table_remove_all (world->reader->sessions);
  if (!is_exchange)
    g_hash_table_insert (world->reader->sessions, GINT_TO_POINTER (1),
        bare_bytes_new ((guint8 *)(block + 1), GPOINTER_TO_SIZE (block[0])));
}

static guint8 *
make_key (const World *world, guint8 flags, const uint8_t *data, size_t size, gsize *length) {
  gboolean begins = (flags & EXCHANGE) != 0;
  guint8 *bytes;

  if ((flags & CHANGED) == 0) {
    *length = size;
    return g_memdup2 (data, size);
  }
  *length = world->sizes[begins];
  bytes = g_memdup2 (world->keys[begins], *length);
  for (size_t i = 0; i + 2 < size; i += 3)
    bytes[(data[i] | data[i + 1] << 8) % *length] = data[i + 2];
  return bytes;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size) {
  g_auto (ConfabOmemoWire) wire = { 0 };
  g_autofree guint8 *bytes = NULL;
  signal_buffer *plain = NULL;
  gboolean is_exchange;
  World *world;
  gsize length;

  if (size < 2)
    return 0;
  world = &worlds[(data[0] & TWO) != 0];
  is_exchange = (data[0] & EXCHANGE) != 0;
  bytes = make_key (world, data[0], data + 1, size - 1, &length);
  if (confab_omemo_wire_read ((data[0] & TWO) != 0 ? CONFAB_OMEMO_TWO : CONFAB_OMEMO_OLD,
          is_exchange, bytes, length, &wire) != CONFAB_OMEMO_WIRE_GOOD)
    return 0;
  if (is_exchange &&
      (wire.identity == NULL || wire.base == NULL || wire.prekey == 0 ||
          !confab_omemo_crypto_is_usable (g_bytes_get_data (wire.base, NULL), FALSE)))
    g_error ("A key that begins a session passed without its parts");
  if (!confab_omemo_crypto_is_usable (wire.ratchet, FALSE))
    g_error ("A ratchet key passed that nobody may agree with");

  put_back (world, is_exchange);
  if (bare_decrypt (world->reader, 1, bytes, length, is_exchange, &plain) >= 0) {
    if (plain == NULL || signal_buffer_len (plain) != 32 ||
        memcmp (signal_buffer_data (plain), secret, 32) != 0)
      g_error ("A key was opened that nobody wrote");
    signal_buffer_bzero_free (plain);
  }
  return 0;
}
