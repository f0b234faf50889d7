#pragma once

/* The network page (R22): whom this run has talked to, what for, and how much. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_SAFETY_HOSTS (confab_safety_hosts_get_type ())
G_DECLARE_FINAL_TYPE (
    ConfabSafetyHosts, confab_safety_hosts, CONFAB, SAFETY_HOSTS, AdwNavigationPage)

/* Follows the numbers while it is shown. */
ConfabSafetyHosts *confab_safety_hosts_new (ConfabCore *core);

/* The same as lines of plain text, for the command line. Returns: (transfer full) */
char *confab_safety_hosts_dup_report (ConfabCore *core);

/* "The server of your account, door 5223", and "12 kB in" above "3 kB out". Returns:
 * (transfer full) */
char *confab_safety_hosts_dup_purpose (const ConfabHostFacts *host);
char *confab_safety_hosts_dup_bytes (const ConfabHostFacts *host);

G_END_DECLS
