/* The element tree: building and reading. Each element is ref-counted by itself, so that a part may
 * outlive the whole. Freeing goes through a list instead of the call stack. Refuses characters that
 * XML forbids: they never get into the tree. Writing is in xmpp-stanza-text.c. */

#include "xmpp/xmpp-stanza-private.h"

#include <string.h>

#include "xmpp/xmpp-error.h"

#define MAX_CONDITION 64 /* characters in the name of an error condition */

G_DEFINE_BOXED_TYPE (
    ConfabStanza, confab_xmpp_stanza, confab_xmpp_stanza_ref, confab_xmpp_stanza_unref)

/* XML 1.0, section 2.2. */
gboolean
confab_xmpp_stanza_is_char (gunichar c) {
  if (c < 0x20)
    return c == '\t' || c == '\n' || c == '\r';
  return c <= 0xd7ff || (c >= 0xe000 && c <= 0xfffd) || (c >= 0x10000 && c <= 0x10ffff);
}

/* Appends `text` without what is not UTF-8 or not allowed in XML. */
static void
append_clean (GString *out, const char *text) {
  const char *rest = text;
  const char *clean = text;

  while (*rest != '\0') {
    gunichar c = g_utf8_get_char_validated (rest, -1);
    gboolean is_broken = c == (gunichar)-1 || c == (gunichar)-2;

    if (!is_broken && confab_xmpp_stanza_is_char (c)) {
      rest = g_utf8_next_char (rest);
      continue;
    }
    g_string_append_len (out, clean, rest - clean);
    rest = is_broken ? rest + 1 : g_utf8_next_char (rest);
    clean = rest;
  }
  g_string_append_len (out, clean, rest - clean);
}

/* Names come from code, or from the parser, which has checked them. */
static gboolean
is_name (const char *name) {
  return name != NULL && *name != '\0' && strpbrk (name, "<>&'\"/= \t\r\n") == NULL;
}

static ConfabStanza *
stanza_new_shared (const char *name, GRefString *ns) {
  ConfabStanza *self = g_new0 (ConfabStanza, 1);

  g_atomic_ref_count_init (&self->refs);
  self->name = g_strdup (name);
  self->ns = ns;
  return self;
}

ConfabStanza *
confab_xmpp_stanza_new (const char *name, const char *ns) {
  g_return_val_if_fail (is_name (name), NULL);
  return stanza_new_shared (name, g_ref_string_new (ns != NULL ? ns : ""));
}

/* As confab_xmpp_stanza_add, without the check: `name` is from the parser. */
ConfabStanza *
confab_xmpp_stanza_add_parsed (ConfabStanza *parent, const char *name, const char *ns) {
  GRefString *shared = NULL;
  ConfabStanza *child;

  if (ns == NULL || strcmp (ns, parent->ns) == 0)
    shared = g_ref_string_acquire (parent->ns);
  else
    shared = g_ref_string_new (ns);
  child = stanza_new_shared (name, shared);
  confab_xmpp_stanza_take_child (parent, child);
  return child;
}

ConfabStanza *
confab_xmpp_stanza_new_parsed (const char *name, const char *ns) {
  return stanza_new_shared (name, g_ref_string_new (ns));
}

ConfabStanza *
confab_xmpp_stanza_ref (ConfabStanza *stanza) {
  g_atomic_ref_count_inc (&stanza->refs);
  return stanza;
}

static void
free_one (ConfabStanza *self) {
  g_free (self->name);
  g_ref_string_release (self->ns);
  g_clear_pointer (&self->attributes, g_ptr_array_unref);
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_free (self);
}

void
confab_xmpp_stanza_unref (ConfabStanza *stanza) {
  g_autoptr (GPtrArray) dying = NULL;

  if (!g_atomic_ref_count_dec (&stanza->refs))
    return;
  dying = g_ptr_array_new ();
  g_ptr_array_add (dying, stanza);
  while (dying->len > 0) {
    ConfabStanza *one = g_ptr_array_steal_index_fast (dying, dying->len - 1);

    for (guint i = 0; one->children != NULL && i < one->children->len; i++) {
      ConfabStanza *child = g_ptr_array_index (one->children, i);

      if (g_atomic_ref_count_dec (&child->refs))
        g_ptr_array_add (dying, child);
    }
    free_one (one);
  }
}

/* ---- building ---- */

static gboolean
find_attribute (const ConfabStanza *self, const char *name, guint *index) {
  for (guint i = 0; self->attributes != NULL && i < self->attributes->len; i += 2) {
    if (strcmp (g_ptr_array_index (self->attributes, i), name) == 0) {
      *index = i;
      return TRUE;
    }
  }
  return FALSE;
}

/* `name` is known to be new and both are known to be clean. */
void
confab_xmpp_stanza_set_parsed (ConfabStanza *stanza, const char *name, const char *value) {
  if (stanza->attributes == NULL)
    stanza->attributes = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (stanza->attributes, g_strdup (name));
  g_ptr_array_add (stanza->attributes, g_strdup (value));
}

void
confab_xmpp_stanza_set (ConfabStanza *stanza, const char *name, const char *value) {
  GString *clean;
  guint index = 0;

  g_return_if_fail (is_name (name));
  if (find_attribute (stanza, name, &index))
    g_ptr_array_remove_range (stanza->attributes, index, 2);
  if (value == NULL)
    return;
  clean = g_string_new (NULL);
  append_clean (clean, value);
  confab_xmpp_stanza_set_parsed (stanza, name, clean->str);
  g_string_free (clean, TRUE);
}

