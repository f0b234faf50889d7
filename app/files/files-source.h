#pragma once

/* Bytes that can be read at any place: a file, its decrypted copy, or a block of memory. All that
 * looks into files reads through this, in pieces, and so needs as much memory for 4 GiB as for
 * 4 KiB. Reading may wait: only threads of the pool look into files. */

#include <glib.h>

G_BEGIN_DECLS

/* Reads at most `length` bytes from `offset`. How many there were: 0 at the end, -1 if they cannot
 * be read (or need not be, since somebody stopped it). */
typedef gssize (*ConfabFilesRead) (gpointer data, guint64 offset, guint8 *bytes, gsize length);

typedef struct {
  ConfabFilesRead read;
  gpointer data;
  guint64 size;
} ConfabFilesSource;

typedef struct {
  const guint8 *bytes;
  gsize length;
} ConfabFilesBytes;

/* A source over `bytes`, which the caller keeps as long as the source. */
ConfabFilesSource confab_files_source_bytes (const ConfabFilesBytes *bytes);

/* Reads exactly `length` bytes from `offset`; FALSE: there are not as many, or they cannot be
 * read. */
gboolean confab_files_source_read (
    const ConfabFilesSource *source, guint64 offset, guint8 *bytes, gsize length);

/* As many of `length` bytes from `offset` as there are; 0 also if they cannot be read. */
gsize confab_files_source_peek (
    const ConfabFilesSource *source, guint64 offset, guint8 *bytes, gsize length);

G_END_DECLS
