/* International bank account numbers (ISO 13616), for the judge "typed": the country's structure
 * and the check digits, modulo 97. The structures are those of the IBAN registry.
 *
 * One number in 97 of the right structure passes by chance; that is rare enough to need no words
 * around it. Does not know which banks there are. */

#include "safety/safety-typed-private.h"

#define MAX_IBAN 34
#define MAX_GAP 4
#define HEAD 4 /* country and check digits */

/* Country, and its own number: how many digits (n), letters (a), or either (c), in order. */
typedef struct {
  char country[3];
  const char *structure;
} Country;

static const Country countries[] = {
  { "ad", "8n12c" },
  { "ae", "19n" },
  { "al", "8n16c" },
  { "at", "16n" },
  { "ax", "14n" },
  { "az", "4a20c" },
  { "ba", "16n" },
  { "be", "12n" },
  { "bg", "4a6n8c" },
  { "bh", "4a14c" },
  { "bi", "23n" },
  { "br", "23n1a1c" },
  { "by", "4c4n16c" },
  { "ch", "5n12c" },
  { "cr", "18n" },
  { "cy", "8n16c" },
  { "cz", "20n" },
  { "de", "18n" },
  { "dj", "23n" },
  { "dk", "14n" },
  { "do", "4c20n" },
  { "ee", "16n" },
  { "eg", "25n" },
  { "es", "20n" },
  { "fi", "14n" },
  { "fk", "2a12n" },
  { "fo", "14n" },
  { "fr", "10n11c2n" },
  { "gb", "4a14n" },
  { "ge", "2a16n" },
  { "gf", "10n11c2n" },
  { "gi", "4a15c" },
  { "gl", "14n" },
  { "gp", "10n11c2n" },
  { "gr", "7n16c" },
  { "gt", "24c" },
  { "hn", "4a20n" },
  { "hr", "17n" },
  { "hu", "24n" },
  { "ie", "4a14n" },
  { "il", "19n" },
  { "iq", "4a15n" },
  { "is", "22n" },
  { "it", "1a10n12c" },
  { "jo", "4a4n18c" },
  { "kw", "4a22c" },
  { "kz", "3n13c" },
  { "lb", "4n20c" },
  { "lc", "4a24c" },
  { "li", "5n12c" },
  { "lt", "16n" },
  { "lu", "3n13c" },
  { "lv", "4a13c" },
  { "ly", "21n" },
  { "mc", "10n11c2n" },
  { "md", "20c" },
  { "me", "18n" },
  { "mk", "3n10c2n" },
  { "mn", "16n" },
  { "mq", "10n11c2n" },
  { "mr", "23n" },
  { "mt", "4a5n18c" },
  { "mu", "4a19n3a" },
  { "ni", "4a20n" },
  { "nl", "4a10n" },
  { "no", "11n" },
  { "om", "3n16c" },
  { "pk", "4a16c" },
  { "pl", "24n" },
  { "ps", "4a21c" },
  { "pt", "21n" },
  { "qa", "4a21c" },
  { "re", "10n11c2n" },
  { "ro", "4a16c" },
  { "rs", "18n" },
  { "ru", "14n15c" },
  { "sa", "2n18c" },
  { "sc", "4a20n3a" },
  { "sd", "14n" },
  { "se", "20n" },
  { "si", "15n" },
  { "sk", "20n" },
  { "sm", "1a10n12c" },
  { "so", "19n" },
  { "st", "21n" },
  { "sv", "4a20n" },
  { "tl", "19n" },
  { "tn", "20n" },
  { "tr", "6n16c" },
  { "ua", "6n19c" },
  { "va", "18n" },
  { "vg", "4a16n" },
  { "xk", "16n" },
  { "ye", "4a4n18c" },
};

static const Country *
find_country (const char letters[2]) {
  for (gsize i = 0; i < G_N_ELEMENTS (countries); i++)
    if (memcmp (countries[i].country, letters, 2) == 0)
      return &countries[i];
  return NULL;
}

/* The kind of the place `index` behind the head: 'n', 'a', 'c', or NUL behind the end. */
static char
kind_at (const Country *country, guint index) {
  guint count = 0;

  for (const char *c = country->structure; *c != '\0'; c++) {
    if (g_ascii_isdigit (*c)) {
      count = count * 10 + (guint)(*c - '0');
      continue;
    }
    if (index < count)
      return *c;
    index -= count;
    count = 0;
  }
  return '\0';
}

static gboolean
fits (char kind, char c) {
  switch (kind) {
  case 'n':
    return g_ascii_isdigit (c);
  case 'a':
    return g_ascii_islower (c);
  default:
    return g_ascii_isalnum (c);
  }
}

/* ISO 7064: the head goes to the end, letters count from 10 on, and 1 remains. */
static gboolean
has_check_digits (const char *iban, guint n) {
  guint remainder = 0;

  for (guint i = 0; i < n; i++) {
    char c = iban[(i + HEAD) % n];

    if (g_ascii_isdigit (c))
      remainder = (remainder * 10 + (guint)(c - '0')) % 97;
    else
      remainder = (remainder * 100 + (guint)(c - 'a') + 10) % 97;
  }
  return remainder == 1;
}

static gboolean
may_stand_between (char c) {
  return !g_ascii_isalnum (c) && !confab_safety_typed_is_other_letter (c) && c != '\0';
}

/* The next letter or digit at or behind `*at`, at most a few signs on; FALSE if there is none. */
static gboolean
next_character (const ConfabTypedView *view, guint *at) {
  for (guint gap = 0; *at < view->n && gap <= MAX_GAP; (*at)++, gap++)
    if (!may_stand_between (view->low[*at]))
      return g_ascii_isalnum (view->low[*at]);
  return FALSE;
}

/* The end of the IBAN that begins at `start`; 0 if none does. */
static guint
read_iban (const ConfabTypedView *view, guint start) {
  const Country *country = NULL;
  char iban[MAX_IBAN];
  guint n = 0;

  for (guint at = start; n < MAX_IBAN && next_character (view, &at); at++) {
    char c = view->low[at];

    if (n < HEAD && !fits (n < 2 ? 'a' : 'n', c))
      return 0;
    if (n == 2 && (country = find_country (iban)) == NULL)
      return 0;
    if (n >= HEAD && !fits (kind_at (country, n - HEAD), c))
      return 0;
    iban[n++] = c;
    if (n > HEAD && kind_at (country, n - HEAD) == '\0')
      return !g_ascii_isalnum (view->low[at + 1]) && has_check_digits (iban, n) ? at + 1 : 0;
  }
  return 0;
}

gboolean
confab_safety_typed_find_iban (ConfabTypedScan *scan) {
  const ConfabTypedView *view = &scan->view;

  for (guint i = 0; i < view->n_words; i++) {
    guint start = view->words[i].start, end;

    if (!g_ascii_islower (view->low[start]))
      continue;
    /* The country stands alone, is spelt letter by letter, or sticks to the word "IBAN". */
    if (confab_safety_typed_word_length (view, i) == 6 &&
        memcmp (view->low + start, "iban", 4) == 0)
      start += 4;
    else if (confab_safety_typed_word_length (view, i) > 2)
      continue;
    end = read_iban (view, start);
    if (end != 0 && confab_safety_typed_take (scan, CONFAB_TYPED_IBAN, start, end))
      return TRUE;
  }
  return FALSE;
}