void
confab_xmpp_stanza_take_child (ConfabStanza *stanza, ConfabStanza *child) {
  g_return_if_fail (child != NULL);
  if (stanza->children == NULL)
    stanza->children = g_ptr_array_new ();
  g_ptr_array_add (stanza->children, child);
}

ConfabStanza *
confab_xmpp_stanza_add (ConfabStanza *stanza, const char *name, const char *ns) {
  g_return_val_if_fail (is_name (name), NULL);
  return confab_xmpp_stanza_add_parsed (stanza, name, ns);
}

ConfabStanza *
confab_xmpp_stanza_add_text (
    ConfabStanza *stanza, const char *name, const char *ns, const char *text) {
  ConfabStanza *child = confab_xmpp_stanza_add (stanza, name, ns);

  confab_xmpp_stanza_append_text (child, text);
  return child;
}

void
confab_xmpp_stanza_append_parsed (ConfabStanza *stanza, const char *text, gsize size) {
  if (stanza->text == NULL)
    stanza->text = g_string_new (NULL);
  g_string_append_len (stanza->text, text, size);
}

void
confab_xmpp_stanza_append_text (ConfabStanza *stanza, const char *text) {
  if (text == NULL || *text == '\0')
    return;
  if (stanza->text == NULL)
    stanza->text = g_string_new (NULL);
  append_clean (stanza->text, text);
}

/* ---- reading ---- */

const char *
confab_xmpp_stanza_get_name (const ConfabStanza *stanza) {
  return stanza->name;
}

const char *
confab_xmpp_stanza_get_ns (const ConfabStanza *stanza) {
  return stanza->ns;
}

gboolean
confab_xmpp_stanza_is (const ConfabStanza *stanza, const char *name, const char *ns) {
  return strcmp (stanza->name, name) == 0 && strcmp (stanza->ns, ns) == 0;
}

const char *
confab_xmpp_stanza_get (const ConfabStanza *stanza, const char *name) {
  guint index = 0;

  if (!find_attribute (stanza, name, &index))
    return NULL;
  return g_ptr_array_index (stanza->attributes, index + 1);
}

const char *
confab_xmpp_stanza_get_text (const ConfabStanza *stanza) {
  return stanza->text != NULL ? stanza->text->str : "";
}

ConfabStanza *
confab_xmpp_stanza_get_child (const ConfabStanza *stanza, const char *name, const char *ns) {
  const char *wanted = ns != NULL ? ns : stanza->ns;

  for (guint i = 0; stanza->children != NULL && i < stanza->children->len; i++) {
    ConfabStanza *child = g_ptr_array_index (stanza->children, i);

    if ((name == NULL || strcmp (child->name, name) == 0) && strcmp (child->ns, wanted) == 0)
      return child;
  }
  return NULL;
}

const char *
confab_xmpp_stanza_get_child_text (const ConfabStanza *stanza, const char *name, const char *ns) {
  ConfabStanza *child = confab_xmpp_stanza_get_child (stanza, name, ns);

  return child != NULL ? confab_xmpp_stanza_get_text (child) : NULL;
}

guint
confab_xmpp_stanza_get_n_children (const ConfabStanza *stanza) {
  return stanza->children != NULL ? stanza->children->len : 0;
}

ConfabStanza *
confab_xmpp_stanza_get_nth (const ConfabStanza *stanza, guint n) {
  g_return_val_if_fail (n < confab_xmpp_stanza_get_n_children (stanza), NULL);
  return g_ptr_array_index (stanza->children, n);
}

/* ---- helpers ---- */

ConfabStanza *
confab_xmpp_stanza_new_iq (const char *type, const char *to, const char *id) {
  ConfabStanza *self = confab_xmpp_stanza_new ("iq", CONFAB_NS_CLIENT);

  confab_xmpp_stanza_set (self, "type", type);
  confab_xmpp_stanza_set (self, "to", to);
  confab_xmpp_stanza_set (self, "id", id);
  return self;
}

static gboolean
is_condition (const char *name) {
  gsize length = strspn (name, "abcdefghijklmnopqrstuvwxyz-");

  return length > 0 && length <= MAX_CONDITION && name[length] == '\0' &&
         strcmp (name, "text") != 0;
}

const char *
confab_xmpp_stanza_get_condition (const ConfabStanza *error, const char *ns) {
  for (guint i = 0; i < confab_xmpp_stanza_get_n_children (error); i++) {
    ConfabStanza *child = confab_xmpp_stanza_get_nth (error, i);

    if (strcmp (child->ns, ns) == 0 && is_condition (child->name))
      return child->name;
  }
  return "undefined-condition";
}

GError *
confab_xmpp_stanza_dup_error (const ConfabStanza *stanza) {
  ConfabStanza *error;

  if (g_strcmp0 (confab_xmpp_stanza_get (stanza, "type"), "error") != 0)
    return NULL;
  error = confab_xmpp_stanza_get_child (stanza, "error", NULL);
  return g_error_new_literal (CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_STANZA,
      error != NULL ? confab_xmpp_stanza_get_condition (error, CONFAB_NS_STANZAS)
                    : "undefined-condition");
}
