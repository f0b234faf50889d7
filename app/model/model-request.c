/* The one short note of somebody who is no buddy, as the request page shows it.
 * It refuses to change after it was made: an answer takes it off its account's list. */

#include "model/model-request.h"

struct _ConfabModelRequest {
  GObject parent_instance;

  ConfabModelAccount *account; /* weak: the account owns its requests */
  char *address;               /* owned */
  char *note;                  /* owned, nullable */
  char *looks_like;            /* owned, nullable */
  gint64 time_us;
};

G_DEFINE_FINAL_TYPE (ConfabModelRequest, confab_model_request, G_TYPE_OBJECT)

static void
confab_model_request_finalize (GObject *object) {
  ConfabModelRequest *self = CONFAB_MODEL_REQUEST (object);

  g_clear_weak_pointer (&self->account);
  g_free (self->address);
  g_free (self->note);
  g_free (self->looks_like);
  G_OBJECT_CLASS (confab_model_request_parent_class)->finalize (object);
}

static void
confab_model_request_class_init (ConfabModelRequestClass *class) {
  G_OBJECT_CLASS (class)->finalize = confab_model_request_finalize;
}

static void
confab_model_request_init (ConfabModelRequest *self) {
}

ConfabModelRequest *
confab_model_request_new (ConfabModelAccount *account, const char *address, const char *note,
    gint64 time_us, const char *looks_like) {
  ConfabModelRequest *self = g_object_new (CONFAB_TYPE_MODEL_REQUEST, NULL);

  g_set_weak_pointer (&self->account, account);
  self->address = g_strdup (address);
  self->note = g_strdup (note);
  self->looks_like = g_strdup (looks_like);
  self->time_us = time_us;
  return self;
}

ConfabModelAccount *
confab_model_request_get_account (ConfabModelRequest *self) {
  return self->account;
}

const char *
confab_model_request_get_address (ConfabModelRequest *self) {
  return self->address;
}

const char *
confab_model_request_get_note (ConfabModelRequest *self) {
  return self->note;
}

gint64
confab_model_request_get_time_us (ConfabModelRequest *self) {
  return self->time_us;
}

const char *
confab_model_request_get_looks_like (ConfabModelRequest *self) {
  return self->looks_like;
}
