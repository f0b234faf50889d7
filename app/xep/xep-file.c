/* A file as a sealed message speaks of it. What is not sealed, or in a way not known here, is no
 * file: then the text beside it is shown as text. Thumbnails are not read: a picture that comes by
 * itself is one that nobody asked for (R32). */

#include "xep/xep-file.h"

#include <openssl/crypto.h>
#include <string.h>

#include "base/base-text.h"

#define NS_SHARING "urn:xmpp:sfs:0"
#define NS_FILE "urn:xmpp:file:metadata:0"
#define NS_HASHES "urn:xmpp:hashes:2"
#define NS_ENCRYPTED "urn:xmpp:esfs:0"
#define NS_URL "http://jabber.org/protocol/url-data"
#define NS_FALLBACK "urn:xmpp:fallback:0"
#define CIPHER "urn:xmpp:ciphers:aes-256-gcm-nopadding:0"
#define MAX_CHILDREN 64
#define MAX_BASE64 128 /* bytes of text */
#define MAX_SIZE (G_GUINT64_CONSTANT (1) << 62)

void
confab_xep_file_free (ConfabXepFile *file) {
  g_free (file->name);
  g_free (file->type);
  g_free (file->url);
  g_clear_pointer (&file->key, confab_base_secret_unref);
  OPENSSL_cleanse (file->iv, sizeof file->iv);
  g_free (file);
}

/* ---- writing ---- */

static void
add_base64 (ConfabStanza *parent, const char *name, const guint8 *bytes, gsize size) {
  char *text = g_base64_encode (bytes, size);

  confab_xmpp_stanza_add_text (parent, name, NULL, text);
  explicit_bzero (text, strlen (text));
  g_free (text);
}

static void
add_metadata (ConfabStanza *sharing, const ConfabXepFile *file) {
  ConfabStanza *metadata = confab_xmpp_stanza_add (sharing, "file", NS_FILE);

  if (file->type != NULL)
    confab_xmpp_stanza_add_text (metadata, "media-type", NULL, file->type);
  if (file->name != NULL)
    confab_xmpp_stanza_add_text (metadata, "name", NULL, file->name);
  if (file->size != CONFAB_XEP_FILE_UNKNOWN) {
    g_autofree char *size = g_strdup_printf ("%" G_GUINT64_FORMAT, file->size);

    confab_xmpp_stanza_add_text (metadata, "size", NULL, size);
  }
  if (file->has_hash) {
    g_autofree char *text = g_base64_encode (file->hash, sizeof file->hash);

    confab_xmpp_stanza_set (
        confab_xmpp_stanza_add_text (metadata, "hash", NS_HASHES, text), "algo", "sha-256");
  }
}

ConfabStanza *
confab_xep_file_new (const ConfabXepFile *file) {
  ConfabStanza *sharing = confab_xmpp_stanza_new ("file-sharing", NS_SHARING);
  ConfabStanza *sources;
  ConfabStanza *encrypted;

  confab_xmpp_stanza_set (sharing, "disposition", "attachment");
  add_metadata (sharing, file);
  sources = confab_xmpp_stanza_add (sharing, "sources", NULL);
  encrypted = confab_xmpp_stanza_add (sources, "encrypted", NS_ENCRYPTED);
  confab_xmpp_stanza_set (encrypted, "cipher", CIPHER);
  add_base64 (encrypted, "key", confab_base_secret_get_bytes (file->key), CONFAB_XEP_FILE_KEY);
  add_base64 (encrypted, "iv", file->iv, file->iv_size);
  sources = confab_xmpp_stanza_add (encrypted, "sources", NS_SHARING);
  confab_xmpp_stanza_set (
      confab_xmpp_stanza_add (sources, "url-data", NS_URL), "target", file->url);
  return sharing;
}

ConfabStanza *
confab_xep_file_fallback_new (void) {
  ConfabStanza *fallback = confab_xmpp_stanza_new ("fallback", NS_FALLBACK);

  confab_xmpp_stanza_set (fallback, "for", NS_SHARING);
  confab_xmpp_stanza_add (fallback, "body", NULL);
  return fallback;
}

/* ---- reading ---- */

/* Exactly as many bytes as `size`, or `other`; 0: it is none of these. */
static gsize
read_base64 (const char *text, guint8 *bytes, gsize size, gsize other) {
  g_autofree guint8 *read = NULL;
  gsize n = 0;

  if (text == NULL || *text == '\0' || strnlen (text, MAX_BASE64 + 1) > MAX_BASE64)
    return 0;
  read = g_base64_decode (text, &n);
  if (read == NULL || (n != size && n != other)) {
    if (read != NULL)
      explicit_bzero (read, n);
    return 0;
  }
  memcpy (bytes, read, n);
  explicit_bzero (read, n);
  return n;
}

