/* The catch-up: one fiber for each stream that asks page by page, hands each entry to the same
 * function as a live message, waits until the page is durable, and moves the place.
 *
 * Refuses entries that were not asked for, more of them than were, a page that leads nowhere, and
 * to go on without end: what is left is for the next sign-in. */

#include "messaging/messaging-catchup.h"

#include "messaging/messaging-archive.h"
#include "messaging/messaging-keys.h"

#include "base/base-fiber.h"
#include "base/base-log.h"
#include "base/base-weak.h"
#include "messaging/messaging-private.h"
#include "xep/xep-mam.h"
#include "xep/xep-message.h"

#define MAX_PAGES 2000                   /* in one catch-up */
#define MAX_BYTES (256 * 1024 * 1024)    /* in one catch-up, as they came */
#define MAX_PAGE_BYTES (4 * 1024 * 1024) /* held at a time */
#define MAX_ENTRIES (MAX_PAGES * CONFAB_XEP_MAM_PAGE)
#define AGAIN_US (60 * G_USEC_PER_SEC)    /* of pause after a server that was too busy */
#define QUERY_ID_BYTES 16                 /* random */
#define DOUBLES_US (28 * G_TIME_SPAN_DAY) /* less than doubles are known by (store-seen.c) */

struct _ConfabMessagingCatchup {
  gboolean is_done;
  gboolean is_known;        /* there is an archive: it has answered once, in this run or before */
  guint running;            /* the connection it runs for; 0: it does not */
  gboolean is_wanted_again; /* it is read on, once its end was reached */
  DexFuture *pause;         /* before it is tried once more; NULL: there is none */

  /* the query that is open */
  char *query_id;     /* NULL: none */
  GPtrArray *entries; /* ConfabXepMessage that are read, in order */
  guint n_entries;    /* that came, also those that are not */
  gsize page_bytes;
  char *last_id;      /* of the last that came and was taken */
  gboolean is_full;   /* the rest of the page is not taken; the next one begins there */
  gboolean is_broken; /* more came than was asked for */

  gsize bytes; /* of the catch-up so far */

  /* ids that were set aside: next_id to end_id, unless a double was met */
  gint64 next_id, end_id;
  int *has_met_double; /* shared with entries on their way to the disk; never NULL */
};

static ConfabMessagingCatchup *
get (ConfabMessaging *self) {
  if (self->catchup == NULL) {
    self->catchup = g_new0 (ConfabMessagingCatchup, 1);
    self->catchup->entries =
        g_ptr_array_new_with_free_func ((GDestroyNotify)confab_xep_message_free);
    self->catchup->has_met_double = g_atomic_rc_box_new0 (int);
  }
  return self->catchup;
}

void
confab_messaging_catchup_free (ConfabMessagingCatchup *catchup) {
  g_ptr_array_unref (catchup->entries);
  g_atomic_rc_box_release (catchup->has_met_double);
  dex_clear (&catchup->pause);
  g_free (catchup->query_id);
  g_free (catchup->last_id);
  g_free (catchup);
}

/* ---- ids ---- */

/* What was set aside by a catch-up that was cut still is before all that came live since. */
static void
set_ids_aside (ConfabMessaging *self) {
  ConfabMessagingCatchup *catchup = get (self);

  if (catchup->end_id != 0)
    return;
  catchup->next_id = self->ids->last + 1;
  self->ids->last += 2 * MAX_ENTRIES; /* with a line for each */
  catchup->end_id = self->ids->last;
  g_atomic_rc_box_release (catchup->has_met_double);
  catchup->has_met_double = g_atomic_rc_box_new0 (int);
}

gint64
confab_messaging_catchup_next_id (ConfabMessaging *self) {
  ConfabMessagingCatchup *catchup = get (self);

  if (g_atomic_int_get (catchup->has_met_double) || catchup->next_id == 0 ||
      catchup->next_id > catchup->end_id)
    return confab_messaging_next_id (self);
  return catchup->next_id++;
}

int *
confab_messaging_catchup_ref_met_double (ConfabMessaging *self) {
  return g_atomic_rc_box_acquire (get (self)->has_met_double);
}

/* ---- entries ---- */

