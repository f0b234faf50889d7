#pragma once

/* From an address and a password to a signed-in stream, in one straight fiber (RFC 6120, RFC 7590,
 * XEP-0368, XEP-0388, XEP-0198): endpoints, link, STARTTLS, SASL (SCRAM with channel binding,
 * XEP-0474 downgrade protection) or a token (XEP-0484), resume or bind, managed session. */

#include "base/base-jid.h"
#include "base/base-secret.h"
#include "net/net-endpoints.h"
#include "safety/safety-judges.h"
#include "xmpp/xmpp-stream.h"

G_BEGIN_DECLS

/* Opens a link: resolves to a ConfabNetLink. The default finds endpoints and tries each (a failure
 * of the network goes on to the next; a certificate that is wrong does too, and its error is the
 * one told if none works). */
typedef DexFuture *(*ConfabXmppDial) (
    gpointer data, const ConfabNetEndpoint *endpoint, GCancellable *cancellable);

typedef struct {
  ConfabJid *address;     /* bare; borrowed until the call returns, as all below */
  ConfabSecret *password; /* or `token` */
  ConfabSecret *token; /* what an earlier sign-in brought, used instead of a password (XEP-0484) */
  const char *agent;   /* a random number of this account here, as a UUID: what the server knows
                          tokens by. NULL: no token is asked for or used */
  gboolean gives_back; /* the token is good for nothing afterwards, and the sign-in ends there */
  const ConfabNetRoute *route;
  const char *resource;           /* 128 random bits as hex */
  ConfabMechanism last_mechanism; /* of the last success, for the judge `server` */
  gboolean last_had_binding;
  gboolean last_had_sasl2;
  const ConfabXmppResume *resume; /* nullable */
  const ConfabClock *clock;       /* must outlive the stream, as `random` */
  const ConfabRandom *random;
  ConfabXmppDial
      dial; /* NULL: confab_net_link_open; otherwise called once with a NULL endpoint, for tests */
  gpointer dial_data;
  GCancellable *cancellable; /* nullable */
} ConfabXmppSigninParams;

/* What sign-in leaves to be kept with the account, and how it went. Boxed
 * (CONFAB_TYPE_XMPP_SIGNIN_RESULT), ref-counted. */
typedef struct {
  ConfabXmppStream *stream;  /* NULL only where a token was given back */
  ConfabMechanism mechanism; /* what counts for the next sign-in; a token changes none of these */
  gboolean had_binding;
  gboolean had_sasl2;
  gboolean had_token;  /* signed in with one */
  ConfabSecret *token; /* a new one, not used yet; NULL: none. Owned */
  gboolean is_web;     /* through the web door */
  gboolean is_resumed;
  gboolean has_resume_h; /* resumed, or the server said its count in <failed h=''/> */
  guint32 resume_h;      /* what it has of the old session */
} ConfabXmppSigninResult;

#define CONFAB_TYPE_XMPP_SIGNIN_RESULT (confab_xmpp_signin_result_get_type ())
GType confab_xmpp_signin_result_get_type (void);

/* Resolves to a boxed ConfabXmppSigninResult; the stream is not attached yet. Rejects with
 * CONFAB_XMPP_ERROR, CONFAB_NET_ERROR or G_IO_ERROR_CANCELLED. Each phase has a deadline of 20 s
 * (TLS-14). PBKDF2 runs on a thread of the pool, bounded (4,096 to 10,000,000 iterations). PLAIN
 * and everything else that is not SCRAM is refused. */
DexFuture *confab_xmpp_signin (const ConfabXmppSigninParams *params);

G_END_DECLS
