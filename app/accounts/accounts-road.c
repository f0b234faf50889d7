/* The way to servers: what was chosen becomes the proxy of a route, with the password from the
 * keyring, or with a name for Tor that nobody else has. Where it cannot be said which way is meant
 * there is no route at all. It never looks a name up, and never falls back to the straight way. */

#include "accounts/accounts-road.h"

#include "accounts/accounts-private.h"

#define NAME_BYTES 16 /* random */

/* Whoever goes through Tor under a name of their own goes other ways than everybody else. */
typedef struct {
  char *user;
  ConfabSecret *password;
} TorName;

struct _ConfabAccountsRoads {
  /* owned */
  ConfabModelRoad *all;
  GHashTable *names; /* bare address -> TorName; of this run */

  /* borrowed */
  const ConfabRandom *random;
};

static void
tor_name_free (gpointer data) {
  TorName *name = data;

  g_free (name->user);
  confab_base_secret_unref (name->password);
  g_free (name);
}

static TorName *
tor_name_new (const ConfabRandom *random) {
  TorName *name = g_new0 (TorName, 1);
  g_autofree char *password = confab_base_random_dup_id (random, NAME_BYTES);

  name->user = confab_base_random_dup_id (random, NAME_BYTES);
  name->password = confab_base_secret_new_string (password);
  explicit_bzero (password, strlen (password));
  return name;
}

ConfabAccountsRoads *
confab_accounts_roads_new (const ConfabRandom *random) {
  ConfabAccountsRoads *self = g_new0 (ConfabAccountsRoads, 1);

  self->all = confab_model_road_new (CONFAB_ROAD_CLOSED);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, tor_name_free);
  self->random = random;
  return self;
}

void
confab_accounts_roads_free (ConfabAccountsRoads *self) {
  if (self == NULL)
    return;
  confab_model_road_free (self->all);
  g_hash_table_unref (self->names);
  g_free (self);
}

void
confab_accounts_roads_set (ConfabAccountsRoads *self, const ConfabModelRoad *road) {
  ConfabModelRoad *old = self->all;

  self->all = road->kind == CONFAB_ROAD_AS_ALL ? confab_model_road_new (CONFAB_ROAD_CLOSED)
                                               : confab_model_road_copy (road);
  confab_model_road_free (old);
}

const ConfabModelRoad *
confab_accounts_roads_get (ConfabAccountsRoads *self) {
  return self->all;
}

const ConfabModelRoad *
confab_accounts_roads_follow (ConfabAccountsRoads *self, const ConfabModelRoad *own) {
  return own->kind == CONFAB_ROAD_AS_ALL ? self->all : own;
}

/* ---- routes ---- */

/* `apart` NULL: a name for this one route. */
static void
put_tor_name (ConfabAccountsRoads *self, ConfabNetProxy *proxy, const char *apart) {
  TorName *name = apart != NULL ? g_hash_table_lookup (self->names, apart) : NULL;
  g_autoptr (ConfabSecret) password = NULL;

  if (name == NULL)
    name = tor_name_new (self->random);
  proxy->host_user = g_strdup (name->user);
  proxy->password = confab_base_secret_ref (name->password);
  if (apart == NULL)
    tor_name_free (name);
  else if (!g_hash_table_contains (self->names, apart))
    g_hash_table_insert (self->names, g_strdup (apart), name);
}

static ConfabNetProxy *
proxy_new (const ConfabModelRoad *road) {
  ConfabNetProxy *proxy = g_new0 (ConfabNetProxy, 1);

  proxy->kind = road->kind == CONFAB_ROAD_HTTP ? CONFAB_NET_PROXY_HTTP : CONFAB_NET_PROXY_SOCKS;
  proxy->host = g_strdup (road->host);
  proxy->port = road->port;
  proxy->host_user = g_strdup (road->user);
  return proxy;
}

