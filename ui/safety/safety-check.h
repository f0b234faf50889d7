#pragma once

/* "Check this elsewhere" (R07): how to find out that it is really them, and how and when this
 * person was checked. */

#include <gtk/gtk.h>

#include "model/model-contact.h"
#include "model/model-message.h"

G_BEGIN_DECLS

/* How and when, in a sentence. Returns: (transfer full) */
char *confab_safety_check_dup_words (ConfabModelContact *contact);

/* Over `parent`. `message` is theirs. */
void confab_safety_check_present (
    GtkWidget *parent, ConfabModelContact *contact, ConfabModelMessage *message);

G_END_DECLS
