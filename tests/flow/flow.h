#pragma once

/* What the files of the interpreter share: the run of one transcript. */

#include "../lib/peer.h"

#include "core/core-private.h"

G_BEGIN_DECLS

#define FLOW_OWN "alice@conf.example"

/* How chance shortens the pauses between tries. */
typedef enum { FLOW_PAUSES_ANY = 0, FLOW_PAUSES_LONGEST, FLOW_PAUSES_SHORTEST } FlowPauses;

/* May stand between any two stanzas: what is written in one batch depends on the moment. */
#define FLOW_ASK "<r xmlns='urn:xmpp:sm:3'/>"

typedef struct {
  /* owned */
  char *profile;
  char *folder; /* of the transcript */
  ConfabClockFake *clock;
  ConfabKeyring *keyring;
  ConfabCore *core;   /* NULL while it is off */
  GPtrArray *peers;   /* Peer, one for each link that was opened; the last is spoken to */
  DexFuture *act;     /* of the verb that takes time; NULL: none */
  GHashTable *names;  /* what {name} stands for */
  GPtrArray *blocks;  /* texts of {{}}, in order */
  guint n_early_asks; /* <r/> that came before it was looked for */
  GString *put_off;   /* stanzas that came before what was looked for */
  GAsyncQueue *gate;  /* holds the vault's thread while it is empty; NULL: not held */
  DexPromise *held;   /* holds the keyring; NULL: not held */
  guint n_asked;      /* to open the keyring, while it was shut */

  ConfabXmppDial dial;
  ConfabRandom random;
  guint n_draws;
  FlowPauses pauses;
  gboolean is_loose; /* stanzas may come in another order */
  gboolean is_deaf;  /* nobody answers at the server's address */
  guint n_dials;
  guint n_taken; /* links that `connect` has seen */

  char *where; /* FILE:LINE */
} Flow;

/* Says where, and ends the test. */
G_NORETURN void flow_fail (Flow *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Runs the main context until `test` holds; the test fails after PEER_PATIENCE_US of real time. */
gboolean flow_comes_true (gboolean (*test) (gpointer data), gpointer data);

Peer *flow_get_peer (Flow *self);

/* Takes out what stands first in `in` and may stand anywhere; FALSE: it may not. What was taken out
 * stands first again after what was looked for. (flow-batch.c) */
gboolean flow_put_off (Flow *self, GString *in);
/* The verb about that: TRUE if `verb` is it. */
gboolean flow_act_on_batch (Flow *self, const char *verb);
void flow_bring_back (Flow *self, GString *in);

/* Verbs about the program: TRUE if `verb` is one of them. (flow-core.c) */
gboolean flow_act (Flow *self, const char *verb, const char *rest);
/* The same of verbs about who is kept away. (flow-block.c) */
gboolean flow_act_on_blocked (Flow *self, const char *verb, const char *rest);
/* The same of verbs about the screen's lock. (flow-screen.c) */
gboolean flow_act_on_screen (Flow *self, const char *verb, const char *rest);
/* The same of verbs about messages that wait, or are taken back. (flow-back.c) */
gboolean flow_act_on_back (Flow *self, const char *verb, const char *rest);
/* The same of verbs about reading and writing. (flow-tell.c) */
gboolean flow_act_on_tell (Flow *self, const char *verb, const char *rest);
/* The same of the verb about buddies out of a file. (flow-carry.c) */
gboolean flow_act_on_carry (Flow *self, const char *verb, const char *rest);
/* The same of verbs about tokens. (flow-token.c) */
gboolean flow_act_on_token (Flow *self, const char *verb, const char *rest);
/* The same of verbs about much at once. (flow-flood.c) */
gboolean flow_act_on_flood (Flow *self, const char *verb, const char *rest);
/* Whom somebody may be taken for; NULL: nobody. (flow-block.c) */
void flow_see_like (GString *text, const char *name);
/* When they were last here, and what is unread, behind their line. (flow-tell.c) */
void flow_see_seen (GString *text, ConfabModelContact *contact);
/* What is folded of a buddy, and whether they are quiet. (flow-flood.c) */
void flow_see_flood (GString *text, ConfabModelContact *contact);
/* What a person sees. `expected` ends each line with a line feed. (flow-core.c) */
void flow_see (Flow *self, const char *expected);
void flow_turn_off (Flow *self);

G_END_DECLS
