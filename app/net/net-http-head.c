/* The head of an answer, read strictly: what is wrong anywhere is wrong as a whole. Of all fields
 * only those that say how much follows mean anything here; no cookie, place, name or kind is read.
 */

#include <string.h>

#include "base/base-text.h"
#include "net/net-http.h"

#define MAX_LENGTH (G_GUINT64_CONSTANT (1) << 62)

gsize
confab_net_http_head_find (const char *data, gsize length) {
  const char *end =
      length > 0 ? memmem (data, MIN (length, CONFAB_NET_HTTP_MAX_HEAD), "\r\n\r\n", 4) : NULL;

  return end != NULL ? (gsize)(end - data) + 4 : 0;
}

/* "HTTP/1.1 200 words" */
static gboolean
read_status (const char *line, ConfabNetHttpHead *head) {
  if (!g_str_has_prefix (line, "HTTP/1.1 ") && !g_str_has_prefix (line, "HTTP/1.0 "))
    return FALSE;
  line += strlen ("HTTP/1.1 ");
  for (guint i = 0; i < 3; i++) {
    if (!g_ascii_isdigit (line[i]))
      return FALSE;
    head->status = head->status * 10 + (guint)g_ascii_digit_value (line[i]);
  }
  return head->status >= 100 && (line[3] == ' ' || line[3] == '\0');
}

static gboolean
take_length (const char *value, ConfabNetHttpHead *head) {
  return head->length == CONFAB_NET_HTTP_UNKNOWN &&
         confab_base_text_parse_uint (value, MAX_LENGTH, &head->length);
}

/* "bytes 5-9/10", of which the end is not needed. */
static gboolean
take_range (const char *value, ConfabNetHttpHead *head) {
  g_auto (GStrv) parts = NULL;
  guint64 last;

  if (head->range_start != CONFAB_NET_HTTP_UNKNOWN || g_ascii_strncasecmp (value, "bytes ", 6) != 0)
    return FALSE;
  /* "bytes STAR/10" beside 416 says only how long the whole is. */
  if (value[6] == '*')
    return TRUE;
  parts = g_strsplit_set (value + 6, "-/", 4);
  if (g_strv_length (parts) != 3 ||
      !confab_base_text_parse_uint (parts[0], MAX_LENGTH, &head->range_start) ||
      !confab_base_text_parse_uint (parts[1], MAX_LENGTH, &last) || last < head->range_start)
    return FALSE;
  return g_str_equal (parts[2], "*") ||
         (confab_base_text_parse_uint (parts[2], MAX_LENGTH, &head->range_whole) &&
             last < head->range_whole);
}

static gboolean
is_token (const char *text, gsize length) {
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && strchr ("!#$%&'*+-.^_`|~", text[i]) == NULL)
      return FALSE;
  return length > 0;
}

static gboolean
read_field (const char *line, ConfabNetHttpHead *head) {
  const char *colon = strchr (line, ':');
  g_autofree char *value = NULL;
  gsize length;

  if (colon == NULL || !is_token (line, (gsize)(colon - line)))
    return FALSE;
  length = (gsize)(colon - line);
  value = g_strstrip (g_strdup (colon + 1));
  if (length == 14 && g_ascii_strncasecmp (line, "Content-Length", length) == 0)
    return take_length (value, head);
  if (length == 13 && g_ascii_strncasecmp (line, "Content-Range", length) == 0)
    return take_range (value, head);
  /* What was asked for is the thing as it is. */
  if (length == 16 && g_ascii_strncasecmp (line, "Content-Encoding", length) == 0)
    return g_ascii_strcasecmp (value, "identity") == 0;
  if (length == 17 && g_ascii_strncasecmp (line, "Transfer-Encoding", length) == 0) {
    if (head->is_chunked || g_ascii_strcasecmp (value, "chunked") != 0)
      return FALSE;
    head->is_chunked = TRUE;
  }
  return TRUE;
}

/* Nothing that ends a line in another way, and no zero. */
static gboolean
is_clean (const char *text) {
  for (; *text != '\0'; text++)
    if ((guchar)*text < ' ' && *text != '\t')
      return FALSE;
  return TRUE;
}

gboolean
confab_net_http_head_read (const char *data, gsize length, ConfabNetHttpHead *head) {
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n;

  *head = (ConfabNetHttpHead){ .length = CONFAB_NET_HTTP_UNKNOWN,
    .range_start = CONFAB_NET_HTTP_UNKNOWN,
    .range_whole = CONFAB_NET_HTTP_UNKNOWN };
  if (length < 4 || confab_net_http_head_find (data, length) != length ||
      memchr (data, '\0', length) != NULL)
    return FALSE;
  text = g_strndup (data, length - 4);
  lines = g_strsplit (text, "\r\n", CONFAB_NET_HTTP_MAX_FIELDS + 2);
  n = g_strv_length (lines);
  if (n == 0 || n > CONFAB_NET_HTTP_MAX_FIELDS + 1 || !is_clean (lines[0]) ||
      !read_status (lines[0], head))
    return FALSE;
  for (guint i = 1; i < n; i++)
    if (!is_clean (lines[i]) || !read_field (lines[i], head))
      return FALSE;
  return !head->is_chunked || head->length == CONFAB_NET_HTTP_UNKNOWN;
}
