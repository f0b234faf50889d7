/* The password of a proxy: kept while the proxy and its user are the same, and told to no other. */

#include "test-core-profile.h"

#define SECRET "tulips in may"

static ConfabModelAccount *
account_of (Fixture *fixture) {
  g_autoptr (ConfabModelAccount) account =
      g_list_model_get_item (confab_core_get_accounts (fixture->core), 0);

  return account; /* the core keeps it */
}

static void
choose (Fixture *fixture, ConfabModelAccount *account, const char *text, const char *password) {
  g_autoptr (ConfabModelRoad) road = confab_model_road_read (text, 0);
  g_autoptr (ConfabSecret) secret =
      password != NULL ? confab_base_secret_new_string (password) : NULL;
  g_autoptr (ConfabModelRoad) now = NULL;

  test_settle (confab_core_choose_road (fixture->core, account, road, secret));
  now = confab_core_dup_road (fixture->core, account);
  g_assert_true (confab_model_road_equal (now, road));
}

static gboolean
is_kept (Fixture *fixture, const char *name) {
  g_autoptr (DexFuture) future = confab_keyring_load (fixture->keyring, CONFAB_KEYRING_PROXY, name);
  ConfabSecret *secret;

  test_settle (dex_ref (future));
  secret = g_value_get_boxed (dex_future_get_value (future, NULL));
  g_assert_true (secret == NULL || g_str_equal (confab_base_secret_get_string (secret), SECRET));
  return secret != NULL;
}

/* NULL: of all accounts. */
static void
check_proxies (Fixture *fixture, ConfabModelAccount *account, const char *name) {
  static const char *const others[] = { "socks5 other.example 1080 carla",
    "socks5 one.example 1081 carla", "socks5 one.example 1080 dora",
    "http one.example 1080 carla" };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++) {
    choose (fixture, account, "socks5 one.example 1080 carla", SECRET);
    g_assert_true (is_kept (fixture, name));
    choose (fixture, account, "socks5 one.example 1080 carla", NULL);
    g_assert_true (is_kept (fixture, name));
    choose (fixture, account, others[i], NULL);
    g_assert_false (is_kept (fixture, name));
  }
  choose (fixture, account, "socks5 one.example 1080 carla", SECRET);
  choose (fixture, account, "tor", NULL);
  g_assert_false (is_kept (fixture, name));
}

static void
test_proxies (Fixture *fixture, gconstpointer data) {
  check_proxies (fixture, NULL, "");
  check_proxies (fixture, account_of (fixture), ADDRESS);
}

/* Each has its own. */
static void
test_apart (Fixture *fixture, gconstpointer data) {
  choose (fixture, NULL, "socks5 one.example 1080 carla", SECRET);
  choose (fixture, account_of (fixture), "http two.example 3128 carla", SECRET);
  choose (fixture, account_of (fixture), "straight", NULL);
  g_assert_true (is_kept (fixture, ""));
  g_assert_false (is_kept (fixture, ADDRESS));
}

/* What the disk does not take leaves the old proxy without a password that is not its own. */
static void
test_disk (Fixture *fixture, gconstpointer data) {
  g_autoptr (ConfabModelRoad) road = confab_model_road_read ("socks5 two.example 1080 dora", 0);
  g_autoptr (ConfabSecret) secret = confab_base_secret_new_string (SECRET);
  g_autoptr (ConfabModelRoad) now = NULL;

  choose (fixture, NULL, "socks5 one.example 1080 carla", SECRET);
  test_settle (confab_store_vault_close (fixture->core->vault));
  test_fail (confab_core_choose_road (fixture->core, NULL, road, secret));
  now = confab_core_dup_road (fixture->core, NULL);
  g_assert_cmpstr (now->host, ==, "one.example");
  g_assert_false (is_kept (fixture, ""));
}

int
main (int argc, char **argv) {
  test_init (&argc, &argv);
  g_test_add ("/core/road/proxies", Fixture, NULL, set_up, test_proxies, tear_down);
  g_test_add ("/core/road/apart", Fixture, NULL, set_up, test_apart, tear_down);
  g_test_add ("/core/road/disk", Fixture, NULL, set_up, test_disk, tear_down);
  return g_test_run ();
}
