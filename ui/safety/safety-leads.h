#pragma once

/* The rows of the Safety page that lead from the register to what shows it. */

#include "safety/safety-page.h"

G_BEGIN_DECLS

/* To the block list (R04), to the server card (R13) and to the network page (R22); and what files
 * take (R24), counted anew each time the page is shown. */
void confab_safety_leads_add (ConfabSafetyPage *page, ConfabCore *core);

G_END_DECLS
