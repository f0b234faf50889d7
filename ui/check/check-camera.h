#pragma once

/* The camera on the screen: what it sees, what to hold before it, and the button that turns it off.
 * Of no use to anybody but for reading a code. */

#include <adwaita.h>

G_BEGIN_DECLS

#define CONFAB_TYPE_CHECK_CAMERA (confab_check_camera_get_type ())
G_DECLARE_FINAL_TYPE (ConfabCheckCamera, confab_check_camera, CONFAB, CHECK_CAMERA, AdwBin)

/* Only ever because the user pressed for it. Asks the desktop for the camera and turns it on;
 * `hint` says what to hold before it. Nothing if it is on already. */
void confab_check_camera_start (ConfabCheckCamera *self, const char *hint);
/* It stops by itself too: after CONFAB_CHECK_FRAME_SECONDS, and as soon as it is not in sight. */
void confab_check_camera_stop (ConfabCheckCamera *self);
gboolean confab_check_camera_is_on (ConfabCheckCamera *self);

/* Signals: "read" (string): the text of a code that was seen, as often as it is seen;
 * "off" (string, string): it was on, or asked for, and is no longer; the reason and what to do,
 * both NULL if it was switched off. */

G_END_DECLS
