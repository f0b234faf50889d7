#pragma once

/* Notifications of new messages, without their text, and none while it is quiet
 * (confab_core_is_quiet). */

#include <gio/gio.h>

#include "core/core.h"

G_BEGIN_DECLS

typedef struct _ConfabAppNotify ConfabAppNotify;

/* TRUE if the user sees the chat with `contact` right now. */
typedef gboolean (*ConfabAppNotifyLooksFunc) (ConfabModelContact *contact, gpointer data);

/* Pressing a notification calls "app.open-chat" with its token. */
ConfabAppNotify *confab_app_notify_new (
    GApplication *application, ConfabCore *core, ConfabAppNotifyLooksFunc looks, gpointer data);
void confab_app_notify_free (ConfabAppNotify *self);

/* Whose notification that is; borrowed; NULL if none with that token stands. */
ConfabModelContact *confab_app_notify_find (ConfabAppNotify *self, const char *token);

G_END_DECLS
