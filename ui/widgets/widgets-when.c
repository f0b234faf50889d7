/* Days as people say them. Reads the clock of this computer and its time zone, which stay here. */

#include "widgets/widgets-when.h"

#include <glib/gi18n.h>
#include <langinfo.h>

char *
confab_widgets_when_dup_day (gint64 time_us) {
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (time_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) today = NULL;
  gint64 days;

  if (now == NULL || then == NULL)
    return g_strdup (_ ("some time ago"));
  today = g_date_time_new_local (g_date_time_get_year (now), g_date_time_get_month (now),
      g_date_time_get_day_of_month (now), 0, 0, 0);
  /* Counted back from this morning. */
  days = (g_date_time_difference (today, then) + G_TIME_SPAN_DAY - 1) / G_TIME_SPAN_DAY;
  if (g_date_time_compare (then, today) >= 0)
    return g_strdup (_ ("today"));
  if (days <= 1)
    return g_strdup (_ ("yesterday"));
  if (days < 7)
    return g_date_time_format (then, _ ("on %A"));
  if (g_date_time_get_year (then) == g_date_time_get_year (now))
    return g_date_time_format (then, _ ("on %-d %B"));
  return g_date_time_format (then, _ ("on %-d %B %Y"));
}

char *
confab_widgets_when_dup_short (gint64 time_us) {
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (time_us / G_USEC_PER_SEC);

  if (now == NULL || then == NULL)
    return g_strdup (_ ("some time ago"));
  if (g_date_time_get_year (then) == g_date_time_get_year (now))
    /* Translators: a day of this year where there is little room, "14 Nov". */
    return g_date_time_format (then, _ ("%-d %b"));
  /* Translators: a day of another year where there is little room, "14 Nov 2025". */
  return g_date_time_format (then, _ ("%-d %b %Y"));
}

static gboolean
counts_to_twelve (void) {
  const char *format = nl_langinfo (T_FMT);

  return strstr (format, "%p") != NULL || strstr (format, "%r") != NULL;
}

char *
confab_widgets_when_dup_time (gint64 time_us) {
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (time_us / G_USEC_PER_SEC);

  if (then == NULL)
    return g_strdup ("");
  return g_date_time_format (then, counts_to_twelve () ? "%-I:%M %p" : "%H:%M");
}

char *
confab_widgets_when_dup_moment (gint64 time_us) {
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (time_us / G_USEC_PER_SEC);

  if (now == NULL || then == NULL || g_date_time_get_year (now) != g_date_time_get_year (then) ||
      g_date_time_get_day_of_year (now) != g_date_time_get_day_of_year (then))
    return confab_widgets_when_dup_day (time_us);
  /* Translators: "at 10:02 AM" and "at 10:02", for the middle of a sentence. */
  return g_date_time_format (then, counts_to_twelve () ? _ ("at %-I:%M %p") : _ ("at %H:%M"));
}
