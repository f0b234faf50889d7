/* A bad disk below the vault. A VFS between SQLite and the system counts what is done to the disk;
 * it lets each deed fail in its turn, or it cuts the power: then the disk holds what was synced,
 * and of the rest whatever happened to arrive. Whatever was acknowledged must be there afterwards,
 * no row twice, none half. */

#include "test-store-common.h"

#include <sqlcipher/sqlite3.h>

#define N_MESSAGES 12
#define N_CUTS 150
#define MAX_DEEDS 2000

typedef struct {
  char *name; /* within the folder */
  GByteArray *durable;
  GPtrArray *pending; /* Write */
} Shadow;

typedef struct {
  sqlite3_int64 at;
  GBytes *bytes; /* NULL: the file was cut at `at` */
} Write;

/* The disk; one for each test, handed to the VFS as its pAppData. */
typedef struct {
  sqlite3_vfs vfs;
  sqlite3_vfs *real;
  sqlite3_io_methods methods;
  const char *folder;
  guint n_deeds; /* touched by the vault's thread alone once it is open */
  guint fail_at; /* 0: never */
  int fail_with;
  gboolean fails_on; /* from then on, every deed */
  gint is_armed;
  guint cut_at; /* 0: never */
  char *cut_folder;
  GHashTable *shadows; /* name -> Shadow */
  gint n_acknowledged; /* as the main thread saw them */
  gint n_at_cut;
} Disk;

typedef struct {
  sqlite3_file base;
  Disk *disk;
  char *name;
  int flags;
  sqlite3_file *real;
} File;

static void
free_write (gpointer data) {
  Write *write = data;

  g_clear_pointer (&write->bytes, g_bytes_unref);
  g_free (write);
}

static void
free_shadow (gpointer data) {
  Shadow *shadow = data;

  g_free (shadow->name);
  g_byte_array_unref (shadow->durable);
  g_ptr_array_unref (shadow->pending);
  g_free (shadow);
}

static void
apply_write (GByteArray *bytes, const Write *write) {
  gsize size;
  const guint8 *data;
  guint end;

  if (!write->bytes) {
    if (write->at < bytes->len)
      g_byte_array_set_size (bytes, (guint)write->at);
    return;
  }
  data = g_bytes_get_data (write->bytes, &size);
  end = (guint)(write->at + (sqlite3_int64)size);
  if (end > bytes->len) {
    guint old = bytes->len;

    g_byte_array_set_size (bytes, end);
    memset (bytes->data + old, 0, end - old);
  }
  memcpy (bytes->data + write->at, data, size);
}

/* What a disk without power holds: all that was synced, and some of the rest, in its order or not;
 * a last write may be torn. */
static void
cut_power (Disk *disk) {
  GHashTableIter iter;
  gpointer value;

  disk->n_at_cut = g_atomic_int_get (&disk->n_acknowledged);
  g_hash_table_iter_init (&iter, disk->shadows);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    Shadow *shadow = value;
    g_autofree char *path = g_build_filename (disk->cut_folder, shadow->name, NULL);
    g_autoptr (GByteArray) bytes = g_byte_array_new ();
    int kind = g_random_int_range (0, 3);

    g_byte_array_append (bytes, shadow->durable->data, shadow->durable->len);
    for (guint i = 0; i < shadow->pending->len; i++) {
      const Write *write = g_ptr_array_index (shadow->pending, i);

      if (kind == 0 || (kind == 1 && g_random_boolean ()))
        continue;
      if (write->bytes && g_random_int_range (0, 4) == 0) {
        gsize torn = g_bytes_get_size (write->bytes) / 512 / 2 * 512;
        Write part = { write->at, g_bytes_new_from_bytes (write->bytes, 0, torn) };

        apply_write (bytes, &part);
        g_bytes_unref (part.bytes);
      } else {
        apply_write (bytes, write);
      }
    }
    g_assert_true (g_file_set_contents (path, (const char *)bytes->data, (gssize)bytes->len, NULL));
  }
}

/* Counts a deed. Returns: what it must fail with, or SQLITE_OK */
static int
on_deed (File *file) {
  Disk *disk = file->disk;

  if (!g_atomic_int_get (&disk->is_armed))
    return SQLITE_OK;
  disk->n_deeds++;
  if (disk->n_deeds == disk->cut_at)
    cut_power (disk);
  if (disk->n_deeds == disk->fail_at ||
      (disk->fails_on && disk->fail_at && disk->n_deeds > disk->fail_at))
    return disk->fail_with;
  return SQLITE_OK;
}

static Shadow *
shadow_of (File *file) {
  if (!file->disk->shadows || !file->name || !g_atomic_int_get (&file->disk->is_armed))
    return NULL;
  return g_hash_table_lookup (file->disk->shadows, file->name);
}

