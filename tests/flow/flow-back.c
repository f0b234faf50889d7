/* Messages that wait before they leave, are taken back, or changed, in a transcript.
 *
 *   dont-send ADDRESS|TEXT    the button under one that waits
 *   take-back ADDRESS|TEXT    of the menu of an own message
 *   keep ADDRESS|TEXT         "Keep this"
 *   type ADDRESS|TEXT         stands in the entry from now on
 *   draft ADDRESS|TEXT        what stands there must be this; \n is a line feed
 *   change ADDRESS|OLD|NEW    Up in the entry, and sent
 *   changed ADDRESS|TEXT|...  texts that bear the mark of it, in their order, must be these
 *   lines ADDRESS|WORDS       lines about it in the chat, in their order, must be these
 *
 * "mine" stands where an own message was, "theirs" where one of theirs was, "kept" beside one that
 * stays; "asked" or "unasked" says what became of the other program. */

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

static const char *
name_line (ConfabModelMessage *message) {
  if (confab_model_message_get_kind (message) != CONFAB_MESSAGE_KIND_LINE)
    return NULL;
  switch (confab_model_message_get_line (message)) {
  case CONFAB_LINE_TAKEN_BACK:
    return confab_model_message_is_own (message) ? "mine" : "theirs";
  case CONFAB_LINE_TAKEN_KEPT:
    return "kept";
  case CONFAB_LINE_ASKED_ERASE:
    return confab_model_message_get_state (message) == CONFAB_MESSAGE_FAILED ? "unasked" : "asked";
  case CONFAB_LINE_NONE:
  case CONFAB_LINE_SEALED_BEGINS:
  case CONFAB_LINE_PLAIN_BEGINS:
  case CONFAB_LINE_NEW_DEVICE:
  case CONFAB_LINE_TIMER:
    break;
  }
  return NULL;
}

static char *
dup_lines (ConfabModelChat *chat) {
  GListModel *rows = G_LIST_MODEL (confab_model_chat_get_timeline (chat));
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (ConfabModelMessage) message = g_list_model_get_item (rows, i);
    const char *name = name_line (message);

    if (name != NULL)
      g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", name);
  }
  return g_string_free_and_steal (words);
}

static gboolean
are_lines (gpointer data) {
  Looked *looked = data;
  g_autofree char *words = dup_lines (looked->chat);

  return g_str_equal (words, looked->text);
}

static char *
dup_changed (ConfabModelChat *chat) {
  GListModel *rows = G_LIST_MODEL (confab_model_chat_get_timeline (chat));
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (ConfabModelMessage) message = g_list_model_get_item (rows, i);

    if (confab_model_message_get_changed_us (message) != 0)
      g_string_append_printf (words, "%s%s", words->len > 0 ? "|" : "",
          confab_model_message_get_kind (message) == CONFAB_MESSAGE_KIND_LINE
              ? "(line)"
              : confab_model_message_get_text (message));
  }
  return g_string_free_and_steal (words);
}

static gboolean
are_changed (gpointer data) {
  Looked *looked = data;
  g_autofree char *words = dup_changed (looked->chat);

  return g_str_equal (words, looked->text);
}

/* As a person does it: the message comes into the entry, and what is sent then is its new text. */
static void
change (Flow *self, ConfabModelChat *chat, const char *text) {
  g_auto (GStrv) words = g_strsplit (text, "|", 2);
  Looked looked = { chat, words[0] };

  if (!flow_comes_true (is_there, &looked))
    flow_fail (self, "there is no such message");
  if (!confab_core_begin_change (self->core, chat, find_message (&looked)))
    flow_fail (self, "it cannot be changed");
  dex_clear (&self->act);
  confab_core_set_draft (self->core, chat, words[1]);
  self->act = confab_core_send (self->core, chat, words[1]);
}

static DexFuture *
act_on (Flow *self, const char *verb, ConfabModelChat *chat, ConfabModelMessage *message) {
  if (g_str_equal (verb, "take-back"))
    return confab_core_take_back (self->core, chat, message);
  if (g_str_equal (verb, "keep"))
    return confab_core_keep_message (
        self->core, confab_model_chat_get_contact (chat), message, TRUE);
  return confab_core_dont_send (self->core, chat, message);
}

static void
act (Flow *self, const char *verb, ConfabModelChat *chat, const char *text) {
  Looked looked = { chat, text };

  if (g_str_equal (verb, "type")) {
    confab_core_set_draft (self->core, chat, text);
    return;
  }
  if (g_str_equal (verb, "draft")) {
    if (!flow_comes_true (is_draft, &looked))
      flow_fail (self, "the draft is \"%s\"", confab_model_chat_get_draft (chat));
    return;
  }
  if (g_str_equal (verb, "change")) {
    change (self, chat, text);
    return;
  }
  if (g_str_equal (verb, "changed")) {
    g_autofree char *words = NULL;

    if (flow_comes_true (are_changed, &looked))
      return;
    words = dup_changed (chat);
    flow_fail (self, "changed are \"%s\"", words);
  }
  if (g_str_equal (verb, "lines")) {
    g_autofree char *words = NULL;

    if (flow_comes_true (are_lines, &looked))
      return;
    words = dup_lines (chat);
    flow_fail (self, "the lines are \"%s\"", words);
  }
  if (!flow_comes_true (is_there, &looked))
    flow_fail (self, "there is no such message");
  dex_clear (&self->act);
  self->act = act_on (self, verb, chat, find_message (&looked));
}

gboolean
flow_act_on_back (Flow *self, const char *verb, const char *rest) {
  static const char *const verbs[] = { "dont-send", "take-back", "lines", "keep", "draft", "type",
    "change", "changed", NULL };
  g_auto (GStrv) words = NULL;
  g_autofree char *text = NULL;

  if (!g_strv_contains (verbs, verb))
    return flow_act_on_tell (self, verb, rest) || flow_act_on_token (self, verb, rest);
  words = g_strsplit (rest, "|", 2);
  text = g_strcompress (words[1] != NULL ? words[1] : "");
  act (self, verb, find_chat (self, words[0]), text);
  return TRUE;
}
