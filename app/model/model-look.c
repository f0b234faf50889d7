/* What others can see, one line of it. Text from the server is shown as one bounded line and never
 * as anything else; who can see it counts as everybody where the server does not say. */

#include "model/model-look.h"

#include "base/base-text.h"

struct _ConfabModelLook {
  GObject parent_instance;

  /* owned */
  char *text;
  char *node;
  char *part;

  ConfabLookKind kind;
  ConfabLookWho who;
};

G_DEFINE_FINAL_TYPE (ConfabModelLook, confab_model_look, G_TYPE_OBJECT)

static void
confab_model_look_finalize (GObject *object) {
  ConfabModelLook *self = CONFAB_MODEL_LOOK (object);

  g_free (self->text);
  g_free (self->node);
  g_free (self->part);
  G_OBJECT_CLASS (confab_model_look_parent_class)->finalize (object);
}

static void
confab_model_look_class_init (ConfabModelLookClass *class) {
  G_OBJECT_CLASS (class)->finalize = confab_model_look_finalize;
}

static void
confab_model_look_init (ConfabModelLook *self) {
}

ConfabModelLook *
confab_model_look_new (
    ConfabLookKind kind, ConfabLookWho who, const char *text, const char *node, const char *part) {
  ConfabModelLook *self = g_object_new (CONFAB_TYPE_MODEL_LOOK, NULL);

  self->kind = kind;
  self->who = who;
  self->text = confab_base_text_dup_line (text, CONFAB_MODEL_MAX_LOOK_TEXT);
  self->node = g_strdup (node);
  self->part = g_strdup (part);
  return self;
}

ConfabLookKind
confab_model_look_get_kind (ConfabModelLook *self) {
  return self->kind;
}

ConfabLookWho
confab_model_look_get_who (ConfabModelLook *self) {
  return self->who;
}

const char *
confab_model_look_get_text (ConfabModelLook *self) {
  return self->text != NULL ? self->text : "";
}

const char *
confab_model_look_get_node (ConfabModelLook *self) {
  return self->node;
}

const char *
confab_model_look_get_part (ConfabModelLook *self) {
  return self->part;
}

gboolean
confab_model_look_is_open (ConfabModelLook *self) {
  return self->who == CONFAB_LOOK_WHO_EVERYBODY || self->who == CONFAB_LOOK_WHO_UNKNOWN;
}
