#pragma once

/* The steps of sign-in, each a straight run inside the sign-in fiber (they await). For this folder.
 * A step that fails leaves the link to be dropped. */

#include "base/base-clock.h"
#include "xmpp/xmpp-sasl.h"
#include "xmpp/xmpp-signin.h"
#include "xmpp/xmpp-wire.h"

G_BEGIN_DECLS

#define CONFAB_XMPP_PHASE_US (20 * G_USEC_PER_SEC) /* TLS-14 */
#define CONFAB_NS_BIND "urn:ietf:params:xml:ns:xmpp-bind"
#define CONFAB_NS_MANAGED "urn:xmpp:sm:3"

/* What the server is told that acknowledges more than it was sent: h and the true count, %u each
 * (XEP-0198 section 6). */
#define CONFAB_XMPP_OVER_ACK                                                                       \
  "<stream:error><undefined-condition xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>"               \
  "<handled-count-too-high xmlns='" CONFAB_NS_MANAGED "' h='%u' send-count='%u'/>"                 \
  "</stream:error></stream:stream>"

typedef struct _ConfabTokenAttempt ConfabTokenAttempt;

typedef struct {
  ConfabWire *wire;       /* owned; set when there is a link */
  ConfabStanza *features; /* owned; of the present stream */
  ConfabNetRoute *route;  /* owned */
  ConfabJid *address;     /* owned */
  const ConfabClock *clock;
  const ConfabRandom *random;
  GCancellable *cancellable; /* owned, nullable */
  gint64 deadline_us;        /* of the present phase */
  gboolean is_web;           /* the wire leads through the web door */

  /* Of a sign-in: who is meant is said under TLS, and a token may go out with the opening tag. */
  const ConfabXmppSigninParams *params; /* borrowed; NULL: nobody signs in */
  ConfabTokenAttempt *attempt;          /* owned, nullable */
} ConfabNegotiation;

/* Begins a phase: what follows has 20 s. */
void confab_xmpp_negotiation_begin_phase (ConfabNegotiation *self);

/* Awaits `operation` (taken) no longer than the phase lasts. The value is in the future, which the
 * caller may hold. FALSE with TIMED_OUT, G_IO_ERROR_CANCELLED, or its own error. */
gboolean
confab_xmpp_negotiation_await (ConfabNegotiation *self, DexFuture *operation, GError **error);

/* Write text as it is. FALSE as for await. */
gboolean confab_xmpp_negotiation_write (ConfabNegotiation *self, const char *text, GError **error);

/* Two of them in one go; `more` is nullable. */
gboolean confab_xmpp_negotiation_write_both (
    ConfabNegotiation *self, const char *text, const char *more, GError **error);

/* Write a stanza. FALSE as for await. */
gboolean
confab_xmpp_negotiation_send (ConfabNegotiation *self, ConfabStanza *stanza, GError **error);

/* The next stanza or nonza. NULL with `error`: the end of the stream, <stream:error/>, a bound.
 * Returns: (transfer full) */
ConfabStanza *confab_xmpp_negotiation_next (ConfabNegotiation *self, GError **error);

/* Waits for the features that follow on a sign-in without a new stream (XEP-0388 2.6.1). What comes
 * before them is left for whoever reads on. */
gboolean confab_xmpp_negotiation_await_features (ConfabNegotiation *self, GError **error);

/* Sends the opening tag and waits for that of the server and its features. */
gboolean confab_xmpp_negotiation_open (ConfabNegotiation *self, GError **error);

/* From an open link to a secure stream with features: opens, STARTTLS where the link is not secure
 * yet, TLS, opens again. Never without TLS. RFC 6120 section 5, RFC 7590. */
gboolean confab_xmpp_negotiation_secure (ConfabNegotiation *self, GError **error);

/* Finds a way to the server and makes it secure; sets `wire` and `features`. `dial` NULL: the
 * network. xmpp-connect.c */
