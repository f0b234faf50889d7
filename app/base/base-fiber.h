#pragma once

/* Fibers: every one is started here. */

#include <libdex.h>

G_BEGIN_DECLS

/* Runs `function` on a fiber of the calling thread. Takes `data`; `free_data` nullable. It goes on
 * to its end whoever waits for it or ceases to: what is to end early is given a GCancellable, or
 * looks after each wait whether it is wanted. Resolves to what the function's future resolves to.
 */
DexFuture *confab_base_fiber_start (DexFiberFunc function, gpointer data, GDestroyNotify free_data);
/* The same on a thread of the pool, for what blocks; `function` and `free_data` run there. */
DexFuture *
confab_base_fiber_start_apart (DexFiberFunc function, gpointer data, GDestroyNotify free_data);

G_END_DECLS
