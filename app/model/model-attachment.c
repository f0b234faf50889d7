/* A file that the user chose and has not sent. Refuses to say more than it was told: who makes one
 * has cleaned what could be cleaned. */

#include "model/model-attachment.h"

#include <string.h>

struct _ConfabModelAttachment {
  GObject parent_instance;

  GFile *file;   /* owned, nullable */
  GBytes *bytes; /* owned, nullable */
  char *name;    /* owned */
  char *neutral; /* owned */
  char *media;   /* owned, nullable */
  char *words;   /* owned, nullable */
  guint64 size;
  gboolean is_neutral;
  ConfabAttachmentNote note;

  ConfabModelPicture *picture; /* owned, nullable */
  GBytes *small;               /* owned, nullable */
  char *small_name;
  char *small_neutral;
  gboolean is_small;
};

G_DEFINE_FINAL_TYPE (ConfabModelAttachment, confab_model_attachment, G_TYPE_OBJECT)

static void
confab_model_attachment_finalize (GObject *object) {
  ConfabModelAttachment *self = CONFAB_MODEL_ATTACHMENT (object);

  g_clear_object (&self->file);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->name);
  g_free (self->neutral);
  g_free (self->media);
  g_free (self->words);
  g_clear_pointer (&self->picture, confab_model_picture_unref);
  g_clear_pointer (&self->small, g_bytes_unref);
  g_free (self->small_name);
  g_free (self->small_neutral);
  G_OBJECT_CLASS (confab_model_attachment_parent_class)->finalize (object);
}

static void
confab_model_attachment_class_init (ConfabModelAttachmentClass *class) {
  G_OBJECT_CLASS (class)->finalize = confab_model_attachment_finalize;
}

static void
confab_model_attachment_init (ConfabModelAttachment *self) {
}

ConfabModelAttachment *
confab_model_attachment_new (GFile *file, GBytes *bytes, const char *name, const char *neutral,
    const char *type, guint64 size, ConfabAttachmentNote note, const char *words) {
  ConfabModelAttachment *self = g_object_new (CONFAB_TYPE_MODEL_ATTACHMENT, NULL);

  self->file = file != NULL ? g_object_ref (file) : NULL;
  self->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  self->name = g_strdup (name != NULL ? name : "");
  self->neutral = g_strdup (neutral != NULL ? neutral : "");
  self->media = g_strdup (type);
  self->words = g_strdup (words);
  self->size = size;
  self->note = note;
  return self;
}

void
confab_model_attachment_set_is_neutral (ConfabModelAttachment *self, gboolean is_neutral) {
  self->is_neutral = is_neutral;
}

const char *
confab_model_attachment_get_name (ConfabModelAttachment *self) {
  if (self->is_small)
    return self->is_neutral ? self->small_neutral : self->small_name;
  return self->is_neutral ? self->neutral : self->name;
}

const char *
confab_model_attachment_get_media (ConfabModelAttachment *self) {
  return self->is_small ? "image/jpeg" : self->media;
}

const char *
confab_model_attachment_get_words (ConfabModelAttachment *self) {
  return self->words;
}

guint64
confab_model_attachment_get_size (ConfabModelAttachment *self) {
  return self->is_small ? g_bytes_get_size (self->small) : self->size;
}

/* What could not be cleaned is left behind with the file that it was in. */
ConfabAttachmentNote
confab_model_attachment_get_note (ConfabModelAttachment *self) {
  return self->is_small && self->note == CONFAB_ATTACHMENT_MAY_TELL ? CONFAB_ATTACHMENT_CLEANED
                                                                    : self->note;
}

GFile *
confab_model_attachment_get_file (ConfabModelAttachment *self) {
  return self->is_small ? NULL : self->file;
}

GBytes *
confab_model_attachment_get_bytes (ConfabModelAttachment *self) {
  return self->is_small ? self->small : self->bytes;
}

ConfabModelPicture *
confab_model_attachment_get_picture (ConfabModelAttachment *self) {
  return self->picture;
}

guint64
confab_model_attachment_get_small_size (ConfabModelAttachment *self) {
  return self->small != NULL ? g_bytes_get_size (self->small) : 0;
}

void
confab_model_attachment_set_is_small (ConfabModelAttachment *self, gboolean is_small) {
  self->is_small = is_small && self->small != NULL;
}

/* "holiday.heic" is "holiday.jpg" then. */
static char *
dup_jpeg_name (const char *name) {
  const char *dot = strrchr (name, '.');
  gsize length = dot != NULL && dot != name ? (gsize)(dot - name) : strlen (name);

  return g_strdup_printf ("%.*s.jpg", (int)length, name);
}

void
confab_model_attachment_set_picture (
    ConfabModelAttachment *self, ConfabModelPicture *picture, GBytes *small) {
  g_return_if_fail (self->picture == NULL && self->small == NULL);

  self->picture = picture != NULL ? confab_model_picture_ref (picture) : NULL;
  self->small = small != NULL ? g_bytes_ref (small) : NULL;
  self->small_name = dup_jpeg_name (self->name);
  self->small_neutral = dup_jpeg_name (self->neutral);
}
