/* The composition root: owns the parts of a running profile and hands each what it needs. It
 * decides nothing about people or messages, and never calls the screens: they watch its models. */

#include "core/core-private.h"

#include "core/core-join.h"

G_DEFINE_FINAL_TYPE (ConfabCore, confab_core, G_TYPE_OBJECT)
G_DEFINE_QUARK (confab_core_error, confab_core_error)

enum { PROP_0, PROP_STORE_STATE, PROP_GUIDE_PAGE, PROP_LOCK_STATE, PROP_HOUR_END, N_PROPS };

static GParamSpec *properties[N_PROPS];

static void
confab_core_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec) {
  ConfabCore *self = CONFAB_CORE (object);

  if (id == PROP_STORE_STATE)
    g_value_set_int (value, self->store_state);
  else if (id == PROP_GUIDE_PAGE)
    g_value_set_uint (value, self->guide_page);
  else if (id == PROP_LOCK_STATE)
    g_value_set_int (value, self->lock.state);
  else if (id == PROP_HOUR_END)
    g_value_set_int64 (value, self->hour_end_us);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
stop_sessions (ConfabCore *self) {
  for (guint i = 0; i < self->sessions->len; i++)
    confab_accounts_session_stop (g_ptr_array_index (self->sessions, i));
  g_ptr_array_set_size (self->sessions, 0);
}

void
confab_core_forget_all (ConfabCore *self) {
  g_clear_object (&self->closed_chat);
  g_ptr_array_set_size (self->lock.returning, 0);
  g_list_store_remove_all (self->contact_lists);
  g_list_store_remove_all (self->request_lists);
  g_list_store_remove_all (self->accounts);
  stop_sessions (self);
  g_clear_object (&self->vault);
  self->env.vault = NULL;
}

static void
confab_core_dispose (GObject *object) {
  ConfabCore *self = CONFAB_CORE (object);

  if (self->sessions != NULL)
    stop_sessions (self);
  if (self->adding != NULL)
    g_cancellable_cancel (self->adding);
  g_clear_object (&self->adding);
  confab_core_cancel_sign_up (self);
  dex_clear (&self->safety_timer);
  dex_clear (&self->quiet_timer);
  dex_clear (&self->hour_timer);
  dex_clear (&self->exporting);
  dex_clear (&self->decoding);
  confab_core_forget_pictures (self);
  dex_clear (&self->removing);
  confab_core_lock_clear (self);
  dex_clear (&self->retention_timer);
  dex_clear (&self->ends_timer);
  confab_core_forget_searches (self);
  g_clear_object (&self->closed_chat);
  g_clear_pointer (&self->sessions, g_ptr_array_unref);
  g_clear_object (&self->contacts);
  g_clear_object (&self->requests);
  g_clear_object (&self->contact_lists);
  g_clear_object (&self->request_lists);
  g_clear_object (&self->accounts);
  g_clear_object (&self->words);
  g_clear_object (&self->vault);
  g_clear_object (&self->watch);
  g_clear_pointer (&self->keyring, confab_keyring_unref);
  g_clear_pointer (&self->ledger, confab_safety_ledger_free);
  g_clear_pointer (&self->counts, confab_net_counts_unref);
  g_clear_pointer (&self->roads, confab_accounts_roads_free);
  g_clear_pointer (&self->guard, confab_messaging_guard_free);
  if (self->checker != NULL)
    confab_messaging_checker_stop (self->checker);
  g_clear_pointer (&self->checker, confab_messaging_checker_unref);
  g_clear_object (&self->safety);
  g_clear_pointer (&self->profile, g_free);
  g_clear_pointer (&self->until_quit_folder, g_free);
  G_OBJECT_CLASS (confab_core_parent_class)->dispose (object);
}

static void
confab_core_class_init (ConfabCoreClass *class) {
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = confab_core_dispose;
  object_class->get_property = confab_core_get_property;
  properties[PROP_STORE_STATE] = g_param_spec_int ("store-state", NULL, NULL,
      CONFAB_CORE_STORE_CLOSED, CONFAB_CORE_STORE_DISK, CONFAB_CORE_STORE_CLOSED,
      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_GUIDE_PAGE] =
      g_param_spec_uint ("guide-page", NULL, NULL, 0, CONFAB_CORE_GUIDE_PAGES, 0,
          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_LOCK_STATE] = g_param_spec_int ("lock-state", NULL, NULL, CONFAB_CORE_LOCK_OPEN,
      CONFAB_CORE_LOCK_UNLOCKING, CONFAB_CORE_LOCK_OPEN,
      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_HOUR_END] = g_param_spec_int64 ("hour-end", NULL, NULL, 0, G_MAXINT64, 0,
      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_signal_new ("message-received", CONFAB_TYPE_CORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
      G_TYPE_NONE, 2, CONFAB_TYPE_MODEL_CONTACT, CONFAB_TYPE_MODEL_MESSAGE);
  g_signal_new ("message-folded", CONFAB_TYPE_CORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
      G_TYPE_NONE, 1, CONFAB_TYPE_MODEL_CONTACT);
  g_signal_new ("message-changed", CONFAB_TYPE_CORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
      G_TYPE_NONE, 2, CONFAB_TYPE_MODEL_CONTACT, CONFAB_TYPE_MODEL_MESSAGE);
  g_signal_new ("message-taken", CONFAB_TYPE_CORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
      G_TYPE_NONE, 1, CONFAB_TYPE_MODEL_CONTACT);
  g_signal_new (
      "away-changed", CONFAB_TYPE_CORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new (
      "hour-over", CONFAB_TYPE_CORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("went-to", CONFAB_TYPE_CORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
      CONFAB_TYPE_MODEL_CHAT, G_TYPE_INT64, G_TYPE_STRING);
  g_signal_new ("buddy-here", CONFAB_TYPE_CORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
      1, CONFAB_TYPE_MODEL_CONTACT);
}

static void
confab_core_init (ConfabCore *self) {
  self->sessions = g_ptr_array_new_with_free_func (g_object_unref);
  self->accounts = g_list_store_new (CONFAB_TYPE_MODEL_ACCOUNT);
  self->contact_lists = g_list_store_new (G_TYPE_LIST_MODEL);
  self->request_lists = g_list_store_new (G_TYPE_LIST_MODEL);
  self->contacts = G_LIST_MODEL (
      confab_core_join_new (G_LIST_MODEL (self->contact_lists), CONFAB_TYPE_MODEL_CONTACT));
  self->requests = G_LIST_MODEL (
      confab_core_join_new (G_LIST_MODEL (self->request_lists), CONFAB_TYPE_MODEL_REQUEST));
  self->words = g_list_store_new (CONFAB_TYPE_MODEL_WORD);
  self->ledger = confab_safety_ledger_new ();
  self->counts = confab_net_counts_new ();
  self->searches = g_ptr_array_new ();
  self->lock.returning = g_ptr_array_new_with_free_func (g_object_unref);
}

/* To stay signed in behind a locked screen may have ended. */
static void
on_safety_changed (ConfabCore *self) {
  if (self->lock.is_locked)
    confab_core_lock_look (self);
}

ConfabCore *
confab_core_new (const char *profile, const ConfabClock *clock, const ConfabRandom *random) {
  ConfabCore *self = g_object_new (CONFAB_TYPE_CORE, NULL);

  self->profile = g_strdup (profile);
  self->env.clock = clock != NULL ? clock : confab_base_clock_system ();
  self->env.random = random != NULL ? random : confab_base_random_system ();
  self->env.ledger = self->ledger;
  self->env.counts = self->counts;
  self->roads = confab_accounts_roads_new (self->env.random);
  self->env.roads = self->roads;
  self->env.ids = &self->ids;
  self->guard = confab_messaging_guard_new (self->env.clock, self->env.random);
  self->env.guard = self->guard;
  self->safety = confab_model_safety_new (self->env.clock);
  self->checker = confab_messaging_checker_new (self->safety);
  self->env.checker = self->checker;
  g_signal_connect_object (
      self->safety, "changed", G_CALLBACK (on_safety_changed), self, G_CONNECT_SWAPPED);
  return self;
}

void
confab_core_set_dial (ConfabCore *self, ConfabXmppDial dial, gpointer data) {
  self->env.dial = dial;
  self->env.dial_data = data;
}

void
confab_core_set_keyless (ConfabCore *self) {
  self->env.is_keyless = TRUE;
}

void
confab_core_set_unfolding (ConfabCore *self) {
  self->env.is_unfolding = TRUE;
}

void
confab_core_set_file_limits (ConfabCore *self, guint64 kept, guint64 today) {
  self->env.file_limits = (ConfabMessagingRoom){ kept, today };
}

void
confab_core_set_checker (ConfabCore *self, const char *socket, guint patience_ms) {
  confab_messaging_checker_set_place (self->checker, socket, patience_ms);
}

void
confab_core_set_keyring (ConfabCore *self, ConfabKeyring *keyring) {
  g_clear_pointer (&self->keyring, confab_keyring_unref);
  self->keyring = confab_keyring_ref (keyring);
}

void
confab_core_set_store_state (ConfabCore *self, ConfabCoreStoreState state) {
  if (self->store_state == state)
    return;
  self->store_state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STORE_STATE]);
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

gboolean
confab_core_is_until_quit (ConfabCore *self) {
  return self->until_quit_folder != NULL;
}

/* ---- the parts ---- */

ConfabAccountsSession *
confab_core_session_of (ConfabCore *self, ConfabModelAccount *account) {
  for (guint i = 0; i < self->sessions->len; i++) {
    ConfabAccountsSession *session = g_ptr_array_index (self->sessions, i);

    if (confab_accounts_session_get_account (session) == account)
      return session;
  }
  return NULL;
}

ConfabMessaging *
confab_core_messaging_of (ConfabCore *self, ConfabModelChat *chat) {
  ConfabModelContact *contact = confab_model_chat_get_contact (chat);
  ConfabAccountsSession *session =
      confab_core_session_of (self, confab_model_contact_get_account (contact));

  return session != NULL ? confab_accounts_session_get_messaging (session) : NULL;
}

static void
on_message_received (ConfabMessaging *messaging, ConfabModelContact *contact,
    ConfabModelMessage *message, gpointer data) {
  confab_core_lock_count (data);
  g_signal_emit_by_name (data, "message-received", contact, message);
}

static void
on_message_folded (ConfabMessaging *messaging, ConfabModelContact *contact, gpointer data) {
  confab_core_lock_count (data);
  g_signal_emit_by_name (data, "message-folded", contact);
}

static void
on_message_changed (ConfabMessaging *messaging, ConfabModelContact *contact,
    ConfabModelMessage *message, gpointer data) {
  g_signal_emit_by_name (data, "message-changed", contact, message);
}

static void
on_message_taken (ConfabMessaging *messaging, ConfabModelContact *contact, gpointer data) {
  g_signal_emit_by_name (data, "message-taken", contact);
}

static void
on_buddy_here (ConfabAccountsSession *session, ConfabModelContact *contact, gpointer data) {
  g_signal_emit_by_name (data, "buddy-here", contact);
}

static void
on_timers (ConfabMessaging *messaging, gpointer data) {
  confab_core_look_at_timers (data);
}

void
confab_core_take_session (ConfabCore *self, ConfabAccountsSession *session) {
  ConfabMessaging *messaging = confab_accounts_session_get_messaging (session);
  ConfabModelAccount *account = confab_accounts_session_get_account (session);

  g_signal_connect_object (
      messaging, "message-received", G_CALLBACK (on_message_received), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (
      messaging, "message-folded", G_CALLBACK (on_message_folded), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (
      messaging, "message-changed", G_CALLBACK (on_message_changed), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (
      messaging, "message-taken", G_CALLBACK (on_message_taken), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (messaging, "timers", G_CALLBACK (on_timers), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (
      session, "buddy-here", G_CALLBACK (on_buddy_here), self, G_CONNECT_DEFAULT);
  confab_model_account_set_safety (account, self->safety);
  confab_accounts_session_set_watched (session, !self->is_unwatched);
  g_ptr_array_add (self->sessions, session);
  g_list_store_append (self->contact_lists, confab_model_account_get_contacts (account));
  g_list_store_append (self->request_lists, confab_model_account_get_requests (account));
  g_list_store_append (self->accounts, account);
  confab_core_note_roads (self);
}

/* ---- errors ---- */

DexFuture *
confab_core_reject (ConfabModelProblem problem, const char *detail) {
  return dex_future_new_reject (CONFAB_CORE_ERROR, problem, "%s", detail != NULL ? detail : "");
}

static DexFuture *
on_rejected (DexFuture *future, gpointer data) {
  g_autoptr (GError) error = NULL;
  g_autofree char *detail = NULL;
  ConfabModelProblem problem;

  dex_future_get_value (future, &error);
  if (error == NULL || error->domain == CONFAB_CORE_ERROR)
    return NULL;
  problem = confab_accounts_problem (error, "", &detail);
  return confab_core_reject (problem, detail);
}

DexFuture *
confab_core_with_problem (DexFuture *future) {
  return dex_future_catch (future, on_rejected, NULL, NULL);
}
