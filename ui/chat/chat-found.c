/* A message that was found: the log goes there when its row is loaded, and the row is marked until
 * another one is, or another chat is shown. It refuses to load anything by itself. */

#include "chat/chat-found.h"

struct _ConfabChatFound {
  ConfabChatRows *rows;
  ConfabChatScroller *scroller;
  gint64 id;   /* 0: nothing is looked for */
  char *asked; /* owned, nullable */
};

ConfabChatFound *
confab_chat_found_new (ConfabChatRows *rows, ConfabChatScroller *scroller) {
  ConfabChatFound *self = g_new0 (ConfabChatFound, 1);

  self->rows = rows;
  self->scroller = scroller;
  return self;
}

void
confab_chat_found_free (ConfabChatFound *self) {
  g_free (self->asked);
  g_free (self);
}

void
confab_chat_found_begin (ConfabChatFound *self, gint64 id, const char *asked) {
  self->id = id;
  g_set_str (&self->asked, asked);
  confab_chat_rows_set_found (self->rows, NULL, NULL);
}

void
confab_chat_found_look (ConfabChatFound *self, ConfabModelTimeline *timeline) {
  ConfabModelMessage *message =
      self->id != 0 ? confab_model_timeline_find (timeline, self->id) : NULL;

  if (message == NULL)
    return;
  self->id = 0;
  confab_chat_rows_set_found (self->rows, message, self->asked);
  g_clear_pointer (&self->asked, g_free);
  confab_chat_scroller_show (self->scroller, G_OBJECT (message));
}
