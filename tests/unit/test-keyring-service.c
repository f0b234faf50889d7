/* The keyring against a real gnome-keyring in each of its states, against one that never answers,
 * and against the file that takes its place in the sandbox. Each case runs in a process of its own,
 * since libsecret and GIO keep what they once found. */

#include <gio/gunixconnection.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <libdex.h>
#include <libsecret/secret.h>
#include <stdlib.h>
#include <string.h>

#include "keyring/keyring-private.h"

#include "../lib/net-await.h"

#define CASE "--case" /* an argument of this program */
#define SHORT_MS 500
#define ANN "ann@conf.example"

static ConfabKeyring *
new_keyring (void) {
  return confab_keyring_new_within ("profile-one", 25000);
}

static gboolean
is_state (const char *state) {
  return g_strcmp0 (g_getenv ("KEYRING_STATE"), state) == 0;
}

static ConfabSecret *
load (ConfabKeyring *keyring, ConfabKeyringKind kind, const char *account) {
  g_autoptr (GError) error = NULL;
  ConfabSecret *secret = net_await_boxed (confab_keyring_load (keyring, kind, account), &error);

  g_assert_no_error (error);
  return secret;
}

static void
save (ConfabKeyring *keyring, ConfabKeyringKind kind, const char *account, ConfabSecret *secret) {
  g_autoptr (GError) error = NULL;

  g_assert_true (net_await (confab_keyring_save (keyring, kind, account, secret), &error));
  g_assert_no_error (error);
}

static void
erase (ConfabKeyring *keyring, ConfabKeyringKind kind, const char *account) {
  g_autoptr (GError) error = NULL;

  g_assert_true (net_await (confab_keyring_erase (keyring, kind, account), &error));
  g_assert_no_error (error);
}

static void
assert_has (
    ConfabKeyring *keyring, ConfabKeyringKind kind, const char *account, ConfabSecret *secret) {
  g_autoptr (ConfabSecret) found = load (keyring, kind, account);

  if (secret == NULL)
    g_assert_null (found);
  else {
    g_assert_nonnull (found);
    g_assert_true (confab_base_secret_equal (found, secret));
  }
}

/* The three calls, each refused with `code`. */
static void
assert_refuses (ConfabKeyring *keyring, int code) {
  g_autoptr (ConfabSecret) key = confab_base_secret_new_random (32);
  g_autoptr (GError) error = NULL;

  g_assert_false (net_await (confab_keyring_load (keyring, CONFAB_KEYRING_STORE_KEY, ""), &error));
  g_assert_error (error, CONFAB_KEYRING_ERROR, code);
  g_clear_error (&error);
  g_assert_false (
      net_await (confab_keyring_save (keyring, CONFAB_KEYRING_STORE_KEY, "", key), &error));
  g_assert_error (error, CONFAB_KEYRING_ERROR, code);
  g_clear_error (&error);
  g_assert_false (net_await (confab_keyring_erase (keyring, CONFAB_KEYRING_STORE_KEY, ""), &error));
  g_assert_error (error, CONFAB_KEYRING_ERROR, code);
}

