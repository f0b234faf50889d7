/* Who is kept away in a transcript.
 *
 *   block ADDRESS|REPORT|WORDS    REPORT: spam, abuse, or nothing; the buddy and the chat stay
 *   block-off ADDRESS             the same without a word, and off the list
 *   unblock ADDRESS
 *   kept-away [ADDRESS ...]       the list as the page shows it, with spaces between; "(here)"
 *                                 stands behind what only this device keeps away
 *
 * It looks at the model alone; what goes over the line is in the transcript. */

#include "flow.h"

typedef struct {
  ConfabModelAccount *account;
  const char *expected;
} Wanted;

static ConfabModelAccount *
get_account (Flow *self) {
  g_autoptr (ConfabModelAccount) account =
      g_list_model_get_item (confab_core_get_accounts (self->core), 0);

  if (account == NULL)
    flow_fail (self, "there is no account");
  return account; /* the core keeps it */
}

static char *
dup_list (ConfabModelAccount *account) {
  GListModel *items =
      confab_model_blocklist_get_items (confab_model_account_get_blocklist (account));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++) {
    g_autoptr (ConfabModelBlocked) line = g_list_model_get_item (items, i);

    g_string_append_printf (text, "%s%s%s", i > 0 ? " " : "",
        confab_model_blocked_get_address (line),
        confab_model_blocked_is_here (line) ? "(here)" : "");
  }
  return g_string_free_and_steal (text);
}

static gboolean
is_list (gpointer data) {
  Wanted *wanted = data;
  g_autofree char *list = dup_list (wanted->account);

  return g_str_equal (list, wanted->expected);
}

static void
expect_list (Flow *self, const char *expected) {
  Wanted wanted = { get_account (self), expected };
  g_autofree char *list = NULL;

  if (flow_comes_true (is_list, &wanted))
    return;
  list = dup_list (wanted.account);
  flow_fail (self, "kept away should be \"%s\" and is \"%s\"", expected, list);
}

static void
set_act (Flow *self, DexFuture *act) {
  dex_clear (&self->act);
  self->act = act;
}

static void
block (Flow *self, const char *rest, const char *verb) {
  g_auto (GStrv) words = g_strsplit (rest, "|", 3);
  ConfabModelBlocking how = { .words = words[1] != NULL ? words[2] : NULL,
    .is_removed = g_str_equal (verb, "block-off"),
    .is_whole_server = g_str_equal (verb, "block-all-there") };

  if (g_strcmp0 (words[1], "spam") == 0)
    how.report = CONFAB_REPORT_SPAM;
  else if (g_strcmp0 (words[1], "abuse") == 0)
    how.report = CONFAB_REPORT_ABUSE;
  set_act (self, confab_core_block (self->core, get_account (self), words[0], &how));
}

gboolean
flow_act_on_blocked (Flow *self, const char *verb, const char *rest) {
  if (g_str_equal (verb, "block") || g_str_equal (verb, "block-off") ||
      g_str_equal (verb, "block-all-there"))
    block (self, rest, verb);
  else if (g_str_equal (verb, "unblock"))
    set_act (self, confab_core_unblock (self->core, get_account (self), rest));
  else if (g_str_equal (verb, "kept-away"))
    expect_list (self, rest);
  else
    return FALSE;
  return TRUE;
}

void
flow_see_like (GString *text, const char *name) {
  if (name != NULL)
    g_string_append_printf (text, " like \"%s\"", name);
}
