/* Puts the parts of a chat together and calls the verbs of core for them. It decides nothing: what
 * may be sent, and how, is the chat's verdict; what goes wrong is said, and the text comes back. */

#include "chat/chat-view-private.h"

#include "chat/chat-back.h"
#include "chat/chat-change.h"
#include "chat/chat-close.h"
#include "chat/chat-drop.h"
#include "chat/chat-day.h"
#include "chat/chat-export.h"
#include "chat/chat-file.h"
#include "chat/chat-flood.h"
#include "chat/chat-keep.h"
#include "chat/chat-lock.h"
#include "chat/chat-person.h"
#include "chat/chat-remark.h"
#include "chat/chat-seal-words.h"
#include "chat/chat-seal.h"
#include "chat/chat-timer.h"
#include "chat/chat-warning.h"

G_DEFINE_FINAL_TYPE (ConfabChatView, confab_chat_view, ADW_TYPE_BIN)

/* What is written beside files follows them. */
static void
on_entry_send (ConfabChatView *self, const char *text) {
  if (!confab_chat_attach_is_settled (self->attach)) {
    confab_chat_entry_put_back (self->entry, text);
    return;
  }
  confab_chat_timeline_view_go_to_end (self->timeline_view);
  confab_chat_attach_send (self->attach);
  confab_chat_errand_run (self, confab_core_send (self->core, self->chat, text), text);
}

static void
on_question_edit (ConfabChatView *self) {
  confab_chat_entry_focus (self->entry);
}

/* The text stands in the entry until it has gone, so there is nothing to put back. */
static void
on_question_send_anyway (ConfabChatView *self, const char *text) {
  g_autofree char *asked = g_strdup (text);

  confab_chat_errand_run (self, confab_core_send_anyway (self->core, self->chat, asked), NULL);
  confab_chat_entry_focus (self->entry);
}

/* Another text is another question. */
static void
on_draft_changed (ConfabChatView *self) {
  const char *asked = confab_chat_question_get_text (self->question_bar);

  if (asked != NULL && self->chat != NULL &&
      strcmp (asked, confab_model_chat_get_written (self->chat)) != 0)
    confab_chat_question_drop (self->question_bar);
}

static void
on_entry_notice (ConfabChatView *self, const char *text) {
  confab_chat_errand_say (self, text);
}

static void
on_retry (ConfabChatView *self, ConfabModelMessage *message) {
  confab_chat_errand_run (self, confab_core_retry (self->core, self->chat, message), NULL);
}

static void
update_remark (ConfabChatView *self) {
  g_autoptr (ConfabChatRemark) remark = NULL;

  if (self->chat == NULL || self->contact == NULL) {
    confab_chat_bar_hide (self->state_bar);
    return;
  }
  remark = confab_chat_remark_new (self->chat);
  /* The main window has a place where it says so, with what to do. */
  if (remark->is_own_state && !self->has_own_window) {
    remark->bar.is_quiet = TRUE;
    remark->bar.icon = NULL;
    remark->bar.button = NULL;
  }
  confab_chat_bar_show (self->state_bar, &remark->bar);
}

/* The stack hands the focus of what goes on to what comes; a list that is just being told of its
 * first row cannot take it, and GTK falls. So it goes to the entry before. */
static void
leave_empty_page (ConfabChatView *self) {
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->empty_page)) &&
      !confab_chat_entry_focus (self->entry))
    gtk_root_set_focus (root, NULL);
}

static void
update_empty (ConfabChatView *self) {
  ConfabModelTimeline *timeline;
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;
  gboolean is_empty;

  if (self->chat == NULL || self->contact == NULL)
    return;
  timeline = confab_model_chat_get_timeline (self->chat);
  is_empty = g_list_model_get_n_items (G_LIST_MODEL (timeline)) == 0 &&
             confab_model_timeline_is_at_start (timeline) &&
             confab_model_timeline_is_at_end (timeline);
  if (is_empty) {
    title = confab_chat_remark_dup_empty_title (self->chat);
    text = confab_chat_remark_dup_empty_text (self->chat);
    /* The page takes markup: what people chose goes in escaped. */
    adw_status_page_set_title (self->empty_page, title);
    adw_status_page_set_description (self->empty_page, text);
    adw_status_page_set_icon_name (
        self->empty_page, confab_chat_remark_get_empty_icon (self->chat));
  } else {
    leave_empty_page (self);
  }
  gtk_stack_set_visible_child_name (self->stack, is_empty ? "empty" : "log");
}

