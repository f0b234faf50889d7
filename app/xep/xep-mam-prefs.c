/* The preferences of the server's archive. Others' lists of addresses are said again as they were;
 * refuses to change them where they are too long for that, and believes no word but the three that
 * the specification knows. */

#include "xep/xep-mam-prefs.h"

#include <string.h>

#include "base/base-jid.h"

#define NS_MAM "urn:xmpp:mam:2"
#define MAX_LISTED 500 /* addresses in one list */

static const char *const words[] = {
  [CONFAB_XEP_PREFS_ALWAYS] = "always",
  [CONFAB_XEP_PREFS_ROSTER] = "roster",
  [CONFAB_XEP_PREFS_NEVER] = "never",
};

static const ConfabStanza *
get_prefs (const ConfabStanza *answer) {
  return confab_xmpp_stanza_get_child (answer, "prefs", NS_MAM);
}

static guint
count_listed (const ConfabStanza *answer, const char *name) {
  const ConfabStanza *prefs = get_prefs (answer);
  const ConfabStanza *list =
      prefs != NULL ? confab_xmpp_stanza_get_child (prefs, name, NS_MAM) : NULL;

  return list != NULL ? confab_xmpp_stanza_get_n_children (list) : 0;
}

/* NULL: the list ends before, or that is no address. Returns: (transfer full) (nullable) */
static ConfabJid *
get_listed (const ConfabStanza *answer, const char *name, guint at) {
  const ConfabStanza *list = confab_xmpp_stanza_get_child (get_prefs (answer), name, NS_MAM);
  const ConfabStanza *item = confab_xmpp_stanza_get_nth (list, at);

  return confab_xmpp_stanza_is (item, "jid", NS_MAM)
             ? confab_base_jid_new (confab_xmpp_stanza_get_text (item), NULL)
             : NULL;
}

static ConfabStanza *
add_listed (ConfabStanza *prefs, const ConfabStanza *answer, const char *name) {
  ConfabStanza *copy = confab_xmpp_stanza_add (prefs, name, NULL);
  guint n = count_listed (answer, name);

  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabJid) jid = get_listed (answer, name, i);

    if (jid != NULL)
      confab_xmpp_stanza_add_text (copy, "jid", NULL, confab_base_jid_get_full (jid));
  }
  return copy;
}

DexFuture *
confab_xep_mam_prefs_fetch (ConfabXepOut *out) {
  g_autoptr (ConfabStanza) iq = confab_xmpp_stanza_new_iq ("get", NULL, NULL);

  confab_xmpp_stanza_add (iq, "prefs", NS_MAM);
  return confab_xep_out_request (out, iq, CONFAB_CLASS_OWN_SERVER, TRUE);
}

DexFuture *
confab_xep_mam_prefs_set (ConfabXepOut *out, ConfabXepPrefs prefs, const ConfabStanza *before) {
  g_autoptr (ConfabStanza) iq = confab_xmpp_stanza_new_iq ("set", NULL, NULL);
  ConfabStanza *child = confab_xmpp_stanza_add (iq, "prefs", NS_MAM);
  ConfabStanza *always = NULL;
  const char *own = confab_base_jid_get_bare (confab_xep_out_get_own (out));

  g_return_val_if_fail (prefs != CONFAB_XEP_PREFS_UNKNOWN, NULL);
  g_return_val_if_fail (get_prefs (before) != NULL, NULL);
  confab_xmpp_stanza_set (child, "default", words[prefs]);
  if (prefs == CONFAB_XEP_PREFS_NEVER)
    confab_xmpp_stanza_add (child, "always", NULL);
  else
    always = add_listed (child, before, "always");
  if (prefs == CONFAB_XEP_PREFS_ROSTER && !confab_xep_mam_prefs_keeps (before, own))
    confab_xmpp_stanza_add_text (always, "jid", NULL, own);
  add_listed (child, before, "never");
  return confab_xep_out_request (out, iq, CONFAB_CLASS_OWN_SERVER, TRUE);
}

ConfabXepPrefs
confab_xep_mam_prefs_read (const ConfabStanza *answer) {
  const ConfabStanza *prefs = get_prefs (answer);
  const char *word = prefs != NULL ? confab_xmpp_stanza_get (prefs, "default") : NULL;

  for (guint i = CONFAB_XEP_PREFS_ALWAYS; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (word, words[i]) == 0)
      return (ConfabXepPrefs)i;
  return CONFAB_XEP_PREFS_UNKNOWN;
}

gboolean
confab_xep_mam_prefs_keeps (const ConfabStanza *answer, const char *address) {
  guint n = MIN (count_listed (answer, "always"), MAX_LISTED);

  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabJid) jid = get_listed (answer, "always", i);

    if (jid != NULL && g_str_equal (confab_base_jid_get_full (jid), address))
      return TRUE;
  }
  return FALSE;
}

gboolean
confab_xep_mam_prefs_can_set (const ConfabStanza *answer) {
  return confab_xep_mam_prefs_read (answer) != CONFAB_XEP_PREFS_UNKNOWN &&
         count_listed (answer, "always") <= MAX_LISTED &&
         count_listed (answer, "never") <= MAX_LISTED;
}
