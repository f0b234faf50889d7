/* The vault's files in their folder. A new vault is made under another name and renamed when it is
 * whole, so that a file named vault.db is never half made; an existing one is looked at before a
 * connection that could write is let near it. Refuses to delete or overwrite any vault: what cannot
 * be opened is at most renamed, and only when asked. */

#include "store/store-file-private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define VAULT_NAME "vault.db"
#define NEW_NAME "vault.db.new"
#define SAVING_NAME "vault.db.saving" /* what could be read of a damaged one, on its way */
#define SAVED_NAME "vault.db.saved"   /* all of it: it takes the place of the damaged one */
#define LOCK_NAME "vault.lock"
#define PAGE_BYTES 4096   /* SQLCipher 4 */
#define LOG_HEAD_BYTES 32 /* of SQLite's write-ahead log, and of each page in it */
#define FRAME_HEAD_BYTES 24
#define MAX_SET_ASIDE 1000

struct _ConfabStoreFile {
  char *folder; /* no link in it */
  char *vault;
  int lock;
};

static const char *const log_suffixes[] = { "-wal", "-shm", "-journal" };

static void
set_errno (GError **error, const char *what, int code) {
  ConfabStoreError mapped =
      code == ENOSPC || code == EDQUOT ? CONFAB_STORE_ERROR_FULL : CONFAB_STORE_ERROR_IO;

  g_set_error (error, CONFAB_STORE_ERROR, mapped, "%s: %s", what, g_strerror (code));
}

/* In doubt there is something: a new vault is made only where certainly none is. */
static gboolean
exists (const char *path) {
  struct stat info;

  return lstat (path, &info) == 0 || (errno != ENOENT && errno != ENOTDIR);
}

static gint64
size_of (const char *path, const char *suffix) {
  g_autofree char *name = g_strconcat (path, suffix, NULL);
  struct stat info;

  return lstat (name, &info) == 0 ? (gint64)info.st_size : -1;
}

gboolean
confab_store_vault_exists (const char *path) {
  g_autofree char *vault = g_build_filename (path, VAULT_NAME, NULL);
  g_autofree char *saved = g_build_filename (path, SAVED_NAME, NULL);

  return exists (vault) || exists (saved);
}

static gboolean
make_folder (const char *folder, gboolean may_make, GError **error) {
  struct stat info;

  if (may_make && g_mkdir_with_parents (folder, 0700) != 0) {
    set_errno (error, "Making the vault's folder", errno);
    return FALSE;
  }
  if (stat (folder, &info) != 0) {
    set_errno (error, "Looking at the vault's folder", errno);
    return FALSE;
  }
  if ((info.st_mode & 07777) != 0700 && chmod (folder, 0700) != 0) {
    set_errno (error, "Closing the vault's folder to others", errno);
    return FALSE;
  }
  return TRUE;
}

static gboolean
take_lock (ConfabStoreFile *file, GError **error) {
  g_autofree char *name = g_build_filename (file->folder, LOCK_NAME, NULL);

  file->lock = open (name, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file->lock < 0) {
    set_errno (error, "Opening the vault's lock", errno);
    return FALSE;
  }
  while (flock (file->lock, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EINTR)
      continue;
    if (errno == EWOULDBLOCK)
      g_set_error_literal (
          error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_BUSY, "Another process has the vault open");
    else
      set_errno (error, "Locking the vault", errno);
    return FALSE;
  }
  return TRUE;
}

ConfabStoreFile *
confab_store_file_lock (const char *folder, gboolean may_make, GError **error) {
  g_autoptr (ConfabStoreFile) file = g_new0 (ConfabStoreFile, 1);

  file->lock = -1;
  if (!make_folder (folder, may_make, error))
    return NULL;
  /* The home folder may lie behind a link; the vault itself may not. */
  file->folder = realpath (folder, NULL);
  if (!file->folder) {
    set_errno (error, "Finding the vault's folder", errno);
    return NULL;
  }
  file->vault = g_build_filename (file->folder, VAULT_NAME, NULL);
  if (!take_lock (file, error))
    return NULL;
  return g_steal_pointer (&file);
}

void
confab_store_file_unlock (ConfabStoreFile *file) {
  if (file->lock >= 0)
    close (file->lock);
  g_free (file->vault);
  free (file->folder);
  g_free (file);
}

static gboolean
rename_never_over (const char *from, const char *to, GError **error) {
  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return TRUE;
  /* A file system that cannot promise it: the lock keeps our own away. */
  if ((errno == EINVAL || errno == ENOSYS) && !exists (to) && rename (from, to) == 0)
    return TRUE;
  set_errno (error, "Renaming a file of the vault", errno);
  return FALSE;
}

