/* The ciphers of both payloads and the provider: what was changed is not opened, what fails leaves
 * nothing behind, and a source without numbers stops everything. */

#include "test-omemo-crypto.h"

#include <omemo/curve.h>
#include <omemo/key_helper.h>
#include <openssl/err.h>
#include <openssl/rand.h>

#define MARK 0xA7

static const char text[] = "See you at six, by the old bridge.";

static gboolean
is_all (const guint8 *bytes, gsize size, guint8 value) {
  for (gsize i = 0; i < size; i++)
    if (bytes[i] != value)
      return FALSE;
  return TRUE;
}

typedef struct {
  guint8 blob[48];
  guint8 iv[16];
  gsize blob_length;
  GBytes *payload;
} Sealed;

static gboolean
seal (
    gboolean is_two, const ConfabRandom *random, const char *words, gsize length, Sealed *sealed) {
  memset (sealed, 0, sizeof *sealed);
  memset (sealed->blob, MARK, sizeof sealed->blob);
  memset (sealed->iv, MARK, sizeof sealed->iv);
  sealed->blob_length = is_two ? CONFAB_OMEMO_TWO_KEY : CONFAB_OMEMO_OLD_KEY;
  if (is_two)
    return confab_omemo_crypto_seal_two (
        random, (const guint8 *)words, length, sealed->blob, &sealed->payload);
  return confab_omemo_crypto_seal_old (
      random, (const guint8 *)words, length, sealed->blob, sealed->iv, &sealed->payload);
}

static char *
open_bytes (
    gboolean is_two, const Sealed *sealed, const guint8 *payload, gsize size, gsize *length) {
  if (is_two)
    return confab_omemo_crypto_open_two (sealed->blob, sealed->blob_length, payload, size, length);
  return confab_omemo_crypto_open_old (
      sealed->blob, sealed->blob_length, sealed->iv, CONFAB_OMEMO_OLD_IV, payload, size, length);
}

static void
clear (Sealed *sealed) {
  g_clear_pointer (&sealed->payload, g_bytes_unref);
}

/* Every length to beyond three blocks comes back as it was, with a NUL behind it. */
static void
test_round_trip (gconstpointer data) {
  gboolean is_two = GPOINTER_TO_INT (data);
  char words[64];

  for (gsize n = 0; n < sizeof words; n++) {
    Sealed sealed;
    gsize size, length = 99;
    const guint8 *payload;
    char *opened;

    memset (words, (int)('a' + n % 26), sizeof words);
    g_assert_true (seal (is_two, confab_base_random_system (), words, n, &sealed));
    payload = g_bytes_get_data (sealed.payload, &size);
    g_assert_cmpuint (size, ==, is_two ? n / 16 * 16 + 16 : n);
    g_assert_true (n < 8 || memmem (payload, size, words, n) == NULL);
    opened = open_bytes (is_two, &sealed, payload, size, &length);
    g_assert_nonnull (opened);
    g_assert_cmpmem (opened, length, words, n);
    g_assert_cmpint (opened[length], ==, '\0');
    confab_omemo_crypto_free (opened, length);
    clear (&sealed);
  }
}

/* One bit changed, anywhere in key, tag, IV or payload; one byte more or less: nothing is opened.
 */
static void
test_changed (gconstpointer data) {
  gboolean is_two = GPOINTER_TO_INT (data);
  g_autofree guint8 *payload = NULL;
  Sealed sealed, changed;
  gsize size, length;

  g_assert_true (seal (is_two, confab_base_random_system (), text, strlen (text), &sealed));
  payload = g_memdup2 (g_bytes_get_data (sealed.payload, &size), g_bytes_get_size (sealed.payload));
  for (gsize i = 0; i < 8 * size; i++) {
    payload[i / 8] ^= (guint8)(1 << i % 8);
    g_assert_null (open_bytes (is_two, &sealed, payload, size, &length));
    g_assert_cmpuint (length, ==, 0);
    payload[i / 8] ^= (guint8)(1 << i % 8);
  }
  for (gsize i = 0; i < 8 * sealed.blob_length; i++) {
    changed = sealed;
    changed.blob[i / 8] ^= (guint8)(1 << i % 8);
    g_assert_null (open_bytes (is_two, &changed, payload, size, &length));
  }
  for (gsize i = 0; !is_two && i < 8 * CONFAB_OMEMO_OLD_IV; i++) {
    changed = sealed;
    changed.iv[i / 8] ^= (guint8)(1 << i % 8);
    g_assert_null (open_bytes (is_two, &changed, payload, size, &length));
  }
  for (gsize i = 0; i < size; i++)
    g_assert_null (open_bytes (is_two, &sealed, payload, i, &length));
  g_assert_cmpuint (ERR_peek_error (), ==, 0);
  clear (&sealed);
}

