#pragma once

/* The files of messages: what was said of each, what opens it, and where its bytes lie. A row goes
 * with its message, by every road, and its bytes with the row. */

#include "store/store-vault.h"

G_BEGIN_DECLS

#define CONFAB_STORE_FILE_KEY 32
#define CONFAB_STORE_FILE_SIZE_UNKNOWN G_MAXUINT64

typedef struct {
  gint64 message;
  gint64 account;
  char *name;        /* as it is shown */
  char *type;        /* MIME, nullable */
  guint64 size;      /* of what is inside; SIZE_UNKNOWN */
  char *url;         /* https; NULL: an own one that is not there yet */
  ConfabSecret *key; /* nullable */
  GBytes *iv;        /* nullable */
  GBytes *hash;      /* SHA-256 of what is inside, nullable */
  char *place;       /* name of its bytes within the folder of files; NULL: there are none */
  int state;         /* ConfabFileState, ConfabFileCause: same numbers */
  int cause;
  gboolean is_own;
  char *peer; /* of its message; read only */
} ConfabStoreFile;

void confab_store_file_free (ConfabStoreFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabStoreFile, confab_store_file_free)

/* In a job, all of these. Adds the row of a message that is there. */
gboolean confab_store_files_add (ConfabStoreDb *db, const ConfabStoreFile *file, GError **error);
/* NULL with NOT_FOUND where it was erased. Returns: (transfer full) */
ConfabStoreFile *confab_store_files_get (ConfabStoreDb *db, gint64 message, GError **error);
/* NOT_FOUND as above, for all that change one. */
gboolean confab_store_files_set_state (
    ConfabStoreDb *db, gint64 message, int state, int cause, GError **error);
/* `place` NULL: its bytes go (confab_store_vault_scrub does it). */
gboolean
confab_store_files_set_place (ConfabStoreDb *db, gint64 message, const char *place, GError **error);
gboolean
confab_store_files_set_url (ConfabStoreDb *db, gint64 message, const char *url, GError **error);
/* Once it is known: what is inside. */
gboolean confab_store_files_set_sum (
    ConfabStoreDb *db, gint64 message, guint64 size, GBytes *hash, GError **error);
/* Those of an account in one of `n` states, oldest first, 500 at most. Returns: (transfer full),
 * owned ConfabStoreFile */
GPtrArray *confab_store_files_list (
    ConfabStoreDb *db, gint64 account, const int *states, guint n, GError **error);
/* How many bytes all files but that of `except` take here, as far as it is known. */
gboolean confab_store_files_sum (ConfabStoreDb *db, gint64 except, guint64 *bytes, GError **error);

/* The folder of files beside the vault in `path`, made if it is missing (0700). NULL: it cannot be.
 * Returns: (transfer full) (nullable) */
char *confab_store_files_dup_folder (const char *path);

/* The folder with all that is in it goes: of a profile that was for one run alone. */
void confab_store_files_remove_folder (const char *path);

G_END_DECLS
