/* The list of buddies: the server's, the vault's and the model's copies of it, kept the same. What
 * the user says about somebody only here (known in life, the note) is never overwritten by the
 * server. */

#include "accounts/accounts-private.h"

#include "base/base-fiber.h"
#include "base/base-log.h"

#define ROWS_IN_A_SLICE 100 /* that the main loop shows in one turn */

/* In a fiber, after row `i` of a long list: shows what there is new so far, and the main loop
 * turns. */
static void
pause_after (ConfabAccountsSession *self, guint i, GPtrArray *added) {
  if (i % ROWS_IN_A_SLICE != ROWS_IN_A_SLICE - 1)
    return;
  confab_model_account_add_contacts (self->account, added);
  g_ptr_array_set_size (added, 0);
  dex_await (dex_timeout_new_usec (0), NULL);
}

static ConfabModelRelation
relation_of (const ConfabStoreContact *row) {
  switch (row->subscription) {
  case CONFAB_STORE_SUBSCRIPTION_BOTH:
    return CONFAB_RELATION_MUTUAL;
  case CONFAB_STORE_SUBSCRIPTION_TO:
    return CONFAB_RELATION_WE_SEE;
  case CONFAB_STORE_SUBSCRIPTION_FROM:
    return CONFAB_RELATION_THEY_SEE;
  case CONFAB_STORE_SUBSCRIPTION_NONE:
    break;
  }
  return row->is_asked || row->asked_us > 0 ? CONFAB_RELATION_WAITING : CONFAB_RELATION_NONE;
}

/* The server's part of a row into the model. */
static void
show_server_part (ConfabModelContact *contact, const ConfabStoreContact *row) {
  ConfabStoreContact whole = *row;

  whole.asked_us = confab_model_contact_get_asked_us (contact);
  confab_model_contact_set_own_name (contact, row->name);
  confab_model_contact_set_groups (contact, row->groups);
  confab_model_contact_set_relation (contact, relation_of (&whole));
}

static ConfabModelContact *
contact_from_row (ConfabAccountsSession *self, const ConfabStoreContact *row) {
  ConfabModelContact *contact = confab_model_contact_new (self->account, row->address);

  confab_model_contact_set_asked (contact, row->asked_us, row->note);
  confab_model_contact_set_known (contact, row->is_known);
  confab_model_contact_set_favourite (contact, row->is_favourite);
  confab_model_contact_set_plain_chosen (contact, row->is_plain_chosen);
  confab_model_contact_set_awaited (contact, row->is_awaited);
  confab_model_contact_set_face (contact, row->face);
  confab_model_contact_set_quiet_until (contact, row->quiet_us);
  confab_model_contact_set_has_given (contact, row->has_given);
  confab_model_contact_set_tells (contact, (ConfabModelTells)row->tells);
  show_server_part (contact, row);
  return contact;
}

static ConfabStoreContact *
row_from_item (ConfabAccountsSession *self, const ConfabXepRosterItem *item) {
  ConfabStoreContact *row = g_new0 (ConfabStoreContact, 1);

  row->account = self->row->id;
  row->address = g_strdup (confab_base_jid_get_bare (item->jid));
  row->name = g_strdup (item->name);
  row->groups = g_strdup (item->groups);
  row->is_asked = item->is_asked;
  row->is_on_server = TRUE;
  if (item->subscription <= CONFAB_XEP_SUBSCRIPTION_BOTH)
    row->subscription = (ConfabStoreSubscription)item->subscription;
  return row;
}

/* ---- from the vault ---- */

typedef struct {
  gint64 account;
  GPtrArray *contacts;
  GPtrArray *requests;
  GPtrArray *looks_like;
} LoadJob;

static void
load_job_free (gpointer data) {
  LoadJob *job = data;

  g_clear_pointer (&job->contacts, g_ptr_array_unref);
  g_clear_pointer (&job->requests, g_ptr_array_unref);
  g_clear_pointer (&job->looks_like, g_ptr_array_unref);
  g_free (job);
}

