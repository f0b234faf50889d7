#pragma once

/* The way that lines to servers take (R16): straight there, through Tor, or through a proxy. A
 * plain value; the password of a proxy is never in it. */

#include <glib-object.h>

G_BEGIN_DECLS

/* Where Tor listens on this computer. */
#define CONFAB_MODEL_ROAD_TOR_HOST "127.0.0.1"
#define CONFAB_MODEL_ROAD_TOR_PORT 9050

typedef enum {
  CONFAB_ROAD_CLOSED = 0, /* what was kept cannot be read: nothing leaves */
  CONFAB_ROAD_AS_ALL,     /* of one account: the way of all accounts */
  CONFAB_ROAD_STRAIGHT,
  CONFAB_ROAD_TOR,
  CONFAB_ROAD_SOCKS, /* a SOCKS5 proxy */
  CONFAB_ROAD_HTTP,  /* an HTTP proxy, by CONNECT */
} ConfabRoadKind;

typedef struct {
  ConfabRoadKind kind;
  char *host; /* of SOCKS and HTTP, ASCII */
  guint16 port;
  char *user; /* nullable: the proxy asks nobody who they are */
} ConfabModelRoad;

#define CONFAB_TYPE_MODEL_ROAD (confab_model_road_get_type ())
GType confab_model_road_get_type (void);

ConfabModelRoad *confab_model_road_new (ConfabRoadKind kind);
/* A proxy as it was typed: spaces around do not count, a name is put into ASCII, `user` "" is none.
 * NULL: something of it cannot be. Returns: (transfer full) (nullable) */
ConfabModelRoad *
confab_model_road_new_proxy (ConfabRoadKind kind, const char *host, guint16 port, const char *user);
ConfabModelRoad *confab_model_road_copy (const ConfabModelRoad *road);
void confab_model_road_free (ConfabModelRoad *road);
gboolean confab_model_road_equal (const ConfabModelRoad *a, const ConfabModelRoad *b);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabModelRoad, confab_model_road_free)

/* As it is kept; NULL for AS_ALL, which is kept as nothing. Returns: (transfer full) (nullable) */
char *confab_model_road_dup_text (const ConfabModelRoad *road);
/* Back again: NULL is AS_ALL; a host alone is a SOCKS5 proxy at `port`; what cannot be read is
 * CLOSED. Returns: (transfer full) */
ConfabModelRoad *confab_model_road_read (const char *text, guint16 port);

G_END_DECLS
