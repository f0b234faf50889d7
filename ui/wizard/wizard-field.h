#pragma once

/* One thing that a server asks for a new address, as a row. */

#include <adwaita.h>

#include "model/model-signup.h"

G_BEGIN_DECLS

/* The row writes what is typed into `field`. A picture of the question stands above it. Returns:
 * (transfer floating) */
GtkWidget *confab_wizard_field_row_new (ConfabModelField *field);

G_END_DECLS
