#pragma once

/* Messages that are changed (XEP-0308): what is said, what is heard. For this folder. */

#include "base/base-draft.h"
#include "messaging/messaging-private.h"
#include "omemo/omemo-seal.h"

G_BEGIN_DECLS

/* A text that may replace another one, as it came in. */
typedef struct {
  const ConfabOmemoOpened *opened; /* NULL: it was not sealed */
  const char *in_the_clear;        /* then: the id that it names; NULL: it replaces nothing */
  gboolean may_be_plain;           /* the user chose so for this chat */
  gint64 now_us;
} ConfabMessagingChange;

/* What it did; all zero: nothing, and its row is one like any other. */
typedef struct {
  gboolean is_no_row;      /* it stands in another's place, or nowhere */
  gboolean was_read;       /* the one that was changed: it is unread again */
  ConfabStoreMessage *row; /* the one that was changed, as it is now; NULL: none. Owned */
} ConfabMessagingChangeNews;

void confab_messaging_change_news_clear (ConfabMessagingChangeNews *news);

/* It says that it replaces something. */
gboolean confab_messaging_change_is_said (const ConfabMessagingChange *word);
/* In the job that takes `row` in, after it was filled in and judged for what tricksters ask. `news`
 * is zero before. A message that is not here gets its change in its place: `row` bears its id then.
 */
gboolean confab_messaging_change_hear (ConfabStoreDb *db, ConfabStoreMessage *row,
    const ConfabMessagingChange *word, ConfabMessagingChangeNews *news, GError **error);
/* In the same job: `row`, which is to be kept, was changed before it came, and the change is here.
 */
gboolean confab_messaging_change_catch (ConfabStoreDb *db, const ConfabStoreMessage *row,
    gint64 now_us, gboolean *is_no_row, GError **error);
/* After the commit. */
void confab_messaging_change_show (
    ConfabMessaging *self, const char *peer, const ConfabMessagingChangeNews *news);

/* The message that the chat is changing says this from now on. The judge `send` said yes. Resolves
 * when it is on the disk; REFUSED: it cannot be changed any more. */
DexFuture *
confab_messaging_change_put (ConfabMessaging *self, ConfabModelChat *chat, const char *text);

G_END_DECLS
