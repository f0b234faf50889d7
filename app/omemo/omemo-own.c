/* The keys of this device: one identity for both versions, prekeys for each version apart, so that
 * one person's use of one never takes the other away. Ids only grow and are never given out twice;
 * 0xFFFFFF is out of reach. Renewed in time, refilled within limits. */

#include "omemo/omemo.h"

#include <omemo/key_helper.h>

#include "omemo/omemo-context-private.h"
#include "omemo/omemo-seal.h"

#define MAX_DEVICE 0x7FFFFFFF /* XEP-0384 5.1 */
#define PREKEYS 100
#define MIN_PREKEYS 25 /* XEP-0384 4.2: never fewer in a bundle */
#define REFILL_US G_TIME_SPAN_HOUR
#define SIGNED_US (7 * G_TIME_SPAN_DAY)
#define SIGNED_KEPT_US (30 * G_TIME_SPAN_DAY)
#define LAST_ID 0xFFFFFE
#define ROLL_BACK_LEAP 10000 /* ids that a lost vault may have given out */

static const ConfabOmemoVersion versions[] = { CONFAB_OMEMO_OLD, CONFAB_OMEMO_TWO };

static gboolean
fail (GError **error, const char *what) {
  g_set_error_literal (error, CONFAB_OMEMO_ERROR, CONFAB_OMEMO_ERROR_FAILED, what);
  return FALSE;
}

static guint32
draw_device (const ConfabOmemoScope *scope) {
  return 1 + confab_base_random_below (scope->random, MAX_DEVICE);
}

/* ---- making keys ---- */

static gboolean
generate_prekeys (
    ConfabOmemoContext *context, ConfabStoreOmemoOwn *own, guint count, GError **error) {
  const ConfabOmemoScope *scope = context->scope;

  for (guint i = 0; i < count; i++) {
    ec_key_pair *pair = NULL;
    session_pre_key *key = NULL;
    signal_buffer *record = NULL;
    ConfabStoreOmemoPrekey prekey = { .id = own->next_prekey, .made_us = scope->now_us };
    gboolean is_kept = FALSE;

    if (own->next_prekey > LAST_ID)
      return fail (error, "Every prekey number was given out");
    if (curve_generate_key_pair (context->signal, &pair) >= 0 &&
        session_pre_key_create (&key, prekey.id, pair) >= 0 &&
        session_pre_key_serialize (&record, key) >= 0)
      prekey.record = confab_omemo_context_take (record);
    SIGNAL_UNREF (pair);
    SIGNAL_UNREF (key);
    if (prekey.record == NULL)
      return fail (error, "A prekey cannot be made");
    own->next_prekey++;
    is_kept = confab_store_omemo_add_prekey (scope->db, scope->account, (int)context->version,
        CONFAB_STORE_OMEMO_PREKEY, &prekey, error);
    g_bytes_unref (prekey.record);
    if (!is_kept)
      return FALSE;
  }
  return TRUE;
}

static ratchet_identity_key_pair *
get_pair (ConfabOmemoContext *context) {
  ratchet_identity_key_pair *pair = NULL;

  return signal_protocol_identity_get_key_pair (context->store, &pair) >= 0 ? pair : NULL;
}

static gboolean
generate_signed (ConfabOmemoContext *context, ConfabStoreOmemoOwn *own, GError **error) {
  const ConfabOmemoScope *scope = context->scope;
  ratchet_identity_key_pair *pair = get_pair (context);
  session_signed_pre_key *key = NULL;
  signal_buffer *record = NULL;
  ConfabStoreOmemoPrekey prekey = { .id = own->next_signed, .made_us = scope->now_us };
  gboolean is_kept;

  if (pair != NULL && prekey.id <= LAST_ID &&
      signal_protocol_key_helper_generate_signed_pre_key (
          &key, pair, prekey.id, (guint64)scope->now_us / 1000, context->signal) >= 0 &&
      session_signed_pre_key_serialize (&record, key) >= 0)
    prekey.record = confab_omemo_context_take (record);
  SIGNAL_UNREF (pair);
  SIGNAL_UNREF (key);
  if (prekey.record == NULL)
    return fail (error, "A signed prekey cannot be made");
  own->next_signed++;
  is_kept = confab_store_omemo_add_prekey (
      scope->db, scope->account, (int)context->version, CONFAB_STORE_OMEMO_SIGNED, &prekey, error);
  g_bytes_unref (prekey.record);
  return is_kept;
}

