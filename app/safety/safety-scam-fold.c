/* Folds a message for the judge "scam": small plain letters whatever they were disguised as, cut
 * into words and sentences.
 *
 * Marks, other alphabets' twins, what is unseen, digits within words and letters apart from each
 * other are seen through. One pass of a bounded length; it gives no word a meaning. */

#include "safety/safety-scam-private.h"

#include <string.h>

#include "safety/safety-link.h"

#define MIN_CHAIN 4 /* single letters that make a word */
#define APOSTROPHE '\''

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

typedef struct {
  ConfabScamView *view;
  char text[CONFAB_SCAM_MAX_WORD + 1];
  guint length;
  guint n_letters, n_digits;
  gboolean has_one;
  gboolean sentence_ended, clause_ended, is_glued;
  char before;             /* the folded character before, for signs that may be letters */
  guint n_chained;         /* single letters that stand behind each other now */
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
    word->sentence = (guint16)(view->words[view->n - 1].sentence + (word->begins_sentence ? 1 : 0));
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
    push_word (cutter)->is = CONFAB_CUE_BIT (c == '$' ? CONFAB_CUE_CURRENCY : CONFAB_CUE_PERCENT);
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
  char folded[CONFAB_SCAM_MAX_FOLDED] = { 0 };
  guint size;

  /* What is unseen is looked past. */
  for (guint i = 0; i < 4 && offset < length; i++, offset += size)
    if (confab_safety_scam_fold_letter (
            read_character (text + offset, length - offset, &size), folded) > 0)
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
    char folded[CONFAB_SCAM_MAX_FOLDED];
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
    n = confab_safety_scam_fold_letter (
        read_character (text + offset, length - offset, &size), folded);
    offset += size;
    for (guint i = 0; i < n; i++) {
      char next = i + 1 < n ? folded[i + 1] : 0;

      if (next == 0 && !g_ascii_isalnum (folded[i]))
        next = peek (text, length, offset);
      if (g_ascii_isalnum (folded[i]) || folded[i] == CONFAB_SCAM_OTHER_LETTER ||
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
