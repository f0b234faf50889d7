#pragma once

/* What the files of this folder share. */

#include "messaging/messaging.h"

#include "store/store-outbox.h"

G_BEGIN_DECLS

struct _ConfabMessaging {
  GObject parent_instance;

  /* owned */
  ConfabStoreVault *vault;
  ConfabModelAccount *account;
  GHashTable *chats;  /* ConfabModelChat (owned) -> ChatSource: those that are open */
  GHashTable *asking; /* addresses whose request is on its way to the disk */
  GHashTable *drafts; /* ConfabModelChat (owned): drafts that wait to be saved */
  DexFuture *drafts_timer;
  DexFuture *walk;  /* the walk through the outbox that is under way */
  char *session_id; /* of the stream that is there */

  /* borrowed until stop */
  ConfabXepOut *out;
  const ConfabClock *clock;
  const ConfabRandom *random;
  ConfabMessagingIds *ids;
  ConfabMessagingGuard *guard;

  gboolean is_stopped;
  gboolean is_connected;
  gboolean walk_again;
  guint connection; /* counts streams, so that a walk notices that its stream went */
  gint64 cursor;    /* last outbox row handed to the stream */
};

/* The next id of a message row. */
gint64 confab_messaging_next_id (ConfabMessaging *self);

/* What the judge `send` needs to know of a contact, for a text of that many bytes. */
void
confab_messaging_send_facts (ConfabModelContact *contact, gsize text_bytes, ConfabSendFacts *facts);

ConfabModelMessage *confab_messaging_model_from_row (const ConfabStoreMessage *row);

/* The open chat's row with that id changes its state. */
void confab_messaging_show_state (
    ConfabMessaging *self, gint64 id, ConfabModelMessageState state, ConfabReason reason);

/* A future that is resolved to TRUE, and one that is rejected because the account is put away. */
DexFuture *confab_messaging_done (void);
DexFuture *confab_messaging_stopped (void);

G_END_DECLS
