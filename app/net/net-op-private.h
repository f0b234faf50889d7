#pragma once

/* One asynchronous GIO operation as a future: with a deadline, with cancellables that end it, and
 * cancelled itself when nobody awaits the future any more. Main thread only. */

#include <gio/gio.h>
#include <libdex.h>

G_BEGIN_DECLS

typedef struct _ConfabNetOp ConfabNetOp;

/* `deadline_ms` 0: none; when it has passed, the future rejects with CONFAB_NET_ERROR_TIMED_OUT.
 * `cancellable` (nullable) ends it with G_IO_ERROR_CANCELLED. The one reference goes to the
 * callback of the operation, which gives it back with exactly one of the functions `_resolve…` and
 * `_reject`. Returns: (transfer full) */
ConfabNetOp *confab_net_op_new (guint deadline_ms, GCancellable *cancellable);

/* A second cancellable (nullable), which ends the operation with CONFAB_NET_ERROR_CLOSED. */
void confab_net_op_close_with (ConfabNetOp *op, GCancellable *closed);

/* To be given to the operation. Borrowed. */
GCancellable *confab_net_op_get_cancellable (ConfabNetOp *op);

/* Returns: (transfer full) */
DexFuture *confab_net_op_dup_future (ConfabNetOp *op);

/* TRUE once the deadline or a cancellable has ended it, or nobody awaits it: what the operation
 * still brings is dropped. */
gboolean confab_net_op_is_over (ConfabNetOp *op);

/* All three take `op`, and the value. */
void confab_net_op_resolve_object (ConfabNetOp *op, gpointer object);
void confab_net_op_resolve_boxed (ConfabNetOp *op, GType type, gpointer boxed);
void confab_net_op_resolve_true (ConfabNetOp *op);
void confab_net_op_reject (ConfabNetOp *op, GError *error);

G_END_DECLS
