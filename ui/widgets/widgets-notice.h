#pragma once

/* A box in a form that says what went wrong, or what to look at: a sentence and what to do. Hidden
 * at first; spoken by screen readers when it appears. Plain text. */

#include <gtk/gtk.h>

#include "model/model-types.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_WIDGETS_NOTICE (confab_widgets_notice_get_type ())
G_DECLARE_FINAL_TYPE (ConfabWidgetsNotice, confab_widgets_notice, CONFAB, WIDGETS_NOTICE, GtkBox)

/* `advice` nullable. */
void
confab_widgets_notice_show (ConfabWidgetsNotice *self, const char *sentence, const char *advice);
void confab_widgets_notice_show_problem (
    ConfabWidgetsNotice *self, ConfabModelProblem problem, const char *detail);
/* For the error of a verb of core. */
void confab_widgets_notice_show_error (ConfabWidgetsNotice *self, const GError *error);
void confab_widgets_notice_hide (ConfabWidgetsNotice *self);

G_END_DECLS
