/* The chat of the account's own server (R01): there from its first words until nothing of them is
 * left, on this device alone. It is never asked for anything, never answered, and refuses to be a
 * buddy (model-contact.c). */

#include "messaging/messaging-private.h"

#include <string.h>

#include "store/store-contacts.h"

gboolean
confab_messaging_is_server (ConfabMessaging *self, const char *address) {
  const char *own = confab_model_account_get_address (self->account);
  const char *at = strrchr (own, '@');

  return g_str_equal (at != NULL ? at + 1 : own, address);
}

gboolean
confab_messaging_server_put (
    ConfabStoreDb *db, gint64 account, const char *address, GError **error) {
  ConfabStoreContact server = { .account = account, .address = (char *)address };

  return confab_store_contacts_put (db, &server, TRUE, error);
}

void
confab_messaging_server_show (ConfabMessaging *self, const char *address) {
  g_autoptr (ConfabModelContact) server = confab_model_contact_new (self->account, address);

  confab_model_account_add_contact (self->account, server);
}

static gboolean
has_chat (GPtrArray *chats, const char *address) {
  for (guint i = 0; i < chats->len; i++)
    if (g_str_equal (((const ConfabStoreChat *)g_ptr_array_index (chats, i))->peer, address))
      return TRUE;
  return FALSE;
}

void
confab_messaging_server_tidy (ConfabMessaging *self, GPtrArray *chats) {
  const char *at = strrchr (confab_model_account_get_address (self->account), '@');
  ConfabModelContact *server =
      at != NULL ? confab_model_account_find_contact (self->account, at + 1) : NULL;

  if (server != NULL && !has_chat (chats, at + 1) &&
      !g_hash_table_contains (self->chats, confab_model_contact_get_chat (server)))
    confab_model_account_remove_contact (self->account, server);
}
