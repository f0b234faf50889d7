/* Writes a link anew for the judge "link": the host as it is, nothing before it, no tracking.
 *
 * Copies what it understands and leaves out what is not needed to get there; into the caller's
 * buffer or not at all. A mail keeps its address, subject and text, a telephone number its digits.
 */

#include "safety/safety-link-private.h"

#include <string.h>

typedef struct {
  char *text;
  gsize size, n;
  gboolean is_full;
} Output;

static void
write_bytes (Output *out, const char *bytes, gsize length) {
  if (out->is_full || length >= out->size - out->n) {
    out->is_full = TRUE;
    return;
  }
  memcpy (out->text + out->n, bytes, length);
  out->n += length;
  out->text[out->n] = '\0';
}

static void
write_string (Output *out, const char *text) {
  write_bytes (out, text, strlen (text));
}

/* What may not stand in an address as it is gets escaped; what is escaped stays so. */
static void
write_escaped (Output *out, const char *text, gsize length) {
  for (gsize i = 0; i < length; i++) {
    guint8 c = (guint8)text[i];

    if (c <= 0x20 || c >= 0x7f || strchr ("\"<>`{}|^", c) != NULL) {
      char escaped[4];

      g_snprintf (escaped, sizeof escaped, "%%%02X", c);
      write_string (out, escaped);
    } else {
      write_bytes (out, text + i, 1);
    }
  }
}

static void
write_path (Output *out, const char *path, gsize length) {
  for (gsize i = 0; i < length; i++) {
    if (path[i] == '\\')
      write_string (out, "/");
    else
      write_escaped (out, path + i, 1);
  }
}

static Output
output_new (char *text, gsize size) {
  Output out = { text, size, 0, size == 0 };

  if (size > 0)
    text[0] = '\0';
  return out;
}

static gboolean
output_end (Output *out) {
  if (out->is_full && out->size > 0)
    out->text[0] = '\0';
  return !out->is_full;
}

/* Of "a=1&b=2" the ones that do not follow the reader. */
static void
write_query (Output *out, const char *query, gsize length, ConfabLinkFound *found) {
  gboolean is_first = TRUE;

  for (gsize at = 0; at <= length;) {
    const char *end = memchr (query + at, '&', length - at);
    gsize size = end != NULL ? (gsize)(end - (query + at)) : length - at;
    const char *equals = memchr (query + at, '=', size);
    gsize name = equals != NULL ? (gsize)(equals - (query + at)) : size;

    if (confab_safety_link_is_tracking (query + at, name, found->host_ascii)) {
      found->n_removed++;
    } else if (size > 0) {
      write_string (out, is_first ? "?" : "&");
      write_escaped (out, query + at, size);
      is_first = FALSE;
    }
    at += size + 1;
  }
}

gboolean
confab_safety_link_clean_web (
    const ConfabLinkParts *parts, ConfabLinkFound *found, char *cleaned, gsize size) {
  Output out = output_new (cleaned, size);

  write_string (&out, parts->is_https ? "https://" : "http://");
  write_string (&out, found->host_ascii);
  if (parts->port >= 0 && parts->port != (parts->is_https ? 443 : 80)) {
    char port[8];

    g_snprintf (port, sizeof port, ":%d", parts->port);
    write_string (&out, port);
  }
  if (parts->path_length > 0)
    write_path (&out, parts->path, parts->path_length);
  else
    write_string (&out, "/");
  if (parts->query_length > 0)
    write_query (&out, parts->query, parts->query_length, found);
  if (parts->fragment_length > 0) {
    const char *equals = memchr (parts->fragment, '=', parts->fragment_length);
    gsize name = equals != NULL ? (gsize)(equals - parts->fragment) : 0;

    if (name > 0 && confab_safety_link_is_tracking (parts->fragment, name, found->host_ascii)) {
      found->n_removed++;
    } else {
      write_string (&out, "#");
      write_escaped (&out, parts->fragment, parts->fragment_length);
    }
  }
  return output_end (&out);
}

