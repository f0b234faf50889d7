#pragma once

/* What the files of the log share. */

#include "chat/chat-found.h"
#include "chat/chat-rows.h"
#include "chat/chat-scroller.h"
#include "chat/chat-select.h"
#include "chat/chat-speaker.h"
#include "chat/chat-timeline-view.h"
#include "chat/chat-unread.h"

G_BEGIN_DECLS

struct _ConfabChatTimelineView {
  AdwBin parent_instance;

  ConfabCore *core;            /* owned */
  ConfabModelChat *chat;       /* owned, nullable */
  ConfabModelContact *contact; /* owned, nullable */
  ConfabChatRows *rows;        /* owned */
  ConfabChatSpeaker *speaker;  /* owned */
  ConfabChatFound *found;      /* owned */
  ConfabChatUnread *unread;    /* owned */
  ConfabChatSelect *select;    /* owned */
  GSignalGroup *timeline_signals;
  GSignalGroup *chat_signals;
  GSignalGroup *contact_signals;
  GSignalGroup *core_signals;
  guint edges_source;
  guint midnight_source;
  guint n_new; /* came while the end was out of sight */

  GtkRoot *root; /* borrowed */

  /* template */
  GtkScrolledWindow *scrolled;
  GtkRevealer *newer_revealer;
  GtkWidget *newer_button;
  GtkLabel *newer_label;

  /* children of the scrolled window */
  ConfabChatScroller *scroller;
  GtkListView *list;
  GtkNoSelection *selection;
};

/* Keys of the log, before the list has them. (chat-log-keys.c) */
gboolean confab_chat_log_keys_press (
    ConfabChatTimelineView *self, guint key, guint code, GdkModifierType state);

G_END_DECLS
