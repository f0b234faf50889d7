#pragma once

/* A disk that fails or loses its power, as a VFS between SQLite and the system. It counts what is
 * done to the files (writes, cuts, syncs), fails the deed that it was told to fail, and knows what
 * of each watched file is durable: what was there at its last sync. */

#include <sqlcipher/sqlite3.h>
#include <string.h>

#include <glib.h>

#define SECTOR_BYTES 512

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
  gint phase; /* of the test, as it names them */
  gint phase_at_cut;
  guint n_dropped; /* writes of which nothing arrived */
} Disk;

typedef struct {
  sqlite3_file base;
  Disk *disk;
  char *name;
  int flags;
  sqlite3_file *real;
} File;

static inline void
free_write (gpointer data) {
  Write *write = data;

  g_clear_pointer (&write->bytes, g_bytes_unref);
  g_free (write);
}

static inline void
free_shadow (gpointer data) {
  Shadow *shadow = data;

  g_free (shadow->name);
  g_byte_array_unref (shadow->durable);
  g_ptr_array_unref (shadow->pending);
  g_free (shadow);
}

static inline void
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
  if (size > 0)
    memcpy (bytes->data + write->at, data, size);
}

/* Of a write that was under way each sector is as it was, as it should be, or neither. */
static inline void
apply_torn (GByteArray *bytes, const Write *write) {
  gsize size = g_bytes_get_size (write->bytes);

  for (gsize at = 0; at < size; at += SECTOR_BYTES) {
    gsize n = MIN (SECTOR_BYTES, size - at);
    guint8 noise[SECTOR_BYTES];
    Write part = { write->at + (sqlite3_int64)at, NULL };

    switch (g_test_rand_int_range (0, 3)) {
    case 0:
      part.bytes = g_bytes_new_from_bytes (write->bytes, at, n);
      break;
    case 1:
      for (gsize i = 0; i < n; i++)
        noise[i] = (guint8)g_test_rand_int ();
      part.bytes = g_bytes_new (noise, n);
      break;
    default:
      continue;
    }
    apply_write (bytes, &part);
    g_bytes_unref (part.bytes);
  }
}

/* What a disk without power holds: all that was synced; of the rest nothing, some, in its order or
 * not, or all; and any of it may be torn. */
static inline void
cut_power (Disk *disk) {
  GHashTableIter iter;
  gpointer value;

  disk->n_at_cut = g_atomic_int_get (&disk->n_acknowledged);
  disk->phase_at_cut = g_atomic_int_get (&disk->phase);
  g_hash_table_iter_init (&iter, disk->shadows);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    Shadow *shadow = value;
    g_autofree char *path = g_build_filename (disk->cut_folder, shadow->name, NULL);
    g_autoptr (GByteArray) bytes = g_byte_array_new ();
    int kind = g_test_rand_int_range (0, 3);

    g_byte_array_append (bytes, shadow->durable->data, shadow->durable->len);
    for (guint i = 0; i < shadow->pending->len; i++) {
      const Write *write = g_ptr_array_index (shadow->pending, i);

      disk->n_dropped += kind == 0;
      if (kind == 0 || (kind == 1 && g_test_rand_bit ()))
        continue;
      if (write->bytes && g_test_rand_int_range (0, 4) == 0)
        apply_torn (bytes, write);
      else
        apply_write (bytes, write);
    }
    g_assert_true (g_file_set_contents (path, (const char *)bytes->data, (gssize)bytes->len, NULL));
  }
}

/* Counts a deed. Returns: what it must fail with, or SQLITE_OK */
static inline int
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

static inline Shadow *
shadow_of (File *file) {
  if (!file->disk->shadows || !file->name || !g_atomic_int_get (&file->disk->is_armed))
    return NULL;
  return g_hash_table_lookup (file->disk->shadows, file->name);
}

static inline void
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

static inline int
file_close (sqlite3_file *file) {
  int rc = REAL (file)->pMethods ? REAL (file)->pMethods->xClose (REAL (file)) : SQLITE_OK;

  g_free (((File *)file)->name);
  return rc;
}

static inline int
file_read (sqlite3_file *file, void *bytes, int size, sqlite3_int64 at) {
  return REAL (file)->pMethods->xRead (REAL (file), bytes, size, at);
}

static inline int
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

static inline int
file_truncate (sqlite3_file *file, sqlite3_int64 size) {
  int rc = on_deed ((File *)file);

  if (rc != SQLITE_OK)
    return rc;
  rc = REAL (file)->pMethods->xTruncate (REAL (file), size);
  if (rc == SQLITE_OK)
    note_write ((File *)file, size, NULL);
  return rc;
}

