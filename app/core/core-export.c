/* One chat into an open file, page after page by the reader, formatted and written in the pool; and
 * messages into a text for the clipboard. Neither the window nor the vault waits. It refuses to
 * write down what both sides let disappear, and leaves nothing where it did not come to its end. */

#include "core/core-export.h"

#include "base/base-fiber.h"
#include "core/core-backup-private.h"
#include "export/export-file.h"
#include "export/export-page.h"
#include "safety/safety-retention.h"
#include "store/store-messages.h"

#define PAGE_ROWS 250

typedef struct {
  /* owned */
  ConfabCore *self;
  GFile *target;
  ConfabModelBackup *progress;
  char *peer;
  ConfabExportPage *page;
  ConfabExportFile *file;
  GPtrArray *rows; /* ConfabStoreMessage: one page, oldest first */
  GString *out;

  gint64 account;
  gint64 after, before;     /* ids: the reader's place */
  gint64 first_id, last_id; /* of what goes in */
  gint64 first_us, last_us; /* when those were written */
} Export;

static void
export_free (gpointer data) {
  Export *export = data;

  g_clear_pointer (&export->file, confab_export_file_free);
  g_clear_pointer (&export->rows, g_ptr_array_unref);
  confab_export_page_free (export->page);
  g_string_free (export->out, TRUE);
  g_object_unref (export->target);
  g_object_unref (export->progress);
  g_object_unref (export->self);
  g_free (export->peer);
  g_free (export);
}

/* ---- rows ---- */

static gboolean
may_export (const ConfabStoreMessage *row) {
  ConfabExportFacts facts = { .is_message = row->kind != CONFAB_STORE_KIND_LINE,
    .is_without_end = row->timer == 0 && row->ends_us == 0,
    .still_stands = !row->is_taken };

  return confab_safety_judge_export (&facts) == CONFAB_EXPORT_TAKE;
}

static ConfabExportMessage
message_of (const ConfabStoreMessage *row) {
  ConfabExportMessage message = { .time_us = row->time_us,
    .is_own = row->is_own,
    .is_unsent = row->is_own && (row->state == CONFAB_STORE_STATE_WAITING ||
                                    row->state == CONFAB_STORE_STATE_FAILED),
    .is_changed = row->changed_us != 0,
    .text = row->text };

  switch (row->kind) {
  case CONFAB_STORE_KIND_FILE:
    message.kind = CONFAB_EXPORT_KIND_FILE;
    break;
  case CONFAB_STORE_KIND_UNOPENED:
    message.kind = CONFAB_EXPORT_KIND_UNOPENED;
    break;
  case CONFAB_STORE_KIND_TEXT:
  case CONFAB_STORE_KIND_ASK:
  case CONFAB_STORE_KIND_LINE:
    break;
  }
  return message;
}

static gboolean
read_after (ConfabStoreDb *db, gpointer data, GError **error) {
  Export *export = data;

  g_clear_pointer (&export->rows, g_ptr_array_unref);
  export->rows = confab_store_messages_after (
      db, export->account, export->peer, export->after, PAGE_ROWS, error);
  return export->rows != NULL;
}

static gboolean
read_before (ConfabStoreDb *db, gpointer data, GError **error) {
  Export *export = data;

  g_clear_pointer (&export->rows, g_ptr_array_unref);
  export->rows = confab_store_messages_before (
      db, export->account, export->peer, export->before, PAGE_ROWS, error);
  return export->rows != NULL;
}

static const ConfabStoreMessage *
row_at (Export *export, guint i) {
  return g_ptr_array_index (export->rows, i);
}

static gboolean
await_rows (Export *export, ConfabStoreJob read, GError **error) {
  return confab_core_backup_goes_on (export->self, export->progress, error) &&
         dex_await (confab_store_vault_read (export->self->vault, read, export, NULL), error);
}

