/* That somebody is writing (XEP-0085), either way. Ours is said only to whom the user chose to
 * tell, while they are seen to be here: once when writing begins, once when it rests, once when it
 * is given up; a message that goes says the rest. Theirs ends by itself. Refuses to say anything
 * while the screen is locked, and more often than a bounded number an hour. */

#include "messaging/messaging-typing.h"

#include <string.h>

#include "base/base-weak.h"
#include "messaging/messaging-displayed.h"
#include "messaging/messaging-keys-private.h"
#include "xep/xep-message.h"
#include "xep/xep-sce.h"

#define MAX_STATES 240                   /* an hour, to one person */
#define REST_US (8 * G_USEC_PER_SEC)     /* nothing was typed for that long: it rests */
#define GIVEN_UP_US (1 * G_USEC_PER_SEC) /* the entry is empty, and nothing was sent */
#define WRITING_US (60 * G_USEC_PER_SEC) /* theirs, without another word */

/* ---- ours: saying it ---- */

typedef struct {
  ConfabMessagingWho who;
  char *to;
  ConfabXepChatState state;
  gboolean is_plain; /* in the clear: servers may read this chat, or theirs know v0.3 alone */
  ConfabEnvelope *envelope; /* NULL: it is not sealed */
} SayJob;

static void
say_job_free (gpointer data) {
  SayJob *job = data;

  confab_messaging_who_clear (&job->who);
  g_free (job->to);
  g_clear_pointer (&job->envelope, confab_base_envelope_unref);
  g_free (job);
}

