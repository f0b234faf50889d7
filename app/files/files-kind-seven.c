/* The names in a 7z archive (7zFormat.txt of the LZMA SDK). Their list is packed as a rule, by LZMA
 * or LZMA2, and is unpacked here, bounded; what else it may be packed or locked by is CLOSED. Of
 * the members only the names are looked at. */

#include "files/files-kind-private.h"

#include <lzma.h>
#include <string.h>

#define START_BYTES 32
#define MAX_LIST_BYTES (4 * 1024 * 1024)
#define MAX_FOLDERS 10000
#define MAX_CODERS 8
#define MAX_PROPERTIES 64
#define LZMA_MEMORY (64 * 1024 * 1024)

enum {
  ID_END = 0x00,
  ID_HEADER = 0x01,
  ID_MAIN_STREAMS = 0x04,
  ID_FILES = 0x05,
  ID_PACK = 0x06,
  ID_UNPACK = 0x07,
  ID_SUBSTREAMS = 0x08,
  ID_SIZE = 0x09,
  ID_CRC = 0x0a,
  ID_FOLDER = 0x0b,
  ID_UNPACK_SIZE = 0x0c,
  ID_COUNT = 0x0d,
  ID_NAMES = 0x11,
  ID_ENCODED = 0x17,
};

typedef struct {
  const guint8 *at, *end;
  gboolean is_bad;
} Reader;

typedef struct {
  guint64 pack_at, n_packs, pack_size; /* of the first stream */
  guint64 n_folders, unpack_size;      /* of the first folder */
  guint64 n_streams;                   /* of all folders */
  guint n_coders;                      /* of the first folder */
  gboolean is_lzma2;
  gboolean is_locked;
  gboolean is_known; /* the first folder has one coder, and it is LZMA or LZMA2 */
  guint8 properties[MAX_PROPERTIES];
  gsize n_properties;
  guint32 n_outs[MAX_FOLDERS];
  guint64 n_in_folder[MAX_FOLDERS];
  gboolean has_sum[MAX_FOLDERS];
} Streams;

static guint8
read_byte (Reader *reader) {
  if (reader->is_bad || reader->at >= reader->end) {
    reader->is_bad = TRUE;
    return 0;
  }
  return *reader->at++;
}

/* A number of one to nine bytes: the leading ones of the first say how many follow. */
static guint64
read_number (Reader *reader) {
  guint8 first = read_byte (reader), mask = 0x80;
  guint64 value = 0;

  for (int i = 0; i < 8; i++, mask >>= 1) {
    if ((first & mask) == 0)
      return value | (guint64)(first & (mask - 1)) << (8 * i);
    value |= (guint64)read_byte (reader) << (8 * i);
  }
  return value;
}

static void
skip (Reader *reader, guint64 n) {
  if (n > (guint64)(reader->end - reader->at))
    reader->is_bad = TRUE;
  else
    reader->at += n;
}

/* Which of `n` have a sum; the sums themselves are skipped. Returns how many have. */
static guint64
read_sums (Reader *reader, guint64 n) {
  guint64 with = 0;

  if (read_byte (reader) != 0) {
    with = n;
  } else {
    guint8 bits = 0;

    for (guint64 i = 0; i < n && !reader->is_bad; i++) {
      if (i % 8 == 0)
        bits = read_byte (reader);
      with += (bits >> (7 - i % 8)) & 1;
    }
  }
  skip (reader, with * 4);
  return with;
}

static void
read_pack (Reader *reader, Streams *streams) {
  guint8 id;

  streams->pack_at = read_number (reader);
  streams->n_packs = read_number (reader);
  while (!reader->is_bad && (id = read_byte (reader)) != ID_END) {
    if (id == ID_SIZE) {
      for (guint64 i = 0; i < streams->n_packs && !reader->is_bad; i++) {
        guint64 size = read_number (reader);

        if (i == 0)
          streams->pack_size = size;
      }
    } else if (id == ID_CRC) {
      read_sums (reader, streams->n_packs);
    } else {
      reader->is_bad = TRUE;
    }
  }
}

static void
read_coder (Reader *reader, Streams *streams, gboolean is_first, guint64 *n_ins, guint64 *n_outs) {
  guint8 flags = read_byte (reader), id[16] = { 0 };
  gsize length = flags & 0x0f;
  guint64 ins = 1, outs = 1, n_properties = 0;
  const guint8 *properties;

  for (gsize i = 0; i < length; i++)
    id[i] = read_byte (reader);
  if ((flags & 0x10) != 0) {
    ins = read_number (reader);
    outs = read_number (reader);
  }
  if ((flags & 0x20) != 0)
    n_properties = read_number (reader);
  properties = reader->at;
  skip (reader, n_properties);
  if (ins > 32 || outs > 32 || (flags & 0x80) != 0)
    reader->is_bad = TRUE;
  *n_ins += ins;
  *n_outs += outs;
  if (length == 4 && memcmp (id, "\x06\xf1\x07\x01", 4) == 0)
    streams->is_locked = TRUE;
  if (reader->is_bad || !is_first || n_properties > MAX_PROPERTIES)
    return;
  streams->is_lzma2 = length == 1 && id[0] == 0x21;
  streams->is_known = streams->is_lzma2 || (length == 3 && memcmp (id, "\x03\x01\x01", 3) == 0);
  streams->n_properties = (gsize)n_properties;
  memcpy (streams->properties, properties, streams->n_properties);
}

