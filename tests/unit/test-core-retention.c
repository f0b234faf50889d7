/* What stays and what goes in a whole profile, by a clock that the test moves: closing and Undo,
 * quit, a crash, the timer, opening, clocks that are set, what chats choose of their own, and what
 * becomes of what is there. The vault itself is asked, not the screen. */

#include "test-core-profile.h"

static void
choose (Fixture *fixture, ConfabKeep keep, ConfabCoreRest rest) {
  test_settle (confab_core_choose_keep (fixture->core, keep, CONFAB_TERM_UNTIL_CHANGED, rest));
}

static void
choose_own (Fixture *fixture, const char *peer, int keep, ConfabCoreRest rest) {
  test_settle (confab_core_set_keep (fixture->core, chat (fixture, peer), keep, rest));
}

static void
test_until_closed (Fixture *fixture, gconstpointer data) {
  Message unread = { .peer = PEER, .text = "unread", .is_unread = TRUE };
  Message waiting = { .peer = PEER, .text = "waiting", .is_waiting = TRUE };

  add (fixture, PEER, "one");
  add (fixture, OTHER, "other");
  test_write (fixture->core->vault, job_add, &unread);
  test_write (fixture->core->vault, job_add, &waiting);
  pass (fixture, 400 * DAY);
  crash (fixture);
  start (fixture);
  check (fixture, PEER, "one unread waiting");
  confab_core_close_chat (fixture->core, chat (fixture, PEER));
  check (fixture, PEER, "one unread waiting");
  confab_core_undo_close (fixture->core);
  check (fixture, PEER, "one unread waiting");
  confab_core_close_chat (fixture->core, chat (fixture, PEER));
  test_settle (confab_core_keep_closed (fixture->core, CONFAB_KEEP_MONTH));
  g_assert_false (confab_model_chat_is_closed_with_undo (chat (fixture, PEER)));
  g_assert_cmpint (confab_model_chat_get_keep (chat (fixture, PEER)), ==, CONFAB_KEEP_MONTH);
  close_chat (fixture, PEER);
  check (fixture, PEER, "unread waiting");
  choose_own (fixture, PEER, CONFAB_KEEP_UNTIL_CLOSED, CONFAB_CORE_REST_STAYS);
  add (fixture, PEER, "new");
  pass (fixture, 30 * DAY);
  check (fixture, PEER, "unread waiting new");
  close_chat (fixture, PEER);
  check (fixture, PEER, "unread waiting");
  check (fixture, OTHER, "other");
  stop (fixture);
  start (fixture);
  check (fixture, PEER, "unread waiting");
  check (fixture, OTHER, "");
}

/* What was unread when its chat was closed is in front once it is read, until the next closing. */
static gboolean
job_read (ConfabStoreDb *db, gpointer data, GError **error) {
  CHECK (confab_store_chats_mark_read (db, 1, PEER, G_MAXINT64, error));
  return TRUE;
}

static void
test_read_later (Fixture *fixture, gconstpointer data) {
  Message unread = { .peer = PEER, .text = "unread", .is_unread = TRUE };

  test_write (fixture->core->vault, job_add, &unread);
  close_chat (fixture, PEER);
  test_write (fixture->core->vault, job_read, NULL);
  pass (fixture, DAY);
  check (fixture, PEER, "unread");
  close_chat (fixture, PEER);
  check (fixture, PEER, "");
}

static void
test_for_a_time (Fixture *fixture, gconstpointer data) {
  choose (fixture, CONFAB_KEEP_WEEK, CONFAB_CORE_REST_STAYS);
  add (fixture, PEER, "old");
  pass (fixture, 3 * DAY);
  add (fixture, PEER, "young");
  close_chat (fixture, PEER);
  check (fixture, PEER, "old young");
  stop (fixture);
  start (fixture);
  check (fixture, PEER, "old young");
  pass (fixture, 4 * DAY);
  check (fixture, PEER, "young");
  /* What ran out while the vault was shut goes at opening. */
  stop (fixture);
  confab_base_clock_fake_advance (fixture->fake, 4 * DAY);
  start (fixture);
  check (fixture, PEER, "");
}

/* The program's own timer, and the rows of an open chat. */
static void
test_timer (Fixture *fixture, gconstpointer data) {
  GListModel *timeline;

  choose_own (fixture, PEER, CONFAB_KEEP_DAY, CONFAB_CORE_REST_STAYS);
  add (fixture, PEER, "one");
  pass (fixture, HOUR);
  confab_core_open_chat (fixture->core, chat (fixture, PEER));
  timeline = G_LIST_MODEL (confab_model_chat_get_timeline (chat (fixture, PEER)));
  while (g_list_model_get_n_items (timeline) == 0)
    g_main_context_iteration (NULL, TRUE);
  confab_base_clock_fake_advance (fixture->fake, DAY);
  while (g_list_model_get_n_items (timeline) != 0)
    g_main_context_iteration (NULL, TRUE);
  check (fixture, PEER, "");
  g_assert_cmpint (confab_model_safety_get_erased (fixture->core->safety), >, 0);
}

