/* An account behind a SOCKS5 proxy, in a network where anything past the proxy fails the run: the
 * whole core signs in through it, says so when it is down, and comes back by itself. */

#include "../lib/peer.c"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>

#include "core/core-private.h"

#define LONG_US (60 * G_USEC_PER_SEC)

typedef struct {
  char *profile;
  char *address;
  ConfabKeyring *keyring;
  ConfabCore *core;
  ConfabModelAccount *account;
} Person;

/* One word to what runs the network. */
static void
steer (const char *command) {
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (g_getenv ("CONFAB_TEST_CONTROL"));
  g_autoptr (GSocketConnection) connection =
      g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, NULL);
  g_autofree char *line = g_strconcat (command, "\n", NULL);
  char answer[64] = "";

  g_assert_nonnull (connection);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), line,
      strlen (line), NULL, NULL, NULL);
  g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), answer,
      sizeof answer - 1, NULL, NULL);
  g_assert_cmpstr (answer, ==, "ok\n");
}

static gboolean
run_add (ConfabStoreDb *db, gpointer data, GError **error) {
  ConfabStoreAccount account = { .address = data,
    .proxy_host = (char *)g_getenv ("CONFAB_TEST_SOCKS_HOST"),
    .proxy_port = (guint16)g_ascii_strtoull (g_getenv ("CONFAB_TEST_SOCKS_PORT"), NULL, 10) };

  return confab_store_accounts_add (db, &account, error);
}

static void
open_core (Person *person) {
  g_autoptr (DexFuture) opening = NULL;

  person->core = confab_core_new (person->profile, NULL, NULL);
  confab_core_set_keyring (person->core, person->keyring);
  opening = confab_core_open (person->core);
  peer_wait (opening);
  g_assert_true (dex_future_is_resolved (opening));
}

static void
close_core (Person *person) {
  g_clear_object (&person->account);
  g_assert_no_error (peer_wait_error (confab_core_quit (person->core)));
  g_clear_object (&person->core);
}

/* With an account that goes through the proxy, signed off. */
static void
person_init (Person *person) {
  g_autoptr (ConfabSecret) password =
      confab_base_secret_new_string (g_getenv ("CONFAB_TEST_PASSWORD"));

  *person = (Person){ .profile = g_dir_make_tmp ("confab-proxy-XXXXXX", NULL),
    .address = g_strconcat ("alice@", g_getenv ("CONFAB_TEST_DOMAIN"), NULL),
    .keyring = confab_keyring_new_in_memory () };
  open_core (person);
  g_assert_no_error (peer_wait_error (
      confab_store_vault_write (person->core->vault, run_add, person->address, NULL)));
  g_assert_no_error (peer_wait_error (
      confab_keyring_save (person->keyring, CONFAB_KEYRING_PASSWORD, person->address, password)));
  close_core (person);
  open_core (person);
  person->account = g_list_model_get_item (confab_core_get_accounts (person->core), 0);
}

static void
person_clear (Person *person) {
  g_autoptr (GDir) folder = NULL;
  const char *name;

  close_core (person);
  folder = g_dir_open (person->profile, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *file = g_build_filename (person->profile, name, NULL);

    g_unlink (file);
  }
  g_rmdir (person->profile);
  confab_keyring_unref (person->keyring);
  g_free (person->profile);
  g_free (person->address);
}

static void
await_state (Person *person, ConfabModelAccountState state) {
  gint64 until = g_get_monotonic_time () + LONG_US;

  while (confab_model_account_get_state (person->account) != state) {
    if (g_get_monotonic_time () > until)
      g_error ("the account is in state %d, not %d",
          confab_model_account_get_state (person->account), state);
    peer_run (5);
  }
}

static guint
count_lines (const char *beginning) {
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (g_getenv ("CONFAB_TEST_TRAFFIC"), &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], beginning))
      n++;
  return n;
}

/* The proxy is asked for the domain by its name; nobody is asked where that is. */
static void
test_through (void) {
  Person person;
  g_autofree char *named = g_strconcat ("socks name ", g_getenv ("CONFAB_TEST_DOMAIN"), " ", NULL);

  person_init (&person);
  g_assert_cmpuint (count_lines (""), ==, 0); /* opening lets nothing out */
  confab_core_sign_in (person.core, person.account, FALSE);
  await_state (&person, CONFAB_ACCOUNT_SIGNED_IN);
  g_assert_cmpuint (count_lines (named), >, 0);
  g_assert_cmpuint (count_lines ("dns"), ==, 0);
  g_assert_cmpuint (count_lines ("socks address"), ==, 0);
  person_clear (&person);
}

static void
test_down_and_up (void) {
  Person person;

  person_init (&person);
  steer ("proxy stop");
  confab_core_sign_in (person.core, person.account, FALSE);
  await_state (&person, CONFAB_ACCOUNT_WAITING);
  g_assert_cmpint (confab_model_account_get_problem (person.account), ==, CONFAB_PROBLEM_PROXY);
  steer ("proxy start");
  await_state (&person, CONFAB_ACCOUNT_SIGNED_IN);

  /* It goes away in the middle: the way stays the same, and so does what is said. */
  steer ("proxy stop");
  await_state (&person, CONFAB_ACCOUNT_WAITING);
  peer_run (3000);
  await_state (&person, CONFAB_ACCOUNT_WAITING);
  g_assert_cmpint (confab_model_account_get_problem (person.account), ==, CONFAB_PROBLEM_PROXY);
  steer ("proxy start");
  await_state (&person, CONFAB_ACCOUNT_SIGNED_IN);
  g_assert_cmpuint (count_lines ("dns"), ==, 0);
  person_clear (&person);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  confab_base_secret_init ();
  g_test_add_func ("/server/proxy/through", test_through);
  g_test_add_func ("/server/proxy/down-and-up", test_down_and_up);
  return g_test_run ();
}
