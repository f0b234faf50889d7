/* From the key for this device to the blob in it. The states that could open it are known by the
 * ratchet keys they opened before, so that a forged message costs one state and not forty; what an
 * unknown ratchet key may cost is bounded for each message and for each person. Refuses every key
 * of an exchange that was used by another one already, once it is erased. */

#include "omemo/omemo-open-private.h"

#include <string.h>

#include "omemo/omemo-trust-private.h"
#include "store/store-messages.h"

#define CHAIN_BYTES (CONFAB_OMEMO_KEY_BYTES + 4) /* ratchet key, highest counter */
#define MAX_CHAINS 5                             /* that the library keeps of one state */
#define REPAIR_US (10 * G_TIME_SPAN_MINUTE)      /* in which both sides hear of a repair */
#define BYTES_FOR_STEP 2048 /* reading that much of a record costs as much as a step */

void
confab_omemo_opening_clear (ConfabOmemoOpening *opening) {
  confab_omemo_wire_clear (&opening->wire);
  confab_omemo_trust_clear (&opening->trust);
  g_clear_pointer (&opening->context, confab_omemo_context_free);
  g_clear_pointer (&opening->device, confab_store_omemo_device_free);
  g_clear_pointer (&opening->session, confab_store_omemo_session_free);
  g_clear_pointer (&opening->blob, signal_buffer_bzero_free);
}

/* ---- chains ---- */

static guint32
read_counter (const guint8 *chain) {
  guint32 counter;

  memcpy (&counter, chain + CONFAB_OMEMO_KEY_BYTES, sizeof counter);
  return GUINT32_FROM_BE (counter);
}

/* TRUE if the state opened a message of that ratchet key; `highest` is the last counter. */
static gboolean
has_chain (const ConfabStoreOmemoSession *session, const guint8 *ratchet, guint32 *highest) {
  gsize size = 0;
  const guint8 *chains = session->chains != NULL ? g_bytes_get_data (session->chains, &size) : NULL;

  for (gsize at = 0; at + CHAIN_BYTES <= size; at += CHAIN_BYTES) {
    if (memcmp (chains + at, ratchet, CONFAB_OMEMO_KEY_BYTES) != 0)
      continue;
    *highest = read_counter (chains + at);
    return TRUE;
  }
  return FALSE;
}

/* The same with the message's chain in front. Returns: (transfer full) */
static GBytes *
dup_chains (const ConfabStoreOmemoSession *session, const ConfabOmemoWire *wire) {
  GByteArray *chains = g_byte_array_sized_new (MAX_CHAINS * CHAIN_BYTES);
  guint32 highest = 0;
  guint32 counter;
  gsize size = 0;
  const guint8 *old = session->chains != NULL ? g_bytes_get_data (session->chains, &size) : NULL;

  has_chain (session, wire->ratchet, &highest);
  counter = GUINT32_TO_BE (MAX (highest, wire->counter));
  g_byte_array_append (chains, wire->ratchet, CONFAB_OMEMO_KEY_BYTES);
  g_byte_array_append (chains, (const guint8 *)&counter, sizeof counter);
  for (gsize at = 0; at + CHAIN_BYTES <= size && chains->len < MAX_CHAINS * CHAIN_BYTES;
      at += CHAIN_BYTES)
    if (memcmp (old + at, wire->ratchet, CONFAB_OMEMO_KEY_BYTES) != 0)
      g_byte_array_append (chains, old + at, CHAIN_BYTES);
  return g_byte_array_free_to_bytes (chains);
}

/* ---- one state ---- */

static gint64
get_cost (const ConfabOmemoOpening *opening, const ConfabStoreOmemoSession *session) {
  const ConfabOmemoWire *wire = &opening->wire;
  gint64 cost = (gint64)(session->record_bytes / BYTES_FOR_STEP);
  guint32 highest = 0;

  if (!has_chain (session, wire->ratchet, &highest))
    return cost + CONFAB_OMEMO_COST_RATCHET + (gint64)wire->counter * CONFAB_OMEMO_COST_STEP;
  return cost + (wire->counter > highest ? wire->counter - highest : 0) * CONFAB_OMEMO_COST_STEP;
}

/* `session` NULL: a new one. The key was judged before. `result` is the library's; FALSE only if
 * the vault failed. */
