#pragma once

/* What is said of a file inside of what is sealed (XEP-0446, XEP-0447, XEP-0448): name, kind, size,
 * hash, where it lies, and the key. Only files that are sealed themselves, with AES-256-GCM and a
 * tag at the end, are read and written. Pure. */

#include "base/base-secret.h"
#include "xmpp/xmpp-stanza.h"

G_BEGIN_DECLS

#define CONFAB_XEP_FILE_MAX_NAME 128 /* characters */
#define CONFAB_XEP_FILE_MAX_TYPE 100 /* bytes */
#define CONFAB_XEP_FILE_MAX_URL 2048 /* bytes */
#define CONFAB_XEP_FILE_KEY 32
#define CONFAB_XEP_FILE_MAX_IV 16
#define CONFAB_XEP_FILE_HASH 32
#define CONFAB_XEP_FILE_UNKNOWN G_MAXUINT64

typedef struct {
  char *name; /* a clean line, nullable */
  char *type; /* MIME, nullable */
  guint64 size;
  char *url; /* https */
  ConfabSecret *key;
  guint8 iv[CONFAB_XEP_FILE_MAX_IV];
  gsize iv_size; /* 12 or 16 */
  gboolean has_hash;
  guint8 hash[CONFAB_XEP_FILE_HASH]; /* SHA-256 of what is inside */
} ConfabXepFile;

void confab_xep_file_free (ConfabXepFile *file);

/* The <file-sharing/>. Returns: (transfer full) */
ConfabStanza *confab_xep_file_new (const ConfabXepFile *file);
/* That says what the body stands for, beside it (XEP-0428). Returns: (transfer full) */
ConfabStanza *confab_xep_file_fallback_new (void);
/* Of the first <file-sharing/> in `content`; NULL if there is none that can be fetched and opened.
 * Returns: (transfer full) (nullable) */
ConfabXepFile *confab_xep_file_read (const ConfabStanza *content);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabXepFile, confab_xep_file_free)

G_END_DECLS
