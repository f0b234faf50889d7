/* Gathers the facts for the judges `typed` and `spread` and keeps what they need from one text to
 * the next. Nothing of it is written anywhere, and a text is asked about again for every kind that
 * was not answered. */

#include "messaging/messaging-guard.h"

#include "model/model-safety.h"
#include "safety/safety-spread.h"
#include "safety/safety-typed.h"

#define MAX_BEFORE 16 /* own messages that are looked at together */
#define BEFORE_US (G_GINT64_CONSTANT (5) * 60 * G_USEC_PER_SEC) /* and how old they may be */
#define MAX_PERMITS 256

struct _ConfabMessagingGuard {
  const ConfabClock *clock;
  ConfabSpread *spread;
  GHashTable *passwords; /* account -> ConfabTypedPassword */
  GPtrArray *words;      /* ConfabSecret; nullable */
  GArray *permits;       /* guint64 */
  guint8 permit_key[CONFAB_TYPED_HASH_KEY_BYTES];
};

ConfabMessagingGuard *
confab_messaging_guard_new (const ConfabClock *clock, const ConfabRandom *random) {
  ConfabMessagingGuard *guard = g_new0 (ConfabMessagingGuard, 1);
  guint8 key[CONFAB_SPREAD_KEY_BYTES];

  confab_base_random_fill (random, key, sizeof key);
  confab_base_random_fill (random, guard->permit_key, sizeof guard->permit_key);
  guard->clock = clock;
  guard->spread = confab_safety_spread_new (key);
  guard->passwords = g_hash_table_new_full (
      g_str_hash, g_str_equal, g_free, (GDestroyNotify)confab_safety_typed_password_free);
  guard->permits = g_array_new (FALSE, FALSE, sizeof (guint64));
  return guard;
}

void
confab_messaging_guard_free (ConfabMessagingGuard *guard) {
  confab_safety_spread_free (guard->spread);
  g_hash_table_unref (guard->passwords);
  g_clear_pointer (&guard->words, g_ptr_array_unref);
  g_array_unref (guard->permits);
  explicit_bzero (guard->permit_key, sizeof guard->permit_key);
  g_free (guard);
}

void
confab_messaging_guard_set_password (
    ConfabMessagingGuard *guard, const char *account, const ConfabSecret *password) {
  ConfabTypedPassword *typed = confab_safety_typed_password_new (password);

  if (typed != NULL)
    g_hash_table_replace (guard->passwords, g_strdup (account), typed);
  else
    g_hash_table_remove (guard->passwords, account);
}

gboolean
confab_messaging_guard_knows (const ConfabMessagingGuard *guard, const char *account) {
  return g_hash_table_contains (guard->passwords, account);
}

ConfabSecret *
confab_messaging_guard_dup_mark (const ConfabMessagingGuard *guard, const char *account) {
  const ConfabTypedPassword *typed = g_hash_table_lookup (guard->passwords, account);

  return typed != NULL ? confab_safety_typed_password_dup_mark (typed) : NULL;
}

void
confab_messaging_guard_set_mark (
    ConfabMessagingGuard *guard, const char *account, const ConfabSecret *mark) {
  ConfabTypedPassword *typed = confab_safety_typed_password_new_from_mark (mark);

  if (typed != NULL)
    g_hash_table_replace (guard->passwords, g_strdup (account), typed);
}

void
confab_messaging_guard_set_words (ConfabMessagingGuard *guard, GPtrArray *words) {
  if (words != NULL)
    g_ptr_array_ref (words);
  g_clear_pointer (&guard->words, g_ptr_array_unref);
  guard->words = words;
}

/* ---- facts ---- */

/* Own messages of the last minutes in this chat, oldest first; the strings are the messages' own.
 */
static GPtrArray *
dup_before (ConfabMessagingGuard *guard, ConfabModelChat *chat) {
  GListModel *rows = G_LIST_MODEL (confab_model_chat_get_timeline (chat));
  gint64 since = confab_base_clock_wall_us (guard->clock) - BEFORE_US;
  GPtrArray *before = g_ptr_array_new ();

  for (guint i = g_list_model_get_n_items (rows); i > 0 && before->len < MAX_BEFORE; i--) {
    g_autoptr (ConfabModelMessage) message = g_list_model_get_item (rows, i - 1);

    if (confab_model_message_get_time_us (message) < since)
      break;
    if (confab_model_message_is_own (message))
      g_ptr_array_insert (before, 0, (gpointer)confab_model_message_get_text (message));
  }
  return before;
}

