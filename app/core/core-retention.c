/* How long chats stay on this computer (R25): what is due goes at opening before any row is read,
 * every few minutes, when a chat is closed and at the end; and what the user chooses about it.
 * Refuses to decide what is due: safety/safety-retention.c does. */

#include "core/core-private.h"

#include "base/base-log.h"
#include "base/base-weak.h"
#include "messaging/messaging-catchup.h"
#include "messaging/messaging-retention.h"
#include "store/store-retention.h"

#define LOOK_US (10 * 60 * G_USEC_PER_SEC)

static ConfabKeep
overall (ConfabCore *self) {
  return (ConfabKeep)confab_model_safety_get (self->safety, CONFAB_CHOICE_KEEP);
}

ConfabMessagingLook *
confab_core_new_look (ConfabCore *self, ConfabModelContact *contact, gboolean closes) {
  const ConfabClock *clock = self->env.clock;
  gint64 now = confab_base_clock_monotonic_us (clock);
  gint64 passed = self->is_time_known ? now - self->last_look_us : 0;

  self->is_time_known = TRUE;
  self->last_look_us = now;
  return confab_messaging_look_new (
      contact != NULL ? confab_model_account_get_id (confab_model_contact_get_account (contact))
                      : 0,
      contact != NULL ? confab_model_contact_get_address (contact) : NULL, overall (self), passed,
      confab_base_clock_wall_us (clock), closes);
}

void
confab_core_note_look (ConfabCore *self, const ConfabMessagingLook *look) {
  if (look->gone->len == 0)
    return;
  for (guint i = 0; i < self->sessions->len; i++)
    confab_messaging_show_gone (
        confab_accounts_session_get_messaging (g_ptr_array_index (self->sessions, i)), look->gone);
  confab_model_safety_note_erased (self->safety);
}

/* ---- the timer ---- */

static void wait_for_next (ConfabCore *self);

typedef struct {
  GWeakRef core;
  ConfabMessagingLook *look;
} Looked;

static void
looked_free (gpointer data) {
  Looked *looked = data;

  g_weak_ref_clear (&looked->core);
  confab_messaging_look_unref (looked->look);
  g_free (looked);
}

static DexFuture *
on_looked (DexFuture *future, gpointer data) {
  Looked *looked = data;
  g_autoptr (ConfabCore) self = g_weak_ref_get (&looked->core);

  /* What could not be scrubbed is off the screen all the same. */
  if (self != NULL) {
    confab_core_note_look (self, looked->look);
    confab_core_wait_for_timers (self, looked->look);
  }
  return NULL;
}

static DexFuture *
look (ConfabCore *self, ConfabModelContact *contact, gboolean closes) {
  Looked *looked = g_new0 (Looked, 1);

  g_weak_ref_init (&looked->core, self);
  looked->look = confab_core_new_look (self, contact, closes);
  return dex_future_finally (
      confab_messaging_look (self->vault, looked->look), on_looked, looked, looked_free);
}

static void
lapse (ConfabCore *self) {
  for (guint i = 0; i < self->sessions->len; i++)
    dex_future_disown (confab_messaging_lapse (
        confab_accounts_session_get_messaging (g_ptr_array_index (self->sessions, i))));
}

/* An account that is signed off may get again what it had, however long that is. */
static void
forget_seen (ConfabCore *self) {
  for (guint i = 0; i < self->sessions->len; i++) {
    ConfabAccountsSession *session = g_ptr_array_index (self->sessions, i);
    ConfabModelAccount *account = confab_accounts_session_get_account (session);

    if (confab_model_account_get_state (account) == CONFAB_ACCOUNT_SIGNED_IN &&
        !confab_messaging_is_catching_up (confab_accounts_session_get_messaging (session)))
      dex_future_disown (confab_messaging_forget_seen (self->vault,
          confab_model_account_get_id (account), confab_base_clock_wall_us (self->env.clock)));
  }
}

