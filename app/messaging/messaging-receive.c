/* Messages that come in, live, as copies of what other devices sent and got, and from the archive:
 * judged first, then recognised as double or kept in one transaction, then shown. What the judge
 * drops leaves no trace; what a stranger writes goes to the box of requests (messaging-request.c)
 * and nowhere else; what one's own server writes makes a chat of its own (R01). Nothing is answered
 * here but a receipt, through the gate. */

#include "messaging/messaging-private.h"

#include "messaging/messaging-catchup.h"
#include "messaging/messaging-change.h"
#include "messaging/messaging-displayed.h"
#include "messaging/messaging-open.h"
#include "messaging/messaging-receipts.h"
#include "messaging/messaging-retract.h"
#include "messaging/messaging-timer.h"
#include "messaging/messaging-typing.h"
#include "messaging/messaging-warn.h"
#include "model/model-safety.h"
#include "store/store-archive.h"
#include "xep/xep-retract.h"

/* ---- facts ---- */

void
confab_messaging_receive_facts (
    ConfabMessaging *self, ConfabJid *peer, ConfabIncoming kind, ConfabReceiveFacts *facts) {
  const char *address = confab_base_jid_get_bare (peer);
  ConfabModelContact *contact = confab_model_account_find_contact (self->account, address);

  *facts = (ConfabReceiveFacts){
    .kind = kind,
    .is_blocked = confab_model_account_is_blocked (self->account, confab_base_jid_get_full (peer)),
    .is_own_server = confab_messaging_is_server (self, address),
    .is_server = confab_base_jid_get_local (peer) == NULL,
    .is_own_account = g_str_equal (confab_model_account_get_address (self->account), address),
    .requests_allowed = confab_model_safety_get (confab_model_account_get_safety (self->account),
                            CONFAB_CHOICE_WRITE) >= CONFAB_WRITE_NOTES,
    .request_exists = confab_model_account_find_request (self->account, address) != NULL ||
                      g_hash_table_contains (self->asking, address),
    .budget_left = confab_messaging_has_budget (self, address),
  };
  if (contact == NULL)
    return;
  facts->grade = confab_model_contact_get_grade (contact);
  facts->is_lookalike =
      confab_model_chat_get_looks_like (confab_model_contact_get_chat (contact)) != NULL;
  facts->is_asked_by_us = confab_model_contact_get_relation (contact) == CONFAB_RELATION_WAITING;
}

/* ---- a message to show ---- */

typedef struct {
  ConfabStoreMessage *message;
  char *keys[CONFAB_MESSAGING_KEYS]; /* what it is recognised by; NULL: none */
  char *place; /* in the archive, if everything before it is here; else NULL */
  gint64 now_us;
  ConfabMessagingOpening *opening; /* NULL: it is not sealed */
  ConfabMessagingWho who;
  ConfabGrade grade; /* of the sender */
  gint64 line_id;    /* for a line before the row (messaging-timer.h) */
  ConfabMessagingTimerNews timer;
  char *retracts;               /* in the clear: what it takes back; NULL: nothing */
  gboolean retracts_for_others; /* its text says only that */
  ConfabMessagingRetractNews retract;
  char *replaces; /* in the clear: what its text replaces; NULL: nothing */
  ConfabMessagingChangeNews change;
  gboolean is_first; /* words of one's own server, which is on no list */
  gboolean is_new;
  gboolean is_shown; /* and there is something to show */
  gboolean is_unfolding;
  gboolean is_with_buddy;
  gboolean may_be_plain; /* in that chat */
  gboolean is_put_away;  /* theirs, and that chat is closed: it goes when nobody can undo that */
  int *has_met_double;   /* for the archive, in the vault's thread; NULL: it is live */
  gint64 late_id, late_line_id; /* instead, once a double was met */
  gboolean may_mark;            /* who sent it is told when it is read, if it asks */
  gboolean is_wished;           /* it asks, outside of what is sealed */
} ReceiveJob;

static void
receive_job_free (gpointer data) {
  ReceiveJob *job = data;

  confab_store_message_free (job->message);
  for (guint i = 0; i < CONFAB_MESSAGING_KEYS; i++)
    g_free (job->keys[i]);
  g_free (job->place);
  g_clear_pointer (&job->opening, confab_messaging_opening_free);
  confab_messaging_who_clear (&job->who);
  confab_messaging_timer_news_clear (&job->timer);
  confab_messaging_retract_news_clear (&job->retract);
  confab_messaging_change_news_clear (&job->change);
  g_free (job->retracts);
  g_free (job->replaces);
  g_clear_pointer (&job->has_met_double, g_atomic_rc_box_release);
  g_free (job);
}

