/* Other programs of the same computer: what they can say on the command line, put into files, read
 * from the keyring, and bring in as modules. The test paths are the ids of the cases. */

#include <dlfcn.h>
#include <libsecret/secret.h>

#include "hostile-bus.h"
#include "hostile-victim.h"

#include "store/store-settings.h"

#define WAIT_MS 20
#define MAX_WAITS 1000
#define HUGE_BYTES (1024LL * 1024 * 1024)
#define MAX_GROWTH_KIB (256 * 1024)

/* ---- the program itself ---- */

static GSubprocess *
launch (GSubprocessLauncher *launcher, const char *const *arguments) {
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_ptr_array_add (argv, (gpointer)g_getenv ("CONFAB_TEST_PROGRAM"));
  for (gsize i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer)arguments[i]);
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *)argv->pdata, &error);
  g_assert_no_error (error);
  return process;
}

/* Names of Confabs on the bus. */
static guint
count_programs (GDBusConnection *bus) {
  g_autoptr (GVariant) reply = ask (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
      "org.freedesktop.DBus", "ListNames", g_variant_new ("()"));
  g_autofree const char **names = NULL;
  guint n = 0;

  g_assert_nonnull (reply);
  g_variant_get (reply, "(^a&s)", &names);
  for (gsize i = 0; names[i] != NULL; i++)
    n += g_str_has_prefix (names[i], CONFAB_APP_ID);
  return n;
}

static void
wait_started (GDBusConnection *bus) {
  for (int i = 0; count_programs (bus) == 0; i++) {
    g_assert_cmpint (i, <, MAX_WAITS);
    g_usleep (WAIT_MS * 1000);
  }
}

static char *
make_folder (void) {
  char *path = g_dir_make_tmp ("confab-local-XXXXXX", NULL);

  g_assert_nonnull (path);
  return path;
}

static char *
read_source (const char *name) {
  g_autofree char *path = g_build_filename (g_getenv ("CONFAB_TEST_SOURCE"), name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* ---- DBS-03 ---- */

/* A link of a web page reaches no program whose launcher takes none. */
static void
assert_launcher_takes_nothing (void) {
  g_autoptr (GKeyFile) launcher = g_key_file_new ();
  g_autofree char *command = NULL;

  g_assert_true (g_key_file_load_from_file (
      launcher, g_getenv ("CONFAB_TEST_LAUNCHER"), G_KEY_FILE_NONE, NULL));
  command = g_key_file_get_string (launcher, "Desktop Entry", "Exec", NULL);
  g_assert_cmpstr (command, ==, "confab");
  g_assert_false (g_key_file_has_key (launcher, "Desktop Entry", "MimeType", NULL));
  g_assert_false (g_key_file_has_key (launcher, "Desktop Entry", "Actions", NULL));
}

static void
test_dbs_03 (void) {
  g_autofree char *folder = make_folder ();
  g_autofree char *witness = g_build_filename (folder, "witness", NULL);
  g_autofree char *shell = g_strdup_printf ("xmpp:$(touch %s)", witness);
  g_autofree char *quoted = g_strdup_printf ("xmpp:x'; touch %s; '", witness);
  const char *const cases[][3] = { { "xmpp:ann@example.org?message;body=x" }, { "-xmpp:x" },
    { "--", "xmpp:x" }, { "--", "--profile=/etc" }, { shell }, { quoted }, { "xmpp:a b\"c" },
    { "--gapplication-service" }, { "--gapplication-app-id=im.evil.App" }, { "--display=evil:0" },
    { "--gtk-module=evil" }, { "" }, { "--profile" }, { "--no-such", "xmpp:x" },
    { "xmpp:x\nExec=touch", "y" } };
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GDBusConnection) bus = bus_new ();

  assert_launcher_takes_nothing ();
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GSubprocess) process = launch (launcher, cases[i]);

    g_test_message ("%s", cases[i][0]);
    g_assert_true (g_subprocess_wait (process, NULL, NULL));
    g_assert_true (g_subprocess_get_if_exited (process));
    g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
  }
  g_assert_cmpuint (count_programs (bus), ==, 0);
  g_assert_false (g_file_test (witness, G_FILE_TEST_EXISTS));
  remove_folder (folder);
}

/* ---- DBS-05 ---- */

