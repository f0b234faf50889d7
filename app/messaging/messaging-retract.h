#pragma once

/* Messages that are taken back (XEP-0424): what is said, what is heard. For this folder. */

#include "messaging/messaging-private.h"
#include "omemo/omemo-seal.h"

G_BEGIN_DECLS

/* The word that takes a message back, as it came in. */
typedef struct {
  const ConfabOmemoOpened *opened; /* NULL: it was not sealed */
  const char *in_the_clear;        /* then: the id that it names; NULL: it is no such word */
  gboolean may_be_plain;           /* the user chose so for this chat */
  gint64 line_id;                  /* for a line before the row */
  gint64 now_us;
} ConfabMessagingRetraction;

/* What it did; all zero: nothing. */
typedef struct {
  gboolean is_heard;        /* it was believed, so a text beside it is for other programs */
  gint64 taken;             /* the row that is a line now; 0: none */
  gboolean is_own;          /* it was ours, by another device */
  ConfabStoreMessage *line; /* that says so of one that stays; NULL: none. Owned */
} ConfabMessagingRetractNews;

void confab_messaging_retract_news_clear (ConfabMessagingRetractNews *news);

/* In the job that takes `row` in, after it was filled in. `news` is zero before. */
gboolean confab_messaging_retract_hear (ConfabStoreDb *db, const ConfabStoreMessage *row,
    const ConfabMessagingRetraction *word, ConfabMessagingRetractNews *news, GError **error);
/* In the same job: `row`, which is to be kept, was taken back before it came; then it is that line.
 */
gboolean confab_messaging_retract_catch (
    ConfabStoreDb *db, ConfabStoreMessage *row, gint64 now_us, GError **error);
/* What went is nowhere on the disk any more; soon, and not more often than now and then. */
void confab_messaging_retract_scrub (ConfabMessaging *self);
/* After the commit. */
void confab_messaging_retract_show (
    ConfabMessaging *self, const char *peer, const ConfabMessagingRetractNews *news);

G_END_DECLS
