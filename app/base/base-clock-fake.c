/* A clock that only a test moves.
 *
 * Time stands still until `advance`; then the sleeps that fall due wake in the order of their times
 * (those of one moment in the order in which they began), each with the clock showing its own
 * moment. A sleep that is not due when the clock goes never wakes. Main thread only, but for
 * reading the time. */

#include "base/base-clock.h"

#define FIRST_MONOTONIC_US G_GINT64_CONSTANT (1000000)

typedef struct {
  gint64 due_us; /* monotonic */
  DexPromise *promise;
} Sleep;

struct _ConfabClockFake {
  ConfabClock clock;
  gint64 wall_at_zero_us; /* what the wall shows when monotonic time is zero */
  _Atomic gint64 monotonic_us;
  GQueue sleeps; /* Sleep, by due time */
};

static void
sleep_free (gpointer data) {
  Sleep *sleep = data;

  dex_unref (sleep->promise);
  g_free (sleep);
}

/* Never says "equal", so that a new sleep goes behind the others of its moment. */
static int
compare_to_new_sleep (gconstpointer waiting, gconstpointer added, gpointer data) {
  return ((const Sleep *)waiting)->due_us > ((const Sleep *)added)->due_us ? 1 : -1;
}

static gint64
fake_wall_us (gpointer data) {
  ConfabClockFake *fake = data;

  return fake->wall_at_zero_us + fake->monotonic_us;
}

static gint64
fake_monotonic_us (gpointer data) {
  ConfabClockFake *fake = data;

  return fake->monotonic_us;
}

static DexFuture *
fake_sleep_us (gpointer data, gint64 microseconds) {
  ConfabClockFake *fake = data;
  Sleep *sleep;

  if (microseconds <= 0)
    return dex_future_new_for_boolean (TRUE);

  sleep = g_new0 (Sleep, 1);
  sleep->due_us = fake->monotonic_us + microseconds; /* bounded by confab_base_clock_sleep */
  sleep->promise = dex_promise_new ();
  g_queue_insert_sorted (&fake->sleeps, sleep, compare_to_new_sleep, NULL);
  return DEX_FUTURE (dex_ref (sleep->promise));
}

ConfabClockFake *
confab_base_clock_fake_new (gint64 wall_us) {
  ConfabClockFake *fake = g_new0 (ConfabClockFake, 1);

  fake->clock.wall_us = fake_wall_us;
  fake->clock.monotonic_us = fake_monotonic_us;
  fake->clock.sleep_us = fake_sleep_us;
  fake->clock.data = fake;
  fake->monotonic_us = FIRST_MONOTONIC_US;
  fake->wall_at_zero_us = wall_us - FIRST_MONOTONIC_US;
  g_queue_init (&fake->sleeps);
  return fake;
}

void
confab_base_clock_fake_free (ConfabClockFake *fake) {
  g_return_if_fail (fake != NULL);

  g_queue_clear_full (&fake->sleeps, sleep_free);
  g_free (fake);
}

const ConfabClock *
confab_base_clock_fake_get (ConfabClockFake *fake) {
  g_return_val_if_fail (fake != NULL, NULL);

  return &fake->clock;
}

static void
run_main_context (void) {
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

void
confab_base_clock_fake_advance (ConfabClockFake *fake, gint64 microseconds) {
  gint64 end_us;

  g_return_if_fail (fake != NULL);
  g_return_if_fail (microseconds >= 0);

  end_us = fake->monotonic_us + microseconds;
  run_main_context (); /* what runs now may begin a sleep that falls into this time */
  for (;;) {
    Sleep *sleep = g_queue_peek_head (&fake->sleeps);

    if (sleep == NULL || sleep->due_us > end_us)
      break;
    g_queue_pop_head (&fake->sleeps);
    fake->monotonic_us = sleep->due_us;
    dex_promise_resolve_boolean (sleep->promise, TRUE);
    sleep_free (sleep);
    run_main_context ();
  }
  fake->monotonic_us = end_us;
}
