/* Where a server is. Without a proxy: SRV for both services at once, else the domain itself. With a
 * proxy, or where the account names a host, nothing is looked up here: names go to whoever
 * connects. It refuses to guess where a domain says that it has no server. */

#include "net/net-endpoints.h"

#include "base/base-fiber.h"

#include "net/net-counts-private.h"
#include "net/net-op-private.h"
#include "net/net-private.h"
#include "net/net-srv.h"

#define PORT_DIRECT_TLS 5223
#define PORT_STARTTLS 5222

typedef struct {
  ConfabNetRoute *route;
  ConfabRandom random;
  guint deadline_ms;
  GCancellable *cancellable;
} FindJob;

typedef enum {
  ANSWER_NONE = 0, /* no such record */
  ANSWER_RECORDS,
  ANSWER_FAILED, /* no answer */
} Answer;

static void
find_job_free (FindJob *job) {
  confab_net_route_free (job->route);
  g_clear_object (&job->cancellable);
  g_free (job);
}

static void
free_targets (gpointer targets) {
  g_resolver_free_targets (targets);
}

static void
on_service_found (GObject *source, GAsyncResult *result, gpointer data) {
  ConfabNetOp *op = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *answer;
  GList *targets;

  targets = g_resolver_lookup_service_finish (G_RESOLVER (source), result, &error);
  if (error != NULL) {
    confab_net_op_reject (op, g_steal_pointer (&error));
    return;
  }
  /* An array of no or one list: "." alone is an answer without targets. */
  answer = g_ptr_array_new_with_free_func (free_targets);
  if (targets != NULL)
    g_ptr_array_add (answer, targets);
  confab_net_op_resolve_boxed (op, G_TYPE_PTR_ARRAY, answer);
}

static void
on_name_found (GObject *source, GAsyncResult *result, gpointer data) {
  ConfabNetOp *op = data;
  g_autoptr (GError) error = NULL;
  GList *addresses;

  addresses = g_resolver_lookup_by_name_finish (G_RESOLVER (source), result, &error);
  if (error != NULL) {
    confab_net_op_reject (op, g_steal_pointer (&error));
    return;
  }
  g_resolver_free_addresses (addresses);
  confab_net_op_resolve_true (op);
}

static DexFuture *
lookup_service (const FindJob *job, const char *service) {
  g_autoptr (GResolver) resolver = g_resolver_get_default ();
  ConfabNetOp *op = confab_net_op_new (job->deadline_ms, job->cancellable);
  DexFuture *future = confab_net_op_dup_future (op);
  g_autofree char *name = g_strdup_printf ("_%s._tcp.%s", service, job->route->domain);

  confab_net_counts_note_name (job->route->counts, name);
  g_resolver_lookup_service_async (resolver, service, "tcp", job->route->domain,
      confab_net_op_get_cancellable (op), on_service_found, op);
  return future;
}

static DexFuture *
lookup_name (const FindJob *job) {
  g_autoptr (GResolver) resolver = g_resolver_get_default ();
  ConfabNetOp *op = confab_net_op_new (job->deadline_ms, job->cancellable);
  DexFuture *future = confab_net_op_dup_future (op);

  confab_net_counts_note_name (job->route->counts, job->route->domain);
  g_resolver_lookup_by_name_async (
      resolver, job->route->domain, confab_net_op_get_cancellable (op), on_name_found, op);
  return future;
}

static gboolean
is_not_found (const GError *error) {
  return g_error_matches (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND);
}

/* Cancelled, or nobody awaits this fiber any more. */
static gboolean
is_given_up (const GError *error) {
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
         g_error_matches (error, DEX_ERROR, DEX_ERROR_FIBER_CANCELLED);
}

/* Takes `future`. FALSE with `error` only if the search was given up. */
static gboolean
await_service (
    DexFuture *future, GPtrArray *records, gboolean is_direct_tls, Answer *answer, GError **error) {
  g_autoptr (GPtrArray) lists = NULL;
  g_autoptr (GError) problem = NULL;

  lists = dex_await_boxed (future, &problem);
  if (is_given_up (problem)) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (lists == NULL) {
    *answer = is_not_found (problem) ? ANSWER_NONE : ANSWER_FAILED;
    return TRUE;
  }
  *answer = ANSWER_RECORDS;
  if (lists->len > 0)
    confab_net_srv_records_add (records, lists->pdata[0], is_direct_tls);
  return TRUE;
}

