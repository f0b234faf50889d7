#pragma once

/* One check for all devices (XEP-0450): words of trust on their way out, and what is shown anew
 * when some came in. For this folder. */

#include "messaging/messaging-keys.h"

G_BEGIN_DECLS

/* A stream is there: what the last one was given and did not acknowledge waits again, and goes. */
void confab_messaging_trust_connected (ConfabMessaging *self);
/* Sends what waits, to those who may be told and whose devices can be written to; keys of others
 * are fetched first. Cheap where nothing waits. */
void confab_messaging_trust_walk (ConfabMessaging *self);
/* After a commit: keys of `people` (addresses) are worth something else. Shows it, judges anew, and
 * sends what is to be told of it. */
void confab_messaging_trust_changed (ConfabMessaging *self, GPtrArray *people);

G_END_DECLS
