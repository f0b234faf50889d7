#pragma once

/* The vault's files in their folder: lock, making, finding fault, setting aside. All of it waits
 * for the disk: never on the main thread. */

#include "store/store-db-private.h"

G_BEGIN_DECLS

/* A folder that this process alone has, by a lock on "vault.lock" that the system drops when the
 * process dies. */
typedef struct _ConfabStoreFile ConfabStoreFile;

/* Makes the folder if `may_make`, and its mode 0700. BUSY while another has the lock. */
ConfabStoreFile *confab_store_file_lock (const char *folder, gboolean may_make, GError **error);
void confab_store_file_unlock (ConfabStoreFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabStoreFile, confab_store_file_unlock)

/* The writing connection, made first where there is no vault: found good, its schema up to date. A
 * file that fails is as it was. */
ConfabStoreDb *
confab_store_file_open_writer (ConfabStoreFile *file, ConfabSecret *key, GError **error);
/* While the writing connection is open. */
ConfabStoreDb *
confab_store_file_open_reader (ConfabStoreFile *file, ConfabSecret *key, GError **error);

/* Renames the vault's files. NOT_FOUND where there is none. Returns: (transfer full): the new name
 * within the folder */
char *confab_store_file_set_aside (ConfabStoreFile *file, GError **error);

/* ---- for store-salvage.c ---- */
/* Path of the vault, which may be damaged. Borrowed. */
const char *confab_store_file_get_vault (ConfabStoreFile *file);
/* A new, empty file beside the vault, open for writing. Nothing takes it for a vault before
 * _finish_saved. */
ConfabStoreDb *
confab_store_file_begin_saved (ConfabStoreFile *file, ConfabSecret *key, GError **error);
/* It goes. */
void confab_store_file_forget_saved (ConfabStoreFile *file);
/* It is filled and closed: the vault is set aside, and it takes its place; after a crash at the
 * next opening. Returns: (transfer full): what the other one is called now */
char *confab_store_file_finish_saved (ConfabStoreFile *file, GError **error);

G_END_DECLS
