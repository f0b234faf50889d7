/* Keys to services, for the judge "typed": the shapes that well-known services give to their
 * tokens, signed tokens (JWT), addresses with a password in them, and any long random word that is
 * called a key or a secret.
 *
 * A placeholder ("sk-xxxx") has no digits and passes. Does not ask a service whether a key is good.
 */

#include "safety/safety-typed-private.h"

#define MAX_PIECES 8 /* a token broken by blanks or the ends of lines */
#define MAX_TOKEN 2048
#define MIN_NAMED 20 /* letters and digits of what is called a key */
#define MIN_NAMED_DIGITS 2
#define MIN_NAMED_CHANGES 6 /* between small letters, capitals and digits: mixed through */
#define MAX_NAME_WORDS 3    /* from the name to the key: "token for Anna is" */

typedef enum {
  ALPHABET_ALNUM,
  ALPHABET_WORD, /* with - and _ */
  ALPHABET_DOTS, /* with - _ . / */
  ALPHABET_UPPER,
  ALPHABET_HEX,
} Alphabet;

typedef struct {
  const char *prefix;
  Alphabet alphabet;
  guint min; /* characters behind the prefix */
} Shape;

static const Shape shapes[] = {
  { "AKIA", ALPHABET_UPPER, 16 },
  { "ASIA", ALPHABET_UPPER, 16 }, /* AWS */
  { "ghp_", ALPHABET_ALNUM, 30 },
  { "gho_", ALPHABET_ALNUM, 30 }, /* GitHub */
  { "ghu_", ALPHABET_ALNUM, 30 },
  { "ghs_", ALPHABET_ALNUM, 30 },
  { "ghr_", ALPHABET_ALNUM, 30 },
  { "github_pat_", ALPHABET_WORD, 40 },
  { "glpat-", ALPHABET_WORD, 18 },
  { "glptt-", ALPHABET_WORD, 18 }, /* GitLab */
  { "gldt-", ALPHABET_WORD, 18 },
  { "glrt-", ALPHABET_WORD, 18 },
  { "xoxb-", ALPHABET_WORD, 20 },
  { "xoxp-", ALPHABET_WORD, 20 }, /* Slack */
  { "xoxa-", ALPHABET_WORD, 20 },
  { "xoxr-", ALPHABET_WORD, 20 },
  { "xoxs-", ALPHABET_WORD, 20 },
  { "xoxe-", ALPHABET_WORD, 20 },
  { "xoxe.xox", ALPHABET_DOTS, 20 },
  { "xapp-", ALPHABET_WORD, 20 },
  { "hooks.slack.com/services/T", ALPHABET_DOTS, 24 },
  { "sk_live_", ALPHABET_ALNUM, 16 },
  { "rk_live_", ALPHABET_ALNUM, 16 }, /* Stripe */
  { "sk_test_", ALPHABET_ALNUM, 16 },
  { "rk_test_", ALPHABET_ALNUM, 16 },
  { "whsec_", ALPHABET_ALNUM, 20 },
  { "AIza", ALPHABET_WORD, 32 },
  { "ya29.", ALPHABET_DOTS, 24 }, /* Google */
  { "GOCSPX-", ALPHABET_WORD, 20 },
  { "sk-", ALPHABET_WORD, 20 },
  { "gsk_", ALPHABET_ALNUM, 30 }, /* OpenAI and alike */
  { "hf_", ALPHABET_ALNUM, 30 },
  { "xai-", ALPHABET_ALNUM, 40 },
  { "pplx-", ALPHABET_ALNUM, 30 },
  { "r8_", ALPHABET_ALNUM, 30 },
  { "npm_", ALPHABET_ALNUM, 30 },
  { "pypi-", ALPHABET_WORD, 40 }, /* packages */
  { "rubygems_", ALPHABET_HEX, 40 },
  { "dckr_pat_", ALPHABET_WORD, 20 },
  { "SG.", ALPHABET_DOTS, 40 },
  { "key-", ALPHABET_HEX, 32 }, /* mail */
  { "dop_v1_", ALPHABET_HEX, 40 },
  { "dapi", ALPHABET_HEX, 32 },
  { "hvs.", ALPHABET_WORD, 20 },
  { "shpat_", ALPHABET_HEX, 32 },
  { "shpss_", ALPHABET_HEX, 32 },
  { "shpca_", ALPHABET_HEX, 32 },
  { "sq0atp-", ALPHABET_WORD, 20 },
  { "sq0csp-", ALPHABET_WORD, 30 },
  { "ATATT3", ALPHABET_WORD, 40 },
  { "lin_api_", ALPHABET_ALNUM, 30 },
  { "tskey-", ALPHABET_WORD, 20 },
  { "figd_", ALPHABET_WORD, 30 },
  { "ntn_", ALPHABET_ALNUM, 30 },
  { "PMAK-", ALPHABET_WORD, 40 },
  { "NRAK-", ALPHABET_ALNUM, 20 },
  { "nsec1", ALPHABET_ALNUM, 50 },
};

