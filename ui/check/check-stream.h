#pragma once

/* What a camera sees, as pictures for the screen and as the text of the codes in it: Confab's end
 * of the program that has the camera (check-camera-program.c). */

#include <gdk/gdk.h>

#include "check/check-frame.h"

G_BEGIN_DECLS

typedef struct _ConfabCheckStream ConfabCheckStream;

typedef enum {
  CONFAB_CHECK_STREAM_UNUSABLE, /* nothing was ever seen: no camera, nothing installed for it */
  CONFAB_CHECK_STREAM_LOST,     /* it had been there */
  CONFAB_CHECK_STREAM_TOO_LONG, /* CONFAB_CHECK_FRAME_SECONDS */
} ConfabCheckStreamEnd;

/* Never called after the stop. */
typedef struct {
  void (*see) (GdkTexture *texture, gpointer data); /* as in a mirror */
  void (*read) (const char *text, gpointer data);   /* as often as it is seen; valid UTF-8 */
  void (*end) (ConfabCheckStreamEnd end, gpointer data);
} ConfabCheckStreamTells;

/* `fd`: from confab_check_portal_open_camera, taken. `tells` must stay. Never NULL; what keeps it
 * from starting is told as an end. */
ConfabCheckStream *
confab_check_stream_start (int fd, const ConfabCheckStreamTells *tells, gpointer data);
/* Needed once for each start, also after the end. The program with the camera is killed. */
void confab_check_stream_stop (ConfabCheckStream *self);

G_END_DECLS
