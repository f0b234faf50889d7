#pragma once

/* What left this computer towards people, counted by class and person, in memory only. */

#include "safety/safety-judges.h"

G_BEGIN_DECLS

typedef struct _ConfabLedger ConfabLedger;

ConfabLedger *confab_safety_ledger_new (void);
void confab_safety_ledger_free (ConfabLedger *ledger);
/* `who` is a bare address; beyond 10,000 people the rest is counted under "". */
void confab_safety_ledger_count (ConfabLedger *ledger, ConfabDiscloseClass class, const char *who);
guint
confab_safety_ledger_get (const ConfabLedger *ledger, ConfabDiscloseClass class, const char *who);
/* NULL: everybody. */
guint confab_safety_ledger_get_total (const ConfabLedger *ledger, ConfabDiscloseClass class);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabLedger, confab_safety_ledger_free)

G_END_DECLS
