/* Entity capabilities: the hash of what disco answers, and the element that carries it.
 *
 * Hashes the answer itself, so the two cannot differ. Believes nobody else's: what the programs of
 * others can do is asked of nobody here. */

#include "xep/xep-caps.h"

#include <string.h>

#include "xep/xep-disco.h"

#define NS_CAPS "http://jabber.org/protocol/caps"

static const char *
or_empty (const char *text) {
  return text != NULL ? text : "";
}

/* 5.1 step 2: CATEGORY/TYPE/LANG/NAME. */
static char *
dup_identity (const ConfabStanza *identity) {
  return g_strdup_printf ("%s/%s/%s/%s", or_empty (confab_xmpp_stanza_get (identity, "category")),
      or_empty (confab_xmpp_stanza_get (identity, "type")),
      or_empty (confab_xmpp_stanza_get (identity, "xml:lang")),
      or_empty (confab_xmpp_stanza_get (identity, "name")));
}

/* i;octet (RFC 4790 section 9.3). */
static int
compare_octets (gconstpointer a, gconstpointer b) {
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static void
append_sorted (GString *text, GPtrArray *parts) {
  g_ptr_array_sort (parts, compare_octets);
  for (guint i = 0; i < parts->len; i++)
    g_string_append_printf (text, "%s<", (const char *)parts->pdata[i]);
}

char *
confab_xep_caps_dup_ver (const ConfabStanza *info) {
  g_autoptr (GPtrArray) identities = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) features = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  const char *ns = confab_xmpp_stanza_get_ns (info);
  guint n = confab_xmpp_stanza_get_n_children (info);
  guint8 digest[20];
  gsize size = sizeof digest;

  for (guint i = 0; i < n; i++) {
    ConfabStanza *child = confab_xmpp_stanza_get_nth (info, i);

    if (confab_xmpp_stanza_is (child, "identity", ns))
      g_ptr_array_add (identities, dup_identity (child));
    else if (confab_xmpp_stanza_is (child, "feature", ns))
      g_ptr_array_add (features, g_strdup (or_empty (confab_xmpp_stanza_get (child, "var"))));
  }
  append_sorted (text, identities);
  append_sorted (text, features);

  g_checksum_update (checksum, (const guchar *)text->str, (gssize)text->len);
  g_checksum_get_digest (checksum, digest, &size);
  return g_base64_encode (digest, size);
}

static char *
dup_own_ver (void) {
  g_autoptr (ConfabStanza) info = confab_xep_disco_info_new (NULL);

  return confab_xep_caps_dup_ver (info);
}

ConfabStanza *
confab_xep_caps_new (void) {
  ConfabStanza *caps = confab_xmpp_stanza_new ("c", NS_CAPS);
  g_autofree char *ver = dup_own_ver ();

  confab_xmpp_stanza_set (caps, "hash", "sha-1");
  confab_xmpp_stanza_set (caps, "node", CONFAB_XEP_CAPS_NODE);
  confab_xmpp_stanza_set (caps, "ver", ver);
  return caps;
}

gboolean
confab_xep_caps_is_node (const char *node) {
  g_autofree char *ver = dup_own_ver ();
  g_autofree char *own = g_strconcat (CONFAB_XEP_CAPS_NODE "#", ver, NULL);

  return g_str_equal (node, own);
}