static gboolean
run_say (ConfabStoreDb *db, gpointer data, GError **error) {
  SayJob *job = data;
  ConfabOmemoScope scope = confab_messaging_who_scope (&job->who, db);
  g_autoptr (ConfabStanza) content = NULL;
  g_autoptr (GError) inner = NULL;

  if (job->is_plain)
    return TRUE;
  content = confab_xep_sce_empty_new ();
  confab_xmpp_stanza_take_child (content, confab_xep_chat_state_new (job->state));
  job->envelope = confab_omemo_seal_word (&scope, job->to, content, &inner);
  if (g_error_matches (inner, CONFAB_OMEMO_ERROR, CONFAB_OMEMO_ERROR_NO_KEYS))
    return confab_omemo_receipts_may_be_plain (&scope, job->to, &job->is_plain, error);
  if (job->envelope != NULL || inner->domain != CONFAB_STORE_ERROR)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

static DexFuture *
on_said (DexFuture *future, gpointer data) {
  ConfabMessaging *self = data;
  SayJob *job = confab_store_job_data (future);
  g_autoptr (ConfabJid) to = confab_base_jid_new (job->to, NULL);

  if (!confab_messaging_may_tell (self, job->to, CONFAB_CLASS_TYPING))
    return NULL;
  if (job->envelope != NULL)
    confab_xep_out_send_sealed (self->out, job->envelope, CONFAB_CLASS_TYPING);
  else if (job->is_plain)
    confab_xep_message_send_state (self->out, to, job->state);
  return NULL;
}

/* Where nothing may be written, nothing is being written. */
static gboolean
may_say (ConfabMessaging *self, ConfabModelChat *chat) {
  ConfabModelContact *contact = confab_model_chat_get_contact (chat);
  ConfabSendVerdict verdict = confab_model_chat_get_send_verdict (chat);

  return contact != NULL &&
         (verdict == CONFAB_SEND_SEAL || verdict == CONFAB_SEND_PLAIN_PERMITTED) &&
         confab_model_contact_get_presence (contact) != CONFAB_PRESENCE_OFFLINE &&
         confab_messaging_may_tell (
             self, confab_model_contact_get_address (contact), CONFAB_CLASS_TYPING);
}

static gboolean
say (ConfabMessaging *self, ConfabXepChatState state) {
  ConfabModelChat *chat = self->typing.chat;
  const char *address;
  SayJob *job;

  if (!may_say (self, chat))
    return FALSE;
  address = confab_model_contact_get_address (confab_model_chat_get_contact (chat));
  if (!confab_messaging_budget_take (
          self, &confab_messaging_keys_of (self, address)->states, MAX_STATES))
    return FALSE;
  job = g_new0 (SayJob, 1);
  confab_messaging_who_init (&job->who, self);
  job->to = g_strdup (address);
  job->state = state;
  job->is_plain = confab_model_chat_get_send_verdict (chat) == CONFAB_SEND_PLAIN_PERMITTED;
  dex_future_disown (
      dex_future_then (confab_store_vault_write (self->vault, run_say, job, say_job_free), on_said,
          g_object_ref (self), g_object_unref));
  return TRUE;
}

/* ---- ours: when ---- */

static void
forget_own (ConfabMessaging *self) {
  dex_clear (&self->typing.timer);
  g_clear_object (&self->typing.chat);
  self->typing.told = CONFAB_XEP_CHAT_STATE_NONE;
  self->typing.due_us = 0;
}

static void wait_for_rest (ConfabMessaging *self);

static DexFuture *
on_rest (DexFuture *future, gpointer data) {
  g_autoptr (ConfabMessaging) self = g_weak_ref_get (data);

  if (self == NULL || self->is_stopped || self->typing.chat == NULL)
    return NULL;
  dex_clear (&self->typing.timer);
  /* Something was typed since. */
  if (confab_base_clock_monotonic_us (self->clock) < self->typing.due_us) {
    wait_for_rest (self);
    return NULL;
  }
  if (*confab_model_chat_get_draft (self->typing.chat) != '\0') {
    if (self->typing.told == CONFAB_XEP_CHAT_STATE_COMPOSING &&
        say (self, CONFAB_XEP_CHAT_STATE_PAUSED))
      self->typing.told = CONFAB_XEP_CHAT_STATE_PAUSED;
    return NULL;
  }
  if (self->typing.told != CONFAB_XEP_CHAT_STATE_NONE)
    say (self, CONFAB_XEP_CHAT_STATE_ACTIVE);
  forget_own (self);
  return NULL;
}

static void
wait_for_rest (ConfabMessaging *self) {
  gint64 left = self->typing.due_us - confab_base_clock_monotonic_us (self->clock);

  if (self->typing.timer == NULL)
    self->typing.timer = dex_future_then (confab_base_clock_sleep (self->clock, MAX (left, 0)),
        on_rest, confab_base_weak_new (self), confab_base_weak_free);
}

/* The other chat is left with what stands in its entry. */
static void
turn_to (ConfabMessaging *self, ConfabModelChat *chat) {
  if (self->typing.chat == chat)
    return;
  if (self->typing.chat != NULL && self->typing.told == CONFAB_XEP_CHAT_STATE_COMPOSING)
    say (self, *confab_model_chat_get_draft (self->typing.chat) != '\0'
                   ? CONFAB_XEP_CHAT_STATE_PAUSED
                   : CONFAB_XEP_CHAT_STATE_ACTIVE);
  forget_own (self);
  self->typing.chat = g_object_ref (chat);
}

void
confab_messaging_typing_changed (ConfabMessaging *self, ConfabModelChat *chat, const char *text) {
  gsize before = strlen (confab_model_chat_get_draft (chat));
  gboolean was_told = self->typing.chat == chat && self->typing.told != CONFAB_XEP_CHAT_STATE_NONE;

  /* Who only takes away what stood there writes nothing. */
  if (!was_told && (strlen (text) <= before || !may_say (self, chat)))
    return;
  turn_to (self, chat);
  self->typing.due_us =
      confab_base_clock_monotonic_us (self->clock) + (*text != '\0' ? REST_US : GIVEN_UP_US);
  if (*text != '\0' && self->typing.told != CONFAB_XEP_CHAT_STATE_COMPOSING &&
      say (self, CONFAB_XEP_CHAT_STATE_COMPOSING))
    self->typing.told = CONFAB_XEP_CHAT_STATE_COMPOSING;
  /* What is due earlier now is not waited for till later. */
  if (*text == '\0')
    dex_clear (&self->typing.timer);
  wait_for_rest (self);
}

void
confab_messaging_typing_sent (ConfabMessaging *self, ConfabModelChat *chat, gboolean is_going) {
  if (self->typing.chat != chat)
    return;
  /* A message that stays here for some seconds says nothing yet. */
  if (!is_going && self->typing.told != CONFAB_XEP_CHAT_STATE_NONE)
    say (self, CONFAB_XEP_CHAT_STATE_ACTIVE);
  forget_own (self);
}

/* ---- theirs ---- */

static void wait_for_silence (ConfabMessaging *self);

/* Most are never seen to write, and have no chat. */
static void
end_writing (ConfabMessaging *self, ConfabModelContact *contact) {
  ConfabModelChat *chat;

  if (contact == NULL || g_hash_table_size (self->writers) == 0)
    return;
  chat = confab_model_contact_get_chat (contact);
  confab_model_chat_set_writing (chat, FALSE);
  g_hash_table_remove (self->writers, chat);
}

static DexFuture *
on_silence (DexFuture *future, gpointer data) {
  g_autoptr (ConfabMessaging) self = g_weak_ref_get (data);
  GHashTableIter iter;
  gpointer chat, end;

  if (self == NULL || self->is_stopped)
    return NULL;
  dex_clear (&self->silence);
  g_hash_table_iter_init (&iter, self->writers);
  while (g_hash_table_iter_next (&iter, &chat, &end)) {
    if (*(gint64 *)end > confab_base_clock_monotonic_us (self->clock))
      continue;
    confab_model_chat_set_writing (chat, FALSE);
    g_hash_table_iter_remove (&iter);
  }
  wait_for_silence (self);
  return NULL;
}

/* To the first one that ends; all have the same time, so it is never put forward. */
static void
wait_for_silence (ConfabMessaging *self) {
  gint64 first = G_MAXINT64;
  GHashTableIter iter;
  gpointer end;

  g_hash_table_iter_init (&iter, self->writers);
  while (g_hash_table_iter_next (&iter, NULL, &end))
    first = MIN (first, *(gint64 *)end);
  if (first == G_MAXINT64 || self->silence != NULL)
    return;
  self->silence =
      dex_future_then (confab_base_clock_sleep (self->clock,
                           MAX (first - confab_base_clock_monotonic_us (self->clock), 0)),
          on_silence, confab_base_weak_new (self), confab_base_weak_free);
}

void
confab_messaging_take_state (
    ConfabMessaging *self, ConfabModelContact *contact, ConfabXepChatState state) {
  ConfabModelChat *chat;
  gint64 end = confab_base_clock_monotonic_us (self->clock) + WRITING_US;

  if (!confab_model_contact_is_person (contact) || state == CONFAB_XEP_CHAT_STATE_NONE ||
      self->aside != NULL)
    return;
  if (state != CONFAB_XEP_CHAT_STATE_COMPOSING) {
    end_writing (self, contact);
    return;
  }
  chat = confab_model_contact_get_chat (contact);
  g_hash_table_replace (self->writers, g_object_ref (chat), g_memdup2 (&end, sizeof end));
  confab_model_chat_set_writing (chat, TRUE);
  wait_for_silence (self);
}

void
confab_messaging_writing_over (ConfabMessaging *self, const char *address) {
  end_writing (self, confab_model_account_find_contact (self->account, address));
}

void
confab_messaging_note_presence (
    ConfabMessaging *self, ConfabModelContact *contact, ConfabModelPresence before) {
  ConfabModelPresence now = confab_model_contact_get_presence (contact);

  if (now == CONFAB_PRESENCE_OFFLINE)
    end_writing (self, contact);
  else if (before == CONFAB_PRESENCE_OFFLINE)
    confab_messaging_tell_read (self, contact);
}

/* ---- both ---- */

gboolean
confab_messaging_is_note (const ConfabXepMessage *message) {
  return message->displayed != NULL || message->state != CONFAB_XEP_CHAT_STATE_NONE;
}

/* A read mark also counts late; that somebody is writing is of this moment or of none. */
DexFuture *
confab_messaging_take_note (ConfabMessaging *self, const ConfabXepMessage *message) {
  ConfabModelContact *contact =
      confab_model_account_find_contact (self->account, confab_base_jid_get_bare (message->from));

  if (contact == NULL)
    return NULL;
  if (message->displayed != NULL)
    return confab_messaging_take_displayed (self, message->from, message->displayed);
  if (!message->is_copy && message->time_us == 0)
    confab_messaging_take_state (self, contact, message->state);
  return NULL;
}

void
confab_messaging_typing_forget (ConfabMessaging *self) {
  GHashTableIter iter;
  gpointer chat;

  forget_own (self);
  dex_clear (&self->silence);
  g_hash_table_iter_init (&iter, self->writers);
  while (g_hash_table_iter_next (&iter, &chat, NULL))
    confab_model_chat_set_writing (chat, FALSE);
  g_hash_table_remove_all (self->writers);
}
