#pragma once

/* Where a file lies: https addresses, and those that carry the key with them (XEP-0454 aesgcm:).
 * The key leaves this struct only for the cipher and for the seal of the message. Pure. */

#include "base/base-secret.h"

G_BEGIN_DECLS

#define CONFAB_FILES_URL_MAX 2048 /* bytes of a whole address */
#define CONFAB_FILES_KEY_BYTES 32
#define CONFAB_FILES_IV_BYTES 12 /* of our own; 16 are read too (XEP-0454 section 3) */
#define CONFAB_FILES_IV_MAX 16

typedef struct {
  char *host; /* lower case ASCII, or an address of the network without brackets */
  guint16 port;
  char *path;        /* begins with a slash; with the query, as it goes into a request */
  ConfabSecret *key; /* NULL: it carries none */
  guint8 iv[CONFAB_FILES_IV_MAX];
  gsize iv_size;
} ConfabFilesUrl;

/* "aesgcm://host[:port]/path#" with 12 or 16 bytes of IV and 32 of key in hexadecimal, and nothing
 * around it. No user, no other fragment. NULL otherwise. Returns: (transfer full) (nullable) */
ConfabFilesUrl *confab_files_url_parse_sealed (const char *text);
/* "https://host[:port]/path", without a fragment. NULL otherwise. Returns: (transfer full)
 * (nullable) */
ConfabFilesUrl *confab_files_url_parse (const char *text);
void confab_files_url_free (ConfabFilesUrl *url);

/* Without the key. Returns: (transfer full) */
char *confab_files_url_dup_open (const ConfabFilesUrl *url);
/* With the key: for what is sealed. The caller wipes it. Returns: (transfer full) */
char *confab_files_url_dup_sealed (
    const char *open, const ConfabSecret *key, const guint8 *iv, gsize iv_size);
/* The name that its path ends with, fit to be shown; NULL if there is none. Returns: (transfer
 * full) (nullable) */
char *confab_files_url_dup_name (const ConfabFilesUrl *url);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabFilesUrl, confab_files_url_free)

G_END_DECLS
