/* What is left in memory of keys, texts and ratchet states once everything was closed: nothing, of
 * libomemo-c's own copies too. A canary shows that the search finds what is there. */

#include "test-omemo-person.h"
#include "test-omemo-search.h"

#include <omemo/curve.h>
#include <omemo/ratchet.h>
#include <omemo/session_record.h>
#include <omemo/session_state.h>

#include "../lib/omemo-bare.h"
#include "omemo/omemo-crypto-private.h"
#include "store/store-omemo.h"

#define N_MESSAGES 40

static void
add_chain (Search *search, const char *name, ratchet_chain_key *chain, guint version) {
  signal_buffer *key = NULL;
  ratchet_message_keys keys;

  if (chain == NULL)
    return;
  g_assert_cmpint (ratchet_chain_key_get_key (chain, &key), ==, 0);
  search_add (search, name, signal_buffer_data (key), signal_buffer_len (key));
  signal_buffer_bzero_free (key);
  g_assert_cmpint (ratchet_chain_key_get_message_keys (
                       chain, &keys, ratchet_kdf_infos_for_session_version (version)),
      ==, 0);
  search_add (search, "cipher key", keys.cipher_key, 32);
  search_add (search, "tag key", keys.mac_key, 32);
  explicit_bzero (&keys, sizeof keys);
}

/* Everything that a ratchet state is made of. */
static void
add_record (
    Search *search, const guint8 *bytes, gsize size, guint version, signal_context *signal) {
  session_record *record = NULL;
  signal_buffer *key = NULL;
  session_state *state;

  g_assert_cmpint (session_record_deserialize (&record, bytes, size, signal), ==, 0);
  state = session_record_get_state (record);
  g_assert_cmpint (ratchet_root_key_get_key (session_state_get_root_key (state), &key), ==, 0);
  search_add (search, "root key", signal_buffer_data (key), signal_buffer_len (key));
  signal_buffer_bzero_free (key);
  add_chain (search, "chain key", session_state_get_sender_chain_key (state), version);
  g_assert_cmpint (ec_private_key_serialize (&key,
                       ec_key_pair_get_private (session_state_get_sender_ratchet_key_pair (state))),
      ==, 0);
  search_add (search, "ratchet key", signal_buffer_data (key), signal_buffer_len (key));
  signal_buffer_bzero_free (key);
  SIGNAL_UNREF (record);
}

static void
add_session (Search *search, Bare *bare, guint32 device) {
  gpointer *block = g_hash_table_lookup (bare->sessions, GINT_TO_POINTER ((gint)device));

  add_record (
      search, (guint8 *)(block + 1), GPOINTER_TO_SIZE (block[0]), bare->version, bare->signal);
}

static void
add_identity (Search *search, Bare *bare) {
  signal_buffer *key = NULL;

  g_assert_cmpint (
      ec_private_key_serialize (&key, ratchet_identity_key_pair_get_private (bare->identity)), ==,
      0);
  search_add (search, "identity", signal_buffer_data (key), signal_buffer_len (key));
  signal_buffer_bzero_free (key);
}

/* A text that stands nowhere else. */
static char *
make_text (guint n) {
  g_autofree char *id = confab_base_random_dup_id (confab_base_random_system (), 16);
  char *text = g_strdup_printf ("%s is what I never told anybody, number %u", id, n);

  explicit_bzero (id, strlen (id));
  return text;
}

static void
talk (Search *search, Bare *from, Bare *to, guint n) {
  gboolean is_two = from->version == 4, is_exchange = FALSE;
  g_autofree guint8 *bytes = NULL;
  g_autoptr (GBytes) payload = NULL;
  guint8 blob[CONFAB_OMEMO_TWO_KEY], iv[CONFAB_OMEMO_OLD_IV];
  gsize blob_size = is_two ? CONFAB_OMEMO_TWO_KEY : CONFAB_OMEMO_OLD_KEY, size = 0, length;
  signal_buffer *plain = NULL;
  char *text = make_text (n), *opened;

  search_add (search, "text", text, strlen (text));
  if (is_two)
    confab_omemo_crypto_seal_two (
        confab_base_random_system (), (guint8 *)text, strlen (text), blob, &payload);
  else
    confab_omemo_crypto_seal_old (
        confab_base_random_system (), (guint8 *)text, strlen (text), blob, iv, &payload);
  search_add (search, "payload key", blob, is_two ? 32 : 16);
  g_assert_cmpint (
      bare_encrypt (from, to->device, blob, blob_size, &bytes, &size, &is_exchange), ==, 0);
  explicit_bzero (blob, sizeof blob);
  explicit_bzero (text, strlen (text));
  g_free (text);
  g_assert_cmpint (bare_decrypt (to, from->device, bytes, size, is_exchange, &plain), ==, 0);
  opened =
      is_two
          ? confab_omemo_crypto_open_two (signal_buffer_data (plain), signal_buffer_len (plain),
                g_bytes_get_data (payload, NULL), g_bytes_get_size (payload), &length)
          : confab_omemo_crypto_open_old (signal_buffer_data (plain), signal_buffer_len (plain), iv,
                sizeof iv, g_bytes_get_data (payload, NULL), g_bytes_get_size (payload), &length);
  g_assert_nonnull (opened);
  confab_omemo_crypto_free (opened, length);
  signal_buffer_bzero_free (plain);
  add_session (search, from, to->device);
  add_session (search, to, from->device);
}

