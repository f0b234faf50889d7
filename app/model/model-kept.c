/* One row of the Kept page. It holds what it was given: the message goes from memory, wiped, when
 * the page lets go of it. */

#include "model/model-kept.h"

struct _ConfabModelKept {
  GObject parent_instance;

  /* owned */
  ConfabModelContact *contact;
  ConfabModelMessage *message;
};

G_DEFINE_FINAL_TYPE (ConfabModelKept, confab_model_kept, G_TYPE_OBJECT)

static void
confab_model_kept_finalize (GObject *object) {
  ConfabModelKept *self = CONFAB_MODEL_KEPT (object);

  g_clear_object (&self->contact);
  g_clear_object (&self->message);
  G_OBJECT_CLASS (confab_model_kept_parent_class)->finalize (object);
}

static void
confab_model_kept_class_init (ConfabModelKeptClass *class) {
  G_OBJECT_CLASS (class)->finalize = confab_model_kept_finalize;
}

static void
confab_model_kept_init (ConfabModelKept *self) {
}

ConfabModelKept *
confab_model_kept_new (ConfabModelContact *contact, ConfabModelMessage *message) {
  ConfabModelKept *self = g_object_new (CONFAB_TYPE_MODEL_KEPT, NULL);

  self->contact = g_object_ref (contact);
  self->message = g_object_ref (message);
  return self;
}

ConfabModelContact *
confab_model_kept_get_contact (ConfabModelKept *self) {
  return self->contact;
}

ConfabModelMessage *
confab_model_kept_get_message (ConfabModelKept *self) {
  return self->message;
}
