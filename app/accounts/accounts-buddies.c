/* What the user does about people: add, rename, remove; accept or delete a request. Each is
 * a short fiber: the server is asked first, and what is kept here follows its answer, so that a
 * refusal leaves nothing half done. */

#include "accounts/accounts-private.h"

#include "base/base-fiber.h"
#include "base/base-text.h"
#include "xmpp/xmpp-error.h"

#define MAX_NAME 100 /* characters of my name for somebody */
#define MAX_GROUPS 8 /* that one buddy is in */
#define MAX_GROUP 64 /* characters of a group's name */
#define MAX_FACE 64  /* bytes: the longest emoji are families and flags */

typedef struct {
  ConfabAccountsSession *self;
  ConfabModelContact *contact;
  ConfabModelRequest *request;
  ConfabJid *jid;
  char *name;
  char *groups; /* line feeds between */
  char *note;
  char *token; /* of their invitation; NULL: none */
  gboolean is_known;
} Act;

static void
act_free (gpointer data) {
  Act *act = data;

  g_clear_object (&act->self);
  g_clear_object (&act->contact);
  g_clear_object (&act->request);
  g_clear_pointer (&act->jid, confab_base_jid_unref);
  g_free (act->name);
  g_free (act->groups);
  g_free (act->note);
  g_free (act->token);
  g_free (act);
}

static Act *
act_new (ConfabAccountsSession *self, const char *address) {
  Act *act = g_new0 (Act, 1);

  act->self = g_object_ref (self);
  act->jid = confab_base_jid_new (address, NULL);
  return act;
}

static DexFuture *
spawn (DexFiberFunc func, Act *act) {
  return confab_base_fiber_start (func, act, act_free);
}

DexFuture *
confab_accounts_reject_with (ConfabAccountsSession *self, const GError *error) {
  g_autofree char *detail = NULL;
  ConfabModelProblem problem =
      confab_accounts_problem (error, confab_base_jid_get_domain (self->address), &detail);

  if (g_error_matches (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_STANZA))
    return confab_accounts_reject (CONFAB_PROBLEM_REFUSED_BY_SERVER, error->message);
  if (g_error_matches (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_CLOSED))
    return confab_accounts_reject (CONFAB_PROBLEM_NOT_SIGNED_IN, NULL);
  return confab_accounts_reject (problem, detail);
}

static gboolean
run_drop_request (ConfabStoreDb *db, gpointer data, GError **error) {
  const ConfabStoreRequest *row = data;

  return confab_store_requests_remove (db, row->account, row->address, error);
}

static void
request_row_free (gpointer data) {
  confab_store_request_free (data);
}

gboolean
confab_accounts_await_drop_request (
    ConfabAccountsSession *self, const char *address, GError **error) {
  ConfabModelRequest *request = confab_model_account_find_request (self->account, address);
  ConfabStoreRequest *row = g_new0 (ConfabStoreRequest, 1);

  row->account = self->row->id;
  row->address = g_strdup (address);
  if (request != NULL)
    confab_model_account_remove_request (self->account, request);
  return dex_await (
      confab_store_vault_write (self->env->vault, run_drop_request, row, request_row_free), error);
}

/* ---- adding ---- */

/* On the list of the server, kept here, and asked. */
static ConfabModelContact *
await_added (Act *act, GError **error) {
  ConfabAccountsSession *self = act->self;
  const char *address = confab_base_jid_get_bare (act->jid);
  ConfabModelContact *contact;

  if (!dex_await (confab_xep_roster_set (self->out, act->jid, act->name, NULL), error))
    return NULL;
  /* The server's push has usually made it by now. */
  contact = confab_model_account_find_contact (self->account, address);
  if (contact == NULL) {
    g_autoptr (ConfabModelContact) added = confab_model_contact_new (self->account, address);

    confab_model_account_add_contact (self->account, added);
    contact = added;
  }
  confab_model_contact_set_own_name (contact, act->name);
  confab_model_contact_set_known (contact, act->is_known);
  confab_model_contact_set_asked (contact, confab_base_clock_wall_us (self->env->clock), act->note);
  if (confab_model_contact_get_relation (contact) == CONFAB_RELATION_NONE)
    confab_model_contact_set_relation (contact, CONFAB_RELATION_WAITING);
  if (!dex_await (confab_accounts_keep_contact (self, contact), error))
    return NULL;
  confab_xep_presence_ask_invited (self->out, act->jid, act->note, act->token);
  return contact;
}

static DexFuture *
run_add (gpointer data) {
  Act *act = data;
  g_autoptr (GError) error = NULL;
  gboolean they_asked = confab_model_account_find_request (
                            act->self->account, confab_base_jid_get_bare (act->jid)) != NULL;
  ConfabModelContact *contact = await_added (act, &error);

  if (contact == NULL)
    return confab_accounts_reject_with (act->self, error);
  if (they_asked) {
    confab_xep_presence_approve (act->self->out, act->jid);
    if (!confab_accounts_await_drop_request (
            act->self, confab_base_jid_get_bare (act->jid), &error))
      return confab_accounts_reject_with (act->self, error);
  }
  return dex_future_new_take_object (g_object_ref (contact));
}

