/* All of core/core.h over the model alone: what a verb would do to the lists is done at once,
 * nothing leaves, nothing is kept. For pictures of the screens and for tests of widgets. It refuses
 * nothing by itself: gallery_core_set_problem says what the verbs answer. */

#include "gallery.h"

#define FIRST_ID 1000000 /* of messages written here */

struct _ConfabCore {
  GObject parent_instance;

  GListStore *accounts;      /* owned: ConfabModelAccount */
  GListStore *contact_lists; /* owned: GListModel */
  GListStore *request_lists; /* owned: GListModel */
  GListModel *contacts;      /* owned */
  GListModel *requests;      /* owned */
  ConfabModelChat *closed;   /* owned: the one that undo brings back */
  GPtrArray *closed_rows;    /* owned: its rows */
  char *detail;              /* owned */
  ConfabModelSafety *safety; /* owned */
  ConfabLedger *ledger;      /* owned */
  ConfabCoreStoreState store_state;
  ConfabModelProblem problem;
  gboolean is_hanging;
  gboolean is_until_quit;
  gint64 next_id;
  gint64 hour_end_us;
};

G_DEFINE_FINAL_TYPE (ConfabCore, confab_core, G_TYPE_OBJECT)
G_DEFINE_QUARK (confab - core - error, confab_core_error)

enum { PROP_0, PROP_STORE_STATE, PROP_LOCK_STATE, N_PROPS };
static GParamSpec *properties[N_PROPS];

/* A refusal comes a moment later, as a real one does. */
static DexFuture *
on_moment_passed (DexFuture *moment, gpointer data) {
  return dex_future_new_for_error (g_error_copy (data));
}

static void
free_error (gpointer error) {
  g_error_free (error);
}

DexFuture *
gallery_core_answer (ConfabCore *self, gpointer value) {
  if (self->is_hanging)
    return dex_future_new_infinite ();
  if (self->problem != CONFAB_PROBLEM_NONE)
    return dex_future_finally (dex_timeout_new_msec (1), on_moment_passed,
        g_error_new_literal (CONFAB_CORE_ERROR, (int)self->problem, self->detail), free_error);
  if (value != NULL)
    return dex_future_new_take_object (g_object_ref (value));
  return dex_future_new_true ();
}

gboolean
gallery_core_is_willing (ConfabCore *self) {
  return !self->is_hanging && self->problem == CONFAB_PROBLEM_NONE;
}

