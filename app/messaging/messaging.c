/* The object that holds one account's messages together, and the facts about people that the judges
 * ask for. It decides nothing itself. */

#include "messaging/messaging-files-private.h"
#include "messaging/messaging-keys.h"
#include "messaging/messaging-private.h"
#include "messaging/messaging-typing.h"
#include "messaging/messaging-wait.h"
#include "model/model-safety.h"

#define HOUR_US (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)

G_DEFINE_FINAL_TYPE (ConfabMessaging, confab_messaging, G_TYPE_OBJECT)
G_DEFINE_QUARK (confab_messaging_error, confab_messaging_error)

static void
confab_messaging_dispose (GObject *object) {
  ConfabMessaging *self = CONFAB_MESSAGING (object);

  confab_messaging_stop (self);
  g_clear_object (&self->vault);
  g_clear_object (&self->account);
  g_clear_pointer (&self->chats, g_hash_table_unref);
  g_clear_pointer (&self->asking, g_hash_table_unref);
  g_clear_pointer (&self->drafts, g_hash_table_unref);
  g_clear_pointer (&self->aside, g_hash_table_unref);
  g_clear_pointer (&self->keys, g_hash_table_unref);
  g_clear_pointer (&self->held, g_hash_table_unref);
  g_clear_pointer (&self->handed, g_hash_table_unref);
  g_clear_pointer (&self->waits, g_hash_table_unref);
  g_clear_pointer (&self->taken, g_hash_table_unref);
  g_clear_pointer (&self->asked, g_hash_table_unref);
  g_clear_pointer (&self->writers, g_hash_table_unref);
  g_clear_pointer (&self->told, g_array_unref);
  g_clear_pointer (&self->session_id, g_free);
  g_clear_pointer (&self->catchup, confab_messaging_catchup_free);
  g_clear_pointer (&self->files, confab_messaging_files_free);
  g_clear_pointer (&self->checker, confab_messaging_checker_unref);
  g_clear_pointer (&self->last_session_id, g_free);
  G_OBJECT_CLASS (confab_messaging_parent_class)->dispose (object);
}

static void
confab_messaging_class_init (ConfabMessagingClass *class) {
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = confab_messaging_dispose;
  g_signal_new ("message-received", CONFAB_TYPE_MESSAGING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
      G_TYPE_NONE, 2, CONFAB_TYPE_MODEL_CONTACT, CONFAB_TYPE_MODEL_MESSAGE);
  g_signal_new (
      "timers", CONFAB_TYPE_MESSAGING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("message-folded", CONFAB_TYPE_MESSAGING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
      G_TYPE_NONE, 1, CONFAB_TYPE_MODEL_CONTACT);
  g_signal_new ("message-changed", CONFAB_TYPE_MESSAGING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
      G_TYPE_NONE, 2, CONFAB_TYPE_MODEL_CONTACT, CONFAB_TYPE_MODEL_MESSAGE);
  g_signal_new ("message-taken", CONFAB_TYPE_MESSAGING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
      G_TYPE_NONE, 1, CONFAB_TYPE_MODEL_CONTACT);
}

static void
confab_messaging_init (ConfabMessaging *self) {
  self->chats = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);
  self->asking = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->drafts = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->handed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->waits = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->taken = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->writers = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);
  self->told = g_array_new (FALSE, FALSE, sizeof (ConfabMessagingTold));
  self->files = confab_messaging_files_new ();
}

ConfabMessaging *
confab_messaging_new (ConfabStoreVault *vault, ConfabModelAccount *account, ConfabXepOut *out,
    const ConfabClock *clock, const ConfabRandom *random, ConfabMessagingIds *ids,
    ConfabMessagingGuard *guard) {
  ConfabMessaging *self = g_object_new (CONFAB_TYPE_MESSAGING, NULL);

  self->vault = g_object_ref (vault);
  self->account = g_object_ref (account);
  self->out = out;
  self->clock = clock;
  self->random = random;
  self->ids = ids;
  self->guard = guard;
  return self;
}

void
confab_messaging_stop (ConfabMessaging *self) {
  GHashTableIter iter;
  gpointer chat;

  if (self->is_stopped)
    return;
  self->is_stopped = TRUE;
  confab_messaging_disconnected (self);
  confab_messaging_hold_end (self, TRUE);
  dex_clear (&self->drafts_timer);
  dex_clear (&self->scrubbing);
  confab_messaging_wait_stop (self);
  g_hash_table_iter_init (&iter, self->chats);
  while (g_hash_table_iter_next (&iter, &chat, NULL))
    confab_model_timeline_set_source (confab_model_chat_get_timeline (chat), NULL, NULL);
  g_hash_table_remove_all (self->chats);
  self->out = NULL;
  self->ids = NULL;
  self->guard = NULL;
}