static gboolean
has_line_end (const char *text, gsize length) {
  for (gsize i = 0; i + 2 < length; i++)
    if (text[i] == '%' && text[i + 1] == '0' && strchr ("aAdD", text[i + 2]) != NULL)
      return TRUE;
  return FALSE;
}

/* Of a mail only what its writer sees before sending; a subject of several lines would be further
 * headers. */
static gboolean
is_mail_field (const char *field, gsize length) {
  if (length >= 8 && g_ascii_strncasecmp (field, "subject=", 8) == 0)
    return !has_line_end (field, length);
  return length >= 5 && g_ascii_strncasecmp (field, "body=", 5) == 0;
}

static void
write_mail (Output *out, const char *rest, gsize length, ConfabLinkFound *found) {
  const char *mark = memchr (rest, '?', length);
  gsize address = mark != NULL ? (gsize)(mark - rest) : length;
  gboolean is_first = TRUE;

  write_string (out, "mailto:");
  write_escaped (out, rest, address);
  for (gsize at = address + 1; at < length;) {
    const char *end = memchr (rest + at, '&', length - at);
    gsize size = end != NULL ? (gsize)(end - (rest + at)) : length - at;

    if (is_mail_field (rest + at, size)) {
      write_string (out, is_first ? "?" : "&");
      write_escaped (out, rest + at, size);
      is_first = FALSE;
    } else {
      found->n_removed++;
    }
    at += size + 1;
  }
}

/* The acts of XEP-0147 that are confirmed, and do nothing until then. */
static gboolean
is_chat_act (const char *act, gsize length) {
  static const char *const acts[] = { "message", "join", "subscribe" };

  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    if (strlen (acts[i]) == length && g_ascii_strncasecmp (act, acts[i], length) == 0)
      return TRUE;
  return FALSE;
}

/* "xmpp:address?act;name=value;...": the address, an act that is harmless, and of its values the
 * text of a message, which is only filled in. Names and passwords that somebody else chose go. */
static void
write_chat (Output *out, const char *rest, gsize length, ConfabLinkFound *found) {
  const char *mark = memchr (rest, '?', length);
  gsize address = mark != NULL ? (gsize)(mark - rest) : length;
  gsize act = 0;

  write_string (out, "xmpp:");
  write_escaped (out, rest, address);
  for (gsize at = address + 1; at < length;) {
    const char *end = memchr (rest + at, ';', length - at);
    gsize size = end != NULL ? (gsize)(end - (rest + at)) : length - at;
    gboolean is_act = at == address + 1 && is_chat_act (rest + at, size);
    gboolean is_body =
        act == strlen ("message") && size > 5 && g_ascii_strncasecmp (rest + at, "body=", 5) == 0;

    if (is_act)
      act = size;
    if (is_act || is_body) {
      write_string (out, is_act ? "?" : ";");
      write_escaped (out, rest + at, size);
    } else {
      found->n_removed++;
    }
    at += size + 1;
  }
}

static void
write_phone (Output *out, const char *rest, gsize length) {
  write_string (out, "tel:");
  for (gsize i = 0; i < length && rest[i] != ';'; i++)
    if (g_ascii_isdigit (rest[i]) || (rest[i] == '+' && i == 0))
      write_bytes (out, rest + i, 1);
}

gboolean
confab_safety_link_clean_other (
    const char *link, gsize length, ConfabLinkFound *found, char *cleaned, gsize size) {
  Output out = output_new (cleaned, size);
  const char *colon = memchr (link, ':', length);
  const char *rest = colon != NULL ? colon + 1 : link;
  gsize left = length - (gsize)(rest - link);

  switch (found->kind) {
  case CONFAB_LINK_MAIL:
    write_mail (&out, rest, left, found);
    break;
  case CONFAB_LINK_PHONE:
    write_phone (&out, rest, left);
    break;
  case CONFAB_LINK_XMPP:
    write_chat (&out, rest, left, found);
    break;
  case CONFAB_LINK_PLACE:
    write_string (&out, "geo:");
    write_escaped (&out, rest, left);
    break;
  case CONFAB_LINK_OTHER:
  case CONFAB_LINK_WEB:
    return FALSE;
  }
  return output_end (&out);
}
