/* Files and pictures that are dropped on a buddy. One place watches for all rows, of which there
 * may be hundreds. It refuses what falls between them, and one's own server. */

#include "contacts/contacts-drop.h"

#include "contacts/contacts-row.h"

/* The row at that place; NULL: none that takes anything. */
static ConfabContactsRow *
find_row (GtkWidget *view, double x, double y) {
  GtkWidget *at = gtk_widget_pick (view, x, y, GTK_PICK_DEFAULT);
  GtkWidget *child;
  ConfabModelContact *contact;

  if (at == NULL)
    return NULL;
  if (!CONFAB_IS_CONTACTS_ROW (at)) {
    GtkWidget *above = gtk_widget_get_ancestor (at, CONFAB_TYPE_CONTACTS_ROW);

    /* The edge of the list's own row is above ours. */
    child = gtk_widget_get_first_child (at);
    at = above != NULL ? above : child;
  }
  if (at == NULL || !CONFAB_IS_CONTACTS_ROW (at))
    return NULL;
  contact = confab_contacts_row_get_contact (CONFAB_CONTACTS_ROW (at));
  return contact != NULL && !confab_model_contact_is_server (contact) ? CONFAB_CONTACTS_ROW (at)
                                                                      : NULL;
}

/* The row that would take it, and no other, shows that. NULL: none. */
static void
mark (GtkDropTarget *target, ConfabContactsRow *row) {
  GtkWidget *old = g_object_get_data (G_OBJECT (target), "marked");

  if (old == (GtkWidget *)row)
    return;
  if (old != NULL)
    gtk_widget_unset_state_flags (gtk_widget_get_parent (old), GTK_STATE_FLAG_DROP_ACTIVE);
  if (row != NULL)
    gtk_widget_set_state_flags (
        gtk_widget_get_parent (GTK_WIDGET (row)), GTK_STATE_FLAG_DROP_ACTIVE, FALSE);
  g_object_set_data_full (G_OBJECT (target), "marked", row != NULL ? g_object_ref (row) : NULL,
      row != NULL ? g_object_unref : NULL);
}

static GdkDragAction
on_motion (GtkDropTarget *target, double x, double y, GtkWidget *view) {
  ConfabContactsRow *row = find_row (view, x, y);

  mark (target, row);
  return row != NULL ? GDK_ACTION_COPY : 0;
}

static void
on_leave (GtkDropTarget *target, GtkWidget *view) {
  mark (target, NULL);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, GtkWidget *view) {
  ConfabContactsRow *row = find_row (view, x, y);
  ConfabContactsDropFunc function =
      (ConfabContactsDropFunc)g_object_get_data (G_OBJECT (target), "function");

  mark (target, NULL);
  if (row == NULL)
    return FALSE;
  function (view, confab_contacts_row_get_contact (row), value);
  return TRUE;
}

void
confab_contacts_drop_listen (GtkWidget *view, ConfabContactsDropFunc function) {
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);
  GType types[] = { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE };

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_object_set_data (G_OBJECT (target), "function", (gpointer)function);
  g_signal_connect (target, "motion", G_CALLBACK (on_motion), view);
  g_signal_connect (target, "leave", G_CALLBACK (on_leave), view);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), view);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (target));
}
