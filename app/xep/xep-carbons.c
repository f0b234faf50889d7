/* Carbons: switched on, and read.
 *
 * Refuses a copy that calls itself sent and is not ours, or received and is. Never sends anything
 * that would keep a message of ours from our other devices. */

#include "xep/xep-carbons.h"

#include "xep/xep-forward.h"
#include "xep/xep-message.h"

#define NS_CARBONS "urn:xmpp:carbons:2"

void
confab_xep_carbons_enable (ConfabXepOut *out) {
  g_autoptr (ConfabStanza) iq = confab_xmpp_stanza_new_iq ("set", NULL, NULL);

  confab_xmpp_stanza_add (iq, "enable", NS_CARBONS);
  dex_future_disown (confab_xep_out_request (out, iq, CONFAB_CLASS_OWN_SERVER, TRUE));
}

ConfabXepMessage *
confab_xep_carbons_read (
    ConfabXepOut *out, const ConfabStanza *carbon, gboolean is_sent, gint64 now_us) {
  g_autoptr (ConfabXepMessage) message = confab_xep_forward_read (out, carbon, now_us);

  if (message == NULL || message->is_own != is_sent)
    return NULL;
  return g_steal_pointer (&message);
}
