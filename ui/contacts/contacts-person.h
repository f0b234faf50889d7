#pragma once

/* What the user makes of a buddy: name, emoji, groups, favourite, "tell me when they are here". */

#include "core/core.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define CONFAB_TYPE_CONTACTS_PERSON (confab_contacts_person_get_type ())
G_DECLARE_FINAL_TYPE (
    ConfabContactsPerson, confab_contacts_person, CONFAB, CONTACTS_PERSON, AdwDialog)

/* Presents the dialog over `parent`. Each change is kept at once; what goes wrong is said in the
 * dialog, and the row shows again what is so. */
void
confab_contacts_person_present (ConfabCore *core, ConfabModelContact *contact, GtkWidget *parent);

G_END_DECLS
