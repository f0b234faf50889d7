#pragma once

/* What a key of somebody is worth: facts from the vault, verdict by the judge "device". */

#include "omemo/omemo.h"
#include "store/store-omemo.h"

G_BEGIN_DECLS

/* Everything that is known of somebody's keys, read once where several are judged. */
typedef struct {
  GHashTable *identities; /* GBytes -> ConfabStoreOmemoIdentity, owned */
  gboolean is_own;
  gboolean is_checked;
} ConfabOmemoTrust;

gboolean confab_omemo_trust_read (
    const ConfabOmemoScope *scope, const char *address, ConfabOmemoTrust *trust, GError **error);
void confab_omemo_trust_clear (ConfabOmemoTrust *trust);
/* As confab_omemo_trust_judge. `is_decided`: the user said that it is theirs. */
ConfabDeviceVerdict
confab_omemo_trust_weigh (const ConfabOmemoTrust *trust, GBytes *identity, gboolean *is_decided);

/* The verdict on a key that is known, or would be given to it if it came now. */
gboolean confab_omemo_trust_judge (const ConfabOmemoScope *scope, const char *address,
    GBytes *identity, ConfabDeviceVerdict *verdict, GError **error);
/* The key was seen at `device`: remembered, and trusted or not as the moment is. `trust` was read
 * in the same job, before anything was said or seen. Sets the device's key. */
gboolean confab_omemo_trust_see (const ConfabOmemoScope *scope, const char *address,
    const ConfabOmemoTrust *trust, ConfabStoreOmemoDevice *device, GBytes *identity,
    ConfabDeviceVerdict *verdict, GError **error);
/* Some key of theirs was checked. */
gboolean confab_omemo_trust_is_checked (
    const ConfabOmemoScope *scope, const char *address, gboolean *is_checked, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ConfabOmemoTrust, confab_omemo_trust_clear)

G_END_DECLS
