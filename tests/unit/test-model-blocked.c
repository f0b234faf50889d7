/* The block list in the model: what it keeps away, and never the account or its server. */

#include "model/model-blocked.h"

static void
test_match (void) {
  static const struct {
    const char *line, *address;
    gboolean is_kept_away;
  } rows[] = {
    { "eve@evil.example", "eve@evil.example", TRUE },
    { "eve@evil.example", "eve@evil.example/desk", TRUE },
    { "eve@evil.example", "adam@evil.example", FALSE },
    { "eve@evil.example", "evil.example", FALSE },
    { "eve@evil.example/desk", "eve@evil.example/desk", TRUE },
    { "eve@evil.example/desk", "eve@evil.example/phone", FALSE },
    { "eve@evil.example/desk", "eve@evil.example", FALSE },
    { "evil.example", "evil.example", TRUE },
    { "evil.example", "eve@evil.example/a@b/c", TRUE },
    { "evil.example", "evil.example/x", TRUE },
    { "evil.example", "eve@more.evil.example", FALSE },
    { "evil.example", "eve@notevil.example", FALSE },
    { "evil.example/x", "evil.example/x", TRUE },
    { "evil.example/x", "evil.example", FALSE },
    /* What stands after the slash is no address. */
    { "good.example", "eve@evil.example/bob@good.example", FALSE },
    { "bob@good.example", "eve@evil.example/bob@good.example", FALSE },
    /* Of the account itself and its server, never. */
    { "alice@conf.example", "alice@conf.example/desk", FALSE },
    { "conf.example", "alice@conf.example", FALSE },
    { "conf.example", "conf.example", FALSE },
    { "conf.example", "eve@conf.example", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (ConfabModelAccount) account = confab_model_account_new (1, "alice@conf.example");

    g_test_message ("%s: %s", rows[i].line, rows[i].address);
    confab_model_blocklist_add (confab_model_account_get_blocklist (account), rows[i].line, FALSE);
    g_assert_true (
        confab_model_account_is_blocked (account, rows[i].address) == rows[i].is_kept_away);
  }
}

/* Buddies follow, those that are there and those that come. */
static void
test_buddies (void) {
  g_autoptr (ConfabModelAccount) account = confab_model_account_new (1, "alice@conf.example");
  ConfabModelBlocklist *list = confab_model_account_get_blocklist (account);
  g_autoptr (ConfabModelContact) bob = confab_model_contact_new (account, "bob@evil.example");
  g_autoptr (ConfabModelContact) eve = confab_model_contact_new (account, "eve@evil.example");

  confab_model_account_add_contact (account, bob);
  confab_model_contact_set_presence (bob, CONFAB_PRESENCE_HERE);
  confab_model_blocklist_add (list, "bob@evil.example", FALSE);
  g_assert_true (confab_model_contact_is_blocked (bob));
  g_assert_cmpint (confab_model_contact_get_presence (bob), ==, CONFAB_PRESENCE_OFFLINE);
  confab_model_blocklist_add (list, "evil.example", TRUE);
  confab_model_account_add_contact (account, eve);
  g_assert_true (confab_model_contact_is_blocked (eve));
  confab_model_blocklist_remove (list, "evil.example");
  g_assert_false (confab_model_contact_is_blocked (eve));
  g_assert_true (confab_model_contact_is_blocked (bob));
}

static void
count_up (guint *n) {
  (*n)++;
}

/* By which line somebody is kept away is seen in their chat, also where they stay so. */
static void
test_which_line (void) {
  g_autoptr (ConfabModelAccount) account = confab_model_account_new (1, "alice@home.example");
  ConfabModelBlocklist *list = confab_model_account_get_blocklist (account);
  g_autoptr (ConfabModelContact) bob = confab_model_contact_new (account, "bob@evil.example");
  guint n = 0;

  confab_model_account_add_contact (account, bob);
  g_signal_connect_swapped (bob, "notify::blocked", G_CALLBACK (count_up), &n);
  confab_model_blocklist_add (list, "eve@evil.example", FALSE);
  g_assert_cmpuint (n, ==, 0);
  confab_model_blocklist_add (list, "bob@evil.example", FALSE);
  g_assert_cmpuint (n, ==, 1);
  confab_model_blocklist_add (list, "evil.example", FALSE);
  g_assert_cmpuint (n, ==, 2);
  confab_model_blocklist_remove (list, "bob@evil.example");
  g_assert_cmpuint (n, ==, 3);
  g_assert_true (confab_model_contact_is_blocked (bob));
}

/* The server's list is the truth about the server's part of it. */
static void
test_replace (void) {
  static const char *const first[] = { "a@b.example", "c.example", "a@b.example", NULL };
  static const char *const second[] = { "here@b.example", "d.example", NULL };
  g_autoptr (ConfabModelBlocklist) list = confab_model_blocklist_new ();
  GListModel *items = confab_model_blocklist_get_items (list);

  confab_model_blocklist_add (list, "here@b.example", TRUE);
  confab_model_blocklist_replace (list, first);
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, 3);
  g_assert_true (confab_model_blocked_is_domain (confab_model_blocklist_find (list, "c.example")));
  g_assert_false (
      confab_model_blocked_is_domain (confab_model_blocklist_find (list, "a@b.example")));
  confab_model_blocklist_replace (list, second);
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, 2);
  g_assert_null (confab_model_blocklist_find (list, "a@b.example"));
  g_assert_true (
      confab_model_blocked_is_here (confab_model_blocklist_find (list, "here@b.example")));
  /* The server has it now. */
  confab_model_blocklist_add (list, "here@b.example", FALSE);
  g_assert_false (
      confab_model_blocked_is_here (confab_model_blocklist_find (list, "here@b.example")));
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, 2);
  confab_model_blocklist_remove (list, "nobody@b.example");
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, 2);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/blocked/match", test_match);
  g_test_add_func ("/model/blocked/buddies", test_buddies);
  g_test_add_func ("/model/blocked/which-line", test_which_line);
  g_test_add_func ("/model/blocked/replace", test_replace);
  return g_test_run ();
}
