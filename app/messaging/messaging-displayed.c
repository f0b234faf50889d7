/* That messages were read (XEP-0333), either way. Theirs is told only to whom the user chose to
 * tell, only of messages that came after that and asked for it, once, and only while they are seen
 * to be here: nobody keeps the word. What others say is believed of one's own messages to them, and
 * of sealed ones as receipts are. Refuses to say anything while the screen is locked. */

#include "messaging/messaging-displayed.h"

#include "messaging/messaging-keys-private.h"
#include "store/store-marks.h"
#include "xep/xep-displayed.h"
#include "xep/xep-message.h"
#include "xep/xep-sce.h"

#define MAX_MARKS 600 /* an hour, to one person */

/* ---- theirs ---- */

typedef struct {
  ConfabMessagingWho who;
  char *peer;
  char *wire_id;
  GArray *ids; /* gint64: own messages that are read now */
} MarkJob;

static void
mark_job_free (gpointer data) {
  MarkJob *job = data;

  confab_messaging_who_clear (&job->who);
  g_free (job->peer);
  g_free (job->wire_id);
  g_array_unref (job->ids);
  g_free (job);
}

static gboolean
mark (const ConfabOmemoScope *scope, const char *peer, const char *wire_id, gboolean with_sealed,
    GArray *ids, GError **error) {
  g_autoptr (GError) inner = NULL;
  gint64 id = confab_store_messages_find_now (scope->db, scope->account, peer, wire_id, &inner);

  if (inner == NULL)
    return id == 0 || confab_store_marks_read (scope->db, id, with_sealed, ids, error);
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

/* In the clear any server on the way can write it. */
static gboolean
run_mark (ConfabStoreDb *db, gpointer data, GError **error) {
  MarkJob *job = data;
  ConfabOmemoScope scope = confab_messaging_who_scope (&job->who, db);
  gboolean may;

  return confab_omemo_receipts_may_be_plain (&scope, job->peer, &may, error) &&
         mark (&scope, job->peer, job->wire_id, may, job->ids, error);
}

static DexFuture *
on_marked (DexFuture *future, gpointer data) {
  MarkJob *job = confab_store_job_data (future);

  confab_messaging_displayed_show (data, job->ids);
  return NULL;
}

DexFuture *
confab_messaging_take_displayed (ConfabMessaging *self, ConfabJid *from, const char *wire_id) {
  MarkJob *job = g_new0 (MarkJob, 1);

  confab_messaging_who_init (&job->who, self);
  job->peer = g_strdup (confab_base_jid_get_bare (from));
  job->wire_id = g_strdup (wire_id);
  job->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  return dex_future_then (confab_store_vault_write (self->vault, run_mark, job, mark_job_free),
      on_marked, g_object_ref (self), g_object_unref);
}

gboolean
confab_messaging_displayed_run (const ConfabOmemoScope *scope, const char *address,
    const ConfabOmemoOpened *opened, GArray *ids, GError **error) {
  const char *wire_id = opened->content != NULL && opened->outcome == CONFAB_OMEMO_OPENED_EMPTY &&
                                opened->verdict >= CONFAB_DEVICE_TRUSTED
                            ? confab_xep_displayed_read (opened->content)
                            : NULL;

  return wire_id == NULL || mark (scope, address, wire_id, TRUE, ids, error);
}

void
confab_messaging_displayed_show (ConfabMessaging *self, GArray *ids) {
  for (guint i = 0; !self->is_stopped && i < ids->len; i++)
    confab_messaging_show_state (
        self, g_array_index (ids, gint64, i), CONFAB_MESSAGE_READ, CONFAB_REASON_NONE);
}

/* ---- ours ---- */

/* As with receipts: of what can say inside whether it asks, only that counts. */
void
confab_messaging_displayed_note (
    ConfabStoreMessage *row, const ConfabOmemoOpened *opened, ConfabMessagingWish wish) {
  gboolean is_wished = wish.is_outside;

  if (wish.is_inside)
    is_wished = opened->content != NULL && confab_xep_displayed_is_wished (opened->content);
  if (is_wished && (row->kind == CONFAB_STORE_KIND_TEXT || row->kind == CONFAB_STORE_KIND_FILE))
    row->mark = wish.is_inside ? CONFAB_STORE_MARK_WISHED_SEALED : CONFAB_STORE_MARK_WISHED;
}

typedef struct {
  ConfabMessagingWho who;
  char *to;
  char *id;                 /* found; NULL: there is nothing to tell */
  gboolean is_plain;        /* in the clear: servers may read the chat, or theirs know v0.3 alone */
  ConfabEnvelope *envelope; /* NULL: it goes in the clear, or nobody there could read it */
} TellJob;

static void
tell_job_free (gpointer data) {
  TellJob *job = data;

  confab_messaging_who_clear (&job->who);
  g_free (job->to);
  g_free (job->id);
  g_clear_pointer (&job->envelope, confab_base_envelope_unref);
  g_free (job);
}

/* What came in the clear between two who seal may be anybody's; it is answered under seal too. */
static gboolean
run_tell (ConfabStoreDb *db, gpointer data, GError **error) {
  TellJob *job = data;
  ConfabOmemoScope scope = confab_messaging_who_scope (&job->who, db);
  gboolean is_sealed = FALSE;
  g_autoptr (ConfabStanza) content = NULL;
  g_autoptr (GError) inner = NULL;

  if (!confab_store_marks_take (db, job->who.account, job->to, &job->id, &is_sealed, error))
    return FALSE;
  if (job->id == NULL)
    return TRUE;
  if (is_sealed)
    job->is_plain = FALSE;
  else if (!job->is_plain &&
           !confab_omemo_receipts_may_be_plain (&scope, job->to, &job->is_plain, error))
    return FALSE;
  if (job->is_plain)
    return TRUE;
  content = confab_xep_sce_empty_new ();
  confab_xmpp_stanza_take_child (content, confab_xep_displayed_new (job->id));
  job->envelope = confab_omemo_seal_word (&scope, job->to, content, &inner);
  if (job->envelope != NULL || inner->domain != CONFAB_STORE_ERROR)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

static DexFuture *
on_told (DexFuture *future, gpointer data) {
  ConfabMessaging *self = data;
  TellJob *job = confab_store_job_data (future);
  g_autoptr (ConfabJid) to = confab_base_jid_new (job->to, NULL);

  if (job->id == NULL || !confab_messaging_may_tell (self, job->to, CONFAB_CLASS_READ))
    return NULL;
  if (job->envelope != NULL)
    confab_xep_out_send_sealed (self->out, job->envelope, CONFAB_CLASS_READ);
  else if (job->is_plain)
    confab_xep_message_send_displayed (self->out, to, job->id);
  return NULL;
}

void
confab_messaging_tell_read (ConfabMessaging *self, ConfabModelContact *contact) {
  const char *address = confab_model_contact_get_address (contact);
  TellJob *job;

  /* Asked here too, so that no ratchet moves for what does not leave. */
  if ((confab_model_contact_get_tells (contact) & CONFAB_TELLS_READ) == 0 ||
      confab_model_contact_get_presence (contact) == CONFAB_PRESENCE_OFFLINE ||
      !confab_messaging_may_tell (self, address, CONFAB_CLASS_READ) ||
      !confab_messaging_budget_take (
          self, &confab_messaging_keys_of (self, address)->marks, MAX_MARKS))
    return;
  job = g_new0 (TellJob, 1);
  confab_messaging_who_init (&job->who, self);
  job->to = g_strdup (address);
  job->is_plain = confab_messaging_may_be_plain (contact);
  dex_future_disown (
      dex_future_then (confab_store_vault_write (self->vault, run_tell, job, tell_job_free),
          on_told, g_object_ref (self), g_object_unref));
}

void
confab_messaging_tell_all_read (ConfabMessaging *self) {
  GListModel *contacts = confab_model_account_get_contacts (self->account);
  guint n = g_list_model_get_n_items (contacts);

  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelContact) contact = g_list_model_get_item (contacts, i);

    confab_messaging_tell_read (self, contact);
  }
}

/* ---- the choice ---- */

typedef struct {
  gint64 account;
  char *address;
  guint tells;
} ChooseJob;

static void
choose_job_free (gpointer data) {
  ChooseJob *job = data;

  g_free (job->address);
  g_free (job);
}

static gboolean
run_choose (ConfabStoreDb *db, gpointer data, GError **error) {
  ChooseJob *job = data;

  return confab_store_marks_set_tells (db, job->account, job->address, job->tells, error);
}

DexFuture *
confab_messaging_set_tells (
    ConfabMessaging *self, ConfabModelContact *contact, ConfabModelTells tells) {
  ChooseJob *job;

  if (self->is_stopped)
    return confab_messaging_stopped ();
  job = g_new0 (ChooseJob, 1);
  job->account = confab_model_account_get_id (self->account);
  job->address = g_strdup (confab_model_contact_get_address (contact));
  job->tells = tells;
  confab_model_contact_set_tells (contact, tells);
  return confab_store_vault_write (self->vault, run_choose, job, choose_job_free);
}
