/* An asynchronous GIO operation as a future.
 *
 * A handler of GCancellable::cancelled runs with the cancellable locked, and a future that
 * completes runs its callbacks at once; together they could deadlock. So a cancellation never
 * completes the future itself: it cancels the operation, and an idle source completes. */

#include "net/net-op-private.h"

#include "net/net-endpoints.h"

typedef struct {
  GCancellable *cancellable;
  gulong handler;
} Watch;

struct _ConfabNetOp {
  DexPromise *promise;
  Watch watches[2]; /* 0: the caller's, 1: that of the closed link */
  guint deadline_source;
  guint end_source;
  gboolean is_closed; /* ended by watch 1 */
  gboolean is_over;
};

static void
op_free (ConfabNetOp *op) {
  for (guint i = 0; i < G_N_ELEMENTS (op->watches); i++) {
    if (op->watches[i].handler != 0)
      g_signal_handler_disconnect (op->watches[i].cancellable, op->watches[i].handler);
    g_clear_object (&op->watches[i].cancellable);
  }
  g_clear_handle_id (&op->deadline_source, g_source_remove);
  g_clear_handle_id (&op->end_source, g_source_remove);
  dex_clear (&op->promise);
  g_free (op);
}

/* Completes the future before the operation has ended; the callback of the operation frees `op`. */
static void
end_early (ConfabNetOp *op, GError *error) {
  g_autoptr (GCancellable) cancellable = g_object_ref (confab_net_op_get_cancellable (op));
  DexPromise *promise = dex_ref (op->promise);

  op->is_over = TRUE;
  g_clear_handle_id (&op->deadline_source, g_source_remove);
  g_cancellable_cancel (cancellable);
  dex_promise_reject (promise, error);
  dex_unref (promise);
}

static gboolean
on_deadline (gpointer data) {
  ConfabNetOp *op = data;

  op->deadline_source = 0;
  end_early (
      op, g_error_new_literal (CONFAB_NET_ERROR, CONFAB_NET_ERROR_TIMED_OUT, "No answer in time"));
  return G_SOURCE_REMOVE;
}

static GError *
new_end_error (const ConfabNetOp *op) {
  if (op->is_closed)
    return g_error_new_literal (
        CONFAB_NET_ERROR, CONFAB_NET_ERROR_CLOSED, "The connection is closed");
  return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
}

static gboolean
on_end (gpointer data) {
  ConfabNetOp *op = data;

  op->end_source = 0;
  if (!op->is_over)
    end_early (op, new_end_error (op));
  return G_SOURCE_REMOVE;
}

static void
end_soon (ConfabNetOp *op, gboolean is_closed) {
  if (op->end_source != 0)
    return;
  op->is_closed = is_closed;
  op->end_source = g_idle_add_full (G_PRIORITY_DEFAULT, on_end, op, NULL);
}

static void
on_cancelled (GCancellable *cancellable, ConfabNetOp *op) {
  end_soon (op, FALSE);
}

static void
on_closed (GCancellable *cancellable, ConfabNetOp *op) {
  end_soon (op, TRUE);
}

ConfabNetOp *
confab_net_op_new (guint deadline_ms, GCancellable *cancellable) {
  ConfabNetOp *op = g_new0 (ConfabNetOp, 1);

  op->promise = dex_promise_new_cancellable ();
  if (deadline_ms > 0)
    op->deadline_source = g_timeout_add (deadline_ms, on_deadline, op);
  if (g_set_object (&op->watches[0].cancellable, cancellable)) {
    op->watches[0].handler =
        g_signal_connect (cancellable, "cancelled", G_CALLBACK (on_cancelled), op);
    if (g_cancellable_is_cancelled (cancellable))
      end_soon (op, FALSE);
  }
  return op;
}

void
confab_net_op_close_with (ConfabNetOp *op, GCancellable *closed) {
  if (!g_set_object (&op->watches[1].cancellable, closed))
    return;
  op->watches[1].handler = g_signal_connect (closed, "cancelled", G_CALLBACK (on_closed), op);
  if (g_cancellable_is_cancelled (closed))
    end_soon (op, TRUE);
}

GCancellable *
confab_net_op_get_cancellable (ConfabNetOp *op) {
  return dex_promise_get_cancellable (op->promise);
}

DexFuture *
confab_net_op_dup_future (ConfabNetOp *op) {
  return dex_ref (DEX_FUTURE (op->promise));
}

gboolean
confab_net_op_is_over (ConfabNetOp *op) {
  return op->is_over || g_cancellable_is_cancelled (confab_net_op_get_cancellable (op));
}

/* Frees `op` before the future completes, since its callbacks may do anything. Returns the promise
 * to complete, or NULL if it is complete already. */
static DexPromise *
op_steal_promise (ConfabNetOp *op) {
  g_autoptr (DexPromise) promise = NULL;
  gboolean is_over = op->is_over;

  promise = dex_ref (op->promise);
  op_free (op);
  return is_over ? NULL : g_steal_pointer (&promise);
}

void
confab_net_op_resolve_object (ConfabNetOp *op, gpointer object) {
  g_autoptr (DexPromise) promise = op_steal_promise (op);

  if (promise != NULL)
    dex_promise_resolve_object (promise, object);
  else
    g_object_unref (object);
}

void
confab_net_op_resolve_boxed (ConfabNetOp *op, GType type, gpointer boxed) {
  g_autoptr (DexPromise) promise = op_steal_promise (op);

  if (promise != NULL)
    dex_promise_resolve_boxed (promise, type, boxed);
  else
    g_boxed_free (type, boxed);
}

void
confab_net_op_resolve_true (ConfabNetOp *op) {
  g_autoptr (DexPromise) promise = op_steal_promise (op);

  if (promise != NULL)
    dex_promise_resolve_boolean (promise, TRUE);
}

void
confab_net_op_reject (ConfabNetOp *op, GError *error) {
  g_autoptr (DexPromise) promise = NULL;

  /* It was ended, and the operation failed of that before the idle source ran. */
  if (op->end_source != 0) {
    g_error_free (error);
    error = new_end_error (op);
  }
  promise = op_steal_promise (op);
  if (promise != NULL)
    dex_promise_reject (promise, error);
  else
    g_error_free (error);
}
