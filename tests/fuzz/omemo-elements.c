/* Fuzz target: device lists, bundles and sealed elements of both versions of OMEMO. The input is
 * one XML element, as it stands in an item or a message.
 *
 * Besides crashes it looks for broken promises: more read than the bounds allow, an id or a length
 * that cannot be, and what does not come back the same after it was written and read again. */

#include <stdint.h>
#include <string.h>

#include "base/base-jid.h"
#include "xep/xep-omemo.h"

#define MAX_ID 0x7fffffffu
#define MAX_PREKEY_ID 0xfffffeu

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_size (GBytes *bytes, gsize expected) {
  g_assert (bytes != NULL && g_bytes_get_size (bytes) == expected);
}

/* Written twice over, it must be the same. Takes both. */
static void
check_same (ConfabStanza *first, ConfabStanza *second) {
  g_autofree char *one = confab_xmpp_stanza_to_string (first);
  g_autofree char *other = confab_xmpp_stanza_to_string (second);

  g_assert_cmpstr (one, ==, other);
  confab_xmpp_stanza_unref (first);
  confab_xmpp_stanza_unref (second);
}

static void
check_devices (ConfabOmemoVersion version, const ConfabStanza *element) {
  g_autoptr (GPtrArray) devices = confab_xep_omemo_devices_read (version, element);
  g_autoptr (GPtrArray) again = NULL;
  ConfabStanza *written;

  if (devices == NULL)
    return;
  g_assert (devices->len <= CONFAB_XEP_OMEMO_MAX_DEVICES);
  for (guint i = 0; i < devices->len; i++) {
    const ConfabXepOmemoDevice *device = devices->pdata[i];

    g_assert (device->id >= 1 && device->id <= MAX_ID);
    g_assert ((device->label == NULL) == (device->label_signature == NULL));
    if (device->label != NULL) {
      g_assert (g_utf8_validate (device->label, -1, NULL));
      g_assert (g_utf8_strlen (device->label, -1) <= 53);
    }
  }
  written = confab_xep_omemo_devices_new (version, devices);
  again = confab_xep_omemo_devices_read (version, written);
  check_same (written, confab_xep_omemo_devices_new (version, again));
}

static void
check_bundle (ConfabOmemoVersion version, const ConfabStanza *element) {
  g_autoptr (ConfabXepOmemoBundle) bundle = confab_xep_omemo_bundle_read (version, element);
  g_autoptr (ConfabXepOmemoBundle) again = NULL;
  ConfabStanza *written;

  if (bundle == NULL)
    return;
  check_size (bundle->identity, CONFAB_XEP_OMEMO_KEY_BYTES);
  check_size (bundle->signed_key, CONFAB_XEP_OMEMO_KEY_BYTES);
  check_size (bundle->signature, 64);
  g_assert (bundle->signed_id <= MAX_ID);
  g_assert (bundle->prekeys->len <= CONFAB_XEP_OMEMO_MAX_PREKEYS);
  for (guint i = 0; i < bundle->prekeys->len; i++) {
    const ConfabXepOmemoPrekey *prekey = bundle->prekeys->pdata[i];

    g_assert (prekey->id >= 1 && prekey->id <= MAX_PREKEY_ID);
    check_size (prekey->key, CONFAB_XEP_OMEMO_KEY_BYTES);
  }
  written = confab_xep_omemo_bundle_new (bundle);
  again = confab_xep_omemo_bundle_read (version, written);
  g_assert (again != NULL);
  check_same (written, confab_xep_omemo_bundle_new (again));
}

static void
check_message (ConfabXepOmemoSealed *sealed) {
  g_autoptr (ConfabJid) to = confab_base_jid_new ("bob@friend.example", NULL);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autoptr (ConfabStanza) message = NULL;

  g_ptr_array_add (parts, sealed);
  message = confab_xep_omemo_message_new (to, "1", parts, CONFAB_XEP_OMEMO_KEPT);
  g_assert (confab_xmpp_stanza_get_child (message, "body", NULL) == NULL);
}

static void
check_sealed (const ConfabStanza *element) {
  g_autoptr (ConfabXepOmemoSealed) sealed = confab_xep_omemo_sealed_read (element);
  g_autoptr (ConfabXepOmemoSealed) again = NULL;
  ConfabStanza *written;

  if (sealed == NULL)
    return;
  g_assert (sealed->sender >= 1 && sealed->sender <= MAX_ID);
  g_assert ((sealed->iv != NULL) == (sealed->version == CONFAB_OMEMO_OLD));
  g_assert (sealed->keys->len <= CONFAB_XEP_OMEMO_MAX_KEYS);
  g_assert (sealed->payload == NULL || g_bytes_get_size (sealed->payload) > 0);
  for (guint i = 0; i < sealed->keys->len; i++) {
    const ConfabXepOmemoKey *key = sealed->keys->pdata[i];

    g_assert (key->device >= 1 && key->device <= MAX_ID);
    g_assert ((key->address != NULL) == (sealed->version == CONFAB_OMEMO_TWO));
    g_assert (g_bytes_get_size (key->bytes) <= CONFAB_XEP_OMEMO_MAX_KEY);
  }
  written = confab_xep_omemo_sealed_new (sealed);
  again = confab_xep_omemo_sealed_read (written);
  g_assert (again != NULL);
  check_same (written, confab_xep_omemo_sealed_new (again));
  check_message (sealed);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size) {
  g_autoptr (ConfabStanza) element =
      confab_xmpp_stanza_parse ((const char *)data, (gssize)size, NULL);

  if (element == NULL)
    return 0;
  for (guint version = CONFAB_OMEMO_NONE; version <= CONFAB_OMEMO_TWO; version++) {
    g_autofree char *node = confab_xep_omemo_dup_bundle_node ((ConfabOmemoVersion)version, 7);
    g_autofree char *item = confab_xep_omemo_dup_bundle_item ((ConfabOmemoVersion)version, 7);
    const char *list = confab_xep_omemo_devices_node ((ConfabOmemoVersion)version);

    g_assert ((node != NULL) == (version != CONFAB_OMEMO_NONE));
    g_assert ((item != NULL) == (list != NULL));
    check_devices ((ConfabOmemoVersion)version, element);
    check_bundle ((ConfabOmemoVersion)version, element);
  }
  check_sealed (element);
  return 0;
}
