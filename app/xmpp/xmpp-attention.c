/* Whether anybody looks (XEP-0352), told to one's own server alone: it may keep back what can wait.
 * Nothing is told where the server does not ask for it, nor twice; a stream begins as looked at. */

#include "xmpp/xmpp-stream-private.h"

#define NS_CSI "urn:xmpp:csi:0"
#define ACTIVE "<active xmlns='" NS_CSI "'/>"
#define INACTIVE "<inactive xmlns='" NS_CSI "'/>"
#define REQUEST "<r xmlns='" CONFAB_NS_MANAGED "'/>"

/* Prosody 13.0.1 keeps back, with what can wait, a message that it wrote in the same moment; its
 * answer to the request lets it go. */
static const char *
get_words (const ConfabXmppStream *self, gboolean is_watched) {
  if (is_watched)
    return ACTIVE;
  return self->is_managed ? INACTIVE REQUEST : INACTIVE;
}

gboolean
confab_xmpp_stream_hears_watched (ConfabXmppStream *self) {
  g_return_val_if_fail (CONFAB_IS_XMPP_STREAM (self), FALSE);
  return self->features != NULL &&
         confab_xmpp_stanza_get_child (self->features, "csi", NS_CSI) != NULL;
}

void
confab_xmpp_stream_set_watched (ConfabXmppStream *self, gboolean is_watched) {
  g_return_if_fail (CONFAB_IS_XMPP_STREAM (self));
  self->is_left = !is_watched;
  if (self->is_unwatched == !is_watched || !confab_xmpp_stream_hears_watched (self))
    return;
  self->is_unwatched = !is_watched;
  confab_xmpp_pump_push_words (self, get_words (self, is_watched));
}
