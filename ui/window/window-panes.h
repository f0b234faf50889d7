#pragma once

/* Buddies on one side, and what is shown of one of them on the other: a chat, a request, or
 * nothing. One at a time where the window is narrow. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_WINDOW_PANES (confab_window_panes_get_type ())
G_DECLARE_FINAL_TYPE (
    ConfabWindowPanes, confab_window_panes, CONFAB, WINDOW_PANES, AdwBreakpointBin)

ConfabWindowPanes *confab_window_panes_new (ConfabCore *core);

/* Gives the keyboard to where it is wanted first. */
void confab_window_panes_focus (ConfabWindowPanes *self);

/* Shows the chat and gives it the keyboard. */
void confab_window_panes_open_chat (ConfabWindowPanes *self, ConfabModelContact *contact);

/* The chat that stands on the screen; NULL if none does. Borrowed. */
ConfabModelChat *confab_window_panes_get_shown_chat (ConfabWindowPanes *self);

/* Does nothing without a request. */
void confab_window_panes_show_requests (ConfabWindowPanes *self);

/* The search of the list. */
void confab_window_panes_jump (ConfabWindowPanes *self);

/* Buddies, then what was said, then the entry; a part that cannot take the keyboard is left out. */
void confab_window_panes_next (ConfabWindowPanes *self);

G_END_DECLS
