#pragma once

/* One check for all devices (XEP-0450, trust messages of XEP-0434): what the user said of one key
 * is told to the checked devices of both sides, and what checked devices tell is believed. In a job
 * on the vault's thread, as omemo.h. Only version 2 carries it.
 *
 * Out: after confab_omemo_devices_say with CHECKED or LEAVE_OUT, _tell gives the messages to send.
 * In: whatever confab_omemo_open opened with a `content` goes through _hear; it shows nothing. */

#include "omemo/omemo-seal.h"

G_BEGIN_DECLS

#define CONFAB_OMEMO_ATM_MAX_KEYS 256  /* that one message may speak of */
#define CONFAB_OMEMO_ATM_MAX_PEOPLE 64 /* that are told of one of one's own devices */

/* The user said `said` of the key `identity` of `address` (own: scope->own), by hand: who is to be
 * told. What a device said before its key was checked is believed now. An empty list for anything
 * but CHECKED and LEAVE_OUT. The ratchets have moved: the envelopes are sent, or kept with the same
 * commit, or lost with nobody hurt. Returns: (transfer full) owned ConfabEnvelope; NULL with
 * CONFAB_OMEMO_ERROR or CONFAB_STORE_ERROR */
GPtrArray *confab_omemo_atm_tell (const ConfabOmemoScope *scope, const char *address,
    GBytes *identity, ConfabOmemoSaid said, GError **error);

/* A trust message that `opened` holds, from `from` (bare): about their own keys, or, from a device
 * of one's own, about anybody's. Believed if the device that sent it is VERIFIED, kept until it is
 * if not. What the user left out stays so, and nothing is said of this device. `is_heard`: it was
 * such a message; `n_changed`: keys that are worth something else now. FALSE with
 * CONFAB_STORE_ERROR. */
gboolean confab_omemo_atm_hear (const ConfabOmemoScope *scope, const char *from,
    const ConfabOmemoOpened *opened, gboolean *is_heard, guint *n_changed, GError **error);

G_END_DECLS
