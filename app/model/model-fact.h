#pragma once

/* One thing that is known of a server, or that it says of itself; what it means is in
 * safety/safety-fact.h. Immutable. */

#include <glib-object.h>

#include "safety/safety-fact.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_MODEL_FACT (confab_model_fact_get_type ())
G_DECLARE_FINAL_TYPE (ConfabModelFact, confab_model_fact, CONFAB, MODEL_FACT, GObject)

/* `text` is bounded and clean already; nullable, as is `id`: by what the server knows a device that
 * can be shut out there. Only to be given back to it. */
ConfabModelFact *
confab_model_fact_new (ConfabFactKind kind, gint64 number, const char *text, const char *id);

ConfabFactKind confab_model_fact_get_kind (ConfabModelFact *self);
gint64 confab_model_fact_get_number (ConfabModelFact *self);
const char *confab_model_fact_get_text (ConfabModelFact *self); /* "" for none; borrowed */
const char *confab_model_fact_get_id (ConfabModelFact *self);   /* borrowed, nullable */

G_END_DECLS
