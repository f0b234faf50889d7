/* The order in which the servers of a domain are tried: RFC 2782, with the records for direct TLS
 * and for STARTTLS in one list (XEP-0368). It refuses targets that are no host names; it looks
 * nothing up. */

#include "net/net-srv.h"

#include <string.h>

#include "net/net-private.h"

#define MAX_RECORDS 64 /* read of one answer */
#define MAX_HOST_CHARS 253

typedef struct {
  ConfabNetEndpoint *endpoint;
  guint16 priority;
  guint16 weight;
} Record;

static void
record_free (Record *record) {
  confab_net_endpoint_free (record->endpoint);
  g_free (record);
}

/* The target without its last dot, if it is a host name. */
static char *
dup_host (const char *target) {
  gsize length = target != NULL ? strlen (target) : 0;

  if (length > 0 && target[length - 1] == '.')
    length--;
  if (length == 0 || length > MAX_HOST_CHARS)
    return NULL;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (target[i]) && strchr ("-._", target[i]) == NULL)
      return NULL;
  if (target[0] == '.' || target[0] == '-')
    return NULL;
  return g_strndup (target, length);
}

GPtrArray *
confab_net_srv_records_new (void) {
  return g_ptr_array_new_with_free_func ((GDestroyNotify)record_free);
}

void
confab_net_srv_records_add (GPtrArray *records, GList *targets, gboolean is_direct_tls) {
  guint n_read = 0;

  for (GList *l = targets; l != NULL && n_read < MAX_RECORDS; l = l->next, n_read++) {
    GSrvTarget *target = l->data;
    g_autofree char *host = dup_host (g_srv_target_get_hostname (target));
    Record *record;

    if (host == NULL || g_srv_target_get_port (target) == 0)
      continue;
    record = g_new0 (Record, 1);
    record->endpoint =
        confab_net_endpoint_new (host, g_srv_target_get_port (target), is_direct_tls);
    record->priority = g_srv_target_get_priority (target);
    record->weight = g_srv_target_get_weight (target);
    g_ptr_array_add (records, record);
  }
}

/* Weight 0 first within a priority, as the draw of RFC 2782 wants it. */
static int
compare_records (gconstpointer a, gconstpointer b) {
  const Record *one = *(Record *const *)a;
  const Record *two = *(Record *const *)b;

  if (one->priority != two->priority)
    return one->priority < two->priority ? -1 : 1;
  return (one->weight != 0) - (two->weight != 0);
}

/* One draw among the first `n_same` records, which have the same priority. Beside others a weight
 * of 0 has a very small chance; where all are 0, chances are equal. */
static guint
draw (GPtrArray *records, guint n_same, const ConfabRandom *random) {
  guint32 sum = 0;
  guint32 mark;

  for (guint i = 0; i < n_same; i++)
    sum += ((Record *)records->pdata[i])->weight;
  if (sum == 0)
    return confab_base_random_below (random, n_same);
  mark = confab_base_random_below (random, sum + 1);
  sum = 0;
  for (guint i = 0; i < n_same; i++) {
    sum += ((Record *)records->pdata[i])->weight;
    if (sum >= mark)
      return i;
  }
  return n_same - 1;
}

GPtrArray *
confab_net_srv_order (GPtrArray *records, const ConfabRandom *random) {
  GPtrArray *endpoints = g_ptr_array_new_with_free_func ((GDestroyNotify)confab_net_endpoint_free);

  g_ptr_array_sort (records, compare_records);
  while (records->len > 0 && endpoints->len < CONFAB_NET_SRV_MAX_ENDPOINTS) {
    Record *first = records->pdata[0];
    Record *drawn;
    guint n_same = 1;
    guint index;

    while (n_same < records->len && ((Record *)records->pdata[n_same])->priority == first->priority)
      n_same++;
    index = draw (records, n_same, random);
    drawn = records->pdata[index];
    g_ptr_array_add (endpoints, g_steal_pointer (&drawn->endpoint));
    g_ptr_array_remove_index (records, index);
  }
  g_ptr_array_set_size (records, 0);
  return endpoints;
}
