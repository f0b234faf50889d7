/* Looks for what is due, chat by chat and in slices, so that a message that comes meanwhile waits
 * for no more than a slice. The time that ages are measured in is kept beside the rows, in the same
 * transaction. Refuses to erase a row that the judge did not name, and to trust the wall clock. */

#include "messaging/messaging-retention.h"

#include "base/base-fiber.h"

#include <string.h>

#include "messaging/messaging-search.h"
#include "store/store-retention.h"
#include "store/store-settings.h"
#include "store/store-timers.h"

#define SLICE_ROWS 500
#define SLICE_CHATS 200
#define TIME_SETTING "retention.time"
#define TIME_NUMBERS 4
#define MAX_TIME_BYTES 96

ConfabMessagingLook *
confab_messaging_look_new (gint64 account, const char *peer, ConfabKeep overall, gint64 passed_us,
    gint64 wall_us, gboolean closes) {
  ConfabMessagingLook *look = g_atomic_rc_box_new0 (ConfabMessagingLook);

  look->account = account;
  look->peer = g_strdup (peer);
  look->overall = overall;
  look->passed_us = passed_us;
  look->wall_us = wall_us;
  look->closes = closes;
  look->gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  return look;
}

ConfabMessagingLook *
confab_messaging_look_ref (ConfabMessagingLook *look) {
  return g_atomic_rc_box_acquire (look);
}

static void
look_clear (gpointer data) {
  ConfabMessagingLook *look = data;

  g_free (look->peer);
  g_array_unref (look->gone);
}

void
confab_messaging_look_unref (ConfabMessagingLook *look) {
  g_atomic_rc_box_release_full (look, look_clear);
}

/* ---- the time of ages ---- */

/* What cannot be read was never looked at: nothing is older than now. */
static gboolean
read_time (ConfabStoreDb *db, ConfabRetentionTime *time, GError **error) {
  g_autoptr (GError) inner = NULL;
  g_autofree char *kept = confab_store_settings_get (db, TIME_SETTING, &inner);
  g_auto (GStrv) words =
      kept != NULL && strlen (kept) < MAX_TIME_BYTES ? g_strsplit (kept, " ", -1) : NULL;
  gint64 numbers[TIME_NUMBERS];

  *time = (ConfabRetentionTime){ 0 };
  if (inner != NULL) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return FALSE;
  }
  if (words == NULL || g_strv_length (words) != TIME_NUMBERS)
    return TRUE;
  for (guint i = 0; i < TIME_NUMBERS; i++)
    if (!g_ascii_string_to_signed (words[i], 10, 0, G_MAXINT64, &numbers[i], NULL))
      return TRUE;
  *time = (ConfabRetentionTime){ numbers[0], numbers[1], numbers[2], numbers[3] };
  return TRUE;
}

static gboolean
write_time (ConfabStoreDb *db, const ConfabRetentionTime *time, GError **error) {
  g_autofree char *kept = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT
                                           " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
      time->now_us, time->wall_us, time->doubted_us, time->doubt_at_us);

  return confab_store_settings_set (db, TIME_SETTING, kept, error);
}

gboolean
confab_messaging_retention_now (ConfabStoreDb *db, gint64 *now_us, GError **error) {
  ConfabRetentionTime time;

  if (!read_time (db, &time, error))
    return FALSE;
  *now_us = time.now_us;
  return TRUE;
}

/* ---- a look ---- */

typedef struct {
  ConfabMessagingLook *look;
  gboolean is_first;
  gboolean is_more;
  gboolean are_timers_done;
  gint64 now_us;
  gint64 account; /* the last chat that was done with */
  char *peer;
} Slice;

static void
slice_clear (Slice *slice) {
  g_free (slice->peer);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Slice, slice_clear)

typedef struct {
  ConfabKeep overall;
  int own;
  gint64 now_us;
} Asked;

