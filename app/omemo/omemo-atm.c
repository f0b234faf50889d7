/* Tells checked devices of keys that were checked or left out, and believes theirs (XEP-0450). A
 * device is believed about the keys of its own person; one's own devices about everybody's. What is
 * left out is never taken in again by a message, so that the order in which a server delivers them
 * decides nothing. */

#include "omemo/omemo-atm.h"

#include <string.h>

#include "omemo/omemo-context-private.h"
#include "omemo/omemo-seal-private.h"

#define NS_TRUST "urn:xmpp:tm:1"
#define NS_ATM "urn:xmpp:atm:1"
#define NS_OMEMO "urn:xmpp:omemo:2"
#define ID_BYTES 16
#define MAX_BASE64 64

/* ---- what a message says ---- */

static ConfabStanza *
new_trust_message (void) {
  ConfabStanza *trust = confab_xmpp_stanza_new ("trust-message", NS_TRUST);

  confab_xmpp_stanza_set (trust, "usage", NS_ATM);
  confab_xmpp_stanza_set (trust, "encryption", NS_OMEMO);
  return trust;
}

/* The fingerprint of XEP-0384 section 8: Curve25519. */
static void
add_key (ConfabStanza *trust, const char *owner, GBytes *key, ConfabOmemoSaid said) {
  ConfabStanza *element = NULL;
  gsize size;
  const guint8 *bytes = g_bytes_get_data (key, &size);
  g_autofree char *text = g_base64_encode (bytes, size);

  for (guint i = 0; i < confab_xmpp_stanza_get_n_children (trust); i++)
    if (g_strcmp0 (confab_xmpp_stanza_get (confab_xmpp_stanza_get_nth (trust, i), "jid"), owner) ==
        0)
      element = confab_xmpp_stanza_get_nth (trust, i);
  if (element == NULL) {
    element = confab_xmpp_stanza_add (trust, "key-owner", NULL);
    confab_xmpp_stanza_set (element, "jid", owner);
  }
  confab_xmpp_stanza_add_text (
      element, said == CONFAB_OMEMO_SAID_CHECKED ? "trust" : "distrust", NULL, text);
}

/* Every key that was checked, but `but`; of one's own devices alone if `is_own_only`. */
static ConfabStanza *
new_all_checked (
    const ConfabOmemoScope *scope, GPtrArray *checked, GBytes *but, gboolean is_own_only) {
  ConfabStanza *trust = new_trust_message ();

  for (guint i = 0; i < checked->len && i < CONFAB_OMEMO_ATM_MAX_KEYS; i++) {
    const ConfabStoreOmemoRumour *one = g_ptr_array_index (checked, i);

    if (!g_bytes_equal (one->key, but) && (!is_own_only || strcmp (one->owner, scope->own) == 0))
      add_key (trust, one->owner, one->key, CONFAB_OMEMO_SAID_CHECKED);
  }
  return trust;
}

/* ---- telling ---- */

typedef enum {
  AUDIENCE_OTHERS = 0, /* checked devices but that of the key */
  AUDIENCE_THE_ONE,    /* the device of the key */
} Audience;

typedef struct {
  const ConfabOmemoScope *scope;
  GBytes *key;
  GPtrArray *envelopes;
} Telling;

static GPtrArray *
get_audience (const Telling *telling, const char *to, Audience audience, GError **error) {
  const char *addresses[] = { to, NULL };
  GPtrArray *targets = confab_omemo_seal_dup_targets (telling->scope, addresses, error);

  for (guint i = targets != NULL ? targets->len : 0; i > 0; i--) {
    const ConfabOmemoTarget *target = g_ptr_array_index (targets, i - 1);
    gboolean is_the_one = g_bytes_equal (target->session->identity, telling->key);

    if (target->verdict != CONFAB_DEVICE_VERIFIED || target->session->version != CONFAB_OMEMO_TWO ||
        is_the_one != (audience == AUDIENCE_THE_ONE))
      g_ptr_array_remove_index (targets, i - 1);
  }
  return targets;
}

