#pragma once

/* Names and addresses that look like others (R01): ICU confusable skeletons after folding case and
 * stripping marks, and edit distance 1. */

#include <glib.h>

G_BEGIN_DECLS

/* TRUE if the two differ and a person may take one for the other. Both UTF-8, at most 4 kB each. */
gboolean confab_safety_looks_alike (const char *a, const char *b);

G_END_DECLS
