/* Devices of people and the keys that were ever seen of them. A key belongs to a person, not to a
 * device: what the user said of it holds wherever it turns up, and is never forgotten because a
 * device took another one. Refuses to keep more than a person can have. */

#include "store/store-omemo.h"

#include "store/store-omemo-private.h"

#define MAX_DEVICES 256
#define MAX_IDENTITIES 512

void
confab_store_omemo_device_free (ConfabStoreOmemoDevice *device) {
  if (!device)
    return;
  g_clear_pointer (&device->identity, g_bytes_unref);
  g_free (device->label);
  g_free (device);
}

#define DEVICE_COLUMNS                                                                             \
  "id, is_old, is_two, is_first, identity, label, first_us, last_us, old_failed_us,"               \
  " two_failed_us, answered_us, n_answers, repaired_us"

static ConfabStoreOmemoDevice *
read_device (ConfabStoreQuery *query) {
  ConfabStoreOmemoDevice *device = g_new0 (ConfabStoreOmemoDevice, 1);

  device->id = (guint32)confab_store_query_get_int (query, 0);
  device->is_old = confab_store_query_get_int (query, 1) != 0;
  device->is_two = confab_store_query_get_int (query, 2) != 0;
  device->is_first = confab_store_query_get_int (query, 3) != 0;
  device->identity = confab_store_query_dup_bytes (query, 4);
  device->label = confab_store_query_dup_text (query, 5);
  device->first_us = confab_store_query_get_int (query, 6);
  device->last_us = confab_store_query_get_int (query, 7);
  device->old_failed_us = confab_store_query_get_int (query, 8);
  device->two_failed_us = confab_store_query_get_int (query, 9);
  device->answered_us = confab_store_query_get_int (query, 10);
  device->n_answers = (guint)confab_store_query_get_int (query, 11);
  device->repaired_us = confab_store_query_get_int (query, 12);
  return device;
}

/* Listed ones first, then the latest. */
static int
compare_devices (gconstpointer a, gconstpointer b) {
  const ConfabStoreOmemoDevice *one = *(const ConfabStoreOmemoDevice *const *)a;
  const ConfabStoreOmemoDevice *other = *(const ConfabStoreOmemoDevice *const *)b;
  int by_list = (other->is_old || other->is_two) - (one->is_old || one->is_two);

  if (by_list != 0)
    return by_list;
  if (one->last_us != other->last_us)
    return one->last_us < other->last_us ? 1 : -1;
  if (one->first_us != other->first_us)
    return one->first_us > other->first_us ? 1 : -1;
  return (one->id > other->id) - (one->id < other->id);
}

/* Put in order here: for that SQLite makes a table in memory each time. */
GPtrArray *
confab_store_omemo_list_devices (
    ConfabStoreDb *db, gint64 account, const char *address, GError **error) {
  g_autoptr (GPtrArray) devices =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_store_omemo_device_free);
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Reading devices",
      "SELECT " DEVICE_COLUMNS " FROM omemo_devices WHERE account = ? AND address = ?"
      " LIMIT ?");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, address);
  confab_store_query_bind_int (&query, MAX_DEVICES);
  while (confab_store_query_next (&query))
    g_ptr_array_add (devices, read_device (&query));
  if (!confab_store_query_end (&query, error))
    return NULL;
  g_ptr_array_sort (devices, compare_devices);
  return g_steal_pointer (&devices);
}

gboolean
confab_store_omemo_get_device (ConfabStoreDb *db, gint64 account, const char *address, guint32 id,
    ConfabStoreOmemoDevice **device, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Reading a device",
      "SELECT " DEVICE_COLUMNS " FROM omemo_devices WHERE account = ? AND address = ? AND id = ?");

  *device = NULL;
  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, address);
  confab_store_query_bind_int (&query, id);
  if (confab_store_query_next (&query))
    *device = read_device (&query);
  if (confab_store_query_end (&query, error))
    return TRUE;
  g_clear_pointer (device, confab_store_omemo_device_free);
  return FALSE;
}

/* Makes room by forgetting the device off the lists that was silent longest. */
static gboolean
drop_stale (ConfabStoreDb *db, gint64 account, const char *address, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Forgetting a device",
      "DELETE FROM omemo_devices WHERE account = ?1 AND address = ?2 AND id ="
      " (SELECT id FROM omemo_devices WHERE account = ?1 AND address = ?2"
      "   AND NOT is_old AND NOT is_two ORDER BY last_us, first_us LIMIT 1)"
      " AND (SELECT count (*) FROM omemo_devices WHERE account = ?1 AND address = ?2) > ?3");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, address);
  confab_store_query_bind_int (&query, MAX_DEVICES - 1);
  return confab_store_query_run (&query, error);
}

