/* A promise as the welcome screen shows it. Shows what it is given and nothing else: it claims no
 * more than its sentence. */

#include "widgets/widgets-promise.h"

struct _ConfabWidgetsPromise {
  GtkBox parent_instance;

  /* owned by the box */
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *text;
};

G_DEFINE_FINAL_TYPE (ConfabWidgetsPromise, confab_widgets_promise, GTK_TYPE_BOX)

enum { PROP_0, PROP_ICON_NAME, PROP_TITLE, PROP_TEXT, N_PROPERTIES };
static GParamSpec *properties[N_PROPERTIES];

static void
confab_widgets_promise_set_property (
    GObject *object, guint property_id, const GValue *value, GParamSpec *pspec) {
  ConfabWidgetsPromise *self = CONFAB_WIDGETS_PROMISE (object);

  switch (property_id) {
  case PROP_ICON_NAME:
    gtk_image_set_from_icon_name (self->icon, g_value_get_string (value));
    break;
  case PROP_TITLE:
    gtk_label_set_text (self->title, g_value_get_string (value));
    break;
  case PROP_TEXT:
    gtk_label_set_text (self->text, g_value_get_string (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
confab_widgets_promise_class_init (ConfabWidgetsPromiseClass *class) {
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = confab_widgets_promise_set_property;
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static GtkLabel *
append_label (GtkWidget *box, const char *class) {
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
confab_widgets_promise_init (ConfabWidgetsPromise *self) {
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
      "valign", GTK_ALIGN_START, "margin-top", 2, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), "accent");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->icon));
  self->title = append_label (lines, "heading");
  self->text = append_label (lines, "dimmed");
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (self), lines);
}