/* "image/png": two names of letters, digits and a few signs. */
static char *
dup_type (const char *text) {
  const char *slash = text != NULL ? strchr (text, '/') : NULL;

  if (slash == NULL || slash == text || slash[1] == '\0' ||
      strnlen (text, CONFAB_XEP_FILE_MAX_TYPE + 1) > CONFAB_XEP_FILE_MAX_TYPE)
    return NULL;
  for (const char *at = text; *at != '\0'; at++)
    if (at != slash && !g_ascii_isalnum (*at) && strchr ("!#$&-^_.+", *at) == NULL)
      return NULL;
  return g_ascii_strdown (text, -1);
}

static void
read_metadata (const ConfabStanza *metadata, ConfabXepFile *file) {
  const char *size = confab_xmpp_stanza_get_child_text (metadata, "size", NS_FILE);
  guint n = MIN (confab_xmpp_stanza_get_n_children (metadata), MAX_CHILDREN);

  file->name = confab_base_text_dup_line (
      confab_xmpp_stanza_get_child_text (metadata, "name", NS_FILE), CONFAB_XEP_FILE_MAX_NAME);
  file->type = dup_type (confab_xmpp_stanza_get_child_text (metadata, "media-type", NS_FILE));
  if (size != NULL)
    confab_base_text_parse_uint (size, MAX_SIZE, &file->size);
  for (guint i = 0; i < n && !file->has_hash; i++) {
    ConfabStanza *hash = confab_xmpp_stanza_get_nth (metadata, i);

    if (confab_xmpp_stanza_is (hash, "hash", NS_HASHES) &&
        g_strcmp0 (confab_xmpp_stanza_get (hash, "algo"), "sha-256") == 0)
      file->has_hash = read_base64 (confab_xmpp_stanza_get_text (hash), file->hash,
                           sizeof file->hash, sizeof file->hash) > 0;
  }
}

static gboolean
read_encrypted (const ConfabStanza *encrypted, ConfabXepFile *file) {
  ConfabStanza *sources = confab_xmpp_stanza_get_child (encrypted, "sources", NS_SHARING);
  ConfabStanza *url =
      sources != NULL ? confab_xmpp_stanza_get_child (sources, "url-data", NS_URL) : NULL;
  const char *target = url != NULL ? confab_xmpp_stanza_get (url, "target") : NULL;
  g_autoptr (ConfabSecret) key = confab_base_secret_new (CONFAB_XEP_FILE_KEY);

  if (g_strcmp0 (confab_xmpp_stanza_get (encrypted, "cipher"), CIPHER) != 0 || target == NULL ||
      strlen (target) > CONFAB_XEP_FILE_MAX_URL || g_ascii_strncasecmp (target, "https://", 8) != 0)
    return FALSE;
  file->iv_size = read_base64 (
      confab_xmpp_stanza_get_child_text (encrypted, "iv", NS_ENCRYPTED), file->iv, 12, 16);
  if (file->iv_size == 0 ||
      read_base64 (confab_xmpp_stanza_get_child_text (encrypted, "key", NS_ENCRYPTED),
          confab_base_secret_get_writable (key), CONFAB_XEP_FILE_KEY, CONFAB_XEP_FILE_KEY) == 0)
    return FALSE;
  file->key = g_steal_pointer (&key);
  file->url = g_strdup (target);
  return TRUE;
}

ConfabXepFile *
confab_xep_file_read (const ConfabStanza *content) {
  ConfabStanza *sharing = confab_xmpp_stanza_get_child (content, "file-sharing", NS_SHARING);
  ConfabStanza *sources =
      sharing != NULL ? confab_xmpp_stanza_get_child (sharing, "sources", NS_SHARING) : NULL;
  guint n = sources != NULL ? MIN (confab_xmpp_stanza_get_n_children (sources), MAX_CHILDREN) : 0;
  ConfabStanza *metadata;

  for (guint i = 0; i < n; i++) {
    ConfabStanza *child = confab_xmpp_stanza_get_nth (sources, i);
    g_autoptr (ConfabXepFile) file = NULL;

    if (!confab_xmpp_stanza_is (child, "encrypted", NS_ENCRYPTED))
      continue;
    file = g_new0 (ConfabXepFile, 1);
    file->size = CONFAB_XEP_FILE_UNKNOWN;
    if (!read_encrypted (child, file))
      continue;
    metadata = confab_xmpp_stanza_get_child (sharing, "file", NS_FILE);
    if (metadata != NULL)
      read_metadata (metadata, file);
    return g_steal_pointer (&file);
  }
  return NULL;
}
