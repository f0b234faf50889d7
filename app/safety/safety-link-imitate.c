/* Does a site pose as a known one? For the judge "link": names that look alike, known names within
 * another site's name, and known sites behind the real one.
 *
 * Compares with the table of well-known names and with names that the caller gives. A name that is
 * also a common word counts only where it stands as a trick would put it. */

#include "safety/safety-link-private.h"

#include <string.h>

#include "safety/safety-lookalike.h"

#define MAX_KNOWN 32
#define MAX_LABEL 63
#define MIN_ALIKE 6     /* letters of a name that may be one typing mistake away... */
#define MIN_ALIKE_ODD 3 /* ... or this many where digits or foreign letters stand in it */
#define MAX_EXTRA_BYTES                                                                            \
  3 /* "rn" for "m": how much longer a look-alike may be, letters of ours only */

typedef struct {
  const char *domains; /* between blanks */
  gboolean is_word;
  char label[MAX_LABEL + 1]; /* "paypal" */
  gsize length;
} Name;

/* A site that is being looked at. */
typedef struct {
  const char *host;              /* small letters, as the network knows it */
  char label[4 * MAX_LABEL + 1]; /* first label of what somebody registered, in its own letters */
} Site;

static Name
name_new (const char *domains, gboolean is_word) {
  Name name = { .domains = domains, .is_word = is_word };

  name.length = MIN (strcspn (domains, ". "), MAX_LABEL);
  memcpy (name.label, domains, name.length);
  return name;
}

static gboolean
is_below (const char *host, const char *domain, gsize length) {
  gsize size = strlen (host);

  if (size < length || strncmp (host + size - length, domain, length) != 0)
    return FALSE;
  return size == length || host[size - length - 1] == '.';
}

/* TRUE if the host is the firm's own. */
static gboolean
is_own (const Name *name, const char *host) {
  for (const char *at = name->domains; *at != '\0';) {
    gsize length = strcspn (at, " ");

    if (length > 0 && is_below (host, at, length))
      return TRUE;
    at += length + (at[length] == ' ' ? 1 : 0);
  }
  return FALSE;
}

static gboolean
has_odd_characters (const char *label) {
  for (const char *c = label; *c != '\0'; c++)
    if (!g_ascii_islower (*c))
      return TRUE;
  return FALSE;
}

/* Quick, and never wrong in saying no: too long, too short, or letters of ours that have too little
 * in common. */
static gboolean
may_look_alike (const Name *name, const char *label) {
  gsize size = strlen (label);
  guint left[256] = { 0 };
  gsize common = 0;

  for (const char *c = label; *c != '\0'; c++)
    if ((guint8)*c >= 0x80)
      return g_utf8_strlen (label, -1) + 2 >= (glong)name->length &&
             g_utf8_strlen (label, -1) <= (glong)(name->length + MAX_EXTRA_BYTES);
  if (size + 1 < name->length || size > name->length + MAX_EXTRA_BYTES)
    return FALSE;
  for (const char *c = label; *c != '\0'; c++)
    left[(guint8)*c]++;
  for (gsize i = 0; i < name->length; i++)
    if (left[(guint8)name->label[i]] > 0) {
      left[(guint8)name->label[i]]--;
      common++;
    }
  return common + 3 >= name->length && common * 2 >= name->length;
}

static gboolean
looks_alike (const Name *name, const char *label) {
  gsize least = has_odd_characters (label) ? MIN_ALIKE_ODD : MIN_ALIKE;

  return name->length >= least && may_look_alike (name, label) &&
         confab_safety_looks_alike (name->label, label);
}

/* "paypalsecure", "loginpaypal" */
static gboolean
is_with_lure (const Name *name, const char *part, gsize length) {
  if (length <= name->length)
    return FALSE;
  if (strncmp (part, name->label, name->length) == 0 &&
      confab_safety_link_is_lure (part + name->length, length - name->length))
    return TRUE;
  return strncmp (part + length - name->length, name->label, name->length) == 0 &&
         confab_safety_link_is_lure (part, length - name->length);
}

/* "paypal.com" in "paypal.com.example.net", of any of the firm's domains. */
static gboolean
has_domain_inside (const Name *name, const char *host) {
  for (const char *at = name->domains; *at != '\0';) {
    gsize length = strcspn (at, " ");
    g_autofree char *domain = g_strndup (at, length);
    const char *found = length > 0 ? strstr (host, domain) : NULL;

    if (found != NULL && (found == host || found[-1] == '.' || found[-1] == '-') &&
        (found[length] == '.' || found[length] == '-'))
      return TRUE;
    at += length + (at[length] == ' ' ? 1 : 0);
  }
  return FALSE;
}