static void
note_write (File *file, sqlite3_int64 at, GBytes *bytes) {
  Shadow *shadow = shadow_of (file);
  Write *write;

  if (!shadow)
    return;
  write = g_new0 (Write, 1);
  write->at = at;
  write->bytes = bytes ? g_bytes_ref (bytes) : NULL;
  g_ptr_array_add (shadow->pending, write);
}

#define REAL(file) ((File *)(file))->real

static int
file_close (sqlite3_file *file) {
  int rc = REAL (file)->pMethods ? REAL (file)->pMethods->xClose (REAL (file)) : SQLITE_OK;

  g_free (((File *)file)->name);
  return rc;
}

static int
file_read (sqlite3_file *file, void *bytes, int size, sqlite3_int64 at) {
  return REAL (file)->pMethods->xRead (REAL (file), bytes, size, at);
}

static int
file_write (sqlite3_file *file, const void *bytes, int size, sqlite3_int64 at) {
  int rc = on_deed ((File *)file);
  g_autoptr (GBytes) copy = NULL;

  if (rc != SQLITE_OK)
    return rc;
  rc = REAL (file)->pMethods->xWrite (REAL (file), bytes, size, at);
  copy = g_bytes_new (bytes, (gsize)size);
  if (rc == SQLITE_OK)
    note_write ((File *)file, at, copy);
  return rc;
}

static int
file_truncate (sqlite3_file *file, sqlite3_int64 size) {
  int rc = on_deed ((File *)file);

  if (rc != SQLITE_OK)
    return rc;
  rc = REAL (file)->pMethods->xTruncate (REAL (file), size);
  if (rc == SQLITE_OK)
    note_write ((File *)file, size, NULL);
  return rc;
}

static int
file_sync (sqlite3_file *file, int flags) {
  int rc = on_deed ((File *)file);
  Shadow *shadow;

  if (rc != SQLITE_OK)
    return rc == SQLITE_FULL ? SQLITE_IOERR_FSYNC : rc;
  rc = REAL (file)->pMethods->xSync (REAL (file), flags);
  shadow = shadow_of ((File *)file);
  if (rc != SQLITE_OK || !shadow)
    return rc;
  for (guint i = 0; i < shadow->pending->len; i++)
    apply_write (shadow->durable, g_ptr_array_index (shadow->pending, i));
  g_ptr_array_set_size (shadow->pending, 0);
  return rc;
}

static int
file_size (sqlite3_file *file, sqlite3_int64 *size) {
  return REAL (file)->pMethods->xFileSize (REAL (file), size);
}

static int
file_lock (sqlite3_file *file, int lock) {
  return REAL (file)->pMethods->xLock (REAL (file), lock);
}

static int
file_unlock (sqlite3_file *file, int lock) {
  return REAL (file)->pMethods->xUnlock (REAL (file), lock);
}

static int
file_check_lock (sqlite3_file *file, int *is_reserved) {
  return REAL (file)->pMethods->xCheckReservedLock (REAL (file), is_reserved);
}

static int
file_control (sqlite3_file *file, int op, void *arg) {
  return REAL (file)->pMethods->xFileControl (REAL (file), op, arg);
}

static int
file_sector_size (sqlite3_file *file) {
  return REAL (file)->pMethods->xSectorSize (REAL (file));
}

/* None: no power-safe overwrite, no atomic writes. */
static int
file_characteristics (sqlite3_file *file) {
  return 0;
}

static int
file_shm_map (sqlite3_file *file, int region, int size, int may_extend, void volatile **bytes) {
  return REAL (file)->pMethods->xShmMap (REAL (file), region, size, may_extend, bytes);
}

static int
file_shm_lock (sqlite3_file *file, int offset, int n, int flags) {
  return REAL (file)->pMethods->xShmLock (REAL (file), offset, n, flags);
}

static void
file_shm_barrier (sqlite3_file *file) {
  REAL (file)->pMethods->xShmBarrier (REAL (file));
}

static int
file_shm_unmap (sqlite3_file *file, int is_delete) {
  return REAL (file)->pMethods->xShmUnmap (REAL (file), is_delete);
}

static int
disk_open (sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *base, int flags, int *out_flags) {
  Disk *disk = vfs->pAppData;
  File *file = (File *)base;
  int rc;

  memset (file, 0, sizeof *file);
  file->disk = disk;
  file->real = (sqlite3_file *)(file + 1);
  rc = disk->real->xOpen (disk->real, name, file->real, flags, out_flags);
  if (rc != SQLITE_OK)
    return rc;
  file->name = name ? g_path_get_basename (name) : NULL;
  file->base.pMethods = &disk->methods;
  return SQLITE_OK;
}

