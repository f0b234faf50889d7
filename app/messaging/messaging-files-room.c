/* Room for files (R24): what is kept of them all, and what was fetched this day, each up to a
 * limit. Only what really came is counted; an offer moves neither. */

#include "messaging/messaging-files-private.h"

#include "store/store-room.h"

#define COUNT_BYTES (16 * 1024 * 1024) /* that are counted in the vault at once */

typedef struct {
  char *day;
  gint64 except;
  guint64 bytes; /* to count */
  ConfabMessagingRoom room;
} RoomJob;

static void
room_job_free (gpointer data) {
  RoomJob *job = data;

  g_free (job->day);
  g_free (job);
}

static gboolean
run_room (ConfabStoreDb *db, gpointer data, GError **error) {
  RoomJob *job = data;

  if (job->bytes > 0)
    return confab_store_room_count (db, job->day, job->bytes, &job->room.today, error);
  return confab_store_room_get (
      db, job->day, job->except, &job->room.kept, &job->room.today, error);
}

/* As people count days; "" at the ends of time. */
static char *
dup_day (const ConfabClock *clock) {
  g_autoptr (GDateTime) now =
      g_date_time_new_from_unix_local (confab_base_clock_wall_us (clock) / G_USEC_PER_SEC);

  return now != NULL ? g_date_time_format (now, "%F") : g_strdup ("");
}

static DexFuture *
start (ConfabStoreVault *vault, const ConfabClock *clock, gint64 except, guint64 bytes) {
  RoomJob *job = g_new0 (RoomJob, 1);

  job->day = dup_day (clock);
  job->except = except;
  job->bytes = bytes;
  return confab_store_vault_write (vault, run_room, job, room_job_free);
}

static guint64
left (guint64 limit, guint64 taken) {
  return limit - MIN (limit, taken);
}

void
confab_messaging_files_set_limits (ConfabMessaging *self, const ConfabMessagingRoom *limits) {
  self->files->limits = *limits;
}

gboolean
confab_messaging_files_await_room (
    ConfabStoreVault *vault, const ConfabClock *clock, ConfabMessagingRoom *taken, GError **error) {
  g_autoptr (DexFuture) future = start (vault, clock, 0, 0);

  if (!dex_await (dex_ref (future), error))
    return FALSE;
  *taken = ((RoomJob *)confab_store_job_data (future))->room;
  return TRUE;
}

gboolean
confab_messaging_files_await_left (
    ConfabMessaging *self, gint64 except, ConfabMessagingRoom *room, GError **error) {
  g_autoptr (DexFuture) future = start (self->vault, self->clock, except, 0);
  const RoomJob *job;

  *room = (ConfabMessagingRoom){ 0 };
  if (!dex_await (dex_ref (future), error))
    return FALSE;
  job = confab_store_job_data (future);
  room->kept = left (self->files->limits.kept, job->room.kept);
  room->today = left (self->files->limits.today, job->room.today);
  return TRUE;
}

gboolean
confab_messaging_files_await_count (ConfabMessaging *self, guint64 *uncounted, gboolean is_last,
    ConfabMessagingRoom *room, GError **error) {
  g_autoptr (DexFuture) future = NULL;

  if (*uncounted == 0 || (!is_last && *uncounted < COUNT_BYTES))
    return TRUE;
  future = start (self->vault, self->clock, 0, *uncounted);
  if (!dex_await (dex_ref (future), error))
    return FALSE;
  *uncounted = 0;
  room->today =
      left (self->files->limits.today, ((RoomJob *)confab_store_job_data (future))->room.today);
  return TRUE;
}
