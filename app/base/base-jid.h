#pragma once

/* XMPP addresses (RFC 7622 grammar, prepared as servers do it: nodeprep, nameprep and resourceprep,
 * RFC 6122). A ConfabJid that exists is valid and prepared; two addresses are the same if and only
 * if their strings are equal. */

#include <glib.h>

G_BEGIN_DECLS

typedef struct _ConfabJid ConfabJid;

#define CONFAB_BASE_JID_MAX_BYTES 3071 /* three parts of 1023 bytes and two separators */

/* Stands where an address would, for notes to oneself. It is none and never can be: nothing that is
 * addressed can come from it or go to it (RFC 7622 section 3.3: a local part is not empty). */
#define CONFAB_BASE_JID_NOTE "@note"

#define CONFAB_BASE_JID_ERROR (confab_base_jid_error_quark ())
GQuark confab_base_jid_error_quark (void);

typedef enum {
  CONFAB_BASE_JID_ERROR_INVALID, /* not an address */
} ConfabBaseJidError;

/* Parses and prepares `text` (UTF-8, NUL-terminated, may be hostile). Returns: (transfer full) or
 * NULL with `error` (CONFAB_BASE_JID_ERROR). Never asserts on content. RFC 7622 section 3, RFC 6122
 * section 2. */
ConfabJid *confab_base_jid_new (const char *text, GError **error);

/* As above, from parts. `local` and `resource` may be NULL. */
ConfabJid *confab_base_jid_new_parts (
    const char *local, const char *domain, const char *resource, GError **error);

ConfabJid *confab_base_jid_ref (ConfabJid *jid);
void confab_base_jid_unref (ConfabJid *jid);

/* Borrowed strings, owned by the address. `local` and `resource` may be NULL. */
const char *confab_base_jid_get_local (const ConfabJid *jid);
const char *confab_base_jid_get_domain (const ConfabJid *jid);
const char *confab_base_jid_get_resource (const ConfabJid *jid);
const char *confab_base_jid_get_bare (const ConfabJid *jid); /* "local@domain" or "domain" */
const char *
confab_base_jid_get_full (const ConfabJid *jid); /* as bare, with "/resource" if there is one */

/* TRUE if there is no resource. */
gboolean confab_base_jid_is_bare (const ConfabJid *jid);

/* The same address without its resource. Returns: (transfer full) */
ConfabJid *confab_base_jid_dup_bare (ConfabJid *jid);

/* Both take NULL: NULL equals only NULL. */
gboolean confab_base_jid_equal (const ConfabJid *a, const ConfabJid *b);
gboolean confab_base_jid_bare_equal (const ConfabJid *a, const ConfabJid *b);

/* The domain in its ASCII form, for DNS, TLS and SNI (IDNA 2008, UTS 46). An IPv6 address comes
 * without its brackets. Returns: (transfer full) or NULL with `error`. */
char *confab_base_jid_dup_ascii_domain (const ConfabJid *jid, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabJid, confab_base_jid_unref)

G_END_DECLS
