#pragma once

/* How long a message stays on this computer (R25): the judge, what holds for a chat, and a measure
 * of time that a wrong clock cannot spoil. */

#include "safety/safety-choice.h"

G_BEGIN_DECLS

/* Instead of a ConfabKeep: the chat has no choice of its own. */
#define CONFAB_KEEP_AS_OVERALL (-1)

/* Closed one first. */
typedef enum {
  CONFAB_RETENTION_ERASE = 0,
  CONFAB_RETENTION_STAY = 1,
} ConfabRetentionVerdict;

/* What the judge asks of one message. All zero: somebody's message that was not read yet. */
typedef struct {
  int overall;          /* ConfabKeep; what is none counts as UNTIL_CLOSED */
  int own;              /* of the chat: ConfabKeep or CONFAB_KEEP_AS_OVERALL */
  int floor;            /* ConfabKeep that was promised when a choice changed: not less than it */
  gint64 age_us;        /* since it came here, by ConfabRetentionTime */
  gboolean is_read;     /* own ones are */
  gboolean is_kept;     /* "Keep this" */
  gboolean is_waiting;  /* own, not with the server yet */
  gboolean is_over;     /* the timer that both sides know of has run out (XEP-0466) */
  gboolean is_in_front; /* its chat was not closed since it is here and read */
} ConfabRetentionFacts;

/* Never erases what was not read or waits to be sent, nor what the user kept before its timer has
 * run out; with it goes everything, however long the chat is kept. */
ConfabRetentionVerdict confab_safety_judge_retention (const ConfabRetentionFacts *facts);

/* Closed one first. */
typedef enum {
  CONFAB_BACKUP_LEAVE_OUT = 0,
  CONFAB_BACKUP_TAKE = 1,
} ConfabBackupVerdict;

/* What the judge asks of one message before it goes into a backup (R30). All zero: one that goes
 * when its chat is closed. */
typedef struct {
  int overall; /* as above */
  int own;
  int floor;
  gboolean is_kept;
  gboolean has_timer; /* that both sides know of */
} ConfabBackupFacts;

/* Takes only what outlives its chat, since a backup does; and never what both sides said should
 * disappear. */
ConfabBackupVerdict confab_safety_judge_backup (const ConfabBackupFacts *facts);

/* Closed one first. */
typedef enum {
  CONFAB_EXPORT_LEAVE_OUT = 0,
  CONFAB_EXPORT_TAKE = 1,
} ConfabExportVerdict;

/* What the judge asks of one row before it goes into an open file. */
typedef struct {
  gboolean is_message;     /* and no line of Confab's own */
  gboolean is_without_end; /* no timer that both sides know of ends it */
  gboolean still_stands;   /* its writer did not take it back */
} ConfabExportFacts;

/* The user takes what stands in the chat; what both sides said should disappear would not, once it
 * lies outside. What was kept here before its writer took it back stays here, and in no file. */
ConfabExportVerdict confab_safety_judge_export (const ConfabExportFacts *facts);

/* What holds for a chat, or for a message with that floor. */
ConfabKeep confab_safety_retention_holds (int overall, int own, int floor);
/* How old a message may get; 0: until its chat is closed; G_MAXINT64: until the user deletes it. */
gint64 confab_safety_retention_period (ConfabKeep keep);
/* Nothing can outlive `keep` that may not outlive `other`. */
gboolean confab_safety_retention_is_shorter (ConfabKeep keep, ConfabKeep other);

/* A leap of the clock up to here is taken for time that went by: sleep, or a program that was shut.
 * A longer one may be a clock that was set wrong; it counts once nobody has set it back for as long
 * as CONFAB_RETENTION_DOUBT_US. */
#define CONFAB_RETENTION_LEAP_US (G_GINT64_CONSTANT (21) * 24 * 60 * 60 * G_USEC_PER_SEC)
#define CONFAB_RETENTION_DOUBT_US (G_GINT64_CONSTANT (24) * 60 * 60 * G_USEC_PER_SEC)

/* The time that ages are measured in: it never goes back, stands still for a clock that was set
 * back, and doubts a long leap for a day. All zero: it was never looked at. */
typedef struct {
  gint64 now_us;
  gint64 wall_us;     /* at the last look */
  gint64 doubted_us;  /* a leap that does not count yet */
  gint64 doubt_at_us; /* `now_us` when it came */
} ConfabRetentionTime;

/* Time has passed: `passed_us` by a clock that cannot be set, since the last look in this run (0
 * for the first one); the wall clock stands at `wall_us`. */
void confab_safety_retention_pass (ConfabRetentionTime *time, gint64 passed_us, gint64 wall_us);

G_END_DECLS
