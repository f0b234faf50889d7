/* Clicks and keys that select messages. A click selects or not, with Shift all in between; Space
 * and Shift with arrows do the same. What lies between and is not loaded is asked for by its ids.
 * It refuses to select what is no message, and what has no place in the store yet. */

#include "chat/chat-select-log.h"

#include "base/base-weak.h"
#include "core/core-export.h"

gboolean
confab_chat_select_log_may (ConfabModelMessage *message) {
  return message != NULL && confab_model_message_get_kind (message) != CONFAB_MESSAGE_KIND_LINE &&
         confab_model_message_get_id (message) < CONFAB_MODEL_TIMELINE_PROVISIONAL;
}

static gboolean
is_gone (ConfabModelTimeline *timeline, gint64 id) {
  GListModel *rows = G_LIST_MODEL (timeline);
  guint n = g_list_model_get_n_items (rows);
  ConfabModelMessage *message = confab_model_timeline_find (timeline, id);
  g_autoptr (ConfabModelMessage) first = n > 0 ? g_list_model_get_item (rows, 0) : NULL;
  g_autoptr (ConfabModelMessage) last = n > 0 ? g_list_model_get_item (rows, n - 1) : NULL;

  if (message != NULL)
    return !confab_chat_select_log_may (message);
  return (confab_model_timeline_is_at_start (timeline) ||
             (first != NULL && id > confab_model_message_get_id (first))) &&
         (confab_model_timeline_is_at_end (timeline) ||
             (last != NULL && id < confab_model_message_get_id (last)));
}

void
confab_chat_select_log_look (ConfabChatTimelineView *self) {
  g_autoptr (GArray) ids = confab_chat_select_dup_ids (self->select);
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < ids->len; i++) {
    gint64 id = g_array_index (ids, gint64, i);

    if (is_gone (confab_model_chat_get_timeline (self->chat), id))
      g_array_append_val (gone, id);
  }
  confab_chat_select_remove (self->select, (const gint64 *)(gpointer)gone->data, gone->len);
}

/* ---- from one to another ---- */

typedef struct {
  GWeakRef view;
  ConfabModelChat *chat; /* owned */
} Asking;

static void
asking_free (gpointer data) {
  Asking *asking = data;

  g_weak_ref_clear (&asking->view);
  g_object_unref (asking->chat);
  g_free (asking);
}

static DexFuture *
on_between (DexFuture *future, gpointer data) {
  const Asking *asking = data;
  g_autoptr (ConfabChatTimelineView) self = g_weak_ref_get ((GWeakRef *)&asking->view);
  const GValue *value = dex_future_get_value (future, NULL);

  if (self != NULL && self->chat == asking->chat && value != NULL) {
    const GArray *ids = g_value_get_boxed (value);

    confab_chat_select_add (self->select, (const gint64 *)(gpointer)ids->data, ids->len);
  }
  return NULL;
}

static void
select_to (ConfabChatTimelineView *self, ConfabModelMessage *message) {
  gint64 anchor = confab_chat_select_get_anchor (self->select);
  gint64 id = confab_model_message_get_id (message);
  Asking *asking;

  if (anchor == 0 || anchor == id) {
    confab_chat_select_toggle (self->select, id);
    return;
  }
  asking = g_new0 (Asking, 1);
  g_weak_ref_init (&asking->view, self);
  asking->chat = g_object_ref (self->chat);
  dex_future_disown (
      dex_future_finally (confab_core_list_between (self->core, self->chat, anchor, id), on_between,
          asking, asking_free));
}

/* ---- clicks ---- */

static void
on_pressed (
    GtkGestureClick *gesture, int n_press, double x, double y, ConfabChatTimelineView *self) {
  GtkWidget *at = gtk_widget_pick (GTK_WIDGET (self->list), x, y, GTK_PICK_DEFAULT);
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  ConfabModelMessage *message;
  guint position;

  if (!confab_chat_select_is_on (self->select) || at == NULL)
    return;
  /* Nothing else in a row is pressed meanwhile. */
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  message = confab_chat_rows_find_around (self->rows, at);
  if (!confab_chat_select_log_may (message))
    return;
  if (confab_chat_rows_find_position (self->rows, G_OBJECT (message), &position))
    gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_FOCUS, NULL);
  if ((state & GDK_SHIFT_MASK) != 0)
    select_to (self, message);
  else
    confab_chat_select_toggle (self->select, confab_model_message_get_id (message));
}

void
confab_chat_select_log_listen (ConfabChatTimelineView *self, GtkWidget *list) {
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_pressed), self, 0);
  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (click));
}

