/* Data forms as a server sends them: read whole or not at all, labels cleaned, values kept to the
 * byte since they go back. Refuses forms that are too large, and fetches nothing that they name. */

#include "xep/xep-form.h"

#include <string.h>

#include "base/base-text.h"

#define NS_MEDIA "urn:xmpp:media-element"
#define MAX_NAME 256     /* bytes of a field's name */
#define MAX_URI 2048     /* bytes */
#define MAX_TYPE 64      /* bytes of a media type */
#define MAX_CHILDREN 512 /* of a form that are looked at */
#define MAX_LINES 64     /* values of one field */

static void
option_free (gpointer data) {
  ConfabXepOption *option = data;

  g_free (option->value);
  g_free (option->label);
  g_free (option);
}

static void
media_free (gpointer data) {
  ConfabXepMedia *media = data;

  g_free (media->type);
  g_free (media->uri);
  g_free (media);
}

static void
field_free (gpointer data) {
  ConfabXepField *field = data;

  g_free (field->name);
  g_free (field->label);
  g_free (field->help);
  g_free (field->value);
  g_ptr_array_unref (field->options);
  g_ptr_array_unref (field->media);
  g_free (field);
}

ConfabXepForm *
confab_xep_form_new (void) {
  ConfabXepForm *form = g_new0 (ConfabXepForm, 1);

  form->fields = g_ptr_array_new_with_free_func (field_free);
  return form;
}

void
confab_xep_form_free (ConfabXepForm *form) {
  g_free (form->title);
  g_free (form->instructions);
  g_ptr_array_unref (form->fields);
  g_free (form);
}

ConfabXepField *
confab_xep_form_add (ConfabXepForm *form, const char *name, ConfabXepFieldKind kind) {
  ConfabXepField *field = g_new0 (ConfabXepField, 1);

  field->name = g_strdup (name);
  field->kind = kind;
  field->value = g_strdup ("");
  field->options = g_ptr_array_new_with_free_func (option_free);
  field->media = g_ptr_array_new_with_free_func (media_free);
  g_ptr_array_add (form->fields, field);
  return field;
}

ConfabXepField *
confab_xep_form_find (const ConfabXepForm *form, const char *name) {
  for (guint i = 0; i < form->fields->len; i++) {
    ConfabXepField *field = g_ptr_array_index (form->fields, i);

    if (g_strcmp0 (field->name, name) == 0)
      return field;
  }
  return NULL;
}

const char *
confab_xep_form_get (const ConfabXepForm *form, const char *name) {
  ConfabXepField *field = confab_xep_form_find (form, name);

  return field != NULL ? field->value : NULL;
}

void
confab_xep_field_set (ConfabXepField *field, const char *value) {
  g_free (field->value);
  field->value = g_strdup (value != NULL ? value : "");
}

/* ---- reading ---- */

static ConfabXepFieldKind
read_kind (const char *type) {
  static const struct {
    const char *type;
    ConfabXepFieldKind kind;
  } kinds[] = {
    { "text-private", CONFAB_XEP_FIELD_SECRET },
    { "text-multi", CONFAB_XEP_FIELD_LINES },
    { "jid-multi", CONFAB_XEP_FIELD_LINES },
    { "list-single", CONFAB_XEP_FIELD_CHOICE },
    { "list-multi", CONFAB_XEP_FIELD_CHOICE },
    { "boolean", CONFAB_XEP_FIELD_SWITCH },
    { "fixed", CONFAB_XEP_FIELD_SAYS },
    { "hidden", CONFAB_XEP_FIELD_HIDDEN },
  };

  for (gsize i = 0; type != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (type, kinds[i].type))
      return kinds[i].kind;
  return CONFAB_XEP_FIELD_TEXT;
}

static char *
dup_text (const char *text) {
  g_autofree char *body = confab_base_text_dup_body (text, CONFAB_XEP_FORM_MAX_TEXT);

  g_strstrip (body);
  return *body != '\0' ? g_steal_pointer (&body) : NULL;
}

static void
read_option (ConfabXepField *field, const ConfabStanza *stanza) {
  const char *value = confab_xmpp_stanza_get_child_text (stanza, "value", NULL);
  ConfabXepOption *option;

  if (value == NULL || strlen (value) > CONFAB_XEP_FORM_MAX_VALUE ||
      field->options->len >= CONFAB_XEP_FORM_MAX_OPTIONS)
    return;
  option = g_new0 (ConfabXepOption, 1);
  option->value = g_strdup (value);
  option->label = confab_base_text_dup_line (
      confab_xmpp_stanza_get (stanza, "label"), CONFAB_XEP_FORM_MAX_LABEL);
  if (option->label == NULL)
    option->label = confab_base_text_dup_line (value, CONFAB_XEP_FORM_MAX_LABEL);
  if (option->label == NULL)
    option->label = g_strdup ("");
  g_ptr_array_add (field->options, option);
}

static void
read_media (ConfabXepField *field, const ConfabStanza *stanza) {
  guint n = MIN (confab_xmpp_stanza_get_n_children (stanza), MAX_LINES);

  for (guint i = 0; i < n && field->media->len < CONFAB_XEP_FORM_MAX_URIS; i++) {
    ConfabStanza *uri = confab_xmpp_stanza_get_nth (stanza, i);
    const char *type = confab_xmpp_stanza_get (uri, "type");
    const char *text = confab_xmpp_stanza_get_text (uri);
    ConfabXepMedia *media;

    if (!confab_xmpp_stanza_is (uri, "uri", NS_MEDIA) || type == NULL || strlen (type) > MAX_TYPE ||
        strlen (text) > MAX_URI)
      continue;
    media = g_new0 (ConfabXepMedia, 1);
    media->type = g_strdup (type);
    media->uri = g_strstrip (g_strdup (text));
    g_ptr_array_add (field->media, media);
  }
}

