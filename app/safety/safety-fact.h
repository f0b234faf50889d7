#pragma once

/* What can be said of a server (R13, R16, R27): by the line to it, and by itself. A fact is a kind
 * with a number, a text, or both. What a server says of itself is its word and no proof. */

#include <glib.h>

G_BEGIN_DECLS

#define CONFAB_FACT_UNSAID (-1)  /* the server does not say, or not in words that are known */
#define CONFAB_FACT_FOREVER (-2) /* of hours: without an end */

typedef enum {
  CONFAB_FACT_NONE = 0,
  /* the line, as it was found */
  CONFAB_FACT_BINDING,     /* 1: signing in was tied to this very line */
  CONFAB_FACT_CERTIFICATE, /* text: who vouched; number: until when, microseconds, 0: unknown */
  CONFAB_FACT_WATCHED,     /* it is told whether a window is looked at; not there where it is not */
  /* people to turn to (XEP-0157); text: an address or a link, as it came */
  CONFAB_FACT_ABUSE,
  CONFAB_FACT_SUPPORT,
  CONFAB_FACT_SECURITY,
  CONFAB_FACT_ADMIN,
  CONFAB_FACT_STATUS,
  CONFAB_FACT_FEEDBACK,
  CONFAB_FACT_SALES,
  /* the archive; these are there in any case, so that what is missing can be said */
  CONFAB_FACT_ARCHIVE,         /* 1: it has one, 0: it has none */
  CONFAB_FACT_ARCHIVE_DEFAULT, /* ConfabFactArchive, or UNSAID */
  CONFAB_FACT_ARCHIVE_OLDEST,  /* microseconds; 0: it is empty; or UNSAID */
  /* the data policy (XEP-0504); without a word of it there is none of these */
  CONFAB_FACT_RETENTION,    /* hours; 0: nothing is kept; FOREVER, UNSAID */
  CONFAB_FACT_AT_REST,      /* locked where it lies: 1, 0, UNSAID; so the next three */
  CONFAB_FACT_DELETION,     /* can be erased by oneself */
  CONFAB_FACT_ERASURE,      /* with the account all goes */
  CONFAB_FACT_EXPORT,       /* can be taken along */
  CONFAB_FACT_ACCESS,       /* CONFAB_FACT_ACCESS_…, or UNSAID */
  CONFAB_FACT_BACKUP_EVERY, /* hours; 0: no backups; UNSAID */
  CONFAB_FACT_BACKUP_KEPT,  /* hours; 0, FOREVER, UNSAID */
  CONFAB_FACT_TERMS,        /* text: a link */
  CONFAB_FACT_EXTRA,        /* text: lines in the server's own words */
  /* who is signed in (XEP-0494); text: program and device */
  CONFAB_FACT_DEVICE_HERE, /* now; number: since when it is known, microseconds, 0: unknown */
  CONFAB_FACT_DEVICE_AWAY, /* may come back; number: when it was last there, 0: unknown */
  CONFAB_FACT_DEVICES,     /* number of them that the server lists; UNSAID: it lists none */
  CONFAB_FACT_COUNT
} ConfabFactKind;

typedef enum {
  CONFAB_FACT_ARCHIVE_NEVER = 0,
  CONFAB_FACT_ARCHIVE_BUDDIES,
  CONFAB_FACT_ARCHIVE_ALWAYS,
} ConfabFactArchive;

enum {
  CONFAB_FACT_ACCESS_NONE = 1 << 0,
  CONFAB_FACT_ACCESS_ADMINS = 1 << 1,
  CONFAB_FACT_ACCESS_MODERATORS = 1 << 2,
  CONFAB_FACT_ACCESS_MEMBERS = 1 << 3,
  CONFAB_FACT_ACCESS_GOVERNMENT = 1 << 4,
  CONFAB_FACT_ACCESS_ADVERTISERS = 1 << 5,
  CONFAB_FACT_ACCESS_PARTNERS = 1 << 6,
};

G_END_DECLS
