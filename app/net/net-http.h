#pragma once

/* One HTTP request (RFC 9112) over a line of its own to one host: TLS always, judged as every other
 * line, through the same proxy, counted the same. It goes to the host that it was made for and to
 * no other: a redirection is an answer like any other, and is not followed. It sends no name of the
 * program, keeps no cookies, answers no challenge, and asks for no compression. */

#include "net/net-link.h"

G_BEGIN_DECLS

#define CONFAB_NET_HTTP_MAX_HEAD 16384 /* bytes of an answer's head */
#define CONFAB_NET_HTTP_MAX_FIELDS 100 /* header fields of one */
#define CONFAB_NET_HTTP_MAX_VALUE 4096 /* bytes of a field that we send */
#define CONFAB_NET_HTTP_UNKNOWN G_MAXUINT64

/* ---- answers (net-http-head.c); pure ---- */

typedef struct {
  guint status;
  guint64 length;      /* of what follows; UNKNOWN: it does not say */
  guint64 range_start; /* 206: where that begins (RFC 9110 14.4); UNKNOWN: it does not say */
  guint64 range_whole; /* 206: how long the whole is; UNKNOWN */
  gboolean is_chunked;
} ConfabNetHttpHead;

/* How long the head at the beginning of `data` is, with the empty line; 0: it is not whole yet, or
 * too long. */
gsize confab_net_http_head_find (const char *data, gsize length);
/* Reads one whole head. FALSE for what two readers could read differently: more than one length, a
 * length beside a chunked coding, another coding, folded lines, a bare line feed. */
gboolean confab_net_http_head_read (const char *data, gsize length, ConfabNetHttpHead *head);

/* ---- requests (net-http.c) ---- */

typedef struct {
  const char *method; /* "GET" or "PUT" */
  const char *host;
  guint16 port;
  const char *path;
  const char *const *fields; /* names and values in turn, NULL at the end; nullable */
  guint64 length;            /* PUT: bytes that will be written */
  guint64 start;             /* GET: from which byte on; 0: all */
  guint patience_ms;         /* for what comes in drips; 0: the standard, a minute */
  gboolean is_for_account;   /* counted as that; else as a file */
} ConfabNetHttpRequest;

typedef struct _ConfabNetHttp ConfabNetHttp;

/* In a fiber, all of these; they wait. FALSE or NULL with `error`: CONFAB_NET_ERROR (HTTP: the host
 * does not speak as it must; PRIVATE: it lies where this computer's own network is, and may not) or
 * G_IO_ERROR_CANCELLED. `road`: proxy and counts are taken from it; the addresses of a private
 * network or of this computer are refused unless `road->may_be_private`. */
ConfabNetHttp *confab_net_http_await_open (const ConfabNetRoute *road,
    const ConfabNetHttpRequest *request, GCancellable *cancellable, GError **error);
/* Part of what PUT sends. FALSE also where the host has answered already and closed. */
gboolean confab_net_http_await_write (ConfabNetHttp *self, GBytes *bytes, GError **error);
/* The answer, once; those of the kind 1xx are passed over. */
gboolean
confab_net_http_await_answer (ConfabNetHttp *self, ConfabNetHttpHead *head, GError **error);
/* Some bytes of what follows; empty at its end. Shorter than announced: CLOSED. Returns: (transfer
 * full) */
GBytes *confab_net_http_await_read (ConfabNetHttp *self, GError **error);
void confab_net_http_free (ConfabNetHttp *self);

/* ---- addresses (net-public.c); pure ---- */

/* FALSE for those of this computer, of private networks, of groups, and of no use (RFC 6890). */
gboolean confab_net_address_is_public (GInetAddress *address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabNetHttp, confab_net_http_free)

G_END_DECLS
