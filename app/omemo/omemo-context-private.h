#pragma once

/* libomemo-c bound to one job: its contexts and callbacks live as long as a ConfabOmemoContext and
 * know one session at a time, which is given in and taken out by hand. The library writes nothing
 * to the vault itself. */

#include <omemo/session_cipher.h>
#include <omemo/signal_protocol.h>

#include "omemo/omemo.h"
#include "store/store-omemo.h"

G_BEGIN_DECLS

#define CONFAB_OMEMO_KEY_BYTES 32
#define CONFAB_OMEMO_TYPE_BYTE 5 /* before a Curve25519 key of v0.3 */

typedef struct {
  const ConfabOmemoScope *scope; /* borrowed */
  ConfabOmemoVersion version;
  const ConfabStoreOmemoOwn *own; /* borrowed */
  signal_context *signal;
  signal_protocol_store_context *store;
  GError *error; /* the first failure of the vault, owned */

  /* the session at hand */
  const char *address; /* borrowed */
  guint32 device;
  GBytes *record;      /* owned; NULL: none yet */
  GBytes *stored;      /* owned; what the library wants kept */
  GBytes *judged;      /* borrowed; a key that was found good for reading. NULL: ask */
  guint32 used_prekey; /* 0: none */
} ConfabOmemoContext;

/* NULL with CONFAB_OMEMO_ERROR_FAILED. Returns: (transfer full) */
ConfabOmemoContext *confab_omemo_context_new (const ConfabOmemoScope *scope,
    ConfabOmemoVersion version, const ConfabStoreOmemoOwn *own, GError **error);
void confab_omemo_context_free (ConfabOmemoContext *context);
/* The session at hand; `record` NULL: a new one. Forgets what was stored before. */
void confab_omemo_context_set (
    ConfabOmemoContext *context, const char *address, guint32 device, GBytes *record);
/* The number the library has for the version. */
guint32 confab_omemo_context_get_number (ConfabOmemoVersion version);

/* Base key of the exchange that `record` came from. NULL if it is no such record. */
GBytes *confab_omemo_context_dup_base (ConfabOmemoContext *context, GBytes *record);

/* One blob through the session at hand; what it became is in context->stored. A negative result is
 * the library's. `is_exchange`: it begins or confirms a session. */
int confab_omemo_context_encrypt (ConfabOmemoContext *context, const guint8 *blob, gsize size,
    GBytes **bytes, gboolean *is_exchange);
/* `plain` is to be freed with signal_buffer_bzero_free. */
int confab_omemo_context_decrypt (ConfabOmemoContext *context, const guint8 *bytes, gsize size,
    gboolean is_exchange, signal_buffer **plain);
/* A session out of a bundle, with its prekey number `nth`. */
int confab_omemo_context_begin (
    ConfabOmemoContext *context, const ConfabXepOmemoBundle *bundle, guint nth);

/* Key in the version's own form to Curve25519, 32 bytes. NULL unless it may be agreed with. */
GBytes *confab_omemo_context_dup_identity (ConfabOmemoVersion version, const guint8 *key);

/* A copy of a buffer of the library's, which is wiped and freed. Takes NULL. */
GBytes *confab_omemo_context_take (signal_buffer *buffer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabOmemoContext, confab_omemo_context_free)

G_END_DECLS
