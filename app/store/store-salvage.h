#pragma once

/* What can still be read of a damaged vault, into a new one. Blocks: for the pool, with no vault
 * open in that folder. */

#include "store/store-vault.h"

G_BEGIN_DECLS

/* What came over. */
typedef struct {
  guint64 n_accounts;
  guint64 n_contacts;
  guint64 n_messages;
  guint64 n_messages_all; /* that there were; 0: nobody can tell */
  gboolean is_strict; /* what was chosen for how long messages stay could not be read whole: only
                         what was kept one by one, or not read yet, came over */
  gboolean is_unsure; /* who was kept away, whose devices were decided on, or which chats disappear
                         could not be read whole */
  char *set_aside;    /* name of the damaged one within the folder; owned */
} ConfabStoreSalvaged;

void confab_store_salvaged_clear (ConfabStoreSalvaged *salvaged);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ConfabStoreSalvaged, confab_store_salvaged_clear)

/* How far it is, 0 to 1. FALSE: the user stopped it. */
typedef gboolean (*ConfabStoreSalvageStep) (double fraction, gpointer data);

/* Reads the damaged vault in `path` row by row, past all that does not open or does not fit, into a
 * new one of the same key; then sets the damaged one aside, whole, and puts the new one in its
 * place. Left out, however well it reads: this computer's keys, every state of a ratchet, sessions
 * with servers; what was sealed for sending is not sent again by itself. Where settings are not
 * whole and the way to servers is not among them, it is closed until it is chosen anew. FALSE with
 * CONFAB_STORE_ERROR (WRONG_KEY: nothing says that this is damage; DAMAGED: nothing of it can be
 * read) or G_IO_ERROR_CANCELLED: the vault is as it was. After a crash it is as it was too, or the
 * new one is in its place. */
gboolean confab_store_salvage (const char *path, ConfabSecret *key, ConfabStoreSalvageStep step,
    gpointer data, ConfabStoreSalvaged *salvaged, GError **error);

G_END_DECLS
