#pragma once

/* Text from outside, made fit to be stored and shown. Nothing here is markup. */

#include <glib.h>

G_BEGIN_DECLS

/* A one-line name: valid UTF-8, no control, bidirectional or invisible format characters, trimmed,
 * runs of space folded, at most `max_chars` characters. NULL if nothing is left. Takes NULL.
 * Returns: (transfer full) (nullable) */
char *confab_base_text_dup_line (const char *text, gsize max_chars);

/* A body of several lines: valid UTF-8, line feeds and tabs kept, other control characters gone,
 * bidirectional overrides and isolates made harmless by removing them, at most `max_bytes` (cut at
 * a character). Never NULL. Returns: (transfer full) */
char *confab_base_text_dup_body (const char *text, gsize max_bytes);

/* TRUE if every character may stand in XML 1.0 (section 2.2). */
gboolean confab_base_text_is_xml (const char *text);

/* The number in `text`: digits only, no sign, no space, at most `max`. FALSE otherwise, `value`
 * untouched. */
gboolean confab_base_text_parse_uint (const char *text, guint64 max, guint64 *value);

G_END_DECLS
