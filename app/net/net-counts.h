#pragma once

/* Whom this run has talked to (R22): hosts, what for, and how many bytes went each way on the line
 * as anybody on the way can count them. In memory alone; it goes with the program. */

#include <glib.h>

G_BEGIN_DECLS

#define CONFAB_NET_COUNTS_MAX_HOSTS 256 /* what is beyond goes to one that has no name */

typedef enum {
  CONFAB_NET_FOR_ACCOUNT = 0, /* signing in, and all that goes over that line */
  CONFAB_NET_FOR_SIGN_UP,     /* a new address, before there is one */
  CONFAB_NET_FOR_NAMES,       /* a name that the computer was asked to look up */
  CONFAB_NET_FOR_FILES,       /* a file that the user sends or fetches */
} ConfabNetPurpose;

typedef struct {
  char *host;    /* "" for all that are beyond the bound */
  char *through; /* "host:port" of the proxy, or "Tor"; nullable */
  ConfabNetPurpose purpose;
  guint16 port;  /* 0 for names */
  guint n_times; /* tried, or looked up */
  guint n_open;  /* lines that are open now */
  guint64 n_in;  /* bytes; of names it is not known */
  guint64 n_out;
} ConfabNetHost;

typedef struct _ConfabNetCounts ConfabNetCounts;

/* Ref-counted, main thread only. */
ConfabNetCounts *confab_net_counts_new (void);
ConfabNetCounts *confab_net_counts_ref (ConfabNetCounts *self);
void confab_net_counts_unref (ConfabNetCounts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabNetCounts, confab_net_counts_unref)

/* As it is now, in the order of the first contact. Returns: (transfer full) (element-type
 * ConfabNetHost) */
GPtrArray *confab_net_counts_list (ConfabNetCounts *self);

G_END_DECLS
