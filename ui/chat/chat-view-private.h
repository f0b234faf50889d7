#pragma once

/* What the files of the chat's view share. */

#include "chat/chat-attach.h"
#include "chat/chat-bar.h"
#include "chat/chat-chips.h"
#include "chat/chat-entry.h"
#include "chat/chat-header.h"
#include "chat/chat-question.h"
#include "chat/chat-select-bar.h"
#include "chat/chat-timeline-view.h"
#include "chat/chat-view.h"
#include "chat/chat-writer.h"

G_BEGIN_DECLS

struct _ConfabChatView {
  AdwBin parent_instance;

  ConfabCore *core;            /* owned */
  ConfabModelChat *chat;       /* owned, nullable */
  ConfabModelContact *contact; /* owned, nullable */
  GSignalGroup *chat_signals;
  GSignalGroup *contact_signals;
  GSignalGroup *account_signals;
  GSignalGroup *timeline_signals;
  GSignalGroup *safety_signals;
  gboolean has_own_window;

  /* template */
  ConfabChatHeader *header;
  GtkWidget *window_button;
  GtkWidget *menu_button;
  ConfabChatChips *chips;
  GtkStack *stack;
  ConfabChatTimelineView *timeline_view;
  AdwStatusPage *empty_page;
  ConfabChatSelectBar *select_bar;
  ConfabChatBar *state_bar;
  ConfabChatBar *notice_bar;
  ConfabChatBar *plain_bar;
  ConfabChatBar *device_bar;
  ConfabChatBar *warning_bar;
  ConfabChatBar *flood_bar;
  ConfabChatBar *change_bar;
  ConfabChatQuestion *question_bar;
  ConfabChatAttach *attach;
  ConfabChatWriter *writer;
  ConfabChatEntry *entry;
};

/* Says what goes wrong with a verb that was called for the chat that is shown; `text` (nullable):
 * what was to be sent, it comes back then. Takes `future`. (chat-errand.c) */
void confab_chat_errand_run (ConfabChatView *self, DexFuture *future, const char *text);
/* A line of Confab's own above the entry. (chat-errand.c) */
void confab_chat_errand_say (ConfabChatView *self, const char *text);

G_END_DECLS
