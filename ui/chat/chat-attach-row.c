/* One file in the line of those that were chosen and not sent yet. It refuses to change anything by
 * itself: its button only says so. */

#include "chat/chat-attach-row.h"

#include <glib/gi18n.h>

#include "chat/chat-file-words.h"
#include "chat/chat-picture.h"

#define NAME_CHARS 30
#define PICTURE_SIDE 64

typedef struct {
  ConfabModelAttachment *attachment;
  ConfabChatAttachRemoved removed;
  gpointer data;
} Press;

static void
press_free (gpointer data, GClosure *closure) {
  Press *press = data;

  g_object_unref (press->attachment);
  g_free (press);
}

static void
on_clicked (GtkButton *button, Press *press) {
  g_autoptr (ConfabModelAttachment) attachment = g_object_ref (press->attachment);

  press->removed (attachment, press->data);
}

static GtkWidget *
make_button (ConfabModelAttachment *attachment, ConfabChatAttachRemoved removed, gpointer data) {
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  Press *press = g_new0 (Press, 1);
  g_autofree char *words =
      /* Translators: %s is the name of a file. */
      g_strdup_printf (_ ("Do not send %s"), confab_model_attachment_get_name (attachment));

  press->attachment = g_object_ref (attachment);
  press->removed = removed;
  press->data = data;
  g_object_set (button, "valign", GTK_ALIGN_CENTER, "tooltip-text", words, NULL);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  g_signal_connect_data (button, "clicked", G_CALLBACK (on_clicked), press, press_free, 0);
  return button;
}

static void
add_picture (GtkWidget *row, ConfabModelAttachment *attachment) {
  ConfabModelPicture *shown = confab_model_attachment_get_picture (attachment);
  GtkWidget *picture;

  if (shown == NULL)
    return;
  picture = confab_chat_picture_new ();
  confab_chat_picture_set (
      picture, shown, PICTURE_SIDE, PICTURE_SIDE, confab_model_attachment_get_name (attachment));
  gtk_widget_set_valign (picture, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), picture);
}

static void
add_questions (GtkWidget *words, const char *questions) {
  GtkWidget *label = gtk_label_new (questions);

  g_object_set (label, "xalign", 0.0f, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "warning");
  gtk_box_append (GTK_BOX (words), label);
}

GtkWidget *
confab_chat_attach_row_new (ConfabModelAttachment *attachment, const char *questions,
    ConfabChatAttachRemoved removed, gpointer data) {
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (confab_model_attachment_get_name (attachment));
  GtkWidget *more = gtk_label_new (NULL);
  const char *note =
      confab_chat_file_words_get_note (confab_model_attachment_get_note (attachment));
  g_autofree char *size = g_format_size (confab_model_attachment_get_size (attachment));
  g_autofree char *both =
      /* Translators: size of a file and what was taken out of it. */
      note != NULL ? g_strdup_printf (_ ("%s · %s"), size, note) : g_strdup (size);

  g_object_set (name, "xalign", 0.0f, "ellipsize", PANGO_ELLIPSIZE_MIDDLE, "max-width-chars",
      NAME_CHARS, NULL);
  g_object_set (
      more, "label", both, "xalign", 0.0f, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
  gtk_widget_add_css_class (more, "caption");
  if (confab_model_attachment_get_note (attachment) == CONFAB_ATTACHMENT_MAY_TELL)
    gtk_widget_add_css_class (more, "warning");
  else
    gtk_widget_add_css_class (more, "dimmed");
  gtk_box_append (GTK_BOX (words), name);
  gtk_box_append (GTK_BOX (words), more);
  if (questions != NULL)
    add_questions (words, questions);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  add_picture (row, attachment);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), make_button (attachment, removed, data));
  return row;
}
