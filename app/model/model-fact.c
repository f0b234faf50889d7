/* One fact about a server. It keeps what it was given: reading and bounding is done where the
 * server's answer is read, and words are found on the screen. */

#include "model/model-fact.h"

struct _ConfabModelFact {
  GObject parent_instance;

  /* owned */
  char *text;
  char *id;

  ConfabFactKind kind;
  gint64 number;
};

G_DEFINE_FINAL_TYPE (ConfabModelFact, confab_model_fact, G_TYPE_OBJECT)

static void
confab_model_fact_finalize (GObject *object) {
  ConfabModelFact *self = CONFAB_MODEL_FACT (object);

  g_free (self->id);
  g_free (self->text);
  G_OBJECT_CLASS (confab_model_fact_parent_class)->finalize (object);
}

static void
confab_model_fact_class_init (ConfabModelFactClass *class) {
  G_OBJECT_CLASS (class)->finalize = confab_model_fact_finalize;
}

static void
confab_model_fact_init (ConfabModelFact *self) {
}

ConfabModelFact *
confab_model_fact_new (ConfabFactKind kind, gint64 number, const char *text, const char *id) {
  ConfabModelFact *self = g_object_new (CONFAB_TYPE_MODEL_FACT, NULL);

  self->kind = kind;
  self->number = number;
  self->text = g_strdup (text);
  self->id = g_strdup (id);
  return self;
}

ConfabFactKind
confab_model_fact_get_kind (ConfabModelFact *self) {
  return self->kind;
}

gint64
confab_model_fact_get_number (ConfabModelFact *self) {
  return self->number;
}

const char *
confab_model_fact_get_text (ConfabModelFact *self) {
  return self->text != NULL ? self->text : "";
}

const char *
confab_model_fact_get_id (ConfabModelFact *self) {
  return self->id;
}
