#pragma once

/* A search: what was found so far, newest first, as a GListModel of ConfabModelHit. The core fills
 * it (confab_core_search); what is asked anew puts an end to what was asked before. */

#include <gio/gio.h>

#include "model/model-hit.h"

G_BEGIN_DECLS

typedef enum {
  CONFAB_SEARCH_IDLE = 0,     /* nothing is asked for */
  CONFAB_SEARCH_LOOKING,      /* what is shown is of the question before */
  CONFAB_SEARCH_DONE,         /* this is it; no items: nothing was found */
  CONFAB_SEARCH_NOTHING_KEPT, /* there is nothing that could be found */
  CONFAB_SEARCH_FAILED,       /* the store could not be read */
} ConfabSearchState;

#define CONFAB_TYPE_MODEL_SEARCH (confab_model_search_get_type ())
G_DECLARE_FINAL_TYPE (ConfabModelSearch, confab_model_search, CONFAB, MODEL_SEARCH, GObject)

ConfabModelSearch *confab_model_search_new (void);

/* Properties "state" (int), "has-more" and "is-catching-up"; all notify, after the items. */
ConfabSearchState confab_model_search_get_state (ConfabModelSearch *self);
/* There are older hits. */
gboolean confab_model_search_has_more (ConfabModelSearch *self);
/* The index does not have everything yet that is kept. */
gboolean confab_model_search_is_catching_up (ConfabModelSearch *self);

/* ---- for the core only ---- */

/* A question under way, shared with the thread that looks for its answer. */
typedef struct {
  gint stop; /* atomic: nobody waits for it any more */
} ConfabModelSearchWork;

ConfabModelSearchWork *confab_model_search_work_ref (ConfabModelSearchWork *work);
void confab_model_search_work_unref (ConfabModelSearchWork *work);

/* Puts an end to what is under way. `goes_on`: what was found stays, and more is asked for.
 * Returns: (transfer full) */
ConfabModelSearchWork *confab_model_search_begin (ConfabModelSearch *self, gboolean goes_on);
/* The answer: `hits` (ConfabModelHit) come behind what is there, or in its place. Ignored if `work`
 * is no longer waited for. */
void confab_model_search_give (ConfabModelSearch *self, ConfabModelSearchWork *work,
    GPtrArray *hits, gboolean has_more, ConfabSearchState state);
/* Nothing is asked for; what was found goes from memory. */
void confab_model_search_clear (ConfabModelSearch *self);
void confab_model_search_set_catching_up (ConfabModelSearch *self, gboolean is_catching_up);

G_END_DECLS