/* Each permission of the sandbox is one of these. */
static void
test_dbs_05 (void) {
  static const char *const allowed[] = { "--share=network", "--share=ipc", "--socket=wayland",
    "--socket=fallback-x11", "--device=dri", NULL };
  g_autofree char *manifest = read_source ("flatpak/" CONFAB_APP_ID ".yml");
  g_auto (GStrv) lines = g_strsplit (manifest, "\n", -1);
  gboolean is_inside = FALSE;
  guint n = 0;

  for (gsize i = 0; lines[i] != NULL; i++) {
    const char *line = lines[i];

    if (*line != ' ' && *line != '#' && *line != '\0')
      is_inside = g_str_equal (line, "finish-args:");
    else if (is_inside && *line == ' ' && !g_str_has_prefix (line, "  #")) {
      g_assert_true (g_str_has_prefix (line, "  - "));
      if (!g_strv_contains (allowed, line + 4))
        g_error ("“%s” is too much", line + 4);
      n++;
    }
  }
  g_assert_cmpuint (n, ==, g_strv_length ((char **)allowed));
  /* One application, with one list of permissions. */
  g_assert_null (strstr (strstr (manifest, "finish-args:") + 1, "finish-args"));
}

/* ---- DBS-06 ---- */

#define CANARY "canary-9c1f-secret"

static void
save (ConfabKeyring *keyring, ConfabKeyringKind kind, const char *account, const char *text) {
  g_autoptr (ConfabSecret) secret = confab_base_secret_new_string (text);

  g_assert_no_error (peer_wait_error (confab_keyring_save (keyring, kind, account, secret)));
}

static void
assert_item_says_nothing (SecretItem *item, ConfabSecret *key) {
  static const char *const names[] = { "application", "profile", "kind", "account", "xdg:schema",
    NULL };
  g_autoptr (GHashTable) attributes = secret_item_get_attributes (item);
  g_autofree char *label = secret_item_get_label (item);
  GHashTableIter iter;
  gpointer name, value;

  g_assert_cmpstr (label, ==, "Confab");
  g_hash_table_iter_init (&iter, attributes);
  while (g_hash_table_iter_next (&iter, &name, &value)) {
    g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, value, -1);
    g_autofree char *hex = g_strnfill (2 * 32, '0');
    const guint8 *bytes = confab_base_secret_get_bytes (key);

    g_assert_true (g_strv_contains (names, name));
    g_assert_null (strstr (value, CANARY));
    for (gsize i = 0; i < 32; i++)
      g_snprintf (hex + 2 * i, 3, "%02x", bytes[i]);
    g_assert_null (strstr (value, hex));
    g_assert_cmpstr (hash, !=, hex);
  }
}

/* The key of the profile's vault, as it stands in the real keyring. */
static ConfabSecret *
open_profile (const char *folder) {
  g_autoptr (ConfabCore) core = confab_core_new (folder, NULL, NULL);
  ConfabSecret *key;

  g_assert_no_error (peer_wait_error (confab_core_open (core)));
  {
    g_autoptr (DexFuture) loading =
        confab_keyring_load (core->keyring, CONFAB_KEYRING_STORE_KEY, "");

    peer_wait (loading);
    key = g_value_dup_boxed (dex_future_get_value (loading, NULL));
  }
  g_assert_nonnull (key);
  save (core->keyring, CONFAB_KEYRING_PASSWORD, OWN, CANARY);
  save (core->keyring, CONFAB_KEYRING_WORDS, "", CANARY "\n");
  g_assert_no_error (peer_wait_error (confab_core_quit (core)));
  return key;
}

static void
test_dbs_06 (void) {
  g_autofree char *folder = make_folder ();
  g_autofree char *other = make_folder ();
  g_autoptr (ConfabSecret) key = open_profile (folder);
  g_autoptr (ConfabSecret) other_key = open_profile (other);
  g_autoptr (GHashTable) all = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  GList *items = secret_service_search_sync (NULL, NULL, all,
      SECRET_SEARCH_ALL | SECRET_SEARCH_UNLOCK | SECRET_SEARCH_LOAD_SECRETS, NULL, &error);

  g_assert_no_error (error);
  /* Key, generation, password and words of both. */
  g_assert_cmpuint (g_list_length (items), ==, 8);
  for (GList *l = items; l != NULL; l = l->next)
    assert_item_says_nothing (l->data, key);
  g_list_free_full (items, g_object_unref);
  g_assert_cmpuint (confab_base_secret_get_size (key), ==, 32);
  g_assert_false (confab_base_secret_equal (key, other_key));
  remove_folder (folder);
  remove_folder (other);
}

