#pragma once

/* Everything the engine can fail with. Each code is a different thing for the caller to do. */

#include <glib.h>

G_BEGIN_DECLS

#define CONFAB_XMPP_ERROR (confab_xmpp_error_quark ())
GQuark confab_xmpp_error_quark (void);

typedef enum {
  CONFAB_XMPP_ERROR_XML,      /* not well-formed, or restricted XML (DTD, PI, comment) */
  CONFAB_XMPP_ERROR_LIMIT,    /* beyond a bound; message names the bound */
  CONFAB_XMPP_ERROR_PROTOCOL, /* the other side does not speak as specified */
  CONFAB_XMPP_ERROR_CLOSED,   /* the stream ended */
  CONFAB_XMPP_ERROR_STREAM,   /* <stream:error/>; message is the condition */
  CONFAB_XMPP_ERROR_CONFLICT, /* <stream:error/> conflict: signed in elsewhere with the same
                                 resource */
  CONFAB_XMPP_ERROR_TIMED_OUT,
  CONFAB_XMPP_ERROR_NOT_SECURE,        /* no encryption offered */
  CONFAB_XMPP_ERROR_PASSWORD_IN_CLEAR, /* the server wants the password itself, or offers nothing
                                          safe: not sent */
  CONFAB_XMPP_ERROR_WEAKER,            /* mechanism or binding weaker than last time: refused */
  CONFAB_XMPP_ERROR_INTERCEPTED,       /* channel binding was stripped or does not match */
  CONFAB_XMPP_ERROR_WRONG_PASSWORD,
  CONFAB_XMPP_ERROR_TOKEN, /* the token is not taken, and the password would be */
  CONFAB_XMPP_ERROR_ACCOUNT_DISABLED,
  CONFAB_XMPP_ERROR_TRY_LATER,    /* temporary-auth-failure, resource-constraint, system-shutdown,
                                     reset, see-other-host not followed */
  CONFAB_XMPP_ERROR_RULES,        /* policy-violation */
  CONFAB_XMPP_ERROR_SERVER_PROOF, /* the server could not prove that it knows the password */
  CONFAB_XMPP_ERROR_STANZA,       /* an <iq type='error'/>; message is the condition */
} ConfabXmppError;

G_END_DECLS
