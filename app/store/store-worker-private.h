#pragma once

/* The two threads of an open vault, and the queue to them. What is here is used on the main thread;
 * the threads hold no reference to it, so that its last reference going away ends them. */

#include "store/store-vault.h"

G_BEGIN_DECLS

typedef struct _ConfabStoreWorker ConfabStoreWorker;

#define CONFAB_TYPE_STORE_WORKER (confab_store_worker_get_type ())
GType confab_store_worker_get_type (void);

/* Starts the vault's thread, which opens the file. Resolves to a boxed ConfabStoreWorker. */
DexFuture *confab_store_worker_start (const char *folder, ConfabSecret *key);
ConfabStoreWorker *confab_store_worker_ref (ConfabStoreWorker *worker);
/* The last one ends both threads after what is queued, without waiting for them. */
void confab_store_worker_unref (ConfabStoreWorker *worker);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabStoreWorker, confab_store_worker_unref)

/* Each queues something; the futures are those of ConfabStoreVault. Nothing may be queued after
 * _close. */
DexFuture *confab_store_worker_write (
    ConfabStoreWorker *worker, ConfabStoreJob job, gpointer data, GDestroyNotify free_data);
DexFuture *confab_store_worker_read (
    ConfabStoreWorker *worker, ConfabStoreJob job, gpointer data, GDestroyNotify free_data);
DexFuture *confab_store_worker_scrub (ConfabStoreWorker *worker);
DexFuture *confab_store_worker_close (ConfabStoreWorker *worker);

/* Waits for the vault's thread, which must be at its end: after the future of _close. */
void confab_store_worker_join (ConfabStoreWorker *worker);

G_END_DECLS
