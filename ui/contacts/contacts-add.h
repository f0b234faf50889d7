#pragma once

/* Add a buddy: address, my name for them, known in life or not, and the one short note. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_CONTACTS_ADD (confab_contacts_add_get_type ())
G_DECLARE_FINAL_TYPE (ConfabContactsAdd, confab_contacts_add, CONFAB, CONTACTS_ADD, AdwDialog)

/* Signal "added" (ConfabModelContact). Closes itself after a success. */
ConfabContactsAdd *confab_contacts_add_new (ConfabCore *core);

G_END_DECLS
