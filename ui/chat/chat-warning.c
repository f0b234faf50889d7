/* Words for what a message asks for. They say what to do, never that the message is a trick: it may
 * be Ann. */

#include "chat/chat-warning.h"

#include <glib/gi18n.h>

#include "safety/safety-scam.h"

#define LOOK_AT 40 /* newest rows */

typedef struct {
  guint reason;
  const char *words; /* %s: the person */
} Line;

static const Line lines[] = {
  { CONFAB_SCAM_ASKS_CODE, N_ ("%s asks for a code. Codes are for you alone.") },
  { CONFAB_SCAM_ASKS_PASSWORD,
      N_ ("%s asks for a password or card. Nobody needs these from you.") },
  { CONFAB_SCAM_CLAIMS_OFFICE,
      N_ ("%s writes like an office or a support. These do not write here.") },
  { CONFAB_SCAM_URGENT_MONEY, N_ ("%s asks for money, and in a hurry.") },
  { CONFAB_SCAM_FAMILY_IN_NEED, N_ ("%s says to be family with a new number.") },
  { CONFAB_SCAM_WANTS_INSTALL, N_ ("%s wants you to install something, or to show your screen.") },
  { CONFAB_SCAM_GIFT_CARDS, N_ ("%s asks for gift cards or digital coins.") },
  { CONFAB_SCAM_PRIZE_OR_FEE, N_ ("%s writes of a prize or a fee.") },
  { CONFAB_SCAM_EASY_MONEY, N_ ("%s offers easy money.") },
  { CONFAB_SCAM_MOVE_ELSEWHERE, N_ ("%s wants to go on talking elsewhere.") },
  { CONFAB_SCAM_UNREADABLE, N_ ("%s sent more than could be looked through.") },
};

ConfabModelMessage *
confab_chat_warning_find (ConfabModelChat *chat, gint64 after) {
  GListModel *rows = G_LIST_MODEL (confab_model_chat_get_timeline (chat));
  guint n = g_list_model_get_n_items (rows);

  for (guint i = n; i > 0 && n - i < LOOK_AT; i--) {
    g_autoptr (ConfabModelMessage) message = g_list_model_get_item (rows, i - 1);

    if (confab_model_message_get_id (message) <= after)
      break;
    if (!confab_model_message_is_own (message) && confab_model_message_get_warning (message) != 0)
      return g_steal_pointer (&message);
  }
  return NULL;
}

static const char *
get_words (guint reasons) {
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++) {
    if ((reasons & lines[i].reason) != 0)
      return _ (lines[i].words);
  }
  return _ (lines[G_N_ELEMENTS (lines) - 1].words);
}

char *
confab_chat_warning_dup_words (ConfabModelContact *contact, ConfabModelMessage *message) {
  g_autoptr (GString) what = g_string_new (get_words (confab_model_message_get_warning (message)));
  const char *checked =
      confab_model_contact_get_grade (contact) >= CONFAB_GRADE_KNOWN
          ? _ ("You know them in life, but have not checked that it is really them here.")
          : _ ("You do not know them in life.");

  g_string_replace (what, "%s", confab_model_contact_get_name (contact), 1);
  return g_strdup_printf (
      _ ("%s Check it elsewhere first: ring a number that you had before. %s"), what->str, checked);
}
