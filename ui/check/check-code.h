#pragma once

/* A picture that other programs read: a square of black and white. Light in the dark too, since
 * cameras want it so. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CONFAB_TYPE_CHECK_CODE (confab_check_code_get_type ())
G_DECLARE_FINAL_TYPE (ConfabCheckCode, confab_check_code, CONFAB, CHECK_CODE, GtkWidget)

/* FALSE if `text` is too long for a picture; then nothing is shown. */
gboolean confab_check_code_set_text (ConfabCheckCode *self, const char *text);

G_END_DECLS