static DexFuture *
reject_no_server (const char *why) {
  return dex_future_new_reject (CONFAB_NET_ERROR, CONFAB_NET_ERROR_NO_SERVER, "%s", why);
}

static DexFuture *
reject_lookup (const char *why) {
  return dex_future_new_reject (CONFAB_NET_ERROR, CONFAB_NET_ERROR_LOOKUP, "%s", why);
}

static DexFuture *
new_for_endpoints (GPtrArray *endpoints) {
  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, endpoints);
}

/* What needs no lookup. */
static GPtrArray *
dup_fixed (const ConfabNetRoute *route) {
  const char *host = route->host != NULL ? route->host : route->domain;
  GPtrArray *endpoints = g_ptr_array_new_with_free_func ((GDestroyNotify)confab_net_endpoint_free);

  if (route->port != 0) {
    g_ptr_array_add (endpoints, confab_net_endpoint_new (host, route->port, route->is_direct_tls));
    return endpoints;
  }
  g_ptr_array_add (endpoints, confab_net_endpoint_new (host, PORT_DIRECT_TLS, TRUE));
  g_ptr_array_add (endpoints, confab_net_endpoint_new (host, PORT_STARTTLS, FALSE));
  return endpoints;
}

static gboolean
needs_lookup (const ConfabNetRoute *route) {
  return route->proxy == NULL && route->host == NULL && route->port == 0 &&
         !g_hostname_is_ip_address (route->domain);
}

/* RFC 6120 3.2.2: no SRV records at all, so the domain itself, if it has an address. */
static DexFuture *
find_by_name (const FindJob *job) {
  g_autoptr (GError) error = NULL;
  GPtrArray *endpoints;

  if (!dex_await (lookup_name (job), &error)) {
    if (is_given_up (error))
      return dex_future_new_for_error (g_steal_pointer (&error));
    if (is_not_found (error))
      return reject_no_server ("The name is unknown");
    return reject_lookup ("The name could not be looked up");
  }
  endpoints = g_ptr_array_new_with_free_func ((GDestroyNotify)confab_net_endpoint_free);
  g_ptr_array_add (endpoints, confab_net_endpoint_new (job->route->domain, PORT_STARTTLS, FALSE));
  return new_for_endpoints (endpoints);
}

static DexFuture *
find_fiber (gpointer data) {
  const FindJob *job = data;
  g_autoptr (GPtrArray) records = confab_net_srv_records_new ();
  g_autoptr (GError) error = NULL;
  DexFuture *direct = lookup_service (job, "xmpps-client");
  DexFuture *starttls = lookup_service (job, "xmpp-client");
  Answer answer_direct = ANSWER_NONE;
  Answer answer_starttls = ANSWER_NONE;

  if (!await_service (direct, records, TRUE, &answer_direct, &error)) {
    dex_unref (starttls);
    return dex_future_new_for_error (g_steal_pointer (&error));
  }
  if (!await_service (starttls, records, FALSE, &answer_starttls, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (records->len > 0)
    return new_for_endpoints (confab_net_srv_order (records, &job->random));
  if (answer_direct != ANSWER_RECORDS && answer_starttls != ANSWER_RECORDS)
    return find_by_name (job);
  /* One says that it is not there, and nobody knows of the other. */
  if (answer_direct == ANSWER_FAILED || answer_starttls == ANSWER_FAILED)
    return reject_lookup ("One of two lookups failed");
  return reject_no_server ("The domain says that it has no server");
}

DexFuture *
confab_net_endpoints_find_within (const ConfabNetRoute *route, const ConfabRandom *random,
    guint deadline_ms, GCancellable *cancellable) {
  FindJob *job;

  g_return_val_if_fail (route != NULL && route->domain != NULL, NULL);
  g_return_val_if_fail (random != NULL, NULL);
  if (g_cancellable_is_cancelled (cancellable))
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
  if (!needs_lookup (route))
    return new_for_endpoints (dup_fixed (route));
  job = g_new0 (FindJob, 1);
  job->route = confab_net_route_copy (route);
  job->random = *random;
  job->deadline_ms = deadline_ms;
  g_set_object (&job->cancellable, cancellable);
  return confab_base_fiber_start (find_fiber, job, (GDestroyNotify)find_job_free);
}

DexFuture *
confab_net_endpoints_find (
    const ConfabNetRoute *route, const ConfabRandom *random, GCancellable *cancellable) {
  return confab_net_endpoints_find_within (route, random, CONFAB_NET_DEADLINE_MS, cancellable);
}
