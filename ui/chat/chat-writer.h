#pragma once

/* Who one writes as, above the entry, where there are several accounts (UI.md). */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_CHAT_WRITER (confab_chat_writer_get_type ())
G_DECLARE_FINAL_TYPE (ConfabChatWriter, confab_chat_writer, CONFAB, CHAT_WRITER, AdwBin)

/* Both nullable. It shows itself where it has something to say. */
void confab_chat_writer_set_chat (ConfabChatWriter *self, ConfabCore *core, ConfabModelChat *chat);

G_END_DECLS
