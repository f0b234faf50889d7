#pragma once

/* Words for the rows of the register, their states, and what may be chosen. Never NULL unless it
 * says so; borrowed, in the language of the user. */

#include "model/model-safety.h"

G_BEGIN_DECLS

#define CONFAB_SAFETY_WORDS_VALUES 6 /* of a choice, at most */

const char *confab_safety_words_group (ConfabRiskGroup group);
/* A few words; and a sentence or two of what is so today. */
const char *confab_safety_words_title (const ConfabRisk *risk);
const char *confab_safety_words_sentence (const ConfabRisk *risk);

/* "On", "Off until Sat 14:00", "Comes with files". Returns: (transfer full) */
char *confab_safety_words_dup_state (const ConfabRisk *risk, ConfabRiskState state);
/* "Sat 14:00", or "14:00" today, to stand by itself. Returns: (transfer full) */
char *confab_safety_words_dup_until (gint64 until_us);

/* "Blank profile", "No logging", "Strangers blocked". */
const char *confab_safety_words_promise (ConfabPromise promise);

/* What a choice asks, and what each value means: NULL for a value that does not exist. */
const char *confab_safety_words_question (ConfabChoice choice);
const char *confab_safety_words_value (ConfabChoice choice, int value);
const char *confab_safety_words_meaning (ConfabChoice choice, int value);
/* What becomes possible, and for whom, if a choice is weakened to `value`; NULL: it is not weaker
 * than the start. */
const char *confab_safety_words_weakened (ConfabChoice choice, int value);

G_END_DECLS
