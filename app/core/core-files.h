#pragma once

/* Sending and receiving files (R15, R23, R24, R32, R35): the verbs. Of each file its message has a
 * ConfabModelFile, which says how it goes; a message that has one is of CONFAB_MESSAGE_KIND_FILE.
 * Futures reject as those of core/core.h. Nothing is ever fetched but by _fetch and _go_on. */

#include "core/core.h"

G_BEGIN_DECLS

/* Sends what `content` gives, read once from beginning to end and sealed as it is read, under the
 * name `name` (made safe to be shown; NULL or empty: a neutral one) and with `type` (MIME,
 * nullable). `size`: what it will be, or CONFAB_FILE_SIZE_UNKNOWN, for the card alone. The message
 * is in the chat when this returns, PREPARING; what came of it afterwards its file says. Only where
 * what is written goes out for the two alone: MAY_NOT_SEND otherwise. Resolves to TRUE when it is
 * sealed and safe on this computer: the source is not needed any more, and may go. */
DexFuture *confab_core_send_stream (ConfabCore *self, ConfabModelChat *chat, GInputStream *content,
    const char *name, const char *type, guint64 size);
/* As _send_stream, of a file as the desktop hands it over; its name is the file's own unless `name`
 * is given. What is no regular file rejects with CONFAB_PROBLEM_FILE. */
DexFuture *
confab_core_send_file (ConfabCore *self, ConfabModelChat *chat, GFile *file, const char *name);

/* Fetches it from the host that its card shows, and from nowhere else, or goes on with what was
 * stopped, in either direction. Resolves to TRUE when it is under way or waits for its turn. */
DexFuture *
confab_core_file_fetch (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message);
DexFuture *
confab_core_file_go_on (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message);
/* Halts it; what is here stays, for _go_on. Resolves to TRUE. */
DexFuture *
confab_core_file_stop (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message);
/* The bytes leave this computer, the row stays: theirs is OFFERED again. An own one that is not
 * SENT will not be sent, and its message has failed. Resolves to TRUE when they are nowhere. */
DexFuture *
confab_core_file_remove (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message);

/* HELD only. Writes it to `target`, which is replaced; no execute bit. It is judged once more: what
 * the judge refuses (R34: a virus was found) rejects with CONFAB_PROBLEM_FILE, and nothing is
 * written. Resolves to TRUE. */
DexFuture *confab_core_file_save_as (
    ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message, GFile *target);
/* HELD only. Makes an open copy for the one program that is to show it, in a folder of this session
 * that goes at quit and at start. Asks no judge: whoever calls it has. Resolves to a GFile. */
DexFuture *
confab_core_file_open (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message);
/* HELD only. What is in it, open, for the judge: resolves to a GInputStream that can be read once,
 * from a thread of the caller's (it blocks), and ends with an error if it was changed. */
DexFuture *
confab_core_file_read (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message);

/* Counts what the files of this profile take, for the Safety page (R24): resolves to TRUE when the
 * safety has the figures (confab_model_safety_get_room). */
DexFuture *confab_core_measure_files (ConfabCore *self);

G_END_DECLS
