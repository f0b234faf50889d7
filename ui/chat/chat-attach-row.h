#pragma once

/* One file in the line of those that were chosen and not sent yet. */

#include <gtk/gtk.h>

#include "model/model-attachment.h"

G_BEGIN_DECLS

typedef void (*ConfabChatAttachRemoved) (ConfabModelAttachment *attachment, gpointer data);

/* Its name as it goes, its size, what was taken out of it, `questions` about it (nullable), and a
 * button that calls `removed` with `data`, which lives as long as the row. The row shows what the
 * attachment is now, and does not change with it. */
GtkWidget *confab_chat_attach_row_new (ConfabModelAttachment *attachment, const char *questions,
    ConfabChatAttachRemoved removed, gpointer data);

G_END_DECLS