static void
confab_core_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec) {
  if (id == PROP_STORE_STATE)
    g_value_set_int (value, CONFAB_CORE (object)->store_state);
  else if (id == PROP_LOCK_STATE)
    g_value_set_int (value, confab_core_get_lock_state (CONFAB_CORE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
confab_core_finalize (GObject *object) {
  ConfabCore *self = CONFAB_CORE (object);

  g_clear_object (&self->closed);
  g_clear_pointer (&self->closed_rows, g_ptr_array_unref);
  g_clear_object (&self->contacts);
  g_clear_object (&self->requests);
  g_clear_object (&self->contact_lists);
  g_clear_object (&self->request_lists);
  g_clear_object (&self->accounts);
  g_free (self->detail);
  g_object_unref (self->safety);
  confab_safety_ledger_free (self->ledger);
  G_OBJECT_CLASS (confab_core_parent_class)->finalize (object);
}

static void
confab_core_class_init (ConfabCoreClass *class) {
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = confab_core_get_property;
  object_class->finalize = confab_core_finalize;
  properties[PROP_STORE_STATE] = g_param_spec_int ("store-state", NULL, NULL, 0,
      CONFAB_CORE_STORE_DISK, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LOCK_STATE] = g_param_spec_int ("lock-state", NULL, NULL, 0,
      CONFAB_CORE_LOCK_UNLOCKING, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_signal_new (
      "hour-over", CONFAB_TYPE_CORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new (
      "away-changed", CONFAB_TYPE_CORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("message-received", CONFAB_TYPE_CORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
      G_TYPE_NONE, 2, CONFAB_TYPE_MODEL_CONTACT, CONFAB_TYPE_MODEL_MESSAGE);
  g_signal_new ("message-changed", CONFAB_TYPE_CORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
      G_TYPE_NONE, 2, CONFAB_TYPE_MODEL_CONTACT, CONFAB_TYPE_MODEL_MESSAGE);
  g_signal_new ("message-taken", CONFAB_TYPE_CORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
      G_TYPE_NONE, 1, CONFAB_TYPE_MODEL_CONTACT);
  g_signal_new ("went-to", CONFAB_TYPE_CORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
      CONFAB_TYPE_MODEL_CHAT, G_TYPE_INT64, G_TYPE_STRING);
  g_signal_new ("message-folded", CONFAB_TYPE_CORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
      G_TYPE_NONE, 1, CONFAB_TYPE_MODEL_CONTACT);
}

static void
confab_core_init (ConfabCore *self) {
  self->accounts = g_list_store_new (CONFAB_TYPE_MODEL_ACCOUNT);
  self->contact_lists = g_list_store_new (G_TYPE_LIST_MODEL);
  self->request_lists = g_list_store_new (G_TYPE_LIST_MODEL);
  self->contacts =
      G_LIST_MODEL (gtk_flatten_list_model_new (g_object_ref (G_LIST_MODEL (self->contact_lists))));
  self->requests =
      G_LIST_MODEL (gtk_flatten_list_model_new (g_object_ref (G_LIST_MODEL (self->request_lists))));
  self->detail = g_strdup ("");
  self->next_id = FIRST_ID;
  self->safety = confab_model_safety_new (confab_base_clock_system ());
  self->ledger = confab_safety_ledger_new ();
}

ConfabCore *
confab_core_new (const char *profile, const ConfabClock *clock, const ConfabRandom *random) {
  return g_object_new (CONFAB_TYPE_CORE, NULL);
}

ConfabCore *
gallery_core_new (void) {
  ConfabCore *self = confab_core_new (NULL, NULL, NULL);

  self->store_state = CONFAB_CORE_STORE_READY;
  return self;
}

void
gallery_core_set_store_state (ConfabCore *self, ConfabCoreStoreState state) {
  self->store_state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STORE_STATE]);
}

void
gallery_core_add_account (ConfabCore *self, ConfabModelAccount *account) {
  confab_model_account_set_safety (account, self->safety);
  g_list_store_append (self->contact_lists, confab_model_account_get_contacts (account));
  g_list_store_append (self->request_lists, confab_model_account_get_requests (account));
  g_list_store_append (self->accounts, account);
}

void
gallery_core_set_problem (ConfabCore *self, ConfabModelProblem problem, const char *detail) {
  self->problem = problem;
  g_set_str (&self->detail, detail != NULL ? detail : "");
}

void
gallery_core_set_hanging (ConfabCore *self, gboolean is_hanging) {
  self->is_hanging = is_hanging;
}

DexFuture *
confab_core_open (ConfabCore *self) {
  if (gallery_core_is_willing (self))
    gallery_core_set_store_state (self, CONFAB_CORE_STORE_READY);
  return gallery_core_answer (self, NULL);
}

DexFuture *
confab_core_open_until_quit (ConfabCore *self) {
  self->is_until_quit = TRUE;
  return confab_core_open (self);
}

gboolean
confab_core_is_until_quit (ConfabCore *self) {
  return self->is_until_quit;
}

DexFuture *
confab_core_begin_empty (ConfabCore *self) {
  if (!gallery_core_is_willing (self))
    return gallery_core_answer (self, NULL);
  gallery_core_set_store_state (self, CONFAB_CORE_STORE_READY);
  return dex_future_new_take_string (g_strdup ("vault-2026-05-03"));
}

ConfabCoreStoreState
confab_core_get_store_state (ConfabCore *self) {
  return self->store_state;
}

GListModel *
confab_core_get_accounts (ConfabCore *self) {
  return G_LIST_MODEL (self->accounts);
}

GListModel *
confab_core_get_contacts (ConfabCore *self) {
  return self->contacts;
}

GListModel *
confab_core_get_requests (ConfabCore *self) {
  return self->requests;
}

DexFuture *
confab_core_add_account (
    ConfabCore *self, const char *address, ConfabSecret *password, const char *host, guint16 port) {
  g_autoptr (ConfabModelAccount) account = NULL;

  if (!gallery_core_is_willing (self))
    return gallery_core_answer (self, NULL);
  account = confab_model_account_new (self->next_id++, address);
  confab_model_account_add_contacts (account, NULL);
  confab_model_account_set_state (account, CONFAB_ACCOUNT_SIGNED_IN, 0, CONFAB_PROBLEM_NONE, NULL);
  gallery_core_add_account (self, account);
  return gallery_core_answer (self, account);
}

void
confab_core_cancel_add_account (ConfabCore *self) {
}

void
confab_core_sign_in (ConfabCore *self, ConfabModelAccount *account, gboolean hidden) {
  ConfabModelAccountState state = CONFAB_ACCOUNT_SIGNED_IN;

  if (self->is_hanging)
    state = CONFAB_ACCOUNT_SIGNING_IN;
  else if (self->problem != CONFAB_PROBLEM_NONE)
    state = CONFAB_ACCOUNT_REFUSED;
  confab_model_account_set_hidden (account, hidden);
  confab_model_account_set_state (account, state, 0, self->problem, self->detail);
}

void
confab_core_sign_in_for_hour (ConfabCore *self) {
}

void
confab_core_end_hour (ConfabCore *self) {
}

gint64
confab_core_get_hour_end (ConfabCore *self) {
  return self->hour_end_us;
}

void
confab_core_sign_in_with (ConfabCore *self, ConfabModelAccount *account, ConfabSecret *password) {
  confab_core_sign_in (self, account, confab_model_account_is_hidden (account));
}

DexFuture *
confab_core_sign_off (ConfabCore *self, ConfabModelAccount *account) {
  confab_model_account_set_state (account, CONFAB_ACCOUNT_SIGNED_OFF, 0, CONFAB_PROBLEM_NONE, NULL);
  return gallery_core_answer (self, NULL);
}

DexFuture *
confab_core_remove_account (ConfabCore *self, ConfabModelAccount *account) {
  guint position;

  if (gallery_core_is_willing (self) && g_list_store_find (self->accounts, account, &position)) {
    g_list_store_remove (self->contact_lists, position);
    g_list_store_remove (self->request_lists, position);
    g_list_store_remove (self->accounts, position);
  }
  return gallery_core_answer (self, NULL);
}

DexFuture *
confab_core_add_buddy (ConfabCore *self, ConfabModelAccount *account, const char *address,
    const char *name, gboolean is_known, const char *note) {
  g_autoptr (ConfabModelContact) contact = NULL;

  if (!gallery_core_is_willing (self))
    return gallery_core_answer (self, NULL);
  contact = confab_model_contact_new (account, address);
  confab_model_contact_set_own_name (contact, name);
  confab_model_contact_set_known (contact, is_known);
  confab_model_contact_set_relation (contact, CONFAB_RELATION_WAITING);
  confab_model_contact_set_asked (contact, g_get_real_time (), note);
  confab_model_account_add_contact (account, contact);
  return gallery_core_answer (self, contact);
}

DexFuture *
confab_core_remove_buddy (ConfabCore *self, ConfabModelContact *contact) {
  if (gallery_core_is_willing (self))
    confab_model_account_remove_contact (confab_model_contact_get_account (contact), contact);
  return gallery_core_answer (self, NULL);
}

DexFuture *
confab_core_rename_buddy (ConfabCore *self, ConfabModelContact *contact, const char *name) {
  if (gallery_core_is_willing (self))
    confab_model_contact_set_own_name (contact, name);
  return gallery_core_answer (self, NULL);
}

DexFuture *
confab_core_group_buddy (ConfabCore *self, ConfabModelContact *contact, const char *groups) {
  if (gallery_core_is_willing (self))
    confab_model_contact_set_groups (contact, groups);
  return gallery_core_answer (self, NULL);
}

DexFuture *
confab_core_set_favourite (ConfabCore *self, ConfabModelContact *contact, gboolean is_favourite) {
  if (gallery_core_is_willing (self))
    confab_model_contact_set_favourite (contact, is_favourite);
  return gallery_core_answer (self, NULL);
}

DexFuture *
confab_core_set_face (ConfabCore *self, ConfabModelContact *contact, const char *face) {
  if (gallery_core_is_willing (self))
    confab_model_contact_set_face (contact, face);
  return gallery_core_answer (self, NULL);
}

DexFuture *
confab_core_set_awaited (ConfabCore *self, ConfabModelContact *contact, gboolean is_awaited) {
  if (gallery_core_is_willing (self))
    confab_model_contact_set_awaited (contact, is_awaited);
  return gallery_core_answer (self, NULL);
}

DexFuture *
confab_core_set_known (ConfabCore *self, ConfabModelContact *contact, gboolean is_known) {
  if (gallery_core_is_willing (self))
    confab_model_contact_set_known (contact, is_known);
  return gallery_core_answer (self, NULL);
}

DexFuture *
confab_core_accept_request (ConfabCore *self, ConfabModelRequest *request) {
  ConfabModelAccount *account = confab_model_request_get_account (request);
  g_autoptr (ConfabModelContact) contact = NULL;

  if (!gallery_core_is_willing (self))
    return gallery_core_answer (self, NULL);
  contact = confab_model_contact_new (account, confab_model_request_get_address (request));
  confab_model_contact_set_relation (contact, CONFAB_RELATION_MUTUAL);
  confab_model_account_add_contact (account, contact);
  confab_model_account_remove_request (account, request);
  return gallery_core_answer (self, contact);
}

DexFuture *
confab_core_delete_request (ConfabCore *self, ConfabModelRequest *request) {
  if (gallery_core_is_willing (self))
    confab_model_account_remove_request (confab_model_request_get_account (request), request);
  return gallery_core_answer (self, NULL);
}

void
confab_core_open_chat (ConfabCore *self, ConfabModelChat *chat) {
  ConfabModelTimeline *timeline = confab_model_chat_get_timeline (chat);

  if (confab_model_chat_is_open (chat) || confab_model_chat_is_closed_with_undo (chat))
    return;
  if (!confab_model_timeline_is_at_end (timeline))
    confab_model_timeline_go_to_end (timeline);
  /* Nobody answered: the scene gave no source, so there is nothing. */
  if (!confab_model_timeline_is_loading (timeline) && !confab_model_timeline_is_at_end (timeline))
    confab_model_timeline_clear (timeline);
  confab_model_chat_set_open (chat, TRUE);
}

DexFuture *
confab_core_retry (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message) {
  if (gallery_core_is_willing (self)) {
    confab_model_timeline_set_id (confab_model_chat_get_timeline (chat),
        confab_model_message_get_id (message), self->next_id++);
    confab_model_message_set_state (message, CONFAB_MESSAGE_WAITING, CONFAB_REASON_NONE);
  }
  return gallery_core_answer (self, NULL);
}

void
confab_core_mark_read (ConfabCore *self, ConfabModelChat *chat) {
  confab_model_contact_set_unread (confab_model_chat_get_contact (chat), 0);
}

static void
forget_closed (ConfabCore *self) {
  if (self->closed != NULL)
    confab_model_chat_set_closed_with_undo (self->closed, FALSE);
  g_clear_object (&self->closed);
  g_clear_pointer (&self->closed_rows, g_ptr_array_unref);
}

static void
put_out (ConfabCore *self, ConfabModelChat *chat, const char *text) {
  g_autoptr (ConfabModelMessage) message =
      confab_model_message_new (self->next_id++, TRUE, FALSE, g_get_real_time (), text);

  confab_model_timeline_append (confab_model_chat_get_timeline (chat), message);
  confab_model_chat_set_draft (chat, NULL);
}

DexFuture *
confab_core_send (ConfabCore *self, ConfabModelChat *chat, const char *text) {
  forget_closed (self);
  if (gallery_core_is_willing (self))
    put_out (self, chat, text);
  return gallery_core_answer (self, NULL);
}

/* Whatever the problem is, the question about it was answered. */
DexFuture *
confab_core_send_anyway (ConfabCore *self, ConfabModelChat *chat, const char *text) {
  confab_model_chat_set_question (chat, NULL);
  put_out (self, chat, text);
  return dex_future_new_true ();
}

void
confab_core_permit (ConfabCore *self, ConfabModelChat *chat) {
}

void
confab_core_drop_question (ConfabCore *self, ConfabModelChat *chat) {
  confab_model_chat_set_question (chat, NULL);
}

void
confab_core_close_chat (ConfabCore *self, ConfabModelChat *chat) {
  GListModel *rows = G_LIST_MODEL (confab_model_chat_get_timeline (chat));

  forget_closed (self);
  g_set_object (&self->closed, chat);
  self->closed_rows = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    g_ptr_array_add (self->closed_rows, g_list_model_get_item (rows, i));
  confab_model_timeline_clear (CONFAB_MODEL_TIMELINE (rows));
  confab_model_chat_set_open (chat, FALSE);
  confab_model_chat_set_closed_with_undo (chat, TRUE);
}

void
confab_core_undo_close (ConfabCore *self) {
  if (self->closed == NULL)
    return;
  for (guint i = 0; i < self->closed_rows->len; i++)
    confab_model_timeline_append (
        confab_model_chat_get_timeline (self->closed), g_ptr_array_index (self->closed_rows, i));
  confab_model_chat_set_open (self->closed, TRUE);
  forget_closed (self);
}

ConfabModelChat *
gallery_core_get_closed (ConfabCore *self) {
  return self->closed;
}

ConfabModelSafety *
confab_core_get_safety (ConfabCore *self) {
  return self->safety;
}

const ConfabLedger *
confab_core_get_ledger (ConfabCore *self) {
  return self->ledger;
}

DexFuture *
confab_core_choose (ConfabCore *self, ConfabChoice choice, int value, ConfabModelTerm term) {
  if (gallery_core_is_willing (self))
    confab_model_safety_choose (self->safety, choice, value, term);
  return gallery_core_answer (self, NULL);
}

DexFuture *
confab_core_choose_safe (ConfabCore *self) {
  for (guint i = 1; i < CONFAB_CHOICE_COUNT; i++)
    if (confab_model_safety_is_weakened (self->safety, (ConfabChoice)i))
      confab_core_choose (self, (ConfabChoice)i, confab_safety_choice_start ((ConfabChoice)i),
          CONFAB_TERM_UNTIL_CHANGED);
  return gallery_core_answer (self, NULL);
}

DexFuture *
confab_core_quit (ConfabCore *self) {
  return dex_future_new_true ();
}