static gboolean
run_load (ConfabStoreDb *db, gpointer data, GError **error) {
  LoadJob *job = data;

  job->contacts = confab_store_contacts_list (db, job->account, error);
  if (job->contacts == NULL)
    return FALSE;
  job->requests = confab_store_requests_list (db, job->account, error);
  if (job->requests == NULL)
    return FALSE;
  job->looks_like = confab_messaging_find_lookalikes (job->requests, job->contacts);
  return TRUE;
}

/* Resolves when those that waited too long are gone again. */
static DexFuture *
show_requests (ConfabAccountsSession *self, const LoadJob *job) {
  for (guint i = 0; i < job->requests->len; i++) {
    const ConfabStoreRequest *row = g_ptr_array_index (job->requests, i);
    g_autoptr (ConfabModelRequest) request = confab_model_request_new (self->account, row->address,
        row->note, row->time_us, g_ptr_array_index (job->looks_like, i));

    confab_model_account_add_request (self->account, request);
  }
  return confab_messaging_lapse (self->messaging);
}

static DexFuture *
load (ConfabAccountsSession *self) {
  LoadJob *job = g_new0 (LoadJob, 1);

  job->account = self->row->id;
  return confab_store_vault_read (self->env->vault, run_load, job, load_job_free);
}

static DexFuture *
run_load_contacts (gpointer data) {
  ConfabAccountsSession *self = data;
  g_autoptr (GPtrArray) contacts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (DexFuture) future = load (self);
  g_autoptr (GError) error = NULL;
  LoadJob *job;

  if (!dex_await (dex_ref (future), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  job = confab_store_job_data (future);
  for (guint i = 0; i < job->contacts->len; i++) {
    g_ptr_array_add (contacts, contact_from_row (self, g_ptr_array_index (job->contacts, i)));
    pause_after (self, i, contacts);
  }
  confab_model_account_add_contacts (self->account, contacts);
  return show_requests (self, job);
}

DexFuture *
confab_accounts_load_contacts (ConfabAccountsSession *self) {
  return confab_base_fiber_start (run_load_contacts, g_object_ref (self), g_object_unref);
}

static DexFuture *
on_requests_loaded (DexFuture *future, gpointer data) {
  ConfabAccountsSession *self = data;

  confab_accounts_forget_requests (self);
  return show_requests (self, confab_store_job_data (future));
}

void
confab_accounts_forget_requests (ConfabAccountsSession *self) {
  GListModel *requests = confab_model_account_get_requests (self->account);

  while (g_list_model_get_n_items (requests) > 0) {
    g_autoptr (ConfabModelRequest) request = g_list_model_get_item (requests, 0);

    confab_model_account_remove_request (self->account, request);
  }
}

DexFuture *
confab_accounts_load_requests (ConfabAccountsSession *self) {
  return dex_future_then (load (self), on_requests_loaded, g_object_ref (self), g_object_unref);
}

/* ---- from the server ---- */

typedef struct {
  gint64 account;
  GPtrArray *rows;         /* the whole list; NULL: one change */
  ConfabStoreContact *row; /* put, or removed */
  gboolean is_removed;
  gboolean with_local;
  char *version;
} ChangeJob;

static void
change_job_free (gpointer data) {
  ChangeJob *job = data;

  g_clear_pointer (&job->rows, g_ptr_array_unref);
  g_clear_pointer (&job->row, confab_store_contact_free);
  g_free (job->version);
  g_free (job);
}

static gboolean
run_change (ConfabStoreDb *db, gpointer data, GError **error) {
  ChangeJob *job = data;
  gboolean is_done;

  if (job->rows != NULL)
    is_done = confab_store_contacts_replace (db, job->account, job->rows, error);
  else if (job->is_removed)
    is_done = confab_store_contacts_remove (db, job->account, job->row->address, error);
  else
    is_done = confab_store_contacts_put (db, job->row, job->with_local, error);
  if (is_done && job->version != NULL)
    is_done = confab_store_accounts_set_roster_version (db, job->account, job->version, error);
  return is_done;
}

/* Somebody new, or a new name, may look like somebody whose chat is open. */
static DexFuture *
on_changed (DexFuture *future, gpointer data) {
  confab_messaging_look_at_faces (data);
  return NULL;
}

static DexFuture *
change (ConfabAccountsSession *self, ChangeJob *job) {
  job->account = self->row->id;
  return dex_future_then (
      confab_store_vault_write (self->env->vault, run_change, job, change_job_free), on_changed,
      g_object_ref (self->messaging), g_object_unref);
}

/* Whoever is on the list no more goes, but for an open request of ours. */
static void
hide_others (ConfabAccountsSession *self, GHashTable *there) {
  GListModel *contacts = confab_model_account_get_contacts (self->account);

  for (guint i = g_list_model_get_n_items (contacts); i > 0; i--) {
    g_autoptr (ConfabModelContact) contact = g_list_model_get_item (contacts, i - 1);

    if (!g_hash_table_contains (there, confab_model_contact_get_address (contact)) &&
        confab_model_contact_get_asked_us (contact) == 0 &&
        confab_model_contact_is_person (contact))
      confab_model_account_remove_contact (self->account, contact);
  }
}

/* In a fiber. Changes that the server tells meanwhile are held (confab_accounts_on_push). */
static void
show_list (ConfabAccountsSession *self, GPtrArray *rows) {
  g_autoptr (GHashTable) there = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < rows->len; i++) {
    const ConfabStoreContact *row = g_ptr_array_index (rows, i);
    ConfabModelContact *contact = confab_model_account_find_contact (self->account, row->address);

    g_hash_table_add (there, row->address);
    if (contact == NULL)
      g_ptr_array_add (added, contact_from_row (self, row));
    else {
      show_server_part (contact, row);
      confab_messaging_judge (self->messaging, contact);
    }
    pause_after (self, i, added);
  }
  confab_model_account_add_contacts (self->account, added);
  hide_others (self, there);
}

/* Changes that came while the whole list was on its way are newer than it. */
static DexFuture *
apply_held_pushes (ConfabAccountsSession *self, DexFuture *last) {
  g_autoptr (GPtrArray) pushes = g_steal_pointer (&self->pushes);

  for (guint i = 0; pushes != NULL && i < pushes->len; i++) {
    dex_unref (last);
    last = confab_accounts_on_push (self, g_ptr_array_index (pushes, i), self->row->roster_version);
  }
  return last;
}

/* In a fiber. */
static DexFuture *
take_list (ConfabAccountsSession *self, const ConfabXepRoster *roster) {
  ChangeJob *job = g_new0 (ChangeJob, 1);

  job->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)confab_store_contact_free);
  job->version = g_strdup (roster->version);
  for (guint i = 0; i < roster->items->len; i++)
    g_ptr_array_add (job->rows, row_from_item (self, g_ptr_array_index (roster->items, i)));
  show_list (self, job->rows);
  g_set_str (&self->row->roster_version, roster->version);
  return change (self, job);
}

