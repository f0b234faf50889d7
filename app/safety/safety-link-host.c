/* Reads the host of a link for the judge "link": as people see it and as the network knows it,
 * which scripts it mixes, and which part of it somebody registered.
 *
 * International names follow UTS 46 as browsers apply it. No name is looked up. */

#include "safety/safety-link-private.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uidna.h>
#include <unicode/uscript.h>

#define MAX_SCRIPTS 8

/* "%65" within a host is decoded, as browsers do. FALSE: does not fit, or not UTF-8. */
static gboolean
decode_host (const char *host, gsize length, char *out, gsize size, guint *reasons) {
  gsize n = 0;

  for (gsize i = 0; i < length; i++) {
    char c = host[i];

    if (c == '%') {
      gint high, low;

      if (i + 2 >= length)
        return FALSE;
      high = g_ascii_xdigit_value (host[i + 1]);
      low = g_ascii_xdigit_value (host[i + 2]);
      if (high < 0 || low < 0)
        return FALSE;
      c = (char)(high << 4 | low);
      i += 2;
      *reasons |= CONFAB_LINK_ODD_WRITING;
    }
    if (c == '\0' || n + 1 >= size)
      return FALSE;
    out[n++] = c;
  }
  out[n] = '\0';
  return n > 0 && g_utf8_validate (out, (gssize)n, NULL);
}

/* Characters that are not seen, or turn what is seen around, are named and taken out. */
static void
take_hidden_out (char *host, guint *reasons) {
  char *out = host;

  /* The next place is found first: moving a long character may write over where it began. */
  for (const char *at = host, *next; *at != '\0'; at = next) {
    gunichar c = g_utf8_get_char (at);
    gsize size;

    next = g_utf8_next_char (at);
    size = (gsize)(next - at);
    if (u_hasBinaryProperty ((UChar32)c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ||
        u_charType ((UChar32)c) == U_FORMAT_CHAR || u_charType ((UChar32)c) == U_CONTROL_CHAR) {
      *reasons |= CONFAB_LINK_HIDDEN_CHARACTERS;
      continue;
    }
    memmove (out, at, size);
    out += size;
  }
  *out = '\0';
}

/* Host as the network knows it, and as people see it. */
static gboolean
convert (const char *typed, ConfabLinkFound *found) {
  UErrorCode status = U_ZERO_ERROR;
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  UIDNA *idna = uidna_openUTS46 (UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_NONTRANSITIONAL_TO_UNICODE |
                                     UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ,
      &status);
  gboolean is_good;

  if (U_FAILURE (status))
    g_error ("ICU has no table of international names: %s", u_errorName (status));
  uidna_nameToASCII_UTF8 (
      idna, typed, -1, found->host_ascii, sizeof found->host_ascii, &info, &status);
  is_good = U_SUCCESS (status) && status != U_STRING_NOT_TERMINATED_WARNING &&
            (info.errors & ~(guint32)(UIDNA_ERROR_LEADING_HYPHEN | UIDNA_ERROR_TRAILING_HYPHEN |
                                      UIDNA_ERROR_HYPHEN_3_4)) == 0;
  if (is_good) {
    info = (UIDNAInfo)UIDNA_INFO_INITIALIZER;
    uidna_nameToUnicodeUTF8 (
        idna, found->host_ascii, -1, found->host, sizeof found->host, &info, &status);
    is_good = U_SUCCESS (status) && status != U_STRING_NOT_TERMINATED_WARNING;
  }
  uidna_close (idna);
  return is_good;
}

static gboolean
is_host_ascii (const char *host) {
  for (const char *c = host; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && *c != '-' && *c != '.' && *c != '_')
      return FALSE;
  return host[0] != '.' && host[0] != '\0' && strstr (host, "..") == NULL;
}

typedef struct {
  UScriptCode scripts[MAX_SCRIPTS];
  guint n;
} Scripts;

static void
add_script (Scripts *scripts, UScriptCode script) {
  for (guint i = 0; i < scripts->n; i++)
    if (scripts->scripts[i] == script)
      return;
  if (scripts->n < MAX_SCRIPTS)
    scripts->scripts[scripts->n++] = script;
}

/* Japanese and Korean and Chinese are written with several scripts; Latin letters stand beside
 * them. */
static gboolean
is_usual_mix (const Scripts *scripts) {
  for (guint i = 0; i < scripts->n; i++)
    switch (scripts->scripts[i]) {
    case USCRIPT_LATIN:
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL:
    case USCRIPT_BOPOMOFO:
      break;
    default:
      return FALSE;
    }
  return TRUE;
}

/* Of one label. */
static guint
judge_label (const char *label, gsize length) {
  Scripts scripts = { .n = 0 };
  guint reasons = 0;

  for (const char *at = label; at < label + length; at = g_utf8_next_char (at)) {
    UErrorCode status = U_ZERO_ERROR;
    UChar32 c = (UChar32)g_utf8_get_char (at);
    UScriptCode script = uscript_getScript (c, &status);
    UCharDirection direction = u_charDirection (c);

    if (c >= 0x80)
      reasons |= CONFAB_LINK_FOREIGN_LETTERS;
    if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC)
      reasons |= CONFAB_LINK_RIGHT_TO_LEFT;
    if (script != USCRIPT_COMMON && script != USCRIPT_INHERITED)
      add_script (&scripts, script);
  }
  if (scripts.n > 1 && !is_usual_mix (&scripts))
    reasons |= CONFAB_LINK_MIXED_SCRIPTS;
  return reasons;
}

