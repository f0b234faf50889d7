#pragma once

/* The virus checker (R34), as all accounts share it: one file at a time, what it said of itself
 * kept for the screens, and a checker that was there and is gone is never taken for none. */

#include <libdex.h>

#include "files/files-cipher.h"
#include "files/files-clam.h"
#include "model/model-safety.h"

G_BEGIN_DECLS

typedef struct _ConfabMessagingChecker ConfabMessagingChecker;

/* What it says of itself goes into `safety`, which is borrowed until _stop. */
ConfabMessagingChecker *confab_messaging_checker_new (ConfabModelSafety *safety);
/* What is under way breaks off; nothing is asked any more. */
void confab_messaging_checker_stop (ConfabMessagingChecker *self);
ConfabMessagingChecker *confab_messaging_checker_ref (ConfabMessagingChecker *self);
void confab_messaging_checker_unref (ConfabMessagingChecker *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabMessagingChecker, confab_messaging_checker_unref)

/* For tests: it is at that socket and nowhere else, and has as long for each step (0: the
 * standard).
 */
void confab_messaging_checker_set_place (
    ConfabMessagingChecker *self, const char *socket, guint patience_ms);

/* Asks which one is there. Resolves to TRUE when `safety` says it. */
DexFuture *confab_messaging_checker_look (ConfabMessagingChecker *self);
/* In a fiber: has the sealed file `path` looked through. `verdict` is never WAITING then. `version`
 * is zero where none is there. */
void confab_messaging_checker_await_scan (ConfabMessagingChecker *self, const char *path,
    const ConfabFilesLock *lock, ConfabFilesClamVerdict *verdict, ConfabFilesClamVersion *version);

G_END_DECLS