static ConfabTypedVerdict
judge_typed (
    ConfabMessagingGuard *guard, ConfabModelChat *chat, const char *text, ConfabTypedFound *found) {
  g_autoptr (GPtrArray) before = dup_before (guard, chat);
  g_autoptr (GPtrArray) passwords = g_hash_table_get_values_as_ptr_array (guard->passwords);
  ConfabModelContact *contact = confab_model_chat_get_contact (chat);
  ConfabModelSafety *safety =
      confab_model_account_get_safety (confab_model_contact_get_account (contact));
  ConfabTypedFacts facts = {
    .text = text,
    .length = strlen (text),
    .grade = confab_model_contact_get_grade (contact),
    .secrets_permitted = confab_model_safety_is_weakened (safety, CONFAB_CHOICE_TYPED),
    .facts_permitted = confab_model_safety_is_weakened (safety, CONFAB_CHOICE_PERSONAL),
    .before = (const char *const *)before->pdata,
    .n_before = before->len,
    .passwords = (const ConfabTypedPassword *const *)passwords->pdata,
    .n_passwords = passwords->len,
    .private_words = guard->words != NULL ? (const ConfabSecret *const *)guard->words->pdata : NULL,
    .n_private_words = guard->words != NULL ? guard->words->len : 0,
    .permit_key = guard->permit_key,
    .permits = (const guint64 *)(gpointer)guard->permits->data,
    .n_permits = guard->permits->len,
  };

  return confab_safety_judge_typed (&facts, found);
}

/* Somebody to whom nothing was written in this chat before the window that the judge looks at. */
static ConfabSpreadRecipient
recipient_of (ConfabMessagingGuard *guard, ConfabModelChat *chat) {
  GListModel *rows = G_LIST_MODEL (confab_model_chat_get_timeline (chat));
  gint64 since = confab_base_clock_wall_us (guard->clock) - BEFORE_US;
  ConfabSpreadRecipient recipient = {
    .address = confab_model_contact_get_address (confab_model_chat_get_contact (chat)),
    .is_new = TRUE,
  };

  for (guint i = 0; i < g_list_model_get_n_items (rows) && recipient.is_new; i++) {
    g_autoptr (ConfabModelMessage) message = g_list_model_get_item (rows, i);

    if (confab_model_message_get_time_us (message) >= since)
      break;
    recipient.is_new = !confab_model_message_is_own (message);
  }
  return recipient;
}

ConfabModelQuestion *
confab_messaging_guard_ask (ConfabMessagingGuard *guard, ConfabModelChat *chat, const char *text,
    ConfabModelQuestionKind answered) {
  ConfabSpreadRecipient recipient = recipient_of (guard, chat);
  ConfabTypedFound found = { 0 };
  ConfabSpreadReason why = CONFAB_SPREAD_NOTHING;
  ConfabSpreadFacts spread;

  if ((answered & CONFAB_QUESTION_TYPED) == 0 &&
      judge_typed (guard, chat, text, &found) == CONFAB_TYPED_ASK)
    return confab_model_question_new_typed (&found, answered);
  spread = confab_safety_spread_count (
      guard->spread, confab_base_clock_monotonic_us (guard->clock), text, &recipient, 1);
  spread.is_confirmed = (answered & CONFAB_QUESTION_SPREAD) != 0;
  if (confab_safety_judge_spread (&spread, &why) == CONFAB_SPREAD_ASK)
    return confab_model_question_new_spread (&spread, why, answered);
  return NULL;
}

void
confab_messaging_guard_note (ConfabMessagingGuard *guard, ConfabModelChat *chat, const char *text) {
  ConfabSpreadRecipient recipient = recipient_of (guard, chat);

  confab_safety_spread_note (
      guard->spread, confab_base_clock_monotonic_us (guard->clock), text, &recipient, 1);
}

void
confab_messaging_guard_permit (ConfabMessagingGuard *guard, ConfabModelQuestion *question) {
  guint64 fingerprint = confab_model_question_get_found (question)->fingerprint;

  if (confab_model_question_get_kind (question) == CONFAB_QUESTION_TYPED && fingerprint != 0 &&
      guard->permits->len < MAX_PERMITS)
    g_array_append_val (guard->permits, fingerprint);
}