static void
run_keep (void) {
  g_autoptr (ConfabKeyring) keyring = new_keyring ();
  g_autoptr (ConfabKeyring) other = confab_keyring_new_within ("profile-two", 25000);
  g_autoptr (ConfabSecret) key = confab_base_secret_new_random (32);
  g_autoptr (ConfabSecret) second = confab_base_secret_new_random (32);
  g_autoptr (ConfabSecret) word = confab_base_secret_new_string ("corr\xc3\xa9"
                                                                 "ct horse");
  g_autoptr (ConfabSecret) one = confab_base_secret_new_string ("HT-SHA-256-EXPR one");
  g_autoptr (ConfabSecret) two = confab_base_secret_new_string ("HT-SHA-256-EXPR two");

  assert_has (keyring, CONFAB_KEYRING_STORE_KEY, "", NULL);
  erase (keyring, CONFAB_KEYRING_STORE_KEY, "");
  save (keyring, CONFAB_KEYRING_STORE_KEY, "", key);
  save (keyring, CONFAB_KEYRING_PASSWORD, ANN, word);
  /* A token and its successor are two things, and neither is the password. */
  save (keyring, CONFAB_KEYRING_TOKEN, ANN, one);
  save (keyring, CONFAB_KEYRING_NEXT_TOKEN, ANN, two);
  assert_has (keyring, CONFAB_KEYRING_TOKEN, ANN, one);
  assert_has (keyring, CONFAB_KEYRING_NEXT_TOKEN, ANN, two);
  assert_has (keyring, CONFAB_KEYRING_AGENT, ANN, NULL);
  assert_has (keyring, CONFAB_KEYRING_MARK, ANN, NULL);
  erase (keyring, CONFAB_KEYRING_NEXT_TOKEN, ANN);
  assert_has (keyring, CONFAB_KEYRING_TOKEN, ANN, one);
  assert_has (keyring, CONFAB_KEYRING_NEXT_TOKEN, ANN, NULL);
  assert_has (keyring, CONFAB_KEYRING_STORE_KEY, "", key);
  assert_has (keyring, CONFAB_KEYRING_PASSWORD, ANN, word);
  assert_has (keyring, CONFAB_KEYRING_PASSWORD, "", NULL);
  assert_has (keyring, CONFAB_KEYRING_PASSWORD, "ben@conf.example", NULL);
  assert_has (other, CONFAB_KEYRING_STORE_KEY, "", NULL);
  save (keyring, CONFAB_KEYRING_STORE_KEY, "", second);
  assert_has (keyring, CONFAB_KEYRING_STORE_KEY, "", second);
  erase (keyring, CONFAB_KEYRING_STORE_KEY, "");
  assert_has (keyring, CONFAB_KEYRING_STORE_KEY, "", NULL);
  assert_has (keyring, CONFAB_KEYRING_PASSWORD, ANN, word);
}

/* What anybody on the session bus reads without asking for a secret. */
static void
run_labels (void) {
  g_autoptr (ConfabKeyring) keyring = new_keyring ();
  g_autoptr (ConfabSecret) word = confab_base_secret_new_string ("canary");
  g_autoptr (GHashTable) attributes = NULL;
  g_autofree char *label = NULL;
  g_autoptr (GError) error = NULL;
  GHashTableIter iter;
  gpointer name, value;
  GList *items;

  save (keyring, CONFAB_KEYRING_PASSWORD, ANN, word);
  attributes = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_insert (attributes, (gpointer) "application", (gpointer)CONFAB_APP_ID);
  items = secret_service_search_sync (NULL, NULL, attributes, SECRET_SEARCH_ALL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_length (items), ==, 1);
  label = secret_retrievable_get_label (items->data);
  g_assert_cmpstr (label, ==, "Confab");
  g_clear_pointer (&attributes, g_hash_table_unref);
  attributes = secret_retrievable_get_attributes (items->data);
  g_assert_cmpuint (g_hash_table_size (attributes), ==, 5);
  g_assert_cmpstr (g_hash_table_lookup (attributes, "xdg:schema"), ==, "im.confab.Confab");
  g_assert_cmpstr (g_hash_table_lookup (attributes, "profile"), ==, "profile-one");
  g_hash_table_iter_init (&iter, attributes);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_assert_null (strstr (value, "canary"));
  g_list_free_full (items, g_object_unref);
}

/* Opens the running gnome-keyring as the login does, over its control socket: a byte with
 * credentials, then length, operation 1 (unlock), and the password with its length. */
static void
unlock (void) {
  const char *password = g_getenv ("KEYRING_PASSWORD");
  guint32 size = strlen (password);
  guint32 head[3] = { GUINT32_TO_BE (12 + size), GUINT32_TO_BE (1), GUINT32_TO_BE (size) };
  guint32 answer[2] = { 0, 1 };
  g_autofree char *path =
      g_build_filename (g_getenv ("XDG_RUNTIME_DIR"), "keyring", "control", NULL);
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  GOutputStream *output;

  connection = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, &error);
  g_assert_no_error (error);
  output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_assert_true (g_unix_connection_send_credentials (G_UNIX_CONNECTION (connection), NULL, NULL));
  g_assert_true (g_output_stream_write_all (output, head, sizeof head, NULL, NULL, NULL));
  g_assert_true (g_output_stream_write_all (output, password, size, NULL, NULL, NULL));
  g_assert_true (g_input_stream_read_all (g_io_stream_get_input_stream (G_IO_STREAM (connection)),
      answer, sizeof answer, NULL, NULL, NULL));
  g_assert_cmpuint (answer[1], ==, 0);
}

/* First open, where a key is stored; then locked, where it must not look as if there were none;
 * then opened, where it is still there. */
