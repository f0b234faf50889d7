#pragma once

/* Files of messages: what is sent is sealed here first, then put with the server, then its message
 * goes like any other; what is offered is fetched when the user says so, and held here, sealed. */

#include "messaging/messaging.h"
#include "net/net-endpoints.h"
#include "store/store-files.h"
#include "xep/xep-file.h"

G_BEGIN_DECLS

/* What is kept here for files together, and fetched on one day (R24); bytes. */
#define CONFAB_MESSAGING_FILES_QUOTA (G_GUINT64_CONSTANT (16) * 1000 * 1000 * 1000)
#define CONFAB_MESSAGING_FILES_DAY (G_GUINT64_CONSTANT (16) * 1000 * 1000 * 1000)

/* What files take of each, may take, or have left; bytes. */
typedef struct {
  guint64 kept;
  guint64 today;
} ConfabMessagingRoom;

/* Other limits than those above: for tests. */
void confab_messaging_files_set_limits (ConfabMessaging *self, const ConfabMessagingRoom *limits);
/* In a fiber: what the files of the whole profile take. FALSE with `error`.
 * (messaging-files-room.c) */
gboolean confab_messaging_files_await_room (
    ConfabStoreVault *vault, const ConfabClock *clock, ConfabMessagingRoom *taken, GError **error);

/* How HTTP leaves: proxy and counts of `road`, which is copied; NULL: not at all. Before
 * _connected. */
void confab_messaging_files_set_road (ConfabMessaging *self, const ConfabNetRoute *road);

/* As the verbs of core/core-files.h; they reject with CONFAB_MESSAGING_ERROR. */
DexFuture *confab_messaging_files_send (ConfabMessaging *self, ConfabModelChat *chat,
    GInputStream *content, const char *name, const char *type, guint64 size);
DexFuture *confab_messaging_files_fetch (ConfabMessaging *self, gint64 id);
/* One is being read to be sent, is about to go or on its way, in or out; or its message is. */
gboolean confab_messaging_files_are_moving (ConfabMessaging *self);
/* What is under way of it ends, and it is not said what became of it: its row goes. */
void confab_messaging_files_call_off (ConfabMessaging *self, gint64 id);
DexFuture *confab_messaging_files_stop_one (ConfabMessaging *self, gint64 id);
DexFuture *confab_messaging_files_remove (ConfabMessaging *self, gint64 id);
/* Resolves to the file itself, opened (GInputStream), where it is held. */
DexFuture *confab_messaging_files_read (ConfabMessaging *self, gint64 id);
/* Looks into it and asks the judge "file", with `grade` of who sent it; its model has the verdict
 * then. HELD only. Resolves to the verdict (int, ConfabFileVerdict). (messaging-files-judge.c) */
DexFuture *confab_messaging_files_judge (ConfabMessaging *self, gint64 id, ConfabGrade grade);

G_END_DECLS
