/* Where the program begins: options, translations, log, locked memory, no core dumps. It has no
 * option that trusts more than the program does by itself; --address and --server only fill the
 * sign-in form in. */

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include <glib/gi18n.h>

#include "app/app-program.h"
#include "app/app-report.h"
#include "base/base-log.h"
#include "base/base-secret.h"

static void
forbid_core_dumps (void) {
  const struct rlimit none = { 0, 0 };

  if (setrlimit (RLIMIT_CORE, &none) != 0)
    confab_base_log_warning ("ui", "core dumps cannot be switched off");
}

static gboolean
read_options (int *argc, char ***argv, GOptionEntry *entries) {
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (g_option_context_parse (context, argc, argv, &error) && *argc == 1)
    return TRUE;
  g_printerr ("confab: %s\n", error != NULL ? error->message : _ ("too many arguments"));
  return FALSE;
}

/* ---- --network-report ---- */

typedef struct {
  GMainLoop *loop;
  gboolean is_done;
  gboolean is_told;
} Asking;

static void
on_report (const char *text, const GError *error, gpointer data) {
  Asking *asking = data;

  asking->is_done = TRUE;
  asking->is_told = text != NULL;
  if (text != NULL)
    fputs (text, stdout);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_printerr ("confab: %s\n", _ ("Confab is not running."));
  else
    g_printerr ("confab: %s\n", error->message);
  g_main_loop_quit (asking->loop);
}

static int
tell_report (const char *profile) {
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autofree char *id = confab_app_program_dup_id (profile);
  Asking asking = { .loop = loop };

  confab_app_report_ask (id, on_report, &asking);
  if (!asking.is_done)
    g_main_loop_run (loop);
  return asking.is_told ? EXIT_SUCCESS : EXIT_FAILURE;
}

int
main (int argc, char **argv) {
  g_autofree char *profile = NULL;
  g_autofree char *address = NULL;
  g_autofree char *server = NULL;
  gboolean is_version = FALSE;
  gboolean is_report = FALSE;
  GOptionEntry entries[] = {
    { "profile", 0, 0, G_OPTION_ARG_FILENAME, &profile, N_ ("Folder of the profile"),
        N_ ("FOLDER") },
    { "version", 0, 0, G_OPTION_ARG_NONE, &is_version, N_ ("Show the version"), NULL },
    { "network-report", 0, 0, G_OPTION_ARG_NONE, &is_report,
        N_ ("Show whom the running Confab has talked to"), NULL },
    { "address", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, &address, NULL, NULL },
    { "server", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, &server, NULL, NULL },
    { NULL },
  };
  g_autoptr (ConfabAppProgram) program = NULL;
  ConfabAppOptions options = { 0 };

  forbid_core_dumps ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, CONFAB_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  if (!read_options (&argc, &argv, entries))
    return EXIT_FAILURE;
  if (is_version) {
    puts ("confab " CONFAB_VERSION);
    return EXIT_SUCCESS;
  }
  if (is_report)
    return tell_report (profile);

  confab_base_log_init ();
  if (!confab_base_secret_init ())
    confab_base_log_warning ("ui", "memory for secrets cannot be locked");
  options.profile = profile;
  options.address = address;
  options.server = server;
  program = confab_app_program_new (&options);
  return g_application_run (G_APPLICATION (program), argc, argv);
}
