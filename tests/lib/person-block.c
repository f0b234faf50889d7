/* Blocking, of the person without a screen:
 *   keep-away ADDRESS spam|abuse|quietly off|stay|all-there | let-through ADDRESS | kept-away |
 *   reports
 * "kept-away ADDRESS HERE" for each line of the list. */

#include "person.h"

static void
keep_away (Person *self, char **words) {
  ConfabModelBlocking how = { .is_removed = g_str_equal (words[3], "off"),
    .is_whole_server = g_str_equal (words[3], "all-there") };

  if (g_str_equal (words[2], "spam"))
    how.report = CONFAB_REPORT_SPAM;
  else if (g_str_equal (words[2], "abuse"))
    how.report = CONFAB_REPORT_ABUSE;
  tell (confab_core_block (self->core, account_of (self), words[1], &how), words[0]);
}

static void
say_kept_away (Person *self) {
  GListModel *items =
      confab_model_blocklist_get_items (confab_model_account_get_blocklist (account_of (self)));
  guint n = g_list_model_get_n_items (items);

  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelBlocked) line = g_list_model_get_item (items, i);

    say ("kept-away\t%s\t%d", confab_model_blocked_get_address (line),
        confab_model_blocked_is_here (line));
  }
  say ("done\tkept-away");
}

static DexFuture *
on_reports (DexFuture *future, gpointer data) {
  say ("reports\t%d", g_value_get_boolean (dex_future_get_value (future, NULL)));
  return NULL;
}

gboolean
obey_block (Person *self, char **words) {
  if (g_str_equal (words[0], "kept-away"))
    say_kept_away (self);
  else if (g_str_equal (words[0], "reports"))
    dex_future_disown (dex_future_then (
        confab_core_ask_reports (self->core, account_of (self)), on_reports, NULL, NULL));
  else if (g_str_equal (words[0], "let-through") && words[1] != NULL)
    tell (confab_core_unblock (self->core, account_of (self), words[1]), words[0]);
  else if (g_str_equal (words[0], "keep-away") && g_strv_length (words) >= 4)
    keep_away (self, words);
  else
    return obey_carry (self, words);
  return TRUE;
}
