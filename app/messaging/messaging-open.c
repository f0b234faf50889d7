/* What is sealed becomes a row: opened in the same transaction that keeps it, or, if it cannot be
 * opened, a row that says why. Nothing that stands beside the seal is shown in its place, and who
 * sends what cannot be opened again and again is noted a few times an hour only. */

#include "messaging/messaging-open.h"

#include "messaging/messaging-displayed.h"
#include "messaging/messaging-files-private.h"
#include "messaging/messaging-private.h"
#include "messaging/messaging-receipts.h"
#include "messaging/messaging-trust.h"
#include "messaging/messaging-typing.h"

#define MAX_UNOPENED 20 /* rows an hour, of one account together */

ConfabMessagingOpening *
confab_messaging_opening_new (ConfabMessaging *self, const ConfabXepMessage *message) {
  ConfabMessagingOpening *opening;

  if (!message->is_sealed)
    return NULL;
  opening = g_new0 (ConfabMessagingOpening, 1);
  confab_omemo_atm_news_init (&opening->news);
  opening->read = g_array_new (FALSE, FALSE, sizeof (gint64));
  confab_messaging_who_init (&opening->who, self);
  opening->from = g_strdup (confab_base_jid_get_bare (message->from));
  opening->to =
      g_strdup (message->is_own && message->to != NULL ? confab_base_jid_get_bare (message->to)
                                                       : opening->who.own);
  if (message->sealed != NULL)
    opening->sealed = g_ptr_array_ref (message->sealed);
  opening->is_archived = message->is_archived;
  opening->is_passing = message->is_passing;
  opening->is_live = !message->is_copy && !message->is_own && message->time_us == 0;
  opening->is_noted =
      !message->is_passing && confab_messaging_budget_has (self, &self->unopened, MAX_UNOPENED);
  return opening;
}

void
confab_messaging_opening_free (ConfabMessagingOpening *opening) {
  confab_messaging_who_clear (&opening->who);
  g_free (opening->from);
  g_free (opening->to);
  g_clear_pointer (&opening->sealed, g_ptr_array_unref);
  g_array_unref (opening->read);
  confab_omemo_opened_clear (&opening->opened);
  confab_omemo_atm_news_clear (&opening->news);
  g_free (opening);
}

static void
set_text (ConfabStoreMessage *row, const char *text) {
  g_free (row->text);
  row->text = g_strdup (text);
}

/* A file is a row of its own kind, whose bytes nobody asked for yet. */
static gboolean
fill_file (ConfabMessagingOpening *opening, ConfabStoreMessage *row) {
  ConfabStoreFile *file = confab_messaging_files_from_opened (&opening->opened);

  if (file == NULL)
    return FALSE;
  set_text (row, file->name);
  row->kind = CONFAB_STORE_KIND_FILE;
  file->is_own = row->is_own;
  file->state = CONFAB_FILE_OFFERED;
  row->file = file;
  return TRUE;
}

static gboolean
fill (ConfabMessagingOpening *opening, ConfabStoreMessage *row) {
  row->is_sealed = TRUE;
  switch (opening->opened.outcome) {
  case CONFAB_OMEMO_NOT_OPENED:
    set_text (row, "");
    row->kind = CONFAB_STORE_KIND_UNOPENED;
    row->reason = opening->opened.cause;
    return opening->is_noted;
  case CONFAB_OMEMO_OPENED:
    if (!fill_file (opening, row))
      set_text (row, opening->opened.text);
    row->is_unchecked = !row->is_own && opening->opened.verdict < CONFAB_DEVICE_TRUSTED;
    return TRUE;
  case CONFAB_OMEMO_IGNORED:
  case CONFAB_OMEMO_REPEATED:
  case CONFAB_OMEMO_OPENED_EMPTY:
    break;
  }
  return FALSE;
}

static gboolean
is_own (const ConfabMessagingOpening *opening) {
  return g_str_equal (opening->from, opening->who.own);
}

gboolean
confab_messaging_opening_run (ConfabMessagingOpening *opening, ConfabStoreDb *db,
    ConfabStoreMessage *row, gboolean *is_shown, GError **error) {
  ConfabOmemoScope scope = confab_messaging_who_scope (&opening->who, db);
  gboolean is_to_self = strcmp (opening->from, opening->to) == 0;
  gboolean is_heard;

  if (opening->sealed == NULL)
    opening->opened.cause = CONFAB_OMEMO_CAUSE_UNKNOWN_WAY;
  else if (!confab_omemo_open (&scope, opening->from, opening->to, opening->sealed,
               opening->is_archived, &opening->opened, error))
    return FALSE;
  if (!confab_omemo_atm_hear (
          &scope, opening->from, &opening->opened, &is_heard, &opening->news, error))
    return FALSE;
  if (!is_own (opening) && (!confab_messaging_receipt_run (&scope, opening->from, &opening->opened,
                                &opening->delivered, error) ||
                               !confab_messaging_displayed_run (
                                   &scope, opening->from, &opening->opened, opening->read, error)))
    return FALSE;
  *is_shown = fill (opening, row) && !is_to_self;
  opening->has_known = confab_messaging_known_read (&scope, opening->from, &opening->known, error);
  return opening->has_known;
}

/* By a device that is used, and just now. */
static void
show_state (ConfabMessaging *self, const ConfabMessagingOpening *opening) {
  const ConfabOmemoOpened *opened = &opening->opened;
  ConfabModelContact *contact = confab_model_account_find_contact (self->account, opening->from);

  if (contact != NULL && opening->is_live && opened->outcome == CONFAB_OMEMO_OPENED_EMPTY &&
      opened->content != NULL && opened->verdict >= CONFAB_DEVICE_TRUSTED)
    confab_messaging_take_state (self, contact, confab_xep_chat_state_read (opened->content));
}

void
confab_messaging_opening_done (ConfabMessaging *self, const ConfabMessagingOpening *opening) {
  const ConfabOmemoOpened *opened = &opening->opened;

  if (opened->outcome == CONFAB_OMEMO_NOT_OPENED && opening->is_noted)
    confab_messaging_budget_take (self, &self->unopened, MAX_UNOPENED);
  if (opening->delivered != 0)
    confab_messaging_show_state (
        self, opening->delivered, CONFAB_MESSAGE_DELIVERED, CONFAB_REASON_NONE);
  confab_messaging_displayed_show (self, opening->read);
  show_state (self, opening);
  if (opening->has_known)
    confab_messaging_known_show (self, opening->from, &opening->known);
  if (opening->news.people->len > 0)
    confab_messaging_trust_changed (self, opening->news.people);
  if (opened->keys_used)
    confab_messaging_keys_maintain (self);
  if (opened->wants_answer || opened->needs_bundle)
    confab_messaging_keys_answer (
        self, opening->from, opened->device, opened->version, opened->needs_bundle);
}