static void
test_clock_ahead (Fixture *fixture, gconstpointer data) {
  choose (fixture, CONFAB_KEEP_MONTH, CONFAB_CORE_REST_STAYS);
  add (fixture, PEER, "one");
  pass (fixture, HOUR);
  fixture->set = 20 * 365 * DAY;
  pass (fixture, HOUR);
  check (fixture, PEER, "one");
  stop (fixture);
  start (fixture);
  check (fixture, PEER, "one");
  fixture->set = 0;
  pass (fixture, 2 * DAY);
  check (fixture, PEER, "one");
  pass (fixture, 28 * DAY);
  check (fixture, PEER, "");
}

static void
test_clock_back (Fixture *fixture, gconstpointer data) {
  choose (fixture, CONFAB_KEEP_MONTH, CONFAB_CORE_REST_STAYS);
  add (fixture, PEER, "one");
  pass (fixture, HOUR);
  stop (fixture);
  fixture->set = -30 * 365 * DAY;
  start (fixture);
  check (fixture, PEER, "one");
  for (guint i = 0; i < 29; i++)
    pass (fixture, DAY);
  check (fixture, PEER, "one");
  pass (fixture, DAY);
  check (fixture, PEER, "");
  fixture->set = 0;
}

static void
test_own (Fixture *fixture, gconstpointer data) {
  choose (fixture, CONFAB_KEEP_FOR_GOOD, CONFAB_CORE_REST_STAYS);
  choose_own (fixture, PEER, CONFAB_KEEP_UNTIL_CLOSED, CONFAB_CORE_REST_STAYS);
  add (fixture, PEER, "one");
  add (fixture, OTHER, "other");
  stop (fixture);
  start (fixture);
  check (fixture, PEER, "");
  check (fixture, OTHER, "other");
  g_assert_cmpint (confab_model_chat_get_keep (chat (fixture, PEER)), ==, CONFAB_KEEP_UNTIL_CLOSED);
  g_assert_cmpint (confab_model_chat_get_keep (chat (fixture, OTHER)), ==, CONFAB_KEEP_AS_OVERALL);
  choose_own (fixture, PEER, CONFAB_KEEP_AS_OVERALL, CONFAB_CORE_REST_STAYS);
  add (fixture, PEER, "two");
  stop (fixture);
  start (fixture);
  check (fixture, PEER, "two");
}

/* Something stricter: what is there stays as long as was promised, or goes. */
static void
test_rest (Fixture *fixture, gconstpointer data) {
  choose (fixture, CONFAB_KEEP_WEEK, CONFAB_CORE_REST_STAYS);
  add (fixture, PEER, "stays");
  add (fixture, OTHER, "goes");
  pass (fixture, HOUR);
  choose_own (fixture, PEER, CONFAB_KEEP_UNTIL_CLOSED, CONFAB_CORE_REST_STAYS);
  choose_own (fixture, OTHER, CONFAB_KEEP_UNTIL_CLOSED, CONFAB_CORE_REST_GOES);
  check (fixture, OTHER, "");
  add (fixture, PEER, "new");
  close_chat (fixture, PEER);
  check (fixture, PEER, "stays");
  pass (fixture, 7 * DAY);
  check (fixture, PEER, "");
  choose_own (fixture, OTHER, CONFAB_KEEP_YEAR, CONFAB_CORE_REST_STAYS);
  choose_own (fixture, PEER, CONFAB_KEEP_AS_OVERALL, CONFAB_CORE_REST_STAYS);
  add (fixture, PEER, "goes");
  add (fixture, OTHER, "own");
  choose (fixture, CONFAB_KEEP_UNTIL_CLOSED, CONFAB_CORE_REST_GOES);
  check (fixture, PEER, "");
  check (fixture, OTHER, "own");
}

/* "Use safe settings" erases nothing: what was promised holds. */
static void
test_safe_settings (Fixture *fixture, gconstpointer data) {
  choose (fixture, CONFAB_KEEP_MONTH, CONFAB_CORE_REST_STAYS);
  add (fixture, PEER, "one");
  pass (fixture, HOUR);
  test_settle (confab_core_choose_safe (fixture->core));
  g_assert_false (confab_model_safety_is_weakened (fixture->core->safety, CONFAB_CHOICE_KEEP));
  stop (fixture);
  start (fixture);
  check (fixture, PEER, "one");
  pass (fixture, 20 * DAY);
  pass (fixture, 10 * DAY);
  check (fixture, PEER, "");
}

/* "Until tomorrow": what was closed meanwhile goes when that is over, what is in front at closing.
 */
