/* Which files are text, and what stands in them. */

#include <string.h>

#include "files/files-words.h"

static char *
dup_of (const void *bytes, gsize length) {
  ConfabFilesBytes block = { bytes, length };
  ConfabFilesSource source = confab_files_source_bytes (&block);

  return confab_files_words_dup (&source);
}

#define assert_words(bytes, expected)                                                              \
  G_STMT_START {                                                                                   \
    g_autofree char *words = dup_of (bytes, sizeof bytes - 1);                                     \
    g_assert_cmpstr (words, ==, expected);                                                         \
  }                                                                                                \
  G_STMT_END

static void
test_text (void) {
  assert_words ("my card\r\n\tis 4111", "my card\r\n\tis 4111");
  assert_words ("caf\xc3\xa9", "caf\xc3\xa9");
  assert_words ("\xef\xbb\xbf"
                "a",
      "\xef\xbb\xbf"
      "a");
  assert_words ("caf\xe9 au lait", "caf\xc3\xa9 au lait");
  assert_words ("\xff\xfe"
                "4\0001\0001\0\xe9\0",
      "411\xc3\xa9");
  assert_words ("\xfe\xff\0004\0001\0001", "411");
}

static void
test_no_text (void) {
  assert_words ("", NULL);
  assert_words ("\x89PNG\r\n\x1a\n", NULL);
  assert_words ("\x7f"
                "ELF\2",
      NULL);
  assert_words ("4111\0001111", NULL);
  assert_words ("\xff\xfe", NULL);
  assert_words ("\xff\xfe\0\0004\0", NULL);
  assert_words ("\xff\xfe\1\0", NULL);
}

/* The beginning alone is looked at, and a letter that is cut there is none. */
static void
test_long (void) {
  gsize length = CONFAB_FILES_MAX_WORDS + 100;
  g_autofree char *text = g_malloc (length);
  g_autofree char *words = NULL;
  g_autofree char *cut = NULL;

  memset (text, 'a', length);
  words = dup_of (text, length);
  g_assert_cmpuint (strlen (words), ==, CONFAB_FILES_MAX_WORDS);
  memcpy (text + CONFAB_FILES_MAX_WORDS - 1, "\xc3\xa9", 2);
  cut = dup_of (text, length);
  g_assert_cmpuint (strlen (cut), ==, CONFAB_FILES_MAX_WORDS - 1);
  /* What comes later makes it no less a text. */
  text[length - 1] = '\0';
  g_free (cut);
  cut = dup_of (text, length);
  g_assert_nonnull (cut);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/files/words/text", test_text);
  g_test_add_func ("/files/words/no-text", test_no_text);
  g_test_add_func ("/files/words/long", test_long);
  return g_test_run ();
}
