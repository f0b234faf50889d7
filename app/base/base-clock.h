#pragma once

/* Time, handed down so that tests can move it. */

#include <glib.h>
#include <libdex.h>

G_BEGIN_DECLS

typedef struct {
  gint64 (*wall_us) (gpointer data);      /* since 1970, UTC, microseconds */
  gint64 (*monotonic_us) (gpointer data); /* never goes back, microseconds */
  DexFuture *(*sleep_us) (
      gpointer data, gint64 microseconds); /* resolves to TRUE when the time has passed */
  gpointer data;
} ConfabClock;

/* The system's clock. Static, never freed. */
const ConfabClock *confab_base_clock_system (void);

/* Microseconds since 1970, UTC. May jump when somebody sets the computer's clock. */
gint64 confab_base_clock_wall_us (const ConfabClock *clock);
/* Microseconds since some moment; never goes back. */
gint64 confab_base_clock_monotonic_us (const ConfabClock *clock);

/* Resolves to TRUE after `microseconds` (at most a year; nothing or less: at once). Returns:
 * (transfer full) */
DexFuture *confab_base_clock_sleep (const ConfabClock *clock, gint64 microseconds);

/* XEP-0082 date and time: "2026-05-14T10:02:00Z", with fraction and offset. Returns microseconds
 * since 1970, or -1 if `text` is not one or lies outside the years 1970 to 9999. */
gint64 confab_base_clock_parse (const char *text);
/* UTC, seconds precision. Returns: (transfer full) */
char *confab_base_clock_format (gint64 wall_us);

/* A fake clock for tests: starts at `wall_us`; time passes only by `advance`, which resolves the
 * sleeps that are due in their order and runs the default main context until it has nothing to do.
 * A sleep that waits when the clock is freed never resolves. */
typedef struct _ConfabClockFake ConfabClockFake;
ConfabClockFake *confab_base_clock_fake_new (gint64 wall_us);
void confab_base_clock_fake_free (ConfabClockFake *fake);
const ConfabClock *confab_base_clock_fake_get (ConfabClockFake *fake);
void confab_base_clock_fake_advance (ConfabClockFake *fake, gint64 microseconds);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabClockFake, confab_base_clock_fake_free)

G_END_DECLS
