#pragma once

/* Whether any window of the program is looked at, told to core. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

typedef struct _ConfabAppAttention ConfabAppAttention;

/* `application` is borrowed and outlives it. Returns: (transfer full) */
ConfabAppAttention *confab_app_attention_new (GtkApplication *application, ConfabCore *core);
void confab_app_attention_free (ConfabAppAttention *self);

G_END_DECLS
