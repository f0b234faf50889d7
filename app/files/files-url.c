/* Addresses of files, read strictly: what another reader could take for a different place is no
 * address here. No user, no blank, no back slash, no name that is not plain ASCII (an international
 * one comes in its ASCII form), nothing after the key. */

#include "files/files-url.h"

#include <openssl/crypto.h>
#include <string.h>

#include "base/base-text.h"

#define SEALED "aesgcm://"
#define OPEN "https://"
#define MAX_HOST 253
#define MAX_LABEL 63
#define MAX_NAME 128 /* characters of a name that is shown */
#define DEFAULT_PORT 443

void
confab_files_url_free (ConfabFilesUrl *url) {
  g_free (url->host);
  g_free (url->path);
  g_clear_pointer (&url->key, confab_base_secret_unref);
  OPENSSL_cleanse (url->iv, sizeof url->iv);
  g_free (url);
}

/* ---- the host ---- */

/* Labels of letters, digits and hyphens; the last is no number, so that nothing but four numbers in
 * full is an address of the network. */
static gboolean
is_name (const char *host) {
  g_auto (GStrv) labels = g_strsplit (host, ".", -1);
  guint n = g_strv_length (labels);

  for (guint i = 0; i < n; i++) {
    gsize length = strlen (labels[i]);

    if (length == 0 || length > MAX_LABEL || labels[i][0] == '-' || labels[i][length - 1] == '-' ||
        strspn (labels[i], "abcdefghijklmnopqrstuvwxyz0123456789-") != length)
      return FALSE;
  }
  return n > 0 && strspn (labels[n - 1], "0123456789") != strlen (labels[n - 1]) &&
         !g_str_has_prefix (labels[n - 1], "0x");
}

static gboolean
take_host (ConfabFilesUrl *url, const char *text, gsize length) {
  gboolean is_bracketed = length > 2 && text[0] == '[' && text[length - 1] == ']';
  g_autofree char *host = NULL;

  if (length == 0 || length > MAX_HOST)
    return FALSE;
  host = is_bracketed ? g_strndup (text + 1, length - 2) : g_ascii_strdown (text, (gssize)length);
  if (is_bracketed
          ? strchr (host, ':') == NULL || strchr (host, '%') != NULL ||
                !g_hostname_is_ip_address (host)
          : !is_name (host) && (strchr (host, ':') != NULL || !g_hostname_is_ip_address (host)))
    return FALSE;
  url->host = g_steal_pointer (&host);
  return TRUE;
}

static gboolean
take_authority (ConfabFilesUrl *url, const char *text, gsize length) {
  const char *port = memrchr (text, ':', length);
  guint64 number = DEFAULT_PORT;

  /* A colon inside the brackets is none of a port. */
  if (port != NULL && memchr (port, ']', (gsize)(text + length - port)) != NULL)
    port = NULL;
  if (port != NULL) {
    g_autofree char *digits = g_strndup (port + 1, (gsize)(text + length - port - 1));

    if (!confab_base_text_parse_uint (digits, G_MAXUINT16, &number) || number == 0)
      return FALSE;
    length = (gsize)(port - text);
  }
  url->port = (guint16)number;
  return take_host (url, text, length);
}

/* ---- path and key ---- */

/* What may stand in a path and a query (RFC 3986 3.3 and 3.4), and nothing that needs thought. */
static gboolean
take_path (ConfabFilesUrl *url, const char *text, gsize length) {
  if (length == 0 || text[0] != '/')
    return FALSE;
  for (gsize i = 0; i < length; i++) {
    if (text[i] == '%') {
      if (i + 2 >= length || !g_ascii_isxdigit (text[i + 1]) || !g_ascii_isxdigit (text[i + 2]))
        return FALSE;
    } else if (!g_ascii_isalnum (text[i]) && strchr ("-._~!$&'()*+,;=:@/?", text[i]) == NULL) {
      return FALSE;
    }
  }
  url->path = g_strndup (text, length);
  return TRUE;
}

static gboolean
read_hex (const char *text, guint8 *bytes, gsize size) {
  for (gsize i = 0; i < size; i++) {
    int high = g_ascii_xdigit_value (text[2 * i]);
    int low = g_ascii_xdigit_value (text[2 * i + 1]);

    if (high < 0 || low < 0)
      return FALSE;
    bytes[i] = (guint8)(high << 4 | low);
  }
  return TRUE;
}

