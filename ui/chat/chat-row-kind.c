/* Rows that are no text of a person. Their one button names an action of the chat and does nothing
 * by itself; a row that is used again for another message loses it. */

#include "chat/chat-row-kind.h"

#include <glib/gi18n.h>

#include "chat/chat-file-card.h"
#include "chat/chat-long.h"
#include "chat/chat-seal-words.h"
#include "widgets/widgets-button.h"

static void
set_class (GtkWidget *widget, const char *class, gboolean is_set) {
  if (is_set)
    gtk_widget_add_css_class (widget, class);
  else
    gtk_widget_remove_css_class (widget, class);
}

static void
set_remedy (GtkWidget *bubble, const char *label, const char *action) {
  GtkWidget *button = gtk_widget_get_last_child (bubble);

  if (!GTK_IS_BUTTON (button))
    button = NULL;
  if (label == NULL) {
    if (button != NULL)
      gtk_box_remove (GTK_BOX (bubble), button);
    return;
  }
  if (button == NULL) {
    button = gtk_button_new ();
    gtk_widget_set_halign (button, GTK_ALIGN_START);
    gtk_widget_add_css_class (button, "chat-small");
    gtk_widget_add_css_class (button, "chat-remedy");
    gtk_box_append (GTK_BOX (bubble), button);
  }
  confab_widgets_button_set (button, label, action);
}

static void
on_pressed (GtkGestureClick *gesture, int n_press, double x, double y, GtkWidget *text_label) {
  gtk_widget_set_can_focus (text_label, gtk_label_get_selectable (GTK_LABEL (text_label)));
}

static void
on_left (GtkWidget *text_label) {
  gtk_label_select_region (GTK_LABEL (text_label), 0, 0);
  gtk_widget_set_can_focus (text_label, FALSE);
}

void
confab_chat_row_kind_keep_out_of_tab (GtkWidget *bubble, GtkWidget *text_label) {
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_pressed), text_label, 0);
  gtk_widget_add_controller (bubble, GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_left), text_label, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (text_label, focus);
}

static ConfabChatFileCard *
find_card (GtkWidget *bubble) {
  GtkWidget *last = gtk_widget_get_last_child (bubble);

  return last != NULL && CONFAB_IS_CHAT_FILE_CARD (last) ? CONFAB_CHAT_FILE_CARD (last) : NULL;
}

void
confab_chat_row_kind_drop (GtkWidget *bubble) {
  ConfabChatFileCard *card = find_card (bubble);

  if (card != NULL)
    gtk_box_remove (GTK_BOX (bubble), GTK_WIDGET (card));
}

static void
show_file (const ConfabChatRowParts *parts, ConfabModelMessage *message, const char *name) {
  ConfabChatFileCard *card = find_card (parts->bubble);

  gtk_widget_set_visible (parts->text_label, FALSE);
  if (card == NULL) {
    card = CONFAB_CHAT_FILE_CARD (confab_chat_file_card_new ());
    gtk_box_append (GTK_BOX (parts->bubble), GTK_WIDGET (card));
  }
  confab_chat_file_card_set_message (card, message, name);
}

gboolean
confab_chat_row_kind_is_text (ConfabModelMessage *message) {
  ConfabModelMessageKind kind = confab_model_message_get_kind (message);

  return kind == CONFAB_MESSAGE_KIND_TEXT || kind == CONFAB_MESSAGE_KIND_ASK;
}

void
confab_chat_row_kind_show (
    const ConfabChatRowParts *parts, ConfabModelMessage *message, const char *name) {
  GtkLabel *label = GTK_LABEL (parts->text_label);
  ConfabModelMessageKind kind = confab_model_message_get_kind (message);
  gboolean is_line = kind == CONFAB_MESSAGE_KIND_LINE;
  gboolean is_unopened = kind == CONFAB_MESSAGE_KIND_UNOPENED;
  gboolean is_text = confab_chat_row_kind_is_text (message);
  const char *action = NULL;
  g_autofree char *words = NULL;
  g_autofree char *remedy = NULL;

  set_class (parts->row, "line", is_line);
  set_class (parts->row, "unopened", is_unopened);
  gtk_label_set_justify (label, is_line ? GTK_JUSTIFY_CENTER : GTK_JUSTIFY_LEFT);
  gtk_label_set_selectable (label, is_text);
  gtk_widget_set_can_focus (parts->text_label, FALSE);
  gtk_widget_set_visible (parts->menu_button, is_text);
  if (is_unopened)
    remedy = confab_chat_seal_words_dup_remedy (confab_model_message_get_cause (message),
        confab_model_message_is_own (message), name, &action);
  if (is_text && confab_chat_long_is_cut (confab_model_message_get_text (message))) {
    remedy = g_strdup (_ ("Show all of it"));
    action = "message.show-all";
  }
  if (kind != CONFAB_MESSAGE_KIND_FILE)
    confab_chat_row_kind_drop (parts->bubble);
  set_remedy (parts->bubble, remedy, action);
  gtk_widget_set_visible (parts->text_label, TRUE);
  if (kind == CONFAB_MESSAGE_KIND_FILE) {
    set_class (parts->bubble, "big-emoji", FALSE);
    show_file (parts, message, name);
  }
  if (is_text || kind == CONFAB_MESSAGE_KIND_FILE)
    return;
  words = confab_chat_seal_words_dup_row (message, name);
  gtk_label_set_text (label, words);
  set_class (parts->bubble, "big-emoji", FALSE);
  if (is_line)
    gtk_widget_set_halign (parts->line, GTK_ALIGN_CENTER);
}

static GtkWidget *
find_check (GtkWidget *line) {
  GtkWidget *child = gtk_widget_get_first_child (line);

  while (child != NULL && !GTK_IS_CHECK_BUTTON (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static GtkWidget *
check_new (void) {
  GtkWidget *check = g_object_new (
      GTK_TYPE_CHECK_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  /* A click anywhere in the row is meant for it. */
  gtk_widget_set_can_target (check, FALSE);
  gtk_widget_set_focusable (check, FALSE);
  gtk_widget_set_can_focus (check, FALSE);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (check, "chat-check");
  return check;
}

void
confab_chat_row_kind_show_select (GtkWidget *line, GtkWidget *menu_button,
    ConfabModelMessage *message, gboolean may_select, gboolean is_selected) {
  GtkWidget *check = find_check (line);

  gtk_widget_set_visible (menu_button, !may_select && confab_chat_row_kind_is_text (message));
  if (!may_select) {
    if (check != NULL)
      gtk_box_remove (GTK_BOX (line), check);
    return;
  }
  if (check == NULL) {
    check = check_new ();
    gtk_box_append (GTK_BOX (line), check);
  }
  gtk_box_reorder_child_after (GTK_BOX (line), check, menu_button);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_selected);
}
