#pragma once

/* An entry of the private list (R09). It holds the word in locked memory and shows no more of it
 * than one needs to know it again. Immutable. */

#include "base/base-secret.h"

G_BEGIN_DECLS

#define CONFAB_MODEL_MAX_WORDS 64       /* that the judge looks for */
#define CONFAB_MODEL_MAX_WORD_BYTES 120 /* of each */

#define CONFAB_TYPE_MODEL_WORD (confab_model_word_get_type ())
G_DECLARE_FINAL_TYPE (ConfabModelWord, confab_model_word, CONFAB, MODEL_WORD, GObject)

/* `word` is UTF-8. */
ConfabModelWord *confab_model_word_new (ConfabSecret *word);
/* Borrowed. */
ConfabSecret *confab_model_word_get_secret (ConfabModelWord *self);

/* Its first letter, and the last one of a longer word; 0: not told. */
gunichar confab_model_word_get_first (ConfabModelWord *self);
gunichar confab_model_word_get_last (ConfabModelWord *self);
/* Its letters, digits, blanks and signs. */
guint confab_model_word_get_length (ConfabModelWord *self);

G_END_DECLS
