#pragma once

/* What work costs in time of a processor: a machine that is busy with something else does not make
 * it dearer, as it does by the clock on the wall. */

#include <glib.h>
#include <time.h>

static inline gint64
test_read_clock (clockid_t clock) {
  struct timespec now;

  clock_gettime (clock, &now);
  return (gint64)now.tv_sec * G_TIME_SPAN_SECOND + now.tv_nsec / 1000;
}

/* Of the calling thread. */
static inline gint64
test_cpu_us (void) {
  return test_read_clock (CLOCK_THREAD_CPUTIME_ID);
}

/* Of all threads. */
static inline gint64
test_all_cpu_us (void) {
  return test_read_clock (CLOCK_PROCESS_CPUTIME_ID);
}
