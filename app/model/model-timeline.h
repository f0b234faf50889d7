#pragma once

/* The messages of one chat as a GListModel of ConfabModelMessage, oldest first (by id): a window of
 * loaded rows, moved by asking for more at either end. It never loads inside get_item, nor while
 * items-changed is being emitted. Whoever owns the rows fills the source in (messaging).
 *
 * Every load is answered by exactly one _give, answers of one direction in the order they were
 * asked for. What was asked for before _clear, _go_to_end or _set_source is ignored when it comes.
 * None of the functions that change rows may be called from a handler of items-changed. */

#include <gio/gio.h>

#include "model/model-message.h"

G_BEGIN_DECLS

#define CONFAB_MODEL_TIMELINE_MAX_ROWS                                                             \
  600 /* loaded at once; beyond it rows at the far end are let go */

#define CONFAB_MODEL_TIMELINE_PROVISIONAL                                                          \
  (G_MAXINT64 / 2) /* ids from here on are of rows not stored yet; the source never hears them */

#define CONFAB_TYPE_MODEL_TIMELINE (confab_model_timeline_get_type ())
G_DECLARE_FINAL_TYPE (ConfabModelTimeline, confab_model_timeline, CONFAB, MODEL_TIMELINE, GObject)

typedef struct {
  /* Load rows older than `id` (0: the newest ones), or newer than `id`; the answer comes through
   * _give, at once or later. If nothing can be loaded now, give no rows and `is_last` FALSE: the
   * next _want asks again. */
  void (*load_older) (gpointer data, ConfabModelTimeline *timeline, gint64 id);
  void (*load_newer) (gpointer data, ConfabModelTimeline *timeline, gint64 id);
} ConfabModelTimelineSource;

ConfabModelTimeline *confab_model_timeline_new (void);

/* For the view: asks once; further calls do nothing until the answer came. */
void confab_model_timeline_want_older (ConfabModelTimeline *self);
void confab_model_timeline_want_newer (ConfabModelTimeline *self);
/* Throws the window away and loads the newest rows; what is shown stays until they are there, and
 * is replaced in one change. */
void confab_model_timeline_go_to_end (ConfabModelTimeline *self);
/* The same, but the rows up to `id`: it, or the one before it where it is gone, comes last, and
 * what is newer is loaded after it. Nothing changes if it is loaded already. */
void confab_model_timeline_go_to (ConfabModelTimeline *self, gint64 id);
/* TRUE if the oldest (newest) row there is, is loaded. Properties "at-start", "at-end" and
 * "is-loading" notify. */
gboolean confab_model_timeline_is_at_start (ConfabModelTimeline *self);
gboolean confab_model_timeline_is_at_end (ConfabModelTimeline *self);
gboolean confab_model_timeline_is_loading (ConfabModelTimeline *self);
/* Is the newest row being looked at (TRUE, the start)? If not, a full window lets go of no row for
 * a new one: it is then no longer at the end. */
void confab_model_timeline_set_follows_end (ConfabModelTimeline *self, gboolean follows_end);

/* ---- for messaging only ---- */
void confab_model_timeline_set_source (
    ConfabModelTimeline *self, const ConfabModelTimelineSource *source, gpointer data);
/* Rows that were asked for, oldest first (ConfabModelMessage, transfer none). `is_last`: there are
 * none beyond. */
void confab_model_timeline_give (
    ConfabModelTimeline *self, gboolean older, GPtrArray *rows, gboolean is_last);
/* A new newest row, taken to its place by its id. Not shown if the window is not at the end: it
 * comes when the end is loaded, even if that load began before the row was stored. A row that is
 * loaded already is ignored. */
void confab_model_timeline_append (ConfabModelTimeline *self, ConfabModelMessage *message);
/* The loaded row with that id, or NULL. Borrowed. */
ConfabModelMessage *confab_model_timeline_find (ConfabModelTimeline *self, gint64 id);
/* The row `old_id` is `new_id` from now on, and moves to that place; a second row that was loaded
 * under `new_id` goes. For a row shown before it is stored, under an id of
 * CONFAB_MODEL_TIMELINE_PROVISIONAL or above, and for one that is sent again. */
void confab_model_timeline_set_id (ConfabModelTimeline *self, gint64 old_id, gint64 new_id);
/* The row with that id is another than it was: those around it are placed anew. What it says itself
 * is heard by its "kind". */
void confab_model_timeline_show_again (ConfabModelTimeline *self, gint64 id);
void confab_model_timeline_remove (ConfabModelTimeline *self, gint64 id);
/* There is nothing, from first to last; what comes is appended. */
void confab_model_timeline_clear (ConfabModelTimeline *self);

G_END_DECLS
