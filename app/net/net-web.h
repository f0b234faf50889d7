#pragma once

/* The web door (RFC 6455): a line to a host that speaks HTTP, TLS always and judged as every other
 * one, which changes to frames of the kind "xmpp" (RFC 7395). What goes through it is nothing to
 * this folder: it hands on the line as it is behind the change. */

#include "net/net-link.h"

G_BEGIN_DECLS

#define CONFAB_NET_WEB_MAX_ADDRESS 1024 /* bytes of "wss://…" */

typedef struct {
  char *host; /* lower case ASCII */
  guint16 port;
  char *path; /* begins with a slash; with the query */
} ConfabNetWebAddress;

/* "wss://host[:port][/path]", without user and fragment. NULL for everything else, "ws:" before
 * all. Returns: (transfer full) (nullable) */
ConfabNetWebAddress *confab_net_web_address_parse (const char *text);
void confab_net_web_address_free (ConfabNetWebAddress *address);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabNetWebAddress, confab_net_web_address_free)

/* In a fiber; it waits. The host's certificate must be one for `address->host`; proxy and counts
 * are those of `road`. NULL with CONFAB_NET_ERROR (HTTP: it does not change, or not to what it was
 * asked to) or G_IO_ERROR_CANCELLED. Returns: (transfer full) */
ConfabNetLink *
confab_net_web_await_open (const ConfabNetRoute *road, const ConfabNetWebAddress *address,
    const ConfabRandom *random, GCancellable *cancellable, GError **error);

/* ---- the answer to the change; pure ---- */

/* `head` is whole, with the empty line; `key` is what was sent. */
gboolean confab_net_web_is_changed (const char *head, gsize length, const char *key);

G_END_DECLS