static gboolean
update_device (ConfabStoreDb *db, gint64 account, const char *address,
    const ConfabStoreOmemoDevice *device, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Noting what a device did",
      "UPDATE omemo_devices SET is_old = ?, is_two = ?, is_first = ?, identity = ?, label = ?,"
      " last_us = ?, old_failed_us = ?, two_failed_us = ?, answered_us = ?, n_answers = ?,"
      " repaired_us = ? WHERE account = ? AND address = ? AND id = ?");

  confab_store_query_bind_int (&query, device->is_old != FALSE);
  confab_store_query_bind_int (&query, device->is_two != FALSE);
  confab_store_query_bind_int (&query, device->is_first != FALSE);
  confab_store_omemo_bind (&query, device->identity);
  confab_store_query_bind_text (&query, device->label);
  confab_store_query_bind_int (&query, device->last_us);
  confab_store_query_bind_int (&query, device->old_failed_us);
  confab_store_query_bind_int (&query, device->two_failed_us);
  confab_store_query_bind_int (&query, device->answered_us);
  confab_store_query_bind_int (&query, device->n_answers);
  confab_store_query_bind_int (&query, device->repaired_us);
  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, address);
  confab_store_query_bind_int (&query, device->id);
  return confab_store_query_run (&query, error);
}

static gboolean
insert_device (ConfabStoreDb *db, gint64 account, const char *address,
    const ConfabStoreOmemoDevice *device, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Keeping a device",
      "INSERT INTO omemo_devices (account, address, " DEVICE_COLUMNS ")"
      " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15"
      " WHERE (SELECT count (*) FROM omemo_devices WHERE account = ?1 AND address = ?2) < ?16");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, address);
  confab_store_query_bind_int (&query, device->id);
  confab_store_query_bind_int (&query, device->is_old != FALSE);
  confab_store_query_bind_int (&query, device->is_two != FALSE);
  confab_store_query_bind_int (&query, device->is_first != FALSE);
  confab_store_omemo_bind (&query, device->identity);
  confab_store_query_bind_text (&query, device->label);
  confab_store_query_bind_int (&query, device->first_us);
  confab_store_query_bind_int (&query, device->last_us);
  confab_store_query_bind_int (&query, device->old_failed_us);
  confab_store_query_bind_int (&query, device->two_failed_us);
  confab_store_query_bind_int (&query, device->answered_us);
  confab_store_query_bind_int (&query, device->n_answers);
  confab_store_query_bind_int (&query, device->repaired_us);
  confab_store_query_bind_int (&query, MAX_DEVICES);
  return confab_store_query_run (&query, error);
}

/* Room is made only where there is none. */
gboolean
confab_store_omemo_put_device (ConfabStoreDb *db, gint64 account, const char *address,
    const ConfabStoreOmemoDevice *device, GError **error) {
  if (!update_device (db, account, address, device, error))
    return FALSE;
  if (confab_store_db_get_n_changed (db) > 0)
    return TRUE;
  if (!insert_device (db, account, address, device, error))
    return FALSE;
  if (confab_store_db_get_n_changed (db) > 0)
    return TRUE;
  return drop_stale (db, account, address, error) &&
         insert_device (db, account, address, device, error);
}

/* ---- keys ---- */

void
confab_store_omemo_identity_free (ConfabStoreOmemoIdentity *identity) {
  if (!identity)
    return;
  g_clear_pointer (&identity->key, g_bytes_unref);
  g_free (identity);
}

static ConfabStoreOmemoIdentity *
read_identity (ConfabStoreQuery *query) {
  ConfabStoreOmemoIdentity *identity = g_new0 (ConfabStoreOmemoIdentity, 1);

  identity->key = confab_store_query_dup_bytes (query, 0);
  identity->is_first = confab_store_query_get_int (query, 1) != 0;
  identity->said = (int)confab_store_query_get_int (query, 2);
  identity->checked_us = confab_store_query_get_int (query, 3);
  identity->first_us = confab_store_query_get_int (query, 4);
  identity->is_heard = confab_store_query_get_int (query, 5) != 0;
  return identity;
}

gboolean
confab_store_omemo_has_said (ConfabStoreDb *db, gint64 account, const char *address, int said,
    gboolean *has, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Looking for a checked key",
      "SELECT 1 FROM omemo_identities WHERE account = ? AND address = ? AND said = ? LIMIT 1");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, address);
  confab_store_query_bind_int (&query, said);
  *has = confab_store_query_next (&query);
  return confab_store_query_end (&query, error);
}

static int
compare_identities (gconstpointer a, gconstpointer b) {
  const ConfabStoreOmemoIdentity *one = *(const ConfabStoreOmemoIdentity *const *)a;
  const ConfabStoreOmemoIdentity *other = *(const ConfabStoreOmemoIdentity *const *)b;

  return (one->first_us > other->first_us) - (one->first_us < other->first_us);
}

