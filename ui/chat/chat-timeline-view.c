/* The log: asks for more near the edges, marks as read what was seen, and shows the way back to the
 * end. Rows are the business of chat-rows, where the log stands is the scroller's. It refuses to
 * load anything by itself and to read out more than a person can follow. */

#include "chat/chat-timeline-view-private.h"

#include <glib/gi18n.h>

#include "chat/chat-seal-words.h"
#include "chat/chat-select-log.h"
#include "safety/safety-check.h"
#include "safety/safety-link-sheet.h"

#define PAGES_AHEAD 2.0 /* loads when less than this is left */
#define PAGES_AWAY 0.25 /* from the end, before the way back is offered */

G_DEFINE_FINAL_TYPE (ConfabChatTimelineView, confab_chat_timeline_view, ADW_TYPE_BIN)

enum { SIGNAL_RETRY, SIGNAL_SELECTING, N_SIGNALS };
static guint signals[N_SIGNALS];

static ConfabModelTimeline *
timeline (ConfabChatTimelineView *self) {
  return self->chat != NULL ? confab_model_chat_get_timeline (self->chat) : NULL;
}

static const char *
name_of (ConfabChatTimelineView *self) {
  return self->contact != NULL ? confab_model_contact_get_name (self->contact) : "";
}

static GtkWidget *
find_bubble (gpointer data, GObject *key) {
  return confab_chat_rows_find_bubble (CONFAB_CHAT_TIMELINE_VIEW (data)->rows, key);
}

static GObject *
find_top (gpointer data, GtkWidget *scroller) {
  return confab_chat_rows_find_top (CONFAB_CHAT_TIMELINE_VIEW (data)->rows, scroller);
}

static gboolean
reveal (gpointer data, GObject *key) {
  ConfabChatTimelineView *self = data;
  guint position;

  if (!confab_chat_rows_find_position (self->rows, key, &position))
    return FALSE;
  gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_NONE, NULL);
  return TRUE;
}

static const ConfabChatScrollerRows scroller_rows = { find_bubble, find_top, reveal };

static void
on_retry (gpointer data, ConfabModelMessage *message) {
  g_signal_emit (data, signals[SIGNAL_RETRY], 0, message);
}

static void
on_link (gpointer data, ConfabModelMessage *message, const char *link) {
  ConfabChatTimelineView *self = data;

  confab_safety_link_sheet_press (GTK_WIDGET (self), self->core,
      confab_model_message_is_own (message) ? NULL : self->contact, link);
}

static void
on_check (gpointer data, ConfabModelMessage *message) {
  ConfabChatTimelineView *self = data;

  confab_safety_check_present (GTK_WIDGET (self), self->contact, message);
}

static const ConfabChatRowsHooks rows_hooks = { on_retry, on_link, on_check };

static void
on_select_changed (gpointer data) {
  confab_chat_rows_refresh (CONFAB_CHAT_TIMELINE_VIEW (data)->rows);
  g_signal_emit (data, signals[SIGNAL_SELECTING], 0);
}

static gboolean
is_watched (ConfabChatTimelineView *self) {
  return self->chat != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)) &&
         GTK_IS_WINDOW (self->root) && gtk_window_is_active (GTK_WINDOW (self->root));
}

static void
mark_read (ConfabChatTimelineView *self) {
  if (is_watched (self) && confab_chat_scroller_get_follows (self->scroller) &&
      confab_model_timeline_is_at_end (timeline (self)) &&
      confab_model_contact_get_unread (self->contact) > 0)
    confab_core_mark_read (self->core, self->chat);
}

