#pragma once

/* The buddies in the order of the screen: by section, then by name; filtered by what is typed. The
 * place of a row changes with presence, favourite, group and name, never with messages, so that
 * nothing moves under the pointer when somebody writes. */

#include <gtk/gtk.h>

#include "model/model-contact.h"

G_BEGIN_DECLS

/* Of the section that `contact` stands in, as of the last sorting: translated, or the name of a
 * group. Borrowed from the contact. */
const char *confab_contacts_order_get_title (ConfabModelContact *contact);
/* "Here", "Away", "Busy", "Signed off", "" if it cannot be seen. Translated; static. */
const char *confab_contacts_order_get_presence_word (ConfabModelContact *contact);

#define CONFAB_TYPE_CONTACTS_ORDER (confab_contacts_order_get_type ())
G_DECLARE_FINAL_TYPE (ConfabContactsOrder, confab_contacts_order, CONFAB, CONTACTS_ORDER, GObject)

/* Signal "sorted": sections may have other titles than before.
 * `contacts` of ConfabModelContact, `accounts` of ConfabModelAccount. */
ConfabContactsOrder *confab_contacts_order_new (GListModel *contacts, GListModel *accounts);

/* With sections (GtkSectionModel). Borrowed. */
GListModel *confab_contacts_order_get_model (ConfabContactsOrder *self);

/* Shows only whose name or address holds `text`; "" shows all. */
void confab_contacts_order_set_search (ConfabContactsOrder *self, const char *text);

G_END_DECLS