/* Takes `trust`. */
static gboolean
tell (Telling *telling, const char *to, Audience audience, ConfabStanza *trust, GError **error) {
  g_autoptr (ConfabStanza) content = confab_xmpp_stanza_new ("content", "urn:xmpp:sce:1");
  g_autoptr (GPtrArray) targets = get_audience (telling, to, audience, error);
  g_autoptr (ConfabJid) jid = confab_base_jid_new (to, NULL);
  g_autofree char *id = confab_base_random_dup_id (telling->scope->random, ID_BYTES);
  ConfabOmemoLetter letter = { .to = jid, .id = id, .content = content };
  gboolean is_empty = confab_xmpp_stanza_get_n_children (trust) == 0;
  ConfabEnvelope *envelope;

  confab_xmpp_stanza_take_child (content, trust);
  if (targets == NULL)
    return FALSE;
  if (is_empty || targets->len == 0 || jid == NULL)
    return TRUE;
  envelope = confab_omemo_seal_letter (telling->scope, &letter, targets, error);
  if (envelope == NULL)
    return FALSE;
  g_ptr_array_add (telling->envelopes, envelope);
  return TRUE;
}

/* A key of somebody: one's own checked devices are told; and its device hears of them. */
static gboolean
tell_of_theirs (Telling *telling, const char *address, ConfabOmemoSaid said, GPtrArray *checked,
    GError **error) {
  const ConfabOmemoScope *scope = telling->scope;
  ConfabStanza *trust = new_trust_message ();

  add_key (trust, address, telling->key, said);
  if (!tell (telling, scope->own, AUDIENCE_OTHERS, trust, error))
    return FALSE;
  return said != CONFAB_OMEMO_SAID_CHECKED ||
         tell (telling, address, AUDIENCE_THE_ONE,
             new_all_checked (scope, checked, telling->key, TRUE), error);
}

/* A key of one's own: everybody's checked devices are told; and its device hears of all of them. */
static gboolean
tell_of_own (Telling *telling, ConfabOmemoSaid said, GPtrArray *checked, GError **error) {
  const ConfabOmemoScope *scope = telling->scope;
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_add (told, (gpointer)scope->own);
  for (guint i = 0; i <= checked->len && g_hash_table_size (told) <= CONFAB_OMEMO_ATM_MAX_PEOPLE;
      i++) {
    const ConfabStoreOmemoRumour *one = i > 0 ? g_ptr_array_index (checked, i - 1) : NULL;
    ConfabStanza *trust;

    if (one != NULL && !g_hash_table_add (told, one->owner))
      continue;
    trust = new_trust_message ();
    add_key (trust, scope->own, telling->key, said);
    if (!tell (telling, one != NULL ? one->owner : scope->own, AUDIENCE_OTHERS, trust, error))
      return FALSE;
  }
  return said != CONFAB_OMEMO_SAID_CHECKED ||
         tell (telling, scope->own, AUDIENCE_THE_ONE,
             new_all_checked (scope, checked, telling->key, FALSE), error);
}

/* ---- believing ---- */

/* A key that is named in the form of version 2 is known here by the other one. */
static gboolean
find_known (const ConfabOmemoScope *scope, const char *owner, GBytes **key,
    ConfabStoreOmemoIdentity **known, GError **error) {
  g_autoptr (GBytes) other = NULL;

  if (!confab_store_omemo_get_identity (scope->db, scope->account, owner, *key, known, error))
    return FALSE;
  if (*known != NULL)
    return TRUE;
  other = confab_omemo_context_dup_identity (CONFAB_OMEMO_TWO, g_bytes_get_data (*key, NULL));
  if (other == NULL)
    return TRUE;
  if (!confab_store_omemo_get_identity (scope->db, scope->account, owner, other, known, error))
    return FALSE;
  if (*known != NULL) {
    g_bytes_unref (*key);
    *key = g_steal_pointer (&other);
  }
  return TRUE;
}

static gboolean
is_this (const ConfabOmemoScope *scope, const char *owner, GBytes *key, gboolean *is_own,
    GError **error) {
  g_autoptr (ConfabStoreOmemoOwn) own = NULL;

  *is_own = FALSE;
  if (strcmp (owner, scope->own) != 0)
    return TRUE;
  if (!confab_store_omemo_get_own (scope->db, scope->account, &own, error))
    return FALSE;
  *is_own = own != NULL && g_bytes_equal (own->identity, key);
  return TRUE;
}

