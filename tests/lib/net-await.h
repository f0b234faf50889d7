#pragma once

/* Running the main loop until a future is done, for tests. Included by one file each. */

#include <gio/gio.h>
#include <libdex.h>

static G_GNUC_UNUSED DexFuture *
net_wait (DexFuture *future) {
  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
  return future;
}

/* Takes `future`. Returns: (transfer full): the object it resolved to, or NULL with `error` */
static G_GNUC_UNUSED gpointer
net_await_object (DexFuture *future, GError **error) {
  const GValue *value = dex_future_get_value (net_wait (future), error);
  gpointer object = value != NULL ? g_value_dup_object (value) : NULL;

  dex_unref (future);
  return object;
}

static G_GNUC_UNUSED gpointer
net_await_boxed (DexFuture *future, GError **error) {
  const GValue *value = dex_future_get_value (net_wait (future), error);
  gpointer boxed = value != NULL ? g_value_dup_boxed (value) : NULL;

  dex_unref (future);
  return boxed;
}

static G_GNUC_UNUSED gboolean
net_await (DexFuture *future, GError **error) {
  gboolean is_resolved = dex_future_get_value (net_wait (future), error) != NULL;

  dex_unref (future);
  return is_resolved;
}

static G_GNUC_UNUSED gboolean
net_on_wait_over (gpointer data) {
  *(gboolean *)data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Runs the main loop for a while, for what must not happen. */
static G_GNUC_UNUSED void
net_run_for (guint ms) {
  gboolean is_over = FALSE;

  g_timeout_add (ms, net_on_wait_over, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

/* Runs the main loop until `*object` is NULL (a weak pointer), for two seconds at most. */
static G_GNUC_UNUSED gboolean
net_wait_for_null (gpointer *object) {
  gint64 end = g_get_monotonic_time () + 2 * G_USEC_PER_SEC;

  while (*object != NULL && g_get_monotonic_time () < end)
    net_run_for (5);
  return *object == NULL;
}
