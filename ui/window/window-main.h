#pragma once

/* The main window: safety strip, buddies, and the shown chat, request or sign-in. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_WINDOW_MAIN (confab_window_main_get_type ())
G_DECLARE_FINAL_TYPE (
    ConfabWindowMain, confab_window_main, CONFAB, WINDOW_MAIN, AdwApplicationWindow)

/* Actions "win.": add-buddy, jump, next-pane, sign-in, sign-in-hidden,
 * sign-off, accounts, safety, guide, show-requests, toast (string). Signal "close-wanted": the user
 * closed it; nothing was closed yet. */
ConfabWindowMain *confab_window_main_new (GtkApplication *application, ConfabCore *core);

/* For the sign-in form of the first start; both nullable. */
void confab_window_main_prefill (ConfabWindowMain *self, const char *address, const char *server);

/* Shows the chat and gives it the keyboard. */
void confab_window_main_open_chat (ConfabWindowMain *self, ConfabModelContact *contact);

/* The chat that stands on the screen; NULL if none does. Borrowed. */
ConfabModelChat *confab_window_main_get_shown_chat (ConfabWindowMain *self);

/* Only "Signing off…" from now on. */
void confab_window_main_show_leaving (ConfabWindowMain *self);

G_END_DECLS
