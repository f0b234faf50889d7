/* A window around one chat, in which one finds what stands in it. It closes when its contact goes.
 * Closing it closes no chat: nothing is forgotten by it. It refuses to write its size to disk: whom
 * one chats with is nobody's business.
 */

#include "chat/chat-window.h"

#include "chat/chat-search.h"
#include "chat/chat-view.h"

#define DEFAULT_WIDTH 480
#define DEFAULT_HEIGHT 620
#define MIN_WIDTH 360
#define MIN_HEIGHT 294
#define SIZE_KEY "confab-chat-window-size"

typedef struct {
  int width;
  int height;
} Size;

struct _ConfabChatWindow {
  AdwApplicationWindow parent_instance;

  ConfabCore *core;            /* owned */
  ConfabModelContact *contact; /* owned */
  ConfabChatView *view;        /* child */
};

G_DEFINE_FINAL_TYPE (ConfabChatWindow, confab_chat_window, ADW_TYPE_APPLICATION_WINDOW)

static void
remember_size (ConfabChatWindow *self) {
  Size *size;

  if (self->contact == NULL || gtk_window_is_maximized (GTK_WINDOW (self)))
    return;
  size = g_new0 (Size, 1);
  gtk_window_get_default_size (GTK_WINDOW (self), &size->width, &size->height);
  g_object_set_data_full (G_OBJECT (self->contact), SIZE_KEY, size, g_free);
}

static void
recall_size (ConfabChatWindow *self) {
  const Size *size = g_object_get_data (G_OBJECT (self->contact), SIZE_KEY);

  gtk_window_set_default_size (GTK_WINDOW (self), size != NULL ? size->width : DEFAULT_WIDTH,
      size != NULL ? size->height : DEFAULT_HEIGHT);
}

static void
on_name_changed (ConfabChatWindow *self) {
  gtk_window_set_title (GTK_WINDOW (self), confab_model_contact_get_name (self->contact));
}

static void
on_contacts_changed (ConfabChatWindow *self) {
  ConfabModelAccount *account = confab_model_contact_get_account (self->contact);

  if (account == NULL || confab_model_account_find_contact (account,
                             confab_model_contact_get_address (self->contact)) != self->contact)
    gtk_window_close (GTK_WINDOW (self));
}

/* One of another chat has a window of its own. */
static void
on_hit_chosen (ConfabChatWindow *self, ConfabModelHit *hit, const char *asked) {
  ConfabModelChat *chat = confab_model_contact_get_chat (confab_model_hit_get_contact (hit));

  if (self->view == NULL)
    return;
  confab_chat_window_present (self->core, gtk_window_get_application (GTK_WINDOW (self)), chat);
  confab_core_go_to (self->core, chat, confab_model_hit_get_id (hit), asked);
}

static void
find_in (ConfabChatWindow *self, ConfabModelChat *chat) {
  ConfabChatSearch *page;

  if (self->view == NULL ||
      adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) != NULL)
    return;
  page = confab_chat_search_new (self->core, chat);
  g_signal_connect_object (page, "chosen", G_CALLBACK (on_hit_chosen), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (page), GTK_WIDGET (self));
}

static void
on_find (GSimpleAction *action, GVariant *parameter, gpointer data) {
  find_in (data, NULL);
}

static void
on_find_here (GSimpleAction *action, GVariant *parameter, gpointer data) {
  find_in (data, confab_chat_window_get_chat (data));
}

static gboolean
confab_chat_window_close_request (GtkWindow *window) {
  remember_size (CONFAB_CHAT_WINDOW (window));
  return GTK_WINDOW_CLASS (confab_chat_window_parent_class)->close_request (window);
}

static void
confab_chat_window_dispose (GObject *object) {
  ConfabChatWindow *self = CONFAB_CHAT_WINDOW (object);

  if (self->view != NULL)
    confab_chat_view_set_chat (self->view, NULL);
  self->view = NULL;
  g_clear_object (&self->contact);
  g_clear_object (&self->core);
  G_OBJECT_CLASS (confab_chat_window_parent_class)->dispose (object);
}

static void
confab_chat_window_class_init (ConfabChatWindowClass *class) {
  G_OBJECT_CLASS (class)->dispose = confab_chat_window_dispose;
  GTK_WINDOW_CLASS (class)->close_request = confab_chat_window_close_request;
  gtk_widget_class_add_binding_action (
      GTK_WIDGET_CLASS (class), GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);
}

static void
confab_chat_window_init (ConfabChatWindow *self) {
  static const GActionEntry entries[] = {
    { .name = "find", .activate = on_find },
    { .name = "find-here", .activate = on_find_here },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_set_size_request (GTK_WIDGET (self), MIN_WIDTH, MIN_HEIGHT);
}

GtkWindow *
confab_chat_window_new (ConfabCore *core, GtkApplication *application, ConfabModelChat *chat) {
  ConfabChatWindow *self = g_object_new (CONFAB_TYPE_CHAT_WINDOW, "application", application, NULL);

  self->core = g_object_ref (core);
  self->contact = g_object_ref (confab_model_chat_get_contact (chat));
  self->view = CONFAB_CHAT_VIEW (confab_chat_view_new (core));
  confab_chat_view_set_has_own_window (self->view, TRUE);
  confab_chat_view_set_chat (self->view, chat);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self), GTK_WIDGET (self->view));
  recall_size (self);
  g_signal_connect_object (
      self->contact, "notify::name", G_CALLBACK (on_name_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (confab_core_get_contacts (core), "items-changed",
      G_CALLBACK (on_contacts_changed), self, G_CONNECT_SWAPPED);
  on_name_changed (self);
  confab_chat_view_focus_entry (self->view);
  return GTK_WINDOW (self);
}

GtkWindow *
confab_chat_window_present (ConfabCore *core, GtkApplication *application, ConfabModelChat *chat) {
  GtkWindow *window;

  for (GList *at = gtk_application_get_windows (application); at != NULL; at = at->next) {
    if (CONFAB_IS_CHAT_WINDOW (at->data) && confab_chat_window_get_chat (at->data) == chat) {
      gtk_window_present (at->data);
      return at->data;
    }
  }
  window = confab_chat_window_new (core, application, chat);
  gtk_window_present (window);
  return window;
}

ConfabModelChat *
confab_chat_window_get_chat (ConfabChatWindow *self) {
  return self->view != NULL ? confab_chat_view_get_chat (self->view) : NULL;
}
