/* The system's clock, and dates as XMPP writes them (XEP-0082).
 *
 * Reads no local time and no time zone of this machine: everything is UTC. A date that is not
 * exactly in the profile's form is none. */

#include "base/base-clock.h"

#include <string.h>

#define US_PER_SECOND G_GINT64_CONSTANT (1000000)
#define MAX_SLEEP_US (G_GINT64_CONSTANT (366) * 24 * 3600 * US_PER_SECOND)
#define MAX_DATE_LENGTH 64
#define MAX_OFFSET_HOURS 14
#define UNIX_EPOCH_DAY 719163                             /* as GDate counts days */
#define END_OF_YEAR_9999 G_GINT64_CONSTANT (253402300800) /* seconds since 1970 */

static gint64
system_wall_us (gpointer data) {
  return g_get_real_time ();
}

static gint64
system_monotonic_us (gpointer data) {
  return g_get_monotonic_time ();
}

static DexFuture *
on_timeout_passed (DexFuture *timeout, gpointer data) {
  return dex_future_new_for_boolean (TRUE);
}

/* A DexTimeout says "the time has passed" by rejecting. */
static DexFuture *
system_sleep_us (gpointer data, gint64 microseconds) {
  return dex_future_catch (dex_timeout_new_usec (microseconds), on_timeout_passed, NULL, NULL);
}

const ConfabClock *
confab_base_clock_system (void) {
  static const ConfabClock system_clock = {
    .wall_us = system_wall_us,
    .monotonic_us = system_monotonic_us,
    .sleep_us = system_sleep_us,
  };

  return &system_clock;
}

gint64
confab_base_clock_wall_us (const ConfabClock *clock) {
  g_return_val_if_fail (clock != NULL, 0);

  return clock->wall_us (clock->data);
}

gint64
confab_base_clock_monotonic_us (const ConfabClock *clock) {
  g_return_val_if_fail (clock != NULL, 0);

  return clock->monotonic_us (clock->data);
}

DexFuture *
confab_base_clock_sleep (const ConfabClock *clock, gint64 microseconds) {
  g_return_val_if_fail (clock != NULL, NULL);

  return clock->sleep_us (clock->data, CLAMP (microseconds, 0, MAX_SLEEP_US));
}

/* Takes exactly `digits` digits from the front of `*text`. */
static gboolean
take_number (const char **text, int digits, int *number) {
  int value = 0;

  for (int i = 0; i < digits; i++) {
    if (!g_ascii_isdigit ((*text)[i]))
      return FALSE;
    value = value * 10 + g_ascii_digit_value ((*text)[i]);
  }
  *text += digits;
  *number = value;
  return TRUE;
}

static gboolean
take_char (const char **text, char expected) {
  if (**text != expected)
    return FALSE;
  (*text)++;
  return TRUE;
}

/* The days since 1970 of "CCYY-MM-DD". */
static gboolean
take_date (const char **text, gint64 *days) {
  int year, month, day;
  GDate date;

  if (!take_number (text, 4, &year) || !take_char (text, '-') || !take_number (text, 2, &month) ||
      !take_char (text, '-') || !take_number (text, 2, &day))
    return FALSE;
  if (!g_date_valid_dmy (day, month, year))
    return FALSE;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day, month, year);
  *days = (gint64)g_date_get_julian (&date) - UNIX_EPOCH_DAY;
  return TRUE;
}

/* The seconds since midnight of "hh:mm:ss". A leap second (RFC 3339) is the second after it. */
static gboolean
take_time (const char **text, int *seconds) {
  int hour, minute, second;

  if (!take_number (text, 2, &hour) || !take_char (text, ':') || !take_number (text, 2, &minute) ||
      !take_char (text, ':') || !take_number (text, 2, &second))
    return FALSE;
  if (hour > 23 || minute > 59 || second > 60)
    return FALSE;

  *seconds = hour * 3600 + minute * 60 + second;
  return TRUE;
}

/* ".123456789": at least one digit, as many as there are; below a microsecond they are dropped. */
static gboolean
take_fraction (const char **text, int *microseconds) {
  int scale = (int)US_PER_SECOND / 10;
  int value = 0;

  *microseconds = 0;
  if (!take_char (text, '.'))
    return TRUE;
  if (!g_ascii_isdigit (**text))
    return FALSE;

  for (; g_ascii_isdigit (**text); (*text)++) {
    value += g_ascii_digit_value (**text) * scale;
    scale /= 10;
  }
  *microseconds = value;
  return TRUE;
}

/* "Z" or "+hh:mm" or "-hh:mm": the seconds that local time is ahead of UTC. */
static gboolean
take_zone (const char **text, int *seconds) {
  int hours, minutes, sign;

  *seconds = 0;
  if (take_char (text, 'Z'))
    return TRUE;
  if (take_char (text, '+'))
    sign = 1;
  else if (take_char (text, '-'))
    sign = -1;
  else
    return FALSE;

  if (!take_number (text, 2, &hours) || !take_char (text, ':') || !take_number (text, 2, &minutes))
    return FALSE;
  if (minutes > 59 || hours * 60 + minutes > MAX_OFFSET_HOURS * 60)
    return FALSE;

  *seconds = sign * (hours * 3600 + minutes * 60);
  return TRUE;
}

gint64
confab_base_clock_parse (const char *text) {
  int of_day, fraction, zone;
  gint64 days, seconds;

  if (text == NULL || strnlen (text, MAX_DATE_LENGTH + 1) > MAX_DATE_LENGTH)
    return -1;
  if (!take_date (&text, &days) || !take_char (&text, 'T') || !take_time (&text, &of_day) ||
      !take_fraction (&text, &fraction) || !take_zone (&text, &zone) || *text != '\0')
    return -1;

  seconds = days * 24 * 3600 + of_day - zone;
  if (seconds < 0 || seconds >= END_OF_YEAR_9999)
    return -1;
  return seconds * US_PER_SECOND + fraction;
}

char *
confab_base_clock_format (gint64 wall_us) {
  gint64 seconds = CLAMP (wall_us / US_PER_SECOND, 0, END_OF_YEAR_9999 - 1);
  int of_day = (int)(seconds % (24 * 3600));
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32)(seconds / (24 * 3600)) + UNIX_EPOCH_DAY);
  return g_strdup_printf ("%04u-%02u-%02uT%02d:%02d:%02dZ", (guint)g_date_get_year (&date),
      (guint)g_date_get_month (&date), (guint)g_date_get_day (&date), of_day / 3600,
      of_day / 60 % 60, of_day % 60);
}
