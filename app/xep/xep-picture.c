/* Pictures of questions (CAPTCHA): looked at only as far as their head, so that whoever paints them
 * is never handed something huge or of another kind. Refuses whatever is not named by its own hash.
 */

#include "xep/xep-picture.h"

#include <string.h>

#define NS_BITS "urn:xmpp:bob"
#define MAX_DATA 16 /* <data/> that are looked at */

/* RFC 2083 section 3.3: the head is the first chunk. */
static gboolean
read_png (const guint8 *data, gsize size, guint32 *width, guint32 *height) {
  static const guint8 magic[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I',
    'H', 'D', 'R' };

  if (size < 33 || memcmp (data, magic, sizeof magic) != 0)
    return FALSE;
  memcpy (width, data + 16, 4);
  memcpy (height, data + 20, 4);
  *width = GUINT32_FROM_BE (*width);
  *height = GUINT32_FROM_BE (*height);
  return TRUE;
}

static gboolean
is_frame (guint8 marker) {
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

/* ITU T.81 annex B: segments up to the one that names the size. */
static gboolean
read_jpeg (const guint8 *data, gsize size, guint32 *width, guint32 *height) {
  gsize at = 2;

  if (size < 4 || data[0] != 0xff || data[1] != 0xd8)
    return FALSE;
  while (at + 9 < size && data[at] == 0xff) {
    guint8 marker = data[at + 1];
    gsize length = ((gsize)data[at + 2] << 8) | data[at + 3];

    if (is_frame (marker)) {
      *height = ((guint32)data[at + 5] << 8) | data[at + 6];
      *width = ((guint32)data[at + 7] << 8) | data[at + 8];
      return TRUE;
    }
    if (length < 2 || marker == 0xda)
      return FALSE;
    at += 2 + length;
  }
  return FALSE;
}

gboolean
confab_xep_picture_is_safe (GBytes *bytes) {
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  guint32 width = 0, height = 0;

  if (size > CONFAB_XEP_PICTURE_MAX_BYTES ||
      (!read_png (data, size, &width, &height) && !read_jpeg (data, size, &width, &height)))
    return FALSE;
  return width >= 1 && height >= 1 && width <= CONFAB_XEP_PICTURE_MAX_SIDE &&
         height <= CONFAB_XEP_PICTURE_MAX_SIDE;
}

/* The algorithm in "sha1+HASH@bob.xmpp.org" (XEP-0231 section 2.3). */
static gboolean
is_named_by_hash (const char *cid, GBytes *bytes) {
  static const struct {
    const char *prefix;
    GChecksumType type;
  } kinds[] = { { "sha1+", G_CHECKSUM_SHA1 }, { "sha-1+", G_CHECKSUM_SHA1 },
    { "sha256+", G_CHECKSUM_SHA256 }, { "sha-256+", G_CHECKSUM_SHA256 } };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autofree char *hash = NULL;
    const char *named = cid + strlen (kinds[i].prefix);

    if (!g_str_has_prefix (cid, kinds[i].prefix))
      continue;
    hash = g_compute_checksum_for_bytes (kinds[i].type, bytes);
    return g_ascii_strncasecmp (named, hash, strlen (hash)) == 0 && named[strlen (hash)] == '@';
  }
  return FALSE;
}

static GBytes *
decode (const ConfabStanza *data) {
  g_autofree char *text = g_strdup (confab_xmpp_stanza_get_text (data));
  gsize length = strlen (text);
  gsize size = 0;

  if (length == 0 || length > CONFAB_XEP_PICTURE_MAX_BYTES / 3 * 4 + 4096)
    return NULL;
  g_base64_decode_inplace (text, &size);
  return g_bytes_new (text, size);
}

GBytes *
confab_xep_picture_find (const ConfabStanza *parent, const char *uri) {
  guint n = confab_xmpp_stanza_get_n_children (parent);
  guint seen = 0;

  if (!g_str_has_prefix (uri, "cid:"))
    return NULL;
  for (guint i = 0; i < n && seen < MAX_DATA; i++) {
    ConfabStanza *data = confab_xmpp_stanza_get_nth (parent, i);
    g_autoptr (GBytes) bytes = NULL;

    if (!confab_xmpp_stanza_is (data, "data", NS_BITS))
      continue;
    seen++;
    if (g_strcmp0 (confab_xmpp_stanza_get (data, "cid"), uri + 4) != 0)
      continue;
    bytes = decode (data);
    if (bytes != NULL && is_named_by_hash (uri + 4, bytes) && confab_xep_picture_is_safe (bytes))
      return g_steal_pointer (&bytes);
  }
  return NULL;
}
