#pragma once

/* A message that was kept one by one, and whose chat it stands in. */

#include "model/model-contact.h"
#include "model/model-message.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_MODEL_KEPT (confab_model_kept_get_type ())
G_DECLARE_FINAL_TYPE (ConfabModelKept, confab_model_kept, CONFAB, MODEL_KEPT, GObject)

ConfabModelKept *confab_model_kept_new (ConfabModelContact *contact, ConfabModelMessage *message);
ConfabModelContact *confab_model_kept_get_contact (ConfabModelKept *self);
ConfabModelMessage *confab_model_kept_get_message (ConfabModelKept *self);

G_END_DECLS
