/* A row of the log. Its parts beyond the bubble are made when they are first needed, since a list
 * keeps some two hundred rows. It refuses markup: text goes in as plain text, a link in it is only
 * painted as one, and no row asks anything of the network. */

#include "chat/chat-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "chat/chat-format.h"
#include "chat/chat-links.h"
#include "chat/chat-long.h"
#include "chat/chat-marks.h"
#include "chat/chat-menu.h"
#include "chat/chat-row-kind.h"
#include "chat/chat-seal-words.h"
#include "chat/chat-timer-words.h"

#define MAX_BIG_EMOJI 6 /* a text of so many emoji and nothing else is shown large */
#define BUBBLE_CHARS 52

struct _ConfabChatRow {
  GtkWidget parent_instance;

  ConfabModelMessage *message; /* owned, nullable */
  char *name;                  /* owned */
  ConfabChatRowPlace place;
  gboolean trusts_links;
  ConfabChatLinks *links; /* owned, nullable */
  gulong state_handler;
  gulong kept_handler;

  /* Children; made when needed. */
  GtkWidget *day_label;
  GtkWidget *new_label;
  GtkWidget *line; /* the bubble, and the button of its menu */
  GtkWidget *bubble;
  GtkWidget *text_label;
  GtkWidget *menu_button;
  GtkWidget *meta_box;
  GtkWidget *meta_label;
  GtkWidget *retry_button;
  GtkWidget *copy_button;
  GtkWidget *stop_button; /* "Don't send" */
};

G_DEFINE_FINAL_TYPE (ConfabChatRow, confab_chat_row, GTK_TYPE_WIDGET)

enum { SIGNAL_RETRY, SIGNAL_LINK, SIGNAL_CHECK, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
set_class (GtkWidget *widget, const char *class, gboolean is_set) {
  if (is_set)
    gtk_widget_add_css_class (widget, class);
  else
    gtk_widget_remove_css_class (widget, class);
}

static void
on_retry_clicked (ConfabChatRow *self) {
  if (self->message != NULL)
    g_signal_emit (self, signals[SIGNAL_RETRY], 0, self->message);
}

static void
on_copy_clicked (ConfabChatRow *self) {
  if (self->message != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
        confab_model_message_get_text (self->message));
}

static void
on_copy_action (GtkWidget *widget, const char *name, GVariant *parameter) {
  on_copy_clicked (CONFAB_CHAT_ROW (widget));
}

static void
on_check_action (GtkWidget *widget, const char *name, GVariant *parameter) {
  ConfabChatRow *self = CONFAB_CHAT_ROW (widget);

  if (self->message != NULL)
    g_signal_emit (self, signals[SIGNAL_CHECK], 0, self->message);
}

static void
on_all_action (GtkWidget *widget, const char *name, GVariant *parameter) {
  ConfabChatRow *self = CONFAB_CHAT_ROW (widget);

  if (self->message != NULL)
    confab_chat_long_present (GTK_WIDGET (self), confab_model_message_get_text (self->message),
        confab_model_message_is_own (self->message) ? NULL : self->name);
}

static void
on_link_pressed (gpointer data, const char *link) {
  ConfabChatRow *self = data;

  if (self->message == NULL)
    return;
  /* A label that gets the focus back from a sheet selects all its text. */
  gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (self)));
  g_signal_emit (self, signals[SIGNAL_LINK], 0, self->message, link);
}

static void
on_link_action (GtkWidget *widget, const char *name, GVariant *parameter) {
  ConfabChatRow *self = CONFAB_CHAT_ROW (widget);
  guint n = g_variant_get_uint32 (parameter);
  g_autofree char *link = NULL;

  /* The row may show another message since the menu was opened. */
  if (self->links == NULL || n >= confab_chat_links_get_n (self->links))
    return;
  link = confab_chat_links_dup (self->links, n);
  on_link_pressed (self, link);
}