static gboolean
is_due (const ConfabStoreDue *row, gpointer data) {
  const Asked *asked = data;
  ConfabRetentionFacts facts = {
    .overall = asked->overall,
    .own = asked->own,
    .floor = row->floor,
    .age_us = row->since_us > 0 ? asked->now_us - row->since_us : 0,
    .is_read = !row->is_unread,
    .is_kept = row->is_kept,
    .is_waiting = row->is_waiting,
    .is_over = row->ends_us > 0 && row->ends_us <= asked->now_us,
    .is_in_front = !row->is_closed,
  };

  return confab_safety_judge_retention (&facts) == CONFAB_RETENTION_ERASE;
}

/* Rows with each floor by themselves, so that only those that are due are ever read. */
static gboolean
look_at_chat (ConfabStoreDb *db, Slice *slice, gint64 account, const char *peer, GError **error) {
  ConfabMessagingLook *look = slice->look;
  Asked asked = { .overall = look->overall, .now_us = slice->now_us };

  if (!confab_store_retention_get_own (db, account, peer, &asked.own, error) ||
      (look->closes && !confab_store_retention_close (db, account, peer, error)))
    return FALSE;
  for (int floor = 0; floor <= CONFAB_KEEP_FOR_GOOD; floor++) {
    ConfabKeep keep = confab_safety_retention_holds (look->overall, asked.own, floor);
    ConfabStoreDueQuery due = { .account = account,
      .peer = peer,
      .floor = floor,
      .only_closed = keep == CONFAB_KEEP_UNTIL_CLOSED,
      .up_to_us = G_MAXINT64,
      .is_due = is_due,
      .data = &asked };

    if (keep == CONFAB_KEEP_FOR_GOOD)
      continue;
    if (keep != CONFAB_KEEP_UNTIL_CLOSED)
      due.up_to_us = slice->now_us - confab_safety_retention_period (keep);
    if (!confab_store_retention_erase (db, &due, SLICE_ROWS, look->gone, &slice->is_more, error))
      return FALSE;
    if (slice->is_more)
      return TRUE;
  }
  return TRUE;
}

static gboolean
look_at_all (ConfabStoreDb *db, Slice *slice, GError **error) {
  for (guint i = 0; i < SLICE_CHATS; i++) {
    gint64 account = slice->account;
    g_autofree char *peer = g_strdup (slice->peer);

    if (!confab_store_retention_next_chat (db, &account, &peer, error))
      return FALSE;
    if (peer == NULL)
      return TRUE;
    if (!look_at_chat (db, slice, account, peer, error))
      return FALSE;
    if (slice->is_more)
      return TRUE;
    slice->account = account;
    g_free (slice->peer);
    slice->peer = g_steal_pointer (&peer);
  }
  slice->is_more = TRUE;
  return TRUE;
}

static gboolean
drop_draft (ConfabStoreDb *db, ConfabMessagingLook *look, GError **error) {
  int own;

  if (!confab_store_retention_get_own (db, look->account, look->peer, &own, error))
    return FALSE;
  if (confab_safety_retention_holds (look->overall, own, 0) != CONFAB_KEEP_UNTIL_CLOSED)
    return TRUE;
  return confab_store_chats_set_draft (db, look->account, look->peer, NULL, error);
}

static gboolean
begin_look (ConfabStoreDb *db, Slice *slice, GError **error) {
  ConfabMessagingLook *look = slice->look;
  ConfabRetentionTime time;

  if (!read_time (db, &time, error))
    return FALSE;
  confab_safety_retention_pass (&time, look->passed_us, look->wall_us);
  slice->now_us = time.now_us;
  if (look->peer != NULL && look->closes && !drop_draft (db, look, error))
    return FALSE;
  return write_time (db, &time, error) && confab_store_retention_stamp (db, time.now_us, error) &&
         confab_store_timers_stamp (db, time.now_us, error);
}