static gboolean
generate_identity (ConfabOmemoContext *context, ConfabStoreOmemoOwn *own, GError **error) {
  ec_key_pair *pair = NULL;
  signal_buffer *secret = NULL;

  if (curve_generate_key_pair (context->signal, &pair) >= 0 &&
      ec_private_key_serialize (&secret, ec_key_pair_get_private (pair)) >= 0) {
    own->identity =
        confab_omemo_context_take (ec_public_key_get_mont (ec_key_pair_get_public (pair)));
    own->secret = confab_omemo_context_take (secret);
  }
  SIGNAL_UNREF (pair);
  return (own->identity != NULL && own->secret != NULL) || fail (error, "No identity can be made");
}

static gboolean
make_first (const ConfabOmemoScope *scope, ConfabStoreOmemoOwn *own, GError **error) {
  for (guint i = 0; i < G_N_ELEMENTS (versions); i++) {
    g_autoptr (ConfabOmemoContext) context =
        confab_omemo_context_new (scope, versions[i], own, error);

    if (context == NULL || (own->identity == NULL && !generate_identity (context, own, error)) ||
        !generate_signed (context, own, error) || !generate_prekeys (context, own, PREKEYS, error))
      return FALSE;
  }
  return confab_store_omemo_put_own (scope->db, scope->account, own, error);
}

gboolean
confab_omemo_own_ensure (const ConfabOmemoScope *scope, guint32 *device, GError **error) {
  g_autoptr (ConfabStoreOmemoOwn) own = NULL;

  if (!confab_store_omemo_get_own (scope->db, scope->account, &own, error))
    return FALSE;
  if (own == NULL) {
    own = g_new0 (ConfabStoreOmemoOwn, 1);
    own->device = draw_device (scope);
    own->next_prekey = own->next_signed = 1;
    own->refilled_us = scope->now_us;
    if (!make_first (scope, own, error))
      return FALSE;
  }
  *device = own->device;
  return TRUE;
}

/* Reads what must be there. */
static ConfabStoreOmemoOwn *
get_own (const ConfabOmemoScope *scope, GError **error) {
  ConfabStoreOmemoOwn *own = NULL;

  if (confab_store_omemo_get_own (scope->db, scope->account, &own, error) && own == NULL)
    g_set_error_literal (
        error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_NOT_FOUND, "This account has no keys yet");
  return own;
}

static gboolean
is_taken (const GArray *taken, guint32 device) {
  for (guint i = 0; i < taken->len; i++)
    if (g_array_index (taken, guint32, i) == device)
      return TRUE;
  return FALSE;
}

gboolean
confab_omemo_own_avoid (
    const ConfabOmemoScope *scope, GArray *taken, guint32 *device, GError **error) {
  g_autoptr (ConfabStoreOmemoOwn) own = get_own (scope, error);

  if (own == NULL)
    return FALSE;
  *device = own->device;
  if (own->is_published || !is_taken (taken, own->device))
    return TRUE;
  while (is_taken (taken, own->device))
    own->device = draw_device (scope);
  *device = own->device;
  return confab_store_omemo_put_own (scope->db, scope->account, own, error);
}

/* ---- keeping them up to date ---- */

static gboolean
refill (ConfabOmemoContext *context, ConfabStoreOmemoOwn *own, gboolean is_time,
    gboolean *is_changed, GError **error) {
  const ConfabOmemoScope *scope = context->scope;
  guint n_unused;
  guint n_used;
  guint wanted;

  if (!confab_store_omemo_count_prekeys (
          scope->db, scope->account, (int)context->version, TRUE, &n_unused, &n_used, error))
    return FALSE;
  /* Between times only what a bundle must have, so that nobody makes us work at will. */
  wanted = is_time ? PREKEYS : n_unused < MIN_PREKEYS ? 2 * MIN_PREKEYS : n_unused;
  if (n_used > 0 || wanted > n_unused)
    *is_changed = TRUE;
  return wanted <= n_unused || generate_prekeys (context, own, wanted - n_unused, error);
}