static DexFuture *
on_time (DexFuture *future, gpointer data) {
  g_autoptr (ConfabCore) self = g_weak_ref_get (data);

  if (self == NULL || self->is_quitting)
    return NULL;
  if (self->vault != NULL && self->store_state == CONFAB_CORE_STORE_READY) {
    dex_future_disown (look (self, NULL, FALSE));
    lapse (self);
    forget_seen (self);
    confab_core_follow_search (self);
  }
  wait_for_next (self);
  return NULL;
}

static void
wait_for_next (ConfabCore *self) {
  DexFuture *old = self->retention_timer;

  self->retention_timer = dex_future_then (confab_base_clock_sleep (self->env.clock, LOOK_US),
      on_time, confab_base_weak_new (self), confab_base_weak_free);
  dex_clear (&old);
}

gboolean
confab_core_await_retention (ConfabCore *self, gboolean closes, GError **error) {
  if (!dex_await (look (self, NULL, closes), error))
    return FALSE;
  if (!closes)
    wait_for_next (self);
  return TRUE;
}

/* ---- choosing ---- */

static gboolean
is_ready (ConfabCore *self) {
  return self->store_state == CONFAB_CORE_STORE_READY && !self->is_quitting;
}

typedef struct {
  ConfabCore *self;
  ConfabModelChat *chat; /* NULL: all */
  int keep;
  ConfabModelTerm term;
  ConfabMessagingRest rest;
} Choice;

static void
choice_free (gpointer data) {
  Choice *choice = data;

  g_object_unref (choice->self);
  g_clear_object (&choice->chat);
  g_free (choice);
}

static void
read_again (ConfabCore *self, ConfabModelChat *chat) {
  ConfabMessaging *messaging = confab_core_messaging_of (self, chat);

  if (messaging != NULL)
    confab_messaging_read_again (messaging, chat);
}

static void
read_all_again (ConfabCore *self) {
  guint n = g_list_model_get_n_items (self->contacts);

  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelContact) contact = g_list_model_get_item (self->contacts, i);

    read_again (self, confab_model_contact_get_chat (contact));
  }
}

static DexFuture *
on_kept (DexFuture *future, gpointer data) {
  Choice *choice = data;

  confab_model_chat_set_keep (choice->chat, choice->keep);
  confab_core_follow_search (choice->self);
  if (choice->rest == CONFAB_MESSAGING_REST_GOES) {
    read_again (choice->self, choice->chat);
    confab_model_safety_note_erased (choice->self->safety);
  }
  return NULL;
}

static Choice *
choice_new (ConfabCore *self, ConfabModelChat *chat, int keep, ConfabCoreRest rest) {
  Choice *choice = g_new0 (Choice, 1);

  choice->self = g_object_ref (self);
  g_set_object (&choice->chat, chat);
  choice->keep = keep;
  choice->rest =
      rest == CONFAB_CORE_REST_GOES ? CONFAB_MESSAGING_REST_GOES : CONFAB_MESSAGING_REST_STAYS;
  return choice;
}

DexFuture *
confab_core_set_keep (ConfabCore *self, ConfabModelChat *chat, int keep, ConfabCoreRest rest) {
  ConfabModelContact *contact = confab_model_chat_get_contact (chat);
  Choice *choice;

  if (!is_ready (self) || contact == NULL || keep < CONFAB_KEEP_AS_OVERALL ||
      keep > CONFAB_KEEP_FOR_GOOD)
    return confab_core_reject (CONFAB_PROBLEM_DISK, "");
  if (chat != self->closed_chat)
    dex_future_disown (confab_core_finish_close (self));
  choice = choice_new (self, chat, keep, rest);
  return confab_core_with_problem (dex_future_then (
      confab_messaging_set_keep (self->vault,
          confab_model_account_get_id (confab_model_contact_get_account (contact)),
          confab_model_contact_get_address (contact), overall (self), keep, choice->rest),
      on_kept, choice, choice_free));
}