void
confab_messaging_set_keyless (ConfabMessaging *self) {
  self->is_keyless = TRUE;
}

void
confab_messaging_set_unfolding (ConfabMessaging *self) {
  self->is_unfolding = TRUE;
}

void
confab_messaging_set_checker (ConfabMessaging *self, ConfabMessagingChecker *checker) {
  g_clear_pointer (&self->checker, confab_messaging_checker_unref);
  self->checker = confab_messaging_checker_ref (checker);
}

gint64
confab_messaging_next_id (ConfabMessaging *self) {
  return ++self->ids->last;
}

gboolean
confab_messaging_budget_has (ConfabMessaging *self, ConfabMessagingBudget *budget, guint most) {
  gint64 now = confab_base_clock_monotonic_us (self->clock);

  if (budget->n == 0 || now - budget->since_us > HOUR_US)
    *budget = (ConfabMessagingBudget){ .since_us = now };
  return budget->n < most;
}

gboolean
confab_messaging_budget_take (ConfabMessaging *self, ConfabMessagingBudget *budget, guint most) {
  if (!confab_messaging_budget_has (self, budget, most))
    return FALSE;
  budget->n++;
  return TRUE;
}

void
confab_messaging_send_facts (
    ConfabMessaging *self, ConfabModelContact *contact, gsize text_bytes, ConfabSendFacts *facts) {
  ConfabModelRelation relation = confab_model_contact_get_relation (contact);

  *facts = (ConfabSendFacts){
    .is_server = confab_model_contact_is_server (contact),
    .is_note = confab_model_contact_is_note (contact),
    .is_buddy = relation == CONFAB_RELATION_MUTUAL || relation == CONFAB_RELATION_WE_SEE ||
                relation == CONFAB_RELATION_THEY_SEE,
    .is_blocked = confab_model_contact_is_blocked (contact),
    .plain_chosen = confab_model_contact_is_plain_chosen (contact),
    .text_bytes = text_bytes,
    .max_bytes = CONFAB_BASE_DRAFT_MAX_BYTES,
  };
  confab_messaging_keys_facts (self, confab_model_contact_get_address (contact), facts);
}

/* Receipts are a choice for everybody; that something was read, or is being written, one for each
 * person. */
static gboolean
is_chosen (ConfabModelAccount *account, ConfabModelContact *contact, ConfabDiscloseClass class) {
  ConfabModelTells tells = confab_model_contact_get_tells (contact);

  if (class == CONFAB_CLASS_RECEIPT)
    return confab_model_safety_get (confab_model_account_get_safety (account),
               CONFAB_CHOICE_RECEIPTS) == CONFAB_RECEIPTS_SEEN;
  return (class == CONFAB_CLASS_READ && (tells & CONFAB_TELLS_READ) != 0) ||
         (class == CONFAB_CLASS_TYPING && (tells & CONFAB_TELLS_TYPING) != 0);
}

void
confab_messaging_disclose_facts (gpointer data, ConfabJid *to, ConfabDiscloseFacts *facts) {
  ConfabModelAccount *account = data;
  ConfabModelContact *contact =
      confab_model_account_find_contact (account, confab_base_jid_get_bare (to));
  ConfabModelRelation relation;

  facts->is_hidden = confab_model_account_is_hidden (account);
  facts->is_blocked = confab_model_account_is_blocked (account, confab_base_jid_get_full (to));
  if (contact == NULL)
    return;
  relation = confab_model_contact_get_relation (contact);
  facts->grade = confab_model_contact_get_grade (contact);
  facts->may_see_presence =
      relation == CONFAB_RELATION_MUTUAL || relation == CONFAB_RELATION_THEY_SEE;
  facts->is_chosen = is_chosen (account, contact, facts->class);
}

gboolean
confab_messaging_may_tell (ConfabMessaging *self, const char *address, ConfabDiscloseClass class) {
  g_autoptr (ConfabJid) to = confab_base_jid_new (address, NULL);
  ConfabDiscloseFacts facts = { .class = class };
  ConfabReason why = CONFAB_REASON_NONE;

  if (self->is_stopped || !self->is_connected || self->aside != NULL || to == NULL)
    return FALSE;
  confab_messaging_disclose_facts (self->account, to, &facts);
  return confab_safety_judge_disclose (&facts, &why) == CONFAB_DISCLOSE_YES;
}

