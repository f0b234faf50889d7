#pragma once

/* What shows that the three promises are kept, counted in this run and nowhere stored. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

/* One sentence with a number or a time from now. Returns: (transfer full) */
char *confab_safety_evidence_dup_words (ConfabCore *core, ConfabPromise promise);

/* What left this computer, by kind. */
AdwNavigationPage *confab_safety_evidence_told_page_new (ConfabCore *core);
/* The four who may keep a chat. */
AdwNavigationPage *confab_safety_evidence_keepers_page_new (void);

G_END_DECLS
