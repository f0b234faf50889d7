/* The way to servers as a value and as a text. Whatever it cannot read is CLOSED, and never the
 * straight way: a damaged setting must not show anybody where one connects from. */

#include "model/model-road.h"

#include <gio/gio.h>
#include <string.h>

#define MAX_HOST 253
#define MAX_USER 255 /* bytes, RFC 1929 */

G_DEFINE_BOXED_TYPE (
    ConfabModelRoad, confab_model_road, confab_model_road_copy, confab_model_road_free)

static gboolean
is_proxy (ConfabRoadKind kind) {
  return kind == CONFAB_ROAD_SOCKS || kind == CONFAB_ROAD_HTTP;
}

ConfabModelRoad *
confab_model_road_new (ConfabRoadKind kind) {
  ConfabModelRoad *road = g_new0 (ConfabModelRoad, 1);

  g_return_val_if_fail (!is_proxy (kind), road);
  road->kind = kind;
  return road;
}

/* Letters, digits, hyphens and dots, or an address: nothing that could end a name inside a longer
 * text. */
static gboolean
is_host (const char *host) {
  gsize length = strnlen (host, MAX_HOST + 1);

  if (length == 0 || length > MAX_HOST || *host == '-' || *host == '.')
    return FALSE;
  if (strchr (host, ':') != NULL)
    return g_hostname_is_ip_address (host) && strchr (host, '%') == NULL;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (host[i]) && host[i] != '-' && host[i] != '.' && host[i] != '_')
      return FALSE;
  return TRUE;
}

static gboolean
is_user (const char *user) {
  gsize length = strnlen (user, MAX_USER + 1);

  if (length == 0 || length > MAX_USER || !g_utf8_validate (user, (gssize)length, NULL))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (g_ascii_iscntrl (user[i]))
      return FALSE;
  return TRUE;
}

ConfabModelRoad *
confab_model_road_new_proxy (
    ConfabRoadKind kind, const char *host, guint16 port, const char *user) {
  g_autofree char *trimmed = g_strstrip (g_strdup (host != NULL ? host : ""));
  g_autofree char *ascii = g_hostname_to_ascii (trimmed);
  ConfabModelRoad *road;

  g_return_val_if_fail (is_proxy (kind), NULL);
  if (ascii == NULL || !is_host (ascii) || port == 0)
    return NULL;
  if (user != NULL && *user != '\0' && !is_user (user))
    return NULL;
  /* HTTP cannot say a name that has a colon in it: RFC 7617 section 2. */
  if (kind == CONFAB_ROAD_HTTP && user != NULL && strchr (user, ':') != NULL)
    return NULL;
  road = g_new0 (ConfabModelRoad, 1);
  road->kind = kind;
  road->host = g_steal_pointer (&ascii);
  road->port = port;
  road->user = user != NULL && *user != '\0' ? g_strdup (user) : NULL;
  return road;
}

ConfabModelRoad *
confab_model_road_copy (const ConfabModelRoad *road) {
  ConfabModelRoad *copy = g_memdup2 (road, sizeof *road);

  copy->host = g_strdup (road->host);
  copy->user = g_strdup (road->user);
  return copy;
}

void
confab_model_road_free (ConfabModelRoad *road) {
  if (road == NULL)
    return;
  g_free (road->host);
  g_free (road->user);
  g_free (road);
}

gboolean
confab_model_road_equal (const ConfabModelRoad *a, const ConfabModelRoad *b) {
  return a->kind == b->kind && g_strcmp0 (a->host, b->host) == 0 && a->port == b->port &&
         g_strcmp0 (a->user, b->user) == 0;
}

/* ---- as a text ---- */

char *
confab_model_road_dup_text (const ConfabModelRoad *road) {
  const char *name = "closed";

  switch (road->kind) {
  case CONFAB_ROAD_AS_ALL:
    return NULL;
  case CONFAB_ROAD_CLOSED:
    return g_strdup (name);
  case CONFAB_ROAD_STRAIGHT:
    return g_strdup ("straight");
  case CONFAB_ROAD_TOR:
    return g_strdup ("tor");
  case CONFAB_ROAD_SOCKS:
    name = "socks5";
    break;
  case CONFAB_ROAD_HTTP:
    name = "http";
    break;
  }
  return g_strdup_printf ("%s %s %u%s%s", name, road->host, road->port,
      road->user != NULL ? " " : "", road->user != NULL ? road->user : "");
}

/* "host port", or "host port user", in which the user may have spaces. */
static ConfabModelRoad *
read_proxy (ConfabRoadKind kind, const char *text) {
  g_auto (GStrv) parts = g_strsplit (text, " ", 3);
  guint n = g_strv_length (parts);
  guint64 port = 0;

  if (n < 2 || !g_ascii_string_to_unsigned (parts[1], 10, 1, G_MAXUINT16, &port, NULL))
    return NULL;
  return confab_model_road_new_proxy (kind, parts[0], (guint16)port, n > 2 ? parts[2] : NULL);
}

ConfabModelRoad *
confab_model_road_read (const char *text, guint16 port) {
  ConfabModelRoad *road = NULL;

  if (text == NULL)
    return confab_model_road_new (CONFAB_ROAD_AS_ALL);
  if (g_str_equal (text, "straight"))
    return confab_model_road_new (CONFAB_ROAD_STRAIGHT);
  if (g_str_equal (text, "tor"))
    return confab_model_road_new (CONFAB_ROAD_TOR);
  if (g_str_has_prefix (text, "socks5 "))
    road = read_proxy (CONFAB_ROAD_SOCKS, text + strlen ("socks5 "));
  else if (g_str_has_prefix (text, "http "))
    road = read_proxy (CONFAB_ROAD_HTTP, text + strlen ("http "));
  else if (!g_str_equal (text, "closed"))
    road = confab_model_road_new_proxy (CONFAB_ROAD_SOCKS, text, port, NULL);
  return road != NULL ? road : confab_model_road_new (CONFAB_ROAD_CLOSED);
}
