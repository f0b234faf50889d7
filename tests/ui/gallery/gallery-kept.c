/* What chats choose about staying and about quiet, for the gallery: it is shown at once and kept
 * nowhere. */

#include "base/base-jid.h"
#include "gallery.h"
#include "safety/safety-flood.h"

DexFuture *
confab_core_set_keep (ConfabCore *self, ConfabModelChat *chat, int keep, ConfabCoreRest rest) {
  if (gallery_core_is_willing (self)) {
    confab_model_chat_set_keep (chat, keep);
    if (rest == CONFAB_CORE_REST_GOES)
      confab_model_timeline_clear (confab_model_chat_get_timeline (chat));
  }
  return gallery_core_answer (self, NULL);
}

DexFuture *
confab_core_set_timer (ConfabCore *self, ConfabModelChat *chat, guint seconds) {
  if (gallery_core_is_willing (self))
    confab_model_chat_set_timer (chat, seconds, FALSE, CONFAB_TIMER_ASKED);
  return gallery_core_answer (self, NULL);
}

DexFuture *
confab_core_keep_closed (ConfabCore *self, int keep) {
  ConfabModelChat *chat = gallery_core_get_closed (self);

  if (chat == NULL)
    return gallery_core_answer (self, NULL);
  confab_model_chat_set_keep (chat, keep);
  confab_core_undo_close (self);
  return gallery_core_answer (self, NULL);
}

DexFuture *
confab_core_choose_keep (
    ConfabCore *self, ConfabKeep keep, ConfabModelTerm term, ConfabCoreRest rest) {
  return confab_core_choose (self, CONFAB_CHOICE_KEEP, (int)keep, term);
}

DexFuture *
confab_core_keep_message (
    ConfabCore *self, ConfabModelContact *contact, ConfabModelMessage *message, gboolean is_kept) {
  if (gallery_core_is_willing (self))
    confab_model_message_set_kept (message, is_kept);
  return gallery_core_answer (self, NULL);
}

DexFuture *
confab_core_erase_all (ConfabCore *self) {
  GListModel *contacts = confab_core_get_contacts (self);

  for (guint i = 0; i < g_list_model_get_n_items (contacts); i++) {
    g_autoptr (ConfabModelContact) contact = g_list_model_get_item (contacts, i);

    confab_model_timeline_clear (
        confab_model_chat_get_timeline (confab_model_contact_get_chat (contact)));
  }
  return gallery_core_answer (self, NULL);
}

static void
list_chat (GListStore *list, ConfabModelContact *contact) {
  GListModel *rows =
      G_LIST_MODEL (confab_model_chat_get_timeline (confab_model_contact_get_chat (contact)));

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (ConfabModelMessage) message = g_list_model_get_item (rows, i);
    g_autoptr (ConfabModelKept) kept = NULL;

    if (!confab_model_message_is_kept (message))
      continue;
    kept = confab_model_kept_new (contact, message);
    g_list_store_append (list, kept);
  }
}

DexFuture *
confab_core_list_kept (ConfabCore *self) {
  GListStore *list = g_list_store_new (CONFAB_TYPE_MODEL_KEPT);
  GListModel *contacts = confab_core_get_contacts (self);

  for (guint i = 0; i < g_list_model_get_n_items (contacts); i++) {
    g_autoptr (ConfabModelContact) contact = g_list_model_get_item (contacts, i);

    list_chat (list, contact);
  }
  return dex_future_new_take_object (list);
}

DexFuture *
confab_core_show_folded (ConfabCore *self, ConfabModelChat *chat) {
  if (gallery_core_is_willing (self))
    confab_model_chat_set_folded (chat, 0, 0);
  return gallery_core_answer (self, NULL);
}

DexFuture *
confab_core_set_quiet (ConfabCore *self, ConfabModelContact *contact, gboolean is_quiet) {
  if (gallery_core_is_willing (self))
    confab_model_contact_set_quiet_until (
        contact, is_quiet ? g_get_real_time () + CONFAB_FLOOD_QUIET_US : 0);
  return gallery_core_answer (self, NULL);
}

gboolean
confab_core_is_quiet (ConfabCore *self, ConfabModelContact *contact) {
  return confab_model_safety_is_quiet (confab_core_get_safety (self)) ||
         (contact != NULL && confab_model_contact_get_quiet_until (contact) != 0);
}

DexFuture *
confab_core_dont_send (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message) {
  if (gallery_core_is_willing (self)) {
    confab_model_chat_set_draft (chat, confab_model_message_get_text (message));
    confab_model_timeline_remove (
        confab_model_chat_get_timeline (chat), confab_model_message_get_id (message));
  }
  return gallery_core_answer (self, NULL);
}

ConfabModelContact *
confab_core_open_note (ConfabCore *self, const char *name) {
  g_autoptr (ConfabModelAccount) account =
      g_list_model_get_item (confab_core_get_accounts (self), 0);
  g_autoptr (ConfabModelContact) fresh = NULL;
  ConfabModelContact *note;

  if (account == NULL)
    return NULL;
  fresh = confab_model_contact_new (account, CONFAB_BASE_JID_NOTE);
  confab_model_account_add_contact (account, fresh);
  note = confab_model_account_find_contact (account, CONFAB_BASE_JID_NOTE);
  confab_model_contact_set_own_name (note, name);
  confab_model_chat_set_send (
      confab_model_contact_get_chat (note), CONFAB_SEND_KEEP_HERE, CONFAB_REASON_NONE, FALSE);
  return note;
}

DexFuture *
confab_core_take_back (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message) {
  if (gallery_core_is_willing (self)) {
    confab_model_message_take_back (message);
    confab_model_timeline_show_again (
        confab_model_chat_get_timeline (chat), confab_model_message_get_id (message));
  }
  return gallery_core_answer (self, NULL);
}

void
confab_core_set_draft (ConfabCore *self, ConfabModelChat *chat, const char *text) {
  if (confab_model_chat_get_changing (chat) != NULL)
    confab_model_chat_set_change (chat, text);
  else
    confab_model_chat_set_draft (chat, text);
}

gboolean
confab_core_begin_change (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message) {
  if (!gallery_core_is_willing (self) || !confab_model_message_may_change (message))
    return FALSE;
  confab_model_chat_set_changing (chat, message);
  return TRUE;
}

void
confab_core_end_change (ConfabCore *self, ConfabModelChat *chat) {
  confab_model_chat_set_changing (chat, NULL);
}

DexFuture *
confab_core_set_tells (ConfabCore *self, ConfabModelContact *contact, ConfabModelTells tells) {
  if (gallery_core_is_willing (self))
    confab_model_contact_set_tells (contact, tells);
  return gallery_core_answer (self, NULL);
}
