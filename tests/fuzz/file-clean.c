/* Fuzz target: cleaning pictures. Looks for a picture that is called clean and still has a part
 * that tells, is no picture any more, or is not the same when cleaned again. */

#include <stdint.h>
#include <string.h>

#include "files/files-clean.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static gboolean
write_bytes (gpointer data, const guint8 *bytes, gsize length) {
  g_byte_array_append (data, bytes, (guint)length);
  return TRUE;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size) {
  g_autoptr (GByteArray) cleaned = g_byte_array_new ();
  g_autoptr (GByteArray) again = g_byte_array_new ();
  ConfabFilesBytes bytes = { data, size };
  ConfabFilesSource source = confab_files_source_bytes (&bytes);
  ConfabFilesCleaned result = confab_files_clean (&source, write_bytes, cleaned);

  g_assert (cleaned->len <= size + 64);
  if (result != CONFAB_FILES_CLEAN_DONE && result != CONFAB_FILES_CLEAN_WAS)
    return 0;
  g_assert (cleaned->len >= 4);
  bytes = (ConfabFilesBytes){ cleaned->data, cleaned->len };
  source = confab_files_source_bytes (&bytes);
  result = confab_files_clean (&source, write_bytes, again);
  g_assert (result == CONFAB_FILES_CLEAN_DONE || result == CONFAB_FILES_CLEAN_WAS);
  g_assert (again->len == cleaned->len && memcmp (again->data, cleaned->data, again->len) == 0);
  return 0;
}
