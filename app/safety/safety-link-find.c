/* Finds links in a text for the judge "link": where each begins and ends.
 *
 * Goes forward only, so that no text makes it slow. Takes "word.tld" for a link only with a common
 * ending; mail addresses and addresses of people stay text. What has a scheme that no messenger
 * should open is found too, as no link, so that nothing inside becomes one. */

#include "safety/safety-link-private.h"

#include <string.h>

#define MAX_SCHEME 32
#define MAX_HOST_CHARACTERS 255
#define MAX_LABELS 24

/* The character at `at`; a byte that is not UTF-8 is a replacement character. */
static gunichar
character_at (const char *text, gsize length, gsize at, guint *size) {
  gunichar c;

  *size = 1;
  if ((guint8)text[at] < 0x80)
    return (guint8)text[at];
  c = g_utf8_get_char_validated (text + at, (gssize)(length - at));
  if (c == (gunichar)-1 || c == (gunichar)-2)
    return 0xfffd;
  *size = (guint)g_unichar_to_utf8 (c, NULL);
  return c;
}

/* Ends a link wherever it stands. */
static gboolean
is_end (gunichar c) {
  if (c <= 0x20 || c == 0x7f)
    return TRUE;
  if (c < 0x80)
    return strchr ("<>\"`{}|^", (int)c) != NULL;
  switch (c) {
  case 0x85:
  case 0xa0:
  case 0xab:
  case 0xbb:
  case 0x201c:
  case 0x201d:
  case 0x201e:
  case 0x2018:
  case 0x2019:
  case 0x201a:
  case 0x2039:
  case 0x203a:
  case 0x2026:
  case 0x2028:
  case 0x2029:
  case 0x3000:
  case 0x3001:
  case 0x300c:
  case 0x300d:
  case 0xff08:
  case 0xff09:
  case 0xff0c:
  case 0xfffd:
    return TRUE;
  default:
    return g_unichar_type (c) == G_UNICODE_SPACE_SEPARATOR;
  }
}

static gboolean
is_host_character (gunichar c) {
  if (c < 0x80)
    return g_ascii_isalnum ((char)c) || c == '-' || c == '.' || c == '_';
  switch (g_unichar_type (c)) {
  case G_UNICODE_LOWERCASE_LETTER:
  case G_UNICODE_UPPERCASE_LETTER:
  case G_UNICODE_TITLECASE_LETTER:
  case G_UNICODE_MODIFIER_LETTER:
  case G_UNICODE_OTHER_LETTER:
  case G_UNICODE_NON_SPACING_MARK:
  case G_UNICODE_SPACING_MARK:
  case G_UNICODE_DECIMAL_NUMBER:
  case G_UNICODE_LETTER_NUMBER:
  case G_UNICODE_FORMAT: /* to be shown for what it is, not to hide the link from the judge */
    return TRUE;
  default:
    return c == 0x3002 || c == 0xff0e || c == 0xff61; /* full stops that count as dots */
  }
}

/* A letter or digit before it: not the beginning of a word. */
static gboolean
is_within_word (const char *text, gsize at) {
  gsize before = at;
  guint size;

  if (at == 0)
    return FALSE;
  do
    before--;
  while (before > 0 && at - before < 4 && ((guint8)text[before] & 0xc0) == 0x80);
  return g_unichar_isalnum (character_at (text, at, before, &size));
}

/* Takes off what ends a sentence rather than a link. */
static gsize
trim_end (const char *text, gsize start, gsize end) {
  gsize open_round = 0, close_round = 0, open_square = 0, close_square = 0;

  for (gsize i = start; i < end; i++) {
    open_round += text[i] == '(';
    close_round += text[i] == ')';
    open_square += text[i] == '[';
    close_square += text[i] == ']';
  }
  while (end > start + 1) {
    char last = text[end - 1];

    if (last == ')' && close_round > open_round)
      close_round--;
    else if (last == ']' && close_square > open_square)
      close_square--;
    else if (strchr (".,:;!?'*_~", last) == NULL || last == '\0')
      break;
    end--;
  }
  return end;
}

static gsize
run_end (const char *text, gsize length, gsize at) {
  guint size;

  while (at < length && !is_end (character_at (text, length, at, &size)))
    at += size;
  return at;
}

static gboolean
set_span (ConfabLinkSpan *span, gsize start, gsize end, ConfabLinkKind kind) {
  span->start = start;
  span->end = end;
  span->kind = end - start > CONFAB_LINK_MAX_BYTES ? CONFAB_LINK_OTHER : kind;
  return TRUE;
}

static ConfabLinkKind
kind_of_scheme (ConfabLinkScheme scheme) {
  switch (scheme) {
  case CONFAB_LINK_SCHEME_HTTP:
  case CONFAB_LINK_SCHEME_HTTPS:
    return CONFAB_LINK_WEB;
  case CONFAB_LINK_SCHEME_XMPP:
    return CONFAB_LINK_XMPP;
  case CONFAB_LINK_SCHEME_MAILTO:
    return CONFAB_LINK_MAIL;
  case CONFAB_LINK_SCHEME_TEL:
    return CONFAB_LINK_PHONE;
  case CONFAB_LINK_SCHEME_GEO:
    return CONFAB_LINK_PLACE;
  case CONFAB_LINK_SCHEME_UNKNOWN:
  case CONFAB_LINK_SCHEME_DANGEROUS:
    return CONFAB_LINK_OTHER;
  }
  return CONFAB_LINK_OTHER;
}

