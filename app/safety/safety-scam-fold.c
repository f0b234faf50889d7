/* Folds a message for the judge "scam": small plain letters whatever they were disguised as, cut
 * into words and sentences.
 *
 * Marks, other alphabets' twins, what is unseen, digits within words and letters apart from each
 * other are seen through. One pass of a bounded length; it gives no word a meaning. */

#include "safety/safety-scam-private.h"

#include <string.h>

#define MIN_CHAIN 4        /* single letters that make a word */
#define MIN_PHONE_DIGITS 9 /* of a number by which somebody can be called */
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
  gboolean was_drawn;
  gboolean sentence_ended, clause_ended, is_glued;
  char before;     /* the folded character before, for signs that may be letters */
  guint n_chained; /* single letters that stand behind each other now */
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

/* Digits among letters are letters in disguise. */
static void
write_letters (ConfabScamWord *word, const char *text, guint length) {
  for (guint i = 0; i < length; i++) {
    char letter = letter_for_digit (text[i]);

    word->has_one = word->has_one || letter == 'i';
    word->text[word->length++] = letter != 0 ? letter : text[i];
  }
  word->text[word->length] = '\0';
}

static void
write_number (ConfabScamWord *word, guint n_digits) {
  word->is = CONFAB_CUE_BIT (CONFAB_CUE_DIGITS);
  if (n_digits >= MIN_PHONE_DIGITS)
    word->is |= CONFAB_CUE_BIT (CONFAB_CUE_HANDLE);
  word->n_digits = (guint8)MIN (n_digits, G_MAXUINT8);
  word->text[0] = '#';
  word->text[1] = '\0';
  word->length = 1;
}

static void
end_word (Cutter *cutter) {
  gboolean is_number = cutter->n_letters == 0;
  gboolean is_single = !is_number && cutter->length == 1;

  if (cutter->length == 0)
    return;
  if (!is_single || cutter->sentence_ended || cutter->clause_ended ||
      cutter->n_chained == CONFAB_SCAM_MAX_WORD)
    join_chain (cutter);
  if (is_number)
    write_number (push_word (cutter), cutter->n_digits);
  else
    write_letters (push_word (cutter), cutter->text, cutter->length);
  cutter->view->words[cutter->view->n - 1].was_drawn = cutter->was_drawn;
  if (is_single)
    cutter->n_chained++;
  cutter->was_drawn = FALSE;
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
  if (n >= 2 && cutter->text[n - 1] == c && cutter->text[n - 2] == c && !g_ascii_isdigit (c)) {
    cutter->was_drawn = TRUE;
    return;
  }
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

void
confab_safety_scam_reader_init (ConfabScamReader *reader, const char *text, gsize length) {
  *reader = (ConfabScamReader){ .text = text, .length = length };
  reader->has_link = confab_safety_link_next (text, length, 0, &reader->link);
}

/* A link is one word, whatever it says. */
static void
read_link (ConfabScamReader *reader, Cutter *cutter) {
  end_word (cutter);
  join_chain (cutter);
  push_word (cutter)->is = CONFAB_CUE_BIT (CONFAB_CUE_LINK);
  reader->offset = MAX (reader->link.end, reader->offset + 1);
  reader->has_link =
      confab_safety_link_next (reader->text, reader->length, reader->offset, &reader->link);
  cutter->before = ' ';
}

static void
read_letter (ConfabScamReader *reader, Cutter *cutter) {
  char folded[CONFAB_SCAM_MAX_FOLDED];
  guint size, n;

  n = confab_safety_scam_fold_letter (
      read_character (reader->text + reader->offset, reader->length - reader->offset, &size),
      folded);
  reader->offset += size;
  for (guint i = 0; i < n; i++) {
    char next = i + 1 < n ? folded[i + 1] : 0;

    if (next == 0 && !g_ascii_isalnum (folded[i]))
      next = peek (reader->text, reader->length, reader->offset);
    if (g_ascii_isalnum (folded[i]) || folded[i] == CONFAB_SCAM_OTHER_LETTER ||
        is_disguised_letter (cutter, folded[i], next))
      add_to_word (cutter, folded[i]);
    else
      add_sign (cutter, folded[i], next);
    cutter->before = folded[i];
  }
}

void
confab_safety_scam_fold (ConfabScamReader *reader, ConfabScamView *view) {
  Cutter cutter = { .view = view, .before = '\n', .sentence_ended = view->n == 0 };

  /* A word is never cut in two; a step adds three at most. */
  while (reader->offset < reader->length &&
         (view->n + 3 < CONFAB_SCAM_MAX_WORDS || cutter.length > 0)) {
    if (reader->has_link && reader->offset >= reader->link.start)
      read_link (reader, &cutter);
    else
      read_letter (reader, &cutter);
  }
  end_word (&cutter);
  join_chain (&cutter);
}
