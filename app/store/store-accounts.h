#pragma once

/* Table of the accounts of this profile. Passwords are not here: they are in the keyring. */

#include "store/store-vault.h"

G_BEGIN_DECLS

typedef struct {
  gint64 id;
  char *address; /* bare */
  char *host;    /* named by the user, or NULL */
  guint16 port;  /* 0: standard */
  gboolean is_direct_tls;
  char *proxy_host;   /* the account's own way (model-road.h), or the host of a SOCKS5 proxy alone;
                         NULL: that of all accounts */
  guint16 proxy_port; /* of a host alone */
  int mechanism;      /* ConfabMechanism of the last success */
  gboolean had_binding;
  gboolean had_sasl2;   /* signed in by XEP-0388 then */
  char *roster_version; /* XEP-0237, NULL: none yet */
  char *session_id;     /* XEP-0198, NULL: none to resume */
  char *session_location;
  char *session_resource; /* resource of that session */
  guint32 session_h;      /* stanzas of the server that are durable here */
} ConfabStoreAccount;

void confab_store_account_free (ConfabStoreAccount *account);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabStoreAccount, confab_store_account_free)

/* Adds a row and sets `account->id`. The address must be new (an existing one: its row is taken,
 * host, port and proxy updated). */
gboolean confab_store_accounts_add (ConfabStoreDb *db, ConfabStoreAccount *account, GError **error);
/* Owned ConfabStoreAccount in order of id. Returns: (transfer full) */
GPtrArray *confab_store_accounts_list (ConfabStoreDb *db, GError **error);
/* Its own way; NULL: that of all accounts. */
gboolean
confab_store_accounts_set_road (ConfabStoreDb *db, gint64 id, const char *road, GError **error);
/* Everything of the account: contacts, requests, chats, messages, outbox. */
gboolean confab_store_accounts_remove (ConfabStoreDb *db, gint64 id, GError **error);
/* After a sign-in, of `account` its id and strength: what the next one must not fall below. */
gboolean confab_store_accounts_set_strength (
    ConfabStoreDb *db, const ConfabStoreAccount *account, GError **error);
gboolean confab_store_accounts_set_roster_version (
    ConfabStoreDb *db, gint64 id, const char *version, GError **error);
/* A new managed session; `session_id` NULL: none any more. Sets session_h to `h`. */
gboolean confab_store_accounts_set_session (ConfabStoreDb *db, gint64 id, const char *session_id,
    const char *location, const char *resource, guint32 h, GError **error);
/* Only ever moves forward within a session (modulo 2^32). */
gboolean
confab_store_accounts_set_session_h (ConfabStoreDb *db, gint64 id, guint32 h, GError **error);

G_END_DECLS
