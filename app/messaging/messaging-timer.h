#pragma once

/* Messages that disappear (XEP-0466), of one chat: what is said, what is heard. For this folder. */

#include "messaging/messaging-private.h"
#include "omemo/omemo-seal.h"
#include "store/store-timers.h"

G_BEGIN_DECLS

/* What a message that came in changed; all zero: nothing. */
typedef struct {
  gboolean is_some;
  ConfabStoreTimer timer;   /* what holds now */
  ConfabStoreMessage *line; /* that says so, kept; NULL: none. Owned */
  GArray *gone;             /* gint64: lines that it stands for now; NULL: none. Owned */
} ConfabMessagingTimerNews;

void confab_messaging_timer_news_clear (ConfabMessagingTimerNews *news);

/* In the job that keeps `row`, after it was filled in; `opened` NULL: it was not sealed. Sets the
 * row's own timer. What is said of the chat is heard only from under the seal of a device that is
 * used. `line_id`: for a line before the row; `now_us`: the wall clock. `news` is zero before. */
gboolean confab_messaging_timer_hear (ConfabStoreDb *db, ConfabStoreMessage *row,
    const ConfabOmemoOpened *opened, gint64 line_id, gint64 now_us, ConfabMessagingTimerNews *news,
    GError **error);
/* After the commit, before the row itself is shown. */
void confab_messaging_timer_show (
    ConfabMessaging *self, const char *peer, ConfabMessagingTimerNews *news);

/* Nobody there could be told, in the job and after it. */
gboolean confab_messaging_timer_unheard (
    ConfabStoreDb *db, gint64 account, const char *peer, GError **error);
void confab_messaging_timer_show_unheard (ConfabMessaging *self, const char *peer);

/* Something was read or sent: if there is a row whose timer may begin by now, after all that is
 * queued in the vault, "timers" tells of it. */
void confab_messaging_timer_begin (ConfabMessaging *self);

/* Into the model. Resolves to TRUE. */
DexFuture *confab_messaging_timer_load (ConfabMessaging *self);

G_END_DECLS
