#pragma once

/* The one table from what went wrong to what the screen says about it: what happened, and what to
 * do. */

#include "model/model-types.h"

G_BEGIN_DECLS

/* Plain text, translated, `detail` filled in (NULL: as if empty). The sentence is never NULL; the
 * advice is NULL where there is nothing to do. Returns: (transfer full) */
char *confab_widgets_problem_dup_sentence (ConfabModelProblem problem, const char *detail);
char *confab_widgets_problem_dup_advice (ConfabModelProblem problem, const char *detail);

/* It ends with the password being typed. */
gboolean confab_widgets_problem_is_about_password (ConfabModelProblem problem);
/* What the button says that has it typed. Borrowed. */
const char *confab_widgets_problem_get_password_label (ConfabModelProblem problem);

/* Sentence and advice in one line. */
char *confab_widgets_problem_dup_text (ConfabModelProblem problem, const char *detail);

/* The same for the error of a verb; CONFAB_PROBLEM_NONE words for any other domain. */
ConfabModelProblem confab_widgets_problem_of_error (const GError *error);
char *confab_widgets_problem_dup_error_text (const GError *error);

G_END_DECLS
