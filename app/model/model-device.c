/* A device as the screen shows it: a copy of facts, taken at one moment. It decides nothing, and it
 * holds public keys only. */

#include "model/model-device.h"

#define IDENTITY_BYTES 32

struct _ConfabModelDevice {
  GObject parent_instance;

  ConfabModelDeviceFacts facts; /* its strings are owned */
};

G_DEFINE_FINAL_TYPE (ConfabModelDevice, confab_model_device, G_TYPE_OBJECT)

static void
confab_model_device_finalize (GObject *object) {
  ConfabModelDevice *self = CONFAB_MODEL_DEVICE (object);

  g_free ((char *)self->facts.address);
  g_free ((char *)self->facts.label);
  g_free ((char *)self->facts.digits);
  g_free ((char *)self->facts.words);
  g_free ((guint8 *)self->facts.identity);
  G_OBJECT_CLASS (confab_model_device_parent_class)->finalize (object);
}

static void
confab_model_device_class_init (ConfabModelDeviceClass *class) {
  G_OBJECT_CLASS (class)->finalize = confab_model_device_finalize;
}

static void
confab_model_device_init (ConfabModelDevice *self) {
}

ConfabModelDevice *
confab_model_device_new (const ConfabModelDeviceFacts *facts) {
  ConfabModelDevice *self = g_object_new (CONFAB_TYPE_MODEL_DEVICE, NULL);

  self->facts = *facts;
  self->facts.address = g_strdup (facts->address);
  self->facts.label = g_strdup (facts->label);
  self->facts.digits = g_strdup (facts->digits);
  self->facts.words = g_strdup (facts->words);
  self->facts.identity =
      facts->identity != NULL ? g_memdup2 (facts->identity, IDENTITY_BYTES) : NULL;
  return self;
}

const ConfabModelDeviceFacts *
confab_model_device_get_facts (ConfabModelDevice *self) {
  return &self->facts;
}