/* What in a text tricksters ask for (R07): it is shown all the same, with a bar that says so. */
static gboolean
warn (ReceiveJob *job, ConfabStoreDb *db, GError **error) {
  ConfabOmemoScope scope = confab_messaging_who_scope (&job->who, db);

  if (!job->is_shown || job->message->is_own || job->message->kind != CONFAB_STORE_KIND_TEXT)
    return TRUE;
  return confab_messaging_warn (
      &scope, job->grade, job->opening != NULL ? &job->opening->opened : NULL, job->message, error);
}

/* Of nobody but buddies, and of one's own devices in a chat with one. */
static gboolean
hear_timer (ReceiveJob *job, ConfabStoreDb *db, GError **error) {
  if (!job->is_with_buddy || g_str_equal (job->message->peer, job->who.own))
    return TRUE;
  return confab_messaging_timer_hear (db, job->message,
      job->opening != NULL ? &job->opening->opened : NULL, job->line_id, job->now_us, &job->timer,
      error);
}

/* What is only for programs that cannot take back is no row, where it was believed; nor is what has
 * no text. */
static gboolean
hear_retraction (ReceiveJob *job, ConfabStoreDb *db, GError **error) {
  const ConfabOmemoOpened *opened = job->opening != NULL ? &job->opening->opened : NULL;
  ConfabMessagingRetraction word = { opened, job->retracts, job->may_be_plain, job->line_id,
    job->now_us };
  gboolean is_for_others;

  if (!job->is_with_buddy || g_str_equal (job->message->peer, job->who.own))
    return TRUE;
  if (!confab_messaging_retract_hear (db, job->message, &word, &job->retract, error))
    return FALSE;
  is_for_others = opened != NULL ? opened->content != NULL &&
                                       confab_xep_retract_is_text_for_others (opened->content)
                                 : job->retracts_for_others;
  if (job->retract.is_heard && is_for_others)
    job->is_shown = FALSE;
  if (opened == NULL && *job->message->text == '\0')
    job->is_shown = FALSE;
  return !job->is_shown || confab_messaging_retract_catch (db, job->message, job->now_us, error);
}

/* What was sealed with version 2 asks inside, and is confirmed under seal; what stands beside it
 * asks nothing. v0.3 can only ask outside. */
static gboolean
is_asked_inside (const ConfabMessagingOpening *opening) {
  if (opening->opened.version != CONFAB_OMEMO_NONE)
    return opening->opened.version == CONFAB_OMEMO_TWO;
  for (guint i = 0; opening->sealed != NULL && i < opening->sealed->len; i++) {
    const ConfabXepOmemoSealed *sealed = g_ptr_array_index (opening->sealed, i);

    if (sealed->version == CONFAB_OMEMO_TWO)
      return TRUE;
  }
  return FALSE;
}

static void
note_wish (ReceiveJob *job) {
  ConfabMessagingWish wish = { .is_outside = job->is_wished,
    .is_inside = job->opening != NULL && is_asked_inside (job->opening) };

  if (job->may_mark)
    confab_messaging_displayed_note (
        job->message, job->opening != NULL ? &job->opening->opened : NULL, wish);
}

/* A change is judged with what its text asks for, and with who is to be told that it was read. */
static gboolean
hear_change (ReceiveJob *job, ConfabStoreDb *db, GError **error) {
  ConfabMessagingChange word = { job->opening != NULL ? &job->opening->opened : NULL, job->replaces,
    job->may_be_plain, job->now_us };

  if (!job->is_shown || !job->is_with_buddy || g_str_equal (job->message->peer, job->who.own))
    return TRUE;
  /* In what is about to go it would go unseen. */
  if (!job->is_put_away && confab_messaging_change_is_said (&word)) {
    note_wish (job);
    if (!warn (job, db, error) ||
        !confab_messaging_change_hear (db, job->message, &word, &job->change, error))
      return FALSE;
  }
  if (!job->change.is_no_row &&
      !confab_messaging_change_catch (db, job->message, job->now_us, &job->change.is_no_row, error))
    return FALSE;
  job->is_shown = !job->change.is_no_row;
  return TRUE;
}

/* All keys are marked, also after the first that was known: a copy that came by another road has
 * only one of them. */
