#pragma once

/* What the user chose about protections in this profile, what holds of it at this moment, and the
 * counters that the Safety page shows as evidence. One for each profile; the screens read and watch
 * it, core changes it. Also: what the first four pages of the wizard offer. */

#include "base/base-clock.h"
#include "model/model-account.h"
#include "safety/safety-register.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_MODEL_SAFETY (confab_model_safety_get_type ())
G_DECLARE_FINAL_TYPE (ConfabModelSafety, confab_model_safety, CONFAB, MODEL_SAFETY, GObject)

/* How long a choice holds. */
typedef enum {
  CONFAB_TERM_UNTIL_TOMORROW = 0, /* tomorrow 14:00 on this computer's clock */
  CONFAB_TERM_UNTIL_CHANGED,
  CONFAB_TERM_UNTIL_TONIGHT, /* the end of this day, and an hour at least */
} ConfabModelTerm;

/* `clock` is borrowed and outlives the object. Everything is at its start. Signals "changed":
 * a choice was made, or ended; "counted": a counter moved, perhaps many times in a second. */
ConfabModelSafety *confab_model_safety_new (const ConfabClock *clock);

/* What holds now; judged anew at each call, so that an end is never late. `self` NULL: the start.
 */
int confab_model_safety_get (ConfabModelSafety *self, ConfabChoice choice);
gboolean confab_model_safety_is_weakened (ConfabModelSafety *self, ConfabChoice choice);
/* It is one of the quiet hours, by this computer's clock and calendar. */
gboolean confab_model_safety_is_quiet (ConfabModelSafety *self);
/* When a weakened one ends by itself, since 1970; 0: not by itself, or nothing is weakened. */
gint64 confab_model_safety_get_until (ConfabModelSafety *self, ConfabChoice choice);
/* When CONFAB_TERM_UNTIL_TOMORROW would end now. */
gint64 confab_model_safety_tomorrow (ConfabModelSafety *self);
/* The same of CONFAB_TERM_UNTIL_TONIGHT. */
gint64 confab_model_safety_tonight (ConfabModelSafety *self);

/* What the register's states follow from. `accounts`: ConfabModelAccount. */
void confab_model_safety_gather (
    ConfabModelSafety *self, GListModel *accounts, ConfabSafetyFacts *facts);

/* ---- counters of this run; in memory only ---- */
/* When the counting began, since 1970. */
gint64 confab_model_safety_get_since (ConfabModelSafety *self);
/* Messages and requests of strangers that were dropped without a trace. */
guint confab_model_safety_get_refused (ConfabModelSafety *self);
/* When something was last erased from this computer; 0: not yet. */
gint64 confab_model_safety_get_erased (ConfabModelSafety *self);
/* What files take, and may take; bytes (R24). All zero until it was counted. */
typedef struct {
  guint64 kept, kept_limit;   /* of all files that are here */
  guint64 today, today_limit; /* fetched on this day */
} ConfabModelRoom;

/* Borrowed, until it is set again; _set copies, and emits "counted". */
const ConfabModelRoom *confab_model_safety_get_room (ConfabModelSafety *self);
void confab_model_safety_set_room (ConfabModelSafety *self, const ConfabModelRoom *room);

/* When somebody last looked at what strangers see, and how much that was; 0: not yet. */
gint64 confab_model_safety_get_looked (ConfabModelSafety *self, guint *n_open);
void confab_model_safety_note_looked (ConfabModelSafety *self, guint n_open);
/* `self` may be NULL in these. */
void confab_model_safety_note_refused (ConfabModelSafety *self);
void confab_model_safety_note_erased (ConfabModelSafety *self);

/* ---- the last backup that was tested (R30) ---- */
typedef struct {
  gint64 made_us; /* 0: there is none */
  guint n_messages;
} ConfabModelLastBackup;

/* Borrowed, until it is set again; _set copies, and emits "changed". */
const ConfabModelLastBackup *confab_model_safety_get_backup (ConfabModelSafety *self);
void confab_model_safety_set_backup (ConfabModelSafety *self, const ConfabModelLastBackup *backup);

/* ---- the virus checker of this computer (R34) ---- */
/* As it answered last. `engine`: what it calls itself, "" where it said nothing, borrowed;
 * `dated_us`: when its definitions were made, 0: it did not say. Both may be NULL. */
ConfabChecker
confab_model_safety_get_checker (ConfabModelSafety *self, const char **engine, gint64 *dated_us);
/* For messaging and the pictures of the screens. Emits "changed" if something did. */
void confab_model_safety_set_checker (
    ConfabModelSafety *self, ConfabChecker checker, const char *engine, gint64 dated_us);

/* ---- for core only ---- */
/* No line of an account goes straight to its server (R16). Emits "changed" at each call. */
void confab_model_safety_set_road_chosen (ConfabModelSafety *self, gboolean is_road_chosen);
/* As it is kept ("0 SINCE UNTIL", confab_model_safety_dup_kept), or NULL for the start. What cannot
 * be read counts as the strictest. TRUE if it does not hold and should be forgotten. */
gboolean
confab_model_safety_take_kept (ConfabModelSafety *self, ConfabChoice choice, const char *kept);
/* What to keep of a choice; NULL: nothing, it is at its start. Returns: (transfer full) (nullable)
 */
char *confab_model_safety_dup_kept (ConfabModelSafety *self, ConfabChoice choice);
/* FALSE, and nothing changes, for a value that is not enforced. */
gboolean confab_model_safety_choose (
    ConfabModelSafety *self, ConfabChoice choice, int value, ConfabModelTerm term);
typedef void (*ConfabModelSafetyOver) (ConfabChoice choice, gpointer data);
/* Forgets what has ended; calls `over` for each. TRUE if something that ends by itself is left. */
gboolean
confab_model_safety_sweep (ConfabModelSafety *self, ConfabModelSafetyOver over, gpointer data);

/* ---- the wizard ---- */
#define CONFAB_MODEL_SAFETY_PAGES 4
#define CONFAB_MODEL_SAFETY_VALUES 3

typedef struct {
  ConfabChoice choice;
  int values[CONFAB_MODEL_SAFETY_VALUES]; /* in the order of the page; the first is suggested */
  guint n_values;                         /* only what is enforced is offered */
} ConfabModelSafetyPage;

/* `page` 1 to 4. "Use safe settings" is confab_core_choose_safe. FALSE: no such page. */
gboolean confab_model_safety_get_page (guint page, ConfabModelSafetyPage *offered);

G_END_DECLS
