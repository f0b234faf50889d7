#pragma once

/* `confab --network-report`: the network page of the Confab that runs, as text (R22). One program
 * offers it on the session's bus, the other asks and goes. */

#include <gio/gio.h>

G_BEGIN_DECLS

/* Makes the text; NULL: there is none now. Returns: (transfer full) (nullable) */
typedef char *(*ConfabAppReportMake) (gpointer data);

/* Offers it for as long as the connection lives, or until _withdraw. `data` must live as long.
 * Returns 0 with `error`, else what _withdraw takes. */
guint confab_app_report_offer (
    GDBusConnection *connection, ConfabAppReportMake make, gpointer data, GError **error);
void confab_app_report_withdraw (GDBusConnection *connection, guint offer);

/* `text` NULL: `error` says why; G_IO_ERROR_NOT_FOUND where no Confab runs. */
typedef void (*ConfabAppReportDone) (const char *text, const GError *error, gpointer data);

/* Asks the Confab of that application id, and starts none. `done` is called once. */
void confab_app_report_ask (const char *id, ConfabAppReportDone done, gpointer data);

G_END_DECLS
