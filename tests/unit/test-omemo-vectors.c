/* Known answers (tests/data/omemo-vectors.txt) through our ciphers, through the provider, and
 * through the curves, chains and sessions of libomemo-c with our provider. */

#include "test-omemo-crypto.h"

#include <omemo/curve.h>
#include <omemo/hkdf.h>
#include <omemo/protocol.h>
#include <omemo/ratchet.h>
#include <omemo/session_state.h>

#define MAX_FIELDS 10

typedef struct {
  guint8 *bytes;
  gsize size;
} Field;

typedef struct {
  signal_context *context;
  char **words;
  guint n;
  Field f[MAX_FIELDS];
  gboolean is_good;
} Case;

static void
assert_buffer (signal_buffer *buffer, const Field *field) {
  g_assert_nonnull (buffer);
  g_assert_cmpmem (
      signal_buffer_data (buffer), signal_buffer_len (buffer), field->bytes, field->size);
  signal_buffer_bzero_free (buffer);
}

/* ---- payloads ---- */

static void
check_gcm (const Case *c) {
  g_autofree guint8 *drawn = g_malloc (64);
  guint8 blob[32], iv[12];
  gsize length;
  char *text;

  memcpy (blob, c->f[0].bytes, 16);
  memcpy (blob + 16, c->f[4].bytes, 16);
  text = confab_omemo_crypto_open_old (
      blob, 32, c->f[1].bytes, c->f[1].size, c->f[3].bytes, c->f[3].size, &length);
  if (!c->is_good) {
    g_assert_null (text);
    return;
  }
  g_assert_nonnull (text);
  g_assert_cmpmem (text, length, c->f[2].bytes, c->f[2].size);
  confab_omemo_crypto_free (text, length);

  if (c->f[1].size == 12 && memcmp (c->f[0].bytes, (guint8[16]){ 0 }, 16) != 0) {
    TestGiven given = { drawn, 28 };
    ConfabRandom random = { test_given_fill, &given };
    g_autoptr (GBytes) payload = NULL;

    memcpy (drawn, c->f[0].bytes, 16);
    memcpy (drawn + 16, c->f[1].bytes, 12);
    g_assert_true (
        confab_omemo_crypto_seal_old (&random, c->f[2].bytes, c->f[2].size, blob, iv, &payload));
    g_assert_cmpmem (
        g_bytes_get_data (payload, NULL), g_bytes_get_size (payload), c->f[3].bytes, c->f[3].size);
    g_assert_cmpmem (blob, 16, c->f[0].bytes, 16);
    g_assert_cmpmem (blob + 16, 16, c->f[4].bytes, 16);
    g_assert_cmpmem (iv, 12, c->f[1].bytes, 12);
  }
}

static void
check_two (const Case *c) {
  TestGiven given = { c->f[0].bytes, 32 };
  ConfabRandom random = { test_given_fill, &given };
  g_autoptr (GBytes) payload = NULL;
  guint8 blob[48];
  gsize length;
  char *text;

  memcpy (blob, c->f[0].bytes, 32);
  memcpy (blob + 32, c->f[3].bytes, 16);
  text = confab_omemo_crypto_open_two (blob, 48, c->f[2].bytes, c->f[2].size, &length);
  if (!c->is_good) {
    g_assert_null (text);
    return;
  }
  g_assert_nonnull (text);
  g_assert_cmpmem (text, length, c->f[1].bytes, c->f[1].size);
  confab_omemo_crypto_free (text, length);
  g_assert_true (
      confab_omemo_crypto_seal_two (&random, c->f[1].bytes, c->f[1].size, blob, &payload));
  g_assert_cmpmem (
      g_bytes_get_data (payload, NULL), g_bytes_get_size (payload), c->f[2].bytes, c->f[2].size);
  g_assert_cmpmem (blob + 32, 16, c->f[3].bytes, 16);
}

/* ---- the provider ---- */