static void
read_folder (Reader *reader, Streams *streams, guint64 index) {
  guint64 n_coders = read_number (reader), n_ins = 0, n_outs = 0, n_packed;

  if (n_coders == 0 || n_coders > MAX_CODERS) {
    reader->is_bad = TRUE;
    return;
  }
  for (guint64 i = 0; i < n_coders; i++)
    read_coder (reader, streams, index == 0 && n_coders == 1, &n_ins, &n_outs);
  if (reader->is_bad || n_outs == 0 || n_ins < n_outs - 1) {
    reader->is_bad = TRUE;
    return;
  }
  for (guint64 i = 0; i < 2 * (n_outs - 1); i++)
    read_number (reader);
  n_packed = n_ins - (n_outs - 1);
  for (guint64 i = 0; n_packed > 1 && i < n_packed; i++)
    read_number (reader);
  streams->n_outs[index] = (guint32)n_outs;
  streams->n_in_folder[index] = 1;
}

static void
read_unpack (Reader *reader, Streams *streams) {
  guint8 id;

  if (read_byte (reader) != ID_FOLDER)
    reader->is_bad = TRUE;
  streams->n_folders = read_number (reader);
  if (streams->n_folders > MAX_FOLDERS || read_byte (reader) != 0)
    reader->is_bad = TRUE;
  for (guint64 i = 0; i < streams->n_folders && !reader->is_bad; i++)
    read_folder (reader, streams, i);
  if (read_byte (reader) != ID_UNPACK_SIZE)
    reader->is_bad = TRUE;
  for (guint64 i = 0; i < streams->n_folders && !reader->is_bad; i++)
    for (guint32 j = 0; j < streams->n_outs[i]; j++) {
      guint64 size = read_number (reader);

      if (i == 0)
        streams->unpack_size = size;
    }
  while (!reader->is_bad && (id = read_byte (reader)) != ID_END) {
    if (id != ID_CRC) {
      reader->is_bad = TRUE;
    } else {
      guint64 with = read_sums (reader, streams->n_folders);

      for (guint64 i = 0; i < streams->n_folders; i++)
        streams->has_sum[i] = with == streams->n_folders;
      /* Which ones have, matters only below; a mixture is nobody's habit. */
      if (with != 0 && with != streams->n_folders)
        reader->is_bad = TRUE;
    }
  }
}

static void
read_substreams (Reader *reader, Streams *streams) {
  guint64 n_sums = 0;
  guint8 id = read_byte (reader);

  if (id == ID_COUNT) {
    for (guint64 i = 0; i < streams->n_folders && !reader->is_bad; i++)
      streams->n_in_folder[i] = read_number (reader);
    id = read_byte (reader);
  }
  if (id == ID_SIZE) {
    for (guint64 i = 0; i < streams->n_folders && !reader->is_bad; i++)
      for (guint64 j = 1; j < streams->n_in_folder[i] && !reader->is_bad; j++)
        read_number (reader);
    id = read_byte (reader);
  }
  for (guint64 i = 0; i < streams->n_folders && !reader->is_bad; i++) {
    if (streams->n_in_folder[i] > MAX_LIST_BYTES)
      reader->is_bad = TRUE;
    if (streams->n_in_folder[i] != 1 || !streams->has_sum[i])
      n_sums += streams->n_in_folder[i];
  }
  if (id == ID_CRC) {
    read_sums (reader, n_sums);
    id = read_byte (reader);
  }
  if (id != ID_END)
    reader->is_bad = TRUE;
}

static void
read_streams (Reader *reader, Streams *streams) {
  guint8 id;

  while (!reader->is_bad && (id = read_byte (reader)) != ID_END) {
    if (id == ID_PACK)
      read_pack (reader, streams);
    else if (id == ID_UNPACK)
      read_unpack (reader, streams);
    else if (id == ID_SUBSTREAMS)
      read_substreams (reader, streams);
    else
      reader->is_bad = TRUE;
  }
}

