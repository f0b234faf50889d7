/* Opens what was sealed, in the transaction that keeps the message: all of it or nothing. What
 * fails is taken back, so that a good copy of the same message can still be opened; only what
 * bounds the work stays. Answers to broken sessions are limited in number and never answer an
 * answer. */

#include "omemo/omemo-seal.h"

#include <string.h>

#include "base/base-draft.h"
#include "base/base-text.h"
#include "omemo/omemo-crypto.h"
#include "omemo/omemo-open-private.h"
#include "xep/xep-sce.h"

#define NS_RECEIPTS "urn:xmpp:receipts"
#define HEARTBEAT                                                                                  \
  40 /* messages of one chain without an answer; XEP-0384 section 6 says 53 at most */

void
confab_omemo_opened_clear (ConfabOmemoOpened *opened) {
  if (opened->text != NULL)
    confab_omemo_crypto_free (opened->text, strlen (opened->text));
  opened->text = NULL;
  g_clear_pointer (&opened->content, confab_xmpp_stanza_unref);
  g_clear_pointer (&opened->identity, g_bytes_unref);
}

/* ---- which element, which key ---- */

static const ConfabXepOmemoKey *
find_key (const ConfabOmemoScope *scope, const ConfabXepOmemoSealed *sealed, guint32 device) {
  for (guint i = 0; i < sealed->keys->len; i++) {
    const ConfabXepOmemoKey *key = g_ptr_array_index (sealed->keys, i);

    if (key->device != device)
      continue;
    if (sealed->version != CONFAB_OMEMO_TWO || g_strcmp0 (key->address, scope->own) == 0)
      return key;
  }
  return NULL;
}

/* Version 2 before v0.3: it says more of itself. */
static gboolean
choose_element (ConfabOmemoOpening *opening, GPtrArray *elements) {
  for (guint i = 0; i < elements->len; i++) {
    const ConfabXepOmemoSealed *sealed = g_ptr_array_index (elements, i);
    const ConfabXepOmemoKey *key = find_key (opening->scope, sealed, opening->own->device);

    if (opening->sealed != NULL &&
        (key == NULL || (opening->key != NULL && sealed->version == CONFAB_OMEMO_OLD)))
      continue;
    opening->sealed = sealed;
    opening->key = key;
  }
  return opening->sealed != NULL;
}

static gboolean
find_device (ConfabOmemoOpening *opening, GError **error) {
  const ConfabOmemoScope *scope = opening->scope;

  if (!confab_store_omemo_get_device (scope->db, scope->account, opening->from,
          opening->sealed->sender, &opening->device, error))
    return FALSE;
  if (opening->device == NULL) {
    opening->device = g_new0 (ConfabStoreOmemoDevice, 1);
    opening->device->id = opening->sealed->sender;
    opening->device->first_us = scope->now_us;
  }
  return TRUE;
}

/* ---- from blob to text ---- */

static gboolean
is_for (const char *affix, const char *address) {
  return affix == NULL || strcmp (affix, address) == 0;
}

/* A text with a NUL in it would be another one for whoever reads it as a string. */
static ConfabOmemoCause
take_text (const char *text, gsize length, ConfabOmemoOpened *opened) {
  if (text == NULL || memchr (text, '\0', length) != NULL)
    return CONFAB_OMEMO_CAUSE_DAMAGED;
  opened->text = confab_base_text_dup_body (text, CONFAB_BASE_DRAFT_MAX_BYTES);
  opened->outcome = CONFAB_OMEMO_OPENED;
  return CONFAB_OMEMO_CAUSE_NONE;
}

static ConfabOmemoCause
open_old (const ConfabOmemoOpening *opening, ConfabOmemoOpened *opened) {
  const ConfabXepOmemoSealed *sealed = opening->sealed;
  ConfabOmemoCause cause;
  gsize payload_size;
  gsize iv_size;
  gsize length = 0;
  const guint8 *payload = g_bytes_get_data (sealed->payload, &payload_size);
  const guint8 *iv;
  char *text;

  if (sealed->iv == NULL)
    return CONFAB_OMEMO_CAUSE_DAMAGED;
  iv = g_bytes_get_data (sealed->iv, &iv_size);
  text = confab_omemo_crypto_open_old (signal_buffer_data (opening->blob),
      signal_buffer_len (opening->blob), iv, iv_size, payload, payload_size, &length);
  cause = take_text (text, length, opened);
  if (text != NULL)
    confab_omemo_crypto_free (text, length);
  return cause;
}

