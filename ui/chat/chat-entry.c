/* The entry: grows with its text, sends with Enter, and keeps what is written as the chat's draft.
 * It refuses more than one message can hold, says so kindly, and changes nothing in that case; text
 * of one chat never comes into another, not even by Undo. */

#include "chat/chat-entry.h"

#include <glib/gi18n.h>

#include "chat/chat-format.h"
#include "chat/chat-seal-words.h"
#include "widgets/widgets-button.h"
#include "widgets/widgets-speak.h"

#define MAX_LINES 6 /* shown at once */

struct _ConfabChatEntry {
  AdwBin parent_instance;

  ConfabCore *core;            /* owned, nullable */
  ConfabModelChat *chat;       /* owned, nullable */
  ConfabModelContact *contact; /* owned, nullable */
  GSignalGroup *chat_signals;
  GSignalGroup *contact_signals;
  GtkTextBuffer *buffer; /* borrowed from the text view */
  gboolean is_filling;   /* what changes in the buffer was not typed */
  gboolean has_notice;

  /* template */
  GtkStack *stack;
  GtkLabel *placeholder;
  GtkScrolledWindow *scrolled;
  GtkTextView *text_view;
  GtkWidget *emoji_button;
  GtkWidget *send_button;
  GtkWidget *closed_box;
  GtkWidget *closed_spinner;
  GtkWidget *closed_icon;
  GtkLabel *closed_label;
  GtkWidget *closed_button;
  GtkWidget *closed_other;
};

/* What can be done while the entry is closed; the first is the one to do. */
typedef struct {
  char *label, *other_label; /* owned, nullable */
  const char *action, *other_action;
} Remedy;

G_DEFINE_FINAL_TYPE (ConfabChatEntry, confab_chat_entry, ADW_TYPE_BIN)

enum { SIGNAL_SEND, SIGNAL_NOTICE, N_SIGNALS };
static guint signals[N_SIGNALS];

static char *
dup_text (ConfabChatEntry *self) {
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

/* Without Undo: what stood here before belongs to another chat, or was sent. */
static void
fill (ConfabChatEntry *self, const char *text) {
  self->is_filling = TRUE;
  gtk_text_buffer_begin_irreversible_action (self->buffer);
  gtk_text_buffer_set_text (self->buffer, text, -1);
  gtk_text_buffer_end_irreversible_action (self->buffer);
  self->is_filling = FALSE;
}

static gboolean
is_blank (const char *text) {
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
    if (!g_unichar_isspace (g_utf8_get_char (at)))
      return FALSE;
  }
  return TRUE;
}

static void
say (ConfabChatEntry *self, const char *text) {
  if (text == NULL && !self->has_notice)
    return;
  self->has_notice = text != NULL;
  g_signal_emit (self, signals[SIGNAL_NOTICE], 0, text);
}

static void
send (ConfabChatEntry *self) {
  g_autofree char *text = dup_text (self);

  if (self->chat == NULL || is_blank (text) ||
      !confab_chat_format_is_entry_open (confab_model_chat_get_send_verdict (self->chat)))
    return;
  g_strchomp (text);
  say (self, NULL);
  gtk_text_buffer_begin_irreversible_action (self->buffer);
  gtk_text_buffer_set_text (self->buffer, "", 0);
  gtk_text_buffer_end_irreversible_action (self->buffer);
  g_signal_emit (self, signals[SIGNAL_SEND], 0, text);
}

