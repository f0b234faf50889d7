/* A list of buddies into a file and out of one: read and written in the pool, a piece after the
 * other, so that neither the window nor a line waits. It refuses to take over more than the judge
 * "bring" lets through (accounts/accounts-carry.c), and to write a password. */

#include "core/core-carry.h"

#include "accounts/accounts-carry.h"
#include "base/base-fiber.h"
#include "base/base-log.h"
#include "core/core-private.h"
#include "export/export-file.h"

#define READ_BYTES (64 * 1024)
#define READS_AT_ONCE 16 /* before it says how far it is */

typedef struct {
  /* owned */
  ConfabCore *core;
  ConfabAccountsSession *session; /* nullable */
  GFile *file;                    /* nullable */
  ConfabModelFound *found;        /* nullable */
  ConfabModelBackup *progress;    /* nullable */
  GString *text;                  /* to be written */
  GFileInputStream *stream;
  ConfabXepPie *pie;
  GPtrArray *accounts; /* ConfabXepPieAccount; what was read */

  goffset size; /* of the file; 0: not known */
  goffset read;
  gboolean asks;
  gboolean is_at_end;
} Carrying;

static void
carrying_free (gpointer data) {
  Carrying *carrying = data;

  g_object_unref (carrying->core);
  g_clear_object (&carrying->session);
  g_clear_object (&carrying->file);
  g_clear_object (&carrying->found);
  g_clear_object (&carrying->progress);
  g_clear_object (&carrying->stream);
  if (carrying->text != NULL)
    g_string_free (carrying->text, TRUE);
  g_clear_pointer (&carrying->pie, confab_xep_pie_free);
  g_clear_pointer (&carrying->accounts, g_ptr_array_unref);
  g_free (carrying);
}

static Carrying *
carrying_new (ConfabCore *self, ConfabModelBackup *progress) {
  Carrying *carrying = g_new0 (Carrying, 1);

  carrying->core = g_object_ref (self);
  g_set_object (&carrying->progress, progress);
  return carrying;
}

/* NULL: the account is gone, or all of it is about to be. */
static ConfabAccountsSession *
session_of (ConfabCore *self, ConfabModelAccount *account) {
  return self->is_quitting || account == NULL ? NULL : confab_core_session_of (self, account);
}

static ConfabModelProblem
problem_of (const GError *error) {
  if (error->domain == CONFAB_XEP_PIE_ERROR)
    switch ((ConfabXepPieError)error->code) {
    case CONFAB_XEP_PIE_ERROR_FOREIGN:
      return CONFAB_PROBLEM_BUDDIES_FOREIGN;
    case CONFAB_XEP_PIE_ERROR_NEWER:
      return CONFAB_PROBLEM_BUDDIES_NEWER;
    case CONFAB_XEP_PIE_ERROR_DAMAGED:
      return CONFAB_PROBLEM_BUDDIES_DAMAGED;
    case CONFAB_XEP_PIE_ERROR_CUT:
      return CONFAB_PROBLEM_BUDDIES_CUT;
    case CONFAB_XEP_PIE_ERROR_LIMIT:
      return CONFAB_PROBLEM_BUDDIES_LARGE;
    case CONFAB_XEP_PIE_ERROR_ELSEWHERE:
      return CONFAB_PROBLEM_BUDDIES_ELSEWHERE;
    case CONFAB_XEP_PIE_ERROR_EMPTY:
      return CONFAB_PROBLEM_BUDDIES_EMPTY;
    }
  if (g_error_matches (error, CONFAB_EXPORT_ERROR, CONFAB_EXPORT_ERROR_FULL))
    return CONFAB_PROBLEM_DISK;
  if (g_error_matches (error, CONFAB_EXPORT_ERROR, CONFAB_EXPORT_ERROR_PLACE))
    return CONFAB_PROBLEM_PLACE;
  if (error->domain == CONFAB_ACCOUNTS_ERROR)
    return (ConfabModelProblem)error->code;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return CONFAB_PROBLEM_STOPPED;
  return CONFAB_PROBLEM_FILE;
}

static DexFuture *
reject (const GError *error) {
  confab_base_log_info ("core", "a list of buddies came to no end: %s (%d)",
      g_quark_to_string (error->domain), error->code);
  return confab_core_reject (problem_of (error), "");
}

