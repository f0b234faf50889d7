#pragma once

/* Messages that disappear (XEP-0466): what each chat has agreed on, and rows that have an end. Ends
 * are in the vault's own time of ages (safety/safety-retention.h), not in that of the wall. */

#include "store/store-retention.h"

G_BEGIN_DECLS

/* What the other program did since the timer was last set. Stored, append-only. */
typedef enum {
  CONFAB_STORE_TIMER_ASKED = 0,  /* it was told; nothing of theirs came since */
  CONFAB_STORE_TIMER_AGREED = 1, /* it says the same */
  CONFAB_STORE_TIMER_SILENT = 2, /* it writes without one, or cannot be told */
} ConfabStoreTimerAnswer;

typedef struct {
  guint32 seconds;    /* 0: none */
  gboolean is_theirs; /* the other side set it last */
  ConfabStoreTimerAnswer answer;
  guint32 before; /* what held before it was set */
  gint64 set_us;  /* when, by the wall clock */
} ConfabStoreTimer;

typedef struct {
  char *peer;
  ConfabStoreTimer timer;
} ConfabStoreChatTimer;

void confab_store_chat_timer_free (ConfabStoreChatTimer *chat);

/* Owned ConfabStoreChatTimer of one account. Returns: (transfer full) */
GPtrArray *confab_store_timers_list (ConfabStoreDb *db, gint64 account, GError **error);
/* All zero where nothing was ever set. */
gboolean confab_store_timers_get (
    ConfabStoreDb *db, gint64 account, const char *peer, ConfabStoreTimer *timer, GError **error);
gboolean confab_store_timers_set (ConfabStoreDb *db, gint64 account, const char *peer,
    const ConfabStoreTimer *timer, GError **error);
gboolean
confab_store_timers_remove (ConfabStoreDb *db, gint64 account, const char *peer, GError **error);
/* The lines of `line` (a LINE's reason) in that chat go, but for what waits to be sent; their ids
 * are added to `gone` (gint64). So there is one that holds, however often it was set. */
gboolean confab_store_timers_drop_lines (
    ConfabStoreDb *db, gint64 account, const char *peer, int line, GArray *gone, GError **error);

/* `*has`: a row has a timer that should run, and does not yet. */
gboolean confab_store_timers_has_fresh (ConfabStoreDb *db, gboolean *has, GError **error);
/* Timers run from `now_us` on: of what was read, and of own messages that wait no more. */
gboolean confab_store_timers_stamp (ConfabStoreDb *db, gint64 now_us, GError **error);
/* When the next one ends; 0: none runs. */
gboolean confab_store_timers_next (ConfabStoreDb *db, gint64 *ends_us, GError **error);
/* As confab_store_retention_erase, of all chats: rows whose timer ended at `now_us` or before,
 * those that were kept one by one too. */
gboolean confab_store_timers_erase (ConfabStoreDb *db, gint64 now_us, ConfabStoreIsDue is_due,
    gpointer data, guint limit, GArray *gone, gboolean *is_more, GError **error);

G_END_DECLS
