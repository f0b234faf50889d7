#pragma once

/* One SCRAM exchange (RFC 5802, RFC 7677, XEP-0474): messages in, messages out, no I/O. For this
 * folder. */

#include <libdex.h>

#include "base/base-secret.h"
#include "safety/safety-judges.h"
#include "xmpp/xmpp-error.h"

G_BEGIN_DECLS

#define CONFAB_XMPP_MIN_ITERATIONS 4096     /* SASL-04 */
#define CONFAB_XMPP_MAX_ITERATIONS 10000000 /* SASL-05 */

typedef struct _ConfabScram ConfabScram;

typedef struct {
  ConfabMechanism mechanism;
  const char *header;     /* "n,,", "y,," or "p=TYPE,," */
  GBytes *binding;        /* channel binding data; NULL without "p" */
  const char *user;       /* local part of the address */
  ConfabSecret *password; /* as typed */
  const char *nonce;      /* at least 128 random bits in printable ASCII without comma */
  const char *offer;      /* what XEP-0474 hashes, see xmpp-sasl.h */
  gboolean needs_hash;    /* a server that does not prove its offer is refused */
} ConfabScramParams;

/* NULL with `error` (WRONG_PASSWORD) if the password holds what SASLprep forbids. Copies all. */
ConfabScram *confab_xmpp_scram_new (const ConfabScramParams *params, GError **error);
void confab_xmpp_scram_free (ConfabScram *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabScram, confab_xmpp_scram_free)

/* client-first-message. Returns: (transfer full) */
char *confab_xmpp_scram_dup_first (ConfabScram *self);

/* Checks server-first-message. FALSE with PROTOCOL, or INTERCEPTED if the offer was tampered with:
 * then no proof may leave. */
gboolean confab_xmpp_scram_read_first (ConfabScram *self, GBytes *message, GError **error);

/* Resolves to a boxed ConfabSecret, the salted password, computed on a thread (seconds for many
 * iterations). After read_first. */
DexFuture *confab_xmpp_scram_derive (ConfabScram *self);

/* client-final-message; from now on the server's proof is known. Returns: (transfer full) */
char *confab_xmpp_scram_dup_final (ConfabScram *self, ConfabSecret *salted);

/* Checks server-final-message. FALSE with SERVER_PROOF, or what the server said went wrong. */
gboolean confab_xmpp_scram_check_final (ConfabScram *self, GBytes *message, GError **error);

/* Strict base64 (RFC 4648 section 4, padded). NULL if it is none or more than `max` bytes. Returns:
 * (transfer full) (nullable) */
GBytes *confab_xmpp_base64_decode (const char *text, gsize max);

/* The password as SASLprep wants it (RFC 4013). Characters newer than Unicode 3.2 are let through,
 * as servers do. NULL with WRONG_PASSWORD if it holds forbidden ones. Returns: (transfer full) */
ConfabSecret *confab_xmpp_scram_prepare (ConfabSecret *password, GError **error);

G_END_DECLS