/* The newest that goes in, from the end; `last_id` 0: none does. */
static gboolean
await_last (Export *export, GError **error) {
  do {
    if (!await_rows (export, read_before, error))
      return FALSE;
    for (guint i = export->rows->len; i > 0 && export->last_id == 0; i--)
      if (may_export (row_at (export, i - 1))) {
        export->last_id = row_at (export, i - 1)->id;
        export->last_us = row_at (export, i - 1)->time_us;
      }
    if (export->rows->len > 0)
      export->before = row_at (export, 0)->id;
  } while (export->last_id == 0 && export->rows->len > 0);
  return TRUE;
}

/* The oldest; there is one, unless it was just erased. */
static gboolean
await_first (Export *export, GError **error) {
  do {
    if (!await_rows (export, read_after, error))
      return FALSE;
    for (guint i = 0; i < export->rows->len && export->first_id == 0; i++)
      if (may_export (row_at (export, i))) {
        export->first_id = row_at (export, i)->id;
        export->first_us = row_at (export, i)->time_us;
      }
    if (export->rows->len > 0)
      export->after = row_at (export, export->rows->len - 1)->id;
  } while (export->first_id == 0 && export->rows->len > 0);
  export->after = MAX (export->first_id, 1) - 1;
  return TRUE;
}

/* ---- the file, in the pool ---- */

static DexFuture *
write_out (Export *export) {
  GError *error = NULL;

  if (!confab_export_file_add (export->file, export->out->str, export->out->len, &error))
    return dex_future_new_for_error (error);
  g_string_truncate (export->out, 0);
  return dex_future_new_true ();
}

static DexFuture *
begin_file (gpointer data) {
  Export *export = data;
  GError *error = NULL;

  export->file = confab_export_file_new (export->target, &error);
  return export->file != NULL ? write_out (export) : dex_future_new_for_error (error);
}

static DexFuture *
write_page (gpointer data) {
  Export *export = data;

  for (guint i = 0; i < export->rows->len; i++) {
    const ConfabStoreMessage *row = row_at (export, i);
    ConfabExportMessage message = message_of (row);

    export->after = row->id;
    if (row->id <= export->last_id && may_export (row))
      confab_export_page_add (export->page, &message, export->out);
  }
  return write_out (export);
}

static DexFuture *
end_file (gpointer data) {
  Export *export = data;
  GError *error = NULL;

  confab_export_page_end (export->page, export->out);
  if (!confab_export_file_add (export->file, export->out->str, export->out->len, &error) ||
      !confab_export_file_finish (export->file, &error))
    return dex_future_new_for_error (error);
  return dex_future_new_true ();
}

static DexFuture *
drop_file (gpointer data) {
  Export *export = data;

  g_clear_pointer (&export->file, confab_export_file_free);
  return dex_future_new_true ();
}

/* ---- one chat ---- */

static void
show_progress (Export *export) {
  gint64 all = export->last_id - export->first_id + 1;
  gint64 done = CLAMP (export->after - export->first_id + 1, 0, all);

  confab_model_backup_set_progress (
      export->progress, CONFAB_BACKUP_STAGE_EXPORTING, (double)done / (double)all);
}

static gboolean
await_pages (Export *export, GError **error) {
  do {
    if (!await_rows (export, read_after, error) ||
        !confab_core_backup_await_apart (write_page, export, error))
      return FALSE;
    show_progress (export);
  } while (export->rows->len > 0 && export->after < export->last_id);
  /* Once more: the last page may have been all there is. */
  return confab_core_backup_goes_on (export->self, export->progress, error);
}

static gboolean
await_chat (Export *export, GError **error) {
  gint64 now_us = confab_base_clock_wall_us (export->self->env.clock);

  if (!await_last (export, error))
    return FALSE;
  if (export->last_id == 0)
    return TRUE;
  if (!await_first (export, error))
    return FALSE;
  confab_export_page_begin (export->page, export->first_us, export->last_us, now_us, export->out);
  if (!confab_core_backup_await_apart (begin_file, export, error) || !await_pages (export, error) ||
      !confab_core_backup_await_apart (end_file, export, error))
    return FALSE;
  confab_model_backup_set_counts (
      export->progress, now_us, 0, (guint)confab_export_page_get_n (export->page));
  return TRUE;
}

