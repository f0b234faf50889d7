#pragma once

/* Stanza content encryption (XEP-0420): the envelope that OMEMO 2 seals, with padding, sender,
 * recipient and time. Thread-safe, pure. */

#include "base/base-random.h"
#include "xmpp/xmpp-stanza.h"

G_BEGIN_DECLS

#define CONFAB_XEP_SCE_MAX 262144 /* bytes of an envelope that are read */

typedef struct {
  ConfabStanza *content; /* <content/> with what was sealed; owned */
  char *from;            /* bare address; nullable: not there or not valid */
  char *to;              /* as above */
  gint64 time_us;        /* 0: none; information only */
  gboolean has_padding;
} ConfabXepSce;

/* The envelope's bytes. `content` (borrowed) is <content/>; `from` and `to` are bare; `time_us`
 * since 1970. Padded so that the whole length is one of few (the rule stands in the .c), which
 * hides the text's length (R14). Returns: (transfer full) */
GBytes *confab_xep_sce_new (const ConfabStanza *content, const char *from, const char *to,
    gint64 time_us, const ConfabRandom *random);
/* NULL if it is no envelope, too long, or has a part twice. Affixes that are there but mean nothing
 * are NULL; whether they fit is the caller's to check. Returns: (transfer full) (nullable) */
ConfabXepSce *confab_xep_sce_read (const char *data, gsize length);
void confab_xep_sce_free (ConfabXepSce *sce);

/* A <content/> with a <body/> of jabber:client, and a wish for a receipt (XEP-0184) inside if
 * `with_receipt`. Returns: (transfer full) */
ConfabStanza *confab_xep_sce_content_new (const char *text, gboolean with_receipt);
/* A <content/> with nothing in it yet. Returns: (transfer full) */
ConfabStanza *confab_xep_sce_empty_new (void);
/* A <content/> that says only that the message `id` arrived (XEP-0184). Returns: (transfer full) */
ConfabStanza *confab_xep_sce_receipt_new (const char *id);
/* The id that such a <content/> is for, borrowed; NULL if it is none, or says more than that. */
const char *confab_xep_sce_get_receipt (const ConfabStanza *content);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabXepSce, confab_xep_sce_free)

G_END_DECLS
