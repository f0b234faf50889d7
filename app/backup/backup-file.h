#pragma once

/* The sealed file of a backup, as BACKUP.md lays it out: a head, and what is inside in chunks whose
 * order and end are sealed with them. What is inside is bytes to it. All of it blocks, and is
 * called in the pool; one thread at a time for each object. Constant memory, whatever the size. */

#include <gio/gio.h>

#include "base/base-secret.h"

G_BEGIN_DECLS

#define CONFAB_BACKUP_ERROR (confab_backup_error_quark ())
GQuark confab_backup_error_quark (void);

typedef enum {
  CONFAB_BACKUP_ERROR_FOREIGN,    /* no backup of Confab's */
  CONFAB_BACKUP_ERROR_NEWER,      /* in a form that this version does not know */
  CONFAB_BACKUP_ERROR_PASSPHRASE, /* it does not fit, or the head was changed */
  CONFAB_BACKUP_ERROR_DAMAGED,    /* cut, changed, put in another order; or it asks for more work
                                     than any backup does */
  CONFAB_BACKUP_ERROR_DISK,       /* the place cannot be read or written, or is full */
} ConfabBackupError;

#define CONFAB_BACKUP_VERSION 1
#define CONFAB_BACKUP_CHUNK 65536 /* bytes inside of each but the last */
#define CONFAB_BACKUP_TAG 16
#define CONFAB_BACKUP_MAX_PASSPHRASE 1024 /* bytes */

/* The work to make a key of a passphrase (Argon2id, RFC 9106). */
typedef struct {
  guint32 memory; /* KiB */
  guint32 passes;
  guint32 lanes;
} ConfabBackupCost;

/* RFC 9106 section 4, the second recommended one: 64 MiB, 3 passes, 4 lanes. */
extern const ConfabBackupCost confab_backup_cost;

/* What a head may ask for: no file makes this computer work longer or take more. */
#define CONFAB_BACKUP_MIN_MEMORY (8 * 1024)
#define CONFAB_BACKUP_MAX_MEMORY (256 * 1024)
#define CONFAB_BACKUP_MAX_PASSES 16
#define CONFAB_BACKUP_MAX_LANES 16

/* ---- writing ---- */

typedef struct _ConfabBackupWriter ConfabBackupWriter;

/* Begins the file, private to the user. `cost`: confab_backup_cost, but for tests. NULL with
 * `error`. Returns: (transfer full) */
ConfabBackupWriter *confab_backup_writer_new (
    GFile *target, ConfabSecret *passphrase, const ConfabBackupCost *cost, GError **error);
gboolean confab_backup_writer_add (
    ConfabBackupWriter *self, const guint8 *bytes, gsize size, GError **error);
/* The last chunk; on the disk when it returns. Once. */
gboolean confab_backup_writer_finish (ConfabBackupWriter *self, GError **error);
/* What was not finished leaves nothing behind, and what stood there before stays. */
void confab_backup_writer_free (ConfabBackupWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabBackupWriter, confab_backup_writer_free)

/* ---- reading ---- */

typedef struct _ConfabBackupReader ConfabBackupReader;

/* Reads the head and makes the key. NULL with `error`. Returns: (transfer full) */
ConfabBackupReader *
confab_backup_reader_new (GFile *source, ConfabSecret *passphrase, GError **error);
/* The next chunk, known to be what was sealed, in its place. `*bytes` is set, owned, wiped when it
 * goes; NULL after the last one. */
gboolean confab_backup_reader_next (ConfabBackupReader *self, GBytes **bytes, GError **error);
/* Back to the first chunk. */
gboolean confab_backup_reader_rewind (ConfabBackupReader *self, GError **error);
/* How much of the file was read, 0 to 1. */
double confab_backup_reader_get_fraction (ConfabBackupReader *self);
void confab_backup_reader_free (ConfabBackupReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabBackupReader, confab_backup_reader_free)

G_END_DECLS
