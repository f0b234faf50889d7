#pragma once

/* The order of SRV records (RFC 2782, and XEP-0368: both services are one list). Pure. */

#include <gio/gio.h>

#include "base/base-random.h"

G_BEGIN_DECLS

#define CONFAB_NET_SRV_MAX_ENDPOINTS 16

/* Adds what can be used of an answer of the resolver to `records`, which is made by
 * confab_net_srv_records_new. At most 64 records of one answer are read; a target that is "." or
 * no host name, and port 0, are skipped. `targets` is a list of GSrvTarget, NULL adds nothing. */
GPtrArray *confab_net_srv_records_new (void);
void confab_net_srv_records_add (GPtrArray *records, GList *targets, gboolean is_direct_tls);

/* The records in the order to try, as ConfabNetEndpoint: lower priority first, within a priority by
 * chance in proportion to the weight; at most MAX_ENDPOINTS. Empties `records`. Returns: (transfer
 * full): a GPtrArray that frees its elements */
GPtrArray *confab_net_srv_order (GPtrArray *records, const ConfabRandom *random);

G_END_DECLS
