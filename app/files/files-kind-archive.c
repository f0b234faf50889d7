/* The members of what holds files, whatever holds them: by name, by their first bytes, and as
 * containers in turn. What nobody can look into brings CLOSED. */

#include "files/files-kind-private.h"

#include <string.h>

#include "files/files-name-private.h"

/* What of a member's dangers is its holder's as well. A page in an archive is not opened from
 * there. */
#define INHERITED (CONFAB_FILE_HOLDS_PROGRAM | CONFAB_FILE_LOCKED | CONFAB_FILE_CLOSED)
#define AS_PROGRAM (CONFAB_FILE_MACROS | CONFAB_FILE_PDF_ACTS)

static gboolean
is_runnable (ConfabFileKind kind) {
  return kind == CONFAB_FILE_KIND_PROGRAM || kind == CONFAB_FILE_KIND_SCRIPT ||
         kind == CONFAB_FILE_KIND_LAUNCHER || kind == CONFAB_FILE_KIND_DISK;
}

guint
confab_files_kind_member_name (const char *name, gsize length) {
  return is_runnable (confab_files_name_of_bytes (name, length)) ? CONFAB_FILE_HOLDS_PROGRAM : 0;
}

/* TRUE if it must be there as a whole to be looked into. */
static gboolean
is_container (const guint8 *head, gsize length) {
  ConfabFilesMagic magic;

  if (!confab_files_kind_magic (head, length, length, &magic))
    return FALSE;
  switch (magic.form) {
  case CONFAB_FILES_FORM_ZIP:
  case CONFAB_FILES_FORM_TAR:
  case CONFAB_FILES_FORM_GZIP:
  case CONFAB_FILES_FORM_XZ:
  case CONFAB_FILES_FORM_SEVEN:
  case CONFAB_FILES_FORM_PDF:
    return TRUE;
  case CONFAB_FILES_FORM_PLAIN:
  case CONFAB_FILES_FORM_CLOSED:
  case CONFAB_FILES_FORM_PICTURE:
  case CONFAB_FILES_FORM_OLE:
    break;
  }
  return FALSE;
}

/* The rest of a container. FALSE: damage, or too much. */
static gboolean
take_rest (GByteArray *bytes, ConfabFilesStream *stream) {
  guint8 piece[16 * 1024];

  while (bytes->len <= CONFAB_FILES_MEMBER_BYTES) {
    gssize got = confab_files_kind_take (stream, piece, sizeof piece);

    if (got < 0)
      return FALSE;
    if (got == 0)
      return TRUE;
    g_byte_array_append (bytes, piece, (guint)got);
  }
  return FALSE;
}

guint
confab_files_kind_member (const char *name, gsize length, gboolean by_name,
    ConfabFilesStream *stream, ConfabFilesBudget *budget) {
  guint dangers = by_name ? confab_files_kind_member_name (name, length) : 0;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  ConfabFilesBytes block;
  ConfabFilesSource source;
  ConfabFilesContent content = { 0 };
  gssize got;

  if (budget->members_left == 0 || budget->depth >= CONFAB_FILES_MAX_DEPTH)
    return dangers | CONFAB_FILE_CLOSED;
  budget->members_left--;
  g_byte_array_set_size (bytes, CONFAB_FILES_HEAD_BYTES);
  got = confab_files_kind_take (stream, bytes->data, bytes->len);
  if (got < 0)
    return dangers | CONFAB_FILE_CLOSED;
  g_byte_array_set_size (bytes, (guint)got);
  if (is_container (bytes->data, bytes->len) && !take_rest (bytes, stream))
    return dangers | CONFAB_FILE_CLOSED;

  block = (ConfabFilesBytes){ bytes->data, bytes->len };
  source = confab_files_source_bytes (&block);
  budget->depth++;
  confab_files_kind_content (&source, budget, &content);
  budget->depth--;
  dangers |= content.dangers & INHERITED;
  if (is_runnable (content.kind) || (content.dangers & AS_PROGRAM) != 0)
    dangers |= CONFAB_FILE_HOLDS_PROGRAM;
  return dangers;
}

guint
confab_files_kind_packed (
    const ConfabFilesSource *source, ConfabFilesPacked packed, ConfabFilesBudget *budget) {
  g_autoptr (ConfabFilesUnpack) first =
      confab_files_kind_unpack_new (source, 0, source->size, packed, budget);
  g_autoptr (ConfabFilesUnpack) again = NULL;
  ConfabFilesStream stream = confab_files_kind_unpack_stream (first);
  ConfabFilesMagic magic;
  guint8 head[512];
  gssize got = confab_files_kind_take (&stream, head, sizeof head);

  if (got < 0 || budget->depth >= CONFAB_FILES_MAX_DEPTH)
    return CONFAB_FILE_CLOSED;
  again = confab_files_kind_unpack_new (source, 0, source->size, packed, budget);
  stream = confab_files_kind_unpack_stream (again);
  if (confab_files_kind_magic (head, (gsize)got, (guint64)got, &magic) &&
      magic.form == CONFAB_FILES_FORM_TAR)
    return confab_files_kind_tar (&stream, budget);
  return confab_files_kind_member ("", 0, FALSE, &stream, budget);
}
