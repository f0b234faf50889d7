#pragma once

/* A resolver that answers what a test tells it, and counts what it is asked. Included by one file
 * each. */

#include <gio/gio.h>

typedef enum {
  NET_ANSWER_NOT_FOUND = 0,
  NET_ANSWER_FOUND,
  NET_ANSWER_FAILED, /* for now */
  NET_ANSWER_NEVER,  /* not before it is cancelled */
} NetAnswer;

#define NET_TYPE_RESOLVER (net_resolver_get_type ())
G_DECLARE_FINAL_TYPE (NetResolver, net_resolver, NET, RESOLVER, GResolver)

struct _NetResolver {
  GResolver parent_instance;

  NetAnswer direct;   /* _xmpps-client */
  NetAnswer starttls; /* _xmpp-client */
  NetAnswer name;
  GList *direct_targets; /* of GSrvTarget, owned; NULL with FOUND is the answer "." */
  GList *starttls_targets;
  guint n_asked;
};

G_DEFINE_FINAL_TYPE (NetResolver, net_resolver, G_TYPE_RESOLVER)

static void
net_resolver_init (NetResolver *self) {
}

static void
net_resolver_finalize (GObject *object) {
  NetResolver *self = NET_RESOLVER (object);

  g_resolver_free_targets (self->direct_targets);
  g_resolver_free_targets (self->starttls_targets);
  G_OBJECT_CLASS (net_resolver_parent_class)->finalize (object);
}

static void
net_on_resolver_cancelled (GCancellable *cancellable, GTask *task) {
  g_task_return_error_if_cancelled (task);
  g_object_unref (task);
}

/* FALSE if the task is done with. */
static gboolean
net_resolver_begin (NetResolver *self, GTask *task, NetAnswer answer) {
  self->n_asked++;
  if (answer == NET_ANSWER_NEVER) {
    g_signal_connect (g_task_get_cancellable (task), "cancelled",
        G_CALLBACK (net_on_resolver_cancelled), g_object_ref (task));
    return FALSE;
  }
  if (answer == NET_ANSWER_NOT_FOUND)
    g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "None");
  else if (answer == NET_ANSWER_FAILED)
    g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE, "Not now");
  return answer == NET_ANSWER_FOUND;
}

static void
net_resolver_lookup_service_async (GResolver *resolver, const gchar *rrname,
    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data) {
  NetResolver *self = NET_RESOLVER (resolver);
  gboolean is_direct = g_str_has_prefix (rrname, "_xmpps-client._tcp.");
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, data);
  GList *targets = is_direct ? self->direct_targets : self->starttls_targets;

  g_assert_true (is_direct || g_str_has_prefix (rrname, "_xmpp-client._tcp."));
  if (net_resolver_begin (self, task, is_direct ? self->direct : self->starttls))
    g_task_return_pointer (
        task, g_list_copy_deep (targets, (GCopyFunc)(void *)g_srv_target_copy, NULL), NULL);
}

static GList *
net_resolver_lookup_service_finish (GResolver *resolver, GAsyncResult *result, GError **error) {
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
net_resolver_lookup_by_name_async (GResolver *resolver, const gchar *hostname,
    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data) {
  NetResolver *self = NET_RESOLVER (resolver);
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, data);

  if (net_resolver_begin (self, task, self->name))
    g_task_return_pointer (
        task, g_list_append (NULL, g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4)), NULL);
}

static void
net_resolver_lookup_by_name_with_flags_async (GResolver *resolver, const gchar *hostname,
    GResolverNameLookupFlags flags, GCancellable *cancellable, GAsyncReadyCallback callback,
    gpointer data) {
  net_resolver_lookup_by_name_async (resolver, hostname, cancellable, callback, data);
}

static GList *
net_resolver_lookup_by_name_finish (GResolver *resolver, GAsyncResult *result, GError **error) {
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
net_resolver_class_init (NetResolverClass *class) {
  GResolverClass *resolver_class = G_RESOLVER_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = net_resolver_finalize;
  resolver_class->lookup_service_async = net_resolver_lookup_service_async;
  resolver_class->lookup_service_finish = net_resolver_lookup_service_finish;
  resolver_class->lookup_by_name_async = net_resolver_lookup_by_name_async;
  resolver_class->lookup_by_name_finish = net_resolver_lookup_by_name_finish;
  resolver_class->lookup_by_name_with_flags_async = net_resolver_lookup_by_name_with_flags_async;
  resolver_class->lookup_by_name_with_flags_finish = net_resolver_lookup_by_name_finish;
}

/* A new one, as the default of this process. */
static G_GNUC_UNUSED NetResolver *
net_resolver_install (void) {
  NetResolver *self = g_object_new (NET_TYPE_RESOLVER, NULL);

  g_resolver_set_default (G_RESOLVER (self));
  return self;
}

static G_GNUC_UNUSED void
net_resolver_add (
    GList **targets, const char *host, guint16 port, guint16 priority, guint16 weight) {
  *targets = g_list_append (*targets, g_srv_target_new (host, port, priority, weight));
}
