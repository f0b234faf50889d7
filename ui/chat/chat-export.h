#pragma once

/* "Save this chat": a chat becomes a file that lies open, after a warning. */

#include <adwaita.h>

#include "core/core-export.h"

G_BEGIN_DECLS

/* Action "chat.export" of the chat's view. */
void confab_chat_export_install (GtkWidgetClass *class);
AdwDialog *confab_chat_export_present (ConfabCore *core, ConfabModelChat *chat, GtkWidget *parent);
/* As if that place had been chosen. */
void confab_chat_export_save (AdwDialog *dialog, GFile *target);

G_END_DECLS
