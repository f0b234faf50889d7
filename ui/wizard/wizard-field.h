#pragma once

/* One thing that a server asks for a new address, as a row. */

#include <adwaita.h>

#include "model/model-signup.h"

G_BEGIN_DECLS

/* The row writes what is typed into `field`. A picture of the question stands above it. Returns:
 * (transfer floating) */
GtkWidget *confab_wizard_field_row_new (ConfabModelField *field);

/* For a form that insists on a name: puts a made-up one into `row` and returns the line that says
 * so and offers another; NULL for every other question. Returns: (transfer floating) (nullable) */
GtkWidget *confab_wizard_field_offer_new (ConfabModelField *field, GtkWidget *row);

G_END_DECLS
