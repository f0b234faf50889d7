/* Finding messages in a whole profile: the index follows what the user chooses, an answer to a
 * question that was given up is not shown, and names are people. */

#include "core/core-private.h"
#include "store/store-retention.h"
#include "test-store-common.h"

#define ADDRESS "alice@example.org"
#define N_ROWS 130

typedef struct {
  char *folder;
  ConfabKeyring *keyring;
  ConfabCore *core;
  ConfabModelSearch *search;
} Fixture;

static void
turn (void) {
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
start (Fixture *fixture) {
  fixture->core = confab_core_new (fixture->folder, NULL, NULL);
  confab_core_set_keyring (fixture->core, fixture->keyring);
  test_settle (confab_core_open (fixture->core));
  fixture->search = confab_core_new_search (fixture->core);
}

static void
stop (Fixture *fixture) {
  g_clear_object (&fixture->search);
  test_settle (confab_core_quit (fixture->core));
  g_clear_object (&fixture->core);
}

static gboolean
job_fill (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, ADDRESS, error);
  ConfabStoreContact ann = { .account = account,
    .address = (char *)PEER,
    .name = (char *)"Ann L\xc3\xa9"
                    "e" };
  ConfabStoreContact bob = { .account = account, .address = (char *)OTHER };

  CHECK (confab_store_contacts_put (db, &ann, TRUE, error));
  CHECK (confab_store_contacts_put (db, &bob, TRUE, error));
  for (guint i = 0; i < N_ROWS; i++) {
    g_autofree char *text = g_strdup_printf ("A walk number %u", i);

    CHECK (test_add_message (db, account, PEER, text, FALSE, error) != 0);
  }
  CHECK (test_add_message (db, account, OTHER, "Bob's walk", FALSE, error) != 0);
  return TRUE;
}

static gboolean
job_nothing (ConfabStoreDb *db, gpointer data, GError **error) {
  return TRUE;
}

static void
set_up (Fixture *fixture, gconstpointer data) {
  fixture->folder = test_folder ();
  fixture->keyring = confab_keyring_new_in_memory ();
  start (fixture);
  stop (fixture);
  start (fixture);
  test_write (fixture->core->vault, job_fill, NULL);
  test_settle (confab_store_vault_close (fixture->core->vault));
  g_clear_object (&fixture->search);
  g_clear_object (&fixture->core);
  start (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  stop (fixture);
  confab_keyring_unref (fixture->keyring);
  test_folder_remove (fixture->folder);
  g_free (fixture->folder);
}

static void
followed (Fixture *fixture) {
  while (
      confab_model_search_is_catching_up (fixture->search) || fixture->core->follows_search_again)
    g_main_context_iteration (NULL, TRUE);
}

static void
found (Fixture *fixture) {
  while (confab_model_search_get_state (fixture->search) == CONFAB_SEARCH_LOOKING)
    g_main_context_iteration (NULL, TRUE);
}

static void
check (
    Fixture *fixture, const char *text, ConfabModelChat *chat, ConfabSearchState state, guint n) {
  confab_core_search (fixture->core, fixture->search, text, chat);
  found (fixture);
  if (confab_model_search_get_state (fixture->search) != state ||
      g_list_model_get_n_items (G_LIST_MODEL (fixture->search)) != n)
    g_error ("\"%s\": state %d and %u hits, not %d and %u", text,
        confab_model_search_get_state (fixture->search),
        g_list_model_get_n_items (G_LIST_MODEL (fixture->search)), state, n);
}

static ConfabModelChat *
chat_with (Fixture *fixture, const char *peer) {
  GListModel *contacts = confab_core_get_contacts (fixture->core);

  for (guint i = 0; i < g_list_model_get_n_items (contacts); i++) {
    g_autoptr (ConfabModelContact) contact = g_list_model_get_item (contacts, i);

    if (g_str_equal (confab_model_contact_get_address (contact), peer))
      return confab_model_contact_get_chat (contact);
  }
  g_error ("There is no %s", peer);
}

static void
test_follows (Fixture *fixture, gconstpointer data) {
  ConfabModelChat *ann = chat_with (fixture, PEER);
  ConfabModelChat *bob = chat_with (fixture, OTHER);

  followed (fixture);
  check (fixture, "walk", NULL, CONFAB_SEARCH_NOTHING_KEPT, 0);
  check (fixture, "", NULL, CONFAB_SEARCH_IDLE, 0);

  /* One chat keeps. */
  test_settle (
      confab_core_set_keep (fixture->core, bob, CONFAB_KEEP_MONTH, CONFAB_CORE_REST_STAYS));
  followed (fixture);
  check (fixture, "walk", NULL, CONFAB_SEARCH_DONE, 1);
  check (fixture, "walk", ann, CONFAB_SEARCH_NOTHING_KEPT, 0);
  check (fixture, "run ", NULL, CONFAB_SEARCH_DONE, 0);

  /* All of them, and no more. */
  test_settle (confab_core_choose_keep (
      fixture->core, CONFAB_KEEP_FOR_GOOD, CONFAB_TERM_UNTIL_CHANGED, CONFAB_CORE_REST_STAYS));
  followed (fixture);
  check (fixture, "\"walk number 7\"", NULL, CONFAB_SEARCH_DONE, 1);
  test_settle (
      confab_core_set_keep (fixture->core, ann, CONFAB_KEEP_UNTIL_CLOSED, CONFAB_CORE_REST_GOES));
  followed (fixture);
  check (fixture, "walk", ann, CONFAB_SEARCH_NOTHING_KEPT, 0);
  check (fixture, "walk", NULL, CONFAB_SEARCH_DONE, 1);
  test_settle (confab_core_erase_all (fixture->core));
  check (fixture, "walk", NULL, CONFAB_SEARCH_NOTHING_KEPT, 0);
}

static void
test_asks (Fixture *fixture, gconstpointer data) {
  ConfabModelChat *ann = chat_with (fixture, PEER);
  guint n_marks;

  test_settle (confab_core_choose_keep (
      fixture->core, CONFAB_KEEP_FOR_GOOD, CONFAB_TERM_UNTIL_CHANGED, CONFAB_CORE_REST_STAYS));
  followed (fixture);
  check (fixture, "walk from:lee", NULL, CONFAB_SEARCH_DONE, 50);
  check (fixture, "walk from:bob@", NULL, CONFAB_SEARCH_DONE, 1);
  check (fixture, "walk from:nobody", NULL, CONFAB_SEARCH_DONE, 0);
  check (fixture, "walk from:bob", ann, CONFAB_SEARCH_DONE, 0);
  check (fixture, "from:me", NULL, CONFAB_SEARCH_DONE, 0);

  /* Pages. */
  check (fixture, "walk", ann, CONFAB_SEARCH_DONE, 50);
  for (guint n = 50; n < N_ROWS; n = MIN (n + 50, N_ROWS)) {
    g_assert_true (confab_model_search_has_more (fixture->search));
    confab_core_search_more (fixture->core, fixture->search, "walk", ann);
    found (fixture);
    g_assert_cmpuint (
        g_list_model_get_n_items (G_LIST_MODEL (fixture->search)), ==, MIN (n + 50, N_ROWS));
  }
  g_assert_false (confab_model_search_has_more (fixture->search));
  for (guint i = 0; i < N_ROWS; i++) {
    g_autoptr (ConfabModelHit) hit = g_list_model_get_item (G_LIST_MODEL (fixture->search), i);

    g_assert_cmpint (confab_model_hit_get_id (hit), ==, N_ROWS - i);
    g_assert_true (confab_model_contact_get_chat (confab_model_hit_get_contact (hit)) == ann);
    g_assert_cmpuint (confab_model_hit_get_marks (hit, &n_marks)[0], ==, 2);
    g_assert_cmpuint (n_marks, ==, 1);
  }

  /* What was asked first is not answered any more. */
  confab_core_search (fixture->core, fixture->search, "walk", NULL);
  check (fixture, "bob", NULL, CONFAB_SEARCH_DONE, 1);
  confab_core_search (fixture->core, fixture->search, "walk", NULL);
  confab_model_search_clear (fixture->search);
  test_read (fixture->core->vault, job_nothing, NULL);
  turn ();
  g_assert_cmpint (confab_model_search_get_state (fixture->search), ==, CONFAB_SEARCH_IDLE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->search)), ==, 0);
}

