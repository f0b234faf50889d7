#pragma once

/* The virus checker of this computer: ClamAV's daemon, asked over its socket (clamd(8), VERSION and
 * INSTREAM). All of it blocks, and is called in the pool. */

#include <gio/gio.h>

#include "safety/safety-file.h"

G_BEGIN_DECLS

#define CONFAB_FILES_CLAM_ENGINE_BYTES 48
#define CONFAB_FILES_CLAM_VIRUS_BYTES 256
#define CONFAB_FILES_CLAM_VIRUS_CHARS 60
/* What the daemon looks through unless it was told otherwise (MaxFileSize of clamd.conf(5)): of
 * more it may say "OK" without having looked. */
#define CONFAB_FILES_CLAM_MAX_BYTES (G_GUINT64_CONSTANT (100) * 1024 * 1024)

/* Where it is asked, and how long. Zero: at the sockets where distributions put it, then at
 * 127.0.0.1:3310 if that is the system's or the user's own; no name of another place comes from
 * anywhere but a test. */
typedef struct {
  const char *path; /* of a socket, and nowhere else */
  guint idle_ms;    /* without a byte; 0: half a minute */
  guint answer_ms;  /* after the last byte; 0: as long as the daemon looks at one file, and more */
} ConfabFilesClamPlace;

typedef enum {
  CONFAB_FILES_CLAM_ABSENT = 0, /* none within reach */
  CONFAB_FILES_CLAM_BROKEN,     /* one is there, and does not answer as it must */
  CONFAB_FILES_CLAM_HERE,
} ConfabFilesClamReach;

typedef struct {
  char engine[CONFAB_FILES_CLAM_ENGINE_BYTES]; /* "ClamAV 1.4.3" */
  guint64 number;                              /* of the definitions */
  gint64 dated_us; /* when they were made, since 1970; 0: it did not say */
} ConfabFilesClamVersion;

/* Zero: not scanned. */
typedef struct {
  ConfabFileScan scan;
  /* FOUND: what the checker calls it, fit to be shown as plain text. */
  char virus[CONFAB_FILES_CLAM_VIRUS_BYTES];
} ConfabFilesClamVerdict;

/* Which checker is there. `version` is zero unless it is HERE. `cancellable` nullable. */
ConfabFilesClamReach confab_files_clam_look (
    const ConfabFilesClamPlace *place, GCancellable *cancellable, ConfabFilesClamVersion *version);

/* Has all of `content` looked through: ABSENT, CLEAN, FOUND, BROKEN (also: too slow, or called off)
 * or TOO_LARGE, and never WAITING. `size`: what it will be, as far as that is known. Five minutes
 * at most. `cancellable` nullable. */
void confab_files_clam_scan (const ConfabFilesClamPlace *place, GInputStream *content, guint64 size,
    GCancellable *cancellable, ConfabFilesClamVerdict *verdict);

/* ---- what it reads, for tests ---- */

/* "ClamAV 1.4.3/27500/Mon Nov 23 08:11:13 2026", or "ClamAV 1.4.3" without definitions of their
 * own. FALSE for anything else. */
gboolean confab_files_clam_parse_version (const char *text, ConfabFilesClamVersion *version);
/* Whether `table` (/proc/net/tcp) says that all who listen at `port` of the loopback are the
 * system's accounts or `uid`, and that somebody does. */
gboolean confab_files_clam_is_trusted (const char *table, guint16 port, guint uid);

G_END_DECLS
