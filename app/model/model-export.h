#pragma once

/* What a chat is told in when it leaves the store as a file or as a copied text: the form, and the
 * words, which are the screen's. All words are plain text; whoever writes them escapes them. */

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  CONFAB_EXPORT_TEXT = 0, /* a line for each message */
  CONFAB_EXPORT_HTML,     /* one page that asks for nothing else */
} ConfabExportForm;

typedef enum {
  CONFAB_EXPORT_WORD_TITLE = 0, /* whose chat it is */
  CONFAB_EXPORT_WORD_ABOUT,     /* lines: who wrote, and what this file is */
  CONFAB_EXPORT_WORD_LEFT_OUT,  /* lines: what is not in it */
  CONFAB_EXPORT_WORD_FIRST,     /* before the day of the first message */
  CONFAB_EXPORT_WORD_LAST,      /* before the day of the last one */
  CONFAB_EXPORT_WORD_MADE,      /* before the moment in which it was written */
  CONFAB_EXPORT_WORD_COUNT,     /* before the number of messages, at the end */
  CONFAB_EXPORT_WORD_DAY,       /* pattern of a day, for g_date_time_format */
  CONFAB_EXPORT_WORD_TIME,      /* pattern of a time of day */
  CONFAB_EXPORT_WORD_ME,        /* who wrote what is one's own */
  CONFAB_EXPORT_WORD_THEM,      /* the name of the other side */
  CONFAB_EXPORT_WORD_FILE,      /* before the name of a file */
  CONFAB_EXPORT_WORD_UNOPENED,  /* in place of a message that could not be opened */
  CONFAB_EXPORT_WORD_NOT_SENT,  /* beside a message that has not left */
  CONFAB_EXPORT_WORD_CHANGED,   /* beside a message that its writer changed */
  CONFAB_EXPORT_N_WORDS,
} ConfabExportWord;

/* By ConfabExportWord; none is NULL. */
typedef struct {
  const char *words[CONFAB_EXPORT_N_WORDS];
} ConfabExportWords;

/* Returns: (transfer full), to be freed by confab_model_export_words_free */
ConfabExportWords *confab_model_export_words_copy (const ConfabExportWords *words);
void confab_model_export_words_free (ConfabExportWords *words);

G_END_DECLS