/* As it was typed, the last word as a beginning, and nothing of what only narrows. */
static void
test_marks (Fixture *fixture, gconstpointer data) {
  const char *text = "The k\xc3\xa9y is under the third pot";
  gsize pairs[8] = { 0 };

  g_assert_cmpuint (confab_core_mark_asked ("from:me third ke", text, pairs, 4), ==, 2);
  g_assert_true (g_str_has_prefix (text + pairs[0], "k\xc3\xa9y is"));
  g_assert_cmpuint (pairs[1], >, pairs[0]);
  g_assert_true (g_str_has_prefix (text + pairs[2], "third pot"));
  g_assert_cmpuint (pairs[3] - pairs[2], ==, strlen ("third"));
  g_assert_cmpuint (confab_core_mark_asked ("from:me third ke", text, pairs, 1), ==, 1);
  g_assert_cmpuint (confab_core_mark_asked ("from:me has:link", text, pairs, 4), ==, 0);
  g_assert_cmpuint (confab_core_mark_asked ("", text, pairs, 4), ==, 0);
}

/* To a hit that is far from what is loaded. */
static void
test_goes_to (Fixture *fixture, gconstpointer data) {
  ConfabModelChat *ann = chat_with (fixture, PEER);
  ConfabModelTimeline *timeline = confab_model_chat_get_timeline (ann);

  confab_core_go_to (fixture->core, ann, 7, NULL);
  while (confab_model_timeline_find (timeline, 7) == NULL ||
         confab_model_timeline_is_loading (timeline))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (confab_model_timeline_is_at_start (timeline));
  g_assert_false (confab_model_timeline_is_at_end (timeline));
  g_assert_null (confab_model_timeline_find (timeline, N_ROWS));
  confab_model_timeline_go_to_end (timeline);
  while (!confab_model_timeline_is_at_end (timeline))
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (confab_model_timeline_find (timeline, N_ROWS));
}

int
main (int argc, char **argv) {
  test_init (&argc, &argv);
  g_test_add ("/core/search/follows", Fixture, NULL, set_up, test_follows, tear_down);
  g_test_add ("/core/search/asks", Fixture, NULL, set_up, test_asks, tear_down);
  g_test_add ("/core/search/marks", Fixture, NULL, set_up, test_marks, tear_down);
  g_test_add ("/core/search/goes-to", Fixture, NULL, set_up, test_goes_to, tear_down);
  return g_test_run ();
}