static Disk *
disk_new (const char *folder) {
  Disk *disk = g_new0 (Disk, 1);

  disk->folder = folder;
  disk->fail_with = SQLITE_IOERR;
  disk->real = sqlite3_vfs_find ("unix");
  disk->vfs = *disk->real;
  disk->vfs.pNext = NULL;
  disk->vfs.zName = "confab-bad-disk";
  disk->vfs.szOsFile = (int)sizeof (File) + disk->real->szOsFile;
  disk->vfs.pAppData = disk;
  disk->vfs.xOpen = disk_open;
  disk->methods = (sqlite3_io_methods){ 2, file_close, file_read, file_write, file_truncate,
    file_sync, file_size, file_lock, file_unlock, file_check_lock, file_control, file_sector_size,
    file_characteristics, file_shm_map, file_shm_lock, file_shm_barrier, file_shm_unmap, NULL,
    NULL };
  g_assert_cmpint (sqlite3_vfs_register (&disk->vfs, 1), ==, SQLITE_OK);
  return disk;
}

static void
disk_free (Disk *disk) {
  sqlite3_vfs_unregister (&disk->vfs);
  g_clear_pointer (&disk->shadows, g_hash_table_unref);
  g_free (disk);
}

typedef struct {
  guint number;
  guint n_rows;
  gboolean has[N_CUTS + MAX_DEEDS];
} Job;

static gboolean
job_account (ConfabStoreDb *db, gpointer data, GError **error) {
  return test_add_account (db, "me@example.org", error) == 1;
}

static gboolean
job_add (ConfabStoreDb *db, gpointer data, GError **error) {
  g_autofree char *text = g_strnfill (1500, 'x');

  g_snprintf (text, 1500, "%u", *(guint *)data);
  return test_add_message (db, 1, *(guint *)data % 2 ? OTHER : PEER, text, FALSE, error) != 0;
}

static gboolean
job_erase (ConfabStoreDb *db, gpointer data, GError **error) {
  return confab_store_chats_erase (db, 1, OTHER, FALSE, FALSE, NULL, error);
}

static gboolean
job_collect (ConfabStoreDb *db, gpointer data, GError **error) {
  Job *job = data;
  static const char *const peers[] = { PEER, OTHER };

  memset (job, 0, sizeof *job);
  for (guint p = 0; p < 2; p++) {
    g_autoptr (GPtrArray) rows = confab_store_messages_after (db, 1, peers[p], 0, 500, error);

    if (!rows)
      return FALSE;
    for (guint i = 0; i < rows->len; i++) {
      guint number = (guint)atoi (((ConfabStoreMessage *)g_ptr_array_index (rows, i))->text);

      g_assert_false (job->has[number]);
      job->has[number] = TRUE;
      job->n_rows++;
    }
  }
  return TRUE;
}

static gboolean
try (DexFuture *future) {
  g_autoptr (DexFuture) owned = future;
  g_autoptr (GError) error = NULL;
  gboolean is_done = test_wait (owned, &error);

  if (!is_done)
    g_assert_true (
        error->domain == CONFAB_STORE_ERROR &&
        (error->code == CONFAB_STORE_ERROR_IO || error->code == CONFAB_STORE_ERROR_FULL ||
            error->code == CONFAB_STORE_ERROR_DAMAGED));
  return is_done;
}

/* One life of a vault on a disk that fails at its `n`-th deed. FALSE once no deed is left to fail.
 */
static gboolean
live_with_fault (guint n, int fail_with, gboolean fails_on) {
  g_autofree char *folder = test_folder ();
  Disk *disk = disk_new (folder);
  ConfabStoreVault *vault = test_open (folder);
  gboolean is_acknowledged[N_MESSAGES + 1] = { FALSE };
  gboolean is_erased;
  gboolean was_reached;
  g_autofree Job *job = g_new0 (Job, 1);

  test_write (vault, job_account, NULL);
  disk->fail_at = n;
  disk->fail_with = fail_with;
  disk->fails_on = fails_on;
  g_atomic_int_set (&disk->is_armed, 1);
  for (guint i = 0; i < N_MESSAGES; i++)
    is_acknowledged[i] = try (confab_store_vault_write (vault, job_add, &i, NULL));
  is_erased = try (confab_store_vault_write (vault, job_erase, NULL, NULL));
  try (confab_store_vault_scrub (vault));
  if (fails_on)
    g_atomic_int_set (&disk->is_armed, 0);
  {
    /* The disk is well again, or failed only once: the same vault goes on, without a restart. */
    guint last = N_MESSAGES;

    is_acknowledged[N_MESSAGES] = try (confab_store_vault_write (vault, job_add, &last, NULL));
    if (fails_on)
      g_assert_true (is_acknowledged[N_MESSAGES]);
  }
  try (confab_store_vault_close (vault));
  was_reached = disk->n_deeds >= n;
  g_atomic_int_set (&disk->is_armed, 0);
  g_object_unref (vault);

  vault = test_open (folder);
  test_read (vault, job_collect, job);
  for (guint i = 0; i <= N_MESSAGES; i++) {
    if (is_acknowledged[i] && (i % 2 == 0 || i > N_MESSAGES))
      g_assert_true (job->has[i]);
    if (is_erased && i % 2 == 1)
      g_assert_false (job->has[i]);
  }
  test_close (vault);
  disk_free (disk);
  test_folder_remove (folder);
  return was_reached;
}

