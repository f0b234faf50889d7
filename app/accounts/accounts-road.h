#pragma once

/* How lines to servers leave this computer (R16), of all accounts of a profile and of each. */

#include "model/model-road.h"
#include "net/net-endpoints.h"
#include "store/store-accounts.h"

G_BEGIN_DECLS

typedef struct _ConfabAccountsRoads ConfabAccountsRoads;

/* The way of all accounts is CLOSED until it is set. `random` is borrowed and outlives it. */
ConfabAccountsRoads *confab_accounts_roads_new (const ConfabRandom *random);
void confab_accounts_roads_free (ConfabAccountsRoads *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabAccountsRoads, confab_accounts_roads_free)

/* `road` is copied; AS_ALL counts as CLOSED. Lines that are open stay. */
void confab_accounts_roads_set (ConfabAccountsRoads *self, const ConfabModelRoad *road);
/* Borrowed until it is set again. */
const ConfabModelRoad *confab_accounts_roads_get (ConfabAccountsRoads *self);
/* What `own` comes to. Borrowed, as `own` and as the way of all. */
const ConfabModelRoad *
confab_accounts_roads_follow (ConfabAccountsRoads *self, const ConfabModelRoad *own);

G_END_DECLS