static void
check_cipher (const Case *c, int kind) {
  signal_buffer *buffer = NULL;
  int result = signal_decrypt (c->context, &buffer, kind, c->f[0].bytes, c->f[0].size,
      c->f[1].bytes, c->f[1].size, c->f[3].bytes, c->f[3].size);

  if (!c->is_good) {
    g_assert_cmpint (result, ==, SG_ERR_INVALID_MESSAGE);
    g_assert_null (buffer);
    return;
  }
  g_assert_cmpint (result, ==, SG_SUCCESS);
  assert_buffer (buffer, &c->f[2]);
  g_assert_cmpint (signal_encrypt (c->context, &buffer, kind, c->f[0].bytes, c->f[0].size,
                       c->f[1].bytes, c->f[1].size, c->f[2].bytes, c->f[2].size),
      ==, SG_SUCCESS);
  assert_buffer (buffer, &c->f[3]);
  /* A key or an IV of another length is refused. */
  for (gsize n = 0; n <= 33; n++) {
    guint8 zeros[33] = { 0 };

    if (n != 16 && n != 24 && n != 32)
      g_assert_cmpint (signal_encrypt (c->context, &buffer, kind, zeros, n, zeros, 16, zeros, 1),
          ==, SG_ERR_INVAL);
    if (n != 16)
      g_assert_cmpint (signal_decrypt (c->context, &buffer, kind, zeros, 16, zeros, n, zeros, 16),
          ==, SG_ERR_INVAL);
    g_assert_null (buffer);
  }
  g_assert_cmpint (
      signal_encrypt (c->context, &buffer, 3, c->f[0].bytes, 16, c->f[0].bytes, 16, NULL, 0), ==,
      SG_ERR_INVAL);
}

static void
check_cbc (const Case *c) {
  check_cipher (c, SG_CIPHER_AES_CBC_PKCS5);
}

static void
check_ctr (const Case *c) {
  check_cipher (c, SG_CIPHER_AES_CTR_NOPADDING);
}

/* In one piece, and byte for byte. */
static void
check_hmac (const Case *c) {
  for (guint pass = 0; pass < 2; pass++) {
    signal_buffer *buffer = NULL;
    void *hmac = NULL;

    g_assert_cmpint (
        signal_hmac_sha256_init (c->context, &hmac, c->f[0].bytes, c->f[0].size), ==, SG_SUCCESS);
    for (gsize i = 0; pass == 1 && i < c->f[1].size; i++)
      g_assert_cmpint (
          signal_hmac_sha256_update (c->context, hmac, c->f[1].bytes + i, 1), ==, SG_SUCCESS);
    if (pass == 0)
      g_assert_cmpint (signal_hmac_sha256_update (c->context, hmac, c->f[1].bytes, c->f[1].size),
          ==, SG_SUCCESS);
    g_assert_cmpint (signal_hmac_sha256_final (c->context, hmac, &buffer), ==, SG_SUCCESS);
    assert_buffer (buffer, &c->f[2]);
    signal_hmac_sha256_cleanup (c->context, hmac);
  }
}

/* Twice in the same context: a sum begins anew after the last. */
static void
check_sha512 (const Case *c) {
  void *digest = NULL;

  g_assert_cmpint (signal_sha512_digest_init (c->context, &digest), ==, SG_SUCCESS);
  for (guint pass = 0; pass < 2; pass++) {
    signal_buffer *buffer = NULL;

    g_assert_cmpint (signal_sha512_digest_update (c->context, digest, c->f[0].bytes, c->f[0].size),
        ==, SG_SUCCESS);
    g_assert_cmpint (signal_sha512_digest_final (c->context, digest, &buffer), ==, SG_SUCCESS);
    assert_buffer (buffer, &c->f[1]);
  }
  signal_sha512_digest_cleanup (c->context, digest);
}

static void
check_hkdf (const Case *c) {
  hkdf_context *hkdf = NULL;
  uint8_t *output = NULL;

  g_assert_cmpint (hkdf_create (&hkdf, 3, c->context), ==, SG_SUCCESS);
  g_assert_cmpint (hkdf_derive_secrets (hkdf, &output, c->f[0].bytes, c->f[0].size, c->f[1].bytes,
                       c->f[1].size, c->f[2].bytes, c->f[2].size, c->f[3].size),
      ==, c->f[3].size);
  g_assert_cmpmem (output, c->f[3].size, c->f[3].bytes, c->f[3].size);
  free (output);
  SIGNAL_UNREF (hkdf);
}

