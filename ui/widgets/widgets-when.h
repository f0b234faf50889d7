#pragma once

/* Days in words. */

#include <glib.h>

G_BEGIN_DECLS

/* "today", "yesterday", "on Tuesday", "on 3 May", for the middle of a sentence. `time_us` since
 * 1970, UTC; shown in the time zone of this computer. Returns: (transfer full) */
char *confab_widgets_when_dup_day (gint64 time_us);
/* "at 10:02" today, otherwise the day as above; for the middle of a sentence. Returns: (transfer
 * full) */
char *confab_widgets_when_dup_moment (gint64 time_us);
/* "10:02", "10:02 AM". Returns: (transfer full) */
char *confab_widgets_when_dup_time (gint64 time_us);
/* "14 Nov", "14 Nov 2025", to stand by itself. Returns: (transfer full) */
char *confab_widgets_when_dup_short (gint64 time_us);

G_END_DECLS
