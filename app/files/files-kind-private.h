#pragma once

/* What the parts that look into files share. Looking goes down: a file, the members of an archive,
 * the members of an archive in it. One budget holds for all of it. */

#include "files/files-kind.h"

G_BEGIN_DECLS

#define CONFAB_FILES_HEAD_BYTES (64 * 1024)
#define CONFAB_FILES_MEMBER_BYTES (8 * 1024 * 1024) /* of a container within a container, whole */
#define CONFAB_FILES_MAX_DEPTH 4
#define CONFAB_FILES_MAX_MEMBERS 20000
#define CONFAB_FILES_MAX_WORK (512 * G_GUINT64_CONSTANT (1048576)) /* bytes read and unpacked */

typedef struct {
  guint64 work_left;
  guint members_left;
  guint depth;
} ConfabFilesBudget;

/* FALSE: spent, and then for good. */
gboolean confab_files_kind_spend (ConfabFilesBudget *budget, guint64 n);

/* How a kind is looked into. */
typedef enum {
  CONFAB_FILES_FORM_PLAIN = 0, /* not at all: it holds nothing that matters, or the kind says all */
  CONFAB_FILES_FORM_CLOSED,    /* it may hold programs, and there is no reader for it here */
  CONFAB_FILES_FORM_ZIP,
  CONFAB_FILES_FORM_TAR,
  CONFAB_FILES_FORM_GZIP,
  CONFAB_FILES_FORM_XZ,
  CONFAB_FILES_FORM_SEVEN,
  CONFAB_FILES_FORM_PDF,
  CONFAB_FILES_FORM_PICTURE, /* its end is known, and what follows is looked at */
  CONFAB_FILES_FORM_OLE,     /* old office documents, installers */
} ConfabFilesForm;

typedef struct {
  ConfabFileKind kind;
  ConfabFilesForm form;
  const char *media; /* static; NULL: unknown */
} ConfabFilesMagic;

typedef struct {
  ConfabFileKind kind;
  const char *media;
  guint dangers;
} ConfabFilesContent;

/* Looks at a file or a member. */
void confab_files_kind_content (
    const ConfabFilesSource *source, ConfabFilesBudget *budget, ConfabFilesContent *found);

/* By the first `length` bytes of `size`. FALSE: no line for it; `magic` is zero then. */
gboolean
confab_files_kind_magic (const guint8 *head, gsize length, guint64 size, ConfabFilesMagic *magic);

/* Whether it is text, and which; FALSE: no text. Dangers: SCRIPTED, MACROS, FORMULAS. */
gboolean confab_files_kind_text (const ConfabFilesSource *source, ConfabFilesBudget *budget,
    const guint8 *head, gsize length, ConfabFilesContent *found);

/* Whether a program, a script, an archive or a page begins here: what has no place behind the end
 * of a picture. */
gboolean confab_files_kind_is_active (const guint8 *bytes, gsize length);

/* Where the picture ends; 0: unknown, or it goes on to the end of the file. */
guint64 confab_files_kind_end (const ConfabFilesSource *source, const char *media);

void confab_files_kind_pdf (
    const ConfabFilesSource *source, ConfabFilesBudget *budget, ConfabFilesContent *found);
void confab_files_kind_zip (
    const ConfabFilesSource *source, ConfabFilesBudget *budget, ConfabFilesContent *found);
void confab_files_kind_seven (
    const ConfabFilesSource *source, ConfabFilesBudget *budget, ConfabFilesContent *found);

/* TRUE if a zip archive ends where the file ends, whatever it begins with. */
gboolean confab_files_kind_is_zip_end (const ConfabFilesSource *source);

/* ---- what comes in one direction ---- */

/* At most `length` bytes; 0 at the end, -1 for damage or a spent budget. */
typedef gssize (*ConfabFilesNext) (gpointer data, guint8 *bytes, gsize length);

typedef struct {
  ConfabFilesNext next;
  gpointer data;
  guint64 left; /* at most as many are handed out; G_MAXUINT64: no limit */
} ConfabFilesStream;

/* As many of `length` bytes as there are; -1: damage. */
gssize confab_files_kind_take (ConfabFilesStream *stream, guint8 *bytes, gsize length);

typedef enum {
  CONFAB_FILES_PACKED_STORED = 0,
  CONFAB_FILES_PACKED_DEFLATE,
  CONFAB_FILES_PACKED_ZLIB,
  CONFAB_FILES_PACKED_GZIP,
  CONFAB_FILES_PACKED_XZ,
} ConfabFilesPacked;

typedef struct _ConfabFilesUnpack ConfabFilesUnpack;

/* Unpacks `length` bytes of `source` from `offset`. `source` and `budget` outlive it.
 * Returns: (transfer full), for confab_files_kind_unpack_free () */
ConfabFilesUnpack *confab_files_kind_unpack_new (const ConfabFilesSource *source, guint64 offset,
    guint64 length, ConfabFilesPacked packed, ConfabFilesBudget *budget);
void confab_files_kind_unpack_free (ConfabFilesUnpack *unpack);
/* The stream of it, borrowed. */
ConfabFilesStream confab_files_kind_unpack_stream (ConfabFilesUnpack *unpack);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabFilesUnpack, confab_files_kind_unpack_free)

/* ---- members ---- */

/* The dangers that a member of this name brings to what holds it, and by what it begins with; reads
 * as much of the stream as is needed. `by_name` FALSE: in documents, where names mean nothing. */
guint confab_files_kind_member (const char *name, gsize length, gboolean by_name,
    ConfabFilesStream *stream, ConfabFilesBudget *budget);

/* By the name alone. */
guint confab_files_kind_member_name (const char *name, gsize length);

/* The members of a tar archive that comes as a stream. */
guint confab_files_kind_tar (ConfabFilesStream *stream, ConfabFilesBudget *budget);

/* What is packed by itself: a tar archive, or one file. */
guint confab_files_kind_packed (
    const ConfabFilesSource *source, ConfabFilesPacked packed, ConfabFilesBudget *budget);

/* Little-endian numbers. */
static inline guint16
confab_files_kind_16 (const guint8 *at) {
  return (guint16)(at[0] | at[1] << 8);
}

static inline guint32
confab_files_kind_32 (const guint8 *at) {
  return confab_files_kind_16 (at) | (guint32)confab_files_kind_16 (at + 2) << 16;
}

static inline guint64
confab_files_kind_64 (const guint8 *at) {
  return confab_files_kind_32 (at) | (guint64)confab_files_kind_32 (at + 4) << 32;
}

G_END_DECLS
