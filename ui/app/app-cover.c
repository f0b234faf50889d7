/* What a window shows while the screen is locked. The content of the window stays in it, with
 * everything that is open, but hidden: nobody can see, read or reach it. */

#include "app/app-cover.h"

#include <glib/gi18n.h>

#include "chat/chat-window.h"

struct _ConfabAppCover {
  /* owned */
  GtkWidget *content;
  char *title;
  GPtrArray *dialogs;       /* AdwDialog that were shown */
  GListModel *open_dialogs; /* of the window */

  /* borrowed */
  AdwApplicationWindow *window;
  GtkWidget *focus;
  AdwStatusPage *page;
  gulong dialogs_handler;
  gboolean is_until_quit;
};

gboolean
confab_app_cover_is_chat (GtkWindow *window) {
  return CONFAB_IS_CHAT_WINDOW (window);
}

GtkWindow *
confab_app_cover_get_window (ConfabAppCover *self) {
  return GTK_WINDOW (self->window);
}

static AdwStatusPage *
page_new (void) {
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "system-lock-screen-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("Confab is locked while your screen is"));
  return ADW_STATUS_PAGE (page);
}

static GtkWidget *
view_new (AdwStatusPage *page) {
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *header = adw_header_bar_new ();

  adw_header_bar_set_show_title (ADW_HEADER_BAR (header), FALSE);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (page));
  return view;
}

static void
describe (AdwStatusPage *page, gboolean is_until_quit, gboolean waits) {
  const char *text = NULL;

  if (waits)
    text = _ ("Coming back…");
  else if (is_until_quit)
    text = _ ("Nothing is stored, so the key to your chats stays in this computer’s memory until "
              "you quit.");
  adw_status_page_set_description (page, text);
}

GtkWidget *
confab_app_cover_page_new (gboolean is_until_quit) {
  AdwStatusPage *page = page_new ();

  describe (page, is_until_quit, FALSE);
  return view_new (page);
}

void
confab_app_cover_set_waits (ConfabAppCover *self, gboolean waits) {
  describe (self->page, self->is_until_quit, waits);
}

/* Also those that are opened while it is covered. */
static void
hide_dialogs (ConfabAppCover *self) {
  for (guint i = 0; i < g_list_model_get_n_items (self->open_dialogs); i++) {
    g_autoptr (GtkWidget) dialog = g_list_model_get_item (self->open_dialogs, i);

    if (!gtk_widget_get_visible (dialog))
      continue;
    gtk_widget_set_visible (dialog, FALSE);
    g_ptr_array_add (self->dialogs, g_steal_pointer (&dialog));
  }
}

/* Hidden widgets are not in the accessible tree. Without a window they would do as well, but GTK
 * (4.18) does not take them back once something of them was changed meanwhile. */
static void
put_in (ConfabAppCover *self) {
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *view = view_new (self->page);

  gtk_widget_set_vexpand (view, TRUE);
  gtk_box_append (GTK_BOX (box), view);
  adw_application_window_set_content (self->window, NULL);
  if (self->content != NULL) {
    gtk_widget_set_visible (self->content, FALSE);
    gtk_box_append (GTK_BOX (box), self->content);
  }
  adw_application_window_set_content (self->window, box);
}

static void
take_out (ConfabAppCover *self) {
  if (self->content != NULL) {
    gtk_box_remove (GTK_BOX (gtk_widget_get_parent (self->content)), self->content);
    gtk_widget_set_visible (self->content, TRUE);
  }
  adw_application_window_set_content (self->window, self->content);
}

ConfabAppCover *
confab_app_cover_new (GtkWindow *window, gboolean is_until_quit) {
  ConfabAppCover *self = g_new0 (ConfabAppCover, 1);
  GtkWidget *content;

  self->window = ADW_APPLICATION_WINDOW (window);
  self->is_until_quit = is_until_quit;
  self->dialogs = g_ptr_array_new_with_free_func (g_object_unref);
  self->focus = gtk_window_get_focus (window);
  if (self->focus != NULL)
    g_object_add_weak_pointer (G_OBJECT (self->focus), (gpointer *)&self->focus);
  content = adw_application_window_get_content (self->window);
  self->content = content != NULL ? g_object_ref (content) : NULL;
  self->title = g_strdup (gtk_window_get_title (window));
  self->page = page_new ();
  describe (self->page, is_until_quit, FALSE);
  self->open_dialogs = g_object_ref (adw_application_window_get_dialogs (self->window));
  hide_dialogs (self);
  self->dialogs_handler = g_signal_connect_swapped (
      self->open_dialogs, "items-changed", G_CALLBACK (hide_dialogs), self);
  put_in (self);
  gtk_window_set_title (window, "Confab");
  return self;
}

static void
uncover (ConfabAppCover *self) {
  take_out (self);
  gtk_window_set_title (GTK_WINDOW (self->window), self->title);
  for (guint i = 0; i < self->dialogs->len; i++) {
    GtkWidget *dialog = g_ptr_array_index (self->dialogs, i);

    if (gtk_widget_get_root (dialog) != NULL)
      gtk_widget_set_visible (dialog, TRUE);
  }
  if (self->focus != NULL && gtk_widget_get_root (self->focus) == GTK_ROOT (self->window))
    gtk_widget_grab_focus (self->focus);
}

/* A window that was disposed of has let go of what was put into it. */
static gboolean
is_gone (ConfabAppCover *self) {
  return gtk_widget_in_destruction (GTK_WIDGET (self->window)) ||
         (self->content != NULL && gtk_widget_get_parent (self->content) == NULL);
}

void
confab_app_cover_free (ConfabAppCover *self) {
  /* A window that goes has no list any more. */
  g_signal_handler_disconnect (self->open_dialogs, self->dialogs_handler);
  g_object_unref (self->open_dialogs);
  if (!is_gone (self))
    uncover (self);
  g_clear_weak_pointer (&self->focus);
  g_clear_object (&self->content);
  g_ptr_array_unref (self->dialogs);
  g_free (self->title);
  g_free (self);
}