void
confab_chat_row_open_menu (ConfabChatRow *self) {
  if (self->message != NULL && gtk_widget_get_visible (self->menu_button))
    confab_chat_menu_open (self->menu_button, self->links, self->message);
}

static void
make_buttons (ConfabChatRow *self) {
  GtkWidget *box;

  if (self->retry_button != NULL)
    return;
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->retry_button = gtk_button_new_with_label (_ ("Try again"));
  self->copy_button = gtk_button_new_with_label (_ ("Copy"));
  g_signal_connect_swapped (self->retry_button, "clicked", G_CALLBACK (on_retry_clicked), self);
  g_signal_connect_swapped (self->copy_button, "clicked", G_CALLBACK (on_copy_clicked), self);
  gtk_widget_add_css_class (self->retry_button, "chat-small");
  gtk_widget_add_css_class (self->copy_button, "chat-small");
  gtk_box_append (GTK_BOX (box), self->retry_button);
  gtk_box_append (GTK_BOX (box), self->copy_button);
  adw_wrap_box_append (ADW_WRAP_BOX (self->meta_box), box);
}

static void
make_stop (ConfabChatRow *self) {
  if (self->stop_button == NULL) {
    self->stop_button = gtk_button_new_with_label (_ ("Don’t send"));
    gtk_widget_add_css_class (self->stop_button, "chat-small");
    adw_wrap_box_append (ADW_WRAP_BOX (self->meta_box), self->stop_button);
  }
  gtk_actionable_set_action_target (
      GTK_ACTIONABLE (self->stop_button), "x", confab_model_message_get_id (self->message));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->stop_button), "chat.dont-send");
}

static void
make_meta (ConfabChatRow *self) {
  if (self->meta_box != NULL)
    return;
  self->meta_box = adw_wrap_box_new ();
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (self->meta_box), 6);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (self->meta_box), 3);
  self->meta_label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->meta_label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->meta_label), PANGO_WRAP_WORD_CHAR);
  adw_wrap_box_append (ADW_WRAP_BOX (self->meta_box), self->meta_label);
  gtk_widget_add_css_class (self->meta_box, "chat-meta");
  gtk_widget_insert_before (self->meta_box, GTK_WIDGET (self), NULL);
}

static void
update_day (ConfabChatRow *self) {
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *day = NULL;

  if (!self->place.begins_day) {
    g_clear_pointer (&self->day_label, gtk_widget_unparent);
    return;
  }
  if (self->day_label == NULL) {
    self->day_label = gtk_label_new (NULL);
    gtk_widget_set_halign (self->day_label, GTK_ALIGN_CENTER);
    gtk_widget_add_css_class (self->day_label, "chat-day");
    gtk_widget_insert_after (self->day_label, GTK_WIDGET (self), NULL);
  }
  day = confab_chat_format_dup_day (
      confab_model_message_get_time_us (self->message), g_get_real_time (), zone);
  gtk_label_set_text (GTK_LABEL (self->day_label), day);
}

/* Below the day, if one begins there too. */
static void
update_new (ConfabChatRow *self) {
  if (!self->place.begins_new) {
    g_clear_pointer (&self->new_label, gtk_widget_unparent);
    return;
  }
  if (self->new_label == NULL) {
    /* Translators: a line between messages: those below it were not read before. */
    self->new_label = gtk_label_new (_ ("New"));
    gtk_widget_add_css_class (self->new_label, "chat-new");
  }
  gtk_widget_insert_after (self->new_label, GTK_WIDGET (self), self->day_label);
}

