#pragma once

/* What is said of the virus checker of this computer (R34). */

#include "model/model-safety.h"

G_BEGIN_DECLS

/* How old its list is, as a sentence: "Its list of viruses came out today." Returns: (transfer
 * full) */
char *confab_safety_checker_words_dup_age (gint64 dated_us);
/* Which one is there, how old its list is, and what follows. Returns: (transfer full) */
char *confab_safety_checker_words_dup_state (ConfabModelSafety *safety);
/* Why it needs the user, in a few words. Borrowed. */
const char *confab_safety_checker_words_get_need (const ConfabSafetyFacts *facts);

G_END_DECLS
