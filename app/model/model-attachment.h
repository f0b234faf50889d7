#pragma once

/* A file that the user chose and has not sent: what stands in the line above the entry. What
 * was cleaned is held in memory, everything else is read when it is sent. */

#include <gio/gio.h>

#include "model/model-picture.h"

G_BEGIN_DECLS

/* What it may tell besides what it shows (R37). Zero claims least. */
typedef enum {
  CONFAB_ATTACHMENT_MAY_TELL = 0,  /* of a kind that cannot be cleaned here */
  CONFAB_ATTACHMENT_CLEANED,       /* place, camera and author were in it, and are gone */
  CONFAB_ATTACHMENT_CLEAN,         /* a picture with nothing of that in it */
  CONFAB_ATTACHMENT_TELLS_NOTHING, /* of a kind that has no place for it */
} ConfabAttachmentNote;

#define CONFAB_TYPE_MODEL_ATTACHMENT (confab_model_attachment_get_type ())
G_DECLARE_FINAL_TYPE (
    ConfabModelAttachment, confab_model_attachment, CONFAB, MODEL_ATTACHMENT, GObject)

/* Either `file` or `bytes`; both are kept. `name` as it may be shown, `neutral` for it where
 * the user does not want to tell it; `type`: MIME, nullable; `words`: what stands in it if it is
 * text, its beginning; nullable. */
ConfabModelAttachment *
confab_model_attachment_new (GFile *file, GBytes *bytes, const char *name, const char *neutral,
    const char *type, guint64 size, ConfabAttachmentNote note, const char *words);

/* Whether it goes without its own name. FALSE at first. */
void confab_model_attachment_set_is_neutral (ConfabModelAttachment *self, gboolean is_neutral);
/* As it goes. */
const char *confab_model_attachment_get_name (ConfabModelAttachment *self);
const char *confab_model_attachment_get_media (ConfabModelAttachment *self); /* nullable */
guint64 confab_model_attachment_get_size (ConfabModelAttachment *self);
ConfabAttachmentNote confab_model_attachment_get_note (ConfabModelAttachment *self);
const char *confab_model_attachment_get_words (ConfabModelAttachment *self); /* nullable */
/* What it shows; NULL: it is no picture, or cannot be shown. */
ConfabModelPicture *confab_model_attachment_get_picture (ConfabModelAttachment *self);
/* Of the same picture, smaller and with nothing in it but the picture; bytes, 0: there is none. */
guint64 confab_model_attachment_get_small_size (ConfabModelAttachment *self);
/* Whether the smaller one goes: then all of the above is said of it. FALSE at first, and where
 * there is none. */
void confab_model_attachment_set_is_small (ConfabModelAttachment *self, gboolean is_small);

/* For core only: before it is handed out. `small` is a JPEG file; all are nullable. */
void confab_model_attachment_set_picture (
    ConfabModelAttachment *self, ConfabModelPicture *picture, GBytes *small);
/* Borrowed, nullable: the one or the other. For core only. */
GFile *confab_model_attachment_get_file (ConfabModelAttachment *self);
GBytes *confab_model_attachment_get_bytes (ConfabModelAttachment *self);

G_END_DECLS