ConfabModelMessage *
confab_messaging_model_from_row (const ConfabStoreMessage *row) {
  static const ConfabModelMessageState states[] = {
    [CONFAB_STORE_STATE_RECEIVED] = CONFAB_MESSAGE_RECEIVED,
    [CONFAB_STORE_STATE_WAITING] = CONFAB_MESSAGE_WAITING,
    [CONFAB_STORE_STATE_SENT] = CONFAB_MESSAGE_SENT,
    [CONFAB_STORE_STATE_DELIVERED] = CONFAB_MESSAGE_DELIVERED,
    [CONFAB_STORE_STATE_FAILED] = CONFAB_MESSAGE_FAILED,
  };
  ConfabModelMessage *message =
      confab_model_message_new (row->id, row->is_own, row->is_sealed, row->time_us, row->text);

  confab_model_message_set_kind (
      message, (ConfabModelMessageKind)row->kind, row->reason, row->is_unchecked);
  confab_model_message_set_kept (message, row->is_kept);
  confab_model_message_set_timer (message, row->timer, row->ends_us);
  confab_model_message_set_wait (message, row->wait);
  confab_model_message_set_changed (message, row->changed_us);
  if (row->kind == CONFAB_STORE_KIND_FILE) {
    g_autoptr (ConfabModelFile) file =
        row->file != NULL
            ? confab_messaging_files_model (row->file)
            : confab_model_file_new (row->is_own, row->text, NULL, CONFAB_FILE_SIZE_UNKNOWN, NULL);

    confab_model_message_set_file (message, file);
  }
  if (!row->is_own && row->kind == CONFAB_STORE_KIND_TEXT)
    confab_model_message_set_warning (message, (guint)row->reason);
  else if (row->is_own && (guint)row->state < G_N_ELEMENTS (states))
    confab_model_message_set_state (message,
        row->mark == CONFAB_STORE_MARK_READ ? CONFAB_MESSAGE_READ : states[row->state],
        row->reason);
  return message;
}

gboolean
confab_messaging_may_be_plain (ConfabModelContact *contact) {
  return confab_model_contact_is_plain_chosen (contact) || confab_model_contact_is_server (contact);
}

ConfabModelMessage *
confab_messaging_model_from_theirs (const ConfabStoreMessage *row, gboolean may_be_plain) {
  ConfabModelMessage *message = confab_messaging_model_from_row (row);

  confab_model_message_set_exposed (message,
      !row->is_own && !row->is_sealed && !may_be_plain && row->kind == CONFAB_STORE_KIND_TEXT);
  return message;
}

static void
show_state (ConfabMessaging *self, gint64 id, ConfabModelMessageState state, ConfabReason reason) {
  GHashTableIter iter;
  gpointer chat;

  g_hash_table_iter_init (&iter, self->chats);
  while (g_hash_table_iter_next (&iter, &chat, NULL)) {
    ConfabModelMessage *message =
        confab_model_timeline_find (confab_model_chat_get_timeline (chat), id);

    if (message != NULL) {
      ConfabModelMessageState before = confab_model_message_get_state (message);

      /* A receipt may overtake the server's acknowledgement, and what was read stays so. */
      if ((state == CONFAB_MESSAGE_SENT && before == CONFAB_MESSAGE_DELIVERED) ||
          before == CONFAB_MESSAGE_READ)
        return;
      confab_model_message_set_state (message, state, reason);
      return;
    }
  }
}

void
confab_messaging_show_state (
    ConfabMessaging *self, gint64 id, ConfabModelMessageState state, ConfabReason reason) {
  ConfabMessagingTold told = { id, state, reason };

  if (self->n_pages > 0)
    g_array_append_val (self->told, told);
  show_state (self, id, state, reason);
}

void
confab_messaging_page_begins (ConfabMessaging *self) {
  self->n_pages++;
}

void
confab_messaging_page_ends (ConfabMessaging *self) {
  for (guint i = 0; i < self->told->len; i++) {
    const ConfabMessagingTold *told = &g_array_index (self->told, ConfabMessagingTold, i);

    show_state (self, told->id, told->state, told->reason);
  }
  if (--self->n_pages == 0)
    g_array_set_size (self->told, 0);
}

DexFuture *
confab_messaging_done (void) {
  return dex_future_new_for_boolean (TRUE);
}

DexFuture *
confab_messaging_stopped (void) {
  return dex_future_new_reject (
      CONFAB_MESSAGING_ERROR, CONFAB_MESSAGING_ERROR_STOPPED, "the account is being put away");
}
