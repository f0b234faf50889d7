#pragma once

/* Judge "link": where would a click really lead (R36)? Finds links in a text, and says of each
 * whether it is a link at all, asks first, or opens.
 *
 * It opens nothing, looks no name up and asks nobody: it reads letters. Looking for names that look
 * like known ones allocates for the time of the call; nothing is kept. */

#include "safety/safety-judges.h"

G_BEGIN_DECLS

/* ---- finding ---- */

typedef enum {
  CONFAB_LINK_OTHER = 0, /* never a link: another scheme, or too long */
  CONFAB_LINK_WEB, /* http, https, and "example.org/page" or "www.example.org" without either */
  CONFAB_LINK_XMPP,
  CONFAB_LINK_MAIL,
  CONFAB_LINK_PHONE,
  CONFAB_LINK_PLACE, /* geo */
} ConfabLinkKind;

#define CONFAB_LINK_MAX_BYTES 2048 /* longer ones are OTHER */
#define CONFAB_LINK_MAX_FOUND 200  /* of one text; what comes later stays text */

typedef struct {
  gsize start, end; /* bytes of the text; start < end <= length */
  ConfabLinkKind kind;
} ConfabLinkSpan;

/* The first link that begins at byte `from` of the text or later. Also finds what only poses as one
 * (kind OTHER), so that nothing within it is taken for a link. FALSE: no more. Linear in the length
 * over all calls that go on at `end`. */
gboolean confab_safety_link_next (const char *text, gsize length, gsize from, ConfabLinkSpan *span);

/* All links of the text into `spans`; returns how many, at most `n_max` and
 * CONFAB_LINK_MAX_FOUND. */
gsize confab_safety_link_find (const char *text, gsize length, ConfabLinkSpan *spans, gsize n_max);

/* ---- judging ---- */

typedef enum {
  CONFAB_LINK_NO_LINK = 0, /* plain text that cannot be clicked */
  CONFAB_LINK_ASK,         /* a click shows the link sheet with the reasons */
  CONFAB_LINK_OPEN,
} ConfabLinkVerdict;

/* A set; the lowest bit is named first. */
typedef enum {
  CONFAB_LINK_DANGEROUS_SCHEME = 1 << 0, /* runs a program or opens a file */
  CONFAB_LINK_UNKNOWN_SCHEME = 1 << 1,
  CONFAB_LINK_UNREADABLE = 1 << 2,       /* too long, no valid host, not UTF-8 */
  CONFAB_LINK_PERSON_NOT_KNOWN = 1 << 3, /* a stranger, or a buddy not known in life */
  CONFAB_LINK_LOOKS_LIKE = 1 << 4,       /* the site's name looks like a known one (`imitates`) */
  CONFAB_LINK_NAME_INSIDE = 1 << 5,      /* a known name stands within another site's name */
  CONFAB_LINK_NAME_IN_PATH = 1 << 6,     /* a host's name stands behind the real one */
  CONFAB_LINK_USER_IN_HOST = 1 << 7,     /* what stands before @ is no site */
  CONFAB_LINK_MIXED_SCRIPTS = 1 << 8,
  CONFAB_LINK_HIDDEN_CHARACTERS = 1 << 9, /* unseen, or turning the direction around */
  CONFAB_LINK_RIGHT_TO_LEFT = 1 << 10,
  CONFAB_LINK_FOREIGN_LETTERS = 1 << 11, /* an international name: shown both ways */
  CONFAB_LINK_ODD_NUMBER = 1 << 12,      /* an address of numbers in a form nobody writes */
  CONFAB_LINK_NUMBER = 1 << 13,          /* an address of numbers */
  CONFAB_LINK_ODD_WRITING = 1 << 14,     /* backslashes, escaped letters in the host, ... */
  CONFAB_LINK_ODD_PORT = 1 << 15,
  CONFAB_LINK_SHORTENED = 1 << 16,   /* leads on to a place that cannot be seen */
  CONFAB_LINK_LEADS_ON = 1 << 17,    /* another address is in it */
  CONFAB_LINK_LOCAL = 1 << 18,       /* this computer or network */
  CONFAB_LINK_PROGRAM = 1 << 19,     /* downloads what can be run */
  CONFAB_LINK_NOT_PRIVATE = 1 << 20, /* http: others on the way can read and change it */
  CONFAB_LINK_NEW_SITE = 1 << 21,    /* not opened from here before */
  CONFAB_LINK_ACTS = 1 << 22,        /* xmpp, tel: would do something in a program */
} ConfabLinkReason;

#define CONFAB_LINK_HOST_BYTES 512
#define CONFAB_LINK_NAME_BYTES 64

typedef struct {
  const char *link; /* as it stands in the text; need not end in NUL */
  gsize length;
  ConfabGrade grade;
  gboolean is_site_seen; /* this host was opened from here before, or is one's own server */
  gboolean may_open_new; /* the user does not want to be asked because a site is new */

  /* Names besides the well-known ones that others may imitate, such as "example.org": one's own
   * server and those of contacts; the first 32. */
  const char *const *known;
  gsize n_known;
} ConfabLinkFacts;

typedef struct {
  ConfabLinkKind kind;
  guint reasons;                           /* ConfabLinkReason bits */
  char host[CONFAB_LINK_HOST_BYTES];       /* where it leads, in its own letters; "" if none */
  char host_ascii[CONFAB_LINK_HOST_BYTES]; /* as the network knows it (punycode, plain numbers) */
  char site[CONFAB_LINK_HOST_BYTES];       /* the part of `host_ascii` that somebody registered */
  char imitates[CONFAB_LINK_NAME_BYTES]; /* the known name, with the LOOKS_LIKE and NAME_ reasons */
  gsize n_removed;                       /* tracking parameters left out of the cleaned link */
} ConfabLinkFound;

/* Unless the verdict is NO_LINK, writes into `cleaned` what may be opened: the scheme spelled out,
 * the host as the network knows it, without a user's name and tracking parameters. A link that does
 * not fit into `size` bytes with its NUL is UNREADABLE. NO_LINK: `cleaned` is "". `found` may be
 * NULL; `cleaned` may be NULL with `size` 0 where only the verdict matters. */
ConfabLinkVerdict confab_safety_judge_link (
    const ConfabLinkFacts *facts, ConfabLinkFound *found, char *cleaned, gsize size);

G_END_DECLS
