/* What the elements of OMEMO are made of: namespaces and nodes, numbers, and bytes as base64.
 *
 * Refuses what only looks like base64 (a lenient reader would find some bytes in anything), numbers
 * with a sign, and keys of another length or type. */

#include <string.h>

#include "base/base-text.h"
#include "xep/xep-omemo-private.h"

#define OLD_NS "eu.siacs.conversations.axolotl"
#define TWO_NS "urn:xmpp:omemo:2"
#define OLD_BUNDLES "eu.siacs.conversations.axolotl.bundles:"
#define CURRENT "current"
#define TYPE_CURVE25519 5 /* before a public key of v0.3 */

const char *
confab_xep_omemo_ns (ConfabOmemoVersion version) {
  switch (version) {
  case CONFAB_OMEMO_OLD:
    return OLD_NS;
  case CONFAB_OMEMO_TWO:
    return TWO_NS;
  case CONFAB_OMEMO_NONE:
    break;
  }
  return NULL;
}

const char *
confab_xep_omemo_devices_node (ConfabOmemoVersion version) {
  switch (version) {
  case CONFAB_OMEMO_OLD:
    return CONFAB_OMEMO_OLD_DEVICES;
  case CONFAB_OMEMO_TWO:
    return CONFAB_OMEMO_TWO_DEVICES;
  case CONFAB_OMEMO_NONE:
    break;
  }
  return NULL;
}

char *
confab_xep_omemo_dup_bundle_node (ConfabOmemoVersion version, guint32 device) {
  switch (version) {
  case CONFAB_OMEMO_OLD:
    return g_strdup_printf (OLD_BUNDLES "%" G_GUINT32_FORMAT, device);
  case CONFAB_OMEMO_TWO:
    return g_strdup (CONFAB_OMEMO_TWO_BUNDLES);
  case CONFAB_OMEMO_NONE:
    break;
  }
  return NULL;
}

char *
confab_xep_omemo_dup_bundle_item (ConfabOmemoVersion version, guint32 device) {
  switch (version) {
  case CONFAB_OMEMO_OLD:
    return g_strdup (CURRENT);
  case CONFAB_OMEMO_TWO:
    return g_strdup_printf ("%" G_GUINT32_FORMAT, device);
  case CONFAB_OMEMO_NONE:
    break;
  }
  return NULL;
}

/* ---- reading ---- */

gboolean
confab_xep_omemo_read_number (
    const ConfabStanza *element, const char *attribute, guint32 min, guint32 max, guint32 *number) {
  const char *text = confab_xmpp_stanza_get (element, attribute);
  guint64 value = 0;

  if (text == NULL || !confab_base_text_parse_uint (text, max, &value) || value < min)
    return FALSE;
  *number = (guint32)value;
  return TRUE;
}

/* RFC 4648 section 4, whole groups of four. `size`: bytes that it stands for. */
static gboolean
is_base64 (const char *text, gsize *size) {
  gsize letters = 0;
  gsize padding = 0;

  for (const char *c = text; *c != '\0'; c++) {
    if (*c == ' ' || *c == '\t' || *c == '\n' || *c == '\r')
      continue;
    if (*c == '=')
      padding++;
    else if (padding == 0 && (g_ascii_isalnum (*c) || *c == '+' || *c == '/'))
      letters++;
    else
      return FALSE;
  }
  if (padding > 2 || (letters + padding) % 4 != 0)
    return FALSE;
  *size = (letters + padding) / 4 * 3 - padding;
  return TRUE;
}

GBytes *
confab_xep_omemo_dup_base64 (const char *text, gsize max) {
  gsize expected = 0;
  gsize size = 0;
  guchar *bytes;

  if (!is_base64 (text, &expected) || expected == 0 || expected > max)
    return NULL;
  bytes = g_base64_decode (text, &size);
  return g_bytes_new_take (bytes, size);
}

GBytes *
confab_xep_omemo_dup_bytes (const ConfabStanza *element, gsize max) {
  if (element == NULL)
    return NULL;
  return confab_xep_omemo_dup_base64 (confab_xmpp_stanza_get_text (element), max);
}

GBytes *
confab_xep_omemo_dup_key (ConfabOmemoVersion version, const ConfabStanza *element) {
  gsize type_bytes = version == CONFAB_OMEMO_OLD ? 1 : 0;
  g_autoptr (GBytes) bytes =
      confab_xep_omemo_dup_bytes (element, CONFAB_XEP_OMEMO_KEY_BYTES + type_bytes);
  gsize size = 0;
  const guint8 *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  if (size != CONFAB_XEP_OMEMO_KEY_BYTES + type_bytes)
    return NULL;
  if (type_bytes > 0 && data[0] != TYPE_CURVE25519)
    return NULL;
  return g_bytes_new (data + type_bytes, CONFAB_XEP_OMEMO_KEY_BYTES);
}

/* ---- writing ---- */

void
confab_xep_omemo_set_number (ConfabStanza *element, const char *attribute, guint32 number) {
  char text[16];

  g_snprintf (text, sizeof text, "%" G_GUINT32_FORMAT, number);
  confab_xmpp_stanza_set (element, attribute, text);
}

ConfabStanza *
confab_xep_omemo_add_bytes (ConfabStanza *parent, const char *name, GBytes *bytes) {
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autofree char *text = g_base64_encode (data, size);

  return confab_xmpp_stanza_add_text (parent, name, NULL, text);
}

ConfabStanza *
confab_xep_omemo_add_key (
    ConfabOmemoVersion version, ConfabStanza *parent, const char *name, GBytes *key) {
  guint8 typed[1 + CONFAB_XEP_OMEMO_KEY_BYTES] = { TYPE_CURVE25519 };
  g_autoptr (GBytes) bytes = NULL;
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (key, &size);

  if (version != CONFAB_OMEMO_OLD || size != CONFAB_XEP_OMEMO_KEY_BYTES)
    return confab_xep_omemo_add_bytes (parent, name, key);
  memcpy (typed + 1, data, size);
  bytes = g_bytes_new (typed, sizeof typed);
  return confab_xep_omemo_add_bytes (parent, name, bytes);
}
