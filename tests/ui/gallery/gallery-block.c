/* Blocking of the core without a network: the list in the model is all there is. */

#include "gallery.h"

DexFuture *
confab_core_block (ConfabCore *self, ConfabModelAccount *account, const char *address,
    const ConfabModelBlocking *how) {
  ConfabModelRequest *request = confab_model_account_find_request (account, address);
  ConfabModelContact *contact = confab_model_account_find_contact (account, address);

  if (!gallery_core_is_willing (self))
    return gallery_core_answer (self, NULL);
  confab_model_blocklist_add (confab_model_account_get_blocklist (account), address, FALSE);
  if (how->is_whole_server)
    confab_model_blocklist_add (
        confab_model_account_get_blocklist (account), strrchr (address, '@') + 1, FALSE);
  if (request != NULL)
    confab_model_account_remove_request (account, request);
  if (contact != NULL && how->is_removed)
    confab_model_account_remove_contact (account, contact);
  return gallery_core_answer (self, NULL);
}

DexFuture *
confab_core_unblock (ConfabCore *self, ConfabModelAccount *account, const char *address) {
  if (gallery_core_is_willing (self))
    confab_model_blocklist_remove (confab_model_account_get_blocklist (account), address);
  return gallery_core_answer (self, NULL);
}

DexFuture *
confab_core_ask_reports (ConfabCore *self, ConfabModelAccount *account) {
  return dex_future_new_for_boolean (gallery_core_is_willing (self));
}
