/* Table of files. Keys stand in the vault alone; bytes, sealed with them, in a folder beside it,
 * under names that say nothing. What stands there and is no row's place is removed, at opening and
 * by each scrub: so bytes go with their row, by whatever road it went. */

#include "store/store-files.h"

#include <glib/gstdio.h>
#include <string.h>

#include "store/store-db-private.h"
#include "store/store-files-private.h"

#define FOLDER "files"
#define MAX_LIST 500
#define SELECT_FILE                                                                                \
  "SELECT files.message, files.account, files.name, files.type, files.size, files.url, files.key," \
  " files.iv, files.hash, files.place, files.state, files.cause, messages.is_own, messages.peer"   \
  " FROM files JOIN messages ON messages.id = files.message "

void
confab_store_file_free (ConfabStoreFile *file) {
  if (!file)
    return;
  g_free (file->name);
  g_free (file->type);
  g_free (file->url);
  g_clear_pointer (&file->key, confab_base_secret_unref);
  g_clear_pointer (&file->iv, g_bytes_unref);
  g_clear_pointer (&file->hash, g_bytes_unref);
  g_free (file->place);
  g_free (file->peer);
  g_free (file);
}

/* ---- rows ---- */

static void
bind_bytes (ConfabStoreQuery *query, GBytes *bytes) {
  gsize size = 0;
  const void *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  confab_store_query_bind_bytes (query, data, size);
}

/* The size that nobody knows is -1 on the disk. */
static gint64
size_to_row (guint64 size) {
  return size > G_MAXINT64 ? -1 : (gint64)size;
}

gboolean
confab_store_files_add (ConfabStoreDb *db, const ConfabStoreFile *file, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Adding a file",
      "INSERT INTO files (message, account, name, type, size, url, key, iv, hash, place, state,"
      " cause) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");

  confab_store_query_bind_int (&query, file->message);
  confab_store_query_bind_int (&query, file->account);
  confab_store_query_bind_text (&query, file->name);
  confab_store_query_bind_text (&query, file->type);
  confab_store_query_bind_int (&query, size_to_row (file->size));
  confab_store_query_bind_text (&query, file->url);
  if (file->key != NULL)
    confab_store_query_bind_bytes (
        &query, confab_base_secret_get_bytes (file->key), confab_base_secret_get_size (file->key));
  else
    confab_store_query_bind_bytes (&query, NULL, 0);
  bind_bytes (&query, file->iv);
  bind_bytes (&query, file->hash);
  confab_store_query_bind_text (&query, file->place);
  confab_store_query_bind_int (&query, file->state);
  confab_store_query_bind_int (&query, file->cause);
  return confab_store_query_run (&query, error);
}

static ConfabStoreFile *
read_file (ConfabStoreQuery *query) {
  ConfabStoreFile *file = g_new0 (ConfabStoreFile, 1);
  gint64 size = confab_store_query_get_int (query, 4);
  GBytes *key = confab_store_query_dup_bytes (query, 6);

  file->message = confab_store_query_get_int (query, 0);
  file->account = confab_store_query_get_int (query, 1);
  file->name = confab_store_query_dup_text (query, 2);
  file->type = confab_store_query_dup_text (query, 3);
  file->size = size < 0 ? CONFAB_STORE_FILE_SIZE_UNKNOWN : (guint64)size;
  file->url = confab_store_query_dup_text (query, 5);
  if (key != NULL && g_bytes_get_size (key) == CONFAB_STORE_FILE_KEY)
    file->key = confab_base_secret_new_copy (g_bytes_get_data (key, NULL), CONFAB_STORE_FILE_KEY);
  g_clear_pointer (&key, g_bytes_unref);
  file->iv = confab_store_query_dup_bytes (query, 7);
  file->hash = confab_store_query_dup_bytes (query, 8);
  file->place = confab_store_query_dup_text (query, 9);
  file->state = (int)confab_store_query_get_int (query, 10);
  file->cause = (int)confab_store_query_get_int (query, 11);
  file->is_own = confab_store_query_get_int (query, 12) != 0;
  file->peer = confab_store_query_dup_text (query, 13);
  return file;
}

ConfabStoreFile *
confab_store_files_get (ConfabStoreDb *db, gint64 message, GError **error) {
  g_auto (ConfabStoreQuery) query =
      confab_store_query_new (db, "Reading a file", SELECT_FILE "WHERE files.message = ?");

  confab_store_query_bind_int (&query, message);
  if (confab_store_query_next (&query))
    return read_file (&query);
  if (confab_store_query_end (&query, error))
    g_set_error_literal (error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_NOT_FOUND,
        "Reading a file: there is no such row");
  return NULL;
}

