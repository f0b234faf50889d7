#pragma once

/* The bundled list of public servers (data/servers), as data with its date. */

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  char *domain;
  char *country; /* all but the domain nullable: not verified */
  char *keeps;
  char *contact;
  char *checked; /* "2026-11-21" */
} ConfabWizardServer;

void confab_wizard_server_free (ConfabWizardServer *server);

/* Owned ConfabWizardServer, in the order of the list. Returns: (transfer full) */
GPtrArray *confab_wizard_servers_load (void);

/* What is known about it, as a sentence. Returns: (transfer full) */
char *confab_wizard_server_dup_words (const ConfabWizardServer *server);

G_END_DECLS
