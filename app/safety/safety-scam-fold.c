/* Folds a message for the judge "scam": small plain letters whatever they were disguised as, cut
 * into words and sentences.
 *
 * Marks, other alphabets' twins, what is unseen, digits within words and letters apart from each
 * other are seen through. One pass of a bounded length; it gives no word a meaning. */

#include "safety/safety-scam-private.h"

#include <string.h>

#include "safety/safety-link.h"

#define MAX_FOLDED 8
#define MIN_CHAIN 4 /* single letters that make a word */
#define OTHER_LETTER '\x01'
#define APOSTROPHE '\''

typedef struct {
  gunichar letter;
  const char *plain;
} Special;

/* Letters that no decomposition makes ours, and those of other alphabets that look like ours. */
static const Special specials[] = {
  { 0xdf, "ss" }, { 0x1e9e, "ss" }, { 0xe6, "ae" }, { 0xc6, "ae" }, { 0xf8, "o" }, { 0xd8, "o" },
  { 0x153, "oe" }, { 0x152, "oe" }, { 0x142, "l" }, { 0x141, "l" }, { 0x111, "d" }, { 0x110, "d" },
  { 0xf0, "d" }, { 0x131, "i" }, { 0x2018, "'" }, { 0x2019, "'" }, { 0x2bc, "'" }, { 0xb4, "'" },
  { 0x60, "'" }, { 0x2032, "'" }, { 0x251, "a" }, { 0x261, "g" }, { 0x269, "i" }, { 0x1d0f, "o" },
  { 0x1d04, "c" }, { 0x1d05, "d" }, { 0x1d07, "e" }, { 0x1d0b, "k" }, { 0x1d0d, "m" },
  { 0x1d18, "p" }, { 0x1d1b, "t" }, { 0x1d1c, "u" }, { 0x1d20, "v" }, { 0x1d21, "w" },
  { 0x1d00, "a" }, { 0x29f, "l" }, { 0x274, "n" }, { 0x280, "r" }, { 0x262, "g" }, { 0x29c, "h" },
  { 0x26a, "i" }, { 0x28f, "y" }, { 0x299, "b" },
  /* Cyrillic */
  { 0x430, "a" }, { 0x410, "a" }, { 0x412, "b" }, { 0x432, "b" }, { 0x435, "e" }, { 0x415, "e" },
  { 0x451, "e" }, { 0x43a, "k" }, { 0x41a, "k" }, { 0x41c, "m" }, { 0x43c, "m" }, { 0x41d, "h" },
  { 0x43d, "h" }, { 0x43e, "o" }, { 0x41e, "o" }, { 0x440, "p" }, { 0x420, "p" }, { 0x441, "c" },
  { 0x421, "c" }, { 0x442, "t" }, { 0x422, "t" }, { 0x443, "y" }, { 0x423, "y" }, { 0x445, "x" },
  { 0x425, "x" }, { 0x455, "s" }, { 0x405, "s" }, { 0x456, "i" }, { 0x406, "i" }, { 0x457, "i" },
  { 0x458, "j" }, { 0x408, "j" }, { 0x4bb, "h" }, { 0x501, "d" }, { 0x51b, "q" }, { 0x51d, "w" },
  { 0x461, "w" }, { 0x475, "v" }, { 0x4cf, "l" }, { 0x4c0, "l" }, { 0x43f, "n" }, { 0x433, "r" },
  { 0x44c, "b" }, { 0x4af, "y" }, { 0x493, "f" },
  /* Greek */
  { 0x3b1, "a" }, { 0x391, "a" }, { 0x392, "b" }, { 0x3b2, "b" }, { 0x3b5, "e" }, { 0x395, "e" },
  { 0x397, "h" }, { 0x3b7, "n" }, { 0x3b9, "i" }, { 0x399, "i" }, { 0x3ba, "k" }, { 0x39a, "k" },
  { 0x39c, "m" }, { 0x39d, "n" }, { 0x3bd, "v" }, { 0x3bf, "o" }, { 0x39f, "o" }, { 0x3c1, "p" },
  { 0x3a1, "p" }, { 0x3c4, "t" }, { 0x3a4, "t" }, { 0x3c5, "u" }, { 0x3a5, "y" }, { 0x3c7, "x" },
  { 0x3a7, "x" }, { 0x396, "z" }, { 0x3b6, "z" }, { 0x3c9, "w" }, { 0x3f2, "c" }, { 0x3f3, "j" },
  { 0x3c3, "o" }, { 0x3b3, "y" },
  /* Armenian and others */
  { 0x585, "o" }, { 0x578, "n" }, { 0x57d, "u" }, { 0x570, "h" }, { 0x581, "g" }, { 0x566, "q" },
  { 0x578, "n" }, { 0x20ac, "$" }, { 0xa3, "$" }, { 0xa5, "$" }, { 0x20bf, "$" }, { 0x2026, "." },
  { 0xbf, "?" }, { 0xa1, "!" }, { 0x3002, "." }, { 0xff0e, "." }, { 0x2028, "\n" }, { 0x2029, "\n" },
  { 0x85, "\n" }, { 0x2800, " " }, { 0xb7, "." }, { 0x2022, "." },
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
    out[0] = OTHER_LETTER;
    return 1;
  default:
    out[0] = ',';
    return 1;
  }
}

