/* The server's block list (XEP-0191): asks it to keep one address, or a whole domain, away, or to
 * let it through again. What is not blocked by a server is filtered here by the judge `receive`,
 * not by this file. */

#include "xep/xep-block.h"

#define NS_BLOCKING "urn:xmpp:blocking"

static DexFuture *
on_block_answered (DexFuture *answered, gpointer data) {
  return dex_future_new_true ();
}

static DexFuture *
ask (ConfabXepOut *out, ConfabJid *jid, const char *verb) {
  g_autoptr (ConfabStanza) iq = confab_xmpp_stanza_new_iq ("set", NULL, NULL);
  ConfabStanza *list = confab_xmpp_stanza_add (iq, verb, NS_BLOCKING);
  ConfabStanza *item = confab_xmpp_stanza_add (list, "item", NULL);

  confab_xmpp_stanza_set (item, "jid", confab_base_jid_get_bare (jid));
  return dex_future_then (confab_xep_out_request (out, iq, CONFAB_CLASS_OWN_SERVER, TRUE),
      on_block_answered, NULL, NULL);
}

DexFuture *
confab_xep_block_add (ConfabXepOut *out, ConfabJid *jid) {
  return ask (out, jid, "block");
}

DexFuture *
confab_xep_block_remove (ConfabXepOut *out, ConfabJid *jid) {
  return ask (out, jid, "unblock");
}