/* ---- curves ---- */

static ec_public_key *
public_of (const Case *c, const guint8 *bytes) {
  ec_public_key *key = NULL;
  guint8 typed[33] = { 5 };

  memcpy (typed + 1, bytes, 32);
  g_assert_cmpint (curve_decode_point (&key, typed, sizeof typed, c->context), ==, SG_SUCCESS);
  return key;
}

static ec_private_key *
private_of (const Case *c, const guint8 *bytes) {
  ec_private_key *key = NULL;

  g_assert_cmpint (curve_decode_private_point (&key, bytes, 32, c->context), ==, SG_SUCCESS);
  return key;
}

/* The library clamps the numbers that it makes (RFC 7748 section 5), not those it is given. */
static void
agree (const Case *c, const guint8 *private, const guint8 *public, guint8 shared[32]) {
  guint8 clamped[32];
  ec_private_key *ours;
  ec_public_key *theirs = public_of (c, public);
  uint8_t *agreed = NULL;

  memcpy (clamped, private, sizeof clamped);
  clamped[0] &= 0xf8;
  clamped[31] = (clamped[31] & 0x7f) | 0x40;
  ours = private_of (c, clamped);
  g_assert_cmpint (curve_calculate_agreement (&agreed, theirs, ours), ==, 32);
  memcpy (shared, agreed, 32);
  free (agreed);
  SIGNAL_UNREF (ours);
  SIGNAL_UNREF (theirs);
}

static void
check_x25519 (const Case *c) {
  guint8 shared[32];

  agree (c, c->f[0].bytes, c->f[1].bytes, shared);
  g_assert_cmpmem (shared, 32, c->f[2].bytes, 32);
  g_assert_true (
      confab_omemo_crypto_is_usable (c->f[1].bytes, FALSE) || (c->f[1].bytes[31] & 0x80) != 0);
}

static void
check_iterate (const Case *c) {
  guint8 k[32] = { 9 }, u[32] = { 9 }, shared[32];

  for (guint i = 0; i < 1000; i++) {
    agree (c, k, u, shared);
    memcpy (u, k, 32);
    memcpy (k, shared, 32);
  }
  g_assert_cmpmem (k, 32, c->f[0].bytes, 32);
}

static void
check_usable (const Case *c) {
  const guint8 *key = c->f[1].bytes;

  g_assert_cmpint (
      confab_omemo_crypto_is_usable (key, g_str_equal (c->words[1], "ed")), ==, c->is_good);
}

static void
check_signature (const Case *c) {
  ec_public_key *key = public_of (c, c->f[0].bytes);

  g_assert_cmpint (
      curve_verify_signature (key, c->f[1].bytes, c->f[1].size, c->f[2].bytes, c->f[2].size), ==,
      1);
  for (gsize i = 0; i < 8 * c->f[2].size; i++) {
    c->f[2].bytes[i / 8] ^= (guint8)(1 << i % 8);
    g_assert_cmpint (
        curve_verify_signature (key, c->f[1].bytes, c->f[1].size, c->f[2].bytes, c->f[2].size), !=,
        1);
    c->f[2].bytes[i / 8] ^= (guint8)(1 << i % 8);
  }
  SIGNAL_UNREF (key);
}

/* ---- chains and sessions ---- */

static void
assert_chain (ratchet_chain_key *chain, const Field *field) {
  signal_buffer *key = NULL;

  g_assert_nonnull (chain);
  g_assert_cmpint (ratchet_chain_key_get_key (chain, &key), ==, SG_SUCCESS);
  assert_buffer (key, field);
}