static void
update_newer (ConfabChatTimelineView *self) {
  double away = confab_chat_scroller_get_below (self->scroller) /
                MAX (1.0, confab_chat_scroller_get_page (self->scroller));
  gboolean is_away = self->chat != NULL && !confab_chat_scroller_get_follows (self->scroller) &&
                     (away > PAGES_AWAY || !confab_model_timeline_is_at_end (timeline (self)));
  g_autofree char *words = NULL;

  if (confab_chat_scroller_get_follows (self->scroller))
    self->n_new = 0;
  if (self->n_new > 0)
    words =
        g_strdup_printf (ngettext ("%u new message", "%u new messages", self->n_new), self->n_new);
  gtk_label_set_text (self->newer_label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->newer_label), words != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->newer_button),
      GTK_ACCESSIBLE_PROPERTY_LABEL, words != NULL ? words : _ ("Go to the newest message"), -1);
  gtk_widget_set_can_target (GTK_WIDGET (self->newer_revealer), is_away);
  gtk_revealer_set_reveal_child (self->newer_revealer, is_away);
  gtk_widget_set_sensitive (self->newer_button, is_away);
}

static gboolean
on_check_edges (gpointer data) {
  ConfabChatTimelineView *self = data;
  double ahead = PAGES_AHEAD * confab_chat_scroller_get_page (self->scroller);
  gboolean follows = confab_chat_scroller_get_follows (self->scroller);
  gboolean is_known;

  self->edges_source = 0;
  if (self->chat == NULL)
    return G_SOURCE_REMOVE;
  /* A closed chat that was forgotten for good goes on as an empty one. */
  if (!confab_model_chat_is_open (self->chat) &&
      !confab_model_chat_is_closed_with_undo (self->chat))
    confab_core_open_chat (self->core, self->chat);
  confab_chat_select_log_look (self);
  confab_chat_found_look (self->found, timeline (self));
  is_known = confab_chat_unread_look (self->unread);
  confab_model_timeline_set_follows_end (timeline (self), follows);
  if (confab_model_chat_is_open (self->chat) &&
      confab_chat_scroller_get_above (self->scroller) < ahead)
    confab_model_timeline_want_older (timeline (self));
  if (confab_model_chat_is_open (self->chat) &&
      confab_chat_scroller_get_below (self->scroller) < ahead)
    confab_model_timeline_want_newer (timeline (self));
  update_newer (self);
  if (is_known)
    mark_read (self);
  return G_SOURCE_REMOVE;
}

/* Never from within a layout, since a load may be answered at once; nor from within a change of the
 * chat, since what is to be erased is in the queue only after it. */
static void
queue_check_edges (ConfabChatTimelineView *self) {
  if (self->edges_source == 0)
    self->edges_source = g_idle_add (on_check_edges, self);
}

static gboolean
on_more_known (gpointer data) {
  queue_check_edges (data);
  return G_SOURCE_REMOVE;
}

static void
on_items_changed (ConfabChatTimelineView *self) {
  confab_chat_rows_refresh (self->rows);
  queue_check_edges (self);
}

static void
on_ends_changed (ConfabChatTimelineView *self) {
  confab_chat_scroller_set_may_follow (
      self->scroller, confab_model_timeline_is_at_end (timeline (self)));
  confab_chat_rows_refresh (self->rows);
  queue_check_edges (self);
}

static void
on_name_changed (ConfabChatTimelineView *self) {
  g_autofree char *label = g_strdup_printf (_ ("Messages with %s"), name_of (self));

  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  confab_chat_rows_rename (self->rows);
}

static void
on_message_received (
    ConfabChatTimelineView *self, ConfabModelContact *contact, ConfabModelMessage *message) {
  if (contact == NULL || contact != self->contact)
    return;
  if (!confab_chat_scroller_get_follows (self->scroller)) {
    self->n_new++;
    update_newer (self);
  }
  if (!is_watched (self))
    confab_chat_unread_came (self->unread, message, confab_model_contact_get_unread (contact));
  if (is_watched (self)) {
    g_autofree char *words = confab_chat_seal_words_dup_row (message, name_of (self));

    confab_chat_speaker_say (self->speaker, name_of (self), words);
  }
  queue_check_edges (self);
}

/* It is unread again, and may be looked at. */
static void
on_message_changed (
    ConfabChatTimelineView *self, ConfabModelContact *contact, ConfabModelMessage *message) {
  if (contact == NULL || contact != self->contact)
    return;
  if (!is_watched (self))
    confab_chat_unread_came (self->unread, message, confab_model_contact_get_unread (contact));
  queue_check_edges (self);
}