static gboolean
take_key (ConfabFilesUrl *url, const char *hex) {
  gsize length = strlen (hex);

  if (length == 2 * (CONFAB_FILES_IV_BYTES + CONFAB_FILES_KEY_BYTES))
    url->iv_size = CONFAB_FILES_IV_BYTES;
  else if (length == 2 * (CONFAB_FILES_IV_MAX + CONFAB_FILES_KEY_BYTES))
    url->iv_size = CONFAB_FILES_IV_MAX;
  else
    return FALSE;
  url->key = confab_base_secret_new (CONFAB_FILES_KEY_BYTES);
  return read_hex (hex, url->iv, url->iv_size) &&
         read_hex (hex + 2 * url->iv_size, confab_base_secret_get_writable (url->key),
             CONFAB_FILES_KEY_BYTES);
}

static ConfabFilesUrl *
parse (const char *text, const char *scheme, gboolean has_key) {
  g_autoptr (ConfabFilesUrl) url = NULL;
  const char *path;
  const char *end;

  if (text == NULL || strnlen (text, CONFAB_FILES_URL_MAX + 1) > CONFAB_FILES_URL_MAX ||
      g_ascii_strncasecmp (text, scheme, strlen (scheme)) != 0)
    return NULL;
  text += strlen (scheme);
  end = strchrnul (text, '#');
  path = memchr (text, '/', (gsize)(end - text));
  if (path == NULL || has_key != (*end == '#'))
    return NULL;
  url = g_new0 (ConfabFilesUrl, 1);
  if (!take_authority (url, text, (gsize)(path - text)) ||
      !take_path (url, path, (gsize)(end - path)) || (has_key && !take_key (url, end + 1)))
    return NULL;
  return g_steal_pointer (&url);
}

ConfabFilesUrl *
confab_files_url_parse_sealed (const char *text) {
  return parse (text, SEALED, TRUE);
}

ConfabFilesUrl *
confab_files_url_parse (const char *text) {
  return parse (text, OPEN, FALSE);
}

/* ---- writing ---- */

char *
confab_files_url_dup_open (const ConfabFilesUrl *url) {
  gboolean is_bracketed = strchr (url->host, ':') != NULL;
  g_autofree char *port =
      url->port != DEFAULT_PORT ? g_strdup_printf (":%u", url->port) : g_strdup ("");

  return g_strconcat (
      OPEN, is_bracketed ? "[" : "", url->host, is_bracketed ? "]" : "", port, url->path, NULL);
}

char *
confab_files_url_dup_sealed (
    const char *open, const ConfabSecret *key, const guint8 *iv, gsize iv_size) {
  static const char digits[] = "0123456789abcdef";
  const guint8 *bytes = confab_base_secret_get_bytes (key);
  gsize start = strlen (SEALED) + strlen (open) - strlen (OPEN) + 1;
  gsize n = iv_size + CONFAB_FILES_KEY_BYTES;
  char *text;

  g_return_val_if_fail (g_str_has_prefix (open, OPEN), NULL);
  g_return_val_if_fail (confab_base_secret_get_size (key) == CONFAB_FILES_KEY_BYTES, NULL);

  text = g_malloc0 (start + 2 * n + 1);
  stpcpy (stpcpy (stpcpy (text, SEALED), open + strlen (OPEN)), "#");
  for (gsize i = 0; i < n; i++) {
    guint8 byte = i < iv_size ? iv[i] : bytes[i - iv_size];

    text[start + 2 * i] = digits[byte >> 4];
    text[start + 2 * i + 1] = digits[byte & 15];
  }
  return text;
}

char *
confab_files_url_dup_name (const ConfabFilesUrl *url) {
  const char *end = strchrnul (url->path, '?');
  const char *start = memrchr (url->path, '/', (gsize)(end - url->path));
  g_autofree char *name = g_uri_unescape_segment (start + 1, end, "/\\");

  return name != NULL && g_utf8_validate (name, -1, NULL)
             ? confab_base_text_dup_line (name, MAX_NAME)
             : NULL;
}