static void
run_lock (void) {
  g_autoptr (ConfabKeyring) keyring = new_keyring ();
  g_autoptr (ConfabSecret) key = confab_base_secret_new (32);

  memset (confab_base_secret_get_writable (key), 'k', 32);
  if (is_state ("unlocked")) {
    save (keyring, CONFAB_KEYRING_STORE_KEY, "", key);
    return;
  }
  assert_refuses (keyring, CONFAB_KEYRING_ERROR_LOCKED);
  unlock ();
  assert_has (keyring, CONFAB_KEYRING_STORE_KEY, "", key);
}

/* A keyring that was never opened, so that a new one would have to be made. */
static void
run_fresh (void) {
  g_autoptr (ConfabKeyring) keyring = new_keyring ();
  g_autoptr (ConfabSecret) key = confab_base_secret_new_random (32);
  g_autoptr (GError) error = NULL;

  assert_has (keyring, CONFAB_KEYRING_STORE_KEY, "", NULL);
  g_assert_false (
      net_await (confab_keyring_save (keyring, CONFAB_KEYRING_STORE_KEY, "", key), &error));
  g_assert_error (error, CONFAB_KEYRING_ERROR, CONFAB_KEYRING_ERROR_LOCKED);
}

static void
run_absent (void) {
  g_autoptr (ConfabKeyring) keyring = new_keyring ();

  assert_refuses (keyring, CONFAB_KEYRING_ERROR_ABSENT);
}

static void
put_foreign (const char *kind, const char *text) {
  static const SecretSchema schema = { "im.confab.Confab", SECRET_SCHEMA_NONE,
    { { "application", 0 }, { "profile", 0 }, { "kind", 0 }, { "account", 0 }, { NULL, 0 } } };
  g_autoptr (GError) error = NULL;

  g_assert_true (secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, "Confab", text,
      NULL, &error, "application", CONFAB_APP_ID, "profile", "profile-one", "kind", kind, "account",
      "", NULL));
  g_assert_no_error (error);
}

/* What somebody else put there is no key, and is not taken for "none" either. */
static void
run_foreign (void) {
  static const char *const texts[] = { "", "short",
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde",
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeg",
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0" };
  g_autoptr (ConfabKeyring) keyring = new_keyring ();
  g_autoptr (ConfabSecret) key = confab_base_secret_new_random (32);
  g_autofree char *huge = g_strnfill (20000, 'x');
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    put_foreign ("store-key", texts[i]);
    g_assert_false (
        net_await (confab_keyring_load (keyring, CONFAB_KEYRING_STORE_KEY, ""), &error));
    g_assert_error (error, CONFAB_KEYRING_ERROR, CONFAB_KEYRING_ERROR_REFUSED);
    g_clear_error (&error);
  }
  put_foreign ("password", huge);
  g_assert_false (net_await (confab_keyring_load (keyring, CONFAB_KEYRING_PASSWORD, ""), &error));
  g_assert_error (error, CONFAB_KEYRING_ERROR, CONFAB_KEYRING_ERROR_REFUSED);
  save (keyring, CONFAB_KEYRING_STORE_KEY, "", key);
  assert_has (keyring, CONFAB_KEYRING_STORE_KEY, "", key);
}