DexFuture *
confab_core_keep_closed (ConfabCore *self, int keep) {
  ConfabModelChat *chat = self->closed_chat;
  DexFuture *future;

  if (chat == NULL)
    return dex_future_new_for_boolean (TRUE);
  future = confab_core_set_keep (self, chat, keep, CONFAB_CORE_REST_STAYS);
  confab_core_undo_close (self);
  return future;
}

static DexFuture *
on_chosen (DexFuture *future, gpointer data) {
  confab_core_follow_search (data);
  return NULL;
}

static DexFuture *
on_prepared (DexFuture *future, gpointer data) {
  Choice *choice = data;

  if (choice->rest == CONFAB_MESSAGING_REST_GOES) {
    read_all_again (choice->self);
    confab_model_safety_note_erased (choice->self->safety);
  }
  return dex_future_then (
      confab_core_choose_now (choice->self, CONFAB_CHOICE_KEEP, choice->keep, choice->term),
      on_chosen, g_object_ref (choice->self), g_object_unref);
}

DexFuture *
confab_core_choose_keep (
    ConfabCore *self, ConfabKeep keep, ConfabModelTerm term, ConfabCoreRest rest) {
  Choice *choice;

  if (!is_ready (self) || (int)keep < 0 || keep > CONFAB_KEEP_FOR_GOOD)
    return confab_core_reject (CONFAB_PROBLEM_DISK, "");
  dex_future_disown (confab_core_finish_close (self));
  choice = choice_new (self, NULL, (int)keep, rest);
  choice->term = term;
  return confab_core_with_problem (dex_future_then (
      confab_messaging_prepare_keep (self->vault, overall (self), keep, choice->rest), on_prepared,
      choice, choice_free));
}

/* ---- single messages ---- */

typedef struct {
  gint64 id;
  gboolean is_kept;
  gboolean is_closed;
} KeepJob;

static gboolean
run_keep (ConfabStoreDb *db, gpointer data, GError **error) {
  const KeepJob *job = data;

  return confab_store_retention_set_kept (db, job->id, job->is_kept, job->is_closed, error);
}

typedef struct {
  ConfabCore *self;
  ConfabModelContact *contact;
  ConfabModelMessage *message;
} Keeping;

static void
keeping_free (gpointer data) {
  Keeping *keeping = data;

  g_object_unref (keeping->self);
  g_object_unref (keeping->contact);
  g_object_unref (keeping->message);
  g_free (keeping);
}

static DexFuture *
on_message_kept (DexFuture *future, gpointer data) {
  Keeping *keeping = data;
  const KeepJob *job = confab_store_job_data (future);

  confab_model_message_set_kept (keeping->message, job->is_kept);
  confab_core_follow_search (keeping->self);
  if (job->is_kept || !is_ready (keeping->self))
    return NULL;
  return look (keeping->self, keeping->contact, FALSE);
}

DexFuture *
confab_core_keep_message (
    ConfabCore *self, ConfabModelContact *contact, ConfabModelMessage *message, gboolean is_kept) {
  Keeping *keeping;
  KeepJob *job;

  /* Both sides were told that it disappears. */
  if (!is_ready (self) || (is_kept && confab_model_message_get_timer (message) > 0))
    return confab_core_reject (CONFAB_PROBLEM_DISK, "");
  job = g_new0 (KeepJob, 1);
  job->id = confab_model_message_get_id (message);
  job->is_kept = is_kept;
  job->is_closed = !confab_model_chat_is_open (confab_model_contact_get_chat (contact));
  keeping = g_new0 (Keeping, 1);
  keeping->self = g_object_ref (self);
  keeping->contact = g_object_ref (contact);
  keeping->message = g_object_ref (message);
  return confab_core_with_problem (
      dex_future_then (confab_store_vault_write (self->vault, run_keep, job, g_free),
          on_message_kept, keeping, keeping_free));
}

static gboolean
run_erase_all (ConfabStoreDb *db, gpointer data, GError **error) {
  return confab_store_retention_erase_everything (db, error);
}

