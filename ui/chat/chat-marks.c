/* What was looked for, marked in the text of a message where a search led to: bold, and black on
 * yellow as with a pen, which reads on every bubble, light or dark. It refuses to touch the text.
 */

#include "chat/chat-marks.h"

#include "core/core.h"

#define MAX_MARKS 32
#define PEN 0xf9f9, 0xf0f0, 0x6b6b

static gboolean
is_mark (PangoAttribute *attribute, gpointer data) {
  PangoAttrType type = attribute->klass->type;

  return type == PANGO_ATTR_WEIGHT || type == PANGO_ATTR_BACKGROUND ||
         type == PANGO_ATTR_FOREGROUND;
}

static PangoAttrList *
copy_without_marks (GtkLabel *label) {
  PangoAttrList *before = gtk_label_get_attributes (label);
  PangoAttrList *copy = before != NULL ? pango_attr_list_copy (before) : pango_attr_list_new ();

  pango_attr_list_unref (pango_attr_list_filter (copy, is_mark, NULL));
  return copy;
}

static void
mark (PangoAttrList *list, gsize start, gsize end) {
  PangoAttribute *parts[] = { pango_attr_weight_new (PANGO_WEIGHT_BOLD),
    pango_attr_background_new (PEN), pango_attr_foreground_new (0, 0, 0) };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
    parts[i]->start_index = (guint)start;
    parts[i]->end_index = (guint)end;
    pango_attr_list_insert (list, parts[i]);
  }
}

void
confab_chat_marks_show (GtkLabel *label, const char *asked) {
  g_autoptr (PangoAttrList) list = NULL;
  gsize pairs[2 * MAX_MARKS];
  guint n = asked != NULL
                ? confab_core_mark_asked (asked, gtk_label_get_text (label), pairs, MAX_MARKS)
                : 0;

  if (n == 0 && gtk_label_get_attributes (label) == NULL)
    return;
  list = copy_without_marks (label);
  for (guint i = 0; i < n; i++)
    mark (list, pairs[2 * i], pairs[2 * i + 1]);
  gtk_label_set_attributes (label, list);
}