/* Takes over what was said of one key; TRUE in `is_changed` if it was news. */
static gboolean
believe (const ConfabOmemoScope *scope, const char *owner, GBytes **key, ConfabOmemoSaid said,
    gboolean *is_changed, GError **error) {
  g_autoptr (ConfabStoreOmemoIdentity) known = NULL;
  gboolean is_own;

  *is_changed = FALSE;
  if (!find_known (scope, owner, key, &known, error) ||
      !is_this (scope, owner, *key, &is_own, error))
    return FALSE;
  if (is_own ||
      (known != NULL && (known->said == CONFAB_OMEMO_SAID_LEAVE_OUT || known->said == (int)said)))
    return TRUE;
  *is_changed = TRUE;
  return confab_omemo_devices_say (scope, owner, *key, said, error);
}

/* What those keys said before they were checked; and what the keys said that they vouched for. */
static gboolean
believe_rumours (const ConfabOmemoScope *scope, const char *address, GBytes *key, guint *n_changed,
    GError **error) {
  g_autoptr (GPtrArray) queue =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_store_omemo_rumour_free);
  ConfabStoreOmemoRumour *first = g_new0 (ConfabStoreOmemoRumour, 1);

  first->owner = g_strdup (address);
  first->key = g_bytes_ref (key);
  g_ptr_array_add (queue, first);
  for (guint at = 0; at < queue->len && at < CONFAB_OMEMO_ATM_MAX_KEYS; at++) {
    ConfabStoreOmemoRumour *by = g_ptr_array_index (queue, at);
    GPtrArray *said =
        confab_store_omemo_take_rumours (scope->db, scope->account, by->owner, by->key, error);

    if (said == NULL)
      return FALSE;
    for (guint i = said->len; i > 0; i--) {
      ConfabStoreOmemoRumour *one = g_ptr_array_steal_index (said, i - 1);
      gboolean is_changed = FALSE;
      gboolean is_done =
          believe (scope, one->owner, &one->key, (ConfabOmemoSaid)one->said, &is_changed, error);

      *n_changed += is_changed != FALSE;
      if (is_done && is_changed && one->said == CONFAB_OMEMO_SAID_CHECKED)
        g_ptr_array_add (queue, one);
      else
        confab_store_omemo_rumour_free (one);
      if (!is_done) {
        g_ptr_array_unref (said);
        return FALSE;
      }
    }
    g_ptr_array_unref (said);
  }
  return TRUE;
}

GPtrArray *
confab_omemo_atm_tell (const ConfabOmemoScope *scope, const char *address, GBytes *identity,
    ConfabOmemoSaid said, GError **error) {
  g_autoptr (GPtrArray) envelopes =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_base_envelope_unref);
  g_autoptr (GPtrArray) checked = NULL;
  Telling telling = { .scope = scope, .key = identity, .envelopes = envelopes };
  guint n_changed = 0;
  gboolean is_done;

  if (said != CONFAB_OMEMO_SAID_CHECKED && said != CONFAB_OMEMO_SAID_LEAVE_OUT)
    return g_steal_pointer (&envelopes);
  if (said == CONFAB_OMEMO_SAID_CHECKED &&
      !believe_rumours (scope, address, identity, &n_changed, error))
    return NULL;
  checked = confab_store_omemo_list_checked (scope->db, scope->account, error);
  if (checked == NULL)
    return NULL;
  if (strcmp (address, scope->own) == 0)
    is_done = tell_of_own (&telling, said, checked, error);
  else
    is_done = tell_of_theirs (&telling, address, said, checked, error);
  return is_done ? g_steal_pointer (&envelopes) : NULL;
}

/* ---- hearing ---- */

typedef struct {
  const ConfabOmemoScope *scope;
  const char *from;
  const ConfabOmemoOpened *opened;
  guint n_keys;
  guint *n_changed;
} Hearing;

