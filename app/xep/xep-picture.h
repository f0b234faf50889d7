#pragma once

/* Small pictures that come within a stanza (XEP-0231), known by the hash in their name: nothing is
 * fetched for them. Pure. */

#include "xmpp/xmpp-stanza.h"

G_BEGIN_DECLS

#define CONFAB_XEP_PICTURE_MAX_BYTES (48 * 1024)
#define CONFAB_XEP_PICTURE_MAX_SIDE 1024 /* pixels */

/* The bytes that `uri` ("cid:sha1+HASH@bob.xmpp.org") names, from a <data/> within `parent`. NULL
 * unless they are there, their hash is the one named, and they are a PNG or JPEG within the bounds
 * above. Returns: (transfer full) (nullable) */
GBytes *confab_xep_picture_find (const ConfabStanza *parent, const char *uri);

/* TRUE if `bytes` begin as a PNG or JPEG whose sides are 1 to CONFAB_XEP_PICTURE_MAX_SIDE. */
gboolean confab_xep_picture_is_safe (GBytes *bytes);

G_END_DECLS
