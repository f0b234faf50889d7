#pragma once

/* Who this chat is with: face, name, and the address where it must stand beside the name. */

#include <gtk/gtk.h>

#include "model/model-contact.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_CHAT_HEADER (confab_chat_header_get_type ())
G_DECLARE_FINAL_TYPE (ConfabChatHeader, confab_chat_header, CONFAB, CHAT_HEADER, GtkBox)

/* `contact` nullable. */
void confab_chat_header_set_contact (ConfabChatHeader *self, ConfabModelContact *contact);

G_END_DECLS
