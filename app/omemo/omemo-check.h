#pragma once

/* What two people compare to know that nobody stands between them: digits, words and a picture's
 * text, all from both sides' identity keys. Pure. */

#include <glib.h>

G_BEGIN_DECLS

#define CONFAB_OMEMO_CHECK_GROUPS 8
#define CONFAB_OMEMO_CHECK_WORDS 12

typedef struct {
  char digits[CONFAB_OMEMO_CHECK_GROUPS][6]; /* "04711" */
  guint16 words[CONFAB_OMEMO_CHECK_WORDS];   /* numbers of words, 0 to 2047 */
} ConfabOmemoCheck;

/* The same at both ends, whoever calls: `a` and `b` are sorted here. Keys are Curve25519, 32 bytes;
 * addresses bare. FALSE if a part is missing. */
gboolean confab_omemo_check_make (const char *address_a, GBytes *identity_a, const char *address_b,
    GBytes *identity_b, ConfabOmemoCheck *check);
/* The word of a number; one list, the same in every language. */
const char *confab_omemo_check_get_word (guint16 number);

/* ---- the picture's text: xmpp:ADDRESS?omemo-sid-DEVICE=HEX;... as other programs write it ---- */

typedef struct {
  guint32 device;
  GBytes *identity; /* Curve25519, 32 bytes */
} ConfabOmemoCheckKey;

void confab_omemo_check_key_free (ConfabOmemoCheckKey *key);
/* `keys`: ConfabOmemoCheckKey. Returns: (transfer full) */
char *confab_omemo_check_dup_uri (const char *address, GPtrArray *keys);
/* Reads one; `address` is bare and valid, `keys` at most 64. FALSE if it is none. */
gboolean confab_omemo_check_read_uri (const char *uri, char **address, GPtrArray **keys);

G_END_DECLS
