/* Looks into a PDF for what acts or holds other files (ISO 32000 sections 7.3.5, 7.5.7, 12.6).
 * Every byte of it is read for names that begin such things, in whatever they stand, since readers
 * go by tables that may lead anywhere; and each stream that zlib packed is unpacked and read too.
 * What is locked, or holds objects packed in another way, cannot be looked into. */

#include "files/files-kind-private.h"

#include <string.h>

#define PIECE_BYTES (32 * 1024)
#define MAX_NAME 32
#define MAX_STREAMS 100000

typedef struct {
  char name[MAX_NAME + 1]; /* since the last "/" */
  gsize length;
  gboolean in_name;
  guint escape; /* 0: none; 1, 2: how many digits of "#xx" are missing */
  guint8 escaped;
  guint word; /* how much of "stream" was read */
  guint8 last;
  /* Since the last object began or ended. */
  gboolean has_objects, has_predictor, has_other_filter;
  guint dangers;
} Scan;

static void
end_name (Scan *scan) {
  static const char *const acting[] = { "JavaScript", "Launch", "RichMedia", "SubmitForm",
    "ImportData", "GoToE", "Rendition", "XFA", "Movie", "Flash" };
  static const char *const holding[] = { "EmbeddedFile", "EmbeddedFiles", "Filespec" };
  static const char *const filters[] = { "ASCIIHexDecode", "AHx", "ASCII85Decode", "A85",
    "LZWDecode", "RunLengthDecode", "Crypt" };

  scan->name[scan->length] = '\0';
  scan->in_name = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (acting); i++)
    if (strcmp (scan->name, acting[i]) == 0)
      scan->dangers |= CONFAB_FILE_PDF_ACTS;
  for (gsize i = 0; i < G_N_ELEMENTS (holding); i++)
    if (strcmp (scan->name, holding[i]) == 0)
      scan->dangers |= CONFAB_FILE_PDF_HOLDS;
  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++)
    if (strcmp (scan->name, filters[i]) == 0)
      scan->has_other_filter = TRUE;
  if (strcmp (scan->name, "Encrypt") == 0)
    scan->dangers |= CONFAB_FILE_LOCKED;
  scan->has_objects = scan->has_objects || strcmp (scan->name, "ObjStm") == 0;
  scan->has_predictor = scan->has_predictor || strcmp (scan->name, "Predictor") == 0;
}

static void
add_to_name (Scan *scan, guint8 c) {
  if (scan->length < MAX_NAME)
    scan->name[scan->length++] = (char)c;
  else
    scan->in_name = FALSE; /* too long to be one of ours */
}

static gboolean
is_delimiter (guint8 c) {
  return c <= ' ' || c >= 0x7f || strchr ("()<>[]{}/%", c) != NULL;
}

/* TRUE right after the word "stream" with its line end. */
static gboolean
read_byte (Scan *scan, guint8 c) {
  static const char word[] = "stream";
  gboolean is_stream = FALSE;

  if (scan->in_name && scan->escape > 0) {
    if (g_ascii_isxdigit (c)) {
      scan->escaped = (guint8)(scan->escaped << 4 | g_ascii_xdigit_value ((char)c));
      if (--scan->escape == 0)
        add_to_name (scan, scan->escaped);
      return FALSE;
    }
    scan->escape = 0;
  }
  if (scan->in_name && is_delimiter (c))
    end_name (scan);
  if (c == '/') {
    scan->in_name = TRUE;
    scan->length = 0;
    scan->escape = 0;
  } else if (scan->in_name && c == '#') {
    scan->escape = 2;
    scan->escaped = 0;
  } else if (scan->in_name) {
    add_to_name (scan, c);
  }

  if (scan->word == strlen (word)) {
    if (c == '\r')
      return FALSE;
    is_stream = c == '\n';
    scan->word = 0;
  } else if (c == (guint8)word[scan->word]) {
    /* Not the end of "endstream". */
    scan->word = scan->word == 0 && g_ascii_isalnum (scan->last) ? 0 : scan->word + 1;
  } else {
    scan->word = 0;
  }
  if (scan->last == 'o' && c == 'b') /* "obj", "endobj" */
    scan->has_objects = scan->has_predictor = scan->has_other_filter = FALSE;
  scan->last = c;
  return is_stream;
}

static void
scan_bytes (Scan *scan, const guint8 *bytes, gsize length) {
  for (gsize i = 0; i < length; i++)
    read_byte (scan, bytes[i]);
}

/* What stands in a packed stream: read for names as everything else. Damage at its end is common
 * and shown by readers, so it is none here. */
static void
scan_packed (Scan *scan, const ConfabFilesSource *source, guint64 at, ConfabFilesBudget *budget) {
  g_autoptr (ConfabFilesUnpack) unpack = confab_files_kind_unpack_new (
      source, at, source->size - at, CONFAB_FILES_PACKED_ZLIB, budget);
  ConfabFilesStream stream = confab_files_kind_unpack_stream (unpack);
  g_autofree guint8 *piece = g_malloc (PIECE_BYTES);
  Scan inner = { 0 };
  gssize got;

  do {
    got = stream.next (stream.data, piece, PIECE_BYTES);
    if (got > 0)
      scan_bytes (&inner, piece, (gsize)got);
  } while (got > 0);
  if (inner.in_name)
    end_name (&inner);
  /* "Filespec" and the like in the text of a page is no object. */
  scan->dangers |= inner.dangers & ~(guint)CONFAB_FILE_LOCKED;
}

static void
look_at_stream (
    Scan *scan, const ConfabFilesSource *source, guint64 at, ConfabFilesBudget *budget) {
  guint8 head[2];

  if (!confab_files_source_read (source, at, head, sizeof head))
    return;
  if ((head[0] & 0x0f) == 8 && (head[0] << 8 | head[1]) % 31 == 0) {
    scan_packed (scan, source, at, budget);
    if (scan->has_objects && (scan->has_predictor || scan->has_other_filter))
      scan->dangers |= CONFAB_FILE_CLOSED;
  } else if (scan->has_objects && scan->has_other_filter) {
    scan->dangers |= CONFAB_FILE_CLOSED;
  }
}

void
confab_files_kind_pdf (
    const ConfabFilesSource *source, ConfabFilesBudget *budget, ConfabFilesContent *found) {
  g_autofree guint8 *piece = g_malloc (PIECE_BYTES);
  Scan scan = { 0 };
  guint n_streams = 0;

  for (guint64 at = 0; at < source->size;) {
    gsize got = confab_files_source_peek (source, at, piece, PIECE_BYTES);

    if (got == 0 || !confab_files_kind_spend (budget, got)) {
      scan.dangers |= CONFAB_FILE_CLOSED;
      break;
    }
    for (gsize i = 0; i < got; i++)
      if (read_byte (&scan, piece[i])) {
        if (n_streams++ < MAX_STREAMS)
          look_at_stream (&scan, source, at + i + 1, budget);
        else
          scan.dangers |= CONFAB_FILE_CLOSED;
      }
    at += got;
  }
  if (scan.in_name)
    end_name (&scan);
  if (budget->work_left == 0)
    scan.dangers |= CONFAB_FILE_CLOSED;
  found->dangers |= scan.dangers;
}
