/* Frames of RFC 6455. A length is judged before one byte of it is kept, so nobody fills the memory
 * by announcing much; only what a message may be long is ever held. Refuses what a reader could
 * understand in two ways: a length that is written longer than it must be, bits that mean nothing
 * here, a beginning inside a message, a continuation of none. */

#include "xmpp/xmpp-frames.h"

#include <string.h>

#include "xmpp/xmpp-parser.h"

#define MAX_CONTROL 125 /* bytes of a ping, a pong or a goodbye */
#define MAX_PINGS 64    /* and the like in what is read at once, between messages or within one */
#define MAX_HEAD 10
#define MASK_BYTES 4

enum { OP_MORE = 0x0, OP_TEXT = 0x1, OP_CLOSE = 0x8, OP_PING = 0x9, OP_PONG = 0xa };

struct _ConfabFrames {
  /* owned */
  GByteArray *message; /* what has come of it */
  GByteArray *pong;    /* what the last ping said */

  const ConfabRandom *random; /* borrowed */

  gsize max;
  guint8 head[MAX_HEAD]; /* of the frame that is read ... */
  guint n_head;          /* ... as far as it has come */
  guint8 control[MAX_CONTROL];
  guint n_control;
  guint64 left;   /* bytes of the frame that are still to come */
  guint n_frames; /* of this message */
  guint n_pings;  /* and the like, in what is read now */
  guint8 op;
  gboolean is_final;
  gboolean is_inside; /* a frame has begun: its head is read */
  gboolean is_begun;  /* a message has, and is not whole */
  gboolean has_pong;
  gboolean is_bad;
};

ConfabFrames *
confab_xmpp_frames_new (const ConfabRandom *random) {
  ConfabFrames *self = g_new0 (ConfabFrames, 1);

  self->message = g_byte_array_new ();
  self->pong = g_byte_array_new ();
  self->random = random;
  self->max = CONFAB_XMPP_MAX_STANZA_BEFORE;
  return self;
}

void
confab_xmpp_frames_free (ConfabFrames *self) {
  g_byte_array_unref (self->message);
  g_byte_array_unref (self->pong);
  g_free (self);
}

void
confab_xmpp_frames_set_max (ConfabFrames *self, gsize bytes) {
  self->max = bytes;
}

static gboolean
fail (ConfabFrames *self, ConfabXmppError code, const char *what, GError **error) {
  self->is_bad = TRUE;
  g_byte_array_set_size (self->message, 0);
  g_set_error_literal (error, CONFAB_XMPP_ERROR, code, what);
  return FALSE;
}

/* ---- in ---- */

/* How long the head is, as far as its first two bytes say. */
static guint
get_head_size (ConfabFrames *self) {
  guint8 length = self->head[1] & 0x7f;

  return length == 127 ? 10 : length == 126 ? 4 : 2;
}

/* FALSE: a length that could be written shorter, or that no length is. */
static gboolean
read_length (ConfabFrames *self) {
  guint size = get_head_size (self);

  self->left = 0;
  if (size == 2) {
    self->left = self->head[1];
    return TRUE;
  }
  for (guint i = 2; i < size; i++)
    self->left = self->left << 8 | self->head[i];
  return size == 4 ? self->left > MAX_CONTROL
                   : self->left > G_MAXUINT16 && self->left <= (guint64)G_MAXINT64;
}

static gboolean
is_control (ConfabFrames *self) {
  return (self->op & 0x8) != 0;
}

/* What the head of a frame says, against the rules. */
static gboolean
judge_head (ConfabFrames *self, GError **error) {
  self->op = self->head[0] & 0x0f;
  self->is_final = (self->head[0] & 0x80) != 0;
  if ((self->head[0] & 0x70) != 0)
    return fail (self, CONFAB_XMPP_ERROR_PROTOCOL, "a frame of an unknown kind", error);
  if ((self->head[1] & 0x80) != 0)
    return fail (self, CONFAB_XMPP_ERROR_PROTOCOL, "a masked frame", error);
  if (!read_length (self))
    return fail (self, CONFAB_XMPP_ERROR_PROTOCOL, "a length that is none", error);
  if (is_control (self)) {
    if (++self->n_pings > MAX_PINGS)
      return fail (self, CONFAB_XMPP_ERROR_LIMIT, "pings at once", error);
    if (self->op > OP_PONG || !self->is_final || self->left > MAX_CONTROL)
      return fail (self, CONFAB_XMPP_ERROR_PROTOCOL, "a frame of an unknown kind", error);
    return TRUE;
  }
  if (self->op > OP_TEXT || (self->op == OP_MORE) != self->is_begun)
    return fail (self, CONFAB_XMPP_ERROR_PROTOCOL, "a frame that is out of place", error);
  if (++self->n_frames > CONFAB_XMPP_MAX_FRAMES)
    return fail (self, CONFAB_XMPP_ERROR_LIMIT, "frames of a message", error);
  if (self->left > self->max - self->message->len)
    return fail (self, CONFAB_XMPP_ERROR_LIMIT, "bytes of a message", error);
  self->is_begun = TRUE;
  return TRUE;
}

