/* What is sealed: <encrypted/> of either version, from the element and back, and the message that
 * carries it.
 *
 * Refuses an element without a sender, and one whose payload cannot be read: a text that was lost
 * must not pass for a message without one. Reads at most 256 keys. The message made here has no
 * body, and nothing in it says what is in the seal. */

#include <string.h>

#include "base/base-jid.h"
#include "xep/xep-omemo-private.h"

#define NS_SID "urn:xmpp:sid:0"
#define NS_RECEIPTS "urn:xmpp:receipts"
#define NS_HINTS "urn:xmpp:hints"
#define NS_EME "urn:xmpp:eme:0"
#define NS_CARBONS "urn:xmpp:carbons:2"
#define MAX_PEOPLE CONFAB_XEP_OMEMO_MAX_KEYS /* <keys/> of one element: each has a key at least */

static void
key_free (gpointer data) {
  ConfabXepOmemoKey *key = data;

  g_bytes_unref (key->bytes);
  g_free (key->address);
  g_free (key);
}

ConfabXepOmemoSealed *
confab_xep_omemo_sealed_alloc (ConfabOmemoVersion version, guint32 sender) {
  ConfabXepOmemoSealed *sealed = g_new0 (ConfabXepOmemoSealed, 1);

  sealed->version = version;
  sealed->sender = sender;
  sealed->keys = g_ptr_array_new_with_free_func (key_free);
  g_atomic_ref_count_init (&sealed->ref_count);
  return sealed;
}

ConfabXepOmemoSealed *
confab_xep_omemo_sealed_ref (ConfabXepOmemoSealed *sealed) {
  g_atomic_ref_count_inc (&sealed->ref_count);
  return sealed;
}

void
confab_xep_omemo_sealed_unref (ConfabXepOmemoSealed *sealed) {
  if (!g_atomic_ref_count_dec (&sealed->ref_count))
    return;
  g_clear_pointer (&sealed->iv, g_bytes_unref);
  g_clear_pointer (&sealed->payload, g_bytes_unref);
  g_ptr_array_unref (sealed->keys);
  g_free (sealed);
}

void
confab_xep_omemo_sealed_add (ConfabXepOmemoSealed *sealed, const char *address, guint32 device,
    gboolean is_exchange, GBytes *bytes) {
  ConfabXepOmemoKey *key = g_new0 (ConfabXepOmemoKey, 1);

  key->address = g_strdup (address);
  key->device = device;
  key->is_exchange = is_exchange;
  key->bytes = g_bytes_ref (bytes);
  g_ptr_array_add (sealed->keys, key);
}

/* ---- reading ---- */

/* An xs:boolean; false where it is none. */
static gboolean
read_flag (const ConfabStanza *element, const char *attribute) {
  const char *text = confab_xmpp_stanza_get (element, attribute);

  return text != NULL && (g_str_equal (text, "true") || g_str_equal (text, "1"));
}

static gboolean
has_key (const ConfabXepOmemoSealed *sealed, const char *address, guint32 device) {
  for (guint i = 0; i < sealed->keys->len; i++) {
    const ConfabXepOmemoKey *key = g_ptr_array_index (sealed->keys, i);

    if (key->device == device && g_strcmp0 (key->address, address) == 0)
      return TRUE;
  }
  return FALSE;
}

/* The <key/>s in `parent`, all of them for `address`. */
static void
read_keys (ConfabXepOmemoSealed *sealed, const ConfabStanza *parent, const char *address) {
  const char *ns = confab_xep_omemo_ns (sealed->version);
  const char *flag = sealed->version == CONFAB_OMEMO_TWO ? "kex" : "prekey";
  guint n = confab_xmpp_stanza_get_n_children (parent);

  for (guint i = 0; i < n && sealed->keys->len < CONFAB_XEP_OMEMO_MAX_KEYS; i++) {
    ConfabStanza *child = confab_xmpp_stanza_get_nth (parent, i);
    g_autoptr (GBytes) bytes = NULL;
    guint32 device = 0;

    if (!confab_xmpp_stanza_is (child, "key", ns) ||
        !confab_xep_omemo_read_number (child, "rid", 1, CONFAB_XEP_OMEMO_MAX_NUMBER, &device) ||
        has_key (sealed, address, device))
      continue;
    bytes = confab_xep_omemo_dup_bytes (child, CONFAB_XEP_OMEMO_MAX_KEY);
    if (bytes != NULL)
      confab_xep_omemo_sealed_add (sealed, address, device, read_flag (child, flag), bytes);
  }
}

