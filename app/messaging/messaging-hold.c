/* What comes live while the archive is read: it waits, in its order, so that the chat is in order,
 * and so that of what was sealed the older is opened first. It waits unacknowledged, until it would
 * be in the way of what comes behind it: then what the archive has as well is acknowledged, and
 * waits on, and so does what is sealed and has no words in it; everything else goes first. Refuses
 * to wait without end, to hold more than it may, and to let what cannot come again be forgotten. */

#include "messaging/messaging-private.h"

#include "base/base-weak.h"
#include "messaging/messaging-catchup.h"
#include "xep/xep-mam.h"
#include "xep/xep-message.h"

#define MAX_HELD 200
#define MAX_PASSED 200 /* with them fewer than the stream reads on with (xmpp-intake.c) */
#define HOLD_US (20 * G_USEC_PER_SEC)
#define MAX_EXCUSED 4000
#define MAX_EXCUSED_BYTES (16 * 1024 * 1024)

typedef struct {
  DexPromise *turn;
  DexPromise *excuse; /* until it is given; NULL: it has none */
  gboolean is_archived;
  gboolean is_patient; /* it may be acknowledged before it is looked at */
} Waiting;

struct _ConfabMessagingHold {
  GPtrArray *waiting; /* in order */
  DexFuture *timer;
  gsize bytes;
  guint n_passed;      /* stanzas that came after the first of them, and do not wait */
  gboolean is_managed; /* what is not acknowledged comes again */
  gboolean is_excused; /* what is patient is acknowledged */
};

static void
waiting_free (gpointer data) {
  Waiting *waiting = data;

  dex_unref (waiting->turn);
  g_clear_pointer (&waiting->excuse, dex_unref);
  g_free (waiting);
}

static void
hold_free (ConfabMessagingHold *hold) {
  g_ptr_array_unref (hold->waiting);
  dex_clear (&hold->timer);
  g_free (hold);
}

static GError *
comes_again (void) {
  return g_error_new_literal (CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_CLOSED, "it will come again");
}

static void
excuse (Waiting *waiting) {
  g_autoptr (DexPromise) promise = g_steal_pointer (&waiting->excuse);

  if (promise != NULL)
    dex_promise_resolve_boolean (promise, TRUE);
}

/* Only what becomes of it counts from here on, where it has no excuse yet. */
static void
let_go (Waiting *waiting, gboolean is_looked_at) {
  g_autoptr (DexPromise) promise = g_steal_pointer (&waiting->excuse);

  if (promise != NULL)
    dex_promise_reject (promise, comes_again ());
  if (is_looked_at)
    dex_promise_resolve_boolean (waiting->turn, TRUE);
  else
    dex_promise_reject (waiting->turn, comes_again ());
}

/* It has waited as long as it may in the way of what is behind it. Whoever is told may end the
 * hold, so nothing of it is looked at afterwards. */
static void
make_way (ConfabMessaging *self) {
  ConfabMessagingHold *hold = self->hold;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) excused = g_ptr_array_new_with_free_func (dex_unref);
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (waiting_free);

  if (hold->is_excused)
    return;
  if (!confab_messaging_knows_archive (self)) {
    confab_messaging_hold_end (self, FALSE);
    return;
  }
  hold->is_excused = TRUE;
  all = g_steal_pointer (&hold->waiting);
  hold->waiting = g_ptr_array_new_with_free_func (waiting_free);
  g_ptr_array_set_free_func (all, NULL);
  for (guint i = 0; i < all->len; i++) {
    Waiting *waiting = g_ptr_array_index (all, i);

    g_ptr_array_add (waiting->is_patient ? hold->waiting : others, waiting);
    if (waiting->excuse != NULL)
      g_ptr_array_add (excused, g_steal_pointer (&waiting->excuse));
  }
  for (guint i = 0; i < excused->len; i++)
    dex_promise_resolve_boolean (g_ptr_array_index (excused, i), TRUE);
  for (guint i = 0; i < others->len; i++)
    let_go (g_ptr_array_index (others, i), TRUE);
}

static DexFuture *
on_time (DexFuture *future, gpointer data) {
  g_autoptr (ConfabMessaging) self = g_weak_ref_get (data);

  if (self != NULL && self->hold != NULL)
    make_way (self);
  return NULL;
}

void
confab_messaging_hold_begin (ConfabMessaging *self, gboolean is_managed) {
  ConfabMessagingHold *hold = g_new0 (ConfabMessagingHold, 1);

  hold->waiting = g_ptr_array_new_with_free_func (waiting_free);
  hold->is_managed = is_managed;
  hold->timer = dex_future_then (confab_base_clock_sleep (self->clock, HOLD_US), on_time,
      confab_base_weak_new (self), confab_base_weak_free);
  self->hold = hold;
}

void
confab_messaging_hold_end (ConfabMessaging *self, gboolean is_line_gone) {
  ConfabMessagingHold *hold = g_steal_pointer (&self->hold);
  gboolean knows_archive = confab_messaging_knows_archive (self);

  if (hold == NULL)
    return;
  for (guint i = 0; i < hold->waiting->len; i++) {
    Waiting *waiting = g_ptr_array_index (hold->waiting, i);
    gboolean is_needless =
        hold->is_managed || hold->is_excused || (waiting->is_archived && knows_archive);

    let_go (waiting, !is_line_gone || !is_needless);
  }
  hold_free (hold);
}

static gboolean
has_room (const ConfabMessagingHold *hold, gsize size) {
  return hold->waiting->len < MAX_EXCUSED && hold->bytes + size <= MAX_EXCUSED_BYTES;
}

static Waiting *
waiting_new (ConfabMessaging *self, ConfabStanza *stanza) {
  Waiting *waiting = g_new0 (Waiting, 1);

  waiting->turn = dex_promise_new ();
  waiting->is_archived = confab_xep_mam_has (stanza, confab_xep_out_get_own (self->out));
  waiting->is_patient = waiting->is_archived || confab_xep_message_is_fleeting (stanza);
  if (waiting->is_patient)
    waiting->excuse = dex_promise_new ();
  return waiting;
}

DexFuture *
confab_messaging_hold (ConfabMessaging *self, ConfabStanza *stanza, DexFuture **excused) {
  g_autoptr (GBytes) bytes = NULL;
  Waiting *waiting;
  DexFuture *turn;

  *excused = NULL;
  if (self->hold != NULL && self->hold->waiting->len >= MAX_HELD)
    make_way (self);
  if (self->hold == NULL)
    return NULL;
  waiting = waiting_new (self, stanza);
  if (self->hold->is_excused && !waiting->is_patient) {
    waiting_free (waiting);
    return NULL;
  }
  turn = dex_ref (DEX_FUTURE (waiting->turn));
  if (waiting->excuse != NULL)
    *excused = dex_ref (DEX_FUTURE (waiting->excuse));
  bytes = confab_xmpp_stanza_to_bytes (stanza);
  if (self->hold->is_excused)
    excuse (waiting);
  if (self->hold->is_excused && !has_room (self->hold, g_bytes_get_size (bytes))) {
    let_go (waiting, FALSE);
    waiting_free (waiting);
    confab_messaging_catchup_want_more (self);
    return turn;
  }
  self->hold->bytes += g_bytes_get_size (bytes);
  g_ptr_array_add (self->hold->waiting, waiting);
  return turn;
}

void
confab_messaging_pass_hold (ConfabMessaging *self) {
  if (self->hold != NULL && !self->hold->is_excused && self->hold->waiting->len > 0 &&
      ++self->hold->n_passed > MAX_PASSED)
    make_way (self);
}
