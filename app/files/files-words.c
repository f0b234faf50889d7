/* Bytes as words. What has a control character is no text, whatever it is called: nothing of a
 * picture or a program is taken for something that was written. */

#include "files/files-words.h"

#include <string.h>

#define OTHER_FORM "WINDOWS-1252"
#define MAX_CUT 4 /* bytes at the end that may be half a letter */

static gboolean
is_text_byte (guint8 c) {
  return c >= 0x20 ? c != 0x7f : c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static gboolean
is_plain (const char *text, gsize length) {
  for (gsize i = 0; i < length; i++)
    if (!is_text_byte ((guint8)text[i]))
      return FALSE;
  return TRUE;
}

static gboolean
has_mark (const guint8 *bytes, gsize length, guint8 first, guint8 second) {
  return length >= 2 && bytes[0] == first && bytes[1] == second;
}

/* UTF-16; half a letter at the end is left out. */
static char *
dup_wide (const guint8 *bytes, gsize length, const char *form) {
  gsize n = (length - 2) / 2 * 2;
  char *text = NULL;

  for (gsize cut = 0; text == NULL && cut <= MAX_CUT && cut <= n; cut += 2)
    text = g_convert ((const char *)bytes + 2, (gssize)(n - cut), "UTF-8", form, NULL, NULL, NULL);
  return text;
}

static char *
dup_narrow (const guint8 *bytes, gsize length) {
  const char *text = (const char *)bytes;
  const char *end = text;

  if (g_utf8_validate_len (text, length, &end) || (gsize)(end - text) + MAX_CUT > length)
    return g_strndup (text, (gsize)(end - text));
  return g_convert_with_fallback (text, (gssize)length, "UTF-8", OTHER_FORM, "?", NULL, NULL, NULL);
}

char *
confab_files_words_dup (const ConfabFilesSource *source) {
  g_autofree guint8 *bytes = g_malloc (CONFAB_FILES_MAX_WORDS);
  gsize length = confab_files_source_peek (source, 0, bytes, CONFAB_FILES_MAX_WORDS);
  g_autofree char *text = NULL;

  if (has_mark (bytes, length, 0xff, 0xfe))
    text = dup_wide (bytes, length, "UTF-16LE");
  else if (has_mark (bytes, length, 0xfe, 0xff))
    text = dup_wide (bytes, length, "UTF-16BE");
  else if (is_plain ((const char *)bytes, length))
    text = dup_narrow (bytes, length);
  if (text == NULL || *text == '\0' || !is_plain (text, strlen (text)))
    return NULL;
  return g_steal_pointer (&text);
}
