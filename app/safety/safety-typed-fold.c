/* Folds text for the judge "typed": every script's digits to 0-9, letters to plain lower case
 * without marks, every dash to '-', every blank to ' ', and what cannot be seen to nothing. Each
 * folded character remembers the byte that it came from.
 *
 * One pass of a bounded length; what is not UTF-8 becomes a sign. It finds nothing itself. */

#include "safety/safety-typed-private.h"

#define MAX_FOLDED 8  /* folded characters of one character */
#define MAX_REPEATS 3 /* of one sign: "-----" says no more than "---" */

/* Letters that do not decompose into one of ours and a mark. */
typedef struct {
  gunichar letter;
  const char *plain;
} Special;

static const Special specials[] = {
  { 0xdf, "ss" },
  { 0x1e9e, "SS" },
  { 0xe6, "ae" },
  { 0xc6, "AE" },
  { 0xf8, "o" },
  { 0xd8, "O" },
  { 0x153, "oe" },
  { 0x152, "OE" },
  { 0x142, "l" },
  { 0x141, "L" },
  { 0x111, "d" },
  { 0x110, "D" },
  { 0xf0, "d" },
  { 0xd0, "D" },
  { 0xfe, "th" },
  { 0xde, "Th" },
  { 0x131, "i" },
  { 0x2018, "'" },
  { 0x2019, "'" },
  { 0x201a, "'" },
  { 0x2bc, "'" },
  { 0xb4, "'" },
  { 0x201c, "\"" },
  { 0x201d, "\"" },
  { 0x201e, "\"" },
  { 0xab, "\"" },
  { 0xbb, "\"" },
  { 0x2039, "\"" },
  { 0x203a, "\"" },
  { 0x2212, "-" },
  { 0x2028, "\n" },
  { 0x2029, "\n" },
  { 0x85, "\n" },
  { 0x2800, " " }, /* an empty Braille cell */
  { 0x115f, "" },
  { 0x1160, "" },
  { 0x3164, "" },
  { 0xffa0, "" }, /* Hangul fillers */
  { 0xbf, "?" },
  { 0xa1, "!" },
  { 0x3002, "." },
  { 0x3001, "," },
};

/* Letters of these blocks mean nothing to the rules; looking no further is quick. */
static gboolean
is_foreign_letter (gunichar c) {
  return (c >= 0x3041 && c <= 0x3096) || (c >= 0x30a1 && c <= 0x30fa) ||
         (c >= 0x3400 && c <= 0x9fff) || (c >= 0xac00 && c <= 0xd7a3) ||
         (c >= 0x391 && c <= 0x3c9) || (c >= 0x410 && c <= 0x44f) || (c >= 0x5d0 && c <= 0x5ea) ||
         (c >= 0x620 && c <= 0x64a);
}

/* One of 128 for each letter, so that words of other scripts can be told apart. */
static char
other_letter (gunichar c) {
  guint32 small = g_unichar_tolower (c);

  return (char)(0x80 | ((small * 2654435761u) >> 25));
}

static guint
fold_ascii (guint8 c, char *out) {
  if (c >= 0x20 && c < 0x7f) {
    out[0] = (char)c;
    return 1;
  }
  if (c == '\n' || c == '\r') {
    out[0] = '\n';
    return 1;
  }
  if (c == '\t' || c == '\v' || c == '\f') {
    out[0] = ' ';
    return 1;
  }
  return 0;
}

/* A character that is not ASCII and does not decompose. */
static guint
fold_simple (gunichar c, char *out) {
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
    out[0] = other_letter (c);
    return 1;
  default:
    out[0] = CONFAB_TYPED_OTHER_SIGN;
    return 1;
  }
}

static guint
fold_character (gunichar c, char out[MAX_FOLDED]) {
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n_parts;
  guint n = 0;

  if (c < 0x80)
    return fold_ascii ((guint8)c, out);
  if (is_foreign_letter (c)) {
    out[0] = other_letter (c);
    return 1;
  }
  for (guint i = 0; i < G_N_ELEMENTS (specials); i++)
    if (specials[i].letter == c) {
      n = (guint)strlen (specials[i].plain);
      memcpy (out, specials[i].plain, n);
      return n;
    }

  n_parts = g_unichar_fully_decompose (c, TRUE, parts, G_N_ELEMENTS (parts));
  for (gsize i = 0; i < n_parts && n < MAX_FOLDED; i++)
    n += parts[i] < 0x80 ? fold_ascii ((guint8)parts[i], out + n) : fold_simple (parts[i], out + n);
  return n;
}

/* The character at `bytes` and its length; what is not UTF-8 is a replacement character of one
 * byte. */
static inline gunichar
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

static inline gboolean
is_plain (char c) {
  return g_ascii_isalnum (c) || confab_safety_typed_is_other_letter (c);
}