static gboolean
renew_signed (
    ConfabOmemoContext *context, ConfabStoreOmemoOwn *own, gboolean *is_changed, GError **error) {
  const ConfabOmemoScope *scope = context->scope;
  g_autoptr (GPtrArray) keys = confab_store_omemo_list_prekeys (
      scope->db, scope->account, (int)context->version, CONFAB_STORE_OMEMO_SIGNED, error);
  const ConfabStoreOmemoPrekey *newest = NULL;

  if (keys == NULL)
    return FALSE;
  if (keys->len > 0)
    newest = g_ptr_array_index (keys, 0);
  /* A clock that was set back must not stop it. */
  if (newest != NULL && scope->now_us - newest->made_us < SIGNED_US &&
      newest->made_us - scope->now_us < SIGNED_US)
    return TRUE;
  *is_changed = TRUE;
  return generate_signed (context, own, error);
}

gboolean
confab_omemo_own_maintain (
    const ConfabOmemoScope *scope, gboolean keep_used, gboolean *is_changed, GError **error) {
  g_autoptr (ConfabStoreOmemoOwn) own = get_own (scope, error);
  gboolean is_time;

  *is_changed = FALSE;
  if (own == NULL)
    return FALSE;
  is_time = scope->now_us - own->refilled_us >= REFILL_US || scope->now_us < own->refilled_us;
  for (guint i = 0; i < G_N_ELEMENTS (versions); i++) {
    g_autoptr (ConfabOmemoContext) context =
        confab_omemo_context_new (scope, versions[i], own, error);

    if (context == NULL || !refill (context, own, is_time, is_changed, error) ||
        !renew_signed (context, own, is_changed, error))
      return FALSE;
  }
  if (is_time)
    own->refilled_us = scope->now_us;
  if (!confab_store_omemo_put_own (scope->db, scope->account, own, error) ||
      !confab_store_omemo_erase_signed (
          scope->db, scope->account, scope->now_us - SIGNED_KEPT_US - SIGNED_US, error))
    return FALSE;
  return keep_used || confab_store_omemo_erase_used (scope->db, scope->account, error);
}

gboolean
confab_omemo_own_rolled_back (const ConfabOmemoScope *scope, GError **error) {
  g_autoptr (ConfabStoreOmemoOwn) own = NULL;

  if (!confab_store_omemo_get_own (scope->db, scope->account, &own, error))
    return FALSE;
  if (own == NULL)
    return TRUE;
  own->next_prekey += ROLL_BACK_LEAP;
  own->next_signed += ROLL_BACK_LEAP / PREKEYS;
  for (guint i = 0; i < G_N_ELEMENTS (versions); i++) {
    g_autoptr (ConfabOmemoContext) context =
        confab_omemo_context_new (scope, versions[i], own, error);

    if (context == NULL || !generate_signed (context, own, error) ||
        !generate_prekeys (context, own, PREKEYS, error))
      return FALSE;
  }
  return confab_store_omemo_put_own (scope->db, scope->account, own, error) &&
         confab_store_omemo_set_aside (scope->db, scope->account, error);
}

/* ---- the bundle ---- */