/* Nothing is found but the canary, and that one once. */
static void
search_assert_clean (Search *search) {
  SearchItem *canary;
  guint8 *planted = g_malloc (SEARCH_MAX);
  guint n_found;

  confab_base_random_fill (confab_base_random_system (), planted, SEARCH_MAX);
  canary = search_add (search, "canary", planted, SEARCH_MAX);
  n_found = search_run (search);
  g_test_message ("%u of %u were found", n_found, search->items->len);
  for (guint n = 0; n < search->items->len; n++) {
    SearchItem *item = g_ptr_array_index (search->items, n);

    if (item->n_found > 0)
      g_test_message ("%s: %u times,%s", item->name, item->n_found, item->where);
  }
  g_assert_cmpuint (canary->n_found, ==, 1);
  g_assert_cmpuint (n_found, ==, 1);
  g_free (planted);
  g_assert_cmpuint (search_run (search), ==, 0);
}

static void
test_library (gconstpointer data) {
  guint version = GPOINTER_TO_UINT (data);
  Search *search = search_new ();
  Bare *ann = bare_new (1, version, confab_base_random_system ());
  Bare *ben = bare_new (2, version, confab_base_random_system ());

  g_assert_cmpint (bare_begin (ann, ben, 5), >=, 0);
  add_identity (search, ann);
  add_identity (search, ben);
  for (guint n = 0; n < N_MESSAGES; n++) {
    gboolean is_answer = n / 3 % 2 == 1;

    talk (search, is_answer ? ben : ann, is_answer ? ann : ben, n);
  }
  bare_free (ann);
  bare_free (ben);
  search_assert_clean (search);
  search_free (search);
}

/* ---- in a vault ---- */

typedef struct {
  Search *search;
  const char *other;
  ConfabOmemoVersion version;
  gboolean with_identity;
} Look;

static gboolean
on_look (const ConfabOmemoScope *scope, gpointer data, GError **error) {
  Look *look = data;
  g_autoptr (GPtrArray) sessions = confab_store_omemo_list_sessions (
      scope->db, scope->account, (int)look->version, look->other, 0, error);
  ConfabStoreOmemoOwn *own = NULL;
  signal_context *signal = NULL;

  g_assert_nonnull (sessions);
  g_assert_cmpuint (sessions->len, >, 0);
  g_assert_cmpint (signal_context_create (&signal, NULL), ==, 0);
  g_assert_true (confab_omemo_crypto_install (signal, scope->random));
  for (guint i = 0; i < sessions->len; i++) {
    g_autoptr (GBytes) record = confab_store_omemo_read_session (
        scope->db, scope->account, look->other, g_ptr_array_index (sessions, i), error);
    gsize size;
    const guint8 *bytes = g_bytes_get_data (record, &size);

    add_record (look->search, bytes, size, look->version == CONFAB_OMEMO_TWO ? 4 : 3, signal);
  }
  signal_context_destroy (signal);
  if (look->with_identity) {
    g_assert_true (confab_store_omemo_get_own (scope->db, scope->account, &own, error));
    search_add (look->search, "identity", g_bytes_get_data (own->secret, NULL), 32);
    confab_store_omemo_own_free (own);
  }
  return TRUE;
}

static void
talk_in_vaults (Search *search, Person *from, Person *to, guint n, ConfabOmemoVersion version) {
  Look looks[] = { { search, to->address, version, n == 1 },
    { search, from->address, version, n == 1 } };
  char *text = make_text (n);
  g_autoptr (GBytes) bytes = person_say (from, to->address, text);

  search_add (search, "text", text, strlen (text));
  person_assert_hears (to, from->address, bytes, text);
  g_free (text);
  person_do (from, on_look, &looks[0]);
  person_do (to, on_look, &looks[1]);
}

/* Sealed and opened as Confab does it, and both vaults closed. */
static void
test_vault (gconstpointer data) {
  ConfabOmemoVersion version = (ConfabOmemoVersion)GPOINTER_TO_INT (data);
  const ConfabRandom *random = confab_base_random_system ();
  Search *search = search_new ();
  Person *ann = person_new ("ann@example.org", random);
  Person *ben = person_new ("ben@example.org", random);

  person_meet (ann, ben, version);
  person_know (ben, ann, version);
  for (guint n = 0; n < N_MESSAGES / 2; n++) {
    gboolean is_answer = n / 3 % 2 == 1;

    talk_in_vaults (search, is_answer ? ben : ann, is_answer ? ann : ben, n, version);
  }
  person_free (ann);
  person_free (ben);
  search_assert_clean (search);
  search_free (search);
}

/* What a buffer leaves when it grows, shrinks and goes. */
static void
test_heap (void) {
  Search *search = search_new ();
  GString *string = g_string_new (NULL);

  for (guint n = 0; n < 200; n++) {
    char *text = make_text (n);

    search_add (search, "text", text, strlen (text));
    g_string_append (string, text);
    g_free (text);
  }
  string->str = g_realloc (string->str, 100);
  string->str[99] = '\0';
  string->len = 99;
  string->allocated_len = 100;
  g_assert_cmpuint (search_run (search), ==, 1);
  g_string_free (string, TRUE);
  search_assert_clean (search);
  search_free (search);
}

int
main (int argc, char *argv[]) {
  test_init (&argc, &argv);
  /* A sanitizer keeps what was freed to show who used it after. */
  if (!confab_omemo_crypto_wipes ())
    return 77;
  g_test_add_func ("/omemo/wiped/heap", test_heap);
  g_test_add_data_func ("/omemo/wiped/old", GUINT_TO_POINTER (3), test_library);
  g_test_add_data_func ("/omemo/wiped/two", GUINT_TO_POINTER (4), test_library);
  g_test_add_data_func ("/omemo/wiped/vault-old", GINT_TO_POINTER (CONFAB_OMEMO_OLD), test_vault);
  g_test_add_data_func ("/omemo/wiped/vault-two", GINT_TO_POINTER (CONFAB_OMEMO_TWO), test_vault);
  return g_test_run ();
}
