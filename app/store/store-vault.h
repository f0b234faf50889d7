#pragma once

/* The vault: one SQLCipher file of one profile, written by one thread, read by it and by a second,
 * read-only thread.
 *
 * A job is a function and a plain struct: it runs on the vault's thread inside one transaction,
 * fills results into its struct, and is rolled back if it fails. Jobs run in the order of
 * submission; several that wait may share one commit, and a future resolves only after the commit
 * is on disk (WAL, synchronous=FULL). The table functions (store-accounts.h ...) take the
 * ConfabStoreDb that a job is given and may be called from there only. */

#include <gio/gio.h>
#include <libdex.h>

#include "base/base-secret.h"

G_BEGIN_DECLS

#define CONFAB_STORE_ERROR (confab_store_error_quark ())
GQuark confab_store_error_quark (void);

typedef enum {
  CONFAB_STORE_ERROR_WRONG_KEY, /* not a vault of this key: foreign, or the key was lost; the file
                                   is untouched */
  CONFAB_STORE_ERROR_DAMAGED,   /* the file does not hold what it must; it is untouched */
  CONFAB_STORE_ERROR_NEWER,     /* written by a newer Confab */
  CONFAB_STORE_ERROR_BUSY,      /* another Confab has it open */
  CONFAB_STORE_ERROR_FULL,      /* disk full or over quota */
  CONFAB_STORE_ERROR_IO,        /* anything else the disk says */
  CONFAB_STORE_ERROR_CLOSED,    /* the vault was closed */
  CONFAB_STORE_ERROR_NOT_FOUND, /* no such row */
} ConfabStoreError;

#define CONFAB_STORE_KEY_BYTES 32

typedef struct _ConfabStoreDb ConfabStoreDb; /* one connection; only inside a job */

#define CONFAB_TYPE_STORE_VAULT (confab_store_vault_get_type ())
G_DECLARE_FINAL_TYPE (ConfabStoreVault, confab_store_vault, CONFAB, STORE_VAULT, GObject)

/* Opens or makes the vault in the folder `path` (file "vault.db", mode 0600; the folder 0700),
 * brings its schema up to date in one transaction, and starts both threads. `key` is
 * CONFAB_STORE_KEY_BYTES raw bytes. Resolves to a ConfabStoreVault; rejects with
 * CONFAB_STORE_ERROR. A file that cannot be opened is never changed or replaced. */
DexFuture *confab_store_vault_open (const char *path, ConfabSecret *key);

/* TRUE if the folder holds a vault file already, or cannot be looked into. Quick (one stat). */
gboolean confab_store_vault_exists (const char *path);

/* The folder that it is in. Borrowed. */
const char *confab_store_vault_get_path (ConfabStoreVault *self);

/* Renames the vault's files in `path` to "vault.db.set-aside-DATE-N" (and -wal, -shm), never over
 * another file. Resolves to the vault's new name within the folder (string). Rejects with NOT_FOUND
 * where there is none, BUSY while it is open. */
DexFuture *confab_store_vault_set_aside (const char *path);

/* Puts the vault in `path` under another key, on a thread of its own; about 15 ms for each MB.
 * Resolves to TRUE; rejects with BUSY while it is open, or as _open. After a crash in the middle it
 * opens with one of the two keys, whole. */
DexFuture *confab_store_vault_change_key (const char *path, ConfabSecret *key, ConfabSecret *fresh);

/* Does what the job is for; FALSE with `error` rolls it back, and only it. Runs on the vault's
 * thread. A failure of the disk that ends the transaction rejects every job that shared it. */
typedef gboolean (*ConfabStoreJob) (ConfabStoreDb *db, gpointer data, GError **error);

/* Queues `job`. `data` belongs to the vault from now on and is freed by `free_data`, on the calling
 * thread, once the future is gone. Resolves when committed; rejects with the job's error or
 * CONFAB_STORE_ERROR. The value is for confab_store_job_data alone: wait with dex_await, not
 * dex_await_boolean. What hangs on several futures may be called in another order than they were
 * committed in (a future that is done before one asks is answered at once). */
DexFuture *confab_store_vault_write (
    ConfabStoreVault *self, ConfabStoreJob job, gpointer data, GDestroyNotify free_data);

/* As _write, on the reader's thread and connection: sees every commit made before; cannot write;
 * never delays a write. */
DexFuture *confab_store_vault_read (
    ConfabStoreVault *self, ConfabStoreJob job, gpointer data, GDestroyNotify free_data);

/* The struct of a finished job, borrowed from the future that _write or _read gave; NULL if it
 * failed or has not run yet. */
gpointer confab_store_job_data (DexFuture *future);

/* Finishes what is queued, checkpoints and truncates the log, wipes keys, joins both threads.
 * Resolves to TRUE; rejects if the log could not be emptied, closed all the same, nothing lost.
 * Jobs submitted later are rejected with CLOSED. A vault that is let go without it ends by itself.
 */
DexFuture *confab_store_vault_close (ConfabStoreVault *self);

/* Opens what was closed again, in the folder it was opened in: waits for the end of closing first.
 * There must be a file; none is made. Resolves to TRUE; rejects as _open, and it is closed still.
 */
DexFuture *confab_store_vault_reopen (ConfabStoreVault *self, ConfabSecret *key);

/* Writes the file anew, copies the write-ahead log into it and truncates the log, so that what was
 * erased by jobs queued before is nowhere: not in free pages, not in gaps within pages, not in the
 * log. Reads are not held up by more than the copying; writes wait, some 40 ms for each MB.
 * Resolves to TRUE. */
DexFuture *confab_store_vault_scrub (ConfabStoreVault *self);

G_END_DECLS
