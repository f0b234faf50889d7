#pragma once

/* The screen's lock: tells core of it, and covers every window while it holds. */

#include <adwaita.h>

#include "core/core-lock.h"

G_BEGIN_DECLS

typedef struct _ConfabAppLock ConfabAppLock;

/* `application` is borrowed and outlives it. Returns: (transfer full) */
ConfabAppLock *confab_app_lock_new (GtkApplication *application, ConfabCore *core);
void confab_app_lock_free (ConfabAppLock *self);

G_END_DECLS
