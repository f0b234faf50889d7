/* The judge's second time, in the transaction that makes the envelope: rows of the outbox become
 * bytes that may leave, wait for keys, or fail with the reason. What the vault knows of keys at
 * this moment counts, not what the screen knew. There is no branch that ends in plain text by
 * itself. */

#include "messaging/messaging-seal.h"

#include "messaging/messaging-files-private.h"
#include "messaging/messaging-plain.h"
#include "messaging/messaging-private.h"
#include "messaging/messaging-timer.h"
#include "xep/xep-correct.h"
#include "xep/xep-displayed.h"
#include "xep/xep-ephemeral.h"
#include "xep/xep-message.h"
#include "xep/xep-retract.h"

#define LINE_TEXT "-" /* stands for a text where there is none, and leaves never */
#define WALK_ROWS 20  /* rows that are sealed and handed over in one job */

typedef struct {
  ConfabSendFacts facts; /* as the main thread knows them; what is about keys is read anew */
  gboolean is_ready;     /* their keys were asked for in this session */
  gboolean is_held;      /* an earlier message of theirs waits */
  ConfabModelTells tells;
} Person;

void
confab_messaging_seal_job_free (gpointer data) {
  ConfabMessagingSealJob *job = data;

  confab_messaging_who_clear (&job->who);
  g_hash_table_unref (job->people);
  g_hash_table_unref (job->handed);
  g_hash_table_unref (job->held);
  g_hash_table_unref (job->taking);
  g_ptr_array_unref (job->envelopes);
  g_array_unref (job->tokens);
  g_array_unref (job->failed);
  g_ptr_array_unref (job->unheard);
  g_free (job);
}

/* The row's envelope for a verdict that was given; NULL: there can be none. What was kept of an
 * earlier attempt is sent again as it is, but for one case: what went in plain text, or was about
 * to, is sealed if it can be now. */
static ConfabEnvelope *
make_envelope (const ConfabOmemoScope *scope, ConfabSendVerdict verdict, const ConfabDraft *draft,
    const ConfabStoreOutboxRow *row, const ConfabOmemoBeside *beside, GError **error) {
  switch (verdict) {
  case CONFAB_SEND_SEAL:
    if (row->envelope != NULL && row->is_sealed)
      return confab_omemo_seal_again (verdict, draft, row->envelope);
    return confab_omemo_seal (scope, verdict, draft, beside, error);
  case CONFAB_SEND_PLAIN_PERMITTED:
    /* A timer in the clear is nobody's to believe. */
    if (beside->is_alone && row->retracts == NULL)
      break;
    if (row->envelope != NULL && !row->is_sealed)
      return confab_messaging_plain_again (verdict, draft, row->envelope);
    if (row->retracts != NULL)
      return confab_messaging_plain_retract (verdict, draft, row->retracts);
    if (row->replaces != NULL)
      return confab_messaging_plain_correct (verdict, draft, beside->outside, row->replaces);
    return confab_messaging_plain_new (verdict, draft, beside->outside);
  case CONFAB_SEND_REFUSE:
  case CONFAB_SEND_KEEP_HERE:
  case CONFAB_SEND_HOLD_FOR_KEYS:
  case CONFAB_SEND_ASK:
    break;
  }
  return NULL;
}

/* The judge, with what the vault knows now. What the user was told that only two can read, or what
 * was sealed once, is never permitted to go in plain text, whatever was chosen since. FALSE with
 * `error` if the vault failed. */
static gboolean
judge_row (const ConfabOmemoScope *scope, const Person *person, const ConfabStoreOutboxRow *row,
    ConfabSendVerdict *verdict, ConfabReason *why, GError **error) {
  ConfabSendFacts facts = { 0 };

  if (person != NULL)
    facts = person->facts;
  facts.has_keys = facts.had_keys = facts.keys_changed = FALSE;
  facts.can_seal = facts.keys_pending = FALSE;
  if (!confab_omemo_devices_facts (scope, row->peer, &facts, error))
    return FALSE;
  facts.is_ask_note = row->kind == CONFAB_STORE_KIND_ASK;
  facts.text_bytes = strlen (row->kind == CONFAB_STORE_KIND_LINE ? LINE_TEXT : row->text);
  *verdict = confab_safety_judge_send (&facts, why);
  if (*verdict == CONFAB_SEND_PLAIN_PERMITTED && (row->is_promised || row->is_sealed)) {
    *verdict = CONFAB_SEND_REFUSE;
    *why = facts.had_keys ? CONFAB_REASON_KEYS_GONE : CONFAB_REASON_NO_KEYS;
  }
  return TRUE;
}

