/* Messages: from a stanza to what it says, and the two kinds of our own.
 *
 * Reads one text and never another part of the stanza as text: no XHTML, no fallback beside
 * something sealed, no text in an error. What it does not know it leaves out. Refuses groupchat and
 * the headlines of all but one's own server: there are no rooms and no broadcasts here. */

#include "xep/xep-message.h"

#include <string.h>

#include "base/base-text.h"
#include "xep/xep-correct.h"
#include "xep/xep-displayed.h"
#include "xep/xep-omemo.h"
#include "xep/xep-read.h"
#include "xep/xep-retract.h"

#define NS_SID "urn:xmpp:sid:0"
#define NS_RECEIPTS "urn:xmpp:receipts"
#define NS_HINTS "urn:xmpp:hints"
#define NS_MUC_USER "http://jabber.org/protocol/muc#user"
#define NS_CONFERENCE "jabber:x:conference"

/* ---- reading ---- */

void
confab_xep_message_free (ConfabXepMessage *message) {
  g_clear_pointer (&message->from, confab_base_jid_unref);
  g_clear_pointer (&message->to, confab_base_jid_unref);
  g_free (message->id);
  g_free (message->origin_id);
  g_free (message->stanza_id);
  g_free (message->archive_id);
  g_free (message->body);
  g_free (message->receipt_for);
  g_free (message->retracts);
  g_free (message->replaces);
  g_free (message->displayed);
  g_free (message->error_condition);
  g_clear_pointer (&message->sealed, g_ptr_array_unref);
  g_free (message);
}

/* TRUE if it carries something sealed: then a body beside it is only a hint for programs that
 * cannot open it, and anybody on the way can have written it. */
static gboolean
is_sealed (const ConfabStanza *stanza) {
  static const struct {
    const char *name;
    const char *ns;
  } seals[] = {
    { "encrypted", "eu.siacs.conversations.axolotl" },
    { "encrypted", "urn:xmpp:omemo:1" },
    { "encrypted", "urn:xmpp:omemo:2" },
    { "openpgp", "urn:xmpp:openpgp:0" },
    { "x", "jabber:x:encrypted" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (seals); i++) {
    if (confab_xmpp_stanza_get_child (stanza, seals[i].name, seals[i].ns) != NULL)
      return TRUE;
  }
  return FALSE;
}

/* Nobody is to keep it (XEP-0334). */
static gboolean
is_passing (const ConfabStanza *stanza) {
  return confab_xmpp_stanza_get_child (stanza, "no-store", NS_HINTS) != NULL &&
         confab_xmpp_stanza_get_child (stanza, "no-copy", NS_HINTS) != NULL;
}

gboolean
confab_xep_message_is_fleeting (const ConfabStanza *stanza) {
  ConfabStanza *encrypted;

  if (!is_sealed (stanza))
    return FALSE;
  encrypted = confab_xmpp_stanza_get_child (stanza, "encrypted", "urn:xmpp:omemo:2");
  if (encrypted == NULL)
    encrypted =
        confab_xmpp_stanza_get_child (stanza, "encrypted", "eu.siacs.conversations.axolotl");
  return is_passing (stanza) ||
         (encrypted != NULL && confab_xmpp_stanza_get_child (encrypted, "payload", NULL) == NULL);
}

/* What is sealed in a way that is known here, the newer first; NULL if there is nothing to open. */
static GPtrArray *
read_sealed (const ConfabStanza *stanza) {
  static const char *const known[] = { "urn:xmpp:omemo:2", "eu.siacs.conversations.axolotl" };
  g_autoptr (GPtrArray) sealed =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_xep_omemo_sealed_unref);

  for (guint i = 0; i < G_N_ELEMENTS (known); i++) {
    ConfabStanza *encrypted = confab_xmpp_stanza_get_child (stanza, "encrypted", known[i]);
    ConfabXepOmemoSealed *part =
        encrypted != NULL ? confab_xep_omemo_sealed_read (encrypted) : NULL;

    if (part != NULL)
      g_ptr_array_add (sealed, part);
  }
  return sealed->len > 0 ? g_steal_pointer (&sealed) : NULL;
}

