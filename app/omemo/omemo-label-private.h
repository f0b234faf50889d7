#pragma once

/* Names that devices of version 2 give themselves. */

#include "omemo/omemo.h"

G_BEGIN_DECLS

/* TRUE if the owner of `identity` (Curve25519; NULL: not known) signed `label` (XEP-0384 5.3.1). */
gboolean confab_omemo_label_is_signed (GBytes *identity, const char *label, GBytes *signature);

G_END_DECLS
