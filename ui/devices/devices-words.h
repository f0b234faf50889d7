#pragma once

/* Words for a device: what it is called and how it stands. */

#include "model/model-device.h"

G_BEGIN_DECLS

/* The label it was given, or "Device 12345". Returns: (transfer full) */
char *confab_devices_words_dup_name (ConfabModelDevice *device);
/* In half a line, for a row. `owner`: name of the other side; NULL: a device of mine. Returns:
 * (transfer full) */
char *confab_devices_words_dup_state (ConfabModelDevice *device, const char *owner);
/* In a sentence or two: what that means, and what to do. Returns: (transfer full) */
char *confab_devices_words_dup_meaning (ConfabModelDevice *device, const char *owner);
/* "Today", "14 May"; "Never" for 0. Returns: (transfer full) */
char *confab_devices_words_dup_day (gint64 time_us);

G_END_DECLS
