#pragma once

/* The check by picture: mine is shown, theirs is read from a file, from what was
 * copied, or by the camera. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_CHECK_PICTURE (confab_check_picture_get_type ())
G_DECLARE_FINAL_TYPE (ConfabCheckPicture, confab_check_picture, CONFAB, CHECK_PICTURE, AdwBin)

/* Once. */
void confab_check_picture_set_contact (
    ConfabCheckPicture *self, ConfabCore *core, ConfabModelContact *contact);
/* What was read out of a picture, or pasted as text. */
void confab_check_picture_take (ConfabCheckPicture *self, const char *text);

/* Signals: "same": their keys are checked now; "differ": they are theirs, and others than those
 * that are used. Everything else is said in place. */

G_END_DECLS