static DexFuture *
run_export (gpointer data) {
  Export *export = data;
  g_autoptr (GError) error = NULL;

  if (!await_chat (export, &error))
    confab_core_backup_await_apart (drop_file, export, NULL);
  dex_clear (&export->self->exporting);
  return confab_core_backup_end (export->self, error);
}

/* 0: the chat is nowhere. */
static gint64
account_of (ConfabCore *self, ConfabModelChat *chat) {
  ConfabModelContact *contact = confab_model_chat_get_contact (chat);
  ConfabModelAccount *account = contact != NULL ? confab_model_contact_get_account (contact) : NULL;

  if (account == NULL || self->vault == NULL || self->is_quitting ||
      self->store_state != CONFAB_CORE_STORE_READY || confab_model_chat_is_closed_with_undo (chat))
    return 0;
  return confab_model_account_get_id (account);
}

static char *
dup_peer (ConfabModelChat *chat) {
  return g_strdup (confab_model_contact_get_address (confab_model_chat_get_contact (chat)));
}

DexFuture *
confab_core_export_chat (ConfabCore *self, ConfabModelChat *chat, GFile *target,
    ConfabExportForm form, const ConfabExportWords *words, ConfabModelBackup *progress) {
  gint64 account = account_of (self, chat);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  Export *export;

  if (account == 0 || self->is_backing_up)
    return confab_core_reject (CONFAB_PROBLEM_STOPPED, "");
  self->is_backing_up = TRUE;
  export = g_new0 (Export, 1);
  export->self = g_object_ref (self);
  export->account = account;
  export->peer = dup_peer (chat);
  export->target = g_object_ref (target);
  export->progress = g_object_ref (progress);
  export->page = confab_export_page_new (form, words, zone);
  export->out = g_string_new (NULL);
  confab_model_backup_set_progress (progress, CONFAB_BACKUP_STAGE_EXPORTING, 0);
  self->exporting = confab_base_fiber_start (run_export, export, export_free);
  return dex_ref (self->exporting);
}

/* ---- for the clipboard; in the queue of the writes: what was sent just now is there ---- */

typedef struct {
  gint64 account;
  char *peer;
  GArray *ids;              /* gint64 */
  gint64 from, to;          /* of _list_between */
  ConfabExportWords *words; /* NULL: the texts alone */
  GPtrArray *rows;          /* ConfabStoreMessage */
} Copy;

static void
copy_free (gpointer data) {
  Copy *copy = data;

  g_free (copy->peer);
  g_clear_pointer (&copy->ids, g_array_unref);
  confab_model_export_words_free (copy->words);
  g_clear_pointer (&copy->rows, g_ptr_array_unref);
  g_free (copy);
}

static Copy *
copy_new (gint64 account, ConfabModelChat *chat) {
  Copy *copy = g_new0 (Copy, 1);

  copy->account = account;
  copy->peer = dup_peer (chat);
  copy->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  copy->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)confab_store_message_free);
  return copy;
}

static int
compare_ids (gconstpointer a, gconstpointer b) {
  gint64 first = *(const gint64 *)a;
  gint64 second = *(const gint64 *)b;

  return first < second ? -1 : first > second;
}

