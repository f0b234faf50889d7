#pragma once

/* From stanzas to typed events: one table, one line for each kind, and the sink that messaging and
 * accounts fill in. Every stanza meets the judge `origin` first. What nobody reads is dropped; an
 * unknown query of somebody who may have an answer gets service-unavailable, as from a server for
 * an account that is signed off. */

#include <libdex.h>

#include "base/base-clock.h"
#include "xep/xep-chat-state.h"
#include "xep/xep-out.h"

G_BEGIN_DECLS

#define CONFAB_XEP_MAX_ID 256       /* bytes of an id; longer ones are treated as absent */
#define CONFAB_XEP_MAX_BODY 65536   /* bytes of a body that are read; the rest is cut */
#define CONFAB_XEP_MAX_ROSTER 20000 /* buddies */
#define CONFAB_XEP_MAX_NAME 256     /* characters of a name or group */
#define CONFAB_XEP_MAX_NOTE 200     /* characters of a stranger's note */

typedef enum {
  CONFAB_XEP_SUBSCRIPTION_NONE = 0, /* same numbers as ConfabStoreSubscription */
  CONFAB_XEP_SUBSCRIPTION_TO = 1,
  CONFAB_XEP_SUBSCRIPTION_FROM = 2,
  CONFAB_XEP_SUBSCRIPTION_BOTH = 3,
  CONFAB_XEP_SUBSCRIPTION_REMOVE = 4,
} ConfabXepSubscription;

typedef struct {
  ConfabJid *jid; /* bare */
  char *name;     /* cleaned line, nullable */
  ConfabXepSubscription subscription;
  gboolean is_asked;
  char *groups; /* cleaned lines joined by line feeds, nullable */
} ConfabXepRosterItem;

void confab_xep_roster_item_free (ConfabXepRosterItem *item);
/* Returns: (transfer full) */
ConfabXepRosterItem *confab_xep_roster_item_copy (const ConfabXepRosterItem *item);

typedef enum {
  CONFAB_XEP_PRESENCE_GONE = 0,
  CONFAB_XEP_PRESENCE_HERE,
  CONFAB_XEP_PRESENCE_AWAY,
  CONFAB_XEP_PRESENCE_BUSY,
  CONFAB_XEP_PRESENCE_ASKS,    /* subscribe */
  CONFAB_XEP_PRESENCE_ACCEPTS, /* subscribed */
  CONFAB_XEP_PRESENCE_ENDS,    /* unsubscribe: they no longer want to see us */
  CONFAB_XEP_PRESENCE_REFUSES, /* unsubscribed: they do not, or no longer, let us see them */
  CONFAB_XEP_PRESENCE_ERROR,
} ConfabXepPresenceKind;

typedef struct {
  ConfabJid *from;
  ConfabXepPresenceKind kind;
  int priority;   /* -128 to 127 */
  char *note;     /* of ASKS: cleaned, at most CONFAB_XEP_MAX_NOTE; nullable */
  char *token;    /* of ASKS: that of an invitation (XEP-0379), bounded; nullable */
  gint64 time_us; /* of a delayed one (XEP-0203), else 0 */
} ConfabXepPresence;

typedef struct {
  ConfabJid *from; /* full or bare, as it came; never NULL */
  ConfabJid *to;   /* nullable */
  char *id;        /* nullable, bounded */
  char *origin_id; /* XEP-0359, nullable */
  char *stanza_id; /* XEP-0359, only one by our own server's account address; nullable */
  char *body;      /* cleaned; NULL: none */
  gint64 time_us;  /* XEP-0203 of our own server or the sender's, else 0; never later than now; a
                      stamp  more than a day ahead does not count */
  gboolean wants_receipt; /* XEP-0184 */
  char *receipt_for;      /* XEP-0184: id of our message; nullable */
  char *retracts;         /* XEP-0424, unsealed: id of the message that is taken back; nullable */
  char *replaces; /* XEP-0308, unsealed: id of the message whose text `body` replaces; nullable */
  gboolean retracts_for_others; /* XEP-0428: `body` says only that, for other programs */
  /* One word each: what stands alone, and in no error. A receipt goes before both of them. */
  char *displayed;          /* XEP-0333, unsealed: id of our message that was read; nullable */
  ConfabXepChatState state; /* XEP-0085, unsealed; NONE with anything else */
  gboolean wants_displayed; /* XEP-0333, outside of what is sealed */
  gboolean is_error;
  char *error_condition; /* of an error, e.g. "service-unavailable"; nullable */
  gboolean is_sealed;    /* carries something sealed; then there is no body */
  GPtrArray *sealed;     /* ConfabXepOmemoSealed, one of each version at most; NULL: sealed in a way
                            that is not known here, or not sealed */
  gboolean is_passing;   /* its sender wants it neither kept nor copied (XEP-0334) */
  gboolean is_own;      /* sent by another device of this account: `from` is ours, `to` whom it went
                           to (XEP-0280, XEP-0313) */
  gboolean is_copy;     /* a carbon or an archive entry: nothing is answered to it */
  gboolean is_archived; /* from the archive */
  char *archive_id;     /* of an archive entry (XEP-0313); else NULL */
} ConfabXepMessage;

/* Filled in by messaging and accounts. A function that returns a future: it resolves when what came
 * is durable; NULL: nothing to wait for. The structs are borrowed for the time of the call. All may
 * be NULL. */
typedef struct {
  DexFuture *(*message) (gpointer data, const ConfabXepMessage *message);
  DexFuture *(*presence) (gpointer data, const ConfabXepPresence *presence);
  DexFuture *(*roster_push) (gpointer data, const ConfabXepRosterItem *item, const char *version);
  /* Another device of ours, or this one, put these on the server's block list (XEP-0191) or took
   * them off: ConfabJid; none at all: everybody was taken off. */
  DexFuture *(*block_push) (gpointer data, GPtrArray *jids, gboolean is_blocked);
  /* Items of a node of `of` (bare; also one's own): ConfabXepPepItem (xep-pep.h). */
  DexFuture *(*event) (gpointer data, ConfabJid *of, const char *node, GPtrArray *items);
  /* TRUE if our archive was asked under that id and has not said the end yet. NULL: never. */
  gboolean (*is_archive_asked) (gpointer data, const char *query_id);
  /* An entry of the archive, after the function above said TRUE. `id` is nullable; `message` too:
   * nothing that is read. `size`: bytes that it took on the wire, about. Takes `message`. */
  void (*archived) (gpointer data, const char *id, ConfabXepMessage *message, gsize size);
} ConfabXepSink;

typedef struct _ConfabXepTable ConfabXepTable;

/* `out` is borrowed and outlives the table; answers go through it. `sink` is copied. */
ConfabXepTable *confab_xep_table_new (ConfabXepOut *out, const ConfabXepSink *sink, gpointer data);
void confab_xep_table_free (ConfabXepTable *table);

/* The clock that bounds delay stamps; borrowed. The system's until it is set. */
void confab_xep_table_set_clock (ConfabXepTable *table, const ConfabClock *clock);

/* For the hook `stanza` of a stream. Returns as that hook does. Never asserts on content. */
DexFuture *confab_xep_table_route (ConfabXepTable *table, ConfabStanza *stanza);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabXepTable, confab_xep_table_free)

G_END_DECLS
