/* Judge "link": where would a click really lead (R36)?
 *
 * From strangers and buddies who are not known in life nothing can be clicked; from others what is
 * no web page, mail, telephone number, place or chat address cannot either. What is unusual, or new
 * here, asks. Refuses to guess: what cannot be taken apart stays text. */

#include "safety/safety-link-private.h"

#include <string.h>

#define SCRATCH_BYTES (CONFAB_LINK_MAX_BYTES * 3 + CONFAB_LINK_HOST_BYTES)
#define MAX_PHONE_DIGITS 20

/* Said on the sheet, but no reason for one. */
#define ONLY_SAID (CONFAB_LINK_NOT_PRIVATE | CONFAB_LINK_FOREIGN_LETTERS)

static gboolean
contains (const char *text, gsize length, const char *what) {
  gsize size = strlen (what);

  for (gsize i = 0; i + size <= length; i++)
    if (g_ascii_strncasecmp (text + i, what, size) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
leads_on (const ConfabLinkParts *parts) {
  const char *const starts[] = { "://", ":%2f%2f", "%3a%2f%2f", "%3a//", "=//", "=www.",
    "=%2f%2f" };

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    if (contains (parts->path, parts->path_length, starts[i]) ||
        contains (parts->query, parts->query_length, starts[i]))
      return TRUE;
  return FALSE;
}

static gboolean
has_hidden (const char *text, gsize length) {
  for (const char *at = text; at < text + length; at = g_utf8_next_char (at)) {
    GUnicodeType type = g_unichar_type (g_utf8_get_char (at));

    if (type == G_UNICODE_FORMAT || type == G_UNICODE_CONTROL)
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_usual_port (const ConfabLinkParts *parts) {
  return parts->port < 0 || parts->port == (parts->is_https ? 443 : 80);
}

/* FALSE: cannot be taken apart. */
static gboolean
read_web (const ConfabLinkFacts *facts, ConfabLinkFound *found, char *cleaned, gsize size) {
  ConfabLinkParts parts;

  if (!confab_safety_link_parse (facts->link, facts->length, &parts) ||
      !confab_safety_link_read_host (parts.host, parts.host_length, found))
    return FALSE;

  if (parts.has_user)
    found->reasons |= CONFAB_LINK_USER_IN_HOST;
  if (parts.is_odd)
    found->reasons |= CONFAB_LINK_ODD_WRITING;
  if (!is_usual_port (&parts))
    found->reasons |= CONFAB_LINK_ODD_PORT;
  if (has_hidden (facts->link, facts->length))
    found->reasons |= CONFAB_LINK_HIDDEN_CHARACTERS;
  if (confab_safety_link_is_shortener (found->host_ascii))
    found->reasons |= CONFAB_LINK_SHORTENED;
  if (leads_on (&parts))
    found->reasons |= CONFAB_LINK_LEADS_ON;
  if (confab_safety_link_is_program (parts.path, parts.path_length))
    found->reasons |= CONFAB_LINK_PROGRAM;
  if (!parts.is_https)
    found->reasons |= CONFAB_LINK_NOT_PRIVATE;
  if (!facts->is_site_seen && !facts->may_open_new)
    found->reasons |= CONFAB_LINK_NEW_SITE;
  confab_safety_link_imitation (facts, &parts, found);
  return confab_safety_link_clean_web (&parts, found, cleaned, size);
}

/* The address in "xmpp:address?..." or "mailto:address?...": its domain goes to `host`. */
static gboolean
read_address (const ConfabLinkFacts *facts, ConfabLinkFound *found) {
  const char *colon = memchr (facts->link, ':', facts->length);
  const char *start = colon + 1, *end = facts->link + facts->length;
  const char *at, *stop = start;

  while (stop < end && *stop != '?' && *stop != '/' && *stop != '#')
    stop++;
  if (stop == start)
    return FALSE;
  at = stop;
  while (at > start && at[-1] != '@')
    at--;
  if (found->kind == CONFAB_LINK_MAIL && at == start)
    return FALSE;
  if (memchr (start, ',', (gsize)(stop - start)) != NULL)
    found->reasons |= CONFAB_LINK_ACTS;
  return confab_safety_link_read_host (at, (gsize)(stop - at), found);
}

/* Digits, and what is put between them to read them better. */
static gboolean
is_phone (const char *text, gsize length) {
  guint digits = 0;

  for (gsize i = 0; i < length; i++) {
    if (g_ascii_isdigit (text[i]))
      digits++;
    else if (strchr ("-.()", text[i]) == NULL && !(text[i] == '+' && i == 0))
      return FALSE;
  }
  return digits > 0 && digits <= MAX_PHONE_DIGITS;
}

static gboolean
is_place (const char *text, gsize length) {
  gboolean has_comma = FALSE;

  for (gsize i = 0; i < length; i++) {
    if (!g_ascii_isalnum (text[i]) && strchr (".,;=-?", text[i]) == NULL)
      return FALSE;
    has_comma = has_comma || text[i] == ',';
  }
  return has_comma;
}

static gboolean
read_other (const ConfabLinkFacts *facts, ConfabLinkFound *found, char *cleaned, gsize size) {
  const char *colon = memchr (facts->link, ':', facts->length);
  const char *rest = colon + 1;
  gsize length = facts->length - (gsize)(rest - facts->link);

  switch (found->kind) {
  case CONFAB_LINK_XMPP:
    if (!read_address (facts, found))
      return FALSE;
    found->reasons |= CONFAB_LINK_ACTS;
    break;
  case CONFAB_LINK_MAIL:
    if (!read_address (facts, found))
      return FALSE;
    break;
  case CONFAB_LINK_PHONE:
    if (!is_phone (rest, length))
      return FALSE;
    found->reasons |= CONFAB_LINK_ACTS;
    break;
  case CONFAB_LINK_PLACE:
    if (!is_place (rest, length))
      return FALSE;
    break;
  case CONFAB_LINK_OTHER:
  case CONFAB_LINK_WEB:
    return FALSE;
  }
  if (has_hidden (facts->link, facts->length))
    found->reasons |= CONFAB_LINK_HIDDEN_CHARACTERS;
  if (!confab_safety_link_clean_other (facts->link, facts->length, found, cleaned, size))
    return FALSE;
  if (found->n_removed > 0)
    found->reasons |= CONFAB_LINK_ACTS;
  return TRUE;
}

/* Says what the link is by its scheme; adds why it is none. */
static ConfabLinkKind
find_kind (const char *link, gsize length, guint *reasons) {
  gsize colon = 0;

  while (
      colon < length && (g_ascii_isalnum (link[colon]) || link[colon] == '+' || link[colon] == '-'))
    colon++;
  if (colon == 0 || colon >= length || link[colon] != ':' || !g_ascii_isalpha (link[0]))
    return CONFAB_LINK_WEB;

  switch (confab_safety_link_scheme (link, colon)) {
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
  case CONFAB_LINK_SCHEME_DANGEROUS:
    *reasons |= CONFAB_LINK_DANGEROUS_SCHEME;
    return CONFAB_LINK_OTHER;
  case CONFAB_LINK_SCHEME_UNKNOWN:
    break;
  }
  *reasons |= CONFAB_LINK_UNKNOWN_SCHEME;
  return CONFAB_LINK_OTHER;
}

static ConfabLinkVerdict
judge (const ConfabLinkFacts *facts, ConfabLinkFound *found, char *cleaned, gsize size) {
  gboolean is_read;

  if (facts->link == NULL || facts->length == 0 || facts->length > CONFAB_LINK_MAX_BYTES ||
      !g_utf8_validate_len (facts->link, facts->length, NULL)) {
    found->reasons = CONFAB_LINK_UNREADABLE;
    return CONFAB_LINK_NO_LINK;
  }
  found->kind = find_kind (facts->link, facts->length, &found->reasons);
  if (found->kind == CONFAB_LINK_OTHER)
    return CONFAB_LINK_NO_LINK;

  is_read = found->kind == CONFAB_LINK_WEB ? read_web (facts, found, cleaned, size)
                                           : read_other (facts, found, cleaned, size);
  if (!is_read) {
    found->reasons |= CONFAB_LINK_UNREADABLE;
    return CONFAB_LINK_NO_LINK;
  }
  if (facts->grade < CONFAB_GRADE_KNOWN) {
    found->reasons |= CONFAB_LINK_PERSON_NOT_KNOWN;
    return CONFAB_LINK_NO_LINK;
  }
  return (found->reasons & ~(guint)ONLY_SAID) != 0 ? CONFAB_LINK_ASK : CONFAB_LINK_OPEN;
}

ConfabLinkVerdict
confab_safety_judge_link (
    const ConfabLinkFacts *facts, ConfabLinkFound *found, char *cleaned, gsize size) {
  ConfabLinkFound own = { 0 };
  char scratch[SCRATCH_BYTES];
  ConfabLinkVerdict verdict;

  if (cleaned == NULL || size == 0)
    verdict = judge (facts, &own, scratch, sizeof scratch);
  else
    verdict = judge (facts, &own, cleaned, size);
  if (verdict == CONFAB_LINK_NO_LINK && cleaned != NULL && size > 0)
    cleaned[0] = '\0';
  if (found != NULL)
    *found = own;
  return verdict;
}
