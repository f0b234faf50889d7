/* SipHash-2-4 (Aumasson and Bernstein): a keyed hash of short things, to recognise them again
 * without keeping them.
 *
 * Not for passwords, which are guessed: safety-typed-password.c has slow hashes for those. */

#include "safety/safety-typed-private.h"

#define ROUNDS_EACH_BLOCK 2
#define ROUNDS_AT_END 4

static inline guint64
turn (guint64 x, guint by) {
  return x << by | x >> (64 - by);
}

static guint64
read_little_endian (const guint8 *bytes, gsize n) {
  guint64 value = 0;

  for (gsize i = 0; i < n; i++)
    value |= (guint64)bytes[i] << (8 * i);
  return value;
}

static void
mix (guint64 v[4], guint rounds) {
  for (guint i = 0; i < rounds; i++) {
    v[0] += v[1];
    v[1] = turn (v[1], 13) ^ v[0];
    v[0] = turn (v[0], 32);
    v[2] += v[3];
    v[3] = turn (v[3], 16) ^ v[2];
    v[0] += v[3];
    v[3] = turn (v[3], 21) ^ v[0];
    v[2] += v[1];
    v[1] = turn (v[1], 17) ^ v[2];
    v[2] = turn (v[2], 32);
  }
}

static void
absorb (guint64 v[4], guint64 block) {
  v[3] ^= block;
  mix (v, ROUNDS_EACH_BLOCK);
  v[0] ^= block;
}

guint64
confab_safety_typed_hash (
    const guint8 key[CONFAB_TYPED_HASH_KEY_BYTES], const void *data, gsize size) {
  const guint8 *bytes = data;
  guint64 k0 = read_little_endian (key, 8), k1 = read_little_endian (key + 8, 8);
  guint64 v[4] = { k0 ^ G_GUINT64_CONSTANT (0x736f6d6570736575),
    k1 ^ G_GUINT64_CONSTANT (0x646f72616e646f6d), k0 ^ G_GUINT64_CONSTANT (0x6c7967656e657261),
    k1 ^ G_GUINT64_CONSTANT (0x7465646279746573) };
  gsize whole = size & ~(gsize)7;

  for (gsize i = 0; i < whole; i += 8)
    absorb (v, read_little_endian (bytes + i, 8));
  absorb (v, read_little_endian (bytes + whole, size - whole) | (guint64)size << 56);
  v[2] ^= 0xff;
  mix (v, ROUNDS_AT_END);
  return v[0] ^ v[1] ^ v[2] ^ v[3];
}