static void
check_chain (const Case *c) {
  guint version = c->f[0].bytes[0];
  ratchet_chain_key *chain = NULL, *next = NULL;
  ratchet_message_keys keys;
  hkdf_context *hkdf = NULL;

  g_assert_cmpint (hkdf_create (&hkdf, (int)version, c->context), ==, SG_SUCCESS);
  g_assert_cmpint (
      ratchet_chain_key_create (&chain, hkdf, c->f[1].bytes, 32, 0, c->context), ==, SG_SUCCESS);
  g_assert_cmpint (ratchet_chain_key_get_message_keys (
                       chain, &keys, ratchet_kdf_infos_for_session_version (version)),
      ==, SG_SUCCESS);
  g_assert_cmpmem (keys.cipher_key, 32, c->f[2].bytes, 32);
  g_assert_cmpmem (keys.mac_key, 32, c->f[3].bytes, 32);
  g_assert_cmpint (ratchet_chain_key_create_next (chain, &next), ==, SG_SUCCESS);
  g_assert_cmpuint (ratchet_chain_key_get_index (next), ==, 1);
  assert_chain (next, &c->f[4]);
  SIGNAL_UNREF (next);
  SIGNAL_UNREF (chain);
  SIGNAL_UNREF (hkdf);
}

static void
check_root (const Case *c) {
  guint version = c->f[0].bytes[0];
  ec_private_key *ours = private_of (c, c->f[2].bytes);
  ec_public_key *theirs = public_of (c, c->f[3].bytes);
  ratchet_root_key *root = NULL, *next = NULL;
  ratchet_chain_key *chain = NULL;
  signal_buffer *key = NULL;
  hkdf_context *hkdf = NULL;

  g_assert_cmpint (hkdf_create (&hkdf, (int)version, c->context), ==, SG_SUCCESS);
  g_assert_cmpint (
      ratchet_root_key_create (&root, hkdf, c->f[1].bytes, 32, c->context), ==, SG_SUCCESS);
  g_assert_cmpint (ratchet_root_key_create_chain (root, &next, &chain, theirs, ours,
                       ratchet_kdf_infos_for_session_version (version)),
      ==, SG_SUCCESS);
  g_assert_cmpint (ratchet_root_key_get_key (next, &key), ==, SG_SUCCESS);
  assert_buffer (key, &c->f[4]);
  assert_chain (chain, &c->f[5]);
  SIGNAL_UNREF (chain);
  SIGNAL_UNREF (next);
  SIGNAL_UNREF (root);
  SIGNAL_UNREF (hkdf);
  SIGNAL_UNREF (theirs);
  SIGNAL_UNREF (ours);
}

static ec_key_pair *
pair_of (const Case *c, const guint8 *private, const guint8 *public) {
  ec_private_key *first = private_of (c, private);
  ec_public_key *second = NULL;
  ec_key_pair *pair = NULL;

  if (public != NULL)
    second = public_of (c, public);
  else
    g_assert_cmpint (curve_generate_public_key (&second, first), ==, SG_SUCCESS);
  g_assert_cmpint (ec_key_pair_create (&pair, second, first), ==, SG_SUCCESS);
  SIGNAL_UNREF (second);
  SIGNAL_UNREF (first);
  return pair;
}

static ratchet_identity_key_pair *
identity_of (ec_key_pair *pair) {
  ratchet_identity_key_pair *identity = NULL;

  g_assert_cmpint (ratchet_identity_key_pair_create (
                       &identity, ec_key_pair_get_public (pair), ec_key_pair_get_private (pair)),
      ==, SG_SUCCESS);
  SIGNAL_UNREF (pair);
  return identity;
}

static session_state *
new_state (const Case *c) {
  session_state *state = NULL;

  g_assert_cmpint (session_state_create (&state, c->context), ==, SG_SUCCESS);
  session_state_set_session_version (state, CIPHERTEXT_CURRENT_VERSION);
  return state;
}

static void
check_bob (const Case *c) {
  ratchet_identity_key_pair *identity = identity_of (pair_of (c, c->f[2].bytes, c->f[3].bytes));
  ec_key_pair *signed_key = pair_of (c, c->f[0].bytes, c->f[1].bytes);
  ec_public_key *her_identity = public_of (c, c->f[4].bytes);
  ec_public_key *her_base = public_of (c, c->f[5].bytes);
  bob_signal_protocol_parameters *parameters = NULL;
  session_state *state = new_state (c);

  g_assert_cmpint (bob_signal_protocol_parameters_create (
                       &parameters, identity, signed_key, NULL, signed_key, her_identity, her_base),
      ==, SG_SUCCESS);
  g_assert_cmpint (
      ratcheting_session_bob_initialize (state, parameters, c->context), ==, SG_SUCCESS);
  assert_chain (session_state_get_sender_chain_key (state), &c->f[6]);
  SIGNAL_UNREF (state);
  SIGNAL_UNREF (parameters);
  SIGNAL_UNREF (her_base);
  SIGNAL_UNREF (her_identity);
  SIGNAL_UNREF (signed_key);
  SIGNAL_UNREF (identity);
}

