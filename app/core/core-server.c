/* The verbs of the server card and of the network page (R13, R22): each finds what was asked for
 * and hands it on. Of the network it tells what was counted, in copies, and keeps nothing. */

#include "core/core-private.h"

#include "accounts/accounts-server.h"

static ConfabAccountsSession *
session_of (ConfabCore *self, ConfabModelAccount *account) {
  return self->is_quitting || account == NULL ? NULL : confab_core_session_of (self, account);
}

DexFuture *
confab_core_ask_server (ConfabCore *self, ConfabModelAccount *account) {
  ConfabAccountsSession *session = session_of (self, account);

  return session != NULL ? confab_core_with_problem (confab_accounts_ask_server (session))
                         : confab_core_reject (CONFAB_PROBLEM_NOT_SIGNED_IN, "");
}

DexFuture *
confab_core_end_device (ConfabCore *self, ConfabModelAccount *account, ConfabModelFact *device) {
  ConfabAccountsSession *session = session_of (self, account);
  const char *id = confab_model_fact_get_id (device);

  if (session == NULL)
    return confab_core_reject (CONFAB_PROBLEM_NOT_SIGNED_IN, "");
  if (id == NULL)
    return confab_core_reject (CONFAB_PROBLEM_KNOWS_PASSWORD, "");
  return confab_core_with_problem (confab_accounts_end_device (session, id));
}

static ConfabHostKind
kind_of (ConfabNetPurpose purpose) {
  switch (purpose) {
  case CONFAB_NET_FOR_ACCOUNT:
    return CONFAB_HOST_ACCOUNT;
  case CONFAB_NET_FOR_SIGN_UP:
    return CONFAB_HOST_SIGN_UP;
  case CONFAB_NET_FOR_NAMES:
    return CONFAB_HOST_NAME;
  case CONFAB_NET_FOR_FILES:
    return CONFAB_HOST_FILES;
  }
  return CONFAB_HOST_ACCOUNT;
}

GListModel *
confab_core_list_hosts (ConfabCore *self) {
  g_autoptr (GPtrArray) hosts = confab_net_counts_list (self->counts);
  GListStore *list = g_list_store_new (CONFAB_TYPE_MODEL_HOST);

  for (guint i = 0; i < hosts->len; i++) {
    const ConfabNetHost *host = g_ptr_array_index (hosts, i);
    ConfabHostFacts facts = {
      .kind = kind_of (host->purpose),
      .name = host->host,
      .through = host->through,
      .port = host->port,
      .n_times = host->n_times,
      .is_open = host->n_open > 0,
      .n_in = host->n_in,
      .n_out = host->n_out,
    };
    g_autoptr (ConfabModelHost) one = confab_model_host_new (&facts);

    g_list_store_append (list, one);
  }
  return G_LIST_MODEL (list);
}