/* ---- DBS-08 ---- */

static gboolean
run_spoil (ConfabStoreDb *db, gpointer data, GError **error) {
  static const char *const values[] = { "999999999999999999999", "-1", "2147483648", "7 0 0",
    "1 1 9223372036854775807", "<b>", "", "\xff\xfe", "1,0,0", "0x2", "99 -5 -5" };
  const char *value = values[GPOINTER_TO_UINT (data)];

  for (guint i = 1; i < CONFAB_CHOICE_COUNT; i++) {
    g_autofree char *name =
        g_strconcat ("safety.", confab_safety_choice_name ((ConfabChoice)i), NULL);

    if (!confab_store_settings_set (db, name, value, error))
      return FALSE;
  }
  return TRUE;
}

#define N_SPOILT 11

static void
assert_nothing_is_weaker (ConfabCore *core) {
  ConfabModelSafety *safety = confab_core_get_safety (core);

  for (guint i = 1; i < CONFAB_CHOICE_COUNT; i++)
    if (confab_model_safety_is_weakened (safety, (ConfabChoice)i))
      g_error ("“%s” is weaker", confab_safety_choice_name ((ConfabChoice)i));
}

/* Numbers that are none of a choice's, in the vault itself. */
static void
assert_choices_hold (Victim *v) {
  for (guint i = 0; i < N_SPOILT; i++) {
    g_assert_no_error (peer_wait_error (
        confab_store_vault_write (v->core->vault, run_spoil, GUINT_TO_POINTER (i), NULL)));
    if (v->is_signed_in)
      victim_restart (v);
    else {
      g_assert_no_error (peer_wait_error (confab_core_quit (v->core)));
      g_clear_object (&v->account);
      g_clear_object (&v->core);
      victim_start (v);
      v->account = g_list_model_get_item (confab_core_get_accounts (v->core), 0);
    }
    assert_nothing_is_weaker (v->core);
  }
  for (guint i = 1; i < CONFAB_CHOICE_COUNT; i++) {
    int values[] = { -1, confab_safety_choice_last ((ConfabChoice)i) + 1, G_MAXINT, G_MININT };

    for (gsize j = 0; j < G_N_ELEMENTS (values); j++) {
      g_autoptr (GError) error = peer_wait_error (
          confab_core_choose (v->core, (ConfabChoice)i, values[j], CONFAB_TERM_UNTIL_CHANGED));

      g_assert_nonnull (error);
    }
  }
  assert_nothing_is_weaker (v->core);
}

static gboolean
run_look (ConfabStoreDb *db, gpointer data, GError **error) {
  g_autofree char *name =
      g_strconcat ("safety.", confab_safety_choice_name (CONFAB_CHOICE_NOTIFY), NULL);
  g_autofree char *value = confab_store_settings_get (db, name, error);

  g_assert_nonnull (value);
  return TRUE;
}

/* The control: it is kept there, and a weaker one would be seen. */
static void
assert_weaker_is_seen (ConfabCore *core) {
  g_assert_no_error (peer_wait_error (confab_core_choose (
      core, CONFAB_CHOICE_NOTIFY, CONFAB_NOTIFY_TEXT, CONFAB_TERM_UNTIL_CHANGED)));
  g_assert_true (
      confab_model_safety_is_weakened (confab_core_get_safety (core), CONFAB_CHOICE_NOTIFY));
  g_assert_no_error (
      peer_wait_error (confab_store_vault_write (core->vault, run_look, NULL, NULL)));
}

static void
write_file (const char *folder, const char *name, const char *text) {
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static glong
peak_kib (void) {
  g_autofree char *text = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &text, NULL, NULL));
  line = strstr (text, "VmHWM:");
  g_assert_nonnull (line);
  return (glong)g_ascii_strtoll (line + 6, NULL, 10);
}