/* The name as a part of the host, between dots, hyphens and low lines. What stands last, such as
 * "com", is nobody's trick: it could not be registered. */
static gboolean
has_part (const Name *name, const char *host) {
  gboolean has_name = FALSE, has_lure = FALSE;

  for (const char *at = host; *at != '\0';) {
    gsize length = strcspn (at, ".-_");
    g_autofree char *part = g_strndup (at, length);

    if (at[length] == '\0' && at > host && at[-1] == '.')
      break;
    if (is_with_lure (name, part, length))
      return TRUE;
    if ((length == name->length && strcmp (part, name->label) == 0) ||
        (!name->is_word && length >= MIN_ALIKE && looks_alike (name, part)))
      has_name = TRUE;
    else if (confab_safety_link_is_lure (part, length))
      has_lure = TRUE;
    at += length + (at[length] != '\0' ? 1 : 0);
  }
  return has_name && (!name->is_word || has_lure);
}

/* Names that hold hyphens themselves, "deutsche-bank". */
static gboolean
has_whole_name (const Name *name, const char *host) {
  const char *found = strstr (host, name->label);

  return found != NULL && strchr (name->label, '-') != NULL &&
         (found == host || !g_ascii_isalnum (found[-1])) && !g_ascii_isalnum (found[name->length]);
}

static gboolean
has_in_path (const Name *name, const char *text) {
  for (const char *at = name->domains; *at != '\0';) {
    gsize length = strcspn (at, " ");
    g_autofree char *domain = g_strndup (at, length);
    const char *found = length > 4 ? strstr (text, domain) : NULL;

    if (found != NULL && (found == text || !g_ascii_isalnum (found[-1])) &&
        !g_ascii_isalnum (found[length]))
      return TRUE;
    at += length + (at[length] == ' ' ? 1 : 0);
  }
  return FALSE;
}

static guint
judge_name (const Name *name, const Site *site, const char *behind) {
  if (is_own (name, site->host))
    return 0;
  if (looks_alike (name, site->label))
    return CONFAB_LINK_LOOKS_LIKE;
  if (has_domain_inside (name, site->host) || has_part (name, site->host) ||
      has_whole_name (name, site->host))
    return CONFAB_LINK_NAME_INSIDE;
  if (behind != NULL && has_in_path (name, behind))
    return CONFAB_LINK_NAME_IN_PATH;
  return 0;
}

/* First label of the site in its own letters. */
static void
read_label (const ConfabLinkFound *found, Site *site) {
  const char *at = found->host;
  guint skip = 0;

  for (const char *c = found->host_ascii;
      c < found->host_ascii + strlen (found->host_ascii) - strlen (found->site); c++)
    skip += *c == '.' ? 1 : 0;
  while (skip > 0 && *at != '\0')
    skip -= *at++ == '.' ? 1 : 0;
  g_strlcpy (site->label, at, MIN (strcspn (at, ".") + 1, sizeof site->label));
}

/* What stands behind the host, in small letters. Returns: (transfer full) (nullable) */
static char *
dup_behind (const ConfabLinkParts *parts) {
  const char *start = parts->path;
  gsize length = parts->path_length;

  if (parts->fragment_length > 0)
    length = (gsize)(parts->fragment + parts->fragment_length - start);
  else if (parts->query_length > 0)
    length = (gsize)(parts->query + parts->query_length - start);
  return length > 1 ? g_ascii_strdown (start, (gssize)length) : NULL;
}

/* TRUE if this name settles it. */
static gboolean
try_name (const Name *name, const Site *site, const char *behind, ConfabLinkFound *found) {
  guint reason = judge_name (name, site, behind);

  if (reason == 0)
    return FALSE;
  found->reasons |= reason;
  g_strlcpy (found->imitates, name->domains,
      MIN (strcspn (name->domains, " ") + 1, sizeof found->imitates));
  return TRUE;
}

void
confab_safety_link_imitation (
    const ConfabLinkFacts *facts, const ConfabLinkParts *parts, ConfabLinkFound *found) {
  Site site = { .host = found->host_ascii };
  g_autofree char *behind = dup_behind (parts);

  if ((found->reasons & CONFAB_LINK_NUMBER) == 0)
    read_label (found, &site);
  for (gsize i = 0; i < MIN (facts->n_known, MAX_KNOWN); i++) {
    Name name = name_new (facts->known[i], TRUE);

    if (name.length > 0 && try_name (&name, &site, behind, found))
      return;
  }
  for (guint i = 0; confab_safety_link_brands[i].domain != NULL; i++) {
    Name name =
        name_new (confab_safety_link_brands[i].domain, confab_safety_link_brands[i].is_word);

    if (try_name (&name, &site, behind, found))
      return;
  }
}