static void
update_meta (ConfabChatRow *self) {
  ConfabModelMessageState state = confab_model_message_get_state (self->message);
  gboolean has_failed = state == CONFAB_MESSAGE_FAILED;
  guint wait = confab_model_message_get_wait (self->message);
  gboolean shows_state = self->place.shows_state || has_failed || wait > 0;
  gboolean is_line = confab_model_message_get_kind (self->message) == CONFAB_MESSAGE_KIND_LINE;
  const char *mark = confab_chat_seal_words_get_mark (self->message);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *words = NULL;
  g_autofree char *clock = NULL;
  g_autofree char *both = NULL;
  g_autofree char *changed = confab_chat_format_dup_changed (self->message, zone);
  gboolean is_own;

  if (is_line || (!self->place.ends_group && !shows_state && mark == NULL && changed == NULL)) {
    if (self->meta_box != NULL)
      gtk_widget_set_visible (self->meta_box, FALSE);
    return;
  }
  make_meta (self);
  clock = confab_chat_format_dup_time (confab_model_message_get_time_us (self->message), zone);
  if (changed != NULL) {
    char *marked = g_strdup_printf (_ ("%s · %s"), clock, changed);

    g_free (clock);
    clock = marked;
  }
  if (wait > 0)
    words = confab_chat_format_dup_wait (wait);
  else if (shows_state)
    words = confab_chat_format_dup_state (
        state, confab_model_message_get_reason (self->message), self->name);
  /* Translators: time of a message and its state, "10:02 · With your server". */
  both = words != NULL ? g_strdup_printf (_ ("%s · %s"), clock, words) : g_strdup (clock);
  if (mark != NULL) {
    char *marked = g_strdup_printf (_ ("%s · %s"), both, mark);

    g_free (both);
    both = marked;
  }
  gtk_label_set_text (GTK_LABEL (self->meta_label), both);
  set_class (
      self->meta_label, "warning", has_failed || confab_model_message_is_exposed (self->message));
  if (has_failed)
    make_buttons (self);
  if (self->retry_button != NULL) {
    gtk_widget_set_visible (self->retry_button, has_failed);
    gtk_widget_set_visible (self->copy_button, has_failed);
  }
  if (wait > 0)
    make_stop (self);
  if (self->stop_button != NULL)
    gtk_widget_set_visible (self->stop_button, wait > 0);
  is_own = confab_model_message_is_own (self->message);
  /* A label that is too long for its line is put outside by the other policy, which buttons need.
   */
  adw_wrap_box_set_wrap_policy (
      ADW_WRAP_BOX (self->meta_box), has_failed || wait > 0 ? ADW_WRAP_NATURAL : ADW_WRAP_MINIMUM);
  adw_wrap_box_set_align (ADW_WRAP_BOX (self->meta_box), is_own ? 1 : 0);
  gtk_label_set_xalign (GTK_LABEL (self->meta_label), is_own ? 1 : 0);
  gtk_widget_set_visible (self->meta_box, TRUE);
}

static void
update_classes (ConfabChatRow *self) {
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean is_own = confab_model_message_is_own (self->message);
  gboolean is_line = confab_model_message_get_kind (self->message) == CONFAB_MESSAGE_KIND_LINE;

  set_class (widget, "own", is_own && !is_line);
  set_class (widget, "theirs", !is_own && !is_line);
  set_class (widget, "begins-group", self->place.begins_group);
  set_class (widget, "ends-group", self->place.ends_group);
  set_class (widget, "found", self->place.is_found);
  set_class (widget, "selected", self->place.is_selected);
  set_class (
      widget, "waiting", confab_model_message_get_state (self->message) == CONFAB_MESSAGE_WAITING);
}

static void
update_links (ConfabChatRow *self) {
  const char *text = gtk_label_get_text (GTK_LABEL (self->text_label));
  gboolean may_press = self->message != NULL && confab_chat_row_kind_is_text (self->message) &&
                       (self->trusts_links || confab_model_message_is_own (self->message));

  if (self->links == NULL && may_press && confab_chat_links_has_any (text))
    self->links = confab_chat_links_new (GTK_LABEL (self->text_label), on_link_pressed, self);
  if (self->links != NULL)
    confab_chat_links_update (self->links, may_press);
}