static void
hold (ConfabMessagingSealJob *job, Person *person, const ConfabStoreOutboxRow *row) {
  person->is_held = TRUE;
  if (!g_hash_table_contains (job->held, row->peer))
    g_hash_table_insert (
        job->held, g_strdup (row->peer), g_memdup2 (&row->message, sizeof row->message));
}

/* What stands beside what a row says; owned here. */
static void
beside_clear (ConfabOmemoBeside *beside) {
  for (guint i = 0; i < G_N_ELEMENTS (beside->parts); i++)
    g_clear_pointer (&beside->parts[i], confab_xmpp_stanza_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ConfabOmemoBeside, beside_clear)

/* Under seal everybody is asked to say when it was read: it costs nothing, and they choose. In the
 * clear, where each answer tells the servers too, only who is told the same; and that nobody is
 * writing any more is said to those who are told of writing. */
static void
say_of_reading (const Person *person, ConfabOmemoBeside *beside) {
  ConfabModelTells tells = person != NULL ? person->tells : CONFAB_TELLS_NOTHING;

  beside->parts[3] = confab_xep_displayed_wish_new ();
  if (tells & CONFAB_TELLS_READ)
    beside->outside |= CONFAB_XEP_BESIDE_WISH;
  if (tells & CONFAB_TELLS_TYPING) {
    beside->parts[4] = confab_xep_chat_state_new (CONFAB_XEP_CHAT_STATE_ACTIVE);
    beside->outside |= CONFAB_XEP_BESIDE_ACTIVE;
  }
}

/* A line takes a message back, or tells of the timer alone, and of its end in both ways; a text has
 * its own with it. */
static void
say_beside (const ConfabStoreOutboxRow *row, ConfabOmemoBeside *beside) {
  beside->is_alone = row->kind == CONFAB_STORE_KIND_LINE;
  if (row->retracts != NULL) {
    beside->parts[0] = confab_xep_retract_new (row->retracts);
    return;
  }
  /* Under seal, and outside for those who read v0.3 and look for it there. */
  if (row->replaces != NULL) {
    beside->parts[0] = confab_xep_correct_new (row->replaces);
    beside->replaces = row->replaces;
  }
  if (beside->is_alone || row->timer > 0)
    beside->parts[2] = confab_xep_ephemeral_new (row->timer);
  if (beside->is_alone && row->timer == 0)
    beside->parts[1] = confab_xep_ephemeral_out_new ();
}

/* What the row says. A file says nothing before it is with the server: `text` is NULL. */
static gboolean
say (ConfabStoreDb *db, const ConfabStoreOutboxRow *row, char **text, ConfabOmemoBeside *beside,
    GError **error) {
  say_beside (row, beside);
  if (row->kind == CONFAB_STORE_KIND_LINE) {
    *text = g_strdup (LINE_TEXT);
    return TRUE;
  }
  if (row->kind != CONFAB_STORE_KIND_FILE) {
    *text = g_strdup (row->text);
    return TRUE;
  }
  if (!confab_messaging_files_say (db, row->message, text, &beside->parts[0], error))
    return FALSE;
  if (*text != NULL)
    beside->parts[1] = confab_xep_file_fallback_new ();
  return TRUE;
}

static gboolean
fail_row (ConfabStoreDb *db, ConfabMessagingSealJob *job, const ConfabStoreOutboxRow *row,
    const ConfabMessagingFailed *failed, GError **error) {
  g_array_append_vals (job->failed, failed, 1);
  if (row->kind == CONFAB_STORE_KIND_LINE && row->retracts == NULL) {
    g_ptr_array_add (job->unheard, g_strdup (row->peer));
    if (!confab_messaging_timer_unheard (db, row->account, row->peer, error))
      return FALSE;
  }
  return confab_store_outbox_fail (db, row->message, failed->why, error);
}

static gboolean
seal_row (ConfabStoreDb *db, ConfabMessagingSealJob *job, const ConfabStoreOutboxRow *row,
    GError **error) {
  ConfabOmemoScope scope = confab_messaging_who_scope (&job->who, db);
  Person *person = g_hash_table_lookup (job->people, row->peer);
  ConfabMessagingFailed failed = { row->message, CONFAB_REASON_NONE };
  ConfabSendVerdict verdict = CONFAB_SEND_REFUSE;
  g_autoptr (ConfabJid) to = confab_base_jid_new (row->peer, NULL);
  g_autoptr (ConfabDraft) draft = NULL;
  g_autoptr (ConfabEnvelope) envelope = NULL;
  g_autoptr (GError) inner = NULL;
  g_auto (ConfabOmemoBeside) beside = { 0 };
  g_autofree char *text = NULL;

  /* The walk comes again when its seconds are over. */
  if (row->is_waiting && row->retracts == NULL)
    return TRUE;
  if (!say (db, row, &text, &beside, error))
    return FALSE;
  if (row->kind == CONFAB_STORE_KIND_TEXT || row->kind == CONFAB_STORE_KIND_FILE)
    say_of_reading (person, &beside);
  /* It is passed over, and what was written later is not held up by it. */
  if (text == NULL)
    return TRUE;
  /* Also for plain text: it is only sent where it was looked whether keys are there. */
  if (person != NULL && (!person->is_ready || person->is_held)) {
    hold (job, person, row);
    return TRUE;
  }
  if (!judge_row (&scope, person, row, &verdict, &failed.why, error))
    return FALSE;
  draft = to != NULL ? confab_base_draft_new (to, row->wire_id, text) : NULL;
  if (draft != NULL)
    envelope = make_envelope (&scope, verdict, draft, row, &beside, &inner);
  if (inner != NULL && inner->domain == CONFAB_STORE_ERROR) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return FALSE;
  }
  if (envelope == NULL) {
    if (failed.why == CONFAB_REASON_NONE && inner != NULL)
      failed.why = CONFAB_REASON_NO_KEYS;
    return fail_row (db, job, row, &failed, error);
  }
  if (row->envelope == NULL ||
      row->is_sealed != (confab_base_envelope_get_kind (envelope) == CONFAB_ENVELOPE_SEALED)) {
    if (!confab_store_outbox_set_envelope (db, row->message,
            confab_base_envelope_get_bytes (envelope),
            confab_base_envelope_get_kind (envelope) == CONFAB_ENVELOPE_SEALED, error))
      return FALSE;
  }
  if (row->retracts != NULL)
    g_hash_table_add (job->taking, g_memdup2 (&row->message, sizeof row->message));
  g_array_append_val (job->tokens, row->message);
  g_ptr_array_add (job->envelopes, g_steal_pointer (&envelope));
  return TRUE;
}

