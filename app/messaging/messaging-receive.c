/* Messages that come in: judged first, then recognised as double or kept in one transaction, then
 * shown. What the judge drops leaves no trace; what a stranger writes goes to the box of requests
 * and nowhere else. Nothing is answered here but a receipt, through the gate. */

#include "messaging/messaging-private.h"

#include "base/base-text.h"
#include "safety/safety-lookalike.h"
#include "safety/safety-scam.h"
#include "store/store-contacts.h"
#include "xep/xep-message.h"

#define MAX_REQUESTS 200          /* in the box of one account; more are dropped */
#define MAX_REQUESTS_OF_DOMAIN 10 /* a day */
#define DAY_US (G_GINT64_CONSTANT (24) * 60 * 60 * G_USEC_PER_SEC)

/* ---- facts ---- */

static const char *
domain_of (const char *address) {
  const char *at = strrchr (address, '@');

  return at != NULL ? at + 1 : address;
}

/* Requests that still stand, or are on their way to the disk, count against the budget of their
 * domain for a day. */
static gboolean
has_budget (ConfabMessaging *self, const char *address) {
  GListModel *requests = confab_model_account_get_requests (self->account);
  gint64 since = confab_base_clock_wall_us (self->clock) - DAY_US;
  const char *domain = domain_of (address);
  guint n = g_list_model_get_n_items (requests);
  guint of_domain = 0;
  GHashTableIter iter;
  gpointer asking;

  if (n + g_hash_table_size (self->asking) >= MAX_REQUESTS)
    return FALSE;
  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelRequest) request = g_list_model_get_item (requests, i);

    if (confab_model_request_get_time_us (request) > since &&
        g_str_equal (domain_of (confab_model_request_get_address (request)), domain))
      of_domain++;
  }
  g_hash_table_iter_init (&iter, self->asking);
  while (g_hash_table_iter_next (&iter, &asking, NULL))
    if (g_str_equal (domain_of (asking), domain))
      of_domain++;
  return of_domain < MAX_REQUESTS_OF_DOMAIN;
}

static gboolean
is_own_domain (ConfabMessaging *self, const char *address) {
  return g_str_equal (domain_of (confab_model_account_get_address (self->account)), address);
}

static void
gather_facts (
    ConfabMessaging *self, ConfabJid *from, ConfabIncoming kind, ConfabReceiveFacts *facts) {
  const char *address = confab_base_jid_get_bare (from);
  ConfabModelContact *contact = confab_model_account_find_contact (self->account, address);

  *facts = (ConfabReceiveFacts){
    .kind = kind,
    .is_own_server = is_own_domain (self, address),
    .is_own_account = g_str_equal (confab_model_account_get_address (self->account), address),
    .requests_allowed = TRUE,
    .request_exists = confab_model_account_find_request (self->account, address) != NULL ||
                      g_hash_table_contains (self->asking, address),
    .budget_left = has_budget (self, address),
  };
  if (contact == NULL)
    return;
  facts->grade = confab_model_contact_get_grade (contact);
  facts->is_asked_by_us = confab_model_contact_get_relation (contact) == CONFAB_RELATION_WAITING;
}

/* ---- a message to show ---- */

typedef struct {
  ConfabStoreMessage *message;
  char *keys[2]; /* what it is recognised by; NULL: none */
  gboolean is_new;
} ReceiveJob;

static void
receive_job_free (gpointer data) {
  ReceiveJob *job = data;

  confab_store_message_free (job->message);
  g_free (job->keys[0]);
  g_free (job->keys[1]);
  g_free (job);
}

/* All keys are marked, also after the first that was known: a copy that came by another road has
 * only one of them. */
static gboolean
run_receive (ConfabStoreDb *db, gpointer data, GError **error) {
  ReceiveJob *job = data;

  job->is_new = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (job->keys); i++) {
    gboolean is_new = TRUE;

    if (job->keys[i] != NULL && !confab_store_seen_check (db, job->message->account, job->keys[i],
                                    job->message->time_us, &is_new, error))
      return FALSE;
    job->is_new = job->is_new && is_new;
  }
  if (!job->is_new)
    return TRUE;
  return confab_store_messages_add (db, job->message, error);
}

