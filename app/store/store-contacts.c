/* Table of buddies: what the server's list says about them, and what the user says here. The
 * server's word never changes the user's. */

#include "store/store-contacts.h"

#include "base/base-jid.h"
#include "store/store-db-private.h"

void
confab_store_contact_free (ConfabStoreContact *contact) {
  if (!contact)
    return;
  g_free (contact->address);
  g_free (contact->name);
  g_free (contact->groups);
  g_free (contact->note);
  g_free (contact->face);
  g_free (contact);
}

static ConfabStoreContact *
read_contact (ConfabStoreQuery *query) {
  ConfabStoreContact *contact = g_new0 (ConfabStoreContact, 1);

  contact->account = confab_store_query_get_int (query, 0);
  contact->address = confab_store_query_dup_text (query, 1);
  contact->name = confab_store_query_dup_text (query, 2);
  contact->subscription = (ConfabStoreSubscription)confab_store_query_get_int (query, 3);
  contact->is_asked = confab_store_query_get_int (query, 4) != 0;
  contact->groups = confab_store_query_dup_text (query, 5);
  contact->is_on_server = confab_store_query_get_int (query, 6) != 0;
  contact->is_known = confab_store_query_get_int (query, 7) != 0;
  contact->is_favourite = confab_store_query_get_int (query, 8) != 0;
  contact->is_plain_chosen = confab_store_query_get_int (query, 9) != 0;
  contact->asked_us = confab_store_query_get_int (query, 10);
  contact->note = confab_store_query_dup_text (query, 11);
  contact->is_awaited = confab_store_query_get_int (query, 12) != 0;
  contact->face = confab_store_query_dup_text (query, 13);
  contact->quiet_us = confab_store_query_get_int (query, 14);
  contact->has_given = confab_store_query_get_int (query, 15) != 0;
  contact->tells = (guint)confab_store_query_get_int (query, 16);
  return contact;
}

GPtrArray *
confab_store_contacts_list (ConfabStoreDb *db, gint64 account, GError **error) {
  g_autoptr (GPtrArray) contacts =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_store_contact_free);
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Listing contacts",
      "SELECT account, address, name, subscription, is_asked, groups, is_on_server, is_known,"
      " is_favourite, is_plain_chosen, asked_us, note, is_awaited, face, quiet_us,"
      " has_given, tells"
      " FROM contacts WHERE account = ? ORDER BY address");

  confab_store_query_bind_int (&query, account);
  while (confab_store_query_next (&query))
    g_ptr_array_add (contacts, read_contact (&query));
  if (!confab_store_query_end (&query, error))
    return NULL;
  return g_steal_pointer (&contacts);
}

#define INSERT_CONTACT                                                                             \
  "INSERT INTO contacts (account, address, name, subscription, is_asked, groups, is_on_server,"    \
  " is_known, is_favourite, is_plain_chosen, asked_us, note, is_awaited, face)"                    \
  " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"                                             \
  " ON CONFLICT (account, address) DO UPDATE SET name = excluded.name,"                            \
  " subscription = excluded.subscription, is_asked = excluded.is_asked,"                           \
  " groups = excluded.groups, is_on_server = excluded.is_on_server"
#define AND_LOCAL                                                                                  \
  ", is_known = excluded.is_known, is_favourite = excluded.is_favourite,"                          \
  " is_plain_chosen = excluded.is_plain_chosen, asked_us = excluded.asked_us,"                     \
  " note = excluded.note, is_awaited = excluded.is_awaited, face = excluded.face"

static gboolean
put_contact (ConfabStoreDb *db, gint64 account, const ConfabStoreContact *contact,
    gboolean with_local, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (
      db, "Writing a contact", with_local ? INSERT_CONTACT AND_LOCAL : INSERT_CONTACT);

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, contact->address);
  confab_store_query_bind_text (&query, contact->name);
  confab_store_query_bind_int (&query, contact->subscription);
  confab_store_query_bind_int (&query, contact->is_asked != FALSE);
  confab_store_query_bind_text (&query, contact->groups);
  confab_store_query_bind_int (&query, contact->is_on_server != FALSE);
  confab_store_query_bind_int (&query, with_local && contact->is_known);
  confab_store_query_bind_int (&query, with_local && contact->is_favourite);
  confab_store_query_bind_int (&query, with_local && contact->is_plain_chosen);
  confab_store_query_bind_int (&query, with_local ? contact->asked_us : 0);
  confab_store_query_bind_text (&query, with_local ? contact->note : NULL);
  confab_store_query_bind_int (&query, with_local && contact->is_awaited);
  confab_store_query_bind_text (&query, with_local ? contact->face : NULL);
  return confab_store_query_run (&query, error);
}

