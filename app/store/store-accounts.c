/* Table of the accounts: where each signs in, how strongly it did so last, and the session that a
 * restart may resume. Refuses passwords (they are in the keyring) and a count of stanzas that goes
 * back. */

#include "store/store-accounts.h"

#include "store/store-db-private.h"
#include "store/store-search.h"

/* The column of the mechanism: its low byte is the mechanism, and above it is how it was spoken. */
#define MECHANISM 0xff
#define SASL2 0x100

static int
get_strength (const ConfabStoreAccount *account) {
  return (account->mechanism & MECHANISM) | (account->had_sasl2 ? SASL2 : 0);
}

void
confab_store_account_free (ConfabStoreAccount *account) {
  if (!account)
    return;
  g_free (account->address);
  g_free (account->host);
  g_free (account->proxy_host);
  g_free (account->roster_version);
  g_free (account->session_id);
  g_free (account->session_location);
  g_free (account->session_resource);
  g_free (account);
}

gboolean
confab_store_accounts_add (ConfabStoreDb *db, ConfabStoreAccount *account, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Adding an account",
      "INSERT INTO accounts (address, host, port, is_direct_tls, proxy_host, proxy_port, mechanism,"
      " had_binding, roster_version, session_id, session_location, session_resource, session_h)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (address) DO UPDATE SET host = excluded.host, port = excluded.port,"
      " is_direct_tls = excluded.is_direct_tls, proxy_host = excluded.proxy_host,"
      " proxy_port = excluded.proxy_port"
      " RETURNING id");
  gint64 id = 0;

  confab_store_query_bind_text (&query, account->address);
  confab_store_query_bind_text (&query, account->host);
  confab_store_query_bind_int (&query, account->port);
  confab_store_query_bind_int (&query, account->is_direct_tls);
  confab_store_query_bind_text (&query, account->proxy_host);
  confab_store_query_bind_int (&query, account->proxy_port);
  confab_store_query_bind_int (&query, get_strength (account));
  confab_store_query_bind_int (&query, account->had_binding);
  confab_store_query_bind_text (&query, account->roster_version);
  confab_store_query_bind_text (&query, account->session_id);
  confab_store_query_bind_text (&query, account->session_location);
  confab_store_query_bind_text (&query, account->session_resource);
  confab_store_query_bind_int (&query, account->session_h);
  if (confab_store_query_next (&query))
    id = confab_store_query_get_int (&query, 0);
  if (!confab_store_query_run (&query, error))
    return FALSE;
  account->id = id;
  return TRUE;
}

static ConfabStoreAccount *
read_account (ConfabStoreQuery *query) {
  ConfabStoreAccount *account = g_new0 (ConfabStoreAccount, 1);

  account->id = confab_store_query_get_int (query, 0);
  account->address = confab_store_query_dup_text (query, 1);
  account->host = confab_store_query_dup_text (query, 2);
  account->port = (guint16)confab_store_query_get_int (query, 3);
  account->is_direct_tls = confab_store_query_get_int (query, 4) != 0;
  account->proxy_host = confab_store_query_dup_text (query, 5);
  account->proxy_port = (guint16)confab_store_query_get_int (query, 6);
  account->mechanism = (int)(confab_store_query_get_int (query, 7) & MECHANISM);
  account->had_sasl2 = (confab_store_query_get_int (query, 7) & SASL2) != 0;
  account->had_binding = confab_store_query_get_int (query, 8) != 0;
  account->roster_version = confab_store_query_dup_text (query, 9);
  account->session_id = confab_store_query_dup_text (query, 10);
  account->session_location = confab_store_query_dup_text (query, 11);
  account->session_resource = confab_store_query_dup_text (query, 12);
  account->session_h = (guint32)confab_store_query_get_int (query, 13);
  return account;
}

GPtrArray *
confab_store_accounts_list (ConfabStoreDb *db, GError **error) {
  g_autoptr (GPtrArray) accounts =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_store_account_free);
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Listing accounts",
      "SELECT id, address, host, port, is_direct_tls, proxy_host, proxy_port, mechanism,"
      " had_binding, roster_version, session_id, session_location, session_resource, session_h"
      " FROM accounts ORDER BY id");

  while (confab_store_query_next (&query))
    g_ptr_array_add (accounts, read_account (&query));
  if (!confab_store_query_end (&query, error))
    return NULL;
  return g_steal_pointer (&accounts);
}

gboolean
confab_store_accounts_set_road (ConfabStoreDb *db, gint64 id, const char *road, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Noting the way of an account",
      "UPDATE accounts SET proxy_host = ?, proxy_port = 0 WHERE id = ?");

  confab_store_query_bind_text (&query, road);
  confab_store_query_bind_int (&query, id);
  return confab_store_query_run_one (&query, error);
}

gboolean
confab_store_accounts_remove (ConfabStoreDb *db, gint64 id, GError **error) {
  g_auto (ConfabStoreQuery) query =
      confab_store_query_new (db, "Removing an account", "DELETE FROM accounts WHERE id = ?");

  if (!confab_store_search_forget_account (db, id, error))
    return FALSE;
  confab_store_query_bind_int (&query, id);
  return confab_store_query_run (&query, error);
}

gboolean
confab_store_accounts_set_strength (
    ConfabStoreDb *db, const ConfabStoreAccount *account, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Noting how strong a sign-in was",
      "UPDATE accounts SET mechanism = ?, had_binding = ? WHERE id = ?");

  confab_store_query_bind_int (&query, get_strength (account));
  confab_store_query_bind_int (&query, account->had_binding != FALSE);
  confab_store_query_bind_int (&query, account->id);
  return confab_store_query_run_one (&query, error);
}

gboolean
confab_store_accounts_set_roster_version (
    ConfabStoreDb *db, gint64 id, const char *version, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (
      db, "Noting a list's version", "UPDATE accounts SET roster_version = ? WHERE id = ?");

  confab_store_query_bind_text (&query, version);
  confab_store_query_bind_int (&query, id);
  return confab_store_query_run_one (&query, error);
}

gboolean
confab_store_accounts_set_session (ConfabStoreDb *db, gint64 id, const char *session_id,
    const char *location, const char *resource, guint32 h, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Noting a session",
      "UPDATE accounts SET session_id = ?, session_location = ?, session_resource = ?,"
      " session_h = ? WHERE id = ?");

  confab_store_query_bind_text (&query, session_id);
  confab_store_query_bind_text (&query, session_id ? location : NULL);
  confab_store_query_bind_text (&query, session_id ? resource : NULL);
  confab_store_query_bind_int (&query, h);
  confab_store_query_bind_int (&query, id);
  return confab_store_query_run_one (&query, error);
}

/* XEP-0198 section 4: the counter wraps at 2^32; less than half of that apart is ahead. */
gboolean
confab_store_accounts_set_session_h (ConfabStoreDb *db, gint64 id, guint32 h, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Counting stanzas",
      "UPDATE accounts SET session_h ="
      " CASE WHEN ((?1 - session_h) & 4294967295) < 2147483648 THEN ?1 ELSE session_h END"
      " WHERE id = ?2");

  confab_store_query_bind_int (&query, h);
  confab_store_query_bind_int (&query, id);
  return confab_store_query_run_one (&query, error);
}
