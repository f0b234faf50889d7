#pragma once

/* Finds the code in a picture. */

#include <glib.h>

G_BEGIN_DECLS

/* `gray`: one byte for each pixel, row after row. The text of the code, valid UTF-8, or NULL if
 * there is none. Takes a while: never on the main thread. Returns: (transfer full) (nullable) */
char *confab_check_scan_dup_text (const guint8 *gray, guint width, guint height);

G_END_DECLS
