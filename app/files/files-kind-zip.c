/* Looks into zip archives and what is built of them: office documents, books, packages (APPNOTE.TXT
 * sections 4.3 and 4.4). Programs differ in what they take for a member, so the list at the end and
 * the heads before the members must agree, and no room may be left between them; else CLOSED. */

#include "files/files-kind-private.h"

#include <string.h>

#define END_BYTES 22
#define MAX_COMMENT 65535
#define CENTRAL_BYTES 46
#define LOCAL_BYTES 30
#define MAX_NAME_BYTES 1024
#define MAX_LIST_BYTES (8 * 1024 * 1024)
#define MAX_TAIL_BYTES 24 /* of a member: the sums behind it */
#define FLAG_LOCKED 1

typedef struct {
  const guint8 *name; /* in the list */
  gsize name_length;
  guint16 flags, method;
  guint64 packed, offset;
} Member;

typedef enum {
  ZIP_ARCHIVE = 0,
  ZIP_OFFICE,
  ZIP_BOOK,
  ZIP_PROGRAM,
} ZipKind;

typedef struct {
  const ConfabFilesSource *source;
  ConfabFilesBudget *budget;
  guint8 *list;
  gsize list_length;
  guint n_members;
  guint64 base; /* what stands before the archive */
  guint64 list_at;
  ZipKind kind;
  guint dangers;
} Zip;

/* The end of the archive: where it stands, and what it says. Of several that could be meant the
 * last. */
static gboolean
find_end (const ConfabFilesSource *source, guint64 *at, guint8 end[END_BYTES]) {
  g_autofree guint8 *tail = g_malloc (END_BYTES + MAX_COMMENT);
  gsize length = (gsize)MIN (source->size, (guint64)END_BYTES + MAX_COMMENT);

  if (length < END_BYTES || !confab_files_source_read (source, source->size - length, tail, length))
    return FALSE;
  for (gsize i = length - END_BYTES + 1; i-- > 0;) {
    if (memcmp (tail + i, "PK\x05\x06", 4) != 0 ||
        confab_files_kind_16 (tail + i + 20) != length - i - END_BYTES)
      continue;
    *at = source->size - length + i;
    memcpy (end, tail + i, END_BYTES);
    return TRUE;
  }
  return FALSE;
}

gboolean
confab_files_kind_is_zip_end (const ConfabFilesSource *source) {
  guint8 end[END_BYTES];
  guint64 at;

  return find_end (source, &at, end) &&
         (guint64)confab_files_kind_32 (end + 12) + confab_files_kind_32 (end + 16) <= at;
}

static gboolean
read_list (Zip *zip) {
  guint8 end[END_BYTES];
  guint64 at, size, offset;

  if (!find_end (zip->source, &at, end))
    return FALSE;
  size = confab_files_kind_32 (end + 12);
  offset = confab_files_kind_32 (end + 16);
  zip->n_members = confab_files_kind_16 (end + 10);
  /* More than one volume, and the form for more than 4 GiB. */
  if (confab_files_kind_16 (end + 4) != 0 || zip->n_members == 0xffff || offset == G_MAXUINT32 ||
      size > MAX_LIST_BYTES || size + offset > at)
    return FALSE;
  zip->list_at = at - size;
  zip->base = zip->list_at - offset;
  zip->list_length = (gsize)size;
  zip->list = g_malloc (zip->list_length + 1);
  return confab_files_kind_spend (zip->budget, size) &&
         confab_files_source_read (zip->source, zip->list_at, zip->list, zip->list_length);
}

/* The next member of the list; FALSE: no list any more. */
static gboolean
next_member (const Zip *zip, gsize *at, Member *member) {
  const guint8 *entry = zip->list + *at;
  gsize left = zip->list_length - *at, length;

  if (left < CENTRAL_BYTES || memcmp (entry, "PK\x01\x02", 4) != 0)
    return FALSE;
  *member = (Member){
    .name = entry + CENTRAL_BYTES,
    .name_length = confab_files_kind_16 (entry + 28),
    .flags = confab_files_kind_16 (entry + 8),
    .method = confab_files_kind_16 (entry + 10),
    .packed = confab_files_kind_32 (entry + 20),
    .offset = confab_files_kind_32 (entry + 42),
  };
  length = CENTRAL_BYTES + member->name_length + confab_files_kind_16 (entry + 30) +
           confab_files_kind_16 (entry + 32);
  if (length > left || member->name_length > MAX_NAME_BYTES || member->packed == G_MAXUINT32)
    return FALSE;
  *at += length;
  return TRUE;
}

static gboolean
is_named (const Member *member, const char *name) {
  return member->name_length == strlen (name) &&
         g_ascii_strncasecmp ((const char *)member->name, name, member->name_length) == 0;
}