static guint
judge_labels (const char *host) {
  guint reasons = 0;

  while (*host != '\0') {
    gsize length = strcspn (host, ".");

    reasons |= judge_label (host, length);
    host += length + (host[length] == '.' ? 1 : 0);
  }
  return reasons;
}

static const char *
last_labels (const char *host, guint n) {
  const char *at = host + strlen (host);

  while (at > host) {
    if (at[-1] == '.' && --n == 0)
      break;
    at--;
  }
  return at;
}

const char *
confab_safety_link_site (const char *host) {
  /* The longest suffix that is known, and one label before it. */
  for (guint n = 4; n >= 2; n--) {
    const char *suffix = last_labels (host, n);

    if (confab_safety_link_is_suffix (suffix))
      return last_labels (host, n + 1);
  }
  return last_labels (host, 2);
}

static gboolean
is_local_name (const char *host) {
  return strchr (host, '.') == NULL || g_str_has_suffix (host, ".local") ||
         g_str_has_suffix (host, ".localhost") || g_str_has_suffix (host, ".internal") ||
         g_str_has_suffix (host, ".lan") || g_str_has_suffix (host, ".home.arpa") ||
         g_str_has_suffix (host, ".home");
}

static void
trim_last_dot (char *host) {
  gsize length = strlen (host);

  if (length > 1 && host[length - 1] == '.')
    host[length - 1] = '\0';
}

/* 127.0.0.1 in any writing. */
static gboolean
read_number (const char *typed, ConfabLinkFound *found, gboolean *is_good) {
  gboolean is_local;
  ConfabLinkNumber number = confab_safety_link_read_number (
      typed, found->host_ascii, sizeof found->host_ascii, &is_local);

  if (number == CONFAB_LINK_NUMBER_NONE)
    return FALSE;
  *is_good = number != CONFAB_LINK_NUMBER_BAD;
  if (!*is_good)
    return TRUE;
  found->reasons |= CONFAB_LINK_NUMBER;
  if (number == CONFAB_LINK_NUMBER_ODD)
    found->reasons |= CONFAB_LINK_ODD_NUMBER;
  if (is_local)
    found->reasons |= CONFAB_LINK_LOCAL;
  g_strlcpy (found->host, found->host_ascii, sizeof found->host);
  g_strlcpy (found->site, found->host_ascii, sizeof found->site);
  return TRUE;
}

gboolean
confab_safety_link_read_host (const char *host, gsize length, ConfabLinkFound *found) {
  char typed[CONFAB_LINK_HOST_BYTES];
  gboolean is_good = FALSE;

  if (!decode_host (host, length, typed, sizeof typed, &found->reasons))
    return FALSE;
  take_hidden_out (typed, &found->reasons);
  if (typed[0] == '[')
    return read_number (typed, found, &is_good) && is_good;
  if (!convert (typed, found))
    return FALSE;
  trim_last_dot (found->host_ascii);
  trim_last_dot (found->host);
  if (!is_host_ascii (found->host_ascii))
    return FALSE;

  /* Only now: "１２７.1" is a number too once it is folded. */
  g_strlcpy (typed, found->host_ascii, sizeof typed);
  if (read_number (typed, found, &is_good)) {
    if (is_good && strncmp (host, found->host_ascii, length) != 0)
      found->reasons |= CONFAB_LINK_ODD_NUMBER;
    return is_good;
  }
  g_strlcpy (found->site, confab_safety_link_site (found->host_ascii), sizeof found->site);
  found->reasons |= judge_labels (found->host);
  if (is_local_name (found->host_ascii))
    found->reasons |= CONFAB_LINK_LOCAL;
  return TRUE;
}