static void
run_refused (void) {
  g_autoptr (ConfabKeyring) keyring = new_keyring ();
  g_autoptr (ConfabSecret) small = confab_base_secret_new_random (31);
  g_autoptr (ConfabSecret) empty = confab_base_secret_new_string ("");
  g_autoptr (ConfabSecret) latin = confab_base_secret_new_string ("caf\xe9");
  g_autoptr (GError) error = NULL;

  g_assert_false (
      net_await (confab_keyring_save (keyring, CONFAB_KEYRING_STORE_KEY, "", small), &error));
  g_assert_error (error, CONFAB_KEYRING_ERROR, CONFAB_KEYRING_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (
      net_await (confab_keyring_save (keyring, CONFAB_KEYRING_PASSWORD, ANN, empty), &error));
  g_assert_error (error, CONFAB_KEYRING_ERROR, CONFAB_KEYRING_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (
      net_await (confab_keyring_save (keyring, CONFAB_KEYRING_PASSWORD, ANN, latin), &error));
  g_assert_error (error, CONFAB_KEYRING_ERROR, CONFAB_KEYRING_ERROR_REFUSED);
  assert_has (keyring, CONFAB_KEYRING_PASSWORD, ANN, NULL);
}

static GDBusMessage *
on_message (
    GDBusConnection *connection, GDBusMessage *message, gboolean is_incoming, gpointer data) {
  if (!is_incoming || g_dbus_message_get_message_type (message) != G_DBUS_MESSAGE_TYPE_METHOD_CALL)
    return message;
  g_atomic_int_inc ((int *)data);
  g_object_unref (message);
  return NULL;
}

/* Somebody has the keyring's name and never answers. */
static void
run_slow (void) {
  g_autoptr (ConfabKeyring) keyring = confab_keyring_new_within ("profile-one", SHORT_MS);
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GDBusConnection) connection = NULL;
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;
  DexFuture *dropped;
  gint64 start;
  int n_calls = 0;

  connection = g_dbus_connection_new_for_address_sync (address,
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
          G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL, NULL, &error);
  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (connection, "org.freedesktop.DBus", "/org/freedesktop/DBus",
      "org.freedesktop.DBus", "RequestName", g_variant_new ("(su)", "org.freedesktop.secrets", 0),
      NULL, 0, -1, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_add_filter (connection, on_message, &n_calls, NULL);

  start = g_get_monotonic_time ();
  assert_refuses (keyring, CONFAB_KEYRING_ERROR_TIMED_OUT);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * SHORT_MS * 1000);
  g_assert_cmpint (g_atomic_int_get (&n_calls), >, 0);
  /* Nobody waits: it goes, and nothing of it stays. */
  dropped = confab_keyring_load (keyring, CONFAB_KEYRING_STORE_KEY, "");
  net_run_for (50);
  dex_unref (dropped);
  net_run_for (2 * SHORT_MS);
}

typedef struct {
  const char *name;
  const char *states;
  void (*run) (void);
  gboolean has_file; /* libsecret's own file, as in the sandbox */
} Case;

static const Case cases[] = {
  { "keep", "unlocked", run_keep },
  { "keep-file", "none", run_keep, TRUE },
  { "labels", "unlocked", run_labels },
  { "lock", "unlocked,locked", run_lock },
  { "fresh", "locked", run_fresh },
  { "none", "none", run_absent },
  { "no-bus", "no-bus", run_absent },
  { "foreign", "unlocked", run_foreign },
  { "refused", "unlocked", run_refused },
  { "slow", "none", run_slow },
};

/* This program knows where its source is: __FILE__ counts from the build folder. */
static char *
dup_script (const char *self) {
  g_autofree char *here = g_path_get_dirname (self);
  g_autofree char *build = g_canonicalize_filename ("../..", here);
  g_autofree char *source = g_canonicalize_filename (__FILE__, build);
  g_autofree char *folder = g_path_get_dirname (source);

  return g_canonicalize_filename ("../lib/with-keyring.sh", folder);
}

static void
empty_folder (const char *folder) {
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_unlink (path);
  }
}

static void
test_case (gconstpointer data) {
  const Case *chosen = data;
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *script = dup_script (self);
  g_autofree char *folder = g_dir_make_tmp ("test-keyring-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "file.keyring", NULL);
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  if (chosen->has_file) {
    g_subprocess_launcher_setenv (launcher, "SECRET_BACKEND", "file", TRUE);
    /* The file part of libsecret leaks by itself. */
    g_subprocess_launcher_setenv (
        launcher, "ASAN_OPTIONS", "detect_leaks=0:abort_on_error=1", TRUE);
    g_subprocess_launcher_setenv (launcher, "SECRET_FILE_TEST_PATH", file, TRUE);
    g_subprocess_launcher_setenv (launcher, "SECRET_FILE_TEST_PASSWORD", "a password", TRUE);
  }
  process = g_subprocess_launcher_spawn (
      launcher, &error, script, chosen->states, self, CASE, chosen->name, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  g_assert_no_error (error);
  if (chosen->has_file) {
    g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
    empty_folder (folder);
  }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static int
run_case (const char *name) {
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (g_str_equal (cases[i].name, name)) {
      cases[i].run ();
      return 0;
    }
  return 2;
}

int
main (int argc, char **argv) {
  dex_init ();
  confab_base_secret_init ();
  if (argc == 3 && g_str_equal (argv[1], CASE))
    return run_case (argv[2]);
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/hostile/STO-05/%s", cases[i].name);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  return g_test_run ();
}
