/* Fibers, with a stack that a TLS handshake and a vault's job fit in. Refuses to have one cancelled
 * by its last listener: libdex 0.10 puts a cancelled fiber in line without a mark, and if what it
 * waited for is over before its turn, puts it there twice; that tears the line, no fiber runs
 * again, and the main loop spins. */

#include "base/base-fiber.h"

#define STACK_BYTES (512 * 1024)

static DexFuture *
start (DexScheduler *scheduler, DexFiberFunc function, gpointer data, GDestroyNotify free_data) {
  DexFuture *fiber = dex_scheduler_spawn (scheduler, STACK_BYTES, function, data, free_data);

  /* A listener that stays to the end. */
  dex_future_disown (dex_ref (fiber));
  return fiber;
}

DexFuture *
confab_base_fiber_start (DexFiberFunc function, gpointer data, GDestroyNotify free_data) {
  return start (NULL, function, data, free_data);
}

DexFuture *
confab_base_fiber_start_apart (DexFiberFunc function, gpointer data, GDestroyNotify free_data) {
  return start (dex_thread_pool_scheduler_get_default (), function, data, free_data);
}
