/* What a link says, as plain text for the screen. It decides nothing and trusts nothing of it. */

#include "model/model-invite.h"

struct _ConfabModelInvite {
  GObject parent_instance;

  char *who;
  char *name;
  char *domain;
  char *local;
  char *token;
};

G_DEFINE_FINAL_TYPE (ConfabModelInvite, confab_model_invite, G_TYPE_OBJECT)

static void
confab_model_invite_finalize (GObject *object) {
  ConfabModelInvite *self = CONFAB_MODEL_INVITE (object);

  g_free (self->who);
  g_free (self->name);
  g_free (self->domain);
  g_free (self->local);
  g_free (self->token);
  G_OBJECT_CLASS (confab_model_invite_parent_class)->finalize (object);
}

static void
confab_model_invite_class_init (ConfabModelInviteClass *class) {
  G_OBJECT_CLASS (class)->finalize = confab_model_invite_finalize;
}

static void
confab_model_invite_init (ConfabModelInvite *self) {
}

ConfabModelInvite *
confab_model_invite_new (
    const char *who, const char *name, const char *domain, const char *local, const char *token) {
  ConfabModelInvite *self = g_object_new (CONFAB_TYPE_MODEL_INVITE, NULL);

  self->who = g_strdup (who);
  self->name = g_strdup (name);
  self->domain = g_strdup (domain);
  self->local = g_strdup (local);
  self->token = g_strdup (token);
  return self;
}

const char *
confab_model_invite_get_who (ConfabModelInvite *self) {
  return self->who;
}

const char *
confab_model_invite_get_name (ConfabModelInvite *self) {
  return self->name;
}

const char *
confab_model_invite_get_domain (ConfabModelInvite *self) {
  return self->domain;
}

const char *
confab_model_invite_get_local (ConfabModelInvite *self) {
  return self->local;
}

const char *
confab_model_invite_get_token (ConfabModelInvite *self) {
  return self->token;
}