static gboolean
goes_on (Carrying *carrying, GError **error) {
  if (!confab_model_backup_is_stopped (carrying->progress) && !carrying->core->is_quitting)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "It was stopped");
  return FALSE;
}

static gboolean
await_apart (DexFiberFunc function, Carrying *carrying, GError **error) {
  return dex_await (confab_base_fiber_start_apart (function, carrying, NULL), error);
}

/* ---- out ---- */

/* In the pool. */
static DexFuture *
write_file (gpointer data) {
  Carrying *carrying = data;
  GError *error = NULL;
  g_autoptr (ConfabExportFile) file = confab_export_file_new (carrying->file, &error);

  if (file == NULL ||
      !confab_export_file_add (file, carrying->text->str, carrying->text->len, &error) ||
      !confab_export_file_finish (file, &error))
    return dex_future_new_for_error (error);
  return dex_future_new_true ();
}

static DexFuture *
run_save (gpointer data) {
  Carrying *carrying = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ConfabXepPieAccount) account =
      confab_accounts_await_carried (carrying->session, &error);

  if (account == NULL || !goes_on (carrying, &error))
    return reject (error);
  carrying->text = confab_xep_pie_write (account);
  if (carrying->text == NULL)
    return confab_core_reject (CONFAB_PROBLEM_ADDRESS, account->address);
  if (!await_apart (write_file, carrying, &error))
    return reject (error);
  confab_model_backup_set_counts (carrying->progress,
      confab_base_clock_wall_us (carrying->core->env.clock), account->buddies->len, 0);
  return dex_future_new_true ();
}

DexFuture *
confab_core_save_buddies (
    ConfabCore *self, ConfabModelAccount *account, GFile *target, ConfabModelBackup *progress) {
  ConfabAccountsSession *session = session_of (self, account);
  Carrying *carrying;

  if (session == NULL)
    return confab_core_reject (CONFAB_PROBLEM_NOT_SIGNED_IN, "");
  carrying = carrying_new (self, progress);
  carrying->session = g_object_ref (session);
  carrying->file = g_object_ref (target);
  confab_model_backup_set_progress (progress, CONFAB_BACKUP_STAGE_EXPORTING, 0);
  return confab_base_fiber_start (run_save, carrying, carrying_free);
}

/* ---- reading, in the pool ---- */

static DexFuture *
open_file (gpointer data) {
  Carrying *carrying = data;
  GError *error = NULL;
  g_autoptr (GFileInfo) info = NULL;

  /* Opening a pipe would wait for who writes to it, and nothing could stop that. */
  if (g_file_query_file_type (carrying->file, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_SPECIAL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, "It is no file");
  carrying->stream = g_file_read (carrying->file, NULL, &error);
  if (carrying->stream == NULL)
    return dex_future_new_for_error (error);
  info =
      g_file_input_stream_query_info (carrying->stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, NULL, NULL);
  carrying->size = info != NULL ? g_file_info_get_size (info) : 0;
  carrying->pie = confab_xep_pie_new ();
  return dex_future_new_true ();
}

static DexFuture *
read_some (gpointer data) {
  Carrying *carrying = data;
  g_autofree guint8 *bytes = g_malloc (READ_BYTES);
  GError *error = NULL;

  for (guint i = 0; i < READS_AT_ONCE && !carrying->is_at_end; i++) {
    gssize got =
        g_input_stream_read (G_INPUT_STREAM (carrying->stream), bytes, READ_BYTES, NULL, &error);

    if (got < 0 || !confab_xep_pie_feed (carrying->pie, bytes, (gsize)MAX (got, 0), &error))
      return dex_future_new_for_error (error);
    carrying->read += got;
    carrying->is_at_end = got == 0;
  }
  if (!carrying->is_at_end)
    return dex_future_new_true ();
  carrying->accounts = confab_xep_pie_finish (carrying->pie, &error);
  return carrying->accounts != NULL ? dex_future_new_true () : dex_future_new_for_error (error);
}

/* ---- for the screen ---- */

static void
add_line (GPtrArray *lines, const ConfabModelFoundFacts *facts) {
  g_ptr_array_add (lines, confab_model_found_line_new (facts));
}

static ConfabModelFound *
found_new (const ConfabXepPieAccount *account) {
  ConfabModelFound *found = confab_model_found_new (account->address, account->n_left_out);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < account->buddies->len; i++) {
    const ConfabXepRosterItem *item = g_ptr_array_index (account->buddies, i);
    ConfabModelFoundFacts facts = { .address = confab_base_jid_get_bare (item->jid),
      .name = item->name,
      .groups = item->groups,
      .was_seen = item->is_asked || item->subscription == CONFAB_XEP_SUBSCRIPTION_TO ||
                  item->subscription == CONFAB_XEP_SUBSCRIPTION_BOTH };

    add_line (lines, &facts);
  }
  for (guint i = 0; i < account->blocked->len; i++) {
    ConfabModelFoundFacts facts = { .is_blocked = TRUE,
      .address = confab_base_jid_get_bare (g_ptr_array_index (account->blocked, i)) };

    add_line (lines, &facts);
  }
  confab_model_found_take_lines (found, lines);
  return found;
}

