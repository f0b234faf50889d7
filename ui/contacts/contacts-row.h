#pragma once

/* A buddy in the list: face, name, address, presence, unread count, and a menu. A new row is empty
 * and has the height of a full one: a list makes some hundred rows at once, most of them far
 * outside the screen. */

#include <gtk/gtk.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_CONTACTS_ROW (confab_contacts_row_get_type ())
G_DECLARE_FINAL_TYPE (ConfabContactsRow, confab_contacts_row, CONFAB, CONTACTS_ROW, GtkBox)

/* Signal "clicked": pressed with the first button and nothing held. */
ConfabContactsRow *confab_contacts_row_new (ConfabCore *core);

/* Makes what is in the row; once is enough. */
void confab_contacts_row_fill (ConfabContactsRow *self);

/* NULL: none. `item` gets the words for screen readers as long as the contact is set; borrowed. */
void confab_contacts_row_set_contact (
    ConfabContactsRow *self, ConfabModelContact *contact, GtkListItem *item);

ConfabModelContact *confab_contacts_row_get_contact (ConfabContactsRow *self); /* nullable */

/* Opens the menu of the visible button. */
void confab_contacts_row_popup (ConfabContactsRow *self);

G_END_DECLS