static const char *
find_special (gunichar c) {
  for (guint i = 0; i < G_N_ELEMENTS (specials); i++)
    if (specials[i].letter == c)
      return specials[i].plain;
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

static guint
fold_character (gunichar c, char out[MAX_FOLDED]) {
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  const char *plain;
  gsize n_parts;
  guint n = 0;

  if (c < 0x80 && c != '`')
    return fold_plain (c, out);
  /* Chinese, Japanese and Korean letters: nothing to be found, and found quickly. */
  if ((c >= 0x3041 && c <= 0x30fa) || (c >= 0x3400 && c <= 0x9fff) || (c >= 0xac00 && c <= 0xd7a3)) {
    out[0] = OTHER_LETTER;
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
  for (gsize i = 0; i < n_parts && n < MAX_FOLDED; i++) {
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

static gunichar
read_character (const char *bytes, gsize left, guint *size) {
  gunichar c;

  *size = 1;
  if ((guint8)*bytes < 0x80)
    return (guint8)*bytes;
  c = g_utf8_get_char_validated (bytes, (gssize)left);
  if (c == (gunichar)-1 || c == (gunichar)-2)
    return 0xfffd;
  *size = (guint)g_unichar_to_utf8 (c, NULL);
  return c;
}

/* ---- words ---- */

typedef struct {
  ConfabScamView *view;
  char text[CONFAB_SCAM_MAX_WORD + 1];
  guint length;
  guint n_letters, n_digits;
  gboolean has_one;
  gboolean sentence_ended, clause_ended, is_glued;
  char before;     /* the folded character before, for signs that may be letters */
  guint n_chained; /* single letters that stand behind each other now */
  gboolean chain_has_gaps; /* wide ones: between the words of a chain */
} Cutter;

static char
letter_for_digit (char c) {
  switch (c) {
  case '0':
    return 'o';
  case '1':
  case '!':
  case '|':
    return 'i';
  case '3':
    return 'e';
  case '4':
  case '@':
    return 'a';
  case '5':
  case '$':
    return 's';
  case '7':
    return 't';
  case '8':
    return 'b';
  case '9':
    return 'g';
  default:
    return 0;
  }
}

static ConfabScamWord *
push_word (Cutter *cutter) {
  ConfabScamView *view = cutter->view;
  ConfabScamWord *word = &view->words[view->n];

  memset (word, 0, sizeof *word);
  word->begins_sentence = cutter->sentence_ended || view->n == 0;
  word->begins_clause = word->begins_sentence || cutter->clause_ended;
  word->is_glued = cutter->is_glued && !word->begins_clause;
  if (view->n > 0)
    word->sentence =
        (guint16)(view->words[view->n - 1].sentence + (word->begins_sentence ? 1 : 0));
  cutter->sentence_ended = cutter->clause_ended = FALSE;
  view->n++;
  return word;
}

/* Letters that were set apart become the word that they spell. */
static void
join_chain (Cutter *cutter) {
  ConfabScamView *view = cutter->view;
  ConfabScamWord *first;
  guint n = cutter->n_chained;

  cutter->n_chained = 0;
  if (n < MIN_CHAIN || n > view->n)
    return;
  first = &view->words[view->n - n];
  for (guint i = 1; i < n && first->length < CONFAB_SCAM_MAX_WORD; i++) {
    first->text[first->length++] = first[i].text[0];
    first->has_one = first->has_one || first[i].has_one;
  }
  first->text[first->length] = '\0';
  first->was_apart = TRUE;
  view->n -= n - 1;
}

static void
end_word (Cutter *cutter) {
  ConfabScamWord *word;
  gboolean is_number;

  if (cutter->length == 0)
    return;
  is_number = cutter->n_letters == 0;
  word = push_word (cutter);
  if (is_number) {
    cutter->view->words[cutter->view->n - 1].is = CONFAB_CUE_BIT (CONFAB_CUE_DIGITS);
    if (cutter->n_digits >= 9)
      word->is |= CONFAB_CUE_BIT (CONFAB_CUE_HANDLE);
    g_strlcpy (word->text, "#", sizeof word->text);
    word->length = 1;
  } else {
    /* Digits among letters are letters in disguise. */
    for (guint i = 0; i < cutter->length; i++) {
      char c = cutter->text[i], letter = letter_for_digit (c);

      if (letter != 0)
        word->has_one = word->has_one || letter == 'i';
      word->text[word->length++] = letter != 0 ? letter : c;
    }
    word->text[word->length] = '\0';
  }
  if (!is_number && word->length == 1 && !word->begins_clause)
    cutter->n_chained++;
  else if (!is_number && word->length == 1)
    cutter->n_chained = 1;
  else
    cutter->n_chained = 0;
  cutter->length = cutter->n_letters = cutter->n_digits = 0;
  cutter->is_glued = FALSE;
}

/* "20eur" is two words; "c0de" and "4nydesk" are one each. */
static gboolean
is_unit_behind_number (const Cutter *cutter, char c) {
  return cutter->n_letters == 0 && cutter->n_digits > 0 && (cutter->n_digits > 1 || c == 'e') &&
         g_ascii_isalpha (c);
}

static void
add_to_word (Cutter *cutter, char c) {
  guint n = cutter->length;

  if (is_unit_behind_number (cutter, c)) {
    end_word (cutter);
    n = 0;
  }
  if (n >= 2 && cutter->text[n - 1] == c && cutter->text[n - 2] == c && !g_ascii_isdigit (c))
    return;
  if (n < CONFAB_SCAM_MAX_WORD)
    cutter->text[cutter->length++] = c;
  if (g_ascii_isdigit (c))
    cutter->n_digits++;
  else
    cutter->n_letters++;
}

/* A sign within a word that stands for a letter: "p@ssword", "pa$$word", "g!ft". */
static gboolean
is_disguised_letter (const Cutter *cutter, char c, char next) {
  if (c == '!' || c == '|')
    return cutter->n_letters > 0 && cutter->n_letters <= 3 && g_ascii_isalpha (next);
  return (c == '@' || c == '$') && cutter->n_letters > 0 &&
         (g_ascii_isalpha (next) || (next == c && c == '$'));
}

static void
add_sign (Cutter *cutter, char c, char next) {
  gboolean is_inside = g_ascii_isalnum (cutter->before) && g_ascii_isalnum (next);

  /* "1.249,99" is one number. */
  if ((c == '.' || c == ',') && cutter->n_letters == 0 && cutter->n_digits > 0 &&
      g_ascii_isdigit (next))
    return;
  end_word (cutter);
  switch (c) {
  case '\n':
    cutter->sentence_ended = TRUE;
    break;
  case '.':
  case '!':
  case '?':
  case ';':
    if (is_inside && c == '.')
      cutter->is_glued = TRUE;
    else
      cutter->sentence_ended = TRUE;
    break;
  case '-':
  case '_':
  case '*':
  case '/':
  case '+':
  case '~':
  case '\'':
    if (is_inside)
      cutter->is_glued = TRUE;
    else if (c != APOSTROPHE && c != '+')
      cutter->clause_ended = TRUE;
    break;
  case '$':
  case '%':
    push_word (cutter)->is =
        CONFAB_CUE_BIT (c == '$' ? CONFAB_CUE_CURRENCY : CONFAB_CUE_PERCENT);
    break;
  case '@':
    if (g_ascii_isalpha (next) && !g_ascii_isalnum (cutter->before))
      push_word (cutter)->is = CONFAB_CUE_BIT (CONFAB_CUE_HANDLE);
    break;
  case ' ':
    break;
  default:
    cutter->clause_ended = TRUE;
    break;
  }
  if (c != ' ' || cutter->before == ' ') {
    if (c != '.' && c != '-' && c != '_' && c != '*' && c != '/')
      join_chain (cutter);
  }
}

static char
peek (const char *text, gsize length, gsize offset) {
  char folded[MAX_FOLDED] = { 0 };
  guint size;

  /* What is unseen is looked past. */
  for (guint i = 0; i < 4 && offset < length; i++, offset += size)
    if (fold_character (read_character (text + offset, length - offset, &size), folded) > 0)
      return folded[0];
  return '\n';
}

gsize
confab_safety_scam_fold (ConfabScamView *view, const char *text, gsize length, gsize offset) {
  Cutter cutter = { .view = view, .before = '\n' };
  ConfabLinkSpan link = { 0 };
  gboolean has_link = confab_safety_link_next (text, length, offset, &link);

  cutter.sentence_ended = view->n == 0;
  /* A word is never cut in two; a step adds three at most. */
  while (offset < length && (view->n + 3 < CONFAB_SCAM_MAX_WORDS || cutter.length > 0)) {
    char folded[MAX_FOLDED];
    guint size, n;

    if (has_link && offset >= link.start) {
      end_word (&cutter);
      join_chain (&cutter);
      push_word (&cutter)->is = CONFAB_CUE_BIT (CONFAB_CUE_LINK);
      offset = MAX (link.end, offset + 1);
      has_link = confab_safety_link_next (text, length, offset, &link);
      cutter.before = ' ';
      continue;
    }
    n = fold_character (read_character (text + offset, length - offset, &size), folded);
    offset += size;
    for (guint i = 0; i < n; i++) {
      char next = i + 1 < n ? folded[i + 1] : 0;

      if (next == 0 && !g_ascii_isalnum (folded[i]))
        next = peek (text, length, offset);
      if (g_ascii_isalnum (folded[i]) || folded[i] == OTHER_LETTER ||
          is_disguised_letter (&cutter, folded[i], next))
        add_to_word (&cutter, folded[i]);
      else
        add_sign (&cutter, folded[i], next);
      cutter.before = folded[i];
    }
  }
  end_word (&cutter);
  join_chain (&cutter);
  return offset;
}