/* The form of before: a key of 16 bytes, the tag at the end of the payload; and an IV of 16. */
static void
test_old_forms (void) {
  g_autofree guint8 *joined = NULL;
  guint8 iv[16] = { 0 };
  Sealed sealed;
  gsize size, length;
  const guint8 *payload;
  char *opened;

  g_assert_true (seal (FALSE, confab_base_random_system (), text, strlen (text), &sealed));
  payload = g_bytes_get_data (sealed.payload, &size);
  joined = g_malloc (size + 16);
  memcpy (joined, payload, size);
  memcpy (joined + size, sealed.blob + 16, 16);
  opened =
      confab_omemo_crypto_open_old (sealed.blob, 16, sealed.iv, 12, joined, size + 16, &length);
  g_assert_cmpmem (opened, length, text, strlen (text));
  confab_omemo_crypto_free (opened, length);
  g_assert_null (
      confab_omemo_crypto_open_old (sealed.blob, 16, sealed.iv, 12, joined, 15, &length));
  for (gsize n = 0; n <= 48; n++)
    if (n != 16 && n != 32)
      g_assert_null (
          confab_omemo_crypto_open_old (sealed.blob, n, sealed.iv, 12, payload, size, &length));
  for (gsize n = 0; n <= 16; n++)
    if (n != 12)
      g_assert_null (confab_omemo_crypto_open_old (sealed.blob, 32, iv, n, payload, size, &length));
  for (gsize n = 0; n < 48; n++)
    g_assert_null (confab_omemo_crypto_open_two (sealed.blob, n, payload, 32, &length));
  clear (&sealed);
}

/* No key and no IV comes twice. */
static void
test_fresh (gconstpointer data) {
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, NULL, NULL);
  g_autoptr (GPtrArray) keep = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);

  for (guint i = 0; i < 500; i++) {
    Sealed sealed;

    g_assert_true (
        seal (GPOINTER_TO_INT (data), confab_base_random_system (), text, strlen (text), &sealed));
    g_ptr_array_add (keep, g_bytes_new (sealed.blob, 16));
    g_ptr_array_add (keep, g_bytes_new (sealed.iv, 12));
    g_assert_true (g_hash_table_add (seen, g_ptr_array_index (keep, 2 * i)));
    if (!GPOINTER_TO_INT (data))
      g_assert_true (g_hash_table_add (seen, g_ptr_array_index (keep, 2 * i + 1)));
    clear (&sealed);
  }
}

/* Each draw fails in turn: FALSE, and nothing was written. */
static void
test_no_numbers (gconstpointer data) {
  gboolean is_two = GPOINTER_TO_INT (data);

  for (guint at = 1; at <= (is_two ? 1u : 2u); at++) {
    TestSource source = { .fails_at = at };
    ConfabRandom random = test_source_use (&source);
    Sealed sealed;

    g_assert_false (seal (is_two, &random, text, strlen (text), &sealed));
    g_assert_cmpuint (source.drawn, ==, at);
    g_assert_true (is_all (sealed.blob, sizeof sealed.blob, MARK));
    g_assert_true (is_all (sealed.iv, sizeof sealed.iv, MARK));
    g_assert_null (sealed.payload);
    source.fails_at = 0;
    g_assert_true (seal (is_two, &random, text, strlen (text), &sealed));
    clear (&sealed);
  }
}

static void
test_too_long (gconstpointer data) {
  gsize size = 16 * 1024 * 1024 + 1, length;
  g_autofree guint8 *much = g_malloc0 (size + 15);
  Sealed sealed, none = { .blob_length = GPOINTER_TO_INT (data) ? 48 : 32 };

  g_assert_false (seal (
      GPOINTER_TO_INT (data), confab_base_random_system (), (const char *)much, size, &sealed));
  g_assert_null (open_bytes (GPOINTER_TO_INT (data), &none, much, size + 15, &length));
}

/* ---- the provider, through the library ---- */

static signal_context *
new_context (const ConfabRandom *random) {
  signal_context *context = NULL;

  g_assert_cmpint (signal_context_create (&context, NULL), ==, SG_SUCCESS);
  g_assert_true (confab_omemo_crypto_install (context, random));
  return context;
}

