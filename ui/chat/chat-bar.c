/* One bar above the entry. What it says is spoken when it changes. It refuses to take the focus,
 * and its buttons never stand where another one was a moment ago: they have a place of their own.
 */

#include "chat/chat-bar.h"

#include "widgets/widgets-button.h"
#include "widgets/widgets-speak.h"

struct _ConfabChatBar {
  AdwBin parent_instance;

  /* template */
  GtkRevealer *revealer;
  GtkWidget *box;
  GtkImage *icon;
  GtkLabel *label;
  GtkWidget *button;
  GtkWidget *other;
};

G_DEFINE_FINAL_TYPE (ConfabChatBar, confab_chat_bar, ADW_TYPE_BIN)

static void
confab_chat_bar_class_init (ConfabChatBarClass *class) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/im/confab/Confab/ui/chat/chat-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, ConfabChatBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatBar, box);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatBar, icon);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatBar, label);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatBar, button);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatBar, other);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
confab_chat_bar_init (ConfabChatBar *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  confab_chat_bar_hide (self);
}

void
confab_chat_bar_show (ConfabChatBar *self, const ConfabChatBarContent *content) {
  gboolean is_new;

  if (content->text == NULL) {
    confab_chat_bar_hide (self);
    return;
  }
  is_new =
      (!content->is_counting && strcmp (gtk_label_get_text (self->label), content->text) != 0) ||
      !gtk_revealer_get_reveal_child (self->revealer);
  gtk_label_set_text (self->label, content->text);
  gtk_image_set_from_icon_name (self->icon, content->icon);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), content->icon != NULL);
  confab_widgets_button_set (
      self->button, content->button, content->button != NULL ? content->action : NULL);
  confab_widgets_button_set (
      self->other, content->other, content->other != NULL ? content->other_action : NULL);
  gtk_widget_set_visible (gtk_widget_get_parent (self->button), content->button != NULL);
  if (content->is_quiet)
    gtk_widget_add_css_class (self->box, "quiet");
  else
    gtk_widget_remove_css_class (self->box, "quiet");
  if (content->is_alarm)
    gtk_widget_add_css_class (self->box, "alarm");
  else
    gtk_widget_remove_css_class (self->box, "alarm");
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  if (is_new)
    confab_widgets_speak (
        GTK_WIDGET (self), content->text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

void
confab_chat_bar_hide (ConfabChatBar *self) {
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->other), NULL);
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  /* Its button must not be reached by keys while it slides away. */
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

const char *
confab_chat_bar_get_text (ConfabChatBar *self) {
  return gtk_widget_get_visible (GTK_WIDGET (self)) ? gtk_label_get_text (self->label) : "";
}
