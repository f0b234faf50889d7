/* Presence: reading what others say about themselves, and saying the few things we say.
 *
 * The broadcast holds nothing but the hash that stands for what every Confab can do: no name of a
 * program, no machine, no text, no idle time (R19). Answers nobody's probe; that is a server's task
 * (RFC 6121 4.3). */

#include "xep/xep-presence.h"

#include "base/base-text.h"
#include "xep/xep-caps.h"
#include "xep/xep-invite.h"
#include "xep/xep-read.h"

/* ---- reading ---- */

void
confab_xep_presence_free (ConfabXepPresence *presence) {
  g_clear_pointer (&presence->from, confab_base_jid_unref);
  g_free (presence->note);
  g_free (presence->token);
  g_free (presence);
}

/* RFC 6121 4.7.2.1; what is no known state is plain availability. */
static ConfabXepPresenceKind
read_show (const ConfabStanza *stanza) {
  const char *show = confab_xmpp_stanza_get_child_text (stanza, "show", NULL);

  if (show != NULL && (g_str_equal (show, "away") || g_str_equal (show, "xa")))
    return CONFAB_XEP_PRESENCE_AWAY;
  if (show != NULL && g_str_equal (show, "dnd"))
    return CONFAB_XEP_PRESENCE_BUSY;
  return CONFAB_XEP_PRESENCE_HERE;
}

/* RFC 6121 4.7.2.3: a byte; 0 where it is not one. */
static int
read_priority (const ConfabStanza *stanza) {
  const char *text = confab_xmpp_stanza_get_child_text (stanza, "priority", NULL);
  gboolean is_negative;
  guint64 number = 0;

  if (text == NULL)
    return 0;
  is_negative = *text == '-';
  if (!confab_base_text_parse_uint (
          is_negative ? text + 1 : text, is_negative ? 128 : 127, &number))
    return 0;
  return is_negative ? -(int)number : (int)number;
}