static ConfabOmemoCause
read_content (ConfabXepSce *sce, ConfabOmemoOpened *opened) {
  const char *body = confab_xmpp_stanza_get_child_text (sce->content, "body", CONFAB_NS_CLIENT);

  opened->wants_receipt =
      confab_xmpp_stanza_get_child (sce->content, "request", NS_RECEIPTS) != NULL;
  opened->content = confab_xmpp_stanza_ref (sce->content);
  opened->outcome = CONFAB_OMEMO_OPENED_EMPTY;
  return body != NULL ? take_text (body, strlen (body), opened) : CONFAB_OMEMO_CAUSE_NONE;
}

static ConfabOmemoCause
open_two (const ConfabOmemoOpening *opening, const char *to, ConfabOmemoOpened *opened) {
  g_autoptr (ConfabXepSce) sce = NULL;
  gsize payload_size;
  gsize length = 0;
  const guint8 *payload = g_bytes_get_data (opening->sealed->payload, &payload_size);
  char *text = confab_omemo_crypto_open_two (signal_buffer_data (opening->blob),
      signal_buffer_len (opening->blob), payload, payload_size, &length);

  if (text == NULL)
    return CONFAB_OMEMO_CAUSE_DAMAGED;
  sce = confab_xep_sce_read (text, length);
  confab_omemo_crypto_free (text, length);
  if (sce == NULL)
    return CONFAB_OMEMO_CAUSE_DAMAGED;
  if (!is_for (sce->from, opening->from) || !is_for (sce->to, to))
    return CONFAB_OMEMO_CAUSE_MISMATCH;
  return read_content (sce, opened);
}

/* The key of an empty message (XEP-0384 5.5.3): what stands beside it is for other devices. */
static gboolean
is_blank (const ConfabOmemoOpening *opening) {
  static const guint8 nothing[32] = { 0 };

  return opening->sealed->version == CONFAB_OMEMO_TWO &&
         signal_buffer_len (opening->blob) == sizeof nothing &&
         memcmp (signal_buffer_data (opening->blob), nothing, sizeof nothing) == 0;
}

static ConfabOmemoCause
open_payload (const ConfabOmemoOpening *opening, const char *to, ConfabOmemoOpened *opened) {
  if (opening->sealed->payload == NULL || is_blank (opening)) {
    opened->outcome = CONFAB_OMEMO_OPENED_EMPTY;
    return CONFAB_OMEMO_CAUSE_NONE;
  }
  return opening->sealed->version == CONFAB_OMEMO_TWO ? open_two (opening, to, opened)
                                                      : open_old (opening, opened);
}

/* ---- with everything that can be taken back ---- */

/* After a new session the other side repeats its exchange until it hears of it; after many messages
 * without an answer the ratchet must move (XEP-0384 section 6). A key alone, in a session that
 * stands, is never answered, so that two programs cannot answer each other for ever. */
static gboolean
note_answer (ConfabOmemoOpening *opening, ConfabOmemoOpened *opened, GError **error) {
  gboolean is_due = opening->is_new ||
                    (opened->outcome == CONFAB_OMEMO_OPENED && opening->wire.counter >= HEARTBEAT);

  return !is_due || confab_omemo_budget_answer (opening->scope, opening->from, opening->device,
                        &opened->wants_answer, error);
}

static gboolean
open_within (
    ConfabOmemoOpening *opening, const char *to, ConfabOmemoOpened *opened, GError **error) {
  gboolean is_repeated;

  if (!confab_omemo_opening_unlock (opening, &opened->cause, &is_repeated, error))
    return FALSE;
  if (is_repeated) {
    opened->outcome = CONFAB_OMEMO_REPEATED;
    opened->cause = CONFAB_OMEMO_CAUSE_NONE;
    return TRUE;
  }
  if (opened->cause == CONFAB_OMEMO_CAUSE_NONE)
    opened->cause = open_payload (opening, to, opened);
  if (opened->cause != CONFAB_OMEMO_CAUSE_NONE) {
    opened->outcome = CONFAB_OMEMO_NOT_OPENED;
    return TRUE;
  }
  opened->keys_used = opening->context->used_prekey != 0;
  if (!note_answer (opening, opened, error) || !confab_omemo_opening_keep (opening, error))
    return FALSE;
  opened->verdict = opening->verdict;
  opened->identity = g_bytes_ref (opening->session->identity);
  return TRUE;
}

