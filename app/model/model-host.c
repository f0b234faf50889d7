/* One host of this run. A copy of what was counted at one moment; it counts nothing itself, and
 * nothing of it is ever written down. */

#include "model/model-host.h"

struct _ConfabModelHost {
  GObject parent_instance;

  ConfabHostFacts facts; /* its strings are owned */
};

G_DEFINE_FINAL_TYPE (ConfabModelHost, confab_model_host, G_TYPE_OBJECT)

static void
confab_model_host_finalize (GObject *object) {
  ConfabModelHost *self = CONFAB_MODEL_HOST (object);

  g_free ((char *)self->facts.name);
  g_free ((char *)self->facts.through);
  G_OBJECT_CLASS (confab_model_host_parent_class)->finalize (object);
}

static void
confab_model_host_class_init (ConfabModelHostClass *class) {
  G_OBJECT_CLASS (class)->finalize = confab_model_host_finalize;
}

static void
confab_model_host_init (ConfabModelHost *self) {
}

ConfabModelHost *
confab_model_host_new (const ConfabHostFacts *facts) {
  ConfabModelHost *self = g_object_new (CONFAB_TYPE_MODEL_HOST, NULL);

  self->facts = *facts;
  self->facts.name = g_strdup (facts->name);
  self->facts.through = g_strdup (facts->through);
  return self;
}

const ConfabHostFacts *
confab_model_host_get (ConfabModelHost *self) {
  return &self->facts;
}