/* Version 2: a <keys/> for each person. */
static void
read_people (ConfabXepOmemoSealed *sealed, const ConfabStanza *header) {
  const char *ns = confab_xep_omemo_ns (sealed->version);
  guint n = confab_xmpp_stanza_get_n_children (header);
  guint people = 0;

  for (guint i = 0; i < n && people < MAX_PEOPLE; i++) {
    ConfabStanza *keys = confab_xmpp_stanza_get_nth (header, i);
    const char *text = confab_xmpp_stanza_get (keys, "jid");
    g_autoptr (ConfabJid) jid = NULL;

    if (!confab_xmpp_stanza_is (keys, "keys", ns) || text == NULL)
      continue;
    people++;
    jid = confab_base_jid_new (text, NULL);
    if (jid != NULL && confab_base_jid_is_bare (jid))
      read_keys (sealed, keys, confab_base_jid_get_bare (jid));
  }
}

static gboolean
read_iv (ConfabXepOmemoSealed *sealed, const ConfabStanza *header) {
  const char *ns = confab_xep_omemo_ns (sealed->version);
  gsize size;

  sealed->iv = confab_xep_omemo_dup_bytes (
      confab_xmpp_stanza_get_child (header, "iv", ns), CONFAB_XEP_OMEMO_MAX_IV);
  size = sealed->iv != NULL ? g_bytes_get_size (sealed->iv) : 0;
  return size == CONFAB_XEP_OMEMO_MIN_IV || size == CONFAB_XEP_OMEMO_MAX_IV;
}

/* FALSE if there is one that cannot be read. An empty one carries as little as none. */
static gboolean
read_payload (ConfabXepOmemoSealed *sealed, const ConfabStanza *encrypted) {
  const char *ns = confab_xep_omemo_ns (sealed->version);
  ConfabStanza *payload = confab_xmpp_stanza_get_child (encrypted, "payload", ns);

  if (payload == NULL || *confab_xmpp_stanza_get_text (payload) == '\0')
    return TRUE;
  sealed->payload = confab_xep_omemo_dup_bytes (payload, CONFAB_XEP_OMEMO_MAX_PAYLOAD);
  return sealed->payload != NULL;
}

static ConfabOmemoVersion
read_version (const ConfabStanza *encrypted) {
  static const ConfabOmemoVersion versions[] = { CONFAB_OMEMO_OLD, CONFAB_OMEMO_TWO };

  for (guint i = 0; i < G_N_ELEMENTS (versions); i++) {
    if (confab_xmpp_stanza_is (encrypted, "encrypted", confab_xep_omemo_ns (versions[i])))
      return versions[i];
  }
  return CONFAB_OMEMO_NONE;
}

ConfabXepOmemoSealed *
confab_xep_omemo_sealed_read (const ConfabStanza *encrypted) {
  ConfabOmemoVersion version = read_version (encrypted);
  g_autoptr (ConfabXepOmemoSealed) sealed = NULL;
  ConfabStanza *header;
  guint32 sender = 0;

  if (version == CONFAB_OMEMO_NONE)
    return NULL;
  header = confab_xmpp_stanza_get_child (encrypted, "header", confab_xep_omemo_ns (version));
  if (header == NULL ||
      !confab_xep_omemo_read_number (header, "sid", 1, CONFAB_XEP_OMEMO_MAX_NUMBER, &sender))
    return NULL;

  sealed = confab_xep_omemo_sealed_alloc (version, sender);
  if (version == CONFAB_OMEMO_OLD && !read_iv (sealed, header))
    return NULL;
  if (!read_payload (sealed, encrypted))
    return NULL;
  if (version == CONFAB_OMEMO_TWO)
    read_people (sealed, header);
  else
    read_keys (sealed, header, NULL);
  return g_steal_pointer (&sealed);
}

