/* The first message that was not read: the line "New" above it, and a log that begins there where
 * all that is new takes more than a screen. Until that is known nothing counts as seen. It refuses
 * to move a log that somebody has moved. */

#include "chat/chat-unread.h"

typedef enum {
  STATE_SETTLED = 0,
  STATE_ASKED,   /* which it is */
  STATE_LOOKING, /* for its row */
  STATE_LOADING, /* the rows around it */
} State;

struct _ConfabChatUnread {
  ConfabChatRows *rows;         /* borrowed */
  ConfabChatScroller *scroller; /* borrowed */
  ConfabModelChat *chat;        /* owned, nullable */
  GSourceFunc look_again;
  gpointer data;        /* borrowed */
  GCancellable *asking; /* owned: of the question whose answer counts; nullable */
  gint64 id;
  State state;
};

typedef struct {
  ConfabChatUnread *self; /* valid unless cancelled */
  GCancellable *asking;
} Question;

static void
question_free (gpointer data) {
  Question *question = data;

  g_object_unref (question->asking);
  g_free (question);
}

static void
forget_question (ConfabChatUnread *self) {
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

static DexFuture *
on_found (DexFuture *future, gpointer data) {
  Question *question = data;
  const GValue *value = dex_future_get_value (future, NULL);
  ConfabChatUnread *self = question->self;

  if (g_cancellable_is_cancelled (question->asking))
    return NULL;
  g_clear_object (&self->asking);
  self->id = value != NULL ? g_value_get_int64 (value) : 0;
  self->state = self->id != 0 && self->state == STATE_ASKED ? STATE_LOOKING : STATE_SETTLED;
  confab_chat_rows_set_new (self->rows, self->id);
  self->look_again (self->data);
  return NULL;
}

ConfabChatUnread *
confab_chat_unread_new (
    ConfabChatRows *rows, ConfabChatScroller *scroller, GSourceFunc look_again, gpointer data) {
  ConfabChatUnread *self = g_new0 (ConfabChatUnread, 1);

  self->rows = rows;
  self->scroller = scroller;
  self->look_again = look_again;
  self->data = data;
  return self;
}

void
confab_chat_unread_free (ConfabChatUnread *self) {
  forget_question (self);
  g_clear_object (&self->chat);
  g_free (self);
}

void
confab_chat_unread_begin (ConfabChatUnread *self, ConfabCore *core, ConfabModelChat *chat) {
  ConfabModelContact *contact = chat != NULL ? confab_model_chat_get_contact (chat) : NULL;
  Question *question;

  forget_question (self);
  g_set_object (&self->chat, chat);
  self->id = 0;
  self->state = STATE_SETTLED;
  if (contact == NULL || confab_model_contact_get_unread (contact) == 0)
    return;
  self->state = STATE_ASKED;
  self->asking = g_cancellable_new ();
  question = g_new0 (Question, 1);
  question->self = self;
  question->asking = g_object_ref (self->asking);
  dex_future_disown (
      dex_future_finally (confab_core_find_unread (core, chat), on_found, question, question_free));
}

/* All that is new is seen from the end, or the log goes to where it begins. */
static void
settle (ConfabChatUnread *self, ConfabModelMessage *message) {
  GObject *top = confab_chat_rows_find_top (self->rows, GTK_WIDGET (self->scroller));

  if (self->state == STATE_LOOKING) {
    /* The list has not laid its rows out yet. */
    if (top == NULL)
      return;
    if (confab_model_message_get_id (CONFAB_MODEL_MESSAGE (top)) <= self->id) {
      self->state = STATE_SETTLED;
      return;
    }
  }
  self->state = STATE_SETTLED;
  confab_chat_scroller_show (self->scroller, G_OBJECT (message));
}

gboolean
confab_chat_unread_look (ConfabChatUnread *self) {
  ConfabModelTimeline *timeline;
  ConfabModelMessage *message;

  if (self->state == STATE_SETTLED || self->state == STATE_ASKED)
    return self->state == STATE_SETTLED;
  timeline = confab_model_chat_get_timeline (self->chat);
  message = confab_model_timeline_find (timeline, self->id);
  if (message != NULL)
    settle (self, message);
  else if (confab_model_timeline_is_loading (timeline) || !confab_model_chat_is_open (self->chat))
    return FALSE;
  else if (self->state == STATE_LOOKING && !confab_model_timeline_is_at_start (timeline)) {
    self->state = STATE_LOADING;
    confab_model_timeline_go_to (timeline, self->id);
  } else {
    /* It went meanwhile. */
    self->state = STATE_SETTLED;
  }
  return self->state == STATE_SETTLED;
}

void
confab_chat_unread_give_up (ConfabChatUnread *self) {
  if (self->state == STATE_ASKED)
    forget_question (self);
  self->state = STATE_SETTLED;
}

void
confab_chat_unread_came (ConfabChatUnread *self, ConfabModelMessage *message, guint n_unread) {
  if (self->state != STATE_SETTLED || n_unread > 1)
    return;
  self->id = confab_model_message_get_id (message);
  confab_chat_rows_set_new (self->rows, self->id);
}
