/* Blocking: the server's list in the model, what other devices change of it, and the acts. Where
 * the server has no such list, the addresses are kept in the vault and the judge `receive` drops
 * what comes from them; once it has one, they go there. Refuses to block the account itself or its
 * own server, which could not say anything any more. */

#include "accounts/accounts-block.h"

#include "accounts/accounts-private.h"
#include "base/base-fiber.h"
#include "base/base-log.h"
#include "model/model-safety.h"
#include "xep/xep-block.h"
#include "xep/xep-server.h"
#include "xmpp/xmpp-error.h"

#define FEATURE_REPORTING "urn:xmpp:reporting:1"

static ConfabModelBlocklist *
list_of (ConfabAccountsSession *self) {
  return confab_model_account_get_blocklist (self->account);
}

/* Open chats follow: their entry closes, or opens again. */
static void
judge_chats (ConfabAccountsSession *self) {
  GListModel *contacts = confab_model_account_get_contacts (self->account);
  guint n = g_list_model_get_n_items (contacts);

  for (guint i = 0; i < n && !self->is_stopped; i++) {
    g_autoptr (ConfabModelContact) contact = g_list_model_get_item (contacts, i);

    confab_messaging_judge (self->messaging, contact);
  }
}

static gboolean
is_list_missing (const GError *error) {
  return g_error_matches (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_STANZA) &&
         (g_str_equal (error->message, "service-unavailable") ||
             g_str_equal (error->message, "feature-not-implemented"));
}

static void
note_missing (ConfabAccountsSession *self) {
  self->block_list = CONFAB_ACCOUNTS_LIST_MISSING;
  confab_model_account_set_lacks_block_list (self->account, TRUE);
}

/* ---- the vault ---- */

typedef struct {
  gint64 account;
  char *address;
  gboolean is_put;
  GPtrArray *addresses; /* out */
} BlockedJob;

static void
blocked_job_free (gpointer data) {
  BlockedJob *job = data;

  g_clear_pointer (&job->addresses, g_ptr_array_unref);
  g_free (job->address);
  g_free (job);
}

static gboolean
run_list (ConfabStoreDb *db, gpointer data, GError **error) {
  BlockedJob *job = data;

  job->addresses = confab_store_blocked_list (db, job->account, error);
  return job->addresses != NULL;
}

static gboolean
run_keep (ConfabStoreDb *db, gpointer data, GError **error) {
  BlockedJob *job = data;

  return job->is_put ? confab_store_blocked_put (db, job->account, job->address, error)
                     : confab_store_blocked_remove (db, job->account, job->address, error);
}

static DexFuture *
keep (ConfabAccountsSession *self, const char *address, gboolean is_put) {
  BlockedJob *job = g_new0 (BlockedJob, 1);

  job->account = self->row->id;
  job->address = g_strdup (address);
  job->is_put = is_put;
  return confab_store_vault_write (self->env->vault, run_keep, job, blocked_job_free);
}

static DexFuture *
on_listed (DexFuture *future, gpointer data) {
  ConfabAccountsSession *self = data;
  const BlockedJob *job = confab_store_job_data (future);

  for (guint i = 0; i < job->addresses->len; i++)
    confab_model_blocklist_add (list_of (self), g_ptr_array_index (job->addresses, i), TRUE);
  return dex_future_new_true ();
}

DexFuture *
confab_accounts_load_blocked (ConfabAccountsSession *self) {
  BlockedJob *job = g_new0 (BlockedJob, 1);

  job->account = self->row->id;
  return dex_future_then (
      confab_store_vault_read (self->env->vault, run_list, job, blocked_job_free), on_listed,
      g_object_ref (self), g_object_unref);
}

/* ---- letting through ---- */

/* Buddies we see and who are kept away now. */
static GPtrArray *
list_unseen (ConfabAccountsSession *self) {
  GListModel *contacts = confab_model_account_get_contacts (self->account);
  guint n = g_list_model_get_n_items (contacts);
  GPtrArray *unseen = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelContact) contact = g_list_model_get_item (contacts, i);
    ConfabModelRelation relation = confab_model_contact_get_relation (contact);

    if (confab_model_contact_is_blocked (contact) &&
        (relation == CONFAB_RELATION_MUTUAL || relation == CONFAB_RELATION_WE_SEE))
      g_ptr_array_add (unseen, g_steal_pointer (&contact));
  }
  return unseen;
}

/* Who of them is not kept away any more came and went meanwhile, unheard; their server does not
 * tell it again by itself. */
