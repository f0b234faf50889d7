#pragma once

/* A device of somebody, or of mine, as the screen shows it. A snapshot: it does not change; ask for
 * the list again. */

#include "model/model-types.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_MODEL_DEVICE (confab_model_device_get_type ())
G_DECLARE_FINAL_TYPE (ConfabModelDevice, confab_model_device, CONFAB, MODEL_DEVICE, GObject)

#define CONFAB_MODEL_CHECK_GROUPS 8
#define CONFAB_MODEL_CHECK_WORDS 12

typedef struct {
  guint32 id;
  const char *address;  /* bare; whose it is */
  const char *label;    /* name it was given, cleaned; nullable */
  gboolean is_own;      /* of my account */
  gboolean is_this;     /* this computer */
  gboolean is_listed;   /* in use now; otherwise it is gone */
  gboolean has_problem; /* its keys are missing or wrong */
  ConfabModelTrust trust;
  gint64 first_us, last_us, checked_us; /* first seen, last message, compared; 0: never */
  const char *digits;                   /* "04711 12345 ...": 8 groups of 5; nullable: no key yet */
  const char *words;                    /* 12 words, spaces between; nullable */
  const guint8 *identity;               /* 32 bytes; nullable */
} ConfabModelDeviceFacts;

/* Copies everything. */
ConfabModelDevice *confab_model_device_new (const ConfabModelDeviceFacts *facts);
/* Borrowed, valid as long as the object. */
const ConfabModelDeviceFacts *confab_model_device_get_facts (ConfabModelDevice *self);

G_END_DECLS
