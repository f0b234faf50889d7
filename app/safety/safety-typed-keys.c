/* Private keys, for the judge "typed": PEM, OpenSSH, PGP and PuTTY files, DER without its frame,
 * and the written forms of a few others.
 *
 * A header alone is talk about keys; something of the key must stand behind it. Public keys and
 * certificates are meant to be shown. */

#include "safety/safety-typed-private.h"

#define MAX_BODY_DISTANCE 400
#define MIN_BODY_CHARS 24
#define WIF_MIN 51 /* Bitcoin's wallet import format */
#define WIF_MAX 52

static gboolean
is_base64 (char c) {
  return g_ascii_isalnum (c) || c == '+' || c == '/' || c == '=';
}

/* A row of base64 with letters and digits of both kinds; line ends do not break it. Its end, or 0.
 */
static guint
find_body (const ConfabTypedView *view, guint from) {
  guint limit = MIN (view->n, from + MAX_BODY_DISTANCE);

  for (guint at = from; at < limit;) {
    guint n = 0, small = 0, large = 0, digits = 0, start = at;

    while (at < view->n &&
           (is_base64 (view->kept[at]) ||
               (n > 0 && (view->kept[at] == '\n' || view->kept[at] == CONFAB_TYPED_MESSAGE_END)))) {
      small += g_ascii_islower (view->kept[at]) != 0;
      large += g_ascii_isupper (view->kept[at]) != 0;
      digits += g_ascii_isdigit (view->kept[at]) != 0;
      n += is_base64 (view->kept[at]) != 0;
      at++;
    }
    if (n >= MIN_BODY_CHARS && small > 0 && large > 0 && digits > 0)
      return at;
    at = MAX (at, start + 1);
  }
  return 0;
}

/* "-----BEGIN ... PRIVATE KEY-----", then the key. */
static gboolean
find_framed (ConfabTypedScan *scan) {
  const ConfabTypedView *view = &scan->view;

  for (guint i = 0; i + 2 < view->n_words; i++) {
    guint end, k = i + 1;

    if (!confab_safety_typed_word_is (view, i, "begin") || view->words[i].start == 0 ||
        view->low[view->words[i].start - 1] != '-')
      continue;
    while (k < i + 4 && !confab_safety_typed_word_is (view, k, "private"))
      k++;
    if (!confab_safety_typed_word_is (view, k, "private") ||
        !confab_safety_typed_word_is (view, k + 1, "key"))
      continue;
    end = find_body (view, view->words[k + 1].end);
    if (end != 0 &&
        confab_safety_typed_take (scan, CONFAB_TYPED_PRIVATE_KEY, view->words[i].start, end))
      return TRUE;
  }
  return FALSE;
}

/* How the bytes of private keys begin, or go on, in base64. '?' is any character. */
static const char *const marks[] = {
  "b3BlbnNzaC1rZXktdjE",               /* "openssh-key-v1" */
  "MII?????BADANBgkqhkiG9w0BAQEFAASC", /* PKCS 8, RSA */
  "MII????BADANBgkqhkiG9w0BAQEFAASC",
  "MII????BAAKC", /* PKCS 1 */
  "MII????BAAKB",
  "MIGHAgEAMBMGByqGSM49", /* PKCS 8, elliptic */
  "MHcCAQEEI",            /* SEC 1 */
  "MC4CAQAwBQYDK2Vw",     /* PKCS 8, Ed25519 */
  "AGE-SECRET-KEY-1",
  "PuTTY-User-Key-File",
};

static gboolean
has_mark (const ConfabTypedView *view, guint at, const char *mark) {
  for (guint i = 0; mark[i] != '\0'; i++)
    if (at + i >= view->n || (mark[i] != '?' && mark[i] != view->kept[at + i]))
      return FALSE;
  return TRUE;
}

static gboolean
find_marked (ConfabTypedScan *scan) {
  const ConfabTypedView *view = &scan->view;

  for (guint i = 0; i < view->n; i++) {
    char c = view->kept[i];

    if ((c != 'b' && c != 'M' && c != 'A' && c != 'P') ||
        strchr ("3IHGCu", view->kept[i + 1]) == NULL)
      continue;
    for (gsize m = 0; m < G_N_ELEMENTS (marks); m++) {
      guint end;

      if (!has_mark (view, i, marks[m]))
        continue;
      end = find_body (view, i);
      if (end != 0 && confab_safety_typed_take (scan, CONFAB_TYPED_PRIVATE_KEY, i, end))
        return TRUE;
    }
  }
  return FALSE;
}

/* Bitcoin: 51 or 52 characters of base58 beginning with 5, K or L; extended keys begin with xprv.
 */
static gboolean
is_wallet_key (const ConfabTypedView *view, guint start, guint end) {
  guint digits = 0, large = 0, small = 0, n = end - start;
  const char *text = view->kept + start;

  for (guint i = 0; i < n; i++) {
    if (!g_ascii_isalnum (text[i]) || strchr ("0OIl", text[i]) != NULL)
      return FALSE;
    digits += g_ascii_isdigit (text[i]) != 0;
    large += g_ascii_isupper (text[i]) != 0;
    small += g_ascii_islower (text[i]) != 0;
  }
  if (digits < 3 || large < 3 || small < 3)
    return FALSE;
  return (n >= WIF_MIN && n <= WIF_MAX && strchr ("5KL", text[0]) != NULL) ||
         (n > 100 && memcmp (text + 1, "prv", 3) == 0);
}

static gboolean
find_wallet_key (ConfabTypedScan *scan) {
  const ConfabTypedView *view = &scan->view;

  for (guint start = 0; start < view->n;) {
    guint end = start;

    while (end < view->n && g_ascii_isalnum (view->kept[end]))
      end++;
    if (end - start >= WIF_MIN && is_wallet_key (view, start, end) &&
        confab_safety_typed_take (scan, CONFAB_TYPED_PRIVATE_KEY, start, end))
      return TRUE;
    start = end + 1;
  }
  return FALSE;
}

gboolean
confab_safety_typed_find_private_key (ConfabTypedScan *scan) {
  return find_framed (scan) || find_marked (scan) || find_wallet_key (scan);
}