/* ---- keys ---- */

/* The next message in that direction, over lines of Confab's own. Returns: (transfer full)
 * (nullable) */
static ConfabModelMessage *
dup_next (ConfabChatTimelineView *self, ConfabModelMessage *message, int step, guint *position) {
  GListModel *rows = G_LIST_MODEL (self->selection);
  g_autoptr (ConfabModelMessage) next = NULL;

  if (!confab_chat_rows_find_position (self->rows, G_OBJECT (message), position))
    return NULL;
  do {
    g_clear_object (&next);
    if (step < 0 && *position == 0)
      return NULL;
    *position = (guint)((int)*position + step);
    next = g_list_model_get_item (rows, *position);
  } while (next != NULL && !confab_chat_select_log_may (next));
  return g_steal_pointer (&next);
}

/* Further away from where the range began it grows, and back it shrinks. */
static void
move (ConfabChatTimelineView *self, ConfabModelMessage *message, int step) {
  gint64 from = confab_model_message_get_id (message);
  gint64 anchor;
  gint64 to;
  guint position;
  g_autoptr (ConfabModelMessage) next = NULL;

  confab_chat_select_begin (self->select, from);
  if (confab_chat_select_get_anchor (self->select) == 0)
    confab_chat_select_toggle (self->select, from);
  next = dup_next (self, message, step, &position);
  if (next == NULL)
    return;
  anchor = confab_chat_select_get_anchor (self->select);
  to = confab_model_message_get_id (next);
  if ((step > 0) == (from < anchor) && from != anchor)
    confab_chat_select_remove (self->select, &from, 1);
  else
    confab_chat_select_add (self->select, &to, 1);
  confab_chat_scroller_release (self->scroller);
  gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_FOCUS, NULL);
}

gboolean
confab_chat_select_log_press (
    ConfabChatTimelineView *self, ConfabModelMessage *message, guint key, GdkModifierType state) {
  gboolean is_on = confab_chat_select_is_on (self->select);
  gboolean has_shift = (state & GDK_SHIFT_MASK) != 0;

  if (is_on && key == GDK_KEY_Escape) {
    confab_chat_select_end (self->select);
    return GDK_EVENT_STOP;
  }
  if (is_on && (state & GDK_CONTROL_MASK) != 0 && (key == GDK_KEY_c || key == GDK_KEY_C)) {
    gtk_widget_activate_action (
        GTK_WIDGET (self), has_shift ? "chat.select-copy-names" : "chat.select-copy", NULL);
    return GDK_EVENT_STOP;
  }
  if (!confab_chat_select_log_may (message))
    return GDK_EVENT_PROPAGATE;
  if (is_on && (key == GDK_KEY_space || key == GDK_KEY_KP_Space)) {
    if (has_shift)
      select_to (self, message);
    else
      confab_chat_select_toggle (self->select, confab_model_message_get_id (message));
    return GDK_EVENT_STOP;
  }
  if (has_shift && (state & GDK_CONTROL_MASK) == 0 && (key == GDK_KEY_Up || key == GDK_KEY_Down)) {
    move (self, message, key == GDK_KEY_Up ? -1 : 1);
    return GDK_EVENT_STOP;
  }
  return GDK_EVENT_PROPAGATE;
}

/* ---- for the chat's view ---- */

void
confab_chat_timeline_view_select (ConfabChatTimelineView *self, gint64 id) {
  if (self->chat == NULL)
    return;
  /* A menu may be older than what it was made for. */
  if (!confab_chat_select_log_may (
          confab_model_timeline_find (confab_model_chat_get_timeline (self->chat), id)))
    id = 0;
  confab_chat_select_begin (self->select, id);
  confab_chat_timeline_view_focus (self);
}

void
confab_chat_timeline_view_select_more (ConfabChatTimelineView *self, gint64 id) {
  confab_chat_select_toggle (self->select, id);
}

void
confab_chat_timeline_view_stop_selecting (ConfabChatTimelineView *self) {
  confab_chat_select_end (self->select);
}

GArray *
confab_chat_timeline_view_dup_selected (ConfabChatTimelineView *self) {
  return confab_chat_select_dup_ids (self->select);
}

gboolean
confab_chat_timeline_view_get_selecting (
    ConfabChatTimelineView *self, guint *n, gboolean *is_full) {
  if (n != NULL)
    *n = confab_chat_select_get_n (self->select);
  if (is_full != NULL)
    *is_full = confab_chat_select_is_full (self->select);
  return confab_chat_select_is_on (self->select);
}