static void
on_went_to (ConfabChatTimelineView *self, ConfabModelChat *chat, gint64 id, const char *asked) {
  if (chat != self->chat)
    return;
  confab_chat_unread_give_up (self->unread);
  confab_chat_found_begin (self->found, id, asked);
  queue_check_edges (self);
}

static void
on_newer_clicked (ConfabChatTimelineView *self) {
  gboolean had_focus = gtk_widget_has_focus (self->newer_button);

  confab_chat_timeline_view_go_to_end (self);
  /* The button goes; the focus must not go with it. */
  if (had_focus)
    confab_chat_timeline_view_focus (self);
}

static void
on_focus_changed (ConfabChatTimelineView *self) {
  GtkWidget *focus = gtk_root_get_focus (self->root);

  /* The list scrolls to what has the focus: that is a person's wish. */
  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list)))
    confab_chat_scroller_release (self->scroller);
}

static gboolean
on_midnight (gpointer data) {
  ConfabChatTimelineView *self = data;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  guint seconds = 60;

  if (now != NULL)
    seconds += (guint)(86400 - g_date_time_get_hour (now) * 3600 -
                       g_date_time_get_minute (now) * 60 - g_date_time_get_second (now));
  confab_chat_rows_refresh (self->rows);
  g_clear_handle_id (&self->midnight_source, g_source_remove);
  self->midnight_source = g_timeout_add_seconds (seconds, on_midnight, self);
  return G_SOURCE_REMOVE;
}

/* The clock may have gone on while this computer slept: "Today" may be yesterday. */
static void
on_active_changed (ConfabChatTimelineView *self) {
  if (is_watched (self))
    on_midnight (self);
  queue_check_edges (self);
}

static gboolean
confab_chat_timeline_view_focus_in (GtkWidget *widget, GtkDirectionType direction) {
  ConfabChatTimelineView *self = CONFAB_CHAT_TIMELINE_VIEW (widget);
  GtkWidget *focus = self->root != NULL ? gtk_root_get_focus (self->root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, widget))
    return GTK_WIDGET_CLASS (confab_chat_timeline_view_parent_class)->focus (widget, direction);
  if (confab_chat_timeline_view_focus (self))
    return TRUE;
  return GTK_WIDGET_CLASS (confab_chat_timeline_view_parent_class)->focus (widget, direction);
}

static void
confab_chat_timeline_view_root (GtkWidget *widget) {
  ConfabChatTimelineView *self = CONFAB_CHAT_TIMELINE_VIEW (widget);

  GTK_WIDGET_CLASS (confab_chat_timeline_view_parent_class)->root (widget);
  self->root = gtk_widget_get_root (widget);
  g_signal_connect_swapped (
      self->root, "notify::focus-widget", G_CALLBACK (on_focus_changed), self);
  if (GTK_IS_WINDOW (self->root))
    g_signal_connect_swapped (
        self->root, "notify::is-active", G_CALLBACK (on_active_changed), self);
  on_midnight (self);
}

static void
confab_chat_timeline_view_unroot (GtkWidget *widget) {
  ConfabChatTimelineView *self = CONFAB_CHAT_TIMELINE_VIEW (widget);

  g_signal_handlers_disconnect_by_data (self->root, self);
  g_clear_handle_id (&self->midnight_source, g_source_remove);
  self->root = NULL;
  GTK_WIDGET_CLASS (confab_chat_timeline_view_parent_class)->unroot (widget);
}

static void
confab_chat_timeline_view_dispose (GObject *object) {
  ConfabChatTimelineView *self = CONFAB_CHAT_TIMELINE_VIEW (object);

  confab_chat_timeline_view_set_chat (self, NULL);
  g_clear_handle_id (&self->edges_source, g_source_remove);
  g_clear_object (&self->timeline_signals);
  g_clear_object (&self->chat_signals);
  g_clear_object (&self->contact_signals);
  g_clear_object (&self->core_signals);
  g_clear_pointer (&self->speaker, confab_chat_speaker_free);
  g_clear_object (&self->core);
  G_OBJECT_CLASS (confab_chat_timeline_view_parent_class)->dispose (object);
}