/* FALSE for types that are not for clients. */
static gboolean
read_kind (const ConfabStanza *stanza, ConfabXepPresenceKind *kind) {
  static const struct {
    const char *type;
    ConfabXepPresenceKind kind;
  } types[] = {
    { "unavailable", CONFAB_XEP_PRESENCE_GONE },
    { "subscribe", CONFAB_XEP_PRESENCE_ASKS },
    { "subscribed", CONFAB_XEP_PRESENCE_ACCEPTS },
    { "unsubscribe", CONFAB_XEP_PRESENCE_ENDS },
    { "unsubscribed", CONFAB_XEP_PRESENCE_REFUSES },
    { "error", CONFAB_XEP_PRESENCE_ERROR },
  };
  const char *type = confab_xmpp_stanza_get (stanza, "type");

  if (type == NULL) {
    *kind = read_show (stanza);
    return TRUE;
  }
  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    if (g_str_equal (type, types[i].type)) {
      *kind = types[i].kind;
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean
is_about_subscription (ConfabXepPresenceKind kind) {
  switch (kind) {
  case CONFAB_XEP_PRESENCE_ASKS:
  case CONFAB_XEP_PRESENCE_ACCEPTS:
  case CONFAB_XEP_PRESENCE_ENDS:
  case CONFAB_XEP_PRESENCE_REFUSES:
    return TRUE;
  case CONFAB_XEP_PRESENCE_GONE:
  case CONFAB_XEP_PRESENCE_HERE:
  case CONFAB_XEP_PRESENCE_AWAY:
  case CONFAB_XEP_PRESENCE_BUSY:
  case CONFAB_XEP_PRESENCE_ERROR:
    break;
  }
  return FALSE;
}

ConfabXepPresence *
confab_xep_presence_read (
    const ConfabStanza *stanza, ConfabJid *own, ConfabJid *from, gint64 now_us) {
  g_autoptr (ConfabXepPresence) presence = g_new0 (ConfabXepPresence, 1);

  if (!read_kind (stanza, &presence->kind))
    return NULL;

  if (is_about_subscription (presence->kind)) {
    /* Nobody asks oneself, and what concerns a person concerns all of their devices. */
    if (confab_base_jid_bare_equal (from, own))
      return NULL;
    presence->from = confab_base_jid_dup_bare (from);
  } else {
    presence->from = confab_base_jid_ref (from);
    presence->priority = read_priority (stanza);
  }

  if (presence->kind == CONFAB_XEP_PRESENCE_ASKS) {
    presence->note =
        confab_base_text_dup_line (confab_xep_read_text (stanza, "status"), CONFAB_XEP_MAX_NOTE);
    presence->token = g_strdup (confab_xep_invite_get_token (stanza));
  }
  presence->time_us = confab_xep_read_delay (stanza, own, from, now_us);
  return g_steal_pointer (&presence);
}

/* ---- saying ---- */

/* To everybody where `to` is NULL. */
static gboolean
tell (ConfabXepOut *out, ConfabJid *to, const char *type, gboolean act_of_user) {
  g_autoptr (ConfabStanza) presence = confab_xmpp_stanza_new ("presence", CONFAB_NS_CLIENT);

  confab_xmpp_stanza_set (presence, "to", to != NULL ? confab_base_jid_get_bare (to) : NULL);
  confab_xmpp_stanza_set (presence, "type", type);
  if (type == NULL)
    confab_xmpp_stanza_take_child (presence, confab_xep_caps_new ());
  return confab_xep_out_send (out, presence, CONFAB_CLASS_PRESENCE, act_of_user);
}

gboolean
confab_xep_presence_announce (ConfabXepOut *out) {
  return tell (out, NULL, NULL, FALSE);
}

gboolean
confab_xep_presence_leave (ConfabXepOut *out) {
  /* Also of somebody who has just hidden: until it is said, they still see him. */
  return tell (out, NULL, "unavailable", TRUE);
}

gboolean
confab_xep_presence_tell (ConfabXepOut *out, ConfabJid *to, gboolean is_here) {
  return confab_xep_out_is_announced (out) && tell (out, to, is_here ? NULL : "unavailable", FALSE);
}

/* Subscriptions are between bare addresses (RFC 6121 3.1.1). */
static ConfabStanza *
subscription_new (ConfabJid *to, const char *type) {
  ConfabStanza *presence = confab_xmpp_stanza_new ("presence", CONFAB_NS_CLIENT);

  confab_xmpp_stanza_set (presence, "to", confab_base_jid_get_bare (to));
  confab_xmpp_stanza_set (presence, "type", type);
  return presence;
}

gboolean
confab_xep_presence_ask (ConfabXepOut *out, ConfabJid *to, const char *note) {
  return confab_xep_presence_ask_invited (out, to, note, NULL);
}

gboolean
confab_xep_presence_ask_invited (
    ConfabXepOut *out, ConfabJid *to, const char *note, const char *token) {
  g_autoptr (ConfabStanza) presence = subscription_new (to, "subscribe");
  g_autofree char *line = confab_base_text_dup_line (note, CONFAB_XEP_MAX_NOTE);

  if (line != NULL)
    confab_xmpp_stanza_add_text (presence, "status", NULL, line);
  if (token != NULL)
    confab_xep_invite_add_token (presence, token);
  return confab_xep_out_send (out, presence, CONFAB_CLASS_SUBSCRIBE, TRUE);
}

gboolean
confab_xep_presence_approve (ConfabXepOut *out, ConfabJid *to) {
  g_autoptr (ConfabStanza) presence = subscription_new (to, "subscribed");

  return confab_xep_out_send (out, presence, CONFAB_CLASS_APPROVE, TRUE);
}

gboolean
confab_xep_presence_refuse (ConfabXepOut *out, ConfabJid *to) {
  g_autoptr (ConfabStanza) presence = subscription_new (to, "unsubscribed");

  return confab_xep_out_send (out, presence, CONFAB_CLASS_APPROVE, TRUE);
}

gboolean
confab_xep_presence_end (ConfabXepOut *out, ConfabJid *to) {
  g_autoptr (ConfabStanza) presence = subscription_new (to, "unsubscribe");

  return confab_xep_out_send (out, presence, CONFAB_CLASS_SUBSCRIBE, TRUE);
}

gboolean
confab_xep_presence_probe (ConfabXepOut *out, ConfabJid *to) {
  g_autoptr (ConfabStanza) presence = subscription_new (to, "probe");

  return confab_xep_out_send (out, presence, CONFAB_CLASS_FETCH, FALSE);
}