/* First, and in every chat: what both sides said should be gone by now. */
static gboolean
look_at_timers (ConfabStoreDb *db, Slice *slice, GError **error) {
  Asked asked = {
    .overall = CONFAB_KEEP_FOR_GOOD, .own = CONFAB_KEEP_AS_OVERALL, .now_us = slice->now_us
  };

  if (!confab_store_timers_erase (
          db, slice->now_us, is_due, &asked, SLICE_ROWS, slice->look->gone, &slice->is_more, error))
    return FALSE;
  slice->are_timers_done = !slice->is_more;
  return TRUE;
}

static gboolean
note_next (ConfabStoreDb *db, Slice *slice, GError **error) {
  gint64 ends_us;

  if (!confab_store_timers_next (db, &ends_us, error))
    return FALSE;
  slice->look->next_us = ends_us > 0 ? MAX (ends_us - slice->now_us, 1) : 0;
  return TRUE;
}

static gboolean
run_slice (ConfabStoreDb *db, gpointer data, GError **error) {
  Slice *slice = data;
  gboolean is_done;

  slice->is_more = FALSE;
  if (slice->is_first && !begin_look (db, slice, error))
    return FALSE;
  slice->is_first = FALSE;
  if (!slice->are_timers_done && !look_at_timers (db, slice, error))
    return FALSE;
  if (slice->is_more)
    return TRUE;
  if (slice->look->only_timers)
    is_done = TRUE;
  else if (slice->look->peer != NULL)
    is_done = look_at_chat (db, slice, slice->look->account, slice->look->peer, error);
  else
    is_done = look_at_all (db, slice, error);
  return is_done && (slice->is_more || note_next (db, slice, error));
}

typedef struct {
  ConfabStoreVault *vault;
  ConfabMessagingLook *look;
} Looking;

static void
looking_free (gpointer data) {
  Looking *looking = data;

  g_object_unref (looking->vault);
  confab_messaging_look_unref (looking->look);
  g_free (looking);
}

static DexFuture *
run_look (gpointer data) {
  Looking *looking = data;
  g_auto (Slice) slice = { .look = looking->look, .is_first = TRUE };

  do {
    g_autoptr (GError) error = NULL;

    if (!dex_await (confab_store_vault_write (looking->vault, run_slice, &slice, NULL), &error))
      return dex_future_new_for_error (g_steal_pointer (&error));
  } while (slice.is_more);
  if (looking->look->gone->len == 0)
    return dex_future_new_for_boolean (TRUE);
  return confab_store_vault_scrub (looking->vault);
}

DexFuture *
confab_messaging_look (ConfabStoreVault *vault, ConfabMessagingLook *look) {
  Looking *looking = g_new0 (Looking, 1);

  looking->vault = g_object_ref (vault);
  looking->look = confab_messaging_look_ref (look);
  return confab_base_fiber_start (run_look, looking, looking_free);
}

/* ---- what was seen ---- */

typedef struct {
  gint64 account;
  gint64 wall_us;
} Forgetting;

/* Doubles are told by what was seen: only what is old by both clocks is forgotten. */
static gboolean
run_forget_seen (ConfabStoreDb *db, gpointer data, GError **error) {
  const Forgetting *forgetting = data;
  ConfabRetentionTime time;

  return read_time (db, &time, error) && confab_store_seen_expire (db, forgetting->account,
                                             MIN (time.now_us, forgetting->wall_us), error);
}

DexFuture *
confab_messaging_forget_seen (ConfabStoreVault *vault, gint64 account, gint64 wall_us) {
  Forgetting *forgetting = g_new0 (Forgetting, 1);

  forgetting->account = account;
  forgetting->wall_us = wall_us;
  return confab_store_vault_write (vault, run_forget_seen, forgetting, g_free);
}

/* ---- choosing ---- */