static void
update_warning (ConfabChatView *self) {
  if (self->chat != NULL && self->contact != NULL)
    confab_chat_warning_show (self->warning_bar, self->chat);
  else
    confab_chat_bar_hide (self->warning_bar);
}

static void
on_checked_action (GtkWidget *widget, const char *name, GVariant *parameter) {
  ConfabChatView *self = CONFAB_CHAT_VIEW (widget);

  if (self->chat != NULL)
    confab_chat_warning_set_seen (self->chat);
  update_warning (self);
}

static void
update_seal (ConfabChatView *self) {
  confab_chat_flood_show (self->flood_bar, self->chat);
  confab_chat_seal_update (self, self->contact != NULL ? self->chat : NULL);
  if (self->chat == NULL || self->contact == NULL)
    return;
  confab_chat_seal_show_plain (self->plain_bar, self->chat);
  confab_chat_seal_show_devices (self->device_bar, self->chat);
}

static void
on_rows_changed (ConfabChatView *self) {
  update_empty (self);
  update_warning (self);
  confab_chat_entry_refresh (self->entry);
}

/* How long it stays may have been chosen for all chats. */
static void
on_safety_changed (ConfabChatView *self) {
  update_remark (self);
  update_empty (self);
}

static void
update (ConfabChatView *self, GParamSpec *changed) {
  gboolean may_close = self->chat != NULL && !confab_model_chat_is_closed_with_undo (self->chat);

  if (confab_chat_flood_take (self->flood_bar, self->chat, changed))
    return;
  update_remark (self);
  update_empty (self);
  update_warning (self);
  update_seal (self);
  confab_chat_change_update (self);
  confab_chat_person_update (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chat.close", may_close);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chat.export", may_close);
  if (!may_close)
    confab_chat_timeline_view_stop_selecting (self->timeline_view);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chat.undo-close",
      self->chat != NULL && confab_model_chat_is_closed_with_undo (self->chat));
}

static void
on_close_action (GtkWidget *widget, const char *name, GVariant *parameter) {
  ConfabChatView *self = CONFAB_CHAT_VIEW (widget);

  if (self->chat != NULL)
    confab_chat_close (widget, self->core, self->chat);
}

static void
on_undo_action (GtkWidget *widget, const char *name, GVariant *parameter) {
  confab_core_undo_close (CONFAB_CHAT_VIEW (widget)->core);
}

static void
on_attach_action (GtkWidget *widget, const char *name, GVariant *parameter) {
  confab_chat_attach_choose (CONFAB_CHAT_VIEW (widget)->attach);
}

/* The words go where they can be changed; sending them is the user's. */
static void
on_ask_again_action (GtkWidget *widget, const char *name, GVariant *parameter) {
  ConfabChatView *self = CONFAB_CHAT_VIEW (widget);
  const char *words = confab_chat_seal_words_get_again ();

  if (self->chat == NULL)
    return;
  if (strstr (confab_model_chat_get_draft (self->chat), words) == NULL)
    confab_chat_entry_put_back (self->entry, words);
  confab_chat_entry_focus (self->entry);
}

/* Letters typed while the log has the focus belong into the entry. */
static gboolean
on_key_pressed (ConfabChatView *self, guint key, guint code, GdkModifierType state,
    GtkEventController *controller) {
  gunichar c = gdk_keyval_to_unicode (key);

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0 || !g_unichar_isgraph (c))
    return GDK_EVENT_PROPAGATE;
  if (!confab_chat_entry_focus (self->entry))
    return GDK_EVENT_PROPAGATE;
  return gtk_event_controller_key_forward (
      GTK_EVENT_CONTROLLER_KEY (controller), confab_chat_entry_get_text_view (self->entry));
}

