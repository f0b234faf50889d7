#pragma once

/* A message that was found: whose chat it stands in, when it was written, and the line around what
 * was looked for. */

#include "model/model-contact.h"

G_BEGIN_DECLS

#define CONFAB_MODEL_HIT_MAX_MARKS 16

#define CONFAB_TYPE_MODEL_HIT (confab_model_hit_get_type ())
G_DECLARE_FINAL_TYPE (ConfabModelHit, confab_model_hit, CONFAB, MODEL_HIT, GObject)

/* `marks`: pairs of start and end, in bytes of `snippet`, of what was looked for. All is copied. */
ConfabModelHit *confab_model_hit_new (ConfabModelContact *contact, gint64 id, gboolean is_own,
    gint64 time_us, const char *snippet, const gsize *marks, guint n_marks);
ConfabModelContact *confab_model_hit_get_contact (ConfabModelHit *self);
/* Of the message, in the timeline of its chat. */
gint64 confab_model_hit_get_id (ConfabModelHit *self);
gboolean confab_model_hit_is_own (ConfabModelHit *self);
gint64 confab_model_hit_get_time_us (ConfabModelHit *self);
/* One line, no markup. */
const char *confab_model_hit_get_snippet (ConfabModelHit *self);
const gsize *confab_model_hit_get_marks (ConfabModelHit *self, guint *n_marks);

G_END_DECLS
