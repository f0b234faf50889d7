/* Which one sentence the state of a chat deserves. It refuses to say two things at once, and to say
 * of the other side what cannot be seen from here. */

#include "chat/chat-remark.h"

#include <glib/gi18n.h>

#include "chat/chat-keep.h"
#include "contacts/contacts-block.h"

#include "model/model-account.h"
#include "widgets/widgets-when.h"

static char *
dup_named (const char *format, const char *name) {
  g_auto (GStrv) parts = g_strsplit (format, "%s", -1);

  return g_strjoinv (name, parts);
}

static gboolean
is_waiting (ConfabModelContact *contact) {
  return confab_model_contact_get_relation (contact) == CONFAB_RELATION_WAITING;
}

/* Do we see whether they are here? */
static gboolean
sees_presence (ConfabModelContact *contact) {
  ConfabModelRelation relation = confab_model_contact_get_relation (contact);

  return relation == CONFAB_RELATION_MUTUAL || relation == CONFAB_RELATION_WE_SEE;
}

static void
remark_own_state (ConfabChatRemark *remark, ConfabModelAccount *account) {
  switch (confab_model_account_get_state (account)) {
  case CONFAB_ACCOUNT_SIGNED_IN:
  case CONFAB_ACCOUNT_SIGNING_IN:
    break;
  case CONFAB_ACCOUNT_SIGNED_OFF:
    remark->text = g_strdup (_ ("You are signed off. What you write goes out when you sign in."));
    remark->bar.icon = "network-offline-symbolic";
    remark->bar.button = _ ("Sign in");
    remark->bar.action = "chat.sign-in";
    break;
  case CONFAB_ACCOUNT_WAITING:
    remark->text = g_strdup (
        confab_model_account_get_problem (account) == CONFAB_PROBLEM_NO_NETWORK
            ? _ ("No internet. You can go on writing; it goes out by itself.")
            : _ ("No connection just now. You can go on writing; it goes out by itself."));
    remark->bar.icon = "network-offline-symbolic";
    break;
  case CONFAB_ACCOUNT_REFUSED:
    remark->text = g_strdup (_ ("You are not signed in. What you write waits on this computer."));
    remark->bar.icon = "network-offline-symbolic";
    break;
  }
}

static void
remark_closed (ConfabChatRemark *remark, ConfabModelChat *chat, const char *name) {
  gboolean is_note = confab_model_contact_is_note (confab_model_chat_get_contact (chat));

  remark->bar.button = _ ("Undo");
  remark->bar.action = "chat.undo-close";
  if (confab_chat_keep_get (chat) != CONFAB_KEEP_UNTIL_CLOSED) {
    remark->text =
        is_note ? g_strdup (_ ("Notes closed.")) : dup_named (_ ("Chat with %s closed."), name);
    return;
  }
  remark->text = is_note ? g_strdup (_ ("Notes closed and forgotten."))
                         : dup_named (_ ("Chat with %s closed and forgotten."), name);
  remark->bar.icon = "user-trash-symbolic";
  remark->bar.other = _ ("Keep 30 days from now on");
  remark->bar.other_action = "chat.keep-closed";
}

static void
remark_blocked (ConfabChatRemark *remark, ConfabModelContact *contact, const char *name) {
  remark->bar.icon = "action-unavailable-symbolic";
  if (confab_contacts_block_get_state (contact) == CONFAB_CONTACTS_BLOCK_SERVER) {
    remark->text = dup_named (_ ("The whole server of %s is blocked."), name);
    remark->bar.button = _ ("Who is blocked…");
    remark->bar.action = "chat.blocked";
    return;
  }
  remark->text = dup_named (_ ("You blocked %s. Nothing goes either way."), name);
  remark->bar.button = _ ("Let through");
  remark->bar.action = "chat.let-through";
}

/* Who writes to oneself means to find it again; that it goes all the same is said at once, with the
 * way to change it. */
static void
remark_note (ConfabChatRemark *remark, ConfabModelChat *chat) {
  if (confab_chat_keep_get (chat) != CONFAB_KEEP_UNTIL_CLOSED) {
    remark->text = g_strdup (confab_chat_keep_get_sentence (chat));
    remark->bar.is_quiet = TRUE;
    return;
  }
  remark->text = g_strdup (_ ("Your notes are forgotten when you close them."));
  remark->bar.icon = "user-trash-symbolic";
  remark->bar.button = _ ("Keep them…");
  remark->bar.action = "chat.keep";
}

/* With the last that is known of them. */
static char *
dup_gone (ConfabModelContact *contact, const char *name) {
  gint64 seen_us = confab_model_contact_get_seen_us (contact);
  g_autofree char *when = seen_us > 0 ? confab_widgets_when_dup_moment (seen_us) : NULL;

  if (when == NULL)
    return dup_named (_ ("%s is signed off and gets this when back."), name);
  /* Translators: a name, and "at 10:02", "yesterday" or "on Tuesday". */
  return g_strdup_printf (_ ("%s was last here %s and gets this when back."), name, when);
}

