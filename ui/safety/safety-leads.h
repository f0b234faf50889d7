#pragma once

/* The rows of the Safety page that lead from the register to what shows it. */

#include "safety/safety-page.h"

G_BEGIN_DECLS

/* To the block list (R04), to the server card (R13) and to the network page (R22). */
void confab_safety_leads_add (ConfabSafetyPage *page, ConfabCore *core);

G_END_DECLS