static inline void
put (ConfabTypedView *view, char c, guint32 at) {
  guint n = view->n++;

  view->kept[n] = c;
  view->low[n] = confab_safety_typed_to_lower (c);
  view->at[n] = at;
}

/* Blanks become one, a line's end among them wins; long rows of one sign become short. FALSE if the
 * view is full. */
static gboolean
push (ConfabTypedView *view, char c, guint32 at) {
  guint n = view->n;

  if (n >= CONFAB_TYPED_MAX_VIEW)
    return FALSE;
  if (c == ' ' || c == '\n') {
    char last = n > 0 ? view->low[n - 1] : '\n';

    if (last == ' ' && c == '\n')
      view->low[n - 1] = view->kept[n - 1] = '\n';
    if (last == ' ' || last == '\n' || last == CONFAB_TYPED_MESSAGE_END)
      return TRUE;
  } else if (!is_plain (c) && n >= MAX_REPEATS) {
    gboolean is_row = TRUE;

    for (guint i = 1; i <= MAX_REPEATS; i++)
      is_row = is_row && view->low[n - i] == c;
    if (is_row)
      return TRUE;
  }
  put (view, c, at);
  return TRUE;
}

static void
end_view (ConfabTypedView *view, gsize at) {
  view->low[view->n] = view->kept[view->n] = '\0';
  view->at[view->n] = (guint32)at;
}

void
confab_safety_typed_view_reset (ConfabTypedView *view) {
  view->n = 0;
  view->current = 0;
  view->n_words = 0;
  view->is_last = TRUE;
  end_view (view, 0);
}

/* Continuation bytes at the start belong to a character that was cut. */
static gsize
skip_cut_character (const char *text, gsize offset) {
  while (((guint8)text[offset] & 0xc0) == 0x80)
    offset++;
  return offset;
}

void
confab_safety_typed_view_add_before (ConfabTypedView *view, const char *message) {
  gsize length = strlen (message), offset = 0;
  guint begin = view->n;

  if (length > CONFAB_TYPED_MAX_BEFORE_BYTES)
    offset = skip_cut_character (message, length - CONFAB_TYPED_MAX_BEFORE_BYTES);
  while (offset < length && view->n < begin + CONFAB_TYPED_MAX_BEFORE_BYTES) {
    char folded[MAX_FOLDED];
    guint size, n;

    n = fold_character (read_character (message + offset, length - offset, &size), folded);
    for (guint i = 0; i < n; i++)
      push (view, folded[i], 0);
    offset += size;
  }
  if (view->n > begin)
    push (view, CONFAB_TYPED_MESSAGE_END, 0);
  view->current = view->n;
  end_view (view, 0);
}

gsize
confab_safety_typed_view_add (ConfabTypedView *view, const char *text, gsize length, gsize offset) {
  while (offset < length) {
    char folded[MAX_FOLDED];
    guint size, n;

    if (view->n + MAX_FOLDED > CONFAB_TYPED_MAX_VIEW)
      break;
    if (g_ascii_isalnum (text[offset])) {
      put (view, text[offset], (guint32)offset);
      offset++;
      continue;
    }
    n = fold_character (read_character (text + offset, length - offset, &size), folded);
    for (guint i = 0; i < n; i++)
      push (view, folded[i], (guint32)offset);
    offset += size;
  }
  end_view (view, offset);
  return offset;
}

gsize
confab_safety_typed_bare_push (char *out, gsize n, char folded) {
  static const char street[] = "strasse";
  gsize length = sizeof street - 1;
  char c = confab_safety_typed_to_lower (folded);

  if (!is_plain (c))
    return n;
  if (c == 'e' && n > 0 && (out[n - 1] == 'a' || out[n - 1] == 'o' || out[n - 1] == 'u'))
    return n;
  out[n++] = c;
  if (n >= length && memcmp (out + n - length, street, length) == 0)
    n -= length - strlen ("str");
  return n;
}

gsize
confab_safety_typed_fold_bare (const char *text, gsize length, char *out, gsize size) {
  gsize n = 0;

  for (gsize offset = 0; offset < length;) {
    char folded[MAX_FOLDED];
    guint bytes, folds;

    folds = fold_character (read_character (text + offset, length - offset, &bytes), folded);
    for (guint i = 0; i < folds; i++) {
      if (n >= size)
        return n;
      n = confab_safety_typed_bare_push (out, n, folded[i]);
    }
    offset += bytes;
  }
  return n;
}

void
confab_safety_typed_view_bare (const ConfabTypedView *view, ConfabTypedBare *bare) {
  gsize n = 0;

  for (guint i = 0; i < view->n; i++) {
    gsize grown = confab_safety_typed_bare_push (bare->text, n, view->low[i]);

    if (grown > n)
      bare->at[n] = (guint16)i;
    n = grown;
  }
  bare->n = (guint)n;
}