static char *
dup_body (const ConfabStanza *stanza) {
  const char *text = confab_xep_read_text (stanza, "body");
  g_autofree char *body = NULL;

  if (text == NULL)
    return NULL;
  body = confab_base_text_dup_body (text, CONFAB_XEP_MAX_BODY);
  return *body != '\0' ? g_steal_pointer (&body) : NULL;
}

/* XEP-0184. A receipt never asks for a receipt. A request alone says nothing, so it is never told.
 */
static void
read_receipts (const ConfabStanza *stanza, ConfabXepMessage *message) {
  ConfabStanza *received = confab_xmpp_stanza_get_child (stanza, "received", NS_RECEIPTS);

  if (received != NULL) {
    message->receipt_for = g_strdup (confab_xep_read_id (received, "id"));
    return;
  }
  message->wants_receipt =
      confab_xmpp_stanza_get_child (stanza, "request", NS_RECEIPTS) != NULL && message->id != NULL;
}

/* That something was read (XEP-0333), or that somebody is writing (XEP-0085): in a message between
 * people that says nothing else. Of a text that says it besides, the text counts. */
static void
read_notes (const ConfabStanza *stanza, const char *type, ConfabXepMessage *message) {
  message->wants_displayed = message->id != NULL && confab_xep_displayed_is_wished (stanza);
  if (g_strcmp0 (type, "headline") == 0 || message->is_sealed || message->body != NULL ||
      message->receipt_for != NULL || message->retracts != NULL)
    return;
  message->displayed = g_strdup (confab_xep_displayed_read (stanza));
  if (message->displayed == NULL)
    message->state = confab_xep_chat_state_read (stanza);
}

static gboolean
is_server_of (ConfabJid *own, ConfabJid *from) {
  return confab_base_jid_get_local (from) == NULL &&
         g_str_equal (confab_base_jid_get_domain (from), confab_base_jid_get_domain (own));
}

/* RFC 6121 5.2.2: a type that is absent or unknown counts as "normal". One's own server announces
 * in headlines. */
static gboolean
is_for_us (const char *type, ConfabJid *own, ConfabJid *from) {
  if (g_strcmp0 (type, "headline") == 0)
    return is_server_of (own, from);
  return g_strcmp0 (type, "groupchat") != 0;
}

static gboolean
says_something (const ConfabXepMessage *message) {
  if (message->is_error)
    return message->id != NULL;
  return message->body != NULL || message->is_sealed || message->receipt_for != NULL ||
         message->retracts != NULL || message->displayed != NULL ||
         message->state != CONFAB_XEP_CHAT_STATE_NONE;
}

ConfabXepMessage *
confab_xep_message_read (
    const ConfabStanza *stanza, ConfabJid *own, ConfabJid *from, gint64 now_us) {
  g_autoptr (ConfabXepMessage) message = NULL;
  const char *type = confab_xmpp_stanza_get (stanza, "type");
  const char *to = confab_xmpp_stanza_get (stanza, "to");

  if (!is_for_us (type, own, from))
    return NULL;

  message = g_new0 (ConfabXepMessage, 1);
  message->from = confab_base_jid_ref (from);
  message->to = to != NULL ? confab_base_jid_new (to, NULL) : NULL;
  message->id = g_strdup (confab_xep_read_id (stanza, "id"));
  message->is_error = g_strcmp0 (type, "error") == 0;
  if (message->is_error) {
    g_autoptr (GError) error = confab_xmpp_stanza_dup_error (stanza);

    message->error_condition = g_strdup (error != NULL ? error->message : "undefined-condition");
  } else {
    message->origin_id = g_strdup (confab_xep_read_origin_id (stanza));
    message->stanza_id = g_strdup (confab_xep_read_stanza_id (stanza, own));
    message->is_sealed = is_sealed (stanza);
    message->sealed = message->is_sealed ? read_sealed (stanza) : NULL;
    if (!message->is_sealed)
      message->retracts = g_strdup (confab_xep_retract_read (stanza));
    message->retracts_for_others =
        message->retracts != NULL && confab_xep_retract_is_text_for_others (stanza);
    message->body = message->is_sealed ? NULL : dup_body (stanza);
    if (message->body != NULL)
      message->replaces = g_strdup (confab_xep_correct_read (stanza));
    message->time_us = confab_xep_read_delay (stanza, own, from, now_us);
    message->is_passing = is_passing (stanza);
    read_receipts (stanza, message);
    read_notes (stanza, type, message);
  }
  return says_something (message) ? g_steal_pointer (&message) : NULL;
}