/* Names in UTF-16, each with its zero. What is not ASCII becomes "?": endings are ASCII. */
static guint
look_at_names (Reader *reader, guint64 size, guint64 n_files, ConfabFilesBudget *budget) {
  const guint8 *end;
  char name[1024];
  gsize length = 0;
  guint dangers = 0;

  if (size == 0 || size > (guint64)(reader->end - reader->at) || *reader->at != 0)
    return CONFAB_FILE_CLOSED;
  end = reader->at + size;
  for (const guint8 *at = reader->at + 1; at + 2 <= end; at += 2) {
    guint16 unit = confab_files_kind_16 (at);

    if (unit != 0 && length < sizeof name) {
      name[length++] = unit < 0x80 ? (char)unit : '?';
    } else if (unit != 0) {
      return dangers | CONFAB_FILE_CLOSED;
    } else {
      if (budget->members_left == 0)
        return dangers | CONFAB_FILE_CLOSED;
      budget->members_left--;
      dangers |= confab_files_kind_member_name (name, length);
      length = 0;
      n_files--;
    }
  }
  return n_files == 0 ? dangers : dangers | CONFAB_FILE_CLOSED;
}

static guint
look_at_header (Reader *reader, Streams *streams, ConfabFilesBudget *budget) {
  guint8 id = read_byte (reader);
  guint64 n_files;

  if (id == ID_MAIN_STREAMS) {
    read_streams (reader, streams);
    id = read_byte (reader);
  }
  if (id == ID_END && !reader->is_bad)
    return 0; /* nothing in it */
  n_files = read_number (reader);
  if (id != ID_FILES || reader->is_bad)
    return CONFAB_FILE_CLOSED;
  while (!reader->is_bad && (id = read_byte (reader)) != ID_END) {
    guint64 size = read_number (reader);

    if (id == ID_NAMES)
      return look_at_names (reader, size, n_files, budget) |
             (streams->is_locked ? CONFAB_FILE_LOCKED : 0);
    skip (reader, size);
  }
  return CONFAB_FILE_CLOSED;
}

static guint8 *
unpack_list (const ConfabFilesSource *source, const Streams *streams, ConfabFilesBudget *budget) {
  lzma_filter filters[2] = { { .id = streams->is_lzma2 ? LZMA_FILTER_LZMA2 : LZMA_FILTER_LZMA1 },
    { .id = LZMA_VLI_UNKNOWN } };
  g_autofree guint8 *packed = NULL, *list = NULL;
  gsize in_at = 0, out_at = 0;
  gboolean is_good;

  if (!streams->is_known || streams->pack_size > MAX_LIST_BYTES || streams->n_packs != 1 ||
      streams->unpack_size > MAX_LIST_BYTES || streams->pack_at > source->size ||
      !confab_files_kind_spend (budget, streams->pack_size + streams->unpack_size) ||
      lzma_properties_decode (&filters[0], NULL, streams->properties, streams->n_properties) !=
          LZMA_OK)
    return NULL;
  packed = g_malloc ((gsize)streams->pack_size + 1);
  list = g_malloc ((gsize)streams->unpack_size + 1);
  is_good = lzma_raw_decoder_memusage (filters) <= LZMA_MEMORY &&
            confab_files_source_read (
                source, START_BYTES + streams->pack_at, packed, (gsize)streams->pack_size);
  if (is_good) {
    lzma_ret code = lzma_raw_buffer_decode (filters, NULL, packed, &in_at,
        (gsize)streams->pack_size, list, &out_at, (gsize)streams->unpack_size);

    is_good = (code == LZMA_OK || code == LZMA_BUF_ERROR) && out_at == streams->unpack_size;
  }
  free (filters[0].options);
  return is_good ? g_steal_pointer (&list) : NULL;
}

void
confab_files_kind_seven (
    const ConfabFilesSource *source, ConfabFilesBudget *budget, ConfabFilesContent *found) {
  g_autofree Streams *streams = g_new0 (Streams, 1);
  g_autofree guint8 *list = NULL;
  guint8 start[START_BYTES];
  guint64 offset, size;

  if (!confab_files_source_read (source, 0, start, sizeof start)) {
    found->dangers |= CONFAB_FILE_CLOSED;
    return;
  }
  offset = confab_files_kind_64 (start + 12);
  size = confab_files_kind_64 (start + 20);
  /* A list may be packed again; twice is more than anybody does. */
  for (int i = 0; i < 3 && size <= MAX_LIST_BYTES; i++) {
    Reader reader;
    guint8 id;

    if (i == 0) {
      list = g_malloc ((gsize)size + 1);
      if (offset > source->size || !confab_files_kind_spend (budget, size) ||
          !confab_files_source_read (source, START_BYTES + offset, list, (gsize)size))
        break;
    }
    reader = (Reader){ .at = list, .end = list + size };
    id = read_byte (&reader);
    memset (streams, 0, sizeof *streams);
    if (id == ID_HEADER && !reader.is_bad) {
      found->dangers |= look_at_header (&reader, streams, budget);
      return;
    }
    if (id != ID_ENCODED)
      break;
    read_streams (&reader, streams);
    if (streams->is_locked) {
      found->dangers |= CONFAB_FILE_LOCKED;
      return;
    }
    if (reader.is_bad)
      break;
    g_free (list);
    list = unpack_list (source, streams, budget);
    if (list == NULL)
      break;
    size = streams->unpack_size;
  }
  found->dangers |= CONFAB_FILE_CLOSED;
}
