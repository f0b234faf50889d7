#pragma once

/* Judge "file": may this file be opened, or only saved, or neither (R33, R35)? What can run is
 * never opened; neither is what comes from somebody not known in life, or whose card nobody looked
 * at.
 *
 * It reads no file: app/files/files-kind.h looks into one and fills ConfabFileLook. */

#include "safety/safety-judges.h"

G_BEGIN_DECLS

/* What a file is, coarsely. Append-only: stored. */
typedef enum {
  CONFAB_FILE_KIND_UNKNOWN = 0, /* nothing that has a name here */
  CONFAB_FILE_KIND_NONE = 1,    /* a name without an ending; no type was declared */
  CONFAB_FILE_KIND_PROGRAM = 2, /* for the machine, or an installer */
  CONFAB_FILE_KIND_SCRIPT = 3,
  CONFAB_FILE_KIND_LAUNCHER = 4, /* starts or installs something else: .desktop, .lnk, .url, ... */
  CONFAB_FILE_KIND_DISK = 5,     /* a whole disk */
  CONFAB_FILE_KIND_PAGE = 6,     /* for a browser: HTML, SVG, XML */
  CONFAB_FILE_KIND_ARCHIVE = 7,
  CONFAB_FILE_KIND_OFFICE = 8,
  CONFAB_FILE_KIND_PDF = 9,
  CONFAB_FILE_KIND_PICTURE = 10,
  CONFAB_FILE_KIND_SOUND = 11,
  CONFAB_FILE_KIND_VIDEO = 12,
  CONFAB_FILE_KIND_TEXT = 13,
  CONFAB_FILE_KIND_DATA =
      14, /* known and harmless by itself, opened by other programs: fonts, ... */
  CONFAB_FILE_KIND_COUNT
} ConfabFileKind;

/* What was found inside; a set. Append-only: stored. */
typedef enum {
  CONFAB_FILE_SCRIPTED = 1 << 0,      /* a page or a picture with a script, a form, a redirection */
  CONFAB_FILE_MACROS = 1 << 1,        /* a document with programs, or that fetches its template */
  CONFAB_FILE_PDF_ACTS = 1 << 2,      /* runs scripts, starts programs, sends forms */
  CONFAB_FILE_PDF_HOLDS = 1 << 3,     /* other files in a PDF */
  CONFAB_FILE_HOLDS_PROGRAM = 1 << 4, /* an archive holds what is never opened */
  CONFAB_FILE_LOCKED = 1 << 5,        /* with a password: nobody can look inside */
  CONFAB_FILE_CLOSED = 1 << 6,      /* cannot be looked into: a kind of archive, damage, too much */
  CONFAB_FILE_TWO_KINDS = 1 << 7,   /* is something else as well, for another program */
  CONFAB_FILE_HIDDEN_NAME = 1 << 8, /* unseen characters in its name, or text turned around */
  CONFAB_FILE_TWO_ENDINGS = 1 << 9, /* "invoice.pdf.exe" */
  CONFAB_FILE_FORMULAS = 1 << 10,   /* a table whose cells compute or call */
} ConfabFileDanger;

/* Zero: nobody has looked. */
typedef struct {
  gboolean is_looked;      /* to its end, as far as the danger CLOSED does not say otherwise */
  ConfabFileKind content;  /* by its first bytes */
  ConfabFileKind named;    /* by the ending of its name */
  ConfabFileKind declared; /* by the type that the sender gave */
  guint dangers;           /* ConfabFileDanger bits */
  const char *media;       /* static; by content, such as "image/jpeg"; NULL: unknown */
} ConfabFileLook;

/* What the virus checker said. Append-only: stored. */
typedef enum {
  CONFAB_FILE_SCAN_WAITING = 0, /* not asked yet, or no answer yet */
  CONFAB_FILE_SCAN_ABSENT = 1,  /* none within reach */
  CONFAB_FILE_SCAN_CLEAN = 2,
  CONFAB_FILE_SCAN_FOUND = 3,
  CONFAB_FILE_SCAN_BROKEN = 4,    /* it broke off, or did not answer in time */
  CONFAB_FILE_SCAN_TOO_LARGE = 5, /* for the checker */
} ConfabFileScan;

/* The closed one first. */
typedef enum {
  CONFAB_FILE_REFUSE = 0,  /* neither opened nor saved */
  CONFAB_FILE_SAVE_WARNED, /* saved only by choice, with the sentence first; never opened */
  CONFAB_FILE_SAVE,        /* saved; not opened from here */
  CONFAB_FILE_OPEN,        /* opened, or saved */
} ConfabFileVerdict;

/* Why; the screen chooses its sentence by it. Append-only: stored. */
typedef enum {
  CONFAB_FILE_WHY_NONE = 0,       /* it may be opened */
  CONFAB_FILE_WHY_NOT_HERE = 1,   /* not fetched, or not what was announced */
  CONFAB_FILE_WHY_STRANGER = 2,   /* from somebody who was not added */
  CONFAB_FILE_WHY_VIRUS = 3,      /* the checker found something */
  CONFAB_FILE_WHY_SCANNING = 4,   /* the checker has not answered yet */
  CONFAB_FILE_WHY_NOT_LOOKED = 5, /* nobody has looked into it */
  CONFAB_FILE_WHY_PROGRAM = 6,
  CONFAB_FILE_WHY_SCRIPT = 7,
  CONFAB_FILE_WHY_LAUNCHER = 8,
  CONFAB_FILE_WHY_DISK = 9,
  CONFAB_FILE_WHY_TWO_ENDINGS = 10,
  CONFAB_FILE_WHY_HIDDEN_NAME = 11,
  CONFAB_FILE_WHY_HOLDS_PROGRAM = 12,
  CONFAB_FILE_WHY_MACROS = 13,
  CONFAB_FILE_WHY_SCRIPTED = 14,
  CONFAB_FILE_WHY_PDF_ACTS = 15,
  CONFAB_FILE_WHY_PDF_HOLDS = 16,
  CONFAB_FILE_WHY_FORMULAS = 17,
  CONFAB_FILE_WHY_TWO_KINDS = 18,
  CONFAB_FILE_WHY_NAME_LIES = 19,     /* the name says another kind than the content */
  CONFAB_FILE_WHY_DECLARED_LIES = 20, /* the sender said another kind than the content */
  CONFAB_FILE_WHY_LOCKED = 21,
  CONFAB_FILE_WHY_CLOSED = 22,
  CONFAB_FILE_WHY_SCAN_BROKEN = 23,
  CONFAB_FILE_WHY_NOT_KNOWN = 24,   /* the sender is not known in life */
  CONFAB_FILE_WHY_CARD_UNSEEN = 25, /* its card was not looked at */
  CONFAB_FILE_WHY_KIND = 26, /* harmless as far as was seen, but of no kind that opens here */
  CONFAB_FILE_WHY_COUNT
} ConfabFileWhy;

typedef struct {
  gboolean is_whole; /* here, of the size and hash that were announced */
  gboolean is_own;   /* the user sent it; nobody's grade matters then */
  gboolean is_card_seen;
  ConfabGrade grade; /* of who sent it, now */
  ConfabFileScan scan;
  ConfabFileLook look;
} ConfabFileFacts;

/* `why` may be NULL. The most serious reason is named. */
ConfabFileVerdict confab_safety_judge_file (const ConfabFileFacts *facts, ConfabFileWhy *why);

G_END_DECLS
