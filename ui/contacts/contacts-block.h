#pragma once

/* Blocking: one sheet that says what it means, for a buddy, for who left a request, or for any
 * address or server. */

#include "core/core.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define CONFAB_TYPE_CONTACTS_BLOCK (confab_contacts_block_get_type ())
G_DECLARE_FINAL_TYPE (ConfabContactsBlock, confab_contacts_block, CONFAB, CONTACTS_BLOCK, AdwDialog)

/* Presents the sheet over `parent`. Nothing happens before Block is pressed; what goes wrong is
 * said in the sheet. */
void confab_contacts_block_buddy (ConfabCore *core, ConfabModelContact *contact, GtkWidget *parent);
void
confab_contacts_block_request (ConfabCore *core, ConfabModelRequest *request, GtkWidget *parent);
/* `address` as it was typed: of a person, or of a server. */
void confab_contacts_block_address (
    ConfabCore *core, ConfabModelAccount *account, const char *address, GtkWidget *parent);

/* Lets a buddy through again, if they are blocked themselves and not with their whole server; what
 * goes wrong is said in a toast of the window. FALSE: it is their server. */
gboolean
confab_contacts_block_undo (ConfabCore *core, ConfabModelContact *contact, GtkWidget *parent);

G_END_DECLS
