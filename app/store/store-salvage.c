/* Salvages a vault: makes a new one beside the damaged one, fills it, and only when it is whole
 * sets the damaged one aside and puts the new one in its place. Refuses where the key does not fit:
 * that is no damage, or nobody can tell it from none. Never changes the damaged file but for its
 * name. */

#include "store/store-salvage.h"

#include "store/store-file-private.h"
#include "store/store-salvage-private.h"

void
confab_store_salvaged_clear (ConfabStoreSalvaged *salvaged) {
  g_clear_pointer (&salvaged->set_aside, g_free);
}

/* As the damaged one was, so that its rows fit; then brought up to date. */
static gboolean
fill (ConfabStoreSalvage *salvage, GError **error) {
  gint64 version = 0;

  if (!confab_store_db_settle (salvage->target, error) ||
      !confab_store_salvage_version (salvage, &version, error))
    return FALSE;
  if (version < 1 || version > confab_store_migrate_get_newest ()) {
    g_set_error_literal (error, CONFAB_STORE_ERROR,
        version < 1 ? CONFAB_STORE_ERROR_DAMAGED : CONFAB_STORE_ERROR_NEWER,
        "The damaged vault is of another version");
    return FALSE;
  }
  return confab_store_migrate_to (salvage->target, version, error) &&
         confab_store_salvage_rows (salvage, error) &&
         confab_store_migrate (salvage->target, FALSE, error) &&
         confab_store_db_checkpoint (salvage->target, error);
}

gboolean
confab_store_salvage (const char *path, ConfabSecret *key, ConfabStoreSalvageStep step,
    gpointer data, ConfabStoreSalvaged *salvaged, GError **error) {
  g_autoptr (ConfabStoreFile) file = confab_store_file_lock (path, FALSE, error);
  ConfabStoreSalvage salvage = { .key = key, .step = step, .data = data, .salvaged = salvaged };
  gboolean is_filled;

  if (file == NULL)
    return FALSE;
  salvage.file = confab_store_file_get_vault (file);
  salvage.target = confab_store_file_begin_saved (file, key, error);
  if (salvage.target == NULL)
    return FALSE;
  is_filled = fill (&salvage, error);
  confab_store_salvage_close (&salvage);
  confab_store_db_close (salvage.target);
  if (!is_filled) {
    confab_store_file_forget_saved (file);
    return FALSE;
  }
  salvaged->set_aside = confab_store_file_finish_saved (file, error);
  return salvaged->set_aside != NULL;
}