gboolean
confab_messaging_see (ConfabStoreDb *db, gint64 account, char *const *keys, gint64 now_us,
    gboolean *is_new, GError **error) {
  *is_new = TRUE;
  for (guint i = 0; i < CONFAB_MESSAGING_KEYS; i++) {
    gboolean is_key_new = TRUE;

    if (keys[i] != NULL &&
        !confab_store_seen_check (db, account, keys[i], now_us, &is_key_new, error))
      return FALSE;
    *is_new = *is_new && is_key_new;
  }
  return TRUE;
}

static gboolean
recognise (ReceiveJob *job, ConfabStoreDb *db, GError **error) {
  const ConfabStoreMessage *row = job->message;
  g_autoptr (GError) inner = NULL;

  if (row->is_own && row->wire_id != NULL &&
      confab_store_messages_find_wire (db, row->account, row->peer, row->wire_id, &inner) != 0)
    return TRUE;
  if (inner == NULL)
    return confab_messaging_see (db, row->account, job->keys, job->now_us, &job->is_new, error);
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

/* From the first double of theirs on, what is of the archive stands after what came live. */
static void
place_archived (ReceiveJob *job) {
  if (job->has_met_double != NULL && !job->is_new && !job->message->is_own)
    g_atomic_int_set (job->has_met_double, TRUE);
  if (job->has_met_double != NULL && g_atomic_int_get (job->has_met_double)) {
    job->message->id = job->late_id;
    job->line_id = job->late_line_id;
  }
}

static gboolean
run_receive (ConfabStoreDb *db, gpointer data, GError **error) {
  ReceiveJob *job = data;
  const ConfabStoreMessage *row = job->message;

  if (!recognise (job, db, error))
    return FALSE;
  place_archived (job);
  if (!job->is_new)
    return TRUE;
  job->is_shown = TRUE;
  if (job->opening != NULL &&
      !confab_messaging_opening_run (job->opening, db, job->message, &job->is_shown, error))
    return FALSE;
  if (!hear_timer (job, db, error) || !hear_change (job, db, error) ||
      !hear_retraction (job, db, error))
    return FALSE;
  if (job->is_shown && !job->is_unfolding && !confab_messaging_fold (db, job->message, error))
    return FALSE;
  note_wish (job);
  return warn (job, db, error) &&
         (job->place == NULL || confab_store_archive_set (db, row->account, job->place, error)) &&
         (!job->is_shown || !job->is_first ||
             confab_messaging_server_put (db, row->account, row->peer, error)) &&
         (!job->is_shown || confab_store_messages_add (db, job->message, error));
}

/* With whom it was. */
static ConfabJid *
get_peer (const ConfabXepMessage *message) {
  return message->is_own ? message->to : message->from;
}

typedef struct {
  ConfabMessaging *self;
  ConfabJid *from;
  char *id;               /* for a receipt; nullable */
  gboolean wants_receipt; /* outside of what is sealed, or nothing is */
  gboolean is_live;       /* came from its sender just now */
} Received;

static void
received_free (gpointer data) {
  Received *received = data;

  g_object_unref (received->self);
  confab_base_jid_unref (received->from);
  g_free (received->id);
  g_free (received);
}

static void
show_received (ConfabMessaging *self, const ConfabStoreMessage *row) {
  ConfabModelContact *contact = confab_model_account_find_contact (self->account, row->peer);
  g_autoptr (ConfabModelMessage) message = NULL;
  ConfabModelChat *chat;

  if (contact == NULL)
    return;
  message = confab_messaging_model_from_theirs (row, confab_messaging_may_be_plain (contact));
  chat = confab_model_contact_get_chat (contact);
  if (row->is_folded)
    confab_messaging_show_fold (contact, row);
  else if (g_hash_table_contains (self->chats, chat))
    confab_model_timeline_append (confab_model_chat_get_timeline (chat), message);
  confab_model_contact_set_last_us (
      contact, MAX (row->time_us, confab_model_contact_get_last_us (contact)));
  if (row->is_own)
    return;
  confab_model_contact_set_unread (contact, confab_model_contact_get_unread (contact) + 1);
  if (row->kind != CONFAB_STORE_KIND_TEXT && row->kind != CONFAB_STORE_KIND_FILE)
    return;
  if (row->is_folded)
    g_signal_emit_by_name (self, "message-folded", contact);
  else
    g_signal_emit_by_name (self, "message-received", contact, message);
}

/* Also a double is confirmed: then it was the receipt that was lost; but not if only what is inside
 * could say that one is wanted, and it is not opened again. What could not be opened did not
 * arrive, and what has no text is confirmed to nobody. */
static gboolean
may_confirm (const Received *received, const ReceiveJob *job) {
  if (!received->is_live || job->message->kind == CONFAB_STORE_KIND_UNOPENED)
    return FALSE;
  if (job->opening == NULL)
    return received->wants_receipt;
  if (job->is_new && !job->is_shown && !job->change.is_no_row)
    return FALSE;
  return is_asked_inside (job->opening) ? job->opening->opened.wants_receipt
                                        : received->wants_receipt;
}

static DexFuture *
on_received (DexFuture *future, gpointer data) {
  Received *received = data;
  ConfabMessaging *self = received->self;
  ReceiveJob *job = confab_store_job_data (future);

  if (self->is_stopped)
    return NULL;
  if (job->is_shown && job->is_first)
    confab_messaging_server_show (self, job->message->peer);
  confab_messaging_timer_show (self, job->message->peer, &job->timer);
  confab_messaging_retract_show (self, job->message->peer, &job->retract);
  confab_messaging_change_show (self, job->message->peer, &job->change);
  if (job->is_shown && job->message->is_own && job->message->timer > 0)
    confab_messaging_timer_begin (self);
  if (job->is_shown)
    show_received (self, job->message);
  if (job->is_new && job->opening != NULL)
    confab_messaging_opening_done (self, job->opening);
  if (received->id != NULL && may_confirm (received, job))
    confab_messaging_confirm (
        self, received->from, received->id, job->opening != NULL && is_asked_inside (job->opening));
  return NULL;
}

/* In their order: of a line before the row, and of the row. */
static void
set_ids (ReceiveJob *job, ConfabMessaging *self, const ConfabXepMessage *message) {
  gboolean has_line = message->is_sealed || message->retracts != NULL;
  gint64 (*next_id) (ConfabMessaging *) =
      message->is_archived ? confab_messaging_catchup_next_id : confab_messaging_next_id;

  job->line_id = has_line ? next_id (self) : 0;
  job->message->id = next_id (self);
  if (!message->is_archived)
    return;
  job->late_line_id = has_line ? confab_messaging_next_id (self) : 0;
  job->late_id = confab_messaging_next_id (self);
  job->has_met_double = confab_messaging_catchup_ref_met_double (self);
}

static DexFuture *
keep (ConfabMessaging *self, const ConfabXepMessage *message) {
  gint64 now = confab_base_clock_wall_us (self->clock);
  ReceiveJob *job = g_new0 (ReceiveJob, 1);
  Received *received = g_new0 (Received, 1);
  ConfabModelContact *contact =
      confab_model_account_find_contact (self->account, confab_base_jid_get_bare (message->from));
  ConfabModelContact *buddy = confab_model_account_find_contact (
      self->account, confab_base_jid_get_bare (get_peer (message)));

  job->message = g_new0 (ConfabStoreMessage, 1);
  set_ids (job, self, message);
  job->message->account = confab_model_account_get_id (self->account);
  job->message->peer = g_strdup (confab_base_jid_get_bare (get_peer (message)));
  job->message->is_own = message->is_own;
  job->message->is_unread = !message->is_own;
  job->message->state = message->is_own ? CONFAB_STORE_STATE_SENT : CONFAB_STORE_STATE_RECEIVED;
  job->message->wire_id = g_strdup (message->id);
  job->retracts = g_strdup (message->retracts);
  job->replaces = g_strdup (message->replaces);
  job->retracts_for_others = message->retracts_for_others;
  job->message->time_us = message->time_us > 0 && message->time_us < now ? message->time_us : now;
  job->message->text = g_strdup (message->body != NULL ? message->body : "");
  confab_messaging_who_init (&job->who, self);
  job->grade = contact != NULL ? confab_model_contact_get_grade (contact) : CONFAB_GRADE_STRANGER;
  job->is_with_buddy = buddy != NULL;
  job->may_be_plain = buddy != NULL && confab_messaging_may_be_plain (buddy);
  job->is_put_away = buddy != NULL && !message->is_own &&
                     confab_model_chat_is_closed_with_undo (confab_model_contact_get_chat (buddy));
  job->may_mark = contact != NULL && !message->is_own && message->id != NULL &&
                  (confab_model_contact_get_tells (contact) & CONFAB_TELLS_READ) != 0;
  job->is_wished = message->wants_displayed;
  job->is_first = contact == NULL && confab_messaging_is_server (self, job->message->peer);
  job->opening = confab_messaging_opening_new (self, message);
  job->now_us = now;
  job->is_unfolding = self->is_unfolding;
  confab_messaging_name (message, job->keys);
  if (confab_messaging_is_server (self, job->message->peer))
    confab_messaging_name_server (message, job->keys);
  if (!confab_messaging_is_catching_up (self) && !message->is_archived)
    job->place = g_strdup (message->stanza_id);
  /* Now, and not when it is on the disk: what comes next may be of the next message. */
  if (!message->is_own && !message->is_archived && !message->is_passing)
    confab_messaging_writing_over (self, job->message->peer);
  received->self = g_object_ref (self);
  received->from = confab_base_jid_ref (message->from);
  received->id = g_strdup (message->id);
  received->wants_receipt = message->wants_receipt;
  received->is_live = !message->is_copy;
  return dex_future_then (
      confab_store_vault_write (self->vault, run_receive, job, receive_job_free), on_received,
      received, received_free);
}

/* ---- what it is ---- */

static gboolean
is_own_account (ConfabMessaging *self, ConfabJid *jid) {
  return g_str_equal (
      confab_model_account_get_address (self->account), confab_base_jid_get_bare (jid));
}

/* What of another device of ours, or of the archive, is not ours to take: what it was told of its
 * messages, what it wrote to nobody we know, errors of long ago, and what may have been here and
 * forgotten since. What it sealed for the account itself are words of trust. */
static gboolean
is_passed_over (ConfabMessaging *self, const ConfabXepMessage *message) {
  if (message->is_archived && message->is_error)
    return TRUE;
  if (!message->is_own)
    return FALSE;
  if (message->is_sealed && message->to != NULL && is_own_account (self, message->to))
    return FALSE;
  return message->is_error || message->receipt_for != NULL || confab_messaging_is_note (message) ||
         message->to == NULL ||
         confab_model_account_find_contact (
             self->account, confab_base_jid_get_bare (message->to)) == NULL ||
         (message->is_archived &&
             !confab_messaging_catchup_is_double_possible (self, message->time_us));
}

/* Whoever has no chat here has nothing to take back. */
static gboolean
is_empty_of_stranger (ConfabMessaging *self, const ConfabXepMessage *message) {
  return message->retracts != NULL && message->body == NULL &&
         confab_model_account_find_contact (
             self->account, confab_base_jid_get_bare (get_peer (message))) == NULL;
}

DexFuture *
confab_messaging_receive (ConfabMessaging *self, const ConfabXepMessage *message) {
  ConfabReceiveFacts facts;
  ConfabReason why = CONFAB_REASON_NONE;
  ConfabIncoming kind = CONFAB_INCOMING_OTHER;

  if (self->is_stopped || is_passed_over (self, message) || is_empty_of_stranger (self, message))
    return NULL;
  if (message->is_error)
    kind = CONFAB_INCOMING_ERROR;
  else if (message->receipt_for != NULL)
    kind = CONFAB_INCOMING_RECEIPT;
  else if (message->body != NULL || message->is_sealed || message->retracts != NULL)
    kind = CONFAB_INCOMING_TEXT;
  else if (confab_messaging_is_note (message))
    kind = message->displayed != NULL ? CONFAB_INCOMING_RECEIPT : CONFAB_INCOMING_CHAT_STATE;
  confab_messaging_receive_facts (self, get_peer (message), kind, &facts);
  facts.is_sealed = message->is_sealed;

  switch (confab_safety_judge_receive (&facts, &why)) {
  case CONFAB_RECEIVE_DROP:
    if (facts.grade == CONFAB_GRADE_STRANGER && !facts.is_own_account && !facts.is_own_server)
      confab_model_safety_note_refused (confab_model_account_get_safety (self->account));
    return NULL;
  case CONFAB_RECEIVE_REQUEST:
    return message->is_own
               ? NULL
               : confab_messaging_ask (self, &facts, message->from, message->body, message);
  case CONFAB_RECEIVE_SHOW_WARNED:
  case CONFAB_RECEIVE_SHOW:
    break;
  }
  if (kind == CONFAB_INCOMING_ERROR)
    return message->id != NULL ? confab_messaging_take_fate (
                                     self, message->from, message->id, message->error_condition)
                               : NULL;
  if (confab_messaging_is_note (message))
    return confab_messaging_take_note (self, message);
  if (kind == CONFAB_INCOMING_RECEIPT)
    return confab_messaging_take_fate (self, message->from, message->receipt_for, NULL);
  /* There is no chat with oneself; what is sealed may be keys. */
  if (kind == CONFAB_INCOMING_TEXT &&
      (message->is_sealed || !is_own_account (self, get_peer (message))))
    return keep (self, message);
  return NULL;
}
