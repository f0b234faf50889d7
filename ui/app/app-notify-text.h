#pragma once

/* What people wrote, as a notification may bear it. */

#include <glib.h>

G_BEGIN_DECLS

/* One line of at most `max_chars` characters without a character that could be read as markup. NULL
 * if nothing is left. Takes NULL. Returns: (transfer full) (nullable) */
char *confab_app_notify_text_dup (const char *text, gsize max_chars);

G_END_DECLS