static void
close_query (ConfabMessagingCatchup *catchup) {
  g_clear_pointer (&catchup->query_id, g_free);
}

static void
open_query (ConfabMessaging *self) {
  ConfabMessagingCatchup *catchup = get (self);

  close_query (catchup);
  catchup->query_id = confab_base_random_dup_id (self->random, QUERY_ID_BYTES);
  g_ptr_array_set_size (catchup->entries, 0);
  g_clear_pointer (&catchup->last_id, g_free);
  catchup->n_entries = 0;
  catchup->page_bytes = 0;
  catchup->is_full = FALSE;
  catchup->is_broken = FALSE;
}

gboolean
confab_messaging_is_archive_asked (ConfabMessaging *self, const char *query_id) {
  return !self->is_stopped && self->catchup != NULL && self->catchup->query_id != NULL &&
         g_str_equal (self->catchup->query_id, query_id);
}

void
confab_messaging_take_archived (
    ConfabMessaging *self, const char *id, ConfabXepMessage *message, gsize size) {
  ConfabMessagingCatchup *catchup = get (self);

  catchup->n_entries++;
  catchup->page_bytes += size;
  if (catchup->n_entries > CONFAB_XEP_MAM_PAGE) {
    catchup->is_broken = TRUE;
    close_query (catchup);
    g_ptr_array_set_size (catchup->entries, 0);
  }
  catchup->is_full = catchup->is_full || catchup->page_bytes > MAX_PAGE_BYTES;
  if (catchup->is_broken || catchup->is_full) {
    g_clear_pointer (&message, confab_xep_message_free);
    return;
  }
  if (id != NULL) {
    g_free (catchup->last_id);
    catchup->last_id = g_strdup (id);
  }
  if (message != NULL)
    g_ptr_array_add (catchup->entries, message);
}

gboolean
confab_messaging_catchup_is_double_possible (ConfabMessaging *self, gint64 time_us) {
  return time_us > confab_base_clock_wall_us (self->clock) - DOUBLES_US;
}

/* ---- whether there is one ---- */

gboolean
confab_messaging_await_archive (ConfabMessaging *self, GError **error) {
  g_autofree char *place = NULL;

  if (self->is_stopped || get (self)->is_known)
    return TRUE;
  if (!confab_messaging_await_place (self, &place, error))
    return FALSE;
  self->catchup->is_known = self->catchup->is_known || place != NULL;
  return TRUE;
}

gboolean
confab_messaging_knows_archive (ConfabMessaging *self) {
  return self->catchup != NULL && self->catchup->is_known;
}

void
confab_messaging_catchup_want_more (ConfabMessaging *self) {
  get (self)->is_wanted_again = TRUE;
}

/* ---- the fiber ---- */

typedef struct {
  ConfabMessaging *self;
  guint connection;
  char *place;
  gint64 start_us;
} Run;

static void
run_free (gpointer data) {
  Run *run = data;

  g_object_unref (run->self);
  g_free (run->place);
  g_free (run);
}

/* The stream it belongs to is gone. */
static gboolean
is_over (const Run *run) {
  return run->self->is_stopped || !run->self->is_connected ||
         run->connection != run->self->connection;
}

static ConfabXepMamEnd *
await_page (Run *run, gboolean is_last, GError **error) {
  ConfabMessaging *self = run->self;
  ConfabXepMamQuery query = { .after = run->place, .start_us = run->start_us, .is_last = is_last };
  g_autoptr (ConfabStanza) answer = NULL;
  ConfabXepMamEnd *end;

  if (is_over (run)) {
    g_set_error_literal (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_CLOSED, "closed");
    return NULL;
  }
  open_query (self);
  query.query_id = self->catchup->query_id;
  answer = dex_await_boxed (confab_xep_mam_ask (self->out, &query), error);
  if (is_over (run)) {
    if (answer != NULL)
      g_set_error_literal (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_CLOSED, "closed");
    return NULL;
  }
  close_query (self->catchup);
  if (answer == NULL)
    return NULL;
  self->catchup->bytes += self->catchup->page_bytes;
  end = confab_xep_mam_read_end (answer);
  if (end == NULL || self->catchup->is_broken) {
    g_clear_pointer (&end, confab_xep_mam_end_free);
    g_set_error_literal (
        error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_PROTOCOL, "that was not what was asked for");
  }
  if (end != NULL) {
    self->catchup->is_known = TRUE;
    confab_messaging_agree_archive (self, TRUE);
  }
  return end;
}

