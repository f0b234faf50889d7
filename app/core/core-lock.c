/* The screen is locked and unlocked: one fiber at a time brings the core to where the last word
 * wants it, in whole steps, so that whatever is said in the middle is done after it. Refuses to
 * keep the key of the vault, or to read anything of it, while the screen is locked; and to lose a
 * message for it: what is not on disk is not acknowledged and comes again. */

#include "core/core-private.h"

#include "base/base-fiber.h"
#include "base/base-log.h"
#include "base/base-weak.h"
#include "messaging/messaging-catchup.h"

#define LOOK_US (G_USEC_PER_SEC / 2)      /* how often it is looked whether all are back */
#define PATIENCE_US (60 * G_USEC_PER_SEC) /* for that */
#define CALM_US (2 * G_USEC_PER_SEC)      /* what waited on the server has come by then */
#define SHORT_US (60 * G_USEC_PER_SEC)    /* not worth a word, if nothing came */

/* Files that are on their way when the screen is locked (R21). */
#define HOLD_LOOK_US (G_USEC_PER_SEC / 5)              /* how often it is looked for them */
#define HOLD_CALM_US (G_USEC_PER_SEC / 2)              /* after the last: its message goes then */
#define HOLD_MAX_US (60 * 60 * (gint64)G_USEC_PER_SEC) /* however long they take */

static void
set_state (ConfabCore *self, ConfabCoreLockState state) {
  if (self->lock.state == state)
    return;
  self->lock.state = state;
  g_object_notify (G_OBJECT (self), "lock-state");
}

static gint64
now_us (ConfabCore *self) {
  return confab_base_clock_wall_us (self->env.clock);
}

/* ---- what is said after coming back ---- */

gboolean
confab_core_get_away (ConfabCore *self, ConfabCoreAway *away) {
  *away = self->lock.away;
  return self->lock.has_away;
}

static void
set_away (ConfabCore *self, gboolean has_away) {
  dex_clear (&self->lock.away_timer);
  if (self->lock.has_away == has_away)
    return;
  self->lock.has_away = has_away;
  g_signal_emit_by_name (self, "away-changed");
}

void
confab_core_drop_away (ConfabCore *self) {
  set_away (self, FALSE);
}

void
confab_core_lock_count (ConfabCore *self) {
  if (self->lock.is_counting)
    self->lock.away.n_messages++;
}

static gboolean
is_back (ConfabAccountsSession *session) {
  ConfabModelAccount *account = confab_accounts_session_get_account (session);

  return confab_model_account_get_state (account) == CONFAB_ACCOUNT_SIGNED_IN &&
         !confab_messaging_is_catching_up (confab_accounts_session_get_messaging (session));
}

/* All who were to come back: not those that the user has signed off since. */
static gboolean
are_all_back (ConfabCore *self) {
  for (guint i = 0; i < self->lock.returning->len; i++) {
    ConfabAccountsSession *session = g_ptr_array_index (self->lock.returning, i);

    if (!is_back (session))
      return FALSE;
    if (!confab_accounts_session_is_resumed (session))
      self->lock.away.was_signed_off = TRUE;
  }
  return TRUE;
}

static void look_for_return (ConfabCore *self);

static void
say_away (ConfabCore *self) {
  const ConfabCoreAway *away = &self->lock.away;

  self->lock.is_counting = FALSE;
  set_away (self, away->away_us >= SHORT_US || away->n_messages > 0 || away->was_signed_off);
}

static DexFuture *
on_look (DexFuture *future, gpointer data) {
  g_autoptr (ConfabCore) self = g_weak_ref_get (data);
  gint64 waited;

  if (self == NULL || self->is_quitting || self->lock.is_locked)
    return NULL;
  waited = confab_base_clock_monotonic_us (self->env.clock) - self->lock.back_us;
  if (!are_all_back (self))
    self->lock.calm_us = waited + CALM_US;
  if (waited >= self->lock.calm_us)
    say_away (self);
  else if (waited < PATIENCE_US)
    look_for_return (self);
  else
    self->lock.is_counting = FALSE;
  return NULL;
}

static void
look_for_return (ConfabCore *self) {
  DexFuture *old = self->lock.away_timer;

  self->lock.away_timer = dex_future_then (confab_base_clock_sleep (self->env.clock, LOOK_US),
      on_look, confab_base_weak_new (self), confab_base_weak_free);
  dex_clear (&old);
}

/* ---- locking ---- */

/* The user chose to stay signed in. */
static gboolean
stays (ConfabCore *self) {
  return confab_model_safety_get (self->safety, CONFAB_CHOICE_SIGN_IN) >= CONFAB_SIGN_IN_LOCKED;
}

static void
put_texts_aside (ConfabCore *self) {
  self->lock.are_texts_aside = TRUE;
  for (guint i = 0; i < self->sessions->len; i++)
    dex_future_disown (confab_accounts_session_set_aside (g_ptr_array_index (self->sessions, i)));
  confab_core_forget_words (self);
}