/* Each deed fails once; as the last one of many, and with another error, only some do unless the
 * test may be slow ("-m slow"). */
static void
test_each_deed_fails (void) {
  static const int codes[] = { SQLITE_IOERR, SQLITE_FULL };

  for (guint c = 0; c < G_N_ELEMENTS (codes); c++)
    for (guint fails_on = 0; fails_on <= 1; fails_on++) {
      gboolean is_whole = g_test_slow () || (c == 0 && !fails_on);

      for (guint n = 1; live_with_fault (n, codes[c], fails_on);
          n += is_whole ? 1 : (guint)g_test_rand_int_range (1, 8))
        g_assert_cmpuint (n, <, MAX_DEEDS);
    }
}

static DexFuture *
on_acknowledged (DexFuture *future, gpointer disk) {
  g_atomic_int_inc (&((Disk *)disk)->n_acknowledged);
  return NULL;
}

static void
watch_file (Disk *disk, const char *name) {
  Shadow *shadow = g_new0 (Shadow, 1);
  g_autofree char *path = g_build_filename (disk->folder, name, NULL);
  char *bytes = NULL;
  gsize size = 0;

  shadow->name = g_strdup (name);
  shadow->pending = g_ptr_array_new_with_free_func (free_write);
  if (g_file_get_contents (path, &bytes, &size, NULL))
    shadow->durable = g_byte_array_new_take ((guint8 *)bytes, size);
  else
    shadow->durable = g_byte_array_new ();
  g_hash_table_insert (disk->shadows, shadow->name, shadow);
}

/* Writes, several at once, and a scrub in between; the power goes at deed `n`. */
static gboolean
live_until_cut (guint n) {
  g_autofree char *folder = test_folder ();
  g_autofree char *after = test_folder ();
  Disk *disk = disk_new (folder);
  ConfabStoreVault *vault = test_open (folder);
  g_autoptr (GPtrArray) futures = g_ptr_array_new_with_free_func (dex_unref);
  guint numbers[60];
  g_autofree Job *job = g_new0 (Job, 1);
  gboolean was_reached;

  test_write (vault, job_account, NULL);
  test_settle (confab_store_vault_scrub (vault));
  disk->shadows = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_shadow);
  watch_file (disk, "vault.db");
  watch_file (disk, "vault.db-wal");
  disk->cut_at = n;
  disk->cut_folder = after;
  g_atomic_int_set (&disk->is_armed, 1);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++) {
    numbers[i] = i;
    g_ptr_array_add (
        futures, dex_future_then (confab_store_vault_write (vault, job_add, &numbers[i], NULL),
                     on_acknowledged, disk, NULL));
    if (i % 4 == 3)
      test_wait (g_ptr_array_index (futures, i), NULL);
    if (i % 25 == 24)
      test_settle (confab_store_vault_scrub (vault));
  }
  for (guint i = 0; i < futures->len; i++)
    test_wait (g_ptr_array_index (futures, i), NULL);
  was_reached = disk->n_deeds >= n;
  g_atomic_int_set (&disk->is_armed, 0);
  test_close (vault);

  if (was_reached) {
    vault = test_open (after);
    test_read (vault, job_collect, job);
    g_assert_cmpuint (job->n_rows, >=, disk->n_at_cut);
    for (guint i = 0; i < job->n_rows; i++)
      g_assert_true (job->has[i]);
    test_close (vault);
  }
  disk_free (disk);
  test_folder_remove (after);
  test_folder_remove (folder);
  return was_reached;
}

static void
test_power_cut (void) {
  guint n_cuts = 0;

  for (guint n = 1; n_cuts < N_CUTS; n += (guint)g_test_rand_int_range (1, 6)) {
    if (!live_until_cut (n))
      n = 0;
    else
      n_cuts++;
  }
}

int
main (int argc, char **argv) {
  test_init (&argc, &argv);
  g_test_add_func ("/store/faults/each-deed-fails", test_each_deed_fails);
  g_test_add_func ("/store/faults/power-cut", test_power_cut);
  return g_test_run ();
}
