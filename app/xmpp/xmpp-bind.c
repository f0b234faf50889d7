/* After SASL: taking an old session up again, or binding a resource, and asking for a managed
 * session (RFC 6120 section 7, XEP-0198). Refuses an address that is not ours. Compression and
 * every other feature is left alone. */

#include "xmpp/xmpp-negotiation.h"

#include <string.h>

#include "base/base-text.h"

#define ENABLE "<enable xmlns='" CONFAB_NS_MANAGED "' resume='true'/>"
#define MAX_EARLY 10000     /* stanzas that come before the session stands */
#define MAX_SESSION_ID 4000 /* bytes; XEP-0198 section 5 */
#define MAX_LOCATION 1031   /* bytes: a domain, brackets and a port */

static gboolean
fail (GError **error, ConfabXmppError code, const char *message) {
  g_set_error_literal (error, CONFAB_XMPP_ERROR, code, message);
  return FALSE;
}

void
confab_xmpp_session_clear (ConfabSession *session) {
  g_clear_pointer (&session->bound, g_free);
  g_clear_pointer (&session->id, g_free);
  g_clear_pointer (&session->location, g_free);
  g_clear_pointer (&session->early, g_ptr_array_unref);
}

gboolean
confab_xmpp_parse_h (const char *text, guint32 *h) {
  guint64 value = 0;

  if (text == NULL || !confab_base_text_parse_uint (text, G_MAXUINT32, &value))
    return FALSE;
  *h = (guint32)value;
  return TRUE;
}

static gboolean
is_managed (ConfabStanza *stanza, const char *name) {
  return confab_xmpp_stanza_is (stanza, name, CONFAB_NS_MANAGED);
}

/* Keeps what is no answer for the stream. */
static gboolean
keep_early (ConfabSession *session, ConfabStanza *stanza, GError **error) {
  if (session->early->len >= MAX_EARLY)
    return fail (error, CONFAB_XMPP_ERROR_LIMIT, "stanzas before the session");
  g_ptr_array_add (session->early, confab_xmpp_stanza_ref (stanza));
  return TRUE;
}

/* ---- resuming ---- */

/* The session is ended with it on the server too, or the next attempt would meet the same. */
static gboolean
fail_over_ack (ConfabNegotiation *self, guint32 h, guint32 sent, GError **error) {
  g_autofree char *words = g_strdup_printf (CONFAB_XMPP_OVER_ACK, h, sent);

  confab_xmpp_negotiation_write (self, words, NULL);
  return fail (error, CONFAB_XMPP_ERROR_PROTOCOL, "handled-count-too-high");
}

static gboolean
take_resumed (ConfabNegotiation *self, const ConfabXmppSigninParams *params, ConfabStanza *answer,
    ConfabSession *session, GError **error) {
  const ConfabXmppResume *resume = params->resume;
  const char *id = confab_xmpp_stanza_get (answer, "previd");

  if (id != NULL && !g_str_equal (id, resume->id))
    return fail (error, CONFAB_XMPP_ERROR_PROTOCOL, "another session was resumed");
  if (!confab_xmpp_parse_h (confab_xmpp_stanza_get (answer, "h"), &session->h))
    return fail (error, CONFAB_XMPP_ERROR_PROTOCOL, "no count in <resumed/>");
  if (resume->is_live && (gint32)(resume->sent - session->h) < 0)
    return fail_over_ack (self, session->h, resume->sent, error);
  session->has_h = TRUE;
  session->is_managed = TRUE;
  session->is_resumed = TRUE;
  session->id = g_strdup (resume->id);
  session->location = g_strdup (resume->location);
  session->bound = resume->bound != NULL ? g_strdup (resume->bound)
                                         : g_strconcat (confab_base_jid_get_bare (params->address),
                                               "/", params->resource, NULL);
  return TRUE;
}

ConfabStanza *
confab_xmpp_resume_new_request (const ConfabXmppResume *resume) {
  ConfabStanza *request = confab_xmpp_stanza_new ("resume", CONFAB_NS_MANAGED);
  g_autofree char *h = g_strdup_printf ("%u", resume->h_in);

  confab_xmpp_stanza_set (request, "previd", resume->id);
  confab_xmpp_stanza_set (request, "h", h);
  return request;
}

gboolean
confab_xmpp_negotiation_take_resumption (ConfabNegotiation *self,
    const ConfabXmppSigninParams *params, ConfabStanza *answer, ConfabSession *session,
    GError **error) {
  if (is_managed (answer, "resumed"))
    return take_resumed (self, params, answer, session, error);
  if (!is_managed (answer, "failed"))
    return fail (error, CONFAB_XMPP_ERROR_PROTOCOL, "no answer to resuming");
  session->has_h = confab_xmpp_parse_h (confab_xmpp_stanza_get (answer, "h"), &session->h);
  return TRUE;
}

/* TRUE also if the server does not take the session up: then is_resumed is FALSE. */
static gboolean
resume (ConfabNegotiation *self, const ConfabXmppSigninParams *params, ConfabSession *session,
    GError **error) {
  g_autoptr (ConfabStanza) request = confab_xmpp_resume_new_request (params->resume);
  g_autoptr (ConfabStanza) answer = NULL;

  if (!confab_xmpp_negotiation_send (self, request, error))
    return FALSE;
  for (;;) {
    answer = confab_xmpp_negotiation_next (self, error);
    if (answer == NULL)
      return FALSE;
    if (is_managed (answer, "resumed") || is_managed (answer, "failed"))
      return confab_xmpp_negotiation_take_resumption (self, params, answer, session, error);
    if (!keep_early (session, answer, error))
      return FALSE;
    g_clear_pointer (&answer, confab_xmpp_stanza_unref);
  }
}

