#pragma once

/* The private list (R09): one's own words, names and numbers that are asked about before they go to
 * somebody who is not known in life. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_SAFETY_LIST (confab_safety_list_get_type ())
G_DECLARE_FINAL_TYPE (ConfabSafetyList, confab_safety_list, CONFAB, SAFETY_LIST, AdwDialog)

/* Over `parent`. */
void confab_safety_list_present (GtkWidget *parent, ConfabCore *core);

/* A row that leads there, by the action "win.private-list"; for the Safety page. */
GtkWidget *confab_safety_list_row_new (void);

/* What is shown of a word: its edges and how long it is; and the same for a screen reader. Returns:
 * (transfer full) */
char *confab_safety_list_dup_hint (ConfabModelWord *word);
char *confab_safety_list_dup_spoken (ConfabModelWord *word);

G_END_DECLS
