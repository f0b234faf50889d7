/* How long the person's main loop goes on without looking around: the time between two polls, on
 * the processor, so that what else runs on the machine does not count. A turn may be several
 * callbacks; none of them can be longer than it. */

#include <time.h>

#include "person.h"

static gint64 begun_ns; /* when the last poll returned; 0: none did */
static gint64 longest_ns;
static guint n_turns;

static gint64
processor_ns (void) {
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_GINT64_CONSTANT (1000000000) + now.tv_nsec;
}

static int
poll_between (GPollFD *files, guint n_files, int timeout_ms) {
  int n;

  if (begun_ns != 0) {
    longest_ns = MAX (longest_ns, processor_ns () - begun_ns);
    n_turns++;
  }
  n = g_poll (files, n_files, timeout_ms);
  begun_ns = processor_ns ();
  return n;
}

void
watch_turns (void) {
  g_main_context_set_poll_func (NULL, poll_between);
}

void
say_turns (void) {
  say ("turns\t%" G_GINT64_FORMAT "\t%u", longest_ns / 1000, n_turns);
  say ("done\tturns");
  longest_ns = 0;
  n_turns = 0;
}