/* Settings where a program might have some; and the one file of the profile that is read whole. */
static void
assert_files_do_nothing (void) {
  static const char text[] = "[/]\nrequire-tls=false\nverify-certificate=false\n"
                             "[im/confab/Confab]\nrequire-tls=false\naccept-any-certificate=true\n"
                             "safety.tls=99999999999999999999\nnotify=2\n";
  static const char *const names[] = { "settings.ini", "config", "confab.conf", "settings.json" };
  g_autofree char *folder = make_folder ();
  g_autofree char *id = g_build_filename (folder, "profile.id", NULL);
  g_autoptr (ConfabCore) core = NULL;
  glong before_kib = peak_kib ();
  int fd;

  write_file (g_get_user_config_dir (), "glib-2.0/settings/keyfile", text);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    write_file (g_get_user_config_dir (), names[i], text);
    write_file (folder, names[i], text);
  }
  fd = g_open (id, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (ftruncate (fd, HUGE_BYTES), ==, 0);
  g_close (fd, NULL);

  core = confab_core_new (folder, NULL, NULL);
  g_assert_no_error (peer_wait_error (confab_core_open (core)));
  assert_nothing_is_weaker (core);
  g_assert_cmpint (peak_kib () - before_kib, <, MAX_GROWTH_KIB);
  g_assert_no_error (peer_wait_error (confab_core_quit (core)));
  /* There is no such thing as a setting outside the vault. */
  g_assert_null (g_settings_schema_source_lookup (
      g_settings_schema_source_get_default (), CONFAB_APP_ID, TRUE));
  remove_folder (folder);
}

static void
test_dbs_08 (void) {
  g_autoptr (Victim) v = victim_new ();

  victim_control (v);
  assert_choices_hold (v);
  assert_weaker_is_seen (v->core);
  assert_files_do_nothing ();
}

/* ---- DBS-10 ---- */

static void
plant (const char *folder, const char *name) {
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GFile) from = g_file_new_for_path (g_getenv ("CONFAB_TEST_MODULE"));
  g_autoptr (GFile) to = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
test_dbs_10 (void) {
  static const char *const places[] = { "confab/intruder.so", "confab/plugins/intruder.so",
    "confab/modules/intruder.so", "purple/plugins/intruder.so", "gio/modules/intruder.so",
    "gtk-4.0/modules/intruder.so", "gtk-4.0/4.0.0/immodules/intruder.so", "intruder.so" };
  g_autofree char *folder = make_folder ();
  g_autofree char *witness = g_build_filename (folder, "witness", NULL);
  g_autofree char *profile = g_build_filename (folder, "profile", NULL);
  g_autofree char *maps_path = NULL;
  g_autofree char *maps = NULL;
  const char *arguments[] = { "--profile", profile, NULL };
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GDBusConnection) bus = bus_new ();
  g_autoptr (GSubprocess) process = NULL;
  void *module;

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    plant (g_get_user_data_dir (), places[i]);
    plant (g_get_user_config_dir (), places[i]);
    plant (profile, places[i]);
  }
  g_subprocess_launcher_setenv (launcher, "CONFAB_TEST_INTRUDED", witness, TRUE);
  g_subprocess_launcher_setenv (launcher, "GTK_MODULES", g_getenv ("CONFAB_TEST_MODULE"), TRUE);
  g_subprocess_launcher_set_cwd (launcher, profile);
  process = launch (launcher, arguments);
  wait_started (bus);
  maps_path = g_strdup_printf ("/proc/%s/maps", g_subprocess_get_identifier (process));
  g_assert_true (g_file_get_contents (maps_path, &maps, NULL, NULL));
  g_assert_nonnull (strstr (maps, "libgtk-4"));
  g_assert_null (strstr (maps, "intruder"));
  g_assert_false (g_file_test (witness, G_FILE_TEST_EXISTS));
  g_subprocess_send_signal (process, SIGTERM);
  g_subprocess_wait (process, NULL, NULL);

  /* The control: it would have said so. */
  g_setenv ("CONFAB_TEST_INTRUDED", witness, TRUE);
  module = dlopen (g_getenv ("CONFAB_TEST_MODULE"), RTLD_NOW);
  g_assert_nonnull (module);
  g_assert_true (g_file_test (witness, G_FILE_TEST_EXISTS));
  dlclose (module);
  remove_folder (folder);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  confab_base_secret_init ();
  g_test_add_func ("/hostile/DBS-03", test_dbs_03);
  g_test_add_func ("/hostile/DBS-05", test_dbs_05);
  g_test_add_func ("/hostile/DBS-06", test_dbs_06);
  g_test_add_func ("/hostile/DBS-08", test_dbs_08);
  g_test_add_func ("/hostile/DBS-10", test_dbs_10);
  return g_test_run ();
}
