/* Files and pictures that are dropped on a chat or pasted into its entry. */

#include "chat/chat-drop.h"

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, ConfabChatAttach *attach) {
  return confab_chat_attach_give (attach, value);
}

static void
on_pasted (GObject *source, GAsyncResult *result, gpointer data) {
  g_autoptr (ConfabChatAttach) attach = data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (value != NULL)
    confab_chat_attach_give (attach, value);
}

/* Text goes where text goes; only what is no text comes here. */
static void
on_paste (GtkTextView *text_view, ConfabChatAttach *attach) {
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (text_view));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  gboolean has_files = gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST);

  if (!has_files && (gdk_content_formats_contain_gtype (formats, G_TYPE_STRING) ||
                        !gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE)))
    return;
  g_signal_stop_emission_by_name (text_view, "paste-clipboard");
  gdk_clipboard_read_value_async (clipboard, has_files ? GDK_TYPE_FILE_LIST : GDK_TYPE_TEXTURE,
      G_PRIORITY_DEFAULT, NULL, on_pasted, g_object_ref (attach));
}

void
confab_chat_drop_listen (ConfabChatAttach *attach, GtkWidget *target, GtkWidget *text_view) {
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);
  GType types[] = { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE };

  gtk_drop_target_set_gtypes (drop, types, G_N_ELEMENTS (types));
  g_signal_connect_object (drop, "drop", G_CALLBACK (on_drop), attach, 0);
  gtk_widget_add_controller (target, GTK_EVENT_CONTROLLER (drop));
  g_signal_connect_object (text_view, "paste-clipboard", G_CALLBACK (on_paste), attach, 0);
}