static void
look_for (ConfabAccountsSession *self, GPtrArray *unseen) {
  for (guint i = 0; i < unseen->len; i++) {
    ConfabModelContact *contact = g_ptr_array_index (unseen, i);
    const char *address = confab_model_contact_get_address (contact);
    g_autoptr (ConfabJid) jid = confab_base_jid_new (address, NULL);

    if (jid == NULL || confab_model_contact_is_blocked (contact))
      continue;
    g_hash_table_remove (self->presences, address);
    if (!confab_model_account_is_hidden (self->account))
      confab_xep_presence_probe (self->out, jid);
  }
}

/* ---- the server's list ---- */

static void
apply (ConfabAccountsSession *self, GPtrArray *jids, gboolean is_blocked) {
  static const char *const nobody[] = { NULL };
  g_autoptr (GPtrArray) unseen = list_unseen (self);

  if (jids->len == 0 && !is_blocked)
    confab_model_blocklist_replace (list_of (self), nobody);
  for (guint i = 0; i < jids->len; i++) {
    const char *address = confab_base_jid_get_full (g_ptr_array_index (jids, i));

    if (is_blocked)
      confab_model_blocklist_add (list_of (self), address, FALSE);
    else
      confab_model_blocklist_remove (list_of (self), address);
  }
  judge_chats (self);
  look_for (self, unseen);
}

/* What changed while the list was on its way is newer than it, or in it: done again in order, the
 * end is the same. */
typedef struct {
  GPtrArray *jids;
  gboolean is_blocked;
} Push;

static void
push_free (gpointer data) {
  Push *push = data;

  g_ptr_array_unref (push->jids);
  g_free (push);
}

DexFuture *
confab_accounts_on_block_push (gpointer data, GPtrArray *jids, gboolean is_blocked) {
  ConfabAccountsSession *self = data;

  if (self->block_pushes != NULL && self->block_pushes->len < CONFAB_XEP_MAX_BLOCKED) {
    Push *push = g_new0 (Push, 1);

    push->jids = g_ptr_array_ref (jids);
    push->is_blocked = is_blocked;
    g_ptr_array_add (self->block_pushes, push);
  }
  apply (self, jids, is_blocked);
  return NULL;
}

static void
take_list (ConfabAccountsSession *self, GPtrArray *jids) {
  g_autoptr (GPtrArray) pushes = g_steal_pointer (&self->block_pushes);
  g_autoptr (GPtrArray) addresses = g_ptr_array_new ();

  for (guint i = 0; i < jids->len; i++)
    g_ptr_array_add (addresses, (gpointer)confab_base_jid_get_full (g_ptr_array_index (jids, i)));
  g_ptr_array_add (addresses, NULL);
  confab_model_blocklist_replace (list_of (self), (const char *const *)addresses->pdata);
  for (guint i = 0; pushes != NULL && i < pushes->len; i++) {
    const Push *push = g_ptr_array_index (pushes, i);

    apply (self, push->jids, push->is_blocked);
  }
  judge_chats (self);
}

/* In a fiber. What was kept away here is the server's to keep away now. */
static void
await_handed_over (ConfabAccountsSession *self) {
  GListModel *items = confab_model_blocklist_get_items (list_of (self));
  g_autoptr (GPtrArray) ours = g_ptr_array_new_with_free_func (g_free);
  guint n = g_list_model_get_n_items (items);

  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelBlocked) line = g_list_model_get_item (items, i);

    if (confab_model_blocked_is_here (line))
      g_ptr_array_add (ours, g_strdup (confab_model_blocked_get_address (line)));
  }
  for (guint i = 0; i < ours->len && self->stream != NULL; i++) {
    const char *address = g_ptr_array_index (ours, i);
    g_autoptr (ConfabJid) jid = confab_base_jid_new (address, NULL);

    if (jid == NULL || !dex_await (confab_xep_block_add (self->out, jid), NULL))
      continue;
    confab_model_blocklist_add (list_of (self), address, FALSE);
    dex_await (keep (self, address, FALSE), NULL);
  }
}