/* ---- binding ---- */

static GError *
dup_bind_error (ConfabStanza *answer) {
  g_autoptr (GError) error = confab_xmpp_stanza_dup_error (answer);
  ConfabXmppError code = CONFAB_XMPP_ERROR_PROTOCOL;

  if (error == NULL)
    return g_error_new_literal (CONFAB_XMPP_ERROR, code, "bad answer to binding");
  if (g_str_equal (error->message, "conflict"))
    code = CONFAB_XMPP_ERROR_CONFLICT;
  else if (g_str_equal (error->message, "resource-constraint"))
    code = CONFAB_XMPP_ERROR_TRY_LATER;
  return g_error_new_literal (CONFAB_XMPP_ERROR, code, error->message);
}

/* The server may choose another resource, but not another account. */
static gboolean
take_bound (ConfabNegotiation *self, ConfabStanza *answer, ConfabSession *session, GError **error) {
  ConfabStanza *bind = confab_xmpp_stanza_get_child (answer, "bind", CONFAB_NS_BIND);
  const char *text = NULL;
  g_autoptr (ConfabJid) bound = NULL;

  if (g_strcmp0 (confab_xmpp_stanza_get (answer, "type"), "result") != 0) {
    g_propagate_error (error, dup_bind_error (answer));
    return FALSE;
  }
  if (bind != NULL)
    text = confab_xmpp_stanza_get_child_text (bind, "jid", NULL);
  if (text != NULL)
    bound = confab_base_jid_new (text, NULL);
  if (bound == NULL || confab_base_jid_is_bare (bound))
    return fail (error, CONFAB_XMPP_ERROR_PROTOCOL, "bound to no full address");
  if (!confab_base_jid_bare_equal (bound, self->address))
    return fail (error, CONFAB_XMPP_ERROR_PROTOCOL, "bound to another account");
  session->bound = g_strdup (confab_base_jid_get_full (bound));
  return TRUE;
}

/* `more` goes with it, unasked. */
static gboolean
bind (ConfabNegotiation *self, const char *resource, const char *more, ConfabSession *session,
    GError **error) {
  g_autofree char *id = confab_base_random_dup_id (self->random, 16);
  g_autoptr (ConfabStanza) iq = confab_xmpp_stanza_new_iq ("set", NULL, id);
  g_autoptr (ConfabStanza) answer = NULL;
  g_autofree char *text = NULL;
  ConfabStanza *request = confab_xmpp_stanza_add (iq, "bind", CONFAB_NS_BIND);

  confab_xmpp_stanza_add_text (request, "resource", NULL, resource);
  text = confab_xmpp_stanza_to_string (iq);
  if (!confab_xmpp_negotiation_write_both (self, text, more, error))
    return FALSE;
  for (;;) {
    answer = confab_xmpp_negotiation_next (self, error);
    if (answer == NULL)
      return FALSE;
    if (confab_xmpp_stanza_is (answer, "iq", CONFAB_NS_CLIENT) &&
        g_strcmp0 (confab_xmpp_stanza_get (answer, "id"), id) == 0)
      return take_bound (self, answer, session, error);
    if (!keep_early (session, answer, error))
      return FALSE;
    g_clear_pointer (&answer, confab_xmpp_stanza_unref);
  }
}

/* ---- managing ---- */

static void
take_enabled (ConfabStanza *answer, ConfabSession *session) {
  const char *id = confab_xmpp_stanza_get (answer, "id");
  const char *resume = confab_xmpp_stanza_get (answer, "resume");
  const char *location = confab_xmpp_stanza_get (answer, "location");

  session->is_managed = TRUE;
  if (id == NULL || *id == '\0' || strlen (id) > MAX_SESSION_ID ||
      (g_strcmp0 (resume, "true") != 0 && g_strcmp0 (resume, "1") != 0))
    return;
  session->id = g_strdup (id);
  if (location != NULL && strlen (location) <= MAX_LOCATION)
    session->location = g_strdup (location);
}

/* What ENABLE is answered with. */
static gboolean
await_enabled (ConfabNegotiation *self, ConfabSession *session, GError **error) {
  g_autoptr (ConfabStanza) answer = NULL;

  for (;;) {
    answer = confab_xmpp_negotiation_next (self, error);
    if (answer == NULL)
      return FALSE;
    if (is_managed (answer, "enabled")) {
      take_enabled (answer, session);
      return TRUE;
    }
    if (is_managed (answer, "failed"))
      return TRUE;
    if (!keep_early (session, answer, error))
      return FALSE;
    g_clear_pointer (&answer, confab_xmpp_stanza_unref);
  }
}

gboolean
confab_xmpp_negotiation_bind (ConfabNegotiation *self, const ConfabXmppSigninParams *params,
    ConfabSession *session, GError **error) {
  gboolean can_manage;

  if (session->is_resumed)
    return TRUE;
  can_manage = confab_xmpp_stanza_get_child (self->features, "sm", CONFAB_NS_MANAGED) != NULL;
  confab_xmpp_negotiation_begin_phase (self);
  if (can_manage && !session->was_asked && params->resume != NULL && params->resume->id != NULL) {
    if (!resume (self, params, session, error))
      return FALSE;
    if (session->is_resumed)
      return TRUE;
    confab_xmpp_negotiation_begin_phase (self);
  }
  if (confab_xmpp_stanza_get_child (self->features, "bind", CONFAB_NS_BIND) == NULL)
    return fail (error, CONFAB_XMPP_ERROR_PROTOCOL, "no binding offered");
  if (!bind (self, params->resource, can_manage ? ENABLE : NULL, session, error))
    return FALSE;
  confab_xmpp_negotiation_begin_phase (self);
  return !can_manage || await_enabled (self, session, error);
}
