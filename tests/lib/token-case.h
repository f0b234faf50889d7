#pragma once

/* What the tests of signing in with a token share: a token, lines that are bound and lines that are
 * not, and a server that checks the proof and gives its own. */

#include "../unit/test-xmpp-signin-case.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "bound.h"

#define SASL2 "xmlns='urn:xmpp:sasl:2'"
#define AGENT "7e2b3e5c-33a1-4c56-9d4e-0123456789ab"
#define KEY "secret-token:fast-1"
#define FAST(inside) "<fast xmlns='urn:xmpp:fast:0'>" inside "</fast>"
#define M(name) "<mechanism>" name "</mechanism>"
#define INLINE_SM "<sm xmlns='urn:xmpp:sm:3'/>"
#define ALL FAST (M ("HT-SHA-256-NONE") M ("HT-SHA-256-EXPR"))
#define CLASSIC "<mechanisms " SASL ">" PEER_MECHANISM "</mechanisms>"
#define MODERN(inside)                                                                             \
  CLASSIC "<authentication " SASL2 ">" PEER_MECHANISM "<inline>" inside "</inline>"                \
          "</authentication>"
#define IDENTITY "<authorization-identifier>alice@conf.example</authorization-identifier>"
#define RESUMED "<resumed xmlns='urn:xmpp:sm:3' previd='old' h='7'/>"
#define RESUME "<resume xmlns='urn:xmpp:sm:3' previd='old' h='3'/>"
#define FEATURES "<stream:features>" PEER_BIND PEER_SM "</stream:features>"

static inline DexFuture *
dial_bound (gpointer data, const ConfabNetEndpoint *endpoint, GCancellable *cancellable) {
  Case *c = data;
  g_autoptr (GIOStream) line = bound_line_new (g_steal_pointer (&c->peer->client));

  return dex_future_new_take_object (confab_net_link_new_for_stream (line, TRUE));
}

/* HMAC (KEY, who || binding), in base64. */
static inline char *
dup_hash (const char *who, gboolean is_bound) {
  g_autoptr (GString) text = g_string_new (who);
  guint8 out[32];
  unsigned int size = 0;

  for (guint i = 0; is_bound && i < BOUND_BYTES; i++)
    g_string_append_c (text, BOUND_BYTE);
  HMAC (EVP_sha256 (), KEY, (int)strlen (KEY), (const guint8 *)text->str, text->len, out, &size);
  return g_base64_encode (out, size);
}

static inline void
begin (Case *c, gboolean is_bound) {
  case_init (c);
  g_clear_pointer (&c->params.password, confab_base_secret_unref);
  c->params.token =
      confab_base_secret_new_string (is_bound ? "HT-SHA-256-EXPR " KEY : "HT-SHA-256-NONE " KEY);
  c->params.agent = AGENT;
  c->params.last_mechanism = CONFAB_MECHANISM_SHA256;
  c->params.last_had_sasl2 = TRUE;
  c->params.last_had_binding = is_bound;
  if (is_bound)
    c->params.dial = dial_bound;
}

static inline void
end (Case *c) {
  confab_base_secret_unref (c->params.token);
  c->params.password = confab_base_secret_new_string (PEER_PASSWORD);
  case_clear (c);
}

/* What is asked for with the proof, which is checked. */
static inline char *
take_request (Case *c, gboolean is_bound) {
  g_autofree char *expected = dup_hash ("Initiator", is_bound);
  g_autofree char *tag = peer_expect (c->peer, "<initial-response>");
  g_autofree char *message = peer_expect (c->peer, "</initial-response>");
  g_autofree guchar *decoded = NULL;
  g_autofree char *hash = NULL;
  gsize size;

  g_assert_nonnull (strstr (tag, is_bound ? "'HT-SHA-256-EXPR'" : "'HT-SHA-256-NONE'"));
  *strchr (message, '<') = '\0';
  decoded = g_base64_decode (message, &size);
  g_assert_cmpuint (size, ==, strlen ("alice") + 1 + 32);
  g_assert_cmpstr ((char *)decoded, ==, "alice");
  hash = g_base64_encode (decoded + strlen ("alice") + 1, 32);
  g_assert_cmpstr (hash, ==, expected);
  return peer_expect (c->peer, "</authenticate>");
}

static inline void
succeed (Case *c, gboolean is_bound, const char *more) {
  g_autofree char *hash = dup_hash ("Responder", is_bound);

  peer_sendf (c->peer,
      "<success " SASL2 "><additional-data>%s</additional-data>" IDENTITY "%s</success>", hash,
      more);
}