static void
on_send_clicked (ConfabChatEntry *self) {
  send (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}

static void
on_emoji_picked (ConfabChatEntry *self, const char *emoji) {
  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_delete_selection (self->buffer, TRUE, TRUE);
  gtk_text_buffer_insert_at_cursor (self->buffer, emoji, -1);
  gtk_text_buffer_end_user_action (self->buffer);
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}

static void
on_buffer_changed (ConfabChatEntry *self) {
  g_autofree char *text = dup_text (self);

  gtk_widget_set_visible (GTK_WIDGET (self->placeholder), *text == '\0');
  gtk_widget_set_sensitive (self->send_button, !is_blank (text));
  if (self->is_filling || self->chat == NULL)
    return;
  if (strlen (text) < CONFAB_CHAT_ENTRY_MAX_BYTES)
    say (self, NULL);
  confab_core_set_draft (self->core, self->chat, text);
}

/* Only once somebody wants it: it draws every emoji there is to see which ones it can offer. */
static void
make_emoji_chooser (GtkMenuButton *button, gpointer data) {
  GtkWidget *chooser;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;
  chooser = gtk_emoji_chooser_new ();
  g_signal_connect_swapped (chooser, "emoji-picked", G_CALLBACK (on_emoji_picked), data);
  gtk_menu_button_set_popover (button, chooser);
}

/* Whatever the way, typing, pasting, dropping: what does not fit does not go in at all. */
static void
on_insert_text (
    GtkTextBuffer *buffer, GtkTextIter *at, char *inserted, int n_bytes, ConfabChatEntry *self) {
  g_autofree char *text = dup_text (self);
  g_autofree char *notice = NULL;

  if (self->is_filling || strlen (text) + (gsize)n_bytes <= CONFAB_CHAT_ENTRY_MAX_BYTES)
    return;
  g_signal_stop_emission_by_name (buffer, "insert-text");
  /* Translators: %'d is the number of letters that fit, 10,000. */
  notice =
      g_strdup_printf (_ ("That is more than one message holds (%'d letters). Send it in parts."),
          CONFAB_CHAT_ENTRY_MAX_BYTES);
  say (self, notice);
}

/* Up in an empty entry changes the last own message, Escape leaves that. */
static gboolean
take_key (ConfabChatEntry *self, guint key, GdkModifierType state) {
  gboolean was_changing = self->chat != NULL && confab_model_chat_get_changing (self->chat) != NULL;

  if (self->chat == NULL || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  if (key == GDK_KEY_Escape && was_changing)
    return gtk_widget_activate_action (GTK_WIDGET (self), "chat.change-end", NULL);
  if ((key != GDK_KEY_Up && key != GDK_KEY_KP_Up) || was_changing ||
      gtk_text_buffer_get_char_count (self->buffer) > 0)
    return FALSE;
  gtk_widget_activate_action (GTK_WIDGET (self), "chat.change-last", NULL);
  return confab_model_chat_get_changing (self->chat) != NULL;
}

static gboolean
on_key_pressed (ConfabChatEntry *self, guint key, guint code, GdkModifierType state,
    GtkEventController *controller) {
  GdkEvent *event = gtk_event_controller_get_current_event (controller);

  if (key == GDK_KEY_Escape || key == GDK_KEY_Up || key == GDK_KEY_KP_Up) {
    /* What an input method is composing comes first. */
    if (event != NULL && gtk_text_view_im_context_filter_keypress (self->text_view, event))
      return GDK_EVENT_STOP;
    return take_key (self, key, state) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
  }
  if (key != GDK_KEY_Return && key != GDK_KEY_KP_Enter && key != GDK_KEY_ISO_Enter)
    return GDK_EVENT_PROPAGATE;
  if (state & GDK_SHIFT_MASK)
    return GDK_EVENT_PROPAGATE;
  /* An input method may be asking which word is meant: then Enter is its answer. */
  if (event != NULL && gtk_text_view_im_context_filter_keypress (self->text_view, event))
    return GDK_EVENT_STOP;
  if (!(state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)))
    send (self);
  return GDK_EVENT_STOP;
}

static const char *
name_of (ConfabChatEntry *self) {
  return self->contact != NULL ? confab_model_contact_get_name (self->contact) : "";
}

static void
remedy_clear (Remedy *remedy) {
  g_free (remedy->label);
  g_free (remedy->other_label);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Remedy, remedy_clear)

static void
find_remedy (ConfabChatEntry *self, Remedy *remedy) {
  ConfabReason reason = confab_model_chat_get_send_reason (self->chat);
  ConfabModelRelation relation = confab_model_contact_get_relation (self->contact);

  if (confab_model_chat_get_send_verdict (self->chat) == CONFAB_SEND_HOLD_FOR_KEYS ||
      relation == CONFAB_RELATION_WAITING)
    return;
  if (reason == CONFAB_REASON_NOT_KNOWN || reason == CONFAB_REASON_NOT_MUTUAL) {
    remedy->label = g_strdup (_ ("Ask"));
    remedy->action = "chat.ask";
  } else if (reason == CONFAB_REASON_KEYS_CHANGED) {
    remedy->label = confab_chat_seal_words_dup_see_devices (name_of (self));
    remedy->action = "chat.devices";
  } else if (reason == CONFAB_REASON_NO_KEYS || reason == CONFAB_REASON_KEYS_GONE) {
    if (!confab_chat_seal_words_was_asked (self->chat, g_get_real_time ())) {
      remedy->label = confab_chat_seal_words_dup_ask_button (name_of (self));
      remedy->action = "chat.ask-for-keys";
    }
    remedy->other_label = g_strdup (_ ("Write so that servers can read it…"));
    remedy->other_action = "chat.permit-plain";
  }
}

static void
update_closed (ConfabChatEntry *self) {
  ConfabSendVerdict verdict = confab_model_chat_get_send_verdict (self->chat);
  ConfabReason reason = confab_model_chat_get_send_reason (self->chat);
  gboolean is_moment = verdict == CONFAB_SEND_HOLD_FOR_KEYS;
  g_autofree char *words = confab_chat_format_dup_closed (
      verdict, reason, confab_model_contact_get_relation (self->contact), name_of (self));
  g_auto (Remedy) remedy = { NULL };

  find_remedy (self, &remedy);
  if (remedy.other_action != NULL && remedy.action == NULL) {
    char *asked = g_strdup_printf ("%s %s", words, _ ("You have asked."));

    g_free (words);
    words = asked;
  }
  gtk_label_set_text (self->closed_label, words);
  gtk_widget_set_visible (self->closed_spinner, is_moment);
  gtk_widget_set_visible (self->closed_icon, !is_moment);
  confab_widgets_button_set (self->closed_button, remedy.label, remedy.action);
  confab_widgets_button_set (self->closed_other, remedy.other_label, remedy.other_action);
  gtk_widget_set_visible (gtk_widget_get_parent (self->closed_button),
      remedy.action != NULL || remedy.other_action != NULL);
  /* With nothing to press, the focus of the entry needs another place to stay. */
  gtk_widget_set_focusable (self->closed_box, is_moment);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->closed_box), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
update (ConfabChatEntry *self) {
  g_autofree char *placeholder = NULL;
  gboolean is_open;
  gboolean was_open;
  gboolean had_focus;

  if (self->chat == NULL || self->contact == NULL)
    return;
  placeholder = confab_model_contact_is_note (self->contact)
                    ? g_strdup (_ ("Write a note"))
                    : g_strdup_printf (_ ("Message %s"), name_of (self));
  gtk_label_set_text (self->placeholder, placeholder);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text_view), GTK_ACCESSIBLE_PROPERTY_LABEL,
      placeholder, GTK_ACCESSIBLE_PROPERTY_PLACEHOLDER, placeholder, -1);

  is_open = confab_chat_format_is_entry_open (confab_model_chat_get_send_verdict (self->chat));
  if (!is_open)
    update_closed (self);
  had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
  was_open = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "open") == 0;
  gtk_stack_set_visible_child_name (self->stack, is_open ? "open" : "closed");
  /* Focus never disappears: it goes to what stands here now. */
  if (had_focus)
    confab_chat_entry_focus (self);
  if (had_focus && was_open && !is_open)
    confab_widgets_speak (GTK_WIDGET (self), gtk_label_get_text (self->closed_label),
        GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
on_draft_changed (ConfabChatEntry *self) {
  g_autofree char *text = dup_text (self);
  const char *written = confab_model_chat_get_written (self->chat);

  if (strcmp (text, written) != 0)
    fill (self, written);
}

static void
update_height (ConfabChatEntry *self) {
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self->text_view));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int line = PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics));
  int margins = gtk_text_view_get_top_margin (self->text_view) +
                gtk_text_view_get_bottom_margin (self->text_view);

  pango_font_metrics_unref (metrics);
  /* In this order: the least may never be more than the most. */
  gtk_scrolled_window_set_min_content_height (self->scrolled, -1);
  gtk_scrolled_window_set_max_content_height (self->scrolled, MAX_LINES * line + margins);
  gtk_scrolled_window_set_min_content_height (self->scrolled, line + margins);
}

