/* Words about private messages, without a word of the trade. They say what happened, what it means
 * and what to do; they never say that somebody cheats where a new telephone explains it as well. */

#include "chat/chat-seal-words.h"

#include <glib/gi18n.h>

#include "chat/chat-timer-words.h"

#define LOOK_AT 40      /* newest rows */
#define BUTTON_CHARS 16 /* of a name within a button */

/* `pattern` with the name in place of each "%s"; plain text. */
static char *
dup_named (const char *pattern, const char *name) {
  g_auto (GStrv) parts = g_strsplit (pattern, "%s", -1);

  return g_strjoinv (name, parts);
}

static const char *
own_cause (ConfabModelCause cause) {
  if (cause == CONFAB_CAUSE_TOO_MUCH)
    return _ (
        "You wrote this on another device. Too much came at once, so it was not opened here.");
  return _ ("You wrote this on another device. This computer could not open it; it is there.");
}

char *
confab_chat_seal_words_dup_cause (ConfabModelCause cause, gboolean is_own, const char *name) {
  if (is_own)
    return g_strdup (own_cause (cause));
  switch (cause) {
  case CONFAB_CAUSE_NOT_FOR_US:
    return dup_named (_ ("%s wrote this to other devices of yours, not to this computer."), name);
  case CONFAB_CAUSE_NO_SESSION:
    return dup_named (
        _ ("%s wrote this with keys that this computer does not have any more."), name);
  case CONFAB_CAUSE_DAMAGED:
    return dup_named (_ ("This message of %s broke on its way and cannot be opened."), name);
  case CONFAB_CAUSE_MISMATCH:
    return dup_named (
        _ ("This says to be from %s, but it was made for, or by, somebody else. Confab does not "
           "show it."),
        name);
  case CONFAB_CAUSE_LEFT_OUT:
    return dup_named (_ ("This came from a device of %s that you left out."), name);
  case CONFAB_CAUSE_UNKNOWN_WAY:
    return dup_named (
        _ ("%s’s program closed this message in a way that Confab cannot open."), name);
  case CONFAB_CAUSE_TOO_MUCH:
    return dup_named (_ ("Too much came from %s at once, so this message was not opened."), name);
  case CONFAB_CAUSE_NONE:
    break;
  }
  return dup_named (_ ("This message of %s could not be opened."), name);
}

char *
confab_chat_seal_words_dup_remedy (
    ConfabModelCause cause, gboolean is_own, const char *name, const char **action) {
  *action = NULL;
  if (is_own)
    return NULL;
  switch (cause) {
  case CONFAB_CAUSE_MISMATCH:
    *action = "chat.check";
    return g_strdup (_ ("Check that it is really them"));
  case CONFAB_CAUSE_LEFT_OUT:
    *action = "chat.devices";
    return confab_chat_seal_words_dup_see_devices (name);
  case CONFAB_CAUSE_NONE:
  case CONFAB_CAUSE_NOT_FOR_US:
  case CONFAB_CAUSE_NO_SESSION:
  case CONFAB_CAUSE_DAMAGED:
  case CONFAB_CAUSE_UNKNOWN_WAY:
  case CONFAB_CAUSE_TOO_MUCH:
    break;
  }
  *action = "chat.ask-again";
  return g_strdup (_ ("Ask to send it again"));
}

char *
confab_chat_seal_words_dup_line (ConfabModelLine line, const char *name) {
  switch (line) {
  case CONFAB_LINE_SEALED_BEGINS:
    return dup_named (_ ("From here on, only you and %s can read this"), name);
  case CONFAB_LINE_PLAIN_BEGINS:
    return g_strdup (_ ("From here on, servers can read this: you chose so"));
  case CONFAB_LINE_NEW_DEVICE:
    return dup_named (_ ("%s has a new device"), name);
  case CONFAB_LINE_TAKEN_BACK:
    return dup_named (_ ("%s took back a message"), name);
  case CONFAB_LINE_TAKEN_KEPT:
    return dup_named (_ ("%s took back a message that you had kept. It stays here."), name);
  case CONFAB_LINE_ASKED_ERASE:
    return dup_named (_ ("%s may have read it already. %s’s program is asked to erase it."), name);
  case CONFAB_LINE_TIMER: /* it says more than its kind: chat-timer.c */
  case CONFAB_LINE_NONE:
    break;
  }
  return g_strdup ("");
}