DexFuture *
confab_accounts_add_buddy (ConfabAccountsSession *self, const char *address, const char *name,
    gboolean is_known, const char *note) {
  return confab_accounts_add_invited (self, address, name, is_known, note, NULL);
}

DexFuture *
confab_accounts_add_invited (ConfabAccountsSession *self, const char *address, const char *name,
    gboolean is_known, const char *note, const char *token) {
  g_autofree char *trimmed = g_strstrip (g_strdup (address));
  g_autoptr (ConfabJid) whole = confab_base_jid_new (trimmed, NULL);
  g_autoptr (ConfabJid) jid = whole != NULL ? confab_base_jid_dup_bare (whole) : NULL;
  ConfabModelContact *contact;
  Act *act;

  if (jid == NULL || confab_base_jid_get_local (jid) == NULL)
    return confab_accounts_reject (CONFAB_PROBLEM_ADDRESS, trimmed);
  if (confab_base_jid_equal (jid, self->address))
    return confab_accounts_reject (CONFAB_PROBLEM_OWN_ADDRESS, trimmed);
  contact = confab_model_account_find_contact (self->account, confab_base_jid_get_bare (jid));
  if (contact != NULL && confab_model_contact_get_relation (contact) != CONFAB_RELATION_NONE &&
      confab_model_contact_get_relation (contact) != CONFAB_RELATION_THEY_SEE)
    return confab_accounts_reject (CONFAB_PROBLEM_EXISTS, confab_base_jid_get_bare (jid));
  if (self->stream == NULL)
    return confab_accounts_reject (CONFAB_PROBLEM_NOT_SIGNED_IN, NULL);

  act = act_new (self, confab_base_jid_get_bare (jid));
  act->name = confab_base_text_dup_line (name, MAX_NAME);
  act->note = confab_base_text_dup_line (note, CONFAB_XEP_MAX_NOTE);
  act->token = g_strdup (token);
  act->is_known = is_known;
  return spawn (run_add, act);
}

/* ---- changing and removing ---- */

static DexFuture *
run_remove (gpointer data) {
  Act *act = data;
  ConfabAccountsSession *self = act->self;
  g_autoptr (GError) error = NULL;

  if (!dex_await (confab_xep_roster_remove (self->out, act->jid), &error) &&
      !(g_error_matches (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_STANZA) &&
          g_str_equal (error->message, "item-not-found")))
    return confab_accounts_reject_with (act->self, error);
  g_clear_error (&error);
  if (!dex_await (confab_messaging_forget (self->messaging, act->contact), &error))
    return confab_accounts_reject_with (act->self, error);
  confab_model_account_remove_contact (self->account, act->contact);
  return dex_future_new_for_boolean (TRUE);
}

static DexFuture *
run_change (gpointer data) {
  Act *act = data;
  g_autoptr (GError) error = NULL;

  if (!dex_await (confab_xep_roster_set (act->self->out, act->jid, act->name, act->groups), &error))
    return confab_accounts_reject_with (act->self, error);
  confab_model_contact_set_own_name (act->contact, act->name);
  confab_model_contact_set_groups (act->contact, act->groups);
  if (!dex_await (confab_accounts_keep_contact (act->self, act->contact), &error))
    return confab_accounts_reject_with (act->self, error);
  return dex_future_new_for_boolean (TRUE);
}

static Act *
contact_act (ConfabAccountsSession *self, ConfabModelContact *contact) {
  Act *act = act_new (self, confab_model_contact_get_address (contact));

  act->contact = g_object_ref (contact);
  return act;
}

DexFuture *
confab_accounts_remove_buddy (ConfabAccountsSession *self, ConfabModelContact *contact) {
  if (self->stream == NULL)
    return confab_accounts_reject (CONFAB_PROBLEM_NOT_SIGNED_IN, NULL);
  return spawn (run_remove, contact_act (self, contact));
}

DexFuture *
confab_accounts_rename_buddy (
    ConfabAccountsSession *self, ConfabModelContact *contact, const char *name) {
  Act *act;

  if (self->stream == NULL)
    return confab_accounts_reject (CONFAB_PROBLEM_NOT_SIGNED_IN, NULL);
  act = contact_act (self, contact);
  act->name = confab_base_text_dup_line (name, MAX_NAME);
  act->groups = g_strdup (confab_model_contact_get_groups (contact));
  return spawn (run_change, act);
}

