/* The verbs of files: each finds whose it is and hands it on, and writes what is held where the
 * user wants it, unless the judge refuses it. It opens nothing, and fetches only what it is told
 * to. */

#include "core/core-files.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/base-fiber.h"
#include "core/core-private.h"
#include "files/files-cipher.h"
#include "messaging/messaging-files.h"
#include "safety/safety-file.h"

#define COPIES "open" /* folder of copies for other programs, beside the vault */
#define COPY_BYTES 8
#define MAX_NAME_BYTES 200

static DexFuture *
gone (void) {
  return confab_core_reject (CONFAB_PROBLEM_NOT_SIGNED_IN, "");
}

static ConfabMessaging *
act_on (ConfabCore *self, ConfabModelChat *chat) {
  if (self->is_quitting)
    return NULL;
  dex_future_disown (confab_core_finish_close (self));
  return confab_core_messaging_of (self, chat);
}

static DexFuture *
on_failed (DexFuture *future, gpointer data) {
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &error);
  if (error != NULL && (error->domain == CONFAB_FILES_ERROR || error->domain == G_IO_ERROR))
    return confab_core_reject (CONFAB_PROBLEM_FILE, "");
  return dex_ref (future);
}

/* What the disk says is a problem of its own. Takes `future`. */
static DexFuture *
with_problem (DexFuture *future) {
  return confab_core_with_problem (dex_future_catch (future, on_failed, NULL, NULL));
}

/* ---- sending ---- */

DexFuture *
confab_core_send_stream (ConfabCore *self, ConfabModelChat *chat, GInputStream *content,
    const char *name, const char *type, guint64 size) {
  ConfabMessaging *messaging = act_on (self, chat);

  if (messaging == NULL)
    return gone ();
  confab_messaging_open_chat (messaging, chat);
  return with_problem (confab_messaging_files_send (messaging, chat, content, name, type, size));
}

typedef struct {
  ConfabCore *self;
  ConfabModelChat *chat;
  GFile *file;
  char *name;
} Handing;

static void
handing_free (gpointer data) {
  Handing *handing = data;

  g_object_unref (handing->self);
  g_object_unref (handing->chat);
  g_object_unref (handing->file);
  g_free (handing->name);
  g_free (handing);
}

/* In the pool. What is no regular file could be without end. */
static DexFuture *
run_query (gpointer data) {
  g_autoptr (GError) error = NULL;
  GFileInfo *info = g_file_query_info (data,
      G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE
                                     "," G_FILE_ATTRIBUTE_STANDARD_CONTENT_TYPE,
      G_FILE_QUERY_INFO_NONE, NULL, &error);

  if (info != NULL && g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, "It is no regular file");
  if (error == NULL)
    return dex_future_new_take_object (info);
  g_clear_object (&info);
  return dex_future_new_for_error (g_steal_pointer (&error));
}

static DexFuture *
run_source (gpointer data) {
  g_autoptr (GError) error = NULL;
  GFileInputStream *stream = g_file_read (data, NULL, &error);

  return stream != NULL ? dex_future_new_take_object (stream)
                        : dex_future_new_for_error (g_steal_pointer (&error));
}

static DexFuture *
run_handing (gpointer data) {
  const Handing *handing = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = dex_await_object (
      confab_base_fiber_start_apart (run_query, g_object_ref (handing->file), g_object_unref),
      &error);
  g_autoptr (GInputStream) content = NULL;
  g_autofree char *name = g_file_get_basename (handing->file);
  g_autofree char *type = NULL;

  if (info != NULL)
    content = dex_await_object (
        confab_base_fiber_start_apart (run_source, g_object_ref (handing->file), g_object_unref),
        &error);
  if (content == NULL)
    return confab_core_reject (CONFAB_PROBLEM_FILE, "");
  type = g_content_type_get_mime_type (g_file_info_get_content_type (info));
  return confab_core_send_stream (handing->self, handing->chat, content,
      handing->name != NULL ? handing->name : name, type, (guint64)g_file_info_get_size (info));
}