static inline void
sync_shadow (Shadow *shadow) {
  for (guint i = 0; i < shadow->pending->len; i++)
    apply_write (shadow->durable, g_ptr_array_index (shadow->pending, i));
  g_ptr_array_set_size (shadow->pending, 0);
}

static inline int
file_sync (sqlite3_file *file, int flags) {
  int rc = on_deed ((File *)file);
  Shadow *shadow;

  if (rc != SQLITE_OK)
    return rc == SQLITE_FULL ? SQLITE_IOERR_FSYNC : rc;
  rc = REAL (file)->pMethods->xSync (REAL (file), flags);
  shadow = shadow_of ((File *)file);
  if (rc != SQLITE_OK || !shadow)
    return rc;
  sync_shadow (shadow);
  return rc;
}

static inline int
file_size (sqlite3_file *file, sqlite3_int64 *size) {
  return REAL (file)->pMethods->xFileSize (REAL (file), size);
}

static inline int
file_lock (sqlite3_file *file, int lock) {
  return REAL (file)->pMethods->xLock (REAL (file), lock);
}

static inline int
file_unlock (sqlite3_file *file, int lock) {
  return REAL (file)->pMethods->xUnlock (REAL (file), lock);
}

static inline int
file_check_lock (sqlite3_file *file, int *is_reserved) {
  return REAL (file)->pMethods->xCheckReservedLock (REAL (file), is_reserved);
}

static inline int
file_control (sqlite3_file *file, int op, void *arg) {
  return REAL (file)->pMethods->xFileControl (REAL (file), op, arg);
}

static inline int
file_sector_size (sqlite3_file *file) {
  return REAL (file)->pMethods->xSectorSize (REAL (file));
}

/* None: no power-safe overwrite, no atomic writes. */
static inline int
file_characteristics (sqlite3_file *file) {
  return 0;
}

static inline int
file_shm_map (sqlite3_file *file, int region, int size, int may_extend, void volatile **bytes) {
  return REAL (file)->pMethods->xShmMap (REAL (file), region, size, may_extend, bytes);
}

static inline int
file_shm_lock (sqlite3_file *file, int offset, int n, int flags) {
  return REAL (file)->pMethods->xShmLock (REAL (file), offset, n, flags);
}

static inline void
file_shm_barrier (sqlite3_file *file) {
  REAL (file)->pMethods->xShmBarrier (REAL (file));
}

static inline int
file_shm_unmap (sqlite3_file *file, int is_delete) {
  return REAL (file)->pMethods->xShmUnmap (REAL (file), is_delete);
}

static inline int
disk_open (sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *base, int flags, int *out_flags) {
  Disk *disk = vfs->pAppData;
  File *file = (File *)base;
  int rc;

  /* Nothing is put on the disk under a name that nobody chose. */
  g_assert_nonnull (name);
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

/* A file that is gone is an empty one to SQLite; until its folder is synced it may come back. */
static inline int
disk_delete (sqlite3_vfs *vfs, const char *name, int is_synced) {
  Disk *disk = vfs->pAppData;
  g_autofree char *base = g_path_get_basename (name);
  File file = { .disk = disk, .name = base };
  int rc = on_deed (&file);
  Shadow *shadow;

  if (rc == SQLITE_OK)
    rc = disk->real->xDelete (disk->real, name, is_synced);
  shadow = shadow_of (&file);
  if (rc != SQLITE_OK || !shadow)
    return rc;
  note_write (&file, 0, NULL);
  if (is_synced)
    sync_shadow (shadow);
  return SQLITE_OK;
}

static inline Disk *
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
  disk->vfs.xDelete = disk_delete;
  disk->methods = (sqlite3_io_methods){ 2, file_close, file_read, file_write, file_truncate,
    file_sync, file_size, file_lock, file_unlock, file_check_lock, file_control, file_sector_size,
    file_characteristics, file_shm_map, file_shm_lock, file_shm_barrier, file_shm_unmap, NULL,
    NULL };
  g_assert_cmpint (sqlite3_vfs_register (&disk->vfs, 1), ==, SQLITE_OK);
  return disk;
}

static inline void
disk_free (Disk *disk) {
  sqlite3_vfs_unregister (&disk->vfs);
  g_clear_pointer (&disk->shadows, g_hash_table_unref);
  g_free (disk);
}

static inline void
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
