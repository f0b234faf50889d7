#pragma once

/* Quiet hours (R05): from when to when nothing makes a sound, as one value of CONFAB_CHOICE_QUIET.
 */

#include <glib.h>

G_BEGIN_DECLS

/* Times of a day are counted in steps from midnight. */
#define CONFAB_QUIET_STEPS 48
#define CONFAB_QUIET_STEP_MINUTES 30
/* What is offered first: 22:00 to 7:00. */
#define CONFAB_QUIET_OFFER_FROM 44
#define CONFAB_QUIET_OFFER_TO 14

/* Values of the choice: `from * CONFAB_QUIET_STEPS + to`, and above all of them the start, so that
 * no quiet hours weaken anything. From a time to the same: all day; so is 0. Stored: never changed.
 */
#define CONFAB_QUIET_OFF (CONFAB_QUIET_STEPS * CONFAB_QUIET_STEPS)

/* What is out of range counts as midnight. */
int confab_safety_quiet_pack (guint from, guint to);
/* FALSE, and the offer, where none are chosen. */
gboolean confab_safety_quiet_unpack (int chosen, guint *from, guint *to);

/* It is quiet at `now_us` (since 1970) by the clocks of `zone`. What `chosen` cannot be is quiet.
 * The hours begin and end once each night, also where clocks are put back in the middle of them; a
 * time that a clock leaps over is the moment of the leap. */
gboolean confab_safety_quiet_holds (int chosen, gint64 now_us, GTimeZone *zone);

G_END_DECLS