static DexFuture *
run_read (gpointer data) {
  Carrying *carrying = data;
  g_autoptr (GListStore) list = g_list_store_new (CONFAB_TYPE_MODEL_FOUND);
  g_autoptr (GError) error = NULL;

  if (!await_apart (open_file, carrying, &error))
    return reject (error);
  while (!carrying->is_at_end) {
    if (!goes_on (carrying, &error) || !await_apart (read_some, carrying, &error))
      return reject (error);
    confab_model_backup_set_progress (carrying->progress, CONFAB_BACKUP_STAGE_READING,
        carrying->size > 0 ? MIN ((double)carrying->read / (double)carrying->size, 1) : 0);
  }
  for (guint i = 0; i < carrying->accounts->len; i++) {
    g_autoptr (ConfabModelFound) found = found_new (g_ptr_array_index (carrying->accounts, i));

    g_list_store_append (list, found);
    dex_await (dex_timeout_new_usec (0), NULL);
  }
  return dex_future_new_take_object (g_steal_pointer (&list));
}

DexFuture *
confab_core_read_buddies (ConfabCore *self, GFile *source, ConfabModelBackup *progress) {
  Carrying *carrying = carrying_new (self, progress);

  carrying->file = g_object_ref (source);
  confab_model_backup_set_progress (progress, CONFAB_BACKUP_STAGE_READING, 0);
  return confab_base_fiber_start (run_read, carrying, carrying_free);
}

/* ---- in ---- */

static DexFuture *
run_weigh (gpointer data) {
  const Carrying *carrying = data;
  g_autoptr (GError) error = NULL;

  return confab_accounts_await_weighed (carrying->session, carrying->found, &error)
             ? dex_future_new_true ()
             : reject (error);
}

DexFuture *
confab_core_weigh_buddies (ConfabCore *self, ConfabModelAccount *account, ConfabModelFound *found) {
  ConfabAccountsSession *session = session_of (self, account);
  Carrying *carrying;

  if (session == NULL)
    return confab_core_reject (CONFAB_PROBLEM_NOT_SIGNED_IN, "");
  carrying = carrying_new (self, NULL);
  carrying->session = g_object_ref (session);
  carrying->found = g_object_ref (found);
  return confab_base_fiber_start (run_weigh, carrying, carrying_free);
}

static DexFuture *
run_bring (gpointer data) {
  const Carrying *carrying = data;
  g_autoptr (GError) error = NULL;

  return confab_accounts_await_brought (
             carrying->session, carrying->found, carrying->asks, carrying->progress, &error)
             ? dex_future_new_true ()
             : reject (error);
}

DexFuture *
confab_core_bring_buddies (ConfabCore *self, ConfabModelAccount *account, ConfabModelFound *found,
    gboolean asks, ConfabModelBackup *progress) {
  ConfabAccountsSession *session = session_of (self, account);
  Carrying *carrying;

  if (session == NULL)
    return confab_core_reject (CONFAB_PROBLEM_NOT_SIGNED_IN, "");
  dex_future_disown (confab_core_finish_close (self));
  carrying = carrying_new (self, progress);
  carrying->session = g_object_ref (session);
  carrying->found = g_object_ref (found);
  carrying->asks = asks;
  return confab_base_fiber_start (run_bring, carrying, carrying_free);
}
