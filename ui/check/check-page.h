#pragma once

/* Is it really them? Three ways to compare, all of the same keys, and what to do with the answer.
 */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_CHECK_PAGE (confab_check_page_get_type ())
G_DECLARE_FINAL_TYPE (ConfabCheckPage, confab_check_page, CONFAB, CHECK_PAGE, AdwNavigationPage)

/* `contact` NULL: a device of mine, of `account`; it has no picture to read. */
AdwNavigationPage *confab_check_page_new (ConfabCore *core, ConfabModelAccount *account,
    ConfabModelContact *contact, ConfabModelDevice *device);

/* Signals: "finished": Done was pressed. */

G_END_DECLS
