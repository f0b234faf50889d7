#pragma once

/* A chat in words: a head that says what it is, a line or a block for each message, and how many
 * there were. As text, as a page for browsers, or as what is copied. Pure: times, words and zone
 * are handed in, and what comes out is appended to a string. */

#include "model/model-export.h"

G_BEGIN_DECLS

/* What a message is, here. */
typedef enum {
  CONFAB_EXPORT_KIND_TEXT = 0,
  CONFAB_EXPORT_KIND_FILE,     /* `text` is its name */
  CONFAB_EXPORT_KIND_UNOPENED, /* `text` is not looked at */
} ConfabExportKind;

typedef struct {
  gint64 time_us; /* microseconds since 1970, UTC */
  ConfabExportKind kind;
  gboolean is_own;
  gboolean is_unsent;  /* it stands here and has not left */
  gboolean is_changed; /* its writer changed what it says */
  const char *text;    /* as it is: whatever it holds is made harmless here */
} ConfabExportMessage;

typedef struct _ConfabExportPage ConfabExportPage;

/* `words` and `zone` are copied. Returns: (transfer full) */
ConfabExportPage *
confab_export_page_new (ConfabExportForm form, const ConfabExportWords *words, GTimeZone *zone);
void confab_export_page_free (ConfabExportPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabExportPage, confab_export_page_free)

/* Once, first: the head. `first_us` and `last_us` of the messages, `made_us` now. */
void confab_export_page_begin (
    ConfabExportPage *self, gint64 first_us, gint64 last_us, gint64 made_us, GString *out);
/* The next message, with its day above it where that is another one. Who wrote the text cannot make
 * it look like another message, a heading or markup: in a text its further lines stand back, in a
 * page all of it is escaped. */
void
confab_export_page_add (ConfabExportPage *self, const ConfabExportMessage *message, GString *out);
/* Once, last: the number of messages. A file without it was cut. */
void confab_export_page_end (ConfabExportPage *self, GString *out);
guint64 confab_export_page_get_n (ConfabExportPage *self);

/* ---- for the clipboard ---- */

/* With names, as a text of above without head and end; days only where `shows_days`, a FALSE one
 * says that all messages are of one day. */
typedef enum {
  CONFAB_EXPORT_COPY_TEXTS = 0, /* the texts alone, a line feed between them */
  CONFAB_EXPORT_COPY_NAMES,
} ConfabExportCopy;

/* Adds a message to what is copied. Of a page of form TEXT that was not begun. */
void confab_export_page_copy (ConfabExportPage *self, const ConfabExportMessage *message,
    ConfabExportCopy how, gboolean shows_days, GString *out);

G_END_DECLS