/* What also depends on whose line it is, and on what became of it. */
static char *
dup_row_line (ConfabModelMessage *message, const char *name) {
  ConfabModelLine line = confab_model_message_get_line (message);

  if (line == CONFAB_LINE_TAKEN_BACK && confab_model_message_is_own (message))
    return g_strdup (_ ("You took back a message"));
  if (line == CONFAB_LINE_TAKEN_KEPT && confab_model_message_is_own (message))
    return g_strdup (
        _ ("On another device you took back a message that you had kept. It stays here."));
  if (line == CONFAB_LINE_ASKED_ERASE &&
      confab_model_message_get_state (message) == CONFAB_MESSAGE_FAILED)
    return dup_named (_ ("%s’s program cannot be asked to erase it, so %s still has it."), name);
  return confab_chat_seal_words_dup_line (line, name);
}

char *
confab_chat_seal_words_dup_row (ConfabModelMessage *message, const char *name) {
  switch (confab_model_message_get_kind (message)) {
  case CONFAB_MESSAGE_KIND_UNOPENED:
    return confab_chat_seal_words_dup_cause (
        confab_model_message_get_cause (message), confab_model_message_is_own (message), name);
  case CONFAB_MESSAGE_KIND_LINE:
    if (confab_model_message_get_line (message) == CONFAB_LINE_TIMER)
      return confab_chat_timer_dup_line (message, name);
    return dup_row_line (message, name);
  case CONFAB_MESSAGE_KIND_TEXT:
  case CONFAB_MESSAGE_KIND_ASK:
  case CONFAB_MESSAGE_KIND_FILE:
    break;
  }
  return g_strdup (confab_model_message_get_text (message));
}

const char *
confab_chat_seal_words_get_mark (ConfabModelMessage *message) {
  if (confab_model_message_get_kind (message) == CONFAB_MESSAGE_KIND_ASK ||
      confab_model_message_is_exposed (message))
    return _ ("Servers can read this one");
  if (confab_model_message_is_unchecked (message))
    return _ ("From a new device, not checked");
  if (confab_model_message_is_kept (message))
    return C_ ("mark of a message", "Kept");
  return NULL;
}

char *
confab_chat_seal_words_dup_new_devices (guint n_devices, const char *name) {
  if (n_devices == 1)
    return dup_named (_ ("%s has a new device. Usually a new phone, sometimes someone pretending. "
                         "Ring %s."),
        name);
  return dup_named (_ ("%s has new devices. Usually a new phone, sometimes someone pretending. "
                       "Ring %s."),
      name);
}

char *
confab_chat_seal_words_dup_is_theirs (const char *name) {
  if (g_utf8_strlen (name, -1) > BUTTON_CHARS)
    return g_strdup (_ ("It is theirs"));
  /* Translators: a button; the new device belongs to the person named. */
  return dup_named (_ ("It is %s’s"), name);
}

char *
confab_chat_seal_words_dup_see_devices (const char *name) {
  if (g_utf8_strlen (name, -1) > BUTTON_CHARS)
    return g_strdup (_ ("See their devices"));
  return dup_named (_ ("See %s’s devices"), name);
}

char *
confab_chat_seal_words_dup_ask_button (const char *name) {
  if (g_utf8_strlen (name, -1) > BUTTON_CHARS)
    return g_strdup (_ ("Ask them"));
  /* Translators: a button; %s is a name. */
  return dup_named (_ ("Ask %s"), name);
}

const char *
confab_chat_seal_words_get_ask (void) {
  return _ ("I would like to write to you so that nobody else can read it, and your program cannot "
            "receive that yet. Please switch private messages on in its settings, or update it. "
            "Until then I write nothing here.");
}

const char *
confab_chat_seal_words_get_again (void) {
  return _ ("I could not open your last message here. Could you please send it again?");
}

gboolean
confab_chat_seal_words_was_asked (ConfabModelChat *chat, gint64 now_us) {
  GListModel *rows = G_LIST_MODEL (confab_model_chat_get_timeline (chat));
  guint n = g_list_model_get_n_items (rows);

  for (guint i = n; i > 0 && n - i < LOOK_AT; i--) {
    g_autoptr (ConfabModelMessage) message = g_list_model_get_item (rows, i - 1);

    if (confab_model_message_get_kind (message) == CONFAB_MESSAGE_KIND_ASK &&
        now_us - confab_model_message_get_time_us (message) < G_TIME_SPAN_DAY)
      return TRUE;
  }
  return FALSE;
}