static void
confab_chat_entry_css_changed (GtkWidget *widget, GtkCssStyleChange *change) {
  GTK_WIDGET_CLASS (confab_chat_entry_parent_class)->css_changed (widget, change);
  update_height (CONFAB_CHAT_ENTRY (widget));
}

static void
confab_chat_entry_dispose (GObject *object) {
  ConfabChatEntry *self = CONFAB_CHAT_ENTRY (object);

  g_clear_object (&self->chat_signals);
  g_clear_object (&self->contact_signals);
  if (self->buffer != NULL)
    g_signal_handlers_disconnect_by_data (self->buffer, self);
  self->buffer = NULL;
  g_clear_object (&self->chat);
  g_clear_object (&self->contact);
  g_clear_object (&self->core);
  G_OBJECT_CLASS (confab_chat_entry_parent_class)->dispose (object);
}

static void
confab_chat_entry_class_init (ConfabChatEntryClass *class) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = confab_chat_entry_dispose;
  widget_class->css_changed = confab_chat_entry_css_changed;
  signals[SIGNAL_SEND] = g_signal_new ("send", CONFAB_TYPE_CHAT_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL,
      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_NOTICE] = g_signal_new ("notice", CONFAB_TYPE_CHAT_ENTRY, G_SIGNAL_RUN_LAST, 0,
      NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/im/confab/Confab/ui/chat/chat-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, ConfabChatEntry, stack);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatEntry, placeholder);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatEntry, scrolled);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatEntry, text_view);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatEntry, emoji_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatEntry, send_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatEntry, closed_label);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatEntry, closed_box);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatEntry, closed_spinner);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatEntry, closed_icon);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatEntry, closed_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatEntry, closed_other);
  gtk_widget_class_bind_template_callback (widget_class, on_send_clicked);
}