static gboolean
try_state (ConfabOmemoOpening *opening, const ConfabStoreOmemoSession *session, int *result,
    GError **error) {
  const ConfabOmemoScope *scope = opening->scope;
  ConfabOmemoContext *context = opening->context;
  g_autoptr (GBytes) record = NULL;
  gsize size;
  const guint8 *bytes = g_bytes_get_data (opening->key->bytes, &size);

  if (session != NULL) {
    record =
        confab_store_omemo_read_session (scope->db, scope->account, opening->from, session, error);
    if (record == NULL)
      return FALSE;
  }
  confab_omemo_context_set (context, opening->from, opening->sealed->sender, record);
  context->judged = session != NULL ? session->identity : opening->wire.identity;
  *result = confab_omemo_context_decrypt (
      context, bytes, size, opening->key->is_exchange, &opening->blob);
  if (context->error != NULL) {
    g_propagate_error (error, g_steal_pointer (&context->error));
    return FALSE;
  }
  return TRUE;
}

static ConfabOmemoCause
get_cause (int result) {
  switch (result) {
  case SG_ERR_INVALID_KEY_ID:
  case SG_ERR_NO_SESSION:
    return CONFAB_OMEMO_CAUSE_NO_SESSION;
  case SG_ERR_UNTRUSTED_IDENTITY:
    return CONFAB_OMEMO_CAUSE_LEFT_OUT;
  case SG_ERR_LEGACY_MESSAGE:
  case SG_ERR_INVALID_VERSION:
    return CONFAB_OMEMO_CAUSE_UNKNOWN_WAY;
  default:
    return CONFAB_OMEMO_CAUSE_DAMAGED;
  }
}

/* The very bytes, kept as a keyed hash: tells what came twice from what was sealed with a key that
 * was used before (a peer who went back to an old state). */
static char *
dup_mark (const ConfabOmemoOpening *opening) {
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, opening->key->bytes);

  return g_strconcat ("omemo ", opening->from, " ", hash, NULL);
}

static gboolean
was_opened (ConfabOmemoOpening *opening, gboolean *is_repeated, GError **error) {
  g_autofree char *mark = dup_mark (opening);
  gboolean is_new = TRUE;

  if (!confab_store_seen_check (opening->scope->db, opening->scope->account, mark,
          opening->scope->now_us, &is_new, error))
    return FALSE;
  *is_repeated = !is_new;
  return TRUE;
}

/* ---- the states in question ---- */

static gboolean
is_left_out (const ConfabOmemoOpening *opening, GBytes *identity) {
  gboolean is_decided;

  return confab_omemo_trust_weigh (&opening->trust, identity, &is_decided) ==
         CONFAB_DEVICE_DISTRUSTED;
}

/* TRUE if nothing but this state could open it. */
static gboolean
is_the_one (const ConfabOmemoOpening *opening, const ConfabStoreOmemoSession *session) {
  guint32 highest;

  if (opening->key->is_exchange)
    return g_bytes_equal (session->base, opening->wire.base);
  return has_chain (session, opening->wire.ratchet, &highest);
}

static gboolean
is_in_question (
    const ConfabOmemoOpening *opening, GPtrArray *sessions, guint nth, gboolean has_one) {
  const ConfabStoreOmemoSession *session = g_ptr_array_index (sessions, nth);

  return !has_one || is_the_one (opening, session);
}

/* A new session is on its way to them after a repair: what they wrote before they heard of it
 * opens, but is not written with again. Some throw the older one away with the first message of the
 * new, and could open nothing of it. */
static gboolean
is_overtaken (const ConfabOmemoOpening *opening, GPtrArray *sessions, guint nth) {
  gint64 repaired_us = opening->device->repaired_us;

  if (repaired_us == 0 || ABS (opening->scope->now_us - repaired_us) >= REPAIR_US)
    return FALSE;
  for (guint i = 0; i < nth; i++) {
    const ConfabStoreOmemoSession *newer = g_ptr_array_index (sessions, i);

    if (!newer->is_aside && newer->chains == NULL)
      return TRUE;
  }
  return FALSE;
}