static void
confab_chat_timeline_view_finalize (GObject *object) {
  confab_chat_rows_free (CONFAB_CHAT_TIMELINE_VIEW (object)->rows);
  confab_chat_found_free (CONFAB_CHAT_TIMELINE_VIEW (object)->found);
  confab_chat_unread_free (CONFAB_CHAT_TIMELINE_VIEW (object)->unread);
  confab_chat_select_free (CONFAB_CHAT_TIMELINE_VIEW (object)->select);
  G_OBJECT_CLASS (confab_chat_timeline_view_parent_class)->finalize (object);
}

static void
confab_chat_timeline_view_class_init (ConfabChatTimelineViewClass *class) {
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = confab_chat_timeline_view_dispose;
  object_class->finalize = confab_chat_timeline_view_finalize;
  widget_class->focus = confab_chat_timeline_view_focus_in;
  widget_class->root = confab_chat_timeline_view_root;
  widget_class->unroot = confab_chat_timeline_view_unroot;
  signals[SIGNAL_RETRY] = g_signal_new ("retry", CONFAB_TYPE_CHAT_TIMELINE_VIEW, G_SIGNAL_RUN_LAST,
      0, NULL, NULL, NULL, G_TYPE_NONE, 1, CONFAB_TYPE_MODEL_MESSAGE);
  signals[SIGNAL_SELECTING] = g_signal_new ("selecting", CONFAB_TYPE_CHAT_TIMELINE_VIEW,
      G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/im/confab/Confab/ui/chat/chat-timeline-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ConfabChatTimelineView, scrolled);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatTimelineView, newer_revealer);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatTimelineView, newer_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatTimelineView, newer_label);
  gtk_widget_class_bind_template_callback (widget_class, on_newer_clicked);
}

