/* Fuzz target: names of files. Looks for a name to save under that leads out of its folder, is
 * hidden, too long, not UTF-8, or not the same when made harmless again; and for one to show that
 * turns text around. */

#include <stdint.h>
#include <string.h>

#include "files/files-name.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size) {
  g_autofree char *name = g_strndup ((const char *)data, size);
  g_autofree char *safe = confab_files_name_dup_safe (name);
  g_autofree char *again = confab_files_name_dup_safe (safe);
  g_autofree char *shown = confab_files_name_dup_shown (name);
  guint dangers = 0;
  ConfabFileKind kind = confab_files_name_kind (name, &dangers);

  g_assert (*safe != '\0' && strlen (safe) <= CONFAB_FILES_NAME_BYTES);
  g_assert (g_utf8_validate (safe, -1, NULL));
  g_assert (strpbrk (safe, "/\\:\n\r\t") == NULL && safe[0] != '.' && safe[0] != '-');
  g_assert (strchr (". ", safe[strlen (safe) - 1]) == NULL);
  g_assert (strcmp (safe, again) == 0);
  /* What it is saved as runs no more than what it was judged as. */
  if (confab_files_name_kind (safe, NULL) == CONFAB_FILE_KIND_PROGRAM)
    g_assert (kind == CONFAB_FILE_KIND_PROGRAM);
  if (shown != NULL) {
    g_assert (g_utf8_validate (shown, -1, NULL));
    g_assert (g_utf8_strlen (shown, -1) <= CONFAB_FILES_SHOWN_CHARS);
    for (const char *at = shown; *at != '\0'; at = g_utf8_next_char (at)) {
      gunichar c = g_utf8_get_char (at);

      g_assert (c >= 0x20 && !(c >= 0x202a && c <= 0x202e) && !(c >= 0x2066 && c <= 0x2069));
    }
  }
  return 0;
}
