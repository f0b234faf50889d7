#pragma once

/* Names of files that others chose: one to be shown, with all that hides made visible, and one that
 * is safe to save under. */

#include "safety/safety-file.h"

G_BEGIN_DECLS

#define CONFAB_FILES_NAME_BYTES 160 /* of a name to be saved under, at most */
#define CONFAB_FILES_SHOWN_CHARS 80

/* The name as it may stand on a screen: its last part; U+FFFD in place of control characters,
 * characters that turn the text around or are not seen; at most SHOWN_CHARS characters, cut in the
 * middle ("…"), so that the ending always stands there. NULL for an empty name, and for none.
 * Returns: (transfer full) (nullable) */
char *confab_files_name_dup_shown (const char *name);

/* A name for the folder that the user chose: no folders in it, no leading dot or dash, nothing
 * unseen, no ending dot or space, none of the names that systems keep for themselves, at most
 * NAME_BYTES, its ending kept; "file" if nothing is left. Never NULL. Returns: (transfer full) */
char *confab_files_name_dup_safe (const char *name);

/* A name that tells nothing but the kind, for a file that is sent without its own: a word for the
 * declared `media` (nullable) and the last ending of `name`, if it is one ("picture.jpg"). The
 * words are not of the user's language. Never NULL. Returns: (transfer full) */
char *confab_files_name_dup_neutral (const char *name, const char *media);

/* The kind that the ending says: NONE without an ending, UNKNOWN for one that has no name here.
 * `dangers` (may be NULL) gains TWO_ENDINGS and HIDDEN_NAME. */
ConfabFileKind confab_files_name_kind (const char *name, guint *dangers);

/* The kind of a declared media type: NONE for none and for application/octet-stream. */
ConfabFileKind confab_files_name_declared (const char *media);

G_END_DECLS
