/* Unpacks in one direction, in bounded memory: what was stored, deflated, or packed by xz. What it
 * hands out counts in the budget, so that a bomb ends where any other long file ends. */

#include "files/files-kind-private.h"

#include <lzma.h>
#include <string.h>
#include <zlib.h>

#define IN_BYTES (32 * 1024)
#define XZ_MEMORY (64 * 1024 * 1024) /* what xz's highest usual level asks for */

struct _ConfabFilesUnpack {
  const ConfabFilesSource *source; /* borrowed */
  ConfabFilesBudget *budget;       /* borrowed */
  guint64 offset, left;
  ConfabFilesPacked packed;
  gboolean is_over, is_damaged;
  z_stream zlib;
  lzma_stream lzma;
  guint8 in[IN_BYTES];
};

gboolean
confab_files_kind_spend (ConfabFilesBudget *budget, guint64 n) {
  if (n > budget->work_left) {
    budget->work_left = 0;
    return FALSE;
  }
  budget->work_left -= n;
  return TRUE;
}

static gsize
fill (ConfabFilesUnpack *unpack) {
  gsize want = (gsize)MIN (unpack->left, IN_BYTES);
  gsize got = confab_files_source_peek (unpack->source, unpack->offset, unpack->in, want);

  unpack->offset += got;
  unpack->left -= got;
  return got;
}

/* One step; FALSE: damage. */
static gboolean
step_zlib (ConfabFilesUnpack *unpack) {
  int code;

  if (unpack->zlib.avail_in == 0) {
    unpack->zlib.next_in = unpack->in;
    unpack->zlib.avail_in = (uInt)fill (unpack);
    if (unpack->zlib.avail_in == 0)
      return FALSE;
  }
  code = inflate (&unpack->zlib, Z_NO_FLUSH);
  if (code == Z_STREAM_END) {
    /* More parts may follow in one file (RFC 1952 section 2.2). */
    if (unpack->packed == CONFAB_FILES_PACKED_GZIP &&
        (unpack->zlib.avail_in > 0 || unpack->left > 0)) {
      if (unpack->zlib.avail_in == 0) {
        unpack->zlib.next_in = unpack->in;
        unpack->zlib.avail_in = (uInt)fill (unpack);
      }
      if (unpack->zlib.avail_in > 0 && unpack->zlib.next_in[0] == 0x1f)
        return inflateReset (&unpack->zlib) == Z_OK;
    }
    unpack->is_over = TRUE;
    return TRUE;
  }
  return code == Z_OK || code == Z_BUF_ERROR;
}

static gboolean
step_lzma (ConfabFilesUnpack *unpack) {
  lzma_ret code;

  if (unpack->lzma.avail_in == 0) {
    unpack->lzma.next_in = unpack->in;
    unpack->lzma.avail_in = fill (unpack);
    if (unpack->lzma.avail_in == 0)
      return FALSE;
  }
  code = lzma_code (&unpack->lzma, LZMA_RUN);
  unpack->is_over = code == LZMA_STREAM_END;
  return code == LZMA_OK || code == LZMA_STREAM_END;
}

static gssize
next_packed (ConfabFilesUnpack *unpack, guint8 *bytes, gsize length) {
  gboolean is_xz = unpack->packed == CONFAB_FILES_PACKED_XZ;
  gsize left = length;

  unpack->zlib.next_out = bytes;
  unpack->zlib.avail_out = (uInt)length;
  unpack->lzma.next_out = bytes;
  unpack->lzma.avail_out = length;
  while (!unpack->is_over && left == length) {
    if (!(is_xz ? step_lzma (unpack) : step_zlib (unpack))) {
      unpack->is_damaged = TRUE;
      return -1;
    }
    left = is_xz ? unpack->lzma.avail_out : unpack->zlib.avail_out;
  }
  return (gssize)(length - left);
}

static gssize
next (gpointer data, guint8 *bytes, gsize length) {
  ConfabFilesUnpack *unpack = data;
  gssize got;

  if (unpack->is_damaged)
    return -1;
  length = MIN (length, G_MAXINT32);
  if (unpack->packed == CONFAB_FILES_PACKED_STORED) {
    gsize want = (gsize)MIN (unpack->left, length);
    gsize n = confab_files_source_peek (unpack->source, unpack->offset, bytes, want);

    unpack->offset += n;
    unpack->left -= n;
    got = n < want ? -1 : (gssize)n;
  } else {
    got = unpack->is_over ? 0 : next_packed (unpack, bytes, length);
  }
  if (got > 0 && !confab_files_kind_spend (unpack->budget, (guint64)got))
    got = -1;
  unpack->is_damaged = got < 0;
  return got;
}

ConfabFilesUnpack *
confab_files_kind_unpack_new (const ConfabFilesSource *source, guint64 offset, guint64 length,
    ConfabFilesPacked packed, ConfabFilesBudget *budget) {
  ConfabFilesUnpack *unpack = g_new0 (ConfabFilesUnpack, 1);

  unpack->source = source;
  unpack->budget = budget;
  unpack->offset = offset;
  unpack->left = length;
  unpack->packed = packed;
  switch (packed) {
  case CONFAB_FILES_PACKED_STORED:
    break;
  case CONFAB_FILES_PACKED_DEFLATE:
    unpack->is_damaged = inflateInit2 (&unpack->zlib, -MAX_WBITS) != Z_OK;
    break;
  case CONFAB_FILES_PACKED_ZLIB:
    unpack->is_damaged = inflateInit2 (&unpack->zlib, MAX_WBITS) != Z_OK;
    break;
  case CONFAB_FILES_PACKED_GZIP:
    unpack->is_damaged = inflateInit2 (&unpack->zlib, MAX_WBITS + 16) != Z_OK;
    break;
  case CONFAB_FILES_PACKED_XZ:
    unpack->is_damaged = lzma_stream_decoder (&unpack->lzma, XZ_MEMORY, 0) != LZMA_OK;
    break;
  }
  return unpack;
}

void
confab_files_kind_unpack_free (ConfabFilesUnpack *unpack) {
  if (unpack == NULL)
    return;
  inflateEnd (&unpack->zlib);
  lzma_end (&unpack->lzma);
  g_free (unpack);
}

ConfabFilesStream
confab_files_kind_unpack_stream (ConfabFilesUnpack *unpack) {
  return (ConfabFilesStream){ .next = next, .data = unpack, .left = G_MAXUINT64 };
}

gssize
confab_files_kind_take (ConfabFilesStream *stream, guint8 *bytes, gsize length) {
  gsize n = 0;

  while (n < length && stream->left > 0) {
    gssize got = stream->next (stream->data, bytes + n, (gsize)MIN (length - n, stream->left));

    if (got < 0)
      return -1;
    if (got == 0)
      break;
    n += (gsize)got;
    if (stream->left != G_MAXUINT64)
      stream->left -= (gsize)got;
  }
  return (gssize)n;
}
