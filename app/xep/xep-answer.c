/* Answers to the queries of others: a result for those who may have it, and for everybody else the
 * one error that tells nothing, neither that this account is signed in nor what program it uses.
 *
 * How that error is worded differs from server to server, so it is copied from what one's own
 * server said (xep-out.h): whoever compares learns nothing. Never answers an answer. */

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

/* ---- what one's own server would say ---- */

/* Text of a message stands behind the error with servers that give it back. */
static gboolean
is_text (const ConfabStanza *part) {
  static const char *const names[] = { "body", "subject", "thread", NULL };

  return g_strv_contains (names, confab_xmpp_stanza_get_name (part));
}

static void
give_back (ConfabStanza *answer, const ConfabStanza *asked, gboolean is_text_wanted) {
  guint n = confab_xmpp_stanza_get_n_children (asked);

  for (guint i = 0; i < n; i++) {
    ConfabStanza *part = confab_xmpp_stanza_get_nth (asked, i);

    if (is_text (part) == is_text_wanted)
      confab_xmpp_stanza_take_child (answer, confab_xmpp_stanza_ref (part));
  }
}

/* `answer` becomes what the server said to our own question, about this one. */
static void
fill_in (ConfabStanza *answer, const ConfabXepQuery *query, const ConfabStanza *refusal) {
  gboolean gives_back = confab_xmpp_stanza_get_n_children (refusal) > 1 && query->stanza != NULL;

  if (gives_back)
    give_back (answer, query->stanza, FALSE);
  confab_xmpp_stanza_take_child (answer,
      confab_xmpp_stanza_ref (confab_xmpp_stanza_get_child (refusal, "error", CONFAB_NS_CLIENT)));
  if (gives_back)
    give_back (answer, query->stanza, TRUE);
}

void
confab_xep_answer_refuse (const ConfabXepQuery *query) {
  ConfabStanza *refusal = confab_xep_out_get_refusal (query->out);
  g_autoptr (ConfabStanza) answer = NULL;

  if (refusal == NULL) {
    confab_xep_answer_error (query, "cancel", "service-unavailable", CONFAB_CLASS_ERROR);
    return;
  }
  answer = answer_new (query, "error");
  fill_in (answer, query, refusal);
  confab_xep_out_send (query->out, answer, CONFAB_CLASS_ERROR, FALSE);
}

void
confab_xep_answer_bounce (const ConfabXepQuery *query) {
  ConfabStanza *refusal = confab_xep_out_get_refusal (query->out);
  g_autoptr (ConfabStanza) answer = NULL;

  if (refusal == NULL || query->from == NULL)
    return;
  answer = confab_xmpp_stanza_new ("message", CONFAB_NS_CLIENT);
  confab_xmpp_stanza_set (answer, "type", "error");
  confab_xmpp_stanza_set (answer, "to", confab_base_jid_get_full (query->from));
  confab_xmpp_stanza_set (answer, "id", query->id);
  fill_in (answer, query, refusal);
  confab_xep_out_send (query->out, answer, CONFAB_CLASS_ERROR, FALSE);
}
