#pragma once

/* What the user is about to send, cleaned of what it tells (R37), and what may be done with a file
 * that came (R33, R35): the verbs beside those of core/core-files.h. */

#include "core/core-files.h"
#include "model/model-attachment.h"
#include "model/model-question.h"

G_BEGIN_DECLS

/* Pictures beyond that are not cleaned, and said to be so. */
#define CONFAB_CORE_MAX_PICTURE (G_GUINT64_CONSTANT (64) * 1024 * 1024)

/* Looks at a file, and cleans it if it is a picture that can be; a picture is decoded in a sandbox
 * to be shown, and a large one made smaller beside. Nothing leaves, nothing is written. Resolves to
 * a ConfabModelAttachment; what cannot be read, and what is no regular file, rejects with
 * CONFAB_PROBLEM_FILE. */
DexFuture *confab_core_attach_file (ConfabCore *self, GFile *file);
/* The same of a picture that was pasted; `name` is what it is called. */
DexFuture *confab_core_attach_bytes (ConfabCore *self, GBytes *bytes, const char *name);
/* What to ask before it goes to the chat's person (R08, R09, R11): of its name, and of what stands
 * in it if it is text. `answered`: kinds that the user was told of. NULL: nothing. Returns:
 * (transfer full) (nullable) */
ConfabModelQuestion *confab_core_attachment_ask (ConfabCore *self, ConfabModelChat *chat,
    ConfabModelAttachment *attachment, ConfabModelQuestionKind answered);
/* As confab_core_send_stream: what was cleaned goes out clean. Rejects with CONFAB_PROBLEM_QUESTION
 * if there is something to ask beside what was `answered`: nothing left then. */
DexFuture *confab_core_send_attachment (ConfabCore *self, ConfabModelChat *chat,
    ConfabModelAttachment *attachment, ConfabModelQuestionKind answered);

/* HELD only: looks into it, asks the judge "file" with what is known of its sender now, and sets
 * the file's verdict. Resolves to TRUE. */
DexFuture *
confab_core_file_judge (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message);
/* Judges it again, and makes the copy of confab_core_file_open () if it may be opened; rejects with
 * CONFAB_PROBLEM_FILE if not. Resolves to a GFile. */
DexFuture *
confab_core_file_show (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message);

/* Judges it again, and puts the picture that it holds on its card (confab_model_file_get_picture);
 * rejects with CONFAB_PROBLEM_FILE where it may not be opened, and with CONFAB_PROBLEM_PICTURE
 * where it holds none that can be decoded. After some more the first one makes room. Resolves to
 * TRUE. */
DexFuture *
confab_core_file_picture (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message);
/* Takes it off. */
void confab_core_file_hide_picture (ConfabCore *self, ConfabModelMessage *message);

/* Decodes what is no file of a chat in the same sandbox, into a square of `side`; one that a server
 * or a person made up. Resolves to a ConfabModelPicture; rejects with CONFAB_PROBLEM_PICTURE. */
DexFuture *confab_core_decode_picture (GBytes *bytes, guint side);

/* The name to save a file under that is safe in any folder. Returns: (transfer full) */
char *confab_core_dup_save_name (ConfabModelFile *file);

G_END_DECLS
