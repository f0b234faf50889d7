#pragma once

/* Which session is written with: of each device the best version it is listed with, and of its
 * sessions the latest whose key may be written to. */

#include "omemo/omemo.h"
#include "store/store-omemo.h"

G_BEGIN_DECLS

/* One device to seal for. */
typedef struct {
  char *address;
  guint32 device;
  ConfabStoreOmemoSession *session; /* without record */
  ConfabDeviceVerdict verdict;      /* on the session's key */
  gboolean is_decided;              /* the user said something of that key */
  gboolean is_blank;                /* gets a key that opens nothing; version 2 only */
} ConfabOmemoTarget;

void confab_omemo_target_free (ConfabOmemoTarget *target);

/* Sessions of both versions that may be written with, of each device and version the latest first.
 * Returns: (transfer full) owned ConfabStoreOmemoSession */
GPtrArray *
confab_omemo_sessions_list (const ConfabOmemoScope *scope, const char *address, GError **error);
/* TRUE if `device` has one of `version` (NONE: of any), whatever its key is worth. */
gboolean
confab_omemo_sessions_has (GPtrArray *sessions, guint32 device, ConfabOmemoVersion version);
/* Listed devices of `address` that may be written to and have a session, `but` left out. Returns:
 * (transfer full) owned ConfabOmemoTarget */
GPtrArray *confab_omemo_sessions_targets (
    const ConfabOmemoScope *scope, const char *address, guint32 but, GError **error);
/* The target of one device and version, whatever lists say, for a key without text: anything but
 * what was left out. `target` NULL: there is no session. */
gboolean confab_omemo_sessions_find (const ConfabOmemoScope *scope, const char *address,
    guint32 device, ConfabOmemoVersion version, ConfabOmemoTarget **target, GError **error);
/* The user said of one of them that it is theirs. */
gboolean confab_omemo_sessions_has_decided (GPtrArray *targets);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabOmemoTarget, confab_omemo_target_free)

G_END_DECLS