static gboolean
read_ids (ConfabStoreDb *db, gpointer data, GError **error) {
  Copy *copy = data;

  for (guint i = 0; i < copy->ids->len; i++) {
    g_autoptr (GError) inner = NULL;
    g_autoptr (ConfabStoreMessage) row =
        confab_store_messages_get (db, g_array_index (copy->ids, gint64, i), &inner);

    if (row == NULL && !g_error_matches (inner, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_NOT_FOUND)) {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
    if (row != NULL && row->account == copy->account && g_str_equal (row->peer, copy->peer) &&
        row->kind != CONFAB_STORE_KIND_LINE && !row->is_folded)
      g_ptr_array_add (copy->rows, g_steal_pointer (&row));
  }
  return TRUE;
}

/* They are in their order, but for what came late. */
static gboolean
has_several_days (const Copy *copy, GTimeZone *zone) {
  int day = -1;

  for (guint i = 0; i < copy->rows->len; i++) {
    const ConfabStoreMessage *row = g_ptr_array_index (copy->rows, i);
    g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (row->time_us);
    g_autoptr (GDateTime) time = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
    int its =
        time != NULL ? g_date_time_get_year (time) * 366 + g_date_time_get_day_of_year (time) : 0;

    if (i > 0 && its != day)
      return TRUE;
    day = its;
  }
  return FALSE;
}

/* In the pool: there may be 500 of 64 KiB. */
static DexFuture *
tell (gpointer data) {
  static const ConfabExportWords none = { { NULL } };
  const Copy *copy = data;
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (ConfabExportPage) page =
      confab_export_page_new (CONFAB_EXPORT_TEXT, copy->words != NULL ? copy->words : &none, zone);
  ConfabExportCopy how = copy->words != NULL ? CONFAB_EXPORT_COPY_NAMES : CONFAB_EXPORT_COPY_TEXTS;
  gboolean shows_days = has_several_days (copy, zone);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < copy->rows->len; i++) {
    ConfabExportMessage message = message_of (g_ptr_array_index (copy->rows, i));

    confab_export_page_copy (page, &message, how, shows_days, text);
  }
  return dex_future_new_take_string (g_string_free (text, FALSE));
}

static DexFuture *
on_read (DexFuture *future, gpointer data) {
  Copy *read = confab_store_job_data (future);
  Copy *copy = g_new0 (Copy, 1);

  copy->words = g_steal_pointer (&read->words);
  copy->rows = g_steal_pointer (&read->rows);
  return confab_base_fiber_start_apart (tell, copy, copy_free);
}

DexFuture *
confab_core_copy_messages (ConfabCore *self, ConfabModelChat *chat, const gint64 *ids, guint n_ids,
    const ConfabExportWords *words) {
  gint64 account = account_of (self, chat);
  Copy *copy;

  if (account == 0)
    return confab_core_reject (CONFAB_PROBLEM_STOPPED, "");
  copy = copy_new (account, chat);
  g_array_append_vals (copy->ids, ids, MIN (n_ids, CONFAB_CORE_MAX_COPIED));
  g_array_sort (copy->ids, compare_ids);
  copy->words = words != NULL ? confab_model_export_words_copy (words) : NULL;
  return confab_core_with_problem (dex_future_then (
      confab_store_vault_write (self->vault, read_ids, copy, copy_free), on_read, NULL, NULL));
}

/* From `to` on, so that what is beyond the maximum is the far end. */
static gboolean
read_between (ConfabStoreDb *db, gpointer data, GError **error) {
  Copy *copy = data;
  gboolean is_up = copy->to < copy->from;
  g_autoptr (GPtrArray) rows = is_up ? confab_store_messages_after (db, copy->account, copy->peer,
                                           copy->to - 1, CONFAB_CORE_MAX_COPIED, error)
                                     : confab_store_messages_before (db, copy->account, copy->peer,
                                           copy->to + 1, CONFAB_CORE_MAX_COPIED, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const ConfabStoreMessage *row = g_ptr_array_index (rows, i);

    if (row->kind != CONFAB_STORE_KIND_LINE && row->id >= MIN (copy->from, copy->to) &&
        row->id <= MAX (copy->from, copy->to))
      g_array_append_val (copy->ids, row->id);
  }
  return rows != NULL;
}

static DexFuture *
on_between (DexFuture *future, gpointer data) {
  const Copy *copy = confab_store_job_data (future);
  GValue value = G_VALUE_INIT;
  DexFuture *ids;

  g_value_init (&value, G_TYPE_ARRAY);
  g_value_set_boxed (&value, copy->ids);
  ids = dex_future_new_for_value (&value);
  g_value_unset (&value);
  return ids;
}

DexFuture *
confab_core_list_between (ConfabCore *self, ConfabModelChat *chat, gint64 from, gint64 to) {
  gint64 account = account_of (self, chat);
  Copy *copy;

  if (account == 0)
    return confab_core_reject (CONFAB_PROBLEM_STOPPED, "");
  copy = copy_new (account, chat);
  copy->from = from;
  copy->to = to;
  return confab_core_with_problem (
      dex_future_then (confab_store_vault_write (self->vault, read_between, copy, copy_free),
          on_between, NULL, NULL));
}
