#pragma once

/* A text that is too long for a bubble: its beginning, and all of it in a sheet of its own. */

#include <adwaita.h>

G_BEGIN_DECLS

/* What a bubble shows of `text`: the beginning of a long one, which ends in "…" and never within a
 * link; "(empty)" for one in which nothing can be seen. NULL: all of it. Returns: (transfer full)
 * (nullable) */
char *confab_chat_long_dup_shown (const char *text);
/* Is there more of it than a bubble shows? */
gboolean confab_chat_long_is_cut (const char *text);

/* The whole of `text`, which `name` wrote (NULL: I did), over `parent`. */
void confab_chat_long_present (GtkWidget *parent, const char *text, const char *name);

G_END_DECLS