gboolean
confab_accounts_await_blocked (ConfabAccountsSession *self, GError **error) {
  g_autoptr (GPtrArray) jids = NULL;
  g_autoptr (GError) inner = NULL;

  if (self->block_list != CONFAB_ACCOUNTS_LIST_UNKNOWN)
    return TRUE;
  if (self->block_pushes == NULL)
    self->block_pushes = g_ptr_array_new_with_free_func (push_free);
  jids = dex_await_boxed (confab_xep_block_get (self->out), &inner);
  if (jids != NULL) {
    self->block_list = CONFAB_ACCOUNTS_LIST_HERE;
    confab_model_account_set_lacks_block_list (self->account, FALSE);
    take_list (self, jids);
    await_handed_over (self);
    return TRUE;
  }
  g_clear_pointer (&self->block_pushes, g_ptr_array_unref);
  if (is_list_missing (inner)) {
    note_missing (self);
    return TRUE;
  }
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

static DexFuture *
run_fetch (gpointer data) {
  g_autoptr (GError) error = NULL;

  if (!confab_accounts_await_blocked (data, &error))
    confab_base_log_info (
        "accounts", "no block list: %s (%d)", g_quark_to_string (error->domain), error->code);
  return dex_future_new_true ();
}

void
confab_accounts_fetch_blocked (ConfabAccountsSession *self) {
  dex_future_disown (confab_base_fiber_start (run_fetch, g_object_ref (self), g_object_unref));
}

/* ---- the acts ---- */

typedef struct {
  ConfabAccountsSession *self;
  ConfabJid *jid;
  char *address;     /* as it stands in the list */
  ConfabJid *server; /* theirs, as a whole; nullable */
  char *words;
  ConfabModelReport report;
  gboolean is_removed;
} Act;

static void
act_free (gpointer data) {
  Act *act = data;

  g_object_unref (act->self);
  confab_base_jid_unref (act->jid);
  g_clear_pointer (&act->server, confab_base_jid_unref);
  g_free (act->address);
  g_free (act->words);
  g_free (act);
}

static Act *
act_new (ConfabAccountsSession *self, ConfabJid *jid) {
  Act *act = g_new0 (Act, 1);

  act->self = g_object_ref (self);
  act->jid = confab_base_jid_ref (jid);
  act->address = g_strdup (confab_base_jid_get_full (jid));
  return act;
}

/* Not every server says to who is kept away that we go, and that we are here to who is let through:
 * it is said from here, to those of this address, or of this server, who may see it. */
static void
tell_those_of (ConfabAccountsSession *self, ConfabJid *jid, gboolean is_here) {
  GListModel *contacts = confab_model_account_get_contacts (self->account);
  guint n = g_list_model_get_n_items (contacts);
  gboolean is_server = confab_base_jid_get_local (jid) == NULL;

  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelContact) contact = g_list_model_get_item (contacts, i);
    g_autoptr (ConfabJid) buddy =
        confab_base_jid_new (confab_model_contact_get_address (contact), NULL);

    if (buddy != NULL && (is_server ? g_str_equal (confab_base_jid_get_domain (buddy),
                                          confab_base_jid_get_domain (jid))
                                    : confab_base_jid_bare_equal (buddy, jid)))
      confab_xep_presence_tell (self->out, buddy, is_here);
  }
}

