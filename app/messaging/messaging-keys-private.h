#pragma once

/* What the files about keys share. */

#include "messaging/messaging-keys.h"
#include "messaging/messaging-private.h"

G_BEGIN_DECLS

/* One person, in memory. */
typedef struct {
  ConfabSendFacts facts; /* only the part about keys */
  gboolean is_known;     /* `facts` were read */
  gboolean is_ready;     /* everything was asked for in this session */
  gboolean has_lists;    /* one of their lists at least could be read in this session */
  gboolean was_ready;    /* once in this session: nothing is awaited that could close the entry */
  gboolean is_preparing;
  gboolean is_stale;              /* something came while it was prepared */
  gboolean is_waiting;            /* to ask again for lists that could not be read */
  guint n_unread;                 /* how often in this session they could not */
  gint64 asked_us;                /* when they were asked for; monotonic */
  ConfabMessagingBudget receipts; /* that were sent to them */
  ConfabMessagingBudget marks;    /* of what was read of theirs */
  ConfabMessagingBudget states;   /* of writing to them */
} ConfabMessagingPerson;

/* One job about somebody's keys: lists in, then bundles, then what is needed still. */
typedef struct {
  ConfabMessagingWho who;
  char *address;
  GPtrArray *lists[3]; /* by ConfabOmemoVersion; NULL: not known */
  gboolean wants_needs;
  guint32 device;           /* found: this one */
  ConfabOmemoListed listed; /* of both lists */
  GPtrArray *needs;
  GPtrArray *bundles; /* beside needs; entries may be NULL */
  ConfabMessagingKnown known;
} ConfabMessagingKeysJob;

/* Made at the first call; lives as long as `self`. */
ConfabMessagingPerson *confab_messaging_keys_of (ConfabMessaging *self, const char *address);
ConfabMessagingKeysJob *confab_messaging_keys_job_new (ConfabMessaging *self, const char *address);
void confab_messaging_keys_job_free (gpointer data);
/* What a job about lists found, on the screen; a new device of a checked person is a line in the
 * chat. */
void confab_messaging_keys_show_listed (ConfabMessaging *self, const ConfabMessagingKeysJob *job);
/* Takes `job`. */
DexFuture *confab_messaging_keys_queue (ConfabMessaging *self, ConfabMessagingKeysJob *job);

G_END_DECLS
