/* Before a program that shall believe in another year: what it and its libraries read of the
 * calendar is 25 years ago. Only the calendar; how long something takes stays true. */

#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define BACK_S (25L * 365 * 24 * 60 * 60)

int
clock_gettime (clockid_t id, struct timespec *when) {
  long code = syscall (SYS_clock_gettime, id, when);

  if (code == 0 && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE))
    when->tv_sec -= BACK_S;
  return (int)code;
}

time_t
time (time_t *when) {
  struct timespec now = { 0 };

  clock_gettime (CLOCK_REALTIME, &now);
  if (when != NULL)
    *when = now.tv_sec;
  return now.tv_sec;
}

int
gettimeofday (struct timeval *when, void *zone) {
  struct timespec now = { 0 };

  clock_gettime (CLOCK_REALTIME, &now);
  when->tv_sec = now.tv_sec;
  when->tv_usec = now.tv_nsec / 1000;
  return 0;
}
