#pragma once

/* The page of messages that were kept one by one, by person, from where they can be let go. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_CHAT_KEPT (confab_chat_kept_get_type ())
G_DECLARE_FINAL_TYPE (ConfabChatKept, confab_chat_kept, CONFAB, CHAT_KEPT, AdwDialog)

void confab_chat_kept_present (GtkWidget *parent, ConfabCore *core);

G_END_DECLS
