#pragma once

/* The file of one message, as a card shows it: what was said of it, where it is, how far it is. Its
 * name is cleaned to be shown as plain text; it never names a place on the disk. */

#include <gio/gio.h>

#include "model/model-picture.h"

G_BEGIN_DECLS

/* Where it is. Stored, append-only; zero claims least. */
typedef enum {
  CONFAB_FILE_OFFERED = 0,   /* theirs: nothing was fetched, nobody was contacted */
  CONFAB_FILE_FETCHING = 1,  /* theirs: on its way */
  CONFAB_FILE_STOPPED = 2,   /* on the way, halted; "cause" says why; can go on */
  CONFAB_FILE_HELD = 3,      /* theirs: whole and unchanged, locked away here; what may be done with
                                it says the verdict */
  CONFAB_FILE_PREPARING = 4, /* own: is being read and sealed */
  CONFAB_FILE_WAITING = 5,   /* own: sealed here, waits for the server */
  CONFAB_FILE_SENDING = 6,   /* own: on its way to the server */
  CONFAB_FILE_SENT = 7,      /* own: with the server; the message's state says the rest */
  CONFAB_FILE_FAILED = 8,    /* "cause" says why */
} ConfabFileState;

/* Why it was stopped or failed. Stored, append-only. */
typedef enum {
  CONFAB_FILE_CAUSE_NONE = 0,
  CONFAB_FILE_CAUSE_USER = 1,        /* the user stopped it */
  CONFAB_FILE_CAUSE_CUT = 2,         /* the connection went, or the host does not answer */
  CONFAB_FILE_CAUSE_CERTIFICATE = 3, /* the host cannot prove who it is */
  CONFAB_FILE_CAUSE_GONE = 4,        /* the host does not have it any more */
  CONFAB_FILE_CAUSE_TOO_LARGE = 5,   /* for the server ("limit" says what it takes) or for Confab */
  CONFAB_FILE_CAUSE_REFUSED = 6,     /* the host says no */
  CONFAB_FILE_CAUSE_NO_SERVICE = 7,  /* the own server takes no files */
  CONFAB_FILE_CAUSE_DISK = 8,        /* full, or does not write */
  CONFAB_FILE_CAUSE_QUOTA = 9,       /* more than is kept here for files together */
  CONFAB_FILE_CAUSE_DAMAGED = 10,    /* not what was sent: wrong length, hash or seal */
  CONFAB_FILE_CAUSE_ELSEWHERE = 11,  /* the host points somewhere else, or into a private network */
  CONFAB_FILE_CAUSE_SOURCE = 12,     /* what was to be sent cannot be read */
  CONFAB_FILE_CAUSE_HOST = 13,       /* the host does not speak as it must */
  CONFAB_FILE_CAUSE_DAY = 14,        /* enough was fetched on this day */
} ConfabFileCause;

#define CONFAB_FILE_SIZE_UNKNOWN G_MAXUINT64

#define CONFAB_TYPE_MODEL_FILE (confab_model_file_get_type ())
G_DECLARE_FINAL_TYPE (ConfabModelFile, confab_model_file, CONFAB, MODEL_FILE, GObject)

/* `name` as it is shown (base/base-text.h); `type`: what the sender says it is (a MIME type),
 * nullable; `host`: where it lies, nullable until an own file is there. All are copied. */
ConfabModelFile *confab_model_file_new (
    gboolean is_own, const char *name, const char *type, guint64 size, const char *host);

gboolean confab_model_file_is_own (ConfabModelFile *self);
const char *confab_model_file_get_name (ConfabModelFile *self);
const char *confab_model_file_get_declared_type (ConfabModelFile *self);
/* As declared; what was fetched has exactly this size. CONFAB_FILE_SIZE_UNKNOWN: nobody said. */
guint64 confab_model_file_get_size (ConfabModelFile *self);
/* Who learns where one connects from when it is fetched; for an own one: who has it. */
const char *confab_model_file_get_host (ConfabModelFile *self);

/* The largest side of a picture that is shown in a chat, in pixels. */
#define CONFAB_FILE_PICTURE_SIDE 640

/* Properties that notify: "state" and "cause" (int), "size", "done" and "limit" (uint64), "speed"
 * (uint64, bytes a second, 0: not known yet), "host" (string), "verdict" (int), "picture"
 * (ConfabModelPicture).
 */
ConfabFileState confab_model_file_get_state (ConfabModelFile *self);
ConfabFileCause confab_model_file_get_cause (ConfabModelFile *self);
/* Bytes that are through. */
guint64 confab_model_file_get_done (ConfabModelFile *self);
guint64 confab_model_file_get_speed (ConfabModelFile *self);
/* Seconds until it is through, rounded up; -1: not known. */
int confab_model_file_get_seconds_left (ConfabModelFile *self);
/* TOO_LARGE: the most that is taken; 0: not known. */
guint64 confab_model_file_get_limit (ConfabModelFile *self);

/* What the judge of files said of one that is HELD: its verdict, reason and true kind, by their
 * numbers in safety/. 0, the closed one, as long as it was not judged. */
int confab_model_file_get_verdict (ConfabModelFile *self);
int confab_model_file_get_reason (ConfabModelFile *self);
int confab_model_file_get_kind (ConfabModelFile *self);

/* What the virus checker said: a ConfabFileScan by its number in safety/, 0 as long as it was not
 * asked; what it found, by the name that the checker has for it (NULL unless it found something);
 * which checker that was ("", or "ClamAV 1.4.3"), and when its definitions were made (0: not said).
 * They change before "verdict" is notified. */
int confab_model_file_get_scan (ConfabModelFile *self);
const char *confab_model_file_get_virus (ConfabModelFile *self);
const char *confab_model_file_get_engine (ConfabModelFile *self);
gint64 confab_model_file_get_engine_dated (ConfabModelFile *self);

/* What it shows, as small as it is shown, while it is; NULL: nothing. It is in memory alone. */
ConfabModelPicture *confab_model_file_get_picture (ConfabModelFile *self);

/* The user has a copy of it elsewhere, saved in this run. Does not notify. */
gboolean confab_model_file_is_saved (ConfabModelFile *self);

/* For messaging and core only. */
void confab_model_file_set_saved (ConfabModelFile *self);
void
confab_model_file_set_state (ConfabModelFile *self, ConfabFileState state, ConfabFileCause cause);
/* `now_us` (monotonic) for the speed. */
void confab_model_file_set_done (ConfabModelFile *self, guint64 done, gint64 now_us);
void confab_model_file_set_size (ConfabModelFile *self, guint64 size);
void confab_model_file_set_host (ConfabModelFile *self, const char *host);
void confab_model_file_set_limit (ConfabModelFile *self, guint64 limit);
void confab_model_file_set_judged (ConfabModelFile *self, int verdict, int reason, int kind);
void confab_model_file_set_picture (ConfabModelFile *self, ConfabModelPicture *picture);
/* `virus` and `engine` are fit to be shown. */
void confab_model_file_set_scanned (
    ConfabModelFile *self, int scan, const char *virus, const char *engine, gint64 dated_us);

G_END_DECLS
