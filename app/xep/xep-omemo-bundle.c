/* Bundles of OMEMO: the public keys of one device, from the element of either version and back.
 *
 * Refuses a bundle that lacks a part or has one of a wrong length; a prekey that is wrong, double
 * or could never be deleted again by its owner is left out alone. Looks at no signature. */

#include <string.h>

#include "xep/xep-omemo-private.h"

/* Higher ids mean "no prekey" to libraries in use, which then keep the key for ever. */
#define MAX_PREKEY 0xFFFFFE

/* The same parts under two sets of names. */
typedef struct {
  const char *identity;
  const char *signed_key;
  const char *signed_id; /* attribute */
  const char *signature;
  const char *prekey;
  const char *prekey_id; /* attribute */
} Names;

static const Names *
get_names (ConfabOmemoVersion version) {
  static const Names old = { "identityKey", "signedPreKeyPublic", "signedPreKeyId",
    "signedPreKeySignature", "preKeyPublic", "preKeyId" };
  static const Names two = { "ik", "spk", "id", "spks", "pk", "id" };

  return version == CONFAB_OMEMO_TWO ? &two : &old;
}

static void
prekey_free (gpointer data) {
  ConfabXepOmemoPrekey *prekey = data;

  g_bytes_unref (prekey->key);
  g_free (prekey);
}

ConfabXepOmemoBundle *
confab_xep_omemo_bundle_alloc (ConfabOmemoVersion version) {
  ConfabXepOmemoBundle *bundle = g_new0 (ConfabXepOmemoBundle, 1);

  bundle->version = version;
  bundle->prekeys = g_ptr_array_new_with_free_func (prekey_free);
  return bundle;
}

void
confab_xep_omemo_bundle_free (ConfabXepOmemoBundle *bundle) {
  g_clear_pointer (&bundle->identity, g_bytes_unref);
  g_clear_pointer (&bundle->signed_key, g_bytes_unref);
  g_clear_pointer (&bundle->signature, g_bytes_unref);
  g_ptr_array_unref (bundle->prekeys);
  g_free (bundle);
}

void
confab_xep_omemo_bundle_add (ConfabXepOmemoBundle *bundle, guint32 id, GBytes *key) {
  ConfabXepOmemoPrekey *prekey = g_new0 (ConfabXepOmemoPrekey, 1);

  prekey->id = id;
  prekey->key = g_bytes_ref (key);
  g_ptr_array_add (bundle->prekeys, prekey);
}

static gboolean
has_prekey (const ConfabXepOmemoBundle *bundle, guint32 id) {
  for (guint i = 0; i < bundle->prekeys->len; i++) {
    const ConfabXepOmemoPrekey *prekey = g_ptr_array_index (bundle->prekeys, i);

    if (prekey->id == id)
      return TRUE;
  }
  return FALSE;
}

static void
read_prekeys (ConfabXepOmemoBundle *bundle, const ConfabStanza *element) {
  const Names *names = get_names (bundle->version);
  const char *ns = confab_xep_omemo_ns (bundle->version);
  ConfabStanza *list = confab_xmpp_stanza_get_child (element, "prekeys", ns);
  guint n = list != NULL ? confab_xmpp_stanza_get_n_children (list) : 0;

  for (guint i = 0; i < n && bundle->prekeys->len < CONFAB_XEP_OMEMO_MAX_PREKEYS; i++) {
    ConfabStanza *child = confab_xmpp_stanza_get_nth (list, i);
    g_autoptr (GBytes) key = NULL;
    guint32 id = 0;

    if (!confab_xmpp_stanza_is (child, names->prekey, ns) ||
        !confab_xep_omemo_read_number (child, names->prekey_id, 1, MAX_PREKEY, &id) ||
        has_prekey (bundle, id))
      continue;
    key = confab_xep_omemo_dup_key (bundle->version, child);
    if (key != NULL)
      confab_xep_omemo_bundle_add (bundle, id, key);
  }
}

/* The id of the signed key: some programs count from 0. */
static gboolean
read_signed (ConfabXepOmemoBundle *bundle, const ConfabStanza *element) {
  const Names *names = get_names (bundle->version);
  const char *ns = confab_xep_omemo_ns (bundle->version);
  ConfabStanza *key = confab_xmpp_stanza_get_child (element, names->signed_key, ns);
  ConfabStanza *signature = confab_xmpp_stanza_get_child (element, names->signature, ns);

  if (key == NULL || !confab_xep_omemo_read_number (
                         key, names->signed_id, 0, CONFAB_XEP_OMEMO_MAX_NUMBER, &bundle->signed_id))
    return FALSE;
  bundle->signed_key = confab_xep_omemo_dup_key (bundle->version, key);
  bundle->signature = confab_xep_omemo_dup_bytes (signature, CONFAB_XEP_OMEMO_SIGNATURE_BYTES);
  return bundle->signed_key != NULL && bundle->signature != NULL &&
         g_bytes_get_size (bundle->signature) == CONFAB_XEP_OMEMO_SIGNATURE_BYTES;
}

ConfabXepOmemoBundle *
confab_xep_omemo_bundle_read (ConfabOmemoVersion version, const ConfabStanza *bundle) {
  const char *ns = confab_xep_omemo_ns (version);
  g_autoptr (ConfabXepOmemoBundle) read = NULL;

  if (ns == NULL || !confab_xmpp_stanza_is (bundle, "bundle", ns))
    return NULL;

  read = confab_xep_omemo_bundle_alloc (version);
  read->identity = confab_xep_omemo_dup_key (
      version, confab_xmpp_stanza_get_child (bundle, get_names (version)->identity, ns));
  if (read->identity == NULL || !read_signed (read, bundle))
    return NULL;
  read_prekeys (read, bundle);
  return g_steal_pointer (&read);
}

ConfabStanza *
confab_xep_omemo_bundle_new (const ConfabXepOmemoBundle *bundle) {
  const Names *names = get_names (bundle->version);
  ConfabStanza *element = confab_xmpp_stanza_new ("bundle", confab_xep_omemo_ns (bundle->version));
  ConfabStanza *key =
      confab_xep_omemo_add_key (bundle->version, element, names->signed_key, bundle->signed_key);
  ConfabStanza *list;

  confab_xep_omemo_set_number (key, names->signed_id, bundle->signed_id);
  confab_xep_omemo_add_bytes (element, names->signature, bundle->signature);
  confab_xep_omemo_add_key (bundle->version, element, names->identity, bundle->identity);
  list = confab_xmpp_stanza_add (element, "prekeys", NULL);
  for (guint i = 0; i < bundle->prekeys->len; i++) {
    const ConfabXepOmemoPrekey *prekey = g_ptr_array_index (bundle->prekeys, i);

    key = confab_xep_omemo_add_key (bundle->version, list, names->prekey, prekey->key);
    confab_xep_omemo_set_number (key, names->prekey_id, prekey->id);
  }
  return element;
}