typedef struct {
  gint64 account;
  char *peer; /* NULL: all that have none of their own */
  ConfabKeep from, to;
  int own;
  ConfabMessagingRest rest;
} Change;

static void
change_free (gpointer data) {
  Change *change = data;

  g_free (change->peer);
  g_free (change);
}

static gboolean
settle_rest (ConfabStoreDb *db, const Change *change, gint64 account, const char *peer,
    ConfabKeep from, ConfabKeep to, GError **error) {
  if (change->rest == CONFAB_MESSAGING_REST_GOES)
    return confab_store_chats_erase (db, account, peer, TRUE, TRUE, NULL, error);
  if (!confab_safety_retention_is_shorter (to, from))
    return TRUE;
  return confab_store_retention_raise (db, account, peer, from, error);
}

static gboolean
run_set (ConfabStoreDb *db, gpointer data, GError **error) {
  Change *change = data;
  int before;

  return confab_store_retention_get_own (db, change->account, change->peer, &before, error) &&
         settle_rest (db, change, change->account, change->peer,
             confab_safety_retention_holds (change->from, before, 0),
             confab_safety_retention_holds (change->from, change->own, 0), error) &&
         confab_store_retention_set_own (db, change->account, change->peer, change->own, error);
}

static gboolean
run_prepare (ConfabStoreDb *db, gpointer data, GError **error) {
  Change *change = data;
  g_autofree char *peer = NULL;
  gint64 account = 0;

  for (;;) {
    int own;

    if (!confab_store_retention_next_chat (db, &account, &peer, error))
      return FALSE;
    if (peer == NULL)
      return TRUE;
    if (!confab_store_retention_get_own (db, account, peer, &own, error))
      return FALSE;
    if (own == CONFAB_KEEP_AS_OVERALL &&
        !settle_rest (db, change, account, peer, change->from, change->to, error))
      return FALSE;
  }
}

static DexFuture *
on_changed (DexFuture *future, gpointer data) {
  return confab_store_vault_scrub (data);
}

typedef struct {
  ConfabStoreVault *vault;
  ConfabStoreJob job;
  Change *change;
} Changing;

static void
changing_free (gpointer data) {
  Changing *changing = data;

  g_object_unref (changing->vault);
  g_clear_pointer (&changing->change, change_free);
  g_free (changing);
}

static DexFuture *
on_cleared (DexFuture *future, gpointer data) {
  Changing *changing = data;

  return dex_future_then (confab_store_vault_write (changing->vault, changing->job,
                              g_steal_pointer (&changing->change), change_free),
      on_changed, g_object_ref (changing->vault), g_object_unref);
}

/* The words of many messages take long to go: they go before the rows, in slices. */
static DexFuture *
change (ConfabStoreVault *vault, ConfabStoreJob job, Change *change) {
  Changing *changing;

  if (change->rest != CONFAB_MESSAGING_REST_GOES)
    return confab_store_vault_write (vault, job, change, change_free);
  changing = g_new0 (Changing, 1);
  changing->vault = g_object_ref (vault);
  changing->job = job;
  changing->change = change;
  return dex_future_then (confab_messaging_clear_search (vault, change->account, change->peer),
      on_cleared, changing, changing_free);
}

DexFuture *
confab_messaging_set_keep (ConfabStoreVault *vault, gint64 account, const char *peer,
    ConfabKeep overall, int own, ConfabMessagingRest rest) {
  Change *data = g_new0 (Change, 1);

  data->account = account;
  data->peer = g_strdup (peer);
  data->from = overall;
  data->own = own;
  data->rest = rest;
  return change (vault, run_set, data);
}

DexFuture *
confab_messaging_prepare_keep (
    ConfabStoreVault *vault, ConfabKeep from, ConfabKeep to, ConfabMessagingRest rest) {
  Change *data = g_new0 (Change, 1);

  data->from = from;
  data->to = to;
  data->rest = rest;
  return change (vault, run_prepare, data);
}
