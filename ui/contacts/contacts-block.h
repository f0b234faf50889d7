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

typedef enum {
  CONFAB_CONTACTS_BLOCK_NOT = 0,
  CONFAB_CONTACTS_BLOCK_BUDDY,  /* they themselves: that can be undone alone */
  CONFAB_CONTACTS_BLOCK_SERVER, /* their whole server, whether they are or not */
} ConfabContactsBlockState;

/* Follows the contact's "blocked", which is notified too while only the state changes. */
ConfabContactsBlockState confab_contacts_block_get_state (ConfabModelContact *contact);
/* Of a menu item: what it would do about that. Static. */
const char *confab_contacts_block_get_label (ConfabModelContact *contact);
/* Lets a buddy through again; what goes wrong is said in a toast of the window. */
void confab_contacts_block_undo (ConfabCore *core, ConfabModelContact *contact, GtkWidget *parent);

G_END_DECLS
