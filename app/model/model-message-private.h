#pragma once

/* For the timeline, which keeps its rows in the order of their ids. */

#include "model/model-message.h"

G_BEGIN_DECLS

void confab_model_message_set_id (ConfabModelMessage *self, gint64 id);

G_END_DECLS
