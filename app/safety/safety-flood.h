#pragma once

/* Whom a buddy's messages may reach at once (R05): the judge of a flood, and of "Quiet for an
 * hour".
 */

#include <glib.h>

G_BEGIN_DECLS

/* So many messages of one person within the window are shown; what is more is folded. Who is folded
 * stays so until half of that is free again, so that a flood is one line and not many. */
#define CONFAB_FLOOD_BUDGET 30
#define CONFAB_FLOOD_WINDOW_US (G_GINT64_CONSTANT (60) * G_USEC_PER_SEC)

/* How long "Quiet for an hour" is. */
#define CONFAB_FLOOD_QUIET_US (G_GINT64_CONSTANT (60) * 60 * G_USEC_PER_SEC)

/* Careful one first. What is folded is kept and counted, and shown when it is asked for. */
typedef enum {
  CONFAB_FLOOD_FOLD = 0,
  CONFAB_FLOOD_SHOW = 1,
} ConfabFloodVerdict;

/* What the judge asks of one message of a buddy. All zero: nothing of the budget is left. */
typedef struct {
  guint n_left;        /* of CONFAB_FLOOD_BUDGET (confab_safety_flood_left) */
  gboolean is_folding; /* the one before was folded, and nobody asked for it yet */
} ConfabFloodFacts;

ConfabFloodVerdict confab_safety_judge_flood (const ConfabFloodFacts *facts);

/* What is left of the budget for a message of `now_us`, where the ones before it were of `times_us`
 * (at least the newest CONFAB_FLOOD_BUDGET of them, in any order). Times that lie further off than
 * the window do not count on either side, so that a clock that was set folds nothing. */
guint confab_safety_flood_left (const gint64 *times_us, gsize n, gint64 now_us);

/* "Quiet for an hour" until `until_us` still holds (wall clock). One that ends later than an hour
 * from now cannot be true: the clock was set back, and it does not hold. 0: was not chosen. */
gboolean confab_safety_flood_is_quiet (gint64 until_us, gint64 now_us);

G_END_DECLS
