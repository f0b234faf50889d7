#pragma once

/* The page of requests: one stranger at a time, with what is known about them, and three answers.
 */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_CONTACTS_REQUEST (confab_contacts_request_get_type ())
G_DECLARE_FINAL_TYPE (
    ConfabContactsRequest, confab_contacts_request, CONFAB, CONTACTS_REQUEST, AdwBin)

/* Signals: "accepted" (ConfabModelContact); "done": no request is left. */
ConfabContactsRequest *confab_contacts_request_new (ConfabCore *core);

/* Shows the first request again. */
void confab_contacts_request_start (ConfabContactsRequest *self);

/* Keyboard focus to the note, so that Enter answers nothing. */
void confab_contacts_request_focus (ConfabContactsRequest *self);

G_END_DECLS
