#pragma once

/* What stands on the pages of the guide, 1 to CONFAB_CORE_GUIDE_PAGES. Borrowed, in the language of
 * the user; a sentence says no more than what the register says is built. */

#include "core/core.h"

G_BEGIN_DECLS

const char *confab_wizard_words_icon (guint page);
const char *confab_wizard_words_title (guint page);
const char *confab_wizard_words_sentence (guint page);
/* In small print below; NULL: nothing. */
const char *confab_wizard_words_foot (guint page);

#define CONFAB_WIZARD_TICKS 7

/* What is on, for the last page: "No logging", and how it stands. `is_weak`: it was weakened, or
 * needs the user. Returns: (transfer full) what holds. */
const char *confab_wizard_words_tick (guint number);
char *
confab_wizard_words_dup_tick (guint number, const ConfabSafetyFacts *facts, gboolean *is_weak);

G_END_DECLS
