#pragma once

/* The one place where stanzas leave for people and servers: behind the judge `disclose`, counted in
 * the ledger. A stanza without a class, or to somebody who may not have what the class discloses,
 * does not leave. */

#include <libdex.h>

#include "base/base-envelope.h"
#include "safety/safety-ledger.h"
#include "xmpp/xmpp-stream.h"

G_BEGIN_DECLS

typedef struct _ConfabXepOut ConfabXepOut;

/* Fills in what is known of `to` (all but `class` and is_own_server, which are filled in already).
 * Called on the main thread. */
typedef void (*ConfabXepFacts) (gpointer data, ConfabJid *to, ConfabDiscloseFacts *facts);

/* `own`: bare address of the account. `ledger` is borrowed and outlives it. */
ConfabXepOut *
confab_xep_out_new (ConfabJid *own, ConfabLedger *ledger, ConfabXepFacts facts, gpointer data);
void confab_xep_out_free (ConfabXepOut *out);

/* The stream to write to; NULL: none, everything is refused. Borrowed with a reference. */
void confab_xep_out_set_stream (ConfabXepOut *out, ConfabXmppStream *stream);
ConfabXmppStream *confab_xep_out_get_stream (ConfabXepOut *out); /* borrowed, nullable */
/* There is a stream, and people may have been told on it that we are here. */
gboolean confab_xep_out_is_announced (ConfabXepOut *out);
ConfabJid *confab_xep_out_get_own (ConfabXepOut *out); /* borrowed */

/* What a stanza is must fit its class (a subscription is no PRESENCE, an error no FEATURES), and
 * text of a person leaves in envelopes only: anything else is refused and said in the log. Going
 * offline is refused where nobody was told of being here.
 *
 * Sends `stanza` to its "to" (none: one's own server, class OWN_SERVER or, for the presence
 * broadcast, PRESENCE). `act_of_user`: the user pressed the button for it. TRUE if it was queued.
 */
gboolean confab_xep_out_send (
    ConfabXepOut *out, ConfabStanza *stanza, ConfabDiscloseClass class, gboolean act_of_user);

/* As _send for a query; resolves to the answer as confab_xmpp_stream_request does, rejects with
 * CONFAB_XMPP_ERROR_CLOSED where the judge says no or there is no stream. */
DexFuture *confab_xep_out_request (
    ConfabXepOut *out, ConfabStanza *iq, ConfabDiscloseClass class, gboolean act_of_user);

/* Asks one's own account, at a name where nobody is (`nobody`, random), for a sign of life, and
 * keeps the server's answer: what it says for somebody who is signed off, which is what strangers
 * are to be told. Once in the life of `out`; later calls do nothing. Goes to one's own server. */
void confab_xep_out_learn_refusal (ConfabXepOut *out, const char *nobody);
/* That answer, an <iq type="error"/>. Borrowed, NULL until it is known. */
ConfabStanza *confab_xep_out_get_refusal (ConfabXepOut *out);

/* An envelope (class MESSAGE); it was judged by `send` when it was made. */
gboolean confab_xep_out_send_envelope (ConfabXepOut *out, ConfabEnvelope *envelope, gint64 token);

/* One that takes a message back: judged and counted as class RETRACTION. FALSE if that may not be
 * told. */
gboolean confab_xep_out_send_retraction (ConfabXepOut *out, ConfabEnvelope *envelope, gint64 token);

/* A sealed envelope without words of a person: judged and counted as what it discloses. FALSE if
 * that may not be told, or it is not sealed. */
gboolean
confab_xep_out_send_sealed (ConfabXepOut *out, ConfabEnvelope *envelope, ConfabDiscloseClass class);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabXepOut, confab_xep_out_free)

G_END_DECLS