static gboolean
sync_folder (ConfabStoreFile *file, GError **error) {
  int folder = open (file->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean is_done = folder >= 0 && fsync (folder) == 0;

  if (!is_done)
    set_errno (error, "Making the vault's name durable", errno);
  if (folder >= 0)
    close (folder);
  return is_done;
}

/* A name that is free for the vault and for each of its logs. */
static char *
find_free_name (ConfabStoreFile *file, GError **error) {
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d");

  for (guint n = 1; n <= MAX_SET_ASIDE; n++) {
    g_autofree char *name = g_strdup_printf ("%s.set-aside-%s-%u", file->vault, date, n);
    gboolean is_free = !exists (name);

    for (gsize i = 0; is_free && i < G_N_ELEMENTS (log_suffixes); i++)
      is_free = size_of (name, log_suffixes[i]) < 0;
    if (is_free)
      return g_steal_pointer (&name);
  }
  g_set_error_literal (
      error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_IO, "Too many vaults were set aside today");
  return NULL;
}

/* The vault first: from then on its logs belong to nothing, and making a new vault moves such logs
 * away too. */
char *
confab_store_file_set_aside (ConfabStoreFile *file, GError **error) {
  g_autofree char *name = find_free_name (file, error);
  gboolean is_any = FALSE;

  if (!name)
    return NULL;
  if (exists (file->vault)) {
    if (!rename_never_over (file->vault, name, error))
      return NULL;
    is_any = TRUE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (log_suffixes); i++) {
    g_autofree char *from = g_strconcat (file->vault, log_suffixes[i], NULL);
    g_autofree char *to = g_strconcat (name, log_suffixes[i], NULL);

    if (!exists (from))
      continue;
    if (!rename_never_over (from, to, error))
      return NULL;
    is_any = TRUE;
  }
  if (!is_any) {
    g_set_error_literal (
        error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_NOT_FOUND, "There is no vault here");
    return NULL;
  }
  if (!sync_folder (file, error))
    return NULL;
  return g_path_get_basename (name);
}

static void
remove_half_made (const char *name) {
  unlink (name);
  for (gsize i = 0; i < G_N_ELEMENTS (log_suffixes); i++) {
    g_autofree char *log = g_strconcat (name, log_suffixes[i], NULL);

    unlink (log);
  }
}

static gboolean
fill_new (const char *name, ConfabSecret *key, GError **error) {
  ConfabStoreDb *db = confab_store_db_open (name, key, CONFAB_STORE_DB_WRITER, error);
  gboolean is_made;

  if (!db)
    return FALSE;
  is_made = confab_store_db_settle (db, error) && confab_store_migrate (db, TRUE, error) &&
            confab_store_db_checkpoint (db, error);
  confab_store_db_close (db);
  return is_made;
}

/* ---- what was saved of a damaged vault ---- */

const char *
confab_store_file_get_vault (ConfabStoreFile *file) {
  return file->vault;
}

void
confab_store_file_forget_saved (ConfabStoreFile *file) {
  g_autofree char *saving = g_build_filename (file->folder, SAVING_NAME, NULL);
  g_autofree char *saved = g_build_filename (file->folder, SAVED_NAME, NULL);

  remove_half_made (saving);
  remove_half_made (saved);
}

ConfabStoreDb *
confab_store_file_begin_saved (ConfabStoreFile *file, ConfabSecret *key, GError **error) {
  g_autofree char *name = g_build_filename (file->folder, SAVING_NAME, NULL);
  int made;

  confab_store_file_forget_saved (file);
  made = open (name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (made < 0) {
    set_errno (error, "Making a file for what can be read", errno);
    return NULL;
  }
  close (made);
  return confab_store_db_open (name, key, CONFAB_STORE_DB_WRITER, error);
}

char *
confab_store_file_finish_saved (ConfabStoreFile *file, GError **error) {
  g_autofree char *saving = g_build_filename (file->folder, SAVING_NAME, NULL);
  g_autofree char *saved = g_build_filename (file->folder, SAVED_NAME, NULL);
  g_autofree char *name = NULL;

  /* From here on it is whole, and only from where the vault is gone it is one. */
  if (!rename_never_over (saving, saved, error) || !sync_folder (file, error))
    return NULL;
  name = confab_store_file_set_aside (file, error);
  if (!name || !rename_never_over (saved, file->vault, error) || !sync_folder (file, error))
    return NULL;
  return g_steal_pointer (&name);
}

/* Confab ended while it was being put into its place, or before that: then it goes. */
static gboolean
settle_saved (ConfabStoreFile *file, GError **error) {
  g_autofree char *saved = g_build_filename (file->folder, SAVED_NAME, NULL);
  g_autoptr (GError) inner = NULL;
  g_autofree char *logs = NULL;

  if (exists (file->vault) || !exists (saved)) {
    confab_store_file_forget_saved (file);
    return TRUE;
  }
  /* Logs of the damaged one would be taken for its own. */
  logs = confab_store_file_set_aside (file, &inner);
  if (!logs && !g_error_matches (inner, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_NOT_FOUND)) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return FALSE;
  }
  return rename_never_over (saved, file->vault, error) && sync_folder (file, error);
}

static gboolean
make_vault (ConfabStoreFile *file, ConfabSecret *key, GError **error) {
  g_autofree char *name = g_build_filename (file->folder, NEW_NAME, NULL);
  g_autoptr (GError) stray_error = NULL;
  g_autofree char *stray = confab_store_file_set_aside (file, &stray_error);
  int made;

  if (!stray && !g_error_matches (stray_error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_NOT_FOUND)) {
    g_propagate_error (error, g_steal_pointer (&stray_error));
    return FALSE;
  }
  remove_half_made (name);
  made = open (name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (made < 0) {
    set_errno (error, "Making the vault's file", errno);
    return FALSE;
  }
  close (made);
  if (fill_new (name, key, error) && rename_never_over (name, file->vault, error))
    return sync_folder (file, error);
  remove_half_made (name);
  return FALSE;
}

/* Where there is no log, a file can be judged without any trace. */
static gboolean
probe (ConfabStoreFile *file, ConfabSecret *key, GError **error) {
  gint64 size = size_of (file->vault, "");
  ConfabStoreDb *db;
  gboolean is_good;

  if (size < PAGE_BYTES || size % PAGE_BYTES != 0) {
    g_set_error_literal (
        error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_DAMAGED, "The vault's file was cut short");
    return FALSE;
  }
  db = confab_store_db_open (file->vault, key, CONFAB_STORE_DB_PROBE, error);
  if (!db)
    return FALSE;
  is_good = confab_store_migrate_check (db, error) && confab_store_db_check (db, error);
  confab_store_db_close (db);
  return is_good;
}

static gboolean
close_to_others (ConfabStoreFile *file, GError **error) {
  struct stat info;

  if (lstat (file->vault, &info) != 0 || !S_ISREG (info.st_mode)) {
    g_set_error_literal (
        error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_IO, "The vault is not an ordinary file");
    return FALSE;
  }
  if ((info.st_mode & 077) == 0 || chmod (file->vault, 0600) == 0)
    return TRUE;
  set_errno (error, "Closing the vault's file to others", errno);
  return FALSE;
}

/* The first copy of the first page that is in the log: its salt. FALSE if there is none. */
static gboolean
find_salt (ConfabStoreFile *file, guint8 *salt) {
  g_autofree char *name = g_strconcat (file->vault, "-wal", NULL);
  guint8 head[LOG_HEAD_BYTES];
  guint8 frame[FRAME_HEAD_BYTES + CONFAB_STORE_SALT_BYTES];
  int log = open (name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  off_t at = LOG_HEAD_BYTES;
  gboolean is_found = FALSE;

  if (log < 0)
    return FALSE;
  if (pread (log, head, sizeof head, 0) == sizeof head)
    /* The log goes no further than its frames bear its own two numbers. */
    while (!is_found && pread (log, frame, sizeof frame, at) == sizeof frame &&
           memcmp (frame + 8, head + 16, 8) == 0) {
      is_found = memcmp (frame, "\0\0\0\1", 4) == 0;
      at += FRAME_HEAD_BYTES + PAGE_BYTES;
    }
  close (log);
  if (is_found)
    memcpy (salt, frame + FRAME_HEAD_BYTES, CONFAB_STORE_SALT_BYTES);
  return is_found;
}

/* SQLCipher reads the salt in the file even where the first page is in the log. If the power went
 * while that page was copied into the file, the disk may hold anything there. */
static ConfabStoreDb *
open_with_log (ConfabStoreFile *file, ConfabSecret *key, gboolean *is_salt_gone, GError **error) {
  g_autoptr (GError) inner = NULL;
  ConfabStoreDb *db = confab_store_db_open (file->vault, key, CONFAB_STORE_DB_WRITER, &inner);
  guint8 salt[CONFAB_STORE_SALT_BYTES];

  *is_salt_gone = FALSE;
  if (!db && g_error_matches (inner, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_WRONG_KEY) &&
      find_salt (file, salt)) {
    db = confab_store_db_open_salted (file->vault, key, salt, CONFAB_STORE_DB_WRITER, NULL);
    *is_salt_gone = db != NULL;
  }
  if (!db)
    g_propagate_error (error, g_steal_pointer (&inner));
  return db;
}

ConfabStoreDb *
confab_store_file_open_writer (ConfabStoreFile *file, ConfabSecret *key, GError **error) {
  gboolean has_log;
  gboolean is_salt_gone;
  ConfabStoreDb *db;

  if (!settle_saved (file, error))
    return NULL;
  if (!exists (file->vault) && !make_vault (file, key, error))
    return NULL;
  if (!close_to_others (file, error))
    return NULL;
  has_log = size_of (file->vault, "-wal") > 0;
  if (!has_log && !probe (file, key, error))
    return NULL;
  db = open_with_log (file, key, &is_salt_gone, error);
  if (!db)
    return NULL;
  /* After a crash only file and log together are the vault. */
  if ((!has_log || (confab_store_migrate_check (db, error) && confab_store_db_check (db, error))) &&
      confab_store_db_settle (db, error) && confab_store_migrate (db, FALSE, error) &&
      (!is_salt_gone || confab_store_db_checkpoint (db, error)))
    return db;
  confab_store_db_close (db);
  return NULL;
}

ConfabStoreDb *
confab_store_file_open_reader (ConfabStoreFile *file, ConfabSecret *key, GError **error) {
  return confab_store_db_open (file->vault, key, CONFAB_STORE_DB_READER, error);
}
