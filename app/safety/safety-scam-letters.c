/* Folds single characters for the judge "scam": what a letter looks like is what it is taken for.
 *
 * Marks fall off, letters of other alphabets become the ones of ours that they are mistaken for,
 * what is unseen goes. Knows no words. */

#include "safety/safety-scam-private.h"

#include <string.h>

typedef struct {
  gunichar letter;
  const char *plain;
} Special;

/* Letters that no decomposition makes ours, and those of other alphabets that look like ours, by
 * their numbers: found by halves. */
static const Special specials[] = {
  { 0x60, "'" },
  { 0x85, "\n" },
  { 0xa1, "!" },
  { 0xa3, "$" },
  { 0xa5, "$" },
  { 0xb4, "'" },
  { 0xb7, "." },
  { 0xbf, "?" },
  { 0xc6, "ae" },
  { 0xd8, "o" },
  { 0xdf, "ss" },
  { 0xe6, "ae" },
  { 0xf0, "d" },
  { 0xf8, "o" },
  { 0x110, "d" },
  { 0x111, "d" },
  { 0x131, "i" },
  { 0x141, "l" },
  { 0x142, "l" },
  { 0x152, "oe" },
  { 0x153, "oe" },
  { 0x251, "a" },
  { 0x261, "g" },
  { 0x262, "g" },
  { 0x269, "i" },
  { 0x26a, "i" },
  { 0x274, "n" },
  { 0x280, "r" },
  { 0x28f, "y" },
  { 0x299, "b" },
  { 0x29c, "h" },
  { 0x29f, "l" },
  { 0x2bc, "'" },
  { 0x391, "a" },
  { 0x392, "b" },
  { 0x395, "e" },
  { 0x396, "z" },
  { 0x397, "h" },
  { 0x399, "i" },
  { 0x39a, "k" },
  { 0x39c, "m" },
  { 0x39d, "n" },
  { 0x39f, "o" },
  { 0x3a1, "p" },
  { 0x3a4, "t" },
  { 0x3a5, "y" },
  { 0x3a7, "x" },
  { 0x3b1, "a" },
  { 0x3b2, "b" },
  { 0x3b3, "y" },
  { 0x3b5, "e" },
  { 0x3b6, "z" },
  { 0x3b7, "n" },
  { 0x3b9, "i" },
  { 0x3ba, "k" },
  { 0x3bd, "v" },
  { 0x3bf, "o" },
  { 0x3c1, "p" },
  { 0x3c3, "o" },
  { 0x3c4, "t" },
  { 0x3c5, "u" },
  { 0x3c7, "x" },
  { 0x3c9, "w" },
  { 0x3f2, "c" },
  { 0x3f3, "j" },
  { 0x405, "s" },
  { 0x406, "i" },
  { 0x408, "j" },
  { 0x410, "a" },
  { 0x412, "b" },
  { 0x415, "e" },
  { 0x41a, "k" },
  { 0x41c, "m" },
  { 0x41d, "h" },
  { 0x41e, "o" },
  { 0x420, "p" },
  { 0x421, "c" },
  { 0x422, "t" },
  { 0x423, "y" },
  { 0x425, "x" },
  { 0x430, "a" },
  { 0x432, "b" },
  { 0x433, "r" },
  { 0x435, "e" },
  { 0x43a, "k" },
  { 0x43c, "m" },
  { 0x43d, "h" },
  { 0x43e, "o" },
  { 0x43f, "n" },
  { 0x440, "p" },
  { 0x441, "c" },
  { 0x442, "t" },
  { 0x443, "y" },
  { 0x445, "x" },
  { 0x44c, "b" },
  { 0x451, "e" },
  { 0x455, "s" },
  { 0x456, "i" },
  { 0x457, "i" },
  { 0x458, "j" },
  { 0x461, "w" },
  { 0x475, "v" },
  { 0x493, "f" },
  { 0x4af, "y" },
  { 0x4bb, "h" },
  { 0x4c0, "l" },
  { 0x4cf, "l" },
  { 0x501, "d" },
  { 0x51b, "q" },
  { 0x51d, "w" },
  { 0x566, "q" },
  { 0x570, "h" },
  { 0x578, "n" },
  { 0x57d, "u" },
  { 0x581, "g" },
  { 0x585, "o" },
  { 0x1d00, "a" },
  { 0x1d04, "c" },
  { 0x1d05, "d" },
  { 0x1d07, "e" },
  { 0x1d0b, "k" },
  { 0x1d0d, "m" },
  { 0x1d0f, "o" },
  { 0x1d18, "p" },
  { 0x1d1b, "t" },
  { 0x1d1c, "u" },
  { 0x1d20, "v" },
  { 0x1d21, "w" },
  { 0x1e9e, "ss" },
  { 0x2018, "'" },
  { 0x2019, "'" },
  { 0x2022, "." },
  { 0x2026, "." },
  { 0x2028, "\n" },
  { 0x2029, "\n" },
  { 0x2032, "'" },
  { 0x20ac, "$" },
  { 0x20bf, "$" },
  { 0x2800, " " },
  { 0x3002, "." },
  { 0xff0e, "." },
};

