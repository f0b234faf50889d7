#pragma once

/* What checked devices are still to be told of keys (XEP-0450): one row for each word and each
 * device that is to hear it, until the server has the message that says it. What it means stands in
 * app/omemo; `said` is a number of that folder. Only inside a job (store-vault.h). */

#include "store/store-vault.h"

G_BEGIN_DECLS

#define CONFAB_STORE_TRUST_MAX_ROWS 1024 /* for one person; beyond it the oldest makes room */

typedef struct {
  gint64 id;     /* set when it is read */
  char *address; /* who is to be told */
  GBytes *to;    /* the key of their device */
  char *owner;   /* whose key is spoken of */
  GBytes *key;
  int said;
  gboolean is_act; /* the user did something for it just now; else it follows from a message */
} ConfabStoreTrust;

void confab_store_trust_free (ConfabStoreTrust *word);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabStoreTrust, confab_store_trust_free)

/* In place of what was to be said of the same key to the same device. */
gboolean confab_store_trust_add (
    ConfabStoreDb *db, gint64 account, const ConfabStoreTrust *word, GError **error);
/* What waits for `address` and was given to no stream, oldest first; `acts_only`: what the user
 * did. Returns: (transfer full) owned ConfabStoreTrust */
GPtrArray *confab_store_trust_list (
    ConfabStoreDb *db, gint64 account, const char *address, gboolean acts_only, GError **error);
/* Whom something waits for that was given to no stream. Returns: (transfer full) owned strings */
GPtrArray *confab_store_trust_list_people (ConfabStoreDb *db, gint64 account, GError **error);
/* That device is not told anything any more. */
gboolean confab_store_trust_drop (
    ConfabStoreDb *db, gint64 account, const char *address, GBytes *to, GError **error);

/* ---- on its way ---- */

/* The row `id` goes out in the message `letter` (the id of one of its rows). */
gboolean confab_store_trust_send (
    ConfabStoreDb *db, gint64 account, gint64 id, gint64 letter, GError **error);
/* That message's number in a managed session; before it is written. */
gboolean confab_store_trust_mark (
    ConfabStoreDb *db, gint64 letter, const char *session_id, guint32 number, GError **error);
/* The server has everything of this session up to `h`: those words were said. */
gboolean confab_store_trust_acknowledge (
    ConfabStoreDb *db, gint64 account, const char *session_id, guint32 h, GError **error);
/* The stream is gone: what it was given and did not acknowledge waits again. */
gboolean confab_store_trust_return (ConfabStoreDb *db, gint64 account, GError **error);

G_END_DECLS