DexFuture *
confab_core_send_file (ConfabCore *self, ConfabModelChat *chat, GFile *file, const char *name) {
  Handing *handing = g_new0 (Handing, 1);

  handing->self = g_object_ref (self);
  handing->chat = g_object_ref (chat);
  handing->file = g_object_ref (file);
  handing->name = name != NULL && *name != '\0' ? g_strdup (name) : NULL;
  return confab_base_fiber_start (run_handing, handing, handing_free);
}

/* ---- on the way ---- */

DexFuture *
confab_core_file_fetch (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message) {
  ConfabMessaging *messaging = act_on (self, chat);

  return messaging != NULL ? with_problem (confab_messaging_files_fetch (
                                 messaging, confab_model_message_get_id (message)))
                           : gone ();
}

DexFuture *
confab_core_file_go_on (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message) {
  return confab_core_file_fetch (self, chat, message);
}

DexFuture *
confab_core_file_stop (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message) {
  ConfabMessaging *messaging = act_on (self, chat);

  return messaging != NULL ? with_problem (confab_messaging_files_stop_one (
                                 messaging, confab_model_message_get_id (message)))
                           : gone ();
}

DexFuture *
confab_core_file_remove (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message) {
  ConfabMessaging *messaging = act_on (self, chat);

  return messaging != NULL ? with_problem (confab_messaging_files_remove (
                                 messaging, confab_model_message_get_id (message)))
                           : gone ();
}

DexFuture *
confab_core_file_read (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message) {
  ConfabMessaging *messaging = act_on (self, chat);

  return messaging != NULL ? with_problem (confab_messaging_files_read (
                                 messaging, confab_model_message_get_id (message)))
                           : gone ();
}

/* ---- out of here ---- */

typedef struct {
  GInputStream *content;
  GFile *target;
} Copy;

static void
copy_free (gpointer data) {
  Copy *copy = data;

  g_object_unref (copy->content);
  g_object_unref (copy->target);
  g_free (copy);
}