static guint
fold_plain (guint32 c, char *out) {
  if (c == '\n' || c == '\r')
    out[0] = '\n';
  else if (c == '\t' || c == '\v' || c == '\f')
    out[0] = ' ';
  else if (c < 0x20 || c == 0x7f)
    return 0;
  else
    out[0] = g_ascii_tolower ((char)c);
  return 1;
}

static guint
fold_other (gunichar c, char *out) {
  switch (g_unichar_type (c)) {
  case G_UNICODE_DECIMAL_NUMBER:
    out[0] = (char)('0' + g_unichar_digit_value (c));
    return 1;
  case G_UNICODE_NON_SPACING_MARK:
  case G_UNICODE_ENCLOSING_MARK:
  case G_UNICODE_SPACING_MARK:
  case G_UNICODE_FORMAT:
  case G_UNICODE_CONTROL:
  case G_UNICODE_MODIFIER_SYMBOL:
    return 0;
  case G_UNICODE_SPACE_SEPARATOR:
    out[0] = ' ';
    return 1;
  case G_UNICODE_DASH_PUNCTUATION:
    out[0] = '-';
    return 1;
  case G_UNICODE_CURRENCY_SYMBOL:
    out[0] = '$';
    return 1;
  case G_UNICODE_LOWERCASE_LETTER:
  case G_UNICODE_UPPERCASE_LETTER:
  case G_UNICODE_TITLECASE_LETTER:
  case G_UNICODE_MODIFIER_LETTER:
  case G_UNICODE_OTHER_LETTER:
  case G_UNICODE_LETTER_NUMBER:
    out[0] = CONFAB_SCAM_OTHER_LETTER;
    return 1;
  default:
    out[0] = ',';
    return 1;
  }
}

static const char *
find_special (gunichar c) {
  guint from = 0, to = G_N_ELEMENTS (specials);

  while (from < to) {
    guint middle = (from + to) / 2;

    if (specials[middle].letter == c)
      return specials[middle].plain;
    if (specials[middle].letter < c)
      from = middle + 1;
    else
      to = middle;
  }
  return NULL;
}

/* An emoji set of letters, "regional indicators" and letters in squares and circles. */
static char
framed_letter (gunichar c) {
  if (c >= 0x1f1e6 && c <= 0x1f1ff)
    return (char)('a' + (c - 0x1f1e6));
  if (c >= 0x1f130 && c <= 0x1f149)
    return (char)('a' + (c - 0x1f130));
  if (c >= 0x1f150 && c <= 0x1f169)
    return (char)('a' + (c - 0x1f150));
  if (c >= 0x1f170 && c <= 0x1f189)
    return (char)('a' + (c - 0x1f170));
  return 0;
}

guint
confab_safety_scam_fold_letter (gunichar c, char out[CONFAB_SCAM_MAX_FOLDED]) {
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  const char *plain;
  gsize n_parts;
  guint n = 0;

  if (c < 0x80 && c != '`')
    return fold_plain (c, out);
  /* Chinese, Japanese and Korean letters: nothing to be found, and found quickly. */
  if ((c >= 0x3041 && c <= 0x30fa) || (c >= 0x3400 && c <= 0x9fff) ||
      (c >= 0xac00 && c <= 0xd7a3)) {
    out[0] = CONFAB_SCAM_OTHER_LETTER;
    return 1;
  }
  if ((plain = find_special (c)) != NULL) {
    n = (guint)strlen (plain);
    memcpy (out, plain, n);
    return n;
  }
  if ((out[0] = framed_letter (c)) != 0)
    return 1;

  n_parts = g_unichar_fully_decompose (c, TRUE, parts, G_N_ELEMENTS (parts));
  for (gsize i = 0; i < n_parts && n < CONFAB_SCAM_MAX_FOLDED; i++) {
    plain = parts[i] < 0x80 ? NULL : find_special (parts[i]);
    if (parts[i] < 0x80)
      n += fold_plain (parts[i], out + n);
    else if (plain != NULL)
      out[n++] = plain[0];
    else
      n += fold_other (parts[i], out + n);
  }
  return n;
}