gboolean
confab_store_contacts_put (
    ConfabStoreDb *db, const ConfabStoreContact *contact, gboolean with_local, GError **error) {
  return put_contact (db, contact->account, contact, with_local, error);
}

/* Without the server's part. A request of ours is open as long as nothing answered it. */
static gboolean
forget_server_part (ConfabStoreDb *db, gint64 account, const char *address, GError **error) {
  g_auto (ConfabStoreQuery) drop = confab_store_query_new (db, "Dropping a contact",
      "DELETE FROM contacts WHERE account = ?1 AND address = ?2"
      " AND NOT (asked_us <> 0 AND subscription IN (0, 2))"
      " AND NOT EXISTS (SELECT 1 FROM messages WHERE account = ?1 AND peer = ?2)"
      " AND NOT EXISTS (SELECT 1 FROM drafts WHERE account = ?1 AND peer = ?2)");
  g_auto (ConfabStoreQuery) keep = confab_store_query_new (db, "Keeping a contact here",
      "UPDATE contacts SET name = NULL, subscription = 0, is_asked = 0, groups = NULL,"
      " is_on_server = 0, tells = 0 WHERE account = ? AND address = ?");

  confab_store_query_bind_int (&drop, account);
  confab_store_query_bind_text (&drop, address);
  confab_store_query_bind_int (&keep, account);
  confab_store_query_bind_text (&keep, address);
  return confab_store_query_run (&drop, error) && confab_store_query_run (&keep, error);
}

gboolean
confab_store_contacts_replace (
    ConfabStoreDb *db, gint64 account, GPtrArray *contacts, GError **error) {
  g_autoptr (GPtrArray) old = confab_store_contacts_list (db, account, error);
  g_autoptr (GHashTable) is_listed = g_hash_table_new (g_str_hash, g_str_equal);

  if (!old)
    return FALSE;
  for (guint i = 0; i < contacts->len; i++) {
    const ConfabStoreContact *contact = g_ptr_array_index (contacts, i);

    g_hash_table_add (is_listed, contact->address);
    if (!put_contact (db, account, contact, FALSE, error))
      return FALSE;
  }
  for (guint i = 0; i < old->len; i++) {
    const ConfabStoreContact *contact = g_ptr_array_index (old, i);

    /* Of notes to oneself no server's list says anything. */
    if (!g_hash_table_contains (is_listed, contact->address) &&
        !g_str_equal (contact->address, CONFAB_BASE_JID_NOTE) &&
        !forget_server_part (db, account, contact->address, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
confab_store_contacts_set_plain (
    ConfabStoreDb *db, gint64 account, const char *address, gboolean is_plain, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Keeping how to write to a contact",
      "UPDATE contacts SET is_plain_chosen = ? WHERE account = ? AND address = ?");

  confab_store_query_bind_int (&query, is_plain != FALSE);
  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, address);
  return confab_store_query_run_one (&query, error);
}

gboolean
confab_store_contacts_set_quiet (
    ConfabStoreDb *db, gint64 account, const char *address, gint64 until_us, GError **error) {
  g_auto (ConfabStoreQuery) query =
      confab_store_query_new (db, "Keeping until when a contact is quiet",
          "UPDATE contacts SET quiet_us = ? WHERE account = ? AND address = ?");

  confab_store_query_bind_int (&query, until_us);
  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, address);
  return confab_store_query_run_one (&query, error);
}

gboolean
confab_store_contacts_note_given (ConfabStoreDb *db, gint64 message, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Noting who gave a file",
      "UPDATE contacts SET has_given = 1 WHERE has_given = 0 AND (account, address) ="
      " (SELECT account, peer FROM messages WHERE id = ? AND NOT is_own)");

  confab_store_query_bind_int (&query, message);
  return confab_store_query_run (&query, error);
}

gboolean
confab_store_contacts_remove (
    ConfabStoreDb *db, gint64 account, const char *address, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (
      db, "Removing a contact", "DELETE FROM contacts WHERE account = ? AND address = ?");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, address);
  return confab_store_query_run (&query, error);
}
