#pragma once

/* The messages of one chat as a GListModel of ConfabModelMessage, oldest first: a window of loaded
 * rows, moved by asking for more at either end. It never loads inside get_item. Whoever owns the
 * rows fills the source in (messaging). */

#include <gio/gio.h>

#include "model/model-message.h"

G_BEGIN_DECLS

#define CONFAB_MODEL_TIMELINE_MAX_ROWS                                                             \
  600 /* loaded at once; beyond it rows at the far end are let go */

#define CONFAB_TYPE_MODEL_TIMELINE (confab_model_timeline_get_type ())
G_DECLARE_FINAL_TYPE (ConfabModelTimeline, confab_model_timeline, CONFAB, MODEL_TIMELINE, GObject)

typedef struct {
  /* Load rows older than `id` (0: the newest ones), or newer than `id`; the answer comes through
   * _give. */
  void (*load_older) (gpointer data, ConfabModelTimeline *timeline, gint64 id);
  void (*load_newer) (gpointer data, ConfabModelTimeline *timeline, gint64 id);
} ConfabModelTimelineSource;

ConfabModelTimeline *confab_model_timeline_new (void);

/* For the view: asks once; further calls do nothing until the answer came. */
void confab_model_timeline_want_older (ConfabModelTimeline *self);
void confab_model_timeline_want_newer (ConfabModelTimeline *self);
/* Throws the window away and loads the newest rows. */
void confab_model_timeline_go_to_end (ConfabModelTimeline *self);
/* TRUE if the oldest (newest) row there is, is loaded. Properties "at-start", "at-end" notify. */
gboolean confab_model_timeline_is_at_start (ConfabModelTimeline *self);
gboolean confab_model_timeline_is_at_end (ConfabModelTimeline *self);
gboolean confab_model_timeline_is_loading (ConfabModelTimeline *self);

/* ---- for messaging only ---- */
void confab_model_timeline_set_source (
    ConfabModelTimeline *self, const ConfabModelTimelineSource *source, gpointer data);
/* Rows that were asked for, oldest first (ConfabModelMessage, transfer none). `is_last`: there are
 * none beyond. */
void confab_model_timeline_give (
    ConfabModelTimeline *self, gboolean older, GPtrArray *rows, gboolean is_last);
/* A new newest row. Dropped if the window is not at the end (it will be loaded). A row that is
 * loaded already is ignored. */
void confab_model_timeline_append (ConfabModelTimeline *self, ConfabModelMessage *message);
/* The loaded row with that id, or NULL. Borrowed. */
ConfabModelMessage *confab_model_timeline_find (ConfabModelTimeline *self, gint64 id);
void confab_model_timeline_remove (ConfabModelTimeline *self, gint64 id);
void confab_model_timeline_clear (ConfabModelTimeline *self);

G_END_DECLS
