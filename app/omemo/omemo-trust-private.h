#pragma once

/* What a key of somebody is worth: facts from the vault, verdict by the judge "device". */

#include "omemo/omemo.h"
#include "store/store-omemo.h"

G_BEGIN_DECLS

/* The verdict on a key that is known, or would be given to it if it came now. */
gboolean confab_omemo_trust_judge (const ConfabOmemoScope *scope, const char *address,
    GBytes *identity, ConfabDeviceVerdict *verdict, GError **error);
/* The key was seen at `device` (nullable: nothing is known of it): remembered, and trusted or
 * not as the moment is. Sets the device's key. */
gboolean confab_omemo_trust_see (const ConfabOmemoScope *scope, const char *address,
    ConfabStoreOmemoDevice *device, GBytes *identity, ConfabDeviceVerdict *verdict, GError **error);
/* Some key of theirs was checked. */
gboolean confab_omemo_trust_is_checked (
    const ConfabOmemoScope *scope, const char *address, gboolean *is_checked, GError **error);

G_END_DECLS
