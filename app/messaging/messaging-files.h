#pragma once

/* Files of messages: what is sent is sealed here first, then put with the server, then its message
 * goes like any other; what is offered is fetched when the user says so, and held here, sealed. */

#include "messaging/messaging.h"
#include "net/net-endpoints.h"
#include "store/store-files.h"
#include "xep/xep-file.h"

G_BEGIN_DECLS

/* What is kept here for files together (R24). */
#define CONFAB_MESSAGING_FILES_QUOTA (G_GUINT64_CONSTANT (16) * 1024 * 1024 * 1024)

/* How HTTP leaves: proxy and counts of `road`, which is copied. Before _connected. */
void confab_messaging_files_set_road (ConfabMessaging *self, const ConfabNetRoute *road);

/* As the verbs of core/core-files.h; they reject with CONFAB_MESSAGING_ERROR. */
DexFuture *confab_messaging_files_send (ConfabMessaging *self, ConfabModelChat *chat,
    GInputStream *content, const char *name, const char *type, guint64 size);
DexFuture *confab_messaging_files_fetch (ConfabMessaging *self, gint64 id);
DexFuture *confab_messaging_files_stop_one (ConfabMessaging *self, gint64 id);
DexFuture *confab_messaging_files_remove (ConfabMessaging *self, gint64 id);
/* Resolves to the file itself, opened (GInputStream), where it is held. */
DexFuture *confab_messaging_files_read (ConfabMessaging *self, gint64 id);
/* Looks into it and asks the judge "file", with `grade` of who sent it; its model has the verdict
 * then. HELD only. Resolves to the verdict (int, ConfabFileVerdict). (messaging-files-judge.c) */
DexFuture *confab_messaging_files_judge (ConfabMessaging *self, gint64 id, ConfabGrade grade);

G_END_DECLS
