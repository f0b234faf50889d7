/* Fibers go on to their end, whoever ceases to wait for them and whatever comes in that moment. */

#include "base/base-fiber.h"

typedef struct {
  DexPromise *word; /* what the fiber waits for */
  gboolean was_told;
  gboolean is_freed;
} Listener;

static DexFuture *
listen (gpointer data) {
  Listener *listener = data;

  listener->was_told = dex_await (dex_ref (DEX_FUTURE (listener->word)), NULL);
  return dex_future_new_for_boolean (TRUE);
}

static void
listener_free (gpointer data) {
  Listener *listener = data;

  listener->is_freed = TRUE;
}

/* FALSE after a second. */
static gboolean
run_until (const gboolean *is_over) {
  gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC;

  while (!*is_over && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  return *is_over;
}

/* A fiber that waits. */
static DexFuture *
start (Listener *listener) {
  DexFuture *fiber;

  *listener = (Listener){ .word = dex_promise_new () };
  fiber = confab_base_fiber_start (listen, listener, listener_free);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_true (dex_future_is_pending (fiber));
  return fiber;
}

static void
assert_fibers_run (void) {
  Listener listener;
  g_autoptr (DexFuture) fiber = start (&listener);

  dex_promise_resolve_boolean (listener.word, TRUE);
  g_assert_true (run_until (&listener.is_freed));
  g_assert_true (listener.was_told);
  g_assert_true (dex_future_is_resolved (fiber));
  dex_unref (listener.word);
}

static DexFuture *
on_over (DexFuture *future, gpointer data) {
  return NULL;
}

/* Of two that were waited for the other was first, and now this one has its word, too. */
static void
test_loser_hears_at_once (void) {
  for (guint i = 0; i < 100; i++) {
    DexPromise *other = dex_promise_new ();
    Listener listener;
    DexFuture *first = dex_future_first (start (&listener), dex_ref (DEX_FUTURE (other)), NULL);

    dex_promise_resolve_boolean (other, TRUE);
    dex_promise_resolve_boolean (listener.word, TRUE);
    g_assert_true (run_until (&listener.is_freed));
    g_assert_true (listener.was_told);
    dex_unref (first);
    dex_unref (other);
    dex_unref (listener.word);
  }
  assert_fibers_run ();
}

static void
test_dropped_hears_at_once (void) {
  for (guint i = 0; i < 100; i++) {
    Listener listener;

    dex_unref (dex_future_then (start (&listener), on_over, NULL, NULL));
    dex_promise_resolve_boolean (listener.word, TRUE);
    g_assert_true (run_until (&listener.is_freed));
    g_assert_true (listener.was_told);
    dex_unref (listener.word);
  }
  assert_fibers_run ();
}

static void
test_dropped_hears_later (void) {
  Listener listener;

  dex_unref (dex_future_then (start (&listener), on_over, NULL, NULL));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_false (listener.is_freed);
  dex_promise_resolve_boolean (listener.word, TRUE);
  g_assert_true (run_until (&listener.is_freed));
  g_assert_true (listener.was_told);
  dex_unref (listener.word);
}

static DexFuture *
work_apart (gpointer data) {
  return dex_future_new_for_boolean (g_thread_self () != data);
}

static void
test_apart (void) {
  g_autoptr (DexFuture) fiber = confab_base_fiber_start_apart (work_apart, g_thread_self (), NULL);

  while (dex_future_is_pending (fiber))
    g_main_context_iteration (NULL, FALSE);
  g_assert_true (g_value_get_boolean (dex_future_get_value (fiber, NULL)));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/base/fiber/loser-hears-at-once", test_loser_hears_at_once);
  g_test_add_func ("/base/fiber/dropped-hears-at-once", test_dropped_hears_at_once);
  g_test_add_func ("/base/fiber/dropped-hears-later", test_dropped_hears_later);
  g_test_add_func ("/base/fiber/apart", test_apart);
  return g_test_run ();
}
