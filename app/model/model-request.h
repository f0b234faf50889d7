#pragma once

/* Somebody who is no buddy would like to talk. */

#include "model/model-account.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_MODEL_REQUEST (confab_model_request_get_type ())
G_DECLARE_FINAL_TYPE (ConfabModelRequest, confab_model_request, CONFAB, MODEL_REQUEST, GObject)

ConfabModelRequest *confab_model_request_new (ConfabModelAccount *account, const char *address,
    const char *note, gint64 time_us, const char *looks_like);
ConfabModelAccount *confab_model_request_get_account (ConfabModelRequest *self);
const char *confab_model_request_get_address (ConfabModelRequest *self);
const char *
confab_model_request_get_note (ConfabModelRequest *self); /* nullable; plain text of a stranger */
gint64 confab_model_request_get_time_us (ConfabModelRequest *self);
const char *confab_model_request_get_looks_like (
    ConfabModelRequest *self); /* name or address of a buddy it may be taken for; nullable */

G_END_DECLS