gboolean
confab_accounts_fetch_roster (ConfabAccountsSession *self, GError **error) {
  ConfabXepRoster *roster;
  DexFuture *kept;

  g_clear_pointer (&self->pushes, g_ptr_array_unref);
  self->pushes = g_ptr_array_new_with_free_func ((GDestroyNotify)confab_xep_roster_item_free);
  roster = dex_await_boxed (confab_xep_roster_get (self->out, self->row->roster_version), error);
  if (roster == NULL) {
    g_clear_pointer (&self->pushes, g_ptr_array_unref);
    return FALSE;
  }
  kept = roster->items != NULL ? take_list (self, roster) : dex_future_new_true ();
  kept = apply_held_pushes (self, kept);
  g_boxed_free (CONFAB_TYPE_XEP_ROSTER, roster);
  return dex_await (kept, error);
}

DexFuture *
confab_accounts_on_push (gpointer data, const ConfabXepRosterItem *item, const char *version) {
  ConfabAccountsSession *self = data;
  const char *address = confab_base_jid_get_bare (item->jid);
  ConfabModelContact *contact = confab_model_account_find_contact (self->account, address);
  ChangeJob *job;

  if (self->pushes != NULL) {
    g_ptr_array_add (self->pushes, confab_xep_roster_item_copy (item));
    g_set_str (&self->row->roster_version, version);
    return NULL;
  }
  job = g_new0 (ChangeJob, 1);
  job->row = row_from_item (self, item);
  job->version = g_strdup (version);
  job->is_removed = item->subscription == CONFAB_XEP_SUBSCRIPTION_REMOVE;
  if (version != NULL)
    g_set_str (&self->row->roster_version, version);
  if (job->is_removed && contact != NULL)
    confab_model_account_remove_contact (self->account, contact);
  else if (!job->is_removed && contact == NULL) {
    g_autoptr (ConfabModelContact) added = contact_from_row (self, job->row);

    confab_model_account_add_contact (self->account, added);
  } else if (contact != NULL) {
    show_server_part (contact, job->row);
    confab_messaging_judge (self->messaging, contact);
  }
  return change (self, job);
}

