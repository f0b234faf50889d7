/* Queued deeds and the structs of their callers. A struct is made, read and freed on its caller's
 * thread, and lent to the vault's thread in between. Refuses a failing job that does not say why by
 * saying so itself. */

#include "store/store-job-private.h"

struct _ConfabStoreBox {
  gatomicrefcount n_refs;
  GThread *home;
  GMainContext *home_context;
  gpointer data;
  GDestroyNotify free_data;
};

G_DEFINE_BOXED_TYPE (ConfabStoreBox, confab_store_box, confab_store_box_ref, confab_store_box_unref)

ConfabStoreBox *
confab_store_box_new (gpointer data, GDestroyNotify free_data) {
  ConfabStoreBox *box = g_new0 (ConfabStoreBox, 1);

  g_atomic_ref_count_init (&box->n_refs);
  box->home = g_thread_ref (g_thread_self ());
  box->home_context = g_main_context_ref_thread_default ();
  box->data = data;
  box->free_data = free_data;
  return box;
}

ConfabStoreBox *
confab_store_box_ref (ConfabStoreBox *box) {
  g_atomic_ref_count_inc (&box->n_refs);
  return box;
}

static gboolean
on_home_free (gpointer data) {
  ConfabStoreBox *box = data;

  if (box->free_data)
    box->free_data (box->data);
  g_main_context_unref (box->home_context);
  g_thread_unref (box->home);
  g_free (box);
  return G_SOURCE_REMOVE;
}

void
confab_store_box_unref (ConfabStoreBox *box) {
  GSource *source;

  if (!g_atomic_ref_count_dec (&box->n_refs))
    return;
  if (g_thread_self () == box->home) {
    on_home_free (box);
    return;
  }
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, on_home_free, box, NULL);
  g_source_attach (source, box->home_context);
  g_source_unref (source);
}

gpointer
confab_store_job_data (DexFuture *future) {
  const GValue *value = dex_future_get_value (future, NULL);
  ConfabStoreBox *box;

  if (!value || !G_VALUE_HOLDS (value, CONFAB_TYPE_STORE_BOX))
    return NULL;
  box = g_value_get_boxed (value);
  return box->data;
}

ConfabStoreTask *
confab_store_task_new (ConfabStoreDeed deed, ConfabStoreJob job, ConfabStoreBox *box) {
  ConfabStoreTask *task = g_new0 (ConfabStoreTask, 1);

  task->deed = deed;
  task->job = job;
  task->box = box;
  return task;
}

DexFuture *
confab_store_task_get_future (ConfabStoreTask *task) {
  if (!task->promise)
    task->promise = dex_promise_new ();
  return dex_ref (DEX_FUTURE (task->promise));
}

void
confab_store_task_run (ConfabStoreTask *task, ConfabStoreDb *db) {
  if (!task->job (db, task->box->data, &task->error) && !task->error)
    g_set_error_literal (
        &task->error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_IO, "A job failed without saying why");
}

void
confab_store_task_finish (ConfabStoreTask *task, const GError *error) {
  if (!task->error && error)
    task->error = g_error_copy (error);
  if (task->promise && task->error) {
    dex_promise_reject (task->promise, g_steal_pointer (&task->error));
  } else if (task->promise && task->box) {
    g_auto (GValue) value = G_VALUE_INIT;

    g_value_init (&value, CONFAB_TYPE_STORE_BOX);
    g_value_take_boxed (&value, g_steal_pointer (&task->box));
    dex_promise_resolve (task->promise, &value);
  } else if (task->promise) {
    dex_promise_resolve_boolean (task->promise, TRUE);
  }
  dex_clear (&task->promise);
  g_clear_pointer (&task->box, confab_store_box_unref);
  g_clear_error (&task->error);
  g_free (task);
}