/* In the pool. Nothing stands there that is not whole: what fails is not put in its place. */
static DexFuture *
run_copy (gpointer data) {
  const Copy *copy = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) dropped = g_cancellable_new ();
  g_autoptr (GFileOutputStream) out = g_file_replace (copy->target, NULL, FALSE,
      G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION, NULL, &error);

  if (out == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (g_output_stream_splice (
          G_OUTPUT_STREAM (out), copy->content, G_OUTPUT_STREAM_SPLICE_NONE, NULL, &error) < 0) {
    g_cancellable_cancel (dropped);
    g_output_stream_close (G_OUTPUT_STREAM (out), dropped, NULL);
    return dex_future_new_for_error (g_steal_pointer (&error));
  }
  if (!g_output_stream_close (G_OUTPUT_STREAM (out), NULL, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_take_object (g_object_ref (copy->target));
}

static DexFuture *
on_read (DexFuture *future, gpointer data) {
  Copy *copy = g_new0 (Copy, 1);

  copy->content = g_value_dup_object (dex_future_get_value (future, NULL));
  copy->target = g_object_ref (data);
  return confab_base_fiber_start_apart (run_copy, copy, copy_free);
}

static DexFuture *
copy_to (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message, GFile *target) {
  ConfabMessaging *messaging = act_on (self, chat);

  if (messaging == NULL)
    return gone ();
  return with_problem (dex_future_then (
      confab_messaging_files_read (messaging, confab_model_message_get_id (message)), on_read,
      g_object_ref (target), g_object_unref));
}

static DexFuture *
on_saved (DexFuture *future, gpointer data) {
  ConfabModelFile *file = confab_model_message_get_file (data);

  if (file != NULL)
    confab_model_file_set_saved (file);
  return dex_future_new_true ();
}

typedef struct {
  ConfabCore *self;
  ConfabModelChat *chat;
  ConfabModelMessage *message;
  GFile *target;
} Saving;

static void
saving_free (gpointer data) {
  Saving *saving = data;

  g_object_unref (saving->self);
  g_object_unref (saving->chat);
  g_object_unref (saving->message);
  g_object_unref (saving->target);
  g_free (saving);
}

/* What is neither opened nor saved, whoever asks. */
static DexFuture *
on_judged (DexFuture *future, gpointer data) {
  const Saving *saving = data;

  if (g_value_get_int (dex_future_get_value (future, NULL)) == CONFAB_FILE_REFUSE)
    return confab_core_reject (CONFAB_PROBLEM_FILE, "");
  return dex_future_then (copy_to (saving->self, saving->chat, saving->message, saving->target),
      on_saved, g_object_ref (saving->message), g_object_unref);
}

DexFuture *
confab_core_file_save_as (
    ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message, GFile *target) {
  Saving *saving = g_new0 (Saving, 1);

  saving->self = g_object_ref (self);
  saving->chat = g_object_ref (chat);
  saving->message = g_object_ref (message);
  saving->target = g_object_ref (target);
  return with_problem (
      dex_future_then (confab_core_judge (self, chat, message), on_judged, saving, saving_free));
}

/* ---- copies for other programs ---- */

static char *
dup_copies (ConfabCore *self) {
  return self->vault != NULL
             ? g_build_filename (confab_store_vault_get_path (self->vault), COPIES, NULL)
             : NULL;
}

/* A name within its folder, and no other. */
static char *
dup_base (const char *shown) {
  g_autofree char *name = NULL;
  const char *end;

  while (*shown == '.' || *shown == ' ' || *shown == '-')
    shown++;
  g_utf8_validate_len (shown, MIN (strlen (shown), MAX_NAME_BYTES), &end);
  name = g_strndup (shown, (gsize)(end - shown));
  g_strdelimit (name, "/\\", '_');
  return *name != '\0' ? g_steal_pointer (&name) : g_strdup ("file");
}

DexFuture *
confab_core_file_open (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message) {
  ConfabModelFile *shown = confab_model_message_get_file (message);
  g_autofree char *copies = dup_copies (self);
  g_autofree char *id = confab_base_random_dup_id (self->env.random, COPY_BYTES);
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GFile) target = NULL;

  if (shown == NULL || copies == NULL)
    return gone ();
  folder = g_build_filename (copies, id, NULL);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    return confab_core_reject (CONFAB_PROBLEM_DISK, "");
  name = dup_base (confab_model_file_get_name (shown));
  path = g_build_filename (folder, name, NULL);
  target = g_file_new_for_path (path);
  return copy_to (self, chat, message, target);
}

/* Everything in `folder`, and it, two levels deep: what _open made. */
static void
remove_level (const char *folder, guint depth) {
  g_autoptr (GDir) listing = g_dir_open (folder, 0, NULL);
  const char *name;

  while (listing != NULL && (name = g_dir_read_name (listing)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (depth > 0 && g_file_test (path, G_FILE_TEST_IS_DIR) &&
        !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
      remove_level (path, depth - 1);
    else
      g_unlink (path);
  }
  g_rmdir (folder);
}

void
confab_core_forget_copies (ConfabCore *self) {
  g_autofree char *copies = dup_copies (self);

  if (copies != NULL)
    remove_level (copies, 1);
}

/* ---- what they take ---- */

static DexFuture *
run_measure (gpointer data) {
  ConfabCore *self = data;
  const ConfabMessagingRoom *limits = &self->env.file_limits;
  ConfabMessagingRoom taken = { 0 };
  g_autoptr (GError) error = NULL;
  ConfabModelRoom room;

  if (!confab_messaging_files_await_room (self->vault, self->env.clock, &taken, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  room = (ConfabModelRoom){ .kept = taken.kept,
    .kept_limit = limits->kept > 0 ? limits->kept : CONFAB_MESSAGING_FILES_QUOTA,
    .today = taken.today,
    .today_limit = limits->kept > 0 ? limits->today : CONFAB_MESSAGING_FILES_DAY };
  confab_model_safety_set_room (self->safety, &room);
  return dex_future_new_true ();
}

DexFuture *
confab_core_measure_files (ConfabCore *self) {
  if (self->vault == NULL)
    return gone ();
  return with_problem (confab_base_fiber_start (run_measure, g_object_ref (self), g_object_unref));
}