static void
show_kind (ConfabChatRow *self) {
  confab_chat_row_kind_show (&(ConfabChatRowParts){ GTK_WIDGET (self), self->line, self->bubble,
                                 self->text_label, self->menu_button },
      self->message, self->name);
}

static void
on_state_changed (ConfabChatRow *self) {
  /* A line may say what became of it. */
  if (confab_model_message_get_kind (self->message) == CONFAB_MESSAGE_KIND_LINE)
    show_kind (self);
  update_classes (self);
  update_meta (self);
}

static gboolean
on_query_tooltip (GtkWidget *bubble, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip,
    ConfabChatRow *self) {
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *moment = NULL;

  if (self->message == NULL || by_keyboard)
    return FALSE;
  moment = confab_chat_format_dup_moment (confab_model_message_get_time_us (self->message), zone);
  gtk_tooltip_set_text (tooltip, moment);
  return TRUE;
}

static void
confab_chat_row_dispose (GObject *object) {
  ConfabChatRow *self = CONFAB_CHAT_ROW (object);
  GtkWidget *child;

  confab_chat_row_set_message (self, NULL, NULL);
  g_clear_pointer (&self->links, confab_chat_links_free);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (confab_chat_row_parent_class)->dispose (object);
}

static void
confab_chat_row_finalize (GObject *object) {
  ConfabChatRow *self = CONFAB_CHAT_ROW (object);

  g_free (self->name);
  G_OBJECT_CLASS (confab_chat_row_parent_class)->finalize (object);
}

static void
confab_chat_row_class_init (ConfabChatRowClass *class) {
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = confab_chat_row_dispose;
  object_class->finalize = confab_chat_row_finalize;
  signals[SIGNAL_RETRY] = g_signal_new ("retry", CONFAB_TYPE_CHAT_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
      NULL, NULL, G_TYPE_NONE, 1, CONFAB_TYPE_MODEL_MESSAGE);
  signals[SIGNAL_LINK] = g_signal_new ("link", CONFAB_TYPE_CHAT_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
      NULL, NULL, G_TYPE_NONE, 2, CONFAB_TYPE_MODEL_MESSAGE, G_TYPE_STRING);
  signals[SIGNAL_CHECK] = g_signal_new ("check", CONFAB_TYPE_CHAT_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
      NULL, NULL, G_TYPE_NONE, 1, CONFAB_TYPE_MODEL_MESSAGE);
  gtk_widget_class_install_action (widget_class, "message.copy", NULL, on_copy_action);
  gtk_widget_class_install_action (widget_class, "message.show-all", NULL, on_all_action);
  gtk_widget_class_install_action (widget_class, "message.check", NULL, on_check_action);
  gtk_widget_class_install_action (widget_class, "message.link", "u", on_link_action);
  gtk_widget_class_set_css_name (widget_class, "chatrow");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  /* The list item says it all in one sentence. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
confab_chat_row_init (ConfabChatRow *self) {
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (widget)), GTK_ORIENTATION_VERTICAL);
  self->name = g_strdup ("");
  self->text_label = gtk_label_new (NULL);
  g_object_set (self->text_label, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "selectable",
      TRUE, "xalign", 0.0f, "max-width-chars", BUBBLE_CHARS, NULL);
  self->bubble = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->bubble, "chat-bubble");
  /* Marks piled up on a letter stay within. */
  gtk_widget_set_overflow (self->bubble, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_has_tooltip (self->bubble, TRUE);
  g_signal_connect (self->bubble, "query-tooltip", G_CALLBACK (on_query_tooltip), self);
  gtk_box_append (GTK_BOX (self->bubble), self->text_label);
  confab_chat_row_kind_keep_out_of_tab (self->bubble, self->text_label);
  self->menu_button = gtk_button_new_from_icon_name ("view-more-symbolic");
  g_object_set (self->menu_button, "valign", GTK_ALIGN_CENTER, "tooltip-text",
      _ ("Menu of this message"), NULL);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE, -1);
  gtk_widget_add_css_class (self->menu_button, "flat");
  gtk_widget_add_css_class (self->menu_button, "chat-more");
  g_signal_connect_swapped (
      self->menu_button, "clicked", G_CALLBACK (confab_chat_row_open_menu), self);
  self->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  gtk_box_append (GTK_BOX (self->line), self->bubble);
  gtk_box_append (GTK_BOX (self->line), self->menu_button);
  gtk_widget_set_parent (self->line, widget);
}