/* Tries one; TRUE in `is_done` if no other is to be tried. */
static gboolean
try_session (ConfabOmemoOpening *opening, GPtrArray *sessions, guint nth, ConfabOmemoCause *cause,
    gboolean *is_done, gboolean *is_repeated, GError **error) {
  ConfabStoreOmemoSession *session = g_ptr_array_index (sessions, nth);
  gint64 cost = get_cost (opening, session);
  gboolean may_try;
  int result;

  if (is_left_out (opening, session->identity)) {
    if (*cause == CONFAB_OMEMO_CAUSE_NO_SESSION)
      *cause = CONFAB_OMEMO_CAUSE_LEFT_OUT;
    return TRUE;
  }
  if (!confab_omemo_budget_check (
          opening->scope, opening->from, opening->cost + cost, &may_try, error))
    return FALSE;
  if (!may_try || opening->cost + cost > CONFAB_OMEMO_COST_MAX) {
    if (*cause != CONFAB_OMEMO_CAUSE_DAMAGED)
      *cause = CONFAB_OMEMO_CAUSE_TOO_MUCH;
    return TRUE;
  }
  if (!try_state (opening, session, &result, error))
    return FALSE;
  if (result >= 0) {
    opening->session = session;
    session->keeps_place |= is_overtaken (opening, sessions, nth);
    g_ptr_array_index (sessions, nth) = g_new0 (ConfabStoreOmemoSession, 1);
    *cause = CONFAB_OMEMO_CAUSE_NONE;
    *is_done = TRUE;
    return TRUE;
  }
  opening->cost += cost;
  if (result != SG_ERR_DUPLICATE_MESSAGE) {
    *cause = get_cause (result);
    return TRUE;
  }
  *is_done = TRUE;
  *cause = CONFAB_OMEMO_CAUSE_NO_SESSION;
  return was_opened (opening, is_repeated, error);
}

static gboolean
try_sessions (ConfabOmemoOpening *opening, GPtrArray *sessions, gboolean has_one,
    ConfabOmemoCause *cause, gboolean *is_repeated, GError **error) {
  gboolean is_done = FALSE;

  *cause = CONFAB_OMEMO_CAUSE_NO_SESSION;
  for (guint i = 0; i < sessions->len && !is_done; i++)
    if (is_in_question (opening, sessions, i, has_one) &&
        !try_session (opening, sessions, i, cause, &is_done, is_repeated, error))
      return FALSE;
  return TRUE;
}

/* ---- an exchange ---- */

/* An exchange that was seen before is known by the mark it left on its prekey, when its state is
 * gone already. */
static gboolean
check_prekey (
    ConfabOmemoOpening *opening, ConfabOmemoCause *cause, gboolean *is_repeated, GError **error) {
  const ConfabOmemoScope *scope = opening->scope;
  g_autoptr (ConfabStoreOmemoPrekey) prekey = NULL;

  if (!confab_store_omemo_get_prekey (scope->db, scope->account, (int)opening->sealed->version,
          CONFAB_STORE_OMEMO_PREKEY, opening->wire.prekey, &prekey, error))
    return FALSE;
  *cause = CONFAB_OMEMO_CAUSE_NONE;
  if (prekey == NULL || prekey->record == NULL)
    *cause = CONFAB_OMEMO_CAUSE_NO_SESSION;
  if (prekey != NULL && prekey->used_by != NULL &&
      g_bytes_equal (prekey->used_by, opening->wire.base)) {
    *cause = CONFAB_OMEMO_CAUSE_NO_SESSION;
    return was_opened (opening, is_repeated, error);
  }
  return TRUE;
}

/* One key is one person's: an exchange that somebody took from another's message, and sends as
 * their own, would open in v0.3, which does not say whom it is from. */
static gboolean
check_owner (ConfabOmemoOpening *opening, ConfabOmemoCause *cause, GError **error) {
  const ConfabOmemoScope *scope = opening->scope;
  gboolean is_others;

  if (!confab_store_omemo_find_owner (
          scope->db, scope->account, opening->from, opening->wire.identity, &is_others, error))
    return FALSE;
  *cause = is_others || g_bytes_equal (opening->wire.identity, opening->own->identity)
               ? CONFAB_OMEMO_CAUSE_MISMATCH
               : CONFAB_OMEMO_CAUSE_NONE;
  return TRUE;
}

static gboolean
begin_session (
    ConfabOmemoOpening *opening, ConfabOmemoCause *cause, gboolean *is_repeated, GError **error) {
  gint64 cost =
      2 * CONFAB_OMEMO_COST_RATCHET + (gint64)opening->wire.counter * CONFAB_OMEMO_COST_STEP;
  gboolean may_try;
  int result;

  if (!check_owner (opening, cause, error))
    return FALSE;
  if (*cause == CONFAB_OMEMO_CAUSE_NONE && !check_prekey (opening, cause, is_repeated, error))
    return FALSE;
  if (*cause != CONFAB_OMEMO_CAUSE_NONE)
    return TRUE;
  if (!confab_omemo_budget_check (opening->scope, opening->from, cost, &may_try, error))
    return FALSE;
  if (!may_try || cost > CONFAB_OMEMO_COST_MAX) {
    *cause = CONFAB_OMEMO_CAUSE_TOO_MUCH;
    return TRUE;
  }
  if (!try_state (opening, NULL, &result, error))
    return FALSE;
  if (result < 0) {
    opening->cost += cost;
    *cause = get_cause (result);
    return TRUE;
  }
  opening->is_new = TRUE;
  opening->session = g_new0 (ConfabStoreOmemoSession, 1);
  opening->session->version = (int)opening->sealed->version;
  opening->session->device = opening->sealed->sender;
  opening->session->base = g_bytes_ref (opening->wire.base);
  opening->session->identity = g_bytes_ref (opening->wire.identity);
  return TRUE;
}