static void
on_selecting (ConfabChatView *self) {
  guint n;
  gboolean is_full;
  gboolean is_on = confab_chat_timeline_view_get_selecting (self->timeline_view, &n, &is_full);

  /* Elsewhere Escape is others' key. */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chat.select-end", is_on);
  if (is_on)
    confab_chat_select_bar_show (self->select_bar, n, is_full);
  else
    confab_chat_select_bar_hide (self->select_bar);
}

static void
confab_chat_view_dispose (GObject *object) {
  ConfabChatView *self = CONFAB_CHAT_VIEW (object);

  g_clear_object (&self->chat_signals);
  g_clear_object (&self->contact_signals);
  g_clear_object (&self->account_signals);
  g_clear_object (&self->timeline_signals);
  g_clear_object (&self->safety_signals);
  g_clear_object (&self->chat);
  g_clear_object (&self->contact);
  g_clear_object (&self->core);
  G_OBJECT_CLASS (confab_chat_view_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class) {
  gtk_widget_class_install_action (widget_class, "chat.close", NULL, on_close_action);
  gtk_widget_class_install_action (widget_class, "chat.undo-close", NULL, on_undo_action);
  gtk_widget_class_install_action (widget_class, "chat.checked", NULL, on_checked_action);
  gtk_widget_class_install_action (widget_class, "chat.ask-again", NULL, on_ask_again_action);
  gtk_widget_class_install_action (widget_class, "chat.attach", NULL, on_attach_action);
  confab_chat_file_install (widget_class);
  confab_chat_day_install (widget_class);
  confab_chat_export_install (widget_class);
  confab_chat_select_bar_install (widget_class);
  confab_chat_person_install (widget_class);
  confab_chat_seal_install (widget_class);
  confab_chat_back_install (widget_class);
  confab_chat_change_install (widget_class);
  confab_chat_keep_install (widget_class);
  confab_chat_timer_install (widget_class);
  confab_chat_flood_install (widget_class);
}

static void
confab_chat_view_class_init (ConfabChatViewClass *class) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = confab_chat_view_dispose;
  g_type_ensure (CONFAB_TYPE_CHAT_HEADER);
  g_type_ensure (CONFAB_TYPE_CHAT_CHIPS);
  g_type_ensure (CONFAB_TYPE_CHAT_TIMELINE_VIEW);
  g_type_ensure (CONFAB_TYPE_CHAT_BAR);
  g_type_ensure (CONFAB_TYPE_CHAT_SELECT_BAR);
  g_type_ensure (CONFAB_TYPE_CHAT_WRITER);
  g_type_ensure (CONFAB_TYPE_CHAT_ATTACH);
  g_type_ensure (CONFAB_TYPE_CHAT_ENTRY);
  g_type_ensure (CONFAB_TYPE_CHAT_QUESTION);
  install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/im/confab/Confab/ui/chat/chat-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ConfabChatView, header);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatView, window_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatView, menu_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatView, chips);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatView, stack);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatView, timeline_view);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatView, empty_page);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatView, select_bar);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatView, state_bar);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatView, notice_bar);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatView, plain_bar);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatView, device_bar);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatView, warning_bar);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatView, flood_bar);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatView, change_bar);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatView, question_bar);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatView, attach);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatView, writer);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatView, entry);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_send);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_notice);
  gtk_widget_class_bind_template_callback (widget_class, on_question_edit);
  gtk_widget_class_bind_template_callback (widget_class, on_question_send_anyway);
}

/* Everything that is said here follows from the chat, the contact and the account. */
static GSignalGroup *
watch (ConfabChatView *self, GType type, const char *signal) {
  GSignalGroup *group = g_signal_group_new (type);

  g_signal_group_connect_swapped (group, signal, G_CALLBACK (update), self);
  return group;
}

