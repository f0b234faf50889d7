/* Own messages that wait before they leave, or come back, in a transcript.
 *
 *   dont-send ADDRESS|TEXT    the button under one that waits
 *   draft ADDRESS|TEXT        what stands in the entry must be this; \n is a line feed
 *   write ADDRESS|TEXT        stands in the entry from now on
 */

#include "flow.h"

static ConfabModelChat *
find_chat (Flow *self, const char *address) {
  g_autoptr (ConfabModelAccount) account =
      g_list_model_get_item (confab_core_get_accounts (self->core), 0);
  ConfabModelContact *contact = confab_model_account_find_contact (account, address);

  if (contact == NULL)
    flow_fail (self, "%s is no buddy", address);
  return confab_model_contact_get_chat (contact);
}

typedef struct {
  ConfabModelChat *chat;
  const char *text;
} Looked;

static ConfabModelMessage *
find_message (gpointer data) {
  Looked *looked = data;
  GListModel *rows = G_LIST_MODEL (confab_model_chat_get_timeline (looked->chat));

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (ConfabModelMessage) message = g_list_model_get_item (rows, i);

    if (g_str_equal (confab_model_message_get_text (message), looked->text))
      return message; /* the timeline keeps it */
  }
  return NULL;
}

static gboolean
is_there (gpointer data) {
  return find_message (data) != NULL;
}

static gboolean
is_draft (gpointer data) {
  Looked *looked = data;

  return g_str_equal (confab_model_chat_get_draft (looked->chat), looked->text);
}

static void
act (Flow *self, const char *verb, ConfabModelChat *chat, const char *text) {
  Looked looked = { chat, text };

  if (g_str_equal (verb, "write")) {
    confab_core_set_draft (self->core, chat, text);
    return;
  }
  if (g_str_equal (verb, "draft")) {
    if (!flow_comes_true (is_draft, &looked))
      flow_fail (self, "the draft is \"%s\"", confab_model_chat_get_draft (chat));
    return;
  }
  if (!flow_comes_true (is_there, &looked))
    flow_fail (self, "there is no such message");
  dex_clear (&self->act);
  self->act = confab_core_dont_send (self->core, chat, find_message (&looked));
}

gboolean
flow_act_on_back (Flow *self, const char *verb, const char *rest) {
  g_auto (GStrv) words = NULL;
  g_autofree char *text = NULL;

  if (!g_str_equal (verb, "dont-send") && !g_str_equal (verb, "draft") &&
      !g_str_equal (verb, "write"))
    return FALSE;
  words = g_strsplit (rest, "|", 2);
  text = g_strcompress (words[1] != NULL ? words[1] : "");
  act (self, verb, find_chat (self, words[0]), text);
  return TRUE;
}
