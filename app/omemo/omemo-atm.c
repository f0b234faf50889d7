/* Believes what checked devices tell of keys (XEP-0450). A device is believed about the keys of its
 * own person; one's own devices about everybody's. What is left out is never taken in again by a
 * message, so that the order in which a server delivers them decides nothing. */

#include "omemo/omemo-atm-private.h"

#include <string.h>

#include "omemo/omemo-context-private.h"
#include "store/store-omemo.h"

#define MAX_BASE64 64

void
confab_omemo_atm_news_init (ConfabOmemoAtmNews *news) {
  *news = (ConfabOmemoAtmNews){ .people = g_ptr_array_new_with_free_func (g_free) };
}

void
confab_omemo_atm_news_clear (ConfabOmemoAtmNews *news) {
  g_clear_pointer (&news->people, g_ptr_array_unref);
}

static void
note (ConfabOmemoAtmNews *news, const char *address) {
  if (!g_ptr_array_find_with_equal_func (news->people, address, g_str_equal, NULL))
    g_ptr_array_add (news->people, g_strdup (address));
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

/* It is another's word, and as such kept apart from the user's. */
static gboolean
take_over (const ConfabOmemoScope *scope, const char *owner, GBytes *key, ConfabOmemoSaid said,
    GError **error) {
  g_autoptr (ConfabStoreOmemoIdentity) known = NULL;

  if (!confab_omemo_devices_say (scope, owner, key, said, error) ||
      !confab_store_omemo_get_identity (scope->db, scope->account, owner, key, &known, error))
    return FALSE;
  if (known == NULL)
    return TRUE;
  known->is_heard = TRUE;
  return confab_store_omemo_put_identity (scope->db, scope->account, owner, known, error) &&
         confab_omemo_atm_owe (scope, owner, key, said, FALSE, error);
}

/* Takes over what was said of one key; TRUE in `is_changed` if it was news. */
static gboolean
believe (const ConfabOmemoScope *scope, const char *owner, GBytes **key, ConfabOmemoSaid said,
    ConfabOmemoAtmNews *news, gboolean *is_changed, GError **error) {
  g_autoptr (ConfabStoreOmemoIdentity) known = NULL;
  gboolean is_own;
  gboolean is_others;

  *is_changed = FALSE;
  if (!find_known (scope, owner, key, &known, error) ||
      !is_this (scope, owner, *key, &is_own, error) ||
      !confab_store_omemo_find_owner (scope->db, scope->account, owner, *key, &is_others, error))
    return FALSE;
  if (is_own || is_others ||
      (known != NULL && (known->said == CONFAB_OMEMO_SAID_LEAVE_OUT || known->said == (int)said)))
    return TRUE;
  *is_changed = TRUE;
  news->n_keys++;
  note (news, owner);
  return take_over (scope, owner, *key, said, error);
}

/* What those keys said before they were checked; and what the keys said that they vouched for. */
static gboolean
believe_rumours (const ConfabOmemoScope *scope, const char *address, GBytes *key,
    ConfabOmemoAtmNews *news, GError **error) {
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
      gboolean is_done = believe (
          scope, one->owner, &one->key, (ConfabOmemoSaid)one->said, news, &is_changed, error);

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

gboolean
confab_omemo_atm_say (const ConfabOmemoScope *scope, const char *address, GBytes *identity,
    ConfabOmemoSaid said, ConfabOmemoAtmNews *news, GError **error) {
  if (!confab_omemo_devices_say (scope, address, identity, said, error))
    return FALSE;
  note (news, address);
  if (said == CONFAB_OMEMO_SAID_CHECKED && !believe_rumours (scope, address, identity, news, error))
    return FALSE;
  return confab_omemo_atm_owe (scope, address, identity, said, TRUE, error);
}

/* ---- hearing ---- */

typedef struct {
  const ConfabOmemoScope *scope;
  const char *from;
  const ConfabOmemoOpened *opened;
  ConfabOmemoAtmNews *news;
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

  if (confab_xmpp_stanza_is (element, "trust", CONFAB_OMEMO_ATM_NS_TRUST))
    said = CONFAB_OMEMO_SAID_CHECKED;
  if (confab_xmpp_stanza_is (element, "distrust", CONFAB_OMEMO_ATM_NS_TRUST))
    said = CONFAB_OMEMO_SAID_LEAVE_OUT;
  key = said != CONFAB_OMEMO_SAID_NOTHING ? read_key (element) : NULL;
  if (key == NULL)
    return TRUE;
  if (hearing->opened->verdict != CONFAB_DEVICE_VERIFIED) {
    rumour = (ConfabStoreOmemoRumour){
      .by = hearing->opened->identity, .owner = (char *)owner, .key = key, .said = (int)said
    };
    return confab_store_omemo_put_rumour (
        scope->db, scope->account, hearing->from, &rumour, scope->now_us, error);
  }
  if (!believe (scope, owner, &key, said, hearing->news, &is_changed, error))
    return FALSE;
  return !is_changed || said != CONFAB_OMEMO_SAID_CHECKED ||
         believe_rumours (scope, owner, key, hearing->news, error);
}

static gboolean
hear_owner (Hearing *hearing, const ConfabStanza *element, GError **error) {
  const char *address = confab_xmpp_stanza_get (element, "jid");
  g_autoptr (ConfabJid) jid = address != NULL ? confab_base_jid_new (address, NULL) : NULL;
  const char *owner = NULL;

  if (!confab_xmpp_stanza_is (element, "key-owner", CONFAB_OMEMO_ATM_NS_TRUST) || jid == NULL ||
      !confab_base_jid_is_bare (jid))
    return TRUE;
  owner = confab_base_jid_get_bare (jid);
  if (strcmp (hearing->from, hearing->scope->own) != 0 && strcmp (hearing->from, owner) != 0)
    return TRUE;
  for (guint i = 0; i < confab_xmpp_stanza_get_n_children (element); i++)
    if (!hear_key (hearing, owner, confab_xmpp_stanza_get_nth (element, i), error))
      return FALSE;
  return TRUE;
}

/* Who speaks of more keys than people have devices is not listened to at all. */
static gboolean
is_sane (const ConfabStanza *trust) {
  guint n_keys = 0;

  if (g_strcmp0 (confab_xmpp_stanza_get (trust, "usage"), CONFAB_OMEMO_ATM_NS) != 0 ||
      g_strcmp0 (confab_xmpp_stanza_get (trust, "encryption"), CONFAB_OMEMO_ATM_NS_KEYS) != 0)
    return FALSE;
  for (guint i = 0; i < confab_xmpp_stanza_get_n_children (trust); i++)
    n_keys += confab_xmpp_stanza_get_n_children (confab_xmpp_stanza_get_nth (trust, i));
  return n_keys <= CONFAB_OMEMO_ATM_MAX_KEYS;
}

gboolean
confab_omemo_atm_hear (const ConfabOmemoScope *scope, const char *from,
    const ConfabOmemoOpened *opened, gboolean *is_heard, ConfabOmemoAtmNews *news, GError **error) {
  Hearing hearing = { .scope = scope, .from = from, .opened = opened, .news = news };
  const ConfabStanza *trust = NULL;

  *is_heard = FALSE;
  if (opened->content != NULL)
    trust =
        confab_xmpp_stanza_get_child (opened->content, "trust-message", CONFAB_OMEMO_ATM_NS_TRUST);
  if (trust == NULL || opened->identity == NULL)
    return TRUE;
  *is_heard = TRUE;
  if (!is_sane (trust))
    return TRUE;
  for (guint i = 0; i < confab_xmpp_stanza_get_n_children (trust); i++)
    if (!hear_owner (&hearing, confab_xmpp_stanza_get_nth (trust, i), error))
      return FALSE;
  return TRUE;
}
