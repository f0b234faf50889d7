/* The verbs about what lies on the server: "Look at me as a stranger", and what it keeps. Each
 * finds whose account it is and hands it on; what was seen last is kept as evidence until quit. */

#include "core/core-private.h"

#include "accounts/accounts-look.h"
#include "messaging/messaging-archive.h"

static ConfabAccountsSession *
session_of (ConfabCore *self, ConfabModelAccount *account) {
  return self->is_quitting || account == NULL ? NULL : confab_core_session_of (self, account);
}

static DexFuture *
gone (void) {
  return confab_core_reject (CONFAB_PROBLEM_NOT_SIGNED_IN, "");
}

static DexFuture *
on_looked (DexFuture *looked, gpointer data) {
  ConfabModelSafety *safety = data;
  GListModel *list = g_value_get_object (dex_future_get_value (looked, NULL));
  guint n = g_list_model_get_n_items (list);
  guint n_open = 0;

  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelLook) look = g_list_model_get_item (list, i);

    n_open += confab_model_look_is_open (look) ? 1 : 0;
  }
  confab_model_safety_note_looked (safety, n_open);
  return NULL;
}

DexFuture *
confab_core_look (ConfabCore *self, ConfabModelAccount *account) {
  ConfabAccountsSession *session = session_of (self, account);

  if (session == NULL)
    return gone ();
  return confab_core_with_problem (dex_future_then (
      confab_accounts_look (session), on_looked, g_object_ref (self->safety), g_object_unref));
}

DexFuture *
confab_core_hide (ConfabCore *self, ConfabModelAccount *account, ConfabModelLook *look) {
  ConfabAccountsSession *session = session_of (self, account);

  return session != NULL ? confab_core_with_problem (confab_accounts_hide (session, look))
                         : gone ();
}

DexFuture *
confab_core_hide_all (ConfabCore *self, ConfabModelAccount *account) {
  ConfabAccountsSession *session = session_of (self, account);

  return session != NULL ? confab_core_with_problem (confab_accounts_hide_all (session)) : gone ();
}

DexFuture *
confab_core_set_server_keeps (ConfabCore *self, ConfabModelAccount *account, gboolean keeps) {
  ConfabAccountsSession *session = session_of (self, account);

  if (session == NULL || confab_model_account_get_state (account) != CONFAB_ACCOUNT_SIGNED_IN)
    return gone ();
  return confab_core_with_problem (
      confab_messaging_set_server_keeps (confab_accounts_session_get_messaging (session), keeps));
}
