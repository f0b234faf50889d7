/* Servers that give out addresses. The list is part of the program and asks nobody; what in it was
 * not verified is said to be so, never guessed. */

#include "wizard/wizard-servers.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#define LIST "/im/confab/Confab/servers.ini"
#define MAX_SERVERS 32

void
confab_wizard_server_free (ConfabWizardServer *server) {
  g_free (server->domain);
  g_free (server->country);
  g_free (server->keeps);
  g_free (server->contact);
  g_free (server->checked);
  g_free (server);
}

static void
free_server (gpointer data) {
  confab_wizard_server_free (data);
}

GPtrArray *
confab_wizard_servers_load (void) {
  g_autoptr (GPtrArray) servers = g_ptr_array_new_with_free_func (free_server);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (LIST, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_auto (GStrv) groups = NULL;

  if (bytes == NULL || !g_key_file_load_from_bytes (file, bytes, G_KEY_FILE_NONE, NULL))
    return g_steal_pointer (&servers);
  groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i] != NULL && servers->len < MAX_SERVERS; i++) {
    ConfabWizardServer *server;

    if (g_str_equal (groups[i], "list"))
      continue;
    server = g_new0 (ConfabWizardServer, 1);
    server->domain = g_strdup (groups[i]);
    server->country = g_key_file_get_string (file, groups[i], "country", NULL);
    server->keeps = g_key_file_get_locale_string (file, groups[i], "keeps", NULL, NULL);
    server->contact = g_key_file_get_string (file, groups[i], "contact", NULL);
    server->checked = g_key_file_get_string (file, groups[i], "checked", NULL);
    g_ptr_array_add (servers, server);
  }
  return g_steal_pointer (&servers);
}

char *
confab_wizard_server_dup_words (const ConfabWizardServer *server) {
  g_autoptr (GString) words = g_string_new (NULL);

  if (server->checked == NULL)
    return g_strdup (_ ("What it keeps was not checked; its own page says it."));
  if (server->country != NULL)
    g_string_append_printf (words, "%s. ", server->country);
  if (server->keeps != NULL)
    g_string_append_printf (words, "%s ", server->keeps);
  if (server->contact != NULL)
    g_string_append_printf (words, "%s ", server->contact);
  /* Translators: %s is a day */
  g_string_append_printf (words, _ ("Checked on %s."), server->checked);
  return g_string_free_and_steal (g_steal_pointer (&words));
}
