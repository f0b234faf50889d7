#pragma once

/* What the readers of this folder may ask the gate besides sending. */

#include "xep/xep-out.h"

G_BEGIN_DECLS

/* For a fiber that asks more than once: with a reference the gate stays, and after its owner has
 * freed it, nothing passes any more. */
ConfabXepOut *confab_xep_out_ref (ConfabXepOut *out);
void confab_xep_out_unref (ConfabXepOut *out);

/* `service` (nullable: none) counts as one's own server from now on: a part of it that gives places
 * for files, which it named itself. Only without a user and below one's own domain. */
void confab_xep_out_set_service (ConfabXepOut *out, ConfabJid *service);

/* TRUE if `who` is nobody the user has added; also where nothing is known. */
gboolean confab_xep_out_is_stranger (ConfabXepOut *out, ConfabJid *who);

G_END_DECLS
