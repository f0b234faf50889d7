/* Text into words. A word is a run of letters and digits, folded to lower case without accents, so
 * that "Zoë" is found by "zoe"; each character of a script that leaves no spaces is a word of its
 * own, so that a part of a Chinese sentence is found as a phrase. Refuses to know a language: no
 * stems, no list of words to leave out. */

#include "store/store-words.h"

#include <string.h>

#define MAX_PARTS 18 /* that one character falls apart into, by Unicode's own promise */

/* What does not fall apart by itself and is written otherwise on other keyboards. */
static const struct {
  gunichar c;
  const char *folded;
} replaced[] = {
  { 0xDF, "ss" },
  { 0xE6, "ae" },
  { 0xF0, "d" },
  { 0xF8, "o" },
  { 0xFE, "th" },
  { 0x111, "d" },
  { 0x131, "i" },
  { 0x142, "l" },
  { 0x153, "oe" },
  { 0x3C2, "\xcf\x83" },
};

static gboolean
is_mark (gunichar c) {
  switch (g_unichar_type (c)) {
  case G_UNICODE_NON_SPACING_MARK:
  case G_UNICODE_SPACING_MARK:
    return TRUE;
  default:
    return FALSE;
  }
}

/* Accents, vowel points of Hebrew and Arabic; not the vowels of the scripts of India. */
static gboolean
is_accent (gunichar c) {
  return g_unichar_combining_class (c) >= 10 || g_unichar_type (c) == G_UNICODE_ENCLOSING_MARK;
}

static gboolean
leaves_no_spaces (gunichar c) {
  if (c < 0xE00 || !g_unichar_isalpha (c))
    return FALSE;
  switch ((int)g_unichar_get_script (c)) {
  case G_UNICODE_SCRIPT_HAN:
  case G_UNICODE_SCRIPT_HIRAGANA:
  case G_UNICODE_SCRIPT_KATAKANA:
  case G_UNICODE_SCRIPT_HANGUL:
  case G_UNICODE_SCRIPT_BOPOMOFO:
  case G_UNICODE_SCRIPT_THAI:
  case G_UNICODE_SCRIPT_LAO:
  case G_UNICODE_SCRIPT_KHMER:
  case G_UNICODE_SCRIPT_MYANMAR:
    return TRUE;
  default:
    return FALSE;
  }
}

static void
add_bytes (ConfabStoreWords *words, const char *bytes, gsize n) {
  if (words->word_length + n > CONFAB_STORE_WORD_MAX_BYTES)
    return;
  memcpy (words->word + words->word_length, bytes, n);
  words->word_length += n;
  words->word[words->word_length] = '\0';
}

static void
add_part (ConfabStoreWords *words, gunichar c) {
  char bytes[6];

  if (is_accent (c) || !(g_unichar_isalnum (c) || is_mark (c)))
    return;
  c = g_unichar_tolower (c);
  for (gsize i = 0; i < G_N_ELEMENTS (replaced); i++)
    if (replaced[i].c == c) {
      add_bytes (words, replaced[i].folded, strlen (replaced[i].folded));
      return;
    }
  add_bytes (words, bytes, (gsize)g_unichar_to_utf8 (c, bytes));
}

static void
add_character (ConfabStoreWords *words, gunichar c) {
  gunichar parts[MAX_PARTS];
  gsize n;

  if (c < 0x80) {
    char byte = g_ascii_tolower ((char)c);

    add_bytes (words, &byte, 1);
    return;
  }
  /* A syllable of Korean is found as it is written. */
  if (g_unichar_get_script (c) == G_UNICODE_SCRIPT_HANGUL) {
    add_part (words, c);
    return;
  }
  n = g_unichar_fully_decompose (c, TRUE, parts, MAX_PARTS);
  for (gsize i = 0; i < n; i++)
    add_part (words, parts[i]);
}

void
confab_store_words_init (ConfabStoreWords *words, const char *text, gsize length) {
  *words = (ConfabStoreWords){ .text = text, .length = length };
}

static gunichar
look (const ConfabStoreWords *words, gsize *next) {
  const char *here = words->text + words->at;

  *next = words->at + (gsize)(g_utf8_next_char (here) - here);
  *next = MIN (*next, words->length);
  return g_utf8_get_char_validated (here, (gssize)(words->length - words->at));
}

/* From its first character to the one after its last. */
static void
read_word (ConfabStoreWords *words) {
  gsize next;
  gunichar c = look (words, &next);

  words->start = words->at;
  words->word_length = 0;
  words->word[0] = '\0';
  words->is_letters = leaves_no_spaces (c);
  add_character (words, c);
  for (words->at = next; words->at < words->length; words->at = next) {
    c = look (words, &next);
    if (!is_mark (c) && (words->is_letters || !g_unichar_isalnum (c) || leaves_no_spaces (c)))
      break;
    add_character (words, c);
  }
  words->end = words->at;
}

gboolean
confab_store_words_next (ConfabStoreWords *words) {
  while (words->at < words->length) {
    gsize next;

    if (!g_unichar_isalnum (look (words, &next))) {
      words->at = next;
      continue;
    }
    read_word (words);
    if (words->word_length > 0)
      return TRUE;
  }
  return FALSE;
}

char *
confab_store_words_fold (const char *text) {
  GString *folded = g_string_new (NULL);
  ConfabStoreWords words;

  confab_store_words_init (&words, text, strlen (text));
  while (confab_store_words_next (&words)) {
    if (folded->len > 0)
      g_string_append_c (folded, ' ');
    g_string_append_len (folded, words.word, (gssize)words.word_length);
  }
  return g_string_free (folded, FALSE);
}