/* The whole page at once: the vault takes the entries in their order, and the disk is waited for a
 * few times and not for each of them. */
static gboolean
await_kept (Run *run, GError **error) {
  g_autoptr (GPtrArray) entries = run->self->catchup->entries;
  g_autoptr (GPtrArray) futures = g_ptr_array_new_with_free_func (dex_unref);
  gboolean is_kept = TRUE;

  run->self->catchup->entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_xep_message_free);
  for (guint i = 0; i < entries->len; i++) {
    DexFuture *future = confab_messaging_receive (run->self, g_ptr_array_index (entries, i));

    if (future != NULL)
      g_ptr_array_add (futures, future);
  }
  for (guint i = 0; i < futures->len; i++)
    is_kept =
        dex_await (dex_ref (g_ptr_array_index (futures, i)), is_kept ? error : NULL) && is_kept;
  return is_kept;
}

/* Takes the archive's end for the place. */
static gboolean
await_first_place (Run *run, GError **error) {
  g_autoptr (ConfabXepMamEnd) end = NULL;
  const char *id;

  if (confab_model_account_is_hidden (run->self->account))
    return TRUE;
  end = await_page (run, TRUE, error);
  if (end == NULL)
    return FALSE;
  id = end->last != NULL ? end->last : run->self->catchup->last_id;
  return confab_messaging_await_set_place (run->self, id != NULL ? id : "", error);
}

/* A page whose rows are on the disk; that holds, and moves the place, also where the line went
 * meanwhile. `*is_end`: there are no more. */
static gboolean
await_next (Run *run, gboolean *is_end, GError **error) {
  g_autoptr (ConfabXepMamEnd) end = await_page (run, FALSE, error);
  ConfabMessagingCatchup *catchup = run->self->catchup;
  g_autofree char *last = NULL;

  if (end == NULL)
    return FALSE;
  *is_end = catchup->n_entries == 0 || (end->is_complete && !catchup->is_full);
  last = g_strdup (end->last != NULL && !catchup->is_full ? end->last : catchup->last_id);
  if (!await_kept (run, error))
    return FALSE;
  if (last == NULL && *is_end)
    return TRUE;
  if (last == NULL || (g_strcmp0 (last, run->place) == 0 && !*is_end)) {
    g_set_error_literal (
        error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_PROTOCOL, "the archive stands still");
    return FALSE;
  }
  g_free (run->place);
  run->place = g_steal_pointer (&last);
  return confab_messaging_await_set_place (run->self, run->place, error);
}

static gboolean
is_condition (const GError *error, const char *condition) {
  return g_error_matches (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_STANZA) &&
         g_str_equal (error->message, condition);
}

/* The server does not know what was asked, or does not give it: asking again would not help. */
static gboolean
has_no_archive (const GError *error) {
  static const char *const conditions[] = { "service-unavailable", "feature-not-implemented",
    "not-allowed", "forbidden", "bad-request" };

  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    if (is_condition (error, conditions[i]))
      return TRUE;
  return FALSE;
}

/* TRUE: there is nothing left. FALSE without an error: there is, for another time. */
static gboolean
await_all (Run *run, GError **error) {
  ConfabMessaging *self = run->self;

  g_clear_pointer (&run->place, g_free);
  if (!confab_messaging_await_place (self, &run->place, error))
    return FALSE;
  if (is_over (run))
    return FALSE;
  if (run->place == NULL)
    return await_first_place (run, error);
  for (guint i = 0; i < MAX_PAGES && self->catchup->bytes < MAX_BYTES; i++) {
    g_autoptr (GError) inner = NULL;
    gboolean is_end = FALSE;

    if (!await_next (run, &is_end, &inner)) {
      /* The entry is gone, and so is all before it: what is there still is after it. */
      if (!is_condition (inner, "item-not-found") || run->start_us > 0) {
        g_propagate_error (error, g_steal_pointer (&inner));
        return FALSE;
      }
      g_clear_pointer (&run->place, g_free);
      run->start_us = confab_base_clock_wall_us (self->clock) - DOUBLES_US;
      continue;
    }
    if (is_end)
      return TRUE;
  }
  return FALSE;
}