static gboolean
is_file_moving (ConfabCore *self) {
  for (guint i = 0; i < self->sessions->len; i++)
    if (confab_messaging_files_are_moving (
            confab_accounts_session_get_messaging (self->sessions->pdata[i])))
      return TRUE;
  return FALSE;
}

/* What the user has sent or fetched is not broken off because of a lock; one that stands still
 * ends by itself (messaging-files-queue.c). */
static gboolean
is_held_off (ConfabCore *self) {
  gint64 now = confab_base_clock_monotonic_us (self->env.clock);

  if (is_file_moving (self))
    self->lock.moved_us = now;
  return now - self->lock.moved_us < HOLD_CALM_US && now - self->lock.locked_us < HOLD_MAX_US;
}

/* Where nothing was said of the last time yet, this one goes on with it. */
static void
begin_away (ConfabCore *self) {
  if (!self->lock.is_counting) {
    self->lock.since_us = now_us (self);
    self->lock.away = (ConfabCoreAway){ 0 };
  }
  self->lock.is_counting = TRUE;
  set_away (self, FALSE);
}

/* All at once: the slowest server decides how long it takes. */
static void
await_cut (ConfabCore *self) {
  g_autoptr (GPtrArray) cuts = g_ptr_array_new_with_free_func (dex_unref);

  for (guint i = 0; i < self->sessions->len; i++)
    g_ptr_array_add (cuts, confab_accounts_session_cut (g_ptr_array_index (self->sessions, i)));
  for (guint i = 0; i < cuts->len; i++)
    dex_await (dex_ref (cuts->pdata[i]), NULL);
}

/* Closing the vault waits for what is queued in it; its end is also the end of its key. */
static void
await_shut (ConfabCore *self) {
  self->lock.is_shut = TRUE;
  begin_away (self);
  confab_core_cancel_add_account (self);
  if (self->signing_up != NULL)
    confab_core_cancel_sign_up (self);
  await_cut (self);
  confab_core_await_removed (self);
  confab_core_set_store_state (self, CONFAB_CORE_STORE_CLOSED);
  dex_await (confab_core_finish_close (self), NULL);
  dex_await (confab_store_vault_close (self->vault), NULL);
}

/* ---- unlocking ---- */

static gboolean
await_texts (ConfabCore *self, GError **error) {
  self->lock.are_texts_aside = FALSE;
  for (guint i = 0; i < self->sessions->len; i++) {
    g_autoptr (ConfabAccountsSession) session = g_object_ref (self->sessions->pdata[i]);

    if (!dex_await (confab_accounts_session_bring_back (session), error))
      return FALSE;
  }
  confab_core_await_words (self, NULL);
  return TRUE;
}

static void
reconnect (ConfabCore *self) {
  g_ptr_array_set_size (self->lock.returning, 0);
  confab_core_hour_look (self);
  for (guint i = 0; i < self->sessions->len; i++) {
    ConfabAccountsSession *session = g_ptr_array_index (self->sessions, i);

    if (confab_accounts_session_reconnect (session))
      g_ptr_array_add (self->lock.returning, g_object_ref (session));
  }
  self->lock.away.away_us = MAX (now_us (self) - self->lock.since_us, 0);
  self->lock.back_us = confab_base_clock_monotonic_us (self->env.clock);
  self->lock.calm_us = CALM_US;
  if (self->lock.returning->len > 0)
    look_for_return (self);
  else
    self->lock.is_counting = FALSE;
}

void
confab_core_lock_give_up (ConfabCore *self) {
  if (!self->lock.is_shut)
    return;
  confab_core_forget_all (self);
  self->lock.is_shut = self->lock.are_texts_aside = self->lock.is_counting = FALSE;
}

/* A keyring that says no can be asked again, and everything is as it was. What else goes wrong is
 * as at a start. */
static void
fail_to_open (ConfabCore *self, const GError *error) {
  confab_base_log_warning ("core", "the store could not be opened again: %s", error->message);
  if (error->domain != CONFAB_KEYRING_ERROR)
    confab_core_lock_give_up (self);
  confab_core_set_store_state (self, confab_core_state_of (error));
}

static gboolean
await_open (ConfabCore *self) {
  g_autoptr (GError) error = NULL;

  confab_core_set_store_state (self, CONFAB_CORE_STORE_OPENING);
  if (!confab_core_await_vault (self, &error)) {
    fail_to_open (self, error);
    return FALSE;
  }
  if (!confab_core_await_generation (self, &error) || !confab_core_await_restored (self, &error) ||
      !confab_core_await_retention (self, FALSE, &error) || !await_texts (self, &error)) {
    dex_await (confab_store_vault_close (self->vault), NULL);
    fail_to_open (self, error);
    return FALSE;
  }
  self->lock.is_shut = FALSE;
  confab_core_set_store_state (self, CONFAB_CORE_STORE_READY);
  confab_core_follow_search (self);
  reconnect (self);
  return TRUE;
}