gboolean
confab_messaging_seal_run (ConfabStoreDb *db, gpointer data, GError **error) {
  ConfabMessagingSealJob *job = data;
  g_autoptr (GPtrArray) rows =
      confab_store_outbox_list (db, job->who.account, job->after, WALK_ROWS, error);

  if (rows == NULL)
    return FALSE;
  job->is_end = rows->len < WALK_ROWS;
  for (guint i = 0; i < rows->len; i++) {
    const ConfabStoreOutboxRow *row = g_ptr_array_index (rows, i);

    job->last = row->message;
    /* What is on its way is not judged again: it left with the verdict of its time. Without an
     * envelope it is none: it arrived, and says something else since. */
    if (row->envelope != NULL && g_hash_table_contains (job->handed, &row->message))
      continue;
    if (!seal_row (db, job, row, error))
      return FALSE;
  }
  return TRUE;
}

/* What the stream was given and did not acknowledge, as it is now: the vault goes on with the job
 * while acknowledgements come in. */
static GHashTable *
copy_handed (ConfabMessaging *self) {
  GHashTable *copy = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->handed);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (copy, g_memdup2 (id, sizeof (gint64)));
  return copy;
}

ConfabMessagingSealJob *
confab_messaging_seal_job_new (ConfabMessaging *self) {
  ConfabMessagingSealJob *job = g_new0 (ConfabMessagingSealJob, 1);
  GListModel *contacts = confab_model_account_get_contacts (self->account);
  guint n = g_list_model_get_n_items (contacts);

  confab_messaging_who_init (&job->who, self);
  job->handed = copy_handed (self);
  job->after = job->last = self->cursor;
  job->envelopes = g_ptr_array_new_with_free_func ((GDestroyNotify)confab_base_envelope_unref);
  job->tokens = g_array_new (FALSE, FALSE, sizeof (gint64));
  job->failed = g_array_new (FALSE, FALSE, sizeof (ConfabMessagingFailed));
  job->unheard = g_ptr_array_new_with_free_func (g_free);
  job->held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  job->taking = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  job->people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelContact) contact = g_list_model_get_item (contacts, i);
    const char *address = confab_model_contact_get_address (contact);
    Person *person = g_new0 (Person, 1);

    confab_messaging_send_facts (self, contact, 0, &person->facts);
    person->is_ready = confab_messaging_keys_are_ready (self, address);
    person->tells = confab_model_contact_get_tells (contact);
    person->is_held = g_hash_table_contains (self->held, address);
    g_hash_table_replace (job->people, g_strdup (address), person);
  }
  return job;
}
