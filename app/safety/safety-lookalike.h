#pragma once

/* Names and addresses that look like others (R01): ICU confusable skeletons after folding case and
 * stripping marks, and edit distance 1. */

#include <glib.h>

G_BEGIN_DECLS

/* TRUE if the two differ and a person may take one for the other. Both UTF-8, at most 4 kB each. */
gboolean confab_safety_looks_alike (const char *a, const char *b);

/* What the eye keeps of a name or address, made once and compared often: making one takes about 10
 * microseconds, comparing two far less. Thread-safe. */
typedef struct _ConfabLook ConfabLook;

/* `text` UTF-8; what is longer than 4 kB or no text is like everything. Returns: (transfer full) */
ConfabLook *confab_safety_look_new (const char *text);
void confab_safety_look_free (ConfabLook *look);
/* As confab_safety_looks_alike. */
gboolean confab_safety_look_is_like (const ConfabLook *a, const ConfabLook *b);
/* The same of names of two people, where also the very same name is one that is taken for the
 * other, and a typing mistake counts only between names of five characters and more: "Ann" and
 * "Anna" are two names, "Daniel" and "Danlel" hardly. */
gboolean confab_safety_look_has_name_of (const ConfabLook *a, const ConfabLook *b);

/* The skeleton as it is written, or with case folded, for a table of many: two of which either is
 * the same look alike. Returns: (transfer full) (nullable): UTF-8; NULL for what cannot be judged
 */
char *confab_safety_look_dup_key (const ConfabLook *look, gboolean is_folded);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabLook, confab_safety_look_free)

G_END_DECLS
