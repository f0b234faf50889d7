/* The server's block list (XEP-0191): asks for it, asks to keep one address, or a whole domain,
 * away, with or without a word to the server's people (XEP-0377), or to let it through again; reads
 * what other devices changed. What is not blocked by a server is filtered here by the judge
 * `receive`, not by this file. It hands over no message by itself: only the words that it was
 * given, and nothing without a reason. */

#include "xep/xep-block.h"

#include "base/base-text.h"

#define NS_BLOCKING "urn:xmpp:blocking"
#define NS_REPORTING "urn:xmpp:reporting:1"

/* ---- reading ---- */

/* The addresses of a list, each once. NULL: more than there may be. */
static GPtrArray *
read_items (const ConfabStanza *list) {
  g_autoptr (GPtrArray) jids =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_base_jid_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = confab_xmpp_stanza_get_n_children (list);

  if (n > CONFAB_XEP_MAX_BLOCKED)
    return NULL;
  for (guint i = 0; i < n; i++) {
    ConfabStanza *item = confab_xmpp_stanza_get_nth (list, i);
    const char *text = NULL;
    g_autoptr (ConfabJid) jid = NULL;

    if (confab_xmpp_stanza_is (item, "item", NS_BLOCKING))
      text = confab_xmpp_stanza_get (item, "jid");
    jid = text != NULL ? confab_base_jid_new (text, NULL) : NULL;
    if (jid == NULL || g_hash_table_contains (seen, confab_base_jid_get_full (jid)))
      continue;
    /* Borrows the text: g_hash_table_add would take that of a second one, which goes. */
    g_hash_table_add (seen, (gpointer)confab_base_jid_get_full (jid));
    g_ptr_array_add (jids, g_steal_pointer (&jid));
  }
  return g_steal_pointer (&jids);
}

GPtrArray *
confab_xep_block_read_push (const ConfabStanza *payload, gboolean *is_blocked) {
  g_autoptr (GPtrArray) jids = NULL;

  *is_blocked = confab_xmpp_stanza_is (payload, "block", NS_BLOCKING);
  if (!*is_blocked && !confab_xmpp_stanza_is (payload, "unblock", NS_BLOCKING))
    return NULL;
  jids = read_items (payload);
  if (jids == NULL)
    return NULL;
  /* Nobody readable is not everybody: only what is empty from the start lets all through. */
  if (jids->len == 0 && (*is_blocked || confab_xmpp_stanza_get_n_children (payload) > 0))
    return NULL;
  return g_steal_pointer (&jids);
}

static DexFuture *
on_list_answered (DexFuture *answered, gpointer data) {
  const GValue *value = dex_future_get_value (answered, NULL);
  ConfabStanza *list =
      confab_xmpp_stanza_get_child (g_value_get_boxed (value), "blocklist", NS_BLOCKING);
  GPtrArray *jids = list != NULL ? read_items (list) : NULL;

  if (list == NULL)
    return dex_future_new_reject (
        CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_STANZA, "feature-not-implemented");
  if (jids == NULL)
    return dex_future_new_reject (
        CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_LIMIT, "addresses in the block list");
  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, jids);
}

DexFuture *
confab_xep_block_get (ConfabXepOut *out) {
  g_autoptr (ConfabStanza) iq = confab_xmpp_stanza_new_iq ("get", NULL, NULL);

  confab_xmpp_stanza_add (iq, "blocklist", NS_BLOCKING);
  return dex_future_then (confab_xep_out_request (out, iq, CONFAB_CLASS_OWN_SERVER, TRUE),
      on_list_answered, NULL, NULL);
}

/* ---- changing ---- */

static DexFuture *
on_block_answered (DexFuture *answered, gpointer data) {
  return dex_future_new_true ();
}

/* XEP-0377 section 6. The server's own people read it; nobody it is passed on to was allowed. */
static void
add_report (ConfabStanza *item, ConfabXepReport report, const char *words) {
  static const char *const reasons[] = {
    [CONFAB_XEP_REPORT_SPAM] = "urn:xmpp:reporting:spam",
    [CONFAB_XEP_REPORT_ABUSE] = "urn:xmpp:reporting:abuse",
  };
  g_autofree char *clean = NULL;
  ConfabStanza *element;

  if (report != CONFAB_XEP_REPORT_SPAM && report != CONFAB_XEP_REPORT_ABUSE)
    return;
  element = confab_xmpp_stanza_add (item, "report", NS_REPORTING);
  confab_xmpp_stanza_set (element, "reason", reasons[report]);
  if (words != NULL)
    clean = confab_base_text_dup_body (words, CONFAB_XEP_MAX_REPORT_WORDS);
  if (clean != NULL && *clean != '\0')
    confab_xmpp_stanza_add_text (element, "text", NULL, clean);
}

static DexFuture *
ask (ConfabXepOut *out, ConfabJid *jid, const char *verb, ConfabXepReport report,
    const char *words) {
  g_autoptr (ConfabStanza) iq = confab_xmpp_stanza_new_iq ("set", NULL, NULL);
  ConfabStanza *list = confab_xmpp_stanza_add (iq, verb, NS_BLOCKING);
  ConfabStanza *item = confab_xmpp_stanza_add (list, "item", NULL);

  confab_xmpp_stanza_set (item, "jid", confab_base_jid_get_full (jid));
  add_report (item, report, words);
  return dex_future_then (confab_xep_out_request (out, iq, CONFAB_CLASS_OWN_SERVER, TRUE),
      on_block_answered, NULL, NULL);
}

DexFuture *
confab_xep_block_add (ConfabXepOut *out, ConfabJid *jid) {
  return ask (out, jid, "block", CONFAB_XEP_REPORT_NONE, NULL);
}

DexFuture *
confab_xep_block_report (
    ConfabXepOut *out, ConfabJid *jid, ConfabXepReport report, const char *words) {
  return ask (out, jid, "block", report, words);
}

DexFuture *
confab_xep_block_remove (ConfabXepOut *out, ConfabJid *jid) {
  return ask (out, jid, "unblock", CONFAB_XEP_REPORT_NONE, NULL);
}
