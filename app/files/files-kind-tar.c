/* The members of a tar archive (POSIX ustar and pax, and GNU's long names). Goes forward only, so
 * that a packed archive of any size needs no more memory than a small one. */

#include "files/files-kind-private.h"

#include <string.h>

#define BLOCK 512
#define MAX_NAME_BYTES 4096

static gboolean
skip (ConfabFilesStream *stream, guint64 n) {
  guint8 piece[16 * 1024];

  while (n > 0) {
    gssize got = confab_files_kind_take (stream, piece, (gsize)MIN (n, sizeof piece));

    if (got <= 0)
      return FALSE;
    n -= (guint64)got;
  }
  return TRUE;
}

/* Octal digits, or GNU's binary form for large ones. FALSE: no number. */
static gboolean
read_size (const guint8 *field, guint64 *size) {
  *size = 0;
  if ((field[0] & 0x80) != 0) {
    for (int i = 4; i < 12; i++)
      *size = *size << 8 | field[i];
    return *size <= G_MAXINT64;
  }
  for (int i = 0; i < 12 && field[i] != '\0' && field[i] != ' '; i++) {
    if (field[i] < '0' || field[i] > '7')
      return FALSE;
    *size = *size << 3 | (guint64)(field[i] - '0');
  }
  return TRUE;
}

static gboolean
is_sum_right (const guint8 *block) {
  guint sum = 0, said = 0;

  for (int i = 0; i < BLOCK; i++)
    sum += i >= 148 && i < 156 ? ' ' : block[i];
  for (int i = 148; i < 156; i++)
    if (block[i] >= '0' && block[i] <= '7')
      said = said << 3 | (guint)(block[i] - '0');
  return sum == said;
}

/* The record "path" of a pax header: LENGTH " path=" NAME "\n". */
static void
read_pax (const char *text, gsize length, GString *name) {
  const char *at = g_strstr_len (text, (gssize)length, " path=");
  const char *end;

  if (at == NULL)
    return;
  at += strlen (" path=");
  end = memchr (at, '\n', length - (gsize)(at - text));
  if (end != NULL) {
    g_string_truncate (name, 0);
    g_string_append_len (name, at, end - at);
  }
}

/* A name for the member that follows. FALSE: damage, or too long. */
static gboolean
take_name (ConfabFilesStream *stream, guint64 size, gboolean is_pax, GString *name) {
  char text[MAX_NAME_BYTES];

  if (size > sizeof text)
    return FALSE;
  if (confab_files_kind_take (stream, (guint8 *)text, (gsize)size) != (gssize)size)
    return FALSE;
  if (is_pax) {
    read_pax (text, (gsize)size, name);
  } else {
    g_string_truncate (name, 0);
    g_string_append_len (name, text, (gssize)strnlen (text, (gsize)size));
  }
  return TRUE;
}

static guint
look_at_file (ConfabFilesStream *stream, guint64 size, const GString *name,
    ConfabFilesBudget *budget, gboolean *is_broken) {
  ConfabFilesStream member = { .next = stream->next, .data = stream->data, .left = size };
  guint dangers = confab_files_kind_member (name->str, name->len, TRUE, &member, budget);

  *is_broken = !skip (stream, member.left);
  return dangers;
}

guint
confab_files_kind_tar (ConfabFilesStream *stream, ConfabFilesBudget *budget) {
  g_autoptr (GString) long_name = g_string_new (NULL);
  guint dangers = 0;

  for (;;) {
    guint8 block[BLOCK];
    gssize got = confab_files_kind_take (stream, block, BLOCK);
    g_autoptr (GString) name = g_string_new (NULL);
    gboolean is_broken = FALSE;
    guint64 size = 0, padding;

    if (got == 0 || (got == BLOCK && block[0] == '\0'))
      return dangers;
    if (got != BLOCK || !is_sum_right (block) || !read_size (block + 124, &size) ||
        budget->members_left == 0)
      return dangers | CONFAB_FILE_CLOSED;
    padding = (BLOCK - size % BLOCK) % BLOCK;
    if (block[156] == 'L' || block[156] == 'x') {
      budget->members_left--;
      is_broken = !take_name (stream, size, block[156] == 'x', long_name);
    } else {
      if (long_name->len > 0)
        g_string_append_len (name, long_name->str, (gssize)long_name->len);
      else
        g_string_append_len (name, (const char *)block, (gssize)strnlen ((char *)block, 100));
      g_string_truncate (long_name, 0);
      dangers |= look_at_file (stream, size, name, budget, &is_broken);
    }
    if (is_broken || !skip (stream, padding))
      return dangers | CONFAB_FILE_CLOSED;
  }
}
