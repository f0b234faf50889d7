#pragma once

/* Files and pictures that are dropped on a buddy. */

#include <gtk/gtk.h>

#include "model/model-contact.h"

G_BEGIN_DECLS

/* `value` is a GdkFileList or a GdkTexture. */
typedef void (*ConfabContactsDropFunc) (
    GtkWidget *view, ConfabModelContact *contact, const GValue *value);

/* Calls `function` for what is dropped on a row of `view`, whose row shows that it would be taken.
 * Once. */
void confab_contacts_drop_listen (GtkWidget *view, ConfabContactsDropFunc function);

G_END_DECLS