static GBytes *
read_key (const ConfabStanza *element) {
  const char *text = confab_xmpp_stanza_get_text (element);
  g_autofree guint8 *bytes = NULL;
  gsize size;

  if (strlen (text) > MAX_BASE64)
    return NULL;
  bytes = g_base64_decode (text, &size);
  return size == CONFAB_OMEMO_KEY_BYTES ? g_bytes_new (bytes, size) : NULL;
}

static gboolean
hear_key (Hearing *hearing, const char *owner, const ConfabStanza *element, GError **error) {
  const ConfabOmemoScope *scope = hearing->scope;
  ConfabOmemoSaid said = CONFAB_OMEMO_SAID_NOTHING;
  g_autoptr (GBytes) key = NULL;
  gboolean is_changed;
  ConfabStoreOmemoRumour rumour;

  if (confab_xmpp_stanza_is (element, "trust", NS_TRUST))
    said = CONFAB_OMEMO_SAID_CHECKED;
  if (confab_xmpp_stanza_is (element, "distrust", NS_TRUST))
    said = CONFAB_OMEMO_SAID_LEAVE_OUT;
  if (said == CONFAB_OMEMO_SAID_NOTHING || hearing->n_keys >= CONFAB_OMEMO_ATM_MAX_KEYS)
    return TRUE;
  hearing->n_keys++;
  key = read_key (element);
  if (key == NULL)
    return TRUE;
  if (hearing->opened->verdict != CONFAB_DEVICE_VERIFIED) {
    rumour = (ConfabStoreOmemoRumour){
      .by = hearing->opened->identity, .owner = (char *)owner, .key = key, .said = (int)said
    };
    return confab_store_omemo_put_rumour (
        scope->db, scope->account, hearing->from, &rumour, scope->now_us, error);
  }
  if (!believe (scope, owner, &key, said, &is_changed, error))
    return FALSE;
  *hearing->n_changed += is_changed != FALSE;
  return !is_changed || said != CONFAB_OMEMO_SAID_CHECKED ||
         believe_rumours (scope, owner, key, hearing->n_changed, error);
}

static gboolean
hear_owner (Hearing *hearing, const ConfabStanza *element, GError **error) {
  const char *address = confab_xmpp_stanza_get (element, "jid");
  g_autoptr (ConfabJid) jid = address != NULL ? confab_base_jid_new (address, NULL) : NULL;
  const char *owner = jid != NULL ? confab_base_jid_get_bare (jid) : NULL;

  if (!confab_xmpp_stanza_is (element, "key-owner", NS_TRUST) || owner == NULL)
    return TRUE;
  if (strcmp (hearing->from, hearing->scope->own) != 0 && strcmp (hearing->from, owner) != 0)
    return TRUE;
  for (guint i = 0; i < confab_xmpp_stanza_get_n_children (element); i++)
    if (!hear_key (hearing, owner, confab_xmpp_stanza_get_nth (element, i), error))
      return FALSE;
  return TRUE;
}

gboolean
confab_omemo_atm_hear (const ConfabOmemoScope *scope, const char *from,
    const ConfabOmemoOpened *opened, gboolean *is_heard, guint *n_changed, GError **error) {
  Hearing hearing = { .scope = scope, .from = from, .opened = opened, .n_changed = n_changed };
  const ConfabStanza *trust = NULL;

  *is_heard = FALSE;
  *n_changed = 0;
  if (opened->content != NULL)
    trust = confab_xmpp_stanza_get_child (opened->content, "trust-message", NS_TRUST);
  if (trust == NULL || opened->identity == NULL)
    return TRUE;
  *is_heard = TRUE;
  if (g_strcmp0 (confab_xmpp_stanza_get (trust, "usage"), NS_ATM) != 0 ||
      g_strcmp0 (confab_xmpp_stanza_get (trust, "encryption"), NS_OMEMO) != 0)
    return TRUE;
  for (guint i = 0; i < confab_xmpp_stanza_get_n_children (trust); i++)
    if (!hear_owner (&hearing, confab_xmpp_stanza_get_nth (trust, i), error))
      return FALSE;
  return TRUE;
}
