/* The screen is locked: what is shown of messages leaves memory, and comes back from the vault
 * afterwards. Nothing is closed by it and nothing erased; what was being written is on the disk
 * first. Refuses to load anything in between. */

#include "messaging/messaging-private.h"
#include "messaging/messaging-typing.h"
#include "messaging/messaging-wait.h"

static void
let_go_of (ConfabModelChat *chat) {
  ConfabModelTimeline *timeline = confab_model_chat_get_timeline (chat);

  confab_model_timeline_set_source (timeline, NULL, NULL);
  confab_model_timeline_clear (timeline);
  confab_model_chat_set_open (chat, FALSE);
  confab_model_chat_set_question (chat, NULL);
}

static void
let_go_of_chats (ConfabMessaging *self) {
  GHashTableIter iter;
  gpointer chat;

  g_hash_table_iter_init (&iter, self->chats);
  while (g_hash_table_iter_next (&iter, &chat, NULL)) {
    let_go_of (chat);
    g_hash_table_add (self->aside, g_object_ref (chat));
  }
  g_hash_table_remove_all (self->chats);
}

static void
let_go_of_drafts (ConfabMessaging *self) {
  GListModel *contacts = confab_model_account_get_contacts (self->account);
  guint n = g_list_model_get_n_items (contacts);

  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelContact) contact = g_list_model_get_item (contacts, i);

    confab_model_chat_set_draft (confab_model_contact_get_chat (contact), "");
  }
}

DexFuture *
confab_messaging_set_aside (ConfabMessaging *self) {
  DexFuture *saved;

  if (self->is_stopped || self->aside != NULL)
    return confab_messaging_done ();
  confab_messaging_hold_end (self, TRUE);
  confab_messaging_wait_stop (self);
  confab_messaging_typing_forget (self);
  saved = confab_messaging_save_drafts (self);
  self->aside = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  let_go_of_chats (self);
  let_go_of_drafts (self);
  return saved;
}

static DexFuture *
on_loaded (DexFuture *future, gpointer data) {
  ConfabMessaging *self = data;
  g_autoptr (GHashTable) aside = g_steal_pointer (&self->aside);
  GHashTableIter iter;
  gpointer chat;

  if (aside == NULL)
    return NULL;
  g_hash_table_iter_init (&iter, aside);
  while (g_hash_table_iter_next (&iter, &chat, NULL))
    confab_messaging_open_chat (self, chat);
  return confab_messaging_save_drafts (self);
}

DexFuture *
confab_messaging_bring_back (ConfabMessaging *self) {
  if (self->is_stopped || self->aside == NULL)
    return confab_messaging_done ();
  return dex_future_finally (
      confab_messaging_load (self), on_loaded, g_object_ref (self), g_object_unref);
}
