/* Answers to the queries of others: a result for those who may have it, and for everybody else the
 * one error that tells nothing, neither that this account is signed in nor what program it uses.
 *
 * Never echoes what was asked, never adds a text, never answers an answer. */

#include "xep/xep-answer.h"

static ConfabStanza *
answer_new (const ConfabXepQuery *query, const char *type) {
  const char *to = query->from != NULL ? confab_base_jid_get_full (query->from) : NULL;

  return confab_xmpp_stanza_new_iq (type, to, query->id);
}

void
confab_xep_answer_result (
    const ConfabXepQuery *query, ConfabStanza *payload, ConfabDiscloseClass class) {
  g_autoptr (ConfabStanza) answer = answer_new (query, "result");

  if (payload != NULL)
    confab_xmpp_stanza_take_child (answer, payload);
  if (!confab_xep_out_send (query->out, answer, class, FALSE))
    confab_xep_answer_refuse (query);
}

void
confab_xep_answer_error (const ConfabXepQuery *query, const char *type, const char *condition,
    ConfabDiscloseClass class) {
  g_autoptr (ConfabStanza) answer = answer_new (query, "error");
  ConfabStanza *error = confab_xmpp_stanza_add (answer, "error", NULL);

  confab_xmpp_stanza_set (error, "type", type);
  confab_xmpp_stanza_add (error, condition, CONFAB_NS_STANZAS);
  confab_xep_out_send (query->out, answer, class, FALSE);
}

void
confab_xep_answer_refuse (const ConfabXepQuery *query) {
  confab_xep_answer_error (query, "cancel", "service-unavailable", CONFAB_CLASS_ERROR);
}
