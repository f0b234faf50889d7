#pragma once

/* What the program with the camera and Confab say to each other: one after another on a pipe, this
 * head in the computer's own order of bytes and what it announces. The pipe's end is the camera's.
 */

#include <glib.h>

G_BEGIN_DECLS

#define CONFAB_CHECK_FRAME_WIDTH 640 /* pixels, at most; 8 to 5 */
#define CONFAB_CHECK_FRAME_HEIGHT 400
#define CONFAB_CHECK_FRAME_MAX_TEXT 8192 /* bytes */
#define CONFAB_CHECK_FRAME_FD 3          /* where the program finds its link to PipeWire */
#define CONFAB_CHECK_FRAME_SECONDS 120   /* a camera is not on for longer */

typedef enum {
  CONFAB_CHECK_FRAME_PICTURE = 1, /* four bytes for each pixel: red, green, blue, nothing */
  CONFAB_CHECK_FRAME_TEXT,
} ConfabCheckFrameKind;

typedef struct {
  guint32 kind;
  guint32 width; /* of a picture */
  guint32 height;
  guint32 length; /* bytes that follow */
} ConfabCheckFrame;

G_END_DECLS
