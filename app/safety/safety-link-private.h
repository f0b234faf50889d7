#pragma once

/* What the parts of the judge "link" share: tables of names, and a link taken apart. */

#include "safety/safety-link.h"

G_BEGIN_DECLS

/* ---- tables (safety-link-names.c) ---- */

typedef struct {
  const char *domain; /* "paypal.com"; further domains of the same firm behind blanks */
  gboolean is_word;   /* its first label is also a common word or name */
} ConfabLinkBrand;

extern const ConfabLinkBrand confab_safety_link_brands[]; /* ends with a domain of NULL */

typedef enum {
  CONFAB_LINK_SCHEME_UNKNOWN = 0,
  CONFAB_LINK_SCHEME_DANGEROUS,
  CONFAB_LINK_SCHEME_HTTP,
  CONFAB_LINK_SCHEME_HTTPS,
  CONFAB_LINK_SCHEME_XMPP,
  CONFAB_LINK_SCHEME_MAILTO,
  CONFAB_LINK_SCHEME_TEL,
  CONFAB_LINK_SCHEME_GEO,
} ConfabLinkScheme;

/* Without the colon; upper and lower case are the same. */
ConfabLinkScheme confab_safety_link_scheme (const char *scheme, gsize length);
/* Top-level domains that make "word.tld" a link without a scheme. */
gboolean confab_safety_link_is_common_tld (const char *tld, gsize length);
/* "co.uk", "github.io": names under which everybody may register. Small letters. */
gboolean confab_safety_link_is_suffix (const char *domain);
gboolean confab_safety_link_is_shortener (const char *host);
/* Of a query; `value` decides where only some sites use the name. */
gboolean confab_safety_link_is_tracking (const char *name, gsize length, const char *host);
/* Words that tricksters put beside a known name: login, secure. */
gboolean confab_safety_link_is_lure (const char *word, gsize length);
/* Endings of programs: ".apk", ".exe". */
gboolean confab_safety_link_is_program (const char *path, gsize length);

/* ---- a web address taken apart (safety-link-parse.c) ---- */

typedef struct {
  gboolean is_https;
  gboolean has_scheme;
  gboolean has_user;
  gboolean is_odd;  /* written as no honest program writes it */
  const char *host; /* borrowed, all of these */
  gsize host_length;
  gint port;        /* -1: none */
  const char *path; /* with its "/" */
  gsize path_length;
  const char *query; /* without "?" */
  gsize query_length;
  const char *fragment; /* without "#" */
  gsize fragment_length;
} ConfabLinkParts;

/* FALSE: no valid address. */
gboolean confab_safety_link_parse (const char *link, gsize length, ConfabLinkParts *parts);

/* ---- hosts (safety-link-host.c, safety-link-number.c) ---- */

/* Fills host, host_ascii and site, and adds to the reasons. FALSE: no valid host. */
gboolean confab_safety_link_read_host (const char *host, gsize length, ConfabLinkFound *found);
/* The part that somebody registered; points into `host`. */
const char *confab_safety_link_site (const char *host);

typedef enum {
  CONFAB_LINK_NUMBER_NONE = 0, /* a name */
  CONFAB_LINK_NUMBER_BAD,      /* numbers that are no address */
  CONFAB_LINK_NUMBER_PLAIN,
  CONFAB_LINK_NUMBER_ODD,
} ConfabLinkNumber;

/* IPv4 in any form that programs take, and IPv6 in brackets. `plain` gets the usual form,
 * `is_local` whether it is this computer or network. */
ConfabLinkNumber
confab_safety_link_read_number (const char *host, char *plain, gsize size, gboolean *is_local);

/* ---- imitation (safety-link-imitate.c) ---- */

/* Adds LOOKS_LIKE, NAME_INSIDE or NAME_IN_PATH with `imitates`. */
void confab_safety_link_imitation (
    const ConfabLinkFacts *facts, const ConfabLinkParts *parts, ConfabLinkFound *found);

/* ---- writing (safety-link-clean.c) ---- */

/* FALSE: does not fit. */
gboolean confab_safety_link_clean_web (
    const ConfabLinkParts *parts, ConfabLinkFound *found, char *cleaned, gsize size);
gboolean confab_safety_link_clean_other (
    const char *link, gsize length, ConfabLinkFound *found, char *cleaned, gsize size);

G_END_DECLS