/* No key, no signature and no list of prekeys without numbers. */
static void
test_library_without_numbers (void) {
  TestSource source = { .fails_at = 1 };
  ConfabRandom random = test_source_use (&source);
  signal_context *context = new_context (&random);
  ratchet_identity_key_pair *identity = NULL;
  session_signed_pre_key *signed_key = NULL;
  signal_protocol_key_helper_pre_key_list_node *list = NULL;
  signal_buffer *signature = NULL;
  ec_key_pair *pair = NULL;
  guint n_draws;

  g_assert_cmpint (curve_generate_key_pair (context, &pair), <, 0);
  g_assert_null (pair);
  source.fails_at = source.drawn + 1;
  g_assert_cmpint (
      signal_protocol_key_helper_generate_identity_key_pair (&identity, context), <, 0);
  g_assert_null (identity);
  source.fails_at = 0;
  g_assert_cmpint (
      signal_protocol_key_helper_generate_identity_key_pair (&identity, context), ==, 0);
  g_assert_cmpint (curve_generate_key_pair (context, &pair), ==, 0);

  source.fails_at = source.drawn + 1;
  g_assert_cmpint (curve_calculate_signature (context, &signature, ec_key_pair_get_private (pair),
                       (const guint8 *)text, strlen (text)),
      <, 0);
  g_assert_null (signature);
  for (guint at = 1; at <= 2; at++) {
    source.fails_at = source.drawn + at;
    g_assert_cmpint (
        signal_protocol_key_helper_generate_signed_pre_key (&signed_key, identity, 7, 1, context),
        <, 0);
    g_assert_null (signed_key);
  }
  source.fails_at = 0;
  n_draws = source.drawn;
  g_assert_cmpint (signal_protocol_key_helper_generate_pre_keys (&list, 1, 5, context), ==, 0);
  n_draws = source.drawn - n_draws;
  signal_protocol_key_helper_key_list_free (list);
  for (guint at = 1; at <= n_draws; at++) {
    list = NULL;
    source.fails_at = source.drawn + at;
    g_assert_cmpint (signal_protocol_key_helper_generate_pre_keys (&list, 1, 5, context), <, 0);
    g_assert_null (list);
  }
  SIGNAL_UNREF (pair);
  SIGNAL_UNREF (identity);
  signal_context_destroy (context);
}

/* ---- OpenSSL's own generator without numbers ends the program ---- */

G_GNUC_BEGIN_IGNORE_DEPRECATIONS
static int
give_nothing (unsigned char *bytes, int size) {
  return 0;
}

static int
never_ready (void) {
  return 0;
}

static void
test_system_without_numbers (void) {
  static const RAND_METHOD empty = { .bytes = give_nothing, .status = never_ready };
  Sealed sealed;

  if (g_test_subprocess ()) {
    g_assert_cmpint (RAND_set_rand_method (&empty), ==, 1);
    seal (FALSE, confab_base_random_system (), text, strlen (text), &sealed);
    return;
  }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*random*failed*");
}
G_GNUC_END_IGNORE_DEPRECATIONS

int
main (int argc, char *argv[]) {
  const gconstpointer old = GINT_TO_POINTER (FALSE), two = GINT_TO_POINTER (TRUE);

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/omemo/crypto/round-trip/old", old, test_round_trip);
  g_test_add_data_func ("/omemo/crypto/round-trip/two", two, test_round_trip);
  g_test_add_data_func ("/omemo/crypto/changed/old", old, test_changed);
  g_test_add_data_func ("/omemo/crypto/changed/two", two, test_changed);
  g_test_add_func ("/omemo/crypto/old-forms", test_old_forms);
  g_test_add_data_func ("/omemo/crypto/fresh/old", old, test_fresh);
  g_test_add_data_func ("/omemo/crypto/fresh/two", two, test_fresh);
  g_test_add_data_func ("/omemo/crypto/no-numbers/old", old, test_no_numbers);
  g_test_add_data_func ("/omemo/crypto/no-numbers/two", two, test_no_numbers);
  g_test_add_data_func ("/omemo/crypto/too-long/old", old, test_too_long);
  g_test_add_data_func ("/omemo/crypto/too-long/two", two, test_too_long);
  g_test_add_func ("/omemo/crypto/library-without-numbers", test_library_without_numbers);
  g_test_add_func ("/omemo/crypto/system-without-numbers", test_system_without_numbers);
  return g_test_run ();
}