static gboolean
add_signed (ConfabOmemoContext *context, GPtrArray *keys, ConfabXepOmemoBundle *bundle) {
  gboolean is_two = context->version == CONFAB_OMEMO_TWO;
  session_signed_pre_key *key = NULL;
  const ConfabStoreOmemoPrekey *newest;
  gsize size;
  const guint8 *record;

  if (keys->len == 0)
    return FALSE;
  newest = g_ptr_array_index (keys, 0);
  record = g_bytes_get_data (newest->record, &size);
  if (session_signed_pre_key_deserialize (&key, record, size, context->signal) < 0)
    return FALSE;
  bundle->signed_id = newest->id;
  bundle->signed_key = confab_omemo_context_take (
      ec_public_key_get_mont (ec_key_pair_get_public (session_signed_pre_key_get_key_pair (key))));
  if (is_two)
    bundle->signature = g_bytes_new (session_signed_pre_key_get_signature_omemo (key),
        session_signed_pre_key_get_signature_omemo_len (key));
  else
    bundle->signature = g_bytes_new (
        session_signed_pre_key_get_signature (key), session_signed_pre_key_get_signature_len (key));
  SIGNAL_UNREF (key);
  return bundle->signed_key != NULL;
}

static gboolean
add_prekeys (ConfabOmemoContext *context, GPtrArray *keys, ConfabXepOmemoBundle *bundle) {
  for (guint i = 0; i < keys->len && i < PREKEYS; i++) {
    const ConfabStoreOmemoPrekey *prekey = g_ptr_array_index (keys, i);
    session_pre_key *key = NULL;
    g_autoptr (GBytes) public_key = NULL;
    gsize size;
    const guint8 *record = g_bytes_get_data (prekey->record, &size);

    if (session_pre_key_deserialize (&key, record, size, context->signal) < 0)
      return FALSE;
    public_key = confab_omemo_context_take (
        ec_public_key_get_mont (ec_key_pair_get_public (session_pre_key_get_key_pair (key))));
    SIGNAL_UNREF (key);
    if (public_key == NULL)
      return FALSE;
    confab_xep_omemo_bundle_add (bundle, prekey->id, public_key);
  }
  return TRUE;
}

static GBytes *
dup_identity (ConfabOmemoContext *context) {
  ratchet_identity_key_pair *pair = NULL;
  GBytes *identity = NULL;

  if (context->version != CONFAB_OMEMO_TWO)
    return g_bytes_ref (context->own->identity);
  pair = get_pair (context);
  if (pair != NULL)
    identity = confab_omemo_context_take (
        ec_public_key_get_ed (ratchet_identity_key_pair_get_public (pair)));
  SIGNAL_UNREF (pair);
  return identity;
}

static ConfabXepOmemoBundle *
build_bundle (ConfabOmemoContext *context, GError **error) {
  const ConfabOmemoScope *scope = context->scope;
  g_autoptr (ConfabXepOmemoBundle) bundle = confab_xep_omemo_bundle_alloc (context->version);
  g_autoptr (GPtrArray) prekeys = confab_store_omemo_list_prekeys (
      scope->db, scope->account, (int)context->version, CONFAB_STORE_OMEMO_PREKEY, error);
  g_autoptr (GPtrArray) signed_prekeys = NULL;

  if (prekeys == NULL)
    return NULL;
  signed_prekeys = confab_store_omemo_list_prekeys (
      scope->db, scope->account, (int)context->version, CONFAB_STORE_OMEMO_SIGNED, error);
  if (signed_prekeys == NULL)
    return NULL;
  bundle->identity = dup_identity (context);
  if (bundle->identity == NULL || !add_signed (context, signed_prekeys, bundle) ||
      !add_prekeys (context, prekeys, bundle)) {
    fail (error, "The bundle cannot be put together");
    return NULL;
  }
  return g_steal_pointer (&bundle);
}

ConfabXepOmemoBundle *
confab_omemo_own_bundle (
    const ConfabOmemoScope *scope, ConfabOmemoVersion version, GError **error) {
  g_autoptr (ConfabStoreOmemoOwn) own = get_own (scope, error);
  g_autoptr (ConfabOmemoContext) context = NULL;
  g_autoptr (ConfabXepOmemoBundle) bundle = NULL;

  if (own == NULL)
    return NULL;
  context = confab_omemo_context_new (scope, version, own, error);
  if (context == NULL)
    return NULL;
  bundle = build_bundle (context, error);
  if (bundle == NULL)
    return NULL;
  own->is_published = TRUE;
  if (!confab_store_omemo_put_own (scope->db, scope->account, own, error))
    return NULL;
  return g_steal_pointer (&bundle);
}
