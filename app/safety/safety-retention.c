/* How long a message stays: a judge over facts, and ages that hold where the wall clock does not.
 * Refuses to erase what nobody has read, and to believe at once that years went by overnight. */

#include "safety/safety-retention.h"

#define DAY_US (G_GINT64_CONSTANT (24) * 60 * 60 * G_USEC_PER_SEC)

gint64
confab_safety_retention_period (ConfabKeep keep) {
  switch (keep) {
  case CONFAB_KEEP_UNTIL_CLOSED:
    break;
  case CONFAB_KEEP_DAY:
    return DAY_US;
  case CONFAB_KEEP_WEEK:
    return 7 * DAY_US;
  case CONFAB_KEEP_MONTH:
    return 30 * DAY_US;
  case CONFAB_KEEP_YEAR:
    return 365 * DAY_US;
  case CONFAB_KEEP_FOR_GOOD:
    return G_MAXINT64;
  }
  return 0;
}

gboolean
confab_safety_retention_is_shorter (ConfabKeep keep, ConfabKeep other) {
  return confab_safety_retention_period (keep) < confab_safety_retention_period (other);
}

static ConfabKeep
believe (int keep) {
  return keep >= 0 && keep <= CONFAB_KEEP_FOR_GOOD ? (ConfabKeep)keep : CONFAB_KEEP_UNTIL_CLOSED;
}

ConfabKeep
confab_safety_retention_holds (int overall, int own, int floor) {
  ConfabKeep keep = believe (own == CONFAB_KEEP_AS_OVERALL ? overall : own);
  ConfabKeep promised = believe (floor);

  return confab_safety_retention_is_shorter (keep, promised) ? promised : keep;
}

ConfabRetentionVerdict
confab_safety_judge_retention (const ConfabRetentionFacts *facts) {
  ConfabKeep keep = confab_safety_retention_holds (facts->overall, facts->own, facts->floor);

  if (!facts->is_read || facts->is_waiting)
    return CONFAB_RETENTION_STAY;
  if (facts->is_over)
    return CONFAB_RETENTION_ERASE;
  if (facts->is_kept)
    return CONFAB_RETENTION_STAY;
  if (keep == CONFAB_KEEP_FOR_GOOD)
    return CONFAB_RETENTION_STAY;
  if (keep == CONFAB_KEEP_UNTIL_CLOSED)
    return facts->is_in_front ? CONFAB_RETENTION_STAY : CONFAB_RETENTION_ERASE;
  return facts->age_us < confab_safety_retention_period (keep) ? CONFAB_RETENTION_STAY
                                                               : CONFAB_RETENTION_ERASE;
}

ConfabBackupVerdict
confab_safety_judge_backup (const ConfabBackupFacts *facts) {
  ConfabKeep keep = confab_safety_retention_holds (facts->overall, facts->own, facts->floor);

  if (facts->has_timer)
    return CONFAB_BACKUP_LEAVE_OUT;
  return facts->is_kept || keep != CONFAB_KEEP_UNTIL_CLOSED ? CONFAB_BACKUP_TAKE
                                                            : CONFAB_BACKUP_LEAVE_OUT;
}

ConfabExportVerdict
confab_safety_judge_export (const ConfabExportFacts *facts) {
  return facts->is_message && facts->is_without_end && facts->still_stands
             ? CONFAB_EXPORT_TAKE
             : CONFAB_EXPORT_LEAVE_OUT;
}

/* As far as it goes: a file that was tampered with must not make it turn round. */
static gint64
add (gint64 a, gint64 b) {
  return b > 0 && a > G_MAXINT64 - b ? G_MAXINT64 : a + b;
}

void
confab_safety_retention_pass (ConfabRetentionTime *time, gint64 passed_us, gint64 wall_us) {
  gint64 leap;

  passed_us = MAX (passed_us, 0);
  wall_us = MAX (wall_us, 0);
  if (time->now_us <= 0) {
    *time = (ConfabRetentionTime){ .now_us = MAX (wall_us, 1), .wall_us = wall_us };
    return;
  }
  time->doubted_us = MAX (time->doubted_us, 0);
  time->doubt_at_us = CLAMP (time->doubt_at_us, 0, time->now_us);
  /* Both are 0 or more, so their difference is in reach. */
  leap = wall_us - MAX (time->wall_us, 0);
  leap = leap < -G_MAXINT64 + passed_us ? -G_MAXINT64 : leap - passed_us;
  time->wall_us = wall_us;
  time->now_us = add (time->now_us, passed_us);
  if (leap > CONFAB_RETENTION_LEAP_US) {
    time->doubted_us = add (time->doubted_us, leap);
    time->doubt_at_us = time->now_us;
  } else if (leap > 0) {
    time->now_us = add (time->now_us, leap);
  } else if (leap < 0) {
    time->doubted_us = MAX (time->doubted_us + leap, 0);
  }
  if (time->doubted_us > 0 && time->now_us - time->doubt_at_us >= CONFAB_RETENTION_DOUBT_US) {
    time->now_us = add (time->now_us, time->doubted_us);
    time->doubted_us = 0;
  }
}
