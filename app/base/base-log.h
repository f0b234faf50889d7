#pragma once

/* The program's log: structured GLib log, to standard error. No message text, no password, no key;
 * addresses only at debug level. CONFAB_DEBUG=1 in the environment shows debug lines. */

#include <glib.h>

G_BEGIN_DECLS

/* Puts the writer in place that drops debug lines unless asked for. Called once by main. */
void confab_base_log_init (void);

/* `area` is the folder ("net", "xmpp", ...). */
#define confab_base_log_debug(area, ...)                                                           \
  g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_DEBUG, "CONFAB_AREA", area, "MESSAGE", __VA_ARGS__)
#define confab_base_log_info(area, ...)                                                            \
  g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_INFO, "CONFAB_AREA", area, "MESSAGE", __VA_ARGS__)
#define confab_base_log_warning(area, ...)                                                         \
  g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING, "CONFAB_AREA", area, "MESSAGE", __VA_ARGS__)

G_END_DECLS