/* The head, a byte at a time. FALSE with `error`. */
static gboolean
take_head (ConfabFrames *self, guint8 byte, GError **error) {
  self->head[self->n_head++] = byte;
  if (self->n_head < 2 || self->n_head < get_head_size (self))
    return TRUE;
  self->n_head = 0;
  self->n_control = 0;
  self->is_inside = TRUE;
  return judge_head (self, error);
}

static void
take_body (ConfabFrames *self, const guint8 **bytes, gsize *size) {
  gsize n = (gsize)MIN (self->left, *size);

  if (is_control (self)) {
    memcpy (self->control + self->n_control, *bytes, n);
    self->n_control += (guint)n;
  } else {
    g_byte_array_append (self->message, *bytes, (guint)n);
  }
  self->left -= n;
  *bytes += n;
  *size -= n;
}

/* A frame is whole. */
static gboolean
end_frame (ConfabFrames *self, GBytes **message, GError **error) {
  self->is_inside = FALSE;
  if (self->op == OP_CLOSE)
    return fail (self, CONFAB_XMPP_ERROR_CLOSED, "the server closed the line", error);
  if (self->op == OP_PING) {
    g_byte_array_set_size (self->pong, 0);
    g_byte_array_append (self->pong, self->control, self->n_control);
    self->has_pong = TRUE;
  }
  if (is_control (self) || !self->is_final)
    return TRUE;
  *message = g_byte_array_free_to_bytes (g_steal_pointer (&self->message));
  self->message = g_byte_array_new ();
  self->is_begun = FALSE;
  self->n_frames = 0;
  return TRUE;
}

gboolean
confab_xmpp_frames_take (
    ConfabFrames *self, const guint8 **bytes, gsize *size, GBytes **message, GError **error) {
  *message = NULL;
  self->n_pings = 0;
  if (self->is_bad)
    return fail (self, CONFAB_XMPP_ERROR_PROTOCOL, "frames behind one that was wrong", error);
  while (*message == NULL && *size > 0) {
    if (!self->is_inside) {
      if (!take_head (self, **bytes, error))
        return FALSE;
      ++*bytes;
      --*size;
    } else {
      take_body (self, bytes, size);
    }
    if (self->is_inside && self->left == 0 && !end_frame (self, message, error))
      return FALSE;
  }
  return TRUE;
}

/* ---- out ---- */

static void
append_frame (ConfabFrames *self, GByteArray *out, guint8 op, const guint8 *data, gsize size) {
  guint8 head[MAX_HEAD + MASK_BYTES] = { 0x80 | op };
  guint8 *mask;
  guint n = size <= MAX_CONTROL ? 2 : size <= G_MAXUINT16 ? 4 : 10;
  guint start;

  head[1] = 0x80 | (guint8)(n == 2 ? size : n == 4 ? 126 : 127);
  for (guint i = 2; i < n; i++)
    head[i] = (guint8)((guint64)size >> (8 * (n - 1 - i)));
  mask = head + n;
  confab_base_random_fill (self->random, mask, MASK_BYTES);
  g_byte_array_append (out, head, n + MASK_BYTES);
  start = out->len;
  g_byte_array_append (out, data, (guint)size);
  for (gsize i = 0; i < size; i++)
    out->data[start + i] ^= mask[i % MASK_BYTES];
}

void
confab_xmpp_frames_append (ConfabFrames *self, GByteArray *out, const char *text, gsize size) {
  append_frame (self, out, OP_TEXT, (const guint8 *)text, size);
}

gboolean
confab_xmpp_frames_has_pong (ConfabFrames *self) {
  return self->has_pong;
}

void
confab_xmpp_frames_append_pong (ConfabFrames *self, GByteArray *out) {
  if (!self->has_pong)
    return;
  self->has_pong = FALSE;
  append_frame (self, out, OP_PONG, self->pong->data, self->pong->len);
}
