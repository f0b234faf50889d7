/* Names of devices: only what the owner of the key signed, whichever of both points it stands for;
 * and in a list a name counts once the key is known. */

#include "test-omemo-party.h"

#include <openssl/evp.h>

#include "omemo/omemo-context-private.h"
#include "omemo/omemo-label-private.h"

#define BEN "ben@example.net"
#define N_KEYS 32

typedef struct {
  EVP_PKEY *pair;
  GBytes *identity; /* Curve25519 */
  gboolean is_negative;
} Signer;

static void
signer_init (Signer *signer) {
  guint8 key[32];
  gsize size = sizeof key;

  signer->pair = EVP_PKEY_Q_keygen (NULL, NULL, "ED25519");
  g_assert_cmpint (EVP_PKEY_get_raw_public_key (signer->pair, key, &size), >, 0);
  signer->identity = confab_omemo_context_dup_identity (CONFAB_OMEMO_TWO, key);
  g_assert_nonnull (signer->identity);
  signer->is_negative = (key[31] & 0x80) != 0;
}

static void
signer_clear (Signer *signer) {
  EVP_PKEY_free (signer->pair);
  g_bytes_unref (signer->identity);
}

static GBytes *
sign (Signer *signer, const char *text) {
  guint8 signature[64];
  gsize size = sizeof signature;
  EVP_MD_CTX *context = EVP_MD_CTX_new ();

  g_assert_cmpint (EVP_DigestSignInit (context, NULL, NULL, NULL, signer->pair), >, 0);
  g_assert_cmpint (
      EVP_DigestSign (context, signature, &size, (const guint8 *)text, strlen (text)), >, 0);
  EVP_MD_CTX_free (context);
  return g_bytes_new (signature, size);
}

static void
test_signed (void) {
  guint n_negative = 0;

  for (guint i = 0; i < N_KEYS; i++) {
    Signer ben;
    Signer other;
    g_autoptr (GBytes) good = NULL;
    g_autoptr (GBytes) foreign = NULL;
    g_autoptr (GBytes) damaged = NULL;
    g_autoptr (GBytes) cut = NULL;
    guint8 bytes[64];

    signer_init (&ben);
    signer_init (&other);
    n_negative += ben.is_negative != FALSE;
    good = sign (&ben, "Phone");
    foreign = sign (&other, "Phone");
    memcpy (bytes, g_bytes_get_data (good, NULL), sizeof bytes);
    bytes[i] ^= 1;
    damaged = g_bytes_new (bytes, sizeof bytes);
    cut = g_bytes_new_from_bytes (good, 0, 63);
    g_assert_true (confab_omemo_label_is_signed (ben.identity, "Phone", good));
    g_assert_false (confab_omemo_label_is_signed (ben.identity, "phone", good));
    g_assert_false (confab_omemo_label_is_signed (ben.identity, "Phone", foreign));
    g_assert_false (confab_omemo_label_is_signed (ben.identity, "Phone", damaged));
    g_assert_false (confab_omemo_label_is_signed (ben.identity, "Phone", cut));
    g_assert_false (confab_omemo_label_is_signed (ben.identity, "Phone", NULL));
    g_assert_false (confab_omemo_label_is_signed (other.identity, "Phone", good));
    g_assert_false (confab_omemo_label_is_signed (NULL, "Phone", good));
    signer_clear (&ben);
    signer_clear (&other);
  }
  g_assert_cmpuint (n_negative, >, 0);
  g_assert_cmpuint (n_negative, <, N_KEYS);
}

static void
list_named (Party *party, guint32 id, const char *label, GBytes *signature) {
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_xep_omemo_device_free);
  ConfabXepOmemoDevice *device = g_new0 (ConfabXepOmemoDevice, 1);
  ConfabOmemoListed listed;
  Call call = { .party = party,
    .run = run_list,
    .address = BEN,
    .version = CONFAB_OMEMO_TWO,
    .list = list,
    .out = &listed };

  device->id = id;
  device->label = g_strdup (label);
  if (signature != NULL)
    device->label_signature = g_bytes_ref (signature);
  g_ptr_array_add (list, device);
  party_run (&call);
}

static gboolean
run_key_of_device (const ConfabOmemoScope *scope, Call *call, GError **error) {
  ConfabStoreOmemoDevice device = { .id = call->device, .is_two = TRUE, .identity = call->key };

  return confab_store_omemo_put_device (scope->db, scope->account, BEN, &device, error);
}

static void
assert_label (Party *party, guint32 id, const char *label) {
  g_autoptr (GPtrArray) devices = party_devices (party, BEN);

  g_assert_cmpstr (find_device (devices, id)->label, ==, label);
}

static void
test_list (void) {
  g_autoptr (Party) alice = party_new ("alice@example.org");
  Signer ben;
  g_autoptr (GBytes) good = NULL;
  g_autoptr (GBytes) better = NULL;
  Call call = { .party = alice, .run = run_key_of_device, .device = 7 };

  signer_init (&ben);
  good = sign (&ben, "Phone");
  better = sign (&ben, "Old phone");
  list_named (alice, 7, "Phone", good);
  assert_label (alice, 7, NULL);
  call.key = ben.identity;
  party_run (&call);
  list_named (alice, 7, "Phone", good);
  assert_label (alice, 7, "Phone");
  list_named (alice, 7, "Old phone", better);
  assert_label (alice, 7, "Old phone");
  list_named (alice, 7, "Laptop", good);
  assert_label (alice, 7, NULL);
  signer_clear (&ben);
}

int
main (int argc, char **argv) {
  test_init (&argc, &argv);
  g_test_add_func ("/omemo/label/signed", test_signed);
  g_test_add_func ("/omemo/label/list", test_list);
  return g_test_run ();
}