static gboolean
is_in (Alphabet alphabet, char c) {
  switch (alphabet) {
  case ALPHABET_ALNUM:
    return g_ascii_isalnum (c);
  case ALPHABET_WORD:
    return g_ascii_isalnum (c) || c == '-' || c == '_';
  case ALPHABET_DOTS:
    return g_ascii_isalnum (c) || (c != '\0' && strchr ("-_./", c) != NULL);
  case ALPHABET_UPPER:
    return g_ascii_isupper (c) || g_ascii_isdigit (c);
  case ALPHABET_HEX:
    return g_ascii_isxdigit (c);
  }
  return FALSE;
}

/* A piece that no ordinary word looks like: with a digit, or a capital within. */
static gboolean
looks_random (const char *text, guint n) {
  for (guint i = 0; i < n; i++)
    if (g_ascii_isdigit (text[i]) || (i > 0 && g_ascii_isupper (text[i])))
      return TRUE;
  return FALSE;
}

static gboolean
is_break (char c) {
  return c == ' ' || c == '\n' || c == CONFAB_TYPED_MESSAGE_END;
}

/* The end of a token that goes on at `at`, broken or not; 0 if it is too short or has no digit. */
static guint
read_token (const ConfabTypedView *view, guint at, Alphabet alphabet, guint min) {
  guint n = 0, digits = 0, end = at;

  for (guint piece = 0; piece < MAX_PIECES; piece++) {
    guint start = at;

    while (at < view->n && at - start < MAX_TOKEN && is_in (alphabet, view->kept[at])) {
      digits += g_ascii_isdigit (view->kept[at]) != 0;
      n++;
      at++;
    }
    if (piece > 0 && !looks_random (view->kept + start, at - start))
      break;
    end = at;
    if (n >= min || !is_break (view->kept[at]))
      break;
    at++;
  }
  return n >= min && digits > 0 ? end : 0;
}

static gboolean
begins_word (const ConfabTypedView *view, guint at) {
  return at == 0 || !(g_ascii_isalnum (view->kept[at - 1]) || view->kept[at - 1] == '_');
}

static gboolean
find_shape (ConfabTypedScan *scan, guint at) {
  const ConfabTypedView *view = &scan->view;

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++) {
    guint length, end;

    if (shapes[i].prefix[0] != view->kept[at])
      continue;
    length = (guint)strlen (shapes[i].prefix);
    if (at + length > view->n || memcmp (view->kept + at, shapes[i].prefix, length) != 0)
      continue;
    end = read_token (view, at + length, shapes[i].alphabet, shapes[i].min);
    if (end != 0 && confab_safety_typed_take (scan, CONFAB_TYPED_TOKEN, at, end))
      return TRUE;
  }
  return FALSE;
}

/* Three parts of base64; the first is the beginning of a JSON object. */
static gboolean
find_signed (ConfabTypedScan *scan, guint at) {
  const ConfabTypedView *view = &scan->view;
  guint end;

  if (at + 3 > view->n || memcmp (view->kept + at, "eyJ", 3) != 0)
    return FALSE;
  end = read_token (view, at, ALPHABET_WORD, 12);
  if (end == 0 || end >= view->n || view->kept[end] != '.')
    return FALSE;
  end = read_token (view, end + 1, ALPHABET_DOTS, 16);
  return end != 0 && confab_safety_typed_take (scan, CONFAB_TYPED_TOKEN, at, end);
}

/* A bot's number, a colon, 35 characters (Telegram). */
static gboolean
find_bot (ConfabTypedScan *scan, guint at) {
  const ConfabTypedView *view = &scan->view;
  guint colon = at, end;

  while (g_ascii_isdigit (view->kept[colon]))
    colon++;
  if (colon - at < 8 || colon - at > 10 || view->kept[colon] != ':' || view->kept[colon + 1] != 'A')
    return FALSE;
  end = read_token (view, colon + 1, ALPHABET_WORD, 33);
  return end != 0 && confab_safety_typed_take (scan, CONFAB_TYPED_TOKEN, at, end);
}

