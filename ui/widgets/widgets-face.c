/* The round picture of a person. It borrows the colours that libadwaita gives its avatars (style
 * node "avatar", classes color1 to color14) and never loads a picture from anywhere. */

#include "widgets/widgets-face.h"

#define N_COLOURS 14
#define MAX_INITIALS_SOURCE 256 /* bytes of a name that are looked at */

struct _ConfabWidgetsFace {
  GtkWidget parent_instance;

  /* owned */
  GtkWidget *label;
  GtkWidget *image;     /* NULL before it was no person */
  GtkWidget *dot;       /* NULL before there was a presence */
  const char *presence; /* static; NULL: none */
  int size;
  guint colour; /* 1 to N_COLOURS; 0: none yet */
};

G_DEFINE_FINAL_TYPE (ConfabWidgetsFace, confab_widgets_face, GTK_TYPE_WIDGET)

enum { PROP_0, PROP_SIZE, N_PROPERTIES };
static GParamSpec *properties[N_PROPERTIES];

/* What a reader takes for one character, emoji with their modifiers included. */
static char *
dup_first_grapheme (const char *word) {
  g_autofree PangoLogAttr *attributes = NULL;
  int n_characters = (int)g_utf8_strlen (word, -1);
  int end = 1;

  if (n_characters == 0)
    return g_strdup ("");
  attributes = g_new0 (PangoLogAttr, n_characters + 1);
  pango_get_log_attrs (
      word, (int)strlen (word), -1, pango_language_get_default (), attributes, n_characters + 1);
  while (end < n_characters && !attributes[end].is_cursor_position)
    end++;
  return g_utf8_substring (word, 0, end);
}

static char *
dup_initials (const char *address, const char *name) {
  g_autofree char *source = NULL;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *both = NULL;
  g_auto (GStrv) words = NULL;
  guint n_words;

  source = name != NULL && *name != '\0' ? g_strdup (name) : g_strdup (address);
  if (name == NULL || g_strcmp0 (name, address) == 0)
    source[strcspn (source, "@")] = '\0';
  if (strlen (source) > MAX_INITIALS_SOURCE)
    *g_utf8_find_prev_char (source, source + MAX_INITIALS_SOURCE) = '\0';

  words = g_strsplit_set (g_strstrip (source), " \t", -1);
  n_words = g_strv_length (words);
  if (n_words == 0)
    return g_strdup ("");
  first = dup_first_grapheme (words[0]);
  last = n_words > 1 ? dup_first_grapheme (words[n_words - 1]) : g_strdup ("");
  both = g_strconcat (first, last, NULL);
  return g_utf8_strup (both, -1);
}

static void
set_colour (ConfabWidgetsFace *self, guint colour) {
  char class[16];

  if (self->colour == colour)
    return;
  if (self->colour != 0) {
    g_snprintf (class, sizeof class, "color%u", self->colour);
    gtk_widget_remove_css_class (GTK_WIDGET (self), class);
  }
  self->colour = colour;
  g_snprintf (class, sizeof class, "color%u", self->colour);
  gtk_widget_add_css_class (GTK_WIDGET (self), class);
}

/* Letters take two fifths of the face, an emoji three. */
static void
set_size (ConfabWidgetsFace *self, int size, gboolean is_emoji) {
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  self->size = size;
  gtk_widget_set_size_request (GTK_WIDGET (self), size, size);
  pango_attr_list_insert (
      attributes, pango_attr_size_new_absolute (size * (is_emoji ? 3 : 2) * PANGO_SCALE / 5));
  gtk_label_set_attributes (GTK_LABEL (self->label), attributes);
}

static void
confab_widgets_face_get_property (
    GObject *object, guint property_id, GValue *value, GParamSpec *pspec) {
  ConfabWidgetsFace *self = CONFAB_WIDGETS_FACE (object);

  if (property_id == PROP_SIZE)
    g_value_set_int (value, self->size);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
confab_widgets_face_set_property (
    GObject *object, guint property_id, const GValue *value, GParamSpec *pspec) {
  ConfabWidgetsFace *self = CONFAB_WIDGETS_FACE (object);

  if (property_id == PROP_SIZE)
    set_size (self, g_value_get_int (value), FALSE);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
confab_widgets_face_dispose (GObject *object) {
  ConfabWidgetsFace *self = CONFAB_WIDGETS_FACE (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_pointer (&self->image, gtk_widget_unparent);
  g_clear_pointer (&self->dot, gtk_widget_unparent);
  G_OBJECT_CLASS (confab_widgets_face_parent_class)->dispose (object);
}

static void
confab_widgets_face_class_init (ConfabWidgetsFaceClass *class) {
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->get_property = confab_widgets_face_get_property;
  object_class->set_property = confab_widgets_face_set_property;
  object_class->dispose = confab_widgets_face_dispose;
  properties[PROP_SIZE] = g_param_spec_int ("size", NULL, NULL, 16, 512, 40,
      G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  gtk_widget_class_set_css_name (widget_class, "avatar");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
confab_widgets_face_init (ConfabWidgetsFace *self) {
  self->label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
      "single-line-mode", TRUE, NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
confab_widgets_face_new (int size) {
  return g_object_new (CONFAB_TYPE_WIDGETS_FACE, "size", size, NULL);
}

void
confab_widgets_face_set_person (
    ConfabWidgetsFace *self, const char *address, const char *name, const char *emoji) {
  g_autofree char *initials = NULL;

  g_return_if_fail (CONFAB_IS_WIDGETS_FACE (self));
  g_return_if_fail (address != NULL);

  initials = emoji != NULL ? g_strdup (emoji) : dup_initials (address, name);
  gtk_label_set_text (GTK_LABEL (self->label), initials);
  set_size (self, self->size, emoji != NULL);
  set_colour (self, g_str_hash (address) % N_COLOURS + 1);
  gtk_widget_set_visible (self->label, TRUE);
  if (self->image != NULL)
    gtk_widget_set_visible (self->image, FALSE);
}

void
confab_widgets_face_set_icon (ConfabWidgetsFace *self, const char *icon) {
  g_return_if_fail (CONFAB_IS_WIDGETS_FACE (self));
  g_return_if_fail (icon != NULL);

  if (self->image == NULL) {
    self->image =
        g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
    gtk_widget_set_parent (self->image, GTK_WIDGET (self));
  }
  gtk_image_set_from_icon_name (GTK_IMAGE (self->image), icon);
  gtk_image_set_pixel_size (GTK_IMAGE (self->image), self->size / 2);
  gtk_widget_set_visible (self->image, TRUE);
  gtk_widget_set_visible (self->label, FALSE);
}

void
confab_widgets_face_set_presence (ConfabWidgetsFace *self, const char *presence) {
  g_return_if_fail (CONFAB_IS_WIDGETS_FACE (self));

  presence = g_intern_string (presence);
  if (self->presence == presence)
    return;
  if (self->dot == NULL) {
    self->dot = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
        "halign", GTK_ALIGN_END, "valign", GTK_ALIGN_END, "can-target", FALSE, NULL);
    gtk_widget_add_css_class (self->dot, "presence");
    gtk_widget_set_parent (self->dot, GTK_WIDGET (self));
  }
  if (self->presence != NULL)
    gtk_widget_remove_css_class (self->dot, self->presence);
  if (presence != NULL)
    gtk_widget_add_css_class (self->dot, presence);
  gtk_widget_set_visible (self->dot, presence != NULL);
  self->presence = presence;
}
