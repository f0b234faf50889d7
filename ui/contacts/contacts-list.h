#pragma once

/* The buddy list with its search. Signals: "chosen" (ConfabModelContact): selected, its chat is to
 * be shown; "opened" (ConfabModelContact): pressed or Enter, its chat is to have the keyboard too;
 * "given" (ConfabModelContact, GValue): a GdkFileList or a GdkTexture was dropped on them. */

#include <gtk/gtk.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_CONTACTS_LIST (confab_contacts_list_get_type ())
G_DECLARE_FINAL_TYPE (ConfabContactsList, confab_contacts_list, CONFAB, CONTACTS_LIST, GtkBox)

void confab_contacts_list_set_core (ConfabContactsList *self, ConfabCore *core);

/* Selects without "chosen"; NULL: none. */
void confab_contacts_list_select (ConfabContactsList *self, ConfabModelContact *contact);

void confab_contacts_list_start_search (ConfabContactsList *self);
/* Keyboard focus to the selected or first row, or to the button of the empty list. */
void confab_contacts_list_focus (ConfabContactsList *self);

G_END_DECLS