/* ---- writing ---- */

static void
add_key (const ConfabXepOmemoSealed *sealed, ConfabStanza *parent, const ConfabXepOmemoKey *key) {
  ConfabStanza *element = confab_xep_omemo_add_bytes (parent, "key", key->bytes);

  confab_xep_omemo_set_number (element, "rid", key->device);
  if (key->is_exchange)
    confab_xmpp_stanza_set (
        element, sealed->version == CONFAB_OMEMO_TWO ? "kex" : "prekey", "true");
}

/* The <keys/> of `address`; a new one if it has none yet. Borrowed. */
static ConfabStanza *
get_person (ConfabStanza *header, const char *address) {
  guint n = confab_xmpp_stanza_get_n_children (header);
  ConfabStanza *keys;

  for (guint i = 0; i < n; i++) {
    keys = confab_xmpp_stanza_get_nth (header, i);
    if (g_strcmp0 (confab_xmpp_stanza_get (keys, "jid"), address) == 0)
      return keys;
  }
  keys = confab_xmpp_stanza_add (header, "keys", NULL);
  confab_xmpp_stanza_set (keys, "jid", address);
  return keys;
}

ConfabStanza *
confab_xep_omemo_sealed_new (const ConfabXepOmemoSealed *sealed) {
  ConfabStanza *encrypted =
      confab_xmpp_stanza_new ("encrypted", confab_xep_omemo_ns (sealed->version));
  ConfabStanza *header = confab_xmpp_stanza_add (encrypted, "header", NULL);

  confab_xep_omemo_set_number (header, "sid", sealed->sender);
  for (guint i = 0; i < sealed->keys->len; i++) {
    const ConfabXepOmemoKey *key = g_ptr_array_index (sealed->keys, i);

    add_key (sealed,
        sealed->version == CONFAB_OMEMO_TWO ? get_person (header, key->address) : header, key);
  }
  if (sealed->version == CONFAB_OMEMO_OLD && sealed->iv != NULL)
    confab_xep_omemo_add_bytes (header, "iv", sealed->iv);
  if (sealed->payload != NULL)
    confab_xep_omemo_add_bytes (encrypted, "payload", sealed->payload);
  return encrypted;
}

ConfabStanza *
confab_xep_omemo_message_new (
    ConfabJid *to, const char *id, GPtrArray *sealed, ConfabXepOmemoManner manner) {
  ConfabStanza *message = confab_xmpp_stanza_new ("message", CONFAB_NS_CLIENT);
  gboolean has_payload = FALSE;

  confab_xmpp_stanza_set (message, "type", "chat");
  confab_xmpp_stanza_set (message, "to", confab_base_jid_get_bare (to));
  confab_xmpp_stanza_set (message, "id", id);
  for (guint i = 0; i < sealed->len; i++) {
    const ConfabXepOmemoSealed *part = g_ptr_array_index (sealed, i);

    confab_xmpp_stanza_take_child (message, confab_xep_omemo_sealed_new (part));
    has_payload = has_payload || part->payload != NULL;
  }
  for (guint i = 0; i < sealed->len; i++) {
    const ConfabXepOmemoSealed *part = g_ptr_array_index (sealed, i);

    confab_xmpp_stanza_set (confab_xmpp_stanza_add (message, "encryption", NS_EME), "namespace",
        confab_xep_omemo_ns (part->version));
  }
  confab_xmpp_stanza_set (confab_xmpp_stanza_add (message, "origin-id", NS_SID), "id", id);
  if (manner == CONFAB_XEP_OMEMO_PASSING) {
    confab_xmpp_stanza_add (message, "no-store", NS_HINTS);
    confab_xmpp_stanza_add (message, "no-copy", NS_HINTS);
    confab_xmpp_stanza_add (message, "private", NS_CARBONS);
    return message;
  }
  if (manner == CONFAB_XEP_OMEMO_ASKING)
    confab_xmpp_stanza_add (message, "request", NS_RECEIPTS);
  confab_xmpp_stanza_add (message, has_payload ? "store" : "no-permanent-store", NS_HINTS);
  return message;
}
