#pragma once

/* The frames of the web door (RFC 6455, our end of it): bytes in, whole messages of text out, one
 * after the other; and the other way round. Bounded: whoever sends a message that is too long, or
 * frames and frames without ever ending one, has broken the rules, as has whoever masks what a
 * server sends, or sends anything but text. After an error it stays in error. For this folder. */

#include "base/base-random.h"
#include "xmpp/xmpp-error.h"

G_BEGIN_DECLS

/* Frames, pings among them, until a message must be whole. */
#define CONFAB_XMPP_MAX_FRAMES 1000

typedef struct _ConfabFrames ConfabFrames;

/* `random` is borrowed. Returns: (transfer full) */
ConfabFrames *confab_xmpp_frames_new (const ConfabRandom *random);
void confab_xmpp_frames_free (ConfabFrames *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabFrames, confab_xmpp_frames_free)

/* The longest message that is taken. */
void confab_xmpp_frames_set_max (ConfabFrames *self, gsize bytes);

/* Takes of `*bytes` until a message is whole, and moves both on. `message` NULL: it has taken all
 * of them. FALSE with `error`: LIMIT, PROTOCOL; CLOSED where the server says that it goes. */
gboolean confab_xmpp_frames_take (
    ConfabFrames *self, const guint8 **bytes, gsize *size, GBytes **message, GError **error);

/* One message of text, masked anew. */
void confab_xmpp_frames_append (ConfabFrames *self, GByteArray *out, const char *text, gsize size);
/* A ping waits for its answer; of many the last one (RFC 6455 5.5.3). */
gboolean confab_xmpp_frames_has_pong (ConfabFrames *self);
/* That answer, if there is one to give. */
void confab_xmpp_frames_append_pong (ConfabFrames *self, GByteArray *out);

G_END_DECLS