gboolean
confab_xep_message_is_invitation (const ConfabStanza *stanza) {
  ConfabStanza *user = confab_xmpp_stanza_get_child (stanza, "x", NS_MUC_USER);

  return (user != NULL && confab_xmpp_stanza_get_child (user, "invite", NULL) != NULL) ||
         confab_xmpp_stanza_get_child (stanza, "x", NS_CONFERENCE) != NULL;
}

/* ---- our own ---- */

static ConfabStanza *
message_new (ConfabJid *to) {
  ConfabStanza *message = confab_xmpp_stanza_new ("message", CONFAB_NS_CLIENT);

  confab_xmpp_stanza_set (message, "type", "chat");
  confab_xmpp_stanza_set (message, "to", confab_base_jid_get_bare (to));
  return message;
}

ConfabStanza *
confab_xep_message_new (const ConfabDraft *draft, guint beside) {
  const char *id = confab_base_draft_get_id (draft);
  ConfabStanza *message = message_new (confab_base_draft_get_to (draft));

  confab_xmpp_stanza_set (message, "id", id);
  confab_xmpp_stanza_add_text (message, "body", NULL, confab_base_draft_get_text (draft));
  confab_xmpp_stanza_set (confab_xmpp_stanza_add (message, "origin-id", NS_SID), "id", id);
  confab_xmpp_stanza_add (message, "request", NS_RECEIPTS);
  confab_xep_message_put_beside (message, beside);
  return message;
}

void
confab_xep_message_put_beside (ConfabStanza *message, guint beside) {
  if (beside & CONFAB_XEP_BESIDE_WISH)
    confab_xmpp_stanza_take_child (message, confab_xep_displayed_wish_new ());
  if (beside & CONFAB_XEP_BESIDE_ACTIVE)
    confab_xmpp_stanza_take_child (
        message, confab_xep_chat_state_new (CONFAB_XEP_CHAT_STATE_ACTIVE));
}

ConfabStanza *
confab_xep_message_retract_new (const ConfabDraft *draft, const char *id) {
  ConfabStanza *message = message_new (confab_base_draft_get_to (draft));

  confab_xmpp_stanza_set (message, "id", confab_base_draft_get_id (draft));
  confab_xmpp_stanza_take_child (message, confab_xep_retract_new (id));
  confab_xmpp_stanza_set (confab_xmpp_stanza_add (message, "origin-id", NS_SID), "id",
      confab_base_draft_get_id (draft));
  confab_xmpp_stanza_add (message, "store", NS_HINTS);
  return message;
}

gboolean
confab_xep_message_send_receipt (ConfabXepOut *out, ConfabJid *to, const char *id) {
  g_autoptr (ConfabStanza) message = NULL;

  if (id == NULL || *id == '\0' || strlen (id) > CONFAB_XEP_MAX_ID)
    return FALSE;

  message = message_new (to);
  confab_xmpp_stanza_set (confab_xmpp_stanza_add (message, "received", NS_RECEIPTS), "id", id);
  confab_xmpp_stanza_add (message, "no-store", NS_HINTS);
  return confab_xep_out_send (out, message, CONFAB_CLASS_RECEIPT, FALSE);
}

gboolean
confab_xep_message_send_displayed (ConfabXepOut *out, ConfabJid *to, const char *id) {
  g_autoptr (ConfabStanza) message = NULL;

  if (id == NULL || *id == '\0' || strlen (id) > CONFAB_XEP_MAX_ID)
    return FALSE;

  message = message_new (to);
  confab_xmpp_stanza_take_child (message, confab_xep_displayed_new (id));
  confab_xmpp_stanza_add (message, "no-store", NS_HINTS);
  return confab_xep_out_send (out, message, CONFAB_CLASS_READ, FALSE);
}

gboolean
confab_xep_message_send_state (ConfabXepOut *out, ConfabJid *to, ConfabXepChatState state) {
  g_autoptr (ConfabStanza) message = message_new (to);

  confab_xmpp_stanza_take_child (message, confab_xep_chat_state_new (state));
  confab_xmpp_stanza_add (message, "no-store", NS_HINTS);
  return confab_xep_out_send (out, message, CONFAB_CLASS_TYPING, FALSE);
}
