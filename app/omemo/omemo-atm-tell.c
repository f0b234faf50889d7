/* Who is to be told of which key (XEP-0450 section 4), and the messages that tell it. Words are
 * written down for each device and wait until it has a session and the server has them. Nothing is
 * said to a device that is not checked at the moment of sealing. */

#include "omemo/omemo-atm-private.h"

#include <string.h>

#include "base/base-log.h"
#include "omemo/omemo-seal-private.h"
#include "store/store-trust.h"

#define ID_BYTES 16
#define MAX_LETTERS 8 /* that one job seals */

/* ---- writing down ---- */

static gboolean
owe_one (const ConfabOmemoScope *scope, const char *address, GBytes *to,
    const ConfabStoreTrust *template, GError **error) {
  ConfabStoreTrust word = *template;

  word.address = (char *)address;
  word.to = to;
  return confab_store_trust_add (scope->db, scope->account, &word, error);
}

/* Of a key of somebody one's own devices hear; of a key of one's own, everybody's do. And the
 * device that was checked hears of one's own keys, or, if it is one of them, of all. */
gboolean
confab_omemo_atm_owe (const ConfabOmemoScope *scope, const char *address, GBytes *identity,
    ConfabOmemoSaid said, gboolean is_act, GError **error) {
  gboolean is_own = strcmp (address, scope->own) == 0;
  g_autoptr (GPtrArray) checked = NULL;

  if (said == CONFAB_OMEMO_SAID_LEAVE_OUT &&
      !confab_store_trust_drop (scope->db, scope->account, address, identity, error))
    return FALSE;
  if (said != CONFAB_OMEMO_SAID_CHECKED && said != CONFAB_OMEMO_SAID_LEAVE_OUT)
    return TRUE;
  if (!is_act && (is_own || said != CONFAB_OMEMO_SAID_CHECKED))
    return TRUE;
  checked = confab_store_omemo_list_checked (scope->db, scope->account, error);
  if (checked == NULL)
    return FALSE;
  for (guint i = 0; i < checked->len; i++) {
    const ConfabStoreOmemoRumour *one = g_ptr_array_index (checked, i);
    ConfabStoreTrust of_it = {
      .owner = (char *)address, .key = identity, .said = (int)said, .is_act = is_act
    };
    ConfabStoreTrust of_one = {
      .owner = one->owner, .key = one->key, .said = CONFAB_OMEMO_SAID_CHECKED, .is_act = is_act
    };

    if (g_bytes_equal (one->key, identity) || (!is_own && strcmp (one->owner, scope->own) != 0))
      continue;
    if (is_act && !owe_one (scope, one->owner, one->key, &of_it, error))
      return FALSE;
    if (said == CONFAB_OMEMO_SAID_CHECKED && !owe_one (scope, address, identity, &of_one, error))
      return FALSE;
  }
  return TRUE;
}

/* ---- what a message says ---- */

/* The fingerprint of XEP-0384 section 8: Curve25519. Words of one owner follow each other. */
static ConfabStanza *
new_content (GPtrArray *words) {
  ConfabStanza *content = confab_xmpp_stanza_new ("content", "urn:xmpp:sce:1");
  ConfabStanza *trust =
      confab_xmpp_stanza_add (content, "trust-message", CONFAB_OMEMO_ATM_NS_TRUST);
  ConfabStanza *element = NULL;

  confab_xmpp_stanza_set (trust, "usage", CONFAB_OMEMO_ATM_NS);
  confab_xmpp_stanza_set (trust, "encryption", CONFAB_OMEMO_ATM_NS_KEYS);
  for (guint i = 0; i < words->len; i++) {
    const ConfabStoreTrust *word = g_ptr_array_index (words, i);
    gsize size;
    const guint8 *bytes = g_bytes_get_data (word->key, &size);
    g_autofree char *text = g_base64_encode (bytes, size);

    if (element == NULL || strcmp (confab_xmpp_stanza_get (element, "jid"), word->owner) != 0) {
      element = confab_xmpp_stanza_add (trust, "key-owner", NULL);
      confab_xmpp_stanza_set (element, "jid", word->owner);
    }
    confab_xmpp_stanza_add_text (
        element, word->said == CONFAB_OMEMO_SAID_CHECKED ? "trust" : "distrust", NULL, text);
  }
  return content;
}

/* ---- which devices are told the same ---- */

static gboolean
may_hear (const ConfabOmemoTarget *target, const char *address) {
  return strcmp (target->address, address) == 0 && target->verdict == CONFAB_DEVICE_VERIFIED &&
         target->session->version == CONFAB_OMEMO_TWO;
}

/* What waits for that device, at most what one message may hold. Returns: (transfer container) */
static GPtrArray *
pick_words (GPtrArray *words, GBytes *to) {
  GPtrArray *picked = g_ptr_array_new ();

  for (guint i = 0; i < words->len && picked->len < CONFAB_OMEMO_ATM_MAX_KEYS; i++) {
    const ConfabStoreTrust *word = g_ptr_array_index (words, i);

    if (g_bytes_equal (word->to, to))
      g_ptr_array_add (picked, (gpointer)word);
  }
  return picked;
}

