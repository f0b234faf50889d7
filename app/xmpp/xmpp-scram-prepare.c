/* Preparing a password for SCRAM (RFC 4013), and strict base64. Refuses control characters, wrong
 * UTF-8 and passwords beyond a length. Every buffer of ours that sees the password is a secret. */

#include "xmpp/xmpp-scram.h"

#include <string.h>
#include <unicode/usprep.h>
#include <unicode/ustring.h>

#define MAX_PASSWORD 1024 /* bytes */
#define MAX_GROWTH 18     /* UTF-16 units that one may become (NFKC of U+FDFA) */
#define MAX_UTF8 3        /* bytes of one UTF-16 unit */

static gboolean
is_ascii (ConfabSecret *password, gboolean *is_printable) {
  const guint8 *bytes = confab_base_secret_get_bytes (password);
  guint8 all = 0;

  *is_printable = TRUE;
  for (gsize i = 0; i < confab_base_secret_get_size (password); i++) {
    all |= bytes[i];
    if (bytes[i] < 0x20 || bytes[i] == 0x7f)
      *is_printable = FALSE;
  }
  return all < 0x80;
}

static ConfabSecret *
new_units (gsize units) {
  return confab_base_secret_new (units * sizeof (UChar));
}

static UChar *
get_units (ConfabSecret *secret) {
  return (UChar *)(gpointer)confab_base_secret_get_writable (secret);
}

static ConfabSecret *
prepare_wide (ConfabSecret *password, int32_t options, UErrorCode *status) {
  int32_t size = (int32_t)confab_base_secret_get_size (password);
  int32_t max = (size + 1) * MAX_GROWTH;
  int32_t length = 0, bytes = 0;
  g_autoptr (ConfabSecret) wide = new_units ((gsize)size + 1);
  g_autoptr (ConfabSecret) prepared = new_units ((gsize)max);
  g_autoptr (ConfabSecret) narrow = confab_base_secret_new ((gsize)max * MAX_UTF8);
  UStringPrepProfile *profile = usprep_openByType (USPREP_RFC4013_SASLPREP, status);

  u_strFromUTF8 (get_units (wide), size + 1, &length,
      (const char *)confab_base_secret_get_bytes (password), size, status);
  length = usprep_prepare (
      profile, get_units (wide), length, get_units (prepared), max, options, NULL, status);
  u_strToUTF8 ((char *)confab_base_secret_get_writable (narrow), max * MAX_UTF8, &bytes,
      get_units (prepared), length, status);
  if (profile != NULL)
    usprep_close (profile);
  if (U_FAILURE (*status))
    return NULL;
  return confab_base_secret_new_copy (confab_base_secret_get_bytes (narrow), (gsize)bytes);
}

ConfabSecret *
confab_xmpp_scram_prepare (ConfabSecret *password, GError **error) {
  ConfabSecret *prepared = NULL;
  UErrorCode status = U_ZERO_ERROR;
  gboolean is_printable;

  if (confab_base_secret_get_size (password) <= MAX_PASSWORD) {
    if (is_ascii (password, &is_printable)) {
      if (is_printable)
        return confab_base_secret_ref (password);
    } else {
      prepared = prepare_wide (password, USPREP_DEFAULT, &status);
      if (status == U_STRINGPREP_UNASSIGNED_ERROR) {
        status = U_ZERO_ERROR;
        prepared = prepare_wide (password, USPREP_ALLOW_UNASSIGNED, &status);
      }
    }
  }
  if (prepared == NULL)
    g_set_error_literal (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_WRONG_PASSWORD,
        "the password holds characters that no password can");
  return prepared;
}

GBytes *
confab_xmpp_base64_decode (const char *text, gsize max) {
  gsize length = strlen (text);
  gsize padding = 0;
  gsize size = 0;
  g_autofree guint8 *bytes = NULL;
  g_autofree char *again = NULL;

  if (length % 4 != 0 || length / 4 > max / 3 + 1)
    return NULL;
  while (padding < 2 && padding < length && text[length - 1 - padding] == '=')
    padding++;
  for (gsize i = 0; i < length - padding; i++) {
    if (!g_ascii_isalnum (text[i]) && text[i] != '+' && text[i] != '/')
      return NULL;
  }
  bytes = g_base64_decode (text, &size);
  if (size > max)
    return NULL;
  /* Bits that are left over must be zero, so that one value has one spelling. */
  again = g_base64_encode (bytes, size);
  if (strcmp (again, text) != 0)
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&bytes), size);
}
