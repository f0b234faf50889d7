#pragma once

/* A file that lies open on the disk, written so that there is either all of it or nothing. */

#include <gio/gio.h>

G_BEGIN_DECLS

#define CONFAB_EXPORT_ERROR (confab_export_error_quark ())
GQuark confab_export_error_quark (void);

typedef enum {
  CONFAB_EXPORT_ERROR_FULL,  /* the disk has no room */
  CONFAB_EXPORT_ERROR_PLACE, /* nothing can be written there */
  CONFAB_EXPORT_ERROR_DISK,  /* anything else that the disk says */
} ConfabExportError;

typedef struct _ConfabExportFile ConfabExportFile;

/* Blocking, all of it: for the pool. Begins in the folder of `target`, for the user's eyes alone
 * (0600), without a name, so that nothing is left by whoever is killed; where the disk cannot do
 * that, as "confab-unfinished-…". What stands at `target` stays until the end. NULL with a
 * CONFAB_EXPORT_ERROR. */
ConfabExportFile *confab_export_file_new (GFile *target, GError **error);
gboolean
confab_export_file_add (ConfabExportFile *self, const char *bytes, gsize size, GError **error);
/* All of it is on the disk and stands at the target, in place of what was there. */
gboolean confab_export_file_finish (ConfabExportFile *self, GError **error);
/* What was not finished is nowhere. */
void confab_export_file_free (ConfabExportFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabExportFile, confab_export_file_free)

G_END_DECLS
