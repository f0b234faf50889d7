/* Counting for stream management. All comparisons are of distances, so that the wrap at 2^32 is no
 * special case. Refuses acknowledgements that cannot be. */

#include "xmpp/xmpp-counts.h"

typedef struct {
  guint32 number;
  ConfabStanza *stanza; /* NULL: an envelope */
} Sent;

static void
sent_free (gpointer data) {
  Sent *sent = data;

  g_clear_pointer (&sent->stanza, confab_xmpp_stanza_unref);
  g_free (sent);
}

void
confab_xmpp_counts_init (ConfabCounts *self, guint32 sent, guint32 received) {
  self->sent = self->acked = sent;
  self->received = self->handled = received;
  g_queue_init (&self->unacked);
  g_queue_init (&self->unhandled);
}

void
confab_xmpp_counts_clear (ConfabCounts *self) {
  g_queue_clear_full (&self->unacked, sent_free);
  g_queue_clear (&self->unhandled);
}

guint32
confab_xmpp_counts_send (ConfabCounts *self, ConfabStanza *stanza) {
  Sent *sent = g_new0 (Sent, 1);

  sent->number = ++self->sent;
  if (stanza != NULL)
    sent->stanza = confab_xmpp_stanza_ref (stanza);
  g_queue_push_tail (&self->unacked, sent);
  return sent->number;
}

guint
confab_xmpp_counts_get_n_unacked (const ConfabCounts *self) {
  return self->unacked.length;
}

gboolean
confab_xmpp_counts_acknowledge (ConfabCounts *self, guint32 h) {
  guint32 more = h - self->acked;

  if (more > self->sent - self->acked)
    return FALSE;
  for (; more > 0; more--)
    sent_free (g_queue_pop_head (&self->unacked));
  self->acked = h;
  return TRUE;
}

guint32
confab_xmpp_counts_receive (ConfabCounts *self) {
  g_queue_push_tail (&self->unhandled, GINT_TO_POINTER (FALSE));
  return ++self->received;
}

void
confab_xmpp_counts_handle (ConfabCounts *self, guint32 number) {
  guint32 place = number - self->handled - 1;
  GList *link =
      place < self->unhandled.length ? g_queue_peek_nth_link (&self->unhandled, place) : NULL;

  g_return_if_fail (link != NULL);
  link->data = GINT_TO_POINTER (TRUE);
  while (self->unhandled.length > 0 && g_queue_peek_head (&self->unhandled) != NULL) {
    g_queue_pop_head (&self->unhandled);
    self->handled++;
  }
}

guint
confab_xmpp_counts_get_n_unhandled (const ConfabCounts *self) {
  return self->unhandled.length;
}

void
confab_xmpp_counts_list_unacked (const ConfabCounts *self, GPtrArray *stanzas, GArray *numbers) {
  for (const GList *link = self->unacked.head; link != NULL; link = link->next) {
    const Sent *sent = link->data;

    if (sent->stanza == NULL)
      continue;
    g_ptr_array_add (stanzas, confab_xmpp_stanza_ref (sent->stanza));
    g_array_append_val (numbers, sent->number);
  }
}
