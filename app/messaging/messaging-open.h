#pragma once

/* A sealed message on its way into a row. For this folder. */

#include "messaging/messaging-keys.h"
#include "omemo/omemo-atm.h"
#include "store/store-messages.h"
#include "xep/xep-table.h"

G_BEGIN_DECLS

typedef struct {
  ConfabMessagingWho who;
  char *from, *to;   /* bare */
  GPtrArray *sealed; /* ConfabXepOmemoSealed; NULL: sealed in a way that is not known */
  gboolean is_archived;
  gboolean is_passing; /* nobody keeps it: that it could not be opened is no row */
  gboolean is_live;    /* came from its sender just now */
  gboolean is_noted;   /* if it cannot be opened, there is a row that says so */
  /* after the job */
  ConfabOmemoOpened opened; /* its text went into the row */
  gint64 delivered;         /* own message that it says is on their device; 0: none */
  GArray *read;             /* gint64: own messages that it says were read */
  gboolean has_known;
  ConfabMessagingKnown known; /* of the sender */
  ConfabOmemoAtmNews news;    /* what it says of keys */
} ConfabMessagingOpening;

/* NULL where `message` is not sealed. Returns: (transfer full) (nullable) */
ConfabMessagingOpening *
confab_messaging_opening_new (ConfabMessaging *self, const ConfabXepMessage *message);
void confab_messaging_opening_free (ConfabMessagingOpening *opening);

/* Inside the job that adds `row`: fills in text, kind, reason, is_sealed and is_unchecked.
 * `is_shown` FALSE: there is nothing to add. FALSE with `error` only if the vault failed. */
gboolean confab_messaging_opening_run (ConfabMessagingOpening *opening, ConfabStoreDb *db,
    ConfabStoreMessage *row, gboolean *is_shown, GError **error);

/* After the commit, on the main thread: sessions are healed, used keys replaced, trust shown. */
void confab_messaging_opening_done (ConfabMessaging *self, const ConfabMessagingOpening *opening);

G_END_DECLS
