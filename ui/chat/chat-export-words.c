/* Words of a chat outside. They name the addresses, since names are only what somebody is called
 * here; and they say what is not in the file, so that nobody takes it for all there was. */

#include "chat/chat-export-words.h"

#include <glib/gi18n.h>

#include "chat/chat-format.h"
#include "model/model-account.h"

#define MAX_NAME 60 /* characters of a name in the name of a file */

static char *
dup_title (ConfabModelContact *contact) {
  if (confab_model_contact_is_note (contact))
    return g_strdup (_ ("Notes to myself"));
  /* Translators: %s is a name. */
  return g_strdup_printf (_ ("Chat with %s"), confab_model_contact_get_name (contact));
}

static char *
dup_about (ConfabModelContact *contact) {
  ConfabModelAccount *account = confab_model_contact_get_account (contact);
  const char *file = _ ("This file was written by Confab and lies open: whoever can read it, reads "
                        "it. Nothing in it proves who wrote what.");
  const char *own = account != NULL ? confab_model_account_get_address (account) : "";

  if (confab_model_contact_is_note (contact))
    return g_strdup (file);
  /* Translators: the head of a saved chat: a name, an address, one's own address, and a sentence
     about the file. */
  return g_strdup_printf (_ ("%s is %s.\nWritten as %s.\n%s"),
      confab_model_contact_get_name (contact), confab_model_contact_get_address (contact), own,
      file);
}

ConfabExportWords *
confab_chat_export_words_new (ConfabModelChat *chat) {
  ConfabModelContact *contact = confab_model_chat_get_contact (chat);
  g_autofree char *title = dup_title (contact);
  g_autofree char *about = dup_about (contact);
  ConfabExportWords words = { {
      [CONFAB_EXPORT_WORD_TITLE] = title,
      [CONFAB_EXPORT_WORD_ABOUT] = about,
      [CONFAB_EXPORT_WORD_LEFT_OUT] =
          _ ("Not in it: files, but for their names; messages that disappear by a timer; what was "
             "folded, erased or taken back."),
      /* Translators: before a date, in a saved chat. */
      [CONFAB_EXPORT_WORD_FIRST] = _ ("First message:"),
      /* Translators: before a date, in a saved chat. */
      [CONFAB_EXPORT_WORD_LAST] = _ ("Last message:"),
      /* Translators: before a date and time, in a saved chat. */
      [CONFAB_EXPORT_WORD_MADE] = _ ("Saved:"),
      /* Translators: before a number, at the end of a saved chat. */
      [CONFAB_EXPORT_WORD_COUNT] = _ ("This is the end. Messages:"),
      [CONFAB_EXPORT_WORD_DAY] = _ ("%A, %-d %B %Y"),
      [CONFAB_EXPORT_WORD_TIME] = confab_chat_format_get_time_pattern (),
      /* Translators: who wrote a message, in a saved or copied chat: oneself. */
      [CONFAB_EXPORT_WORD_ME] = C_ ("in place of a name", "Me"),
      [CONFAB_EXPORT_WORD_THEM] = confab_model_contact_get_name (contact),
      /* Translators: before the name of a file, in a saved or copied chat. */
      [CONFAB_EXPORT_WORD_FILE] = _ ("File:"),
      [CONFAB_EXPORT_WORD_UNOPENED] = _ ("A message that could not be opened"),
      /* Translators: beside a message, in a saved or copied chat. */
      [CONFAB_EXPORT_WORD_NOT_SENT] = _ ("not sent"),
      [CONFAB_EXPORT_WORD_CHANGED] = _ ("changed"),
  } };

  return confab_model_export_words_copy (&words);
}

char *
confab_chat_export_words_dup_file (ConfabModelChat *chat, ConfabExportForm form) {
  g_autofree char *title = dup_title (confab_model_chat_get_contact (chat));
  g_autofree char *some = g_utf8_substring (title, 0, MIN (g_utf8_strlen (title, -1), MAX_NAME));
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");

  /* What some disk takes for a path or refuses. */
  g_strdelimit (some, "/\\:*?\"<>|", '_');
  return g_strdup_printf ("%s %s.%s", some, day, form == CONFAB_EXPORT_HTML ? "html" : "txt");
}
