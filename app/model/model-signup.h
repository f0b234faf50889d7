#pragma once

/* What a server wants to know for a new address, beyond a name and a password: filled in on the
 * screen, sent by the core. */

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  CONFAB_FIELD_TEXT = 0,
  CONFAB_FIELD_SECRET,
  CONFAB_FIELD_LINES,
  CONFAB_FIELD_CHOICE,
  CONFAB_FIELD_SWITCH, /* value "1" or "0" */
  CONFAB_FIELD_SAYS,   /* text to read, in the value */
} ConfabModelFieldKind;

#define CONFAB_TYPE_MODEL_FIELD (confab_model_field_get_type ())
G_DECLARE_FINAL_TYPE (ConfabModelField, confab_model_field, CONFAB, MODEL_FIELD, GObject)

/* `name`: on the wire. `label` and `help` nullable, cleaned lines. `picture`: PNG or JPEG of a
 * bounded size that belongs to the question; nullable. */
ConfabModelField *confab_model_field_new (ConfabModelFieldKind kind, const char *name,
    const char *label, const char *help, gboolean is_required, GBytes *picture);
ConfabModelFieldKind confab_model_field_get_kind (ConfabModelField *self);
const char *confab_model_field_get_name (ConfabModelField *self);
const char *confab_model_field_get_label (ConfabModelField *self); /* never NULL */
const char *confab_model_field_get_help (ConfabModelField *self);  /* nullable */
gboolean confab_model_field_is_required (ConfabModelField *self);
GBytes *confab_model_field_get_picture (ConfabModelField *self);   /* nullable */
const char *confab_model_field_get_value (ConfabModelField *self); /* never NULL */
void confab_model_field_set_value (ConfabModelField *self, const char *value);
/* Choices: value and words for each. */
void confab_model_field_add_choice (ConfabModelField *self, const char *value, const char *label);
guint confab_model_field_get_n_choices (ConfabModelField *self);
const char *confab_model_field_get_choice (ConfabModelField *self, guint n);
const char *confab_model_field_get_choice_label (ConfabModelField *self, guint n);

#define CONFAB_TYPE_MODEL_SIGNUP (confab_model_signup_get_type ())
G_DECLARE_FINAL_TYPE (ConfabModelSignup, confab_model_signup, CONFAB, MODEL_SIGNUP, GObject)

/* `instructions`: the server's words, nullable. `page`: address of a web page of the server, to be
 * shown as text, nullable; `needs_page`: only there can an address be made. */
ConfabModelSignup *confab_model_signup_new (
    const char *domain, const char *instructions, const char *page, gboolean needs_page);
const char *confab_model_signup_get_domain (ConfabModelSignup *self);
const char *confab_model_signup_get_instructions (ConfabModelSignup *self);
const char *confab_model_signup_get_page (ConfabModelSignup *self);
gboolean confab_model_signup_needs_page (ConfabModelSignup *self);
/* GListStore of ConfabModelField: all but name and password. Borrowed. */
GListStore *confab_model_signup_get_fields (ConfabModelSignup *self);

G_END_DECLS