static void
confab_chat_view_init (ConfabChatView *self) {
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self->timeline_view), keys);
  confab_chat_drop_listen (
      self->attach, GTK_WIDGET (self), confab_chat_entry_get_text_view (self->entry));
  g_signal_connect_object (
      self->timeline_view, "retry", G_CALLBACK (on_retry), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->timeline_view, "selecting", G_CALLBACK (on_selecting), self, G_CONNECT_SWAPPED);
  on_selecting (self);

  self->chat_signals = watch (self, CONFAB_TYPE_MODEL_CHAT, "notify");
  g_signal_group_connect_swapped (
      self->chat_signals, "notify::draft", G_CALLBACK (on_draft_changed), self);
  self->contact_signals = watch (self, CONFAB_TYPE_MODEL_CONTACT, "notify");
  self->account_signals = watch (self, CONFAB_TYPE_MODEL_ACCOUNT, "notify");
  self->timeline_signals = watch (self, CONFAB_TYPE_MODEL_TIMELINE, "notify");
  g_signal_group_connect_swapped (
      self->timeline_signals, "items-changed", G_CALLBACK (on_rows_changed), self);
  self->safety_signals = g_signal_group_new (CONFAB_TYPE_MODEL_SAFETY);
  g_signal_group_connect_swapped (
      self->safety_signals, "changed", G_CALLBACK (on_safety_changed), self);
}

GtkWidget *
confab_chat_view_new (ConfabCore *core) {
  ConfabChatView *self = g_object_new (CONFAB_TYPE_CHAT_VIEW, NULL);

  self->core = g_object_ref (core);
  confab_chat_timeline_view_set_core (self->timeline_view, core);
  g_signal_group_set_target (self->safety_signals, confab_core_get_safety (core));
  confab_chat_lock_watch (self, core);
  return GTK_WIDGET (self);
}

void
confab_chat_view_set_chat (ConfabChatView *self, ConfabModelChat *chat) {
  ConfabModelContact *contact = chat != NULL ? confab_model_chat_get_contact (chat) : NULL;

  if (self->chat == chat)
    return;
  confab_chat_bar_hide (self->notice_bar);
  confab_chat_question_drop (self->question_bar);
  g_set_object (&self->chat, chat);
  g_set_object (&self->contact, contact);
  g_signal_group_set_target (self->chat_signals, chat);
  g_signal_group_set_target (self->contact_signals, contact);
  g_signal_group_set_target (
      self->account_signals, contact != NULL ? confab_model_contact_get_account (contact) : NULL);
  g_signal_group_set_target (
      self->timeline_signals, chat != NULL ? confab_model_chat_get_timeline (chat) : NULL);
  confab_chat_header_set_contact (self->header, contact);
  confab_chat_chips_set_chat (self->chips, chat);
  confab_chat_attach_set_chat (self->attach, self->core, chat);
  confab_chat_writer_set_chat (self->writer, self->core, chat);
  confab_chat_entry_set_chat (self->entry, self->core, chat);
  confab_chat_timeline_view_set_chat (self->timeline_view, chat);
  update (self, NULL);
}

ConfabModelChat *
confab_chat_view_get_chat (ConfabChatView *self) {
  return self->chat;
}

ConfabCore *
confab_chat_view_get_core (ConfabChatView *self) {
  return self->core;
}

void
confab_chat_view_follow (ConfabChatView *self, DexFuture *future) {
  confab_chat_errand_run (self, future, NULL);
}

void
confab_chat_view_set_has_own_window (ConfabChatView *self, gboolean has_own_window) {
  self->has_own_window = has_own_window;
  gtk_widget_set_visible (self->window_button, !has_own_window);
  update_remark (self);
}

void
confab_chat_view_give (ConfabChatView *self, const GValue *value) {
  g_return_if_fail (CONFAB_IS_CHAT_VIEW (self));

  confab_chat_attach_give (self->attach, value);
}

void
confab_chat_view_focus_entry (ConfabChatView *self) {
  if (!confab_chat_entry_focus (self->entry))
    confab_chat_view_focus_log (self);
}

void
confab_chat_view_focus_log (ConfabChatView *self) {
  if (!confab_chat_timeline_view_focus (self->timeline_view))
    gtk_widget_child_focus (GTK_WIDGET (self->chips), GTK_DIR_TAB_FORWARD);
}
