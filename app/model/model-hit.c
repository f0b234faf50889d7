/* One row of what was found. Its line is wiped when it goes. */

#include "model/model-hit.h"

#include <string.h>

struct _ConfabModelHit {
  GObject parent_instance;

  ConfabModelContact *contact; /* owned */
  char *snippet;               /* owned */
  gint64 id;
  gint64 time_us;
  gboolean is_own;
  gsize marks[2 * CONFAB_MODEL_HIT_MAX_MARKS];
  guint n_marks;
};

G_DEFINE_FINAL_TYPE (ConfabModelHit, confab_model_hit, G_TYPE_OBJECT)

static void
confab_model_hit_finalize (GObject *object) {
  ConfabModelHit *self = CONFAB_MODEL_HIT (object);

  explicit_bzero (self->snippet, strlen (self->snippet));
  g_free (self->snippet);
  g_clear_object (&self->contact);
  G_OBJECT_CLASS (confab_model_hit_parent_class)->finalize (object);
}

static void
confab_model_hit_class_init (ConfabModelHitClass *class) {
  G_OBJECT_CLASS (class)->finalize = confab_model_hit_finalize;
}

static void
confab_model_hit_init (ConfabModelHit *self) {
}

ConfabModelHit *
confab_model_hit_new (ConfabModelContact *contact, gint64 id, gboolean is_own, gint64 time_us,
    const char *snippet, const gsize *marks, guint n_marks) {
  ConfabModelHit *self = g_object_new (CONFAB_TYPE_MODEL_HIT, NULL);

  self->contact = g_object_ref (contact);
  self->id = id;
  self->is_own = is_own;
  self->time_us = time_us;
  self->snippet = g_strdup (snippet);
  self->n_marks = MIN (n_marks, CONFAB_MODEL_HIT_MAX_MARKS);
  for (guint i = 0; i < 2 * self->n_marks; i++)
    self->marks[i] = marks[i];
  return self;
}

ConfabModelContact *
confab_model_hit_get_contact (ConfabModelHit *self) {
  return self->contact;
}

gint64
confab_model_hit_get_id (ConfabModelHit *self) {
  return self->id;
}

gboolean
confab_model_hit_is_own (ConfabModelHit *self) {
  return self->is_own;
}

gint64
confab_model_hit_get_time_us (ConfabModelHit *self) {
  return self->time_us;
}

const char *
confab_model_hit_get_snippet (ConfabModelHit *self) {
  return self->snippet;
}

const gsize *
confab_model_hit_get_marks (ConfabModelHit *self, guint *n_marks) {
  *n_marks = self->n_marks;
  return self->marks;
}
