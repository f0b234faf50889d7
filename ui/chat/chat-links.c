/* Finds the links of a label, underlines them and says which one was pressed. Whoever only selects
 * text presses none. It refuses to open anything: where a link leads is judged by whoever is told,
 * and only then. */

#include "chat/chat-links.h"

#include <string.h>

#include "safety/safety-link.h"

#define MAX_LINKS 50 /* of one message; later ones stay text */

struct _ConfabChatLinks {
  GtkLabel *label; /* borrowed */
  ConfabChatLinksPressed pressed;
  gpointer data;
  GtkEventController *events; /* borrowed: the label's */
  GtkEventController *motion; /* borrowed: the label's */

  ConfabLinkSpan spans[MAX_LINKS];
  guint n;
  gint down; /* which one the pointer went down on, or -1 */
};

/* Reads on past what only poses as a link. */
static guint
find (const char *text, ConfabLinkSpan *spans, guint n_max) {
  gsize length = strlen (text), from = 0;
  ConfabLinkSpan span;
  guint n = 0;

  while (n < n_max && confab_safety_link_next (text, length, from, &span)) {
    if (span.kind != CONFAB_LINK_OTHER)
      spans[n++] = span;
    from = span.end;
  }
  return n;
}

gboolean
confab_chat_links_has_any (const char *text) {
  ConfabLinkSpan span;

  return find (text, &span, 1) > 0;
}

static gint
find_at (ConfabChatLinks *self, double x, double y) {
  int left, top, index, trailing;

  gtk_label_get_layout_offsets (self->label, &left, &top);
  if (!pango_layout_xy_to_index (gtk_label_get_layout (self->label), (int)(x - left) * PANGO_SCALE,
          (int)(y - top) * PANGO_SCALE, &index, &trailing))
    return -1;
  for (guint i = 0; i < self->n; i++)
    if ((gsize)index >= self->spans[i].start && (gsize)index < self->spans[i].end)
      return (gint)i;
  return -1;
}

static gint
find_under (ConfabChatLinks *self, GdkEvent *event) {
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self->label));
  graphene_point_t point;
  double x, y, left, top;

  if (native == NULL || !gdk_event_get_position (event, &x, &y))
    return -1;
  gtk_native_get_surface_transform (native, &left, &top);
  if (!gtk_widget_compute_point (GTK_WIDGET (native), GTK_WIDGET (self->label),
          &GRAPHENE_POINT_INIT ((float)(x - left), (float)(y - top)), &point))
    return -1;
  return find_at (self, point.x, point.y);
}

/* No gesture, for the label's own, which selects, would win over it. */
static gboolean
on_event (ConfabChatLinks *self, GdkEvent *event) {
  GdkEventType type = gdk_event_get_event_type (event);
  gint down = self->down;
  g_autofree char *link = NULL;

  if (type == GDK_TOUCH_CANCEL || type == GDK_BUTTON_PRESS)
    self->down = -1;
  if (type == GDK_TOUCH_BEGIN ||
      (type == GDK_BUTTON_PRESS && gdk_button_event_get_button (event) == GDK_BUTTON_PRIMARY))
    self->down = find_under (self, event);
  if (type != GDK_TOUCH_END && type != GDK_BUTTON_RELEASE)
    return GDK_EVENT_PROPAGATE;

  self->down = -1;
  if (down < 0 || (guint)down >= self->n || down != find_under (self, event) ||
      gtk_label_get_selection_bounds (self->label, NULL, NULL))
    return GDK_EVENT_PROPAGATE;
  link = confab_chat_links_dup (self, (guint)down);
  self->pressed (self->data, link);
  return GDK_EVENT_PROPAGATE;
}

static void
on_motion (ConfabChatLinks *self, double x, double y) {
  gtk_widget_set_cursor_from_name (
      GTK_WIDGET (self->label), find_at (self, x, y) >= 0 ? "pointer" : "text");
}

ConfabChatLinks *
confab_chat_links_new (GtkLabel *label, ConfabChatLinksPressed pressed, gpointer data) {
  ConfabChatLinks *self = g_new0 (ConfabChatLinks, 1);

  self->label = label;
  self->pressed = pressed;
  self->data = data;
  self->down = -1;
  self->events = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (self->events, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (self->events, "event", G_CALLBACK (on_event), self);
  gtk_widget_add_controller (GTK_WIDGET (label), self->events);
  self->motion = gtk_event_controller_motion_new ();
  g_signal_connect_swapped (self->motion, "motion", G_CALLBACK (on_motion), self);
  gtk_widget_add_controller (GTK_WIDGET (label), self->motion);
  return self;
}

void
confab_chat_links_free (ConfabChatLinks *self) {
  gtk_widget_remove_controller (GTK_WIDGET (self->label), self->events);
  gtk_widget_remove_controller (GTK_WIDGET (self->label), self->motion);
  g_free (self);
}

void
confab_chat_links_update (ConfabChatLinks *self, gboolean may_press) {
  g_autoptr (PangoAttrList) attributes = NULL;

  self->down = -1;
  self->n = may_press ? find (gtk_label_get_text (self->label), self->spans, MAX_LINKS) : 0;
  if (self->n > 0)
    attributes = pango_attr_list_new ();
  for (guint i = 0; i < self->n; i++) {
    PangoAttribute *line = pango_attr_underline_new (PANGO_UNDERLINE_SINGLE);

    line->start_index = (guint)self->spans[i].start;
    line->end_index = (guint)self->spans[i].end;
    pango_attr_list_insert (attributes, line);
  }
  gtk_label_set_attributes (self->label, attributes);
}

guint
confab_chat_links_get_n (ConfabChatLinks *self) {
  return self->n;
}

char *
confab_chat_links_dup (ConfabChatLinks *self, guint n) {
  g_return_val_if_fail (n < self->n, NULL);
  return g_strndup (gtk_label_get_text (self->label) + self->spans[n].start,
      self->spans[n].end - self->spans[n].start);
}