/* ---- the whole ---- */

/* The state that must be the one; an exchange in a known session must come with its key. */
static gboolean
find_the_one (ConfabOmemoOpening *opening, GPtrArray *sessions, gboolean *is_false) {
  for (guint i = 0; i < sessions->len; i++) {
    const ConfabStoreOmemoSession *session = g_ptr_array_index (sessions, i);

    if (!is_the_one (opening, session))
      continue;
    *is_false =
        opening->key->is_exchange && !g_bytes_equal (session->identity, opening->wire.identity);
    return TRUE;
  }
  return FALSE;
}

static gboolean
unlock (
    ConfabOmemoOpening *opening, ConfabOmemoCause *cause, gboolean *is_repeated, GError **error) {
  const ConfabOmemoScope *scope = opening->scope;
  gboolean is_false = FALSE;
  gboolean left_out;
  gboolean has_one;
  g_autoptr (GPtrArray) sessions = confab_store_omemo_list_sessions (scope->db, scope->account,
      (int)opening->sealed->version, opening->from, opening->sealed->sender, error);

  if (sessions == NULL || !confab_omemo_trust_read (scope, opening->from, &opening->trust, error))
    return FALSE;
  left_out = opening->wire.identity != NULL && is_left_out (opening, opening->wire.identity);
  has_one = find_the_one (opening, sessions, &is_false);
  *cause = left_out ? CONFAB_OMEMO_CAUSE_LEFT_OUT : CONFAB_OMEMO_CAUSE_DAMAGED;
  if (left_out || is_false)
    return TRUE;
  if (opening->key->is_exchange && !has_one)
    return begin_session (opening, cause, is_repeated, error);
  return try_sessions (opening, sessions, has_one, cause, is_repeated, error);
}

gboolean
confab_omemo_opening_unlock (
    ConfabOmemoOpening *opening, ConfabOmemoCause *cause, gboolean *is_repeated, GError **error) {
  gsize size;
  const guint8 *bytes = g_bytes_get_data (opening->key->bytes, &size);

  *is_repeated = FALSE;
  *cause = CONFAB_OMEMO_CAUSE_DAMAGED;
  if (confab_omemo_wire_read (opening->sealed->version, opening->key->is_exchange, bytes, size,
          &opening->wire) != CONFAB_OMEMO_WIRE_GOOD)
    return TRUE;
  opening->context =
      confab_omemo_context_new (opening->scope, opening->sealed->version, opening->own, error);
  return opening->context != NULL && unlock (opening, cause, is_repeated, error);
}

static gboolean
keep_session (ConfabOmemoOpening *opening, GError **error) {
  ConfabStoreOmemoSession *session = opening->session;
  GBytes *chains = dup_chains (session, &opening->wire);

  g_clear_pointer (&session->chains, g_bytes_unref);
  session->chains = chains;
  g_clear_pointer (&session->record, g_bytes_unref);
  session->record = g_bytes_ref (opening->context->stored);
  return confab_store_omemo_put_session (
      opening->scope->db, opening->scope->account, opening->from, session, error);
}

gboolean
confab_omemo_opening_keep (ConfabOmemoOpening *opening, GError **error) {
  const ConfabOmemoScope *scope = opening->scope;
  ConfabStoreOmemoDevice *device = opening->device;
  gboolean was_seen;

  if (!confab_omemo_trust_see (scope, opening->from, &opening->trust, device,
          opening->session->identity, &opening->verdict, error))
    return FALSE;
  device->last_us = MAX (device->last_us, scope->now_us);
  if (opening->context->used_prekey != 0 &&
      !confab_store_omemo_use_prekey (scope->db, scope->account, (int)opening->sealed->version,
          opening->context->used_prekey, opening->wire.base, error))
    return FALSE;
  return keep_session (opening, error) && was_opened (opening, &was_seen, error) &&
         confab_store_omemo_put_device (scope->db, scope->account, opening->from, device, error);
}
