#pragma once

/* What the two files of trust messages share. */

#include "omemo/omemo-atm.h"

G_BEGIN_DECLS

#define CONFAB_OMEMO_ATM_NS_TRUST "urn:xmpp:tm:1"
#define CONFAB_OMEMO_ATM_NS "urn:xmpp:atm:1"
#define CONFAB_OMEMO_ATM_NS_KEYS "urn:xmpp:omemo:2"

/* Writes down who is to be told that the key is worth something else now. `is_act`: the user said
 * so; else it was heard, and only its device is told something. */
gboolean confab_omemo_atm_owe (const ConfabOmemoScope *scope, const char *address, GBytes *identity,
    ConfabOmemoSaid said, gboolean is_act, GError **error);

G_END_DECLS