/* Names between commas or line feeds: each once, none empty. NULL: no group. */
static char *
dup_groups (const char *text) {
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) words = g_strsplit_set (text != NULL ? text : "", ",\n", -1);

  for (guint i = 0; words[i] != NULL && names->len < MAX_GROUPS; i++) {
    g_autofree char *name = confab_base_text_dup_line (words[i], MAX_GROUP);

    if (name != NULL && *name != '\0' &&
        !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
      g_ptr_array_add (names, g_steal_pointer (&name));
  }
  if (names->len == 0)
    return NULL;
  g_ptr_array_add (names, NULL);
  return g_strjoinv ("\n", (char **)names->pdata);
}

DexFuture *
confab_accounts_group_buddy (
    ConfabAccountsSession *self, ConfabModelContact *contact, const char *groups) {
  Act *act;

  if (self->stream == NULL)
    return confab_accounts_reject (CONFAB_PROBLEM_NOT_SIGNED_IN, NULL);
  act = contact_act (self, contact);
  if (confab_model_contact_has_own_name (contact))
    act->name = g_strdup (confab_model_contact_get_name (contact));
  act->groups = dup_groups (groups);
  return spawn (run_change, act);
}

/* ---- what the server is not told ---- */

DexFuture *
confab_accounts_set_favourite (
    ConfabAccountsSession *self, ConfabModelContact *contact, gboolean is_favourite) {
  confab_model_contact_set_favourite (contact, is_favourite);
  return confab_accounts_keep_contact (self, contact);
}

DexFuture *
confab_accounts_set_face (
    ConfabAccountsSession *self, ConfabModelContact *contact, const char *face) {
  if (face != NULL && (*face == '\0' || strlen (face) > MAX_FACE))
    face = NULL;
  confab_model_contact_set_face (contact, face);
  return confab_accounts_keep_contact (self, contact);
}

DexFuture *
confab_accounts_set_awaited (
    ConfabAccountsSession *self, ConfabModelContact *contact, gboolean is_awaited) {
  confab_model_contact_set_awaited (contact, is_awaited);
  confab_accounts_tell_watched (self);
  return confab_accounts_keep_contact (self, contact);
}

DexFuture *
confab_accounts_set_known (
    ConfabAccountsSession *self, ConfabModelContact *contact, gboolean is_known) {
  confab_model_contact_set_known (contact, is_known);
  return confab_accounts_keep_contact (self, contact);
}

/* ---- requests ---- */

static DexFuture *
run_accept (gpointer data) {
  Act *act = data;
  g_autoptr (GError) error = NULL;
  ConfabModelContact *contact = await_added (act, &error);

  if (contact == NULL)
    return confab_accounts_reject_with (act->self, error);
  confab_xep_presence_approve (act->self->out, act->jid);
  if (!confab_accounts_await_drop_request (act->self, confab_base_jid_get_bare (act->jid), &error))
    return confab_accounts_reject_with (act->self, error);
  return dex_future_new_take_object (g_object_ref (contact));
}

static gboolean
run_delete_request (ConfabStoreDb *db, gpointer data, GError **error) {
  const ConfabStoreRequest *row = data;

  return confab_messaging_delete_request (db, row->account, row->address, row->time_us, error);
}

static DexFuture *
run_delete (gpointer data) {
  Act *act = data;
  ConfabAccountsSession *self = act->self;
  ConfabStoreRequest *row = g_new0 (ConfabStoreRequest, 1);
  g_autoptr (GError) error = NULL;

  row->account = self->row->id;
  row->address = g_strdup (confab_base_jid_get_bare (act->jid));
  row->time_us = confab_base_clock_wall_us (self->env->clock);

  /* Signed off, the server asks again at the next sign-in; that is no loss. */
  confab_xep_presence_refuse (self->out, act->jid);
  confab_model_account_remove_request (self->account, act->request);
  if (!dex_await (
          confab_store_vault_write (self->env->vault, run_delete_request, row, request_row_free),
          &error))
    return confab_accounts_reject_with (self, error);
  return dex_future_new_for_boolean (TRUE);
}

static Act *
request_act (ConfabAccountsSession *self, ConfabModelRequest *request) {
  Act *act = act_new (self, confab_model_request_get_address (request));

  act->request = g_object_ref (request);
  return act;
}

DexFuture *
confab_accounts_accept (ConfabAccountsSession *self, ConfabModelRequest *request) {
  if (self->stream == NULL)
    return confab_accounts_reject (CONFAB_PROBLEM_NOT_SIGNED_IN, NULL);
  return spawn (run_accept, request_act (self, request));
}

DexFuture *
confab_accounts_accept_address (ConfabAccountsSession *self, const char *address) {
  if (self->stream == NULL)
    return confab_accounts_reject (CONFAB_PROBLEM_NOT_SIGNED_IN, NULL);
  return spawn (run_accept, act_new (self, address));
}

DexFuture *
confab_accounts_delete (ConfabAccountsSession *self, ConfabModelRequest *request) {
  return spawn (run_delete, request_act (self, request));
}