/* "scheme://user:password@host" */
static gboolean
find_in_address (ConfabTypedScan *scan, guint at) {
  const ConfabTypedView *view = &scan->view;
  guint colon = 0, i = at + 3;

  if (at + 3 >= view->n || memcmp (view->low + at, "://", 3) != 0)
    return FALSE;
  for (; i < view->n && !is_break (view->low[i]) && view->low[i] != '/' && view->low[i] != '@'; i++)
    if (view->low[i] == ':' && colon == 0)
      colon = i;
  return colon != 0 && i < view->n && view->low[i] == '@' && i - colon > 3 &&
         confab_safety_typed_take (scan, CONFAB_TYPED_TOKEN, colon + 1, i);
}

static guint
kind_of (char c) {
  return g_ascii_isdigit (c) ? 2 : g_ascii_isupper (c) ? 1 : 0;
}

/* Long, of letters and digits, and no web address: nobody writes such a word but a machine. */
static gboolean
is_random_word (const ConfabTypedView *view, guint start, guint end) {
  guint letters = 0, digits = 0, changes = 0;

  for (guint i = start; i < end; i++) {
    changes += i > start && kind_of (view->kept[i]) != kind_of (view->kept[i - 1]);
    letters += g_ascii_isalpha (view->kept[i]) != 0;
    digits += g_ascii_isdigit (view->kept[i]) != 0;
    if (view->kept[i] == '@' || (view->kept[i] == '/' && i > start && view->kept[i - 1] == '/'))
      return FALSE;
  }
  return letters + digits >= MIN_NAMED && digits >= MIN_NAMED_DIGITS && letters >= 4 &&
         changes >= MIN_NAMED_CHANGES && (letters + digits) * 10 >= (end - start) * 8;
}

static gboolean
is_public (const ConfabTypedView *view, guint word) {
  static const char *const publics[] = { "public", "pub", "publique", "publica", "offentlich",
    "offentliche", "offentlicher", "tracking", "order" };

  for (guint back = 1; back <= 2 && back <= word; back++)
    for (gsize i = 0; i < G_N_ELEMENTS (publics); i++)
      if (confab_safety_typed_word_is (view, word - back, publics[i]) ||
          confab_safety_typed_word_is (view, word + back, publics[i]))
        return TRUE;
  return FALSE;
}

/* "api key: ...", "secret = ...", "Bearer ..." */
static gboolean
find_named (ConfabTypedScan *scan, guint word) {
  const ConfabTypedView *view = &scan->view;
  guint at = view->words[word].end, limit;

  if (is_public (view, word))
    return FALSE;
  limit = view->words[MIN (word + MAX_NAME_WORDS, view->n_words - 1)].end;
  while (at < MIN (limit + 2, view->n)) {
    guint start, end;

    while (at < view->n &&
           (is_break (view->kept[at]) || strchr ("\"'`:=<>(,", view->kept[at]) != NULL))
      at++;
    start = end = at;
    while (end < view->n && !is_break (view->kept[end]) &&
           strchr ("\"'`<>),;", view->kept[end]) == NULL)
      end++;
    if (end > start && is_random_word (view, start, end) &&
        confab_safety_typed_take (scan, CONFAB_TYPED_TOKEN, start, end))
      return TRUE;
    at = end + 1;
  }
  return FALSE;
}

/* The end of an ordinary word: small letters behind the first, then a blank or a stop; `at` if it
 * is none. Most of a text is such words, and no token is. */
static guint
skip_ordinary (const ConfabTypedView *view, guint at) {
  guint end = at + 1;

  while (g_ascii_islower (view->kept[end]))
    end++;
  if (is_break (view->kept[end]))
    return end;
  return strchr (".,;!?", view->kept[end]) != NULL &&
                 (view->kept[end] == '\0' || is_break (view->kept[end + 1]))
             ? end
             : at;
}

gboolean
confab_safety_typed_find_token (ConfabTypedScan *scan) {
  const ConfabTypedView *view = &scan->view;

  for (guint i = 0; i < view->n; i++) {
    char c = view->kept[i];

    if (c == ':' && find_in_address (scan, i))
      return TRUE;
    if (!g_ascii_isalnum (c) || !begins_word (view, i))
      continue;
    if (g_ascii_isalpha (c) && skip_ordinary (view, i) > i) {
      i = skip_ordinary (view, i);
      continue;
    }
    if (g_ascii_isdigit (c) ? find_bot (scan, i)
                            : find_shape (scan, i) || (c == 'e' && find_signed (scan, i)))
      return TRUE;
  }
  for (guint i = 0; i < view->n_words; i++)
    if (confab_safety_typed_is (view, i, CONFAB_WORD_SECRET) && find_named (scan, i))
      return TRUE;
  return FALSE;
}
