#pragma once

/* One check for all devices (XEP-0450, trust messages of XEP-0434): what the user said of one key
 * is told to the checked devices of both sides, and what checked devices tell is believed. In a job
 * on the vault's thread, as omemo.h. Only version 2 carries it.
 *
 * Out: _say keeps what is to be told with the same commit (store-trust.h); _seal makes messages of
 * it for the devices that can be written to now, and the rest waits. In: whatever confab_omemo_open
 * opened with a `content` goes through _hear; it shows nothing. */

#include "omemo/omemo-seal.h"

G_BEGIN_DECLS

#define CONFAB_OMEMO_ATM_MAX_KEYS 256 /* that one message may speak of */

/* What is worth something else now. */
typedef struct {
  GPtrArray *people; /* owned bare addresses, each once */
  guint n_keys;      /* keys that changed by what was heard */
} ConfabOmemoAtmNews;

void confab_omemo_atm_news_init (ConfabOmemoAtmNews *news);
void confab_omemo_atm_news_clear (ConfabOmemoAtmNews *news);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ConfabOmemoAtmNews, confab_omemo_atm_news_clear)

/* The user said `said` of the key `identity` of `address` (own: scope->own), by hand: takes it over
 * as confab_omemo_devices_say does; what a device said before its key was checked is believed now;
 * and who is to be told of CHECKED and LEAVE_OUT is written down. FALSE with CONFAB_STORE_ERROR. */
gboolean confab_omemo_atm_say (const ConfabOmemoScope *scope, const char *address, GBytes *identity,
    ConfabOmemoSaid said, ConfabOmemoAtmNews *news, GError **error);

/* What waits to be told to `address`, as far as its checked devices have a session: messages of at
 * most MAX_KEYS keys, a few at a time. Their other devices, and one's own, get a key that opens
 * nothing, so that nobody sees a message that cannot be opened, and no server which device was told
 * something. The ratchets move with the job's commit; what is lost on the way waits again and is
 * sealed anew. `acts_only`: only what follows from an act of the user. Adds to `envelopes` owned
 * ConfabEnvelope, and to `letters` the gint64 that store-trust.h knows each by. FALSE with
 * CONFAB_STORE_ERROR; what cannot be sealed waits. */
gboolean confab_omemo_atm_seal (const ConfabOmemoScope *scope, const char *address,
    gboolean acts_only, GPtrArray *envelopes, GArray *letters, GError **error);

/* A trust message that `opened` holds, from `from` (bare): about their own keys, or, from a device
 * of one's own, about anybody's. Believed if the device that sent it is VERIFIED, kept until it is
 * if not. What was left out stays so, nothing is said of this device, and no key is taken for two
 * people's. A device of somebody that is vouched for is told of one's own, so that all come to know
 * all. `is_heard`: it was such a message. FALSE with CONFAB_STORE_ERROR. */
gboolean confab_omemo_atm_hear (const ConfabOmemoScope *scope, const char *from,
    const ConfabOmemoOpened *opened, gboolean *is_heard, ConfabOmemoAtmNews *news, GError **error);

G_END_DECLS