static gboolean
is_same (GPtrArray *some, GPtrArray *others) {
  gboolean is_same = some->len == others->len;

  for (guint i = 0; is_same && i < some->len; i++) {
    const ConfabStoreTrust *a = g_ptr_array_index (some, i);
    const ConfabStoreTrust *b = g_ptr_array_index (others, i);

    is_same =
        a->said == b->said && strcmp (a->owner, b->owner) == 0 && g_bytes_equal (a->key, b->key);
  }
  return is_same;
}

/* Everybody else gets a key that opens nothing. Rows of those that are told come into `rows`. */
static void
choose (
    GPtrArray *targets, const char *address, GPtrArray *words, GPtrArray *said, GPtrArray *rows) {
  for (guint i = 0; i < targets->len; i++) {
    ConfabOmemoTarget *target = g_ptr_array_index (targets, i);
    g_autoptr (GPtrArray) its = pick_words (words, target->session->identity);

    target->is_blank = !may_hear (target, address) || !is_same (its, said);
    for (guint k = 0; !target->is_blank && k < its->len; k++)
      g_ptr_array_add (rows, g_ptr_array_index (its, k));
  }
}

/* The words of the first device that can be told something. Returns: (transfer container)
 * (nullable) */
static GPtrArray *
find_first (GPtrArray *targets, const char *address, GPtrArray *words) {
  for (guint i = 0; i < targets->len; i++) {
    const ConfabOmemoTarget *target = g_ptr_array_index (targets, i);
    GPtrArray *said = may_hear (target, address) ? pick_words (words, target->session->identity)
                                                 : g_ptr_array_new ();

    if (said->len > 0)
      return said;
    g_ptr_array_unref (said);
  }
  return NULL;
}

/* ---- sealing ---- */

/* Devices that know version 2. */
static GPtrArray *
dup_targets (const ConfabOmemoScope *scope, const char *address, GError **error) {
  const char *addresses[] = { address, strcmp (address, scope->own) != 0 ? scope->own : NULL,
    NULL };
  GPtrArray *targets = confab_omemo_seal_dup_targets (scope, addresses, error);

  for (guint i = targets != NULL ? targets->len : 0; i > 0; i--) {
    const ConfabOmemoTarget *target = g_ptr_array_index (targets, i - 1);

    if (target->session->version != CONFAB_OMEMO_TWO)
      g_ptr_array_remove_index (targets, i - 1);
  }
  return targets;
}

/* NULL without `error`: it cannot be sealed now. */
static ConfabEnvelope *
seal_one (const ConfabOmemoScope *scope, const char *address, GPtrArray *said, GPtrArray *targets,
    GError **error) {
  g_autoptr (ConfabJid) to = confab_base_jid_new (address, NULL);
  g_autofree char *id = confab_base_random_dup_id (scope->random, ID_BYTES);
  g_autoptr (ConfabStanza) content = new_content (said);
  ConfabOmemoLetter letter = { .to = to, .id = id, .content = content };
  g_autoptr (GError) inner = NULL;
  ConfabEnvelope *envelope =
      to != NULL ? confab_omemo_seal_letter (scope, &letter, targets, &inner) : NULL;

  if (inner != NULL && inner->domain == CONFAB_STORE_ERROR)
    g_propagate_error (error, g_steal_pointer (&inner));
  else if (inner != NULL)
    confab_base_log_info ("omemo", "a word of trust waits: %s", inner->message);
  return envelope;
}

/* One message; FALSE in `is_done` if there is none to send. */
static gboolean
seal_next (const ConfabOmemoScope *scope, const char *address, gboolean acts_only,
    GPtrArray *envelopes, GArray *letters, gboolean *is_done, GError **error) {
  g_autoptr (GPtrArray) words =
      confab_store_trust_list (scope->db, scope->account, address, acts_only, error);
  g_autoptr (GPtrArray) targets = NULL;
  g_autoptr (GPtrArray) said = NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (GError) inner = NULL;
  ConfabEnvelope *envelope;
  gint64 letter;

  *is_done = FALSE;
  if (words == NULL)
    return FALSE;
  targets = words->len > 0 ? dup_targets (scope, address, error) : g_ptr_array_new ();
  if (targets == NULL)
    return FALSE;
  said = find_first (targets, address, words);
  if (said == NULL)
    return TRUE;
  choose (targets, address, words, said, rows);
  envelope = seal_one (scope, address, said, targets, &inner);
  if (envelope == NULL && inner != NULL) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return FALSE;
  }
  if (envelope == NULL)
    return TRUE;
  g_ptr_array_add (envelopes, envelope);
  letter = ((const ConfabStoreTrust *)g_ptr_array_index (rows, 0))->id;
  g_array_append_val (letters, letter);
  for (guint i = 0; i < rows->len; i++)
    if (!confab_store_trust_send (scope->db, scope->account,
            ((const ConfabStoreTrust *)g_ptr_array_index (rows, i))->id, letter, error))
      return FALSE;
  *is_done = TRUE;
  return TRUE;
}

gboolean
confab_omemo_atm_seal (const ConfabOmemoScope *scope, const char *address, gboolean acts_only,
    GPtrArray *envelopes, GArray *letters, GError **error) {
  gboolean is_done = TRUE;

  for (guint i = 0; is_done && i < MAX_LETTERS; i++)
    if (!seal_next (scope, address, acts_only, envelopes, letters, &is_done, error))
      return FALSE;
  return TRUE;
}