static void
confab_chat_entry_init (ConfabChatEntry *self) {
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->buffer = gtk_text_view_get_buffer (self->text_view);
  g_signal_connect_swapped (self->buffer, "changed", G_CALLBACK (on_buffer_changed), self);
  g_signal_connect (self->buffer, "insert-text", G_CALLBACK (on_insert_text), self);
  gtk_menu_button_set_create_popup_func (
      GTK_MENU_BUTTON (self->emoji_button), make_emoji_chooser, self, NULL);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self->text_view), keys);

  self->chat_signals = g_signal_group_new (CONFAB_TYPE_MODEL_CHAT);
  g_signal_group_connect_swapped (
      self->chat_signals, "notify::draft", G_CALLBACK (on_draft_changed), self);
  g_signal_group_connect_swapped (
      self->chat_signals, "notify::send-verdict", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (
      self->chat_signals, "notify::send-reason", G_CALLBACK (update), self);
  self->contact_signals = g_signal_group_new (CONFAB_TYPE_MODEL_CONTACT);
  g_signal_group_connect_swapped (self->contact_signals, "notify::name", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (
      self->contact_signals, "notify::relation", G_CALLBACK (update), self);
  on_buffer_changed (self);
}

void
confab_chat_entry_set_chat (ConfabChatEntry *self, ConfabCore *core, ConfabModelChat *chat) {
  ConfabModelContact *contact = chat != NULL ? confab_model_chat_get_contact (chat) : NULL;

  say (self, NULL);
  g_set_object (&self->core, core);
  g_set_object (&self->chat, chat);
  g_set_object (&self->contact, contact);
  g_signal_group_set_target (self->chat_signals, chat);
  g_signal_group_set_target (self->contact_signals, self->contact);
  fill (self, chat != NULL ? confab_model_chat_get_written (chat) : "");
  update (self);
}

gboolean
confab_chat_entry_focus (ConfabChatEntry *self) {
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "open") == 0)
    return gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
  if (gtk_widget_get_visible (self->closed_button))
    return gtk_widget_grab_focus (self->closed_button);
  if (gtk_widget_get_visible (self->closed_other))
    return gtk_widget_grab_focus (self->closed_other);
  return gtk_widget_get_focusable (self->closed_box) && gtk_widget_grab_focus (self->closed_box);
}

void
confab_chat_entry_refresh (ConfabChatEntry *self) {
  update (self);
}

void
confab_chat_entry_put_back (ConfabChatEntry *self, const char *text) {
  g_autofree char *written = dup_text (self);
  g_autofree char *both =
      *written == '\0' ? g_strdup (text) : g_strdup_printf ("%s\n%s", text, written);

  fill (self, both);
  if (self->chat != NULL)
    confab_core_set_draft (self->core, self->chat, both);
}

GtkWidget *
confab_chat_entry_get_text_view (ConfabChatEntry *self) {
  return GTK_WIDGET (self->text_view);
}