gboolean confab_xmpp_negotiation_connect (
    ConfabNegotiation *self, ConfabXmppDial dial, gpointer dial_data, GError **error);
/* What a caller outside this folder is told of `error`. Returns: (transfer full) */
GError *confab_xmpp_negotiation_dup_told (ConfabNegotiation *self, const GError *error);

/* What signing in makes of a session. */
typedef struct {
  char *bound;    /* full address */
  char *id;       /* of the managed session, if it can be resumed; nullable */
  char *location; /* nullable */
  gboolean is_managed;
  gboolean is_resumed;
  gboolean has_h; /* the server said what it has of the session that was to be resumed */
  guint32 h;
  gboolean was_asked; /* to be resumed, with the sign-in itself */
  GPtrArray *early;   /* stanzas that came before the managed session began; they do not count */
} ConfabSession;

/* Signs in: by SASL2 where that is on offer, which takes up the old session in the same breath;
 * else by SASL, then a new stream. How it was done is in `result`, what it brought in `session`.
 * xmpp-authenticate.c */
gboolean
confab_xmpp_negotiation_authenticate (ConfabNegotiation *self, const ConfabXmppSigninParams *params,
    ConfabXmppSigninResult *result, ConfabSession *session, GError **error);

/* The server says that it takes an old session up with the sign-in itself. */
gboolean confab_xmpp_negotiation_can_resume (const ConfabStanza *features);
/* Whom <success/> signed in, and what it says of what was asked for in the same breath (XEP-0388
 * 2.6.1); waits for the features behind it. `has_resume`: a session was to be taken up. */
gboolean
confab_xmpp_negotiation_take_success (ConfabNegotiation *self, const ConfabXmppSigninParams *params,
    ConfabStanza *success, gboolean has_resume, ConfabSession *session, GError **error);

/* ---- with a token (xmpp-token.c) ---- */
/* What goes out behind the opening tag that is about to be sent; NULL: nothing, or not under TLS.
 * Returns: (transfer full) (nullable) */
char *confab_xmpp_negotiation_dup_ahead (ConfabNegotiation *self);
/* Signs in with the token of `params`. FALSE with TOKEN if the password is wanted, and may be used
 * here. */
gboolean confab_xmpp_negotiation_present_token (ConfabNegotiation *self,
    const ConfabXmppSigninParams *params, const ConfabSaslFacts *facts,
    ConfabXmppSigninResult *result, ConfabSession *session, GError **error);
/* <user-agent/> with nothing but the number. */
void confab_xmpp_negotiation_add_agent (ConfabStanza *stanza, const char *agent);
void confab_xmpp_negotiation_ask_token (ConfabStanza *stanza, const char *mechanism);
/* The token in <success/>, if one is there, which goes from it. `mechanism`: what it is for; NULL:
 * none was asked for. */
void confab_xmpp_negotiation_take_token (
    ConfabStanza *success, const char *mechanism, ConfabXmppSigninResult *result);
void confab_xmpp_token_attempt_free (ConfabTokenAttempt *attempt);

/* Resumes or binds, and asks for a managed session, as far as that is not done yet. xmpp-bind.c */
gboolean confab_xmpp_negotiation_bind (ConfabNegotiation *self,
    const ConfabXmppSigninParams *params, ConfabSession *session, GError **error);
void confab_xmpp_session_clear (ConfabSession *session);

/* <resume/> for the session that is to be taken up. Returns: (transfer full) */
ConfabStanza *confab_xmpp_resume_new_request (const ConfabXmppResume *resume);
/* The answer to it, <resumed/> or <failed/>, into `session`. FALSE with PROTOCOL if it is neither,
 * or not one to that. */
gboolean confab_xmpp_negotiation_take_resumption (ConfabNegotiation *self,
    const ConfabXmppSigninParams *params, ConfabStanza *answer, ConfabSession *session,
    GError **error);

/* "0" to "4294967295" (XEP-0198 h). */
gboolean confab_xmpp_parse_h (const char *text, guint32 *h);

G_END_DECLS