static gboolean
await_proxy (const ConfabAccountsEnv *env, ConfabNetRoute *route, const ConfabModelRoad *road,
    const char *keyring_name, const char *apart, GError **error) {
  g_autoptr (GError) inner = NULL;

  switch (road->kind) {
  case CONFAB_ROAD_CLOSED:
  case CONFAB_ROAD_AS_ALL:
    g_set_error_literal (error, CONFAB_ACCOUNTS_ERROR, CONFAB_PROBLEM_ROAD, "");
    return FALSE;
  case CONFAB_ROAD_STRAIGHT:
    return TRUE;
  case CONFAB_ROAD_TOR:
    route->proxy = g_new0 (ConfabNetProxy, 1);
    route->proxy->kind = CONFAB_NET_PROXY_TOR;
    route->proxy->host = g_strdup (CONFAB_MODEL_ROAD_TOR_HOST);
    route->proxy->port = CONFAB_MODEL_ROAD_TOR_PORT;
    put_tor_name (env->roads, route->proxy, apart);
    return TRUE;
  case CONFAB_ROAD_SOCKS:
  case CONFAB_ROAD_HTTP:
    break;
  }
  route->proxy = proxy_new (road);
  if (road->user == NULL)
    return TRUE;
  route->proxy->password = dex_await_boxed (
      confab_keyring_load (env->keyring, CONFAB_KEYRING_PROXY, keyring_name), &inner);
  if (inner == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

ConfabNetRoute *
confab_accounts_await_route (const ConfabAccountsEnv *env, ConfabJid *address,
    const ConfabStoreAccount *row, const char *apart, GError **error) {
  g_autofree char *domain = confab_base_jid_dup_ascii_domain (address, NULL);
  g_autoptr (ConfabModelRoad) own = confab_model_road_read (row->proxy_host, row->proxy_port);
  /* The way of all may change while the keyring is asked. */
  g_autoptr (ConfabModelRoad) road =
      confab_model_road_copy (confab_accounts_roads_follow (env->roads, own));
  g_autoptr (ConfabNetRoute) route = NULL;
  const char *keyring_name = own->kind == CONFAB_ROAD_AS_ALL ? "" : row->address;

  if (domain == NULL) {
    g_set_error_literal (
        error, CONFAB_ACCOUNTS_ERROR, CONFAB_PROBLEM_ADDRESS, confab_base_jid_get_bare (address));
    return NULL;
  }
  route = confab_net_route_new (domain);
  route->host = g_strdup (row->host);
  route->port = row->port;
  route->is_direct_tls = row->is_direct_tls;
  if (!await_proxy (env, route, road, keyring_name, apart, error))
    return NULL;
  return g_steal_pointer (&route);
}

/* ---- another way ---- */

const char *
confab_accounts_session_get_road (ConfabAccountsSession *self, guint16 *port) {
  *port = self->row->proxy_port;
  return self->row->proxy_host;
}

void
confab_accounts_session_set_road (ConfabAccountsSession *self, const char *road) {
  g_set_str (&self->row->proxy_host, road);
  self->row->proxy_port = 0;
}

/* Nothing is said on the old line any more; what was not acknowledged comes again on the new one,
 * in the same session of the server, so nobody sees it. */
void
confab_accounts_session_go_anew (ConfabAccountsSession *self) {
  ConfabModelProblem problem = confab_model_account_get_problem (self->account);

  confab_messaging_files_set_road (self->messaging, NULL);
  confab_accounts_stop_giving_back (self);
  if (self->is_stopped || self->is_cut || self->is_signing_off)
    return;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  if (self->stream != NULL)
    confab_accounts_hang_up (self);
  /* They want to be signed in, and only the way was in between. */
  if (confab_model_account_get_state (self->account) == CONFAB_ACCOUNT_REFUSED &&
      (problem == CONFAB_PROBLEM_PROXY_PASSWORD || problem == CONFAB_PROBLEM_ROAD))
    self->is_wanted = TRUE;
  self->tries = 0;
  if (self->is_wanted)
    confab_accounts_try_now (self);
}
