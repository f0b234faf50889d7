#pragma once

/* Tokens in place of a password (XEP-0484) and the mechanisms that prove one: HT-SHA-256-EXPR,
 * -ENDP and -NONE (draft-schmaus-kitten-sasl-ht-09). Pure: texts in, texts out. For this folder.
 *
 * A token is kept as one line, "MECHANISM TOKEN", since it proves itself by the mechanism that it
 * was asked for with, and by no other. */

#include "base/base-secret.h"
#include "xmpp/xmpp-sasl.h"

G_BEGIN_DECLS

#define CONFAB_NS_FAST "urn:xmpp:fast:0"

typedef struct {
  const char *mechanism; /* static; NULL: none */
  ConfabNetBinding binding;
  ConfabSecret *key;
} ConfabFastToken;

/* FALSE if `line` is no such line. Clear `token` after use, also then. */
gboolean confab_xmpp_fast_read (ConfabSecret *line, ConfabFastToken *token);
void confab_xmpp_fast_token_clear (ConfabFastToken *token);

/* The line for what a server gave. NULL if it is empty, longer than is kept, or no text. Returns:
 * (transfer full) (nullable) */
ConfabSecret *confab_xmpp_fast_new_line (const char *mechanism, const char *text);

/* `features` say that tokens can be proved by `mechanism`. */
gboolean confab_xmpp_fast_is_offered (const ConfabStanza *features, const char *mechanism);

/* What a token is to be asked for with, at a sign-in that is bound or not: the strongest binding
 * that both sides have, and without one only where none was ever seen. NULL: no token. Static. */
const char *confab_xmpp_fast_choose (
    const ConfabStanza *features, const ConfabSaslFacts *facts, gboolean is_bound);

/* The one message that proves the token, in base64. `binding` NULL: without. Returns: (transfer
 * full) */
char *confab_xmpp_fast_dup_proof (const ConfabFastToken *token, const char *user, GBytes *binding);
/* What the server says proves that it knows the token too. In constant time. */
gboolean confab_xmpp_fast_check (const ConfabFastToken *token, GBytes *binding, GBytes *message);

G_END_DECLS