DexFuture *
confab_accounts_keep_contact (ConfabAccountsSession *self, ConfabModelContact *contact) {
  static const ConfabStoreSubscription subscriptions[] = {
    [CONFAB_RELATION_NONE] = CONFAB_STORE_SUBSCRIPTION_NONE,
    [CONFAB_RELATION_WAITING] = CONFAB_STORE_SUBSCRIPTION_NONE,
    [CONFAB_RELATION_THEY_SEE] = CONFAB_STORE_SUBSCRIPTION_FROM,
    [CONFAB_RELATION_WE_SEE] = CONFAB_STORE_SUBSCRIPTION_TO,
    [CONFAB_RELATION_MUTUAL] = CONFAB_STORE_SUBSCRIPTION_BOTH,
  };
  ChangeJob *job = g_new0 (ChangeJob, 1);
  ConfabStoreContact *row = g_new0 (ConfabStoreContact, 1);

  row->account = self->row->id;
  row->address = g_strdup (confab_model_contact_get_address (contact));
  if (confab_model_contact_has_own_name (contact))
    row->name = g_strdup (confab_model_contact_get_name (contact));
  row->groups = g_strdup (confab_model_contact_get_groups (contact));
  row->subscription = subscriptions[confab_model_contact_get_relation (contact)];
  row->is_asked = confab_model_contact_get_relation (contact) == CONFAB_RELATION_WAITING;
  row->is_on_server = TRUE;
  row->is_known = confab_model_contact_is_known (contact);
  row->is_favourite = confab_model_contact_is_favourite (contact);
  row->is_plain_chosen = confab_model_contact_is_plain_chosen (contact);
  row->is_awaited = confab_model_contact_is_awaited (contact);
  row->face = g_strdup (confab_model_contact_get_face (contact));
  row->asked_us = confab_model_contact_get_asked_us (contact);
  row->note = g_strdup (confab_model_contact_get_note (contact));
  job->row = row;
  job->with_local = TRUE;
  return change (self, job);
}

void
confab_accounts_ask_again (ConfabAccountsSession *self) {
  GListModel *contacts = confab_model_account_get_contacts (self->account);
  guint n = g_list_model_get_n_items (contacts);

  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelContact) contact = g_list_model_get_item (contacts, i);
    g_autoptr (ConfabJid) to = NULL;

    if (confab_model_contact_get_relation (contact) != CONFAB_RELATION_WAITING ||
        confab_model_contact_get_asked_us (contact) == 0)
      continue;
    to = confab_base_jid_new (confab_model_contact_get_address (contact), NULL);
    if (to != NULL)
      confab_xep_presence_ask (self->out, to, confab_model_contact_get_note (contact));
  }
}