/* Origin-id and the server's own id name a message for good. A plain id is reused by some programs,
 * so it counts only together with the text. */
static void
name_message (const ConfabXepMessage *message, ReceiveJob *job) {
  const char *from = confab_base_jid_get_bare (message->from);

  if (message->origin_id != NULL)
    job->keys[0] = g_strdup_printf ("origin\n%s\n%s", from, message->origin_id);
  else if (message->id != NULL) {
    g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, message->body, -1);

    job->keys[0] = g_strdup_printf ("id\n%s\n%s\n%s", from, message->id, hash);
  }
  if (message->stanza_id != NULL)
    job->keys[1] = g_strdup_printf ("stanza\n%s", message->stanza_id);
}

typedef struct {
  ConfabMessaging *self;
  ConfabJid *from;
  char *receipt_for; /* NULL: none wanted */
} Received;

static void
received_free (gpointer data) {
  Received *received = data;

  g_object_unref (received->self);
  confab_base_jid_unref (received->from);
  g_free (received->receipt_for);
  g_free (received);
}

static void
show_received (ConfabMessaging *self, const ConfabStoreMessage *row) {
  ConfabModelContact *contact = confab_model_account_find_contact (self->account, row->peer);
  g_autoptr (ConfabModelMessage) message = NULL;
  ConfabModelChat *chat;

  if (contact == NULL)
    return;
  message = confab_messaging_model_from_row (row);
  chat = confab_model_contact_get_chat (contact);
  if (g_hash_table_contains (self->chats, chat))
    confab_model_timeline_append (confab_model_chat_get_timeline (chat), message);
  confab_model_contact_set_last_us (contact, row->time_us);
  confab_model_contact_set_unread (contact, confab_model_contact_get_unread (contact) + 1);
  g_signal_emit_by_name (self, "message-received", contact, message);
}

static DexFuture *
on_received (DexFuture *future, gpointer data) {
  Received *received = data;
  ConfabMessaging *self = received->self;
  ReceiveJob *job = confab_store_job_data (future);

  if (self->is_stopped)
    return NULL;
  if (job->is_new)
    show_received (self, job->message);
  /* Also for a double: then it was the receipt that was lost. */
  if (received->receipt_for != NULL)
    confab_xep_message_send_receipt (self->out, received->from, received->receipt_for);
  return NULL;
}

/* What in a text tricksters ask for (R07): it is shown all the same, with a bar that says so. */
static int
find_warning (ConfabMessaging *self, const ConfabXepMessage *message) {
  ConfabModelContact *contact =
      confab_model_account_find_contact (self->account, confab_base_jid_get_bare (message->from));
  ConfabScamFacts facts = {
    .text = message->body,
    .length = strlen (message->body),
    .grade = contact != NULL ? confab_model_contact_get_grade (contact) : CONFAB_GRADE_STRANGER,
  };
  ConfabScamFound found = { 0 };

  return confab_safety_judge_scam (&facts, &found) == CONFAB_SCAM_WARN ? (int)found.reasons : 0;
}

static DexFuture *
keep (ConfabMessaging *self, const ConfabXepMessage *message) {
  gint64 now = confab_base_clock_wall_us (self->clock);
  ReceiveJob *job = g_new0 (ReceiveJob, 1);
  Received *received = g_new0 (Received, 1);

  job->message = g_new0 (ConfabStoreMessage, 1);
  job->message->id = confab_messaging_next_id (self);
  job->message->account = confab_model_account_get_id (self->account);
  job->message->peer = g_strdup (confab_base_jid_get_bare (message->from));
  job->message->is_unread = TRUE;
  job->message->state = CONFAB_STORE_STATE_RECEIVED;
  job->message->time_us = message->time_us > 0 && message->time_us < now ? message->time_us : now;
  job->message->text = g_strdup (message->body);
  job->message->reason = find_warning (self, message);
  name_message (message, job);
  received->self = g_object_ref (self);
  received->from = confab_base_jid_ref (message->from);
  received->receipt_for = message->wants_receipt ? g_strdup (message->id) : NULL;
  return dex_future_then (
      confab_store_vault_write (self->vault, run_receive, job, receive_job_free), on_received,
      received, received_free);
}