gboolean
confab_store_files_set_state (
    ConfabStoreDb *db, gint64 message, int state, int cause, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (
      db, "Moving a file's state", "UPDATE files SET state = ?, cause = ? WHERE message = ?");

  confab_store_query_bind_int (&query, state);
  confab_store_query_bind_int (&query, cause);
  confab_store_query_bind_int (&query, message);
  return confab_store_query_run_one (&query, error);
}

gboolean
confab_store_files_set_place (
    ConfabStoreDb *db, gint64 message, const char *place, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (
      db, "Giving a file its place", "UPDATE files SET place = ? WHERE message = ?");

  confab_store_query_bind_text (&query, place);
  confab_store_query_bind_int (&query, message);
  return confab_store_query_run_one (&query, error);
}

gboolean
confab_store_files_set_url (ConfabStoreDb *db, gint64 message, const char *url, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (
      db, "Noting where a file is", "UPDATE files SET url = ? WHERE message = ?");

  confab_store_query_bind_text (&query, url);
  confab_store_query_bind_int (&query, message);
  return confab_store_query_run_one (&query, error);
}

gboolean
confab_store_files_set_sum (
    ConfabStoreDb *db, gint64 message, guint64 size, GBytes *hash, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (
      db, "Noting what a file is", "UPDATE files SET size = ?, hash = ? WHERE message = ?");

  confab_store_query_bind_int (&query, size_to_row (size));
  bind_bytes (&query, hash);
  confab_store_query_bind_int (&query, message);
  return confab_store_query_run_one (&query, error);
}

GPtrArray *
confab_store_files_list (
    ConfabStoreDb *db, gint64 account, const int *states, guint n, GError **error) {
  g_autoptr (GPtrArray) files =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_store_file_free);
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Listing files",
      SELECT_FILE "WHERE files.account = ? AND (? >> files.state) & 1 ORDER BY files.message"
                  " LIMIT ?");
  gint64 set = 0;

  for (guint i = 0; i < n; i++)
    set |= G_GINT64_CONSTANT (1) << states[i];
  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_int (&query, set);
  confab_store_query_bind_int (&query, MAX_LIST);
  while (confab_store_query_next (&query))
    g_ptr_array_add (files, read_file (&query));
  if (!confab_store_query_end (&query, error))
    return NULL;
  return g_steal_pointer (&files);
}

gboolean
confab_store_files_sum (ConfabStoreDb *db, gint64 except, guint64 *bytes, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Counting what files take",
      "SELECT coalesce (sum (max (size, 0)), 0) FROM files WHERE place IS NOT NULL"
      " AND message <> ?");

  *bytes = 0;
  confab_store_query_bind_int (&query, except);
  if (confab_store_query_next (&query))
    *bytes = (guint64)MAX (confab_store_query_get_int (&query, 0), 0);
  return confab_store_query_end (&query, error);
}

static GStrv
list_places (ConfabStoreDb *db, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (
      db, "Listing places", "SELECT place FROM files WHERE place IS NOT NULL");
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();

  while (confab_store_query_next (&query))
    g_strv_builder_take (texts, confab_store_query_dup_text (&query, 0));
  return confab_store_query_end (&query, error) ? g_strv_builder_end (texts) : NULL;
}

/* ---- bytes ---- */

char *
confab_store_files_dup_folder (const char *path) {
  g_autofree char *folder = g_build_filename (path, FOLDER, NULL);

  return g_mkdir_with_parents (folder, 0700) == 0 ? g_steal_pointer (&folder) : NULL;
}

/* Names are our own, of letters and digits; what is not is left alone. */
static void
remove_place (const char *path, const char *place) {
  g_autofree char *file = g_build_filename (path, FOLDER, place, NULL);

  if (strspn (place, "0123456789abcdef") == strlen (place))
    g_unlink (file);
}

/* All but `places`. */
static void
remove_others (const char *path, const char *const *places) {
  g_autofree char *folder = g_build_filename (path, FOLDER, NULL);
  g_autoptr (GDir) listing = g_dir_open (folder, 0, NULL);
  const char *name;

  while (listing != NULL && (name = g_dir_read_name (listing)) != NULL)
    if (!g_strv_contains (places, name))
      remove_place (path, name);
}

void
confab_store_files_remove_folder (const char *path) {
  static const char *const none[] = { NULL };
  g_autofree char *folder = g_build_filename (path, FOLDER, NULL);

  remove_others (path, none);
  g_rmdir (folder);
}

gboolean
confab_store_files_sweep (ConfabStoreDb *db, const char *path, GError **error) {
  g_auto (GStrv) places = list_places (db, error);

  if (places == NULL)
    return FALSE;
  remove_others (path, (const char *const *)places);
  return TRUE;
}