static gboolean
is_open (const ConfabOmemoOpened *opened) {
  return opened->outcome == CONFAB_OMEMO_OPENED || opened->outcome == CONFAB_OMEMO_OPENED_EMPTY;
}

/* What stays of a failure: what it cost, and that a repair was tried. */
static gboolean
note_failure (ConfabOmemoOpening *opening, ConfabOmemoOpened *opened, GError **error) {
  gboolean is_broken = opened->outcome == CONFAB_OMEMO_NOT_OPENED &&
                       (opened->cause == CONFAB_OMEMO_CAUSE_NO_SESSION ||
                           opened->cause == CONFAB_OMEMO_CAUSE_DAMAGED);

  if (!confab_omemo_budget_spend (opening->scope, opening->from, opening->cost, error))
    return FALSE;
  if (!is_broken || opening->blob != NULL)
    return TRUE;
  if (!confab_omemo_budget_repair (
          opening->scope, opening->from, opening->device, &opened->wants_answer, error))
    return FALSE;
  opened->needs_bundle = opened->wants_answer;
  return TRUE;
}

static gboolean
open_element (
    ConfabOmemoOpening *opening, const char *to, ConfabOmemoOpened *opened, GError **error) {
  gboolean is_done;

  if (!find_device (opening, error) || !confab_store_omemo_try (opening->scope->db, error))
    return FALSE;
  is_done = open_within (opening, to, opened, error);
  if (!is_done || !is_open (opened))
    confab_omemo_opened_clear (opened);
  if (!confab_store_omemo_tried (
          opening->scope->db, is_done && is_open (opened), is_done ? error : NULL) ||
      !is_done)
    return FALSE;
  return is_open (opened) || note_failure (opening, opened, error);
}

/* No key for this device. From the archive, that is how everything looks that was written before
 * this device was there; only who wrote to it before is known to have left it out. */
static gboolean
note_left_out (
    ConfabOmemoOpening *opening, gboolean is_archived, ConfabOmemoOpened *opened, GError **error) {
  opened->outcome = CONFAB_OMEMO_NOT_OPENED;
  opened->cause = CONFAB_OMEMO_CAUSE_NOT_FOR_US;
  if (opening->sealed->payload == NULL)
    opened->outcome = CONFAB_OMEMO_IGNORED;
  if (!is_archived || !find_device (opening, error))
    return !is_archived;
  if (opening->device->last_us == 0)
    opened->outcome = CONFAB_OMEMO_IGNORED;
  return TRUE;
}

gboolean
confab_omemo_open (const ConfabOmemoScope *scope, const char *from, const char *to,
    GPtrArray *sealed, gboolean is_archived, ConfabOmemoOpened *opened, GError **error) {
  g_autoptr (ConfabStoreOmemoOwn) own = NULL;
  g_auto (ConfabOmemoOpening) opening = { .scope = scope, .from = from };

  *opened = (ConfabOmemoOpened){ 0 };
  if (!confab_store_omemo_get_own (scope->db, scope->account, &own, error))
    return FALSE;
  opened->outcome = CONFAB_OMEMO_IGNORED;
  if (own == NULL)
    return TRUE;
  opening.own = own;
  if (!choose_element (&opening, sealed)) {
    opened->outcome = CONFAB_OMEMO_NOT_OPENED;
    opened->cause = CONFAB_OMEMO_CAUSE_UNKNOWN_WAY;
    return TRUE;
  }
  opened->version = opening.sealed->version;
  opened->device = opening.sealed->sender;
  /* What this device sealed itself comes back from the archive. */
  if (opening.sealed->sender == own->device && strcmp (from, scope->own) == 0)
    return TRUE;
  opened->outcome = CONFAB_OMEMO_NOT_OPENED;
  if (opening.key == NULL)
    return note_left_out (&opening, is_archived, opened, error);
  return open_element (&opening, to, opened, error);
}