/* ---- receipts and errors: what became of a message of ours ---- */

typedef struct {
  gint64 account;
  char *peer;
  char *wire_id;
  gboolean is_error;
  gint64 id; /* found */
} FateJob;

static void
fate_job_free (gpointer data) {
  FateJob *job = data;

  g_free (job->peer);
  g_free (job->wire_id);
  g_free (job);
}

static gboolean
run_fate (ConfabStoreDb *db, gpointer data, GError **error) {
  FateJob *job = data;
  g_autoptr (GError) inner = NULL;

  job->id = confab_store_messages_find_wire (db, job->account, job->peer, job->wire_id, &inner);
  if (inner != NULL) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return FALSE;
  }
  if (job->id == 0)
    return TRUE;
  return confab_store_messages_set_state (db, job->id,
      job->is_error ? CONFAB_STORE_STATE_FAILED : CONFAB_STORE_STATE_DELIVERED, CONFAB_REASON_NONE,
      FALSE, error);
}

static DexFuture *
on_fate (DexFuture *future, gpointer data) {
  FateJob *job = confab_store_job_data (future);

  if (job->id != 0)
    confab_messaging_show_state (data, job->id,
        job->is_error ? CONFAB_MESSAGE_FAILED : CONFAB_MESSAGE_DELIVERED, CONFAB_REASON_NONE);
  return NULL;
}

/* Only the person a message went to can say that it arrived or did not: it is looked up by their
 * address. */
static DexFuture *
take_fate (ConfabMessaging *self, ConfabJid *from, const char *wire_id, gboolean is_error) {
  FateJob *job = g_new0 (FateJob, 1);

  job->account = confab_model_account_get_id (self->account);
  job->peer = g_strdup (confab_base_jid_get_bare (from));
  job->wire_id = g_strdup (wire_id);
  job->is_error = is_error;
  return dex_future_then (confab_store_vault_write (self->vault, run_fate, job, fate_job_free),
      on_fate, g_object_ref (self), g_object_unref);
}

DexFuture *
confab_messaging_receive (ConfabMessaging *self, const ConfabXepMessage *message) {
  ConfabReceiveFacts facts;
  ConfabReason why = CONFAB_REASON_NONE;
  ConfabIncoming kind = CONFAB_INCOMING_OTHER;

  if (self->is_stopped)
    return NULL;
  if (message->is_error)
    kind = CONFAB_INCOMING_ERROR;
  else if (message->receipt_for != NULL)
    kind = CONFAB_INCOMING_RECEIPT;
  else if (message->body != NULL)
    kind = CONFAB_INCOMING_TEXT;
  gather_facts (self, message->from, kind, &facts);
  facts.is_sealed = message->is_sealed;

  switch (confab_safety_judge_receive (&facts, &why)) {
  case CONFAB_RECEIVE_DROP:
    return NULL;
  case CONFAB_RECEIVE_REQUEST:
    return confab_messaging_request (self, message->from, message->body, TRUE);
  case CONFAB_RECEIVE_SHOW_WARNED:
  case CONFAB_RECEIVE_SHOW:
    break;
  }
  if (kind == CONFAB_INCOMING_ERROR)
    return message->id != NULL ? take_fate (self, message->from, message->id, TRUE) : NULL;
  if (kind == CONFAB_INCOMING_RECEIPT)
    return take_fate (self, message->from, message->receipt_for, FALSE);
  if (kind == CONFAB_INCOMING_TEXT)
    return keep (self, message);
  return NULL;
}

/* ---- requests ---- */