static gboolean
has_part (const Member *member, const char *part) {
  gsize n = strlen (part);

  for (gsize i = 0; i + n <= member->name_length; i++)
    if (g_ascii_strncasecmp ((const char *)member->name + i, part, n) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
ends_with (const Member *member, const char *end) {
  gsize n = strlen (end);

  return member->name_length >= n &&
         g_ascii_strncasecmp ((const char *)member->name + member->name_length - n, end, n) == 0;
}

/* Where the packed bytes begin; 0: its head does not agree with the list. */
static guint64
find_bytes (const Zip *zip, const Member *member) {
  guint8 head[LOCAL_BYTES], name[MAX_NAME_BYTES];
  guint64 at = zip->base + member->offset, start;

  if (!confab_files_source_read (zip->source, at, head, sizeof head) ||
      memcmp (head, "PK\x03\x04", 4) != 0 ||
      confab_files_kind_16 (head + 26) != member->name_length ||
      confab_files_kind_16 (head + 8) != member->method ||
      !confab_files_source_read (zip->source, at + LOCAL_BYTES, name, member->name_length) ||
      memcmp (name, member->name, member->name_length) != 0)
    return 0;
  start = at + LOCAL_BYTES + member->name_length + confab_files_kind_16 (head + 28);
  return start + member->packed <= zip->list_at ? start : 0;
}

static ConfabFilesUnpack *
open_member (const Zip *zip, const Member *member, guint64 start) {
  return confab_files_kind_unpack_new (zip->source, start, member->packed,
      member->method == 0 ? CONFAB_FILES_PACKED_STORED : CONFAB_FILES_PACKED_DEFLATE, zip->budget);
}

/* Which kind of thing the names make of it. FALSE: the list is damaged. */
static gboolean
read_names (Zip *zip) {
  gboolean has_types = FALSE, has_java = FALSE;
  gsize at = 0;
  Member member;

  for (guint i = 0; i < zip->n_members; i++) {
    if (!next_member (zip, &at, &member))
      return FALSE;
    has_types = has_types || is_named (&member, "[Content_Types].xml");
    has_java = has_java || is_named (&member, "META-INF/MANIFEST.MF");
    if (is_named (&member, "AndroidManifest.xml") || is_named (&member, "classes.dex") ||
        is_named (&member, "AppxManifest.xml") || is_named (&member, "extension.vsixmanifest") ||
        is_named (&member, "install.rdf"))
      zip->kind = ZIP_PROGRAM;
  }
  if (at != zip->list_length && zip->list_length - at > MAX_TAIL_BYTES)
    return FALSE;
  if (zip->kind == ZIP_ARCHIVE && has_java)
    zip->kind = ZIP_PROGRAM;
  if (zip->kind == ZIP_ARCHIVE && has_types)
    zip->kind = ZIP_OFFICE;
  return TRUE;
}

/* OpenDocument and books say at the beginning what they are. */
static void
read_type (Zip *zip) {
  static const char open[] = "application/vnd.oasis.opendocument.";
  char type[64] = "";
  gsize at = 0;
  Member member;
  guint64 start;

  if (zip->kind == ZIP_PROGRAM || !next_member (zip, &at, &member) ||
      !is_named (&member, "mimetype") || member.method != 0)
    return;
  start = find_bytes (zip, &member);
  if (start == 0)
    return;
  confab_files_source_peek (
      zip->source, start, (guint8 *)type, (gsize)MIN (member.packed, sizeof type - 1));
  if (strncmp (type, open, strlen (open)) == 0)
    zip->kind = ZIP_OFFICE;
  else if (strcmp (type, "application/epub+zip") == 0)
    zip->kind = ZIP_BOOK;
}

/* What a part of a document says that makes other programs run, or fetch something. */
static guint
look_for_calls (Zip *zip, const Member *member, guint64 start) {
  static const char *const calls[] = { "macroEnabled", "DDEAUTO", "script:event-listener",
    "relationships/attachedTemplate\"", "relationships/oleObject\" Target=\"http",
    "relationships/oleObject\" Target=\"file", "relationships/frame\"",
    "relationships/subDocument\"", "relationships/vbaProject", "ms-excel.intlmacrosheet" };
  g_autoptr (ConfabFilesUnpack) unpack = open_member (zip, member, start);
  ConfabFilesStream stream = confab_files_kind_unpack_stream (unpack);
  g_autofree char *text = g_malloc (CONFAB_FILES_HEAD_BYTES + 1);
  gsize kept = 0, overlap = 64;

  for (;;) {
    gssize got =
        confab_files_kind_take (&stream, (guint8 *)text + kept, CONFAB_FILES_HEAD_BYTES - kept);

    if (got < 0)
      return CONFAB_FILE_CLOSED;
    if (got == 0)
      return 0;
    kept += (gsize)got;
    for (gsize i = 0; i < kept; i++)
      if (text[i] == '\0')
        text[i] = ' ';
    text[kept] = '\0';
    for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
      if (strstr (text, calls[i]) != NULL)
        return CONFAB_FILE_MACROS;
    if (kept > overlap) {
      memmove (text, text + kept - overlap, overlap);
      kept = overlap;
    }
  }
}

static gboolean
begins_with (const Member *member, const char *start) {
  gsize n = strlen (start);

  return member->name_length >= n &&
         g_ascii_strncasecmp ((const char *)member->name, start, n) == 0;
}

static guint
look_at_part (Zip *zip, const Member *member, guint64 start) {
  if (ends_with (member, "vbaProject.bin") || ends_with (member, "vbaData.xml") ||
      has_part (member, "/activeX/") || has_part (member, "/macrosheets/") ||
      has_part (member, "/embeddings/oleObject") || begins_with (member, "Basic/") ||
      begins_with (member, "Scripts/"))
    return CONFAB_FILE_MACROS;
  if (ends_with (member, ".xml") || ends_with (member, ".rels"))
    return look_for_calls (zip, member, start);
  return 0;
}

static guint
look_at_member (Zip *zip, const Member *member) {
  const char *name = (const char *)member->name;
  gboolean is_folder = member->name_length > 0 && name[member->name_length - 1] == '/';
  gboolean by_name = zip->kind == ZIP_ARCHIVE;
  guint dangers = by_name ? confab_files_kind_member_name (name, member->name_length) : 0;
  guint64 start = find_bytes (zip, member);
  g_autoptr (ConfabFilesUnpack) unpack = NULL;
  ConfabFilesStream stream;

  if (start == 0)
    return dangers | CONFAB_FILE_CLOSED;
  if ((member->flags & FLAG_LOCKED) != 0)
    return dangers | CONFAB_FILE_LOCKED;
  if (is_folder && member->packed == 0)
    return 0;
  if (member->method != 0 && member->method != 8)
    return dangers | CONFAB_FILE_CLOSED;
  if (zip->kind == ZIP_OFFICE)
    dangers |= look_at_part (zip, member, start);
  if (zip->kind == ZIP_BOOK && ends_with (member, ".js"))
    dangers |= CONFAB_FILE_SCRIPTED;
  unpack = open_member (zip, member, start);
  stream = confab_files_kind_unpack_stream (unpack);
  return dangers |
         confab_files_kind_member (name, member->name_length, by_name, &stream, zip->budget);
}

static void
look_at_members (Zip *zip) {
  guint64 covered = 0, room = zip->list_at - zip->base;
  gsize at = 0;
  Member member;

  for (guint i = 0; i < zip->n_members; i++) {
    guint8 head[LOCAL_BYTES];

    if (!next_member (zip, &at, &member) || zip->budget->members_left == 0)
      zip->dangers |= CONFAB_FILE_CLOSED;
    if ((zip->dangers & CONFAB_FILE_CLOSED) != 0)
      return;
    zip->dangers |= look_at_member (zip, &member);
    if (confab_files_source_read (zip->source, zip->base + member.offset, head, sizeof head))
      covered +=
          LOCAL_BYTES + member.name_length + confab_files_kind_16 (head + 28) + member.packed;
  }
  /* Members that share their bytes, and bytes that are no member's. */
  if (covered > room || room - covered > (guint64)zip->n_members * MAX_TAIL_BYTES)
    zip->dangers |= CONFAB_FILE_CLOSED;
}

void
confab_files_kind_zip (
    const ConfabFilesSource *source, ConfabFilesBudget *budget, ConfabFilesContent *found) {
  static const struct {
    ConfabFileKind kind;
    const char *media;
  } kinds[] = {
    [ZIP_ARCHIVE] = { CONFAB_FILE_KIND_ARCHIVE, "application/zip" },
    [ZIP_OFFICE] = { CONFAB_FILE_KIND_OFFICE, "application/x-office-document" },
    [ZIP_BOOK] = { CONFAB_FILE_KIND_DATA, "application/epub+zip" },
    [ZIP_PROGRAM] = { CONFAB_FILE_KIND_PROGRAM, "application/java-archive" },
  };
  Zip zip = { .source = source, .budget = budget };

  if (!read_list (&zip) || !read_names (&zip)) {
    found->dangers |= CONFAB_FILE_CLOSED;
  } else {
    read_type (&zip);
    if (zip.kind != ZIP_PROGRAM)
      look_at_members (&zip);
    if (zip.base != 0)
      zip.dangers |= CONFAB_FILE_TWO_KINDS;
    found->kind = kinds[zip.kind].kind;
    found->media = kinds[zip.kind].media;
    found->dangers |= zip.dangers;
  }
  g_free (zip.list);
}
