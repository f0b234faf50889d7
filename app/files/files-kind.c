/* What a file is, and what it holds. Goes down into containers by way of files-kind-*.c.
 *
 * Refuses to believe one sign alone: content, name and declared type are said apart, and the judge
 * compares them. */

#include "files/files-kind-private.h"

#include <string.h>

#include "files/files-name.h"

#define TAIL_BYTES 4096
#define PDF_WITHIN 1024 /* readers look for its mark as far as that */

/* An image of a disk for a Mac says so at its end. */
static gboolean
is_mac_disk (const ConfabFilesSource *source) {
  guint8 mark[4];

  return source->size >= 512 &&
         confab_files_source_read (source, source->size - 512, mark, sizeof mark) &&
         memcmp (mark, "koly", 4) == 0;
}

static gboolean
has_pdf_inside (const guint8 *head, gsize length) {
  length = MIN (length, PDF_WITHIN);
  for (gsize i = 1; i + 5 <= length; i++)
    if (memcmp (head + i, "%PDF-", 5) == 0)
      return TRUE;
  return FALSE;
}

static guint
look_behind_end (const ConfabFilesSource *source, const char *media) {
  guint64 end = confab_files_kind_end (source, media);
  guint8 tail[TAIL_BYTES];
  gsize got;

  if (end == 0 || end >= source->size)
    return 0;
  got = confab_files_source_peek (source, end, tail, sizeof tail);
  return confab_files_kind_is_active (tail, got) ? CONFAB_FILE_TWO_KINDS : 0;
}

/* A kind besides the one that its first bytes say. */
static guint
look_for_second (const ConfabFilesSource *source, const guint8 *head, gsize length,
    const ConfabFilesMagic *magic) {
  guint dangers = 0;

  if (magic->form != CONFAB_FILES_FORM_ZIP && confab_files_kind_is_zip_end (source) &&
      magic->kind != CONFAB_FILE_KIND_ARCHIVE)
    dangers |= CONFAB_FILE_TWO_KINDS;
  if (magic->kind != CONFAB_FILE_KIND_UNKNOWN && magic->kind != CONFAB_FILE_KIND_ARCHIVE &&
      magic->form != CONFAB_FILES_FORM_PDF && has_pdf_inside (head, length))
    dangers |= CONFAB_FILE_TWO_KINDS;
  return dangers;
}

static void
look_inside (const ConfabFilesSource *source, ConfabFilesBudget *budget, ConfabFilesForm form,
    ConfabFilesContent *found) {
  switch (form) {
  case CONFAB_FILES_FORM_PLAIN:
    break;
  case CONFAB_FILES_FORM_CLOSED:
  case CONFAB_FILES_FORM_OLE:
    found->dangers |= CONFAB_FILE_CLOSED;
    break;
  case CONFAB_FILES_FORM_ZIP:
    confab_files_kind_zip (source, budget, found);
    break;
  case CONFAB_FILES_FORM_TAR: {
    g_autoptr (ConfabFilesUnpack) unpack =
        confab_files_kind_unpack_new (source, 0, source->size, CONFAB_FILES_PACKED_STORED, budget);
    ConfabFilesStream stream = confab_files_kind_unpack_stream (unpack);

    found->dangers |= confab_files_kind_tar (&stream, budget);
    break;
  }
  case CONFAB_FILES_FORM_GZIP:
    found->dangers |= confab_files_kind_packed (source, CONFAB_FILES_PACKED_GZIP, budget);
    break;
  case CONFAB_FILES_FORM_XZ:
    found->dangers |= confab_files_kind_packed (source, CONFAB_FILES_PACKED_XZ, budget);
    break;
  case CONFAB_FILES_FORM_SEVEN:
    confab_files_kind_seven (source, budget, found);
    break;
  case CONFAB_FILES_FORM_PDF:
    confab_files_kind_pdf (source, budget, found);
    break;
  case CONFAB_FILES_FORM_PICTURE:
    found->dangers |= look_behind_end (source, found->media);
    break;
  }
}

void
confab_files_kind_content (
    const ConfabFilesSource *source, ConfabFilesBudget *budget, ConfabFilesContent *found) {
  g_autofree guint8 *head = g_malloc (CONFAB_FILES_HEAD_BYTES);
  gsize length = confab_files_source_peek (source, 0, head, CONFAB_FILES_HEAD_BYTES);
  ConfabFilesMagic magic;

  *found = (ConfabFilesContent){ 0 };
  if ((length == 0 && source->size > 0) || !confab_files_kind_spend (budget, length)) {
    found->dangers = CONFAB_FILE_CLOSED;
    return;
  }
  if (!confab_files_kind_magic (head, length, source->size, &magic)) {
    if (has_pdf_inside (head, length)) {
      found->dangers |= CONFAB_FILE_TWO_KINDS;
      magic = (ConfabFilesMagic){ CONFAB_FILE_KIND_PDF, CONFAB_FILES_FORM_PDF, "application/pdf" };
    } else if (is_mac_disk (source)) {
      magic.kind = CONFAB_FILE_KIND_DISK;
      magic.media = "application/x-apple-diskimage";
    } else if (confab_files_kind_text (source, budget, head, length, found)) {
      if (confab_files_kind_is_zip_end (source))
        found->dangers |= CONFAB_FILE_TWO_KINDS;
      return;
    } else if (confab_files_kind_is_zip_end (source)) {
      found->dangers |= CONFAB_FILE_TWO_KINDS;
      magic =
          (ConfabFilesMagic){ CONFAB_FILE_KIND_ARCHIVE, CONFAB_FILES_FORM_ZIP, "application/zip" };
    }
  }
  found->kind = magic.kind;
  found->media = magic.media;
  found->dangers |= look_for_second (source, head, length, &magic);
  look_inside (source, budget, magic.form, found);
}

void
confab_files_kind_guess (const char *name, const char *declared, ConfabFileLook *look) {
  *look = (ConfabFileLook){ 0 };
  look->named = confab_files_name_kind (name, &look->dangers);
  look->declared = confab_files_name_declared (declared);
}

void
confab_files_kind_look (
    const ConfabFilesSource *source, const char *name, const char *declared, ConfabFileLook *look) {
  ConfabFilesBudget budget = { .work_left = CONFAB_FILES_MAX_WORK,
    .members_left = CONFAB_FILES_MAX_MEMBERS };
  ConfabFilesContent content;

  confab_files_kind_guess (name, declared, look);
  confab_files_kind_content (source, &budget, &content);
  look->is_looked = TRUE;
  look->content = content.kind;
  look->media = content.media;
  look->dangers |= content.dangers;
}