GPtrArray *
confab_messaging_find_lookalikes (GPtrArray *requests, GPtrArray *contacts) {
  g_autoptr (GPtrArray) looks =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_safety_look_free);
  GPtrArray *found = g_ptr_array_new ();

  if (requests->len == 0)
    return found;
  for (guint i = 0; i < contacts->len; i++) {
    const ConfabStoreContact *contact = g_ptr_array_index (contacts, i);

    g_ptr_array_add (looks, confab_safety_look_new (contact->address));
  }
  for (guint i = 0; i < requests->len; i++) {
    const ConfabStoreRequest *request = g_ptr_array_index (requests, i);
    g_autoptr (ConfabLook) look = confab_safety_look_new (request->address);
    const ConfabStoreContact *like = NULL;

    for (guint j = 0; j < looks->len && like == NULL; j++)
      if (confab_safety_look_is_like (look, g_ptr_array_index (looks, j)))
        like = g_ptr_array_index (contacts, j);
    g_ptr_array_add (found, like == NULL ? NULL : like->name != NULL ? like->name : like->address);
  }
  return found;
}

typedef struct {
  GPtrArray *requests; /* the one ConfabStoreRequest */
  GPtrArray *contacts; /* of the account */
  GPtrArray *looks_like;
} RequestJob;

static void
request_job_free (gpointer data) {
  RequestJob *job = data;

  g_ptr_array_unref (job->requests);
  g_clear_pointer (&job->contacts, g_ptr_array_unref);
  g_clear_pointer (&job->looks_like, g_ptr_array_unref);
  g_free (job);
}

static gboolean
run_request (ConfabStoreDb *db, gpointer data, GError **error) {
  RequestJob *job = data;
  const ConfabStoreRequest *row = g_ptr_array_index (job->requests, 0);

  if (!confab_store_requests_put (db, row, error))
    return FALSE;
  job->contacts = confab_store_contacts_list (db, row->account, error);
  if (job->contacts == NULL)
    return FALSE;
  job->looks_like = confab_messaging_find_lookalikes (job->requests, job->contacts);
  return TRUE;
}

static DexFuture *
on_requested (DexFuture *future, gpointer data) {
  ConfabMessaging *self = data;
  RequestJob *job = confab_store_job_data (future);
  const ConfabStoreRequest *row = g_ptr_array_index (job->requests, 0);
  g_autoptr (ConfabModelRequest) request = NULL;

  g_hash_table_remove (self->asking, row->address);
  if (self->is_stopped || confab_model_account_find_request (self->account, row->address) != NULL)
    return NULL;
  request = confab_model_request_new (
      self->account, row->address, row->note, row->time_us, g_ptr_array_index (job->looks_like, 0));
  confab_model_account_add_request (self->account, request);
  return NULL;
}

DexFuture *
confab_messaging_request (
    ConfabMessaging *self, ConfabJid *from, const char *note, gboolean is_text) {
  ConfabReceiveFacts facts;
  ConfabReason why = CONFAB_REASON_NONE;
  ConfabStoreRequest *row;
  RequestJob *job;

  if (self->is_stopped)
    return NULL;
  gather_facts (self, from, is_text ? CONFAB_INCOMING_TEXT : CONFAB_INCOMING_SUBSCRIBE, &facts);
  if (confab_safety_judge_receive (&facts, &why) != CONFAB_RECEIVE_REQUEST)
    return NULL;

  row = g_new0 (ConfabStoreRequest, 1);
  row->account = confab_model_account_get_id (self->account);
  row->address = g_strdup (confab_base_jid_get_bare (from));
  row->note = confab_base_text_dup_line (note, CONFAB_XEP_MAX_NOTE);
  row->time_us = confab_base_clock_wall_us (self->clock);
  row->wants_presence = !is_text;
  g_hash_table_add (self->asking, g_strdup (row->address));
  job = g_new0 (RequestJob, 1);
  job->requests = g_ptr_array_new_with_free_func ((GDestroyNotify)confab_store_request_free);
  g_ptr_array_add (job->requests, row);
  return dex_future_then (
      confab_store_vault_write (self->vault, run_request, job, request_job_free), on_requested,
      g_object_ref (self), g_object_unref);
}
