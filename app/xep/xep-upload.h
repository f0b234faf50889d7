#pragma once

/* A place for a file at one's own server (XEP-0363): who gives places, how large a file may be, and
 * one place with the header fields that go with it. Asks one's own server, and a service of the
 * same domain that the server itself names; nobody else. */

#include "xep/xep-out.h"

G_BEGIN_DECLS

#define CONFAB_XEP_UPLOAD_MAX_ITEMS 16   /* services that are asked what they are */
#define CONFAB_XEP_UPLOAD_MAX_URL 2048   /* bytes */
#define CONFAB_XEP_UPLOAD_MAX_FIELDS 16  /* header fields of a place */
#define CONFAB_XEP_UPLOAD_MAX_VALUE 4096 /* bytes of one */

typedef struct {
  char *jid;   /* owned */
  guint64 max; /* bytes; 0: it does not say */
} ConfabXepUpload;

typedef struct {
  char *put; /* https addresses; the caller reads them as strictly as any */
  char *get;
  GStrv fields; /* names and values in turn: Authorization, Cookie, Expires, and no others */
} ConfabXepSlot;

void confab_xep_upload_free (ConfabXepUpload *upload);
void confab_xep_slot_free (ConfabXepSlot *slot);

/* Both in a fiber. NULL with CONFAB_XMPP_ERROR; STANZA "item-not-found": there is no service, else
 * the condition of a refusal ("not-acceptable": too large). `name` says nothing but its ending, if
 * it is our choice. Returns: (transfer full) */
ConfabXepUpload *confab_xep_upload_await_find (ConfabXepOut *out, GError **error);
ConfabXepSlot *confab_xep_upload_await_slot (ConfabXepOut *out, const ConfabXepUpload *upload,
    const char *name, guint64 size, GError **error);

/* ---- pure ---- */

/* `query` of disco#info: a service of that kind. `*max` is set. */
gboolean confab_xep_upload_read_info (const ConfabStanza *query, guint64 *max);
/* The <slot/> in an answer; NULL if it is none. Returns: (transfer full) (nullable) */
ConfabXepSlot *confab_xep_upload_read_slot (const ConfabStanza *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabXepUpload, confab_xep_upload_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabXepSlot, confab_xep_slot_free)

G_END_DECLS