/* "scheme:rest" that begins at `at`. */
static gboolean
find_scheme (const char *text, gsize length, gsize at, ConfabLinkSpan *span) {
  ConfabLinkScheme scheme;
  gsize colon = at, end;
  gboolean has_slashes;

  while (colon < length && colon - at <= MAX_SCHEME &&
         (g_ascii_isalnum (text[colon]) || text[colon] == '+' || text[colon] == '-' ||
             (text[colon] == '.' && colon > at)))
    colon++;
  if (colon == at || colon >= length || text[colon] != ':' || !g_ascii_isalpha (text[at]))
    return FALSE;

  scheme = confab_safety_link_scheme (text + at, colon - at);
  has_slashes = colon + 2 < length && (text[colon + 1] == '/' || text[colon + 1] == '\\') &&
                (text[colon + 2] == '/' || text[colon + 2] == '\\');
  if (scheme == CONFAB_LINK_SCHEME_UNKNOWN && !has_slashes)
    return FALSE;
  if ((scheme == CONFAB_LINK_SCHEME_HTTP || scheme == CONFAB_LINK_SCHEME_HTTPS) && !has_slashes &&
      !(colon + 1 < length && (text[colon + 1] == '/' || text[colon + 1] == '\\')))
    return FALSE;

  end = trim_end (text, at, run_end (text, length, colon + 1));
  if (end <= colon + 1)
    return FALSE;
  if (has_slashes && end <= colon + 3)
    return FALSE;
  return set_span (span, at, end, kind_of_scheme (scheme));
}

/* How far a host reaches; `dot` gets the place of the last dot, `at` if there is none. */
static gsize
host_end (const char *text, gsize length, gsize at, gsize *dot, guint *n_dots) {
  gsize end = at;
  guint n = 0;

  *dot = at;
  *n_dots = 0;
  while (end < length && n++ < MAX_HOST_CHARACTERS) {
    guint size;
    gunichar c = character_at (text, length, end, &size);

    if (!is_host_character (c))
      break;
    if (c == '.' || c == 0x3002 || c == 0xff0e || c == 0xff61) {
      /* Two dots, or one at the end, are no host's. */
      if (end == at || end + size >= length || text[end + size] == '.' ||
          !is_host_character (character_at (text, length, end + size, &(guint){ 0 })))
        break;
      *dot = end + size;
      (*n_dots)++;
    }
    end += size;
  }
  return end;
}

/* "www.example.org", "example.org/page", "example.org": a host without a scheme. Where it is none,
 * `skip` gets where the search goes on. */
static gboolean
find_bare (const char *text, gsize length, gsize at, ConfabLinkSpan *span, gsize *skip) {
  gsize dot, end, whole;
  guint n_dots;
  gboolean has_path, has_port, is_www;

  end = host_end (text, length, at, &dot, &n_dots);
  *skip = MAX (end, at + 1);
  if (n_dots == 0 || n_dots > MAX_LABELS || end <= dot + 1)
    return FALSE;
  /* Addresses of people; what stands behind the @ is no link either. */
  if (end < length && text[end] == '@') {
    *skip = run_end (text, length, end);
    return FALSE;
  }
  if (at > 0 && text[at - 1] == '@')
    return FALSE;

  has_path = end < length && text[end] == '/';
  has_port = end + 1 < length && text[end] == ':' && g_ascii_isdigit (text[end + 1]);
  is_www = end - at > 4 && g_ascii_strncasecmp (text + at, "www.", 4) == 0;
  if (!is_www && !confab_safety_link_is_common_tld (text + dot, end - dot) &&
      !(n_dots >= 1 && has_path && g_ascii_isalpha (text[dot]) && end - dot >= 2 &&
          end - dot <= 6 && dot - at >= 4))
    return FALSE;

  whole = has_path || has_port || (end < length && (text[end] == '?' || text[end] == '#'))
              ? run_end (text, length, end)
              : end;
  return set_span (span, at, trim_end (text, at, whole), CONFAB_LINK_WEB);
}

gboolean
confab_safety_link_next (const char *text, gsize length, gsize from, ConfabLinkSpan *span) {
  gsize at = from;

  while (at < length) {
    guint size;
    gunichar c = character_at (text, length, at, &size);
    gsize skip;

    if (!is_host_character (c) || c == '.' || c == '-') {
      at += size;
      continue;
    }
    if (is_within_word (text, at)) {
      at += size;
      continue;
    }
    if (c < 0x80 && find_scheme (text, length, at, span))
      return TRUE;
    if (find_bare (text, length, at, span, &skip))
      return TRUE;
    at = skip;
  }
  return FALSE;
}

gsize
confab_safety_link_find (const char *text, gsize length, ConfabLinkSpan *spans, gsize n_max) {
  gsize n = 0, from = 0;

  g_return_val_if_fail (text != NULL || length == 0, 0);

  n_max = MIN (n_max, CONFAB_LINK_MAX_FOUND);
  while (n < n_max && confab_safety_link_next (text, length, from, &spans[n])) {
    from = spans[n].end;
    n++;
  }
  return n;
}
