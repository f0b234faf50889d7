#pragma once

/* The index of words, inside the vault. In it stand the texts of messages that are kept, and no
 * others: what a chat keeps until it is closed never comes in. A row and its words go together.
 *
 * Which chats keep what they hold is decided by whoever calls confab_store_search_follow. */

#include "store/store-asked.h"
#include "store/store-messages.h"

G_BEGIN_DECLS

/* Rows that one slice takes in, or takes out, at most; each less than 20 ms of work. */
#define CONFAB_STORE_SEARCH_SLICE_IN 100
#define CONFAB_STORE_SEARCH_SLICE_OUT 100

/* ---- in and out (store-search.c) ---- */

/* Before the first _follow of a run: empties the index if it was made by other rules than today's.
 */
gboolean confab_store_search_check (ConfabStoreDb *db, GError **error);
/* Brings the index nearer to what one chat keeps, a slice at a time. `keeps`: its messages stay
 * beyond its closing; if not, only those kept one by one, or promised longer, are in it.
 * `*is_more`: there is more to do; interrupted anywhere, the next call goes on. */
gboolean confab_store_search_follow (ConfabStoreDb *db, gint64 account, const char *peer,
    gboolean keeps, gboolean *is_more, GError **error);
/* The words of one message go. To be called before its row goes or stops being kept; `*was_in` may
 * be NULL. */
gboolean
confab_store_search_forget (ConfabStoreDb *db, gint64 id, gboolean *was_in, GError **error);
/* The same of a chat, `limit` rows at most (0: all), of those that _chats_erase would take. */
gboolean confab_store_search_forget_chat (ConfabStoreDb *db, gint64 account, const char *peer,
    gboolean keep_unread, guint limit, gboolean *is_more, GError **error);
/* Everything goes, quickly; what is kept comes in again by _follow. */
gboolean confab_store_search_forget_all (ConfabStoreDb *db, GError **error);
/* The same of one account. */
gboolean confab_store_search_forget_account (ConfabStoreDb *db, gint64 account, GError **error);
/* Have words gone since? */
gboolean confab_store_search_has_rest (ConfabStoreDb *db, gboolean *is_some, GError **error);
/* Is there any message of that chat in the index? `peer` NULL: of any. */
gboolean confab_store_search_has_any (
    ConfabStoreDb *db, gint64 account, const char *peer, gboolean *has_any, GError **error);

/* ---- finding (store-find.c) ---- */

#define CONFAB_STORE_HIT_MAX_MARKS 16
#define CONFAB_STORE_FIND_MAX_CHATS 32
#define CONFAB_STORE_FIND_MAX_HITS 200

typedef struct {
  gint64 id;
  gint64 account;
  char *peer;
  gboolean is_own;
  gint64 time_us;
  char *snippet;                               /* one line around the first thing that was found */
  gsize marks[2 * CONFAB_STORE_HIT_MAX_MARKS]; /* pairs of start and end, in bytes of it */
  guint n_marks;
} ConfabStoreHit;

void confab_store_hit_free (ConfabStoreHit *hit);

typedef struct {
  gint64 account;
  const char *peer;
} ConfabStoreFindChat;

typedef struct {
  const ConfabStoreAsked *asked;
  /* Only these, if there are any; more than CONFAB_STORE_FIND_MAX_CHATS are not looked at. */
  const ConfabStoreFindChat *chats;
  guint n_chats;
  gboolean only_theirs; /* not what the user wrote */
  gint64 before_id;     /* older than that one; 0: the newest */
  guint limit;          /* at most CONFAB_STORE_FIND_MAX_HITS */
  const gint *stop;     /* set to 1 from any thread: it ends at once, with what there is */
} ConfabStoreFind;

/* Newest first. `asked->from` is for the caller: it says by `chats` who that is. `*is_more`: there
 * may be older ones. Returns: (transfer full), owned ConfabStoreHit */
GPtrArray *confab_store_search_find (
    ConfabStoreDb *db, const ConfabStoreFind *find, gboolean *is_more, GError **error);

G_END_DECLS
