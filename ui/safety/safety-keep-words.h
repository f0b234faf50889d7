#pragma once

/* Words for how long chats stay here. In the language of the user, never NULL. */

#include "model/model-safety.h"
#include "safety/safety-retention.h"

G_BEGIN_DECLS

/* To choose from: "Forget on closing", "Keep 30 days". Borrowed. */
const char *confab_safety_keep_words_get (ConfabKeep keep);
/* What is so: "Gone on closing", "Kept here 30 days"; with `until_us` not 0 "Kept here until Sat
 * 14:00". Returns: (transfer full) */
char *confab_safety_keep_words_dup_label (ConfabKeep keep, gint64 until_us);

G_END_DECLS
