#pragma once

/* Words for what the judges found: of a message (R07) and of a link (R36). They say what is so and
 * what to do; they never say that somebody is a trickster. */

#include <glib.h>

#include "safety/safety-link.h"
#include "safety/safety-scam.h"

G_BEGIN_DECLS

/* What a message asks for: a sentence for each of `reasons`, or for the first one alone. `name` is
 * who wrote. Returns: (transfer full) */
char *confab_safety_reasons_dup_scam (guint reasons, const char *name);
GStrv confab_safety_reasons_dup_scam_all (guint reasons, const char *name);

typedef struct {
  char *text;      /* owned */
  gboolean is_odd; /* FALSE: only said, nothing to be careful of */
} ConfabSafetyLine;

/* What is to be said of a link that `name` sent; NULL: one's own. Returns: (transfer full)
 * (element-type ConfabSafetyLine) the gravest first; may be empty. */
GPtrArray *confab_safety_reasons_new_link (const ConfabLinkFound *found, const char *name);

/* The name of the site as it should be read: in its own letters, unless these deceive. Borrowed. */
const char *confab_safety_reasons_get_host (const ConfabLinkFound *found);

G_END_DECLS