/* All of it is erased, whatever becomes of the key. */
static DexFuture *
on_key_changed (DexFuture *future, gpointer data) {
  return dex_future_new_true ();
}

static DexFuture *
on_all_erased (DexFuture *future, gpointer data) {
  ConfabCore *self = data;

  for (guint i = 0; i < self->sessions->len; i++)
    confab_messaging_note_erased (
        confab_accounts_session_get_messaging (g_ptr_array_index (self->sessions, i)));
  confab_model_safety_note_erased (self->safety);
  return dex_future_finally (confab_core_lock_change_key (self), on_key_changed, NULL, NULL);
}

DexFuture *
confab_core_erase_all (ConfabCore *self) {
  if (!is_ready (self))
    return confab_core_reject (CONFAB_PROBLEM_DISK, "");
  dex_future_disown (confab_core_finish_close (self));
  return confab_core_with_problem (
      dex_future_then (confab_store_vault_write (self->vault, run_erase_all, NULL, NULL),
          on_all_erased, g_object_ref (self), g_object_unref));
}

typedef struct {
  GArray *accounts; /* gint64 */
  GPtrArray *kept;  /* GPtrArray of ConfabStoreMessage, beside them */
} KeptJob;

static void
kept_job_free (gpointer data) {
  KeptJob *job = data;

  g_array_unref (job->accounts);
  g_ptr_array_unref (job->kept);
  g_free (job);
}

static gboolean
run_list (ConfabStoreDb *db, gpointer data, GError **error) {
  KeptJob *job = data;

  for (guint i = 0; i < job->accounts->len; i++) {
    GPtrArray *kept =
        confab_store_retention_list_kept (db, g_array_index (job->accounts, gint64, i), error);

    if (kept == NULL)
      return FALSE;
    g_ptr_array_add (job->kept, kept);
  }
  return TRUE;
}

static void
add_kept (GListStore *list, ConfabModelAccount *account, GPtrArray *kept) {
  for (guint i = 0; i < kept->len; i++) {
    const ConfabStoreMessage *row = g_ptr_array_index (kept, i);
    ConfabModelContact *contact = confab_model_account_find_contact (account, row->peer);
    g_autoptr (ConfabModelMessage) message = NULL;
    g_autoptr (ConfabModelKept) item = NULL;

    if (contact == NULL)
      continue;
    message = confab_messaging_model_from_row (row);
    item = confab_model_kept_new (contact, message);
    g_list_store_append (list, item);
  }
}

static DexFuture *
on_listed (DexFuture *future, gpointer data) {
  ConfabCore *self = data;
  const KeptJob *job = confab_store_job_data (future);
  GListStore *list = g_list_store_new (CONFAB_TYPE_MODEL_KEPT);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->accounts));

  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelAccount) account =
        g_list_model_get_item (G_LIST_MODEL (self->accounts), i);

    for (guint k = 0; k < job->kept->len; k++)
      if (g_array_index (job->accounts, gint64, k) == confab_model_account_get_id (account))
        add_kept (list, account, g_ptr_array_index (job->kept, k));
  }
  return dex_future_new_take_object (list);
}

DexFuture *
confab_core_list_kept (ConfabCore *self) {
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->accounts));
  KeptJob *job;

  if (!is_ready (self))
    return confab_core_reject (CONFAB_PROBLEM_DISK, "");
  job = g_new0 (KeptJob, 1);
  job->accounts = g_array_new (FALSE, FALSE, sizeof (gint64));
  job->kept = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelAccount) account =
        g_list_model_get_item (G_LIST_MODEL (self->accounts), i);
    gint64 id = confab_model_account_get_id (account);

    g_array_append_val (job->accounts, id);
  }
  return confab_core_with_problem (
      dex_future_then (confab_store_vault_read (self->vault, run_list, job, kept_job_free),
          on_listed, g_object_ref (self), g_object_unref));
}