static DexFuture *
on_pause_over (DexFuture *future, gpointer data) {
  g_autoptr (ConfabMessaging) self = g_weak_ref_get (data);

  if (self != NULL)
    confab_messaging_catch_up (self);
  return NULL;
}

/* The line may hold for days: what only the archive has does not wait for the next one. Who answers
 * nonsense is not asked again. */
static void
try_later (ConfabMessaging *self, const GError *error) {
  if ((error == NULL && !self->catchup->is_wanted_again) ||
      g_error_matches (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_PROTOCOL))
    return;
  dex_clear (&self->catchup->pause);
  self->catchup->pause = dex_future_then (confab_base_clock_sleep (self->clock, AGAIN_US),
      on_pause_over, confab_base_weak_new (self), confab_base_weak_free);
}

static DexFuture *
run_catch_up (gpointer data) {
  Run *run = data;
  ConfabMessaging *self = run->self;
  g_autoptr (GError) error = NULL;
  gboolean is_done, is_over_now;

  do {
    self->catchup->is_wanted_again = FALSE;
    is_done = !is_over (run) && await_all (run, &error);
  } while (is_done && self->catchup->is_wanted_again);
  if (self->catchup->running != run->connection)
    return confab_messaging_done ();
  self->catchup->running = 0;
  close_query (self->catchup);
  is_over_now = is_over (run);
  if (!is_over_now && !is_done && !has_no_archive (error)) {
    confab_base_log_info ("messaging", "the archive was not read to its end: %s",
        error ? error->message : "too much");
    try_later (self, error);
  } else if (!is_over_now && !confab_model_account_is_hidden (self->account)) {
    confab_messaging_caught_up (self);
    if (!is_done) {
      self->catchup->is_known = FALSE;
      confab_messaging_agree_archive (self, FALSE);
    }
  }
  /* What waited is after the end that was reached. */
  confab_messaging_hold_end (self, is_over_now);
  return confab_messaging_done ();
}

void
confab_messaging_prepare_catch_up (
    ConfabMessaging *self, gboolean is_resumed, gboolean is_managed) {
  ConfabMessagingCatchup *catchup = get (self);

  confab_messaging_hold_end (self, TRUE);
  dex_clear (&catchup->pause);
  if (self->is_stopped || (is_resumed && catchup->is_done))
    return;
  catchup->is_done = FALSE;
  set_ids_aside (self);
  confab_messaging_hold_begin (self, is_managed);
}

void
confab_messaging_catch_up (ConfabMessaging *self) {
  ConfabMessagingCatchup *catchup = get (self);
  Run *run;

  if (self->is_stopped || !self->is_connected || catchup->is_done ||
      catchup->running == self->connection)
    return;
  catchup->bytes = 0;
  catchup->running = self->connection;
  run = g_new0 (Run, 1);
  run->self = g_object_ref (self);
  run->connection = self->connection;
  dex_future_disown (confab_base_fiber_start (run_catch_up, run, run_free));
}

void
confab_messaging_catch_up_again (ConfabMessaging *self, gboolean is_managed) {
  ConfabMessagingCatchup *catchup = get (self);

  if (self->is_stopped || !self->is_connected)
    return;
  catchup->is_wanted_again = TRUE;
  catchup->is_done = FALSE;
  set_ids_aside (self);
  if (self->hold == NULL)
    confab_messaging_hold_begin (self, is_managed);
  confab_messaging_catch_up (self);
}

gboolean
confab_messaging_is_catching_up (ConfabMessaging *self) {
  return self->catchup == NULL || !self->catchup->is_done ||
         confab_model_account_is_hidden (self->account);
}

void
confab_messaging_caught_up (ConfabMessaging *self) {
  ConfabMessagingCatchup *catchup = get (self);

  catchup->is_done = TRUE;
  catchup->next_id = catchup->end_id = 0;
  /* Keys that were kept for what might still come go now. */
  confab_messaging_keys_maintain (self);
}