/* FALSE beyond a bound. */
static gboolean
read_value (ConfabXepField *field, const ConfabStanza *stanza, GString *value, guint *n_values) {
  const char *text = confab_xmpp_stanza_get_text (stanza);

  if (++*n_values > MAX_LINES || value->len + strlen (text) > CONFAB_XEP_FORM_MAX_VALUE)
    return FALSE;
  if (*n_values > 1)
    g_string_append_c (value, '\n');
  g_string_append (value, text);
  return TRUE;
}

static gboolean
read_children (ConfabXepField *field, const ConfabStanza *stanza) {
  g_autoptr (GString) value = g_string_new (NULL);
  guint n = MIN (confab_xmpp_stanza_get_n_children (stanza), MAX_CHILDREN);
  guint n_values = 0;

  for (guint i = 0; i < n; i++) {
    ConfabStanza *child = confab_xmpp_stanza_get_nth (stanza, i);

    if (confab_xmpp_stanza_is (child, "value", CONFAB_NS_FORM)) {
      if (!read_value (field, child, value, &n_values))
        return FALSE;
    } else if (confab_xmpp_stanza_is (child, "required", CONFAB_NS_FORM)) {
      field->is_required = TRUE;
    } else if (confab_xmpp_stanza_is (child, "option", CONFAB_NS_FORM)) {
      read_option (field, child);
    } else if (confab_xmpp_stanza_is (child, "media", NS_MEDIA)) {
      read_media (field, child);
    } else if (confab_xmpp_stanza_is (child, "desc", CONFAB_NS_FORM) && field->help == NULL) {
      field->help = dup_text (confab_xmpp_stanza_get_text (child));
    }
  }
  confab_xep_field_set (field, value->str);
  return TRUE;
}

/* FALSE if the form cannot be answered rightly. */
static gboolean
read_field (ConfabXepForm *form, const ConfabStanza *stanza) {
  const char *name = confab_xmpp_stanza_get (stanza, "var");
  ConfabXepFieldKind kind = read_kind (confab_xmpp_stanza_get (stanza, "type"));
  ConfabXepField *field;

  if (form->fields->len >= CONFAB_XEP_FORM_MAX_FIELDS)
    return FALSE;
  if (name == NULL || *name == '\0') {
    if (kind != CONFAB_XEP_FIELD_SAYS)
      return TRUE; /* nothing that could be answered */
    name = NULL;
  } else if (strlen (name) > MAX_NAME || confab_xep_form_find (form, name) != NULL) {
    return FALSE;
  }
  field = confab_xep_form_add (form, name, kind);
  field->label = confab_base_text_dup_line (
      confab_xmpp_stanza_get (stanza, "label"), CONFAB_XEP_FORM_MAX_LABEL);
  if (!read_children (field, stanza))
    return FALSE;
  if (kind == CONFAB_XEP_FIELD_SAYS) {
    g_autofree char *text = dup_text (field->value);

    confab_xep_field_set (field, text);
  } else if (kind == CONFAB_XEP_FIELD_SWITCH) {
    gboolean is_on = g_str_equal (field->value, "1") || g_str_equal (field->value, "true");

    confab_xep_field_set (field, is_on ? "1" : "0");
  }
  return TRUE;
}

ConfabXepForm *
confab_xep_form_read (const ConfabStanza *x) {
  g_autoptr (ConfabXepForm) form = confab_xep_form_new ();
  const char *type = confab_xmpp_stanza_get (x, "type");
  guint n = confab_xmpp_stanza_get_n_children (x);

  if (!confab_xmpp_stanza_is (x, "x", CONFAB_NS_FORM) || n > MAX_CHILDREN ||
      (g_strcmp0 (type, "form") != 0 && g_strcmp0 (type, "result") != 0))
    return NULL;
  form->title = confab_base_text_dup_line (
      confab_xmpp_stanza_get_child_text (x, "title", NULL), CONFAB_XEP_FORM_MAX_LABEL);
  if (confab_xmpp_stanza_get_child (x, "instructions", NULL) != NULL)
    form->instructions = dup_text (confab_xmpp_stanza_get_child_text (x, "instructions", NULL));
  for (guint i = 0; i < n; i++) {
    ConfabStanza *child = confab_xmpp_stanza_get_nth (x, i);

    if (confab_xmpp_stanza_is (child, "field", CONFAB_NS_FORM) && !read_field (form, child))
      return NULL;
  }
  return g_steal_pointer (&form);
}

/* ---- answering ---- */

ConfabStanza *
confab_xep_form_submit_new (const ConfabXepForm *form) {
  ConfabStanza *x = confab_xmpp_stanza_new ("x", CONFAB_NS_FORM);

  confab_xmpp_stanza_set (x, "type", "submit");
  for (guint i = 0; i < form->fields->len; i++) {
    const ConfabXepField *field = g_ptr_array_index (form->fields, i);
    g_auto (GStrv) lines = NULL;
    ConfabStanza *stanza;

    if (field->name == NULL || field->kind == CONFAB_XEP_FIELD_SAYS || *field->value == '\0')
      continue;
    stanza = confab_xmpp_stanza_add (x, "field", NULL);
    confab_xmpp_stanza_set (stanza, "var", field->name);
    if (field->kind != CONFAB_XEP_FIELD_LINES && field->kind != CONFAB_XEP_FIELD_HIDDEN) {
      confab_xmpp_stanza_add_text (stanza, "value", NULL, field->value);
      continue;
    }
    lines = g_strsplit (field->value, "\n", -1);
    for (guint j = 0; lines[j] != NULL; j++)
      confab_xmpp_stanza_add_text (stanza, "value", NULL, lines[j]);
  }
  return x;
}