/* On the server's list, or, where it has none, on that of this device. */
static gboolean
await_kept_away (ConfabAccountsSession *self, ConfabJid *jid, ConfabModelReport report,
    const char *words, GError **error) {
  static const ConfabXepReport reports[] = {
    [CONFAB_REPORT_NONE] = CONFAB_XEP_REPORT_NONE,
    [CONFAB_REPORT_SPAM] = CONFAB_XEP_REPORT_SPAM,
    [CONFAB_REPORT_ABUSE] = CONFAB_XEP_REPORT_ABUSE,
  };
  const char *address = confab_base_jid_get_full (jid);
  g_autoptr (GError) inner = NULL;

  if (!confab_accounts_await_blocked (self, error))
    return FALSE;
  if (self->block_list == CONFAB_ACCOUNTS_LIST_HERE) {
    tell_those_of (self, jid, FALSE);
    if (dex_await (confab_xep_block_report (self->out, jid, reports[report], words), &inner)) {
      confab_model_blocklist_add (list_of (self), address, FALSE);
      return TRUE;
    }
    if (!is_list_missing (inner)) {
      tell_those_of (self, jid, TRUE);
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
    note_missing (self);
  }
  confab_model_blocklist_add (list_of (self), address, TRUE);
  return dex_await (keep (self, address, TRUE), error);
}

/* A request of theirs, or of anybody of that server, is answered by this: without a word, for also
 * a refusal tells them something. */
static gboolean
await_requests_dropped (ConfabAccountsSession *self, GError **error) {
  GListModel *requests = confab_model_account_get_requests (self->account);

  for (guint i = g_list_model_get_n_items (requests); i > 0; i--) {
    g_autoptr (ConfabModelRequest) request = g_list_model_get_item (requests, i - 1);
    const char *address = request != NULL ? confab_model_request_get_address (request) : NULL;

    if (address != NULL && confab_model_account_is_blocked (self->account, address) &&
        !confab_accounts_await_drop_request (self, address, error))
      return FALSE;
  }
  return TRUE;
}

static DexFuture *
run_block (gpointer data) {
  Act *act = data;
  ConfabAccountsSession *self = act->self;
  ConfabModelContact *contact = confab_model_account_find_contact (self->account, act->address);
  g_autoptr (ConfabModelContact) held = contact != NULL ? g_object_ref (contact) : NULL;
  g_autoptr (GError) error = NULL;

  /* The server first: whatever fails and is tried again, its people are told once. */
  if (act->server != NULL && !await_kept_away (self, act->server, CONFAB_REPORT_NONE, NULL, &error))
    return confab_accounts_reject_with (self, error);
  if (!await_kept_away (self, act->jid, act->report, act->words, &error))
    return confab_accounts_reject_with (self, error);
  if (!await_requests_dropped (self, &error))
    return confab_accounts_reject_with (self, error);
  judge_chats (self);
  if (held == NULL)
    return dex_future_new_true ();
  if (act->is_removed)
    return confab_accounts_remove_buddy (self, held);
  /* A server without a list would go on telling them when the user is here. */
  if (self->block_list == CONFAB_ACCOUNTS_LIST_MISSING)
    confab_xep_presence_refuse (self->out, act->jid);
  return dex_future_new_true ();
}

DexFuture *
confab_accounts_block (
    ConfabAccountsSession *self, const char *address, const ConfabModelBlocking *how) {
  static const ConfabModelBlocking quietly = { 0 };
  const char *own_server = confab_base_jid_get_domain (self->address);
  g_autoptr (ConfabJid) whole = confab_base_jid_new (address, NULL);
  g_autoptr (ConfabJid) jid = whole != NULL ? confab_base_jid_dup_bare (whole) : NULL;
  Act *act;

  if (jid == NULL)
    return confab_accounts_reject (CONFAB_PROBLEM_ADDRESS, address);
  if (how == NULL)
    how = &quietly;
  if (confab_base_jid_equal (jid, self->address) ||
      g_str_equal (confab_base_jid_get_bare (jid), own_server) ||
      (how->is_whole_server && g_str_equal (confab_base_jid_get_domain (jid), own_server)))
    return confab_accounts_reject (CONFAB_PROBLEM_OWN_ADDRESS, confab_base_jid_get_bare (jid));
  if (self->stream == NULL)
    return confab_accounts_reject (CONFAB_PROBLEM_NOT_SIGNED_IN, NULL);

  act = act_new (self, jid);
  act->report = how->report <= CONFAB_REPORT_ABUSE ? how->report : CONFAB_REPORT_NONE;
  act->words = act->report != CONFAB_REPORT_NONE ? g_strdup (how->words) : NULL;
  act->is_removed = how->is_removed;
  if (how->is_whole_server && confab_base_jid_get_local (jid) != NULL)
    act->server = confab_base_jid_new (confab_base_jid_get_domain (jid), NULL);
  return confab_base_fiber_start (run_block, act, act_free);
}

static DexFuture *
run_unblock (gpointer data) {
  Act *act = data;
  ConfabAccountsSession *self = act->self;
  ConfabModelBlocked *line = confab_model_blocklist_find (list_of (self), act->address);
  gboolean is_here = line != NULL && confab_model_blocked_is_here (line);
  g_autoptr (GPtrArray) unseen = NULL;
  g_autoptr (GError) error = NULL;

  if (is_here ? !dex_await (keep (self, act->address, FALSE), &error)
              : !dex_await (confab_xep_block_remove (self->out, act->jid), &error))
    return confab_accounts_reject_with (self, error);
  unseen = list_unseen (self);
  confab_model_blocklist_remove (list_of (self), act->address);
  judge_chats (self);
  look_for (self, unseen);
  tell_those_of (self, act->jid, TRUE);
  return dex_future_new_true ();
}

DexFuture *
confab_accounts_unblock (ConfabAccountsSession *self, const char *address) {
  g_autoptr (ConfabJid) jid = confab_base_jid_new (address, NULL);
  ConfabModelBlocked *line;

  if (jid == NULL)
    return confab_accounts_reject (CONFAB_PROBLEM_ADDRESS, address);
  line = confab_model_blocklist_find (list_of (self), confab_base_jid_get_full (jid));
  if (self->stream == NULL && (line == NULL || !confab_model_blocked_is_here (line)))
    return confab_accounts_reject (CONFAB_PROBLEM_NOT_SIGNED_IN, NULL);
  return confab_base_fiber_start (run_unblock, act_new (self, jid), act_free);
}

static DexFuture *
on_info (DexFuture *future, gpointer data) {
  const GValue *value = dex_future_get_value (future, NULL);

  return dex_future_new_for_boolean (
      value != NULL && confab_xep_server_has (g_value_get_boxed (value), FEATURE_REPORTING));
}

DexFuture *
confab_accounts_ask_reports (ConfabAccountsSession *self) {
  if (self->stream == NULL)
    return dex_future_new_for_boolean (FALSE);
  return dex_future_finally (confab_xep_server_ask_info (self->out), on_info, NULL, NULL);
}