static void
check_alice (const Case *c) {
  ratchet_identity_key_pair *identity = identity_of (pair_of (c, c->f[0].bytes, NULL));
  ec_key_pair *base = pair_of (c, c->f[1].bytes, NULL);
  ec_public_key *his_identity = public_of (c, c->f[2].bytes);
  ec_public_key *his_signed = public_of (c, c->f[3].bytes);
  alice_signal_protocol_parameters *parameters = NULL;
  session_state *state = new_state (c);

  g_assert_cmpint (alice_signal_protocol_parameters_create (
                       &parameters, identity, base, his_identity, his_signed, NULL, his_signed),
      ==, SG_SUCCESS);
  g_assert_cmpint (
      ratcheting_session_alice_initialize (state, parameters, c->context), ==, SG_SUCCESS);
  assert_chain (session_state_get_receiver_chain_key (state, his_signed), &c->f[4]);
  SIGNAL_UNREF (state);
  SIGNAL_UNREF (parameters);
  SIGNAL_UNREF (his_signed);
  SIGNAL_UNREF (his_identity);
  SIGNAL_UNREF (base);
  SIGNAL_UNREF (identity);
}

/* ---- reading ---- */

static const struct {
  const char *kind;
  void (*check) (const Case *c);
  guint n_least; /* so many there are at least */
} kinds[] = {
  { "gcm", check_gcm, 150 },
  { "two", check_two, 40 },
  { "cbc", check_cbc, 25 },
  { "ctr", check_ctr, 3 },
  { "hmac", check_hmac, 60 },
  { "sha512", check_sha512, 7 },
  { "hkdf", check_hkdf, 10 },
  { "x25519", check_x25519, 75 },
  { "iterate", check_iterate, 1 },
  { "usable", check_usable, 130 },
  { "signature", check_signature, 1 },
  { "chain", check_chain, 10 },
  { "root", check_root, 7 },
  { "bob", check_bob, 5 },
  { "alice", check_alice, 5 },
};

static void
check_line (const char *line, guint kind, signal_context *context) {
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  Case c = { .context = context, .words = words, .n = g_strv_length (words) - 1, .is_good = TRUE };

  g_assert_cmpuint (c.n, <=, MAX_FIELDS);
  if (g_str_equal (words[c.n], "yes") || g_str_equal (words[c.n], "no"))
    c.is_good = g_str_equal (words[c.n--], "yes");
  for (guint i = 0; i < c.n; i++)
    c.f[i].bytes = test_unhex (
        words[i + 1][strspn (words[i + 1], "0123456789abcdef")] != '\0' ? "" : words[i + 1],
        &c.f[i].size);
  kinds[kind].check (&c);
  for (guint i = 0; i < c.n; i++)
    g_free (c.f[i].bytes);
}

static void
test_kind (gconstpointer data) {
  guint kind = GPOINTER_TO_UINT (data), n = 0;
  g_autofree char *content = NULL, *start = g_strconcat (kinds[kind].kind, " ", NULL);
  g_auto (GStrv) lines = NULL;
  signal_context *context = NULL;

  g_assert_true (g_file_get_contents (CONFAB_TEST_DATA "/omemo-vectors.txt", &content, NULL, NULL));
  lines = g_strsplit (content, "\n", -1);
  g_assert_cmpint (signal_context_create (&context, NULL), ==, SG_SUCCESS);
  g_assert_true (confab_omemo_crypto_install (context, confab_base_random_system ()));
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], start)) {
      g_test_message ("line %u", i + 1);
      check_line (lines[i], kind, context);
      n++;
    }
  g_assert_cmpuint (n, >=, kinds[kind].n_least);
  signal_context_destroy (context);
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autofree char *path = g_strconcat ("/omemo/vectors/", kinds[i].kind, NULL);

    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_kind);
  }
  return g_test_run ();
}
