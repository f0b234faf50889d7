/* Face, name and address in the header bar, and beside them that somebody is writing. The name is
 * the user's own or the address itself; it refuses to show a name without the address that it
 * stands for. */

#include "chat/chat-header.h"

#include <glib/gi18n.h>

#include "model/model-chat.h"
#include "widgets/widgets-face.h"

#define MIN_LETTERS 4 /* of a name */

struct _ConfabChatHeader {
  GtkBox parent_instance;

  ConfabModelContact *contact; /* owned, nullable */
  GSignalGroup *contact_signals;
  GSignalGroup *chat_signals;

  /* template */
  ConfabWidgetsFace *face;
  GtkLabel *name_label;
  GtkLabel *address_label;
  GtkWidget *beside_label; /* they are writing: beside the name */
  GtkWidget *below_label;  /* the same, below an address that has no name */
};

G_DEFINE_FINAL_TYPE (ConfabChatHeader, confab_chat_header, GTK_TYPE_BOX)

/* The address is not made shorter for it. */
static void
update_writing (ConfabChatHeader *self) {
  gboolean is_writing = self->contact != NULL && confab_model_chat_is_writing (
                                                     confab_model_contact_get_chat (self->contact));
  gboolean has_name = self->contact != NULL && confab_model_contact_has_own_name (self->contact);
  glong letters = g_utf8_strlen (gtk_label_get_text (self->name_label), -1);

  /* Where there is little room, the beginning of the name stays. */
  gtk_label_set_width_chars (
      self->name_label, is_writing && has_name ? (int)MIN (letters, MIN_LETTERS) : -1);
  gtk_widget_set_visible (self->beside_label, is_writing && has_name);
  gtk_widget_set_visible (self->below_label, is_writing && !has_name);
}

static void
update (ConfabChatHeader *self) {
  gboolean is_server, is_note;
  const char *address;
  const char *name;

  if (self->contact == NULL)
    return;
  is_server = confab_model_contact_is_server (self->contact);
  is_note = confab_model_contact_is_note (self->contact);
  address = confab_model_contact_get_address (self->contact);
  name = confab_model_contact_get_name (self->contact);
  confab_widgets_face_set_person (
      self->face, address, name, confab_model_contact_get_face (self->contact));
  gtk_label_set_text (self->name_label, name);
  if (is_server)
    confab_widgets_face_set_icon (self->face, "network-server-symbolic");
  else if (is_note)
    confab_widgets_face_set_icon (self->face, "document-edit-symbolic");
  gtk_label_set_text (self->address_label, is_server ? _ ("Your server, not a person")
                                           : is_note ? _ ("Nobody but you")
                                                     : address);
  gtk_widget_set_visible (GTK_WIDGET (self->address_label),
      is_server || confab_model_contact_has_own_name (self->contact));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), is_note ? NULL : address);
  update_writing (self);
}

static void
confab_chat_header_dispose (GObject *object) {
  ConfabChatHeader *self = CONFAB_CHAT_HEADER (object);

  g_clear_object (&self->contact_signals);
  g_clear_object (&self->chat_signals);
  g_clear_object (&self->contact);
  gtk_widget_dispose_template (GTK_WIDGET (self), CONFAB_TYPE_CHAT_HEADER);
  G_OBJECT_CLASS (confab_chat_header_parent_class)->dispose (object);
}

static void
confab_chat_header_class_init (ConfabChatHeaderClass *class) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = confab_chat_header_dispose;
  g_type_ensure (CONFAB_TYPE_WIDGETS_FACE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/im/confab/Confab/ui/chat/chat-header.ui");
  gtk_widget_class_bind_template_child (widget_class, ConfabChatHeader, face);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatHeader, name_label);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatHeader, address_label);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatHeader, beside_label);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatHeader, below_label);
}

static void
confab_chat_header_init (ConfabChatHeader *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  self->contact_signals = g_signal_group_new (CONFAB_TYPE_MODEL_CONTACT);
  g_signal_group_connect_swapped (self->contact_signals, "notify::name", G_CALLBACK (update), self);
  self->chat_signals = g_signal_group_new (CONFAB_TYPE_MODEL_CHAT);
  g_signal_group_connect_swapped (
      self->chat_signals, "notify::is-writing", G_CALLBACK (update_writing), self);
}

void
confab_chat_header_set_contact (ConfabChatHeader *self, ConfabModelContact *contact) {
  g_set_object (&self->contact, contact);
  g_signal_group_set_target (self->contact_signals, contact);
  g_signal_group_set_target (
      self->chat_signals, contact != NULL ? confab_model_contact_get_chat (contact) : NULL);
  update_writing (self);
  update (self);
}