ConfabChatRemark *
confab_chat_remark_new (ConfabModelChat *chat) {
  ConfabChatRemark *remark = g_new0 (ConfabChatRemark, 1);
  ConfabModelContact *contact = confab_model_chat_get_contact (chat);
  ConfabModelAccount *account = contact != NULL ? confab_model_contact_get_account (contact) : NULL;
  const char *name = contact != NULL ? confab_model_contact_get_name (contact) : "";

  if (contact == NULL)
    return remark;
  if (confab_model_chat_is_closed_with_undo (chat)) {
    remark_closed (remark, chat, name);
  } else if (confab_model_contact_is_blocked (contact)) {
    remark_blocked (remark, contact, name);
  } else if (confab_model_contact_is_server (contact)) {
    remark->text = g_strdup (
        _ ("From your server. Confab never writes to you and never asks for a password."));
    remark->bar.icon = "network-server-symbolic";
  } else if (confab_model_contact_is_note (contact)) {
    remark_note (remark, chat);
  } else if (is_waiting (contact)) {
    remark->text = dup_named (
        _ ("%s has not answered yet. Confab cannot see whether your note was read."), name);
    remark->bar.icon = "alarm-symbolic";
    remark->bar.button = _ ("Withdraw");
    remark->bar.action = "chat.withdraw";
  } else if (account != NULL) {
    remark_own_state (remark, account);
    remark->is_own_state = remark->text != NULL;
    if (remark->text == NULL && sees_presence (contact) &&
        confab_model_account_get_state (account) == CONFAB_ACCOUNT_SIGNED_IN &&
        confab_model_contact_get_presence (contact) == CONFAB_PRESENCE_OFFLINE) {
      remark->text = dup_gone (contact, name);
      remark->bar.is_quiet = TRUE;
    }
  }
  remark->bar.text = remark->text;
  return remark;
}

void
confab_chat_remark_free (ConfabChatRemark *remark) {
  g_free (remark->text);
  g_free (remark);
}

char *
confab_chat_remark_dup_empty_title (ConfabModelChat *chat) {
  ConfabModelContact *contact = confab_model_chat_get_contact (chat);
  g_autofree char *name = g_markup_escape_text (confab_model_contact_get_name (contact), -1);

  if (confab_model_chat_is_closed_with_undo (chat))
    return g_strdup (_ ("Closed"));
  if (is_waiting (contact))
    return dup_named (_ ("Waiting for %s"), name);
  if (confab_model_contact_is_note (contact))
    return g_strdup (_ ("No notes"));
  return g_strdup (_ ("No messages"));
}

char *
confab_chat_remark_dup_empty_text (ConfabModelChat *chat) {
  ConfabModelContact *contact = confab_model_chat_get_contact (chat);
  const char *note = confab_model_contact_get_note (contact);
  g_autofree char *name = g_markup_escape_text (confab_model_contact_get_name (contact), -1);
  g_autofree char *escaped = NULL;

  if (confab_model_chat_is_closed_with_undo (chat) &&
      confab_chat_keep_get (chat) != CONFAB_KEEP_UNTIL_CLOSED)
    return g_strdup (_ ("What was written stays on this computer, locked, as you chose."));
  if (confab_model_chat_is_closed_with_undo (chat) && confab_model_contact_is_note (contact))
    return g_strdup (_ ("With your next step they are gone from this computer."));
  if (confab_model_chat_is_closed_with_undo (chat))
    return dup_named (
        _ ("With your next step it is gone from this computer. %s may still have it."), name);
  if (is_waiting (contact) && note != NULL && *note != '\0') {
    escaped = g_markup_escape_text (note, -1);
    /* Translators: %s is the note that was sent with a request. */
    return dup_named (_ ("Your note: “%s”"), escaped);
  }
  if (is_waiting (contact))
    return g_strdup (_ ("They see that you asked, and your address."));
  if (confab_model_contact_is_note (contact))
    return g_strdup (_ ("What you write here is for you alone. It never leaves this computer."));
  if (confab_chat_keep_get (chat) != CONFAB_KEEP_UNTIL_CLOSED)
    return g_strdup (confab_chat_keep_get_sentence (chat));
  return g_strdup (
      _ ("What is written here is forgotten on this computer when you close the chat."));
}

const char *
confab_chat_remark_get_empty_icon (ConfabModelChat *chat) {
  ConfabModelContact *contact = confab_model_chat_get_contact (chat);

  if (confab_model_chat_is_closed_with_undo (chat))
    return confab_chat_keep_get (chat) == CONFAB_KEEP_UNTIL_CLOSED ? "user-trash-symbolic"
                                                                   : "channel-secure-symbolic";
  if (confab_model_contact_is_note (contact))
    return "document-edit-symbolic";
  return is_waiting (contact) ? "alarm-symbolic" : "chat-message-new-symbolic";
}
