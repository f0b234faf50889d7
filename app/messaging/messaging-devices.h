#pragma once

/* Devices and checking, for the screen. */

#include "messaging/messaging.h"
#include "model/model-device.h"

G_BEGIN_DECLS

/* As confab_core_list_devices; `address` is a buddy's or one's own. */
DexFuture *confab_messaging_list_devices (ConfabMessaging *self, const char *address);
/* As confab_core_trust_device. */
DexFuture *confab_messaging_trust_device (
    ConfabMessaging *self, ConfabModelDevice *device, ConfabModelTrust trust);
/* As confab_core_get_check_uri. */
DexFuture *confab_messaging_get_check_uri (ConfabMessaging *self);
/* As confab_core_take_check_uri; rejects with CONFAB_MESSAGING_ERROR_NOT_A_CODE, _OTHER_PERSON
 * (message: whose it is), _KEYS_DIFFER. */
DexFuture *confab_messaging_take_check_uri (
    ConfabMessaging *self, ConfabModelContact *contact, const char *uri);

G_END_DECLS
