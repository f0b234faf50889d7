#pragma once

/* The counters and queues of a managed session (XEP-0198 sections 4 and 5), without I/O. Numbers
 * begin at 1 and wrap at 2^32. For this folder. */

#include "xmpp/xmpp-stanza.h"

G_BEGIN_DECLS

typedef struct {
  /* out */
  guint32 sent;   /* number of the last stanza that has one */
  guint32 acked;  /* the server has everything up to this one */
  GQueue unacked; /* what has the numbers in between, in order */
  /* in */
  guint32 received; /* number of the last stanza that came */
  guint32 handled;  /* the unbroken run that is handled ends here */
  GQueue unhandled; /* one flag for each number in between, in order */
} ConfabCounts;

void confab_xmpp_counts_init (ConfabCounts *self, guint32 sent, guint32 received);
void confab_xmpp_counts_clear (ConfabCounts *self);

/* Gives the next number. `stanza` NULL: an envelope, which is not kept. */
guint32 confab_xmpp_counts_send (ConfabCounts *self, ConfabStanza *stanza);
guint confab_xmpp_counts_get_n_unacked (const ConfabCounts *self);

/* What the server says it has. FALSE, with nothing changed, if that is more than was sent or less
 * than it said before. */
gboolean confab_xmpp_counts_acknowledge (ConfabCounts *self, guint32 h);

/* Gives the number of a stanza that came. */
guint32 confab_xmpp_counts_receive (ConfabCounts *self);
void confab_xmpp_counts_handle (ConfabCounts *self, guint32 number);
guint confab_xmpp_counts_get_n_unhandled (const ConfabCounts *self);

/* Appends the kept stanzas that are not acknowledged to `stanzas` (references) and their numbers to
 * `numbers` (guint32). */
void
confab_xmpp_counts_list_unacked (const ConfabCounts *self, GPtrArray *stanzas, GArray *numbers);

G_END_DECLS