GPtrArray *
confab_store_omemo_list_identities (
    ConfabStoreDb *db, gint64 account, const char *address, GError **error) {
  g_autoptr (GPtrArray) identities =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_store_omemo_identity_free);
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Reading people's keys",
      "SELECT key, is_first, said, checked_us, first_us, is_heard FROM omemo_identities"
      " WHERE account = ? AND address = ? LIMIT ?");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, address);
  confab_store_query_bind_int (&query, MAX_IDENTITIES);
  while (confab_store_query_next (&query))
    g_ptr_array_add (identities, read_identity (&query));
  if (!confab_store_query_end (&query, error))
    return NULL;
  g_ptr_array_sort (identities, compare_identities);
  return g_steal_pointer (&identities);
}

gboolean
confab_store_omemo_get_identity (ConfabStoreDb *db, gint64 account, const char *address,
    GBytes *key, ConfabStoreOmemoIdentity **identity, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Reading somebody's key",
      "SELECT key, is_first, said, checked_us, first_us, is_heard FROM omemo_identities"
      " WHERE account = ? AND address = ? AND key = ?");

  *identity = NULL;
  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, address);
  confab_store_omemo_bind (&query, key);
  if (confab_store_query_next (&query))
    *identity = read_identity (&query);
  if (confab_store_query_end (&query, error))
    return TRUE;
  g_clear_pointer (identity, confab_store_omemo_identity_free);
  return FALSE;
}

static gboolean
drop_unused (ConfabStoreDb *db, gint64 account, const char *address, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Forgetting a key",
      "DELETE FROM omemo_identities WHERE account = ?1 AND address = ?2 AND key ="
      " (SELECT key FROM omemo_identities AS old WHERE account = ?1 AND address = ?2"
      "   AND said = 0 AND checked_us = 0 AND NOT EXISTS (SELECT 1 FROM omemo_devices"
      "     WHERE account = ?1 AND address = ?2 AND identity = old.key)"
      "   ORDER BY first_us LIMIT 1)"
      " AND (SELECT count (*) FROM omemo_identities WHERE account = ?1 AND address = ?2) > ?3");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, address);
  confab_store_query_bind_int (&query, MAX_IDENTITIES - 1);
  return confab_store_query_run (&query, error);
}

static gboolean
put_identity (ConfabStoreDb *db, gint64 account, const char *address,
    const ConfabStoreOmemoIdentity *identity, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Keeping somebody's key",
      "INSERT INTO omemo_identities (account, address, key, is_first, said, checked_us, first_us,"
      " is_heard) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?9"
      " WHERE EXISTS (SELECT 1 FROM omemo_identities WHERE account = ?1 AND address = ?2"
      "   AND key = ?3)"
      " OR (SELECT count (*) FROM omemo_identities WHERE account = ?1 AND address = ?2) < ?8"
      " ON CONFLICT (account, address, key) DO UPDATE SET is_first = excluded.is_first,"
      " said = excluded.said, checked_us = excluded.checked_us, is_heard = excluded.is_heard");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, address);
  confab_store_omemo_bind (&query, identity->key);
  confab_store_query_bind_int (&query, identity->is_first != FALSE);
  confab_store_query_bind_int (&query, identity->said);
  confab_store_query_bind_int (&query, identity->checked_us);
  confab_store_query_bind_int (&query, identity->first_us);
  confab_store_query_bind_int (&query, MAX_IDENTITIES);
  confab_store_query_bind_int (&query, identity->is_heard != FALSE);
  return confab_store_query_run (&query, error);
}

gboolean
confab_store_omemo_put_identity (ConfabStoreDb *db, gint64 account, const char *address,
    const ConfabStoreOmemoIdentity *identity, GError **error) {
  if (!put_identity (db, account, address, identity, error))
    return FALSE;
  if (confab_store_db_get_n_changed (db) > 0)
    return TRUE;
  return drop_unused (db, account, address, error) &&
         put_identity (db, account, address, identity, error);
}

gboolean
confab_store_omemo_find_owner (ConfabStoreDb *db, gint64 account, const char *address, GBytes *key,
    gboolean *is_others, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Looking whose key it is",
      "SELECT EXISTS (SELECT 1 FROM omemo_identities AS one"
      " WHERE account = ?1 AND address <> ?2 AND key = ?3 AND ((checked_us <> 0 AND NOT is_heard) "
      "OR EXISTS"
      "   (SELECT 1 FROM omemo_devices WHERE account = ?1 AND address = one.address"
      "     AND identity = ?3 AND last_us <> 0)))");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, address);
  confab_store_omemo_bind (&query, key);
  *is_others = confab_store_query_next (&query) && confab_store_query_get_int (&query, 0) != 0;
  return confab_store_query_end (&query, error);
}