/* ---- another key ---- */

/* What was erased is written over first. Shut as for a locked screen; what comes next opens it
 * again. */
static void
await_change (ConfabCore *self) {
  g_autoptr (GError) error = NULL;

  self->lock.wants_key = FALSE;
  if (!self->lock.are_texts_aside)
    put_texts_aside (self);
  set_state (self, CONFAB_CORE_LOCK_LOCKING);
  dex_await (confab_store_vault_scrub (self->vault), NULL);
  await_shut (self);
  if (!confab_core_await_new_key (self, &error))
    confab_base_log_warning ("core", "the store keeps its key: %s", error->message);
}

/* ---- the one fiber ---- */

/* One step towards what is wanted. FALSE: there is none. */
static gboolean
await_step (ConfabCore *self) {
  gboolean has_store = self->store_state == CONFAB_CORE_STORE_READY;

  if (self->lock.wants_key && has_store) {
    await_change (self);
    return TRUE;
  }
  if (self->lock.is_locked && has_store && !self->lock.are_texts_aside) {
    put_texts_aside (self);
    return TRUE;
  }
  if (self->lock.is_locked && has_store && !stays (self)) {
    set_state (self, CONFAB_CORE_LOCK_LOCKING);
    if (is_held_off (self))
      dex_await (confab_base_clock_sleep (self->env.clock, HOLD_LOOK_US), NULL);
    else
      await_shut (self);
    return TRUE;
  }
  if (self->lock.is_locked)
    return FALSE;
  if (self->lock.is_shut) {
    set_state (self, CONFAB_CORE_LOCK_UNLOCKING);
    return await_open (self);
  }
  if (self->lock.are_texts_aside) {
    set_state (self, CONFAB_CORE_LOCK_UNLOCKING);
    await_texts (self, NULL);
    return TRUE;
  }
  return FALSE;
}

static DexFuture *
run_lock (gpointer data) {
  ConfabCore *self = data;

  while (!self->is_quitting && await_step (self))
    continue;
  dex_clear (&self->lock.work);
  if (!self->is_quitting)
    set_state (self, self->lock.is_locked ? CONFAB_CORE_LOCK_LOCKED : CONFAB_CORE_LOCK_OPEN);
  return dex_future_new_for_boolean (TRUE);
}

void
confab_core_lock_look (ConfabCore *self) {
  if (self->lock.work != NULL || self->is_opening || self->is_quitting)
    return;
  self->lock.work = confab_base_fiber_start (run_lock, g_object_ref (self), g_object_unref);
}

static DexFuture *
on_looked (DexFuture *future, gpointer data) {
  ConfabCore *self = data;

  if (self->store_state == CONFAB_CORE_STORE_READY)
    return dex_future_new_for_boolean (TRUE);
  return confab_core_reject (CONFAB_PROBLEM_DISK, "");
}

DexFuture *
confab_core_lock_open (ConfabCore *self) {
  DexFuture *work;

  confab_core_lock_look (self);
  work = self->lock.work != NULL ? dex_ref (self->lock.work) : dex_future_new_true ();
  return dex_future_finally (work, on_looked, g_object_ref (self), g_object_unref);
}

DexFuture *
confab_core_lock_change_key (ConfabCore *self) {
  self->lock.wants_key = TRUE;
  return confab_core_lock_open (self);
}

gboolean
confab_core_lock_is_shut (ConfabCore *self) {
  return self->lock.is_shut;
}

void
confab_core_lock_await_for_quit (ConfabCore *self) {
  if (self->lock.work != NULL)
    dex_await (dex_ref (self->lock.work), NULL);
  /* What was promised to go at quitting is erased, if the keyring gives the key. */
  if (self->lock.is_shut && self->vault != NULL)
    confab_core_await_vault (self, NULL);
}

void
confab_core_lock_clear (ConfabCore *self) {
  dex_clear (&self->lock.work);
  dex_clear (&self->lock.away_timer);
  g_clear_pointer (&self->lock.returning, g_ptr_array_unref);
}

/* ---- the screen ---- */

void
confab_core_set_screen_locked (ConfabCore *self, gboolean is_locked) {
  is_locked = is_locked != FALSE;
  if (self->lock.is_locked == is_locked)
    return;
  self->lock.is_locked = is_locked;
  if (is_locked) {
    self->lock.locked_us = confab_base_clock_monotonic_us (self->env.clock);
    self->lock.moved_us = G_MININT64 / 2;
    set_state (self, CONFAB_CORE_LOCK_LOCKING);
  }
  confab_core_lock_look (self);
}

ConfabCoreLockState
confab_core_get_lock_state (ConfabCore *self) {
  return self->lock.state;
}
