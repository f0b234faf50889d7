#pragma once

/* What is said of files, in words: what they are, how far they are, what may be done with them. */

#include <glib.h>

#include "model/model-attachment.h"
#include "model/model-file.h"
#include "safety/safety-file.h"

G_BEGIN_DECLS

/* "Picture", "Program", … for a kind by its number. Borrowed. */
const char *confab_chat_file_words_get_kind (ConfabFileKind kind);
/* A symbolic icon for it. Borrowed. */
const char *confab_chat_file_words_get_icon (ConfabFileKind kind);
/* The kind that can be said of it now: what it is once somebody looked, else what its name says. */
ConfabFileKind confab_chat_file_words_kind_of (ConfabModelFile *file);

/* "Picture · 2.4 MB", or "Said to be a picture · 2.4 MB" before anybody looked. Returns: (transfer
 * full) */
char *confab_chat_file_words_dup_what (ConfabModelFile *file);
/* Where it lies and what fetching it tells, and who it is from; NULL where nothing is to be
 * fetched. `name` of who sent it; `is_first`: of whom none was ever fetched. Returns: (transfer
 * full) (nullable) */
char *confab_chat_file_words_dup_source (
    ConfabModelFile *file, ConfabGrade grade, const char *name, gboolean is_first);
/* How it goes: "12 of 24 MB, 3 s left", "Stopped at 62 %: …", why it failed, what may be done with
 * it; NULL: nothing to say. Returns: (transfer full) (nullable) */
char *confab_chat_file_words_dup_state (ConfabModelFile *file, const char *name);
/* What the virus checker said of it, or that nobody was asked; NULL: it is not known yet, or the
 * state says it. Returns: (transfer full) (nullable) */
char *confab_chat_file_words_dup_scan (ConfabModelFile *file);
/* Why it is not opened; NULL: it is. Borrowed. `name` of who sent it. Returns: (transfer full) */
char *confab_chat_file_words_dup_why (ConfabFileWhy why, const char *name);
/* Of a file before it is sent: what was taken out. Borrowed. */
const char *confab_chat_file_words_get_note (ConfabAttachmentNote note);
/* What a screen reader says of the whole row. Returns: (transfer full) */
char *confab_chat_file_words_dup_spoken (ConfabModelFile *file, const char *name);

G_END_DECLS