GtkWidget *
confab_chat_row_new (void) {
  return g_object_new (CONFAB_TYPE_CHAT_ROW, NULL);
}

/* The button stands on the side of the middle. */
static void
place_line (ConfabChatRow *self) {
  gboolean is_own = confab_model_message_is_own (self->message);

  gtk_widget_set_halign (self->line, is_own ? GTK_ALIGN_END : GTK_ALIGN_START);
  gtk_box_reorder_child_after (
      GTK_BOX (self->line), self->menu_button, is_own ? NULL : self->bubble);
}

void
confab_chat_row_set_message (ConfabChatRow *self, ConfabModelMessage *message, const char *name) {
  g_autofree char *shown = NULL;
  guint n_emoji;

  if (self->message != NULL)
    g_clear_signal_handler (&self->state_handler, self->message);
  if (self->message != NULL)
    g_clear_signal_handler (&self->kept_handler, self->message);
  g_set_object (&self->message, message);
  if (message == NULL) {
    gtk_label_set_text (GTK_LABEL (self->text_label), "");
    confab_chat_row_kind_drop (self->bubble);
    update_links (self);
    return;
  }

  g_set_str (&self->name, name != NULL ? name : "");
  self->state_handler =
      g_signal_connect_swapped (message, "notify::state", G_CALLBACK (on_state_changed), self);
  self->kept_handler =
      g_signal_connect_swapped (message, "notify::is-kept", G_CALLBACK (on_state_changed), self);
  shown = confab_chat_long_dup_shown (confab_model_message_get_text (message));
  gtk_label_set_text (GTK_LABEL (self->text_label),
      shown != NULL ? shown : confab_model_message_get_text (message));
  update_links (self);
  n_emoji = confab_chat_format_count_emoji (confab_model_message_get_text (message));
  set_class (self->bubble, "big-emoji", n_emoji > 0 && n_emoji <= MAX_BIG_EMOJI);
  place_line (self);
  show_kind (self);
  /* On the side of the middle. */
  confab_chat_timer_show_mark (self->line,
      confab_model_message_is_own (message) ? self->menu_button : self->bubble, message);
}

void
confab_chat_row_set_trusts_links (ConfabChatRow *self, gboolean trusts_links) {
  if (self->trusts_links == trusts_links)
    return;
  self->trusts_links = trusts_links;
  update_links (self);
}

guint
confab_chat_row_get_n_links (ConfabChatRow *self) {
  return self->links != NULL ? confab_chat_links_get_n (self->links) : 0;
}

ConfabModelMessage *
confab_chat_row_get_message (ConfabChatRow *self) {
  return self->message;
}

GtkWidget *
confab_chat_row_get_bubble (ConfabChatRow *self) {
  return self->bubble;
}

void
confab_chat_row_set_place (ConfabChatRow *self, const ConfabChatRowPlace *place) {
  self->place = *place;
  self->place.asked = NULL;
  if (self->message == NULL)
    return;
  confab_chat_marks_show (GTK_LABEL (self->text_label), place->asked);
  confab_chat_row_kind_show_select (
      self->line, self->menu_button, self->message, place->may_select, place->is_selected);
  update_day (self);
  update_new (self);
  update_meta (self);
  update_classes (self);
}
