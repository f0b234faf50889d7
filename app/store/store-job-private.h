#pragma once

/* A queued deed: a job of a caller's with its struct, or one of the vault's own. */

#include "store/store-db-private.h"

G_BEGIN_DECLS

typedef enum {
  CONFAB_STORE_DEED_JOB = 0,
  CONFAB_STORE_DEED_SCRUB,     /* wanted */
  CONFAB_STORE_DEED_SCRUB_NOW, /* the reader stands still for it */
  CONFAB_STORE_DEED_CLOSE,
} ConfabStoreDeed;

/* A caller's struct, shared by the queue and by the future; freed on the thread that queued it,
 * wherever the last reference goes. */
typedef struct _ConfabStoreBox ConfabStoreBox;

#define CONFAB_TYPE_STORE_BOX (confab_store_box_get_type ())
GType confab_store_box_get_type (void);
ConfabStoreBox *confab_store_box_new (gpointer data, GDestroyNotify free_data);
ConfabStoreBox *confab_store_box_ref (ConfabStoreBox *box);
void confab_store_box_unref (ConfabStoreBox *box);

typedef struct {
  ConfabStoreDeed deed;
  DexPromise *promise; /* NULL: nobody waits */
  ConfabStoreJob job;
  ConfabStoreBox *box;
  GError *error; /* why it failed, owned */
  guint n_turns; /* SCRUB: how often it has let others go first */
  gint64
      put_off_us; /* since when it does so in the middle (g_get_monotonic_time); 0: it does not */
} ConfabStoreTask;

/* `job` for a JOB; takes `box`. */
ConfabStoreTask *
confab_store_task_new (ConfabStoreDeed deed, ConfabStoreJob job, ConfabStoreBox *box);
/* Returns: (transfer full): the future of its promise */
DexFuture *confab_store_task_get_future (ConfabStoreTask *task);
/* Runs the job; its failure is in task->error. */
void confab_store_task_run (ConfabStoreTask *task, ConfabStoreDb *db);
/* Resolves or, if `error` is set or the task failed, rejects; frees the task. */
void confab_store_task_finish (ConfabStoreTask *task, const GError *error);

G_END_DECLS
