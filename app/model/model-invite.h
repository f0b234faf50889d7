#pragma once

/* An invitation that was read: what it would do. Whoever made the link wrote all of it. */

#include <glib-object.h>

G_BEGIN_DECLS

#define CONFAB_TYPE_MODEL_INVITE (confab_model_invite_get_type ())
G_DECLARE_FINAL_TYPE (ConfabModelInvite, confab_model_invite, CONFAB, MODEL_INVITE, GObject)

/* All nullable, but `who` or `domain` is there. */
ConfabModelInvite *confab_model_invite_new (
    const char *who, const char *name, const char *domain, const char *local, const char *token);
/* The address of the buddy that it brings. */
const char *confab_model_invite_get_who (ConfabModelInvite *self);
/* What the link calls them. */
const char *confab_model_invite_get_name (ConfabModelInvite *self);
/* The server where an address may be had by it. */
const char *confab_model_invite_get_domain (ConfabModelInvite *self);
/* The name that is kept for it there. */
const char *confab_model_invite_get_local (ConfabModelInvite *self);

/* ---- for the core only ---- */
const char *confab_model_invite_get_token (ConfabModelInvite *self);

G_END_DECLS
