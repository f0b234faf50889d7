/* The keyring that forgets with the program. */

#include <libdex.h>

#include "keyring/keyring.h"

#include "../lib/net-await.h"

#define ANN "ann@conf.example"

static ConfabSecret *
load (ConfabKeyring *keyring, ConfabKeyringKind kind, const char *account) {
  g_autoptr (GError) error = NULL;
  ConfabSecret *secret = net_await_boxed (confab_keyring_load (keyring, kind, account), &error);

  g_assert_no_error (error);
  return secret;
}

static void
test_keep (void) {
  g_autoptr (ConfabKeyring) keyring = confab_keyring_new_in_memory ();
  g_autoptr (ConfabKeyring) other = confab_keyring_new_in_memory ();
  g_autoptr (ConfabSecret) word = confab_base_secret_new_string ("word");
  g_autoptr (ConfabSecret) found = NULL;

  g_assert_true (confab_keyring_is_in_memory (keyring));
  g_assert_null (load (keyring, CONFAB_KEYRING_PASSWORD, ANN));
  g_assert_true (
      net_await (confab_keyring_save (keyring, CONFAB_KEYRING_PASSWORD, ANN, word), NULL));
  found = load (keyring, CONFAB_KEYRING_PASSWORD, ANN);
  g_assert_true (confab_base_secret_equal (found, word));
  g_assert_null (load (keyring, CONFAB_KEYRING_PASSWORD, "ben@conf.example"));
  g_assert_null (load (keyring, CONFAB_KEYRING_STORE_KEY, ANN));
  g_assert_null (load (other, CONFAB_KEYRING_PASSWORD, ANN));
  g_assert_true (net_await (confab_keyring_erase (keyring, CONFAB_KEYRING_PASSWORD, ANN), NULL));
  g_assert_null (load (keyring, CONFAB_KEYRING_PASSWORD, ANN));
  g_assert_true (net_await (confab_keyring_erase (keyring, CONFAB_KEYRING_PASSWORD, ANN), NULL));
}

static void
test_refused (void) {
  g_autoptr (ConfabKeyring) keyring = confab_keyring_new_in_memory ();
  g_autoptr (ConfabSecret) small = confab_base_secret_new_random (16);
  g_autoptr (GError) error = NULL;

  g_assert_false (
      net_await (confab_keyring_save (keyring, CONFAB_KEYRING_STORE_KEY, "", small), &error));
  g_assert_error (error, CONFAB_KEYRING_ERROR, CONFAB_KEYRING_ERROR_REFUSED);
  g_assert_null (load (keyring, CONFAB_KEYRING_STORE_KEY, ""));
}

static void
test_not_in_memory (void) {
  g_autoptr (ConfabKeyring) keyring = confab_keyring_new ("profile");
  g_autoptr (ConfabKeyring) again = confab_keyring_ref (keyring);

  g_assert_false (confab_keyring_is_in_memory (again));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  confab_base_secret_init ();
  g_test_add_func ("/keyring/memory/keep", test_keep);
  g_test_add_func ("/keyring/memory/refused", test_refused);
  g_test_add_func ("/keyring/memory/not-in-memory", test_not_in_memory);
  return g_test_run ();
}
