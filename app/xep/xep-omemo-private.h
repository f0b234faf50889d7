#pragma once

/* What the three files of OMEMO's elements share: names, numbers and base64. Private to the folder.
 */

#include "xep/xep-omemo.h"

G_BEGIN_DECLS

#define CONFAB_XEP_OMEMO_MAX_NUMBER G_MAXINT32 /* the highest id of a device or signed key */
#define CONFAB_XEP_OMEMO_SIGNATURE_BYTES 64
#define CONFAB_XEP_OMEMO_MIN_IV 12 /* bytes: this or the next, nothing between */
#define CONFAB_XEP_OMEMO_MAX_IV 16

/* The namespace of its elements; NULL for NONE. */
const char *confab_xep_omemo_ns (ConfabOmemoVersion version);

/* A number in `attribute`, from `min` to `max`. FALSE if it is none. */
gboolean confab_xep_omemo_read_number (
    const ConfabStanza *element, const char *attribute, guint32 min, guint32 max, guint32 *number);
/* The bytes in `text`, 1 to `max` of them: base64 (RFC 4648 section 4) with padding, white space
 * between; anything else is refused. Returns: (transfer full) (nullable) */
GBytes *confab_xep_omemo_dup_base64 (const char *text, gsize max);
/* As above from the text of `element`; NULL too if that is NULL. */
GBytes *confab_xep_omemo_dup_bytes (const ConfabStanza *element, gsize max);
/* A public key: exactly 32 bytes, of OLD behind the type byte 5, which is taken off. */
GBytes *confab_xep_omemo_dup_key (ConfabOmemoVersion version, const ConfabStanza *element);

void confab_xep_omemo_set_number (ConfabStanza *element, const char *attribute, guint32 number);
/* A child of the parent's namespace with `bytes` as base64. Borrowed. */
ConfabStanza *confab_xep_omemo_add_bytes (ConfabStanza *parent, const char *name, GBytes *bytes);
/* As above for a public key; OLD gets its type byte back. */
ConfabStanza *confab_xep_omemo_add_key (
    ConfabOmemoVersion version, ConfabStanza *parent, const char *name, GBytes *key);

G_END_DECLS
