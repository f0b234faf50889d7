/* Writes to a file without a name, in the folder that was chosen, which is gone with whoever writes
 * it; it gets its name at the end. Where the disk has no such files, one beside the target says
 * that it is unfinished. It refuses to leave a beginning behind where it can, to let others read
 * it, and to say the place in an error. */

#include "export/export-file.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gfiledescriptorbased.h>
#include <gio/gunixoutputstream.h>
#include <unistd.h>

#include "base/base-random.h"

#define NAME_BYTES 8
#define MAX_TRIES 4 /* for a name that is free */

struct _ConfabExportFile {
  GFile *target;
  GFile *beside;         /* NULL: nothing has a name */
  GOutputStream *stream; /* NULL: it is over */
};

G_DEFINE_QUARK (confab - export - error, confab_export_error)

static ConfabExportError
code_of (const GError *cause) {
  static const int places[] = { G_IO_ERROR_READ_ONLY, G_IO_ERROR_PERMISSION_DENIED,
    G_IO_ERROR_NOT_FOUND, G_IO_ERROR_NOT_DIRECTORY, G_IO_ERROR_IS_DIRECTORY, G_IO_ERROR_WOULD_MERGE,
    G_IO_ERROR_WOULD_RECURSE, G_IO_ERROR_NOT_SUPPORTED, G_IO_ERROR_FILENAME_TOO_LONG,
    G_IO_ERROR_INVALID_FILENAME };

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    return CONFAB_EXPORT_ERROR_FULL;
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_error_matches (cause, G_IO_ERROR, places[i]))
      return CONFAB_EXPORT_ERROR_PLACE;
  return CONFAB_EXPORT_ERROR_DISK;
}

/* The disk's own words could name the place. */
static gboolean
fail (GError **error, const GError *cause) {
  g_set_error (error, CONFAB_EXPORT_ERROR, (int)code_of (cause), "The disk says %s %d",
      g_quark_to_string (cause->domain), cause->code);
  return FALSE;
}

/* Seen by the user only if Confab ends in the middle, where it cannot do without a name. */
static GFile *
get_beside (GFile *folder) {
  g_autofree char *id = confab_base_random_dup_id (confab_base_random_system (), NAME_BYTES);
  g_autofree char *name = g_strdup_printf ("confab-unfinished-%s", id);

  return g_file_get_child (folder, name);
}

/* FALSE: the disk has no such files. */
static gboolean
begin_nameless (ConfabExportFile *self, GFile *folder) {
  const char *path = g_file_peek_path (folder);
  int fd = path != NULL ? open (path, O_TMPFILE | O_WRONLY | O_CLOEXEC, S_IRUSR | S_IWUSR) : -1;

  if (fd >= 0)
    self->stream = g_unix_output_stream_new (fd, TRUE);
  return fd >= 0;
}

static gboolean
begin (ConfabExportFile *self, GFile *folder, GError **cause) {
  GFileOutputStream *stream;

  self->beside = get_beside (folder);
  stream = g_file_create (self->beside, G_FILE_CREATE_PRIVATE, NULL, cause);
  if (stream == NULL)
    g_clear_object (&self->beside);
  self->stream = (GOutputStream *)stream;
  return stream != NULL;
}

ConfabExportFile *
confab_export_file_new (GFile *target, GError **error) {
  g_autoptr (ConfabExportFile) self = g_new0 (ConfabExportFile, 1);
  g_autoptr (GFile) folder = g_file_get_parent (target);
  g_autoptr (GError) cause = NULL;

  self->target = g_object_ref (target);
  if (folder == NULL) {
    g_set_error_literal (
        error, CONFAB_EXPORT_ERROR, CONFAB_EXPORT_ERROR_PLACE, "It is in no folder");
    return NULL;
  }
  if (begin_nameless (self, folder))
    return g_steal_pointer (&self);
  for (guint i = 0; i < MAX_TRIES; i++) {
    g_clear_error (&cause);
    if (begin (self, folder, &cause))
      return g_steal_pointer (&self);
    if (!g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_EXISTS))
      break;
  }
  fail (error, cause);
  return NULL;
}

gboolean
confab_export_file_add (ConfabExportFile *self, const char *bytes, gsize size, GError **error) {
  g_autoptr (GError) cause = NULL;

  g_return_val_if_fail (self->stream != NULL, FALSE);
  return g_output_stream_write_all (self->stream, bytes, size, NULL, NULL, &cause) ||
         fail (error, cause);
}

static gboolean
set_cause (GError **cause, const char *call) {
  int code = g_io_error_from_errno (errno);

  g_set_error_literal (cause, G_IO_ERROR, code, call);
  return FALSE;
}

static gboolean
sync_stream (ConfabExportFile *self, GError **cause) {
  return !G_IS_FILE_DESCRIPTOR_BASED (self->stream) ||
         fsync (g_file_descriptor_based_get_fd (G_FILE_DESCRIPTOR_BASED (self->stream))) == 0 ||
         set_cause (cause, "fsync");
}

/* What has no name yet gets one that can be put in the target's place. */
static gboolean
name_it (ConfabExportFile *self, GError **cause) {
  g_autoptr (GFile) folder = g_file_get_parent (self->target);
  g_autoptr (GFile) beside = NULL;
  g_autofree char *own = NULL;

  if (self->beside != NULL)
    return TRUE;
  beside = get_beside (folder);
  own = g_strdup_printf (
      "/proc/self/fd/%d", g_file_descriptor_based_get_fd (G_FILE_DESCRIPTOR_BASED (self->stream)));
  if (linkat (AT_FDCWD, own, AT_FDCWD, g_file_peek_path (beside), AT_SYMLINK_FOLLOW) != 0)
    return set_cause (cause, "linkat");
  self->beside = g_steal_pointer (&beside);
  return TRUE;
}

gboolean
confab_export_file_finish (ConfabExportFile *self, GError **error) {
  g_autoptr (GError) cause = NULL;

  g_return_val_if_fail (self->stream != NULL, FALSE);
  if (!g_output_stream_flush (self->stream, NULL, &cause) || !sync_stream (self, &cause) ||
      !name_it (self, &cause) || !g_output_stream_close (self->stream, NULL, &cause) ||
      !g_file_move (self->beside, self->target,
          G_FILE_COPY_OVERWRITE | G_FILE_COPY_NO_FALLBACK_FOR_MOVE, NULL, NULL, NULL, &cause))
    return fail (error, cause);
  g_clear_object (&self->stream);
  g_clear_object (&self->beside);
  return TRUE;
}

void
confab_export_file_free (ConfabExportFile *self) {
  if (self->stream != NULL)
    g_output_stream_close (self->stream, NULL, NULL);
  g_clear_object (&self->stream);
  if (self->beside != NULL)
    g_file_delete (self->beside, NULL, NULL);
  g_clear_object (&self->beside);
  g_clear_object (&self->target);
  g_free (self);
}
