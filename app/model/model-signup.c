/* The form of a new address as the screen sees it. It holds what was typed, but never the password,
 * which goes beside it in locked memory. */

#include "model/model-signup.h"

struct _ConfabModelField {
  GObject parent_instance;

  ConfabModelFieldKind kind;
  char *name;
  char *label;
  char *help;
  char *value;
  GBytes *picture;
  GPtrArray *choices;
  GPtrArray *choice_labels;
  gboolean is_required;
};

G_DEFINE_FINAL_TYPE (ConfabModelField, confab_model_field, G_TYPE_OBJECT)

static void
confab_model_field_finalize (GObject *object) {
  ConfabModelField *self = CONFAB_MODEL_FIELD (object);

  g_free (self->name);
  g_free (self->label);
  g_free (self->help);
  g_free (self->value);
  g_clear_pointer (&self->picture, g_bytes_unref);
  g_ptr_array_unref (self->choices);
  g_ptr_array_unref (self->choice_labels);
  G_OBJECT_CLASS (confab_model_field_parent_class)->finalize (object);
}

static void
confab_model_field_class_init (ConfabModelFieldClass *class) {
  G_OBJECT_CLASS (class)->finalize = confab_model_field_finalize;
}

static void
confab_model_field_init (ConfabModelField *self) {
  self->choices = g_ptr_array_new_with_free_func (g_free);
  self->choice_labels = g_ptr_array_new_with_free_func (g_free);
  self->value = g_strdup ("");
}

ConfabModelField *
confab_model_field_new (ConfabModelFieldKind kind, const char *name, const char *label,
    const char *help, gboolean is_required, GBytes *picture) {
  ConfabModelField *self = g_object_new (CONFAB_TYPE_MODEL_FIELD, NULL);

  self->kind = kind;
  self->name = g_strdup (name);
  self->label = g_strdup (label != NULL ? label : name != NULL ? name : "");
  self->help = g_strdup (help);
  self->is_required = is_required;
  self->picture = picture != NULL ? g_bytes_ref (picture) : NULL;
  return self;
}

ConfabModelFieldKind
confab_model_field_get_kind (ConfabModelField *self) {
  return self->kind;
}

const char *
confab_model_field_get_name (ConfabModelField *self) {
  return self->name;
}

const char *
confab_model_field_get_label (ConfabModelField *self) {
  return self->label;
}

const char *
confab_model_field_get_help (ConfabModelField *self) {
  return self->help;
}

gboolean
confab_model_field_is_required (ConfabModelField *self) {
  return self->is_required;
}

GBytes *
confab_model_field_get_picture (ConfabModelField *self) {
  return self->picture;
}

const char *
confab_model_field_get_value (ConfabModelField *self) {
  return self->value;
}

void
confab_model_field_set_value (ConfabModelField *self, const char *value) {
  g_set_str (&self->value, value != NULL ? value : "");
}

void
confab_model_field_add_choice (ConfabModelField *self, const char *value, const char *label) {
  g_ptr_array_add (self->choices, g_strdup (value));
  g_ptr_array_add (self->choice_labels, g_strdup (label));
}

guint
confab_model_field_get_n_choices (ConfabModelField *self) {
  return self->choices->len;
}

const char *
confab_model_field_get_choice (ConfabModelField *self, guint n) {
  return n < self->choices->len ? g_ptr_array_index (self->choices, n) : NULL;
}

const char *
confab_model_field_get_choice_label (ConfabModelField *self, guint n) {
  return n < self->choice_labels->len ? g_ptr_array_index (self->choice_labels, n) : NULL;
}

/* ---- the form ---- */

struct _ConfabModelSignup {
  GObject parent_instance;

  char *domain;
  char *instructions;
  char *page;
  GListStore *fields;
  gboolean needs_page;
};

G_DEFINE_FINAL_TYPE (ConfabModelSignup, confab_model_signup, G_TYPE_OBJECT)

static void
confab_model_signup_finalize (GObject *object) {
  ConfabModelSignup *self = CONFAB_MODEL_SIGNUP (object);

  g_free (self->domain);
  g_free (self->instructions);
  g_free (self->page);
  g_object_unref (self->fields);
  G_OBJECT_CLASS (confab_model_signup_parent_class)->finalize (object);
}

static void
confab_model_signup_class_init (ConfabModelSignupClass *class) {
  G_OBJECT_CLASS (class)->finalize = confab_model_signup_finalize;
}

static void
confab_model_signup_init (ConfabModelSignup *self) {
  self->fields = g_list_store_new (CONFAB_TYPE_MODEL_FIELD);
}

ConfabModelSignup *
confab_model_signup_new (
    const char *domain, const char *instructions, const char *page, gboolean needs_page) {
  ConfabModelSignup *self = g_object_new (CONFAB_TYPE_MODEL_SIGNUP, NULL);

  self->domain = g_strdup (domain);
  self->instructions = g_strdup (instructions);
  self->page = g_strdup (page);
  self->needs_page = needs_page;
  return self;
}

const char *
confab_model_signup_get_domain (ConfabModelSignup *self) {
  return self->domain;
}

const char *
confab_model_signup_get_instructions (ConfabModelSignup *self) {
  return self->instructions;
}

const char *
confab_model_signup_get_page (ConfabModelSignup *self) {
  return self->page;
}

gboolean
confab_model_signup_needs_page (ConfabModelSignup *self) {
  return self->needs_page;
}

GListStore *
confab_model_signup_get_fields (ConfabModelSignup *self) {
  return self->fields;
}
