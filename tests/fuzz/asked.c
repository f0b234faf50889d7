/* Whatever is typed to find messages: it is read within its bounds, words hold nothing but letters
 * and digits, and what is marked in a text lies within it. */

#include <string.h>

#include "store/store-asked.h"
#include "store/store-words.h"

#define MAX_PAIRS 8

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_words (const ConfabStoreAsked *asked) {
  g_assert_cmpuint (asked->n_terms, <=, CONFAB_STORE_ASKED_MAX_TERMS);
  g_assert_cmpuint (asked->words->len, <=, CONFAB_STORE_ASKED_MAX_WORDS);
  for (guint i = 0; i < asked->n_terms; i++)
    g_assert_cmpuint (asked->terms[i].first + asked->terms[i].n, <=, asked->words->len);
  for (guint i = 0; i < asked->words->len; i++) {
    const char *word = g_ptr_array_index (asked->words, i);

    g_assert_true (*word != '\0' && strlen (word) <= CONFAB_STORE_WORD_MAX_BYTES);
    g_assert_true (g_utf8_validate (word, -1, NULL));
    g_assert_null (strpbrk (word, " \"'*:^()-+{}"));
    g_assert_null (strstr (word, "\xc2\xa7"));
  }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size) {
  g_autofree char *typed = g_strndup ((const char *)data, size);
  g_autofree char *text = g_utf8_make_valid (typed, -1);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (ConfabStoreAsked) asked = confab_store_asked_new (typed, zone);
  gsize pairs[2 * MAX_PAIRS];
  guint n = confab_store_asked_mark (asked, text, pairs, MAX_PAIRS);
  gsize before = 0;

  check_words (asked);
  for (guint i = 0; i < n; i++) {
    g_assert_cmpuint (pairs[2 * i], >=, before);
    g_assert_cmpuint (pairs[2 * i + 1], >, pairs[2 * i]);
    g_assert_cmpuint (pairs[2 * i + 1], <=, strlen (text));
    g_assert_true (
        g_utf8_validate (text + pairs[2 * i], (gssize)(pairs[2 * i + 1] - pairs[2 * i]), NULL));
    before = pairs[2 * i + 1];
  }
  return 0;
}
