/* Reading pieces of what may be large. Refuses to hand out more than there is. */

#include "files/files-source.h"

#include <string.h>

static gssize
read_bytes (gpointer data, guint64 offset, guint8 *bytes, gsize length) {
  const ConfabFilesBytes *block = data;
  gsize n;

  if (offset >= block->length)
    return 0;
  n = MIN (length, block->length - (gsize)offset);
  memcpy (bytes, block->bytes + offset, n);
  return (gssize)n;
}

ConfabFilesSource
confab_files_source_bytes (const ConfabFilesBytes *bytes) {
  return (ConfabFilesSource){ .read = read_bytes, .data = (gpointer)bytes, .size = bytes->length };
}

gsize
confab_files_source_peek (
    const ConfabFilesSource *source, guint64 offset, guint8 *bytes, gsize length) {
  gsize n = 0;

  while (n < length) {
    gssize got;
    gsize want;

    if (offset + n >= source->size)
      break;
    /* What stands behind it is none of it: the tag of what is sealed, what was added since. */
    want = (gsize)MIN ((guint64)(length - n), source->size - offset - n);
    got = source->read (source->data, offset + n, bytes + n, want);
    if (got <= 0 || (gsize)got > want)
      break;
    n += (gsize)got;
  }
  return n;
}

gboolean
confab_files_source_read (
    const ConfabFilesSource *source, guint64 offset, guint8 *bytes, gsize length) {
  return offset <= source->size && length <= source->size - offset &&
         confab_files_source_peek (source, offset, bytes, length) == length;
}
