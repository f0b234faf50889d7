/* Takes a web address apart the way browsers do, for the judge "link": what a browser would connect
 * to is what has to be judged, however it is written.
 *
 * Follows the URL standard in what it forgives (backslashes, missing or too many slashes), and says
 * that it had to. It checks no name. */

#include "safety/safety-link-private.h"

#include <string.h>

#include "base/base-text.h"

#define MAX_PORT 65535
#define MAX_PORT_DIGITS 8

static gboolean
is_slash (char c) {
  return c == '/' || c == '\\';
}

/* Where the scheme ends and the rest begins; 0 without a scheme. */
static gsize
skip_scheme (const char *link, gsize length, ConfabLinkParts *parts) {
  gsize colon = 0, slashes = 0;

  while (colon < length && g_ascii_isalpha (link[colon]))
    colon++;
  if (colon >= length || link[colon] != ':')
    return 0;

  switch (confab_safety_link_scheme (link, colon)) {
  case CONFAB_LINK_SCHEME_HTTPS:
    parts->is_https = TRUE;
    break;
  case CONFAB_LINK_SCHEME_HTTP:
    break;
  case CONFAB_LINK_SCHEME_UNKNOWN:
  case CONFAB_LINK_SCHEME_DANGEROUS:
  case CONFAB_LINK_SCHEME_XMPP:
  case CONFAB_LINK_SCHEME_MAILTO:
  case CONFAB_LINK_SCHEME_TEL:
  case CONFAB_LINK_SCHEME_GEO:
    return 0;
  }
  parts->has_scheme = TRUE;
  while (colon + 1 + slashes < length && is_slash (link[colon + 1 + slashes])) {
    if (link[colon + 1 + slashes] == '\\')
      parts->is_odd = TRUE;
    slashes++;
  }
  if (slashes != 2)
    parts->is_odd = TRUE;
  return colon + 1 + slashes;
}

static gboolean
read_port (const char *text, gsize length, ConfabLinkParts *parts) {
  char digits[MAX_PORT_DIGITS + 1];
  guint64 port;

  if (length == 0)
    return TRUE;
  if (length > MAX_PORT_DIGITS)
    return FALSE;
  memcpy (digits, text, length);
  digits[length] = '\0';
  if (!confab_base_text_parse_uint (digits, MAX_PORT, &port))
    return FALSE;
  parts->port = (gint)port;
  return TRUE;
}

/* "user:password@host:port" */
static gboolean
read_authority (const char *text, gsize length, ConfabLinkParts *parts) {
  gsize host = 0, colon;

  /* The last @ counts; what stands before is no host, however much it looks like one. */
  for (gsize i = 0; i < length; i++)
    if (text[i] == '@') {
      host = i + 1;
      parts->has_user = TRUE;
    }
  text += host;
  length -= host;
  parts->host = text;

  if (length > 0 && text[0] == '[') {
    const char *close = memchr (text, ']', length);

    if (close == NULL)
      return FALSE;
    parts->host_length = (gsize)(close - text) + 1;
    if (parts->host_length == length)
      return TRUE;
    return text[parts->host_length] == ':' &&
           read_port (text + parts->host_length + 1, length - parts->host_length - 1, parts);
  }

  for (colon = 0; colon < length && text[colon] != ':'; colon++)
    ;
  parts->host_length = colon;
  if (colon == 0)
    return FALSE;
  return colon == length || read_port (text + colon + 1, length - colon - 1, parts);
}

gboolean
confab_safety_link_parse (const char *link, gsize length, ConfabLinkParts *parts) {
  gsize at, end;

  *parts = (ConfabLinkParts){ .port = -1 };
  at = skip_scheme (link, length, parts);
  if (!parts->has_scheme)
    parts->is_https = TRUE;

  for (end = at; end < length && !is_slash (link[end]) && link[end] != '?' && link[end] != '#';
      end++)
    ;
  if (!read_authority (link + at, end - at, parts))
    return FALSE;
  if (end < length && link[end] == '\\')
    parts->is_odd = TRUE;

  at = end;
  while (end < length && link[end] != '?' && link[end] != '#')
    end++;
  parts->path = link + at;
  parts->path_length = end - at;
  if (end < length && link[end] == '?') {
    at = ++end;
    while (end < length && link[end] != '#')
      end++;
    parts->query = link + at;
    parts->query_length = end - at;
  }
  if (end < length && link[end] == '#') {
    parts->fragment = link + end + 1;
    parts->fragment_length = length - end - 1;
  }
  return TRUE;
}