static void
test_until_tomorrow (Fixture *fixture, gconstpointer data) {
  test_settle (confab_core_choose_keep (
      fixture->core, CONFAB_KEEP_FOR_GOOD, CONFAB_TERM_UNTIL_TOMORROW, CONFAB_CORE_REST_STAYS));
  add (fixture, PEER, "closed");
  add (fixture, OTHER, "in-front");
  close_chat (fixture, PEER);
  pass (fixture, HOUR);
  check (fixture, PEER, "closed");
  pass (fixture, 2 * DAY);
  check (fixture, PEER, "");
  check (fixture, OTHER, "in-front");
}

/* ---- kept one by one ---- */

static ConfabModelKept *
kept_at (Fixture *fixture, guint n, guint at) {
  g_autoptr (DexFuture) future = confab_core_list_kept (fixture->core);
  GListModel *list;

  g_assert_true (test_wait (future, NULL));
  list = g_value_get_object (dex_future_get_value (future, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, n);
  return n > at ? g_list_model_get_item (list, at) : NULL;
}

static void
test_kept (Fixture *fixture, gconstpointer data) {
  gint64 id = add (fixture, PEER, "keep");
  g_autoptr (ConfabModelMessage) message = confab_model_message_new (id, FALSE, TRUE, NOW, "keep");
  g_autoptr (ConfabModelKept) kept = NULL;

  add (fixture, PEER, "rest");
  test_settle (confab_core_keep_message (fixture->core, contact (fixture, PEER), message, TRUE));
  g_assert_true (confab_model_message_is_kept (message));
  choose_own (fixture, PEER, CONFAB_KEEP_UNTIL_CLOSED, CONFAB_CORE_REST_GOES);
  stop (fixture);
  start (fixture);
  check (fixture, PEER, "keep");
  kept = kept_at (fixture, 1, 0);
  g_assert_cmpstr (
      confab_model_message_get_text (confab_model_kept_get_message (kept)), ==, "keep");
  g_assert_true (confab_model_kept_get_contact (kept) == contact (fixture, PEER));
  /* Its chat is closed long since: it goes at once. */
  test_settle (confab_core_keep_message (fixture->core, confab_model_kept_get_contact (kept),
      confab_model_kept_get_message (kept), FALSE));
  check (fixture, PEER, "");
  g_assert_null (kept_at (fixture, 0, 0));
}

static ConfabSecret *
key_in (Fixture *fixture, ConfabKeyringKind kind) {
  g_autoptr (DexFuture) loaded = confab_keyring_load (fixture->keyring, kind, "");

  test_wait (loaded, NULL);
  return g_value_dup_boxed (dex_future_get_value (loaded, NULL));
}

/* Does it open the store, and nothing else? */
static gboolean
opens (Fixture *fixture, ConfabSecret *key) {
  g_autoptr (DexFuture) opened = confab_store_vault_open (fixture->folder, key);
  g_autoptr (GError) error = NULL;

  if (!test_wait (opened, &error)) {
    g_assert_error (error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_WRONG_KEY);
    return FALSE;
  }
  test_settle (confab_store_vault_close (g_value_get_object (dex_future_get_value (opened, NULL))));
  return TRUE;
}

/* What a disk may still hold of the old file opens with no key that is left. */
static void
test_new_key (Fixture *fixture, gconstpointer data) {
  g_autoptr (ConfabSecret) before = key_in (fixture, CONFAB_KEYRING_STORE_KEY);
  g_autoptr (ConfabSecret) after = NULL;
  g_autoptr (ConfabSecret) next = NULL;

  choose (fixture, CONFAB_KEEP_FOR_GOOD, CONFAB_CORE_REST_STAYS);
  add (fixture, PEER, "kept");
  test_settle (confab_core_erase_all (fixture->core));
  after = key_in (fixture, CONFAB_KEYRING_STORE_KEY);
  next = key_in (fixture, CONFAB_KEYRING_NEXT_KEY);
  g_assert_false (confab_base_secret_equal (before, after));
  g_assert_null (next);
  g_assert_cmpint (confab_core_get_lock_state (fixture->core), ==, CONFAB_CORE_LOCK_OPEN);
  add (fixture, PEER, "later");
  check (fixture, PEER, "later");
  stop (fixture);
  g_assert_false (opens (fixture, before));
  g_assert_true (opens (fixture, after));
  start (fixture);
  check (fixture, PEER, "later");
}

/* Ended between any two steps of changing the key: one of the two in the keyring opens it. */
static void
test_new_key_half (Fixture *fixture, gconstpointer data) {
  g_autoptr (ConfabSecret) fresh = confab_base_secret_new_random (CONFAB_STORE_KEY_BYTES);
  g_autoptr (ConfabSecret) before = key_in (fixture, CONFAB_KEYRING_STORE_KEY);
  g_autoptr (ConfabSecret) placed = NULL;

  choose (fixture, CONFAB_KEEP_FOR_GOOD, CONFAB_CORE_REST_STAYS);
  add (fixture, PEER, "kept");
  stop (fixture);
  test_settle (confab_keyring_save (fixture->keyring, CONFAB_KEYRING_NEXT_KEY, "", fresh));
  start (fixture);
  check (fixture, PEER, "kept");
  stop (fixture);
  test_settle (confab_store_vault_change_key (fixture->folder, before, fresh));
  start (fixture);
  check (fixture, PEER, "kept");
  placed = key_in (fixture, CONFAB_KEYRING_STORE_KEY);
  g_assert_true (confab_base_secret_equal (placed, fresh));
  g_assert_null (key_in (fixture, CONFAB_KEYRING_NEXT_KEY));
}

/* Erased while the screen is being locked: shut it stays, and opens with the new key. */
static void
test_new_key_locked (Fixture *fixture, gconstpointer data) {
  g_autoptr (ConfabSecret) before = key_in (fixture, CONFAB_KEYRING_STORE_KEY);
  DexFuture *erased;

  add (fixture, PEER, "kept");
  erased = confab_core_erase_all (fixture->core);
  confab_core_set_screen_locked (fixture->core, TRUE);
  test_settle (erased);
  confab_core_set_screen_locked (fixture->core, FALSE);
  while (confab_core_get_lock_state (fixture->core) != CONFAB_CORE_LOCK_OPEN)
    g_main_context_iteration (NULL, TRUE);
  check (fixture, PEER, "");
  stop (fixture);
  g_assert_false (opens (fixture, before));
  start (fixture);
}

/* All of it, whatever was chosen; what waits to go out goes on waiting. */
static void
test_erase_all (Fixture *fixture, gconstpointer data) {
  Message unread = { .peer = OTHER, .text = "unread", .is_unread = TRUE };
  Message waiting = { .peer = PEER, .text = "waiting", .is_waiting = TRUE };
  gint64 id = add (fixture, PEER, "kept");
  g_autoptr (ConfabModelMessage) message = confab_model_message_new (id, FALSE, TRUE, NOW, "kept");

  choose (fixture, CONFAB_KEEP_FOR_GOOD, CONFAB_CORE_REST_STAYS);
  test_settle (confab_core_keep_message (fixture->core, contact (fixture, PEER), message, TRUE));
  test_write (fixture->core->vault, job_add, &unread);
  test_write (fixture->core->vault, job_add, &waiting);
  confab_core_set_draft (fixture->core, chat (fixture, PEER), "and then");
  confab_core_open_chat (fixture->core, chat (fixture, PEER));
  test_settle (confab_core_erase_all (fixture->core));
  check (fixture, PEER, "waiting");
  check (fixture, OTHER, "");
  g_assert_cmpstr (confab_model_chat_get_draft (chat (fixture, PEER)), ==, "");
  g_assert_null (kept_at (fixture, 0, 0));
}

/* More rows than a slice holds. */
static void
test_many (Fixture *fixture, gconstpointer data) {
  g_autoptr (GArray) messages = g_array_new (FALSE, TRUE, sizeof (Message));

  g_array_set_size (messages, 1300);
  for (guint i = 0; i < messages->len; i++) {
    Message *message = &g_array_index (messages, Message, i);

    *message = (Message){ .peer = i % 2 == 0 ? PEER : OTHER, .text = "x" };
    if (i + 1 < messages->len)
      dex_future_disown (confab_store_vault_write (fixture->core->vault, job_add, message, NULL));
    else
      test_write (fixture->core->vault, job_add, message);
  }
  stop (fixture);
  start (fixture);
  check (fixture, PEER, "");
  check (fixture, OTHER, "");
}

int
main (int argc, char **argv) {
  /* No bus, no keyring. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  test_init (&argc, &argv);
#define ADD(name, function)                                                                        \
  g_test_add ("/core/retention/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("until-closed", test_until_closed);
  ADD ("read-later", test_read_later);
  ADD ("for-a-time", test_for_a_time);
  ADD ("timer", test_timer);
  ADD ("clock-ahead", test_clock_ahead);
  ADD ("clock-back", test_clock_back);
  ADD ("own", test_own);
  ADD ("rest", test_rest);
  ADD ("safe-settings", test_safe_settings);
  ADD ("until-tomorrow", test_until_tomorrow);
  ADD ("kept", test_kept);
  ADD ("erase-all", test_erase_all);
  ADD ("new-key", test_new_key);
  ADD ("new-key-half", test_new_key_half);
  ADD ("new-key-locked", test_new_key_locked);
  ADD ("many", test_many);
#undef ADD
  return g_test_run ();
}
