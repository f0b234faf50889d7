/* Fuzz target: what a file is, and the judge of it. A name up to the first NUL, then the content.
 *
 * Besides crashes it looks for broken promises: something that opens though it begins as a program
 * or an archive, or is named as one; two looks that do not agree. */

#include <stdint.h>
#include <string.h>

#include "files/files-kind.h"
#include "files/files-name.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static gboolean
begins (const ConfabFilesBytes *bytes, const char *what) {
  return bytes->length >= strlen (what) && memcmp (bytes->bytes, what, strlen (what)) == 0;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size) {
  const uint8_t *end = size > 0 ? memchr (data, 0, size) : NULL;
  gsize name_length = end != NULL ? (gsize)(end - data) : 0;
  g_autofree char *name = g_strndup ((const char *)data, name_length);
  ConfabFilesBytes bytes = { data, size };
  ConfabFilesSource source;
  ConfabFileFacts facts = { .is_whole = TRUE,
    .is_card_seen = TRUE,
    .grade = CONFAB_GRADE_CHECKED,
    .scan = CONFAB_FILE_SCAN_CLEAN };
  ConfabFileLook again;
  ConfabFileVerdict verdict;

  if (end != NULL)
    bytes = (ConfabFilesBytes){ end + 1, size - name_length - 1 };
  source = confab_files_source_bytes (&bytes);
  confab_files_kind_look (&source, name, NULL, &facts.look);
  confab_files_kind_look (&source, name, NULL, &again);
  verdict = confab_safety_judge_file (&facts, NULL);
  g_assert (facts.look.content == again.content && facts.look.dangers == again.dangers);
  g_assert (facts.look.content < CONFAB_FILE_KIND_COUNT);
  if (begins (&bytes, "\x7f"
                      "ELF") ||
      begins (&bytes, "MZ") || begins (&bytes, "PK\x03\x04") || begins (&bytes, "#!/") ||
      begins (&bytes, "[Desktop Entry]") || begins (&bytes, "<html"))
    g_assert (verdict != CONFAB_FILE_OPEN);
  if (g_str_has_suffix (name, ".exe") || g_str_has_suffix (name, ".desktop"))
    g_assert (verdict <= CONFAB_FILE_SAVE_WARNED);
  return 0;
}
