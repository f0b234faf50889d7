#pragma once

/* What the readers of this folder may ask the gate besides sending. */

#include "xep/xep-out.h"

G_BEGIN_DECLS

/* TRUE if `who` is nobody the user has added; also where nothing is known. */
gboolean confab_xep_out_is_stranger (ConfabXepOut *out, ConfabJid *who);

G_END_DECLS