static void
build_list (ConfabChatTimelineView *self) {
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->selection = gtk_no_selection_new (NULL);
  self->list =
      GTK_LIST_VIEW (gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)),
          g_object_ref (confab_chat_rows_get_factory (self->rows))));
  gtk_list_view_set_tab_behavior (self->list, GTK_LIST_TAB_ITEM);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "chat-log");
  /* Connected after the list's own handler: the items know their new positions by then. */
  g_signal_connect_object (
      self->selection, "items-changed", G_CALLBACK (on_items_changed), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (confab_chat_log_keys_press), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
  confab_chat_select_log_listen (self, GTK_WIDGET (self->list));

  self->scroller = CONFAB_CHAT_SCROLLER (
      confab_chat_scroller_new (GTK_WIDGET (self->list), &scroller_rows, self));
  g_signal_connect_object (
      self->scroller, "settled", G_CALLBACK (queue_check_edges), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (self->scrolled, GTK_WIDGET (self->scroller));
}

static void
confab_chat_timeline_view_init (ConfabChatTimelineView *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = confab_chat_rows_new (&rows_hooks, self);
  self->select = confab_chat_select_new (on_select_changed, self);
  confab_chat_rows_set_select (self->rows, self->select);
  self->speaker = confab_chat_speaker_new (GTK_WIDGET (self));
  build_list (self);
  self->found = confab_chat_found_new (self->rows, self->scroller);
  self->unread = confab_chat_unread_new (self->rows, self->scroller, on_more_known, self);

  self->timeline_signals = g_signal_group_new (CONFAB_TYPE_MODEL_TIMELINE);
  g_signal_group_connect_swapped (
      self->timeline_signals, "notify::at-start", G_CALLBACK (on_ends_changed), self);
  g_signal_group_connect_swapped (
      self->timeline_signals, "notify::at-end", G_CALLBACK (on_ends_changed), self);
  g_signal_group_connect_swapped (
      self->timeline_signals, "notify::is-loading", G_CALLBACK (queue_check_edges), self);
  self->chat_signals = g_signal_group_new (CONFAB_TYPE_MODEL_CHAT);
  g_signal_group_connect_swapped (
      self->chat_signals, "notify::is-open", G_CALLBACK (queue_check_edges), self);
  g_signal_group_connect_swapped (
      self->chat_signals, "notify::is-closed-with-undo", G_CALLBACK (queue_check_edges), self);
  self->contact_signals = g_signal_group_new (CONFAB_TYPE_MODEL_CONTACT);
  g_signal_group_connect_swapped (
      self->contact_signals, "notify::name", G_CALLBACK (on_name_changed), self);
  g_signal_group_connect_swapped (
      self->contact_signals, "notify::known", G_CALLBACK (on_name_changed), self);
  g_signal_group_connect_swapped (
      self->contact_signals, "notify::checked-us", G_CALLBACK (on_name_changed), self);
  g_signal_group_connect_swapped (
      self->contact_signals, "notify::unread", G_CALLBACK (queue_check_edges), self);
  self->core_signals = g_signal_group_new (CONFAB_TYPE_CORE);
  g_signal_group_connect_swapped (
      self->core_signals, "message-received", G_CALLBACK (on_message_received), self);
  g_signal_group_connect_swapped (
      self->core_signals, "message-changed", G_CALLBACK (on_message_changed), self);
  g_signal_group_connect_swapped (self->core_signals, "went-to", G_CALLBACK (on_went_to), self);
}

GtkWidget *
confab_chat_timeline_view_new (void) {
  return g_object_new (CONFAB_TYPE_CHAT_TIMELINE_VIEW, NULL);
}

void
confab_chat_timeline_view_set_core (ConfabChatTimelineView *self, ConfabCore *core) {
  g_set_object (&self->core, core);
  g_signal_group_set_target (self->core_signals, core);
}

void
confab_chat_timeline_view_set_chat (ConfabChatTimelineView *self, ConfabModelChat *chat) {
  ConfabModelContact *contact = chat != NULL ? confab_model_chat_get_contact (chat) : NULL;

  if (self->chat == chat)
    return;
  confab_chat_speaker_forget (self->speaker);
  confab_chat_select_end (self->select);
  confab_chat_found_begin (self->found, 0, NULL);
  self->n_new = 0;
  gtk_no_selection_set_model (self->selection, NULL);
  confab_chat_rows_set_chat (self->rows, chat);
  g_set_object (&self->chat, chat);
  g_set_object (&self->contact, contact);
  g_signal_group_set_target (self->timeline_signals, timeline (self));
  g_signal_group_set_target (self->chat_signals, chat);
  g_signal_group_set_target (self->contact_signals, self->contact);
  confab_chat_unread_begin (self->unread, self->core, chat);
  if (chat == NULL)
    return;

  gtk_no_selection_set_model (self->selection, G_LIST_MODEL (timeline (self)));
  confab_chat_scroller_follow (self->scroller);
  on_ends_changed (self);
  on_name_changed (self);
  confab_core_open_chat (self->core, chat);
}

void
confab_chat_timeline_view_go_to_end (ConfabChatTimelineView *self) {
  if (self->chat == NULL)
    return;
  confab_chat_unread_give_up (self->unread);
  if (!confab_model_timeline_is_at_end (timeline (self)))
    confab_model_timeline_go_to_end (timeline (self));
  confab_chat_scroller_follow (self->scroller);
  queue_check_edges (self);
}

/* A row that is seen: the newest at the end, elsewhere the uppermost. The list itself would begin
 * with its first row, wherever that is. */
gboolean
confab_chat_timeline_view_focus (ConfabChatTimelineView *self) {
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint position = n > 0 ? n - 1 : 0;
  GObject *top = confab_chat_rows_find_top (self->rows, GTK_WIDGET (self->scroller));

  if (n == 0)
    return FALSE;
  if (!confab_chat_scroller_get_follows (self->scroller) && top != NULL)
    confab_chat_rows_find_position (self->rows, top, &position);
  gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_FOCUS, NULL);
  return gtk_widget_grab_focus (GTK_WIDGET (self->list));
}
