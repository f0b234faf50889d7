#pragma once

/* Between omemo/ (keys in the vault) and the network: device lists and bundles are fetched, kept
 * and published here, and what is known of somebody's keys is remembered for the screen and the
 * judge. Nothing here decides whether a key may be used. */

#include "messaging/messaging.h"
#include "omemo/omemo-seal.h"

G_BEGIN_DECLS

/* ---- what is known (messaging-keys.c) ---- */

/* Fills in what the judge `send` needs to know of somebody's keys. */
void
confab_messaging_keys_facts (ConfabMessaging *self, const char *address, ConfabSendFacts *facts);
/* TRUE if their lists were asked for in this session, so that a message may be sealed. */
gboolean confab_messaging_keys_are_ready (ConfabMessaging *self, const char *address);
/* Fetches what is needed to write to them: lists that were not seen in this session, then bundles
 * of devices without a session. When it is done the chat is judged anew and held messages go. Cheap
 * where nothing is needed; does nothing without a connection. */
void confab_messaging_keys_prepare (ConfabMessaging *self, const char *address);
/* Something about their devices changed (one's own: about everybody's): the next message asks anew
 * what is needed. */
void confab_messaging_keys_stale (ConfabMessaging *self, const char *address);
/* The connection went: what was being fetched is not coming. In a new session lists are asked for
 * anew. */
void confab_messaging_keys_disconnected (ConfabMessaging *self, gboolean is_new_session);
/* What is known of every buddy, into the model. Resolves to TRUE. */
DexFuture *confab_messaging_keys_load (ConfabMessaging *self);
/* For ConfabXepSink.event. Resolves when it is durable; NULL: not about keys. */
DexFuture *confab_messaging_keys_event (
    ConfabMessaging *self, ConfabJid *of, const char *node, GPtrArray *items);

/* ---- this device (messaging-keys-own.c) ---- */

/* A new session: makes keys if there are none, publishes bundles and lists, repairs what is
 * missing. Goes on by itself. */
void confab_messaging_keys_settle (ConfabMessaging *self);
/* A prekey was used, or time went by: brings keys up to date and publishes them. */
void confab_messaging_keys_maintain (ConfabMessaging *self);
/* One's own list came without this device: puts it back, a few times an hour at most. */
void confab_messaging_keys_announce (ConfabMessaging *self);
/* One's own nodes changed, so another program had its hand in them: what it opened to everybody is
 * for buddies again, a few times an hour at most. `device`: this one. */
void confab_messaging_keys_look_after (ConfabMessaging *self, guint32 device);
/* Sends a key without text to a device that needs it, if that person may know that we are here. */
void confab_messaging_keys_answer (ConfabMessaging *self, const char *address, guint32 device,
    ConfabOmemoVersion version, gboolean needs_bundle);
/* That person may know that we are here and something arrived; oneself always. */
gboolean confab_messaging_keys_may_answer (ConfabMessaging *self, const char *address);
/* Takes a device off one's own lists. Resolves to TRUE when the server has it. */
DexFuture *confab_messaging_keys_remove (ConfabMessaging *self, guint32 device);

/* ---- shared with jobs ---- */

/* What every job about keys needs; embedded in it. */
typedef struct {
  gint64 account;
  char *own;                  /* bare */
  const ConfabRandom *random; /* outlives the vault */
  gint64 now_us;
} ConfabMessagingWho;

void confab_messaging_who_init (ConfabMessagingWho *who, ConfabMessaging *self);
void confab_messaging_who_clear (ConfabMessagingWho *who);
/* Borrowed from `who`. */
ConfabOmemoScope confab_messaging_who_scope (const ConfabMessagingWho *who, ConfabStoreDb *db);

/* What the vault knows of somebody, read in a job. */
typedef struct {
  ConfabSendFacts facts; /* only the part about keys */
  ConfabOmemoSummary summary;
} ConfabMessagingKnown;

gboolean confab_messaging_known_read (const ConfabOmemoScope *scope, const char *address,
    ConfabMessagingKnown *known, GError **error);
/* Into the memory, the model and the chat. On the main thread. */
void confab_messaging_known_show (
    ConfabMessaging *self, const char *address, const ConfabMessagingKnown *known);

/* The device list among the items of a node; empty if it was taken back. NULL: unreadable. */
GPtrArray *confab_messaging_keys_read_list (ConfabOmemoVersion version, GPtrArray *items);
/* NONE if the node is no device list. */
ConfabOmemoVersion confab_messaging_keys_version_of (const char *node);
/* Fetches a bundle. Resolves to it (pointer, owned by the future's box), or to none. Rejects with
 * CLOSED only. In a fiber. */
ConfabXepOmemoBundle *
confab_messaging_keys_await_bundle (DexFuture *fetch, const ConfabOmemoNeed *need, GError **error);
DexFuture *confab_messaging_keys_fetch_bundle (ConfabMessaging *self, const ConfabOmemoNeed *need);

G_END_DECLS
